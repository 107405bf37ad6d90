//! Answering questions and rating rows. Everything is kept as it is typed, valid or not.
use std::collections::BTreeMap;

use super::{Service, UseCaseError};
use crate::domain::access::Actor;
use crate::domain::answers::Answer;
use crate::domain::editing::{Answered, MoveError};
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
        let (_, assessment) = self.find(id).await?;
        let questionnaire = self.questionnaire(&assessment.questionnaire).await?;
        let section = questionnaire.question(question).map_or("", |asked| asked.section.as_str());
        self.change(actor, id, Actor::edit, |editing, now| {
            let assessment = editing.assessment();
            if assessment.is_locked(section, assessment.answers.get(question)) {
                return Err(MoveError::NotReopened);
            }
            Ok(match editing.answer(question.clone(), answer.clone(), seen, now)? {
                Answered::Unchanged => (Kept::Saved, None),
                Answered::Saved(changed) => (Kept::Saved, Some(*changed)),
                Answered::SetAside(changed) => (Kept::SetAside, Some(*changed)),
            })
        })
        .await
    }

    /// Chooses between answers that were typed at the same time.
    pub async fn resolve(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        question: &QuestionId,
        answer: &Answer,
    ) -> Result<(), UseCaseError> {
        self.step(actor, id, Actor::edit, |editing, now| {
            editing.resolve(question.clone(), answer.clone(), now)
        })
        .await
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
        self.change(actor, id, Actor::edit, |editing, now| {
            Ok(((), editing.rate(option.clone(), pathway.clone(), ratings.clone(), now)?))
        })
        .await
    }
}
