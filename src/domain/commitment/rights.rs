//! Who may change commitments. Everyone who is signed in may read them: they were promised in
//! public.
use jiff::Timestamp;

use super::{Commitment, CommitmentChange, Responsible};
use crate::domain::access::{Actor, Forbidden};
use crate::domain::audit::{Action, Entry};
use crate::domain::ids::OrganisationId;
use crate::domain::people::Role;

/// The right to look after a commitment. Only [`Actor::keep`] makes one.
#[derive(Debug)]
pub struct Keeping<'a> {
    actor: &'a Actor,
    commitment: Commitment,
}

/// The right to add commitments of some organisations. Only [`Actor::promise`] makes one.
#[derive(Debug)]
pub struct Promising<'a>(&'a Actor);

/// The right to hold rounds, and to add commitments for every organisation. Only
/// [`Actor::convene`] makes one.
#[derive(Debug)]
pub struct Convening<'a>(&'a Actor);

/// Who looks after the commitments of an organisation.
const LEADS: &[Role] = &[Role::CommitmentLead];

impl Actor {
    /// Whether the person looks after commitments for which an organisation answers.
    pub fn may_keep(&self, responsible: &Responsible) -> bool {
        let leads = |id: &OrganisationId| self.has_in(id, LEADS);
        self.convene().is_ok() || responsible.organisations().iter().any(leads)
    }

    /// The right to look after a commitment.
    pub fn keep(
        &self,
        commitment: Commitment,
        responsible: &Responsible,
    ) -> Result<Keeping<'_>, Forbidden> {
        let keeping = Keeping { actor: self, commitment };
        if self.may_keep(responsible) { Ok(keeping) } else { Err(Forbidden) }
    }

    /// The right to add commitments.
    pub fn promise(&self) -> Result<Promising<'_>, Forbidden> {
        let may = self.convene().is_ok() || !self.organisations_as(LEADS).is_empty();
        may.then_some(Promising(self)).ok_or(Forbidden)
    }

    /// The right to hold rounds.
    pub fn convene(&self) -> Result<Convening<'_>, Forbidden> {
        self.has(&[Role::CentralTeam]).then_some(Convening(self)).ok_or(Forbidden)
    }

    /// The organisations whose commitments the person looks after as their lead.
    pub fn leads(&self) -> Vec<OrganisationId> {
        self.organisations_as(LEADS)
    }
}

impl Keeping<'_> {
    /// The commitment as it is.
    pub fn commitment(&self) -> &Commitment {
        &self.commitment
    }

    /// The commitment after a change, with the audit entry.
    pub fn change(self, change: CommitmentChange, at: Timestamp) -> (Commitment, Entry) {
        let after = self.commitment.apply(&change, at);
        (after, self.actor.entry(at, Action::Commitment { change }))
    }
}

impl Promising<'_> {
    /// Who holds the right.
    pub fn actor(&self) -> &Actor {
        self.0
    }

    /// Whether the right covers commitments of an organisation.
    pub fn covers(&self, organisation: &OrganisationId) -> bool {
        self.0.convene().is_ok() || self.0.has_in(organisation, LEADS)
    }
}

impl Convening<'_> {
    /// Who holds the right.
    pub fn actor(&self) -> &Actor {
        self.0
    }
}
