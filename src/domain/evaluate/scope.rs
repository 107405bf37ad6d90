//! What conditions see of an assessment.
use std::collections::BTreeMap;

use super::{Evaluation, Input, QuestionState};
use crate::domain::condition::{Computed, Range, Scope};
use crate::domain::ids::{FlagId, MitigationId, QuestionId};
use crate::domain::questionnaire::{QuestionType, Questionnaire};

pub(super) struct View<'a> {
    pub(super) questionnaire: &'a Questionnaire,
    pub(super) input: &'a Input,
    pub(super) result: &'a Evaluation,
    pub(super) computed: BTreeMap<Computed, Range>,
}

impl View<'_> {
    fn state(&self, question: &QuestionId) -> Option<&QuestionState> {
        self.result.states.get(question)
    }

    /// The chosen options; none when the question is hidden, `None` while nothing is known.
    fn answer(&self, question: &QuestionId) -> Option<Vec<&str>> {
        match self.state(question) {
            Some(QuestionState::Hidden) => Some(Vec::new()),
            Some(QuestionState::Answered) => {
                let asked = self.questionnaire.question(question)?;
                if asked.question.kind == QuestionType::Mitigations {
                    let plan = self.input.plan.values();
                    let ids = plan.filter_map(|planned| planned.catalogue.as_ref());
                    return Some(ids.map(MitigationId::as_str).collect());
                }
                let answer = self.input.answers.get(question)?;
                Some(answer.chosen())
            }
            Some(QuestionState::Open | QuestionState::Waiting | QuestionState::Invalid(_))
            | None => None,
        }
    }
}

impl Scope for View<'_> {
    fn chosen(&self, question: &QuestionId) -> Option<Vec<&str>> {
        self.answer(question)
    }

    fn answered(&self, question: &QuestionId) -> Option<bool> {
        match self.state(question) {
            Some(QuestionState::Hidden) => Some(false),
            Some(QuestionState::Answered) => {
                let typed = self.input.answers.get(question);
                Some(typed.is_none_or(|answer| !answer.chosen().concat().is_empty()))
            }
            Some(QuestionState::Open | QuestionState::Waiting | QuestionState::Invalid(_))
            | None => None,
        }
    }

    fn count(&self, question: &QuestionId) -> Option<i64> {
        let chosen = self.chosen(question)?;
        let counted = chosen.iter().filter(|key| !key.is_empty()).count();
        i64::try_from(counted).ok()
    }

    fn hidden(&self, question: &QuestionId) -> bool {
        self.state(question) == Some(&QuestionState::Hidden)
    }

    fn flag(&self, flag: &FlagId) -> Option<bool> {
        if self.result.flags.contains_key(flag) {
            return Some(true);
        }
        let can_set =
            self.questionnaire.asked().iter().filter(|asked| {
                asked.choices.iter().any(|choice| choice.flag.as_ref() == Some(flag))
            });
        let open = can_set.map(|asked| self.state(&asked.question.id)).any(|state| match state {
            Some(QuestionState::Open | QuestionState::Waiting | QuestionState::Invalid(_))
            | None => true,
            Some(QuestionState::Hidden | QuestionState::Answered) => false,
        });
        (!open).then_some(false)
    }

    fn computed(&self, name: Computed) -> Range {
        self.computed.get(&name).copied().unwrap_or(Range::ANY)
    }
}
