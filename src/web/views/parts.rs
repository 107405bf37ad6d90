//! Pages that are put together from parts: texts, facts, tables, links and forms. Most pages
//! outside the questionnaire are made so.
use serde::Serialize;

use super::{Bars, ErrorLine, Item, Line, Timeline};
use crate::web::build::count;
use crate::web::render::View;

/// A page of parts, in order.
#[derive(Debug, Default, Serialize)]
pub(crate) struct PartsPage {
    pub(crate) heading: String,
    pub(crate) caption: Option<String>,
    pub(crate) back: Option<String>,
    pub(crate) errors: Vec<ErrorLine>,
    /// Whether it is as wide as the window lets it be, for large tables.
    pub(crate) wide: bool,
    pub(crate) parts: Vec<Part>,
}

impl View for PartsPage {
    const TEMPLATE: &'static str = "pages/parts.html";

    fn title(&self) -> String {
        self.heading.clone()
    }

    fn has_error(&self) -> bool {
        !self.errors.is_empty()
    }
}

/// A piece of a page.
#[derive(Debug, Serialize)]
#[serde(tag = "part", rename_all = "snake_case")]
pub(crate) enum Part {
    /// A paragraph.
    Text { text: String },
    /// A paragraph that stands out.
    Inset { text: String },
    /// Something that must not be overlooked.
    Warning { text: String },
    /// A heading.
    Heading { text: String },
    /// Names with values.
    Facts { lines: Vec<Line> },
    /// A table, or a sentence when it has no rows.
    Table(Table),
    /// Figures with bars.
    Bars(Bars),
    /// Spans on an axis of time.
    Timeline(Timeline),
    /// How far something is.
    Progress(Progress),
    /// The way to the pages before and after.
    Pages(Pages),
    /// Links under each other.
    Links { links: Vec<Link> },
    /// A form.
    Form(Box<Form>),
    /// A picture.
    Picture(Picture),
    /// A QR code, beside its content in words.
    Qr(QrCode),
    /// What people said, oldest first.
    Said { items: Vec<Said> },
}

/// How far something is.
#[derive(Debug, Serialize)]
pub(crate) struct Progress {
    pub(crate) text: String,
    pub(crate) done: i64,
    pub(crate) total: i64,
}

/// Where a page of a long list stands.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Pages {
    pub(crate) now: i64,
    pub(crate) last: i64,
    pub(crate) previous: Option<String>,
    pub(crate) next: Option<String>,
}

impl Pages {
    /// Page `now`, from 1, of a list of `total` lines.
    pub(crate) fn of(path: &str, query: &str, now: usize, total: usize, each: usize) -> Self {
        let pages = total.div_ceil(each).max(1);
        let join = if query.is_empty() { "" } else { "&" };
        let address = |page: usize| format!("{path}?{query}{join}page={page}");
        Self {
            now: count(now),
            last: count(pages),
            previous: (now > 1).then(|| address(now - 1)),
            next: (now < pages).then(|| address(now + 1)),
        }
    }
}

/// A picture.
#[derive(Debug, Serialize)]
pub(crate) struct Picture {
    pub(crate) address: String,
    pub(crate) label: String,
    pub(crate) width: u32,
}

/// A QR code.
#[derive(Debug, Serialize)]
pub(crate) struct QrCode {
    pub(crate) path: String,
    pub(crate) size: usize,
    pub(crate) label: String,
}

/// A table.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Table {
    pub(crate) caption: String,
    pub(crate) heads: Vec<String>,
    pub(crate) rows: Vec<Vec<TableCell>>,
    /// What stands in its place when it has no rows.
    pub(crate) empty: String,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct TableCell {
    pub(crate) text: String,
    pub(crate) href: Option<String>,
    /// The colour of a tag around the text.
    pub(crate) tag: Option<&'static str>,
}

impl TableCell {
    /// A text.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A link.
    pub(crate) fn link(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: Some(href.into()), tag: None }
    }

    /// A tag of a colour.
    pub(crate) fn tag(text: impl Into<String>, colour: &'static str) -> Self {
        Self { text: text.into(), href: None, tag: Some(colour) }
    }
}

/// A link.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Link {
    pub(crate) text: String,
    pub(crate) href: String,
    /// Whether it looks like a button.
    pub(crate) button: bool,
}

impl Link {
    pub(crate) fn to(text: String, href: impl Into<String>) -> Self {
        Self { text, href: href.into(), button: false }
    }

    pub(crate) fn button(text: String, href: impl Into<String>) -> Self {
        Self { text, href: href.into(), button: true }
    }
}

/// Something that someone said.
#[derive(Debug, Serialize)]
pub(crate) struct Said {
    pub(crate) who: String,
    pub(crate) at: String,
    pub(crate) text: String,
}

