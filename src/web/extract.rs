//! What handlers take as parameters. Taking [`SignedIn`] or [`Posted`] makes one private.
use axum::body::Bytes;
use axum::extract::{self, ConnectInfo, FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, header};
use ipnet::Ipv6Net;
use serde::de::DeserializeOwned;
use subtle::ConstantTimeEq as _;

use super::error::WebError;
use super::forms::Fields;
use super::observe::Sender;
use super::{AppState, cookies, urls};
use crate::app::{self, Origin};
use crate::domain::hexadecimal::hex;
use crate::domain::text::Lang;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::net::IpAddr;

/// What handlers share, in the language of the request.
pub(super) struct Here(pub(super) AppState);

impl Here {
    /// The shared state for a request with these headers to this address.
    pub(super) fn of(state: &AppState, parts: &Parts) -> Self {
        let asked = parts.uri.query().and_then(|query| {
            let mut pairs = form_urlencoded::parse(query.as_bytes());
            pairs.find(|(name, _)| name == "lang").map(|(_, value)| value.into_owned())
        });
        let kept = cookies::read(&parts.headers, cookies::LANGUAGE);
        let welsh = asked.as_deref().or(kept) == Some(Lang::Cy.code());
        let lang = if welsh { Lang::Cy } else { Lang::En };
        Self(AppState { lang, path: address(parts), ..state.clone() })
    }
}

impl FromRequestParts<AppState> for Here {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        Ok(Self::of(state, parts))
    }
}

/// The person behind a request.
#[derive(Debug)]
pub(super) struct SignedIn(pub(super) app::SignedIn);

/// The person behind a request, when there is one.
#[derive(Debug)]
pub(super) struct Perhaps(pub(super) Option<app::SignedIn>);

/// A form that a signed-in person sent from one of our pages.
#[derive(Debug)]
pub(super) struct Posted {
    /// Who sent it.
    pub(super) by: app::SignedIn,
    /// What was typed.
    pub(super) fields: Fields,
}

/// A form that was sent before sign-in, from one of our pages.
#[derive(Debug)]
pub(super) struct Unsigned {
    /// What was typed.
    pub(super) fields: Fields,
    /// Where it comes from, for counting failed sign-ins and for the list of sessions.
    pub(super) from: Origin,
}

/// The parts of the address. What cannot be an id is not found.
#[derive(Debug)]
pub(super) struct Place<T>(pub(super) T);

/// The part of the address after the question mark; what cannot be read is left out.
#[derive(Debug, Default)]
pub(super) struct Asked<T>(pub(super) T);

impl<T: DeserializeOwned + Send> FromRequestParts<AppState> for Place<T> {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, WebError> {
        let path = Path::<T>::from_request_parts(parts, state).await;
        path.map(|Path(found)| Self(found)).map_err(|_| WebError::NotFound)
    }
}

impl<T: DeserializeOwned + Default + Send> FromRequestParts<AppState> for Asked<T> {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, WebError> {
        let query = extract::Query::<T>::from_request_parts(parts, state).await;
        Ok(Self(query.map(|extract::Query(found)| found).unwrap_or_default()))
    }
}

/// The part of the address after the question mark, where fields may occur more than once.
#[derive(Debug)]
pub(super) struct Query(pub(super) Fields);

impl FromRequestParts<AppState> for Query {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, WebError> {
        let query = parts.uri.query().unwrap_or("");
        Fields::parse(query.as_bytes()).map(Self).ok_or(WebError::BadRequest)
    }
}

async fn signed_in(parts: &Parts, state: &AppState) -> Result<Option<app::SignedIn>, WebError> {
    match cookies::read(&parts.headers, cookies::SESSION) {
        Some(secret) => Ok(state.service.signed_in(secret).await?),
        None => Ok(None),
    }
}

/// The pages of someone who has to set up a second factor before anything else.
const WITHOUT_FACTOR: [&str; 3] = [urls::SECOND_FACTOR, "/account/session", "/sign-out"];

