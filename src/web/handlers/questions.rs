//! Answering a question, and choosing between two answers.
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;

use super::to;
use crate::app::{Kept, Open};
use crate::domain::answers::{Answer, Fault, FaultKind, endless};
use crate::domain::ids::{AssessmentId, QuestionId};
use crate::domain::questionnaire::{self as domain, QuestionType};
use crate::web::build::{self, question};
use crate::web::error::WebError;
use crate::web::extract::{Asked, Here, Place, Posted, SignedIn};
use crate::web::forms::{Fields, answers, personal};
use crate::web::views::{Candidate, ErrorLine, MergePage};
use crate::web::{AppState, urls};

#[derive(Debug, Default, Deserialize)]
pub(crate) struct From {
    #[serde(default)]
    from: String,
}

pub(crate) async fn page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place((id, question)): Place<(AssessmentId, QuestionId)>,
    Asked(From { from }): Asked<From>,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    let asked = open.questionnaire.question(&question).ok_or(WebError::NotFound)?;
    let kept = open.assessment.answers.get(&question);
    let locked = open.assessment.is_locked(asked.section.as_str(), kept);
    if asked.question.kind == QuestionType::Mitigations || !open.is_editable() || locked {
        return Ok(to(&urls::part(&id, format_args!("check/{}", asked.section))));
    }
    if !open.evaluation.is_asked(&question) {
        return Ok(to(&urls::assessment(&id)));
    }
    state.service.note_presence(&by.actor, &id, Some(&question)).await?;
    let kept = kept.map(|kept| &kept.value);
    let faults = question::kept_faults(&open, &question);
    let view = question::page(&open, state.words(), asked, kept, &faults, &from);
    Ok(state.show(&by, &view)?.into_response())
}

pub(crate) async fn save(
    Here(state): Here,
    Place((id, question)): Place<(AssessmentId, QuestionId)>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let before = state.service.open(&by.actor, &id).await?;
    let asked = before.questionnaire.question(&question).ok_or(WebError::NotFound)?;
    if !before.evaluation.is_asked(&question) {
        return Ok(to(&urls::assessment(&id)));
    }
    let seen = fields.get("seen").parse().map_err(|_| WebError::BadRequest)?;
    let answer = answers::read(asked, &fields);
    if let Some(answer) = &answer {
        refuse_forged(asked, answer)?;
        if let Some(fault) = endless(asked, answer) {
            let from = fields.get("from");
            let view = question::page(&before, state.words(), asked, Some(answer), &[fault], from);
            return state.show_wrong(&by, &view);
        }
        if is_unconfirmed(&state, &before, asked, answer, &fields) {
            return ask_about_personal_data(&state, &by, &before, (asked, answer), &fields);
        }
        let kept = state.service.answer(&by.actor, &id, &question, answer, seen).await?;
        if kept == Kept::SetAside {
            return conflict(&state, &by, &id, &question).await;
        }
    }
    let open = state.service.open(&by.actor, &id).await?;
    after(&state, &by, &open, &question, answer.as_ref(), &fields)
}

/// Whether a new answer seems to hold personal data, and nobody said that it does not.
fn is_unconfirmed(
    state: &AppState,
    open: &Open,
    asked: &domain::Asked,
    answer: &Answer,
    fields: &Fields,
) -> bool {
    let kept = open.assessment.answers.get(&asked.question.id);
    let is_new = kept.is_none_or(|kept| kept.value != *answer);
    let confirmed = fields.get("personal") == "yes";
    is_new && !confirmed && !personal::of_answer(state.words(), asked, answer).is_empty()
}

