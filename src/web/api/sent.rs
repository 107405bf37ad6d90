//! What a program sends: JSON or CSV, and says so.
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse as _;

use super::Problem;

pub(super) const JSON: &str = "application/json";
const CSV: &str = "text/csv";

/// The body of a request, and its media type: [`JSON`] or CSV.
#[derive(Debug)]
pub(super) struct Sent(pub(super) Bytes, pub(super) &'static str);

/// The problem of a body that is of none of these media types.
pub(super) fn not_read(kinds: &str) -> Problem {
    let problem = Problem::of(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    problem.with(format!("Say with Content-Type what you send: {kinds}."))
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let stated = request.headers().get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok());
        let stated = stated.and_then(|stated| stated.split(';').next()).unwrap_or_default().trim();
        let kind = [JSON, CSV].into_iter().find(|kind| stated.eq_ignore_ascii_case(kind));
        let kind = kind.ok_or_else(|| not_read("application/json or text/csv"))?;
        let bytes = Bytes::from_request(request, state).await;
        let bytes = bytes.map_err(|refused| Problem::of(refused.into_response().status()))?;
        Ok(Self(bytes, kind))
    }
}
