//! What was typed on a question page, as an answer.
use std::collections::BTreeSet;

use crate::domain::answers::{Answer, OWN_GROUPS, Row, is_blank};
use crate::domain::questionnaire::{Asked, FieldType, QuestionType};
use crate::web::forms::Fields;

/// The answer that a form holds; `None` when nothing was chosen where something must be.
pub(crate) fn read(asked: &Asked, fields: &Fields) -> Option<Answer> {
    match asked.question.kind {
        QuestionType::Radio
        | QuestionType::Select
        | QuestionType::YesNo
        | QuestionType::YesNoDontKnow => {
            let chosen = fields.get("answer");
            (!chosen.is_empty()).then(|| Answer::Text(chosen.to_owned()))
        }
        QuestionType::Checkboxes => Some(Answer::Many(fields.all("answer"))),
        QuestionType::Text
        | QuestionType::Textarea
        | QuestionType::Number
        | QuestionType::Percent => Some(Answer::Text(fields.get("answer").to_owned())),
        QuestionType::Date => Some(Answer::Text(fields.day("answer"))),
        QuestionType::Groups => Some(Answer::Rows(groups(fields))),
        QuestionType::Options => Some(Answer::Rows(options(fields))),
        QuestionType::Table | QuestionType::Fieldset | QuestionType::List | QuestionType::Areas => {
            Some(Answer::Rows(table(asked, fields)))
        }
        QuestionType::Note | QuestionType::Mitigations => None,
    }
}

fn groups(fields: &Fields) -> Vec<Row> {
    let mut once = BTreeSet::new();
    let chosen = fields.all("answer").into_iter().filter(|key| once.insert(key.clone()));
    let mut rows: Vec<Row> = chosen.map(|key| Row::from([("key".to_owned(), key)])).collect();
    for (key, mut row) in fields.rows("own") {
        let offered = (1..=OWN_GROUPS).any(|number| key == format!("own{number}"));
        if offered
            && !is_blank(&Row::from([(
                "name".to_owned(),
                row.get("name").cloned().unwrap_or_default(),
            )]))
        {
            row.insert("key".to_owned(), key);
            rows.push(row);
        }
    }
    rows
}

/// The options of the policy; at most one of them is carried forward.
fn options(fields: &Fields) -> Vec<Row> {
    let preferred = fields.get("preferred");
    let removed = fields.get("remove");
    let rows = fields.rows("row").into_iter().filter(|(key, _)| key != removed);
    rows.filter(|(_, row)| !is_blank(row))
        .map(|(key, mut row)| {
            if key == preferred {
                row.insert("preferred".to_owned(), "yes".to_owned());
            }
            row.insert("key".to_owned(), key);
            row
        })
        .collect()
}

fn table(asked: &Asked, fields: &Fields) -> Vec<Row> {
    let removed = fields.get("remove");
    let rows = fields.rows("row").into_iter().filter(|(key, _)| key != removed);
    let rows = rows.map(|(key, typed)| {
        let mut row = Row::new();
        for field in &asked.question.fields {
            let id = field.id.as_str();
            let part = |name: &str| typed.get(name).map_or("", |text| text.trim()).to_owned();
            let value = match field.kind {
                FieldType::Date => {
                    let of = |part_name: &str| part(&format!("{id}-{part_name}"));
                    let joined = format!("{}-{}-{}", of("year"), of("month"), of("day"));
                    if joined == "--" { String::new() } else { joined }
                }
                FieldType::Text
                | FieldType::Number
                | FieldType::YesNo
                | FieldType::Choice
                | FieldType::AreaCode => part(id),
            };
            row.insert(id.to_owned(), value);
        }
        row.insert("key".to_owned(), key);
        row
    });
    rows.filter(|row| !is_blank(row)).collect()
}
