//! Signing in and out, the first administrator, and invitations.
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse as _, Response};
use serde::Deserialize;

use super::{lines, to};
use crate::app::{NewPerson, SetUp, SignInError, UseCaseError};
use crate::web::error::WebError;
use crate::web::extract::{Asked, Here, Place, Posted, Unsigned, visit_token};
use crate::web::forms::Fields;
use crate::web::render::View;
use crate::web::views::{ErrorLine, PasswordPage, SetUpPage, SignInPage};
use crate::web::{AppState, cookies, urls};

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Back {
    #[serde(default)]
    to: String,
}

/// Draws a page with a form for someone who is not signed in, and gives the browser the visit
/// cookie that the form's token is made from.
fn show<V: View>(
    state: &AppState,
    headers: &HeaderMap,
    status: StatusCode,
    view: &V,
) -> Result<Response, WebError> {
    let known = cookies::read(headers, cookies::VISIT).map(str::to_owned);
    let visit = known.unwrap_or_else(|| state.service.clock().secret());
    let page: Html<String> = state.renderer.page(state, None, Some(visit_token(&visit)), view)?;
    let mut response = (status, page).into_response();
    cookies::set(response.headers_mut(), cookies::VISIT, &visit);
    Ok(response)
}

pub(crate) async fn sign_in_page(
    Here(state): Here,
    headers: HeaderMap,
    Asked(back): Asked<Back>,
) -> Result<Response, WebError> {
    let heading = state.words().say("sign-in-title");
    let view = SignInPage { heading, to: back.to, ..SignInPage::default() };
    show(&state, &headers, StatusCode::OK, &view)
}

pub(crate) async fn sign_in(
    Here(state): Here,
    headers: HeaderMap,
    Unsigned { fields, address }: Unsigned,
) -> Result<Response, WebError> {
    let (email, password) = (fields.trimmed("email"), fields.get("password"));
    let (status, message) = match state.service.sign_in(&email, password, &address).await {
        Ok(secret) => return signed_in(&state, &fields, &secret).await,
        Err(SignInError::Wrong) => (StatusCode::UNPROCESSABLE_ENTITY, "fault-sign-in"),
        Err(SignInError::TooMany) => (StatusCode::TOO_MANY_REQUESTS, "fault-too-many"),
        Err(SignInError::UseCase(error)) => return Err(error.into()),
    };
    let view = SignInPage {
        heading: state.words().say("sign-in-title"),
        to: fields.get("to").to_owned(),
        email,
        errors: vec![ErrorLine::at("email", state.words().say(message))],
        typed: parked(&fields),
        typed_to: fields.get("typed-to").to_owned(),
    };
    show(&state, &headers, status, &view)
}

/// What was typed before the session ended: `typed:` before the name of each field.
fn parked(fields: &Fields) -> Vec<(String, String)> {
    let typed = fields.typed().into_iter();
    typed
        .filter_map(|(name, value)| Some((name.strip_prefix("typed:")?.to_owned(), value)))
        .collect()
}

/// Goes on where the person was; what was typed is offered again.
async fn signed_in(state: &AppState, fields: &Fields, secret: &str) -> Result<Response, WebError> {
    let typed = parked(fields);
    let mut response = if typed.is_empty() {
        to(urls::own(fields.get("to")))
    } else {
        let person = state.service.signed_in(secret).await?;
        let address = urls::own(fields.get("typed-to")).to_owned();
        let view = crate::web::views::ErrorPage::kept(state.words(), address, typed);
        state.renderer.page(state, person.as_ref(), None, &view)?.into_response()
    };
    cookies::set(response.headers_mut(), cookies::SESSION, secret);
    Ok(response)
}

pub(crate) async fn sign_out(
    Here(state): Here,
    headers: HeaderMap,
    _posted: Posted,
) -> Result<Response, WebError> {
    if let Some(secret) = cookies::read(&headers, cookies::SESSION) {
        state.service.sign_out(secret).await?;
    }
    let mut response = to("/");
    cookies::remove(response.headers_mut(), cookies::SESSION);
    Ok(response)
}

pub(crate) async fn set_up_page(
    Here(state): Here,
    headers: HeaderMap,
    Place(secret): Place<String>,
) -> Result<Response, WebError> {
    if state.service.invited(&secret).await?.is_some() {
        return Err(WebError::NotFound);
    }
    let view = SetUpPage { heading: state.words().say("set-up-title"), ..SetUpPage::default() };
    show(&state, &headers, StatusCode::OK, &view)
}

pub(crate) async fn set_up(
    Here(state): Here,
    headers: HeaderMap,
    Place(secret): Place<String>,
    Unsigned { fields, .. }: Unsigned,
) -> Result<Response, WebError> {
    let asked = SetUp {
        organisation: fields.trimmed("organisation"),
        contact: fields.trimmed("contact"),
        person: NewPerson {
            name: fields.trimmed("name"),
            email: fields.trimmed("email"),
            post: fields.trimmed("post"),
            ..NewPerson::default()
        },
        password: fields.get("password").to_owned(),
    };
    let wrong = match state.service.set_up(&secret, &asked).await {
        Ok(person) => {
            let secret = state.service.start_session(&person).await?;
            let mut response = to(urls::PEOPLE);
            cookies::set(response.headers_mut(), cookies::SESSION, &secret);
            return Ok(response);
        }
        Err(UseCaseError::Invalid(wrong)) => wrong,
        Err(error) => return Err(error.into()),
    };
    let SetUp { organisation, contact, person, .. } = asked;
    let NewPerson { name, email, post, .. } = person;
    let (heading, errors) = (state.words().say("set-up-title"), lines(state.words(), &wrong));
    let view = SetUpPage { heading, errors, organisation, contact, name, email, post };
    show(&state, &headers, StatusCode::UNPROCESSABLE_ENTITY, &view)
}

pub(crate) async fn password_page(
    Here(state): Here,
    headers: HeaderMap,
    Place(secret): Place<String>,
) -> Result<Response, WebError> {
    let view = password_view(&state, &secret, Vec::new()).await?;
    show(&state, &headers, StatusCode::OK, &view)
}

async fn password_view(
    state: &AppState,
    secret: &str,
    errors: Vec<ErrorLine>,
) -> Result<PasswordPage, WebError> {
    let person = state.service.invited(secret).await?.ok_or(WebError::NotFound)?;
    let heading = state.words().say("password-title");
    Ok(PasswordPage { heading, errors, name: person.name, email: person.email })
}

pub(crate) async fn password(
    Here(state): Here,
    headers: HeaderMap,
    Place(secret): Place<String>,
    Unsigned { fields, .. }: Unsigned,
) -> Result<Response, WebError> {
    match state.service.choose_password(&secret, fields.get("password")).await {
        Ok(person) => {
            let secret = state.service.start_session(&person).await?;
            let mut response = to(urls::HOME);
            cookies::set(response.headers_mut(), cookies::SESSION, &secret);
            Ok(response)
        }
        Err(UseCaseError::Invalid(wrong)) => {
            let view = password_view(&state, &secret, lines(state.words(), &wrong)).await?;
            show(&state, &headers, StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
        Err(error) => Err(error.into()),
    }
}
