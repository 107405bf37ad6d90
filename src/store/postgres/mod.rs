//! The store on a PostgreSQL-compatible database: the same sorted map of keys, in one table.
//!
//! What a change does is worked out by the same ledger as for the other stores, within a transaction
//! that sees one state and is tried again when another was faster (see `change`). The seal of the last entry
//! of each chain is kept beside it, so that a change reads what it touches and no more.
//!
//! Only plain SQL is used: three tables, primary keys, `insert … on conflict`, and row locks.
mod address;
mod change;
mod map;
mod news;
mod shared;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::Duration;

use async_trait::async_trait;
use postgres::types::Type;
use postgres::{Client, GenericClient, IsolationLevel};

use self::address::{Connection, Pool, connect, unreachable};
use self::change::{GATE, all_heads, carry_out, checkpoint, head_key, was_overtaken};
use self::map::{PostgresMap, write};
use self::news::Heard;
use super::checkpoint::Anchor;
use super::keys::{self, Batch, Look as _};
use super::parts::{self, Extent, Part, Parts, See};
use super::snapshot::{self, SnapshotError};
use super::{Change, Heads, Kind, News, Page, Query, Record, Store, StoreError, json, ledger};
use crate::domain::seal::Sealed;

/// How long changes go without a checkpoint.
const CHECKPOINT_EVERY: Duration = Duration::from_mins(1);

/// How often the tables are looked for again while another process makes them.
const PREPARE_TRIES: u64 = 10;

const TABLES: &str = "
    create table if not exists lt_pair (key bytea primary key, value bytea not null);
    create table if not exists lt_file (hash text primary key, bytes bytea not null);
    create table if not exists lt_shared (
        name text, number int, bytes bytea not null, primary key (name, number)
    );
";

/// A store on a PostgreSQL-compatible database.
pub struct PostgresStore {
    pool: Option<Pool>,
    /// The name of this process among those that use the database.
    node: Arc<str>,
    /// What this process knows of the changes of others.
    heard: Arc<Mutex<Heard>>,
    /// Whether something was written since the last checkpoint of this process.
    dirty: Arc<AtomicBool>,
    /// Dropped with the store: the thread that writes checkpoints ends then.
    _alive: mpsc::Sender<()>,
}

impl std::fmt::Debug for PostgresStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PostgresStore")
    }
}

/// An error of the database as one of the store.
fn database(error: postgres::Error) -> StoreError {
    if error.is_closed() || error.code().is_none() {
        let message = format!(
            "the database could not be reached: {error}; whether the last change was saved can be \
             seen when it answers again"
        );
        return StoreError::Unavailable(message);
    }
    StoreError::Engine(Box::new(error))
}

/// A connection of the pool, once one is free.
fn connection(pool: &Pool) -> Result<Connection, StoreError> {
    pool.get().map_err(|error| unreachable(&error))
}

fn gone() -> StoreError {
    StoreError::Unavailable("the store is closed".to_owned())
}

/// Runs what waits for the database on a thread that may wait.
async fn waiting<T: Send + 'static>(
    run: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    let done = tokio::task::spawn_blocking(run).await;
    done.map_err(|error| StoreError::Engine(error.into()))?
}

impl PostgresStore {
    /// Opens the store at an address such as `postgres://user:password@host/database`; makes its
    /// tables when they are missing.
    pub fn open(address: &str) -> Result<Self, StoreError> {
        let (pool, heard) = apart(|| -> Result<(Pool, Heard), StoreError> {
            let pool = connect(address)?;
            let mut client = connection(&pool)?;
            // Processes that start at the same moment get into each other's way.
            let mut tries = 0;
            while let Err(error) = prepare(&mut client) {
                tries += 1;
                if !was_overtaken(&error) || tries > PREPARE_TRIES {
                    return Err(error);
                }
                std::thread::sleep(Duration::from_millis(50 * tries));
            }
            let heard = Heard::from_now(&mut client)?;
            drop(client);
            Ok((pool, heard))
        })?;
        let node = getrandom::u64().map_err(|error| StoreError::Engine(error.into()))?;
        let (node, heard) = (format!("{node:016x}").into(), Arc::new(Mutex::new(heard)));
        let dirty = Arc::new(AtomicBool::new(false));
        let alive = Self::keep_checkpoints(pool.clone(), &dirty)?;
        Ok(Self { pool: Some(pool), node, heard, dirty, _alive: alive })
    }

