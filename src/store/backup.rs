//! The form of a backup: JSON Lines, sealed at the end. It is written and verified line by line, so
//! that a store of any size needs little memory.
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::checkpoint::Anchor;
use super::keys::Map;
use super::snapshot::{self, Snapshot, SnapshotError};
use super::verify::{Proof, Verified, issued};
use super::{FORMAT, Kind, Record, StoreError, assessment_hex as hex, hash_of, ledger};
use crate::domain::seal::Sealed;

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

/// How much a backup holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// The records.
    pub records: usize,
    /// The audit entries.
    pub entries: usize,
    /// The files.
    pub files: usize,
}

/// Writes lines and covers them with a seal.
struct Writer<'w> {
    to: &'w mut dyn Write,
    hash: Sha256,
    lines: usize,
}

impl<'w> Writer<'w> {
    fn begin(to: &'w mut dyn Write) -> Result<Self, SnapshotError> {
        let mut begun = Self { to, hash: Sha256::new(), lines: 0 };
        begun.put(&Line::Header { format: FORMAT })?;
        Ok(begun)
    }

    fn put(&mut self, line: &Line) -> Result<(), SnapshotError> {
        let mut bytes = serde_json::to_vec(line).map_err(std::io::Error::other)?;
        bytes.push(b'\n');
        self.hash.update(&bytes);
        self.lines += 1;
        Ok(self.to.write_all(&bytes)?)
    }

    fn record(&mut self, record: &Record) -> Result<(), SnapshotError> {
        // The body stays a text: its bytes are what the digests cover.
        let body = String::from_utf8_lossy(&record.body).into_owned();
        let (kind, id) = (record.kind.name().to_owned(), record.id.clone());
        let (revision, indexes) = (record.revision, record.indexes.clone());
        self.put(&Line::Record { kind, id, revision, indexes, body })
    }

    fn entry(&mut self, entry: &Sealed) -> Result<(), SnapshotError> {
        self.put(&Line::Entry(Box::new(entry.clone())))
    }

    fn checkpoint(&mut self, checkpoint: &Anchor) -> Result<(), SnapshotError> {
        self.put(&Line::Checkpoint(checkpoint.clone()))
    }

    fn file(&mut self, sha256: &str, bytes: &[u8]) -> Result<(), SnapshotError> {
        self.put(&Line::File { sha256: sha256.to_owned(), hex: hex(bytes) })
    }

    fn end(self) -> Result<(), SnapshotError> {
        let seal = Line::Seal { lines: self.lines, sha256: hex(&self.hash.finalize()) };
        serde_json::to_writer(&mut *self.to, &seal).map_err(std::io::Error::other)?;
        self.to.write_all(b"\n")?;
        Ok(self.to.flush()?)
    }
}

/// Reads a kept file by its SHA-256.
pub(super) type ReadFile<'r> = dyn FnMut(&str) -> Result<Option<Vec<u8>>, StoreError> + 'r;

/// Writes everything in a map that lasts, and the files with these names.
pub(super) fn write_map<M: Map>(
    map: &M,
    files: &[String],
    read: &mut ReadFile<'_>,
    to: &mut dyn Write,
) -> Result<Written, SnapshotError> {
    let (mut writer, mut written) = (Writer::begin(to)?, Written::default());
    let failed = |error: SnapshotError| StoreError::Unavailable(error.to_string());
    for kind in snapshot::kept_kinds() {
        snapshot::each_record(map, kind, &mut |record| {
            written.records += 1;
            writer.record(&record).map_err(failed)
        })?;
    }
    snapshot::each_entry(map, &mut |sealed| {
        written.entries += 1;
        writer.entry(&sealed).map_err(failed)
    })?;
    for checkpoint in snapshot::checkpoints(map)? {
        writer.checkpoint(&checkpoint)?;
    }
    for name in files {
        // One that is gone was disposed of meanwhile.
        if let Some(bytes) = read(name)? {
            written.files += 1;
            writer.file(name, &bytes)?;
        }
    }
    writer.end()?;
    Ok(written)
}

/// Writes a backup to a file that must not exist; it is there whole, or not at all.
pub(super) fn write_file(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<Written, SnapshotError>,
) -> Result<Written, SnapshotError> {
    if path.exists() {
        let message = format!("{} exists already", path.display());
        return Err(std::io::Error::new(std::io::ErrorKind::AlreadyExists, message).into());
    }
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let part = path.with_extension("part");
    let file = OpenOptions::new().write(true).create(true).truncate(true).open(&part)?;
    let mut buffer = BufWriter::with_capacity(1 << 20, file);
    let written = write(&mut buffer).and_then(|written| {
        buffer.flush()?;
        buffer.get_ref().sync_all()?;
        fs::rename(&part, path)?;
        File::open(folder)?.sync_all()?;
        Ok(written)
    });
    if written.is_err() {
        // What is left of it is of no use, and the disk may be full.
        let _gone = fs::remove_file(&part);
    }
    written
}

