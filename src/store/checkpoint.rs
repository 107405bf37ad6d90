//! Checkpoints over all chains, and the anchor outside the engine.
//!
//! A checkpoint holds one hash over the heads of all chains and is chained to the one before,
//! so that a cut-off tail of any chain shows. The newest one is written to a small file beside
//! the engine: a store that has less than its anchor does not serve.
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{Heads, StoreError, files};
use crate::domain::hexadecimal::hex;

/// One checkpoint. The last one is also the anchor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The format of the store.
    pub format: u32,
    /// 0 for the first, written when the store is made.
    pub number: u64,
    /// How many chains there were: one for each lasting record.
    pub chains: u64,
    /// How many audit entries there were.
    pub entries: u64,
    /// SHA-256 over all heads, as the root of a tree.
    pub root: String,
    /// The hash of the checkpoint before.
    pub previous: String,
    /// SHA-256 of all the above.
    pub hash: String,
}

/// The name of the anchor in the data folder.
pub(super) const ANCHOR_FILE: &str = "anchor.json";

impl Anchor {
    /// The checkpoint over these heads.
    pub(super) fn over(heads: &Heads, number: u64, previous: &str) -> Self {
        let mut made = Self {
            format: super::FORMAT,
            number,
            chains: u64::try_from(heads.len()).unwrap_or(u64::MAX),
            entries: heads.values().map(|(number, _)| number).sum(),
            root: root(heads),
            previous: previous.to_owned(),
            hash: String::new(),
        };
        made.hash = made.computed_hash();
        made
    }

    /// The hash that this checkpoint must have.
    pub(super) fn computed_hash(&self) -> String {
        let Self { format, number, chains, entries, root, previous, hash: _ } = self;
        let text = format!("{format} {number} {chains} {entries} {root} {previous}");
        hex(&Sha256::digest(text))
    }

    /// Writes the anchor so that it is there, whole, after a power cut.
    pub(super) fn write(&self, folder: &Path) -> Result<(), StoreError> {
        let bytes = serde_json::to_vec_pretty(self).map_err(|e| StoreError::Engine(e.into()))?;
        files::write_durably(&folder.join(ANCHOR_FILE), &bytes).map_err(|error| {
            StoreError::Unavailable(format!("the anchor cannot be written: {error}"))
        })
    }

    /// Reads the anchor of a folder, if there is one.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>, StoreError> {
        let path = folder.join(ANCHOR_FILE);
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                let message = format!("{} cannot be read: {error}", path.display());
                return Err(StoreError::Unavailable(message));
            }
        };
        let damaged = |why: &str| StoreError::Corrupt {
            key: path.display().to_string(),
            why: why.to_owned(),
        };
        let anchor: Self =
            serde_json::from_slice(&bytes).map_err(|_| damaged("it is not an anchor"))?;
        if anchor.format > super::FORMAT {
            return Err(StoreError::TooNew { found: anchor.format, known: super::FORMAT });
        }
        if anchor.hash != anchor.computed_hash() {
            return Err(damaged("its hash does not match"));
        }
        Ok(Some(anchor))
    }
}

/// The Merkle root over the heads in the order of their chains. A lone node moves up as it is.
fn root(heads: &Heads) -> String {
    let leaf = |(chain, (number, seal)): (&String, &(u64, String))| -> [u8; 32] {
        Sha256::digest(format!("leaf {chain} {number} {seal}")).into()
    };
    let mut level: Vec<[u8; 32]> = heads.iter().map(leaf).collect();
    while level.len() > 1 {
        level = level
            .chunks(2)
            .map(|pair| match pair {
                [left, right] => {
                    let mut hash = Sha256::new();
                    hash.update(b"node ");
                    hash.update(left);
                    hash.update(right);
                    hash.finalize().into()
                }
                other => other.first().copied().unwrap_or_default(),
            })
            .collect();
    }
    level.first().map_or_else(String::new, |root| hex(root))
}
