//! The policy register.
use serde::Serialize;

use super::{ErrorLine, Item, Line};
use crate::web::render::View;

/// One line of the register.
#[derive(Debug, Serialize)]
pub(crate) struct PolicyLine {
    pub(crate) href: String,
    pub(crate) reference: String,
    pub(crate) title: String,
    pub(crate) organisation: String,
    pub(crate) owner_post: String,
    pub(crate) marking: String,
    pub(crate) progress: String,
    pub(crate) waits: bool,
}

/// A page of the register.
#[derive(Debug, Serialize)]
pub(crate) struct PoliciesPage {
    pub(crate) heading: String,
    pub(crate) policies: Vec<PolicyLine>,
    pub(crate) total: i64,
    pub(crate) restricted: i64,
    pub(crate) words: String,
    pub(crate) filters: Vec<Item>,
    pub(crate) filtered: bool,
    pub(crate) page_now: i64,
    pub(crate) pages: i64,
    pub(crate) query: String,
    pub(crate) may_register: bool,
}

impl View for PoliciesPage {
    const TEMPLATE: &'static str = "pages/policies.html";

    fn title(&self) -> String {
        self.heading.clone()
    }
}

/// Register a policy, or change what is stated.
#[derive(Debug, Default, Serialize)]
pub(crate) struct PolicyFormPage {
    pub(crate) heading: String,
    pub(crate) action: String,
    pub(crate) back: String,
    pub(crate) errors: Vec<ErrorLine>,
    pub(crate) policy_title: String,
    pub(crate) summary: String,
    pub(crate) owner_post: String,
    pub(crate) decider: String,
    pub(crate) date_year: String,
    pub(crate) date_month: String,
    pub(crate) date_day: String,
    pub(crate) marking: String,
    pub(crate) seen: u64,
    pub(crate) once: String,
    pub(crate) is_new: bool,
}

impl View for PolicyFormPage {
    const TEMPLATE: &'static str = "pages/policy-form.html";

    fn title(&self) -> String {
        self.heading.clone()
    }

    fn has_error(&self) -> bool {
        !self.errors.is_empty()
    }
}

/// One policy.
#[derive(Debug, Serialize)]
pub(crate) struct PolicyPage {
    pub(crate) heading: String,
    pub(crate) reference: String,
    pub(crate) lines: Vec<Line>,
    pub(crate) change: Option<String>,
    pub(crate) assessments: Vec<Item>,
    pub(crate) questionnaires: Vec<Item>,
    pub(crate) start: Option<String>,
    /// Other policies with the same title: reference and address.
    pub(crate) similar: Vec<(String, String)>,
    pub(crate) links: Vec<super::Link>,
    /// The commitments that are linked to it.
    pub(crate) commitments: Vec<super::Link>,
}

impl View for PolicyPage {
    const TEMPLATE: &'static str = "pages/policy.html";

    fn title(&self) -> String {
        self.heading.clone()
    }
}
