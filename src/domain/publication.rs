//! When nothing may be published, and for which reasons a statement may be withheld.
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ids::{HoldId, OrganisationId};
use super::organisation::OrganisationType;

/// A time in which statements are not published, such as the weeks before an election.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicationHold {
    /// The id.
    pub id: HoldId,
    /// The organisation; none for all.
    pub organisation: Option<OrganisationId>,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Why.
    pub reason: String,
    /// When it was set.
    pub created: Timestamp,
    /// Whether it was ended before its last day.
    pub ended: bool,
    /// Counts the changes.
    pub revision: u64,
}

impl PublicationHold {
    /// Whether it holds for an organisation on a day.
    pub fn holds(&self, organisation: &OrganisationId, day: Date) -> bool {
        let concerned = self.organisation.as_ref().is_none_or(|only| only == organisation);
        concerned && !self.ended && self.from <= day && day <= self.to
    }
}

/// The exemptions of the Freedom of Information Act 2000 that an organisation of this type can
/// name (domain facts, section 5: section 35 is for government departments only, other bodies use
/// section 36).
pub fn exemptions(kind: OrganisationType) -> &'static [&'static str] {
    match kind {
        OrganisationType::Department => &["foi-22", "foi-35", "foi-40", "foi-42", "foi-43"],
        OrganisationType::Council | OrganisationType::Other => {
            &["foi-22", "foi-36", "foi-40", "foi-42", "foi-43"]
        }
    }
}
