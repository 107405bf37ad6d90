//! Runs the worked examples of a questionnaire.
use std::collections::BTreeMap;

use serde::Serialize;

use super::{Evaluation, Input, evaluate};
use crate::domain::condition::Fact;
use crate::domain::given;
use crate::domain::ids::{FactorId, PathwayId, PlanId, PolicyOptionId, QuestionId};
use crate::domain::number::Span;
use crate::domain::questionnaire::{
    Expectation, Questionnaire, WorkedExample, WorkedMitigation, WorkedRow,
};
use crate::domain::scoring::{
    Factors, GroupTotal, OptionTotal, Planned, Rated, Rating, RatingKey, RowFacts, RowWorking,
    after_mitigation, rate, total,
};

/// Runs one example; returns a line for each expectation that does not hold.
pub fn run(questionnaire: &Questionnaire, example: &WorkedExample) -> Vec<String> {
    let mut wrong = Vec::new();
    let expect = &example.expect;
    if let Some(row) = &example.row {
        match rate_row(questionnaire, row) {
            Ok(working) => check_row(questionnaire, expect, &working, &mut wrong),
            Err(missing) => wrong.push(format!("the row lacks {missing}")),
        }
    }
    if !example.ratings.is_empty() {
        check_ratings(questionnaire, example, &mut wrong);
    }
    if let Some(given) = &example.answers {
        let input = input(questionnaire, example, given);
        check_answers(example, &evaluate(questionnaire, &input), &mut wrong);
    }
    wrong
}

/// Answers, ratings and mitigations of an example together, as an assessment has them.
fn input(
    questionnaire: &Questionnaire,
    example: &WorkedExample,
    given: &BTreeMap<String, serde_json::Value>,
) -> Input {
    let record = Fact::NAMES.iter().filter_map(|(name, fact, _)| {
        example.record.get(*name).map(|value| (*fact, value.clone()))
    });
    let ratings = example.ratings.iter().enumerate().filter_map(|(n, row)| {
        let rating = Rating { factors: factors(questionnaire, row), ..Rating::default() };
        Some((key(questionnaire, n, row)?, rating))
    });
    let plan = example.mitigations.iter().enumerate().filter_map(|(n, mitigation)| {
        let id: PlanId = format!("p{}", n + 1).parse().ok()?;
        Some((id, planned(questionnaire, mitigation)))
    });
    Input {
        answers: given::answers(questionnaire.asked(), given).unwrap_or_default(),
        ratings: ratings.collect(),
        plan: plan.collect(),
        reasons: BTreeMap::new(),
        record: record.collect(),
        is_fixed: false,
    }
}

fn compare<T: PartialEq + Serialize>(
    what: &str,
    expected: Option<&T>,
    is: &T,
    wrong: &mut Vec<String>,
) {
    // As the file would have it, not as the program holds it.
    let said =
        |value: &T| serde_json::to_string(value).unwrap_or_default().replace(['"', '\\'], "");
    if let Some(expected) = expected.filter(|expected| *expected != is) {
        wrong.push(format!("{what} is {}, not {}", said(is), said(expected)));
    }
}

fn check_row(
    questionnaire: &Questionnaire,
    expect: &Expectation,
    working: &RowWorking,
    wrong: &mut Vec<String>,
) {
    compare("points", expect.points.as_ref(), &working.points, wrong);
    let band = questionnaire.matrix().band_number(working.points);
    compare("band", expect.band.as_ref(), &band, wrong);
    compare("gap", expect.gap.as_ref(), &working.gap, wrong);
}

/// Evidence is taken as sound where an example does not speak of it.
fn factors(questionnaire: &Questionnaire, row: &WorkedRow) -> Factors {
    let rule = &questionnaire.matrix().evidence;
    let Some(evidence) = &rule.factor else { return row.factors.clone() };
    let options = questionnaire.matrix().factor(evidence).map_or(&[][..], |f| &f.options);
    let sound = options.iter().find(|o| !rule.halve.contains(&o.id) && !rule.zero.contains(&o.id));
    let mut factors = row.factors.clone();
    if let Some(sound) = sound {
        factors.entry(evidence.clone()).or_insert_with(|| sound.id.clone());
    }
    factors
}

fn facts(questionnaire: &Questionnaire, row: &WorkedRow) -> RowFacts {
    let uplift = questionnaire.group(&row.group).is_some_and(|group| group.uplift);
    RowFacts { uplift, people: row.people }
}

fn rate_row(questionnaire: &Questionnaire, row: &WorkedRow) -> Result<RowWorking, String> {
    let factors = factors(questionnaire, row);
    rate(questionnaire.matrix(), &factors, facts(questionnaire, row)).map_err(|missing| {
        let names: Vec<&str> = missing.iter().map(FactorId::as_str).collect();
        names.join(", ")
    })
}

/// The key of the example's n-th row. Rows without a pathway stand on their own.
fn key(questionnaire: &Questionnaire, n: usize, row: &WorkedRow) -> Option<RatingKey> {
    let option: PolicyOptionId = "o1".parse().ok()?;
    let fallback: Option<PathwayId> =
        questionnaire.definition().pathways.get(n).map(|pathway| pathway.id.clone());
    let pathway = row.pathway.clone().or(fallback)?;
    Some(RatingKey { option, pathway, group: row.group.clone() })
}

