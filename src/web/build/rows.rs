//! The rows of a table question.
use super::{day_parts, faults};
use crate::app::Labels;
use crate::domain::answers::{Answer, Fault, Row, row_key, typed};
use crate::domain::evaluate::Gap;
use crate::domain::questionnaire::{Asked, Choice, Field, FieldType, FixedRow, RowsFrom};
use crate::web::views::{Cell, Item, TableRow};

/// The first key of this kind that no row has: `r1`, `r2`, …
pub(crate) fn free_key(rows: &[Row], prefix: &str) -> String {
    let taken: Vec<&str> = rows.iter().filter_map(row_key).collect();
    let keys = (1..).map(|number| format!("{prefix}{number}"));
    let mut free = keys.filter(|key| !taken.contains(&key.as_str()));
    free.next().unwrap_or_default()
}

/// The rows to show: those that the source gives, those that were typed, and an empty one.
pub(crate) fn rows(
    labels: &Labels<'_>,
    asked: &Asked,
    answer: Option<&Answer>,
    wrong: &[Fault],
) -> Vec<TableRow> {
    let typed_rows = answer.map_or(&[][..], Answer::rows);
    let of_key = |key: &str| typed_rows.iter().find(|row| row_key(row) == Some(key));
    let make = |key: String, heading: String, removable: bool| {
        let row = of_key(&key).cloned().unwrap_or_default();
        let cells = asked.question.fields.iter();
        let cells = cells.map(|field| cell(labels, asked, &key, &row, field, wrong));
        TableRow { cells: cells.collect(), key, heading, removable }
    };
    let mut shown = Vec::new();
    match asked.question.rows_from {
        Some(RowsFrom::Groups) => {
            let groups = labels.open.evaluation.groups.iter();
            return groups
                .map(|group| make(group.id.to_string(), labels.group(&group.id), false))
                .collect();
        }
        Some(RowsFrom::Gaps) => {
            let gaps = labels.open.evaluation.gaps.iter();
            shown.extend(gaps.map(|gap: &Gap| make(gap.key(), labels.gap(gap), false)));
        }
        None if !asked.question.rows.is_empty() => {
            let rows = asked.question.rows.iter();
            let one = asked.question.rows.len() == 1;
            let heading = |row: &FixedRow| {
                if one { String::new() } else { row.label.get(labels.lang) }
            };
            return rows.map(|row| make(row.id.to_string(), heading(row), false)).collect();
        }
        None => {}
    }
    let prefix = if asked.question.rows_from.is_some() { "own" } else { "r" };
    let is_own = |key: &&str| key.strip_prefix(prefix).is_some_and(|n| n.parse::<u32>().is_ok());
    let own: Vec<String> =
        typed_rows.iter().filter_map(row_key).filter(is_own).map(str::to_owned).collect();
    let mut number = 0;
    for key in own.into_iter().chain([free_key(typed_rows, prefix)]) {
        number += 1;
        let heading = labels.words.say_with("row-number", &[("number", i64::from(number).into())]);
        let removable = of_key(&key).is_some();
        shown.push(make(key, heading, removable));
    }
    shown
}

fn item(labels: &Labels<'_>, choice: &Choice, chosen: &str) -> Item {
    Item {
        value: choice.id.to_string(),
        text: choice.label.get(labels.lang),
        hint: None,
        checked: choice.id.as_str() == chosen,
        exclusive: false,
    }
}

fn cell(
    labels: &Labels<'_>,
    asked: &Asked,
    key: &str,
    row: &Row,
    field: &Field,
    wrong: &[Fault],
) -> Cell {
    let id = field.id.as_str();
    let value = typed(row, id).to_owned();
    let fault = wrong.iter().find(|fault| {
        let whole =
            fault.row.is_none() && asked.question.fields.first().is_some_and(|f| f.id == field.id);
        let here = fault.row.as_deref() == Some(key) && fault.field.as_deref() == Some(id);
        here || (whole && matches!(key, "r1" | "own1"))
    });
    let [year, month, day] = match field.kind {
        FieldType::Date => day_parts(&value),
        FieldType::Text
        | FieldType::Number
        | FieldType::YesNo
        | FieldType::Choice
        | FieldType::AreaCode => Default::default(),
    };
    Cell {
        id: faults::row_field_id(key, id),
        name: format!("row:{key}:{id}"),
        label: field.label.get(labels.lang),
        hint: field.hint.as_ref().map(|hint| hint.get(labels.lang)),
        kind: match field.kind {
            FieldType::Text | FieldType::AreaCode => "text",
            FieldType::Choice => "choice",
            FieldType::Number => "number",
            FieldType::Date => "date",
            FieldType::YesNo => "yes_no",
        },
        items: field.options.iter().map(|choice| item(labels, choice, &value)).collect(),
        unit: field.unit.as_ref().map(|unit| unit.get(labels.lang)),
        value,
        year,
        month,
        day,
        error: fault.map(|fault| faults::message(labels, asked, fault)),
        width: field.width.unwrap_or(0),
        optional: field.optional,
    }
}
