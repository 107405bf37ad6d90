//! Everything that lasts, one part after the other: backups, restores, audit logs and verification
//! are made of it, so that a store of any size needs little memory.
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::checkpoint::Anchor;
use super::keys::{self, Batch, Map};
use super::{Record, Snapshot, SnapshotError, Store, StoreError, json, snapshot};
use crate::domain::seal::Sealed;

/// A part of everything that lasts.
#[derive(Debug, Clone)]
pub enum Part {
    /// A record.
    Record(Record),
    /// An audit entry.
    Entry(Box<Sealed>),
    /// A checkpoint.
    Checkpoint(Anchor),
    /// A kept file. When its bytes could not be read as they were kept, there are none.
    File {
        /// The hash that names it.
        sha256: String,
        /// What it holds.
        bytes: Vec<u8>,
    },
}

/// Takes the parts: records, then the entries of each chain in their order, checkpoints, files.
pub type See<'s> = dyn FnMut(Part) -> Result<(), SnapshotError> + Send + 's;

/// How much is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Everything that lasts.
    Everything,
    /// Everything but the kept files, which are most of what there is.
    WithoutFiles,
}

/// Something that gives everything that lasts.
pub trait Parts {
    /// Gives each part to `see`; what was seen is to be trusted only when this returns `Ok`.
    fn each(&self, see: &mut See<'_>) -> Result<(), SnapshotError>;
}

impl Parts for Snapshot {
    fn each(&self, see: &mut See<'_>) -> Result<(), SnapshotError> {
        for record in &self.records {
            see(Part::Record(record.clone()))?;
        }
        for entry in &self.entries {
            see(Part::Entry(Box::new(entry.clone())))?;
        }
        for checkpoint in &self.checkpoints {
            see(Part::Checkpoint(checkpoint.clone()))?;
        }
        for (sha256, bytes) in &self.files {
            see(Part::File { sha256: sha256.clone(), bytes: bytes.clone() })?;
        }
        Ok(())
    }
}

impl Snapshot {
    /// Takes a part in.
    pub(super) fn take(&mut self, part: Part) {
        match part {
            Part::Record(record) => self.records.push(record),
            Part::Entry(entry) => self.entries.push(*entry),
            Part::Checkpoint(checkpoint) => self.checkpoints.push(checkpoint),
            Part::File { sha256, bytes } => {
                self.files.insert(sha256, bytes);
            }
        }
    }
}

/// A backup as a file.
#[derive(Debug, Clone, Copy)]
pub struct BackupFile<'p>(pub &'p Path);

/// Reads a kept file by its SHA-256.
pub(super) type ReadFile<'r> = dyn FnMut(&str) -> Result<Option<Vec<u8>>, StoreError> + 'r;

/// Gives everything that lasts in a map, and the files with these names.
pub(super) fn each_stored<M: Map>(
    map: &M,
    checkpoints: Vec<Anchor>,
    (files, read): (&[String], &mut ReadFile<'_>),
    see: &mut See<'_>,
) -> Result<(), SnapshotError> {
    // A scan ends with errors of stores alone: that of the one who sees is kept beside it.
    let mut failed = None;
    let mut pass = |part| {
        see(part).map_err(|error| {
            failed = Some(error);
            StoreError::Unavailable("it was not taken".to_owned())
        })
    };
    let scanned = snapshot::kept_kinds()
        .try_for_each(|kind| {
            snapshot::each_record(map, kind, &mut |record| pass(Part::Record(record)))
        })
        .and_then(|()| {
            snapshot::each_entry(map, &mut |sealed| pass(Part::Entry(Box::new(sealed))))
        });
    if let Some(error) = failed {
        return Err(error);
    }
    scanned?;
    for checkpoint in checkpoints {
        see(Part::Checkpoint(checkpoint))?;
    }
    for sha256 in files {
        let bytes = match read(sha256) {
            Ok(Some(bytes)) => bytes,
            // One that is gone was disposed of meanwhile.
            Ok(None) => continue,
            Err(StoreError::Corrupt { .. }) => Vec::new(),
            Err(error) => return Err(error.into()),
        };
        see(Part::File { sha256: sha256.clone(), bytes })?;
    }
    Ok(())
}

/// The names of the files that are given.
pub(super) fn names(
    extent: Extent,
    all: impl FnOnce() -> Result<Vec<String>, StoreError>,
) -> Result<Vec<String>, StoreError> {
    match extent {
        Extent::Everything => all(),
        Extent::WithoutFiles => Ok(Vec::new()),
    }
}

/// Gives everything in a store to something that takes it, on a thread that may take its time.
pub(super) async fn gather<S: Store + ?Sized, T: Send + 'static>(
    store: &S,
    extent: Extent,
    taker: T,
    take: impl Fn(&mut T, Part) -> Result<(), SnapshotError> + Send + 'static,
) -> Result<T, SnapshotError> {
    let shared = Arc::new(Mutex::new(Some(taker)));
    let inside = Arc::clone(&shared);
    let see = move |part| {
        let mut taker = inside.lock().unwrap_or_else(PoisonError::into_inner);
        taker.as_mut().map_or(Ok(()), |taker| take(taker, part))
    };
    store.each_part(extent, Box::new(see)).await?;
    let taker = shared.lock().unwrap_or_else(PoisonError::into_inner).take();
    taker.ok_or_else(|| StoreError::Unavailable("it was taken twice".to_owned()).into())
}

/// So many keys are written at once when a store is filled.
const AT_ONCE: usize = 4_000;

/// Fills an empty map: gives the keys and values of each part in batches, and the files.
pub(super) fn fill(
    from: &dyn Parts,
    put: &mut (dyn FnMut(Batch) -> Result<(), SnapshotError> + Send),
    keep: &mut (dyn FnMut(&mut Batch, &Part) -> Result<(), SnapshotError> + Send),
) -> Result<(), SnapshotError> {
    let empty: std::collections::BTreeMap<Vec<u8>, Vec<u8>> = std::collections::BTreeMap::new();
    let layout = keys::LAYOUT.to_string().into_bytes();
    let mut batch = Batch::from([(keys::FORMAT_KEY.to_vec(), Some(layout))]);
    from.each(&mut |part| {
        match &part {
            Part::Record(record) => {
                let key = keys::record_key(record.kind, &record.id);
                keys::put(&empty, &mut batch, &key, &keys::encode(record)?)?;
                for index in &record.indexes {
                    let key = keys::index_key(record.kind, index, &record.id);
                    batch.insert(key, Some(Vec::new()));
                }
            }
            Part::Entry(sealed) => {
                let key = keys::entry_key(&sealed.chain, sealed.number);
                keys::put(&empty, &mut batch, &key, &json(sealed)?)?;
            }
            Part::Checkpoint(checkpoint) => {
                let key = keys::checkpoint_key(checkpoint.number);
                batch.insert(key, Some(json(checkpoint)?));
            }
            Part::File { .. } => {}
        }
        keep(&mut batch, &part)?;
        if batch.len() >= AT_ONCE { put(std::mem::take(&mut batch)) } else { Ok(()) }
    })?;
    put(batch)
}
