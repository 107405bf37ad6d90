//! `serve`: puts the service together and runs it until it is told to stop.
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

use super::ServeArgs;
use crate::app::{DEMO_PASSWORD, DEMO_PEOPLE, Service};
use crate::clock::SystemClock;
use crate::config::{Settings, Stated};
use crate::i18n::Catalogue;
use crate::library::Library;
use crate::pdf::Printer;
use crate::store::SledStore;
use crate::web::{AppState, Renderer, router};

pub(super) fn serve(args: ServeArgs) -> Result<ExitCode> {
    let ServeArgs { data, listen, questionnaires, demo } = args;
    let settings = Settings::check(Stated { data, listen, questionnaires, demo })?;
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
    let store = SledStore::open(&settings.data)?;
    let words = Catalogue::embedded()?;
    let printer = Printer::new()?;
    Ok(Service::new(Arc::new(store), Arc::new(SystemClock), library, Arc::new(words), printer))
}

async fn run(settings: Settings) -> Result<ExitCode> {
    let service = Arc::new(service(&settings)?);
    service.keep_questionnaires().await?;
    if settings.demo {
        service.fill_with_demo().await?;
    }
    let renderer = Arc::new(Renderer::new(Arc::clone(service.words()))?);
    let listener = TcpListener::bind(settings.listen)
        .await
        .with_context(|| format!("cannot listen on {}", settings.listen))?;
    let address = listener.local_addr()?;
    greet(&service, address, settings.demo).await?;
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
