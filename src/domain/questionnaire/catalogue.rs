//! What questionnaires refer to: groups of people, pathways, figures and mitigations.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain::ids::{FamilyId, GroupId, MitigationId, PathwayId, RuleId};
use crate::domain::text::Text;

/// A family of groups.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Family {
    pub id: FamilyId,
    pub label: Text,
}

/// A group of people, and how lonely it is known to be.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pathway {
    pub id: PathwayId,
    pub label: Text,
    pub about: Text,
    pub harm: Text,
    pub benefit: Text,
}

/// A published figure.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CatalogueMitigation {
    pub id: MitigationId,
    pub label: Text,
    pub about: Text,
    #[serde(default)]
    pub pathways: Vec<PathwayId>,
}
