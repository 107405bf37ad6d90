//! Backups that the service writes itself: on a schedule, by one process, verified, rotated.
use std::fs;
use std::path::{Path, PathBuf};

use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};

use super::{Service, UseCaseError};
use crate::store::{self, Change, StoreError, Written, recorded, verify_backup};

/// How backups are written on a schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupPlan {
    /// The folder for them.
    pub folder: PathBuf,
    /// So many hours lie between one and the next.
    pub every_hours: i64,
    /// So many are kept.
    pub keep: usize,
}

/// When a backup was begun last, by any process.
#[derive(Debug, Serialize, Deserialize)]
struct LastBackup {
    at: Timestamp,
    revision: u64,
}

recorded!(LastBackup, Throttle, self => LAST.to_owned(), Vec::new());

const LAST: &str = "backup";

/// What the names of backups of the schedule begin and end with.
const NAME: (&str, &str) = ("backup-", ".jsonl");

impl Service {
    /// Writes a backup to a file that must not exist, and verifies what was written. One that is
    /// not whole and unaltered is an error; the file stays, to be looked at.
    pub async fn write_backup(&self, to: &Path) -> Result<Written, UseCaseError> {
        let written = self.store.write_backup(to).await.map_err(failed)?;
        let path = to.to_owned();
        let verified = tokio::task::spawn_blocking(move || verify_backup(&path)).await;
        let verified = verified.map_err(failed)?.map_err(failed)?;
        match verified.problems.first() {
            None => Ok(written),
            Some(first) => {
                let (count, path) = (verified.problems.len(), to.display());
                Err(failed(format!("the backup {path} has {count} problem(s): {first}")))
            }
        }
    }

    /// Writes the backup that is due, if one is, and removes the oldest beyond those that are kept.
    pub async fn write_due_backup(
        &self,
        plan: &BackupPlan,
    ) -> Result<Option<PathBuf>, UseCaseError> {
        let last: Option<LastBackup> = store::read(self.store.as_ref(), LAST).await?;
        let now = self.clock.now();
        if last.as_ref().is_some_and(|last| now < last.at + plan.every_hours.hours()) {
            return Ok(None);
        }
        let expected = last.as_ref().map(|last| last.revision);
        let noted = LastBackup { at: now, revision: expected.unwrap_or(0) + 1 };
        match self.store.commit(Change::default().and(&noted, expected, None)?).await {
            // Another process was first.
            Err(StoreError::Conflict) => return Ok(None),
            done => done?,
        }
        let name = format!("{}{}{}", NAME.0, now.strftime("%Y%m%dT%H%M%SZ"), NAME.1);
        let path = plan.folder.join(name);
        let made = fs::create_dir_all(&plan.folder).map_err(failed);
        let written = match made {
            Ok(()) => self.write_backup(&path).await,
            Err(error) => Err(error),
        };
        if let Err(error) = written {
            // It is tried again at the next look.
            let before = noted.at - plan.every_hours.hours();
            let again = LastBackup { at: before, revision: noted.revision + 1 };
            let again = Change::default().and(&again, Some(noted.revision), None)?;
            self.store.commit(again).await?;
            return Err(error);
        }
        rotate(&plan.folder, plan.keep).map_err(failed)?;
        Ok(Some(path))
    }
}

fn failed(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> UseCaseError {
    UseCaseError::Store(StoreError::Engine(error.into()))
}

/// Removes the oldest backups of a folder. Their names are in the order of their times.
fn rotate(folder: &Path, keep: usize) -> std::io::Result<()> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.starts_with(NAME.0) && name.ends_with(NAME.1) {
            found.push(name);
        }
    }
    found.sort();
    let old = found.len().saturating_sub(keep.max(1));
    for name in found.into_iter().take(old) {
        fs::remove_file(folder.join(name))?;
    }
    Ok(())
}
