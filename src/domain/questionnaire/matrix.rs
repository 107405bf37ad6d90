//! The risk matrix of a questionnaire: factors, tables, floors, bands.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

use crate::domain::ids::{FactorId, FlagId, OptionId, QuestionId, RuleId};
use crate::domain::text::Text;

/// How rows of group × pathway × option are rated, and what the ratings add up to.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Matrix {
    pub factors: Vec<Factor>,
    pub tables: Vec<Table>,
    #[serde(default)]
    pub floors: Vec<Floor>,
    pub evidence: EvidenceRule,
    pub reason_from: i64,
    pub bands: Vec<Band>,
    pub group: GroupRule,
    pub escalate: Escalation,
    pub residual: ResidualRule,
}

/// One thing that is judged about a row, in ordered words. The first factor is the direction.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Factor {
    pub id: FactorId,
    pub label: Text,
    pub hint: Option<Text>,
    #[serde(default)]
    pub mitigable: bool,
    pub show_if_flag: Option<FlagId>,
    pub options: Vec<FactorOption>,
}

/// One of the words of a factor.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FactorOption {
    pub id: OptionId,
    pub label: Text,
    pub hint: Option<Text>,
    #[serde(default)]
    pub value: i64,
    #[serde(default)]
    pub gap: bool,
    #[serde(default)]
    pub read_as: BTreeMap<FactorId, ReadAs>,
}

/// What a "don't know" counts as.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum ReadAs {
    /// This option.
    Exactly(OptionId),
    /// This option, unless a higher one was chosen.
    AtLeast {
        /// The lowest option.
        at_least: OptionId,
    },
}

/// A lookup table of two factors.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Table {
    pub id: RuleId,
    pub label: Option<Text>,
    pub rows: FactorId,
    pub columns: FactorId,
    pub values: Vec<Vec<i64>>,
    #[serde(default)]
    pub uplift: i64,
    pub max: Option<i64>,
    pub at_least: Option<PeopleFloor>,
}

/// A table value cannot be lower than this when very many people are affected.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PeopleFloor {
    pub value: i64,
    pub people: i64,
    pub table_question: QuestionId,
}

/// The points of a harm cannot be lower than this in the stated case.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Floor {
    pub id: RuleId,
    pub when: BTreeMap<FactorId, BTreeSet<OptionId>>,
    pub at_least: i64,
    pub because: Text,
}

/// How weak evidence lowers a benefit. It never lowers a harm.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EvidenceRule {
    pub factor: Option<FactorId>,
    #[serde(default)]
    pub halve: BTreeSet<OptionId>,
    #[serde(default)]
    pub zero: BTreeSet<OptionId>,
}

/// A range of points with its words. It reaches to the next band's `from`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Band {
    pub band: i64,
    pub from: i64,
    pub name: Text,
    pub harm: Text,
    pub benefit: Text,
}

/// How the rows of a group come together: the worst, and something for each further strong one.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GroupRule {
    pub cap: i64,
    pub add: i64,
    pub for_each_further_from: i64,
}

/// Several badly affected groups of different families raise the level.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Escalation {
    pub level: i64,
    pub groups: usize,
    pub families: usize,
    pub band: i64,
    pub because: Text,
}

/// How far mitigation can lower a rating.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResidualRule {
    pub max_steps: i64,
    pub unevidenced_bands: i64,
}

impl Matrix {
    /// Nothing is rated: no factor, no band, level 0.
    pub(super) fn none() -> Self {
        Self {
            factors: Vec::new(),
            tables: Vec::new(),
            floors: Vec::new(),
            evidence: EvidenceRule::default(),
            reason_from: i64::MAX,
            bands: Vec::new(),
            group: GroupRule { cap: 0, add: 0, for_each_further_from: i64::MAX },
            escalate: Escalation {
                level: 0,
                groups: usize::MAX,
                families: usize::MAX,
                band: i64::MAX,
                because: Text::Same(String::new()),
            },
            residual: ResidualRule { max_steps: 0, unevidenced_bands: 0 },
        }
    }

    /// The factor with this id.
    pub fn factor(&self, id: &FactorId) -> Option<&Factor> {
        self.factors.iter().find(|factor| factor.id == *id)
    }

    /// The factor that gives a row its sign.
    pub fn direction(&self) -> Option<&Factor> {
        self.factors.first()
    }

    /// The band of these points (their sign does not matter).
    pub fn band(&self, points: i64) -> Option<&Band> {
        let points = points.abs();
        let reached = self.bands.iter().filter(|band| band.from <= points);
        reached.max_by_key(|band| band.from)
    }

    /// The number of the band of these points; 0 when there is none.
    pub fn band_number(&self, points: i64) -> i64 {
        self.band(points).map_or(0, |band| band.band)
    }

    /// The lowest points of a band.
    pub fn band_from(&self, number: i64) -> i64 {
        let band = self.bands.iter().find(|band| band.band == number);
        band.map_or(0, |band| band.from)
    }
}

impl Factor {
    /// The option with this id.
    pub fn option(&self, id: &OptionId) -> Option<&FactorOption> {
        self.options.iter().find(|option| option.id == *id)
    }
}
