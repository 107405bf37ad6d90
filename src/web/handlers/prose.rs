//! The start page, and the pages that are read.
use axum::response::{Html, Response};

use crate::app::{DEMO_PASSWORD, DEMO_PEOPLE};
use crate::domain::ids::QuestionnaireId;
use crate::domain::questionnaire::Questionnaire;
use crate::domain::statement::Block;
use crate::domain::text::Lang;
use crate::web::error::WebError;
use crate::web::extract::{Asked as InAddress, Here, Perhaps, Place};
use crate::web::render::markdown;
use crate::web::views::{BlankPage, ProsePage, QuestionsPage, StartPage};
use crate::web::{AppState, cookies, urls};

pub(crate) async fn start(
    Here(state): Here,
    Perhaps(by): Perhaps,
) -> Result<Html<String>, WebError> {
    let library = state.service.library();
    let titles =
        library.all().map(|loaded| loaded.questionnaire.definition().title.get(state.lang));
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

/// Where to go back to.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Back {
    #[serde(default)]
    to: String,
}

/// Keeps the language, and goes back to the same place.
pub(crate) async fn language(
    Place(code): Place<String>,
    InAddress(back): InAddress<Back>,
) -> Result<Response, WebError> {
    let known = [Lang::En, Lang::Cy].into_iter().find(|lang| lang.code() == code);
    let lang = known.ok_or(WebError::NotFound)?;
    let mut response = super::to(urls::own(&back.to));
    cookies::keep_language(response.headers_mut(), lang.code());
    Ok(response)
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
    Here(state): Here,
    Perhaps(by): Perhaps,
) -> Result<Html<String>, WebError> {
    prose(&state, by.as_ref(), "page-help", Vec::new())
}

pub(crate) async fn method(
    Here(state): Here,
    Perhaps(by): Perhaps,
) -> Result<Html<String>, WebError> {
    let blocks = state.service.method_tables(state.lang);
    prose(&state, by.as_ref(), "page-method", blocks)
}

pub(crate) async fn accessibility(
    Here(state): Here,
    Perhaps(by): Perhaps,
) -> Result<Html<String>, WebError> {
    prose(&state, by.as_ref(), "page-accessibility", Vec::new())
}

pub(crate) async fn privacy(
    Here(state): Here,
    Perhaps(by): Perhaps,
) -> Result<Html<String>, WebError> {
    prose(&state, by.as_ref(), "page-privacy", Vec::new())
}

pub(crate) async fn cookies(
    Here(state): Here,
    Perhaps(by): Perhaps,
) -> Result<Html<String>, WebError> {
    prose(&state, by.as_ref(), "page-cookies", Vec::new())
}

/// The questionnaires whose questions can be read beforehand.
pub(crate) async fn questions(
    Here(state): Here,
    Perhaps(by): Perhaps,
) -> Result<Html<String>, WebError> {
    let library = state.service.library();
    let item = |questionnaire: &Questionnaire| {
        let title = questionnaire.definition().title.get(state.lang);
        (title, urls::questions(questionnaire.id()))
    };
    let view = QuestionsPage {
        heading: state.words().say("questions-title"),
        questionnaires: library.all().map(|loaded| item(&loaded.questionnaire)).collect(),
    };
    Ok(state.renderer.page(&state, by.as_ref(), None, &view)?)
}

/// All questions of a questionnaire, to be read beforehand.
pub(crate) async fn all_questions(
    Here(state): Here,
    Perhaps(by): Perhaps,
    Place(id): Place<QuestionnaireId>,
) -> Result<Html<String>, WebError> {
    let library = state.service.library();
    let loaded = library.find(&id).ok_or(WebError::NotFound)?;
    let document = state.service.blank(&loaded.questionnaire, state.lang);
    let view = BlankPage {
        heading: document.title,
        lines: document.result.lines,
        version: document.reference,
        pdf: format!("{}/blank.pdf", urls::questions(&id)),
        blocks: document.blocks,
    };
    Ok(state.renderer.page(&state, by.as_ref(), None, &view)?)
}

/// The same to print.
pub(crate) async fn blank_pdf(
    Here(state): Here,
    Place(id): Place<QuestionnaireId>,
) -> Result<Response, WebError> {
    let library = state.service.library();
    let loaded = library.find(&id).ok_or(WebError::NotFound)?;
    let bytes = state.service.blank_pdf(&loaded.questionnaire, state.lang).await?;
    let name = format!("{id}-{}-{}.pdf", loaded.questionnaire.version(), state.lang.code());
    Ok(super::files::File { kind: super::files::PDF, name, bytes }.private())
}
