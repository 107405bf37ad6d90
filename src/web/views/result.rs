//! What the screening and the assessment came to.
use serde::Serialize;

use super::Line;
use crate::domain::statement::{Block, ResultBox};
use crate::web::render::View;

/// The outcome of the screening.
#[derive(Debug, Serialize)]
pub(crate) struct ScreeningPage {
    pub(crate) heading: String,
    pub(crate) back: String,
    pub(crate) text: String,
    pub(crate) because: Vec<String>,
    pub(crate) causes: Vec<Line>,
    pub(crate) required: bool,
    pub(crate) open: i64,
    pub(crate) next: String,
    pub(crate) ask: String,
}

impl View for ScreeningPage {
    const TEMPLATE: &'static str = "pages/screening.html";

    fn title(&self) -> String {
        self.heading.clone()
    }
}

/// A rule of the level.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct RuleLine {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) help: String,
    /// `met`, `not-met` or `unknown`.
    pub(crate) state: &'static str,
}

/// The result with its working.
#[derive(Debug, Serialize)]
pub(crate) struct ResultPage {
    pub(crate) heading: String,
    pub(crate) back: String,
    pub(crate) result: ResultBox,
    pub(crate) range: Option<String>,
    pub(crate) duties: Vec<String>,
    pub(crate) signer: String,
    pub(crate) review: String,
    pub(crate) rules: Vec<RuleLine>,
    pub(crate) open: Vec<Line>,
    pub(crate) blocks: Vec<Block>,
    pub(crate) working: Vec<Working>,
    pub(crate) ask: Option<String>,
    pub(crate) honest: Vec<String>,
}

/// The working of one row.
#[derive(Debug, Serialize)]
pub(crate) struct Working {
    pub(crate) name: String,
    pub(crate) result: String,
    pub(crate) after: String,
    pub(crate) steps: Vec<String>,
}

impl View for ResultPage {
    const TEMPLATE: &'static str = "pages/result.html";

    fn title(&self) -> String {
        self.heading.clone()
    }
}
