//! Take the request apart, call one use case, show one view.
pub(super) mod account;
pub(super) mod afterwards;
pub(super) mod assessments;
pub(super) mod audit;
pub(super) mod comments;
pub(super) mod commitments;
pub(super) mod cost;
pub(super) mod desk;
pub(super) mod desk_reports;
pub(super) mod documents;
mod files;
pub(super) mod holds;
mod imports;
pub(super) mod leaving;
pub(super) mod life;
pub(super) mod lists;
pub(super) mod mitigations;
pub(super) mod organisation_documents;
pub(super) mod organisation_import;
pub(super) mod organisations;
pub(super) mod own;
pub(super) mod packages;
mod pages;
pub(super) mod people;
pub(super) mod policies;
pub(super) mod portfolio;
pub(super) mod prose;
pub(super) mod provider;
pub(super) mod public;
pub(super) mod questionnaires;
pub(super) mod questions;
pub(super) mod ratings;
pub(super) mod register;
pub(super) mod release;
pub(super) mod reperform;
pub(super) mod retention;
pub(super) mod review;
pub(super) mod signing;
pub(super) mod staffing;
mod tables;
pub(super) mod tokens;
pub(super) mod verify;
pub(super) mod versions;

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Redirect, Response};

use super::AppState;
use super::build::faults::said;
use super::error::WebError;
use super::render::View;
use super::views::{ErrorLine, PartsPage};
use crate::app::{SignedIn, UseCaseError, Wrong};
use crate::domain::editing::MoveError;
use crate::i18n::Words;

impl AppState {
    /// Draws a page for a signed-in person.
    fn show<V: View>(&self, by: &SignedIn, view: &V) -> Result<Html<String>, WebError> {
        Ok(self.renderer.page(self, Some(by), None, view)?)
    }

    /// Draws a page that says what is wrong.
    fn show_wrong<V: View>(&self, by: &SignedIn, view: &V) -> Result<Response, WebError> {
        Ok((StatusCode::UNPROCESSABLE_ENTITY, self.show(by, view)?).into_response())
    }

    fn words(&self) -> &Words {
        self.renderer.words(self.lang)
    }
}

/// To another page, which the browser reads.
fn to(address: &str) -> Response {
    Redirect::to(address).into_response()
}

/// What is wrong with fields, in words. `label` names a field for the messages that do not.
fn lines(words: &Words, wrong: &[Wrong], label: impl Fn(&str) -> Option<String>) -> Vec<ErrorLine> {
    let line = |wrong: &Wrong| {
        let label = label(wrong.field);
        ErrorLine::at(wrong.field, said(words, wrong.message, label.as_deref()))
    };
    wrong.iter().map(line).collect()
}

/// After a form: the next page, or the form again with what is wrong in it.
fn sent(
    state: &AppState,
    by: &SignedIn,
    done: Result<(), UseCaseError>,
    next: &str,
    again: PartsPage,
) -> Result<Response, WebError> {
    let wrong = match done {
        // A form that was sent twice was carried out once.
        Ok(()) | Err(UseCaseError::AlreadyDone) => return Ok(to(next)),
        Err(UseCaseError::Invalid(wrong)) => wrong,
        Err(UseCaseError::Move(error)) => match at_field(&error) {
            Some(wrong) => vec![wrong],
            None => return Err(UseCaseError::Move(error).into()),
        },
        Err(error) => return Err(error.into()),
    };
    let errors = lines(state.words(), &wrong, |field| again.label(field));
    state.show_wrong(by, &again.wrong(errors))
}

/// The same for a form with one field that has a name of its own on a page, such as a reply to one of
/// many.
fn sent_at(
    state: &AppState,
    by: &SignedIn,
    (field, done): (&str, Result<(), UseCaseError>),
    next: &str,
    again: PartsPage,
) -> Result<Response, WebError> {
    let Err(UseCaseError::Invalid(wrong)) = &done else {
        return sent(state, by, done, next, again);
    };
    let errors = lines(state.words(), wrong, |_| again.label(field));
    let errors = errors.into_iter().map(|line| ErrorLine::at(field, line.text)).collect();
    state.show_wrong(by, &again.wrong(errors))
}

/// What a person can put right about a step that was refused: the field, and what to do.
fn at_field(error: &MoveError) -> Option<Wrong> {
    let (field, message) = match error {
        MoveError::CannotReview => ("reviewer", "fault-reviewer"),
        MoveError::CannotSign => ("signer", "fault-signer"),
        MoveError::CannotWork => ("lead", "fault-lead"),
        MoveError::Unanswered => ("main-content", "fault-unanswered"),
        MoveError::Incomplete => ("main-content", "fault-incomplete-review"),
        MoveError::NoChanges => ("text", "fault-no-changes"),
        MoveError::NotNow { .. }
        | MoveError::NotReopened
        | MoveError::NotOpened
        | MoveError::Altered
        | MoveError::Unexplained(_)
        | MoveError::Undeclared
        | MoveError::DutyMissing
        | MoveError::OnHold(_)
        | MoveError::NoSuchPlan => return None,
    };
    Some(Wrong { field, message })
}

/// The numeral of a level, as documents print it.
fn level_name(level: u8) -> &'static str {
    ["0", "I", "II", "III", "IV"].get(usize::from(level)).copied().unwrap_or("")
}

/// A time as people read it.
fn moment(state: &AppState, at: jiff::Timestamp) -> String {
    let day = crate::clock::day_of(at);
    let day = crate::app::labels::day(state.words(), day);
    format!("{} {day}", crate::clock::time_of(at))
}
