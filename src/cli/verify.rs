//! `verify`: a folder, a backup, a package or an audit log, and a statement in one of them.
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result};

use super::backup::{EMPTY, there};
use super::{Within, WithinFile};
use crate::app::check_package;
use crate::store::{self, Place};

pub(super) fn verify(file: Option<&Path>, within: &Within) -> Result<ExitCode> {
    match &within.file {
        WithinFile { audit_log: Some(log), .. } => {
            if file.is_some() {
                anyhow::bail!("an audit log holds no statements; name a package or a backup");
            }
            let opened =
                File::open(log).with_context(|| format!("{} cannot be read", log.display()))?;
            Ok(report(&store::verify_audit(&mut BufReader::new(opened))?))
        }
        WithinFile { package: Some(package), .. } => in_package(file, package),
        WithinFile { backup: Some(backup), .. } => {
            let verified = store::verify_backup(backup)
                .with_context(|| format!("{} cannot be verified", backup.display()))?;
            in_store(file, &verified)
        }
        WithinFile { .. } => {
            if within.kept.data.is_none() {
                anyhow::bail!("name what to verify: --data, --backup, --package or --audit-log");
            }
            let place = within.kept.place()?;
            in_store(file, &verify_place(&place)?)
        }
    }
}

fn verify_place(place: &Place) -> Result<store::Verified> {
    there(place)?;
    let anchor = place.anchor()?;
    let store = place.open()?;
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    runtime.block_on(async {
        let mut verified = store.verify(anchor.as_ref()).await?;
        store.close().await?;
        if verified.records == 0 {
            // A database that was emptied, or another one than the one that was meant.
            verified.problems.push(EMPTY.to_owned());
        }
        Ok(verified)
    })
}

fn in_store(file: Option<&Path>, verified: &store::Verified) -> Result<ExitCode> {
    let code = report(verified);
    let Some(file) = file else { return Ok(code) };
    let found = statement(file, |hash| verified.files.contains(hash))?;
    Ok(if code == ExitCode::SUCCESS { found } else { code })
}

fn in_package(file: Option<&Path>, package: &Path) -> Result<ExitCode> {
    let checked = check_package(package)
        .with_context(|| format!("{} is not a whole package", package.display()))?;
    for problem in &checked.problems {
        say!("{problem}");
    }
    say!(
        "{} files, of which {} statements, and {} audit entries checked",
        checked.files,
        checked.statements,
        checked.entries
    );
    if !checked.problems.is_empty() {
        say!("{} problem(s) found", checked.problems.len());
        return Ok(ExitCode::FAILURE);
    }
    say!("whole and unaltered");
    match file {
        Some(file) => statement(file, |hash| checked.hashes.contains_key(hash)),
        None => Ok(ExitCode::SUCCESS),
    }
}

/// Says whether a file is one that was issued.
fn statement(file: &Path, is_issued: impl Fn(&str) -> bool) -> Result<ExitCode> {
    let bytes =
        std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let hash = store::hash_of(&bytes);
    if is_issued(&hash) {
        say!("{}: issued and unaltered (SHA-256 {hash})", file.display());
        Ok(ExitCode::SUCCESS)
    } else {
        say!("{}: altered, or never issued (SHA-256 {hash})", file.display());
        Ok(ExitCode::FAILURE)
    }
}

fn report(verified: &store::Verified) -> ExitCode {
    let store::Verified { records, entries, checkpoints, problems, .. } = verified;
    for problem in problems {
        say!("{problem}");
    }
    say!("{records} records, {entries} audit entries and {checkpoints} checkpoints checked");
    if problems.is_empty() {
        say!("whole and unaltered");
        ExitCode::SUCCESS
    } else {
        say!("{} problem(s) found", problems.len());
        ExitCode::FAILURE
    }
}
