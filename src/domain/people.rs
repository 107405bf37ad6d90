//! People who can sign in, and what they may be.
use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
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
    /// What they may be in other organisations.
    #[serde(default)]
    pub elsewhere: BTreeMap<OrganisationId, BTreeSet<Role>>,
    /// The last day of their access; none when it has no end.
    #[serde(default)]
    pub until: Option<Date>,
    /// The highest level that they may sign, as its number; none when that is not limited.
    #[serde(default)]
    pub signs_up_to: Option<u8>,
    /// The codes of an app that sign-in asks for beside the password.
    #[serde(default)]
    pub second_factor: Option<SecondFactor>,
    /// Who they are for the identity provider.
    #[serde(default)]
    pub identity: Option<Identity>,
    /// Whether a digest of what waits is sent to their address. Off unless they ask for it.
    #[serde(default)]
    pub digest: Digest,
    /// A leaver: may not sign in; the work stays.
    pub disabled: bool,
    /// When they were added.
    pub created: Timestamp,
    /// Counts the changes.
    pub revision: u64,
}

/// What an administrator states about a person, for the audit log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonFacts {
    /// Their name.
    pub name: String,
    /// The address they sign in with.
    pub email: String,
    /// Their post.
    pub post: String,
    /// Their organisation.
    pub organisation: OrganisationId,
    /// What they may be there.
    pub roles: BTreeSet<Role>,
    /// What they may be in other organisations.
    pub elsewhere: BTreeMap<OrganisationId, BTreeSet<Role>>,
    /// The last day of their access.
    pub until: Option<Date>,
    /// The highest level that they may sign.
    pub signs_up_to: Option<u8>,
}

impl Person {
    /// What is stated about them.
    pub fn facts(&self) -> PersonFacts {
        PersonFacts {
            name: self.name.clone(),
            email: self.email.clone(),
            post: self.post.clone(),
            organisation: self.organisation.clone(),
            roles: self.roles.clone(),
            elsewhere: self.elsewhere.clone(),
            until: self.until,
            signs_up_to: self.signs_up_to,
        }
    }

    /// Whether they may sign in on a day.
    pub fn has_access(&self, today: Date) -> bool {
        !self.disabled && self.until.is_none_or(|until| today <= until)
    }

    /// Whether they have one of these roles in an organisation.
    pub fn has_in(&self, organisation: &OrganisationId, roles: &[Role]) -> bool {
        let held = if *organisation == self.organisation {
            Some(&self.roles)
        } else {
            self.elsewhere.get(organisation)
        };
        held.is_some_and(|held| roles.iter().any(|role| held.contains(role)))
    }
}

/// Codes of an app (RFC 6238) as a second factor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFactor {
    /// The shared secret, in base 32.
    pub secret: String,
    /// The number of the last time step whose code was used, so that none works twice.
    pub last_step: u64,
    /// SHA-256 of the salt and each recovery code that has not been used.
    pub recovery: BTreeSet<String>,
    /// What is hashed before each recovery code.
    #[serde(default)]
    pub salt: String,
}

/// Who has to have a second factor to work here. It concerns whoever can sign in with a password of
/// this service: an identity provider asks for its own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FactorRule {
    /// Nobody has to.
    #[default]
    Optional,
    /// Administrators of the service and of organisations.
    Administrators,
    /// Everyone.
    Everyone,
}

impl FactorRule {
    /// The rule with this name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "optional" => Some(Self::Optional),
            "administrators" => Some(Self::Administrators),
            "everyone" => Some(Self::Everyone),
            _ => None,
        }
    }

    /// Whether a person has to set one up before anything else.
    pub fn asks(self, person: &Person) -> bool {
        let concerns = match self {
            Self::Optional => false,
            Self::Administrators => {
                let roles = person.elsewhere.values().chain([&person.roles]).flatten();
                let looks_after = [Role::Administrator, Role::OrganisationAdministrator];
                roles.into_iter().any(|role| looks_after.contains(role))
            }
            Self::Everyone => true,
        };
        concerns && person.password.is_some() && person.second_factor.is_none()
    }
}

/// A person at an identity provider.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Identity {
    /// The provider.
    pub issuer: String,
    /// The person there.
    pub subject: String,
}

/// How often a person gets a digest of what waits for them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Digest {
    /// Never.
    #[default]
    Off,
    /// At most once a week.
    Weekly,
    /// At most once a day.
    Daily,
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

/// A session ends after so many hours whatever happens (ASVS 3.3.2).
pub const SESSION_HOURS: i64 = 12;

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
    /// What the browser says it is, shortened.
    #[serde(default)]
    pub browser: String,
    /// The provider's token for the person, for signing out there too.
    #[serde(default)]
    pub id_token: Option<String>,
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