    /// Fills an empty store from a backup.
    pub fn restore(address: &str, from: &(dyn Parts + Sync)) -> Result<(), SnapshotError> {
        apart(|| fill(address, from))
    }

    /// Writes checkpoints while there are changes, until the store is gone.
    fn keep_checkpoints(
        pool: Pool,
        dirty: &Arc<AtomicBool>,
    ) -> Result<mpsc::Sender<()>, StoreError> {
        let (alive, gone) = mpsc::channel();
        let dirty = Arc::clone(dirty);
        let run = move || {
            // At the end nothing is waited for: the connections of the pool go with this thread.
            while gone.recv_timeout(CHECKPOINT_EVERY) == Err(mpsc::RecvTimeoutError::Timeout) {
                if dirty.swap(false, Ordering::AcqRel)
                    && let Err(error) = checkpoint(&pool).and_then(|()| news::forget(&pool))
                {
                    dirty.store(true, Ordering::Release);
                    tracing::error!(error = ?error, "the checkpoint could not be written");
                }
            }
        };
        let thread = std::thread::Builder::new().name("checkpoints".to_owned()).spawn(run);
        thread.map(|_| alive).map_err(|error| StoreError::Engine(error.into()))
    }

    fn pool(&self) -> Result<Pool, StoreError> {
        self.pool.clone().ok_or_else(gone)
    }

    /// Reads within one state of the database.
    async fn reading<T: Send + 'static>(
        &self,
        run: impl FnOnce(&PostgresMap<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let pool = self.pool()?;
        waiting(move || {
            let mut client = connection(&pool)?;
            let transaction = client.build_transaction();
            let transaction = transaction.isolation_level(IsolationLevel::RepeatableRead);
            let transaction = transaction.read_only(true).start().map_err(database)?;
            run(&PostgresMap::of(transaction))
        })
        .await
    }
}

impl Drop for PostgresStore {
    fn drop(&mut self) {
        // Connections wait when they are closed, which a thread of the runtime must not.
        let pool = self.pool.take();
        let _closed = std::thread::spawn(move || drop(pool)).join();
    }
}

/// Runs what waits for the database on a thread of its own, because a thread of the runtime must
/// not wait for another runtime.
fn apart<T: Send, E: From<StoreError> + Send>(
    run: impl FnOnce() -> Result<T, E> + Send,
) -> Result<T, E> {
    let done = std::thread::scope(|scope| scope.spawn(run).join());
    done.map_err(|_| StoreError::Unavailable("opening the database ended with a panic".to_owned()))?
}

fn fill(address: &str, from: &(dyn Parts + Sync)) -> Result<(), SnapshotError> {
    let pool = connect(address)?;
    let mut client = connection(&pool)?;
    client.batch_execute(TABLES).map_err(database)?;
    let mut transaction = client.transaction().map_err(database)?;
    let there = transaction.query("select key from lt_pair limit 1", &[]).map_err(database)?;
    if !there.is_empty() {
        return Err(SnapshotError::NotEmpty("the database".to_owned()));
    }
    let transaction = Mutex::new(transaction);
    let into = || transaction.lock().unwrap_or_else(PoisonError::into_inner);
    let mut put = |batch| Ok(write(&mut into(), batch)?);
    let mut last = 0;
    parts::fill(from, &mut put, &mut |batch, part| {
        match part {
            // The entries come in the order of each chain, so the last one stays.
            Part::Entry(sealed) => {
                let head = json(&(sealed.number, &sealed.seal))?;
                batch.insert(head_key(&sealed.chain), Some(head));
            }
            Part::Checkpoint(checkpoint) => last = checkpoint.number,
            Part::File { sha256, bytes } => put_file(&mut *into(), sha256, bytes)?,
            Part::Record(_) => {}
        }
        Ok(())
    })?;
    let gate = Batch::from([(GATE.to_vec(), Some(last.to_string().into_bytes()))]);
    write(&mut into(), gate)?;
    let transaction = transaction.into_inner().unwrap_or_else(PoisonError::into_inner);
    Ok(transaction.commit().map_err(database)?)
}

