//! What is wrong with an answer, in words beside its field.
use super::count;
use crate::app::Labels;
use crate::domain::answers::{Fault, FaultKind};
use crate::domain::questionnaire::{Asked, QuestionType};
use crate::domain::writing::is_general;
use crate::i18n::Words;
use crate::web::views::ErrorLine;

/// The message for a fault.
pub(crate) fn message(labels: &Labels<'_>, asked: &Asked, fault: &Fault) -> String {
    let words = labels.words;
    let field = fault.field.as_deref().unwrap_or("");
    let label = asked.question.fields.iter().find(|known| known.id.as_str() == field);
    let label = match (asked.question.kind, field) {
        (QuestionType::Options, "about") => Some(words.say("options-about")),
        _ => label.map(|field| field.label.get(labels.lang)),
    };
    match (&fault.kind, label) {
        (FaultKind::Missing, Some(label)) => {
            let label = lower_first(&label);
            words.say_with("fault-field-missing", &[("field", label.into())])
        }
        (FaultKind::Missing, None) => words.say(missing(asked.question.kind, field)),
        (FaultKind::UnknownOption(_), _) => words.say("fault-unknown-option"),
        (FaultKind::NoneWithOthers, _) => words.say("fault-none-with-others"),
        (FaultKind::TooManyWords { max, is }, _) => {
            let over = i64::try_from(*is).unwrap_or(i64::MAX) - i64::from(*max);
            let args = [("max", i64::from(*max).into()), ("over", over.into())];
            words.say_with("fault-too-many-words", &args)
        }
        (FaultKind::TooLong(length), label) => under(label.as_deref(), words.say(length.message())),
        (FaultKind::NotANumber, _) => words.say("fault-number"),
        (FaultKind::NotADecimal, _) => words.say("fault-decimal"),
        (FaultKind::TooLow(min), _) => {
            words.say_with("fault-too-low", &[("min", min.to_string().into())])
        }
        (FaultKind::TooHigh(max), _) => {
            words.say_with("fault-too-high", &[("max", max.to_string().into())])
        }
        (FaultKind::TooManyRows(most), _) => {
            words.say_with("fault-too-many-rows", &[("most", count(*most).into())])
        }
        (FaultKind::TooManyDecimals(most), _) => {
            words.say_with("fault-decimals", &[("most", i64::from(*most).into())])
        }
        (FaultKind::NotAnArea, _) => words.say("fault-area"),
        (FaultKind::NotADate, _) => words.say("fault-date"),
        (FaultKind::ControlCharacter, label) => under(label.as_deref(), words.say("fault-control")),
        (FaultKind::NoFamily, _) => words.say("fault-family"),
        (FaultKind::SameName, _) => words.say("fault-same-name"),
    }
}

/// The message for an answer, or the field of a row, that is missing and has no name.
fn missing(kind: QuestionType, field: &str) -> &'static str {
    match kind {
        QuestionType::Radio
        | QuestionType::Select
        | QuestionType::YesNo
        | QuestionType::YesNoDontKnow => "fault-choose",
        QuestionType::Number | QuestionType::Percent => "fault-enter-number",
        QuestionType::Checkboxes => "fault-choose-any",
        QuestionType::Groups if field == "name" => "fault-group-name",
        QuestionType::Groups => "fault-choose-group",
        QuestionType::Options if field == "name" => "fault-option-name",
        QuestionType::Options => "fault-option-missing",
        QuestionType::Date => "fault-date-missing",
        QuestionType::Table | QuestionType::Fieldset | QuestionType::List | QuestionType::Areas => {
            "fault-row-missing"
        }
        QuestionType::Text
        | QuestionType::Textarea
        | QuestionType::Note
        | QuestionType::Mitigations => "fault-enter",
    }
}

/// A message with the name of what it is about, when that is known.
fn under(name: Option<&str>, text: String) -> String {
    match name {
        Some(name) => format!("{name}: {}", lower_first(&text)),
        None => text,
    }
}

/// What is wrong with a field, which is named for messages that do not say which it is.
pub(crate) fn said(words: &Words, message: &str, label: Option<&str>) -> String {
    under(label.filter(|_| is_general(message)), words.say(message))
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if !text.chars().nth(1).is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(chars).collect()
        }
        Some(_) | None => text.to_owned(),
    }
}

/// The id of the field that a fault belongs to.
pub(crate) fn field_id(asked: &Asked, fault: &Fault) -> String {
    match (&fault.row, &fault.field) {
        (Some(row), Some(field)) => {
            let kind = asked.question.fields.iter().find(|known| known.id.as_str() == field);
            let is_date = kind
                .is_some_and(|field| field.kind == crate::domain::questionnaire::FieldType::Date);
            let id = row_field_id(row, field);
            if is_date { format!("{id}-day") } else { id }
        }
        _ if asked.question.kind == QuestionType::Date => "answer-day".to_owned(),
        _ if asked.question.kind == QuestionType::Options => row_field_id("o1", "name"),
        _ if asked.question.kind == QuestionType::Table => {
            let first = asked.question.fields.first();
            let row = asked.question.rows.first().map_or("r1", |row| row.id.as_str());
            row_field_id(row, first.map_or("", |field| field.id.as_str()))
        }
        _ => "answer".to_owned(),
    }
}

/// The id of a field in a row; dots would read as classes in a style sheet.
pub(crate) fn row_field_id(row: &str, field: &str) -> String {
    format!("row-{}-{field}", row.replace('.', "-"))
}

/// The error summary of a question.
pub(crate) fn summary(labels: &Labels<'_>, asked: &Asked, faults: &[Fault]) -> Vec<ErrorLine> {
    let line = |fault: &Fault| {
        let text = message(labels, asked, fault);
        let named = fault.row.as_ref().map(|row| {
            let row = crate::domain::answers::Row::from([("key".to_owned(), row.clone())]);
            labels.row_name(&row)
        });
        let named = named.filter(|name| !name.is_empty());
        ErrorLine::at(&field_id(asked, fault), under(named.as_deref(), text))
    };
    faults.iter().map(line).collect()
}
