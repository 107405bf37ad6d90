//! Runs the worked examples of a questionnaire.
use std::fmt::Debug;

use super::{Evaluation, Input, evaluate};
use crate::domain::ids::{PathwayId, PolicyOptionId};
use crate::domain::questionnaire::{
    Expectation, Questionnaire, WorkedExample, WorkedMitigation, WorkedRow,
};
use crate::domain::scoring::{
    Factors, GroupTotal, OptionTotal, Planned, Rated, RatingKey, RowFacts, RowWorking,
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
    if !example.answers.is_empty() {
        let input = Input { answers: example.answers.clone(), ..Input::default() };
        check_answers(expect, &evaluate(questionnaire, &input), &mut wrong);
    }
    wrong
}

fn compare<T: PartialEq + Debug>(
    what: &str,
    expected: Option<&T>,
    is: &T,
    wrong: &mut Vec<String>,
) {
    if let Some(expected) = expected.filter(|expected| *expected != is) {
        wrong.push(format!("{what} is {is:?}, not {expected:?}"));
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
    let options = questionnaire.matrix().factor(&rule.factor).map_or(&[][..], |f| &f.options);
    let sound = options.iter().find(|o| !rule.halve.contains(&o.id) && !rule.zero.contains(&o.id));
    let mut factors = row.factors.clone();
    if let Some(sound) = sound {
        factors.entry(rule.factor.clone()).or_insert_with(|| sound.id.clone());
    }
    factors
}

fn facts(questionnaire: &Questionnaire, row: &WorkedRow) -> RowFacts {
    let uplift = questionnaire.group(&row.group).is_some_and(|group| group.uplift);
    RowFacts { uplift, people: row.people }
}

fn rate_row(questionnaire: &Questionnaire, row: &WorkedRow) -> Result<RowWorking, String> {
    let factors = factors(questionnaire, row);
    rate(questionnaire.matrix(), &factors, facts(questionnaire, row))
        .map_err(|missing| format!("{missing:?}"))
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

fn check_answers(expect: &Expectation, result: &Evaluation, wrong: &mut Vec<String>) {
    if expect.outcome.is_some() {
        compare("outcome", Some(&expect.outcome), &result.screening.outcome, wrong);
    }
    if expect.rule.is_some() {
        compare("rule", Some(&expect.rule), &result.screening.rule, wrong);
    }
    compare("quality", expect.quality.as_ref(), &result.quality.percent(), wrong);
    if let Some(expected) = &expect.gates_open {
        let open: Vec<_> =
            result.gates.iter().filter(|g| g.met == Some(false)).map(|g| g.id.clone()).collect();
        compare("open gates", Some(expected), &open, wrong);
    }
}
