//! The register of policies for programs.
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::Problem;
use super::bearer::By;
use super::reading::Paging;
use super::sent::Sent;
use crate::app::{Outcome, PolicyFilter, tables};
use crate::domain::ids::PolicyId;
use crate::domain::policy::Policy;
use crate::domain::token::TokenScope;
use crate::web::AppState;

/// A policy.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PolicyOut {
    /// The id.
    id: String,
    /// The reference that people quote.
    reference: String,
    /// The id of the organisation.
    organisation: String,
    /// What it is called.
    title: String,
    /// What it does.
    summary: String,
    /// The post that owns it.
    owner_post: String,
    /// Who will decide.
    decider: String,
    /// The day of the decision; empty when it is not known.
    decision_date: String,
    /// The security marking.
    marking: String,
    /// How far the newest assessment is; `not_screened` while there is none.
    progress: String,
    /// The ids of its assessments, oldest first.
    assessments: Vec<String>,
    /// Counts the changes.
    revision: u64,
}

fn out(policy: &Policy) -> PolicyOut {
    let facts = &policy.facts;
    PolicyOut {
        id: policy.id.to_string(),
        reference: policy.reference.clone(),
        organisation: policy.organisation.to_string(),
        title: facts.title.clone(),
        summary: facts.summary.clone(),
        owner_post: facts.owner_post.clone(),
        decider: facts.decider.clone(),
        decision_date: facts.decision_date.clone(),
        marking: facts.marking.name().to_owned(),
        progress: policy.progress.clone(),
        assessments: policy.assessments.iter().map(ToString::to_string).collect(),
        revision: policy.revision,
    }
}

/// The tag of a revision, by which a program notices changes.
pub(super) fn tag(revision: u64) -> String {
    format!("\"{revision}\"")
}

/// A record with its tag; nothing but the tag when the program has it already.
pub(super) fn tagged<T: Serialize>(asked: &HeaderMap, revision: u64, value: &T) -> Response {
    let tag = tag(revision);
    let known = asked.get(header::IF_NONE_MATCH).and_then(|text| text.to_str().ok());
    if known.is_some_and(|known| known.split(',').any(|one| one.trim() == tag)) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
    }
    ([(header::ETAG, tag)], Json(value)).into_response()
}

/// Which policies are wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// Words that the title or the reference contains.
    #[serde(default)]
    words: Option<String>,
    /// Only those that are this far.
    #[serde(default)]
    progress: Option<String>,
}

/// Policies on a page.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PoliciesOut {
    /// How many there are on all pages.
    total: usize,
    /// Those of the page, newest first.
    items: Vec<PolicyOut>,
}

/// Policies that the person may see, newest first.
#[utoipa::path(
    get, path = "/policies", tag = "policies", params(Wanted, Paging), security(("token" = [])),
    responses(
        (status = 200, body = PoliciesOut),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn list(
    State(state): State<AppState>,
    by: By,
    Query(wanted): Query<Wanted>,
    Query(paging): Query<Paging>,
) -> Result<Json<PoliciesOut>, Problem> {
    let actor = by.with(TokenScope::Read)?;
    let (from, each) = paging.bounds()?;
    let filter = PolicyFilter {
        words: wanted.words.unwrap_or_default(),
        progress: wanted.progress.unwrap_or_default(),
        page: 1,
    };
    let all = state.service.policies_for_csv(actor, &filter).await?;
    let items = all.iter().skip(from).take(each).map(out).collect();
    Ok(Json(PoliciesOut { total: all.len(), items }))
}

/// A policy.
#[utoipa::path(
    get, path = "/policies/{id}", tag = "policies", security(("token" = [])),
    params(("id" = String, Path, description = "The id of the policy", pattern = "^[a-z0-9_-]{1,64}$")),
    responses(
        (status = 200, body = PolicyOut, headers(("ETag" = String, description = "The revision"))),
        (status = 304, description = "It has not changed since If-None-Match"),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(super) async fn one(
    State(state): State<AppState>,
    by: By,
    Path(id): Path<String>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let actor = by.with(TokenScope::Read)?;
    let id: PolicyId = id.parse().map_err(|_| Problem::of(StatusCode::NOT_FOUND))?;
    let policy = state.service.policy(actor, &id).await?;
    Ok(tagged(&asked, policy.revision, &out(&policy)))
}

/// Whether an import is only looked at.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Trial {
    /// Only say what would be done.
    #[serde(default)]
    dry_run: Option<bool>,
}

impl Trial {
    /// Whether it is only looked at.
    pub(super) fn is_dry(&self) -> bool {
        self.dry_run.unwrap_or(false)
    }
}

/// A row that was refused.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Refused {
    /// The line of the file.
    pub(super) line: u64,
    /// The codes of the reasons, which do not change.
    pub(super) codes: Vec<String>,
}

