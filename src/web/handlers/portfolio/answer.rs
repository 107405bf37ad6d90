//! The answer to a parliamentary question, and how the service does.
use axum::http::HeaderMap;
use axum::response::{Html, Response};
use jiff::civil::Date;

use super::super::desk::words_of;
use super::super::files::public_page;
use super::super::lists;
use super::super::pages::fact;
use super::board::Board;
use super::{choose, filter, query};
use crate::app::{Counted as Of, Portfolio, PortfolioFilter};
use crate::web::build::count;
use crate::web::error::WebError;
use crate::web::extract::{Here, Perhaps, Query, SignedIn};
use crate::web::views::{Link, Part, PartsPage};
use crate::web::{AppState, urls};

/// The answer to a parliamentary question or a request for information, ready to paste.
pub(crate) async fn answer(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Query(fields): Query,
) -> Result<Html<String>, WebError> {
    let asked = PortfolioFilter { of: Of::Assessments, marks: Vec::new(), ..filter(&fields) };
    let signed = PortfolioFilter { marks: vec!["is:signed".to_owned()], ..asked.clone() };
    let policies = state.service.portfolio(&by.actor, &asked).await?.policies;
    let assessments = state.service.portfolio(&by.actor, &signed).await?.assessments;
    let today = state.service.clock().today();
    let figures = Portfolio { policies, assessments, today };
    let board = Board { state: &state, filter: &signed, figures: &figures };
    let levels = board
        .by(Of::Assessments, "level", "register-levels", |level| words_of(&state, "level", level));
    let query = query(&signed);
    let links = vec![
        Link::to(state.say("portfolio-rows"), format!("/portfolio/rows?{query}")),
        Link::to(state.say("csv"), format!("/portfolio/rows/file/csv?{query}")),
    ];
    let parts = vec![
        state.text("answer-text"),
        choose(&state, "/portfolio/answer", &asked).await?.into(),
        Part::Inset { text: sentences(&state, &asked, &figures).await? },
        Part::Links { links },
        Part::Bars(levels),
        state.text("answer-note"),
    ];
    let view = PartsPage {
        heading: state.say("answer-title"),
        back: Some(urls::PORTFOLIO.to_owned()),
        parts,
        ..PartsPage::default()
    };
    state.show(&by, &view)
}

/// The answer in sentences.
async fn sentences(
    state: &AppState,
    asked: &PortfolioFilter,
    figures: &Portfolio,
) -> Result<String, WebError> {
    let known = state.service.organisations().await?;
    let named = known.iter().find(|it| it.id.as_str() == asked.organisation);
    let organisation =
        named.map_or_else(|| state.say("register-all-organisations"), |it| state.name_of(it));
    let day = |day: Option<Date>, open: &str| match day {
        Some(day) => lists::day(state, Some(day)),
        None => state.say(open),
    };
    let of = |mark: &str| count(figures.assessments.count(mark)).into();
    let args = [
        ("organisation", organisation.into()),
        ("from", day(asked.from, "answer-beginning").into()),
        ("until", day(asked.until, "answer-today").into()),
        ("signed", count(figures.assessments.total).into()),
        ("assessments", of("kind:assessment")),
        ("declarations", of("kind:declaration")),
        ("published", of("public:published")),
        ("withheld", of("public:withheld")),
        ("overrides", of("is:override")),
        ("policies", count(figures.policies.total).into()),
        ("unscreened", count(figures.policies.count("covered:no")).into()),
    ];
    let text = ["answer-signed", "answer-published", "answer-policies"];
    let text: Vec<String> = text.iter().map(|key| state.words().say_with(key, &args)).collect();
    Ok(text.join("\n\n"))
}

/// How the service does, for everyone: counts only.
pub(crate) async fn performance(
    Here(state): Here,
    Perhaps(by): Perhaps,
    asked: HeaderMap,
) -> Result<Response, WebError> {
    let figures = state.service.performance().await?;
    let filter = PortfolioFilter::default();
    let board = Board { state: &state, filter: &filter, figures: &figures };
    let share = |part: usize, whole: usize| match part.saturating_mul(100).checked_div(whole) {
        Some(share) => format!("{share} %"),
        None => state.say("not-provided"),
    };
    let assessments = &figures.assessments;
    let signed = assessments.count("is:signed");
    let published = assessments.count("public:published");
    let facts = [
        ("performance-policies", figures.policies.total.to_string()),
        (
            "performance-screened",
            share(figures.policies.count("covered:yes"), figures.policies.total),
        ),
        ("performance-started", assessments.total.to_string()),
        ("performance-completed", share(signed, assessments.total)),
        ("performance-published", share(published, signed)),
        ("portfolio-time", board.days()),
    ];
    let lines = facts.into_iter().map(|(key, value)| fact(state.say(key), value)).collect();
    let mut quarters = board.quarters();
    // The rows behind these figures are for people who are signed in.
    for figure in quarters.rows.iter_mut().flat_map(|row| &mut row.figures) {
        figure.href = None;
    }
    let parts = vec![state.text("performance-text"), Part::Facts { lines }, Part::Bars(quarters)];
    let heading = state.say("performance-title");
    let view = PartsPage { heading, parts, ..PartsPage::default() };
    public_page(&state, by.as_ref(), &asked, &view)
}