/// The person behind a request for something that not everyone may see: whose reading is watched,
/// of them it is written down.
async fn watched(parts: &Parts, state: &AppState) -> Result<Option<app::SignedIn>, WebError> {
    let found = signed_in(parts, state).await?;
    if let Some(by) = &found {
        Sender::is(&parts.extensions, &by.person.id);
        if by.needs_factor && !WITHOUT_FACTOR.contains(&parts.uri.path()) {
            return Err(WebError::FactorNeeded { is_form: parts.method == Method::POST });
        }
        state.service.note_access(&by.actor, &address(parts)).await?;
    }
    Ok(found)
}

fn address(parts: &Parts) -> String {
    parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string)
}

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, WebError> {
        let found = watched(parts, state).await?;
        found.map(Self).ok_or_else(|| WebError::SignInNeeded { to: address(parts) })
    }
}

impl FromRequestParts<AppState> for Perhaps {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, WebError> {
        signed_in(parts, state).await.map(Self)
    }
}

/// The fields of a form; anything else than a form is refused.
async fn fields(request: Request, state: &AppState) -> Result<Fields, WebError> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if !kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded")) {
        return Err(WebError::NoForm);
    }
    let bytes = Bytes::from_request(request, state).await.map_err(|rejection| {
        use axum::response::IntoResponse as _;
        match rejection.into_response().status() {
            StatusCode::PAYLOAD_TOO_LARGE => WebError::TooLarge,
            _ => WebError::BadRequest,
        }
    })?;
    bounded(Fields::parse(&bytes))
}

/// Fields that can be read, and none of which is endless.
fn bounded(fields: Option<Fields>) -> Result<Fields, WebError> {
    let fields = fields.ok_or(WebError::BadRequest)?;
    if fields.has_endless() { Err(WebError::TooLarge) } else { Ok(fields) }
}

fn same(one: &str, other: &str) -> bool {
    one.len() == other.len() && bool::from(one.as_bytes().ct_eq(other.as_bytes()))
}

impl FromRequest<AppState> for Posted {
    type Rejection = WebError;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, WebError> {
        let (parts, body) = request.into_parts();
        let by = watched(&parts, state).await?;
        let to = address(&parts);
        let fields = fields(Request::from_parts(parts, body), state).await?;
        let by = sender(by, to, &fields)?;
        Ok(Self { by, fields })
    }
}

/// Who sent a form with these fields, when it is one of our own.
fn sender(
    by: Option<app::SignedIn>,
    to: String,
    fields: &Fields,
) -> Result<app::SignedIn, WebError> {
    let fields = || fields.clone();
    match by {
        None => Err(WebError::SessionEnded { to, fields: fields() }),
        Some(by) if same(fields().get("csrf"), &by.csrf) => Ok(by),
        Some(_) => Err(WebError::FormExpired { to, fields: fields() }),
    }
}

/// A form with files that a signed-in person sent from one of our pages.
#[derive(Debug)]
pub(super) struct Uploaded {
    /// Who sent it.
    pub(super) by: app::SignedIn,
    /// What was typed.
    pub(super) fields: Fields,
    /// The files, by the names of their fields; those that were not chosen are left out.
    pub(super) files: Files,
}

/// A form with files from anyone: for pages that change nothing.
#[derive(Debug)]
pub(super) struct Handed {
    /// What was typed.
    pub(super) fields: Fields,
    /// The files, by the names of their fields; those that were not chosen are left out.
    pub(super) files: Files,
}

type Files = BTreeMap<String, Vec<u8>>;

/// The most that a form with files may send, in bytes.
const UPLOAD_LIMIT: usize = 16 << 20;

