//! Every commitment in memory, so that boards count them exactly and at once.
//!
//! There are some thousand of them at most, and each page counts all of them.
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::app::{Service, UseCaseError};
use crate::domain::commitment::Commitment;
use crate::domain::ids::CommitmentId;
use crate::store::{self, Kind, Store, Watched};

/// Every commitment by its id.
pub type Commitments = Arc<BTreeMap<CommitmentId, Arc<Commitment>>>;

/// The kinds of record that the shelf keeps.
const SHELVED: &[Kind] = &[Kind::Commitment];

/// The commitments as they were read last, and the store that tells which have changed.
pub(in crate::app) struct Shelf {
    watched: Arc<Watched>,
    read: tokio::sync::Mutex<Option<Commitments>>,
}

impl Shelf {
    /// A shelf before a store. What is changed through [`Shelf::store`] is noticed.
    pub(in crate::app) fn before(store: Arc<dyn Store>) -> Self {
        let watched = Arc::new(Watched::new(store, SHELVED));
        Self { watched, read: tokio::sync::Mutex::default() }
    }

    /// The store to change.
    pub(in crate::app) fn store(&self) -> Arc<dyn Store> {
        Arc::clone(&self.watched) as Arc<dyn Store>
    }

    async fn all(&self) -> Result<Commitments, UseCaseError> {
        // One at a time, so that an older state never replaces a newer one.
        let mut read = self.read.lock().await;
        let changed = self.watched.changed();
        if let Some(known) = &*read
            && changed.is_empty()
        {
            return Ok(Arc::clone(known));
        }
        let fresh = self.fresh(read.take(), &changed).await;
        match fresh {
            Ok(fresh) => Ok(Arc::clone(read.insert(fresh))),
            // Nothing is known any more: the next one reads everything.
            Err(error) => Err(error),
        }
    }

    async fn fresh(
        &self,
        known: Option<Commitments>,
        changed: &store::Changed,
    ) -> Result<Commitments, UseCaseError> {
        let Some(known) = known else {
            let all: Vec<Commitment> =
                store::read_all(self.watched.as_ref(), "all/", usize::MAX).await?;
            let all = all.into_iter().map(|found| (found.id.clone(), Arc::new(found)));
            return Ok(Arc::new(all.collect()));
        };
        let mut all = Arc::unwrap_or_clone(known);
        for (_, id) in changed {
            let found: Option<Commitment> = store::read(self.watched.as_ref(), id).await?;
            if let Some(found) = found {
                all.insert(found.id.clone(), Arc::new(found));
            }
        }
        Ok(Arc::new(all))
    }
}

impl Service {
    /// Every commitment.
    pub async fn commitments(&self) -> Result<Commitments, UseCaseError> {
        self.shelf.all().await
    }
}
