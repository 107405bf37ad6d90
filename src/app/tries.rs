//! Counting tries of secrets, and taking away what has expired. Both are kept in the store, so that
//! there is one count for all processes.
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::people::token_hash;
use super::{Service, UseCaseError};
use crate::store::{self, Change, Kind, Query, StoreError, UNTIL, recorded, until};

/// How many tries there are in a while.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tries {
    /// What is tried: a part of the key.
    pub(super) of: &'static str,
    /// So many.
    pub(super) most: u32,
    /// In so many minutes from the first one on.
    pub(super) minutes: i64,
}

/// How often another request may be faster before a try counts as refused.
const FASTER: usize = 32;

/// So many records are taken away at once.
const SWEPT: usize = 200;

/// The tries of one secret.
#[derive(Debug, Serialize, Deserialize)]
struct Counted {
    key: String,
    since: Timestamp,
    minutes: i64,
    tries: u32,
    revision: u64,
}

recorded!(Counted, Throttle, self => self.key.clone(), vec![
    until(self.since + SignedDuration::from_mins(self.minutes)),
]);

impl Tries {
    fn key(self, whose: &str) -> String {
        token_hash(&format!("{} {whose}", self.of))
    }
}

impl Service {
    /// Takes a try before the secret is looked at, so that tries at the same moment are counted one
    /// by one; false when none is left.
    pub(super) async fn take_try(&self, tries: Tries, whose: &str) -> Result<bool, UseCaseError> {
        let take = |so_far| (so_far < tries.most).then_some(so_far + 1);
        self.count_tries(tries, whose, take).await
    }

    /// Gives a try back that was right: those of others stay counted.
    pub(super) async fn give_back(&self, tries: Tries, whose: &str) -> Result<(), UseCaseError> {
        let back = |so_far: u32| so_far.checked_sub(1);
        self.count_tries(tries, whose, back).await.map(drop)
    }

    /// Changes how many tries there were; false when `count` gives no other number.
    async fn count_tries(
        &self,
        tries: Tries,
        whose: &str,
        count: impl Fn(u32) -> Option<u32>,
    ) -> Result<bool, UseCaseError> {
        for _ in 0..FASTER {
            let key = tries.key(whose);
            let before: Option<Counted> = store::read(self.store.as_ref(), &key).await?;
            let (now, minutes) = (self.clock.now(), tries.minutes);
            let expected = before.as_ref().map(|before| before.revision);
            let recent = before.filter(|it| now < it.since + SignedDuration::from_mins(minutes));
            let (since, so_far) = recent.map_or((now, 0), |recent| (recent.since, recent.tries));
            let Some(tries) = count(so_far) else { return Ok(false) };
            let revision = expected.unwrap_or(0) + 1;
            let after = Counted { key, since, minutes, tries, revision };
            match self.store.commit(Change::default().and(&after, expected, None)?).await {
                Err(StoreError::Conflict) => {}
                done => return Ok(done.map(|()| true)?),
            }
        }
        Ok(false)
    }

    /// Forgets the tries of a secret that was right.
    pub(super) async fn forget_tries(&self, tries: Tries, whose: &str) -> Result<(), UseCaseError> {
        let gone = Change::default().without(Kind::Throttle, &tries.key(whose));
        Ok(self.store.commit(gone).await?)
    }

    /// Takes away what has expired: sessions, links, sign-ins that nobody ended, counts of tries; and
    /// packages for auditors. Returns how many records went, without those of packages.
    pub async fn sweep(&self) -> Result<usize, UseCaseError> {
        let (now, mut swept) = (until(self.clock.now()), 0);
        let is_past = |index: &String| index.starts_with(UNTIL) && *index < now;
        for kind in Kind::ALL.iter().copied().filter(|kind| !kind.is_lasting()) {
            loop {
                let query = Query { prefix: UNTIL.to_owned(), after: None, limit: SWEPT };
                let found = self.store.find(kind, query).await?.records;
                let past = found.iter().filter(|record| record.indexes.iter().any(is_past));
                let gone = past.fold(Change::default(), |gone, it| gone.without(kind, &it.id));
                let count = gone.removals.len();
                if count > 0 {
                    self.store.commit(gone).await?;
                    swept += count;
                }
                if count < SWEPT {
                    break;
                }
            }
        }
        self.clear_packages().await?;
        Ok(swept)
    }
}
