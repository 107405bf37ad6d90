//! The embedded store: sled in one folder, with what sled itself does not promise.
//!
//! sled answers before data is on disk, and its own flush does not reach the drive. So one
//! thread commits for all: it gathers the changes that wait, applies them as one batch,
//! flushes, and syncs sled's file before it answers. Values stay small (see `keys`), because
//! sled moves large ones to files that it never flushes.
#![expect(clippy::disallowed_types, reason = "this module owns the engine")]
mod committer;
mod frozen;
mod open;

use std::collections::BTreeMap;
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread::JoinHandle;

use async_trait::async_trait;
use tokio::sync::oneshot;

use self::committer::{Committer, Job};
use self::frozen::{Before, Frozen};
use super::checkpoint::Anchor;
use super::files::Files;
use super::keys::{self, Look, Map};
use super::parts::{self, Extent, Parts, See};
use super::snapshot::{self, SnapshotError};
use super::{Change, Kind, Page, Query, Record, Store, StoreError, ledger};
use crate::domain::seal::Sealed;

/// The embedded store, one folder on one machine.
#[derive(Debug)]
pub struct SledStore {
    map: SledMap,
    files: Files,
    jobs: mpsc::Sender<Job>,
    thread: Mutex<Option<JoinHandle<()>>>,
    failed: Arc<AtomicBool>,
    _lock: File,
}

/// sled's tree as a sorted map; a panic of the engine becomes an error.
#[derive(Debug, Clone)]
pub(super) struct SledMap(sled::Tree);

fn engine(error: sled::Error) -> StoreError {
    StoreError::Engine(error.into())
}

/// Runs engine code; damaged data can make sled panic.
fn guarded<T>(run: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| {
        let why = "the storage engine stopped at it".to_owned();
        Err(StoreError::Corrupt { key: "data".to_owned(), why })
    })
}

impl Look for SledMap {
    fn look(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        guarded(|| Ok(self.0.get(key).map_err(engine)?.map(|value| value.to_vec())))
    }
}

impl Map for SledMap {
    fn scan(
        &self,
        prefix: &[u8],
        after: Option<&[u8]>,
        see: &mut keys::See<'_>,
    ) -> Result<(), StoreError> {
        self.scan_from(&keys::start(prefix, after), prefix, see)
    }
}

impl SledMap {
    /// Calls `see` with every pair from `start` on whose key has this beginning, until it returns
    /// `false`.
    fn scan_from(
        &self,
        start: &[u8],
        prefix: &[u8],
        see: &mut keys::See<'_>,
    ) -> Result<(), StoreError> {
        guarded(|| {
            for pair in self.0.range(start..) {
                let (key, value) = pair.map_err(engine)?;
                if !key.starts_with(prefix) || !see(&key, &value)? {
                    break;
                }
            }
            Ok(())
        })
    }
}

impl SledStore {
    /// Opens the store of a folder, or makes one; refuses one that is damaged or has less
    /// than its anchor. Reads everything once.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let opened = open::open(folder)?;
        let files = Files::open(folder.join("files")).map_err(|error| {
            StoreError::Unavailable(format!("{} cannot be used: {error}", folder.display()))
        })?;
        let (jobs, waiting) = mpsc::channel();
        let failed = Arc::new(AtomicBool::new(false));
        let map = opened.map.clone();
        let committer = Committer {
            folder: folder.to_owned(),
            map: opened.map,
            db: opened.db,
            log: opened.log,
            heads: opened.heads,
            last: opened.last,
            failed: Arc::clone(&failed),
            frozen: Vec::new(),
        };
        let thread = std::thread::Builder::new()
            .name("commit".to_owned())
            .spawn(move || committer.run(&waiting))
            .map_err(|error| StoreError::Engine(error.into()))?;
        let thread = Mutex::new(Some(thread));
        Ok(Self { map, files, jobs, thread, failed, _lock: opened.lock })
    }

    /// Fills a new store from a backup. The folder must not hold one.
    pub fn restore(folder: &Path, from: &dyn Parts) -> Result<(), SnapshotError> {
        open::restore(folder, from)
    }

    /// Takes hold of the folder of a process whose records are elsewhere, as opening a store does.
    pub fn hold(folder: &Path) -> Result<File, StoreError> {
        open::hold(folder)
    }

    /// The newest checkpoint that the folder's anchor file knows.
    pub fn anchor(folder: &Path) -> Result<Option<Anchor>, StoreError> {
        Anchor::read(folder)
    }

    fn usable(&self) -> Result<(), StoreError> {
        if self.failed.load(Ordering::Acquire) {
            let message = "the data folder could not be written (is the disk full?); nothing is \
                           served until the cause is mended and the service is started again";
            return Err(StoreError::Unavailable(message.to_owned()));
        }
        Ok(())
    }

    /// The store as it is between two groups of changes; changes that come later do not show.
    async fn freeze(&self) -> Result<Frozen, StoreError> {
        let before = Arc::new(Before::default());
        self.ask(|answer| Job::Freeze(Arc::downgrade(&before), answer)).await?;
        Ok(Frozen { map: self.map.clone(), before })
    }

    async fn ask(
        &self,
        job: impl FnOnce(oneshot::Sender<Result<(), StoreError>>) -> Job,
    ) -> Result<(), StoreError> {
        self.usable()?;
        let stopped = || StoreError::Unavailable("the store is closed".to_owned());
        let (answer, answered) = oneshot::channel();
        self.jobs.send(job(answer)).map_err(|_| stopped())?;
        answered.await.map_err(|_| stopped())?
    }
}

