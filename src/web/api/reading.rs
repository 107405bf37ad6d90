//! What the interface lets a program read: organisations, assessments, figures, rounds.
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::Problem;
use super::bearer::By;
use crate::app::{Counted, FoundRow, PortfolioFilter, StatementForm, Tally};
use crate::domain::ids::{AssessmentId, RoundId};
use crate::domain::text::Lang;
use crate::domain::token::TokenScope;
use crate::web::AppState;

/// The most that a page has.
const MOST: usize = 100;

/// Which page is wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Paging {
    /// The page, from 1.
    #[param(minimum = 1, maximum = 100_000)]
    #[serde(default)]
    page: Option<u32>,
    /// How many each page has: 1 to 100, 50 when it is not stated.
    #[param(minimum = 1, maximum = 100)]
    #[serde(default)]
    per_page: Option<u32>,
}

impl Paging {
    /// Where the page begins, and how many it has.
    pub(super) fn bounds(&self) -> Result<(usize, usize), Problem> {
        let whole = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
        let page = self.page.map_or(1, whole);
        let each = self.per_page.map_or(50, whole);
        if page == 0 || page > 100_000 {
            return Err(Problem::field("page", "out-of-range"));
        }
        if each == 0 || each > MOST {
            return Err(Problem::field("per_page", "out-of-range"));
        }
        Ok(((page - 1) * each, each))
    }
}

/// An organisation.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OrganisationOut {
    /// The id, which never changes.
    id: String,
    /// The name today, in English.
    name: String,
    /// The short name; empty when there is none.
    short_name: String,
    /// The first day on which it was no more; null while it goes on.
    ended: Option<String>,
    /// The ids of those that took over from it.
    successors: Vec<String>,
}

/// Organisations, with their successors.
#[utoipa::path(
    get, path = "/organisations", tag = "reading", security(("token" = [])),
    responses(
        (status = 200, body = Vec<OrganisationOut>),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn organisations(
    State(state): State<AppState>,
    by: By,
) -> Result<Json<Vec<OrganisationOut>>, Problem> {
    by.with(TokenScope::Read)?;
    let today = state.service.clock().today();
    let all = state.service.organisations().await?;
    let out = all.iter().map(|it| OrganisationOut {
        id: it.id.to_string(),
        name: it.name_on(today, Lang::En).to_owned(),
        short_name: it.facts.names.last().map(|name| name.short.clone()).unwrap_or_default(),
        ended: it.facts.ended.as_ref().map(|ended| ended.on.to_string()),
        successors: it
            .facts
            .ended
            .iter()
            .flat_map(|ended| &ended.successors)
            .map(ToString::to_string)
            .collect(),
    });
    Ok(Json(out.collect()))
}

/// Which assessments are wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// The id of an organisation.
    #[serde(default)]
    organisation: Option<String>,
    /// Signed, or started when it is not signed, on or after this day.
    #[param(format = Date)]
    #[serde(default)]
    from: Option<String>,
    /// Signed, or started when it is not signed, on or before this day.
    #[param(format = Date)]
    #[serde(default)]
    until: Option<String>,
    /// A mark that it must have, such as `level:3`, `stage:published` or `is:override`.
    #[serde(default)]
    mark: Option<String>,
}

impl Wanted {
    fn filter(&self) -> Result<PortfolioFilter, Problem> {
        let day = |field: &str, text: &Option<String>| match text {
            None => Ok(None),
            Some(text) => match text.parse::<jiff::civil::Date>() {
                Ok(day) => Ok(Some(day)),
                Err(_) => Err(Problem::field(field, "fault-date")),
            },
        };
        Ok(PortfolioFilter {
            of: Counted::Assessments,
            organisation: self.organisation.clone().unwrap_or_default(),
            from: day("from", &self.from)?,
            until: day("until", &self.until)?,
            marks: self.mark.iter().cloned().collect(),
            review_overdue: false,
        })
    }
}

/// An assessment in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AssessmentOut {
    /// The id.
    id: String,
    /// The id of the policy.
    policy: String,
    /// The reference of the policy.
    reference: String,
    /// The version.
    number: u32,
    /// The title of the policy.
    title: String,
    /// The id of the organisation.
    organisation: String,
    /// How far it is.
    stage: String,
    /// Whether it is a declaration that no assessment is required.
    declaration: bool,
    /// The level after mitigation, 0 to 4; null while it is open, and for declarations.
    level: Option<u8>,
    /// The security marking.
    marking: String,
    /// When it was started, in UTC.
    started: String,
    /// The day of the signature.
    signed: Option<String>,
    /// The day of publication.
    published: Option<String>,
}

fn assessment(row: FoundRow) -> AssessmentOut {
    AssessmentOut {
        id: row.id,
        policy: row.policy,
        reference: row.reference,
        number: row.number,
        title: row.title,
        organisation: row.organisation,
        stage: row.stage,
        declaration: row.declaration,
        level: row.level,
        marking: row.marking,
        started: row.created.to_string(),
        signed: row.signed.map(|day| day.to_string()),
        published: row.published.map(|day| day.to_string()),
    }
}

