//! The plan of mitigations.
use std::collections::BTreeMap;

use axum::response::{Html, IntoResponse as _, Response};
use serde::Deserialize;

use super::to;
use crate::app::Open;
use crate::domain::ids::{AssessmentId, PlanId};
use crate::domain::scoring::{Planned, RatingKey};
use crate::domain::writing::Length;
use crate::web::build::{labels, mitigations as build};
use crate::web::error::WebError;
use crate::web::extract::{Asked, Here, Place, Posted, SignedIn};
use crate::web::forms::{Fields, ratings};
use crate::web::views::{ErrorLine, ReasonPage};
use crate::web::{AppState, urls};

pub(crate) async fn page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
) -> Result<Html<String>, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    state.show(&by, &build::page(&open, state.words()))
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct FromCatalogue {
    #[serde(default)]
    catalogue: String,
}

pub(crate) async fn new_page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
    Asked(wanted): Asked<FromCatalogue>,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    if !open.is_editable() {
        return Ok(to(&urls::part(&id, "mitigations")));
    }
    let catalogue = wanted.catalogue.parse().ok();
    let known = catalogue.as_ref().and_then(|id| open.questionnaire.mitigation(id));
    let planned = Planned {
        catalogue: known.map(|mitigation| mitigation.id.clone()),
        action: known.map_or_else(String::new, |mitigation| mitigation.label.get(state.lang)),
        ..Planned::default()
    };
    let view = build::form(&open, state.words(), None, &planned, false);
    Ok(state.show(&by, &view)?.into_response())
}

/// The mitigation that a form holds. Ratings that were ticked before keep their changes.
fn read(open: &Open, fields: &Fields, before: Option<&Planned>) -> Result<Planned, WebError> {
    let catalogue = fields.get("catalogue");
    let catalogue = if catalogue.is_empty() {
        None
    } else {
        Some(catalogue.parse().map_err(|_| WebError::BadRequest)?)
    };
    if catalogue.as_ref().is_some_and(|id| open.questionnaire.mitigation(id).is_none()) {
        return Err(WebError::BadRequest);
    }
    let yes_no = |name: &str| match fields.get(name) {
        value @ ("" | "yes" | "no") => Ok(value.to_owned()),
        _ => Err(WebError::BadRequest),
    };
    let mut changes = BTreeMap::new();
    for key in fields.all("ratings") {
        let key: RatingKey = key.parse().map_err(|_| WebError::BadRequest)?;
        if !open.evaluation.rows.contains_key(&key) {
            return Err(WebError::BadRequest);
        }
        let kept = before.and_then(|before| before.changes.get(&key)).cloned();
        changes.insert(key, kept.unwrap_or_default());
    }
    Ok(Planned {
        catalogue,
        action: fields.trimmed("action"),
        owner: fields.trimmed("owner"),
        date: fields.day("date"),
        funded: yes_no("funded")?,
        evidenced: yes_no("evidenced")?,
        changes,
    })
}

pub(crate) async fn add(
    Here(state): Here,
    Place(id): Place<AssessmentId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    keep(&state, &by, &id, None, &fields).await
}

pub(crate) async fn save(
    Here(state): Here,
    Place((id, plan)): Place<(AssessmentId, PlanId)>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    keep(&state, &by, &id, Some(plan), &fields).await
}

async fn keep(
    state: &AppState,
    by: &crate::app::SignedIn,
    id: &AssessmentId,
    plan: Option<PlanId>,
    fields: &Fields,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, id).await?;
    let before = plan.as_ref().and_then(|plan| open.assessment.plan.get(plan));
    let planned = read(&open, fields, before.map(|kept| &kept.value))?;
    let plan = state.service.save_plan(&by.actor, id, plan.as_ref(), &planned).await?;
    let open = state.service.open(&by.actor, id).await?;
    let view = build::form(&open, state.words(), Some(&plan), &planned, true);
    if !view.errors.is_empty() {
        return state.show_wrong(by, &view);
    }
    let next = if planned.changes.is_empty() {
        urls::part(id, "mitigations")
    } else {
        urls::part(id, format_args!("mitigations/{plan}/changes"))
    };
    Ok(to(&next))
}

