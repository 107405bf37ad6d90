//! Release marks, and the redacted statement.
use std::collections::BTreeMap;

use axum::response::{Html, Response};

use super::pages::{about, choice};
use super::sent;
use crate::app::Open;
use crate::domain::ids::AssessmentId;
use crate::domain::publication::exemptions;
use crate::web::error::WebError;
use crate::web::extract::{Here, Place, Posted, SignedIn};
use crate::web::views::{Form, FormField, Link, Part, PartsPage};
use crate::web::{AppState, urls};

async fn view(state: &AppState, open: &Open) -> Result<PartsPage, WebError> {
    let id = &open.assessment.id;
    let organisation = state.service.organisation(&open.assessment.organisation).await?;
    let codes = organisation.map_or(&[][..], |found| exemptions(found.facts.kind));
    let asked = open.questionnaire.asked().iter();
    let shown = asked.filter(|asked| {
        let question = &asked.question.id;
        open.evaluation.is_asked(question) && open.assessment.answers.contains_key(question)
    });
    let field = |asked: &crate::domain::questionnaire::Asked| {
        let marked = open.assessment.release.get(&asked.question.id);
        let none = choice("", state.say("release-none"), marked.is_none());
        let items = codes.iter().map(|code| {
            let text = state.say(&format!("exemption-{code}"));
            choice(code, text, marked.is_some_and(|marked| marked == code))
        });
        let name = format!("mark-{}", asked.question.id);
        let label = asked.question.short().get(state.lang);
        FormField::select(&name, label, [none].into_iter().chain(items).collect())
    };
    let form = Form {
        action: urls::part(id, "release"),
        fields: shown.map(field).collect(),
        button: state.say("release-save"),
        ..Form::default()
    };
    let pdf = Link::to(state.say("release-pdf"), urls::part(id, "redacted.pdf"));
    let parts = vec![state.text("release-text"), Part::Links { links: vec![pdf] }, form.into()];
    Ok(about(open, state.say("release-title"), parts))
}

pub(crate) async fn page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
) -> Result<Html<String>, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    if !open.rights.lead {
        return Err(WebError::Forbidden);
    }
    state.show(&by, &view(&state, &open).await?)
}

pub(crate) async fn mark(
    Here(state): Here,
    Place(id): Place<AssessmentId>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    if !open.rights.lead {
        return Err(WebError::Forbidden);
    }
    let mut marks = BTreeMap::new();
    for name in fields.names() {
        let code = fields.get(&name);
        let question = name.strip_prefix("mark-").and_then(|id| id.parse().ok());
        if let Some(question) = question.filter(|_| !code.is_empty()) {
            marks.insert(question, code.to_owned());
        }
    }
    let done = state.service.mark_release(&by.actor, &id, &marks).await;
    let again = view(&state, &open).await?;
    sent(&state, &by, done, &urls::part(&id, "release"), again)
}

pub(crate) async fn pdf(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
) -> Result<Response, WebError> {
    let document = state.service.redacted(&by.actor, &id, state.lang).await?;
    let (name, bytes) = (document.name, document.bytes);
    Ok(super::files::File { kind: super::files::PDF, name, bytes }.private())
}
