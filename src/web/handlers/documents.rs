//! The statement as a page, and in its other forms.
use axum::http::HeaderMap;
use axum::response::{Html, Response};

use super::files::{CSV, File, JSON, Keep, PDF, public_page};
use crate::app::{Open, StatementForm};
use crate::domain::ids::AssessmentId;
use crate::domain::statement::Statement;
use crate::web::error::WebError;
use crate::web::extract::{Here, Perhaps, Place, SignedIn};
use crate::web::urls;
use crate::web::views::StatementPage;

/// The page of a statement whose other forms are at `at`.
fn view(statement: Statement, at: &str, back: String) -> StatementPage {
    let form = |name: &str| format!("{at}{name}?lang={}", statement.lang.code());
    StatementPage {
        heading: format!("{}: {}", statement.kind, statement.title),
        back,
        pdf: form("/statement.pdf"),
        json: form("/statement.json"),
        csv: form("/statement.csv"),
        paragraph: statement.paragraph(),
        missing: Vec::new(),
        logo: statement.look.logo.as_ref().map(|logo| urls::logo(&logo.hash)),
        statement,
    }
}

pub(crate) async fn statement(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
) -> Result<Html<String>, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    let statement = state.service.issued_statement(&open, state.lang).await?;
    let missing = state.service.missing_characters(&statement);
    let at = urls::assessment(&id);
    state.show(&by, &StatementPage { missing, ..view(statement, &at, at.clone()) })
}

/// A statement as a file.
async fn file(
    state: &crate::web::AppState,
    open: &Open,
    form: StatementForm,
) -> Result<File, WebError> {
    let document = state.service.statement_file(open, form, state.lang).await?;
    let kind = match form {
        StatementForm::Pdf => PDF,
        StatementForm::Json => JSON,
        StatementForm::Csv => CSV,
    };
    Ok(File { kind, name: document.name, bytes: document.bytes })
}

async fn own(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
    form: StatementForm,
) -> Result<Response, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    Ok(file(&state, &open, form).await?.private())
}

pub(crate) async fn pdf(
    here: Here,
    by: SignedIn,
    place: Place<AssessmentId>,
) -> Result<Response, WebError> {
    own(here, by, place, StatementForm::Pdf).await
}

pub(crate) async fn json(
    here: Here,
    by: SignedIn,
    place: Place<AssessmentId>,
) -> Result<Response, WebError> {
    own(here, by, place, StatementForm::Json).await
}

pub(crate) async fn csv(
    here: Here,
    by: SignedIn,
    place: Place<AssessmentId>,
) -> Result<Response, WebError> {
    own(here, by, place, StatementForm::Csv).await
}

pub(crate) async fn published(
    Here(state): Here,
    Perhaps(by): Perhaps,
    Place((reference, number)): Place<(String, u32)>,
    asked: HeaderMap,
) -> Result<Response, WebError> {
    let open = state.service.published(&reference, number).await?;
    let statement = state.service.issued_statement(&open, state.lang).await?;
    let at = urls::published(&reference, number);
    public_page(&state, by.as_ref(), &asked, &view(statement, &at, urls::REGISTER.to_owned()))
}

async fn published_file(
    Here(state): Here,
    Place((reference, number)): Place<(String, u32)>,
    asked: &HeaderMap,
    form: StatementForm,
) -> Result<Response, WebError> {
    let open = state.service.published(&reference, number).await?;
    Ok(file(&state, &open, form).await?.public(asked, Keep::ForEver))
}

pub(crate) async fn published_pdf(
    here: Here,
    place: Place<(String, u32)>,
    asked: HeaderMap,
) -> Result<Response, WebError> {
    published_file(here, place, &asked, StatementForm::Pdf).await
}

pub(crate) async fn published_json(
    here: Here,
    place: Place<(String, u32)>,
    asked: HeaderMap,
) -> Result<Response, WebError> {
    published_file(here, place, &asked, StatementForm::Json).await
}

pub(crate) async fn published_csv(
    here: Here,
    place: Place<(String, u32)>,
    asked: HeaderMap,
) -> Result<Response, WebError> {
    published_file(here, place, &asked, StatementForm::Csv).await
}

/// The JSON Schema of statements, for programs that read them.
pub(crate) async fn schema(asked: HeaderMap) -> Result<Response, WebError> {
    let bytes = serde_json::to_vec_pretty(&schemars::schema_for!(Statement));
    let bytes = bytes.map_err(|_| WebError::BadRequest)?;
    let name = "statement.schema.json".to_owned();
    Ok(File { kind: "application/schema+json", name, bytes }.shown(&asked))
}