/// Makes what is missing; refuses what a newer program wrote.
fn prepare(client: &mut Client) -> Result<(), StoreError> {
    client.batch_execute(TABLES).map_err(database)?;
    let mut transaction = client.transaction().map_err(database)?;
    let first = Anchor::over(&Heads::new(), 0, "");
    let pairs = [
        (keys::FORMAT_KEY.to_vec(), keys::LAYOUT.to_string().into_bytes()),
        (keys::checkpoint_key(0), json(&first)?),
        (GATE.to_vec(), b"0".to_vec()),
    ];
    let insert = "insert into lt_pair (key, value) values ($1, $2) on conflict (key) do nothing";
    for (key, value) in &pairs {
        transaction.execute(insert, &[key, value]).map_err(database)?;
    }
    transaction.commit().map_err(database)?;
    let transaction = client.transaction().map_err(database)?;
    let found = PostgresMap::of(transaction).look(keys::FORMAT_KEY)?.unwrap_or_default();
    let found = String::from_utf8_lossy(&found).parse().unwrap_or(u32::MAX);
    if found > keys::LAYOUT {
        return Err(StoreError::TooNew { found, known: keys::LAYOUT });
    }
    Ok(())
}

fn put_file(to: &mut impl GenericClient, hash: &str, bytes: &[u8]) -> Result<(), StoreError> {
    let insert = "insert into lt_file (hash, bytes) values ($1, $2) on conflict (hash) do nothing";
    let put = to.execute_typed(insert, &[(&hash, Type::TEXT), (&bytes, Type::BYTEA)]);
    put.map(drop).map_err(database)
}

#[async_trait]
impl Store for PostgresStore {
    async fn get(&self, kind: Kind, id: &str) -> Result<Option<Record>, StoreError> {
        let (pool, id) = (self.pool()?, id.to_owned());
        waiting(move || {
            let found = map::one(&mut *connection(&pool)?, &keys::record_key(kind, &id))?;
            ledger::read(&found, kind, &id)
        })
        .await
    }

