//! What a person sees and does about themselves.
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse as _, Response};

use super::pages::{choice, fact};
use super::people::role_name;
use super::{sent, to};
use crate::app::{DigestError, Sent, Service, SignedIn as Signed, UseCaseError, qr};
use crate::domain::people::Digest;
use crate::web::error::WebError;
use crate::web::extract::{Here, Posted, SignedIn};
use crate::web::views::{
    ErrorLine, Form, FormField, Link, Part, PartsPage, QrCode, Table, TableCell,
};
use crate::web::{AppState, urls};

fn page(state: &AppState, heading: &str, parts: Vec<Part>) -> PartsPage {
    let back = Some(urls::ACCOUNT.to_owned());
    PartsPage { heading: state.say(heading), back, parts, ..PartsPage::default() }
}

async fn facts(state: &AppState, by: &Signed) -> Result<Vec<Part>, WebError> {
    let organisation = state.service.organisation(&by.person.organisation).await?;
    let organisation = organisation.map_or_else(String::new, |o| state.name_of(&o));
    let roles: Vec<String> =
        by.person.roles.iter().map(|role| role_name(state.words(), *role)).collect();
    let mut lines = vec![
        fact(state.say("field-name"), &by.person.name),
        fact(state.say("field-email"), &by.person.email),
        fact(state.say("field-post"), &by.person.post),
        fact(state.say("head-organisation"), organisation),
        fact(state.say("head-roles"), roles.join("\n")),
    ];
    if let Some(until) = by.person.until {
        lines.push(fact(state.say("field-until"), super::lists::day(state, Some(until))));
    }
    Ok(vec![Part::Facts { lines }, state.text("account-change-text")])
}

async fn sessions(state: &AppState, by: &Signed) -> Result<Vec<Part>, WebError> {
    let sessions = state.service.sessions_of(&by.person.id).await?;
    let row = |session: &crate::domain::people::Session| {
        let present = session.token == by.session;
        vec![
            TableCell::text(super::moment(state, session.started)),
            TableCell::text(super::moment(state, session.seen)),
            TableCell::text(session.browser.clone()),
            if present {
                TableCell::tag(state.say("session-this"), "green")
            } else {
                TableCell::text("")
            },
        ]
    };
    let heads = ["session-started", "session-seen", "session-browser", "head-standing"];
    let table = Table {
        caption: state.say("sessions-title"),
        heads: heads.map(|head| state.say(head)).into(),
        rows: sessions.iter().map(row).collect(),
        empty: String::new(),
    };
    let mut parts = vec![Part::Heading { text: state.say("sessions-title") }, Part::Table(table)];
    for session in sessions.iter().filter(|session| session.token != by.session) {
        let form = Form {
            about: super::moment(state, session.started),
            ..Form::press("/account/sessions/end", state.say("session-end"))
        };
        parts.push(form.with("session", session.token.clone()).into());
    }
    if sessions.len() > 1 {
        let form = Form::press("/account/sessions/end", state.say("sessions-end"));
        parts.push(form.with("session", "").into());
    }
    Ok(parts)
}

pub(crate) async fn account(
    Here(state): Here,
    SignedIn(by): SignedIn,
) -> Result<Html<String>, WebError> {
    let mut parts = facts(&state, &by).await?;
    parts.push(Part::Heading { text: state.say("account-sign-in") });
    let factor = if by.person.second_factor.is_some() { "factor-is-on" } else { "factor-is-off" };
    parts.push(state.text(factor));
    let mut links = Vec::new();
    if by.person.password.is_some() {
        links.push(Link::to(state.say("account-password"), "/account/password"));
        links.push(Link::to(state.say("account-factor"), urls::SECOND_FACTOR));
    }
    parts.push(Part::Links { links });
    parts.extend(sessions(&state, &by).await?);
    parts.push(Part::Heading { text: state.say("digest-title") });
    parts.push(state.text(if state.service.has_mail() { "digest-text" } else { "digest-no-mail" }));
    let item = |digest: Digest, name: &str| {
        choice(name, state.say(&format!("digest-{name}")), by.person.digest == digest)
    };
    let items = vec![
        item(Digest::Off, "off"),
        item(Digest::Weekly, "weekly"),
        item(Digest::Daily, "daily"),
    ];
    let form = Form {
        action: "/account/digest".to_owned(),
        fields: vec![FormField::radios("digest", state.say("digest-how-often"), items)],
        button: state.say("save"),
        look: "secondary",
        ..Form::default()
    };
    parts.push(form.into());
    if state.service.has_mail() {
        let form = Form::press("/account/digest/now", state.say("digest-now"));
        parts.push(form.into());
    }
    parts.push(Part::Heading { text: state.say("own-data-title") });
    parts.push(state.text("own-data-text"));
    let tokens = Link::to(state.say("tokens-title"), "/account/tokens");
    let link = Link::to(state.say("own-data-link"), "/account/data.json");
    parts.push(Part::Links { links: vec![link, tokens] });
    let heading = state.say("account-title");
    let back = Some(urls::HOME.to_owned());
    state.show(&by, &PartsPage { heading, back, parts, ..PartsPage::default() })
}

fn password_view(state: &AppState) -> PartsPage {
    let field = |name: &str, label: &str, hint: &str, complete: &'static str| {
        FormField::text(name, state.say(label), "")
            .hint(if hint.is_empty() { String::new() } else { state.say(hint) })
            .kind("password", complete)
    };
    let form = Form {
        action: "/account/password".to_owned(),
        fields: vec![
            field("password", "field-password-now", "", "current-password"),
            field("new-password", "field-new-password", "field-new-password-hint", "new-password"),
        ],
        button: state.say("save"),
        ..Form::default()
    };
    page(state, "account-password", vec![state.text("account-password-text"), form.into()])
}

