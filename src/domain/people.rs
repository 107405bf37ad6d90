//! People who can sign in, and what they may be.
use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::ids::{OrganisationId, PersonId};

/// What a person may be in an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Writes assessments.
    Officer,
    /// Helps to write assessments.
    Contributor,
    /// Checks quality and asks for changes.
    Reviewer,
    /// Decides: reads a version and signs it.
    Signer,
    /// Updates the commitments of the organisation.
    CommitmentLead,
    /// Looks after the people of the organisation.
    OrganisationAdministrator,
    /// Sees the whole across government.
    CentralTeam,
    /// Reads everything, changes nothing.
    Auditor,
    /// Runs the service: organisations, people, questionnaires.
    Administrator,
}

impl Role {
    /// Every role, in the order in which pages list them.
    pub const ALL: &[Role] = &[
        Self::Officer,
        Self::Contributor,
        Self::Reviewer,
        Self::Signer,
        Self::CommitmentLead,
        Self::OrganisationAdministrator,
        Self::CentralTeam,
        Self::Auditor,
        Self::Administrator,
    ];

    /// The name used in forms and message keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::Officer => "officer",
            Self::Contributor => "contributor",
            Self::Reviewer => "reviewer",
            Self::Signer => "signer",
            Self::CommitmentLead => "commitment_lead",
            Self::OrganisationAdministrator => "organisation_administrator",
            Self::CentralTeam => "central_team",
            Self::Auditor => "auditor",
            Self::Administrator => "administrator",
        }
    }

    /// The role with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.name() == name)
    }
}

/// A person who can sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The id, which never changes.
    pub id: PersonId,
    /// Their name. Seen by colleagues only, never published.
    pub name: String,
    /// The address they sign in with, in lower case.
    pub email: String,
    /// Their post, which is what documents name.
    pub post: String,
    /// Their organisation.
    pub organisation: OrganisationId,
    /// What they may be.
    pub roles: BTreeSet<Role>,
    /// The argon2id hash of the password; none until the invitation is taken up.
    pub password: Option<String>,
    /// A leaver: may not sign in; the work stays.
    pub disabled: bool,
    /// When they were added.
    pub created: Timestamp,
    /// Counts the changes.
    pub revision: u64,
}

/// A way in for a person without a password, used once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// SHA-256 of the secret in the link.
    pub token: String,
    /// Who it lets in; none for the first administrator of an empty service.
    pub person: Option<PersonId>,
    /// Not valid after this.
    pub expires: Timestamp,
}

/// Someone's signed-in browser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// SHA-256 of the secret in the cookie.
    pub token: String,
    /// Who is signed in.
    pub person: PersonId,
    /// The token that every form carries.
    pub csrf: String,
    /// When they signed in.
    pub started: Timestamp,
    /// When they were last seen, to the minute.
    pub seen: Timestamp,
    /// Counts the changes.
    pub revision: u64,
}

/// A normal e-mail address is enough; whether it exists shows when the invitation is used.
pub fn is_email(text: &str) -> bool {
    let fits = text.len() <= 254 && !text.chars().any(|c| c.is_whitespace() || c.is_control());
    let parts: Vec<&str> = text.split('@').collect();
    match parts.as_slice() {
        [name, host] => fits && !name.is_empty() && host.contains('.') && !host.ends_with('.'),
        _ => false,
    }
}
