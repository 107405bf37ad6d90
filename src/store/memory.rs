//! The store that tests use; it forgets.
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use sha2::{Digest as _, Sha256};

use super::checkpoint::Anchor;
use super::keys::{self, Batch, Look, Map};
use super::ledger;
use super::parts::{self, Extent, See};
use super::{Change, Heads, Kind, Page, Query, Record, SnapshotError, Store, StoreError};
use crate::domain::hexadecimal::hex;
use crate::domain::seal::Sealed;

/// A store in memory, with the layout and the rules of the others.
#[derive(Debug, Default)]
pub struct MemoryStore(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    map: BTreeMap<Vec<u8>, Vec<u8>>,
    heads: Heads,
    files: BTreeMap<String, Vec<u8>>,
}

impl MemoryStore {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Look for BTreeMap<Vec<u8>, Vec<u8>> {
    fn look(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.get(key).cloned())
    }
}

impl Map for BTreeMap<Vec<u8>, Vec<u8>> {
    fn scan(
        &self,
        prefix: &[u8],
        after: Option<&[u8]>,
        see: &mut keys::See<'_>,
    ) -> Result<(), StoreError> {
        let start = keys::start(prefix, after);
        for (key, value) in self.range(start..) {
            if !key.starts_with(prefix) || !see(key, value)? {
                break;
            }
        }
        Ok(())
    }
}

#[async_trait]
impl Store for MemoryStore {
    async fn get(&self, kind: Kind, id: &str) -> Result<Option<Record>, StoreError> {
        ledger::read(&self.inner().map, kind, id)
    }

    async fn find(&self, kind: Kind, query: Query) -> Result<Page, StoreError> {
        ledger::find(&self.inner().map, kind, &query)
    }

    async fn count(&self, kind: Kind, prefix: &str) -> Result<usize, StoreError> {
        ledger::count(&self.inner().map, kind, prefix)
    }

    async fn commit(&self, change: Change) -> Result<(), StoreError> {
        let inner = &mut *self.inner();
        let mut batch = Batch::new();
        ledger::apply(&inner.map, &mut batch, &mut inner.heads, 1, &change)?;
        for (key, value) in batch {
            match value {
                Some(value) => inner.map.insert(key, value),
                None => inner.map.remove(&key),
            };
        }
        Ok(())
    }

    async fn chain(&self, kind: Kind, id: &str) -> Result<Vec<Sealed>, StoreError> {
        ledger::entries(&self.inner().map, &ledger::chain(kind, id))
    }

    async fn stamps(&self, kind: Kind) -> Result<BTreeMap<String, u64>, StoreError> {
        Ok(ledger::stamps(&self.inner().heads, kind))
    }

    async fn keep_file(&self, bytes: Vec<u8>) -> Result<String, StoreError> {
        let hash = hex(&Sha256::digest(&bytes));
        self.inner().files.insert(hash.clone(), bytes);
        Ok(hash)
    }

    async fn file(&self, hash: &str) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.inner().files.get(hash).cloned())
    }

    async fn forget_file(&self, hash: &str) -> Result<(), StoreError> {
        self.inner().files.remove(hash);
        Ok(())
    }

    async fn each_part(
        &self,
        extent: Extent,
        mut see: Box<See<'static>>,
    ) -> Result<(), SnapshotError> {
        let inner = self.inner();
        let (files, checkpoint) = (inner.files.clone(), Anchor::over(&inner.heads, 1, ""));
        let names = parts::names(extent, || Ok(files.keys().cloned().collect()))?;
        let mut read = |name: &str| Ok(files.get(name).cloned());
        parts::each_stored(&inner.map, vec![checkpoint], (&names, &mut read), &mut see)
    }

    async fn close(&self) -> Result<(), StoreError> {
        Ok(())
    }
}
