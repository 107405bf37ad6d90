//! Who works on an assessment: the lead, the owners of sections, and handing over.
use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::access::{Editing, Held, Lead, Steward, WRITERS};
use super::assessment::{Assessment, State};
use super::audit::Action;
use super::editing::{Changed, MoveError};
use super::ids::{PersonId, SectionId};
use super::life::Step;
use super::people::{Person, Role};

/// When the assessment was made, seen from the decision.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "timing", rename_all = "snake_case")]
pub enum Timing {
    /// Before the decision.
    #[default]
    Ordinary,
    /// After the decision.
    Retrospective {
        /// Why it was not made before.
        reason: String,
    },
    /// The decision could not wait for the whole assessment.
    Emergency {
        /// Why it could not wait.
        reason: String,
        /// The day by which a complete version is to be signed.
        complete_by: Date,
    },
}

/// The work was handed to someone else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// Who led it before.
    pub from: Option<PersonId>,
    /// Who leads it now.
    pub to: PersonId,
    /// What the new lead should know.
    pub note: String,
    /// Who handed it over.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

impl Assessment {
    /// Who was asked to sign it, or has signed it.
    pub fn signer(&self) -> Option<&PersonId> {
        match &self.state {
            State::AwaitingSignature { signer, .. } => Some(signer),
            State::Signed(signature) => Some(&signature.by),
            State::Draft { .. }
            | State::InReview { .. }
            | State::ChangesAsked { .. }
            | State::Ready { .. } => None,
        }
    }

    /// Who was asked to review it, or was the last to agree with it.
    pub fn reviewer(&self) -> Option<&PersonId> {
        match &self.state {
            State::InReview { reviewer, .. } | State::ChangesAsked { reviewer, .. } => {
                Some(reviewer)
            }
            State::Draft { .. }
            | State::Ready { .. }
            | State::AwaitingSignature { .. }
            | State::Signed(_) => self.reviewed.as_ref().map(|reviewed| &reviewed.by),
        }
    }

    /// Everyone who has or had a part in it, and may therefore read it.
    pub fn involved(&self) -> BTreeSet<&PersonId> {
        let staff = self.lead.iter().chain(self.owners.values()).chain(&self.authors);
        staff.chain(self.reviewer()).chain(self.signer()).collect()
    }
}

/// Whether someone can lead an assessment.
pub fn may_lead(person: &Person, assessment: &Assessment) -> bool {
    !person.disabled && person.has_in(&assessment.organisation, &[Role::Officer])
}

/// Whether someone can write in an assessment.
pub fn may_write(person: &Person, assessment: &Assessment) -> bool {
    !person.disabled && person.has_in(&assessment.organisation, WRITERS)
}

impl Held<'_, Lead> {
    /// Gives a section to someone, or to nobody.
    pub fn own_section(
        self,
        section: SectionId,
        owner: Option<&Person>,
        now: Timestamp,
    ) -> Result<Option<Changed>, MoveError> {
        if owner.is_some_and(|owner| !may_write(owner, self.assessment())) {
            return Err(MoveError::CannotWork);
        }
        let (mut assessment, actor) = self.step(Step::Staff)?;
        let after = owner.map(|owner| owner.id.clone());
        let before = match after.clone() {
            Some(owner) => assessment.owners.insert(section.clone(), owner),
            None => assessment.owners.remove(&section),
        };
        if before == after {
            return Ok(None);
        }
        let action = Action::SectionGiven { section, before, after };
        Ok(Some((assessment, actor.entry(now, action))))
    }

    /// Hands the assessment to another lead, with a note.
    pub fn hand_over(
        self,
        to: &Person,
        note: String,
        now: Timestamp,
    ) -> Result<Changed, MoveError> {
        hand_over(self, to, note, now)
    }
}

impl Editing<'_> {
    /// States when it is made, seen from the decision.
    pub fn time(self, timing: Timing, now: Timestamp) -> Result<Option<Changed>, MoveError> {
        let (mut assessment, actor) = self.step(Step::Write)?;
        if assessment.timing == timing {
            return Ok(None);
        }
        assessment.authors.insert(actor.person.clone());
        let before = std::mem::replace(&mut assessment.timing, timing.clone());
        let action = Action::TimingStated { before, after: timing };
        Ok(Some((assessment, actor.entry(now, action))))
    }
}

impl Held<'_, Steward> {
    /// Gives the assessment to another lead, with a note.
    pub fn give_to(self, to: &Person, note: String, now: Timestamp) -> Result<Changed, MoveError> {
        hand_over(self, to, note, now)
    }
}

fn hand_over<R>(
    held: Held<'_, R>,
    to: &Person,
    note: String,
    now: Timestamp,
) -> Result<Changed, MoveError> {
    if !may_lead(to, held.assessment()) {
        return Err(MoveError::CannotWork);
    }
    let (mut assessment, actor) = held.step(Step::Staff)?;
    let from = assessment.lead().cloned();
    // Sections of the one who hands over go along; those of others stay theirs.
    for owner in assessment.owners.values_mut() {
        if Some(&*owner) == from.as_ref() {
            *owner = to.id.clone();
        }
    }
    assessment.lead = Some(to.id.clone());
    let (by, to) = (actor.person.clone(), to.id.clone());
    let action = Action::HandedOver { from: from.clone(), to: to.clone(), note: note.clone() };
    assessment.handovers.push(Handover { from, to, note, by, at: now });
    Ok((assessment, actor.entry(now, action)))
}
