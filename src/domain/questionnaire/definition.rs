//! A questionnaire as its file states it. Every key is described in `questionnaires/README.md`.
//!
//! To have a [`Definition`] is to have read a file; to have a
//! [`Questionnaire`](super::Questionnaire) is to have checked it.
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::matrix::Matrix;
use super::rules::{Gate, LevelRule, Quality, ScreeningDefinition};
use super::worked::WorkedExample;
use crate::domain::ids::{
    FamilyId, FieldId, FlagId, GroupId, MitigationId, OptionId, PathwayId, QuestionId,
    QuestionnaireId, RuleId, SectionId,
};
use crate::domain::text::{Lang, Text};

/// A whole file.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    pub id: QuestionnaireId,
    pub version: String,
    pub languages: Vec<Lang>,
    pub title: Text,
    pub summary: Text,
    pub scoring: String,
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
    pub screening: ScreeningDefinition,
    pub matrix: Matrix,
    pub quality: Quality,
    pub levels: Vec<LevelRule>,
    pub gates: Vec<Gate>,
    #[serde(default)]
    pub tests: Vec<WorkedExample>,
}

/// A part of the questionnaire with a line of its own in the task list.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionDefinition {
    pub id: SectionId,
    pub title: Text,
    pub intro: Option<Text>,
    pub questions: Vec<Question>,
}

/// What kind of answer a question takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionType {
    /// One of the options.
    Radio,
    /// Any of the options.
    Checkboxes,
    /// One line.
    Text,
    /// Several lines.
    Textarea,
    /// A day.
    Date,
    /// Rows of fields.
    Table,
    /// Groups of people.
    Groups,
    /// The options of the policy.
    Options,
    /// The plan of mitigations.
    Mitigations,
}

/// One question.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub id: QuestionId,
    #[serde(rename = "type")]
    pub kind: QuestionType,
    pub text: Text,
    pub short: Text,
    pub why: Text,
    pub hint: Option<Text>,
    pub guidance: Option<Text>,
    #[serde(default)]
    pub evidence: Vec<RuleId>,
    #[serde(default)]
    pub show_group_rates: bool,
    #[serde(default)]
    pub optional: bool,
    pub max_words: Option<u32>,
    pub show_if: Option<String>,
    #[serde(default)]
    pub options: Vec<Choice>,
    pub options_from: Option<RuleId>,
    pub pathway: Option<PathwayId>,
    #[serde(default)]
    pub fields: Vec<Field>,
    pub rows_from: Option<RowsFrom>,
    #[serde(default)]
    pub mitigations: Vec<MitigationId>,
    #[serde(default)]
    pub leads_to: Vec<SectionId>,
}

/// One option of a question, and what choosing it does.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
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
    pub flag: Option<FlagId>,
    pub gate: Option<RuleId>,
    pub rate: Option<Rate>,
    pub link: Option<FlagId>,
}

/// How strongly a screening answer asks for an assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    Hard,
    Soft,
}

/// What the rating page of a pathway is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rate {
    Harm,
    Benefit,
    Both,
    Precaution,
}

/// One column of a table.
#[derive(Debug, Clone, Serialize, Deserialize)]
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
}

/// What a field of a table takes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    #[default]
    Text,
    Number,
    Date,
    YesNo,
}

/// Where the rows of a table come from, when the officer does not add them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowsFrom {
    /// One row for each chosen group.
    Groups,
    /// One row for each gap found, and rows of the officer's own.
    Gaps,
}

/// A family of groups.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Family {
    pub id: FamilyId,
    pub label: Text,
}

/// A group of people, and how lonely it is known to be.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    pub id: GroupId,
    pub label: Text,
    pub family: FamilyId,
    pub uplift: bool,
    pub basis: Basis,
    pub figure: Option<Text>,
    pub survey: Option<Text>,
    pub year: Option<Text>,
    pub note: Option<Text>,
}

/// Why a group has the risk uplift, or has not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// A published ratio of 1.5 or more.
    Ratio,
    /// A strong direction without a number.
    Precaution,
    /// No uplift.
    None,
}

/// A way in which a policy changes people's connections.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pathway {
    pub id: PathwayId,
    pub label: Text,
    pub about: Text,
    pub harm: Text,
    pub benefit: Text,
}

/// A published figure.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    pub id: RuleId,
    pub label: Text,
    pub figure: Text,
    pub source: Text,
    pub year: Option<Text>,
    pub note: Option<Text>,
}

/// A mitigation that the questionnaire suggests.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CatalogueMitigation {
    pub id: MitigationId,
    pub label: Text,
    pub about: Text,
    #[serde(default)]
    pub pathways: Vec<PathwayId>,
}
