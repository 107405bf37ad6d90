//! Opening: the lock, left-overs, the format, and the proof that nothing is missing.
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::Path;
use std::time::{Duration, Instant};

use super::{SledMap, engine};
use crate::store::checkpoint::Anchor;
use crate::store::keys::{self, Batch, Look as _, Map};
use crate::store::parts::{self, Part, Parts};
use crate::store::verify::Proof;
use crate::store::{Heads, Kind, SnapshotError, StoreError, files, json, ledger, snapshot};

pub(super) struct Opened {
    pub(super) map: SledMap,
    pub(super) db: sled::Db,
    pub(super) log: File,
    pub(super) heads: Heads,
    pub(super) last: Anchor,
    pub(super) lock: File,
}

const ENGINE_FOLDER: &str = "engine";

/// A file that is there while a backup is being restored.
const RESTORING: &str = "restoring";

/// sled takes this size when a store is made and cannot change it later. With it, and with
/// sync of the file after each flush, no power cut has lost a record (see ARCHITECTURE.md).
const SEGMENT: usize = 16 << 20;

/// How many bytes of pages the engine keeps. What it does not keep is in the cache of the system.
const CACHE: u64 = 8 << 20;

fn unavailable(folder: &Path, error: &io::Error) -> StoreError {
    let kind = error.kind();
    let refused = [io::ErrorKind::PermissionDenied, io::ErrorKind::ReadOnlyFilesystem];
    let cannot = if refused.contains(&kind) { "written" } else { "used" };
    StoreError::Unavailable(format!(
        "the data folder {} cannot be {cannot}: {error}",
        folder.display()
    ))
}

pub(super) fn open(folder: &Path) -> Result<Opened, StoreError> {
    let lock = hold(folder)?;
    if folder.join(RESTORING).exists() {
        return Err(StoreError::Unavailable(format!(
            "restoring a backup into {} was interrupted: restore it again",
            folder.display()
        )));
    }
    let anchor = Anchor::read(folder)?;
    set_left_overs_aside(&folder.join(ENGINE_FOLDER)).map_err(|e| unavailable(folder, &e))?;
    let (db, map) = engine_of(folder)?;
    let log = folder.join(ENGINE_FOLDER).join("db");
    let log = File::open(log).map_err(|error| unavailable(folder, &error))?;
    let format = map.look(keys::FORMAT_KEY)?;
    let Some(format) = format else {
        if anchor.is_some() {
            return Err(damaged("it is empty, but its anchor is not"));
        }
        return make(folder, db, map, log, lock);
    };
    let format = String::from_utf8_lossy(&format).parse().unwrap_or(u32::MAX);
    if format > keys::LAYOUT {
        return Err(StoreError::TooNew { found: format, known: keys::LAYOUT });
    }
    if format < keys::LAYOUT {
        return Err(StoreError::Unavailable(format!(
            "the data folder {} was made by a version before the first release; write a backup \
             with that version, and restore it into an empty folder with this one",
            folder.display()
        )));
    }
    let (heads, last) = prove(&map, anchor.as_ref())?;
    Ok(Opened { map, db, log, heads, last, lock })
}

/// Takes hold of a folder, which is made when it is missing: only one process may use it while the file
/// is open.
pub(super) fn hold(folder: &Path) -> Result<File, StoreError> {
    make_private(folder).map_err(|error| unavailable(folder, &error))?;
    lock(folder)
}

/// Makes a folder that its owner alone may look into.
fn make_private(folder: &Path) -> io::Result<()> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// Only one process may use the folder.
fn lock(folder: &Path) -> Result<File, StoreError> {
    let path = folder.join("lock");
    let file = File::create(&path).map_err(|error| unavailable(folder, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(fs::TryLockError::WouldBlock) => Err(StoreError::Unavailable(format!(
            "another process is using the data folder {}; stop it first, or name another folder \
             with --data",
            folder.display()
        ))),
        Err(fs::TryLockError::Error(error)) => Err(unavailable(folder, &error)),
    }
}

/// sled does not open beside a snapshot that it was writing when it was stopped, although
/// everything is in its log.
fn set_left_overs_aside(engine: &Path) -> io::Result<()> {
    let Ok(entries) = fs::read_dir(engine) else { return Ok(()) };
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "generating") {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            // Not with the same ending: each start would make the name longer.
            let aside = path.with_file_name(format!("left-over-{name}.aside"));
            tracing::warn!(file = %path.display(), "an unfinished snapshot was set aside");
            fs::rename(&path, aside)?;
        }
    }
    Ok(())
}

