//! Home, task list, check answers, history, and all questions beforehand.
use serde::Serialize;

use super::{Line, Link};
use crate::domain::statement::Block;
use crate::web::render::View;

/// An assessment on the home page.
#[derive(Debug, Serialize)]
pub(crate) struct WorkLine {
    pub(crate) href: String,
    pub(crate) title: String,
    pub(crate) reference: String,
    pub(crate) progress: String,
    pub(crate) overdue: bool,
    pub(crate) marking: String,
}

/// What waits for the same reason.
#[derive(Debug, Serialize)]
pub(crate) struct WorkGroup {
    pub(crate) id: &'static str,
    pub(crate) heading: String,
    pub(crate) items: Vec<WorkLine>,
    /// Where there are more of them.
    pub(crate) rest: Option<Link>,
}

/// What waits for this person.
#[derive(Debug, Serialize)]
pub(crate) struct HomePage {
    pub(crate) heading: String,
    pub(crate) groups: Vec<WorkGroup>,
    pub(crate) may_register: bool,
}

impl View for HomePage {
    const TEMPLATE: &'static str = "pages/home.html";

    fn title(&self) -> String {
        self.heading.clone()
    }
}

/// One task.
#[derive(Debug, Serialize)]
pub(crate) struct Task {
    pub(crate) text: String,
    pub(crate) hint: Option<String>,
    pub(crate) href: Option<String>,
    /// The key of the status: `completed`, `in-progress`, `not-started`, `cannot-start`,
    /// `problem`, `optional`.
    pub(crate) status: &'static str,
}

/// Tasks under a heading.
#[derive(Debug, Serialize)]
pub(crate) struct TaskGroup {
    pub(crate) heading: String,
    pub(crate) tasks: Vec<Task>,
}

/// The task list of an assessment.
#[derive(Debug, Serialize)]
pub(crate) struct TaskListPage {
    pub(crate) heading: String,
    pub(crate) reference: String,
    pub(crate) marking: String,
    pub(crate) back: String,
    /// The version that new assessments use, when this one uses another.
    pub(crate) newer: Option<String>,
    /// The version that it moved from, and its hash.
    pub(crate) undo: Option<(String, String)>,
    pub(crate) move_to: String,
    pub(crate) groups: Vec<TaskGroup>,
    pub(crate) done: i64,
    pub(crate) all: i64,
    pub(crate) merges: Vec<Line>,
    pub(crate) banners: Vec<Banner>,
    pub(crate) level: Option<String>,
    pub(crate) links: Vec<Link>,
    /// Who else was here in the last minutes.
    pub(crate) here: Vec<String>,
}

/// Something important at the top of a page, with what can be done about it.
#[derive(Debug, Serialize)]
pub(crate) struct Banner {
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) links: Vec<Link>,
    /// Address and words of each button.
    pub(crate) buttons: Vec<(String, String)>,
}

impl View for TaskListPage {
    const TEMPLATE: &'static str = "pages/task-list.html";

    fn title(&self) -> String {
        self.heading.clone()
    }
}

/// The answers of a section.
#[derive(Debug, Serialize)]
pub(crate) struct CheckPage {
    pub(crate) heading: String,
    pub(crate) back: String,
    pub(crate) lines: Vec<Line>,
    pub(crate) open: i64,
    pub(crate) next: String,
    pub(crate) editable: bool,
    /// Where the part is reopened, when its answers were carried over and are not open.
    pub(crate) reopen: Option<String>,
    pub(crate) carried: bool,
}

impl View for CheckPage {
    const TEMPLATE: &'static str = "pages/check.html";

    fn title(&self) -> String {
        self.heading.clone()
    }
}

/// One line of the history.
#[derive(Debug, Serialize)]
pub(crate) struct HistoryItem {
    pub(crate) at: String,
    pub(crate) post: String,
    pub(crate) what: String,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
    pub(crate) seal: String,
}

/// Everything that happened.
#[derive(Debug, Serialize)]
pub(crate) struct HistoryPage {
    pub(crate) heading: String,
    pub(crate) back: String,
    pub(crate) items: Vec<HistoryItem>,
}

impl View for HistoryPage {
    const TEMPLATE: &'static str = "pages/history.html";

    fn title(&self) -> String {
        self.heading.clone()
    }
}

/// The questionnaires whose questions can be read beforehand.
#[derive(Debug, Serialize)]
pub(crate) struct QuestionsPage {
    pub(crate) heading: String,
    /// Title and address.
    pub(crate) questionnaires: Vec<(String, String)>,
}

/// All questions of a questionnaire.
#[derive(Debug, Serialize)]
pub(crate) struct BlankPage {
    pub(crate) heading: String,
    pub(crate) lines: Vec<String>,
    pub(crate) version: String,
    pub(crate) pdf: String,
    pub(crate) blocks: Vec<Block>,
}

impl View for BlankPage {
    const TEMPLATE: &'static str = "pages/blank.html";

    fn title(&self) -> String {
        self.heading.clone()
    }
}

impl View for QuestionsPage {
    const TEMPLATE: &'static str = "pages/questions.html";

    fn title(&self) -> String {
        self.heading.clone()
    }
}
