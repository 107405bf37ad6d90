//! The rating page of a pathway under an option.
use serde::Serialize;

use super::{ErrorLine, Item};
use crate::web::render::View;

/// A choice within a row.
#[derive(Debug, Serialize)]
pub(crate) struct FactorField {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) hint: Option<String>,
    pub(crate) items: Vec<Item>,
    pub(crate) error: Option<String>,
}

/// The row of a group.
#[derive(Debug, Serialize)]
pub(crate) struct RatingRow {
    pub(crate) key: String,
    pub(crate) heading: String,
    pub(crate) about: String,
    pub(crate) fields: Vec<FactorField>,
    pub(crate) reason_id: String,
    pub(crate) reason_name: String,
    pub(crate) reason: String,
    pub(crate) reason_error: Option<String>,
    pub(crate) result: Option<String>,
    pub(crate) working: Vec<String>,
}

/// Rate a pathway.
#[derive(Debug, Serialize)]
pub(crate) struct RatingPage {
    pub(crate) heading: String,
    pub(crate) option: String,
    pub(crate) about: String,
    pub(crate) examples: Vec<String>,
    pub(crate) because: String,
    pub(crate) back: String,
    pub(crate) action: String,
    pub(crate) next: String,
    pub(crate) rows: Vec<RatingRow>,
    /// The row that fills all others.
    pub(crate) all: Option<RatingRow>,
    pub(crate) factors: Vec<(String, String)>,
    pub(crate) errors: Vec<ErrorLine>,
    pub(crate) saved: bool,
    pub(crate) optional: bool,
}

impl View for RatingPage {
    const TEMPLATE: &'static str = "pages/rating.html";

    fn title(&self) -> String {
        self.heading.clone()
    }

    fn has_error(&self) -> bool {
        !self.errors.is_empty()
    }
}
