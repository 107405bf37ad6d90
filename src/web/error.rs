//! How an error becomes a page. The reader is told what to do; the log is told why.
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::forms::Fields;
use super::render::TemplateError;
use crate::app::UseCaseError;
use crate::domain::editing::MoveError;
use crate::store::StoreError;

/// Why a request got no page of its own.
#[derive(Debug, thiserror::Error)]
pub(super) enum WebError {
    /// There is nothing at this address, or nothing that this person may know of.
    #[error("there is no such page")]
    NotFound,
    /// The form cannot be read.
    #[error("the form cannot be read")]
    BadRequest,
    /// What was sent is no form.
    #[error("that is no form")]
    NoForm,
    /// The person may not do this.
    #[error("not allowed")]
    Forbidden,
    /// Nobody is signed in; the person is asked to, and comes back here.
    #[error("sign-in is needed")]
    SignInNeeded {
        /// The page to come back to.
        to: String,
    },
    /// Nobody is signed in any more, but something was typed.
    #[error("the session has ended")]
    SessionEnded {
        /// Where the form was sent.
        to: String,
        /// What was typed.
        fields: Fields,
    },
    /// The form's token is missing or old.
    #[error("the form is out of date")]
    FormExpired {
        /// Where the form was sent.
        to: String,
        /// What was typed.
        fields: Fields,
    },
    /// The person has to set up a second factor before anything else.
    #[error("a second factor is needed")]
    FactorNeeded {
        /// Whether something was sent, which going elsewhere would lose.
        is_form: bool,
    },
    /// More was sent than is read.
    #[error("too much was sent")]
    TooLarge,
    /// A use case did not do it.
    #[error(transparent)]
    UseCase(#[from] UseCaseError),
    /// A page could not be drawn.
    #[error("the page could not be drawn")]
    Template(#[from] TemplateError),
}

impl WebError {
    pub(super) fn status(&self) -> StatusCode {
        match self {
            Self::NotFound | Self::UseCase(UseCaseError::NotFound | UseCaseError::LinkSpent) => {
                StatusCode::NOT_FOUND
            }
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::NoForm => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Forbidden
            | Self::FactorNeeded { is_form: true }
            | Self::FormExpired { .. }
            | Self::UseCase(UseCaseError::Forbidden(_)) => StatusCode::FORBIDDEN,
            Self::SignInNeeded { .. } | Self::FactorNeeded { is_form: false } => {
                StatusCode::SEE_OTHER
            }
            Self::SessionEnded { .. } => StatusCode::UNAUTHORIZED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UseCase(
                UseCaseError::Conflict | UseCaseError::AlreadyDone | UseCaseError::Keep(_),
            ) => StatusCode::CONFLICT,
            Self::UseCase(UseCaseError::Move(error)) => match error {
                MoveError::NotNow { .. }
                | MoveError::NotReopened
                | MoveError::OnHold(_)
                | MoveError::NotOpened
                | MoveError::Altered => StatusCode::CONFLICT,
                MoveError::NoSuchPlan => StatusCode::NOT_FOUND,
                MoveError::Incomplete
                | MoveError::Unexplained(_)
                | MoveError::Undeclared
                | MoveError::DutyMissing
                | MoveError::CannotReview
                | MoveError::CannotWork
                | MoveError::NoChanges
                | MoveError::Unanswered
                | MoveError::CannotSign => StatusCode::UNPROCESSABLE_ENTITY,
            },
            Self::UseCase(UseCaseError::Invalid(_)) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::UseCase(UseCaseError::Store(StoreError::Unavailable(_))) => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Self::UseCase(
                UseCaseError::Store(_) | UseCaseError::Document(_) | UseCaseError::Key(_),
            )
            | Self::Template(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// What the error page shows; the layer in `security` puts it into the design.
#[derive(Debug, Clone)]
pub(super) enum Shown {
    /// A page of the catalogue, by its key.
    Page(&'static str),
    /// The sign-in page, with what was typed.
    SignIn {
        /// Where the form was sent.
        to: String,
        /// What was typed.
        fields: Fields,
    },
    /// A page that offers what was typed again.
    Again {
        /// Where the form was sent.
        to: String,
        /// What was typed.
        fields: Fields,
    },
}

/// The page of the catalogue for a status.
pub(super) fn page_for(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "page-not-found",
        StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED => "page-forbidden",
        StatusCode::CONFLICT | StatusCode::UNPROCESSABLE_ENTITY => "page-conflict",
        StatusCode::PAYLOAD_TOO_LARGE => "page-too-large",
        StatusCode::TOO_MANY_REQUESTS => "page-too-many",
        StatusCode::METHOD_NOT_ALLOWED => "page-method-not-allowed",
        StatusCode::REQUEST_TIMEOUT => "page-timeout",
        StatusCode::SERVICE_UNAVAILABLE => "page-unavailable",
        status if status.is_server_error() => "page-problem",
        _ => "page-bad-request",
    }
}

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        let status = self.status();
        if status.is_server_error() {
            tracing::error!(error = ?self, "request failed");
        }
        let shown = match self {
            Self::SignInNeeded { to } => {
                return axum::response::Redirect::to(&super::urls::sign_in(&to)).into_response();
            }
            Self::FactorNeeded { is_form: false } => {
                return axum::response::Redirect::to(super::urls::SECOND_FACTOR).into_response();
            }
            Self::FactorNeeded { is_form: true } => Shown::Page("page-factor"),
            Self::SessionEnded { to, fields } => Shown::SignIn { to, fields },
            Self::FormExpired { to, fields } => Shown::Again { to, fields },
            Self::NotFound
            | Self::BadRequest
            | Self::NoForm
            | Self::Forbidden
            | Self::TooLarge
            | Self::UseCase(_)
            | Self::Template(_) => Shown::Page(page_for(status)),
        };
        let mut response = status.into_response();
        response.extensions_mut().insert(shown);
        response
    }
}
