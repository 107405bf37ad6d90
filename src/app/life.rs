//! Taking an assessment through its life: people, publication, delivery, new versions, the end.
use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Open, Service, UseCaseError, Wrong};
use crate::domain::access::Actor;
use crate::domain::afterwards::DeliveryStatus;
use crate::domain::assessment::{Assessment, Timing};
use crate::domain::difference::{Difference, Version};
use crate::domain::editing::MoveError;
use crate::domain::ids::{AssessmentId, PersonId, PlanId, SectionId};
use crate::domain::life::Stage;
use crate::domain::people::Person;
use crate::domain::policy::Policy;
use crate::domain::publication::exemptions;
use crate::domain::writing::Length;
use crate::store::Change;

/// A complete version must follow an emergency decision within this many days (our own rule, see
/// the help page).
pub const EMERGENCY_DAYS: i64 = 28;

/// What someone states about the timing of an assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimingKind {
    /// Before the decision.
    Ordinary,
    /// After the decision.
    Retrospective,
    /// The decision could not wait.
    Emergency,
}

impl Service {
    pub(super) async fn named(
        &self,
        person: &PersonId,
        or: MoveError,
    ) -> Result<Person, UseCaseError> {
        Ok(self.person(person).await?.ok_or(or)?)
    }

    /// Gives a section to someone, or to nobody.
    pub async fn own_section(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        section: &SectionId,
        owner: Option<&PersonId>,
    ) -> Result<(), UseCaseError> {
        let owner = match owner {
            Some(owner) => Some(self.named(owner, MoveError::CannotWork).await?),
            None => None,
        };
        self.change(actor, id, Actor::lead, |held, now| {
            Ok(((), held.own_section(section.clone(), owner.as_ref(), now)?))
        })
        .await
    }

    /// Hands an assessment to another lead. The one who hands it over is an officer of the
    /// organisation or its administrator.
    pub async fn hand_over(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        to: &PersonId,
        note: &str,
    ) -> Result<(), UseCaseError> {
        let to = self.named(to, MoveError::CannotWork).await?;
        let (policy, assessment) = self.find(id).await?;
        let note = note.trim().to_owned();
        if let Some(wrong) = Wrong::in_text("note", &note, Length::Prose) {
            return Err(UseCaseError::Invalid(vec![wrong]));
        }
        if actor.lead(&policy, assessment).is_ok() {
            self.step(actor, id, Actor::lead, |held, now| held.hand_over(&to, note.clone(), now))
                .await
        } else {
            self.step(actor, id, Actor::steward, |held, now| held.give_to(&to, note.clone(), now))
                .await
        }
    }

    /// States when an assessment is made, seen from the decision.
    pub async fn state_timing(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        kind: TimingKind,
        reason: &str,
    ) -> Result<(), UseCaseError> {
        self.hold(actor, id, Actor::edit).await?;
        let timing = match kind {
            TimingKind::Ordinary => Timing::Ordinary,
            TimingKind::Retrospective => {
                Timing::Retrospective { reason: required(reason, "reason", "fault-timing")? }
            }
            TimingKind::Emergency => {
                let reason = required(reason, "reason", "fault-timing")?;
                let days = jiff::Span::new().days(EMERGENCY_DAYS);
                Timing::Emergency { reason, complete_by: self.clock.today().saturating_add(days) }
            }
        };
        self.change(actor, id, Actor::edit, |held, now| Ok(((), held.time(timing.clone(), now)?)))
            .await
    }

    /// Publishes the statement of a signed version.
    pub async fn publish(&self, actor: &Actor, id: &AssessmentId) -> Result<(), UseCaseError> {
        let (_, held) = self.hold(actor, id, Actor::lead).await?;
        let until = self.held_until(&held.assessment().organisation).await?;
        self.step(actor, id, Actor::lead, |held, now| held.publish(until, now)).await
    }

    /// Withholds the statement of a signed version.
    pub async fn withhold(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        (code, reason, until): (&str, &str, Option<Date>),
    ) -> Result<(), UseCaseError> {
        let (_, held) = self.hold(actor, id, Actor::lead).await?;
        let organisation = self.organisation(&held.assessment().organisation).await?;
        let codes = organisation.map_or(&[][..], |o| exemptions(o.facts.kind));
        let mut wrong = Vec::new();
        if !codes.contains(&code) {
            wrong.push(Wrong { field: "code", message: "fault-code" });
        }
        wrong.extend(Wrong::in_stated("reason", reason, Length::Prose, "fault-withhold-reason"));
        let until = until.filter(|until| *until > self.clock.today());
        let (true, Some(until)) = (wrong.is_empty(), until) else {
            if until.is_none() {
                wrong.push(Wrong { field: "until", message: "fault-future-date" });
            }
            return Err(UseCaseError::Invalid(wrong));
        };
        let decided = (code.to_owned(), reason.trim().to_owned(), until);
        self.step(actor, id, Actor::lead, |held, now| held.withhold(decided.clone(), now)).await
    }

    /// Reports on a mitigation.
    pub async fn report_delivery(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        plan: &PlanId,
        (status, evidence, expected): (Option<DeliveryStatus>, &str, Option<Date>),
    ) -> Result<(), UseCaseError> {
        self.hold(actor, id, Actor::deliver).await?;
        let mut wrong = Vec::new();
        let Some(status) = status else {
            wrong.push(Wrong { field: "status", message: "fault-choose" });
            return Err(UseCaseError::Invalid(wrong));
        };
        wrong.extend(Wrong::in_stated("evidence", evidence, Length::Prose, "fault-evidence"));
        let is_late = status == DeliveryStatus::Late;
        if is_late && expected.is_none_or(|expected| expected < self.clock.today()) {
            wrong.push(Wrong { field: "expected", message: "fault-future-date" });
        }
        if !wrong.is_empty() {
            return Err(UseCaseError::Invalid(wrong));
        }
        let report = (status, evidence.trim().to_owned(), expected.filter(|_| is_late));
        self.step(actor, id, Actor::deliver, |held, now| {
            held.deliver(plan.clone(), report.clone(), now)
        })
        .await
    }

