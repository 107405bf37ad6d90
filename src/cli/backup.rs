//! `backup` and `restore`.
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result};

use super::control;
use crate::store::{self, BackupFile, Place};

/// Writes a backup and verifies it; through the service, when one runs on the folder.
pub(super) fn backup(place: &Place, to: &Path) -> Result<ExitCode> {
    if to.exists() {
        anyhow::bail!("{} exists already", to.display());
    }
    if let Place::Folder(folder) = place
        && let Some((records, entries)) = control::backup(folder, to)?
    {
        if !to.exists() {
            let (to, folder) = (to.display(), folder.display());
            anyhow::bail!(
                "the running service says that it has written {to}, and it is not there: the service has a \
                 file system of its own (such as with PrivateTmp); name a file in a folder that both \
                 see, such as one beside {folder}"
            );
        }
        say!("{records} records and {entries} audit entries written by the running service");
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
    if written.records == 0 {
        std::fs::remove_file(to)?;
        anyhow::bail!("{EMPTY}: nothing was written");
    }
    let verified = store::verify_backup(to)?;
    if let Some(first) = verified.problems.first() {
        anyhow::bail!("what was written has {} problem(s): {first}", verified.problems.len());
    }
    say!("{} records and {} audit entries written", written.records, written.entries);
    Ok(ExitCode::SUCCESS)
}

/// What is said of a store that was never used: a backup of it would be worth nothing.
pub(super) const EMPTY: &str = "there are no records at all, not even those of a service that was \
                                started once";

/// Refuses a folder that has no store, which would be made, and one of another account: what is
/// written into it by this one could not be used by the service.
pub(super) fn there(place: &Place) -> Result<()> {
    let Place::Folder(folder) = place else { return Ok(()) };
    let at = folder.display();
    if !folder.exists() {
        anyhow::bail!("there is no folder {at}");
    }
    if !folder.join("engine").exists() {
        anyhow::bail!(
            "there are no records in the folder {at}; if they are in a database, name that with --data"
        );
    }
    same_owner(folder)
}

/// Files that another account makes in the folder could not be written by the service.
pub(super) fn same_owner(data: &Path) -> Result<()> {
    let Ok(folder) = std::fs::metadata(data) else { return Ok(()) };
    let me = rustix::process::geteuid().as_raw();
    if folder.uid() != me {
        let (at, owner) = (data.display(), folder.uid());
        anyhow::bail!("{at} belongs to the account {owner}: ask as that one (this is {me})");
    }
    Ok(())
}

pub(super) fn restore(from: &Path, place: &Place) -> Result<ExitCode> {
    // The whole of it is verified before anything is written.
    let verified = store::verify_backup(from)
        .with_context(|| format!("{} cannot be restored", from.display()))?;
    if !verified.problems.is_empty() {
        for problem in &verified.problems {
            say!("{problem}");
        }
        anyhow::bail!("the backup was altered; nothing was restored");
    }
    if let Place::Folder(folder) = place {
        same_owner(folder)?;
    }
    place.restore(&BackupFile(from)).with_context(|| match place {
        Place::Folder(folder) => format!("{} cannot be filled", folder.display()),
        Place::Database(_) => "the database cannot be filled".to_owned(),
    })?;
    let (records, entries) = (verified.records, verified.entries);
    say!("{records} records and {entries} audit entries restored");
    Ok(ExitCode::SUCCESS)
}
