//! The one thread that writes: group commit, durability, checkpoints.
use std::collections::BTreeMap;
use std::fs::File;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use super::frozen::Before;
use super::{SledMap, engine, guarded};
use crate::store::checkpoint::Anchor;
use crate::store::keys::{self, Batch};
use crate::store::{Change, Heads, Kind, StoreError, files, json, ledger};

/// At most so many changes share a flush.
const GROUP: usize = 256;

/// How long changes go without a checkpoint.
const CHECKPOINT_EVERY: Duration = Duration::from_secs(10);

pub(super) type Answer = oneshot::Sender<Result<(), StoreError>>;

pub(super) enum Job {
    Commit(Box<Change>, Answer),
    /// How many entries each chain of a kind has.
    Stamps(Kind, oneshot::Sender<BTreeMap<String, u64>>),
    /// From the next group on, what is overwritten is kept for one who reads the present state.
    Freeze(Weak<Before>, Answer),
    Close(Answer),
}

pub(super) struct Committer {
    pub(super) folder: PathBuf,
    pub(super) map: SledMap,
    pub(super) db: sled::Db,
    /// sled's own file, held open to sync what sled has written to it.
    pub(super) log: File,
    pub(super) heads: Heads,
    pub(super) last: Anchor,
    pub(super) failed: Arc<AtomicBool>,
    /// Those who read a former state.
    pub(super) frozen: Vec<Weak<Before>>,
}

/// What the engine says, such as that the disk is full.
fn cause(error: &StoreError) -> String {
    std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string)
}

impl Committer {
    pub(super) fn run(mut self, jobs: &Receiver<Job>) {
        let mut dirty_since: Option<Instant> = None;
        loop {
            let wait = dirty_since
                .map_or(CHECKPOINT_EVERY, |since| CHECKPOINT_EVERY.saturating_sub(since.elapsed()));
            let first = match jobs.recv_timeout(wait) {
                Ok(job) => Some(job),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => {
                    let _written = self.checkpoint(dirty_since.is_some());
                    return;
                }
            };
            let mut group: Vec<(Box<Change>, Answer)> = Vec::new();
            let (mut closing, mut freezing) = (None, Vec::new());
            for job in first.into_iter().chain(jobs.try_iter()) {
                match job {
                    Job::Commit(change, answer) => group.push((change, answer)),
                    Job::Stamps(kind, answer) => {
                        let _heard = answer.send(ledger::stamps(&self.heads, kind));
                    }
                    Job::Freeze(before, answer) => freezing.push((before, answer)),
                    Job::Close(answer) => closing = Some(answer),
                }
                if group.len() >= GROUP || closing.is_some() {
                    break;
                }
            }
            if !group.is_empty() {
                self.commit(group);
                dirty_since.get_or_insert_with(Instant::now);
            }
            for (before, answer) in freezing {
                self.frozen.push(before);
                let _heard = answer.send(Ok(()));
            }
            if let Some(answer) = closing {
                let _heard = answer.send(self.checkpoint(dirty_since.is_some()));
                return;
            }
            if dirty_since.is_some_and(|since| since.elapsed() >= CHECKPOINT_EVERY) {
                if let Err(error) = self.checkpoint(true) {
                    tracing::error!(error = ?error, "the checkpoint could not be written");
                }
                dirty_since = None;
            }
        }
    }

    /// Carries out a group of changes with one flush, and answers each.
    fn commit(&mut self, group: Vec<(Box<Change>, Answer)>) {
        if self.failed.load(Ordering::Acquire) {
            for (_, answer) in group {
                let message = "the data folder could not be written".to_owned();
                let _heard = answer.send(Err(StoreError::Unavailable(message)));
            }
            return;
        }
        let mut batch = Batch::new();
        let number = self.last.number + 1;
        let (map, heads) = (&self.map, &mut self.heads);
        let results: Vec<_> = group
            .into_iter()
            .map(|(change, answer)| {
                (ledger::apply(map, &mut batch, heads, number, &change), answer)
            })
            .collect();
        let written = if batch.is_empty() { Ok(()) } else { self.write(batch) };
        if let Err(error) = &written {
            tracing::error!(error = ?error, "a commit could not be written; the store stops");
            self.failed.store(true, Ordering::Release);
        }
        for (result, answer) in results {
            let result = match (&written, result) {
                (Ok(()), result) | (Err(_), result @ Err(_)) => result,
                (Err(error), Ok(())) => {
                    let message = format!("the data folder could not be written: {}", cause(error));
                    Err(StoreError::Unavailable(message))
                }
            };
            let _heard = answer.send(result);
        }
    }

    fn write(&mut self, batch: Batch) -> Result<(), StoreError> {
        self.frozen.retain(|before| before.strong_count() > 0);
        for before in self.frozen.iter().filter_map(Weak::upgrade) {
            before.keep(&self.map, &batch)?;
        }
        guarded(|| {
            let mut writes = sled::Batch::default();
            for (key, value) in batch {
                match value {
                    Some(value) => writes.insert(key, value),
                    None => writes.remove(key),
                }
            }
            self.map.0.apply_batch(writes).map_err(engine)?;
            self.db.flush().map_err(engine)?;
            files::sync(&self.log).map_err(|error| StoreError::Engine(error.into()))
        })
    }

    /// Writes a checkpoint into the store, and then the anchor beside it.
    fn checkpoint(&mut self, needed: bool) -> Result<(), StoreError> {
        if !needed || self.failed.load(Ordering::Acquire) {
            return Ok(());
        }
        let next = Anchor::over(&self.heads, self.last.number + 1, &self.last.hash);
        let bytes = json(&next)?;
        self.write(Batch::from([(keys::checkpoint_key(next.number), Some(bytes))]))?;
        next.write(&self.folder)?;
        self.last = next;
        Ok(())
    }
}
