//! Answers as JSON: one object, question id to value, as the exports write them.
#![expect(clippy::wildcard_enum_match_arm, reason = "JSON has six kinds of value for ever")]
use serde_json::Value;

use super::answers::{Answer, Answers, Row};
use super::questionnaire::{Asked, QuestionType, nearest};

/// Reads answers; or says what is wrong with each that cannot be one, by its question.
pub fn answers<'v>(
    asked: &[Asked],
    given: impl IntoIterator<Item = (&'v String, &'v Value)>,
) -> Result<Answers, Vec<(String, String)>> {
    let (mut answers, mut wrong) = (Answers::new(), Vec::new());
    for (name, value) in given {
        let Some(question) = asked.iter().find(|asked| asked.question.id.as_str() == name) else {
            let known = asked.iter().map(|asked| asked.question.id.as_str());
            let hint = nearest(name, known);
            let hint = hint.map_or_else(String::new, |near| format!("; did you mean “{near}”?"));
            wrong.push((name.clone(), format!("there is no question “{name}”{hint}")));
            continue;
        };
        match answer(question, value) {
            Some(Ok(answer)) => drop(answers.insert(question.question.id.clone(), answer)),
            Some(Err(takes)) => wrong.push((name.clone(), format!("“{name}” takes {takes}"))),
            None => {}
        }
    }
    if wrong.is_empty() { Ok(answers) } else { Err(wrong) }
}

/// `None` for null: the question is not answered.
fn answer(asked: &Asked, value: &Value) -> Option<Result<Answer, &'static str>> {
    if value.is_null() {
        return None;
    }
    Some(match asked.question.kind {
        QuestionType::Checkboxes => match value {
            Value::Array(list) => {
                let texts: Option<Vec<String>> = list.iter().map(text).collect();
                texts.map(Answer::Many).ok_or("a list of option ids")
            }
            other => text(other).map(|one| Answer::Many(vec![one])).ok_or("a list of option ids"),
        },
        QuestionType::Table
        | QuestionType::Fieldset
        | QuestionType::List
        | QuestionType::Areas
        | QuestionType::Groups
        | QuestionType::Options => {
            rows(asked, value).map(Answer::Rows).ok_or("a list of rows, each an object of fields")
        }
        _ => text(value).map(Answer::Text).ok_or("one value: an option id, a number or a text"),
    })
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(true) => Some("yes".to_owned()),
        Value::Bool(false) => Some("no".to_owned()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Rows as a list; as an object, when the questionnaire names the rows; or as a list of plain
/// values, when there is one field.
fn rows(asked: &Asked, value: &Value) -> Option<Vec<Row>> {
    let fixed = &asked.question.rows;
    match value {
        Value::Array(list) => {
            let rows = list.iter().enumerate();
            rows.map(|(n, value)| row(asked, value, &format!("r{}", n + 1))).collect()
        }
        Value::Object(map) if fixed.iter().any(|row| map.contains_key(row.id.as_str())) => {
            map.iter().map(|(key, value)| row(asked, value, key)).collect()
        }
        Value::Object(_) => {
            let key = fixed.first().map_or("r1", |row| row.id.as_str());
            row(asked, value, key).map(|row| vec![row])
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

fn row(asked: &Asked, value: &Value, key: &str) -> Option<Row> {
    let mut row = Row::from([("key".to_owned(), key.to_owned())]);
    match value {
        Value::Object(map) => {
            for (field, value) in map {
                row.insert(field.clone(), text(value)?);
            }
        }
        plain if asked.question.kind == QuestionType::Groups => {
            row.insert("key".to_owned(), text(plain)?);
        }
        plain => {
            let field = asked.question.fields.first().map_or("name", |field| field.id.as_str());
            row.insert(field.to_owned(), text(plain)?);
        }
    }
    Some(row)
}
