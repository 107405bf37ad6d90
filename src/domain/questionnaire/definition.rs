//! A questionnaire as its file states it. Every key is described in `questionnaires/README.md`.
//!
//! To have a [`Definition`] is to have read a file; to have a
//! [`Questionnaire`](super::Questionnaire) is to have checked it.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::catalogue::{CatalogueMitigation, Evidence, Family, Group, Pathway};
use super::matrix::Matrix;
use super::rules::{Gate, LevelRule, Quality, ScreeningDefinition};
use super::scores::{DecisionDefinition, Points, ScoreDefinition, TickedPoints};
use super::worked::WorkedExample;
use crate::domain::ids::{
    FieldId, FlagId, MitigationId, OptionId, PathwayId, QuestionId, QuestionnaireId, RuleId,
    ScoreId, SectionId,
};
use crate::domain::number::Number;
use crate::domain::text::{Lang, Text};

/// A whole file.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    pub id: QuestionnaireId,
    pub version: String,
    pub languages: Vec<Lang>,
    pub title: Text,
    pub summary: Text,
    pub scoring: Option<String>,
    #[serde(default)]
    pub option_sets: BTreeMap<RuleId, Vec<Choice>>,
    pub sections: Vec<SectionDefinition>,
    #[serde(default)]
    pub families: Vec<Family>,
    #[serde(default)]
    pub groups: Vec<Group>,
    #[serde(default)]
    pub pathways: Vec<Pathway>,
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    #[serde(default)]
    pub mitigations: Vec<CatalogueMitigation>,
    #[serde(default)]
    pub scores: Vec<ScoreDefinition>,
    #[serde(default)]
    pub decisions: Vec<DecisionDefinition>,
    /// The question whose answer is the day of the review.
    pub review_date: Option<QuestionId>,
    pub level_from: Option<LevelSource>,
    pub screening: Option<ScreeningDefinition>,
    pub matrix: Option<Matrix>,
    #[serde(default)]
    pub quality: Quality,
    #[serde(default)]
    pub levels: Vec<LevelRule>,
    #[serde(default)]
    pub gates: Vec<Gate>,
    #[serde(default)]
    pub tests: Vec<WorkedExample>,
}

/// A part of the questionnaire with a line of its own in the task list.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SectionDefinition {
    pub id: SectionId,
    pub title: Text,
    pub intro: Option<Text>,
    pub show_if: Option<String>,
    pub questions: Vec<Question>,
}

/// What the level of an assessment follows when the questionnaire has no matrix of ratings.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LevelSource {
    /// The `level` of the band of this score.
    Score(ScoreId),
    /// The `level` of the outcome of this decision table.
    Decision(crate::domain::ids::DecisionId),
}

/// What kind of answer a question takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuestionType {
    /// One of the options.
    Radio,
    /// One of the options, from a list that opens.
    Select,
    /// Yes or no; the options need not be written.
    YesNo,
    /// Yes, no or don't know; the options need not be written.
    YesNoDontKnow,
    /// Any of the options.
    Checkboxes,
    /// One line.
    Text,
    /// Several lines.
    Textarea,
    /// A number.
    Number,
    /// A number of 0 to 100.
    Percent,
    /// A day.
    Date,
    /// Rows of fields.
    Table,
    /// Several fields, answered once.
    Fieldset,
    /// Lines, of which more can be added.
    List,
    /// Areas by their codes.
    Areas,
    /// Text to read; nothing is asked.
    Note,
    /// Groups of people.
    Groups,
    /// The options of the policy.
    Options,
    /// The plan of mitigations.
    Mitigations,
}

impl QuestionType {
    /// Whether one of the options is chosen.
    pub fn is_single(self) -> bool {
        matches!(self, Self::Radio | Self::Select)
    }

    /// Whether it is not answered on a page of its own.
    pub fn has_no_page(self) -> bool {
        matches!(self, Self::Mitigations | Self::Note)
    }

    /// Whether a number is typed.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Number | Self::Percent)
    }
}

