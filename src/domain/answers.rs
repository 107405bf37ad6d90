//! What was typed, kept as it was typed, and what it means to its question.
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::ids::QuestionId;
use super::number::Number;
use super::questionnaire::{Asked, Field, FieldType, QuestionType, RowsFrom};
use super::writing::{Length, has_control, parse_day, parse_decimal, parse_number};

/// One row of a table answer: field id to what was typed. `key` names the row.
pub type Row = BTreeMap<String, String>;

/// An answer as it was typed, valid or not. `0`, `no` and the empty text are answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(untagged)]
pub enum Answer {
    /// The id of the option, or the text, or the day as `2027-03-31`.
    Text(String),
    /// The ids of the options.
    Many(Vec<String>),
    /// The rows of a table, or the chosen groups, or the options of the policy.
    Rows(Vec<Row>),
}

/// The answers of an assessment.
pub type Answers = BTreeMap<QuestionId, Answer>;

impl Answer {
    /// The option ids, for the kinds of answer that have them.
    pub fn chosen(&self) -> Vec<&str> {
        match self {
            Self::Text(text) => vec![text.as_str()],
            Self::Many(texts) => texts.iter().map(String::as_str).collect(),
            Self::Rows(rows) => rows.iter().filter_map(row_key).collect(),
        }
    }

    /// The text of a text answer; empty for other kinds.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Many(_) | Self::Rows(_) => "",
        }
    }

    /// Every text of it, as typed or chosen.
    pub fn texts(&self) -> Vec<String> {
        match self {
            Self::Text(text) => vec![text.clone()],
            Self::Many(texts) => texts.clone(),
            Self::Rows(rows) => rows.iter().flat_map(|row| row.values().cloned()).collect(),
        }
    }

    /// The rows of a table answer; none for other kinds.
    pub fn rows(&self) -> &[Row] {
        match self {
            Self::Rows(rows) => rows,
            Self::Text(_) | Self::Many(_) => &[],
        }
    }
}

/// The name of a row within its table.
pub fn row_key(row: &Row) -> Option<&str> {
    row.get("key").map(String::as_str)
}

/// What is typed in this field of a row, without space around it.
pub fn typed<'a>(row: &'a Row, field: &str) -> &'a str {
    row.get(field).map_or("", |text| text.trim())
}

/// What is wrong with an answer, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The row of a table, by its key.
    pub row: Option<String>,
    /// The field of the row.
    pub field: Option<String>,
    /// What is wrong.
    pub kind: FaultKind,
}

/// What is wrong with an answer. The words are in the message catalogue, under `fault-…`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// Nothing was chosen or typed.
    Missing,
    /// No such option is offered.
    UnknownOption(String),
    /// "None of these" with something else.
    NoneWithOthers,
    /// More words than allowed.
    TooManyWords {
        /// The most allowed.
        max: u32,
        /// How many there are.
        is: usize,
    },
    /// Not a whole number of 0 or more.
    NotANumber,
    /// Not a number at all.
    NotADecimal,
    /// A number that is too low.
    TooLow(Number),
    /// A number that is too high.
    TooHigh(Number),
    /// More decimals than are asked for.
    TooManyDecimals(u32),
    /// More rows than this.
    TooManyRows(usize),
    /// Not a code of an area.
    NotAnArea,
    /// Not a day of the calendar.
    NotADate,
    /// More characters than this allows.
    TooLong(Length),
    /// A control character, which no statement can show.
    ControlCharacter,
    /// An own group without a family.
    NoFamily,
    /// Two options of the policy have the same name.
    SameName,
}

/// The most options of a policy that are compared. Each is rated for each group and pathway.
pub const MAX_OPTIONS: usize = 20;

/// The most rows of a table.
pub const MAX_ROWS: usize = 200;

/// How many groups of their own an officer can name.
pub const OWN_GROUPS: usize = 3;

/// Why an answer cannot be kept at all: it has more rows than anyone would read, and everything that
/// follows would have to be worked out from them.
pub fn endless(asked: &Asked, answer: &Answer) -> Option<Fault> {
    let most = if asked.question.kind == QuestionType::Options { MAX_OPTIONS } else { MAX_ROWS };
    let (row, field, kind) = (None, None, FaultKind::TooManyRows(most));
    (answer.rows().len() > most).then_some(Fault { row, field, kind })
}

impl Fault {
    fn whole(kind: FaultKind) -> Vec<Self> {
        let (row, field) = (None, None);
        vec![Self { row, field, kind }]
    }

    fn at(row: &Row, field: &str, kind: FaultKind) -> Self {
        Self { row: row_key(row).map(str::to_owned), field: Some(field.to_owned()), kind }
    }
}

