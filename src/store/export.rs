//! The audit log as a file of its own, which anyone can verify with nothing but this program.
//!
//! It holds every entry of every chain, the digest of each record, and the checkpoints; not the
//! records themselves. It ends with a checkpoint over everything in it and a seal over its lines,
//! so that a line that is edited, removed, moved, added or cut off is found.
//!
//! A log can also be that of an earlier moment: of the last checkpoint before it. The store holds no
//! former records, but each entry has the digest of its record as it was then. An entry whose content was
//! disposed of has no time: it is in the log when its checkpoint is.
use std::collections::BTreeMap;
use std::io::{BufRead, Write};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::checkpoint::Anchor;
use super::parts::{Part, Parts as _};
use super::verify::{Proof, Verified};
use super::{FORMAT, Heads, Snapshot, SnapshotError, ledger, snapshot};
use crate::domain::hexadecimal::hex;
use crate::domain::seal::Sealed;

#[derive(Serialize, Deserialize)]
#[serde(tag = "line", rename_all = "snake_case")]
enum Line {
    Audit { format: u32 },
    Digest { chain: String, sha256: String },
    Entry(Box<Sealed>),
    Checkpoint(Anchor),
    Seal { lines: usize, sha256: String },
}

/// Writes an audit log.
pub(super) struct AuditLog<W> {
    to: W,
    hash: Sha256,
    lines: usize,
    heads: Heads,
    /// The highest checkpoint that an entry names, and the last one that there is.
    newest: u64,
    last: Option<Anchor>,
    /// The log of an earlier moment ends before this checkpoint.
    before: Option<u64>,
    /// The digests of the records at that moment, by their chains.
    digests: BTreeMap<String, String>,
}

impl<W: Write> AuditLog<W> {
    /// A log of everything, or of what earlier checkpoints than `before` cover.
    pub(super) fn begin(to: W, before: Option<u64>) -> Result<Self, SnapshotError> {
        let (hash, heads, digests) = (Sha256::new(), Heads::new(), BTreeMap::new());
        let (newest, last) = (0, None);
        let mut begun = Self { to, hash, lines: 0, heads, newest, last, before, digests };
        begun.put(&Line::Audit { format: FORMAT })?;
        Ok(begun)
    }

    fn put(&mut self, line: &Line) -> Result<(), SnapshotError> {
        let mut bytes = serde_json::to_vec(line).map_err(std::io::Error::other)?;
        bytes.push(b'\n');
        self.hash.update(&bytes);
        self.lines += 1;
        Ok(self.to.write_all(&bytes)?)
    }

    pub(super) fn part(&mut self, part: Part) -> Result<(), SnapshotError> {
        let is_later = |checkpoint| self.before.is_some_and(|before| checkpoint >= before);
        match part {
            Part::Record(record) if record.kind.is_lasting() && self.before.is_none() => {
                let chain = ledger::chain(record.kind, &record.id);
                self.put(&Line::Digest { chain, sha256: snapshot::digest_of(&record)? })
            }
            Part::Entry(entry) if !is_later(entry.checkpoint) => {
                self.newest = self.newest.max(entry.checkpoint);
                self.heads.insert(entry.chain.clone(), (entry.number, entry.seal.clone()));
                if self.before.is_some() {
                    self.digests.insert(entry.chain.clone(), entry.record.clone());
                }
                self.put(&Line::Entry(entry))
            }
            Part::Checkpoint(checkpoint) if !is_later(checkpoint.number) => {
                self.last = Some(checkpoint.clone());
                self.put(&Line::Checkpoint(checkpoint))
            }
            Part::Record(_) | Part::Entry(_) | Part::Checkpoint(_) | Part::File { .. } => Ok(()),
        }
    }

    /// Adds a checkpoint over everything in it, behind its last one, and the seal.
    pub(super) fn end(mut self) -> Result<W, SnapshotError> {
        for (chain, sha256) in std::mem::take(&mut self.digests) {
            self.put(&Line::Digest { chain, sha256 })?;
        }
        // A log of some records alone has entries of later checkpoints, and none of the checkpoints.
        let number = self.newest.max(self.last.as_ref().map_or(0, |last| last.number) + 1);
        let before = self.last.as_ref().map_or("", |last| last.hash.as_str());
        self.put(&Line::Checkpoint(Anchor::over(&self.heads, number, before)))?;
        let seal = Line::Seal { lines: self.lines, sha256: hex(&self.hash.finalize()) };
        serde_json::to_writer(&mut self.to, &seal).map_err(std::io::Error::other)?;
        self.to.write_all(b"\n")?;
        self.to.flush()?;
        Ok(self.to)
    }
}

