//! The audit log: verification, export, and who was shown what.
use axum::body::Body;
use axum::extract::Request;
use axum::response::{Html, IntoResponse as _, Response};

use super::pages::fact;
use crate::domain::writing::parse_day;
use crate::web::AppState;
use crate::web::build::count;
use crate::web::error::WebError;
use crate::web::extract::{Here, Posted, Query, SignedIn};
use crate::web::views::{ErrorLine, Form, FormField, Link, Part, PartsPage, Table, TableCell};

/// How many disclosures the page shows.
const SHOWN: usize = 500;

pub(crate) async fn page(
    Here(state): Here,
    SignedIn(by): SignedIn,
) -> Result<Html<String>, WebError> {
    by.actor.audit().map_err(|_| WebError::Forbidden)?;
    state.show(&by, &view(&state, ""))
}

/// The page; `until` is the day that was typed, up to which the log was asked for.
fn view(state: &AppState, until: &str) -> PartsPage {
    let verify = Form::press("/audit/verify", state.say("audit-verify"));
    let field = FormField::date("until", state.say("audit-until"), until);
    let parts = vec![
        state.text("audit-text"),
        Form { look: "", ..verify }.into(),
        Part::Links {
            links: vec![
                Link::to(state.say("desk-title"), crate::web::urls::DESK),
                Link::to(state.say("access-title"), "/audit/access"),
            ],
        },
        Part::Heading { text: state.say("audit-export-title") },
        state.text("audit-export-text"),
        Form {
            action: "/audit/log.jsonl".to_owned(),
            asks: true,
            fields: vec![field.hint(state.say("audit-until-hint"))],
            button: state.say("audit-export"),
            look: "secondary",
            ..Form::default()
        }
        .into(),
    ];
    PartsPage { heading: state.say("audit-title"), parts, ..PartsPage::default() }
}

pub(crate) async fn verify(
    Here(state): Here,
    Posted { by, .. }: Posted,
) -> Result<Response, WebError> {
    let verified = state.service.verify(&by.actor).await?;
    let number = |n: usize| crate::app::labels::number(count(n));
    let lines = vec![
        fact(state.say("audit-records"), number(verified.records)),
        fact(state.say("audit-entries"), number(verified.entries)),
        fact(state.say("audit-checkpoints"), number(verified.checkpoints)),
        fact(state.say("audit-when"), super::moment(&state, state.service.clock().now())),
    ];
    let outcome = if verified.problems.is_empty() {
        Part::Inset { text: state.say("audit-whole") }
    } else {
        Part::Warning { text: state.say("audit-problems") }
    };
    let mut parts = vec![outcome, Part::Facts { lines }];
    parts.extend(verified.problems.into_iter().map(|text| Part::Text { text }));
    let (heading, back) = (state.say("audit-verified"), Some("/audit".to_owned()));
    let view = PartsPage { heading, back, parts, ..PartsPage::default() };
    Ok(state.show(&by, &view)?.into_response())
}

pub(crate) async fn log(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Query(fields): Query,
) -> Result<Response, WebError> {
    by.actor.audit().map_err(|_| WebError::Forbidden)?;
    let typed = fields.day("until");
    let until = parse_day(&typed);
    if until.is_none() && !typed.is_empty() {
        let error = ErrorLine::at("until", state.say("fault-date"));
        return state.show_wrong(&by, &view(&state, &typed).wrong(vec![error]));
    }
    let path = state.service.audit_log(&by.actor, until).await?;
    let name = match until {
        Some(day) => format!("audit-log-{day}.jsonl"),
        None => "audit-log.jsonl".to_owned(),
    };
    // A part of it would not be a part of the next one: it is always handed out whole.
    let whole = Request::new(Body::empty());
    let given = super::files::from_disk(&path, whole, "application/jsonl", &name).await;
    // What is open stays readable until it has been sent.
    if let Err(error) = std::fs::remove_file(&path) {
        tracing::warn!(error = ?error, "a file that was handed out is still there");
    }
    given
}

pub(crate) async fn access(
    Here(state): Here,
    SignedIn(by): SignedIn,
) -> Result<Html<String>, WebError> {
    let disclosures = state.service.disclosures(&by.actor, SHOWN).await?;
    let rows = disclosures.into_iter().map(|disclosure| {
        vec![
            TableCell::text(super::moment(&state, disclosure.at)),
            TableCell::text(disclosure.post),
            TableCell::text(disclosure.what),
        ]
    });
    let table = Table {
        caption: state.say("access-title"),
        heads: ["access-when", "head-post", "access-what"].map(|head| state.say(head)).into(),
        rows: rows.collect(),
        empty: state.say("access-empty"),
    };
    let (heading, back) = (state.say("access-title"), Some("/audit".to_owned()));
    let parts = vec![state.text("access-text"), Part::Table(table)];
    state.show(&by, &PartsPage { heading, back, wide: true, parts, ..PartsPage::default() })
}
