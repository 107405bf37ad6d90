//! Where it is kept. Few questions, and one door for writing: [`Store::commit`].
//!
//! A record is JSON with a revision. Every change of a lasting record comes with an audit
//! entry, sealed into the record's own chain in the same transaction. Sessions, invitations
//! and counters of failed sign-ins come and go without one.
mod backup;
mod checkpoint;
mod export;
mod files;
mod keys;
mod kind;
mod ledger;
pub mod memory;
mod parts;
mod place;
mod postgres;
mod recorded;
mod sled;
mod snapshot;
mod verify;
mod watched;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use async_trait::async_trait;
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};

use self::backup::{Lines, Whole};
use self::export::AuditLog;
use self::verify::Verifying;
use crate::domain::audit::Entry;
use crate::domain::hexadecimal::hex;
use crate::domain::seal::Sealed;

pub use backup::{Written, verify_backup};
pub use checkpoint::Anchor;
pub use export::{verify_audit, write_audit};
pub use kind::Kind;
pub use parts::{BackupFile, Extent, Part, Parts, See};
pub use place::Place;
pub use postgres::PostgresStore;
pub(crate) use recorded::recorded;
pub use recorded::{UNTIL, until};
pub use sled::SledStore;
pub use snapshot::{Snapshot, SnapshotError};
pub use verify::{Verified, verify};
pub use watched::{Changed, News, Queue, Taken, Watched};

/// The format of stored records that this program writes. A higher one is refused.
pub const FORMAT: u32 = 1;

/// A stored record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// What it is.
    pub kind: Kind,
    /// Its id, unique within its kind.
    pub id: String,
    /// Counts its changes, from 1.
    pub revision: u64,
    /// The keys by which it is found, such as `organisation/dft`.
    pub indexes: Vec<String>,
    /// JSON.
    pub body: Vec<u8>,
}

/// A type that is stored as a record.
pub trait Recorded: Serialize + DeserializeOwned {
    /// What it is.
    const KIND: Kind;
    /// Its id.
    fn id(&self) -> String;
    /// Counts its changes, from 1.
    fn revision(&self) -> u64;
    /// The keys by which it is found.
    fn indexes(&self) -> Vec<String>;
}

/// One record to write.
#[derive(Debug, Clone)]
pub struct Write {
    /// The record as it is to be.
    pub record: Record,
    /// The revision that was read; `None` for a new record.
    pub expected: Option<u64>,
    /// What happened; required for lasting records.
    pub entry: Option<Entry>,
}

/// Everything that is written together, or not at all.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// The records.
    pub writes: Vec<Write>,
    /// Records that go, of kinds that come and go.
    pub removals: Vec<(Kind, String)>,
    /// Lasting records that are disposed of: the record goes, and its audit entries lose their
    /// content. A write of the same change says so in a chain of its own.
    pub disposals: Vec<(Kind, String)>,
    /// Records that it was decided on, with the revisions that were read. When one of them is another
    /// by now, nothing is written.
    pub given: Vec<(Kind, String, u64)>,
    /// The key of the form that asked for it: the same form is carried out once.
    pub once: Option<String>,
}

impl Change {
    /// A change of one lasting record.
    pub fn of<T: Recorded>(
        value: &T,
        expected: Option<u64>,
        entry: Entry,
    ) -> Result<Self, StoreError> {
        Self::default().and(value, expected, Some(entry))
    }

    /// Adds a record.
    pub fn and<T: Recorded>(
        mut self,
        value: &T,
        expected: Option<u64>,
        entry: Option<Entry>,
    ) -> Result<Self, StoreError> {
        self.writes.push(Write { record: Record::of(value)?, expected, entry });
        Ok(self)
    }

    /// Removes a record of a kind that comes and goes.
    #[must_use]
    pub fn without(mut self, kind: Kind, id: &str) -> Self {
        self.removals.push((kind, id.to_owned()));
        self
    }

    /// Disposes of a lasting record.
    #[must_use]
    pub fn disposing(mut self, kind: Kind, id: &str) -> Self {
        self.disposals.push((kind, id.to_owned()));
        self
    }

    /// Carried out only while these records are as they were read.
    #[must_use]
    pub fn given(mut self, records: impl IntoIterator<Item = (Kind, String, u64)>) -> Self {
        self.given.extend(records);
        self
    }

    /// The records that it writes or disposes of.
    fn changed(&self) -> Changed {
        let written = self.writes.iter().map(|write| (write.record.kind, write.record.id.clone()));
        written.chain(self.disposals.iter().cloned()).collect()
    }

