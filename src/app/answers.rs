//! Answering questions and rating rows. Everything is kept as it is typed, valid or not.
use std::collections::BTreeMap;

use super::assessments::TRIES;
use super::{Service, UseCaseError};
use crate::domain::access::Actor;
use crate::domain::answers::Answer;
use crate::domain::editing::Answered;
use crate::domain::ids::{AssessmentId, PathwayId, PolicyOptionId, QuestionId};
use crate::domain::scoring::{Rating, RatingKey};

/// What became of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is the answer now.
    Saved,
    /// Someone else answered meanwhile: both are kept, and someone must choose.
    SetAside,
}

impl Service {
    /// Keeps an answer. `seen` is the revision of the answer that was on the screen.
    pub async fn answer(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        question: &QuestionId,
        answer: &Answer,
        seen: u64,
    ) -> Result<Kept, UseCaseError> {
        for _ in 0..TRIES {
            let (policy, editing) = self.edit(actor, id).await?;
            let now = self.clock.now();
            let answered = editing.answer(question.clone(), answer.clone(), seen, now)?;
            let (kept, changed) = match answered {
                Answered::Unchanged => return Ok(Kept::Saved),
                Answered::Saved(changed) => (Kept::Saved, changed),
                Answered::SetAside(changed) => (Kept::SetAside, changed),
            };
            match self.commit(actor, &policy, *changed).await {
                Ok(()) => return Ok(kept),
                // Another part of the assessment was changed: load it again and look again.
                Err(UseCaseError::Conflict) => {}
                Err(error) => return Err(error),
            }
        }
        Err(UseCaseError::Conflict)
    }

    /// Chooses between answers that were typed at the same time.
    pub async fn resolve(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        question: &QuestionId,
        answer: &Answer,
    ) -> Result<(), UseCaseError> {
        for _ in 0..TRIES {
            let (policy, editing) = self.edit(actor, id).await?;
            let changed = editing.resolve(question.clone(), answer.clone(), self.clock.now())?;
            match self.commit(actor, &policy, changed).await {
                Err(UseCaseError::Conflict) => {}
                other => return other,
            }
        }
        Err(UseCaseError::Conflict)
    }

    /// Keeps the ratings of one page.
    pub async fn save_ratings(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        option: &PolicyOptionId,
        pathway: &PathwayId,
        ratings: &BTreeMap<RatingKey, Rating>,
    ) -> Result<(), UseCaseError> {
        for _ in 0..TRIES {
            let (policy, editing) = self.edit(actor, id).await?;
            let now = self.clock.now();
            let changed = editing.rate(option.clone(), pathway.clone(), ratings.clone(), now)?;
            let Some(changed) = changed else { return Ok(()) };
            match self.commit(actor, &policy, changed).await {
                Err(UseCaseError::Conflict) => {}
                other => return other,
            }
        }
        Err(UseCaseError::Conflict)
    }
}
