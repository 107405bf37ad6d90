//! Rating the rows of a pathway.
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;

use super::to;
use crate::app::Open;
use crate::domain::evaluate::Opened;
use crate::domain::ids::{AssessmentId, PathwayId, PolicyOptionId};
use crate::web::build::{rating, tasks};
use crate::web::error::WebError;
use crate::web::extract::{Asked, Here, Place, Posted, SignedIn};
use crate::web::forms::ratings;
use crate::web::urls;
use crate::web::views::RatingPage;

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Saved {
    #[serde(default)]
    saved: String,
}

/// The pathway, if it is open and the option exists.
fn opened<'o>(
    open: &'o Open,
    option: &PolicyOptionId,
    pathway: &PathwayId,
) -> Result<&'o Opened, WebError> {
    open.evaluation.option(option).ok_or(WebError::NotFound)?;
    let mut opened = open.evaluation.opened.iter();
    opened.find(|opened| opened.pathway == *pathway).ok_or(WebError::NotFound)
}

pub(crate) async fn page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place((id, option, pathway)): Place<(AssessmentId, PolicyOptionId, PathwayId)>,
    Asked(Saved { saved }): Asked<Saved>,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    let opened = opened(&open, &option, &pathway)?;
    if !open.is_editable() {
        return Ok(to(&urls::part(&id, "result")));
    }
    let view = rating::page(&open, state.words(), &option, opened, false);
    let view = RatingPage { saved: !saved.is_empty(), ..view };
    Ok(state.show(&by, &view)?.into_response())
}

pub(crate) async fn save(
    Here(state): Here,
    Place((id, option, pathway)): Place<(AssessmentId, PolicyOptionId, PathwayId)>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    opened(&open, &option, &pathway)?;
    let matrix = open.questionnaire.matrix();
    let ratings = ratings::read(matrix, &option, &pathway, &open.evaluation.groups, &fields)
        .map_err(|ratings::Forged| WebError::BadRequest)?;
    state.service.save_ratings(&by.actor, &id, &option, &pathway, &ratings).await?;
    let address = tasks::rating_address(&open, &option, &pathway);
    match fields.get("action") {
        "later" => return Ok(to(&urls::assessment(&id))),
        "same" => return Ok(to(&address)),
        _ => {}
    }
    let open = state.service.open(&by.actor, &id).await?;
    let view = rating::page(&open, state.words(), &option, opened(&open, &option, &pathway)?, true);
    if view.errors.is_empty() {
        return Ok(to(&format!("{address}?saved=yes#main-content")));
    }
    state.show_wrong(&by, &view)
}
