//! The rules around the ratings: screening, quality, levels and gates.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain::ids::{FlagId, QuestionId, RuleId, SectionId};
use crate::domain::text::Text;

/// How the screening answers decide what is asked next.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScreeningDefinition {
    pub section: SectionId,
    #[serde(default)]
    pub count_triggers: Vec<CountTrigger>,
    pub rules: Vec<ScreeningRule>,
    pub outcomes: Vec<OutcomeDefinition>,
    #[serde(default)]
    pub escalate: Vec<FlagEscalation>,
}

/// A question whose chosen options are counted.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CountTrigger {
    pub question: QuestionId,
    pub soft_from: i64,
    pub hard_from: i64,
}

/// One row of the screening table. The first row that holds decides.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScreeningRule {
    pub id: RuleId,
    pub when: String,
    pub outcome: RuleId,
    pub because: Text,
}

/// A flag that asks for a deeper assessment than the screening did.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FlagEscalation {
    pub flag: FlagId,
    pub outcome: RuleId,
    pub because: Text,
}

/// What screening can find, and which questions follow from it. An outcome without sections
/// and questions needs no assessment, only a signed declaration.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutcomeDefinition {
    pub id: RuleId,
    pub label: Text,
    pub text: Text,
    pub statement: Text,
    #[serde(default)]
    pub sections: Sections,
    #[serde(default)]
    pub relevant: bool,
    #[serde(default)]
    pub questions: Vec<QuestionId>,
}

impl OutcomeDefinition {
    /// Whether anything is asked after screening.
    pub fn needs_assessment(&self) -> bool {
        match &self.sections {
            Sections::All(_) => true,
            Sections::Some(sections) => !sections.is_empty() || !self.questions.is_empty(),
        }
    }
}

/// The sections that an outcome asks.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Sections {
    /// Every section.
    All(All),
    /// These sections.
    Some(Vec<SectionId>),
}

/// The word `all`.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum All {
    /// Every one.
    All,
}

impl Default for Sections {
    fn default() -> Self {
        Self::Some(Vec::new())
    }
}

/// The words for the quality of the evidence, a share of 0 to 100.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quality {
    pub bands: Vec<QualityBand>,
}

/// A word for a quality of at least `from` percent.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QualityBand {
    pub from: i64,
    pub word: Text,
}

impl Quality {
    /// The word for a share of 0 to 100.
    pub fn word(&self, percent: i64) -> Option<&Text> {
        let reached = self.bands.iter().filter(|band| band.from <= percent);
        reached.max_by_key(|band| band.from).map(|band| &band.word)
    }
}

/// What a level asks for.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LevelRule {
    pub level: i64,
    pub name: Text,
    pub title: Text,
    pub meaning: Text,
    pub signer: Text,
    pub review_months: i64,
    #[serde(default)]
    pub duties: Vec<Text>,
    /// What the signer has to state before signing, such as who was told and when.
    #[serde(default)]
    pub told: Option<Text>,
}

/// Something that must be so before sign-off, or be explained.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    pub id: RuleId,
    pub levels: Vec<i64>,
    pub text: Text,
    pub met_if: String,
    pub help: Text,
}
