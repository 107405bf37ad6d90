//! The rating page of a pathway under an option.
use std::collections::BTreeMap;

use super::faults::said;
use super::{labels, tasks};
use crate::app::{Labels, Open};
use crate::domain::evaluate::{ChosenGroup, Opened, RowState};
use crate::domain::ids::{PathwayId, PolicyOptionId};
use crate::domain::questionnaire::{Factor, Rate};
use crate::domain::scoring::{Factors, Rating, RatingKey, Step};
use crate::domain::writing::Length;
use crate::i18n::Words;
use crate::web::urls;
use crate::web::views::{ErrorLine, FactorField, Item, RatingPage, RatingRow};

/// Builds the page; with `check` it says what is missing.
pub(crate) fn page(
    open: &Open,
    words: &Words,
    option: &PolicyOptionId,
    opened: &Opened,
    check: bool,
) -> RatingPage {
    let labels = labels(open, words);
    let pathway = open.questionnaire.pathway(&opened.pathway);
    let lang = labels.lang;
    let mut errors = Vec::new();
    let rows = open.evaluation.groups.iter().map(|group| {
        let key = RatingKey {
            option: option.clone(),
            pathway: opened.pathway.clone(),
            group: group.id.clone(),
        };
        row(&labels, &key, group, opened.rate, check, &mut errors)
    });
    let rows: Vec<RatingRow> = rows.collect();
    let asked = open.questionnaire.question(&opened.by);
    let all = (rows.len() > 1).then(|| all_row(&labels, opened.rate));
    let factors = open.questionnaire.matrix().factors.iter();
    let factors = factors.filter(|factor| is_offered(&labels, factor));
    RatingPage {
        heading: labels.pathway(&opened.pathway),
        option: labels.option(option),
        about: pathway.map_or_else(String::new, |pathway| pathway.about.get(lang)),
        examples: pathway.map_or_else(Vec::new, |pathway| {
            vec![pathway.harm.get(lang), pathway.benefit.get(lang)]
        }),
        because: asked.map_or_else(String::new, |asked| asked.question.text.get(lang)),
        back: urls::assessment(&open.assessment.id),
        action: tasks::rating_address(open, option, &opened.pathway),
        next: next(open, option, &opened.pathway),
        factors: factors
            .filter_map(|f| Some((f.label.get(lang), f.hint.as_ref()?.get(lang))))
            .collect(),
        optional: option.as_str() == crate::domain::evaluate::DO_NOTHING,
        saved: false,
        rows,
        all,
        errors,
    }
}

/// The next rating page, or the task list after the last.
fn next(open: &Open, option: &PolicyOptionId, pathway: &PathwayId) -> String {
    let pages = tasks::rating_pages(open);
    let place = pages.iter().position(|(o, p)| o == option && p == pathway);
    let next = place.and_then(|place| pages.get(place + 1));
    let next = next.filter(|(option, _)| option.as_str() != crate::domain::evaluate::DO_NOTHING);
    next.map_or_else(
        || urls::assessment(&open.assessment.id),
        |(option, pathway)| tasks::rating_address(open, option, pathway),
    )
}

fn is_offered(labels: &Labels<'_>, factor: &Factor) -> bool {
    let flags = &labels.open.evaluation.flags;
    factor.show_if_flag.as_ref().is_none_or(|flag| flags.contains_key(flag))
}

fn row(
    labels: &Labels<'_>,
    key: &RatingKey,
    group: &ChosenGroup,
    rate: Rate,
    check: bool,
    errors: &mut Vec<ErrorLine>,
) -> RatingRow {
    let unrated = Rating::default();
    let rating = labels.open.assessment.ratings.get(key).map_or(&unrated, |kept| &kept.value);
    let state = labels.open.evaluation.rows.get(key);
    let name = group.id.as_str();
    let mut row = empty_row(labels, name, labels.group(&group.id), rate, &rating.factors);
    let known = labels.questionnaire().group(&group.id);
    row.about = known.map_or_else(String::new, |known| labels.rate(known));
    row.reason.clone_from(&rating.reason);
    let Some(state) = state else { return row };
    if check {
        missing(labels, &mut row, state, errors);
    }
    if let Ok(working) = &state.before {
        row.result = Some(labels.points(working.points));
        row.working = steps(labels, &working.steps);
    }
    row
}

