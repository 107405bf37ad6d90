//! Who sends a request: the token in its header, and how many it may send.
use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::Problem;
use crate::app::Bearer;
use crate::domain::access::Actor;
use crate::domain::token::TokenScope;
use crate::web::observe::Sender;
use crate::web::{AppState, extract};

/// Lets requests with a token that works through, as many as it may send. What is read by someone
/// whose reading is watched is written down.
pub(super) async fn guard(
    State(state): State<AppState>,
    mut request: Request,
    next: Next,
) -> Response {
    let given = request.headers().get(header::AUTHORIZATION).and_then(|text| text.to_str().ok());
    let given = given.and_then(|text| text.split_once(' '));
    let given = given.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    let bearer = match given {
        None => None,
        Some((_, token)) => match state.service.bearer(token.trim()).await {
            Ok(bearer) => bearer,
            Err(error) => return Problem::from(error).into_response(),
        },
    };
    let Some(bearer) = bearer else {
        let from = extract::network(&request, &state);
        tracing::warn!(from, status = StatusCode::UNAUTHORIZED.as_u16(), "a token failed");
        return Problem::of(StatusCode::UNAUTHORIZED)
            .with("Send a personal token that works: Authorization: Bearer lt_…")
            .into_response();
    };
    Sender::is(request.extensions(), &bearer.actor.person);
    let now = state.service.clock().now().as_second();
    let left = match state.service.count_request(&bearer.token.id).await {
        Ok(left) => left,
        Err(error) => return Problem::from(error).into_response(),
    };
    let Some(left) = left else {
        let mut response = Problem::of(StatusCode::TOO_MANY_REQUESTS).into_response();
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(60 - now % 60));
        return response;
    };
    let address = request.uri().path_and_query().map(ToString::to_string).unwrap_or_default();
    if let Err(error) = state.service.note_access(&bearer.actor, &address).await {
        return Problem::from(error).into_response();
    }
    request.extensions_mut().insert(Arc::new(bearer));
    let mut response = next.run(request).await;
    response.headers_mut().insert("ratelimit-remaining", HeaderValue::from(left));
    response
}

/// The program that sends the request.
#[derive(Debug)]
pub(super) struct By(Arc<Bearer>);

impl By {
    /// The person for whom it acts, when the token has the scope.
    pub(super) fn with(&self, scope: TokenScope) -> Result<&Actor, Problem> {
        let missing = |_| {
            let detail = format!("The token does not have the scope “{}”.", scope.name());
            Problem::of(StatusCode::FORBIDDEN).with(detail)
        };
        self.0.may(scope).map_err(missing)?;
        Ok(&self.0.actor)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for By {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let found = parts.extensions.get::<Arc<Bearer>>().cloned();
        found.map(Self).ok_or_else(|| Problem::of(StatusCode::UNAUTHORIZED))
    }
}
