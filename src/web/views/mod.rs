//! One struct for each page; its template may use its fields and nothing more.
mod account;
mod assessment;
mod bars;
mod mitigations;
mod parts;
mod policies;
mod question;
mod questionnaires;
mod rating;
mod result;
mod signing;
mod timeline;

use serde::Serialize;

use super::forms::Fields;
use super::render::View;
use crate::i18n::Words;

pub(super) use account::{PasswordPage, SetUpPage, SignInPage, StartPage};
pub(super) use assessment::{
    Banner, BlankPage, CheckPage, HistoryItem, HistoryPage, HomePage, QuestionsPage, Task,
    TaskGroup, TaskListPage, WorkGroup, WorkLine,
};
pub(super) use bars::{Bars, Counted};
pub(super) use mitigations::{
    ChangeRow, ChangesPage, HarmLine, MitigationPage, MitigationsPage, PlanLine, ReasonPage,
};
pub(super) use parts::{
    Form, FormField, Link, Pages, Part, PartsPage, Picture, Progress, QrCode, Said, Table,
    TableCell,
};
pub(super) use policies::{PoliciesPage, PolicyFormPage, PolicyLine, PolicyPage};
pub(super) use question::{
    Candidate, Cell, ItemGroup, MergePage, OptionRow, OwnGroup, QuestionPage, RateLine, TableRow,
};
pub(super) use questionnaires::{
    DryRunLine, FindingLine, MovePage, ShelfPage, UploadPage, VersionLine, VersionPage,
};
pub(super) use rating::{FactorField, RatingPage, RatingRow};
pub(super) use result::{ResultPage, RuleLine, ScreeningPage, Working};
pub(super) use signing::{AskPage, SignPage, StatementPage, ToExplain};
pub(super) use timeline::{Stated, Timeline};

/// A line of the error summary, and the field it leads to.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ErrorLine {
    pub(super) text: String,
    pub(super) href: String,
}

impl ErrorLine {
    pub(super) fn at(field: &str, text: String) -> Self {
        Self { text, href: format!("#{field}") }
    }
}

/// A link or a choice with its words.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Item {
    pub(super) value: String,
    pub(super) text: String,
    pub(super) hint: Option<String>,
    pub(super) checked: bool,
    /// "None of these": the script unticks the others.
    pub(super) exclusive: bool,
}

/// A line with a name and values.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Line {
    pub(super) name: String,
    pub(super) lines: Vec<String>,
    pub(super) href: Option<String>,
    pub(super) error: bool,
}

/// A page of prose from the catalogue.
#[derive(Debug, Serialize)]
pub(super) struct ProsePage {
    pub(super) heading: String,
    pub(super) body: String,
    pub(super) blocks: Vec<crate::domain::statement::Block>,
}

impl View for ProsePage {
    const TEMPLATE: &'static str = "pages/prose.html";

    fn title(&self) -> String {
        self.heading.clone()
    }
}

/// An error page, or the page that offers what was typed again.
#[derive(Debug, Serialize)]
pub(super) struct ErrorPage {
    heading: String,
    body: String,
    reference: Option<String>,
    to: String,
    typed: Vec<(String, String)>,
}

impl ErrorPage {
    /// A page of the catalogue.
    pub(super) fn of(words: &Words, key: &'static str, reference: Option<String>) -> Self {
        let (to, typed) = (String::new(), Vec::new());
        let heading = words.say(&format!("{key}-title"));
        Self { body: words.say(key), reference, to, typed, heading }
    }

    /// What was typed before the session ended is offered again.
    pub(super) fn kept(words: &Words, to: String, typed: Vec<(String, String)>) -> Self {
        let page = Self::of(words, "page-kept", None);
        Self { to, typed, ..page }
    }

    /// The form is out of date; what was typed can be sent again.
    pub(super) fn again(words: &Words, to: String, fields: &Fields) -> Self {
        let page = Self::of(words, "page-expired", None);
        Self { to, typed: fields.typed(), ..page }
    }
}

impl View for ErrorPage {
    const TEMPLATE: &'static str = "pages/error.html";

    fn title(&self) -> String {
        self.heading.clone()
    }
}
