//! Scores and decision tables, worked out from what is known so far.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "kinds without points of their own give those of their options"
)]
use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::scope::View;
use super::{Evaluation, Input, QuestionState};
use crate::domain::answers::{Answer, row_key, typed};
use crate::domain::condition::{Computed, Range, Scope as _};
use crate::domain::formula::share;
use crate::domain::ids::{QuestionId, RuleId, ScoreId};
use crate::domain::number::{Number, Span};
use crate::domain::questionnaire::{
    Asked, BandsOn, Choice, Decision, Grid, LookupRow, Maximum, Node, Points, QuestionType,
    Questionnaire, Score, ScoreRule, TickedPoints,
};
use crate::domain::writing::parse_decimal;

/// What a score comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreState {
    /// The lowest and the highest value still possible.
    pub value: Span,
    /// Its maximum, where it has one.
    pub maximum: Option<Span>,
    /// The bands still possible.
    pub bands: BTreeSet<RuleId>,
    /// What each question gives to a sum, in the order of the file.
    pub working: Vec<(QuestionId, Span)>,
}

impl ScoreState {
    /// The band, when only one is possible.
    pub fn band(&self) -> Option<&RuleId> {
        let mut bands = self.bands.iter();
        bands.next().filter(|_| bands.next().is_none())
    }

    /// The share of the maximum in percent.
    pub fn share(&self) -> Option<Span> {
        self.maximum.map(|maximum| share((self.value, maximum)))
    }
}

/// What a decision table comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionState {
    /// The row that decided; `None` while that is not known, or when no row holds.
    pub row: Option<RuleId>,
    /// Its outcome.
    pub outcome: Option<RuleId>,
    /// Whether it is known which row decides, or that none does.
    pub is_settled: bool,
}

/// Works these out, in their order, and keeps them in the result.
pub(super) fn work_out(
    questionnaire: &Questionnaire,
    input: &Input,
    result: &mut Evaluation,
    nodes: &[Node],
    computed: &BTreeMap<Computed, Range>,
) {
    for node in nodes {
        let view = View { questionnaire, input, result, computed };
        match *node {
            Node::Score(place) => {
                let Some(score) = questionnaire.nodes().scores().get(place) else { continue };
                if result.scores.contains_key(&score.definition.id) {
                    continue;
                }
                let state = score_of(questionnaire, score, &view);
                result.scores.insert(score.definition.id.clone(), state);
            }
            Node::Decision(place) => {
                let Some(table) = questionnaire.nodes().decisions().get(place) else { continue };
                if result.decisions.contains_key(&table.definition.id) {
                    continue;
                }
                let state = decision_of(table, &view);
                result.decisions.insert(table.definition.id.clone(), state);
            }
        }
    }
}

fn decision_of(table: &Decision, view: &View<'_>) -> DecisionState {
    for (row, condition) in table.definition.rows.iter().zip(&table.conditions) {
        match condition.holds(view) {
            Some(true) => {
                let (row, outcome) = (Some(row.id.clone()), Some(row.outcome.clone()));
                return DecisionState { row, outcome, is_settled: true };
            }
            Some(false) => {}
            None => return DecisionState { row: None, outcome: None, is_settled: false },
        }
    }
    DecisionState { row: None, outcome: None, is_settled: true }
}

fn score_of(questionnaire: &Questionnaire, score: &Score, view: &View<'_>) -> ScoreState {
    let mut working = Vec::new();
    let mut maximum = Span::ZERO;
    let value = match &score.rule {
        ScoreRule::Sum(places) => {
            let mut sum = Span::ZERO;
            for asked in places.iter().filter_map(|place| questionnaire.asked().get(*place)) {
                let given = given(asked, &score.definition.id, view);
                sum = sum.plus(given.points);
                maximum = maximum.plus(match score.maximum {
                    Maximum::Shown => given.shown_maximum,
                    Maximum::All | Maximum::Exactly(_) | Maximum::Formula(_) | Maximum::Unknown => {
                        given.maximum
                    }
                });
                if given.is_shown {
                    working.push((asked.question.id.clone(), given.points));
                }
            }
            sum
        }
        ScoreRule::Formula(formula) => formula.or_zero(view),
        ScoreRule::Grid(grid) => on_grid(questionnaire, grid, view),
        ScoreRule::Lookup(formula, rows) => looked_up(formula.or_zero(view), rows),
    };
    let round = |span: Span| match score.definition.round {
        Some(decimals) => span.map(|number| number.rounded(decimals)),
        None => span,
    };
    let value = round(value);
    let maximum = match &score.maximum {
        Maximum::All | Maximum::Shown => Some(maximum),
        Maximum::Exactly(number) => Some(Span::exactly(*number)),
        Maximum::Formula(formula) => Some(formula.or_zero(view)),
        Maximum::Unknown => None,
    };
    let mut state = ScoreState { value, maximum, bands: BTreeSet::new(), working };
    state.bands = bands(score, &state);
    state
}

