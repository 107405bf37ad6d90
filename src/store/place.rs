//! Which store an address names.
use std::path::PathBuf;
use std::sync::Arc;

use super::{Anchor, Parts, PostgresStore, SledStore, SnapshotError, Store, StoreError};

/// Where records are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In a folder of this machine, by the embedded store.
    Folder(PathBuf),
    /// In a PostgreSQL-compatible database at this address.
    Database(String),
}

impl Place {
    /// The place of an address: `postgres://…` is a database, anything else a folder.
    pub fn named(address: &str) -> Self {
        let is_database =
            ["postgres://", "postgresql://"].iter().any(|start| address.starts_with(start));
        if is_database {
            Self::Database(address.to_owned())
        } else {
            Self::Folder(PathBuf::from(address))
        }
    }

    /// Opens it, or makes it.
    pub fn open(&self) -> Result<Arc<dyn Store>, StoreError> {
        Ok(match self {
            Self::Folder(folder) => Arc::new(SledStore::open(folder)?),
            Self::Database(address) => Arc::new(PostgresStore::open(address)?),
        })
    }

    /// Fills it from a backup. It must be empty.
    pub fn restore(&self, from: &(dyn Parts + Sync)) -> Result<(), SnapshotError> {
        match self {
            Self::Folder(folder) => SledStore::restore(folder, from),
            Self::Database(address) => PostgresStore::restore(address, from),
        }
    }

    /// The newest checkpoint that is known outside the store. A database has none.
    pub fn anchor(&self) -> Result<Option<Anchor>, StoreError> {
        match self {
            Self::Folder(folder) => SledStore::anchor(folder),
            Self::Database(_) => Ok(None),
        }
    }
}
