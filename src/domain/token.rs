//! Personal tokens, with which programs act for a person.
use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ids::{PersonId, TokenId};

/// What a token lets a program do. It never does more than its person may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenScope {
    /// Read what the person may read.
    Read,
    /// Import policies and commitments.
    Import,
    /// Report on commitments, and change what they state.
    Report,
}

impl TokenScope {
    /// Every scope, in the order in which pages list them.
    pub const ALL: &[Self] = &[Self::Read, Self::Import, Self::Report];

    /// The name used in forms and message keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Import => "import",
            Self::Report => "report",
        }
    }

    /// The scope with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|scope| scope.name() == name)
    }
}

/// A token. The secret itself is not kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// The id, which is the first part of the token.
    pub id: TokenId,
    /// SHA-256 of the secret, in hexadecimal.
    pub secret: String,
    /// Whose it is.
    pub person: PersonId,
    /// What it is for.
    pub name: String,
    /// What it lets a program do.
    pub scopes: BTreeSet<TokenScope>,
    /// When it was made.
    pub created: Timestamp,
    /// The last day on which it works.
    pub until: Date,
    /// Whether it was taken back.
    pub revoked: bool,
    /// Counts the changes.
    pub revision: u64,
}

/// What happened to a token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum TokenChange {
    /// It was made.
    Made {
        /// The last day on which it works.
        until: Date,
        /// What it lets a program do.
        scopes: BTreeSet<TokenScope>,
    },
    /// It was taken back.
    Revoked,
}

/// The longest that a token works, in days.
pub const MAX_TOKEN_DAYS: i64 = 366;

impl Token {
    /// The token, taken back.
    #[must_use]
    pub fn revoke(self) -> Self {
        Self { revoked: true, revision: self.revision + 1, ..self }
    }

    /// Whether it works on a day.
    pub fn works_on(&self, day: Date) -> bool {
        !self.revoked && day <= self.until
    }
}