/// How long the engine's own lock is waited for. Whoever asks holds the lock of the folder, so it can
/// only be held by the engine that was closed a moment ago, whose threads are still ending.
const ENDING: Duration = Duration::from_secs(10);

fn engine_of(folder: &Path) -> Result<(sled::Db, SledMap), StoreError> {
    let begun = Instant::now();
    loop {
        let opened = std::panic::catch_unwind(|| {
            let config = sled::Config::new()
                .path(folder.join(ENGINE_FOLDER))
                .segment_size(SEGMENT)
                .cache_capacity(CACHE)
                .flush_every_ms(None);
            let db = config.open()?;
            let tree = db.open_tree("records")?;
            Ok((db, SledMap(tree)))
        });
        match opened {
            Ok(Ok(opened)) => return Ok(opened),
            Ok(Err(sled::Error::Io(error))) if is_locked(&error) && begun.elapsed() < ENDING => {
                std::thread::sleep(Duration::from_millis(10));
            }
            Ok(Err(sled::Error::Io(error))) => return Err(unavailable(folder, &error)),
            Ok(Err(error)) => return Err(damaged(&error.to_string())),
            Err(_) => return Err(damaged("the storage engine cannot open it")),
        }
    }
}

/// The engine gives this error no kind of its own.
fn is_locked(error: &io::Error) -> bool {
    error.to_string().contains("could not acquire lock")
}

fn damaged(why: &str) -> StoreError {
    StoreError::Corrupt { key: "store".to_owned(), why: why.to_owned() }
}

/// A new store: format and first checkpoint, then the anchor.
fn make(
    folder: &Path,
    db: sled::Db,
    map: SledMap,
    log: File,
    lock: File,
) -> Result<Opened, StoreError> {
    let heads = Heads::new();
    let last = Anchor::over(&heads, 0, "");
    let bytes = json(&last)?;
    map.0.insert(keys::checkpoint_key(0), bytes).map_err(engine)?;
    map.0.insert(keys::FORMAT_KEY, keys::LAYOUT.to_string().as_bytes()).map_err(engine)?;
    db.flush().map_err(engine)?;
    files::sync(&log).map_err(|error| unavailable(folder, &error))?;
    last.write(folder)?;
    Ok(Opened { map, db, log, heads, last, lock })
}

/// Reads everything once, one record after the other; refuses what is damaged or less than the
/// anchor knows. Whether the issued files are there is asked when one is read. Entries, records and
/// index keys are read at the same time.
fn prove(map: &SledMap, anchor: Option<&Anchor>) -> Result<(Heads, Anchor), StoreError> {
    let checkpoints = snapshot::checkpoints(map)?;
    let last = checkpoints.last().cloned().ok_or_else(|| damaged("it has no checkpoint"))?;
    let (entries, records, found) = std::thread::scope(|scope| {
        let entries = scope.spawn(|| entries_of(map));
        let found = scope.spawn(|| index_of(map));
        let records = records_of(map);
        (entries.join(), records, found.join())
    });
    let stopped = |_| damaged("reading it ended with a panic");
    let (mut proof, found) = (entries.map_err(stopped)??, found.map_err(stopped)??);
    let (digests, expected) = records?;
    for (chain, digest) in digests {
        proof.record(chain, digest);
    }
    let heads = proof.heads();
    let mut problems = proof.problems(&checkpoints, anchor);
    if found != expected {
        let (there, wanted) = (found.keys, expected.keys);
        let problem = format!("{there} index keys are there, of {wanted}, or some are other ones");
        problems.push(problem);
    }
    if anchor.is_none() && !heads.is_empty() {
        problems.push("the anchor file is missing".to_owned());
    }
    if !problems.is_empty() {
        let shown: Vec<&str> = problems.iter().take(5).map(String::as_str).collect();
        let why = format!("{} problem(s): {}", problems.len(), shown.join("; "));
        return Err(damaged(&why));
    }
    Ok((heads, last))
}

