//! Commitments for programs.
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::Problem;
use super::bearer::By;
use super::policies::{Imported, Trial, counted, rows, tagged, unreadable};
use super::reading::Paging;
use super::sent::{self, Sent};
use crate::app::{Changed, CommitmentFilter, Found, NewReport, Scope};
use crate::domain::commitment::{Confidence, Goal, Report, Status};
use crate::domain::ids::CommitmentId;
use crate::domain::round::UNREPORTED;
use crate::domain::token::TokenScope;
use crate::web::AppState;

/// A report on a commitment.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReportOut {
    /// When, in UTC.
    at: String,
    /// The post of who reported.
    post: String,
    /// The id of the round for which it was given.
    round: Option<String>,
    /// Whether it came after the last day of that round.
    late: bool,
    /// How it stood.
    status: String,
    /// How sure the lead was.
    confidence: Option<String>,
    /// What was done.
    note: String,
    /// What comes next.
    next_step: String,
    /// The value of the output measure, as a decimal number.
    output: Option<String>,
    /// The value of the outcome measure, as a decimal number.
    outcome: Option<String>,
    /// Addresses of evidence.
    evidence: Vec<String>,
}

/// A commitment.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CommitmentOut {
    /// The id.
    id: String,
    /// The reference that people quote.
    reference: String,
    /// What is promised.
    title: String,
    /// More about it.
    description: String,
    /// What it is about.
    theme: String,
    /// The lasting goal that it serves.
    goal: Option<String>,
    /// The id of the lead that is named.
    lead: Option<String>,
    /// When that one is no more: the ids of those that took over from it.
    heirs: Vec<String>,
    /// The post of the official; empty while it is vacant.
    official_post: String,
    /// The day by which it is promised.
    due: Option<String>,
    /// How it stands; `none` while nobody has reported.
    status: String,
    /// What is worked out for today, such as `is:stale`.
    marks: Vec<String>,
    /// The reports, oldest first.
    reports: Vec<ReportOut>,
    /// Counts the changes.
    revision: u64,
}

fn report_out(report: &Report) -> ReportOut {
    ReportOut {
        at: report.at.to_string(),
        post: report.post.clone(),
        round: report.round.as_ref().map(ToString::to_string),
        late: report.late,
        status: report.status.name().to_owned(),
        confidence: report.confidence.map(|it| it.name().to_owned()),
        note: report.note.clone(),
        next_step: report.next_step.clone(),
        output: report.output.map(|value| value.to_string()),
        outcome: report.outcome.map(|value| value.to_string()),
        evidence: report.evidence.clone(),
    }
}

fn out(found: &Found) -> CommitmentOut {
    let it = &found.commitment;
    CommitmentOut {
        id: it.id.to_string(),
        reference: it.reference.clone(),
        title: it.facts.title.clone(),
        description: it.facts.description.clone(),
        theme: it.facts.theme.name().to_owned(),
        goal: it.facts.goal.map(|goal| Goal::name(goal).to_owned()),
        lead: found.responsible.named.as_ref().map(ToString::to_string),
        heirs: found.responsible.heirs.iter().map(ToString::to_string).collect(),
        official_post: it.facts.official_post.clone(),
        due: it.facts.due.map(|day| day.to_string()),
        status: it.status().map_or(UNREPORTED, Status::name).to_owned(),
        marks: found.marks.iter().cloned().collect(),
        reports: it.reports.iter().map(report_out).collect(),
        revision: it.revision,
    }
}

/// Which commitments are wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// Whose: `all`, `organisation` or `mine`; all when it is not stated.
    #[serde(default)]
    scope: Option<String>,
    /// Words that the title, the description or the reference contains.
    #[serde(default)]
    text: Option<String>,
    /// A mark that it must have, such as `status:delayed` or `is:stale`.
    #[serde(default)]
    mark: Option<String>,
}

/// Commitments on a page.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CommitmentsOut {
    /// How many there are on all pages.
    total: usize,
    /// Those of the page, by references.
    items: Vec<CommitmentOut>,
}