/// Every band from that of the lowest value still possible to that of the highest.
fn bands(score: &Score, state: &ScoreState) -> BTreeSet<RuleId> {
    let measured = match score.definition.bands_on {
        BandsOn::Value => state.value,
        BandsOn::Share => state.share().unwrap_or(Span::ANY),
    };
    let bands = &score.definition.bands;
    let reached = |number: Number| bands.iter().filter(|b| b.reaches_down_to(number)).count();
    let (first, last) = (reached(measured.low).max(1), reached(measured.high));
    let range = bands.get(first - 1..last).unwrap_or(&[]);
    range.iter().map(|band| band.id.clone()).collect()
}

/// What a question gives to a sum.
struct Given {
    points: Span,
    maximum: Span,
    shown_maximum: Span,
    is_shown: bool,
}

fn given(asked: &Asked, score: &ScoreId, view: &View<'_>) -> Given {
    let weigh = |span: Span| match asked.question.weight {
        Some(weight) => span.times(Span::exactly(weight)),
        None => span,
    };
    let possible = possible(asked, score);
    let most = weigh(Span::exactly(possible.high.max(Number::ZERO)));
    let zero_to = |span: Span| span.or(Span::ZERO);
    let answer = view.input.answers.get(&asked.question.id);
    let (points, maximum, shown_maximum, is_shown) =
        match view.result.states.get(&asked.question.id) {
            Some(QuestionState::Hidden) => (Span::ZERO, most, Span::ZERO, false),
            Some(QuestionState::Answered) => {
                let chosen = answer.map(Answer::chosen).unwrap_or_default();
                let applies = !is_not_applicable(asked, &chosen);
                let points = answer.map_or(Span::ZERO, |answer| points_of(asked, answer, score));
                let most = if applies { most } else { Span::ZERO };
                (weigh(points), most, most, true)
            }
            // Left empty for good, as far as anybody can say.
            Some(QuestionState::Open) if asked.question.optional => (Span::ZERO, most, most, true),
            Some(QuestionState::Open | QuestionState::Invalid(_)) => {
                let range = if can_be_not_applicable(asked) { zero_to(most) } else { most };
                (weigh(possible), range, range, true)
            }
            Some(QuestionState::Waiting) | None => {
                let range = if can_be_not_applicable(asked) { zero_to(most) } else { most };
                (zero_to(weigh(possible)), range, zero_to(most), false)
            }
        };
    Given { points, maximum, shown_maximum, is_shown }
}

fn is_not_applicable(asked: &Asked, chosen: &[&str]) -> bool {
    let mut choices = asked.choices.iter();
    choices.any(|choice| choice.not_applicable && chosen.contains(&choice.id.as_str()))
}

fn can_be_not_applicable(asked: &Asked) -> bool {
    asked.choices.iter().any(|choice| choice.not_applicable)
}

fn option_points<'a>(
    asked: &'a Asked,
    score: &'a ScoreId,
) -> impl Iterator<Item = (&'a Choice, Number)> {
    let pairs = asked.choices.iter().zip(&asked.points);
    pairs.map(move |(choice, points)| {
        let points = points.as_ref().and_then(|points: &Points| points.of(score));
        (choice, points.unwrap_or_default())
    })
}

/// A number of points times the weight of its question.
pub fn weighed(asked: &Asked, points: Number) -> Number {
    asked.question.weight.map_or(points, |weight| points.times(weight))
}

