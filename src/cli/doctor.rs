//! `doctor`: looks at an installation, and says what is wrong with it before its users do.
use std::io::Write as _;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};

use super::{chain, control, serve};
use crate::config::{Backups, Mail, Provider, Settings, Stated};
use crate::mail::Mailer;
use crate::store::Place;

/// With less than this left on the disk, in bytes, there is a warning.
const ROOM: u64 = 1 << 30;

/// How something stands.
enum Standing {
    Fine(String),
    Warning(String),
}

use Standing::{Fine, Warning};

/// Prints what was found, and counts what is wrong.
#[derive(Default)]
struct Report {
    wrong: usize,
}

impl Report {
    fn say(&mut self, what: &str, found: Result<Standing>) {
        let (word, text) = match found {
            Ok(Fine(text)) => ("fine", text),
            Ok(Warning(text)) => ("look", text),
            Err(error) => {
                self.wrong += 1;
                ("WRONG", chain(&error))
            }
        };
        println!("{word:<6} {what}: {text}");
    }
}

/// Looks at everything that `serve` with the same settings would use. Exit code 0: nothing is wrong.
/// 1: something is, and it says what.
pub(super) fn doctor(stated: Stated) -> Result<ExitCode> {
    let settings = Settings::check(stated)?;
    same_owner(&settings.data)?;
    let running = control::is_running(&settings.data);
    let mut report = Report::default();
    report.say("data folder", folder(&settings.data));
    report.say("room on its disk", room(&settings.data));
    report.say("records", records(&settings, running));
    report.say("address", address(&settings, running));
    report.say("address for browsers", Ok(public(&settings.public_url)));
    report.say("backups", backups(settings.backups.as_ref()));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        if let Some(tls) = &settings.tls {
            let read = serve::certificate(tls).await;
            report.say("certificate", read.map(|_| Fine("it and its key can be read".to_owned())));
        }
        if let Some(found) = &settings.provider {
            report.say("identity provider", provider(found, &settings.public_url).await);
        }
        if let Some(found) = &settings.mail {
            report.say("mail server", mail(found).await);
        }
    });
    let code = if report.wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    println!("{} thing(s) wrong", report.wrong);
    Ok(code)
}

/// Files that another account makes in the folder could not be written by the service.
fn same_owner(data: &Path) -> Result<()> {
    let Ok(folder) = std::fs::metadata(data) else { return Ok(()) };
    let me = rustix::process::geteuid().as_raw();
    if folder.uid() != me {
        let (at, owner) = (data.display(), folder.uid());
        bail!("{at} belongs to the account {owner}: ask as that one (this is {me})");
    }
    Ok(())
}

/// Whether a file can be written to a folder.
fn writable(folder: &Path) -> Result<()> {
    let probe = folder.join(".doctor");
    let mut file = std::fs::File::create(&probe)?;
    let written = file.write_all(b"x").and_then(|()| file.sync_all());
    // What was written is taken away in any case.
    std::fs::remove_file(&probe).and(written)?;
    Ok(())
}

fn folder(data: &Path) -> Result<Standing> {
    if !data.exists() {
        return Ok(Warning(format!("{} is not there yet: the service makes it", data.display())));
    }
    writable(data).with_context(|| format!("{} cannot be written", data.display()))?;
    let mode = std::fs::metadata(data)?.permissions().mode();
    if mode & 0o077 != 0 {
        let at = data.display();
        return Ok(Warning(format!("others may look into {at}: chmod 700 takes that away")));
    }
    Ok(Fine(format!("{} can be written, and by nobody else", data.display())))
}

fn room(data: &Path) -> Result<Standing> {
    let there = data.ancestors().find(|folder| folder.exists()).unwrap_or(Path::new("/"));
    let free = fs4::available_space(there)?;
    let text = format!("{} MB are free", free >> 20);
    Ok(if free < ROOM { Warning(text) } else { Fine(text) })
}

/// Opens the store, which proves an embedded one whole.
fn records(settings: &Settings, running: bool) -> Result<Standing> {
    let place = match &settings.store {
        Some(address) => Place::named(address),
        None if running => {
            return Ok(Fine("a service runs on the folder, and answers".to_owned()));
        }
        None if !settings.data.join("engine").exists() => {
            return Ok(Warning("there are none yet".to_owned()));
        }
        None => Place::Folder(settings.data.clone()),
    };
    let store = place.open()?;
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let people = runtime.block_on(async {
        let people = store.count(crate::store::Kind::Person, "").await?;
        store.close().await?;
        anyhow::Ok(people)
    })?;
    Ok(match people {
        0 => Warning("they can be read; nobody can sign in yet".to_owned()),
        _ => Fine("they can be read".to_owned()),
    })
}

fn address(settings: &Settings, running: bool) -> Result<Standing> {
    let listen = settings.listen;
    match TcpListener::bind(listen) {
        Ok(_) => Ok(Fine(format!("{listen} is free"))),
        Err(_) if running => Ok(Fine(format!("{listen} is in use; a service is running"))),
        Err(error) => Err(error).with_context(|| format!("cannot listen on {listen}")),
    }
}

/// Cookies are sent over TLS alone, but for addresses of the machine itself.
fn public(url: &str) -> Standing {
    let host = url.split("://").nth(1).unwrap_or_default();
    let is_here = ["127.", "localhost", "[::1]"].iter().any(|here| host.starts_with(here));
    if url.starts_with("https://") {
        Fine(url.to_owned())
    } else if is_here {
        Warning(format!("{url} is this machine alone; others need --public-url https://…"))
    } else {
        Warning(format!("with {url} browsers do not keep anyone signed in: it needs TLS"))
    }
}

fn backups(plan: Option<&Backups>) -> Result<Standing> {
    let Some(plan) = plan else {
        return Ok(Warning("none on a schedule (--backups)".to_owned()));
    };
    let folder = plan.folder.display();
    if !plan.folder.exists() {
        return Ok(Warning(format!("{folder} is not there yet: the service makes it")));
    }
    writable(&plan.folder).with_context(|| format!("{folder} cannot be written"))?;
    let mut newest = None;
    for entry in std::fs::read_dir(&plan.folder)? {
        let entry = entry?;
        if entry.path().extension().is_some_and(|ending| ending == "jsonl") {
            newest = newest.max(Some(entry.metadata()?.modified()?));
        }
    }
    let Some(newest) = newest else {
        return Ok(Warning(format!("there is none in {folder} yet")));
    };
    let hours = newest.elapsed().unwrap_or_default().as_secs() / 3600;
    let text = format!("the newest in {folder} is {hours} hours old");
    let is_late = hours > 2 * u64::from(plan.every_hours);
    Ok(if is_late { Warning(text) } else { Fine(text) })
}

async fn provider(found: &Provider, public_url: &str) -> Result<Standing> {
    let provider = serve::provider(found, public_url)?;
    provider.begin().await.with_context(|| format!("{} does not answer", found.issuer))?;
    Ok(Fine(format!("{} answers", found.issuer)))
}

async fn mail(found: &Mail) -> Result<Standing> {
    let mailer = Mailer::new(&found.server, &found.from)?;
    if !mailer.answers().await? {
        bail!("it does not take what is sent");
    }
    Ok(Fine("it answers".to_owned()))
}