/// Assessments on a page.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AssessmentsPage {
    /// How many there are on all pages.
    total: usize,
    /// Those of the page, newest first.
    items: Vec<AssessmentOut>,
}

/// Assessments that the person may see, newest first.
#[utoipa::path(
    get, path = "/assessments", tag = "reading", params(Wanted, Paging), security(("token" = [])),
    responses(
        (status = 200, body = AssessmentsPage),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn assessments(
    State(state): State<AppState>,
    by: By,
    Query(wanted): Query<Wanted>,
    Query(paging): Query<Paging>,
) -> Result<Json<AssessmentsPage>, Problem> {
    let actor = by.with(TokenScope::Read)?;
    let filter = wanted.filter()?;
    let (total, rows) = state.service.portfolio_rows(actor, &filter, paging.bounds()?).await?;
    Ok(Json(AssessmentsPage { total, items: rows.into_iter().map(assessment).collect() }))
}

/// The statement of an assessment, as its published schema has it.
#[utoipa::path(
    get, path = "/assessments/{id}/statement", tag = "reading", security(("token" = [])),
    params(("id" = String, Path, description = "The id of the assessment", pattern = "^[a-z0-9_-]{1,64}$")),
    responses(
        (status = 200, description = "A statement; its schema is at /schemas/statement.json", body = serde_json::Value),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn statement(
    State(state): State<AppState>,
    by: By,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let actor = by.with(TokenScope::Read)?;
    let id: AssessmentId = id.parse().map_err(|_| Problem::of(StatusCode::NOT_FOUND))?;
    let open = state.service.open(actor, &id).await?;
    let document = state.service.statement_file(&open, StatementForm::Json, Lang::En).await?;
    Ok(([("content-type", "application/json")], document.bytes).into_response())
}

/// How many there are of what.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TallyOut {
    /// How many there are.
    total: usize,
    /// How many have each mark, such as `level:3`.
    marks: std::collections::BTreeMap<String, usize>,
}

/// The figures of the portfolio.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PortfolioOut {
    /// Policies.
    policies: TallyOut,
    /// Assessments and declarations.
    assessments: TallyOut,
}

/// Every figure of the portfolio that the person may see.
#[utoipa::path(
    get, path = "/portfolio", tag = "reading", params(Wanted), security(("token" = [])),
    responses(
        (status = 200, body = PortfolioOut),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn portfolio(
    State(state): State<AppState>,
    by: By,
    Query(wanted): Query<Wanted>,
) -> Result<Json<PortfolioOut>, Problem> {
    let actor = by.with(TokenScope::Read)?;
    let found = state.service.portfolio(actor, &wanted.filter()?).await?;
    let out = |tally: Tally| TallyOut { total: tally.total, marks: tally.marks };
    Ok(Json(PortfolioOut { policies: out(found.policies), assessments: out(found.assessments) }))
}

/// A round in which commitments are reported on.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RoundOut {
    /// The id.
    id: String,
    /// What it is called.
    name: String,
    /// The first day that reports are about.
    from: String,
    /// The last day that reports are about.
    until: String,
    /// The last day on which a report is not late.
    due: String,
    /// When it was locked; null while it is open.
    locked: Option<String>,
    /// The SHA-256 of its snapshot.
    snapshot_sha256: Option<String>,
}

/// Rounds, newest first.
#[utoipa::path(
    get, path = "/rounds", tag = "reading", security(("token" = [])),
    responses(
        (status = 200, body = Vec<RoundOut>),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn rounds(
    State(state): State<AppState>,
    by: By,
) -> Result<Json<Vec<RoundOut>>, Problem> {
    by.with(TokenScope::Read)?;
    let rounds = state.service.rounds().await?.into_iter();
    let out = rounds.map(|round| RoundOut {
        id: round.id.to_string(),
        name: round.name,
        from: round.from.to_string(),
        until: round.until.to_string(),
        due: round.due.to_string(),
        locked: round.locked.as_ref().map(|locked| locked.at.to_string()),
        snapshot_sha256: round.locked.map(|locked| locked.file),
    });
    Ok(Json(out.collect()))
}

/// The snapshot of a locked round, byte for byte as it was kept.
#[utoipa::path(
    get, path = "/rounds/{id}/snapshot", tag = "reading", security(("token" = [])),
    params(("id" = String, Path, description = "The id of the round", pattern = "^[a-z0-9_-]{1,64}$")),
    responses(
        (status = 200, description = "The snapshot", body = serde_json::Value),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn snapshot(
    State(state): State<AppState>,
    by: By,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    by.with(TokenScope::Read)?;
    let id: RoundId = id.parse().map_err(|_| Problem::of(StatusCode::NOT_FOUND))?;
    let round = state.service.round(&id).await?;
    let (_, bytes) = state.service.snapshot_of(&round).await?;
    Ok(([("content-type", "application/json")], bytes).into_response())
}