/// Nothing is saved yet; the page says why, and has everything that was typed.
fn ask_about_personal_data(
    state: &AppState,
    by: &crate::app::SignedIn,
    open: &Open,
    (asked, answer): (&domain::Asked, &Answer),
    fields: &Fields,
) -> Result<Response, WebError> {
    if fields.get("action") == "autosave" {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let mut view =
        question::page(open, state.words(), asked, Some(answer), &[], fields.get("from"));
    view.warnings = personal::of_answer(state.words(), asked, answer);
    view.errors.push(ErrorLine::at("personal", state.words().say("fault-personal")));
    view.confirm_personal = true;
    state.show_wrong(by, &view)
}

/// Options that the page never offered cannot have been typed by mistake.
fn refuse_forged(
    asked: &crate::domain::questionnaire::Asked,
    answer: &Answer,
) -> Result<(), WebError> {
    let known = |id: &&str| asked.choices.iter().any(|choice| choice.id.as_str() == *id);
    let offered = match asked.question.kind {
        QuestionType::Radio | QuestionType::Select | QuestionType::Checkboxes => {
            answer.chosen().iter().all(known)
        }
        QuestionType::Groups => answer.chosen().iter().all(|id| id.parse::<QuestionId>().is_ok()),
        QuestionType::Text
        | QuestionType::Textarea
        | QuestionType::Number
        | QuestionType::Percent
        | QuestionType::Date
        | QuestionType::Table
        | QuestionType::Fieldset
        | QuestionType::List
        | QuestionType::Areas
        | QuestionType::Note
        | QuestionType::YesNo
        | QuestionType::YesNoDontKnow
        | QuestionType::Options
        | QuestionType::Mitigations => true,
    };
    if offered { Ok(()) } else { Err(WebError::BadRequest) }
}

/// Where to go once the answer is kept. An answer that is not right yet is shown again, unless
/// the person wants to come back later.
fn after(
    state: &AppState,
    by: &crate::app::SignedIn,
    open: &Open,
    question: &QuestionId,
    answer: Option<&Answer>,
    fields: &Fields,
) -> Result<Response, WebError> {
    let id = &open.assessment.id;
    let from = fields.get("from");
    let action = fields.get("action");
    if action == "autosave" {
        let seen = open.assessment.answer_revision(question).to_string();
        let mut response = StatusCode::NO_CONTENT.into_response();
        if let Ok(seen) = HeaderValue::from_str(&seen) {
            response.headers_mut().insert("x-seen", seen);
        }
        return Ok(response);
    }
    if action == "later" {
        return Ok(to(&urls::assessment(id)));
    }
    if action == "add" || fields.has("remove") {
        return Ok(to(&urls::question(id, question)));
    }
    let asked = open.questionnaire.question(question).ok_or(WebError::NotFound)?;
    let mut faults = question::kept_faults(open, question);
    if answer.is_none() && !asked.question.optional {
        faults = vec![Fault { row: None, field: None, kind: FaultKind::Missing }];
    }
    if faults.is_empty() {
        return Ok(to(&question::next(open, question, from)));
    }
    let view = question::page(open, state.words(), asked, answer, &faults, from);
    state.show_wrong(by, &view)
}

async fn conflict(
    state: &AppState,
    by: &crate::app::SignedIn,
    id: &AssessmentId,
    question: &QuestionId,
) -> Result<Response, WebError> {
    let view = merge_view(state, by, id, question).await?;
    Ok((StatusCode::CONFLICT, state.show(by, &view)?).into_response())
}

/// Whether a question is answered in words, so that two answers can be put together.
fn in_words(open: &Open, question: &QuestionId) -> bool {
    let asked = open.questionnaire.question(question);
    asked.is_some_and(|asked| {
        matches!(asked.question.kind, QuestionType::Text | QuestionType::Textarea)
    })
}

async fn merge_view(
    state: &AppState,
    by: &crate::app::SignedIn,
    id: &AssessmentId,
    question: &QuestionId,
) -> Result<MergePage, WebError> {
    let open = state.service.open(&by.actor, id).await?;
    let asked = open.questionnaire.question(question).ok_or(WebError::NotFound)?;
    let words = build::labels(&open, state.words());
    let mut candidates = Vec::new();
    let mut texts = Vec::new();
    let kept = open.assessment.answers.get(question);
    let present = kept.map(|kept| ("present".to_owned(), &kept.value, &kept.by, kept.at));
    let aside = open.assessment.set_aside.iter().filter(|aside| aside.question == *question);
    let aside =
        aside.map(|aside| (format!("aside-{}", aside.by), &aside.answer, &aside.by, aside.at));
    for (key, answer, person, at) in present.into_iter().chain(aside) {
        let person = state.service.person(person).await?;
        let lines = words.answer(asked, answer);
        texts.push(answer.text().to_owned());
        candidates.push(Candidate {
            id: key,
            who: person.map_or_else(String::new, |person| person.post),
            at: super::moment(state, at),
            lines: if lines.is_empty() { vec![state.words().say("not-provided")] } else { lines },
        });
    }
    Ok(MergePage {
        heading: asked.question.text.get(words.lang),
        action: urls::part(id, format_args!("merge/{question}")),
        back: urls::assessment(id),
        candidates,
        both: in_words(&open, question).then(|| texts.join("\n\n")),
        errors: Vec::new(),
    })
}

pub(crate) async fn merge_page(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place((id, question)): Place<(AssessmentId, QuestionId)>,
) -> Result<Response, WebError> {
    let view = merge_view(&state, &by, &id, &question).await?;
    if view.candidates.len() < 2 {
        return Ok(to(&urls::question(&id, &question)));
    }
    Ok(state.show(&by, &view)?.into_response())
}

pub(crate) async fn merge(
    Here(state): Here,
    Place((id, question)): Place<(AssessmentId, QuestionId)>,
    Posted { by, fields }: Posted,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    if !open.rights.write {
        return Err(WebError::Forbidden);
    }
    let chosen = fields.get("choice");
    let answer = match chosen.strip_prefix("aside-") {
        Some(person) => {
            let mut asides = open.assessment.set_aside.iter();
            let aside =
                asides.find(|aside| aside.question == question && aside.by.as_str() == person);
            aside.map(|aside| aside.answer.clone())
        }
        None if chosen == "present" => {
            open.assessment.answers.get(&question).map(|kept| kept.value.clone())
        }
        None if chosen == "both" && in_words(&open, &question) => {
            Some(Answer::Text(fields.get("both").to_owned()))
        }
        None => None,
    };
    let Some(answer) = answer else {
        let mut view = merge_view(&state, &by, &id, &question).await?;
        view.errors = vec![ErrorLine::at("choice", state.words().say("fault-merge"))];
        return state.show_wrong(&by, &view);
    };
    if state.service.resolve(&by.actor, &id, &question, &answer).await? {
        return Ok(to(&urls::question(&id, &question)));
    }
    let open = state.service.open(&by.actor, &id).await?;
    let kept = open.assessment.answers.get(&question).map(|kept| &kept.value);
    if kept == Some(&answer) {
        return Ok(to(&urls::question(&id, &question)));
    }
    // Someone else was first: what was put together is shown beside their choice, and is not lost.
    let asked = open.questionnaire.question(&question).ok_or(WebError::NotFound)?;
    let mut view = question::page(&open, state.words(), asked, Some(&answer), &[], "");
    view.errors.push(ErrorLine::at("answer", state.words().say("fault-merged")));
    Ok((StatusCode::CONFLICT, state.show(&by, &view)?).into_response())
}
