//! Asking for a signature, signing, and the statement.
use serde::Serialize;

use super::{ErrorLine, Item, Line};
use crate::domain::statement::Statement;
use crate::web::render::View;
use crate::web::views::result::RuleLine;

/// Ask someone to sign.
#[derive(Debug, Serialize)]
pub(crate) struct AskPage {
    pub(crate) heading: String,
    pub(crate) back: String,
    pub(crate) action: String,
    pub(crate) signers: Vec<Item>,
    pub(crate) open: Vec<Line>,
    pub(crate) unmet: Vec<RuleLine>,
    pub(crate) who_signs: String,
    /// Why no assessment is required; asked only when none is.
    pub(crate) declaration: Option<String>,
    pub(crate) errors: Vec<ErrorLine>,
}

impl View for AskPage {
    const TEMPLATE: &'static str = "pages/ask.html";

    fn title(&self) -> String {
        self.heading.clone()
    }

    fn has_error(&self) -> bool {
        !self.errors.is_empty()
    }
}

/// A rule that is not met, with the explanation so far.
#[derive(Debug, Serialize)]
pub(crate) struct ToExplain {
    pub(crate) rule: RuleLine,
    pub(crate) value: String,
    pub(crate) error: Option<String>,
}

/// Read and sign.
#[derive(Debug, Serialize)]
pub(crate) struct SignPage {
    pub(crate) heading: String,
    pub(crate) back: String,
    pub(crate) action: String,
    pub(crate) send_back: String,
    pub(crate) pdf: String,
    pub(crate) statement: Statement,
    pub(crate) hash: String,
    pub(crate) who_signs: String,
    pub(crate) to_explain: Vec<ToExplain>,
    /// What the signer has to state about a duty of the level.
    pub(crate) duty: Option<String>,
    pub(crate) duty_value: String,
    pub(crate) duty_error: Option<String>,
    pub(crate) confirm_error: Option<String>,
    pub(crate) reason_error: Option<String>,
    pub(crate) reason: String,
    pub(crate) errors: Vec<ErrorLine>,
}

impl View for SignPage {
    const TEMPLATE: &'static str = "pages/sign.html";

    fn title(&self) -> String {
        self.heading.clone()
    }

    fn has_error(&self) -> bool {
        !self.errors.is_empty()
    }
}

/// The statement as a page.
#[derive(Debug, Serialize)]
pub(crate) struct StatementPage {
    pub(crate) heading: String,
    pub(crate) back: String,
    pub(crate) pdf: String,
    pub(crate) json: String,
    pub(crate) csv: String,
    /// The result as one paragraph, to paste into a submission.
    pub(crate) paragraph: String,
    /// The address of the logo.
    pub(crate) logo: Option<String>,
    pub(crate) statement: Statement,
    pub(crate) missing: Vec<String>,
}

impl View for StatementPage {
    const TEMPLATE: &'static str = "pages/statement.html";

    fn title(&self) -> String {
        self.heading.clone()
    }
}
