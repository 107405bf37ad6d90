//! The plan of mitigations.
use serde::Serialize;

use super::{ErrorLine, Item};
use crate::web::render::View;
use crate::web::views::rating::FactorField;

/// A mitigation of the plan.
#[derive(Debug, Serialize)]
pub(crate) struct PlanLine {
    pub(crate) action: String,
    pub(crate) owner: String,
    pub(crate) date: String,
    pub(crate) counts: bool,
    pub(crate) changes: Vec<String>,
    pub(crate) href: String,
    pub(crate) changes_href: String,
    pub(crate) remove: String,
}

/// A harm, and what is done about it.
#[derive(Debug, Serialize)]
pub(crate) struct HarmLine {
    pub(crate) name: String,
    pub(crate) before: String,
    pub(crate) after: String,
    pub(crate) covered: bool,
    pub(crate) reason: Option<String>,
    pub(crate) href: String,
}

/// The plan.
#[derive(Debug, Serialize)]
pub(crate) struct MitigationsPage {
    pub(crate) heading: String,
    pub(crate) why: String,
    pub(crate) back: String,
    pub(crate) plans: Vec<PlanLine>,
    pub(crate) harms: Vec<HarmLine>,
    pub(crate) suggested: Vec<Item>,
    pub(crate) others: Vec<Item>,
    pub(crate) new: String,
    pub(crate) next: String,
    pub(crate) level: String,
    pub(crate) editable: bool,
}

impl View for MitigationsPage {
    const TEMPLATE: &'static str = "pages/mitigations.html";

    fn title(&self) -> String {
        self.heading.clone()
    }
}

/// One mitigation.
#[derive(Debug, Default, Serialize)]
pub(crate) struct MitigationPage {
    pub(crate) heading: String,
    pub(crate) back: String,
    pub(crate) action_url: String,
    pub(crate) errors: Vec<ErrorLine>,
    pub(crate) catalogue: String,
    pub(crate) about: Option<String>,
    pub(crate) action: String,
    pub(crate) owner: String,
    pub(crate) year: String,
    pub(crate) month: String,
    pub(crate) day: String,
    pub(crate) funded: String,
    pub(crate) evidenced: String,
    pub(crate) ratings: Vec<Item>,
}

impl View for MitigationPage {
    const TEMPLATE: &'static str = "pages/mitigation.html";

    fn title(&self) -> String {
        self.heading.clone()
    }

    fn has_error(&self) -> bool {
        !self.errors.is_empty()
    }
}

/// A rating, and what a mitigation makes of it.
#[derive(Debug, Serialize)]
pub(crate) struct ChangeRow {
    pub(crate) heading: String,
    pub(crate) before: String,
    pub(crate) fields: Vec<FactorField>,
}

/// What a mitigation changes.
#[derive(Debug, Serialize)]
pub(crate) struct ChangesPage {
    pub(crate) heading: String,
    pub(crate) plan: String,
    pub(crate) back: String,
    pub(crate) action: String,
    pub(crate) rows: Vec<ChangeRow>,
    pub(crate) errors: Vec<ErrorLine>,
}

impl View for ChangesPage {
    const TEMPLATE: &'static str = "pages/changes.html";

    fn title(&self) -> String {
        self.heading.clone()
    }

    fn has_error(&self) -> bool {
        !self.errors.is_empty()
    }
}

/// Why a harm is not mitigated.
#[derive(Debug, Serialize)]
pub(crate) struct ReasonPage {
    pub(crate) heading: String,
    pub(crate) rating: String,
    pub(crate) back: String,
    pub(crate) action: String,
    pub(crate) reason: String,
    pub(crate) errors: Vec<ErrorLine>,
}

impl View for ReasonPage {
    const TEMPLATE: &'static str = "pages/reason.html";

    fn title(&self) -> String {
        self.heading.clone()
    }

    fn has_error(&self) -> bool {
        !self.errors.is_empty()
    }
}