fn planned<'o>(open: &'o Open, plan: &PlanId) -> Result<&'o Planned, WebError> {
    let kept = open.assessment.plan.get(plan).ok_or(WebError::NotFound)?;
    Ok(&kept.value)
}

pub(crate) async fn form(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place((id, plan)): Place<(AssessmentId, PlanId)>,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    if !open.is_editable() {
        return Ok(to(&urls::part(&id, "mitigations")));
    }
    let view = build::form(&open, state.words(), Some(&plan), planned(&open, &plan)?, true);
    Ok(state.show(&by, &view)?.into_response())
}

pub(crate) async fn changes_page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place((id, plan)): Place<(AssessmentId, PlanId)>,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    if !open.is_editable() {
        return Ok(to(&urls::part(&id, "mitigations")));
    }
    let view = build::changes(&open, state.words(), &plan, planned(&open, &plan)?);
    Ok(state.show(&by, &view)?.into_response())
}

pub(crate) async fn changes(
    Here(state): Here,
    Place((id, plan)): Place<(AssessmentId, PlanId)>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    let mut changed = planned(&open, &plan)?.clone();
    for (key, row) in fields.rows("row") {
        let key: RatingKey = key.parse().map_err(|_| WebError::BadRequest)?;
        let factors = ratings::factors(open.questionnaire.matrix(), &row);
        let factors = factors.map_err(|ratings::Forged| WebError::BadRequest)?;
        if let Some(kept) = changed.changes.get_mut(&key) {
            *kept = factors;
        }
    }
    state.service.save_plan(&by.actor, &id, Some(&plan), &changed).await?;
    Ok(to(&urls::part(&id, "mitigations")))
}

pub(crate) async fn remove(
    Here(state): Here,
    Place((id, plan)): Place<(AssessmentId, PlanId)>,
    Posted { by, .. }: Posted,
) -> Result<Response, WebError> {
    state.service.remove_plan(&by.actor, &id, &plan).await?;
    Ok(to(&urls::part(&id, "mitigations")))
}

async fn reason_view(
    state: &AppState,
    by: &crate::app::SignedIn,
    id: &AssessmentId,
    rating: &RatingKey,
) -> Result<ReasonPage, WebError> {
    let open = state.service.open(&by.actor, id).await?;
    if !open.evaluation.rows.contains_key(rating) {
        return Err(WebError::NotFound);
    }
    let words = labels(&open, state.words());
    let kept = open.assessment.reasons.get(rating);
    Ok(ReasonPage {
        heading: state.words().say("reason-title"),
        rating: words.rating(rating),
        back: urls::part(id, "mitigations"),
        action: urls::part(id, format_args!("reasons/{rating}")),
        reason: kept.map_or_else(String::new, |kept| kept.value.clone()),
        errors: Vec::new(),
    })
}

fn key(text: &str) -> Result<RatingKey, WebError> {
    text.parse().map_err(|_| WebError::NotFound)
}

pub(crate) async fn reason_page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place((id, rating)): Place<(AssessmentId, String)>,
) -> Result<Html<String>, WebError> {
    let view = reason_view(&state, &by, &id, &key(&rating)?).await?;
    state.show(&by, &view)
}

pub(crate) async fn reason(
    Here(state): Here,
    Place((id, rating)): Place<(AssessmentId, String)>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let rating = key(&rating)?;
    let open = state.service.open(&by.actor, &id).await?;
    if !open.rights.write {
        return Err(WebError::Forbidden);
    }
    let mut view = reason_view(&state, &by, &id, &rating).await?;
    let reason = fields.trimmed("reason");
    if let Some(message) = Length::Prose.fault_in_stated(&reason, "fault-reason") {
        view.errors.push(ErrorLine::at("reason", state.say(message)));
        view.reason = reason;
        return state.show_wrong(&by, &view);
    }
    state.service.save_reason(&by.actor, &id, &rating, &reason).await?;
    Ok(to(&urls::part(&id, "mitigations")))
}
