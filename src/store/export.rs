//! The audit log as a file of its own, which anyone can verify with nothing but this program.
//!
//! It holds every entry of every chain, the digest of each record, and the checkpoints; not the
//! records themselves. It ends with a checkpoint over everything in it and a seal over its lines,
//! so that a line that is edited, removed, moved, added or cut off is found.
use std::io::{BufRead, Write};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::checkpoint::Anchor;
use super::verify::{Proof, Verified};
use super::{FORMAT, Heads, Snapshot, SnapshotError, assessment_hex as hex, ledger, snapshot};
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

/// Writes the audit log of a snapshot.
pub fn write_audit(snapshot: &Snapshot, to: &mut dyn Write) -> Result<(), SnapshotError> {
    let (mut hash, mut lines) = (Sha256::new(), 0);
    let mut put = |line: &Line| -> Result<(), SnapshotError> {
        let mut bytes = serde_json::to_vec(line).map_err(std::io::Error::other)?;
        bytes.push(b'\n');
        hash.update(&bytes);
        lines += 1;
        Ok(to.write_all(&bytes)?)
    };
    put(&Line::Audit { format: FORMAT })?;
    for record in snapshot.records.iter().filter(|record| record.kind.is_lasting()) {
        let chain = ledger::chain(record.kind, &record.id);
        put(&Line::Digest { chain, sha256: snapshot::digest_of(record)? })?;
    }
    for entry in &snapshot.entries {
        put(&Line::Entry(Box::new(entry.clone())))?;
    }
    for checkpoint in &snapshot.checkpoints {
        put(&Line::Checkpoint(checkpoint.clone()))?;
    }
    put(&Line::Checkpoint(last_checkpoint(snapshot)))?;
    let seal = Line::Seal { lines, sha256: hex(&hash.finalize()) };
    serde_json::to_writer(&mut *to, &seal).map_err(std::io::Error::other)?;
    to.write_all(b"\n")?;
    Ok(to.flush()?)
}

/// A checkpoint over everything that the snapshot holds, behind its last one.
fn last_checkpoint(snapshot: &Snapshot) -> Anchor {
    let mut heads = Heads::new();
    for sealed in &snapshot.entries {
        heads.insert(sealed.chain.clone(), (sealed.number, sealed.seal.clone()));
    }
    let before = snapshot.checkpoints.last();
    // A log of some records alone has entries of later checkpoints, and none of the checkpoints.
    let newest = snapshot.entries.iter().map(|sealed| sealed.checkpoint).max().unwrap_or(0);
    let number = newest.max(before.map_or(0, |before| before.number) + 1);
    Anchor::over(&heads, number, before.map_or("", |before| before.hash.as_str()))
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
        Verified { records, entries, checkpoints: self.checkpoints.len(), problems }
    }
}
