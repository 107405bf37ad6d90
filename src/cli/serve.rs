//! `serve`: puts the service together and runs it until it is told to stop.
use std::fs::File;
use std::io::IsTerminal as _;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use axum_server::tls_rustls::RustlsConfig;
use axum_server::{Address, Handle, Server};
use hyper_util::rt::TokioTimer;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

use super::{ServeArgs, control, doctor, on};
use crate::app::{BackupPlan, DEMO_PASSWORD, DEMO_PEOPLE, Keys, Service};
use crate::clock::SystemClock;
use crate::config::{self, Settings, Tls};
use crate::i18n::Catalogue;
use crate::identity::{Provider, ProviderSettings};
use crate::library::Library;
use crate::mail::Mailer;
use crate::pdf::Printer;
use crate::search::Index;
use crate::store::{Place, SledStore};
use crate::web::{AppState, Renderer, figures, router};

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum LogFormat {
    /// A line for people.
    Text,
    /// A JSON object on each line, for programs.
    Json,
}

pub(super) fn serve(args: ServeArgs) -> Result<ExitCode> {
    let settings = Settings::check(args.stated)?;
    let filter = filter(args.log.as_deref().unwrap_or(""))?;
    // Whoever reads the lines may stop reading them. Then lines are left out; the service goes on.
    let (lines, _writing) = tracing_appender::non_blocking(std::io::stderr());
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(lines);
    match args.log_format {
        LogFormat::Text => log.with_ansi(std::io::stderr().is_terminal()).init(),
        LogFormat::Json => log.json().init(),
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(run(settings))
}

/// What is logged. A word that is no level would be taken for the name of a part of the program, and
/// nothing would be logged.
fn filter(stated: &str) -> Result<EnvFilter> {
    let stated = if stated.trim().is_empty() { "info" } else { stated };
    for part in stated.split(',').map(str::trim).filter(|part| !part.contains(['=', ':'])) {
        if part.parse::<LevelFilter>().is_err() {
            bail!(
                "LONELINESS_TEST_LOG: “{part}” is not one of error, warn, info, debug, trace, off"
            );
        }
    }
    EnvFilter::try_new(stated).with_context(|| format!("LONELINESS_TEST_LOG is “{stated}”"))
}

/// The service of these settings, with its store open.
fn service(settings: &Settings) -> Result<Service> {
    let library = Library::embedded()?;
    let library = match &settings.questionnaires {
        Some(folder) => library.with_folder(folder)?,
        None => library,
    };
    let folder = || Place::Folder(settings.data.clone());
    let place = settings.store.as_deref().map_or_else(folder, Place::named);
    let store = place.open()?;
    let words = Catalogue::embedded()?;
    let printer = Printer::new()?;
    let clock = Arc::new(SystemClock);
    let index = Index::open(&settings.data.join("search"))?;
    let mut service = Service::new(store, index, clock, library, Arc::new(words), printer);
    service = service.with_public_url(&settings.public_url);
    service = service.with_packages(settings.data.join("packages"));
    service = service.with_factor_rule(settings.second_factor);
    if let Some(path) = &settings.keys {
        service = service.with_keys(Keys::read(path)?);
    }
    if let Some(found) = &settings.provider {
        service = service.with_provider(provider(found, &settings.public_url)?);
    }
    if let Some(mail) = &settings.mail {
        service = service.with_mailer(Mailer::new(&mail.server, &mail.from)?);
    }
    Ok(service)
}

/// The identity provider of these settings.
pub(super) fn provider(settings: &config::Provider, public_url: &str) -> Result<Provider> {
    let settings = settings.clone();
    Ok(Provider::new(ProviderSettings {
        issuer: settings.issuer,
        client_id: settings.client_id,
        client_secret: settings.client_secret,
        groups_claim: settings.groups_claim,
        public_url: public_url.to_owned(),
    })?)
}

/// Fills a folder with many assessments.
pub(super) fn seed(data: &std::path::Path, assessments: usize) -> Result<ExitCode> {
    let index = Index::open(&data.join("search"))?;
    let service = on(Arc::new(SledStore::open(data)?), index)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        if service.set_up_done().await? {
            bail!("{} is not empty", data.display());
        }
        service.keep_questionnaires().await?;
        service.seed(assessments, 1).await?;
        service.close().await?;
        anyhow::Ok(())
    })?;
    say!("{assessments} assessments are in {}", data.display());
    Ok(ExitCode::SUCCESS)
}

/// Now, and then again and again. What takes longer than that is not made up for.
fn ticks(every: Duration) -> tokio::time::Interval {
    let mut ticks = tokio::time::interval(every);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    ticks
}

/// Looks now and then for digests to send.
async fn send_digests(service: Arc<Service>, every: Duration) {
    let mut ticks = ticks(every);
    loop {
        ticks.tick().await;
        match service.send_digests().await {
            Ok(0) => {}
            Ok(sent) => tracing::info!(sent, "digests were sent"),
            Err(error) => tracing::error!(error = ?error, "digests were not sent"),
        }
    }
}

