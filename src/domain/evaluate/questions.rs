//! Which questions are shown and answered, and what their answers say.
use std::collections::BTreeMap;

use super::scope::View;
use super::{Evaluation, Gap, Input, Opened, Quality, QuestionState, open, rows, screening};
use crate::domain::answers::{Answer, Context, faults, row_key};
use crate::domain::condition::{Computed, Range};
use crate::domain::ids::{FlagId, QuestionId, RuleId};
use crate::domain::questionnaire::{Asked, Choice, QuestionType, Questionnaire, RowsFrom};

/// Sets the state of every question; those that are not `included` are hidden.
pub(super) fn states(
    questionnaire: &Questionnaire,
    input: &Input,
    result: &mut Evaluation,
    included: &dyn Fn(&Asked) -> bool,
) {
    result.states.clear();
    for asked in questionnaire.asked() {
        let state = if included(asked) {
            state(questionnaire, input, result, asked, BTreeMap::new())
        } else {
            QuestionState::Hidden
        };
        result.states.insert(asked.question.id.clone(), state);
    }
}

/// The questions that depend on the result, once there is one.
pub(super) fn late_questions(
    questionnaire: &Questionnaire,
    input: &Input,
    result: &mut Evaluation,
) {
    let included = screening::included(questionnaire, result);
    let late = questionnaire.asked().iter().filter(|asked| asked.late);
    for asked in late.filter(|asked| included.contains(&asked.question.id)) {
        let computed = computed(result);
        let state = state(questionnaire, input, result, asked, computed);
        result.states.insert(asked.question.id.clone(), state);
    }
    let collected = Collected::from(questionnaire, input, result);
    result.flags = collected.flags;
    result.open_gates = collected.open_gates;
    result.quality = collected.quality;
}

fn computed(result: &Evaluation) -> BTreeMap<Computed, Range> {
    let level = result.level.unwrap_or(Range { low: 0, high: 4 });
    let residual = result.residual.unwrap_or(Range { low: 0, high: 4 });
    let gaps = open::count(result.gaps.len());
    let harms = open::count(rows::harms(result).count());
    let done = !rows::is_open(result);
    let up_to = |known: i64| Range { low: known, high: if done { known } else { i64::MAX } };
    BTreeMap::from([
        (Computed::Level, level),
        (Computed::ResidualLevel, residual),
        (Computed::Gaps, up_to(gaps)),
        (Computed::HarmRows, up_to(harms)),
        (Computed::HardTriggers, Range::exactly(result.screening.hard)),
        (Computed::SoftTriggers, Range::exactly(result.screening.soft)),
        (Computed::DontKnows, Range::exactly(result.screening.dont_knows)),
    ])
}

fn state(
    questionnaire: &Questionnaire,
    input: &Input,
    result: &Evaluation,
    asked: &Asked,
    computed: BTreeMap<Computed, Range>,
) -> QuestionState {
    let view = View { questionnaire, input, result, computed };
    match asked.show_if.holds(&view) {
        Some(true) => {}
        Some(false) => return QuestionState::Hidden,
        None => return QuestionState::Waiting,
    }
    if asked.question.kind == QuestionType::Mitigations {
        return if input.plan.is_empty() && input.reasons.is_empty() {
            QuestionState::Open
        } else {
            QuestionState::Answered
        };
    }
    let Some(answer) = input.answers.get(&asked.question.id) else { return QuestionState::Open };
    let context = context(questionnaire, input, result, asked);
    let faults = faults(asked, answer, &context);
    if faults.is_empty() { QuestionState::Answered } else { QuestionState::Invalid(faults) }
}

