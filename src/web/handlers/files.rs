//! Files that are handed out, and what browsers and caches may keep of them.
use std::path::Path;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};
use tower::ServiceExt as _;
use tower_http::services::ServeFile;

use crate::app::SignedIn;
use crate::web::AppState;
use crate::web::error::WebError;
use crate::web::render::View;

/// A file: content type, name, bytes.
pub(super) struct File {
    pub(super) kind: &'static str,
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

pub(super) const PDF: &str = "application/pdf";
pub(super) const JSON: &str = "application/json";
pub(super) const CSV: &str = "text/csv; charset=utf-8";
pub(super) const ODS: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// How long anyone may keep something public.
#[derive(Debug, Clone, Copy)]
pub(super) enum Keep {
    /// It never changes: an issued statement.
    ForEver,
    /// It may change at any time.
    Minutes,
}

impl File {
    /// For the person who asked, and nobody else. Browsers show PDFs, and save everything else.
    pub(super) fn private(self) -> Response {
        let way = if self.kind == PDF { "inline" } else { "attachment" };
        let mut response = self.bytes.into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.kind));
        if let Ok(name) = HeaderValue::from_str(&format!("{way}; filename=\"{}\"", self.name)) {
            headers.insert(header::CONTENT_DISPOSITION, name);
        }
        response
    }

    /// For anyone to look at, such as a feed.
    pub(super) fn shown(self, asked: &HeaderMap) -> Response {
        let tag = tag(&self.bytes);
        tagged(asked, &tag, Keep::Minutes, || {
            ([(header::CONTENT_TYPE, self.kind)], self.bytes).into_response()
        })
    }

    /// For anyone. Who has it already is told so.
    pub(super) fn public(self, asked: &HeaderMap, keep: Keep) -> Response {
        let tag = tag(&self.bytes);
        tagged(asked, &tag, keep, || self.private())
    }
}

fn tag(bytes: &[u8]) -> String {
    format!("\"{}\"", crate::app::hash_of(bytes))
}

/// A public response with its tag, or the word that it has not changed.
fn tagged(asked: &HeaderMap, tag: &str, keep: Keep, make: impl FnOnce() -> Response) -> Response {
    let known = asked.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let same = known.is_some_and(|known| known.split(',').any(|one| one.trim() == tag));
    let mut response = if same { StatusCode::NOT_MODIFIED.into_response() } else { make() };
    let headers = response.headers_mut();
    let keep = match keep {
        Keep::ForEver => "public, max-age=31536000, immutable",
        // Browsers ask each time and are told when nothing has changed; caches between need not.
        Keep::Minutes => "public, max-age=0, must-revalidate, s-maxage=300",
    };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("all"));
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

/// A page for anyone. It is kept by caches for people who are not signed in; what is shown
/// differs with the cookie of the language.
pub(super) fn public_page<V: View>(
    state: &AppState,
    by: Option<&SignedIn>,
    asked: &HeaderMap,
    view: &V,
) -> Result<Response, WebError> {
    let Html(html) = state.renderer.page(state, by, None, view)?;
    if by.is_some() {
        return Ok(Html(html).into_response());
    }
    let tag = tag(html.as_bytes());
    let mut response = tagged(asked, &tag, Keep::Minutes, || Html(html).into_response());
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("cookie"));
    Ok(response)
}

/// A file that lies on disk, under another name, for those who may have it.
pub(super) async fn from_disk(
    path: &Path,
    request: Request,
    kind: &'static str,
    name: &str,
) -> Result<Response, WebError> {
    let Ok(served) = ServeFile::new(path).oneshot(request).await;
    if served.status() == StatusCode::NOT_FOUND {
        return Err(WebError::NotFound);
    }
    let mut response = served.map(Body::new).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(name) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}
