//! `doctor`: looks at an installation, and says what is wrong with it before its users do.
use std::io::Write as _;
use std::net::{SocketAddr, TcpListener};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use x509_cert::Certificate;
use x509_cert::der::Decode as _;

use super::backup::same_owner;
use super::{chain, control, serve};
use crate::app::{KeyUse, Keys, holds_demonstration, keys_in_use};
use crate::clock::{Clock as _, SystemClock};
use crate::config::{Backups, Mail, Provider, Settings, Stated, Tls};
use crate::library::Library;
use crate::mail::Mailer;
use crate::store::Place;

/// With less than this left on the disk, in bytes, there is a warning.
const ROOM: u64 = 1 << 30;

/// With less left than this, a certificate is to be renewed.
const CERTIFICATE_LEFT: Duration = Duration::from_hours(14 * 24);

/// What is said of a store that was filled with `--demo`.
pub(super) const DEMONSTRATION: &str = "they are those of the demonstration, and its passwords are published: \
                             not for real work";

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
        say!("{word:<6} {what}: {text}");
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
    let (records, used) = records(&settings, running)
        .map_or_else(|error| (Err(error), KeyUse::new()), |(standing, used)| (Ok(standing), used));
    report.say("records", records);
    report.say("key", keys(settings.keys.as_deref(), &used));
    report.say("questionnaires", questionnaires(&settings));
    report.say("address", address(settings.listen, running));
    if let Some(metrics) = settings.metrics {
        report.say("address of figures", free(metrics, settings.listen, running));
    }
    report.say("address for browsers", Ok(public(&settings.public_url)));
    report.say("backups", backups(settings.backups.as_ref()));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        if let Some(tls) = &settings.tls {
            report.say("certificate", certificate(tls).await);
        }
        if let Some(found) = &settings.provider {
            report.say("identity provider", provider(found, &settings.public_url).await);
        }
        if let Some(found) = &settings.mail {
            report.say("mail server", mail(found).await);
        }
    });
    let code = if report.wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    say!("{} thing(s) wrong", report.wrong);
    Ok(code)
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

/// Opens the store, which proves an embedded one whole. Also the keys that people in it need.
fn records(settings: &Settings, running: bool) -> Result<(Standing, KeyUse)> {
    let place = match &settings.store {
        Some(address) => Place::named(address),
        None if running => {
            let (said, used) = control::ready(&settings.data)?;
            return Ok((Fine(said), used));
        }
        None if !settings.data.join("engine").exists() => {
            return Ok((Warning("there are none yet".to_owned()), KeyUse::new()));
        }
        None => Place::Folder(settings.data.clone()),
    };
    let store = place.open()?;
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let (people, demonstration, used) = runtime.block_on(async {
        let people = store.count(crate::store::Kind::Person, "").await?;
        let demonstration = holds_demonstration(store.as_ref()).await?;
        let used = keys_in_use(store.as_ref(), SystemClock.today()).await?;
        store.close().await?;
        anyhow::Ok((people, demonstration, used))
    })?;
    let standing = match people {
        _ if demonstration => Warning(DEMONSTRATION.to_owned()),
        0 => Warning("they can be read; nobody can sign in yet".to_owned()),
        _ => Fine("they can be read".to_owned()),
    };
    Ok((standing, used))
}

/// Whether the key of the service is there and nobody else's, and whoever has a password can use it.
fn keys(path: Option<&Path>, used: &KeyUse) -> Result<Standing> {
    let keys = path.map_or_else(|| Ok(Keys::default()), Keys::read)?;
    let missing = keys.missing(used);
    if !missing.is_empty() {
        bail!("{}", missing.join("; "));
    }
    let Some((path, name)) = path.zip(keys.names().next()) else {
        let text = "none (--key-file): a stolen backup is enough to guess at passwords";
        return Ok(Warning(text.to_owned()));
    };
    let outdated = match (keys.outdated(used), keys.names().count()) {
        (0, _) => String::new(),
        (people, 1) => format!("; {people} have not signed in since it came"),
        (people, _) => format!("; {people} have not signed in since it came: keep those below it"),
    };
    // A group may: a credential of systemd is that of the group of its service.
    if std::fs::metadata(path)?.permissions().mode() & 0o007 != 0 {
        let at = path.display();
        let text = format!("others may look into {at}: chmod 600 takes that away{outdated}");
        return Ok(Warning(text));
    }
    Ok(Fine(format!("{name} is in use{outdated}")))
}

/// Reads the files of questionnaires as a start would.
fn questionnaires(settings: &Settings) -> Result<Standing> {
    let library = Library::embedded()?;
    let Some(folder) = &settings.questionnaires else {
        return Ok(Fine("those that are built in".to_owned()));
    };
    library.with_folder(folder)?;
    Ok(Fine(format!("those in {} can be used", folder.display())))
}

/// Whether figures can be shown at an address beside the service.
fn free(metrics: SocketAddr, listen: SocketAddr, running: bool) -> Result<Standing> {
    let (one, other) = (metrics.ip(), listen.ip());
    let same = one == other || one.is_unspecified() || other.is_unspecified();
    if same && metrics.port() == listen.port() {
        bail!("the service listens on {listen}: figures need another port");
    }
    address(metrics, running)
}

/// Whether the certificate can be used, and for how long.
async fn certificate(tls: &Tls) -> Result<Standing> {
    serve::certificate(tls).await?;
    let pem = std::fs::read(&tls.certificate)?;
    let certificate = CertificateDer::from_pem_slice(&pem)?;
    let certificate = Certificate::from_der(&certificate)?;
    let until = certificate.tbs_certificate.validity.not_after.to_unix_duration();
    let Some(left) = until.checked_sub(Duration::try_from(SystemClock.now().as_duration())?) else {
        bail!("{} has expired", tls.certificate.display());
    };
    let text = format!("it is good for {} more days", left.as_secs() / (24 * 3600));
    Ok(if left < CERTIFICATE_LEFT { Warning(text) } else { Fine(text) })
}

fn address(listen: SocketAddr, running: bool) -> Result<Standing> {
    match TcpListener::bind(listen) {
        Ok(_) => Ok(Fine(format!("{listen} is free"))),
        Err(_) if running => Ok(Fine(format!("{listen} is in use; a service is running"))),
        Err(error) => Err(error).with_context(|| format!("cannot listen on {listen}")),
    }
}

/// Whether an address is that of this machine, for which cookies are sent without TLS.
fn is_here(url: &str) -> bool {
    let host = url.split("://").nth(1).unwrap_or_default();
    ["127.", "localhost", "[::1]"].iter().any(|here| host.starts_with(here))
}

/// Why browsers keep nobody signed in at an address: cookies are sent over TLS alone.
pub(super) fn without_sessions(url: &str) -> Option<String> {
    let keeps = url.starts_with("https://") || is_here(url);
    (!keeps).then(|| format!("with {url} browsers do not keep anyone signed in: it needs TLS"))
}

fn public(url: &str) -> Standing {
    match without_sessions(url) {
        Some(why) => Warning(why),
        None if is_here(url) => {
            Warning(format!("{url} is this machine alone; others need --public-url https://…"))
        }
        None => Fine(url.to_owned()),
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
    if is_late {
        bail!("{text}, and one is planned every {} hours", plan.every_hours);
    }
    Ok(Fine(text))
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
