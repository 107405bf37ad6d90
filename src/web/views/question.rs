//! A question, and the page that asks to choose between two answers.
use serde::Serialize;

use crate::app::labels::Figure;

use super::{ErrorLine, Item};
use crate::web::render::View;

/// A field in a row of a table.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Cell {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) hint: Option<String>,
    pub(crate) kind: &'static str,
    pub(crate) value: String,
    pub(crate) year: String,
    pub(crate) month: String,
    pub(crate) day: String,
    pub(crate) error: Option<String>,
    pub(crate) width: u8,
    pub(crate) optional: bool,
    pub(crate) items: Vec<Item>,
    pub(crate) unit: Option<String>,
}

/// A row of a table.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TableRow {
    pub(crate) key: String,
    pub(crate) heading: String,
    pub(crate) cells: Vec<Cell>,
    pub(crate) removable: bool,
}

/// A heading with choices under it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ItemGroup {
    pub(crate) heading: String,
    pub(crate) items: Vec<Item>,
}

/// The groups and what is known of them.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct RateLine {
    pub(crate) group: String,
    pub(crate) rate: String,
    pub(crate) uplift: bool,
}

/// An option of the policy in the form.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct OptionRow {
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) about: String,
    pub(crate) preferred: bool,
    pub(crate) error: Option<String>,
    pub(crate) about_error: Option<String>,
    pub(crate) number: i64,
}

/// One question.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "a template asks yes or no")]
pub(crate) struct QuestionPage {
    pub(crate) heading: String,
    pub(crate) section: String,
    pub(crate) position: String,
    pub(crate) back: String,
    pub(crate) action: String,
    pub(crate) kind: &'static str,
    pub(crate) optional: bool,
    pub(crate) hint: Option<String>,
    pub(crate) why: String,
    pub(crate) guidance: Option<String>,
    pub(crate) figures: Vec<Figure>,
    pub(crate) rates: Vec<RateLine>,
    pub(crate) items: Vec<Item>,
    pub(crate) families: Vec<ItemGroup>,
    pub(crate) own: Vec<OwnGroup>,
    pub(crate) family_choices: Vec<Item>,
    pub(crate) value: String,
    pub(crate) year: String,
    pub(crate) month: String,
    pub(crate) day: String,
    pub(crate) max_words: Option<u32>,
    pub(crate) rows: Vec<TableRow>,
    pub(crate) adds_rows: bool,
    pub(crate) options: Vec<OptionRow>,
    pub(crate) no_preference: bool,
    pub(crate) errors: Vec<ErrorLine>,
    pub(crate) error: Option<String>,
    pub(crate) seen: u64,
    pub(crate) from: String,
    pub(crate) warnings: Vec<String>,
    /// Whether someone has to say that the text holds no personal data.
    pub(crate) confirm_personal: bool,
    pub(crate) unit: Option<String>,
    pub(crate) notes: Vec<String>,
    /// For administrators: the page after this one; nothing can be sent.
    pub(crate) preview: Option<String>,
}

/// A group of the officer's own.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct OwnGroup {
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) family: String,
    pub(crate) name_error: Option<String>,
    pub(crate) family_error: Option<String>,
    pub(crate) number: i64,
}

impl View for QuestionPage {
    const TEMPLATE: &'static str = "pages/question.html";

    fn title(&self) -> String {
        self.heading.clone()
    }

    fn has_error(&self) -> bool {
        !self.errors.is_empty()
    }
}

/// An answer that waits for a choice.
#[derive(Debug, Serialize)]
pub(crate) struct Candidate {
    pub(crate) id: String,
    pub(crate) who: String,
    pub(crate) at: String,
    pub(crate) lines: Vec<String>,
}

/// Two people answered the same question.
#[derive(Debug, Serialize)]
pub(crate) struct MergePage {
    pub(crate) heading: String,
    pub(crate) action: String,
    pub(crate) back: String,
    pub(crate) candidates: Vec<Candidate>,
    /// Both texts together, to be edited; only for questions answered in words.
    pub(crate) both: Option<String>,
    pub(crate) errors: Vec<ErrorLine>,
}

impl View for MergePage {
    const TEMPLATE: &'static str = "pages/merge.html";

    fn title(&self) -> String {
        self.heading.clone()
    }

    fn has_error(&self) -> bool {
        !self.errors.is_empty()
    }
}