/// What an import did, or would do.
#[derive(Debug, Default, Serialize, ToSchema)]
pub(super) struct Imported {
    /// How many rows added something.
    new: usize,
    /// How many rows changed something.
    changed: usize,
    /// How many rows changed nothing.
    unchanged: usize,
    /// Rows that were refused.
    refused: Vec<Refused>,
    /// Whether it was done.
    done: bool,
}

impl Imported {
    /// Counts a row.
    fn count(&mut self, line: u64, outcome: &Outcome) {
        match outcome {
            Outcome::New => self.new += 1,
            Outcome::Changed => self.changed += 1,
            Outcome::Unchanged => self.unchanged += 1,
            Outcome::Refused(why) => {
                let codes = why.iter().map(|code| (*code).to_owned()).collect();
                self.refused.push(Refused { line, codes });
            }
        }
    }

    /// What was counted, as done.
    pub(super) fn done(self) -> Self {
        Self { done: true, ..self }
    }
}

/// The rows of a body: CSV, or JSON as lists are handed out; none when there are none.
pub(super) async fn rows(body: &Bytes) -> Result<Option<String>, Problem> {
    if body.is_empty() {
        return Err(Problem::of(StatusCode::BAD_REQUEST).with("Send rows as CSV or JSON."));
    }
    let text = tables::as_csv(body.to_vec()).await.map_err(|error| unreadable(&error))?;
    Ok(Some(text).filter(|text| !text.trim().is_empty()))
}

/// A policy to be added or changed. Columns that are not named here are passed over.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "the document describes it; rows are read by their columns")]
pub(super) struct PolicyRowIn {
    /// The reference of the policy to change; empty to add one.
    reference: Option<String>,
    /// What it is called, in at most 200 characters.
    title: Option<String>,
    /// What it does, in at most 5,000 characters.
    summary: Option<String>,
    /// The post that owns it, in at most 200 characters.
    owner_post: Option<String>,
    /// Who will decide, in at most 200 characters.
    decider: Option<String>,
    /// The day of the decision.
    decision_date: Option<String>,
    /// `OFFICIAL` or `OFFICIAL-SENSITIVE`.
    marking: Option<String>,
}

/// What would be done with rows: counts them, and the rows that are refused.
pub(super) fn counted<'r>(rows: impl IntoIterator<Item = (u64, &'r Outcome)>) -> Imported {
    let mut counted = Imported::default();
    for (line, outcome) in rows {
        counted.count(line, outcome);
    }
    counted
}

/// A file that cannot be read, and where.
pub(super) fn unreadable(error: &tables::TableError) -> Problem {
    Problem::of(StatusCode::BAD_REQUEST).with(error.to_string())
}

/// Imports policies from CSV, or from JSON as the list is handed out. Rows with the reference of a
/// policy change it; importing the same rows again changes nothing.
#[utoipa::path(
    post, path = "/policies/import", tag = "policies", params(Trial), security(("token" = [])),
    request_body(content((String = "text/csv"), (Vec<PolicyRowIn> = "application/json"))),
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
    actor.register().map_err(|_| Problem::of(StatusCode::FORBIDDEN))?;
    let Some(text) = rows(&body).await? else { return Ok(Json(Imported::default())) };
    let rows = state.service.preview_import(actor, &text).await?;
    let rows = rows.map_err(|error| unreadable(&error))?;
    let counted = counted(rows.iter().map(|row| (row.line, &row.outcome)));
    if trial.is_dry() {
        return Ok(Json(counted));
    }
    state.service.import_policies(actor, &text).await?;
    Ok(Json(counted.done()))
}
