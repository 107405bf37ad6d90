//! Everything in a store that lasts, in memory.
use std::collections::BTreeMap;

use super::checkpoint::Anchor;
use super::keys::{self, Map};
use super::{FORMAT, Kind, Record, StoreError, ledger};
use crate::domain::seal::Sealed;

/// Everything in a store that lasts.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    /// The records, without those that come and go.
    pub records: Vec<Record>,
    /// The entries of all chains, by chain and number.
    pub entries: Vec<Sealed>,
    /// The checkpoints, oldest first.
    pub checkpoints: Vec<Anchor>,
    /// The files by their SHA-256.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Snapshot {
    /// One record with its chain.
    pub fn of_one(record: Option<Record>, entries: Vec<Sealed>) -> Self {
        Self { records: record.into_iter().collect(), entries, ..Self::default() }
    }
}

/// Why a backup cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// The file cannot be read or written.
    #[error("the backup cannot be read or written")]
    Io(#[from] std::io::Error),
    /// A line is not what was written.
    #[error("line {line} of the backup is damaged: {why}")]
    Damaged {
        /// The line, from 1.
        line: usize,
        /// What shows it.
        why: String,
    },
    /// The backup ends before its seal.
    #[error("the backup is cut off: its seal is missing")]
    CutOff,
    /// Written by a newer program.
    #[error("the backup has format {0}, and this program knows {FORMAT}")]
    TooNew(u32),
    /// The place to restore into has data.
    #[error("{0} is not empty; restore into an empty or missing one")]
    NotEmpty(String),
    /// The store did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The kinds that are in backups.
pub(super) fn kept_kinds() -> impl Iterator<Item = Kind> {
    let is_kept = |kind: &Kind| kind.is_lasting() || *kind == Kind::Counter;
    Kind::ALL.iter().copied().filter(is_kept)
}

/// Reads the records of a kind, one after the other.
pub(super) fn each_record<M: Map>(
    map: &M,
    kind: Kind,
    see: &mut dyn FnMut(Record) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let prefix = keys::record_key(kind, "");
    map.scan(&prefix, None, &mut |key, stored| {
        let id = String::from_utf8_lossy(key.get(prefix.len()..).unwrap_or(&[]));
        see(keys::decode(kind, &id, &keys::whole(map, key, stored)?)?)?;
        Ok(true)
    })
}

/// Reads the audit entries, one after the other, each chain in its order.
pub(super) fn each_entry<M: Map>(
    map: &M,
    see: &mut dyn FnMut(Sealed) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    map.scan(b"a/", None, &mut |key, stored| {
        let bytes = keys::whole(map, key, stored)?;
        let sealed = serde_json::from_slice(&bytes);
        see(sealed.map_err(|_| keys::corrupt(key, "it is not an audit entry"))?)?;
        Ok(true)
    })
}

/// The checkpoints, oldest first.
pub(super) fn checkpoints<M: Map>(map: &M) -> Result<Vec<Anchor>, StoreError> {
    let mut found = Vec::new();
    map.scan(b"c/", None, &mut |key, value| {
        let checkpoint = serde_json::from_slice(value);
        found.push(checkpoint.map_err(|_| keys::corrupt(key, "it is not a checkpoint"))?);
        Ok(true)
    })?;
    Ok(found)
}

/// The digest of a record, as its audit entries state it.
pub(super) fn digest_of(record: &Record) -> Result<String, StoreError> {
    ledger::record_digest(record)
}