/// What the meaning of an answer to this question depends on.
pub(super) fn context(
    questionnaire: &Questionnaire,
    input: &Input,
    result: &Evaluation,
    asked: &Asked,
) -> Context {
    let mut context = Context::default();
    match asked.question.kind {
        QuestionType::Groups => {
            let definition = questionnaire.definition();
            context.groups = definition.groups.iter().map(|g| g.id.to_string()).collect();
            context.families = definition.families.iter().map(|f| f.id.to_string()).collect();
        }
        QuestionType::Table => match asked.question.rows_from {
            Some(RowsFrom::Groups) => {
                let groups = questionnaire.only(QuestionType::Groups);
                let answer = groups.and_then(|asked| input.answers.get(&asked.question.id));
                let keys = answer.into_iter().flat_map(Answer::rows).filter_map(row_key);
                context.rows = keys.map(str::to_owned).collect();
            }
            Some(RowsFrom::Gaps) => context.rows = result.gaps.iter().map(Gap::key).collect(),
            None => {}
        },
        QuestionType::Radio
        | QuestionType::Checkboxes
        | QuestionType::Text
        | QuestionType::Textarea
        | QuestionType::Date
        | QuestionType::Options
        | QuestionType::Mitigations => {}
    }
    context
}

/// What the valid answers of shown questions say together.
#[derive(Default)]
pub(super) struct Collected {
    pub(super) flags: BTreeMap<FlagId, QuestionId>,
    pub(super) gaps: Vec<Gap>,
    pub(super) opened: Vec<Opened>,
    pub(super) open_gates: Vec<(RuleId, QuestionId)>,
    pub(super) quality: Quality,
}

impl Collected {
    pub(super) fn from(questionnaire: &Questionnaire, input: &Input, result: &Evaluation) -> Self {
        let mut collected = Self::default();
        for asked in questionnaire.asked() {
            match result.states.get(&asked.question.id) {
                Some(QuestionState::Answered) => {
                    if let Some(answer) = input.answers.get(&asked.question.id) {
                        let chosen = answer.chosen();
                        let is_chosen = |choice: &&Choice| chosen.contains(&choice.id.as_str());
                        let choices: Vec<&Choice> =
                            asked.choices.iter().filter(is_chosen).collect();
                        collected.take(asked, &choices, input);
                    }
                }
                Some(QuestionState::Open | QuestionState::Waiting | QuestionState::Invalid(_)) => {
                    collected.quality.open += most(asked);
                }
                Some(QuestionState::Hidden) | None => {}
            }
        }
        collected
    }

    fn take(&mut self, asked: &Asked, choices: &[&Choice], input: &Input) {
        let id = &asked.question.id;
        for choice in choices {
            if let Some(flag) = &choice.flag {
                self.flags.entry(flag.clone()).or_insert_with(|| id.clone());
            }
            if let (Some(rate), Some(pathway)) = (choice.rate, &asked.question.pathway)
                && !self.opened.iter().any(|opened| opened.pathway == *pathway)
            {
                let (pathway, by) = (pathway.clone(), id.clone());
                self.opened.push(Opened { pathway, by, rate });
            }
            if let Some(gate) = &choice.gate
                && !is_settled(asked, input)
            {
                self.open_gates.push((gate.clone(), id.clone()));
            }
        }
        if choices.iter().any(|choice| choice.gap) {
            self.gaps.push(Gap::Question(id.clone()));
        }
        let points: Vec<i64> = choices.iter().filter_map(|choice| choice.quality).collect();
        if !points.is_empty() {
            self.quality.points += points.iter().sum::<i64>();
            self.quality.max += most(asked);
        }
    }
}

/// Settled: one of the question's own mitigations is in the plan, owned, dated and funded.
fn is_settled(asked: &Asked, input: &Input) -> bool {
    input.plan.values().filter(|planned| planned.counts()).any(|planned| {
        let suggested = &asked.question.mitigations;
        planned.catalogue.as_ref().is_some_and(|id| suggested.contains(id))
    })
}

/// The most quality points that an answer can give: the best option, or all ticked together.
fn most(asked: &Asked) -> i64 {
    let points = asked.choices.iter().filter_map(|choice| choice.quality);
    match asked.question.kind {
        QuestionType::Checkboxes => points.sum(),
        QuestionType::Radio
        | QuestionType::Text
        | QuestionType::Textarea
        | QuestionType::Date
        | QuestionType::Table
        | QuestionType::Groups
        | QuestionType::Options
        | QuestionType::Mitigations => points.max().unwrap_or(0),
    }
}
