//! The review loop.
#![expect(
    clippy::redundant_closure_for_method_calls,
    reason = "a path to a method of a lifetime is not general enough"
)]
use super::life::required;
use super::{Service, UseCaseError};
use crate::domain::access::Actor;
use crate::domain::editing::MoveError;
use crate::domain::ids::{AssessmentId, PersonId, QuestionId};

impl Service {
    /// Asks someone to review an assessment. It must be screened: there is nothing to review
    /// before.
    pub async fn ask_for_review(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        reviewer: &PersonId,
    ) -> Result<(), UseCaseError> {
        let open = self.open(actor, id).await?;
        if open.rights.lead && !open.evaluation.is_screened(&open.questionnaire) {
            return Err(MoveError::Incomplete.into());
        }
        let reviewer = self.named(reviewer, MoveError::CannotReview).await?;
        self.step(actor, id, Actor::lead, |held, now| held.ask_for_review(&reviewer, now)).await
    }

    /// Takes the request for a review back.
    pub async fn withdraw_from_review(
        &self,
        actor: &Actor,
        id: &AssessmentId,
    ) -> Result<(), UseCaseError> {
        self.step(actor, id, Actor::lead, |held, now| held.withdraw_from_review(now)).await
    }

    /// Goes on writing after the reviewer agreed.
    pub async fn write_on(&self, actor: &Actor, id: &AssessmentId) -> Result<(), UseCaseError> {
        self.step(actor, id, Actor::lead, |held, now| held.write_on(now)).await
    }

    /// Notes a change that the reviewer wants.
    pub async fn want_change(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        question: Option<&QuestionId>,
        text: &str,
    ) -> Result<(), UseCaseError> {
        let text = required(text, "text", "fault-change-text");
        let (_, held) = self.hold(actor, id, Actor::review).await?;
        let questionnaire = self.questionnaire(&held.assessment().questionnaire).await?;
        if question.is_some_and(|id| questionnaire.question(id).is_none()) {
            return Err(UseCaseError::NotFound);
        }
        let text = text?;
        self.step(actor, id, Actor::review, |held, now| {
            held.want_change(question.cloned(), text.clone(), now)
        })
        .await
    }

    /// Sends the changes that were noted to the authors.
    pub async fn ask_for_changes(
        &self,
        actor: &Actor,
        id: &AssessmentId,
    ) -> Result<(), UseCaseError> {
        self.step(actor, id, Actor::review, |held, now| held.ask_for_changes(now)).await
    }

    /// Agrees with what stands.
    pub async fn agree(&self, actor: &Actor, id: &AssessmentId) -> Result<(), UseCaseError> {
        let (policy, held) = self.hold(actor, id, Actor::review).await?;
        let hash = held.assessment().content_hash(&policy.facts);
        let changed = held.agree(hash, self.clock.now())?;
        self.commit(actor, &policy, changed).await
    }

    /// Says what was done about a change.
    pub async fn reply_to_change(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        number: u32,
        text: &str,
    ) -> Result<(), UseCaseError> {
        self.hold(actor, id, Actor::edit).await?;
        let text = required(text, "reply", "fault-reply")?;
        self.step(actor, id, Actor::edit, |held, now| held.reply(number, text.clone(), now)).await
    }

    /// Sends it back to the reviewer.
    pub async fn return_to_review(
        &self,
        actor: &Actor,
        id: &AssessmentId,
    ) -> Result<(), UseCaseError> {
        self.step(actor, id, Actor::edit, |held, now| held.return_to_review(now)).await
    }

    /// Gives the review to someone else.
    pub async fn reassign_review(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        to: &PersonId,
    ) -> Result<(), UseCaseError> {
        let to = self.named(to, MoveError::CannotReview).await?;
        self.step(actor, id, Actor::steward, |held, now| held.reassign_review(&to, now)).await
    }
}
