//! Signing in and out, the first administrator, and invitations.
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse as _, Response};
use serde::Deserialize;

use super::{lines, to};
use crate::app::{Entrance, NewPerson, SetUp, SignInError, UseCaseError};
use crate::web::error::WebError;
use crate::web::extract::{Asked, Here, Place, Posted, Unsigned, visit_token};
use crate::web::forms::Fields;
use crate::web::render::View;
use crate::web::views::{
    ErrorLine, Form, FormField, Link, Part, PartsPage, PasswordPage, SetUpPage, SignInPage,
};
use crate::web::{AppState, cookies, urls};

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Back {
    #[serde(default)]
    to: String,
}

/// Draws a page with a form for someone who is not signed in, and gives the browser the visit
/// cookie that the form's token is made from.
pub(super) fn show<V: View>(
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
    let provider = state.service.has_provider();
    let view = SignInPage { heading, to: back.to, provider, ..SignInPage::default() };
    show(&state, &headers, StatusCode::OK, &view)
}

pub(crate) async fn sign_in(
    Here(state): Here,
    headers: HeaderMap,
    Unsigned { fields, from }: Unsigned,
) -> Result<Response, WebError> {
    let (email, password) = (fields.trimmed("email"), fields.get("password"));
    let (status, message) = match state.service.sign_in(&email, password, &from).await {
        Ok(Entrance::In(secret)) => return signed_in(&state, &fields, &secret).await,
        Ok(Entrance::NeedsCode(under_way)) => {
            let view = code_view(&state, &fields, &under_way);
            return show(&state, &headers, StatusCode::OK, &view);
        }
        Err(SignInError::Wrong) => (StatusCode::UNPROCESSABLE_ENTITY, "fault-sign-in"),
        Err(SignInError::TooMany) => (StatusCode::TOO_MANY_REQUESTS, "fault-too-many"),
        Err(SignInError::UseCase(error)) => return Err(error.into()),
    };
    // From where, so that attempts can be seen and shut out; not whose account it was for.
    tracing::warn!(from = from.address, status = status.as_u16(), "a sign-in failed");
    let view = SignInPage {
        heading: state.words().say("sign-in-title"),
        to: fields.get("to").to_owned(),
        email,
        provider: state.service.has_provider(),
        errors: vec![ErrorLine::at("email", state.words().say(message))],
        typed: parked(&fields),
        typed_to: fields.get("typed-to").to_owned(),
    };
    show(&state, &headers, status, &view)
}

/// What was typed before the session ended: `typed:` before the name of each field.
pub(super) fn parked(fields: &Fields) -> Vec<(String, String)> {
    let typed = fields.typed().into_iter();
    typed
        .filter_map(|(name, value)| Some((name.strip_prefix("typed:")?.to_owned(), value)))
        .collect()
}

/// Goes on where the person was; what was typed is offered again.
async fn signed_in(state: &AppState, fields: &Fields, secret: &str) -> Result<Response, WebError> {
    let typed = parked(fields);
    let typed = (!typed.is_empty()).then(|| (fields.get("typed-to").to_owned(), typed));
    enter(state, urls::own(fields.get("to")), typed, secret).await
}

/// Lets a person in: to a page, or to what they typed before their session ended.
pub(super) async fn enter(
    state: &AppState,
    next: &str,
    typed: Option<(String, Vec<(String, String)>)>,
    secret: &str,
) -> Result<Response, WebError> {
    let mut response = match typed {
        None => to(next),
        Some((address, typed)) => {
            let person = state.service.signed_in(secret).await?;
            let address = urls::own(&address).to_owned();
            let view = crate::web::views::ErrorPage::kept(state.words(), address, typed);
            state.renderer.page(state, person.as_ref(), None, &view)?.into_response()
        }
    };
    cookies::set(response.headers_mut(), cookies::SESSION, secret);
    Ok(response)
}

/// What the browser says it is.
pub(super) fn browser(headers: &HeaderMap) -> String {
    let agent = headers.get(axum::http::header::USER_AGENT);
    let agent = agent.and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    agent.chars().take(200).collect()
}

