//! Answering questions and rating rows. Everything is kept as it is typed, valid or not.
use std::collections::BTreeMap;

use super::{Service, UseCaseError};
use crate::domain::access::Actor;
use crate::domain::answers::Answer;
use crate::domain::assessment::Assessment;
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

/// Refuses a change of an answer that was carried over and is not reopened.
fn unlocked(
    assessment: &Assessment,
    section: &str,
    question: &QuestionId,
) -> Result<(), MoveError> {
    let locked = assessment.is_locked(section, assessment.answers.get(question));
    if locked { Err(MoveError::NotReopened) } else { Ok(()) }
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
        let section = self.section_of(id, question).await?;
        self.change(actor, id, Actor::edit, |editing, now| {
            unlocked(editing.assessment(), &section, question)?;
            Ok(match editing.answer(question.clone(), answer.clone(), seen, now)? {
                Answered::Unchanged => (Kept::Saved, None),
                Answered::Saved(changed) => (Kept::Saved, Some(*changed)),
                Answered::SetAside(changed) => (Kept::SetAside, Some(*changed)),
            })
        })
        .await
    }

    /// Chooses between answers that were typed at the same time; `false` when none waits for a choice,
    /// because someone else has chosen.
    pub async fn resolve(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        question: &QuestionId,
        answer: &Answer,
    ) -> Result<bool, UseCaseError> {
        let section = self.section_of(id, question).await?;
        self.change(actor, id, Actor::edit, |editing, now| {
            unlocked(editing.assessment(), &section, question)?;
            let changed = editing.resolve(question.clone(), answer.clone(), now)?;
            Ok((changed.is_some(), changed))
        })
        .await
    }

    /// The section in which a question stands; empty when it is not asked in this version.
    async fn section_of(
        &self,
        id: &AssessmentId,
        question: &QuestionId,
    ) -> Result<String, UseCaseError> {
        let (_, assessment) = self.find(id).await?;
        let questionnaire = self.questionnaire(&assessment.questionnaire).await?;
        let asked = questionnaire.question(question);
        Ok(asked.map_or_else(String::new, |asked| asked.section.to_string()))
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
