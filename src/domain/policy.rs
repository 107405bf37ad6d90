//! The policy register: everything that should be tested.
use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ids::{AssessmentId, OrganisationId, PersonId, PolicyId};
use super::retention::Records;

/// How a document is marked under the Government Security Classifications.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Marking {
    /// OFFICIAL.
    #[default]
    Official,
    /// OFFICIAL-SENSITIVE: named readers only.
    OfficialSensitive,
}

impl Marking {
    /// As it is printed, in every language.
    pub fn printed(self) -> &'static str {
        match self {
            Self::Official => "OFFICIAL",
            Self::OfficialSensitive => "OFFICIAL-SENSITIVE",
        }
    }

    /// The name used in forms and message keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::OfficialSensitive => "official_sensitive",
        }
    }
}

/// What an officer states about a policy, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyFacts {
    /// What it is called.
    pub title: String,
    /// What it does, in a few sentences.
    pub summary: String,
    /// The post that owns it.
    pub owner_post: String,
    /// Who will decide: a post or a committee.
    pub decider: String,
    /// The day of the decision as year-month-day; empty when not known.
    pub decision_date: String,
    /// How it is marked.
    pub marking: Marking,
}

/// One policy in the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// The id.
    pub id: PolicyId,
    /// The reference that people quote, such as `LT-2026-0007`.
    pub reference: String,
    /// The organisation whose policy it is.
    pub organisation: OrganisationId,
    /// What was stated about it.
    pub facts: PolicyFacts,
    /// Who registered it.
    pub created_by: PersonId,
    /// When it was registered.
    pub created: Timestamp,
    /// The assessments of it, oldest first.
    pub assessments: Vec<AssessmentId>,
    /// How far the newest assessment is: `not_screened` while there is none.
    pub progress: String,
    /// Who may read it beside its creator when it is OFFICIAL-SENSITIVE.
    #[serde(default)]
    pub readers: BTreeSet<PersonId>,
    /// The organisations whose policy it was, and the last day of each.
    #[serde(default)]
    pub formerly: Vec<(OrganisationId, Date)>,
    /// How long it is kept.
    #[serde(default)]
    pub records: Records,
    /// Counts the changes.
    pub revision: u64,
}
