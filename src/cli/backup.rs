//! `backup` and `restore`.
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result};

use super::control;
use crate::store::{self, BackupFile, Place};

/// Writes a backup and verifies it; through the service, when one runs on the folder.
pub(super) fn backup(place: &Place, to: &Path) -> Result<ExitCode> {
    if let Place::Folder(folder) = place
        && let Some((records, entries)) = control::backup(folder, to)?
    {
        println!("{records} records and {entries} audit entries written by the running service");
        return Ok(ExitCode::SUCCESS);
    }
    there(place)?;
    let store = place.open()?;
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let written = runtime.block_on(async {
        let written = store.write_backup(to).await?;
        store.close().await?;
        anyhow::Ok(written)
    })?;
    let verified = store::verify_backup(to)?;
    if let Some(first) = verified.problems.first() {
        anyhow::bail!("what was written has {} problem(s): {first}", verified.problems.len());
    }
    println!("{} records and {} audit entries written", written.records, written.entries);
    Ok(ExitCode::SUCCESS)
}

/// Refuses a folder that is not there, which would be made.
pub(super) fn there(place: &Place) -> Result<()> {
    match place {
        Place::Folder(folder) if !folder.exists() => {
            anyhow::bail!("there is no folder {}", folder.display())
        }
        Place::Folder(_) | Place::Database(_) => Ok(()),
    }
}

pub(super) fn restore(from: &Path, place: &Place) -> Result<ExitCode> {
    // The whole of it is verified before anything is written.
    let verified = store::verify_backup(from)
        .with_context(|| format!("{} cannot be restored", from.display()))?;
    if !verified.problems.is_empty() {
        for problem in &verified.problems {
            println!("{problem}");
        }
        anyhow::bail!("the backup was altered; nothing was restored");
    }
    place.restore(&BackupFile(from))?;
    let (records, entries) = (verified.records, verified.entries);
    println!("{records} records and {entries} audit entries restored");
    Ok(ExitCode::SUCCESS)
}