fn entries_of(map: &SledMap) -> Result<Proof, StoreError> {
    let mut proof = Proof::default();
    snapshot::each_entry(map, &mut |sealed| {
        proof.entry(&sealed);
        Ok(())
    })?;
    Ok(proof)
}

/// The digests of the lasting records by their chains, and the index keys that records must have.
fn records_of(map: &SledMap) -> Result<(Vec<(String, String)>, Heap), StoreError> {
    let (mut digests, mut expected) = (Vec::new(), Heap::default());
    for kind in Kind::ALL {
        snapshot::each_record(map, *kind, &mut |record| {
            let once: BTreeSet<&String> = record.indexes.iter().collect();
            for index in once {
                expected.add(&keys::index_key(*kind, index, &record.id));
            }
            if kind.is_lasting() {
                let chain = ledger::chain(*kind, &record.id);
                digests.push((chain, snapshot::digest_of(&record)?));
            }
            Ok(())
        })?;
    }
    Ok((digests, expected))
}

/// The index keys that are there.
fn index_of(map: &SledMap) -> Result<Heap, StoreError> {
    let mut found = Heap::default();
    map.scan(b"i/", None, &mut |key, _| {
        found.add(key);
        Ok(true)
    })?;
    Ok(found)
}

/// Keys in any order, remembered by their number and the sum of their hashes. Two different heaps
/// look alike once in 2^64 times; what is looked for is damage, not an attack: the seals cover that.
#[derive(Debug, Default, PartialEq, Eq)]
struct Heap {
    keys: usize,
    sum: u64,
}

impl Heap {
    fn add(&mut self, key: &[u8]) {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        self.keys += 1;
        self.sum = self.sum.wrapping_add(hasher.finish());
    }
}

pub(super) fn restore(folder: &Path, from: &dyn Parts) -> Result<(), SnapshotError> {
    let lock = hold(folder)?;
    let (engine, marker) = (folder.join(ENGINE_FOLDER), folder.join(RESTORING));
    if marker.exists() {
        // What a restore that was interrupted has left.
        let _gone = fs::remove_dir_all(&engine);
        let _gone = fs::remove_file(folder.join("anchor.json"));
    }
    if engine.exists() || folder.join("anchor.json").exists() {
        return Err(SnapshotError::NotEmpty(format!("the data folder {}", folder.display())));
    }
    files::write_durably(&marker, b"")?;
    let filled = restore_into(folder, from);
    if filled.is_err() {
        // It was empty, and part of a backup is of no use.
        let _gone = fs::remove_dir_all(&engine);
    }
    // Where part of it could not be taken away, the marker says so.
    if filled.is_ok() || !engine.exists() {
        fs::remove_file(marker)?;
    }
    drop(lock);
    filled
}

/// So many batches are restored before the engine is closed and opened again.
const BATCHES: usize = 16;

fn restore_into(folder: &Path, from: &dyn Parts) -> Result<(), SnapshotError> {
    let kept = files::Files::open(folder.join("files"))?;
    let (mut engine_open, mut batches, mut last) = (Some(engine_of(folder)?), 0, None);
    let mut put = |batch: Batch| {
        batches += 1;
        if batches % BATCHES == 0 {
            // The engine keeps every page that it has written in memory, until it is closed.
            drop(engine_open.take());
        }
        let (db, map) = match engine_open.take() {
            Some(open) => open,
            None => engine_of(folder)?,
        };
        let mut writes = sled::Batch::default();
        for (key, value) in batch {
            writes.insert(key, value.unwrap_or_default());
        }
        map.0.apply_batch(writes).map_err(engine)?;
        // What is not flushed stays in memory.
        db.flush().map_err(engine)?;
        engine_open = Some((db, map));
        Ok(())
    };
    parts::fill(from, &mut put, &mut |_, part| {
        match part {
            Part::File { bytes, .. } => drop(kept.keep(bytes)?),
            Part::Checkpoint(checkpoint) => last = Some(checkpoint.clone()),
            Part::Record(_) | Part::Entry(_) => {}
        }
        Ok(())
    })?;
    drop(engine_open);
    files::sync(&File::open(folder.join(ENGINE_FOLDER).join("db"))?)?;
    // Without the anchor the folder does not open: it is written when all else is there.
    Ok(last.map_or(Ok(()), |last| last.write(folder))?)
}
