//! A store that remembers which records were changed, for what is made from them.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;

use super::{Change, Kind, Page, Query, Record, Snapshot, Store, StoreError};
use crate::domain::seal::Sealed;

/// Records by kind and id.
pub type Changed = BTreeSet<(Kind, String)>;

/// Another store, whose changes are remembered until they are asked for.
pub struct Watched {
    inner: Arc<dyn Store>,
    kinds: &'static [Kind],
    changed: Mutex<Changed>,
}

impl std::fmt::Debug for Watched {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Watched")
    }
}

impl Watched {
    /// Remembers changes of these kinds.
    pub fn new(inner: Arc<dyn Store>, kinds: &'static [Kind]) -> Self {
        Self { inner, kinds, changed: Mutex::default() }
    }

    /// What was changed since this was asked last.
    pub fn changed(&self) -> Changed {
        std::mem::take(&mut *self.changed.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Notes records as if they had been changed.
    pub fn note(&self, records: impl IntoIterator<Item = (Kind, String)>) {
        self.changed.lock().unwrap_or_else(PoisonError::into_inner).extend(records);
    }
}

#[async_trait]
impl Store for Watched {
    async fn get(&self, kind: Kind, id: &str) -> Result<Option<Record>, StoreError> {
        self.inner.get(kind, id).await
    }

    async fn find(&self, kind: Kind, query: Query) -> Result<Page, StoreError> {
        self.inner.find(kind, query).await
    }

    async fn count(&self, kind: Kind, prefix: &str) -> Result<usize, StoreError> {
        self.inner.count(kind, prefix).await
    }

    async fn commit(&self, change: Change) -> Result<(), StoreError> {
        let written = change.writes.iter().map(|write| (write.record.kind, &write.record.id));
        let disposed = change.disposals.iter().map(|(kind, id)| (*kind, id));
        let watched = written.chain(disposed).filter(|(kind, _)| self.kinds.contains(kind));
        let watched: Changed = watched.map(|(kind, id)| (kind, id.clone())).collect();
        self.inner.commit(change).await?;
        self.note(watched);
        Ok(())
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

    async fn everything(&self) -> Result<Snapshot, StoreError> {
        self.inner.everything().await
    }

    async fn close(&self) -> Result<(), StoreError> {
        self.inner.close().await
    }
}