    /// Notes that the policy was reviewed. When the assessment still holds, the next review is at
    /// most as far away as its level allows.
    pub async fn note_review(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        (finding, holds, next): (&str, Option<bool>, Option<Date>),
    ) -> Result<(), UseCaseError> {
        self.hold(actor, id, Actor::lead).await?;
        let open = self.open(actor, id).await?;
        let mut wrong = Vec::new();
        wrong.extend(Wrong::in_stated("finding", finding, Length::Prose, "fault-finding"));
        if holds.is_none() {
            wrong.push(Wrong { field: "holds", message: "fault-choose" });
        }
        let today = self.clock.today();
        let latest = super::signing::review_by(&open, today);
        let fits = |next: &Date| *next > today && latest.is_none_or(|latest| *next <= latest);
        if holds == Some(true) && !next.as_ref().is_some_and(fits) {
            wrong.push(Wrong { field: "next", message: "fault-next-review" });
        }
        let (true, Some(holds)) = (wrong.is_empty(), holds) else {
            return Err(UseCaseError::Invalid(wrong));
        };
        let review = (finding.trim().to_owned(), holds, next.filter(|_| holds));
        self.step(actor, id, Actor::lead, |held, now| held.note_review(review.clone(), now)).await
    }

    /// Closes an assessment.
    pub async fn close_assessment(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        reason: &str,
    ) -> Result<(), UseCaseError> {
        self.hold(actor, id, Actor::lead).await?;
        let reason = required(reason, "reason", "fault-close")?;
        self.step(actor, id, Actor::lead, |held, now| held.close(reason.clone(), now)).await
    }

    /// Opens a new version of a signed assessment, or finds the one that is open already.
    pub async fn amend(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        why: &str,
        reopened: &BTreeSet<SectionId>,
    ) -> Result<AssessmentId, UseCaseError> {
        let (policy, held) = self.hold(actor, id, Actor::lead).await?;
        // One that was closed without a signature leaves the version before it in force.
        let newest = self.versions_of(&policy).await?.pop();
        let newest = newest.filter(|newest| newest.id != *id && newest.stage() != Stage::Closed);
        if let Some(newer) = newest {
            return Ok(newer.id);
        }
        let mut wrong = Vec::new();
        wrong.extend(Wrong::in_stated("why", why, Length::Prose, "fault-amend-why"));
        if reopened.is_empty() {
            wrong.push(Wrong { field: "reopened", message: "fault-amend-sections" });
        }
        if !wrong.is_empty() {
            return Err(UseCaseError::Invalid(wrong));
        }
        let number = u32::try_from(policy.assessments.len()).unwrap_or(u32::MAX).saturating_add(1);
        let now = self.clock.now();
        let amended = (why.trim().to_owned(), reopened.clone());
        let (_, (assessment, entry)) = held.amend(self.new_id()?, number, amended, now)?;
        let new = assessment.id.clone();
        let progress = self.progress(&assessment).await?;
        let (expected, by) = (Some(policy.revision), entry.clone());
        let policy = Policy {
            assessments: policy.assessments.iter().cloned().chain([new.clone()]).collect(),
            progress: progress.clone(),
            revision: policy.revision + 1,
            ..policy
        };
        let action = crate::domain::audit::Action::PolicyProgressed {
            assessment: new.clone(),
            after: progress,
        };
        let progressed = crate::domain::audit::Entry { action, ..by };
        let change =
            Change::of(&assessment, None, entry)?.and(&policy, expected, Some(progressed))?;
        self.store.commit(change).await?;
        Ok(new)
    }

    /// Reopens one more section of a new version.
    pub async fn reopen_section(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        section: &SectionId,
    ) -> Result<(), UseCaseError> {
        self.change(actor, id, Actor::lead, |held, now| {
            Ok(((), held.reopen(section.clone(), now)?))
        })
        .await
    }

    /// A version and the one before it, with what differs. None for a first version.
    pub async fn differences(
        &self,
        actor: &Actor,
        id: &AssessmentId,
    ) -> Result<Option<(Open, Open, Difference)>, UseCaseError> {
        let after = self.open(actor, id).await?;
        let Some(amends) = &after.assessment.amends else { return Ok(None) };
        let before = self.open(actor, &amends.assessment).await?;
        let difference = Difference::between(version(&before), version(&after));
        Ok(Some((before, after, difference)))
    }

    /// The versions of a policy's assessment, oldest first, as far as this person may read them.
    pub async fn versions(
        &self,
        actor: &Actor,
        policy: &Policy,
    ) -> Result<Vec<Assessment>, UseCaseError> {
        let mut found = self.versions_of(policy).await?;
        found.retain(|assessment| actor.may_read(policy, assessment));
        Ok(found)
    }
}

/// A text that must not be empty.
pub(super) fn required(
    text: &str,
    field: &'static str,
    missing: &'static str,
) -> Result<String, UseCaseError> {
    match Wrong::in_stated(field, text, Length::Prose, missing) {
        Some(wrong) => Err(UseCaseError::Invalid(vec![wrong])),
        None => Ok(text.trim().to_owned()),
    }
}

fn version(open: &Open) -> Version<'_> {
    let Open { assessment, questionnaire, evaluation, .. } = open;
    Version { assessment, questionnaire, evaluation }
}
