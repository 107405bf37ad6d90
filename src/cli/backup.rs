//! `backup`, `restore` and `verify`.
use std::fs::{File, OpenOptions};
use std::io::{BufReader, BufWriter, Write as _};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result};

use crate::store::{self, SledStore, Snapshot, Store as _};

fn everything(data: &Path) -> Result<Snapshot> {
    if !data.exists() {
        anyhow::bail!("there is no folder {}", data.display());
    }
    let store = SledStore::open(data)?;
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    runtime.block_on(async {
        let snapshot = store.everything().await?;
        store.close().await?;
        Ok(snapshot)
    })
}

pub(super) fn backup(data: &Path, to: &Path) -> Result<ExitCode> {
    let snapshot = everything(data)?;
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

fn read(from: &Path) -> Result<Snapshot> {
    let file = File::open(from).with_context(|| format!("{} cannot be read", from.display()))?;
    Ok(Snapshot::read(&mut BufReader::new(file))?)
}

pub(super) fn restore(from: &Path, data: &Path) -> Result<ExitCode> {
    let snapshot = read(from)?;
    let verified = store::verify(&snapshot, None)?;
    if !verified.problems.is_empty() {
        for problem in &verified.problems {
            println!("{problem}");
        }
        anyhow::bail!("the backup was altered; nothing was restored");
    }
    SledStore::restore(data, &snapshot)?;
    println!(
        "{} records and {} audit entries restored",
        snapshot.records.len(),
        snapshot.entries.len()
    );
    Ok(ExitCode::SUCCESS)
}

pub(super) fn verify(data: Option<&Path>, backup: Option<&Path>) -> Result<ExitCode> {
    let verified = match (data, backup) {
        (Some(data), _) => {
            let anchor = SledStore::anchor(data)?;
            store::verify(&everything(data)?, anchor.as_ref())?
        }
        (None, Some(backup)) => store::verify(&read(backup)?, None)?,
        (None, None) => anyhow::bail!("name a data folder or a backup"),
    };
    Ok(report(verified))
}

/// Verifies an audit log that was downloaded from a service.
pub(super) fn verify_log(log: &Path) -> Result<ExitCode> {
    let file = File::open(log).with_context(|| format!("{} cannot be read", log.display()))?;
    Ok(report(store::verify_audit(&mut BufReader::new(file))?))
}

fn report(verified: store::Verified) -> ExitCode {
    let store::Verified { records, entries, checkpoints, problems } = verified;
    for problem in &problems {
        println!("{problem}");
    }
    println!("{records} records, {entries} audit entries and {checkpoints} checkpoints checked");
    if problems.is_empty() {
        println!("whole and unaltered");
        ExitCode::SUCCESS
    } else {
        println!("{} problem(s) found", problems.len());
        ExitCode::FAILURE
    }
}
