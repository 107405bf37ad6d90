//! The form of a backup: JSON Lines, sealed at the end. It is written and verified line by line, so
//! that a store of any size needs little memory.
use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::checkpoint::Anchor;
use super::parts::{BackupFile, Part, Parts, See};
use super::snapshot::{Snapshot, SnapshotError};
use super::verify::{Verified, verify};
use super::{FORMAT, Kind, Record, files};
use crate::domain::hexadecimal::{from_hex, hex};
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
pub(super) struct Lines<W> {
    to: W,
    hash: Sha256,
    count: usize,
    written: Written,
}

impl<W: Write> Lines<W> {
    pub(super) fn begin(to: W) -> Result<Self, SnapshotError> {
        let mut begun = Self { to, hash: Sha256::new(), count: 0, written: Written::default() };
        begun.put(&Line::Header { format: FORMAT })?;
        Ok(begun)
    }

    fn put(&mut self, line: &Line) -> Result<(), SnapshotError> {
        let mut bytes = serde_json::to_vec(line).map_err(std::io::Error::other)?;
        bytes.push(b'\n');
        self.hash.update(&bytes);
        self.count += 1;
        Ok(self.to.write_all(&bytes)?)
    }

    pub(super) fn part(&mut self, part: Part) -> Result<(), SnapshotError> {
        match part {
            Part::Record(Record { kind, id, revision, indexes, body }) => {
                // What comes and goes is not counted: a verification counts what has audit entries.
                self.written.records += usize::from(kind.is_lasting());
                // The body stays a text: its bytes are what the digests cover.
                let body = String::from_utf8_lossy(&body).into_owned();
                self.put(&Line::Record {
                    kind: kind.name().to_owned(),
                    id,
                    revision,
                    indexes,
                    body,
                })
            }
            Part::Entry(entry) => {
                self.written.entries += 1;
                self.put(&Line::Entry(entry))
            }
            Part::Checkpoint(checkpoint) => self.put(&Line::Checkpoint(checkpoint)),
            Part::File { sha256, bytes } => {
                self.written.files += 1;
                self.put(&Line::File { sha256, hex: hex(&bytes) })
            }
        }
    }

    pub(super) fn end(mut self) -> Result<(W, Written), SnapshotError> {
        let seal = Line::Seal { lines: self.count, sha256: hex(&self.hash.finalize()) };
        serde_json::to_writer(&mut self.to, &seal).map_err(std::io::Error::other)?;
        self.to.write_all(b"\n")?;
        self.to.flush()?;
        Ok((self.to, self.written))
    }
}

/// A file that is being written, and is there whole in the end, or not at all.
pub(super) struct Whole {
    path: PathBuf,
    part: PathBuf,
}

impl Whole {
    /// Begins a file that must not exist, and that its owner alone may read.
    pub(super) fn begin(path: &Path) -> Result<(Self, BufWriter<File>), SnapshotError> {
        if path.exists() {
            let message = format!("{} exists already", path.display());
            return Err(std::io::Error::new(std::io::ErrorKind::AlreadyExists, message).into());
        }
        let made = Self { path: path.to_owned(), part: path.with_extension("part") };
        // One that was left by a process that ended may have another mode.
        let _gone = fs::remove_file(&made.part);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true).mode(0o600);
        let file = options.open(&made.part)?;
        Ok((made, BufWriter::with_capacity(1 << 20, file)))
    }

    /// It is on disk when this returns `Ok`.
    pub(super) fn end(self, mut buffer: BufWriter<File>) -> Result<(), SnapshotError> {
        buffer.flush()?;
        files::sync(buffer.get_ref())?;
        fs::rename(&self.part, &self.path)?;
        let folder = self.path.parent().filter(|it| !it.as_os_str().is_empty());
        Ok(files::sync(&File::open(folder.unwrap_or(Path::new(".")))?)?)
    }
}

impl Drop for Whole {
    fn drop(&mut self) {
        // What is left of it is of no use, and the disk may be full.
        let _gone = fs::remove_file(&self.part);
    }
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

impl Parts for BackupFile<'_> {
    fn each(&self, see: &mut See<'_>) -> Result<(), SnapshotError> {
        each_part(&mut BufReader::with_capacity(1 << 20, File::open(self.0)?), see)
    }
}

fn each_part(from: &mut dyn BufRead, see: &mut See<'_>) -> Result<(), SnapshotError> {
    let mut refused = None;
    let read = each_line(from, &mut |line| {
        let part = match line {
            Line::Record { kind, id, revision, indexes, body } => {
                let known = Kind::named(&kind);
                let kind = known.ok_or_else(|| format!("there is no kind “{kind}”"))?;
                Part::Record(Record { kind, id, revision, indexes, body: body.into_bytes() })
            }
            Line::Entry(entry) => Part::Entry(entry),
            Line::Checkpoint(checkpoint) => Part::Checkpoint(checkpoint),
            Line::File { sha256, hex } => {
                let bytes = from_hex(&hex).ok_or("a file is not hexadecimal")?;
                Part::File { sha256, bytes }
            }
            Line::Header { .. } | Line::Seal { .. } => return Ok(()),
        };
        see(part).map_err(|error| {
            let why = error.to_string();
            refused = Some(error);
            why
        })
    });
    refused.map_or(read, Err)
}

/// Verifies a backup line by line: the seal of the file, every record, chain, checkpoint and file.
pub fn verify_backup(path: &Path) -> Result<Verified, SnapshotError> {
    verify(&BackupFile(path), None)
}

impl Snapshot {
    /// Writes it as a backup.
    pub fn write(&self, to: &mut (dyn Write + Send)) -> Result<(), SnapshotError> {
        let mut lines = Lines::begin(to)?;
        self.each(&mut |part| lines.part(part))?;
        lines.end().map(drop)
    }

    /// Reads a backup back; refuses one that is damaged, cut off or too new.
    pub fn read(from: &mut dyn BufRead) -> Result<Self, SnapshotError> {
        let mut snapshot = Self::default();
        each_part(from, &mut |part| {
            snapshot.take(part);
            Ok(())
        })?;
        Ok(snapshot)
    }
}
