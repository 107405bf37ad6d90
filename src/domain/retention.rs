//! How long records are kept, and how they are disposed of: by two people, with a certificate.
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};

use super::ids::{CertificateId, OrganisationId, PersonId};

/// How long records are kept after their end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RetentionClass {
    /// 7 years, our own default (domain facts, section 5).
    #[default]
    Standard,
    /// 20 years, for records that may be selected for permanent preservation.
    Long,
}

impl RetentionClass {
    /// The name used in forms and message keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Long => "long",
        }
    }

    /// Years after the end.
    pub fn years(self) -> i64 {
        match self {
            Self::Standard => 7,
            Self::Long => 20,
        }
    }
}

/// While there is one, nothing is disposed of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalHold {
    /// Why.
    pub reason: String,
    /// The post that set it.
    pub post: String,
    /// When.
    pub at: Timestamp,
}

/// Someone proposes to dispose of the records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Why they can go.
    pub reason: String,
    /// Who proposes it; someone else has to confirm.
    pub by: PersonId,
    /// Their post.
    pub post: String,
    /// When.
    pub at: Timestamp,
}

/// What is stated about keeping a policy and everything that belongs to it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Records {
    /// How long it is kept.
    #[serde(default)]
    pub class: RetentionClass,
    /// A legal hold.
    #[serde(default)]
    pub hold: Option<LegalHold>,
    /// A proposal to dispose of it.
    #[serde(default)]
    pub proposal: Option<Proposal>,
}

/// Why records cannot be disposed of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeepError {
    /// They are not at their end, or their time is not over.
    #[error("the time for which the records are kept is not over")]
    NotDue,
    /// There is a legal hold.
    #[error("there is a legal hold")]
    OnHold,
    /// Nobody has proposed it.
    #[error("nobody has proposed to dispose of them")]
    NotProposed,
    /// The one who proposed it cannot confirm it too.
    #[error("another person has to confirm")]
    SamePerson,
}

impl Records {
    /// The first day on which records that ended on a day may be disposed of.
    pub fn due(&self, ended: Option<Date>) -> Option<Date> {
        Some(ended?.saturating_add(self.class.years().years()))
    }

    /// Whether they can be proposed for disposal on a day.
    pub fn may_propose(&self, ended: Option<Date>, today: Date) -> Result<(), KeepError> {
        if self.hold.is_some() {
            return Err(KeepError::OnHold);
        }
        match self.due(ended) {
            Some(due) if due <= today => Ok(()),
            Some(_) | None => Err(KeepError::NotDue),
        }
    }

    /// Whether this person can confirm the disposal on a day.
    pub fn may_confirm(
        &self,
        by: &PersonId,
        ended: Option<Date>,
        today: Date,
    ) -> Result<&Proposal, KeepError> {
        self.may_propose(ended, today)?;
        let proposal = self.proposal.as_ref().ok_or(KeepError::NotProposed)?;
        if proposal.by == *by {
            return Err(KeepError::SamePerson);
        }
        Ok(proposal)
    }
}

/// What stays when records have been disposed of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// The id.
    pub id: CertificateId,
    /// The reference of the policy.
    pub reference: String,
    /// The organisation.
    pub organisation: OrganisationId,
    /// How long it was kept.
    pub class: RetentionClass,
    /// How many assessments it had.
    pub assessments: usize,
    /// The proposal.
    pub proposal: Proposal,
    /// The post that confirmed it.
    pub confirmed_by: String,
    /// When.
    pub at: Timestamp,
    /// The chains in the audit log whose content is gone.
    pub chains: Vec<String>,
    /// Counts the changes.
    pub revision: u64,
}
