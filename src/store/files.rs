//! Files that are there, whole, after a power cut: temporary name, fsync, rename, fsync of
//! the folder.
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use rustix::fs::{Timespec, Timestamps, UTIME_NOW, futimens};
use sha2::{Digest as _, Sha256};

use super::StoreError;
use crate::domain::hexadecimal::hex;

/// The ending of files that are being written.
const PART: &str = "part";

/// How many files this process has begun to write.
static WRITTEN: AtomicU64 = AtomicU64::new(0);

/// Puts what was written to a file or folder on disk.
///
/// When ext4 has met an error, it gives up its journal, and may only be read a moment later. In that
/// moment its kernel says that a sync was done, and it was not. So the time of the file is set
/// afterwards, twice: the first time finds that the journal is gone and makes the file system one that
/// may only be read, but says nothing; the second time says so.
pub(super) fn sync(file: &File) -> io::Result<()> {
    file.sync_data()?;
    // Both times: that is allowed to everyone who may write, and one alone only to the owner.
    let present = Timespec { tv_sec: 0, tv_nsec: UTIME_NOW };
    let now = Timestamps { last_access: present, last_modification: present };
    futimens(file, &now)?;
    Ok(futimens(file, &now)?)
}

/// Writes a file so that it is either the old one or the new one, never part of it.
pub(super) fn write_durably(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    // A name of its own: two may write the same file at once, and neither may cut off the other's.
    let number = WRITTEN.fetch_add(1, Ordering::Relaxed);
    let temporary = path.with_extension(format!("{number}.{PART}"));
    let mut file = File::create(&temporary)?;
    file.write_all(bytes)?;
    sync(&file)?;
    fs::rename(&temporary, path)?;
    sync(&File::open(folder)?)
}

/// A folder of files that are named by their SHA-256.
#[derive(Debug, Clone)]
pub(super) struct Files(PathBuf);

impl Files {
    pub(super) fn open(folder: PathBuf) -> io::Result<Self> {
        fs::create_dir_all(&folder)?;
        // What a process that was killed had begun to write.
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|ending| ending == PART) {
                fs::remove_file(path)?;
            }
        }
        Ok(Self(folder))
    }

    pub(super) fn keep(&self, bytes: &[u8]) -> Result<String, StoreError> {
        let hash = hex(&Sha256::digest(bytes));
        let path = self.0.join(&hash);
        let unavailable = |error: io::Error| {
            StoreError::Unavailable(format!("{} cannot be written: {error}", path.display()))
        };
        if !path.exists() {
            write_durably(&path, bytes).map_err(unavailable)?;
        }
        Ok(hash)
    }

    /// The bytes, when they still have the hash that names them.
    pub(super) fn read(&self, hash: &str) -> Result<Option<Vec<u8>>, StoreError> {
        if hash.len() != 64 || !hash.chars().all(|c| c.is_ascii_hexdigit()) {
            return Ok(None);
        }
        let path = self.0.join(hash);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                let message = format!("{} cannot be read: {error}", path.display());
                return Err(StoreError::Unavailable(message));
            }
        };
        if hex(&Sha256::digest(&bytes)) == hash {
            Ok(Some(bytes))
        } else {
            let why = "it is not what was written".to_owned();
            Err(StoreError::Corrupt { key: path.display().to_string(), why })
        }
    }

    /// Removes a file; one that is not there is gone already.
    pub(super) fn forget(&self, hash: &str) -> Result<(), StoreError> {
        if hash.len() != 64 || !hash.chars().all(|c| c.is_ascii_hexdigit()) {
            return Ok(());
        }
        match fs::remove_file(self.0.join(hash)) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => {
                return Err(StoreError::Unavailable(format!("{hash} cannot be removed: {error}")));
            }
        }
        let synced = File::open(&self.0).and_then(|folder| sync(&folder));
        synced.map_err(|error| StoreError::Unavailable(format!("{hash}: {error}")))
    }

    pub(super) fn all(&self) -> Result<Vec<String>, StoreError> {
        let unavailable =
            |error: io::Error| StoreError::Unavailable(format!("files cannot be listed: {error}"));
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.0).map_err(unavailable)? {
            let name = entry.map_err(unavailable)?.file_name().to_string_lossy().into_owned();
            if name.len() == 64 {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }
}