fn check_ratings(questionnaire: &Questionnaire, example: &WorkedExample, wrong: &mut Vec<String>) {
    let matrix = questionnaire.matrix();
    let plan: Vec<Planned> =
        example.mitigations.iter().map(|mitigation| planned(questionnaire, mitigation)).collect();
    let mut keyed = Vec::new();
    for (n, row) in example.ratings.iter().enumerate() {
        let Some(key) = key(questionnaire, n, row) else { continue };
        match rate_row(questionnaire, row) {
            Ok(working) => {
                let (factors, facts) = (factors(questionnaire, row), facts(questionnaire, row));
                let points = working.points;
                let after = after_mitigation(matrix, &key, &factors, facts, points, plan.iter());
                keyed.push((key, points, after));
            }
            Err(missing) => wrong.push(format!("row {n} lacks {missing}")),
        }
    }
    let family = |key: &RatingKey| questionnaire.group(&key.group).map(|group| &group.family);
    let sum = |points: fn(&(RatingKey, i64, i64)) -> i64| -> Option<OptionTotal> {
        let rows = keyed.iter().map(|row| (&row.0, points(row)));
        let rows = rows.map(|(key, points)| Rated { key, points, family: family(key) });
        let option: PolicyOptionId = "o1".parse().ok()?;
        Some(total(matrix, &option, &rows.collect::<Vec<_>>()))
    };
    let (Some(before), Some(after)) = (sum(|row| row.1), sum(|row| row.2)) else { return };
    let expect = &example.expect;
    compare("level", expect.level.as_ref(), &before.level, wrong);
    compare("residual_level", expect.residual_level.as_ref(), &after.level, wrong);
    let band = matrix.band_number(before.benefit);
    compare("benefit_band", expect.benefit_band.as_ref(), &band, wrong);
    let of = |group: &_| before.groups.iter().find(|total| total.group == *group);
    let mut check = |what: &str, group: &_, points: &i64, side: fn(&GroupTotal) -> i64| {
        let is = of(group).map_or(0, side);
        compare(&format!("{what} of {group}"), Some(points), &is, wrong);
    };
    for (group, points) in &expect.harm {
        check("harm", group, points, |total| total.harm);
    }
    for (group, points) in &expect.benefit {
        check("benefit", group, points, |total| total.benefit);
    }
}

fn planned(questionnaire: &Questionnaire, mitigation: &WorkedMitigation) -> Planned {
    let changes = mitigation.changes.iter().enumerate();
    Planned {
        catalogue: mitigation.catalogue.clone(),
        action: "worked example".to_owned(),
        owner: mitigation.owner.clone(),
        date: mitigation.date.clone(),
        funded: mitigation.funded.clone(),
        evidenced: mitigation.evidenced.clone(),
        changes: changes
            .filter_map(|(n, row)| Some((key(questionnaire, n, row)?, row.factors.clone())))
            .collect(),
    }
}

fn check_answers(example: &WorkedExample, result: &Evaluation, wrong: &mut Vec<String>) {
    let expect = &example.expect;
    // The level of ratings alone is compared where they are.
    if example.ratings.is_empty() {
        if expect.level.is_some() {
            compare("level", Some(&expect.level), &result.settled_level(), wrong);
        }
        if expect.residual_level.is_some() {
            let residual = result.settled_residual();
            compare("residual level", Some(&expect.residual_level), &residual, wrong);
        }
    }
    if expect.outcome.is_some() {
        compare("outcome", Some(&expect.outcome), &result.screening.outcome, wrong);
    }
    if expect.rule.is_some() {
        compare("rule", Some(&expect.rule), &result.screening.rule, wrong);
    }
    compare("quality", expect.quality.as_ref(), &result.quality.percent(), wrong);
    check_scores(expect, result, wrong);
    let asked = |id: &QuestionId| result.is_asked(id);
    for id in expect.hidden.iter().filter(|id| asked(id)) {
        wrong.push(format!("{id} is shown, not hidden"));
    }
    if let Some(expected) = &expect.visible {
        let shown = result.states.keys().filter(|id| asked(id)).cloned().collect();
        compare("visible", Some(expected), &shown, wrong);
    }
    if let Some(expected) = &expect.gates_open {
        let open: Vec<_> =
            result.gates.iter().filter(|g| g.met == Some(false)).map(|g| g.id.clone()).collect();
        compare("open gates", Some(expected), &open, wrong);
    }
}

fn check_scores(expect: &Expectation, result: &Evaluation, wrong: &mut Vec<String>) {
    let said = |span: Option<Span>| match span {
        Some(span) if span.low == span.high => span.low.to_string(),
        Some(span) => format!("{} to {}", span.low, span.high),
        None => "none".to_owned(),
    };
    for (score, expected) in &expect.scores {
        let value = said(result.scores.get(score).map(|state| state.value));
        compare(&format!("score {score}"), Some(&expected.to_string()), &value, wrong);
    }
    for (score, expected) in &expect.maxima {
        let maximum = said(result.scores.get(score).and_then(|state| state.maximum));
        compare(&format!("maximum of {score}"), Some(&expected.to_string()), &maximum, wrong);
    }
    for (score, expected) in &expect.bands {
        let band = result.scores.get(score).and_then(super::ScoreState::band);
        compare(&format!("band of {score}"), Some(&Some(expected)), &band, wrong);
    }
    for (table, expected) in &expect.decisions {
        let outcome = result.decisions.get(table).and_then(|state| state.outcome.as_ref());
        compare(&format!("decision {table}"), Some(&Some(expected)), &outcome, wrong);
    }
}
