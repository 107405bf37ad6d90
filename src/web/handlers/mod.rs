//! Take the request apart, call one use case, show one view.
pub(super) mod account;
pub(super) mod assessments;
pub(super) mod documents;
pub(super) mod mitigations;
pub(super) mod people;
pub(super) mod policies;
pub(super) mod prose;
pub(super) mod questionnaires;
pub(super) mod questions;
pub(super) mod ratings;
pub(super) mod signing;
pub(super) mod versions;

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Redirect, Response};

use super::AppState;
use super::error::WebError;
use super::render::View;
use super::views::ErrorLine;
use crate::app::{SignedIn, Wrong};
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

/// What is wrong with fields, in words.
fn lines(words: &Words, wrong: &[Wrong]) -> Vec<ErrorLine> {
    wrong.iter().map(|wrong| ErrorLine::at(wrong.field, words.say(wrong.message))).collect()
}
