//! What the pages of every import share: what a file would do, what was done, and what cannot be
//! read in it.
use std::collections::BTreeMap;

use axum::response::Response;

use crate::app::tables::{self, TableError};
use crate::app::{Outcome, SignedIn as Person};
use crate::web::AppState;
use crate::web::build::count;
use crate::web::error::WebError;
use crate::web::forms::Fields;
use crate::web::views::{ErrorLine, Form, FormField, Link, Part, PartsPage, Table, TableCell};

/// A form that takes a file, or what is pasted.
pub(super) fn form(state: &AppState, at: &str, source: &str) -> Form {
    Form {
        action: at.to_owned(),
        fields: vec![
            FormField::file("file", state.say("import-file")),
            FormField::area("source", state.say("import-source"), source, 12),
        ],
        files: true,
        button: state.say("import-check"),
        ..Form::default()
    }
}

/// What was uploaded or pasted, as CSV; what is wrong with the file when it cannot be read.
pub(super) async fn source(
    state: &AppState,
    fields: &Fields,
    files: &BTreeMap<String, Vec<u8>>,
) -> Result<String, ErrorLine> {
    let Some(file) = files.get("file").cloned() else {
        return Ok(fields.get("source").to_owned());
    };
    tables::as_csv(file).await.map_err(|error| {
        ErrorLine::at("file", format!("{} ({})", state.say("fault-import"), error.why))
    })
}

/// A row of a file as the preview shows it.
pub(super) struct FileRow<'r> {
    /// The line of the file.
    pub(super) number: u64,
    pub(super) name: TableCell,
    pub(super) outcome: &'r Outcome,
    /// What is there already under the same title.
    pub(super) twin: Option<String>,
}

/// What a row would do, as a tag, and why.
fn standing(state: &AppState, line: &FileRow<'_>) -> (TableCell, String) {
    match line.outcome {
        Outcome::New => {
            let why = line.twin.as_ref().map(|reference| {
                let args = [("reference", reference.as_str().into())];
                state.words().say_with("import-duplicate", &args)
            });
            (TableCell::tag(state.say("import-new"), "green"), why.unwrap_or_default())
        }
        Outcome::Changed => (TableCell::tag(state.say("import-changed"), "blue"), String::new()),
        Outcome::Unchanged => (TableCell::text(state.say("import-unchanged")), String::new()),
        Outcome::Refused(why) => {
            let why: Vec<String> = why.iter().map(|key| state.say(key)).collect();
            (TableCell::tag(state.say("import-refused"), "red"), why.join("\n"))
        }
    }
}

/// How many rows are new, changed, unchanged and refused.
fn counts(state: &AppState, numbers: [usize; 4]) -> Part {
    let [new, changed, unchanged, refused] = numbers.map(count);
    let args = [
        ("new", new.into()),
        ("changed", changed.into()),
        ("unchanged", unchanged.into()),
        ("refused", refused.into()),
    ];
    Part::Text { text: state.words().say_with("import-summary", &args) }
}

/// What importing a file would do, with the button that does it. `at` is the page of the import.
pub(super) fn preview(
    state: &AppState,
    at: &str,
    head: &str,
    lines: Vec<FileRow<'_>>,
    source: &str,
) -> PartsPage {
    let number =
        |wanted: fn(&Outcome) -> bool| lines.iter().filter(|line| wanted(line.outcome)).count();
    let numbers = [
        number(|outcome| *outcome == Outcome::New),
        number(|outcome| *outcome == Outcome::Changed),
        number(|outcome| *outcome == Outcome::Unchanged),
        number(|outcome| matches!(outcome, Outcome::Refused(_))),
    ];
    let row = |line: FileRow<'_>| {
        let (standing, why) = standing(state, &line);
        vec![TableCell::text(line.number.to_string()), line.name, standing, TableCell::text(why)]
    };
    let heads = ["import-head-line", head, "import-head-outcome", "difference-what"];
    let table = Table {
        caption: state.say("import-preview"),
        heads: heads.map(|head| state.say(head)).into(),
        rows: lines.into_iter().map(row).collect(),
        empty: state.say("import-nothing"),
    };
    let mut parts = vec![counts(state, numbers), Part::Table(table)];
    let [new, changed, ..] = numbers;
    if new + changed > 0 {
        let form = Form::press(format!("{at}/do"), state.say("import-do"));
        // A file may be larger than what the other forms may send.
        parts.push(Form { look: "", files: true, ..form }.with("source", source).into());
    }
    PartsPage {
        heading: state.say("import-preview"),
        back: Some(at.to_owned()),
        wide: true,
        parts,
        ..PartsPage::default()
    }
}

/// What was done: how many rows were new, and how many changed something.
pub(super) fn done(state: &AppState, (new, changed): (usize, usize), next: Link) -> PartsPage {
    let parts = vec![counts(state, [new, changed, 0, 0]), Part::Links { links: vec![next] }];
    PartsPage { heading: state.say("import-done-title"), parts, ..PartsPage::default() }
}

/// The form again, with the line of the file that cannot be read.
pub(super) fn unreadable(
    state: &AppState,
    by: &Person,
    error: &TableError,
    form: PartsPage,
) -> Result<Response, WebError> {
    let args = [("line", i64::try_from(error.line).unwrap_or(0).into())];
    let line = state.words().say_with("import-line", &args);
    let text = format!("{} ({line}: {})", state.say("fault-import"), error.why);
    state.show_wrong(by, &form.wrong(vec![ErrorLine::at("source", text)]))
}