/// One question.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub id: QuestionId,
    #[serde(rename = "type")]
    pub kind: QuestionType,
    pub text: Text,
    pub short: Option<Text>,
    pub why: Option<Text>,
    pub hint: Option<Text>,
    pub guidance: Option<Text>,
    #[serde(default)]
    pub evidence: Vec<RuleId>,
    #[serde(default)]
    pub show_group_rates: bool,
    #[serde(default)]
    pub optional: bool,
    pub max_words: Option<u32>,
    pub min: Option<Number>,
    pub max: Option<Number>,
    #[serde(default)]
    pub decimals: u32,
    pub unit: Option<Text>,
    pub show_if: Option<String>,
    #[serde(default)]
    pub options: Vec<Choice>,
    pub options_from: Option<RuleId>,
    pub pathway: Option<PathwayId>,
    #[serde(default)]
    pub fields: Vec<Field>,
    pub rows_from: Option<RowsFrom>,
    #[serde(default)]
    pub rows: Vec<FixedRow>,
    /// Draws a field of the rows as bars in the statement.
    pub chart: Option<RowsChart>,
    #[serde(default)]
    pub points: BTreeMap<String, Points>,
    #[serde(default)]
    pub points_from: Vec<PointsFrom>,
    #[serde(default)]
    pub ticked: TickedPoints,
    pub weight: Option<Number>,
    #[serde(default)]
    pub unscored: bool,
    #[serde(default)]
    pub mitigations: Vec<MitigationId>,
    #[serde(default)]
    pub leads_to: Vec<SectionId>,
}

impl Question {
    /// The row label in check answers and in the statement.
    pub fn short(&self) -> &Text {
        self.short.as_ref().unwrap_or(&self.text)
    }
}

/// One option of a question, and what choosing it does.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "they are independent keys of the file")]
pub struct Choice {
    pub id: OptionId,
    pub label: Text,
    pub hint: Option<Text>,
    #[serde(default)]
    pub exclusive: bool,
    pub trigger: Option<Trigger>,
    #[serde(default)]
    pub counts: i64,
    #[serde(default)]
    pub gap: bool,
    #[serde(default)]
    pub dont_know: bool,
    pub quality: Option<i64>,
    pub points: Option<Points>,
    #[serde(default)]
    pub not_applicable: bool,
    pub flag: Option<FlagId>,
    pub gate: Option<RuleId>,
    pub rate: Option<Rate>,
    pub link: Option<FlagId>,
}

impl Choice {
    /// An option that does nothing.
    pub(super) fn new(id: OptionId, label: Text) -> Self {
        Self {
            id,
            label,
            hint: None,
            exclusive: false,
            trigger: None,
            counts: 0,
            gap: false,
            dont_know: false,
            quality: None,
            points: None,
            not_applicable: false,
            flag: None,
            gate: None,
            rate: None,
            link: None,
        }
    }
}

/// How strongly a screening answer asks for an assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    Hard,
    Soft,
}

/// What the rating page of a pathway is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rate {
    Harm,
    Benefit,
    Both,
    Precaution,
}

/// One column of a table.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Field {
    pub id: FieldId,
    pub label: Text,
    pub hint: Option<Text>,
    #[serde(rename = "type", default)]
    pub kind: FieldType,
    #[serde(default)]
    pub optional: bool,
    pub width: Option<u8>,
    pub min: Option<Number>,
    pub max: Option<Number>,
    #[serde(default)]
    pub decimals: u32,
    pub unit: Option<Text>,
    #[serde(default)]
    pub options: Vec<Choice>,
}

impl Field {
    /// Whether a number of it is a whole number of 0 or more, without further limits.
    pub fn is_plain_count(&self) -> bool {
        self.min.is_none() && self.max.is_none() && self.decimals == 0
    }

    /// A field of one line.
    pub(super) fn new(id: FieldId, label: Text) -> Self {
        Self {
            id,
            label,
            hint: None,
            kind: FieldType::Text,
            optional: false,
            width: None,
            min: None,
            max: None,
            decimals: 0,
            unit: None,
            options: Vec::new(),
        }
    }
}

/// A row that a table always has.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FixedRow {
    pub id: OptionId,
    pub label: Text,
}

/// Bars for the rows of a table, on the scale from the `min` to the `max` of a field.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RowsChart {
    /// The field that is drawn.
    pub field: FieldId,
    /// How to read it. Printed under the bars, before the figures of others.
    pub note: Text,
    /// Figures of others, printed with their sources.
    #[serde(default)]
    pub beside: Vec<RuleId>,
}

/// The points of a typed number from a limit on.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PointsFrom {
    pub from: Number,
    pub points: Points,
}

/// What a field of a table takes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    #[default]
    Text,
    Number,
    Date,
    YesNo,
    /// One of the field's options.
    Choice,
    /// A code of the Office for National Statistics, such as `E09000001`.
    AreaCode,
}

/// Where the rows of a table come from, when the officer does not add them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RowsFrom {
    /// One row for each chosen group.
    Groups,
    /// One row for each gap found, and rows of the officer's own.
    Gaps,
}
