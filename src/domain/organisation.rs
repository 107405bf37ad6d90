//! Organisations, whose names carry dates.
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ids::OrganisationId;
use super::text::Lang;

/// What an organisation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationType {
    /// A department of the UK government.
    Department,
    /// A local authority.
    Council,
    /// Any other public body.
    Other,
}

impl OrganisationType {
    /// The name used in forms and message keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::Department => "department",
            Self::Council => "council",
            Self::Other => "other",
        }
    }
}

/// A name, and from when it was valid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatedName {
    /// The name in English.
    pub name: String,
    /// The name in Welsh, where there is one.
    pub welsh: Option<String>,
    /// The first day on which it was valid.
    pub from: Date,
}

/// A department, council or other body. Its id never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// The id.
    pub id: OrganisationId,
    /// What it is.
    pub kind: OrganisationType,
    /// Its names, oldest first.
    pub names: Vec<DatedName>,
    /// The mailbox that statements print.
    pub contact: String,
    /// When it was added.
    pub created: Timestamp,
    /// Counts the changes.
    pub revision: u64,
}

impl Organisation {
    /// The name that was valid on a day; before the first, the first.
    pub fn name_on(&self, day: Date, lang: Lang) -> &str {
        let valid = self.names.iter().rev().find(|name| name.from <= day);
        let name = valid.or_else(|| self.names.first());
        name.map_or("", |name| match (lang, &name.welsh) {
            (Lang::Cy, Some(welsh)) => welsh,
            (Lang::En | Lang::Cy, _) => &name.name,
        })
    }
}
