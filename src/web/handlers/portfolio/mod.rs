//! The portfolio: the picture of the whole, each figure with the rows behind it.
pub(in crate::web) mod answer;
mod board;

use axum::response::{Html, Response};
use jiff::civil::Date;

use super::desk::{HEADS, line};
use super::files::{CSV, File, PDF};
use super::pages::{choice, fact};
use super::tables::{Form as TableForm, export};
use crate::app::{
    Counted as Of, PACKAGE_COLUMNS, PortfolioFilter, ReportTable, Sheet, row_cells, tables,
};
use crate::domain::writing::parse_day;
use crate::web::build::count;
use crate::web::error::WebError;
use crate::web::extract::{Here, Place, Query, SignedIn};
use crate::web::forms::Fields;
use crate::web::views::{Bars, Form, FormField, Link, Pages, Part, PartsPage, Table};
use crate::web::{AppState, urls};
use board::Board;

/// How many rows a page shows.
const PAGE: usize = 50;

/// Reads which rows are wanted from the fields of an address.
fn filter(fields: &Fields) -> PortfolioFilter {
    let day = |name: &str| -> Option<Date> {
        let typed = fields.day(name);
        parse_day(if typed.is_empty() { fields.get(name) } else { &typed })
    };
    let short = |text: String| text.chars().take(100).collect::<String>();
    PortfolioFilter {
        of: if fields.get("of") == "policies" { Of::Policies } else { Of::Assessments },
        organisation: short(fields.trimmed("organisation")),
        from: day("from"),
        until: day("until"),
        marks: fields.all("mark").into_iter().map(short).take(10).collect(),
        review_overdue: fields.has("overdue"),
    }
}

/// The filter as the part of an address after the question mark.
fn query(filter: &PortfolioFilter) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    if filter.of == Of::Policies {
        query.append_pair("of", "policies");
    }
    if !filter.organisation.is_empty() {
        query.append_pair("organisation", &filter.organisation);
    }
    for (name, day) in [("from", filter.from), ("until", filter.until)] {
        if let Some(day) = day {
            query.append_pair(name, &day.to_string());
        }
    }
    for mark in &filter.marks {
        query.append_pair("mark", mark);
    }
    if filter.review_overdue {
        query.append_pair("overdue", "1");
    }
    query.finish()
}

/// The form that chooses an organisation and a time.
async fn choose(
    state: &AppState,
    action: &str,
    filter: &PortfolioFilter,
) -> Result<Form, WebError> {
    let all = choice("", state.say("register-all-organisations"), filter.organisation.is_empty());
    let known = state.service.organisations().await?;
    let known = known
        .iter()
        .map(|it| choice(&it.id, state.name_of(it), it.id.as_str() == filter.organisation));
    let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    Ok(Form {
        action: action.to_owned(),
        asks: true,
        fields: vec![
            FormField::select(
                "organisation",
                state.say("head-organisation"),
                [all].into_iter().chain(known).collect(),
            ),
            FormField::date("from", state.say("desk-from"), &day(filter.from)),
            FormField::date("until", state.say("desk-until"), &day(filter.until)),
        ],
        button: state.say("policies-filter"),
        look: "secondary",
        ..Form::default()
    })
}

pub(crate) async fn page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Query(fields): Query,
) -> Result<Html<String>, WebError> {
    let filter = PortfolioFilter { of: Of::Assessments, ..filter(&fields) };
    let figures = state.service.portfolio(&by.actor, &filter).await?;
    let board = Board { state: &state, filter: &filter, figures: &figures };
    let query = query(&filter);
    let mut parts = vec![
        state.text("portfolio-text"),
        Part::Links {
            links: vec![
                Link::to(state.say("answer-title"), format!("/portfolio/answer?{query}")),
                Link::to(state.say("performance-title"), "/performance"),
                Link::to(state.say("board-title"), "/commitments/board?scope=all"),
            ],
        },
        choose(&state, "/portfolio", &filter).await?.into(),
        Part::Facts {
            lines: vec![
                fact(state.say("policies-title"), figures.policies.total.to_string()),
                fact(state.say("portfolio-assessments"), figures.assessments.total.to_string()),
                fact(state.say("portfolio-time"), board.days()),
            ],
        },
    ];
    parts.extend(board.charts().await?.into_iter().filter(|b| !b.rows.is_empty()).map(Part::Bars));
    parts.push(Part::Links {
        links: vec![
            Link::to(state.say("portfolio-csv"), format!("/portfolio/figures.csv?{query}")),
            Link::to(state.say("portfolio-pdf"), format!("/portfolio/report.pdf?{query}")),
        ],
    });
    let heading = state.say("portfolio-title");
    state.show(&by, &PartsPage { heading, wide: true, parts, ..PartsPage::default() })
}

