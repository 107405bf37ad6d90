//! The options, the groups, the rows between them, and the levels they come to.
use std::collections::BTreeMap;

use super::{
    ChosenGroup, DO_NOTHING, Evaluation, Gap, Input, PolicyOption, QuestionState, RowState,
};
use crate::domain::answers::{Answer, row_key, typed};
use crate::domain::condition::Range;
use crate::domain::ids::{PolicyOptionId, QuestionId};
use crate::domain::questionnaire::{QuestionType, Questionnaire};
use crate::domain::scoring::{
    Planned, Rated, Rating, RatingKey, RowFacts, after_mitigation, rate, total, worst_case,
};
use crate::domain::writing::{Length, parse_number};

pub(super) fn rate_rows(questionnaire: &Questionnaire, input: &Input, result: &mut Evaluation) {
    result.options = options(questionnaire, input, result);
    result.groups = groups(questionnaire, input, result);
    let mut rows = BTreeMap::new();
    for option in &result.options {
        for opened in &result.opened {
            for group in &result.groups {
                let key = RatingKey {
                    option: option.id.clone(),
                    pathway: opened.pathway.clone(),
                    group: group.id.clone(),
                };
                let row = row(questionnaire, input, &key, group);
                rows.insert(key, row);
            }
        }
    }
    result.rows = rows;
    let gaps = result.rows.iter().filter(|(_, row)| row.before.as_ref().is_ok_and(|w| w.gap));
    result.gaps.extend(gaps.map(|(key, _)| Gap::Rating(key.clone())).collect::<Vec<_>>());
    totals(questionnaire, result);
    levels(questionnaire, input, result);
}

fn options(questionnaire: &Questionnaire, input: &Input, result: &Evaluation) -> Vec<PolicyOption> {
    let Some(asked) = questionnaire.only(QuestionType::Options) else { return Vec::new() };
    if !result.is_asked(&asked.question.id) {
        return Vec::new();
    }
    let answer = input.answers.get(&asked.question.id);
    let rows = answer.map_or(&[][..], |answer| answer.rows());
    let own = rows.iter().filter_map(|row| {
        let name = typed(row, "name");
        let id = row_key(row)?.parse().ok()?;
        (!name.is_empty()).then(|| PolicyOption {
            id,
            name: name.to_owned(),
            about: typed(row, "about").to_owned(),
            preferred: typed(row, "preferred") == "yes",
        })
    });
    let id: Option<PolicyOptionId> = DO_NOTHING.parse().ok();
    let nothing = id.map(|id| PolicyOption {
        id,
        name: String::new(),
        about: String::new(),
        preferred: false,
    });
    nothing.into_iter().chain(own).collect()
}

fn groups(questionnaire: &Questionnaire, input: &Input, result: &Evaluation) -> Vec<ChosenGroup> {
    let Some(asked) = questionnaire.only(QuestionType::Groups) else { return Vec::new() };
    if !result.is_answered(&asked.question.id) {
        return Vec::new();
    }
    let people = people(questionnaire, input, result);
    let rows = input.answers.get(&asked.question.id).map_or(&[][..], |answer| answer.rows());
    let chosen = rows.iter().filter_map(|row| {
        let key = row_key(row)?;
        let id = key.parse().ok()?;
        let known = questionnaire.group(&id);
        Some(ChosenGroup {
            own_name: known.is_none().then(|| typed(row, "name").to_owned()),
            family: match known {
                Some(group) => Some(group.family.clone()),
                None => typed(row, "family").parse().ok(),
            },
            uplift: known.is_some_and(|group| group.uplift),
            people: people.get(key).copied(),
            id,
        })
    });
    chosen.collect()
}

/// How many people of each group are affected, from the table that the matrix names.
fn people<'a>(
    questionnaire: &Questionnaire,
    input: &'a Input,
    result: &Evaluation,
) -> BTreeMap<&'a str, i64> {
    let floors = questionnaire.matrix().tables.iter().filter_map(|table| table.at_least.as_ref());
    let mut found = BTreeMap::new();
    for floor in floors.filter(|floor| result.is_asked(&floor.table_question)) {
        let answer = input.answers.get(&floor.table_question);
        for row in answer.into_iter().flat_map(Answer::rows) {
            if let (Some(key), Some(number)) = (row_key(row), parse_number(typed(row, "number"))) {
                found.insert(key, number);
            }
        }
    }
    found
}

fn facts(group: &ChosenGroup) -> RowFacts {
    RowFacts { uplift: group.uplift, people: group.people }
}

