//! People and organisations, for administrators.
use serde::Serialize;

use super::{ErrorLine, Item};
use crate::web::render::View;

/// One person in the list.
#[derive(Debug, Serialize)]
pub(crate) struct PersonLine {
    pub(crate) name: String,
    pub(crate) post: String,
    pub(crate) email: String,
    pub(crate) organisation: String,
    pub(crate) roles: Vec<String>,
    pub(crate) invited: bool,
}

/// Everyone.
#[derive(Debug, Serialize)]
pub(crate) struct PeoplePage {
    pub(crate) heading: String,
    pub(crate) people: Vec<PersonLine>,
    pub(crate) organisations: Vec<String>,
}

impl View for PeoplePage {
    const TEMPLATE: &'static str = "pages/people.html";

    fn title(&self) -> String {
        self.heading.clone()
    }
}

/// Add a person.
#[derive(Debug, Default, Serialize)]
pub(crate) struct PersonPage {
    pub(crate) heading: String,
    pub(crate) errors: Vec<ErrorLine>,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) post: String,
    pub(crate) organisations: Vec<Item>,
    pub(crate) roles: Vec<Item>,
}

impl View for PersonPage {
    const TEMPLATE: &'static str = "pages/person-form.html";

    fn title(&self) -> String {
        self.heading.clone()
    }

    fn has_error(&self) -> bool {
        !self.errors.is_empty()
    }
}

/// A person was added; this is their link.
#[derive(Debug, Serialize)]
pub(crate) struct PersonAddedPage {
    pub(crate) heading: String,
    pub(crate) name: String,
    pub(crate) link: String,
}

impl View for PersonAddedPage {
    const TEMPLATE: &'static str = "pages/person-added.html";

    fn title(&self) -> String {
        self.heading.clone()
    }
}

/// Add an organisation.
#[derive(Debug, Default, Serialize)]
pub(crate) struct OrganisationPage {
    pub(crate) heading: String,
    pub(crate) errors: Vec<ErrorLine>,
    pub(crate) name: String,
    pub(crate) contact: String,
    pub(crate) kind: String,
}

impl View for OrganisationPage {
    const TEMPLATE: &'static str = "pages/organisation-form.html";

    fn title(&self) -> String {
        self.heading.clone()
    }

    fn has_error(&self) -> bool {
        !self.errors.is_empty()
    }
}
