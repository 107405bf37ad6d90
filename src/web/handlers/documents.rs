//! The statement as a page and as a PDF.
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse as _, Response};

use crate::domain::ids::AssessmentId;
use crate::web::error::WebError;
use crate::web::extract::{Here, Place, SignedIn};
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
    let mut response = document.bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    let name = format!("inline; filename=\"{}\"", document.name);
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}
