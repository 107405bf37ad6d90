//! Organisations from a file, and as a file.
use axum::response::{Html, IntoResponse as _, Response};

use super::imports::{self, FileRow};
use crate::app::OrganisationRow;
use crate::domain::text::Lang;
use crate::web::error::WebError;
use crate::web::extract::{Here, Posted, SignedIn, Uploaded};
use crate::web::views::{Form, FormField, Link, Part, PartsPage, TableCell};
use crate::web::{AppState, urls};

fn form(state: &AppState, source: &str) -> PartsPage {
    let form = Form {
        action: "/organisations/import".to_owned(),
        fields: vec![FormField {
            kind: "source",
            ..FormField::area("source", state.say("import-source"), source, 12)
        }],
        button: state.say("import-check"),
        ..Form::default()
    };
    let csv = Link::to(state.say("csv"), "/organisations.csv");
    PartsPage {
        heading: state.say("import-organisations"),
        back: Some(urls::PEOPLE.to_owned()),
        parts: vec![
            state.text("import-organisations-text"),
            Part::Links { links: vec![csv] },
            form.into(),
        ],
        ..PartsPage::default()
    }
}

pub(crate) async fn page(
    Here(state): Here,
    SignedIn(by): SignedIn,
) -> Result<Html<String>, WebError> {
    by.actor.administer().map_err(|_| WebError::Forbidden)?;
    state.show(&by, &form(&state, ""))
}

fn preview_page(state: &AppState, rows: &[OrganisationRow], source: &str) -> PartsPage {
    let lines = rows.iter().map(|row| FileRow {
        number: row.line,
        name: TableCell::text(row.name.clone()),
        outcome: &row.outcome,
        twin: None,
    });
    imports::preview(state, "/organisations/import", "head-organisation", lines.collect(), source)
}

pub(crate) async fn preview(
    Here(state): Here,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let source = fields.get("source");
    match state.service.preview_organisations(&by.actor, source).await? {
        Ok(rows) => Ok(state.show(&by, &preview_page(&state, &rows, source))?.into_response()),
        Err(error) => imports::unreadable(&state, &by, &error, form(&state, source)),
    }
}

pub(crate) async fn import(
    Here(state): Here,
    Uploaded { by, fields, .. }: Uploaded,
) -> Result<Response, WebError> {
    let source = fields.get("source");
    match state.service.import_organisations(&by.actor, source).await? {
        Ok(numbers) => {
            let next = Link::to(state.say("people-title"), urls::PEOPLE);
            Ok(state.show(&by, &imports::done(&state, numbers, next))?.into_response())
        }
        Err(error) => imports::unreadable(&state, &by, &error, form(&state, source)),
    }
}

pub(crate) async fn csv(Here(state): Here, SignedIn(by): SignedIn) -> Result<Response, WebError> {
    if !by.actor.manages_any() {
        return Err(WebError::Forbidden);
    }
    let today = state.service.clock().today();
    let all = state.service.organisations().await?;
    let rows: Vec<Vec<String>> = all
        .iter()
        .filter(|organisation| by.actor.manage(&organisation.id).is_ok())
        .map(|organisation| {
            let facts = &organisation.facts;
            let welsh = facts.names.last().and_then(|name| name.welsh.clone());
            let code = facts.codes.last();
            let ended = facts.ended.as_ref();
            let heir = ended.and_then(|ended| ended.successors.first());
            let heir = heir.and_then(|id| all.iter().find(|other| other.id == *id));
            vec![
                organisation.name_on(today, Lang::En).to_owned(),
                welsh.unwrap_or_default(),
                facts.kind.name().to_owned(),
                facts.contact.clone(),
                code.map(|code| code.code.clone()).unwrap_or_default(),
                code.map(|code| code.from.to_string()).unwrap_or_default(),
                ended.map(|ended| ended.on.to_string()).unwrap_or_default(),
                heir.map(|heir| heir.name_on(today, Lang::En).to_owned()).unwrap_or_default(),
            ]
        })
        .collect();
    let heads = ["name", "welsh_name", "type", "contact", "gss", "from", "to", "successor"];
    super::lists::csv("organisations", &heads, &rows)
}
