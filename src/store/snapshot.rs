//! Everything in a store, and its form as a backup: JSON Lines, sealed at the end.
use std::collections::BTreeMap;
use std::io::{BufRead, Write};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::checkpoint::Anchor;
use super::keys::{Batch, Map};
use super::{FORMAT, Kind, Record, StoreError, assessment_hex as hex, json, keys, ledger};
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
    /// The folder to restore into has data.
    #[error("the data folder is not empty; restore into an empty one")]
    NotEmpty,
    /// The store did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "line", rename_all = "snake_case")]
enum Line {
    Header { format: u32 },
    Record { kind: String, id: String, revision: u64, indexes: Vec<String>, body: String },
    Entry(Box<Sealed>),
    Checkpoint(Anchor),
    File { sha256: String, hex: String },
    Seal { lines: usize, sha256: String },
}

pub(super) fn of<M: Map>(
    map: &M,
    checkpoints: Vec<Anchor>,
    files: BTreeMap<String, Vec<u8>>,
) -> Result<Snapshot, StoreError> {
    let (mut records, mut entries) = (Vec::new(), Vec::new());
    let lasting = |kind: &&Kind| kind.is_lasting() || **kind == Kind::Counter;
    for kind in Kind::ALL.iter().filter(lasting) {
        each_record(map, *kind, &mut |record| {
            records.push(record);
            Ok(())
        })?;
    }
    each_entry(map, &mut |sealed| entries.push(sealed))?;
    Ok(Snapshot { records, entries, checkpoints, files })
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
pub(super) fn each_entry<M: Map>(map: &M, see: &mut dyn FnMut(Sealed)) -> Result<(), StoreError> {
    map.scan(b"a/", None, &mut |key, stored| {
        let bytes = keys::whole(map, key, stored)?;
        let sealed = serde_json::from_slice(&bytes);
        see(sealed.map_err(|_| keys::corrupt(key, "it is not an audit entry"))?);
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

impl Snapshot {
    /// Writes the backup. Each line that follows the header is covered by the seal at the end.
    pub fn write(&self, to: &mut dyn Write) -> Result<(), SnapshotError> {
        let mut hash = Sha256::new();
        let mut lines = 0;
        let mut put = |line: &Line| -> Result<(), SnapshotError> {
            let mut bytes = serde_json::to_vec(line).map_err(std::io::Error::other)?;
            bytes.push(b'\n');
            hash.update(&bytes);
            lines += 1;
            Ok(to.write_all(&bytes)?)
        };
        put(&Line::Header { format: FORMAT })?;
        for record in &self.records {
            // The body stays a text: its bytes are what the digests cover.
            let body = String::from_utf8_lossy(&record.body).into_owned();
            let (kind, id) = (record.kind.name().to_owned(), record.id.clone());
            let (revision, indexes) = (record.revision, record.indexes.clone());
            put(&Line::Record { kind, id, revision, indexes, body })?;
        }
        for entry in &self.entries {
            put(&Line::Entry(Box::new(entry.clone())))?;
        }
        for checkpoint in &self.checkpoints {
            put(&Line::Checkpoint(checkpoint.clone()))?;
        }
        for (sha256, bytes) in &self.files {
            put(&Line::File { sha256: sha256.clone(), hex: hex(bytes) })?;
        }
        let seal = Line::Seal { lines, sha256: hex(&hash.finalize()) };
        serde_json::to_writer(&mut *to, &seal).map_err(std::io::Error::other)?;
        to.write_all(b"\n")?;
        Ok(to.flush()?)
    }

    /// Reads a backup back; refuses one that is damaged, cut off or too new.
    pub fn read(from: &mut dyn BufRead) -> Result<Self, SnapshotError> {
        let mut snapshot = Self::default();
        let (mut hash, mut number, mut text) = (Sha256::new(), 0, String::new());
        loop {
            text.clear();
            if from.read_line(&mut text)? == 0 {
                return Err(SnapshotError::CutOff);
            }
            let damaged =
                |why: &str| SnapshotError::Damaged { line: number + 1, why: why.to_owned() };
            let line: Line = serde_json::from_str(&text).map_err(|e| damaged(&e.to_string()))?;
            if let Line::Seal { lines, sha256 } = &line {
                let whole = *lines == number && *sha256 == hex(&hash.finalize());
                return if whole { Ok(snapshot) } else { Err(damaged("the seal does not match")) };
            }
            hash.update(text.as_bytes());
            snapshot.take(line).map_err(|why| match why.parse() {
                Ok(format) => SnapshotError::TooNew(format),
                Err(_) => damaged(&why),
            })?;
            number += 1;
        }
    }

    fn take(&mut self, line: Line) -> Result<(), String> {
        match line {
            Line::Header { format } if format > FORMAT => return Err(format.to_string()),
            Line::Header { .. } | Line::Seal { .. } => {}
            Line::Record { kind, id, revision, indexes, body } => {
                let kind = Kind::named(&kind).ok_or(format!("there is no kind “{kind}”"))?;
                let body = body.into_bytes();
                self.records.push(Record { kind, id, revision, indexes, body });
            }
            Line::Entry(entry) => self.entries.push(*entry),
            Line::Checkpoint(checkpoint) => self.checkpoints.push(checkpoint),
            Line::File { sha256, hex } => {
                let bytes = from_hex(&hex).ok_or("a file is not hexadecimal")?;
                self.files.insert(sha256, bytes);
            }
        }
        Ok(())
    }
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

/// Keys with their values.
pub type Pairs = Vec<(Vec<u8>, Vec<u8>)>;

/// The pairs of an empty map that hold this snapshot.
pub fn restore_into(snapshot: &Snapshot) -> Result<Pairs, StoreError> {
    let map: BTreeMap<Vec<u8>, Vec<u8>> = BTreeMap::new();
    let mut batch = Batch::new();
    for record in &snapshot.records {
        let key = keys::record_key(record.kind, &record.id);
        keys::put(&map, &mut batch, &key, &keys::encode(record)?)?;
        for index in &record.indexes {
            batch.insert(keys::index_key(record.kind, index, &record.id), Some(Vec::new()));
        }
    }
    for sealed in &snapshot.entries {
        let bytes = json(sealed)?;
        keys::put(&map, &mut batch, &keys::entry_key(&sealed.chain, sealed.number), &bytes)?;
    }
    for checkpoint in &snapshot.checkpoints {
        batch.insert(keys::checkpoint_key(checkpoint.number), Some(json(checkpoint)?));
    }
    batch.insert(keys::FORMAT_KEY.to_vec(), Some(keys::LAYOUT.to_string().into_bytes()));
    Ok(batch.into_iter().filter_map(|(key, value)| Some((key, value?))).collect())
}

/// The digest of a record, as its audit entries state it.
pub(super) fn digest_of(record: &Record) -> Result<String, StoreError> {
    ledger::record_digest(record)
}
