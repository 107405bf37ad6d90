//! What conditions see of an assessment.
use std::collections::BTreeMap;

use super::{Evaluation, Input, QuestionState};
use std::collections::BTreeSet;

use super::scores;
use crate::domain::answers::row_key;
use crate::domain::condition::{Computed, Fact, Range, Scope};
use crate::domain::ids::{DecisionId, FieldId, FlagId, MitigationId, QuestionId, RuleId, ScoreId};
use crate::domain::number::{Number, Span};
use crate::domain::questionnaire::{QuestionType, Questionnaire};
use crate::domain::writing::parse_decimal;

pub(super) struct View<'a> {
    pub(super) questionnaire: &'a Questionnaire,
    pub(super) input: &'a Input,
    pub(super) result: &'a Evaluation,
    pub(super) computed: &'a BTreeMap<Computed, Range>,
}

impl View<'_> {
    fn state(&self, question: &QuestionId) -> Option<&QuestionState> {
        self.result.states.get(question)
    }

    fn is_optional(&self, question: &QuestionId) -> bool {
        self.questionnaire.question(question).is_some_and(|asked| asked.question.optional)
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
            // Left empty for good, as far as anybody can say.
            Some(QuestionState::Open) if self.is_optional(question) => Some(Vec::new()),
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
            Some(QuestionState::Open) if self.is_optional(question) => Some(false),
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

    fn number(&self, question: &QuestionId) -> Option<Option<Span>> {
        let asked = self.questionnaire.question(question)?;
        match self.state(question) {
            Some(QuestionState::Hidden) => Some(None),
            Some(QuestionState::Answered) => {
                let answer = self.input.answers.get(question);
                Some(answer.and_then(|a| parse_decimal(a.text())).map(Span::exactly))
            }
            Some(QuestionState::Open) if asked.question.optional => Some(None),
            Some(QuestionState::Open | QuestionState::Waiting | QuestionState::Invalid(_))
            | None => Some(Some(Span {
                low: asked.question.min.unwrap_or(Span::ANY.low),
                high: asked.question.max.unwrap_or(Span::ANY.high),
            })),
        }
    }

    fn cells(&self, question: &QuestionId, field: &FieldId, row: Option<&str>) -> Option<Span> {
        match self.state(question)? {
            QuestionState::Hidden => Some(Span::ZERO),
            QuestionState::Answered => {
                let answer = self.input.answers.get(question)?;
                let has_row = |row: &str| answer.rows().iter().any(|r| row_key(r) == Some(row));
                let is_there = row.is_none_or(has_row);
                Some(if is_there { scores::cells(answer, field.as_str(), row) } else { Span::ZERO })
            }
            QuestionState::Open | QuestionState::Waiting | QuestionState::Invalid(_) => None,
        }
    }

    fn record(&self, fact: Fact) -> Option<&str> {
        self.input.record.get(&fact).map(String::as_str)
    }

    fn score(&self, score: &ScoreId) -> (Span, Span) {
        let state = self.result.scores.get(score);
        state.map_or((Span::ANY, Span { low: Number::ZERO, high: Span::ANY.high }), |state| {
            (state.value, state.maximum.unwrap_or(Span::ANY))
        })
    }

    fn bands(&self, score: &ScoreId) -> Option<BTreeSet<RuleId>> {
        self.result.scores.get(score).map(|state| state.bands.clone())
    }

    fn decided(&self, decision: &DecisionId) -> Option<Option<RuleId>> {
        let state = self.result.decisions.get(decision)?;
        state.is_settled.then(|| state.outcome.clone())
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
