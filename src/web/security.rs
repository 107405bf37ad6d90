//! What holds for every response: headers, error pages, and where forms may come from.
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::error::{Shown, WebError, page_for};
use super::extract::{Here, Perhaps, visit_token};
use super::observe::RequestId;
use super::views::{ErrorPage, SignInPage};
use super::{AppState, cookies};
use axum::extract::FromRequestParts as _;

/// Nothing but what we serve ourselves; no inline script or style anywhere.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; \
                      img-src 'self'; connect-src 'self'; manifest-src 'none'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const HEADERS: &[(&str, &str)] = &[
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("strict-transport-security", "max-age=31536000"),
    ("x-robots-tag", "noindex"),
];

/// Adds the headers. Pages are not kept by browsers or between them and us.
pub(super) async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        // Only pages of the public register say that they may be found.
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    let no_store = HeaderValue::from_static("no-store");
    headers.entry(header::CACHE_CONTROL).or_insert(no_store);
    response
}

/// Refuses what another site makes a browser send. Browsers say where a request comes from;
/// what says nothing is not a browser of this century and still needs the form's token.
pub(super) async fn same_site(request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD);
    if !safe && is_foreign(&request) {
        return WebError::Forbidden.into_response();
    }
    next.run(request).await
}

fn is_foreign(request: &Request) -> bool {
    let text = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let site = text("sec-fetch-site");
    // HTTP/2 has the host in the address instead.
    let authority = request.uri().authority().map(axum::http::uri::Authority::as_str);
    let host = text("host").or(authority).unwrap_or("");
    let origin = text("origin").map(|origin| origin.split_once("://").map_or(origin, |o| o.1));
    site.is_some_and(|site| !matches!(site, "same-origin" | "none"))
        || origin.is_some_and(|origin| origin != host)
}

/// Puts errors into the design. A fault page shows the id of the request, which is in the log too.
pub(super) async fn error_pages(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let (path, visit) = (
        parts.uri.path().to_owned(),
        cookies::read(&parts.headers, cookies::VISIT).map(str::to_owned),
    );
    let headers = parts.headers.clone();
    let response = next.run(Request::from_parts(parts.clone(), body)).await;
    let status = response.status();
    let shown = response.extensions().get::<Shown>().cloned();
    let bare = (status.is_client_error() || status.is_server_error())
        && !response.headers().contains_key(header::CONTENT_TYPE);
    let plain = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.to_str().is_ok_and(|kind| kind.starts_with("text/plain")));
    if path.starts_with(super::api::ROOT) && (bare || plain || shown.is_some()) {
        return super::api::Problem::of(status).into_response();
    }
    let shown = match shown {
        Some(shown) => shown,
        None if bare || (plain && (status.is_client_error() || status.is_server_error())) => {
            Shown::Page(page_for(status))
        }
        None => return response,
    };
    parts.headers = headers;
    let person = if status.is_server_error() {
        None
    } else {
        Perhaps::from_request_parts(&mut parts, &state).await.ok().and_then(|p| p.0)
    };
    let Here(here) = Here::of(&state, &parts);
    let reference = parts.extensions.get::<RequestId>().map(|id| id.0.to_string());
    let reference = reference.filter(|_| status.is_server_error());
    draw(&here, (shown, status), reference, person.as_ref(), visit)
}

fn draw(
    state: &AppState,
    (shown, status): (Shown, StatusCode),
    reference: Option<String>,
    person: Option<&crate::app::SignedIn>,
    visit: Option<String>,
) -> Response {
    let mut allowed = None;
    let page = match shown {
        Shown::Page(key) => {
            let view = ErrorPage::of(state.renderer.words(state.lang), key, reference);
            state.renderer.page(state, person, None, &view)
        }
        Shown::Again { to, fields } => {
            let view = ErrorPage::again(state.renderer.words(state.lang), to, &fields);
            let token = match (person, &visit) {
                (Some(person), _) => person.csrf.clone(),
                (None, Some(visit)) => visit_token(visit),
                (None, None) => {
                    let visit = state.service.clock().secret();
                    let token = visit_token(&visit);
                    allowed = Some(visit);
                    token
                }
            };
            state.renderer.page(state, person, Some(token), &view)
        }
        Shown::SignIn { to, fields } => {
            let visit = visit.unwrap_or_else(|| state.service.clock().secret());
            let token = visit_token(&visit);
            allowed = Some(visit);
            let view = SignInPage::parked(
                state.renderer.words(state.lang),
                to,
                &fields,
                state.service.has_provider(),
            );
            state.renderer.page(state, None, Some(token), &view)
        }
    };
    let mut response = match page {
        Ok(page) => (status, page).into_response(),
        Err(error) => {
            tracing::error!(error = ?error, "the error page could not be drawn");
            (status, "Sorry, there is a problem with the service.").into_response()
        }
    };
    if let Some(visit) = allowed {
        cookies::set(response.headers_mut(), cookies::VISIT, &visit);
    }
    response
}
