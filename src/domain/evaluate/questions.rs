//! Which questions are shown and answered, and what their answers say.
use std::collections::BTreeMap;

use super::scope::View;
use super::{
    Evaluation, Gap, Input, Opened, Quality, QuestionState, open, rows, scores, screening,
};
use crate::domain::answers::{Answer, Context, FaultKind, faults, row_key};
use crate::domain::condition::{Computed, Range};
use crate::domain::ids::{FlagId, QuestionId, RuleId};
use crate::domain::questionnaire::{
    Asked, Choice, LevelSource, QuestionType, Questionnaire, RowsFrom,
};

/// Sets the state of every question; those that are not `included` are hidden.
pub(super) fn states(
    questionnaire: &Questionnaire,
    input: &Input,
    result: &mut Evaluation,
    included: &dyn Fn(&Asked) -> bool,
) {
    result.states.clear();
    result.scores.clear();
    result.decisions.clear();
    // What the screening counted, once it is decided.
    let screened = result.screening.clone();
    let counted = match screened.outcome {
        Some(_) => screening::counts(&screened),
        None => BTreeMap::new(),
    };
    for asked in questionnaire.asked() {
        let state = if included(asked) {
            scores::work_out(questionnaire, input, result, &asked.needs, &counted);
            state(questionnaire, input, result, asked, &counted)
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
        let computed = computed(questionnaire, result);
        scores::work_out(questionnaire, input, result, &asked.needs, &computed);
        let state = state(questionnaire, input, result, asked, &computed);
        result.states.insert(asked.question.id.clone(), state);
    }
    let collected = Collected::from(questionnaire, input, result);
    result.flags = collected.flags;
    result.open_gates = collected.open_gates;
    result.quality = collected.quality;
}

/// Every score and decision table, and the level where it follows one of them.
pub(super) fn final_scores(questionnaire: &Questionnaire, input: &Input, result: &mut Evaluation) {
    result.scores.clear();
    result.decisions.clear();
    let computed = computed(questionnaire, result);
    let order = questionnaire.nodes().order();
    scores::work_out(questionnaire, input, result, order, &computed);
    let Some(source) = &questionnaire.definition().level_from else { return };
    result.level = level_from(questionnaire, source, result);
    result.residual = result.level;
}

fn level_from(
    questionnaire: &Questionnaire,
    source: &LevelSource,
    result: &Evaluation,
) -> Option<Range> {
    let definition = questionnaire.definition();
    let levels: Vec<i64> = match source {
        LevelSource::Score(score) => {
            let bands = definition.scores.iter().filter(|found| found.id == *score);
            let possible = &result.scores.get(score)?.bands;
            let bands = bands.flat_map(|found| &found.bands);
            bands.filter(|band| possible.contains(&band.id)).filter_map(|band| band.level).collect()
        }
        LevelSource::Decision(decision) => {
            let state = result.decisions.get(decision)?;
            let tables = definition.decisions.iter().filter(|found| found.id == *decision);
            let outcomes = tables.flat_map(|found| &found.outcomes);
            let possible = outcomes
                .filter(|outcome| !state.is_settled || state.outcome.as_ref() == Some(&outcome.id));
            possible.filter_map(|outcome| outcome.level).collect()
        }
    };
    Some(Range { low: *levels.iter().min()?, high: *levels.iter().max()? })
}

fn computed(questionnaire: &Questionnaire, result: &Evaluation) -> BTreeMap<Computed, Range> {
    let level = result.level.unwrap_or(Range { low: 0, high: 4 });
    let residual = result.residual.unwrap_or(Range { low: 0, high: 4 });
    let gaps = open::count(result.gaps.len());
    let harms = open::count(rows::harms(result).count());
    let done = !rows::is_open(questionnaire, result);
    let up_to = |known: i64| Range { low: known, high: if done { known } else { i64::MAX } };
    BTreeMap::from([
        (Computed::Level, level),
        (Computed::ResidualLevel, residual),
        (Computed::Gaps, up_to(gaps)),
        (Computed::HarmRows, up_to(harms)),
    ])
    .into_iter()
    .chain(screening::counts(&result.screening))
    .collect()
}

fn state(
    questionnaire: &Questionnaire,
    input: &Input,
    result: &Evaluation,
    asked: &Asked,
    computed: &BTreeMap<Computed, Range>,
) -> QuestionState {
    let view = View { questionnaire, input, result, computed };
    match asked.show_if.holds(&view) {
        Some(true) => {}
        Some(false) => return QuestionState::Hidden,
        None => return QuestionState::Waiting,
    }
    if asked.question.kind == QuestionType::Note {
        return QuestionState::Answered;
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
    let mut faults = faults(asked, answer, &context);
    faults.retain(|fault| !(input.is_fixed && matches!(fault.kind, FaultKind::TooLong(_))));
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
    let definition = questionnaire.definition();
    if asked.question.kind == QuestionType::Groups {
        context.groups = definition.groups.iter().map(|g| g.id.to_string()).collect();
        context.families = definition.families.iter().map(|f| f.id.to_string()).collect();
    }
    if asked.question.kind == QuestionType::Table {
        context.rows = match asked.question.rows_from {
            Some(RowsFrom::Groups) => {
                let groups = questionnaire.only(QuestionType::Groups);
                let answer = groups.and_then(|asked| input.answers.get(&asked.question.id));
                let keys = answer.into_iter().flat_map(Answer::rows).filter_map(row_key);
                keys.map(str::to_owned).collect()
            }
            Some(RowsFrom::Gaps) => result.gaps.iter().map(Gap::key).collect(),
            None => asked.question.rows.iter().map(|row| row.id.to_string()).collect(),
        };
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
    if asked.question.kind == QuestionType::Checkboxes {
        points.sum()
    } else {
        points.max().unwrap_or(0)
    }
}