/// How often changes are written to the search index when nobody searches.
const INDEX_EVERY: Duration = Duration::from_secs(1);

/// Keeps what is made from the store in step with it: the search index and the questionnaires.
async fn keep_up(service: Arc<Service>) {
    let mut ticks = ticks(INDEX_EVERY);
    loop {
        ticks.tick().await;
        if let Err(error) = service.index_changes().await {
            tracing::error!(error = ?error, "the search index could not be written");
        }
        if let Err(error) = service.keep_up().await {
            tracing::error!(error = ?error, "the questionnaires could not be read");
        }
    }
}

/// Says who cannot sign in because a key is missing, before they find out.
async fn look_for_keys(service: Arc<Service>) {
    match service.missing_keys().await {
        Ok(missing) => missing.iter().for_each(|line| tracing::error!("{line}")),
        Err(error) => tracing::error!(error = ?error, "the keys in use could not be looked up"),
    }
}

/// How often to look for packages that another process has left unfinished.
const TAKE_OVER_EVERY: Duration = Duration::from_secs(5);

/// Takes over what other processes, or this one before it was stopped, have left unfinished.
async fn take_packages_over(service: Arc<Service>) {
    let mut ticks = ticks(TAKE_OVER_EVERY);
    loop {
        ticks.tick().await;
        if let Err(error) = service.take_packages_over().await {
            tracing::error!(error = ?error, "unfinished packages could not be taken over");
        }
    }
}

/// How often what has expired is taken away, and what will soon is told.
const SWEEP_EVERY: Duration = Duration::from_hours(1);

/// Takes away what has expired, and tells of what will soon.
async fn sweep(service: Arc<Service>) {
    let mut ticks = ticks(SWEEP_EVERY);
    loop {
        ticks.tick().await;
        match service.sweep().await {
            Ok(records) => tracing::debug!(records, "what has expired was taken away"),
            Err(error) => tracing::error!(error = ?error, "what has expired is still there"),
        }
        match service.tell_of_ends().await {
            Ok(told) => tracing::debug!(told, "people were told of what ends soon"),
            Err(error) => tracing::error!(error = ?error, "people were not told of what ends soon"),
        }
    }
}

/// How often to look whether a backup is due.
const BACKUP_LOOK: Duration = Duration::from_mins(1);

/// Writes backups when they are due.
async fn write_backups(service: Arc<Service>, plan: BackupPlan) {
    let mut ticks = ticks(BACKUP_LOOK);
    loop {
        ticks.tick().await;
        match service.write_due_backup(&plan).await {
            Ok(None) => {}
            Ok(Some(path)) => tracing::info!(file = %path.display(), "a backup was written"),
            Err(error) => tracing::error!(error = ?error, "a backup failed"),
        }
    }
}

/// Begins what the service does beside answering requests.
fn begin_jobs(service: &Arc<Service>, settings: &Settings) {
    tokio::spawn(keep_up(Arc::clone(service)));
    tokio::spawn(sweep(Arc::clone(service)));
    tokio::spawn(take_packages_over(Arc::clone(service)));
    tokio::spawn(look_for_keys(Arc::clone(service)));
    if let Err(error) = control::listen(Arc::clone(service), &settings.data) {
        // Such as where the path is longer than a socket may have.
        tracing::warn!(error = ?error, "commands cannot ask the running service");
    }
    if let Some(backups) = &settings.backups {
        let every_hours = i64::from(backups.every_hours);
        let keep = usize::try_from(backups.keep).unwrap_or(usize::MAX);
        let plan = BackupPlan { folder: backups.folder.clone(), every_hours, keep };
        tokio::spawn(write_backups(Arc::clone(service), plan));
    }
}

async fn run(settings: Settings) -> Result<ExitCode> {
    // A folder has one process. Proving its records takes seconds when there are many: whoever asks
    // meanwhile waits, and is not refused. With a database another process may answer sooner.
    let _folder = settings.store.is_some().then(|| own_folder(&settings.data)).transpose()?;
    let early = settings.store.is_none().then(|| listen(settings.listen)).transpose()?;
    let service = Arc::new(service(&settings)?);
    service.keep_questionnaires().await?;
    if settings.demo {
        if service.set_up_done().await? && !service.is_demonstration().await? {
            bail!("--demo fills an empty store with made-up data, and this one has people in it");
        }
        service.fill_with_demo().await?;
        service.fill_with_sample_register().await?;
    }
    // Also where it was filled at an earlier start: its passwords are published.
    let demo = service.is_demonstration().await?;
    service.check_index().await?;
    begin_jobs(&service, &settings);
    let renderer = Arc::new(Renderer::new(Arc::clone(service.words()))?);
    let listener = early.map_or_else(|| listen(settings.listen), Ok)?;
    let address = listener.local_addr()?;
    let state = AppState::new(Arc::clone(&service), renderer, demo);
    let state = state.behind(&settings.proxies);
    if let Some(metrics) = settings.metrics {
        let server = axum_server::from_tcp(listen(metrics)?)?;
        tokio::spawn(server.serve(figures(state.clone()).into_make_service()));
    }
    let tls = match &settings.tls {
        Some(tls) => Some(certificate(tls).await?),
        None => None,
    };
    // Who reads that it runs may stop it at once.
    let stopped = stopped()?;
    greet(&service, address, &settings, demo).await?;
    if let Some(mail) = &settings.mail {
        tokio::spawn(send_digests(Arc::clone(&service), mail.check));
    }
    let handle = Handle::new();
    tokio::spawn(end_in_order(stopped, handle.clone(), state.clone(), settings.drain));
    let router = router(state).into_make_service_with_connect_info::<SocketAddr>();
    if let Some(tls) = tls {
        let server = axum_server::from_tcp_rustls(listener, tls)?.handle(handle);
        patient(server).serve(router).await?;
    } else {
        let server = axum_server::from_tcp(listener)?.handle(handle);
        patient(server).serve(router).await?;
    }
    if let Err(error) = service.close().await {
        // The engine would wait for ever for a disk that it cannot write. Everything that was
        // acknowledged is on disk already.
        tracing::error!(error = ?error, "the store could not be closed in order");
        std::process::exit(1);
    }
    Ok(ExitCode::SUCCESS)
}