pub(crate) async fn password_page(
    Here(state): Here,
    SignedIn(by): SignedIn,
) -> Result<Html<String>, WebError> {
    state.show(&by, &password_view(&state))
}

pub(crate) async fn password(
    Here(state): Here,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let (present, new) = (fields.get("password"), fields.get("new-password"));
    let done = state.service.change_password(&by, present, new).await;
    sent(&state, &by, done, urls::ACCOUNT, password_view(&state))
}

/// The page that sets a second factor up, or takes it away.
fn factor_view(state: &AppState, by: &Signed, secret: &str) -> PartsPage {
    if by.person.second_factor.is_some() {
        let form = Form {
            action: "/account/second-factor/remove".to_owned(),
            fields: vec![
                FormField::text("password", state.say("field-password-now"), "")
                    .kind("password", "current-password"),
            ],
            button: state.say("factor-remove"),
            look: "warning",
            ..Form::default()
        };
        return page(state, "account-factor", vec![state.text("factor-is-on"), form.into()]);
    }
    let fresh = if secret.is_empty() {
        state.service.fresh_factor(by)
    } else {
        Service::factor(by, secret.to_owned())
    };
    let needed = by.needs_factor.then(|| Part::Inset { text: state.say("factor-needed") });
    let mut parts: Vec<Part> = needed.into_iter().chain([state.text("factor-text")]).collect();
    if let Some((path, size)) = qr(&fresh.uri) {
        parts.push(Part::Qr(QrCode { path, size, label: state.say("factor-qr") }));
    }
    let grouped: Vec<String> = fresh
        .secret
        .chars()
        .collect::<Vec<_>>()
        .chunks(4)
        .map(|chunk| chunk.iter().collect())
        .collect();
    parts.push(Part::Facts { lines: vec![fact(state.say("factor-key"), grouped.join(" "))] });
    let form = Form {
        action: urls::SECOND_FACTOR.to_owned(),
        fields: vec![
            FormField::text("code", state.say("field-code"), "")
                .hint(state.say("field-code-hint"))
                .kind("code", "one-time-code"),
        ],
        button: state.say("factor-save"),
        ..Form::default()
    };
    parts.push(form.with("secret", fresh.secret).into());
    let view = page(state, "account-factor", parts);
    // There is no way back from here for who needs one.
    PartsPage { back: view.back.filter(|_| !by.needs_factor), ..view }
}

pub(crate) async fn factor_page(
    Here(state): Here,
    SignedIn(by): SignedIn,
) -> Result<Html<String>, WebError> {
    state.show(&by, &factor_view(&state, &by, ""))
}

pub(crate) async fn set_factor(
    Here(state): Here,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let secret = fields.get("secret");
    match state.service.set_second_factor(&by, secret, fields.get("code")).await {
        Ok(codes) => {
            let parts = vec![
                Part::Warning { text: state.say("factor-codes-text") },
                Part::Inset { text: codes.join("\n") },
                Part::Links { links: vec![Link::to(state.say("continue"), urls::ACCOUNT)] },
            ];
            Ok(state.show(&by, &page(&state, "factor-codes", parts))?.into_response())
        }
        Err(UseCaseError::Invalid(_)) => {
            let error = ErrorLine::at("code", state.say("fault-otp"));
            state.show_wrong(&by, &factor_view(&state, &by, secret).wrong(vec![error]))
        }
        Err(error) => Err(error.into()),
    }
}

pub(crate) async fn remove_factor(
    Here(state): Here,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let done = state.service.remove_second_factor(&by, fields.get("password")).await;
    let again = factor_view(&state, &by, "");
    sent(&state, &by, done, urls::ACCOUNT, again)
}

pub(crate) async fn end_sessions(
    Here(state): Here,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let session = fields.get("session");
    let only = (!session.is_empty()).then_some(session);
    state.service.end_sessions(&by, only).await?;
    Ok(to(urls::ACCOUNT))
}

pub(crate) async fn digest(
    Here(state): Here,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let digest = match fields.get("digest") {
        "weekly" => Digest::Weekly,
        "daily" => Digest::Daily,
        _ => Digest::Off,
    };
    state.service.choose_digest(&by, digest).await?;
    Ok(to(urls::ACCOUNT))
}

/// Sends the digest now, to see whether mail arrives.
pub(crate) async fn digest_now(
    Here(state): Here,
    Posted { by, .. }: Posted,
) -> Result<Response, WebError> {
    let key = match state.service.send_digest(&by.person).await {
        Ok(Sent::Sent) => "digest-sent",
        Ok(Sent::Nothing) => "digest-nothing",
        Err(DigestError::NoServer) => return Err(WebError::NotFound),
        Err(DigestError::UseCase(error)) => return Err(error.into()),
        Err(DigestError::Mail(error)) => {
            tracing::warn!(why = error.kind(), "a digest was not sent");
            "digest-failed"
        }
    };
    Ok(state.show(&by, &page(&state, "digest-title", vec![state.text(key)]))?.into_response())
}

/// In how many seconds the session ends; asking makes it last longer.
pub(crate) async fn session(
    Here(state): Here,
    SignedIn(by): SignedIn,
) -> Result<Response, WebError> {
    let left = by.ends.duration_since(state.service.clock().now()).as_secs();
    Ok(left.to_string().into_response())
}

pub(crate) async fn data(Here(state): Here, SignedIn(by): SignedIn) -> Result<Response, WebError> {
    let data = state.service.own_data(&by).await?;
    let text = serde_json::to_string_pretty(&data).map_err(|_| WebError::BadRequest)?;
    let mut response = text.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    let name = HeaderValue::from_static("attachment; filename=\"my-data.json\"");
    headers.insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}
