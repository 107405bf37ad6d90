//! The store as it was at one moment, while others go on writing.
//!
//! The thread that writes keeps what each key had before it puts something else there. Whoever reads
//! the moment asks the map first and then what was kept: a value that was put after the moment is
//! always among them, because it is kept before it is put.
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::SledMap;
use crate::store::StoreError;
use crate::store::keys::{self, Batch, Look, Map, See};

/// So many pairs are read from the map before what was kept is looked at.
const TOGETHER: usize = 256;

/// What the keys had at the moment that have changed since; none where there was nothing.
#[derive(Debug, Default)]
pub(super) struct Before(Mutex<BTreeMap<Vec<u8>, Option<Vec<u8>>>>);

impl Before {
    fn kept(&self) -> MutexGuard<'_, BTreeMap<Vec<u8>, Option<Vec<u8>>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps what the keys of a batch have now, before it is applied.
    pub(super) fn keep(&self, map: &SledMap, batch: &Batch) -> Result<(), StoreError> {
        for key in batch.keys() {
            let known = self.kept().contains_key(key);
            if !known {
                let value = map.look(key)?;
                self.kept().insert(key.clone(), value);
            }
        }
        Ok(())
    }
}

/// The map as it was when the writing thread began to keep what was there.
#[derive(Debug)]
pub(super) struct Frozen {
    pub(super) map: SledMap,
    pub(super) before: Arc<Before>,
}

impl Look for Frozen {
    fn look(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        let now = self.map.look(key)?;
        Ok(self.before.kept().get(key).cloned().unwrap_or(now))
    }
}

impl Map for Frozen {
    fn scan(
        &self,
        prefix: &[u8],
        after: Option<&[u8]>,
        see: &mut See<'_>,
    ) -> Result<(), StoreError> {
        let mut start = keys::start(prefix, after);
        loop {
            let mut part: BTreeMap<Vec<u8>, Option<Vec<u8>>> = BTreeMap::new();
            self.map.scan_from(&start, prefix, &mut |key, value| {
                part.insert(key.to_vec(), Some(value.to_vec()));
                Ok(part.len() < TOGETHER)
            })?;
            let last = (part.len() == TOGETHER).then(|| part.keys().next_back().cloned()).flatten();
            let end = last.as_ref().map_or(Bound::Unbounded, |last| Bound::Included(last.clone()));
            {
                let kept = self.before.kept();
                let kept = kept.range((Bound::Included(start.clone()), end));
                let kept = kept.take_while(|(key, _)| key.starts_with(prefix));
                part.extend(kept.map(|(key, value)| (key.clone(), value.clone())));
            }
            for (key, value) in part {
                if let Some(value) = value
                    && !see(&key, &value)?
                {
                    return Ok(());
                }
            }
            match last {
                Some(last) => start = keys::start(prefix, Some(&last)),
                None => return Ok(()),
            }
        }
    }
}
