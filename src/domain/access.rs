//! Who may do what. Permission is not an answer to check but a thing to hold.
use std::collections::BTreeSet;

use jiff::Timestamp;

use super::assessment::{Assessment, State};
use super::audit::{Action, By, Entry};
use super::ids::{OrganisationId, PersonId};
use super::people::{Person, Role};
use super::policy::{Marking, Policy};

/// A person who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub person: PersonId,
    /// Their post.
    pub post: String,
    /// Their organisation.
    pub organisation: OrganisationId,
    /// What they may be there.
    pub roles: BTreeSet<Role>,
}

/// The person may not do this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this person may not do this")]
pub struct Forbidden;

/// An assessment that this person may read.
#[derive(Debug)]
pub struct Reading(pub Assessment);

/// An assessment that this person may change. Only [`Actor::edit`] makes one.
#[derive(Debug)]
pub struct Editing<'a> {
    pub(super) actor: &'a Actor,
    pub(super) assessment: Assessment,
}

/// An assessment that this person may sign. Only [`Actor::sign`] makes one.
#[derive(Debug)]
pub struct Signing<'a> {
    pub(super) actor: &'a Actor,
    pub(super) assessment: Assessment,
}

/// The right to add organisations and people. Only [`Actor::administer`] makes one.
#[derive(Debug)]
pub struct Administering<'a>(&'a Actor);

/// The right to register policies of an organisation. Only [`Actor::register`] makes one.
#[derive(Debug)]
pub struct Registering<'a>(&'a Actor);

impl Actor {
    /// The person as an actor; a leaver is nobody.
    pub fn of(person: &Person) -> Result<Self, Forbidden> {
        if person.disabled {
            return Err(Forbidden);
        }
        Ok(Self {
            person: person.id.clone(),
            post: person.post.clone(),
            organisation: person.organisation.clone(),
            roles: person.roles.clone(),
        })
    }

    /// Whether the person has one of these roles.
    pub fn has(&self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.roles.contains(role))
    }

    /// An audit entry of this person.
    pub fn entry(&self, at: Timestamp, action: Action) -> Entry {
        let by = By { person: Some(self.person.clone()), post: self.post.clone() };
        Entry { at, by, action }
    }

    fn is_reader_everywhere(&self) -> bool {
        self.has(&[Role::CentralTeam, Role::Auditor])
    }

    /// Whether the person may see that policy's title and content.
    pub fn may_see(&self, policy: &Policy) -> bool {
        let own = self.organisation == policy.organisation;
        match policy.facts.marking {
            Marking::Official => own || self.is_reader_everywhere(),
            Marking::OfficialSensitive => self.person == policy.created_by,
        }
    }

    /// Opens an assessment for reading.
    pub fn read(&self, policy: &Policy, assessment: Assessment) -> Result<Reading, Forbidden> {
        let involved = assessment.authors.contains(&self.person) || is_signer(self, &assessment);
        if self.may_see(policy) || involved { Ok(Reading(assessment)) } else { Err(Forbidden) }
    }

    /// Opens a draft for writing.
    pub fn edit(&self, policy: &Policy, assessment: Assessment) -> Result<Editing<'_>, Forbidden> {
        let writes = self.has(&[Role::Officer, Role::Contributor]);
        let own = self.organisation == assessment.organisation;
        let named = self.may_see(policy) || assessment.authors.contains(&self.person);
        if writes && own && named {
            Ok(Editing { actor: self, assessment })
        } else {
            Err(Forbidden)
        }
    }

    /// Opens an assessment for signing: the signer who was asked, and never an author.
    pub fn sign(&self, assessment: Assessment) -> Result<Signing<'_>, Forbidden> {
        let author = assessment.authors.contains(&self.person);
        let asked = is_signer(self, &assessment);
        if asked && !author && self.has(&[Role::Signer]) {
            Ok(Signing { actor: self, assessment })
        } else {
            Err(Forbidden)
        }
    }

    /// The right to add organisations and people.
    pub fn administer(&self) -> Result<Administering<'_>, Forbidden> {
        self.has(&[Role::Administrator]).then_some(Administering(self)).ok_or(Forbidden)
    }

    /// The right to register policies of the own organisation, and to change what is stated.
    pub fn register(&self) -> Result<Registering<'_>, Forbidden> {
        let roles = [Role::Officer, Role::Contributor];
        self.has(&roles).then_some(Registering(self)).ok_or(Forbidden)
    }
}

fn is_signer(actor: &Actor, assessment: &Assessment) -> bool {
    match &assessment.state {
        State::AwaitingSignature { signer, .. } => *signer == actor.person,
        State::Signed(signature) => signature.by == actor.person,
        State::Draft { .. } => false,
    }
}

impl Administering<'_> {
    /// Who holds the right.
    pub fn actor(&self) -> &Actor {
        self.0
    }
}

impl Registering<'_> {
    /// Who holds the right.
    pub fn actor(&self) -> &Actor {
        self.0
    }

    /// Whether it covers this policy.
    pub fn covers(&self, policy: &Policy) -> Result<(), Forbidden> {
        let own = self.0.organisation == policy.organisation;
        if own && self.0.may_see(policy) { Ok(()) } else { Err(Forbidden) }
    }
}
