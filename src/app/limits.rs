//! How many requests a token may send. Counted in the store, so that it is one count for all
//! processes; taken from there by the dozen, so that not every request is a write.
use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Service, UseCaseError};
use crate::domain::ids::TokenId;
use crate::store::{self, Change, StoreError, recorded, until};

/// How many requests a token may send in a minute.
const EACH_MINUTE: u32 = 600;

/// So many are taken from the store at once.
const DOZENS: u32 = 60;

/// How often another process may be faster before a request is refused.
const TRIES: usize = 16;

/// What all processes have taken for a token in a minute.
#[derive(Debug, Serialize, Deserialize)]
struct Taken {
    token: TokenId,
    minute: i64,
    sent: u32,
    revision: u64,
}

recorded!(Taken, Throttle, self => format!("token-{}", self.token), {
    Timestamp::from_second((self.minute + 1) * 60).map(until).into_iter().collect()
});

/// What this process has taken for a token and not used, and what is left in the store.
#[derive(Debug, Clone, Copy, Default)]
struct Own {
    unused: u32,
    left: u32,
    /// Whether the store was asked in this minute.
    asked: bool,
}

/// What this process has taken in the minute at hand, by token.
#[derive(Debug, Default)]
pub(super) struct Limits(tokio::sync::Mutex<(i64, BTreeMap<TokenId, Own>)>);

impl Service {
    /// Counts a request of a token: how many more it may send in this minute, or none when it may
    /// not send this one.
    pub async fn count_request(&self, token: &TokenId) -> Result<Option<u32>, UseCaseError> {
        let minute = self.clock.now().as_second() / 60;
        let mut limits = self.limits.0.lock().await;
        if limits.0 != minute {
            *limits = (minute, BTreeMap::new());
        }
        let own = limits.1.entry(token.clone()).or_default();
        if own.unused == 0 && (own.left > 0 || !own.asked) {
            *own = self.take_requests(token, minute).await?;
        }
        let Some(unused) = own.unused.checked_sub(1) else { return Ok(None) };
        own.unused = unused;
        Ok(Some(own.left + unused))
    }

    /// Takes some requests from what is left in the store.
    async fn take_requests(&self, token: &TokenId, minute: i64) -> Result<Own, UseCaseError> {
        for _ in 0..TRIES {
            let id = format!("token-{token}");
            let before: Option<Taken> = store::read(self.store.as_ref(), &id).await?;
            let expected = before.as_ref().map(|before| before.revision);
            let before = before.filter(|it| it.minute == minute).map_or(0, |it| it.sent);
            let unused = DOZENS.min(EACH_MINUTE.saturating_sub(before));
            let (sent, revision) = (before + unused, expected.unwrap_or(0) + 1);
            let own = Own { unused, left: EACH_MINUTE.saturating_sub(sent), asked: true };
            if unused == 0 {
                return Ok(own);
            }
            let after = Taken { token: token.clone(), minute, sent, revision };
            match self.store.commit(Change::default().and(&after, expected, None)?).await {
                Err(StoreError::Conflict) => {}
                done => return Ok(done.map(|()| own)?),
            }
        }
        Ok(Own { unused: 0, left: 1, asked: true })
    }
}