/// What the meaning of some answers depends on.
#[derive(Debug, Default)]
pub struct Context {
    /// The keys of the rows that a table with `rows_from` must have.
    pub rows: BTreeSet<String>,
    /// The ids of the groups on offer.
    pub groups: BTreeSet<String>,
    /// The ids of the families of groups.
    pub families: BTreeSet<String>,
}

/// Everything that is wrong with an answer; nothing when it is valid.
pub fn faults(asked: &Asked, answer: &Answer, context: &Context) -> Vec<Fault> {
    let question = &asked.question;
    match (question.kind, answer) {
        (QuestionType::Radio | QuestionType::Select, Answer::Text(text)) => {
            if text.is_empty() && question.optional { Vec::new() } else { radio(asked, text) }
        }
        (QuestionType::Number | QuestionType::Percent, Answer::Text(text)) => {
            let limits = (question.min, question.max, question.decimals);
            number(text.trim(), question.optional, limits)
        }
        (QuestionType::Checkboxes, Answer::Many(texts)) => checkboxes(asked, texts),
        (QuestionType::Text | QuestionType::Textarea, Answer::Text(text)) => {
            free_text(text, question.optional, question.max_words)
        }
        (QuestionType::Date, Answer::Text(text)) => day(text, question.optional),
        // An empty list does not say what it is a list of: `rows` is empty for it too.
        (QuestionType::Table, answer) => table(asked, answer.rows(), context),
        (QuestionType::Groups, answer) => groups(answer.rows(), context),
        (QuestionType::Options, answer) => options(answer.rows()),
        (QuestionType::Note | QuestionType::Mitigations, _) => Vec::new(),
        (_, Answer::Text(_) | Answer::Many(_) | Answer::Rows(_)) => {
            Fault::whole(FaultKind::Missing)
        }
    }
}

fn radio(asked: &Asked, text: &str) -> Vec<Fault> {
    if text.is_empty() {
        return Fault::whole(FaultKind::Missing);
    }
    if asked.choices.iter().any(|choice| choice.id.as_str() == text) {
        Vec::new()
    } else {
        Fault::whole(FaultKind::UnknownOption(text.to_owned()))
    }
}

fn checkboxes(asked: &Asked, texts: &[String]) -> Vec<Fault> {
    if texts.is_empty() {
        return if asked.question.optional { Vec::new() } else { Fault::whole(FaultKind::Missing) };
    }
    let mut exclusive = false;
    for text in texts {
        match asked.choices.iter().find(|choice| choice.id.as_str() == text) {
            Some(choice) => exclusive |= choice.exclusive,
            None => return Fault::whole(FaultKind::UnknownOption(text.clone())),
        }
    }
    if exclusive && texts.len() > 1 { Fault::whole(FaultKind::NoneWithOthers) } else { Vec::new() }
}

/// How many words a text has, counted as a reader would.
pub fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Why a text cannot be kept as it is.
fn unfit(text: &str, length: Length) -> Option<FaultKind> {
    if has_control(text) {
        Some(FaultKind::ControlCharacter)
    } else {
        length.is_exceeded(text).then_some(FaultKind::TooLong(length))
    }
}

fn free_text(text: &str, optional: bool, max: Option<u32>) -> Vec<Fault> {
    if text.trim().is_empty() && !optional {
        return Fault::whole(FaultKind::Missing);
    }
    if let Some(kind) = unfit(text, Length::Answer) {
        return Fault::whole(kind);
    }
    let is = words(text);
    match max.filter(|max| is > usize::try_from(*max).unwrap_or(usize::MAX)) {
        Some(max) => Fault::whole(FaultKind::TooManyWords { max, is }),
        None => Vec::new(),
    }
}

/// The lowest, the highest and the number of decimals.
type Limits = (Option<Number>, Option<Number>, u32);

fn number(text: &str, optional: bool, limits: Limits) -> Vec<Fault> {
    if text.is_empty() {
        return if optional { Vec::new() } else { Fault::whole(FaultKind::Missing) };
    }
    number_fault(text, limits).map_or_else(Vec::new, Fault::whole)
}

fn number_fault(text: &str, (min, max, decimals): Limits) -> Option<FaultKind> {
    let Some(number) = parse_decimal(text) else { return Some(FaultKind::NotADecimal) };
    if let Some(min) = min.filter(|min| number < *min) {
        return Some(FaultKind::TooLow(min));
    }
    if let Some(max) = max.filter(|max| number > *max) {
        return Some(FaultKind::TooHigh(max));
    }
    (number.decimals() > decimals).then_some(FaultKind::TooManyDecimals(decimals))
}

fn day(text: &str, optional: bool) -> Vec<Fault> {
    match text.trim_matches('-').is_empty() {
        true if optional => Vec::new(),
        true => Fault::whole(FaultKind::Missing),
        false if parse_day(text).is_some() => Vec::new(),
        false => Fault::whole(FaultKind::NotADate),
    }
}

