//! Whether a document is the one that was issued: for anyone.
use axum::response::{Html, IntoResponse as _, Response};

use super::pages::fact;
use crate::app::{Checked, Verdict};
use crate::web::error::WebError;
use crate::web::extract::{Handed, Here, Perhaps};
use crate::web::views::{ErrorLine, Form, FormField, Link, Part, PartsPage};
use crate::web::{AppState, urls};

fn view(state: &AppState, reference: &str) -> PartsPage {
    let form = Form {
        action: "/verify".to_owned(),
        fields: vec![
            FormField::file("file", state.say("verify-file")),
            FormField::text("reference", state.say("verify-reference"), reference)
                .hint(state.say("verify-reference-hint")),
        ],
        files: true,
        button: state.say("verify-button"),
        ..Form::default()
    };
    PartsPage {
        heading: state.say("verify-title"),
        back: Some("/".to_owned()),
        parts: vec![state.text("verify-text"), form.into(), state.text("verify-offline")],
        ..PartsPage::default()
    }
}

pub(crate) async fn page(
    Here(state): Here,
    Perhaps(by): Perhaps,
) -> Result<Html<String>, WebError> {
    Ok(state.renderer.page(&state, by.as_ref(), None, &view(&state, ""))?)
}

/// A reference with or without its version: `LT-2026-0007`, `LT-2026-0007/1`, or the same with
/// the word that statements print before the version.
fn taken_apart(typed: &str) -> (String, Option<u32>) {
    let mut parts = typed.split(['/', ',']);
    let reference = parts.next().unwrap_or("").trim().to_uppercase();
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    (reference, parts.next().and_then(|rest| digits(rest).parse().ok()))
}

pub(crate) async fn check(
    Here(state): Here,
    Perhaps(by): Perhaps,
    Handed { fields, files }: Handed,
) -> Result<Response, WebError> {
    let typed = fields.trimmed("reference");
    let finding = match files.get("file") {
        Some(bytes) => state.service.check_file(bytes).await?,
        None if typed.is_empty() => {
            let wrong = vec![ErrorLine::at("file", state.say("fault-verify"))];
            let page = view(&state, &typed).wrong(wrong);
            let html = state.renderer.page(&state, by.as_ref(), None, &page)?;
            return Ok((axum::http::StatusCode::UNPROCESSABLE_ENTITY, html).into_response());
        }
        None => {
            let (reference, number) = taken_apart(&typed);
            state.service.check_reference(&reference, number).await?
        }
    };
    let page = answer(&state, &finding, files.contains_key("file"));
    Ok(state.renderer.page(&state, by.as_ref(), None, &page)?.into_response())
}

fn answer(state: &AppState, finding: &Verdict, file: bool) -> PartsPage {
    let (outcome, found) = match finding {
        Verdict::Unaltered(found) if found.superseded_by.is_some() && file => {
            ("verify-superseded", Some(found))
        }
        Verdict::Unaltered(found) if found.superseded_by.is_some() => {
            ("verify-known-superseded", Some(found))
        }
        Verdict::Unaltered(found) if file => ("verify-unaltered", Some(found)),
        Verdict::Unaltered(found) => ("verify-known", Some(found)),
        Verdict::Altered(found) => ("verify-altered", Some(found)),
        Verdict::Unknown if file => ("verify-unknown", None),
        Verdict::Unknown => ("verify-unknown-reference", None),
    };
    let text = state.say(outcome);
    let good = matches!(finding, Verdict::Unaltered(found) if found.superseded_by.is_none());
    let mut parts = vec![if good { Part::Inset { text } } else { Part::Warning { text } }];
    if let Some(found) = found {
        parts.extend(facts(state, found));
    }
    parts.push(Part::Links { links: vec![Link::to(state.say("verify-again"), "/verify")] });
    PartsPage {
        heading: state.say(&format!("{outcome}-title")),
        back: Some("/verify".to_owned()),
        parts,
        ..PartsPage::default()
    }
}

fn facts(state: &AppState, found: &Checked) -> Vec<Part> {
    let version = |number: u32| {
        let args =
            [("reference", found.reference.as_str().into()), ("number", i64::from(number).into())];
        state.words().say_with("statement-reference", &args)
    };
    let mut lines = vec![
        fact(state.say("head-reference"), version(found.number)),
        fact(state.say("verify-issued"), super::moment(state, found.issued)),
        fact(state.say("statement-hash"), found.content.clone()),
        fact(state.say("verify-pdf"), found.pdf.clone()),
    ];
    if let Some(number) = found.superseded_by {
        lines.push(fact(state.say("verify-newer"), version(number)));
    }
    let mut parts = vec![Part::Facts { lines }];
    if found.published {
        let address = urls::published(&found.reference, found.number);
        parts.push(Part::Links { links: vec![Link::to(state.say("verify-read"), address)] });
    }
    parts
}
