//! The start page, and the ways in.
use serde::Serialize;

use super::ErrorLine;
use crate::i18n::Words;
use crate::web::forms::Fields;
use crate::web::render::View;

/// What the service is and how it goes.
#[derive(Debug, Serialize)]
pub(crate) struct StartPage {
    pub(crate) heading: String,
    pub(crate) questionnaires: Vec<String>,
    pub(crate) signed_in: bool,
    pub(crate) demo_people: Vec<(String, String, String)>,
    pub(crate) demo_password: String,
}

impl View for StartPage {
    const TEMPLATE: &'static str = "pages/start.html";

    fn title(&self) -> String {
        self.heading.clone()
    }
}

/// Sign in.
#[derive(Debug, Default, Serialize)]
pub(crate) struct SignInPage {
    pub(crate) heading: String,
    pub(crate) to: String,
    pub(crate) email: String,
    /// Whether there is an identity provider to sign in with.
    pub(crate) provider: bool,
    pub(crate) errors: Vec<ErrorLine>,
    /// What was typed before the session ended, and where it was sent.
    pub(crate) typed: Vec<(String, String)>,
    pub(crate) typed_to: String,
}

impl SignInPage {
    /// The session has ended, and something was typed.
    pub(crate) fn parked(words: &Words, to: String, fields: &Fields, provider: bool) -> Self {
        Self {
            provider,
            heading: words.say("sign-in-again-title"),
            typed: fields.typed(),
            typed_to: to,
            ..Self::default()
        }
    }
}

impl View for SignInPage {
    const TEMPLATE: &'static str = "pages/sign-in.html";

    fn title(&self) -> String {
        self.heading.clone()
    }

    fn has_error(&self) -> bool {
        !self.errors.is_empty()
    }
}

/// The first administrator.
#[derive(Debug, Default, Serialize)]
pub(crate) struct SetUpPage {
    pub(crate) heading: String,
    pub(crate) errors: Vec<ErrorLine>,
    pub(crate) organisation: String,
    pub(crate) contact: String,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) post: String,
}

impl View for SetUpPage {
    const TEMPLATE: &'static str = "pages/set-up.html";

    fn title(&self) -> String {
        self.heading.clone()
    }

    fn has_error(&self) -> bool {
        !self.errors.is_empty()
    }
}

/// Choose a password.
#[derive(Debug, Default, Serialize)]
pub(crate) struct PasswordPage {
    pub(crate) heading: String,
    pub(crate) errors: Vec<ErrorLine>,
    pub(crate) name: String,
    pub(crate) email: String,
}

impl View for PasswordPage {
    const TEMPLATE: &'static str = "pages/password.html";

    fn title(&self) -> String {
        self.heading.clone()
    }

    fn has_error(&self) -> bool {
        !self.errors.is_empty()
    }
}
