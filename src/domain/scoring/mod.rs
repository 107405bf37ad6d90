//! How a level is made: rows, groups, options, and what mitigation leaves.
//!
//! The method is in `questionnaires/README.md`; the tables and thresholds are in each
//! questionnaire file. Whole numbers only.
mod residual;
mod row;
mod totals;

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::ids::{FactorId, GroupId, InvalidId, MitigationId, OptionId, PathwayId, PolicyOptionId};
use super::writing::parse_day;

pub use residual::after_mitigation;
pub use row::{RowFacts, RowWorking, Step, effective, rate, worst_case};
pub use totals::{GroupTotal, OptionTotal, Rated, total};

/// The row of the matrix that is rated: a group, on a pathway, under an option of the policy.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RatingKey {
    /// The option of the policy.
    pub option: PolicyOptionId,
    /// The pathway.
    pub pathway: PathwayId,
    /// The group.
    pub group: GroupId,
}

impl fmt::Display for RatingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.option, self.pathway, self.group)
    }
}

impl FromStr for RatingKey {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let mut parts = text.splitn(3, '.');
        let mut next = || parts.next().unwrap_or("");
        Ok(Self { option: next().parse()?, pathway: next().parse()?, group: next().parse()? })
    }
}

impl TryFrom<String> for RatingKey {
    type Error = InvalidId;

    fn try_from(text: String) -> Result<Self, InvalidId> {
        text.parse()
    }
}

impl From<RatingKey> for String {
    fn from(key: RatingKey) -> Self {
        key.to_string()
    }
}

/// The chosen option of each factor.
pub type Factors = BTreeMap<FactorId, OptionId>;

/// How an officer rated a row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// What was chosen so far.
    pub factors: Factors,
    /// Why, in a line. Strong ratings need one.
    #[serde(default)]
    pub reason: String,
}

/// A mitigation in the plan of an assessment, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// The mitigation of the catalogue that it started from.
    pub catalogue: Option<MitigationId>,
    /// What will be done.
    pub action: String,
    /// The post that owns it.
    pub owner: String,
    /// When it will be in place, as year-month-day.
    pub date: String,
    /// `yes`, `no` or empty.
    pub funded: String,
    /// `yes` when there is evidence that it works.
    pub evidenced: String,
    /// The ratings that it changes, and what each factor becomes.
    #[serde(default)]
    pub changes: BTreeMap<RatingKey, Factors>,
}

impl Planned {
    /// Only what is owned, dated and funded counts; the rest is listed as possible.
    pub fn counts(&self) -> bool {
        let owned = !self.owner.trim().is_empty();
        owned && parse_day(&self.date).is_some() && self.funded == "yes"
    }

    /// Whether there is evidence that it works.
    pub fn is_evidenced(&self) -> bool {
        self.evidenced == "yes"
    }
}
