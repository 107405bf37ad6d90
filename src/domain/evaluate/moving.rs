//! What becomes of an assessment that moves to another version of its questionnaire.
use super::{Evaluation, Input, QuestionState, evaluate};
use crate::domain::condition::Range;
use crate::domain::ids::{QuestionId, RuleId};
use crate::domain::questionnaire::Questionnaire;

/// What a move does, before it is done.
#[derive(Debug, Clone)]
pub struct Move {
    /// Answers that hold as they are.
    pub kept: Vec<QuestionId>,
    /// Answers that the new version cannot take as they are.
    pub to_answer_again: Vec<QuestionId>,
    /// Answers to questions that the new version does not ask. They stay in the history.
    pub dropped: Vec<QuestionId>,
    /// Questions that are open only in the new version.
    pub new: Vec<QuestionId>,
    /// The result in the present version.
    pub before: Outcome,
    /// The result in the new version.
    pub after: Outcome,
}

/// The result of an assessment, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// What the screening came to.
    pub screening: Option<RuleId>,
    /// The level before mitigation.
    pub level: Option<Range>,
    /// The level after mitigation.
    pub residual: Option<Range>,
}

impl Outcome {
    fn of(evaluation: &Evaluation) -> Self {
        Self {
            screening: evaluation.screening.outcome.clone(),
            level: evaluation.level,
            residual: evaluation.residual,
        }
    }
}

impl Move {
    /// What moving these answers from one version to another does.
    pub fn between(old: &Questionnaire, new: &Questionnaire, input: &Input) -> Self {
        let (before, after) = (evaluate(old, input), evaluate(new, input));
        let (mut kept, mut again, mut dropped) = (Vec::new(), Vec::new(), Vec::new());
        for asked in old.asked() {
            let id = &asked.question.id;
            if !input.answers.contains_key(id) || !before.is_asked(id) {
                continue;
            }
            match after.states.get(id) {
                Some(QuestionState::Answered) => kept.push(id.clone()),
                Some(QuestionState::Open | QuestionState::Invalid(_) | QuestionState::Waiting) => {
                    again.push(id.clone());
                }
                Some(QuestionState::Hidden) | None => dropped.push(id.clone()),
            }
        }
        let ids = new.asked().iter().map(|asked| &asked.question.id);
        let opened = ids.filter(|id| after.states.get(*id) == Some(&QuestionState::Open));
        let opened = opened.filter(|id| !before.is_asked(id)).cloned();
        Self {
            kept,
            to_answer_again: again,
            dropped,
            new: opened.collect(),
            before: Outcome::of(&before),
            after: Outcome::of(&after),
        }
    }
}
