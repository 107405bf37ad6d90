//! What has changed, for programs that follow it.
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use crate::app::{Service, UseCaseError};
use crate::domain::audit::Entry;
use crate::domain::commitment::{Commitment, CommitmentChange};

/// A change of a commitment.
#[derive(Debug, Clone)]
pub struct Changed {
    /// The commitment as it is now.
    pub commitment: Arc<Commitment>,
    /// The revision that the change made.
    pub revision: u64,
    /// When, and by which post.
    pub entry: Entry,
    /// What changed.
    pub change: CommitmentChange,
}

/// The least that a page has when there is more.
const PAGE: usize = 200;

/// Younger changes are told later: a change carries the instant at which it was begun, and one that
/// was begun earlier may still be on its way to the disk.
const SETTLED: SignedDuration = SignedDuration::from_secs(10);

impl Service {
    /// The changes of listed commitments after an instant, oldest first, once they are ten seconds
    /// old. A page ends where an instant ends, so that who goes on after the last one it has misses
    /// none.
    pub async fn changes_after(
        &self,
        after: Option<Timestamp>,
    ) -> Result<Vec<Changed>, UseCaseError> {
        let all = self.commitments().await?;
        let settled = self.clock.now() - SETTLED;
        let is_new = |at: Timestamp| after.is_none_or(|after| at > after);
        let mut found = Vec::new();
        for commitment in all.values().filter(|it| it.facts.listed && is_new(it.changed)) {
            let history = self.commitment_history(&commitment.id).await?;
            for (revision, (entry, change)) in (1_u64..).zip(history) {
                if is_new(entry.at) && entry.at <= settled {
                    let commitment = Arc::clone(commitment);
                    found.push(Changed { commitment, revision, entry, change });
                }
            }
        }
        found.sort_by_cached_key(|it: &Changed| {
            (it.entry.at, it.commitment.reference.clone(), it.revision)
        });
        if let Some(last) = found.get(PAGE - 1).map(|it| it.entry.at) {
            found.retain(|it| it.entry.at <= last);
        }
        Ok(found)
    }
}
