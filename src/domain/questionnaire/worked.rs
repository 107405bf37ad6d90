//! Worked examples in a questionnaire file: answers, and what they must come to.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

use crate::domain::ids::{
    DecisionId, FactorId, GroupId, MitigationId, OptionId, PathwayId, QuestionId, RuleId, ScoreId,
};
use crate::domain::number::Number;

/// One example. The checker and the tests run it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WorkedExample {
    pub name: String,
    pub row: Option<WorkedRow>,
    #[serde(default)]
    pub record: BTreeMap<String, String>,
    pub answers: Option<BTreeMap<String, serde_json::Value>>,
    #[serde(default)]
    pub ratings: Vec<WorkedRow>,
    #[serde(default)]
    pub mitigations: Vec<WorkedMitigation>,
    pub expect: Expectation,
}

/// A rated row. The factors stand beside the group and the pathway.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct WorkedRow {
    pub group: GroupId,
    pub pathway: Option<PathwayId>,
    pub people: Option<i64>,
    // Beside the other keys, which the schema cannot say.
    #[serde(flatten)]
    #[schemars(skip)]
    pub factors: BTreeMap<FactorId, OptionId>,
}

/// A planned mitigation.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WorkedMitigation {
    pub catalogue: Option<MitigationId>,
    #[serde(default)]
    pub owner: String,
    #[serde(default)]
    pub date: String,
    #[serde(default)]
    pub funded: String,
    #[serde(default)]
    pub evidenced: String,
    #[serde(default)]
    pub changes: Vec<WorkedRow>,
}

/// What an example must come to. Only what is written is compared.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Expectation {
    pub points: Option<i64>,
    pub band: Option<i64>,
    pub gap: Option<bool>,
    pub outcome: Option<RuleId>,
    pub rule: Option<RuleId>,
    pub level: Option<i64>,
    pub residual_level: Option<i64>,
    #[serde(default)]
    pub harm: BTreeMap<GroupId, i64>,
    #[serde(default)]
    pub benefit: BTreeMap<GroupId, i64>,
    pub benefit_band: Option<i64>,
    pub quality: Option<i64>,
    #[serde(default)]
    pub gates_open: Option<Vec<RuleId>>,
    #[serde(default)]
    pub scores: BTreeMap<ScoreId, Number>,
    #[serde(default)]
    pub maxima: BTreeMap<ScoreId, Number>,
    #[serde(default)]
    pub bands: BTreeMap<ScoreId, RuleId>,
    #[serde(default)]
    pub decisions: BTreeMap<DecisionId, RuleId>,
    pub visible: Option<BTreeSet<QuestionId>>,
    #[serde(default)]
    pub hidden: BTreeSet<QuestionId>,
}
