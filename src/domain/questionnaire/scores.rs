//! Named totals, calculated scores and decision tables, as the file states them.
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain::ids::{DecisionId, QuestionId, RuleId, ScoreId, SectionId};
use crate::domain::number::Number;
use crate::domain::text::Text;

use super::rules::All;

/// A number that the questionnaire works out. Exactly one of `sum`, `calculate`, `grid` and
/// `lookup` says how.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScoreDefinition {
    /// Its name in expressions.
    pub id: ScoreId,
    /// What people call it.
    pub label: Text,
    /// What it says, in a sentence.
    pub about: Option<Text>,
    /// The questions whose points are added up.
    pub sum: Option<Selection>,
    /// Over which questions the maximum of a sum goes; or the maximum as a number.
    pub maximum: Option<MaximumRule>,
    /// An expression over other scores and answers.
    pub calculate: Option<String>,
    /// Takes its value from a table of two questions.
    pub grid: Option<Grid>,
    /// Takes its value from a list of limits.
    pub lookup: Option<Lookup>,
    /// Rounded to this many decimals, half away from zero; not rounded when absent.
    pub round: Option<u32>,
    /// Words for ranges of the score, lowest first.
    #[serde(default)]
    pub bands: Vec<ScoreBand>,
    /// Whether bands are of the score itself or of its share of the maximum in percent.
    #[serde(default)]
    pub bands_on: BandsOn,
}

/// Questions by their sections and names, or all of them.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Selection {
    /// Every question with points.
    All(All),
    /// Those of these sections, and these.
    Some(Selected),
}

/// The questions of some sections, and others by name.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Selected {
    /// All questions of these sections.
    #[serde(default)]
    pub sections: Vec<SectionId>,
    /// These questions.
    #[serde(default)]
    pub questions: Vec<QuestionId>,
}

/// What the maximum of a score is.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum MaximumRule {
    /// Over these questions.
    Over(MaximumOver),
    /// This number.
    Number(Number),
    /// An expression, such as `maximum(impact)`.
    Calculate(String),
}

/// The questions that the maximum of a sum goes over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MaximumOver {
    /// Every scored question.
    All,
    /// Those that are shown.
    Shown,
}

/// What the bands of a score are compared with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BandsOn {
    /// The score.
    #[default]
    Value,
    /// The score in percent of its maximum.
    Share,
}

/// A table of two questions with one answer each: a risk matrix of any shape.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Grid {
    /// The question whose options are the rows, in their order.
    pub rows: QuestionId,
    /// The question whose options are the columns, in their order.
    pub columns: QuestionId,
    /// One list for each row. Options that are not applicable have no row and no column.
    pub values: Vec<Vec<Number>>,
}

/// A list of limits, each with the value that holds from there on.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lookup {
    /// What is looked up: an expression.
    pub of: String,
    /// The limits, lowest first.
    pub rows: Vec<LookupRow>,
}

/// The value from a limit on.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LookupRow {
    /// From this number on, inclusive.
    pub from: Number,
    /// The value.
    pub value: Number,
}

/// A range of a score with its words. It reaches to the next band, or to `to` or `below`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScoreBand {
    /// Its name in expressions.
    pub id: RuleId,
    /// What people call it.
    pub label: Text,
    /// What it means.
    pub text: Option<Text>,
    /// What it asks for.
    #[serde(default)]
    pub requirements: Vec<Text>,
    /// From this number on, inclusive.
    pub from: Option<Number>,
    /// From above this number.
    pub above: Option<Number>,
    /// Up to this number, inclusive. Checked against the next band.
    pub to: Option<Number>,
    /// Up to below this number. Checked against the next band.
    pub below: Option<Number>,
    /// The level of the assessment in this band, when `level_from` names the score.
    pub level: Option<i64>,
}

impl ScoreBand {
    /// Whether the band starts at or below this number.
    pub fn reaches_down_to(&self, number: Number) -> bool {
        match (self.from, self.above) {
            (Some(from), _) => from <= number,
            (None, Some(above)) => above < number,
            (None, None) => true,
        }
    }
}

impl ScoreDefinition {
    /// The last band that starts at or below this number.
    pub fn band(&self, number: Number) -> Option<&ScoreBand> {
        self.bands.iter().rev().find(|band| band.reaches_down_to(number))
    }
}

/// An ordered table of conditions. The first row that holds decides.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionDefinition {
    /// Its name in expressions.
    pub id: DecisionId,
    /// What people call it.
    pub label: Text,
    /// The rows, in order.
    pub rows: Vec<DecisionRow>,
    /// What it can come to.
    pub outcomes: Vec<DecisionOutcome>,
}

/// One row of a decision table.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionRow {
    /// The name of the row.
    pub id: RuleId,
    /// When it holds; `true` for every other case.
    pub when: String,
    /// What it decides.
    pub outcome: RuleId,
    /// Why, for the reader.
    pub message: Option<Text>,
}

/// What a decision table can come to.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionOutcome {
    /// Its name in expressions.
    pub id: RuleId,
    /// What people call it.
    pub label: Text,
    /// What it means.
    pub text: Option<Text>,
    /// What it asks for.
    #[serde(default)]
    pub requirements: Vec<Text>,
    /// The level of the assessment, when `level_from` names the table.
    pub level: Option<i64>,
}

/// Points of an option: the same for every total that selects the question, or for each total
/// by its name.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Points {
    /// For every total.
    Same(Number),
    /// For these totals.
    Each(BTreeMap<ScoreId, Number>),
}

impl Points {
    /// The points that count in this total.
    pub fn of(&self, score: &ScoreId) -> Option<Number> {
        match self {
            Self::Same(points) => Some(*points),
            Self::Each(points) => points.get(score).copied(),
        }
    }
}

/// How the points of several ticked options come together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TickedPoints {
    /// They are added up.
    #[default]
    Sum,
    /// The highest counts.
    Max,
}