fn table(asked: &Asked, rows: &[Row], context: &Context) -> Vec<Fault> {
    let question = &asked.question;
    let typed_rows: Vec<&Row> = rows.iter().filter(|row| !is_blank(row)).collect();
    let needed = |row: &&Row| match question.rows_from {
        Some(RowsFrom::Groups) => row_key(row).is_some_and(|key| context.rows.contains(key)),
        Some(RowsFrom::Gaps) => true,
        None => question.rows.is_empty() || row_key(row).is_some_and(|k| context.rows.contains(k)),
    };
    let mut found: Vec<Fault> = Vec::new();
    for row in typed_rows.iter().filter(|row| needed(row)) {
        found.extend(question.fields.iter().filter_map(|field| field_fault(row, field)));
    }
    let has = |key: &String| typed_rows.iter().any(|row| row_key(row) == Some(key));
    let optional = question.optional && !question.rows.is_empty() && typed_rows.is_empty();
    for key in context.rows.iter().filter(|key| !has(key) && !optional) {
        let row = Row::from([("key".to_owned(), key.clone())]);
        let first = question.fields.first().map_or("", |field| field.id.as_str());
        found.push(Fault::at(&row, first, FaultKind::Missing));
    }
    if typed_rows.is_empty() && context.rows.is_empty() && !question.optional {
        found.extend(Fault::whole(FaultKind::Missing));
    }
    found
}

/// Whether nothing has been typed in a row.
pub fn is_blank(row: &Row) -> bool {
    let mut typed = row.iter().filter(|(field, _)| field.as_str() != "key");
    typed.all(|(_, text)| text.trim().trim_matches('-').is_empty())
}

fn field_fault(row: &Row, field: &Field) -> Option<Fault> {
    let text = typed(row, field.id.as_str());
    let kind = if text.trim_matches('-').is_empty() {
        (!field.optional).then_some(FaultKind::Missing)
    } else {
        match field.kind {
            FieldType::Text => unfit(text, Length::Prose),
            FieldType::Number if field.is_plain_count() => {
                parse_number(text).is_none().then_some(FaultKind::NotANumber)
            }
            FieldType::Number => number_fault(text, (field.min, field.max, field.decimals)),
            FieldType::Choice => {
                let known = field.options.iter().any(|choice| choice.id.as_str() == text);
                (!known).then(|| FaultKind::UnknownOption(text.to_owned()))
            }
            FieldType::AreaCode => {
                (!super::organisation::is_area_code(text)).then_some(FaultKind::NotAnArea)
            }
            FieldType::Date => parse_day(text).is_none().then_some(FaultKind::NotADate),
            FieldType::YesNo => {
                (!matches!(text, "yes" | "no")).then(|| FaultKind::UnknownOption(text.to_owned()))
            }
        }
    };
    kind.map(|kind| Fault::at(row, field.id.as_str(), kind))
}

fn groups(rows: &[Row], context: &Context) -> Vec<Fault> {
    if rows.is_empty() {
        return Fault::whole(FaultKind::Missing);
    }
    let mut found = Vec::new();
    for row in rows {
        let key = row_key(row).unwrap_or("");
        if key.starts_with("own") {
            let name = typed(row, "name");
            let family = context.families.contains(typed(row, "family"));
            if name.is_empty() {
                found.push(Fault::at(row, "name", FaultKind::Missing));
            } else if let Some(kind) = unfit(name, Length::Line) {
                found.push(Fault::at(row, "name", kind));
            } else if !family {
                found.push(Fault::at(row, "family", FaultKind::NoFamily));
            }
        } else if !context.groups.contains(key) {
            found.extend(Fault::whole(FaultKind::UnknownOption(key.to_owned())));
        }
    }
    found
}

fn options(rows: &[Row]) -> Vec<Fault> {
    let named: Vec<&Row> = rows.iter().filter(|row| !is_blank(row)).collect();
    if named.is_empty() {
        return Fault::whole(FaultKind::Missing);
    }
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for row in named {
        let name = typed(row, "name");
        if let Some(kind) = unfit(typed(row, "about"), Length::Prose) {
            found.push(Fault::at(row, "about", kind));
        }
        if name.is_empty() {
            found.push(Fault::at(row, "name", FaultKind::Missing));
        } else if let Some(kind) = unfit(name, Length::Line) {
            found.push(Fault::at(row, "name", kind));
        } else if !seen.insert(name.to_lowercase()) {
            found.push(Fault::at(row, "name", FaultKind::SameName));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_in_words_has_a_length() {
        assert_eq!(free_text(&"ŵ".repeat(20_000), false, None), Vec::new());
        let long = Fault::whole(FaultKind::TooLong(Length::Answer));
        assert_eq!(free_text(&"ŵ".repeat(20_001), false, None), long);
    }
}