/// Says where the service is and how to sign in. Nobody has to take the lines.
async fn greet(
    service: &Service,
    address: SocketAddr,
    settings: &Settings,
    demo: bool,
) -> Result<()> {
    let scheme = if settings.tls.is_some() { "https" } else { "http" };
    let mut lines = vec![format!("The loneliness test is at {scheme}://{address}/")];
    if let Some(secret) = service.set_up_secret().await? {
        lines.push("Nobody can sign in yet. Set the service up with this link, once:".to_owned());
        // Where no address is stated, the system may have chosen the port.
        let stated = settings.public_url != format!("http://{}", settings.listen);
        let base = if stated { service.address("") } else { format!("{scheme}://{address}") };
        lines.push(format!("  {base}/set-up/{secret}"));
    }
    if let Some(why) = doctor::without_sessions(&settings.public_url) {
        lines.push(format!("Look: {why}, and --public-url https://…."));
    }
    if demo {
        lines.push("It holds demonstration data. Sign in with one of these addresses".to_owned());
        lines.push(format!("and the password {DEMO_PASSWORD}:"));
        lines.extend(DEMO_PEOPLE.iter().map(|person| {
            format!("  {:<28} {}, {}", person.email, person.post, person.organisation)
        }));
    }
    lines.push("Stop it with Ctrl+C.".to_owned());
    say!("{}", lines.join("\n"));
    Ok(())
}

/// How long the head of a request may take: who sends it slower is cut off.
const HEAD_TIMEOUT: Duration = Duration::from_secs(15);

/// How long requests that are under way may take when the service ends.
const GRACE: Duration = Duration::from_secs(30);

/// A socket at this address.
fn listen(address: SocketAddr) -> Result<TcpListener> {
    let listener = TcpListener::bind(address);
    let listener = listener.with_context(|| format!("cannot listen on {address}"))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// Takes hold of the folder of a process whose records are in a database: the search index in it is of
/// one process alone.
fn own_folder(data: &Path) -> Result<File> {
    let held = SledStore::hold(data)?;
    if data.join("engine").exists() {
        bail!(
            "the data folder {} has records of its own, which a backup could be taken of by mistake: move \
             `engine` and `anchor.json` out of it, or name another folder with --data",
            data.display()
        );
    }
    Ok(held)
}

/// The certificate of these files.
pub(super) async fn certificate(tls: &Tls) -> Result<RustlsConfig> {
    let read = RustlsConfig::from_pem_file(&tls.certificate, &tls.key).await;
    read.with_context(|| {
        let (certificate, key) = (tls.certificate.display(), tls.key.display());
        format!("the certificate {certificate} and its key {key} cannot be used")
    })
}

/// A server that has limited patience with those who send slowly.
fn patient<A: Address, T>(mut server: Server<A, T>) -> Server<A, T> {
    let http = server.http_builder();
    http.http1().timer(TokioTimer::new()).header_read_timeout(HEAD_TIMEOUT);
    http.http2().timer(TokioTimer::new()).keep_alive_interval(HEAD_TIMEOUT);
    server.first_request_timeout(HEAD_TIMEOUT)
}

/// When the service is told to stop: says that it is not ready, goes on for a while, takes no more
/// connections, and finishes what is under way.
async fn end_in_order(
    stopped: impl Future<Output = ()>,
    handle: Handle<SocketAddr>,
    state: AppState,
    drain: Duration,
) {
    stopped.await;
    tracing::info!(seconds = drain.as_secs(), "stopping");
    state.stop();
    tokio::time::sleep(drain).await;
    handle.graceful_shutdown(Some(GRACE));
}

/// Ctrl+C, or the system's request to stop; heard from now on.
fn stopped() -> Result<impl Future<Output = ()>> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}