fn missing(
    labels: &Labels<'_>,
    row: &mut RatingRow,
    state: &RowState,
    errors: &mut Vec<ErrorLine>,
) {
    if let Err(factors) = &state.before {
        let factors: Vec<&str> = factors.iter().map(crate::domain::ids::FactorId::as_str).collect();
        for field in &mut row.fields {
            let id = field.name.rsplit(':').next().unwrap_or("");
            if factors.contains(&id) {
                let args = [
                    ("factor", field.label.as_str().into()),
                    ("group", row.heading.as_str().into()),
                ];
                let text = labels.words.say_with("fault-factor-missing", &args);
                errors.push(ErrorLine::at(&field.id, text.clone()));
                field.error = Some(text);
            }
        }
    }
    if state.needs_reason {
        let args = [("group", row.heading.as_str().into())];
        let text = match Length::Prose.fault(&row.reason) {
            Some(message) => said(labels.words, message, Some(&row.heading)),
            None => labels.words.say_with("fault-reason-missing", &args),
        };
        errors.push(ErrorLine::at(&row.reason_id, text.clone()));
        row.reason_error = Some(text);
    }
}

/// The row that fills all others.
fn all_row(labels: &Labels<'_>, rate: Rate) -> RatingRow {
    empty_row(labels, "all", labels.say("rating-all"), rate, &BTreeMap::new())
}

fn empty_row(
    labels: &Labels<'_>,
    key: &str,
    heading: String,
    rate: Rate,
    chosen: &Factors,
) -> RatingRow {
    let matrix = labels.questionnaire().matrix();
    let fields = matrix.factors.iter().enumerate().filter(|(_, factor)| is_offered(labels, factor));
    let field = |(place, factor): (usize, &Factor)| FactorField {
        id: format!("row-{key}-{}", factor.id),
        name: format!("row:{key}:{}", factor.id),
        label: factor.label.get(labels.lang),
        hint: None,
        items: options(labels, factor, chosen, (place == 0).then_some(rate)),
        error: None,
    };
    RatingRow {
        key: key.to_owned(),
        heading,
        about: String::new(),
        fields: fields.map(field).collect(),
        reason_id: format!("row-{key}-reason"),
        reason_name: format!("row:{key}:reason"),
        reason: String::new(),
        reason_error: None,
        result: None,
        working: Vec::new(),
    }
}

/// The words of a factor; of the direction only those that the answer asks for.
fn options(
    labels: &Labels<'_>,
    factor: &Factor,
    chosen: &Factors,
    rate: Option<Rate>,
) -> Vec<Item> {
    let chosen = chosen.get(&factor.id);
    let wanted = |value: i64| match rate {
        Some(Rate::Harm) => value <= 0,
        Some(Rate::Benefit) => value >= 0,
        Some(Rate::Both | Rate::Precaution) | None => true,
    };
    let options = factor.options.iter();
    let options = options.filter(|option| wanted(option.value) || chosen == Some(&option.id));
    let item = |option: &crate::domain::questionnaire::FactorOption| {
        let hint = option.hint.as_ref().map(|hint| hint.get(labels.lang));
        let label = option.label.get(labels.lang);
        Item {
            value: option.id.to_string(),
            text: hint.map_or(label.clone(), |hint| format!("{label}: {hint}")),
            hint: None,
            checked: chosen == Some(&option.id),
            exclusive: false,
        }
    };
    options.map(item).collect()
}

/// The working of a row in words.
pub(crate) fn steps(labels: &Labels<'_>, steps: &[Step]) -> Vec<String> {
    let matrix = labels.questionnaire().matrix();
    let table_name = |id: &crate::domain::ids::RuleId| {
        let table = matrix.tables.iter().find(|table| table.id == *id);
        let label = table.and_then(|table| table.label.as_ref());
        label.map_or_else(|| id.to_string(), |label| label.get(labels.lang))
    };
    let floor = |id: &crate::domain::ids::RuleId| {
        let floor = matrix.floors.iter().find(|floor| floor.id == *id);
        floor.map_or_else(String::new, |floor| floor.because.get(labels.lang))
    };
    let say = |step: &Step| match step {
        Step::ReadAs => labels.say("step-read-as"),
        Step::Table(id, value) => {
            let args = [("table", table_name(id).into()), ("value", (*value).into())];
            labels.words.say_with("step-table", &args)
        }
        Step::Uplift(id, value) => {
            let args = [("table", table_name(id).into()), ("value", (*value).into())];
            labels.words.say_with("step-uplift", &args)
        }
        Step::People(id, value) => {
            let args = [("table", table_name(id).into()), ("value", (*value).into())];
            labels.words.say_with("step-people", &args)
        }
        Step::Product(value) => {
            labels.words.say_with("step-product", &[("value", (*value).into())])
        }
        Step::Floor(id, value) => {
            let args = [("because", floor(id).into()), ("value", (*value).into())];
            labels.words.say_with("step-floor", &args)
        }
        Step::WeakEvidence(value) => {
            labels.words.say_with("step-weak-evidence", &[("value", (*value).into())])
        }
    };
    steps.iter().map(say).collect()
}
