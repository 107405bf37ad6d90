//! `backup` and `restore`.
use std::fs::{File, OpenOptions};
use std::io::{BufReader, BufWriter, Write as _};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result};

use crate::store::{self, Place, Snapshot};

pub(super) fn everything(place: &Place) -> Result<Snapshot> {
    if let Place::Folder(folder) = place
        && !folder.exists()
    {
        anyhow::bail!("there is no folder {}", folder.display());
    }
    let store = place.open()?;
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    runtime.block_on(async {
        let snapshot = store.everything().await?;
        store.close().await?;
        Ok(snapshot)
    })
}

pub(super) fn backup(place: &Place, to: &Path) -> Result<ExitCode> {
    let snapshot = everything(place)?;
    let file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(to)
        .with_context(|| format!("{} cannot be written", to.display()))?;
    let mut writer = BufWriter::new(file);
    snapshot.write(&mut writer)?;
    writer.flush()?;
    writer.get_ref().sync_all()?;
    println!(
        "{} records and {} audit entries written",
        snapshot.records.len(),
        snapshot.entries.len()
    );
    Ok(ExitCode::SUCCESS)
}

pub(super) fn read(from: &Path) -> Result<Snapshot> {
    let file = File::open(from).with_context(|| format!("{} cannot be read", from.display()))?;
    Ok(Snapshot::read(&mut BufReader::new(file))?)
}

pub(super) fn restore(from: &Path, place: &Place) -> Result<ExitCode> {
    let snapshot = read(from)?;
    let verified = store::verify(&snapshot, None)?;
    if !verified.problems.is_empty() {
        for problem in &verified.problems {
            println!("{problem}");
        }
        anyhow::bail!("the backup was altered; nothing was restored");
    }
    place.restore(&snapshot)?;
    println!(
        "{} records and {} audit entries restored",
        snapshot.records.len(),
        snapshot.entries.len()
    );
    Ok(ExitCode::SUCCESS)
}