/// The least and the most that any answer to a question gives, before its weight.
pub fn possible(asked: &Asked, score: &ScoreId) -> Span {
    let each = || option_points(asked, score);
    let any = |numbers: &mut dyn Iterator<Item = Number>| {
        numbers.map(Span::exactly).reduce(Span::or).unwrap_or(Span::ZERO)
    };
    match asked.question.kind {
        QuestionType::Checkboxes if asked.question.ticked == TickedPoints::Sum => {
            let plain = each().filter(|(choice, _)| !choice.exclusive).map(|(_, points)| points);
            let plain: Vec<Number> = plain.collect();
            let low =
                plain.iter().filter(|p| **p < Number::ZERO).fold(Number::ZERO, |a, b| a.plus(*b));
            let high =
                plain.iter().filter(|p| **p > Number::ZERO).fold(Number::ZERO, |a, b| a.plus(*b));
            let lowest = plain.iter().min().copied().unwrap_or_default();
            let low = if low < Number::ZERO { low } else { lowest };
            let sum = Span { low, high: high.max(low) };
            let mut alone = each().filter(|(choice, _)| choice.exclusive).map(|(_, points)| points);
            alone.by_ref().map(Span::exactly).fold(sum, Span::or)
        }
        QuestionType::Number | QuestionType::Percent => {
            let rows = asked.question.points_from.iter();
            let points = rows.map(|row| row.points.of(score).unwrap_or_default());
            any(&mut points.chain([Number::ZERO]))
        }
        QuestionType::Table => {
            let row = asked.question.fields.iter().fold(Span::ZERO, |sum, field| {
                let points = field.options.iter().map(|choice| points_in(choice, score));
                sum.plus(any(&mut points.into_iter()))
            });
            asked.question.rows.iter().fold(Span::ZERO, |sum, _| sum.plus(row))
        }
        _ => any(&mut each().map(|(_, points)| points)),
    }
}

fn points_in(choice: &Choice, score: &ScoreId) -> Number {
    choice.points.as_ref().and_then(|points| points.of(score)).unwrap_or_default()
}

/// What a valid answer gives, before the weight of its question.
fn points_of(asked: &Asked, answer: &Answer, score: &ScoreId) -> Span {
    let sum = |numbers: &mut dyn Iterator<Item = Number>| {
        Span::exactly(numbers.fold(Number::ZERO, Number::plus))
    };
    match asked.question.kind {
        QuestionType::Number | QuestionType::Percent => {
            let typed = parse_decimal(answer.text());
            let reached = asked.question.points_from.iter().rev();
            let mut reached = reached.filter(|row| typed.is_some_and(|typed| row.from <= typed));
            let points = reached.next().and_then(|row| row.points.of(score));
            Span::exactly(points.unwrap_or_default())
        }
        QuestionType::Table => {
            let cells = answer.rows().iter().flat_map(|row| {
                asked.question.fields.iter().filter_map(|field| {
                    let chosen = typed(row, field.id.as_str());
                    field.options.iter().find(|choice| choice.id.as_str() == chosen)
                })
            });
            sum(&mut cells.map(|choice| points_in(choice, score)))
        }
        kind => {
            let chosen = answer.chosen();
            let is_chosen = |(choice, _): &(&Choice, Number)| chosen.contains(&choice.id.as_str());
            let mut points =
                option_points(asked, score).filter(is_chosen).map(|(_, points)| points);
            if kind == QuestionType::Checkboxes && asked.question.ticked == TickedPoints::Max {
                Span::exactly(points.max().unwrap_or_default())
            } else {
                sum(&mut points.by_ref())
            }
        }
    }
}

/// The values in the rows and columns that are still possible.
fn on_grid(questionnaire: &Questionnaire, grid: &Grid, view: &View<'_>) -> Span {
    let places = |id: &QuestionId| -> Option<BTreeSet<usize>> {
        let asked = questionnaire.question(id)?;
        let choices: Vec<&Choice> = asked.choices.iter().filter(|c| !c.not_applicable).collect();
        Some(match view.chosen(id) {
            Some(chosen) => {
                let place = choices.iter().position(|c| chosen.contains(&c.id.as_str()));
                place.into_iter().collect()
            }
            None => (0..choices.len()).collect(),
        })
    };
    let (Some(rows), Some(columns)) = (places(&grid.rows), places(&grid.columns)) else {
        return Span::ZERO;
    };
    let cell = |row: &usize, column: &usize| grid.values.get(*row)?.get(*column).copied();
    let cells = rows.iter().flat_map(|row| columns.iter().filter_map(|c| cell(row, c)));
    cells.map(Span::exactly).reduce(Span::or).unwrap_or(Span::ZERO)
}

fn looked_up(of: Span, rows: &[LookupRow]) -> Span {
    let reached = |number: Number| rows.iter().filter(|row| row.from <= number).count();
    let (first, last) = (reached(of.low), reached(of.high));
    let range = rows.get(first.saturating_sub(1)..last).unwrap_or(&[]);
    let values = range.iter().map(|row| Span::exactly(row.value));
    let below = (first == 0).then_some(Span::ZERO);
    values.chain(below).reduce(Span::or).unwrap_or(Span::ZERO)
}

/// The numbers of a table's field, added up.
pub(super) fn cells(answer: &Answer, field: &str, row: Option<&str>) -> Span {
    let rows = answer.rows().iter().filter(|found| row.is_none() || row_key(found) == row);
    let numbers = rows.filter_map(|row| parse_decimal(typed(row, field)));
    Span::exactly(numbers.fold(Number::ZERO, Number::plus))
}
