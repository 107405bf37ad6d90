//! The start page, and the pages that are read.
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Response};

use crate::app::{DEMO_PASSWORD, DEMO_PEOPLE};
use crate::domain::questionnaire::{Asked, Questionnaire};
use crate::domain::statement::Block;
use crate::domain::text::Lang;
use crate::web::AppState;
use crate::web::error::WebError;
use crate::web::extract::Perhaps;
use crate::web::render::markdown;
use crate::web::views::{ProsePage, QuestionBeforehand, QuestionsPage, StartPage};

pub(crate) async fn start(
    State(state): State<AppState>,
    Perhaps(by): Perhaps,
) -> Result<Html<String>, WebError> {
    let titles = state.service.library().all();
    let titles = titles.map(|loaded| loaded.questionnaire.definition().title.get(Lang::En));
    let people = DEMO_PEOPLE.iter().filter(|_| state.demo);
    let view = StartPage {
        heading: state.words().say("page-start-title"),
        questionnaires: titles.collect(),
        signed_in: by.is_some(),
        demo_people: people
            .map(|person| (person.email.into(), person.post.into(), person.organisation.into()))
            .collect(),
        demo_password: if state.demo { DEMO_PASSWORD.to_owned() } else { String::new() },
    };
    Ok(state.renderer.page(&state, by.as_ref(), None, &view)?)
}

/// Whether the service answers and its records can be read.
pub(crate) async fn health(State(state): State<AppState>) -> Response {
    match state.service.set_up_done().await {
        Ok(_) => (StatusCode::OK, "ok").into_response(),
        Err(error) => WebError::from(error).into_response(),
    }
}

fn prose(
    state: &AppState,
    by: Option<&crate::app::SignedIn>,
    key: &str,
    blocks: Vec<Block>,
) -> Result<Html<String>, WebError> {
    let heading = state.words().say(&format!("{key}-title"));
    let view = ProsePage { heading, body: markdown(&state.words().say(key)), blocks };
    Ok(state.renderer.page(state, by, None, &view)?)
}

pub(crate) async fn help(
    State(state): State<AppState>,
    Perhaps(by): Perhaps,
) -> Result<Html<String>, WebError> {
    prose(&state, by.as_ref(), "page-help", Vec::new())
}

pub(crate) async fn method(
    State(state): State<AppState>,
    Perhaps(by): Perhaps,
) -> Result<Html<String>, WebError> {
    let blocks = state.service.method_tables();
    prose(&state, by.as_ref(), "page-method", blocks)
}

pub(crate) async fn accessibility(
    State(state): State<AppState>,
    Perhaps(by): Perhaps,
) -> Result<Html<String>, WebError> {
    prose(&state, by.as_ref(), "page-accessibility", Vec::new())
}

pub(crate) async fn privacy(
    State(state): State<AppState>,
    Perhaps(by): Perhaps,
) -> Result<Html<String>, WebError> {
    prose(&state, by.as_ref(), "page-privacy", Vec::new())
}

pub(crate) async fn cookies(
    State(state): State<AppState>,
    Perhaps(by): Perhaps,
) -> Result<Html<String>, WebError> {
    prose(&state, by.as_ref(), "page-cookies", Vec::new())
}

/// All questions of the first questionnaire, to be read beforehand.
pub(crate) async fn questions(
    State(state): State<AppState>,
    Perhaps(by): Perhaps,
) -> Result<Html<String>, WebError> {
    let loaded = state.service.library().all().next().ok_or(WebError::NotFound)?;
    let view = beforehand(&loaded.questionnaire, state.words().say("questions-title"));
    Ok(state.renderer.page(&state, by.as_ref(), None, &view)?)
}

fn beforehand(questionnaire: &Questionnaire, heading: String) -> QuestionsPage {
    let lang = Lang::En;
    let question = |asked: &Asked| QuestionBeforehand {
        text: asked.question.text.get(lang),
        hint: asked.question.hint.as_ref().map(|hint| hint.get(lang)),
        why: asked.question.why.get(lang),
        options: asked.choices.iter().map(|choice| choice.label.get(lang)).collect(),
        conditional: asked.question.show_if.is_some(),
    };
    let sections = questionnaire.definition().sections.iter().map(|section| {
        let questions = questionnaire.questions_of(&section.id).map(question);
        (section.title.get(lang), questions.collect())
    });
    QuestionsPage {
        heading,
        version: format!("{} {}", questionnaire.id(), questionnaire.version()),
        sections: sections.collect(),
    }
}
