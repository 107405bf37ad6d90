//! Every commitment in memory, so that boards count them exactly and at once.
//!
//! There are some thousand of them at most, and each page counts all of them.
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::list::Found;
use crate::app::{Service, UseCaseError};
use crate::domain::commitment::Commitment;
use crate::domain::ids::CommitmentId;
use crate::store::{self, Kind, News, Queue, Store};

/// Every commitment by its id.
pub type Commitments = Arc<BTreeMap<CommitmentId, Arc<Commitment>>>;

/// Every commitment with what is worked out for a day, by references.
pub(super) type FoundToday = Arc<[Arc<Found>]>;

/// The kinds of record that the shelf keeps, or that what it keeps is worked out from.
pub(in crate::app) const WATCHED: &[Kind] = &[Kind::Commitment, Kind::Organisation, Kind::Round];

/// The commitments as they were read last, and what tells which have changed.
pub(in crate::app) struct Shelf {
    store: Arc<dyn Store>,
    news: Queue,
    // One at a time, so that an older state never replaces a newer one.
    kept: tokio::sync::Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    all: Option<Commitments>,
    /// What was worked out for a day, until anything it is made of changes.
    found: Option<(Date, FoundToday)>,
}

impl Shelf {
    /// The shelf of a store, which tells of changes of [`WATCHED`].
    pub(in crate::app) fn of(store: Arc<dyn Store>, news: Queue) -> Self {
        Self { store, news, kept: tokio::sync::Mutex::default() }
    }

    async fn all(&self, kept: &mut Kept) -> Result<Commitments, UseCaseError> {
        let taken = self.news.take().await?;
        if !taken.news.is_empty() {
            kept.found = None;
        }
        // When reading fails nothing is known any more: the next one reads everything.
        let known = kept.all.take().filter(|_| !taken.news.missed);
        let all = Arc::clone(kept.all.insert(self.fresh(known, &taken.news).await?));
        taken.used();
        Ok(all)
    }

    async fn fresh(
        &self,
        known: Option<Commitments>,
        changed: &News,
    ) -> Result<Commitments, UseCaseError> {
        let Some(known) = known else {
            let all: Vec<Commitment> =
                store::read_all(self.store.as_ref(), "all/", usize::MAX).await?;
            let all = all.into_iter().map(|found| (found.id.clone(), Arc::new(found)));
            return Ok(Arc::new(all.collect()));
        };
        if changed.records.is_empty() {
            return Ok(known);
        }
        let mut all = Arc::unwrap_or_clone(known);
        for (_, id) in changed.records.iter().filter(|(kind, _)| *kind == Kind::Commitment) {
            let found: Option<Commitment> = store::read(self.store.as_ref(), id).await?;
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
        self.shelf.all(&mut *self.shelf.kept.lock().await).await
    }

    /// Every commitment with what is worked out for today, by references.
    pub(super) async fn found_today(&self) -> Result<(Date, FoundToday), UseCaseError> {
        let mut kept = self.shelf.kept.lock().await;
        let all = self.shelf.all(&mut kept).await?;
        let day = self.clock.today();
        if let Some(found) = kept.found.as_ref().filter(|(of, _)| *of == day) {
            return Ok(found.clone());
        }
        let today = self.commitments_today(day).await?;
        let mut rows: Vec<Arc<Found>> =
            all.values().map(|commitment| Arc::new(today.found(commitment))).collect();
        rows.sort_by(|one, other| one.commitment.reference.cmp(&other.commitment.reference));
        Ok(kept.found.insert((day, rows.into())).clone())
    }
}
