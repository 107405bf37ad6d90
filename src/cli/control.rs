//! A socket in the data folder, by which commands ask the service that runs there: who may read the
//! folder may use it.
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::UnixListener;

use super::doctor::DEMONSTRATION;
use super::way_in::no_way_in;
use crate::app::{KeyUse, Service, UseCaseError};
use crate::store::Written;

/// The longest line that is read from the socket, in bytes.
const LONGEST: u64 = 8 << 10;

/// What a command asks for.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Wish {
    /// A backup to this file.
    Backup { to: PathBuf },
    /// A link with which the person with this address chooses a password.
    WayIn { email: String },
    /// To know whether the records can be read, which they cannot be after a disk could not be written.
    Ready,
}

/// What the service says.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Reply {
    Done {
        records: usize,
        entries: usize,
    },
    Ready {
        demonstration: bool,
        /// How many people need which key; what an older version does not say.
        #[serde(default)]
        keys: Vec<(Option<String>, usize)>,
    },
    Link {
        address: String,
    },
    Failed {
        why: String,
    },
}

fn path(data: &Path) -> PathBuf {
    data.join("control.sock")
}

/// Answers commands until the service ends.
pub(super) fn listen(service: Arc<Service>, data: &Path) -> Result<()> {
    let path = path(data);
    // One that a former process has left; the lock of the folder says that it is gone.
    let _gone = std::fs::remove_file(&path);
    let listener = UnixListener::bind(&path)
        .with_context(|| format!("the socket {} cannot be made", path.display()))?;
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))?;
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let service = Arc::clone(&service);
            tokio::spawn(async move {
                let (read, mut write) = stream.into_split();
                let mut line = String::new();
                let read = tokio::io::BufReader::new(read.take(LONGEST)).read_line(&mut line).await;
                let Ok(wish) = read
                    .map_err(drop)
                    .and_then(|_| serde_json::from_str::<Wish>(&line).map_err(drop))
                else {
                    return;
                };
                let reply = carry_out(&service, wish).await;
                let mut text = serde_json::to_string(&reply).unwrap_or_default();
                text.push('\n');
                // Who asked may have gone.
                let _heard = write.write_all(text.as_bytes()).await;
            });
        }
    });
    Ok(())
}

async fn carry_out(service: &Service, wish: Wish) -> Reply {
    let carried_out = match wish {
        Wish::Ready => ready_reply(service).await.map_err(Into::into),
        Wish::WayIn { email } => {
            let made = service.way_in(&email).await;
            made.map(|address| Reply::Link { address }).map_err(|error| no_way_in(error, &email))
        }
        Wish::Backup { to } => {
            let written = service.write_backup(&to).await;
            if let Err(error) = &written {
                tracing::error!(error = ?error, "a backup failed");
            }
            let done = |w: Written| Reply::Done { records: w.records, entries: w.entries };
            written.map(done).map_err(Into::into)
        }
    };
    carried_out.unwrap_or_else(|error| Reply::Failed { why: super::chain(&error) })
}

async fn ready_reply(service: &Service) -> Result<Reply, UseCaseError> {
    let demonstration = service.is_demonstration().await?;
    Ok(Reply::Ready { demonstration, keys: service.keys_in_use().await?.into_iter().collect() })
}

/// Whether a service runs on a folder and answers.
pub(super) fn is_running(data: &Path) -> bool {
    UnixStream::connect(path(data)).is_ok()
}

/// Asks the service for something, on its socket.
fn ask(mut stream: UnixStream, wish: &Wish) -> Result<Reply> {
    let mut text = serde_json::to_string(wish)?;
    text.push('\n');
    stream.write_all(text.as_bytes())?;
    let mut line = String::new();
    BufReader::new(stream).read_line(&mut line)?;
    serde_json::from_str(&line).context("the service ended before it answered")
}

/// What the service that runs on a folder says of its records, and which keys people need.
pub(super) fn ready(data: &Path) -> Result<(String, KeyUse)> {
    match ask(UnixStream::connect(path(data))?, &Wish::Ready)? {
        Reply::Ready { demonstration, keys } => {
            let reads = "a service runs on the folder, and can read them";
            let demonstration =
                if demonstration { format!("; {DEMONSTRATION}") } else { String::new() };
            Ok((format!("{reads}{demonstration}"), keys.into_iter().collect()))
        }
        Reply::Done { .. } | Reply::Link { .. } => bail!(OTHER),
        Reply::Failed { why } => bail!("the service that runs on the folder says: {why}"),
    }
}

/// What is said of a service of another version.
const OTHER: &str = "the service gave another answer than was asked for";

/// Asks the service that runs on a folder for a link for a person; none when no service answers there.
pub(super) fn way_in(data: &Path, email: &str) -> Result<Option<String>> {
    let Ok(stream) = UnixStream::connect(path(data)) else { return Ok(None) };
    match ask(stream, &Wish::WayIn { email: email.to_owned() })? {
        Reply::Link { address } => Ok(Some(address)),
        Reply::Ready { .. } | Reply::Done { .. } => bail!(OTHER),
        Reply::Failed { why } => bail!("the service made no link: {why}"),
    }
}

/// Asks the service that runs on a folder for a backup; none when no service answers there. Returns
/// how many records and audit entries were written.
pub(super) fn backup(data: &Path, to: &Path) -> Result<Option<(usize, usize)>> {
    let Ok(stream) = UnixStream::connect(path(data)) else { return Ok(None) };
    match ask(stream, &Wish::Backup { to: std::path::absolute(to)? })? {
        Reply::Done { records, entries } => Ok(Some((records, entries))),
        Reply::Ready { .. } | Reply::Link { .. } => bail!(OTHER),
        Reply::Failed { why } => bail!("the service could not write the backup: {why}"),
    }
}