/// Commitments, by references.
#[utoipa::path(
    get, path = "/commitments", tag = "commitments", params(Wanted, Paging), security(("token" = [])),
    responses(
        (status = 200, body = CommitmentsOut),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn list(
    State(state): State<AppState>,
    by: By,
    Query(wanted): Query<Wanted>,
    Query(paging): Query<Paging>,
) -> Result<Json<CommitmentsOut>, Problem> {
    let actor = by.with(TokenScope::Read)?;
    let (from, each) = paging.bounds()?;
    let filter = CommitmentFilter {
        scope: Scope::named(wanted.scope.as_deref().unwrap_or("all")),
        text: wanted.text.unwrap_or_default(),
        marks: wanted.mark.into_iter().collect(),
    };
    let found = state.service.list_commitments(actor, &filter).await?;
    let items = found.rows.iter().skip(from).take(each).map(|found| out(found)).collect();
    Ok(Json(CommitmentsOut { total: found.rows.len(), items }))
}

fn id_of(text: &str) -> Result<CommitmentId, Problem> {
    text.parse().map_err(|_| Problem::of(StatusCode::NOT_FOUND))
}

/// A commitment.
#[utoipa::path(
    get, path = "/commitments/{id}", tag = "commitments", security(("token" = [])),
    params(("id" = String, Path, description = "The id of the commitment", pattern = "^[a-z0-9_-]{1,64}$")),
    responses(
        (status = 200, body = CommitmentOut, headers(("ETag" = String, description = "The revision"))),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn one(
    State(state): State<AppState>,
    by: By,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    by.with(TokenScope::Read)?;
    let found = state.service.found_commitment(&id_of(&id)?).await?;
    // What is worked out for the day changes without the revision, so it is always sent.
    Ok(tagged(&HeaderMap::new(), found.commitment.revision, &out(&found)))
}

/// A report to be made.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReportIn {
    /// How it stands: `not_started`, `on_track`, `at_risk`, `delayed`, `delivered`,
    /// `outcome_measured` or `stopped`.
    #[schema(
        pattern = "^(not_started|on_track|at_risk|delayed|delivered|outcome_measured|stopped)$"
    )]
    status: String,
    /// How sure the lead is: `green`, `amber` or `red`. Needed unless it is delivered or stopped.
    #[schema(pattern = "^(green|amber|red)$")]
    #[serde(default)]
    confidence: Option<String>,
    /// What was done. Needed when it is delivered or stopped.
    #[schema(max_length = 5_000)]
    #[serde(default)]
    note: String,
    /// What comes next. Needed when it is amber, red, at risk or delayed.
    #[schema(max_length = 5_000)]
    #[serde(default)]
    next_step: String,
    /// The value of the output measure, as a decimal number.
    #[schema(pattern = "^-?[0-9]{1,12}([.][0-9]{1,6})?$")]
    #[serde(default)]
    output: Option<String>,
    /// The value of the outcome measure, as a decimal number.
    #[schema(pattern = "^-?[0-9]{1,12}([.][0-9]{1,6})?$")]
    #[serde(default)]
    outcome: Option<String>,
    /// Addresses of evidence.
    #[serde(default)]
    evidence: Vec<String>,
}

/// The revision that a program has seen, from `If-Match`.
fn seen(asked: &HeaderMap) -> Result<u64, Problem> {
    let given = asked.get(header::IF_MATCH).and_then(|text| text.to_str().ok());
    let Some(given) = given else {
        return Err(Problem::of(StatusCode::PRECONDITION_REQUIRED).with(
            "Send the ETag of the commitment as If-Match, so that nobody’s change is lost.",
        ));
    };
    let quoted = given.trim().strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let number = quoted.and_then(|number| number.parse().ok());
    number.ok_or_else(|| Problem::of(StatusCode::BAD_REQUEST).with("If-Match is no ETag of ours."))
}