/// Calls `see` with each line of a backup between its header and its seal; refuses one that is
/// damaged, cut off or too new. What was seen is to be trusted only when this returns `Ok`.
fn each_line(
    from: &mut dyn BufRead,
    see: &mut dyn FnMut(Line) -> Result<(), String>,
) -> Result<(), SnapshotError> {
    let (mut hash, mut number, mut text) = (Sha256::new(), 0, String::new());
    loop {
        text.clear();
        if from.read_line(&mut text)? == 0 {
            return Err(SnapshotError::CutOff);
        }
        let damaged = |why: &str| SnapshotError::Damaged { line: number + 1, why: why.to_owned() };
        let line: Line = serde_json::from_str(&text).map_err(|e| damaged(&e.to_string()))?;
        if let Line::Seal { lines, sha256 } = &line {
            let whole = *lines == number && *sha256 == hex(&hash.finalize());
            return if whole { Ok(()) } else { Err(damaged("the seal does not match")) };
        }
        hash.update(text.as_bytes());
        match line {
            Line::Header { format } if format > FORMAT => {
                return Err(SnapshotError::TooNew(format));
            }
            Line::Header { .. } | Line::Seal { .. } => {}
            line @ (Line::Record { .. }
            | Line::Entry(_)
            | Line::Checkpoint(_)
            | Line::File { .. }) => see(line).map_err(|why| damaged(&why))?,
        }
        number += 1;
    }
}

fn record_of(
    kind: &str,
    id: String,
    (revision, indexes): (u64, Vec<String>),
    body: String,
) -> Result<Record, String> {
    let kind = Kind::named(kind).ok_or_else(|| format!("there is no kind “{kind}”"))?;
    Ok(Record { kind, id, revision, indexes, body: body.into_bytes() })
}

/// Verifies a backup line by line: the seal of the file, every record, chain, checkpoint and file.
pub fn verify_backup(path: &Path) -> Result<Verified, SnapshotError> {
    let mut proof = Proof::default();
    let (mut checkpoints, mut wanted, mut found) = (Vec::new(), Vec::new(), BTreeSet::new());
    let (mut entries, mut problems) = (0, Vec::new());
    each_line(&mut BufReader::with_capacity(1 << 20, File::open(path)?), &mut |line| {
        match line {
            Line::Record { kind, id, revision, indexes, body } => {
                let record = record_of(&kind, id, (revision, indexes), body)?;
                if record.kind.is_lasting() {
                    let digest = snapshot::digest_of(&record).map_err(|error| error.to_string())?;
                    proof.record(ledger::chain(record.kind, &record.id), digest);
                }
            }
            Line::Entry(sealed) => {
                entries += 1;
                wanted.extend(issued(&sealed).map(|pdf| (sealed.chain.clone(), pdf)));
                proof.entry(&sealed);
            }
            Line::Checkpoint(checkpoint) => checkpoints.push(checkpoint),
            Line::File { sha256, hex } => {
                let bytes = from_hex(&hex).ok_or("a file is not hexadecimal")?;
                if hash_of(&bytes) != sha256 {
                    problems.push(format!("the file {sha256} was altered"));
                }
                found.insert(sha256);
            }
            Line::Header { .. } | Line::Seal { .. } => {}
        }
        Ok(())
    })?;
    let records = proof.records();
    problems.extend(proof.problems(&checkpoints, None));
    let missing = wanted.into_iter().filter(|(_, pdf)| !found.contains(pdf));
    problems
        .extend(missing.map(|(chain, pdf)| format!("{chain}: the issued PDF {pdf} is missing")));
    Ok(Verified { records, entries, checkpoints: checkpoints.len(), problems })
}

impl Snapshot {
    /// Writes it as a backup.
    pub fn write(&self, to: &mut dyn Write) -> Result<(), SnapshotError> {
        let mut writer = Writer::begin(to)?;
        for record in &self.records {
            writer.record(record)?;
        }
        for entry in &self.entries {
            writer.entry(entry)?;
        }
        for checkpoint in &self.checkpoints {
            writer.checkpoint(checkpoint)?;
        }
        for (sha256, bytes) in &self.files {
            writer.file(sha256, bytes)?;
        }
        writer.end()
    }

    /// Reads a backup back; refuses one that is damaged, cut off or too new.
    pub fn read(from: &mut dyn BufRead) -> Result<Self, SnapshotError> {
        let mut snapshot = Self::default();
        each_line(from, &mut |line| {
            match line {
                Line::Record { kind, id, revision, indexes, body } => {
                    snapshot.records.push(record_of(&kind, id, (revision, indexes), body)?);
                }
                Line::Entry(entry) => snapshot.entries.push(*entry),
                Line::Checkpoint(checkpoint) => snapshot.checkpoints.push(checkpoint),
                Line::File { sha256, hex } => {
                    let bytes = from_hex(&hex).ok_or("a file is not hexadecimal")?;
                    snapshot.files.insert(sha256, bytes);
                }
                Line::Header { .. } | Line::Seal { .. } => {}
            }
            Ok(())
        })?;
        Ok(snapshot)
    }
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}