/// Finds, part by part, the first checkpoint that covers an entry of this moment or later.
pub(super) fn first_since(
    at: Timestamp,
) -> impl Fn(&mut Option<u64>, Part) -> Result<(), SnapshotError> {
    move |first, part| {
        if let Part::Entry(sealed) = part
            && first.is_none_or(|first| sealed.checkpoint < first)
            && sealed.read().is_some_and(|entry| entry.at >= at)
        {
            *first = Some(sealed.checkpoint);
        }
        Ok(())
    }
}

/// Writes the audit log of a snapshot.
pub fn write_audit(snapshot: &Snapshot, to: &mut (dyn Write + Send)) -> Result<(), SnapshotError> {
    let mut log = AuditLog::begin(to, None)?;
    snapshot.each(&mut |part| log.part(part))?;
    log.end().map(drop)
}

/// Reads an audit log, and says everything that is wrong with it and where.
pub fn verify_audit(from: &mut dyn BufRead) -> Result<Verified, SnapshotError> {
    let mut read = Read::default();
    let (mut hash, mut number, mut text) = (Sha256::new(), 0, Vec::new());
    loop {
        text.clear();
        if from.read_until(b'\n', &mut text)? == 0 {
            break;
        }
        number += 1;
        let line: Option<Line> = serde_json::from_slice(&text).ok();
        if read.sealed {
            read.say(number, "it comes after the seal");
        }
        match line {
            Some(Line::Seal { lines, sha256 }) => {
                let seen = hex(&std::mem::take(&mut hash).finalize());
                if lines != number - 1 || sha256 != seen {
                    read.say(number, "the seal does not match the lines before it");
                }
                read.sealed = true;
            }
            Some(line) => {
                hash.update(&text);
                read.take(number, line)?;
            }
            None => read.say(number, "it is not a line of an audit log"),
        }
    }
    Ok(read.finish())
}

#[derive(Default)]
struct Read {
    proof: Proof,
    /// Chain and number of the last entry.
    last: Option<(String, u64)>,
    entries: usize,
    checkpoints: Vec<Anchor>,
    problems: Vec<String>,
    sealed: bool,
}

impl Read {
    fn say(&mut self, line: usize, what: &str) {
        self.problems.push(format!("line {line}: {what}"));
    }

    fn take(&mut self, number: usize, line: Line) -> Result<(), SnapshotError> {
        match line {
            Line::Audit { format } if format > FORMAT => return Err(SnapshotError::TooNew(format)),
            Line::Audit { .. } if number != 1 => self.say(number, "the head is not the first line"),
            Line::Audit { .. } | Line::Seal { .. } => {}
            Line::Digest { chain, sha256 } => {
                let before = self.proof.records();
                self.proof.record(chain, sha256);
                if self.proof.records() == before {
                    self.say(number, "this record was there before");
                }
            }
            Line::Entry(entry) => {
                let place = (entry.chain.clone(), entry.number);
                if self.last.as_ref().is_some_and(|last| *last >= place) {
                    let place = format!("{}, entry {}", entry.chain, entry.number);
                    self.say(number, &format!("{place} is not in its place"));
                }
                self.last = Some(place);
                self.entries += 1;
                self.proof.entry(&entry);
            }
            Line::Checkpoint(checkpoint) => self.checkpoints.push(checkpoint),
        }
        Ok(())
    }

    fn finish(mut self) -> Verified {
        if !self.sealed {
            self.problems.push("the end: the log is cut off, its seal is missing".to_owned());
        }
        let (records, entries) = (self.proof.records(), self.entries);
        let mut problems = self.problems;
        problems.extend(self.proof.problems(&self.checkpoints, None));
        let checkpoints = self.checkpoints.len();
        Verified { records, entries, checkpoints, problems, ..Verified::default() }
    }
}
