//! The statement as a page and as a PDF.
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse as _, Response};

use crate::domain::ids::AssessmentId;
use crate::web::error::WebError;
use crate::web::extract::{Here, Perhaps, Place, SignedIn};
use crate::web::urls;
use crate::web::views::StatementPage;

pub(crate) async fn statement(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
) -> Result<Html<String>, WebError> {
    let open = state.service.open(&by.actor, &id).await?;
    let statement = state.service.statement_of(&open, state.lang).await?;
    let missing = state.service.missing_characters(&statement);
    let view = StatementPage {
        heading: format!("{}: {}", statement.kind, statement.title),
        back: urls::assessment(&id),
        pdf: urls::part(&id, "statement.pdf"),
        missing,
        statement,
    };
    state.show(&by, &view)
}

pub(crate) async fn pdf(
    Here(state): Here,
    SignedIn(by): SignedIn,
    Place(id): Place<AssessmentId>,
) -> Result<Response, WebError> {
    let document = state.service.document(&by.actor, &id, state.lang).await?;
    Ok(file(document.bytes, &document.name))
}

pub(crate) async fn published(
    Here(state): Here,
    Perhaps(by): Perhaps,
    Place((reference, number)): Place<(String, u32)>,
) -> Result<Html<String>, WebError> {
    let open = state.service.published(&reference, number).await?;
    let statement = state.service.statement_of(&open, state.lang).await?;
    let view = StatementPage {
        heading: format!("{}: {}", statement.kind, statement.title),
        back: "/".to_owned(),
        pdf: format!("{}/statement.pdf", urls::published(&reference, number)),
        missing: Vec::new(),
        statement,
    };
    Ok(state.renderer.page(&state, by.as_ref(), None, &view)?)
}

pub(crate) async fn published_pdf(
    Here(state): Here,
    Place((reference, number)): Place<(String, u32)>,
) -> Result<Response, WebError> {
    let open = state.service.published(&reference, number).await?;
    let document = state.service.published_pdf(&open, state.lang).await?;
    Ok(file(document.bytes, &document.name))
}

/// A PDF that the browser shows under its name.
pub(super) fn file(bytes: Vec<u8>, name: &str) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    if let Ok(name) = HeaderValue::from_str(&format!("inline; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}
