//! Moving an assessment to another version of its questionnaire.
use axum::response::{Html, Response};

use super::questionnaires::outcome;
use super::to;
use crate::domain::ids::{AssessmentId, QuestionId};
use crate::domain::questionnaire::Questionnaire;
use crate::web::error::WebError;
use crate::web::extract::{Here, Place, Posted, SignedIn};
use crate::web::urls;
use crate::web::views::MovePage;

pub(crate) async fn page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
) -> Result<Html<String>, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    let (newer, moved) = state.service.preview_move(&open).ok_or(WebError::NotFound)?;
    let words = state.words();
    let names = |questionnaire: &Questionnaire, ids: &[QuestionId]| {
        let asked = ids.iter().filter_map(|id| questionnaire.question(id));
        asked.map(|asked| asked.question.short().get(words.lang())).collect()
    };
    let view = MovePage {
        heading: words.say("move-title"),
        back: urls::assessment(&id),
        action: urls::part(&id, "move"),
        hash: newer.hash().to_owned(),
        from: open.questionnaire.version().to_owned(),
        to: newer.version().to_owned(),
        kept: names(&open.questionnaire, &moved.kept),
        again: names(&newer, &moved.to_answer_again),
        dropped: names(&open.questionnaire, &moved.dropped),
        new: names(&newer, &moved.new),
        before: outcome(words, &open.questionnaire, &moved.before),
        after: outcome(words, &newer, &moved.after),
    };
    state.show(&by, &view)
}

/// Moves to the version that the page showed, or back to the one before.
pub(crate) async fn go(
    Here(state): Here,
    Place(id): Place<AssessmentId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    state.service.move_to(&by.actor, &id, fields.get("to")).await?;
    Ok(to(&urls::assessment(&id)))
}
