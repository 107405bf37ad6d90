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

/// The last backup of the schedule, by any process.
#[derive(Debug, Serialize, Deserialize)]
struct LastBackup {
    /// When it was begun; the next one is counted from here.
    at: Timestamp,
    /// When one was last there, verified.
    #[serde(default)]
    done: Option<Timestamp>,
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
        let done = last.and_then(|last| last.done);
        let begun = LastBackup { at: now, done, revision: expected.unwrap_or(0) + 1 };
        match self.store.commit(Change::default().and(&begun, expected, None)?).await {
            // Another process was first.
            Err(StoreError::Conflict) => return Ok(None),
            done => done?,
        }
        let written = self.write_next(plan, now).await;
        let (expected, revision) = (Some(begun.revision), begun.revision + 1);
        let ended = match written {
            Ok(_) => LastBackup { done: Some(self.clock.now()), revision, ..begun },
            // It is tried again at the next look.
            Err(_) => LastBackup { at: now - plan.every_hours.hours(), revision, ..begun },
        };
        let noted = self.store.commit(Change::default().and(&ended, expected, None)?).await;
        // Why there is no backup says more than that this could not be noted.
        let path = written?;
        rotate(&plan.folder, plan.keep).map_err(failed)?;
        noted?;
        Ok(Some(path))
    }

    /// Writes a backup into the folder of a plan.
    async fn write_next(&self, plan: &BackupPlan, now: Timestamp) -> Result<PathBuf, UseCaseError> {
        fs::create_dir_all(&plan.folder).map_err(failed)?;
        let name = format!("{}{}{}", NAME.0, now.strftime("%Y%m%dT%H%M%SZ"), NAME.1);
        let path = plan.folder.join(name);
        self.write_backup(&path).await.map(|_| path)
    }

    /// When a backup of the schedule was last there, verified.
    pub async fn last_backup(&self) -> Result<Option<Timestamp>, UseCaseError> {
        let last: Option<LastBackup> = store::read(self.store.as_ref(), LAST).await?;
        Ok(last.and_then(|last| last.done))
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
