//! The boards of commitments: every figure leads to the rows behind it.
use axum::response::Html;

use super::{key, query, values};
use crate::app::{Board, BoardLine, CommitmentFilter, CommitmentList, Organisations, Scope};
use crate::web::build::count;
use crate::web::error::WebError;
use crate::web::extract::{Here, Query, SignedIn};
use crate::web::views::{Bars, Link, Part, PartsPage, Table, TableCell};
use crate::web::{AppState, urls};

/// What the board counts first: what needs someone.
const FIRST: [&str; 7] = ["awaited", "stale", "silent", "overdue", "orphan", "vacant", "late"];

/// What it counts for each lead.
const OF_LEADS: [&str; 5] = ["awaited", "stale", "silent", "overdue", "vacant"];

/// The list behind a figure.
fn behind(scope: Scope, marks: &[String]) -> String {
    let filter = CommitmentFilter { scope, marks: marks.to_vec(), ..CommitmentFilter::default() };
    format!("{}?{}", urls::COMMITMENTS, query(&filter))
}

fn figure(scope: Scope, marks: &[String], n: usize) -> TableCell {
    TableCell::link(n.to_string(), behind(scope, marks))
}

/// A table of figures: what is counted, a bar, how many.
fn figures(state: &AppState, list: &CommitmentList, scope: Scope, kind: &str, of: &[&str]) -> Part {
    let rows = of.iter().map(|value| {
        let mark = format!("{kind}:{value}");
        let n = list.count(&mark);
        (state.say(&key(kind, value)), (n, behind(scope, &[mark])))
    });
    let heading =
        if kind == "is" { "board-attention".to_owned() } else { format!("commitment-{kind}") };
    Part::Bars(Bars::of(
        state.say(&heading),
        [state.say("board-what"), state.say("board-count")],
        rows.collect(),
    ))
}

fn leads(state: &AppState, organisations: &Organisations, board: &Board, scope: Scope) -> Part {
    let row = |line: &BoardLine| {
        let known = organisations.0.iter().find(|known| known.id.as_str() == line.organisation);
        let name =
            known.map_or_else(|| state.say("commitment-lead-none"), |known| state.name_of(known));
        let own = format!("organisation:{}", line.organisation);
        let mut cells = vec![
            TableCell::link(name, behind(scope, std::slice::from_ref(&own))),
            figure(scope, std::slice::from_ref(&own), line.total),
        ];
        cells.extend(OF_LEADS.iter().map(|name| {
            let mark = format!("is:{name}");
            figure(scope, &[own.clone(), mark.clone()], line.count(&mark))
        }));
        cells
    };
    let heads = [state.say("commitment-lead"), state.say("board-commitments")];
    let heads = heads.into_iter().chain(OF_LEADS.iter().map(|name| state.say(&key("is", name))));
    Part::Table(Table {
        caption: state.say("board-leads"),
        heads: heads.collect(),
        rows: board.lines.iter().map(row).collect(),
        empty: state.say("commitments-none"),
    })
}

pub(crate) async fn page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Query(fields): Query,
) -> Result<Html<String>, WebError> {
    let scope = Scope::named(fields.get("scope"));
    let board = state.service.board(&by.actor, scope).await?;
    let organisations = state.service.all_organisations().await?;
    let scopes = Scope::ALL.iter().filter(|other| **other != scope).map(|other| {
        let text = state.say(&format!("commitment-scope-{}", other.name()));
        Link::to(text, format!("/commitments/board?scope={}", other.name()))
    });
    let list = &board.list;
    let args = [("n", count(list.rows.len()).into())];
    let total = state.words().say_with("board-total", &args);
    let mut parts = vec![
        Part::Links { links: scopes.collect() },
        Part::Links { links: vec![Link::to(total, behind(scope, &[]))] },
        super::counted(&state, list),
        figures(&state, list, scope, "is", &FIRST),
    ];
    for kind in ["status", "confidence", "theme"] {
        parts.push(figures(&state, list, scope, kind, &values(kind)));
    }
    parts.push(Part::Heading { text: state.say("board-leads") });
    parts.push(state.text("board-leads-text"));
    parts.push(leads(&state, &organisations, &board, scope));
    let all = CommitmentFilter { scope, ..CommitmentFilter::default() };
    let csv = format!("{}/file/csv?{}", urls::COMMITMENTS, query(&all));
    parts.push(Part::Links { links: vec![Link::to(state.say("csv"), csv)] });
    let view = PartsPage {
        heading: state.say("board-title"),
        caption: Some(state.say(&format!("commitment-scope-{}", scope.name()))),
        back: Some(urls::COMMITMENTS.to_owned()),
        wide: true,
        parts,
        ..PartsPage::default()
    };
    state.show(&by, &view)
}