    /// Carried out only once for this key.
    #[must_use]
    pub fn once(mut self, key: Option<String>) -> Self {
        self.once = key;
        self
    }
}

impl Record {
    /// The record of a value.
    pub fn of<T: Recorded>(value: &T) -> Result<Self, StoreError> {
        let body = json(value)?;
        let (id, revision, indexes) = (value.id(), value.revision(), value.indexes());
        Ok(Self { kind: T::KIND, id, revision, indexes, body })
    }

    /// The value of a record.
    pub fn read<T: Recorded>(&self) -> Result<T, StoreError> {
        serde_json::from_slice(&self.body).map_err(|error| StoreError::Corrupt {
            key: format!("{}/{}", self.kind.name(), self.id),
            why: error.to_string(),
        })
    }
}

/// Which records are wanted: those with this index key or one that starts with it, in the
/// order of the keys and then of the ids.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// The start of the index key.
    pub prefix: String,
    /// Continue after this place, as a former answer gave it.
    pub after: Option<Vec<u8>>,
    /// At most so many.
    pub limit: usize,
}

/// Records, and the place to continue from.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The records.
    pub records: Vec<Record>,
    /// Where the next page starts; `None` at the end.
    pub next: Option<Vec<u8>>,
}

/// Why the store did not do it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A record was changed by someone else since it was read.
    #[error("someone else has changed this record")]
    Conflict,
    /// The same form was carried out before.
    #[error("this has been done before")]
    AlreadyDone,
    /// A lasting record came without its audit entry.
    #[error("a change without an audit entry")]
    Unaudited,
    /// What is stored is not what was written.
    #[error(
        "the stored record {key} is damaged: {why}; restore a backup with `loneliness-test restore`"
    )]
    Corrupt {
        /// The record.
        key: String,
        /// What shows it.
        why: String,
    },
    /// Written by a newer program.
    #[error(
        "the data has format {found}, and this program knows {known}: use a newer version of the program"
    )]
    TooNew {
        /// The format of the data.
        found: u32,
        /// The format that this program writes.
        known: u32,
    },
    /// The data cannot be used now.
    #[error("{0}")]
    Unavailable(String),
    /// The storage engine failed.
    #[error("the storage engine failed")]
    Engine(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// The port. The same contract tests run against every store.
#[async_trait]
pub trait Store: Send + Sync {
    /// The record with this id.
    async fn get(&self, kind: Kind, id: &str) -> Result<Option<Record>, StoreError>;

    /// The records with these ids, in their order; those that are not there are left out.
    async fn get_each(&self, kind: Kind, ids: &[String]) -> Result<Vec<Record>, StoreError> {
        let mut found = Vec::with_capacity(ids.len());
        for id in ids {
            found.extend(self.get(kind, id).await?);
        }
        Ok(found)
    }

    /// Records by index.
    async fn find(&self, kind: Kind, query: Query) -> Result<Page, StoreError>;

    /// How many records have an index key that starts so.
    async fn count(&self, kind: Kind, prefix: &str) -> Result<usize, StoreError>;

    /// Writes everything of a change, or nothing. When it returns `Ok`, it is on disk.
    async fn commit(&self, change: Change) -> Result<(), StoreError>;

    /// What other processes have changed since this was asked last; nothing where there can be no
    /// other.
    async fn elsewhere(&self) -> Result<News, StoreError> {
        Ok(News::default())
    }

    /// The audit entries of a record, oldest first.
    async fn chain(&self, kind: Kind, id: &str) -> Result<Vec<Sealed>, StoreError>;

    /// How many audit entries each record of a lasting kind has, by its id. A record that was
    /// disposed of keeps its entries.
    async fn stamps(&self, kind: Kind) -> Result<BTreeMap<String, u64>, StoreError>;

    /// Keeps bytes under their SHA-256, which is returned. When it returns `Ok`, they are on disk.
    async fn keep_file(&self, bytes: Vec<u8>) -> Result<String, StoreError>;

    /// The bytes with this SHA-256.
    async fn file(&self, hash: &str) -> Result<Option<Vec<u8>>, StoreError>;

    /// Removes the bytes with this SHA-256, at the end of their retention.
    async fn forget_file(&self, hash: &str) -> Result<(), StoreError>;

    /// Lets other processes fetch a file that this one has made, under a name. It comes and goes, and
    /// is in no backup. Nothing is done where there can be no other process.
    async fn share_file(&self, _name: &str, _path: &Path) -> Result<(), StoreError> {
        Ok(())
    }

    /// Writes a file that another process has shared to this path, if there is one.
    async fn fetch_shared_file(&self, _name: &str, _path: &Path) -> Result<(), StoreError> {
        Ok(())
    }

    /// Ends that a file is shared.
    async fn unshare_file(&self, _name: &str) -> Result<(), StoreError> {
        Ok(())
    }

    /// Gives what lasts, as it is at one moment, one part after the other. Others go on reading and
    /// writing meanwhile.
    async fn each_part(&self, extent: Extent, see: Box<See<'static>>) -> Result<(), SnapshotError>;

    /// Everything that lasts, in memory: for small stores.
    async fn everything(&self) -> Result<Snapshot, SnapshotError> {
        let take = |snapshot: &mut Snapshot, part| {
            snapshot.take(part);
            Ok(())
        };
        parts::gather(self, Extent::Everything, Snapshot::default(), take).await
    }

    /// Writes everything that lasts to a file that must not exist.
    async fn write_backup(&self, to: &Path) -> Result<Written, SnapshotError> {
        let (whole, buffer) = Whole::begin(to)?;
        let lines =
            parts::gather(self, Extent::Everything, Lines::begin(buffer)?, Lines::part).await?;
        let ended = tokio::task::spawn_blocking(move || {
            let (buffer, written) = lines.end()?;
            whole.end(buffer).map(|()| written)
        });
        ended.await.map_err(|error| StoreError::Engine(error.into()))?
    }

    /// Writes the audit log to a file that must not exist: all of it, or as it was at the last
    /// checkpoint before a moment.
    async fn write_audit_log(&self, to: &Path, at: Option<Timestamp>) -> Result<(), SnapshotError> {
        let before = match at {
            Some(at) => {
                let find = export::first_since(at);
                parts::gather(self, Extent::WithoutFiles, None, find).await?
            }
            None => None,
        };
        let (whole, buffer) = Whole::begin(to)?;
        let log = AuditLog::begin(buffer, before)?;
        let log = parts::gather(self, Extent::WithoutFiles, log, AuditLog::part).await?;
        let ended = tokio::task::spawn_blocking(move || whole.end(log.end()?));
        ended.await.map_err(|error| StoreError::Engine(error.into()))?
    }

    /// Checks every record, chain, checkpoint and file, and that nothing that an anchor knew is gone.
    async fn verify(&self, anchor: Option<&Anchor>) -> Result<Verified, SnapshotError> {
        let take = |verifying: &mut Verifying, part| verifying.part(&part);
        Ok(parts::gather(self, Extent::Everything, Verifying::default(), take).await?.end(anchor))
    }

    /// Finishes what is under way, and writes a last checkpoint.
    async fn close(&self) -> Result<(), StoreError>;
}

/// Reads the value with this id.
pub async fn read<T: Recorded>(store: &dyn Store, id: &str) -> Result<Option<T>, StoreError> {
    let record = store.get(T::KIND, id).await?;
    record.map(|record| record.read()).transpose()
}

/// Reads the values with these ids, by their ids; those that are not there are left out.
pub async fn read_each<T: Recorded>(
    store: &dyn Store,
    ids: BTreeSet<String>,
) -> Result<BTreeMap<String, T>, StoreError> {
    let ids: Vec<String> = ids.into_iter().collect();
    let records = store.get_each(T::KIND, &ids).await?;
    records.iter().map(|record| Ok((record.id.clone(), record.read()?))).collect()
}

/// The SHA-256 of bytes, in hexadecimal: the name of a kept file.
pub fn hash_of(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Reads every value whose index key starts so, up to a limit.
pub async fn read_all<T: Recorded>(
    store: &dyn Store,
    prefix: &str,
    limit: usize,
) -> Result<Vec<T>, StoreError> {
    let query = Query { prefix: prefix.to_owned(), after: None, limit };
    let page = store.find(T::KIND, query).await?;
    page.records.iter().map(Record::read).collect()
}

/// A value as it is kept.
fn json<T: Serialize>(value: &T) -> Result<Vec<u8>, StoreError> {
    serde_json::to_vec(value).map_err(|error| StoreError::Engine(error.into()))
}

/// The heads of all chains: chain to number and seal of its last entry.
pub(crate) type Heads = BTreeMap<String, (u64, String)>;