fn row(
    questionnaire: &Questionnaire,
    input: &Input,
    key: &RatingKey,
    group: &ChosenGroup,
) -> RowState {
    let matrix = questionnaire.matrix();
    let unrated = Rating::default();
    let rating = input.ratings.get(key).unwrap_or(&unrated);
    let before = rate(matrix, &rating.factors, facts(group));
    let points = before.as_ref().map_or(0, |working| working.points);
    let names = |planned: &&Planned| planned.changes.contains_key(key);
    let mut plan = input.plan.values().filter(names);
    let direction = matrix.direction().and_then(|factor| {
        let option = rating.factors.get(&factor.id)?;
        factor.option(option).map(|option| option.value.abs())
    });
    let is_strong = direction.is_some_and(|size| size >= matrix.reason_from);
    let plan_of = || input.plan.values();
    RowState {
        after: after_mitigation(matrix, key, &rating.factors, facts(group), points, plan_of()),
        mitigated: plan.clone().next().is_some(),
        funded: plan.any(Planned::counts),
        needs_reason: (is_strong && rating.reason.trim().is_empty())
            || input.is_unfit(&rating.reason, Length::Prose),
        before,
    }
}

fn totals(questionnaire: &Questionnaire, result: &mut Evaluation) {
    let matrix = questionnaire.matrix();
    let family = |key: &RatingKey| result.group(&key.group).and_then(|group| group.family.as_ref());
    let rated = |points: fn(&RowState) -> i64| -> Vec<Rated<'_>> {
        let rows = result.rows.iter().filter(|(_, row)| row.before.is_ok());
        rows.map(|(key, row)| Rated { key, points: points(row), family: family(key) }).collect()
    };
    let (first, last) = (rated(RowState::points), rated(|row| row.after));
    let before = result.options.iter().map(|option| total(matrix, &option.id, &first)).collect();
    let after = result.options.iter().map(|option| total(matrix, &option.id, &last)).collect();
    (result.before, result.after) = (before, after);
}

/// Whether something that can change the rows is still open.
pub(super) fn is_open(questionnaire: &Questionnaire, result: &Evaluation) -> bool {
    let unrated = result
        .rows
        .iter()
        .any(|(key, row)| key.option.as_str() != DO_NOTHING && row.before.is_err());
    unrated || has_open_questions(questionnaire, result)
}

/// Whether an answer is still to come. An optional one may never come.
fn has_open_questions(questionnaire: &Questionnaire, result: &Evaluation) -> bool {
    let is_open = |(id, state): (&QuestionId, &QuestionState)| match state {
        QuestionState::Open => questionnaire.question(id).is_some_and(|a| !a.question.optional),
        QuestionState::Waiting | QuestionState::Invalid(_) => true,
        QuestionState::Hidden | QuestionState::Answered => false,
    };
    !result.is_screened(questionnaire) || result.states.iter().any(is_open)
}

/// The rows of harm that are assessed: those of every option but do nothing.
pub(super) fn harms(result: &Evaluation) -> impl Iterator<Item = (&RatingKey, &RowState)> {
    let rows = result.rows.iter();
    rows.filter(|(key, row)| key.option.as_str() != DO_NOTHING && row.points() < 0)
}

fn levels(questionnaire: &Questionnaire, input: &Input, result: &mut Evaluation) {
    if result.is_not_required(questionnaire) {
        return;
    }
    let top = questionnaire.matrix().bands.iter().map(|band| band.band).max().unwrap_or(0);
    let low = |total: Option<&crate::domain::scoring::OptionTotal>| total.map_or(0, |t| t.level);
    let (before, after) = (low(result.decisive()), low(result.decisive_after()));
    let opening_is_open = questionnaire.asked().iter().any(|asked| {
        let opens = asked.choices.iter().any(|choice| choice.rate.is_some())
            || matches!(asked.question.kind, QuestionType::Options | QuestionType::Groups);
        let state = result.states.get(&asked.question.id);
        opens && !matches!(state, Some(QuestionState::Answered | QuestionState::Hidden))
    });
    let unknown = opening_is_open || result.screening.outcome.is_none();
    let high = if unknown { top } else { highest(questionnaire, input, result) };
    result.level = Some(Range { low: before, high: high.max(before) });
    let settled = high <= before;
    let high = if settled { after } else { high.max(after) };
    result.residual = Some(Range { low: after, high });
}

/// The level when every row that is not rated yet turns out as bad as it can.
fn highest(questionnaire: &Questionnaire, input: &Input, result: &Evaluation) -> i64 {
    let matrix = questionnaire.matrix();
    let unrated = Rating::default();
    let decisive = |key: &RatingKey| match result.options.iter().find(|option| option.preferred) {
        Some(preferred) => key.option == preferred.id,
        None => key.option.as_str() != DO_NOTHING,
    };
    let rows: Vec<Rated<'_>> = result
        .rows
        .iter()
        .filter(|(key, _)| decisive(key))
        .map(|(key, row)| {
            let group = result.group(&key.group);
            let rating = input.ratings.get(key).unwrap_or(&unrated);
            let facts = group.map_or_else(RowFacts::default, facts);
            let worst = || worst_case(matrix, &rating.factors, facts);
            let points = row.before.as_ref().map_or_else(|_| worst(), |working| working.points);
            Rated { key, points, family: group.and_then(|group| group.family.as_ref()) }
        })
        .collect();
    let options = result.options.iter().map(|option| total(matrix, &option.id, &rows).level);
    options.max().unwrap_or(0)
}
