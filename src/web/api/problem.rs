//! Errors of the interface, as RFC 9457 has them.
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::UseCaseError;
use crate::web::error::WebError;

/// Why a request was not carried out (RFC 9457).
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::web) struct Problem {
    /// What kind of problem it is; always `about:blank`, so the status says all.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The status in words.
    title: String,
    /// The HTTP status.
    status: u16,
    /// What can be done about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// The fields that cannot be right.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldProblem>,
}

/// A field that cannot be right.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::web) struct FieldProblem {
    /// The field.
    field: String,
    /// The code of the reason, which does not change.
    code: String,
}

impl Problem {
    /// A problem that its status says all about.
    pub(in crate::web) fn of(status: StatusCode) -> Self {
        Self {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or("Error").to_owned(),
            status: status.as_u16(),
            detail: None,
            errors: Vec::new(),
        }
    }

    /// With what can be done about it.
    pub(super) fn with(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// A parameter or field that cannot be right.
    pub(super) fn field(field: &str, code: &str) -> Self {
        let mut problem = Self::of(StatusCode::UNPROCESSABLE_ENTITY);
        problem.errors.push(FieldProblem { field: field.to_owned(), code: code.to_owned() });
        problem
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Json(&self)).into_response();
        let kind = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        if status == StatusCode::UNAUTHORIZED {
            let how = HeaderValue::from_static("Bearer");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, how);
        }
        response
    }
}

impl From<UseCaseError> for Problem {
    fn from(error: UseCaseError) -> Self {
        if let UseCaseError::Invalid(wrong) = &error {
            let mut problem = Self::of(StatusCode::UNPROCESSABLE_ENTITY);
            problem.errors = wrong
                .iter()
                .map(|wrong| FieldProblem {
                    field: wrong.field.to_owned(),
                    code: wrong.message.to_owned(),
                })
                .collect();
            return problem;
        }
        let error = WebError::from(error);
        if error.status().is_server_error() {
            tracing::error!(error = ?error, "a request of the interface failed");
        }
        Self::of(error.status())
    }
}