    async fn get_each(&self, kind: Kind, ids: &[String]) -> Result<Vec<Record>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let ids = ids.to_owned();
        self.reading(move |map| {
            let keys: Vec<_> = ids.iter().map(|id| keys::record_key(kind, id)).collect();
            map.expect(&keys)?;
            let read = ids.iter().map(|id| ledger::read(map, kind, id));
            read.filter_map(Result::transpose).collect()
        })
        .await
    }

    async fn find(&self, kind: Kind, query: Query) -> Result<Page, StoreError> {
        self.reading(move |map| ledger::find(map, kind, &query)).await
    }

    async fn count(&self, kind: Kind, prefix: &str) -> Result<usize, StoreError> {
        let prefix = prefix.to_owned();
        self.reading(move |map| ledger::count(map, kind, &prefix)).await
    }

    async fn commit(&self, change: Change) -> Result<(), StoreError> {
        let (pool, node) = (self.pool()?, Arc::clone(&self.node));
        waiting(move || carry_out(&pool, &node, &change)).await?;
        self.dirty.store(true, Ordering::Release);
        Ok(())
    }

    async fn elsewhere(&self) -> Result<News, StoreError> {
        let (pool, node, heard) = (self.pool()?, Arc::clone(&self.node), Arc::clone(&self.heard));
        waiting(move || {
            let mut heard = heard.lock().unwrap_or_else(PoisonError::into_inner);
            heard.listen(&mut *connection(&pool)?, &node)
        })
        .await
    }

    async fn chain(&self, kind: Kind, id: &str) -> Result<Vec<Sealed>, StoreError> {
        let chain = ledger::chain(kind, id);
        self.reading(move |map| ledger::entries(map, &chain)).await
    }

    async fn stamps(&self, kind: Kind) -> Result<BTreeMap<String, u64>, StoreError> {
        self.reading(move |map| {
            Ok(ledger::stamps(&all_heads(map, &ledger::chain(kind, ""))?, kind))
        })
        .await
    }

    async fn keep_file(&self, bytes: Vec<u8>) -> Result<String, StoreError> {
        let pool = self.pool()?;
        waiting(move || {
            let hash = super::hash_of(&bytes);
            let mut client = connection(&pool)?;
            put_file(&mut *client, &hash, &bytes)?;
            Ok(hash)
        })
        .await
    }

    async fn file(&self, hash: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let (pool, hash) = (self.pool()?, hash.to_owned());
        waiting(move || {
            let mut client = connection(&pool)?;
            let select = "select bytes from lt_file where hash = $1";
            let asked = client.query_typed_opt(select, &[(&hash, Type::TEXT)]);
            let row = asked.map_err(database)?;
            let bytes: Option<Vec<u8>> =
                row.map(|row| row.try_get(0)).transpose().map_err(database)?;
            let altered = |bytes: &Vec<u8>| super::hash_of(bytes) != hash;
            if bytes.as_ref().is_some_and(altered) {
                return Err(keys::corrupt(hash.as_bytes(), "the file is not what was kept"));
            }
            Ok(bytes)
        })
        .await
    }

    async fn forget_file(&self, hash: &str) -> Result<(), StoreError> {
        let (pool, hash) = (self.pool()?, hash.to_owned());
        waiting(move || {
            let mut client = connection(&pool)?;
            let delete = "delete from lt_file where hash = $1";
            client.execute(delete, &[&hash]).map(drop).map_err(database)
        })
        .await
    }

    async fn share_file(&self, name: &str, path: &Path) -> Result<(), StoreError> {
        let (pool, name, path) = (self.pool()?, name.to_owned(), path.to_owned());
        waiting(move || shared::share(&mut *connection(&pool)?, &name, &path)).await
    }

    async fn fetch_shared_file(&self, name: &str, path: &Path) -> Result<(), StoreError> {
        let (pool, name, path) = (self.pool()?, name.to_owned(), path.to_owned());
        waiting(move || shared::fetch(&mut *connection(&pool)?, &name, &path)).await
    }

    async fn unshare_file(&self, name: &str) -> Result<(), StoreError> {
        let (pool, name) = (self.pool()?, name.to_owned());
        waiting(move || shared::unshare(&mut *connection(&pool)?, &name)).await
    }

    async fn each_part(
        &self,
        extent: Extent,
        mut see: Box<See<'static>>,
    ) -> Result<(), SnapshotError> {
        let given = move |map: &PostgresMap<'_>| {
            let names = parts::names(extent, || map.file_names())?;
            let checkpoints = snapshot::checkpoints(map)?;
            let mut read = |name: &str| map.file(name);
            Ok(parts::each_stored(map, checkpoints, (&names, &mut read), &mut see))
        };
        self.reading(given).await?
    }

    async fn close(&self) -> Result<(), StoreError> {
        if !self.dirty.swap(false, Ordering::AcqRel) {
            return Ok(());
        }
        let pool = self.pool()?;
        waiting(move || checkpoint(&pool)).await
    }
}