/// Takes a form with files apart. A form that was kept while someone signed in again comes without
/// its files.
async fn parts_of(request: Request, state: &AppState) -> Result<(Fields, Files), WebError> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let boundary = kind.and_then(|kind| multer::parse_boundary(kind).ok());
    let Some(boundary) = boundary else {
        return Ok((fields(request, state).await?, Files::new()));
    };
    let bytes = axum::body::to_bytes(request.into_body(), UPLOAD_LIMIT).await;
    let bytes = bytes.map_err(|_| WebError::TooLarge)?;
    let body = futures_util::stream::once(async move { Ok::<_, Infallible>(bytes) });
    let mut form = multer::Multipart::new(body, boundary);
    let (mut typed, mut files) = (Vec::new(), Files::new());
    while let Some(field) = form.next_field().await.map_err(|_| WebError::BadRequest)? {
        let name = field.name().ok_or(WebError::BadRequest)?.to_owned();
        if field.file_name().is_some() {
            let bytes = field.bytes().await.map_err(|_| WebError::BadRequest)?;
            if !bytes.is_empty() {
                files.insert(name, bytes.to_vec());
            }
        } else {
            let text = field.text().await.map_err(|_| WebError::BadRequest)?;
            typed.push((name, text.replace("\r\n", "\n")));
        }
    }
    Ok((bounded(Fields::of(typed))?, files))
}

impl FromRequest<AppState> for Handed {
    type Rejection = WebError;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, WebError> {
        let (fields, files) = parts_of(request, state).await?;
        Ok(Self { fields, files })
    }
}

impl FromRequest<AppState> for Uploaded {
    type Rejection = WebError;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, WebError> {
        let (parts, body) = request.into_parts();
        let by = watched(&parts, state).await?;
        let to = address(&parts);
        let (fields, files) = parts_of(Request::from_parts(parts, body), state).await?;
        let by = sender(by, to, &fields)?;
        Ok(Self { by, fields, files })
    }
}

/// Where a request comes from. A proxy that is trusted says whom it serves; what others say of that
/// is not believed.
fn client(request: &Request, state: &AppState) -> Option<IpAddr> {
    let connection = request.extensions().get::<ConnectInfo<std::net::SocketAddr>>()?;
    let is_trusted = |ip: &IpAddr| state.proxies.iter().any(|proxy| proxy.contains(ip));
    let mut client = connection.0.ip().to_canonical();
    let said =
        request.headers().get_all("x-forwarded-for").iter().filter_map(|it| it.to_str().ok());
    let mut said: Vec<&str> = said.flat_map(|line| line.split(',')).map(str::trim).collect();
    // Each proxy adds the one that it heard from at the end.
    while is_trusted(&client) {
        let Some(before) = said.pop().and_then(|text| text.parse::<IpAddr>().ok()) else { break };
        client = before.to_canonical();
    }
    Some(client)
}

/// What counts as one sender: an address, or the network of 2^64 addresses that one household has.
/// Empty when it is not known.
pub(super) fn network(request: &Request, state: &AppState) -> String {
    match client(request, state) {
        Some(four @ IpAddr::V4(_)) => four.to_string(),
        Some(IpAddr::V6(six)) => Ipv6Net::new_assert(six, 64).trunc().to_string(),
        None => String::new(),
    }
}

/// The token of forms before sign-in: a hash of the visit cookie.
pub(super) fn visit_token(visit: &str) -> String {
    hex(&Sha256::digest(format!("form {visit}")))
}

impl FromRequest<AppState> for Unsigned {
    type Rejection = WebError;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, WebError> {
        let sender = network(&request, state);
        let (parts, body) = request.into_parts();
        let visit = cookies::read(&parts.headers, cookies::VISIT).map(visit_token);
        let agent = parts.headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
        let browser = agent.unwrap_or_default().chars().take(200).collect();
        let (to, from) = (address(&parts), Origin { address: sender, browser });
        let fields = fields(Request::from_parts(parts, body), state).await?;
        match visit {
            Some(token) if same(fields.get("csrf"), &token) => Ok(Self { fields, from }),
            Some(_) | None => Err(WebError::FormExpired { to, fields }),
        }
    }
}
