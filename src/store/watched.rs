//! A store that remembers which records were changed, for what is made from them: by this process,
//! and by others that use the same database.
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;

use super::{Change, Extent, Kind, Page, Query, Record, See, SnapshotError, Store, StoreError};
use crate::domain::seal::Sealed;

/// Records by kind and id.
pub type Changed = BTreeSet<(Kind, String)>;

/// What was changed since this was asked last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct News {
    /// The records that were changed.
    pub records: Changed,
    /// Whether more may have been changed than that: everything is to be compared.
    pub missed: bool,
}

impl News {
    /// Whether nothing was changed.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty() && !self.missed
    }
}

/// The news of some kinds that nobody has taken yet.
#[derive(Debug)]
struct Waiting {
    kinds: &'static [Kind],
    news: Mutex<News>,
}

impl Waiting {
    fn news(&self) -> MutexGuard<'_, News> {
        self.news.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Another store, whose changes are remembered until they are asked for.
pub struct Watched {
    inner: Arc<dyn Store>,
    queues: Mutex<Vec<Arc<Waiting>>>,
    /// Held while they are: what one caller has heard is in the queues
    /// before the next one looks into its own.
    listening: tokio::sync::Mutex<()>,
    /// How many times others began to be asked, and which of those that succeeded began last.
    begun: AtomicU64,
    heard: AtomicU64,
}

impl std::fmt::Debug for Watched {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Watched")
    }
}

/// The changes of some kinds, for one that wants to know of them.
#[derive(Debug)]
pub struct Queue {
    watched: Arc<Watched>,
    waiting: Arc<Waiting>,
}

/// News that were taken. Unless they are used up, whoever asks next finds them again: also when the
/// request that took them ended in between.
#[derive(Debug)]
pub struct Taken {
    waiting: Arc<Waiting>,
    /// What was changed.
    pub news: News,
}

impl Taken {
    /// Everything that follows from them is done.
    pub fn used(mut self) {
        self.news = News::default();
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        let taken = std::mem::take(&mut self.news);
        let mut news = self.waiting.news();
        news.missed |= taken.missed;
        news.records.extend(taken.records);
    }
}

impl Queue {
    /// What was changed since this was asked last, by anyone.
    pub async fn take(&self) -> Result<Taken, StoreError> {
        self.watched.listen().await?;
        let news = std::mem::take(&mut *self.waiting.news());
        Ok(Taken { waiting: Arc::clone(&self.waiting), news })
    }

    /// Notes records as if they had been changed.
    pub fn note(&self, records: impl IntoIterator<Item = (Kind, String)>) {
        self.waiting.news().records.extend(records);
    }
}

impl Watched {
    /// A store before another one.
    pub fn new(inner: Arc<dyn Store>) -> Arc<Self> {
        let (queues, listening) = (Mutex::default(), tokio::sync::Mutex::default());
        let (begun, heard) = (AtomicU64::new(0), AtomicU64::new(0));
        Arc::new(Self { inner, queues, listening, begun, heard })
    }

    /// Remembers changes of these kinds from now on.
    pub fn queue(self: &Arc<Self>, kinds: &'static [Kind]) -> Queue {
        let waiting = Arc::new(Waiting { kinds, news: Mutex::default() });
        self.queues().push(Arc::clone(&waiting));
        Queue { watched: Arc::clone(self), waiting }
    }

    fn queues(&self) -> MutexGuard<'_, Vec<Arc<Waiting>>> {
        self.queues.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks what others have changed. Many who ask at the same moment ask once: whoever waits takes
    /// what was asked for after they came. What is heard is told to all, also when the request that
    /// asked has ended meanwhile.
    async fn listen(self: &Arc<Self>) -> Result<(), StoreError> {
        let (this, before) = (Arc::clone(self), self.begun.load(Ordering::Acquire));
        let listening = tokio::spawn(async move {
            let _one = this.listening.lock().await;
            if this.heard.load(Ordering::Acquire) > before {
                return Ok(());
            }
            let began = this.begun.fetch_add(1, Ordering::AcqRel) + 1;
            let news = this.inner.elsewhere().await?;
            this.tell(&news.records, news.missed);
            this.heard.store(began, Ordering::Release);
            Ok(())
        });
        listening.await.map_err(|error| StoreError::Engine(error.into()))?
    }

    fn tell(&self, records: &Changed, missed: bool) {
        for queue in self.queues().iter() {
            let wanted = records.iter().filter(|(kind, _)| queue.kinds.contains(kind));
            let mut waiting = queue.news();
            waiting.missed |= missed;
            waiting.records.extend(wanted.cloned());
        }
    }
}

#[async_trait]
impl Store for Watched {
    async fn get(&self, kind: Kind, id: &str) -> Result<Option<Record>, StoreError> {
        self.inner.get(kind, id).await
    }

    async fn get_each(&self, kind: Kind, ids: &[String]) -> Result<Vec<Record>, StoreError> {
        self.inner.get_each(kind, ids).await
    }

    async fn find(&self, kind: Kind, query: Query) -> Result<Page, StoreError> {
        self.inner.find(kind, query).await
    }

    async fn count(&self, kind: Kind, prefix: &str) -> Result<usize, StoreError> {
        self.inner.count(kind, prefix).await
    }

    async fn commit(&self, change: Change) -> Result<(), StoreError> {
        let changed = change.changed();
        let done = self.inner.commit(change).await;
        // Also when it failed: a connection can break after the change was carried out.
        self.tell(&changed, false);
        done
    }

    async fn elsewhere(&self) -> Result<News, StoreError> {
        self.inner.elsewhere().await
    }

    async fn chain(&self, kind: Kind, id: &str) -> Result<Vec<Sealed>, StoreError> {
        self.inner.chain(kind, id).await
    }

    async fn stamps(&self, kind: Kind) -> Result<BTreeMap<String, u64>, StoreError> {
        self.inner.stamps(kind).await
    }

    async fn keep_file(&self, bytes: Vec<u8>) -> Result<String, StoreError> {
        self.inner.keep_file(bytes).await
    }

    async fn file(&self, hash: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.inner.file(hash).await
    }

    async fn forget_file(&self, hash: &str) -> Result<(), StoreError> {
        self.inner.forget_file(hash).await
    }

    async fn share_file(&self, name: &str, path: &Path) -> Result<(), StoreError> {
        self.inner.share_file(name, path).await
    }

    async fn fetch_shared_file(&self, name: &str, path: &Path) -> Result<(), StoreError> {
        self.inner.fetch_shared_file(name, path).await
    }

    async fn unshare_file(&self, name: &str) -> Result<(), StoreError> {
        self.inner.unshare_file(name).await
    }

    async fn each_part(&self, extent: Extent, see: Box<See<'static>>) -> Result<(), SnapshotError> {
        self.inner.each_part(extent, see).await
    }

    async fn close(&self) -> Result<(), StoreError> {
        self.inner.close().await
    }
}
