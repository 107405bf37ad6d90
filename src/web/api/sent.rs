//! What a program sends: JSON or CSV, and says so.
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse as _;

use super::Problem;

/// The media types that are read.
const READ: [&str; 2] = ["application/json", "text/csv"];

/// The body of a request, whose media type is one of those that are read.
#[derive(Debug)]
pub(super) struct Sent(pub(super) Bytes);

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let stated = request.headers().get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok());
        let kind = stated.and_then(|stated| stated.split(';').next()).unwrap_or_default().trim();
        if !READ.iter().any(|known| kind.eq_ignore_ascii_case(known)) {
            return Err(Problem::of(StatusCode::UNSUPPORTED_MEDIA_TYPE)
                .with("Say with Content-Type what you send: application/json or text/csv."));
        }
        let bytes = Bytes::from_request(request, state).await;
        bytes.map(Self).map_err(|refused| Problem::of(refused.into_response().status()))
    }
}
