//! Organisations from a file, and as a file.
use axum::response::{Html, IntoResponse as _, Response};

use super::register::outcome;
use crate::app::tables::TableError;
use crate::app::{OrganisationRow, Outcome};
use crate::domain::text::Lang;
use crate::web::build::count;
use crate::web::error::WebError;
use crate::web::extract::{Here, Posted, SignedIn};
use crate::web::views::{ErrorLine, Form, FormField, Link, Part, PartsPage, Table, TableCell};
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

fn counts(state: &AppState, numbers: [usize; 4]) -> Part {
    let [new, changed, unchanged, refused] = numbers.map(count);
    let args = [
        ("new", new.into()),
        ("changed", changed.into()),
        ("unchanged", unchanged.into()),
        ("refused", refused.into()),
    ];
    Part::Text { text: state.words().say_with("import-summary", &args) }
}

fn preview_page(state: &AppState, rows: &[OrganisationRow], source: &str) -> PartsPage {
    let number =
        |wanted: fn(&Outcome) -> bool| rows.iter().filter(|row| wanted(&row.outcome)).count();
    let numbers = [
        number(|outcome| *outcome == Outcome::New),
        number(|outcome| *outcome == Outcome::Changed),
        number(|outcome| *outcome == Outcome::Unchanged),
        number(|outcome| matches!(outcome, Outcome::Refused(_))),
    ];
    let line = |row: &OrganisationRow| {
        let (standing, why) = outcome(state, &row.outcome, None);
        let name = TableCell::text(row.name.clone());
        vec![TableCell::text(row.line.to_string()), name, standing, TableCell::text(why)]
    };
    let heads = ["import-head-line", "head-organisation", "import-head-outcome", "difference-what"];
    let table = Table {
        caption: state.say("import-preview"),
        heads: heads.map(|head| state.say(head)).into(),
        rows: rows.iter().map(line).collect(),
        empty: state.say("import-nothing"),
    };
    let mut parts = vec![counts(state, numbers), Part::Table(table)];
    let [new, changed, ..] = numbers;
    if new + changed > 0 {
        let form = Form::press("/organisations/import/do", state.say("import-do"));
        parts.push(Form { look: "", ..form }.with("source", source).into());
    }
    PartsPage {
        heading: state.say("import-preview"),
        back: Some("/organisations/import".to_owned()),
        wide: true,
        parts,
        ..PartsPage::default()
    }
}

/// The form again, with the line of the file that cannot be read.
fn unreadable(
    state: &AppState,
    by: &crate::app::SignedIn,
    error: &TableError,
    source: &str,
) -> Result<Response, WebError> {
    let args = [("line", i64::try_from(error.line).unwrap_or(0).into())];
    let line = state.words().say_with("import-line", &args);
    let text = format!("{} ({line}: {})", state.say("fault-import"), error.why);
    let wrong = vec![ErrorLine::at("source", text)];
    state.show_wrong(by, &form(state, source).wrong(wrong))
}

pub(crate) async fn preview(
    Here(state): Here,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let source = fields.get("source");
    match state.service.preview_organisations(&by.actor, source).await? {
        Ok(rows) => Ok(state.show(&by, &preview_page(&state, &rows, source))?.into_response()),
        Err(error) => unreadable(&state, &by, &error, source),
    }
}

pub(crate) async fn import(
    Here(state): Here,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let source = fields.get("source");
    match state.service.import_organisations(&by.actor, source).await? {
        Ok((new, changed)) => {
            let links = vec![Link::to(state.say("people-title"), urls::PEOPLE)];
            let parts = vec![counts(&state, [new, changed, 0, 0]), Part::Links { links }];
            let heading = state.say("import-done-title");
            let view = PartsPage { heading, parts, ..PartsPage::default() };
            Ok(state.show(&by, &view)?.into_response())
        }
        Err(error) => unreadable(&state, &by, &error, source),
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
