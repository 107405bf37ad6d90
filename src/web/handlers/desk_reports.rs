//! What an auditor makes of what was found: a sample, the rules that were set aside.
use axum::response::{Html, Response};

use super::desk::{HEADS, filter, line, pairs, query};
use super::lists;
use super::tables::{Form as TableForm, export};
use crate::app::{MAX_SAMPLE, Override, Sheet};
use crate::web::build::count;
use crate::web::error::WebError;
use crate::web::extract::{Here, Place, Query, SignedIn};
use crate::web::urls;
use crate::web::views::{Form, Link, Part, PartsPage, Table, TableCell};

pub(crate) async fn sample(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Query(fields): Query,
) -> Result<Html<String>, WebError> {
    let filter = filter(&state, &fields);
    let size = fields.trimmed("size").parse().unwrap_or(25).clamp(1, MAX_SAMPLE);
    // Without a seed, the day is one: it is shown, and gives the same sample again.
    let typed = fields.trimmed("seed");
    let today = state.service.clock().today().to_string();
    let seed = if typed.is_empty() { today } else { typed };
    let sample = state.service.sample(&by.actor, &filter, &seed, size).await?;
    let args = [
        ("n", count(sample.rows.len()).into()),
        ("population", count(sample.population).into()),
        ("seed", seed.as_str().into()),
    ];
    let table = Table {
        caption: state.say("sample-title"),
        heads: HEADS.map(|head| state.say(head)).into(),
        rows: sample.rows.iter().map(|row| line(&state, row)).collect(),
        empty: state.say("desk-none"),
    };
    let query = query(&filter);
    let mut hidden = pairs(&query);
    hidden.extend([("seed".to_owned(), seed), ("size".to_owned(), size.to_string())]);
    let package =
        Form { hidden, ..Form::press("/audit/packages", state.say("package-make-sample")) };
    let view = PartsPage {
        heading: state.say("sample-title"),
        back: Some(format!("{}?{query}", urls::DESK)),
        wide: true,
        parts: vec![
            Part::Inset { text: state.words().say_with("sample-drawn", &args) },
            state.text("sample-how"),
            Part::Table(table),
            package.into(),
        ],
        ..PartsPage::default()
    };
    state.show(&by, &view)
}

fn override_cells(found: &Override) -> Vec<String> {
    let signed = found.row.signed.map_or_else(String::new, |day| day.to_string());
    vec![
        found.row.reference.clone(),
        found.row.number.to_string(),
        found.row.title.clone(),
        found.row.names.first().cloned().unwrap_or_default(),
        found.row.level.map_or_else(String::new, |level| level.to_string()),
        found.rule.clone(),
        found.explanation.clone(),
        found.post.clone(),
        signed,
    ]
}

const OVERRIDE_COLUMNS: &[&str] = &[
    "reference",
    "version",
    "title",
    "organisation",
    "level",
    "rule",
    "explanation",
    "post",
    "signed",
];

pub(crate) async fn overrides(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Query(fields): Query,
) -> Result<Html<String>, WebError> {
    let filter = filter(&state, &fields);
    let found = state.service.overrides(&by.actor, &filter).await?;
    let row = |found: &Override| {
        let mut cells = line(&state, &found.row);
        cells.truncate(4);
        let more = [found.rule.clone(), found.explanation.clone(), found.post.clone()];
        cells.extend(more.map(TableCell::text));
        cells.push(TableCell::text(lists::day(&state, found.row.signed)));
        cells
    };
    let mut heads: Vec<String> = HEADS.iter().take(4).map(|head| state.say(head)).collect();
    let more = ["head-rule", "head-explanation", "statement-signed-post", "head-signed"];
    heads.extend(more.map(|head| state.say(head)));
    let table = Table {
        caption: state.say("overrides-title"),
        heads,
        rows: found.iter().map(row).collect(),
        empty: state.say("overrides-none"),
    };
    let query = query(&filter);
    let links = TableForm::ALL.iter().map(|form| {
        let address = format!("{}/overrides/{}?{query}", urls::DESK, form.ending());
        Link::to(state.say(form.key()), address)
    });
    let args = [("n", count(found.len()).into())];
    let view = PartsPage {
        heading: state.say("overrides-title"),
        back: Some(format!("{}?{query}", urls::DESK)),
        wide: true,
        parts: vec![
            Part::Text { text: state.words().say_with("overrides-text", &args) },
            Part::Table(table),
            Part::Links { links: links.collect() },
        ],
        ..PartsPage::default()
    };
    state.show(&by, &view)
}

pub(crate) async fn overrides_file(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(form): Place<TableForm>,
    Query(fields): Query,
) -> Result<Response, WebError> {
    let found = state.service.overrides(&by.actor, &filter(&state, &fields)).await?;
    let rows = found.iter().map(override_cells).collect();
    Ok(export(form, &Sheet { name: "overrides", heads: OVERRIDE_COLUMNS, rows })?.private())
}