/// A form.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Form {
    pub(crate) action: String,
    /// Whether it asks for a page (`get`) or changes something.
    pub(crate) asks: bool,
    pub(crate) hidden: Vec<(String, String)>,
    pub(crate) fields: Vec<FormField>,
    pub(crate) button: String,
    /// Whether it sends files.
    pub(crate) files: bool,
    /// How the button looks: empty, `secondary` or `warning`.
    pub(crate) look: &'static str,
    /// What the button is about, for people who do not see what stands around it.
    pub(crate) about: String,
}

impl Form {
    /// A form with nothing but its button.
    pub(crate) fn press(action: impl Into<String>, button: String) -> Self {
        Self { action: action.into(), button, look: "secondary", ..Self::default() }
    }

    /// With a field that is not seen.
    pub(crate) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.hidden.push((name.to_owned(), value.into()));
        self
    }
}

impl From<Form> for Part {
    fn from(form: Form) -> Self {
        Self::Form(Box::new(form))
    }
}

/// A field of a form.
#[derive(Debug, Default, Serialize)]
pub(crate) struct FormField {
    /// `text`, `email`, `password`, `code`, `number`, `textarea`, `date`, `radios`, `checkboxes`,
    /// `select`, `file` or `source`.
    pub(crate) kind: &'static str,
    pub(crate) name: String,
    /// Where it differs from the name, because a page has several forms alike.
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) hint: String,
    pub(crate) value: String,
    /// Year, month and day of a date.
    pub(crate) day: [String; 3],
    pub(crate) items: Vec<Item>,
    pub(crate) rows: u8,
    pub(crate) autocomplete: &'static str,
}

impl FormField {
    /// A line of text.
    pub(crate) fn text(name: &str, label: String, value: &str) -> Self {
        let (name, value) = (name.to_owned(), value.to_owned());
        Self { kind: "text", name, label, value, autocomplete: "off", ..Self::default() }
    }

    /// A text of several lines.
    pub(crate) fn area(name: &str, label: String, value: &str, rows: u8) -> Self {
        Self { kind: "textarea", rows, ..Self::text(name, label, value) }
    }

    /// A day, typed as year-month-day.
    pub(crate) fn date(name: &str, label: String, value: &str) -> Self {
        let day = crate::web::build::day_parts(value);
        Self { kind: "date", day, ..Self::text(name, label, "") }
    }

    /// One of several.
    pub(crate) fn radios(name: &str, label: String, items: Vec<Item>) -> Self {
        Self { kind: "radios", items, ..Self::text(name, label, "") }
    }

    /// Any of several.
    pub(crate) fn checkboxes(name: &str, label: String, items: Vec<Item>) -> Self {
        Self { kind: "checkboxes", items, ..Self::text(name, label, "") }
    }

    /// One of a list that opens.
    pub(crate) fn select(name: &str, label: String, items: Vec<Item>) -> Self {
        let chosen = items.iter().find(|item| item.checked).map(|item| item.value.clone());
        let value = chosen.unwrap_or_default();
        Self { kind: "select", items, ..Self::text(name, label, &value) }
    }

    /// A file to choose.
    pub(crate) fn file(name: &str, label: String) -> Self {
        Self { kind: "file", ..Self::text(name, label, "") }
    }

    pub(crate) fn hint(mut self, hint: String) -> Self {
        self.hint = hint;
        self
    }

    pub(crate) fn kind(mut self, kind: &'static str, autocomplete: &'static str) -> Self {
        self.kind = kind;
        self.autocomplete = autocomplete;
        self
    }
}

impl PartsPage {
    fn fields(&self) -> impl Iterator<Item = &FormField> {
        let forms = self.parts.iter().filter_map(|part| match part {
            Part::Form(form) => Some(form),
            Part::Text { .. }
            | Part::Inset { .. }
            | Part::Warning { .. }
            | Part::Heading { .. }
            | Part::Facts { .. }
            | Part::Table(_)
            | Part::Bars(_)
            | Part::Timeline(_)
            | Part::Qr(_)
            | Part::Picture(_)
            | Part::Pages(_)
            | Part::Progress(_)
            | Part::Links { .. }
            | Part::Said { .. } => None,
        });
        forms.flat_map(|form| &form.fields)
    }

    /// The label of a field.
    pub(crate) fn label(&self, name: &str) -> Option<String> {
        self.fields().find(|field| field.name == name).map(|field| field.label.clone())
    }

    /// The page with what is wrong with its fields. Of a date, the day is what a link leads to.
    pub(crate) fn wrong(mut self, mut errors: Vec<ErrorLine>) -> Self {
        let dates = self.fields().filter(|field| field.kind == "date");
        let dates: Vec<String> = dates.map(|field| format!("#{}", field.name)).collect();
        for error in errors.iter_mut().filter(|error| dates.contains(&error.href)) {
            error.href.push_str("-day");
        }
        self.errors = errors;
        self
    }
}