/// Reports on a commitment, for the round that is open if there is one.
#[utoipa::path(
    post, path = "/commitments/{id}/reports", tag = "commitments", security(("token" = [])),
    params(
        ("id" = String, Path, description = "The id of the commitment", pattern = "^[a-z0-9_-]{1,64}$"),
        ("If-Match" = String, Header, description = "The ETag of the commitment as it was read", pattern = "^\"[0-9]{1,10}\"$"),
    ),
    request_body(content = ReportIn, content_type = "application/json"),
    responses(
        (status = 200, body = CommitmentOut, headers(("ETag" = String, description = "The revision"))),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn report(
    State(state): State<AppState>,
    by: By,
    Path(id): Path<String>,
    asked: HeaderMap,
    Sent(body, kind): Sent,
) -> Result<Response, Problem> {
    let actor = by.with(TokenScope::Report)?;
    let id = id_of(&id)?;
    if kind != sent::JSON {
        return Err(sent::not_read(sent::JSON));
    }
    let given: ReportIn = serde_json::from_slice(&body)
        .map_err(|error| Problem::of(StatusCode::BAD_REQUEST).with(error.to_string()))?;
    let seen = seen(&asked)?;
    let typed = NewReport {
        status: given.status,
        confidence: given.confidence.unwrap_or_default(),
        note: given.note,
        next_step: given.next_step,
        output: given.output.unwrap_or_default(),
        outcome: given.outcome.unwrap_or_default(),
        evidence: given.evidence.join("\n"),
    };
    if Confidence::named(&typed.confidence).is_none() && !typed.confidence.is_empty() {
        return Err(Problem::field("confidence", "fault-report-confidence"));
    }
    match state.service.report(actor, &id, &typed, (seen, None)).await {
        Ok(()) => {}
        Err(crate::app::UseCaseError::Conflict) => {
            return Err(Problem::of(StatusCode::PRECONDITION_FAILED)
                .with("Someone else has changed the commitment: read it again."));
        }
        Err(error) => return Err(error.into()),
    }
    let found = state.service.found_commitment(&id).await?;
    Ok(tagged(&HeaderMap::new(), found.commitment.revision, &out(&found)))
}

/// A commitment to be added or changed. Every column of the list can be given; those that are not
/// named here too.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "the document describes it; rows are read by their columns")]
pub(super) struct CommitmentRowIn {
    /// The reference of the commitment to change, or its own when it is new.
    reference: Option<String>,
    /// What is promised, in at most 200 characters.
    title: Option<String>,
    /// The id, name or short name of the lead.
    lead: Option<String>,
    /// Those that support it, with semicolons between.
    supporting: Option<String>,
    /// `services`, `infrastructure`, `culture`, `evidence` or `governance`.
    theme: Option<String>,
    /// The post of the official.
    official_post: Option<String>,
    /// The day by which it is promised.
    due: Option<String>,
}

/// Imports commitments from CSV, or from JSON as the list is handed out: all rows that can be
/// imported, or none. Importing the same rows again changes nothing.
#[utoipa::path(
    post, path = "/commitments/import", tag = "commitments", params(Trial), security(("token" = [])),
    request_body(content((String = "text/csv"), (Vec<CommitmentRowIn> = "application/json"))),
    responses(
        (status = 200, body = Imported),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn import(
    State(state): State<AppState>,
    by: By,
    Query(trial): Query<Trial>,
    Sent(body, _): Sent,
) -> Result<Json<Imported>, Problem> {
    let actor = by.with(TokenScope::Import)?;
    actor.promise().map_err(|_| Problem::of(StatusCode::FORBIDDEN))?;
    let Some(text) = rows(&body).await? else { return Ok(Json(Imported::default())) };
    let rows = state.service.preview_commitments(actor, &text).await?;
    let rows = rows.map_err(|error| unreadable(&error))?;
    let counted = counted(rows.iter().map(|row| (row.line, &row.outcome)));
    if trial.is_dry() {
        return Ok(Json(counted));
    }
    state.service.import_commitments(actor, &text).await?;
    Ok(Json(counted.done()))
}

/// A change of a commitment.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ChangeOut {
    /// When, in UTC.
    at: String,
    /// The id of the commitment.
    id: String,
    /// Its reference.
    reference: String,
    /// The revision that the change made.
    revision: u64,
    /// What happened: `added`, `stated`, `reported`, `given`, `succeeded`, `linked`, `unlinked`,
    /// `undone` or `revived`.
    change: String,
    /// The post of who did it.
    post: String,
}

/// From when on changes are wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct After {
    /// The `at` of the last change that the program has; from the beginning when it is not stated.
    #[param(format = DateTime)]
    #[serde(default)]
    after: Option<String>,
}

/// What has changed since, oldest first, some hundred at a time, once it is ten seconds old: to go on,
/// ask for what came after the last one. An empty list says that nothing has changed.
#[utoipa::path(
    get, path = "/commitments/changes", tag = "commitments", params(After), security(("token" = [])),
    responses(
        (status = 200, body = Vec<ChangeOut>),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn changes(
    State(state): State<AppState>,
    by: By,
    Query(wanted): Query<After>,
) -> Result<Json<Vec<ChangeOut>>, Problem> {
    by.with(TokenScope::Read)?;
    let after = wanted.after.map(|text| text.parse::<Timestamp>()).transpose();
    let after = after.map_err(|_| Problem::field("after", "fault-date"))?;
    let changes = state.service.changes_after(after).await?;
    let change = |it: &Changed| ChangeOut {
        at: it.entry.at.to_string(),
        id: it.commitment.id.to_string(),
        reference: it.commitment.reference.clone(),
        revision: it.revision,
        change: it.change.name().to_owned(),
        post: it.entry.by.post.clone(),
    };
    Ok(Json(changes.iter().map(change).collect()))
}
