//! Signing in with the identity provider of the organisation.
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;

use super::account::{browser, enter, show};
use super::to;
use crate::app::ProviderError;
use crate::web::error::WebError;
use crate::web::extract::{Asked, Here, Unsigned};
use crate::web::views::{Link, Part, PartsPage};
use crate::web::{AppState, cookies, urls};

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Begin {
    #[serde(default)]
    to: String,
    /// What was typed before the session ended is kept under this secret.
    #[serde(default)]
    kept: String,
}

/// A page that says why nobody was signed in, with the ways to go on.
fn explained(
    state: &AppState,
    headers: &HeaderMap,
    error: ProviderError,
) -> Result<Response, WebError> {
    let (status, key) = match error {
        ProviderError::None => return Err(WebError::NotFound),
        ProviderError::UseCase(error) => return Err(error.into()),
        ProviderError::NotUnderWay => (StatusCode::UNPROCESSABLE_ENTITY, "provider-stale"),
        ProviderError::Unknown => (StatusCode::FORBIDDEN, "provider-unknown"),
        ProviderError::Identity(error) => {
            tracing::warn!(error = %error, "nobody was signed in by the identity provider");
            (StatusCode::BAD_GATEWAY, "provider-failed")
        }
    };
    let view = PartsPage {
        heading: state.say("provider-title"),
        parts: vec![
            state.text(key),
            Part::Links {
                links: vec![
                    Link::to(state.say("provider-again"), "/sign-in/provider"),
                    Link::to(state.say("provider-local"), "/sign-in"),
                ],
            },
        ],
        ..PartsPage::default()
    };
    show(state, headers, status, &view)
}

pub(crate) async fn begin(
    Here(state): Here,
    headers: HeaderMap,
    Asked(Begin { to: back, kept }): Asked<Begin>,
) -> Result<Response, WebError> {
    let known = cookies::read(&headers, cookies::VISIT).map(str::to_owned);
    let visit = known.unwrap_or_else(|| state.service.clock().secret());
    match state.service.begin_at_provider(&visit, &back, &kept).await {
        Ok(address) => {
            let mut response = to(&address);
            cookies::set(response.headers_mut(), cookies::VISIT, &visit);
            Ok(response)
        }
        Err(error) => explained(&state, &headers, error),
    }
}

/// Keeps what was typed before the session ended, and leads on. A form may not lead to another
/// site by itself, so there is a link in between.
pub(crate) async fn keep(
    Here(state): Here,
    headers: HeaderMap,
    Unsigned { fields, from }: Unsigned,
) -> Result<Response, WebError> {
    let typed = super::account::parked(&fields);
    let to = fields.get("typed-to");
    let visit = cookies::read(&headers, cookies::VISIT).unwrap_or("");
    let kept = state.service.keep_typed(visit, (to, typed.clone()), &from.address).await?;
    let Some(kept) = kept else {
        let view =
            crate::web::views::ErrorPage::kept(state.words(), urls::own(to).to_owned(), typed);
        return show(&state, &headers, StatusCode::TOO_MANY_REQUESTS, &view);
    };
    let view = PartsPage {
        heading: state.say("provider-kept-title"),
        parts: vec![
            state.text("provider-kept-text"),
            Part::Links {
                links: vec![Link::button(
                    state.say("sign-in-provider"),
                    format!("/sign-in/provider?kept={kept}"),
                )],
            },
        ],
        ..PartsPage::default()
    };
    show(&state, &headers, StatusCode::OK, &view)
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Answer {
    #[serde(default)]
    state: String,
    #[serde(default)]
    code: String,
}

pub(crate) async fn back(
    Here(state): Here,
    headers: HeaderMap,
    Asked(answer): Asked<Answer>,
) -> Result<Response, WebError> {
    let visit = cookies::read(&headers, cookies::VISIT).unwrap_or("");
    let said = (answer.state.as_str(), answer.code.as_str());
    match state.service.back_from_provider(said, visit, &browser(&headers)).await {
        Ok(back) => {
            let typed = state.service.typed(&back.kept, visit).await?;
            enter(&state, urls::own(&back.to), typed, &back.secret).await
        }
        Err(error) => explained(&state, &headers, error),
    }
}
