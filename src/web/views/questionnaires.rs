//! The shelf of questionnaires, and moving an assessment to another version.
use serde::Serialize;

use super::ErrorLine;
use crate::web::render::View;

/// One version in the list.
#[derive(Debug, Serialize)]
pub(crate) struct VersionLine {
    pub(crate) title: String,
    pub(crate) id: String,
    pub(crate) version: String,
    pub(crate) standing: &'static str,
    pub(crate) is_live: bool,
    pub(crate) used: i64,
    pub(crate) href: String,
}

/// Every version.
#[derive(Debug, Serialize)]
pub(crate) struct ShelfPage {
    pub(crate) heading: String,
    pub(crate) versions: Vec<VersionLine>,
}

impl View for ShelfPage {
    const TEMPLATE: &'static str = "pages/questionnaires.html";

    fn title(&self) -> String {
        self.heading.clone()
    }
}

/// Something that the checker found.
#[derive(Debug, Serialize)]
pub(crate) struct FindingLine {
    pub(crate) is_error: bool,
    pub(crate) line: i64,
    pub(crate) column: i64,
    pub(crate) message: String,
    pub(crate) excerpt: String,
}

/// Upload a file.
#[derive(Debug, Default, Serialize)]
pub(crate) struct UploadPage {
    pub(crate) heading: String,
    pub(crate) source: String,
    pub(crate) findings: Vec<FindingLine>,
    pub(crate) errors: Vec<ErrorLine>,
}

impl View for UploadPage {
    const TEMPLATE: &'static str = "pages/questionnaire-upload.html";

    fn title(&self) -> String {
        self.heading.clone()
    }

    fn has_error(&self) -> bool {
        !self.errors.is_empty()
    }
}

/// What a version would do to one assessment.
#[derive(Debug, Serialize)]
pub(crate) struct DryRunLine {
    pub(crate) title: String,
    pub(crate) state: &'static str,
    pub(crate) kept: i64,
    pub(crate) again: i64,
    pub(crate) dropped: i64,
    pub(crate) before: String,
    pub(crate) after: String,
    pub(crate) differs: bool,
}

/// One version.
#[derive(Debug, Serialize)]
pub(crate) struct VersionPage {
    pub(crate) heading: String,
    pub(crate) line: VersionLine,
    pub(crate) hash: String,
    pub(crate) questions: i64,
    pub(crate) tests: i64,
    pub(crate) changes: Vec<String>,
    pub(crate) runs: Vec<DryRunLine>,
    pub(crate) preview: String,
    pub(crate) make_live: Option<String>,
    pub(crate) withdraw: Option<String>,
}

impl View for VersionPage {
    const TEMPLATE: &'static str = "pages/questionnaire.html";

    fn title(&self) -> String {
        self.heading.clone()
    }
}

/// Move an assessment to another version.
#[derive(Debug, Serialize)]
pub(crate) struct MovePage {
    pub(crate) heading: String,
    pub(crate) back: String,
    pub(crate) action: String,
    pub(crate) hash: String,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) kept: Vec<String>,
    pub(crate) again: Vec<String>,
    pub(crate) dropped: Vec<String>,
    pub(crate) new: Vec<String>,
    pub(crate) before: String,
    pub(crate) after: String,
}

impl View for MovePage {
    const TEMPLATE: &'static str = "pages/move.html";

    fn title(&self) -> String {
        self.heading.clone()
    }
}