/// The page that asks for the code of the second factor. It carries what was typed on.
fn code_view(state: &AppState, fields: &Fields, under_way: &str) -> PartsPage {
    let typed = parked(fields).into_iter().map(|(name, value)| (format!("typed:{name}"), value));
    let mut hidden: Vec<(String, String)> = typed.collect();
    for name in ["to", "typed-to"] {
        hidden.push((name.to_owned(), fields.get(name).to_owned()));
    }
    hidden.push(("under-way".to_owned(), under_way.to_owned()));
    let form = Form {
        action: "/sign-in/code".to_owned(),
        hidden,
        fields: vec![
            FormField::text("code", state.say("field-code"), "")
                .hint(state.say("field-code-or-recovery"))
                .kind("code", "one-time-code"),
        ],
        button: state.say("sign-in"),
        ..Form::default()
    };
    PartsPage {
        heading: state.say("code-title"),
        back: Some("/sign-in".to_owned()),
        parts: vec![form.into()],
        ..PartsPage::default()
    }
}

pub(crate) async fn code(
    Here(state): Here,
    headers: HeaderMap,
    Unsigned { fields, from }: Unsigned,
) -> Result<Response, WebError> {
    let under_way = fields.get("under-way");
    let failed = |status: StatusCode| {
        tracing::warn!(from = from.address, status = status.as_u16(), "a code failed");
        status
    };
    match state.service.sign_in_with_code(under_way, fields.get("code"), &from).await {
        Ok(secret) => signed_in(&state, &fields, &secret).await,
        Err(SignInError::Wrong) => {
            let error = ErrorLine::at("code", state.say("fault-otp"));
            let view = code_view(&state, &fields, under_way).wrong(vec![error]);
            show(&state, &headers, failed(StatusCode::UNPROCESSABLE_ENTITY), &view)
        }
        Err(SignInError::TooMany) => {
            let view = SignInPage {
                heading: state.say("sign-in-title"),
                provider: state.service.has_provider(),
                errors: vec![ErrorLine::at("email", state.say("fault-code-too-many"))],
                typed: parked(&fields),
                typed_to: fields.get("typed-to").to_owned(),
                to: fields.get("to").to_owned(),
                email: String::new(),
            };
            show(&state, &headers, failed(StatusCode::TOO_MANY_REQUESTS), &view)
        }
        Err(SignInError::UseCase(error)) => Err(error.into()),
    }
}

pub(crate) async fn sign_out(
    Here(state): Here,
    headers: HeaderMap,
    _posted: Posted,
) -> Result<Response, WebError> {
    let secret = cookies::read(&headers, cookies::SESSION).unwrap_or("");
    let mut response = match state.service.sign_out(secret).await? {
        None => to("/"),
        Some(address) => {
            let view = PartsPage {
                heading: state.say("signed-out-title"),
                parts: vec![
                    state.text("signed-out-text"),
                    Part::Links {
                        links: vec![Link::button(state.say("signed-out-there"), address)],
                    },
                ],
                ..PartsPage::default()
            };
            show(&state, &headers, StatusCode::OK, &view)?
        }
    };
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
    Unsigned { fields, from }: Unsigned,
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
            let secret = state.service.start_session(&person, &from.browser, None).await?;
            let mut response = to(urls::PEOPLE);
            cookies::set(response.headers_mut(), cookies::SESSION, &secret);
            return Ok(response);
        }
        Err(UseCaseError::Invalid(wrong)) => wrong,
        Err(error) => return Err(error.into()),
    };
    let SetUp { organisation, contact, person, .. } = asked;
    let NewPerson { name, email, post, .. } = person;
    let label = |field: &str| Some(state.say(&format!("field-{field}")));
    let (heading, errors) = (state.say("set-up-title"), lines(state.words(), &wrong, label));
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
    Unsigned { fields, from }: Unsigned,
) -> Result<Response, WebError> {
    match state.service.choose_password(&secret, fields.get("password")).await {
        Ok(person) => {
            let secret = state.service.start_session(&person, &from.browser, None).await?;
            let mut response = to(urls::HOME);
            cookies::set(response.headers_mut(), cookies::SESSION, &secret);
            Ok(response)
        }
        Err(UseCaseError::Invalid(wrong)) => {
            let view =
                password_view(&state, &secret, lines(state.words(), &wrong, |_| None)).await?;
            show(&state, &headers, StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
        Err(error) => Err(error.into()),
    }
}