#[async_trait]
impl Store for SledStore {
    async fn get(&self, kind: Kind, id: &str) -> Result<Option<Record>, StoreError> {
        self.usable()?;
        ledger::read(&self.map, kind, id)
    }

    async fn find(&self, kind: Kind, query: Query) -> Result<Page, StoreError> {
        self.usable()?;
        ledger::find(&self.map, kind, &query)
    }

    async fn count(&self, kind: Kind, prefix: &str) -> Result<usize, StoreError> {
        self.usable()?;
        ledger::count(&self.map, kind, prefix)
    }

    async fn commit(&self, change: Change) -> Result<(), StoreError> {
        self.ask(|answer| Job::Commit(Box::new(change), answer)).await
    }

    async fn chain(&self, kind: Kind, id: &str) -> Result<Vec<Sealed>, StoreError> {
        self.usable()?;
        ledger::entries(&self.map, &ledger::chain(kind, id))
    }

    async fn stamps(&self, kind: Kind) -> Result<BTreeMap<String, u64>, StoreError> {
        self.usable()?;
        let stopped = || StoreError::Unavailable("the store is closed".to_owned());
        let (answer, answered) = oneshot::channel();
        self.jobs.send(Job::Stamps(kind, answer)).map_err(|_| stopped())?;
        answered.await.map_err(|_| stopped())
    }

    async fn keep_file(&self, bytes: Vec<u8>) -> Result<String, StoreError> {
        self.usable()?;
        let files = self.files.clone();
        let kept = tokio::task::spawn_blocking(move || files.keep(&bytes)).await;
        kept.map_err(|error| StoreError::Engine(error.into()))?
    }

    async fn file(&self, hash: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let (files, hash) = (self.files.clone(), hash.to_owned());
        let read = tokio::task::spawn_blocking(move || files.read(&hash)).await;
        read.map_err(|error| StoreError::Engine(error.into()))?
    }

    async fn forget_file(&self, hash: &str) -> Result<(), StoreError> {
        let (files, hash) = (self.files.clone(), hash.to_owned());
        let gone = tokio::task::spawn_blocking(move || files.forget(&hash)).await;
        gone.map_err(|error| StoreError::Engine(error.into()))?
    }

    async fn each_part(
        &self,
        extent: Extent,
        mut see: Box<See<'static>>,
    ) -> Result<(), SnapshotError> {
        let (map, files) = (self.freeze().await?, self.files.clone());
        let given = tokio::task::spawn_blocking(move || {
            let names = parts::names(extent, || files.all())?;
            let checkpoints = snapshot::checkpoints(&map)?;
            let mut read = |name: &str| files.read(name);
            parts::each_stored(&map, checkpoints, (&names, &mut read), &mut see)
        });
        given.await.map_err(|error| StoreError::Engine(error.into()))?
    }

    async fn close(&self) -> Result<(), StoreError> {
        // When the disk could not be written, the thread waits for jobs for ever: nobody waits for it.
        self.ask(Job::Close).await?;
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            // The thread has answered; joining only waits for its last lines.
            let _ended = tokio::task::spawn_blocking(move || thread.join()).await;
        }
        Ok(())
    }
}
