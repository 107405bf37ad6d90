//! What those who operate the service see of its requests: an id for each, a line in the log, and
//! figures for Prometheus.
use std::sync::atomic::AtomicI64;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request, State};
use axum::http::{Extensions, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use jiff::Timestamp;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};
use serde_json::json;
use tracing::Instrument as _;

use super::AppState;
use crate::domain::ids::PersonId;

/// The id of a request, which is in every line of the log about it, in the header `x-request-id` of
/// the answer, and on the page when something fails.
#[derive(Debug, Clone)]
pub(super) struct RequestId(pub(super) Arc<str>);

/// Who sent a request, once that is known: for the line about one that was refused.
#[derive(Debug, Clone, Default)]
pub(super) struct Sender(Arc<OnceLock<PersonId>>);

impl Sender {
    /// Notes who it is.
    pub(super) fn is(extensions: &Extensions, person: &PersonId) {
        if let Some(Self(sender)) = extensions.get() {
            // It stays whoever it was first: a request has one sender.
            let _known = sender.set(person.clone());
        }
    }
}

/// What a request was about: the method, the address as the table of routes has it, and the status.
/// Never the address itself, which may hold a secret.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: String,
    route: String,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
}

/// The upper ends of the ranges in which times are counted, in seconds.
const SECONDS: [f64; 10] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0];

/// How long the records are waited for when figures are asked for.
const PATIENCE: Duration = Duration::from_secs(1);

type Seconds = Family<Route, Histogram, fn() -> Histogram>;

/// The figures of this process.
#[derive(Debug)]
pub(super) struct Figures {
    registry: Registry,
    answered: Family<Answered, Counter>,
    seconds: Seconds,
    under_way: Gauge<i64, AtomicI64>,
    last_backup: Gauge<i64, AtomicI64>,
}

impl Default for Figures {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("loneliness_test");
        let answered = Family::default();
        let seconds = Seconds::new_with_constructor(|| Histogram::new(SECONDS));
        let under_way = Gauge::default();
        let help = "Requests that were answered";
        registry.register("http_requests", help, answered.clone());
        let help = "Time until the head of the answer was there";
        let unit = Unit::Seconds;
        registry.register_with_unit("http_request_duration", help, unit, seconds.clone());
        let help = "Requests that are being answered now";
        registry.register("http_requests_under_way", help, under_way.clone());
        let last_backup = Gauge::default();
        let help = "When a backup of the schedule was last there, verified; 0 when none was";
        registry.register_with_unit(
            "last_backup_timestamp",
            help,
            Unit::Seconds,
            last_backup.clone(),
        );
        let version = Info::new(vec![("version", env!("CARGO_PKG_VERSION"))]);
        registry.register("build", "The version of the program", version);
        Self { registry, answered, seconds, under_way, last_backup }
    }
}

/// Routes that are asked all the time and say little.
fn is_quiet(route: &str) -> bool {
    ["/healthz", "/readyz", "/assets/{name}"].contains(&route)
}

/// Gives each request an id, and notes how it was answered.
pub(super) async fn observe(
    State(state): State<AppState>,
    mut request: Request,
    next: Next,
) -> Response {
    let id: Arc<str> = state.service.clock().id().into();
    // Any word can be sent as a method; each would stay in the figures for ever.
    let method = match request.method() {
        known @ (&Method::GET | &Method::HEAD | &Method::POST) => known.as_str(),
        _ => "other",
    };
    let method = method.to_owned();
    let route = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    let route = route.unwrap_or("none").to_owned();
    let sender = Sender::default();
    request.extensions_mut().insert(RequestId(Arc::clone(&id)));
    request.extensions_mut().insert(sender.clone());
    let span = tracing::info_span!("request", id = &*id);
    let started = Instant::now();
    state.figures.under_way.inc();
    let mut response = next.run(request).instrument(span.clone()).await;
    state.figures.under_way.dec();
    let (status, took) = (response.status().as_u16(), started.elapsed());
    span.in_scope(|| {
        note(&method, &route, status, took);
        note_refusal(&route, status, &sender);
    });
    state
        .figures
        .seconds
        .get_or_create(&Route { route: route.clone() })
        .observe(took.as_secs_f64());
    state.figures.answered.get_or_create(&Answered { method, route, status }).inc();
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HeaderName::from_static("x-request-id"), id);
    }
    response
}

fn note(method: &str, route: &str, status: u16, took: Duration) {
    let microseconds = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    if is_quiet(route) {
        tracing::debug!(method, route, status, microseconds, "answered");
    } else {
        tracing::info!(method, route, status, microseconds, "answered");
    }
}

/// Who was refused something (ASVS 7.2.2). Those who are only asked to sign in are not.
fn note_refusal(route: &str, status: u16, Sender(sender): &Sender) {
    if let (403 | 404, Some(person)) = (status, sender.get()) {
        tracing::warn!(%person, route, status, "refused");
    }
}

/// Whether the process lives.
pub(super) async fn alive() -> Json<serde_json::Value> {
    Json(json!({ "status": "ok" }))
}

/// Whether the process can answer: its records can be read, and it is not being stopped.
pub(super) async fn ready(State(state): State<AppState>) -> Response {
    let not = |why: &str| {
        (StatusCode::SERVICE_UNAVAILABLE, Json(json!({ "status": why }))).into_response()
    };
    if state.is_stopping() {
        return not("stopping");
    }
    match state.service.set_up_done().await {
        Ok(_) => alive().await.into_response(),
        Err(error) => {
            tracing::warn!(error = ?error, "the records cannot be read");
            not("the records cannot be read")
        }
    }
}

/// The figures as Prometheus reads them, for an address of its own.
pub fn figures(state: AppState) -> Router {
    let show = |State(state): State<AppState>| async move {
        let mut text = String::new();
        // The other figures do not wait for a database that is away.
        match tokio::time::timeout(PATIENCE, state.service.last_backup()).await {
            Ok(Ok(last)) => {
                state.figures.last_backup.set(last.map_or(0, Timestamp::as_second));
            }
            Ok(Err(error)) => tracing::warn!(error = ?error, "the last backup is not known"),
            Err(_) => tracing::warn!("the last backup is not known: the records do not answer"),
        }
        match prometheus_client::encoding::text::encode(&mut text, &state.figures.registry) {
            Ok(()) => {
                let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
                ([(header::CONTENT_TYPE, kind)], text).into_response()
            }
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        }
    };
    Router::new().route("/metrics", get(show)).with_state(state)
}
