//! `serve`: puts the service together and runs it until it is told to stop.
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

use super::ServeArgs;
use crate::app::{DEMO_PASSWORD, DEMO_PEOPLE, Post, Service};
use crate::clock::SystemClock;
use crate::config::{Settings, Stated};
use crate::i18n::Catalogue;
use crate::identity::{Provider, ProviderSettings};
use crate::library::Library;
use crate::mail::Mailer;
use crate::pdf::Printer;
use crate::search::Index;
use crate::store::{Place, SledStore};
use crate::web::{AppState, Renderer, router};

pub(super) fn serve(args: ServeArgs) -> Result<ExitCode> {
    let settings = Settings::check(Stated {
        data: args.data,
        store: args.store,
        listen: args.listen,
        questionnaires: args.questionnaires,
        demo: args.demo,
        public_url: args.public_url,
        oidc_issuer: args.oidc_issuer,
        oidc_client_id: args.oidc_client_id,
        oidc_client_secret: args.oidc_client_secret,
        oidc_groups_claim: args.oidc_groups_claim,
        smtp: args.smtp,
        mail_from: args.mail_from,
        digest_check: args.digest_check,
    })?;
    let filter = EnvFilter::try_from_env("LONELINESS_TEST_LOG");
    let filter = filter.unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(run(settings))
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
    let public_url = settings.public_url.clone();
    if let Some(provider) = settings.provider.clone() {
        service = service.with_provider(Provider::new(ProviderSettings {
            issuer: provider.issuer,
            client_id: provider.client_id,
            client_secret: provider.client_secret,
            groups_claim: provider.groups_claim,
            public_url: public_url.clone(),
        })?);
    }
    if let Some(mail) = &settings.mail {
        let mailer = Mailer::new(&mail.server, &mail.from)?;
        service = service.with_post(Post { mailer, public_url });
    }
    Ok(service)
}

/// Fills a folder with many assessments.
pub(super) fn seed(data: &std::path::Path, assessments: usize) -> Result<ExitCode> {
    let library = Library::embedded()?;
    let store = Arc::new(SledStore::open(data)?);
    let index = Index::open(&data.join("search"))?;
    let words = Arc::new(Catalogue::embedded()?);
    let service =
        Service::new(store, index, Arc::new(SystemClock), library, words, Printer::new()?);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        service.keep_questionnaires().await?;
        service.seed(assessments, 1).await?;
        service.close().await
    })?;
    println!("{assessments} assessments are in {}", data.display());
    Ok(ExitCode::SUCCESS)
}

/// Looks now and then for digests to send.
async fn send_digests(service: Arc<Service>, every: std::time::Duration) {
    let mut ticks = tokio::time::interval(every);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
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
const INDEX_EVERY: std::time::Duration = std::time::Duration::from_secs(1);

/// Keeps what is made from the store in step with it: the search index and the questionnaires.
async fn keep_up(service: Arc<Service>) {
    let mut ticks = tokio::time::interval(INDEX_EVERY);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
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

/// How often to look for packages that another process has left unfinished.
const TAKE_OVER_EVERY: std::time::Duration = std::time::Duration::from_secs(5);

/// Takes over what other processes, or this one before it was stopped, have left unfinished.
async fn take_packages_over(service: Arc<Service>) {
    let mut ticks = tokio::time::interval(TAKE_OVER_EVERY);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        if let Err(error) = service.take_packages_over().await {
            tracing::error!(error = ?error, "unfinished packages could not be taken over");
        }
    }
}

async fn run(settings: Settings) -> Result<ExitCode> {
    let service = Arc::new(service(&settings)?);
    service.keep_questionnaires().await?;
    if settings.demo {
        service.fill_with_demo().await?;
        service.fill_with_sample_register().await?;
    }
    service.check_index().await?;
    tokio::spawn(keep_up(Arc::clone(&service)));
    tokio::spawn(take_packages_over(Arc::clone(&service)));
    let renderer = Arc::new(Renderer::new(Arc::clone(service.words()))?);
    let listener = TcpListener::bind(settings.listen)
        .await
        .with_context(|| format!("cannot listen on {}", settings.listen))?;
    let address = listener.local_addr()?;
    greet(&service, address, settings.demo).await?;
    if let Some(mail) = &settings.mail {
        tokio::spawn(send_digests(Arc::clone(&service), mail.check));
    }
    let state = AppState::new(Arc::clone(&service), renderer, settings.demo);
    let router = router(state).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, router).with_graceful_shutdown(stopped()).await?;
    if let Err(error) = service.close().await {
        // The engine would wait for ever for a disk that it cannot write. Everything that was
        // acknowledged is on disk already.
        tracing::error!(error = ?error, "the store could not be closed in order");
        std::process::exit(1);
    }
    Ok(ExitCode::SUCCESS)
}

/// Says where the service is and how to sign in.
async fn greet(service: &Service, address: SocketAddr, demo: bool) -> Result<()> {
    println!("The loneliness test is at http://{address}/");
    if let Some(secret) = service.set_up_secret().await? {
        println!("Nobody can sign in yet. Set the service up with this link, once:");
        println!("  http://{address}/set-up/{secret}");
    }
    if demo {
        println!("It holds demonstration data. Sign in with one of these addresses");
        println!("and the password {DEMO_PASSWORD}:");
        for person in DEMO_PEOPLE {
            println!("  {:<28} {}, {}", person.email, person.post, person.organisation);
        }
    }
    println!("Stop it with Ctrl+C.");
    Ok(())
}

/// Waits for Ctrl+C or for the system's request to stop.
async fn stopped() {
    let interrupt = tokio::signal::ctrl_c();
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = interrupt => {}
        () = terminate => {}
    }
}
