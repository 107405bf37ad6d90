//! Style sheet, scripts and text face, built into the program under names with their hash.
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// A name with a hash never means anything else, so browsers may keep it for ever.
pub(super) async fn asset(Path(wanted): Path<String>, headers: HeaderMap) -> Response {
    let found = ASSETS.iter().find(|(name, ..)| *name == wanted);
    let Some((_, kind, bytes, zipped)) = found else {
        return super::error::WebError::NotFound.into_response();
    };
    let accepts = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let zip = accepts.is_some_and(|accepts| accepts.contains("gzip")) && zipped.len() < bytes.len();
    let mut response = (StatusCode::OK, if zip { *zipped } else { *bytes }).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
    headers.insert(header::CACHE_CONTROL, forever);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if zip {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    response
}
