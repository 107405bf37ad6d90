//! Commitments from a file.
use axum::response::{Html, IntoResponse as _, Response};

use super::super::imports::{self, FileRow};
use super::super::tables::Form as TableForm;
use super::super::{moment, sent};
use crate::app::{CommitmentRow, Outcome, SignedIn as Person};
use crate::domain::ids::ImportId;
use crate::web::build::count;
use crate::web::error::WebError;
use crate::web::extract::{Here, Place, Posted, SignedIn, Uploaded};
use crate::web::views::{Form, Link, Part, PartsPage, TableCell};
use crate::web::{AppState, urls};

/// The page of the import.
const AT: &str = "/commitments/import";

async fn form(state: &AppState, by: &Person, source: &str) -> Result<PartsPage, WebError> {
    let form = imports::form(state, AT, source);
    let example = format!("{}/file/{}", urls::COMMITMENTS, TableForm::Csv.ending());
    let mut parts = vec![
        state.text("commitments-import-text"),
        Part::Links { links: vec![Link::to(state.say("csv"), example)] },
        form.into(),
    ];
    let imports = state.service.commitment_imports(&by.actor).await?;
    if !imports.is_empty() {
        parts.push(Part::Heading { text: state.say("imports-title") });
    }
    for import in imports {
        let args = [
            ("at", moment(state, import.at).into()),
            ("post", import.post.clone().into()),
            ("n", count(import.lines.len()).into()),
        ];
        let text = state.words().say_with("imports-line", &args);
        parts.push(Part::Text { text: text.clone() });
        if import.undone.is_some() {
            parts.push(state.text("imports-undone"));
        } else if by.actor.convene().is_ok() {
            let undo = Form::press(
                format!("/commitments/imports/{}/undo", import.id),
                state.say("imports-undo"),
            );
            parts.push(Form { about: text, ..undo }.into());
        }
    }
    Ok(PartsPage {
        heading: state.say("commitments-import"),
        back: Some(urls::COMMITMENTS.to_owned()),
        parts,
        ..PartsPage::default()
    })
}

pub(crate) async fn page(
    Here(state): Here,
    SignedIn(by): SignedIn,
) -> Result<Html<String>, WebError> {
    by.actor.promise().map_err(|_| WebError::Forbidden)?;
    state.show(&by, &form(&state, &by, "").await?)
}

fn preview_page(state: &AppState, rows: &[CommitmentRow], source: &str) -> PartsPage {
    let name = |row: &CommitmentRow| match &row.known {
        Some(known) if row.outcome != Outcome::New => {
            TableCell::link(row.title.clone(), urls::commitment(&known.id))
        }
        Some(_) | None => TableCell::text(row.title.clone()),
    };
    let lines = rows.iter().map(|row| FileRow {
        number: row.line,
        name: name(row),
        outcome: &row.outcome,
        twin: None,
    });
    imports::preview(state, AT, "commitment", lines.collect(), source)
}

pub(crate) async fn preview(
    Here(state): Here,
    Uploaded { by, fields, files }: Uploaded,
) -> Result<Response, WebError> {
    by.actor.promise().map_err(|_| WebError::Forbidden)?;
    let source = match imports::source(&state, &fields, &files).await {
        Ok(source) => source,
        Err(wrong) => {
            let again = form(&state, &by, fields.get("source")).await?;
            return state.show_wrong(&by, &again.wrong(vec![wrong]));
        }
    };
    match state.service.preview_commitments(&by.actor, &source).await? {
        Ok(rows) => Ok(state.show(&by, &preview_page(&state, &rows, &source))?.into_response()),
        Err(error) => {
            let again = form(&state, &by, &source).await?;
            imports::unreadable(&state, &by, &error, again)
        }
    }
}

pub(crate) async fn import(
    Here(state): Here,
    Uploaded { by, fields, .. }: Uploaded,
) -> Result<Response, WebError> {
    let source = fields.get("source");
    match state.service.import_commitments(&by.actor, source).await {
        Ok((numbers, _)) => {
            let next = Link::to(state.say("commitments-title"), urls::COMMITMENTS);
            let view = imports::done(&state, numbers, next);
            let view = PartsPage { back: Some(AT.to_owned()), ..view };
            Ok(state.show(&by, &view)?.into_response())
        }
        Err(error) => {
            let again = form(&state, &by, source).await?;
            sent(&state, &by, Err(error), AT, again)
        }
    }
}

pub(crate) async fn undo(
    Here(state): Here,
    Place(id): Place<ImportId>,
    Posted { by, .. }: Posted,
) -> Result<Response, WebError> {
    let done = state.service.undo_import(&by.actor, &id).await?;
    let args = [("n", count(done.undone).into())];
    let mut parts = vec![Part::Text { text: state.words().say_with("imports-taken-back", &args) }];
    if !done.left.is_empty() {
        let args = [("references", done.left.join(", ").into())];
        parts.push(Part::Warning { text: state.words().say_with("imports-left", &args) });
    }
    let view = PartsPage {
        heading: state.say("imports-undone"),
        back: Some(AT.to_owned()),
        parts,
        ..PartsPage::default()
    };
    Ok(state.show(&by, &view)?.into_response())
}