/// Every figure of the page as a file.
pub(crate) async fn figures(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Query(fields): Query,
) -> Result<Response, WebError> {
    let filter = PortfolioFilter { of: Of::Assessments, ..filter(&fields) };
    let figures = state.service.portfolio(&by.actor, &filter).await?;
    let board = Board { state: &state, filter: &filter, figures: &figures };
    let mut rows = Vec::new();
    for chart in board.charts().await? {
        for row in &chart.rows {
            for (head, figure) in chart.heads.iter().skip(1).zip(&row.figures) {
                let cells = [&chart.caption, &row.label, head, &figure.value];
                let at = figure.href.clone().unwrap_or_default();
                rows.push(cells.into_iter().cloned().chain([at]).collect());
            }
        }
    }
    let heads = ["chart", "row", "what", "count", "rows_at"];
    let bytes = tables::write(&heads, &rows).map_err(|_| WebError::BadRequest)?;
    Ok(File { kind: CSV, name: "portfolio.csv".to_owned(), bytes }.private())
}

pub(crate) async fn rows(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Query(fields): Query,
) -> Result<Html<String>, WebError> {
    let filter = filter(&fields);
    let page: usize = fields.get("page").parse().unwrap_or(1).max(1);
    let from = (page - 1).saturating_mul(PAGE);
    let (total, rows) = state.service.portfolio_rows(&by.actor, &filter, (from, PAGE)).await?;
    let query = query(&filter);
    let table = Table {
        caption: state.say("portfolio-rows"),
        heads: HEADS.map(|head| state.say(head)).into(),
        rows: rows.iter().map(|row| line(&state, row)).collect(),
        empty: state.say("desk-none"),
    };
    let files = TableForm::ALL.iter().map(|form| {
        let at = format!("/portfolio/rows/file/{}?{query}", form.ending());
        Link::to(state.say(form.key()), at)
    });
    let args = [("n", count(total).into())];
    let parts = vec![
        Part::Text { text: state.words().say_with("portfolio-rows-count", &args) },
        Part::Table(table),
        Part::Pages(Pages::of("/portfolio/rows", &query, page, total, PAGE)),
        Part::Links { links: files.collect() },
    ];
    let view = PartsPage {
        heading: state.say("portfolio-rows"),
        back: Some(urls::PORTFOLIO.to_owned()),
        wide: true,
        parts,
        ..PartsPage::default()
    };
    state.show(&by, &view)
}

pub(crate) async fn file(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(form): Place<TableForm>,
    Query(fields): Query,
) -> Result<Response, WebError> {
    let filter = filter(&fields);
    let (total, _) = state.service.portfolio_rows(&by.actor, &filter, (0, 1)).await?;
    let (_, rows) = state.service.portfolio_rows(&by.actor, &filter, (0, total)).await?;
    let rows: Vec<_> = rows.iter().map(row_cells).collect();
    // Without the fingerprints, which only packages have.
    let heads = PACKAGE_COLUMNS.get(..PACKAGE_COLUMNS.len() - 2).unwrap_or(PACKAGE_COLUMNS);
    Ok(export(form, &Sheet { name: "portfolio-rows", heads, rows })?.private())
}

/// The figures as a tagged PDF.
pub(crate) async fn report(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Query(fields): Query,
) -> Result<Response, WebError> {
    let filter = PortfolioFilter { of: Of::Assessments, ..filter(&fields) };
    let figures = state.service.portfolio(&by.actor, &filter).await?;
    let board = Board { state: &state, filter: &filter, figures: &figures };
    let charts = board.charts().await?.into_iter().filter(|chart| !chart.rows.is_empty());
    let tables: Vec<ReportTable> = charts.map(table).collect();
    let bytes = state.service.portfolio_report(&filter, tables, state.lang).await?;
    Ok(File { kind: PDF, name: "portfolio.pdf".to_owned(), bytes }.private())
}

/// A chart as a table of the report.
fn table(chart: Bars) -> ReportTable {
    let rows = chart.rows.into_iter().map(|row| {
        let figures = row.figures.into_iter().map(|figure| figure.value);
        [row.label].into_iter().chain(figures).collect()
    });
    ReportTable { caption: chart.caption, rows: rows.collect(), head: chart.heads }
}
