//! The plan of mitigations.
use std::collections::BTreeSet;

use super::faults::said;
use super::{day_parts, labels};
use crate::app::{Labels, Open};
use crate::domain::evaluate::{DO_NOTHING, RowState};
use crate::domain::ids::{MitigationId, PlanId};
use crate::domain::questionnaire::{CatalogueMitigation, Factor, QuestionType};
use crate::domain::scoring::{Factors, Planned, RatingKey, effective};
use crate::domain::writing::Length;
use crate::i18n::Words;
use crate::web::urls;
use crate::web::views::{
    ChangeRow, ChangesPage, ErrorLine, FactorField, HarmLine, Item, MitigationPage,
    MitigationsPage, PlanLine,
};

fn harms(open: &Open) -> impl Iterator<Item = (&RatingKey, &RowState)> {
    let rows = open.evaluation.rows.iter();
    rows.filter(|(key, row)| key.option.as_str() != DO_NOTHING && row.points() < 0)
}

pub(crate) fn page(open: &Open, words: &Words) -> MitigationsPage {
    let labels = labels(open, words);
    let id = &open.assessment.id;
    let asked = open.questionnaire.only(QuestionType::Mitigations);
    let suggested = suggested(open);
    let in_plan: BTreeSet<&MitigationId> =
        open.assessment.plan.values().filter_map(|kept| kept.value.catalogue.as_ref()).collect();
    let catalogue = &open.questionnaire.definition().mitigations;
    let free = catalogue.iter().filter(|mitigation| !in_plan.contains(&mitigation.id));
    let (first, rest): (Vec<_>, Vec<_>) =
        free.partition(|mitigation| suggested.contains(&mitigation.id));
    let level = open.evaluation.decisive().zip(open.evaluation.decisive_after());
    let level = level.map_or_else(String::new, |(before, after)| {
        let name = |level: i64| {
            let rule = open.questionnaire.level(level);
            rule.map_or_else(String::new, |rule| rule.name.get(labels.lang))
        };
        let args = [("before", name(before.level).into()), ("after", name(after.level).into())];
        words.say_with("mitigations-level", &args)
    });
    MitigationsPage {
        heading: asked.map_or_else(String::new, |asked| asked.question.text.get(labels.lang)),
        why: asked
            .and_then(|asked| asked.question.why.as_ref())
            .map_or_else(String::new, |why| why.get(labels.lang)),
        back: urls::assessment(id),
        plans: plans(&labels),
        harms: harms(open).map(|(key, row)| harm(&labels, key, row)).collect(),
        suggested: first.into_iter().map(|m| catalogue_item(&labels, m)).collect(),
        others: rest.into_iter().map(|m| catalogue_item(&labels, m)).collect(),
        new: urls::part(id, "mitigations/new"),
        next: urls::assessment(id),
        level,
        editable: open.is_editable(),
    }
}

/// What the answers suggest: the mitigations of the questions that opened a harm, that stated a
/// gap or that left a gate open.
fn suggested(open: &Open) -> BTreeSet<MitigationId> {
    let pathways: BTreeSet<_> = harms(open).map(|(key, _)| &key.pathway).collect();
    let opened = open.evaluation.opened.iter();
    let by_harm = opened.filter(|o| pathways.contains(&o.pathway)).map(|o| &o.by);
    let by_gate = open.evaluation.open_gates.iter().map(|(_, question)| question);
    let by_flag = open.evaluation.flags.values();
    let questions = by_harm.chain(by_gate).chain(by_flag);
    let asked = questions.filter_map(|id| open.questionnaire.question(id));
    asked.flat_map(|asked| asked.question.mitigations.clone()).collect()
}

fn catalogue_item(labels: &Labels<'_>, mitigation: &CatalogueMitigation) -> Item {
    Item {
        value: mitigation.id.to_string(),
        text: mitigation.label.get(labels.lang),
        hint: Some(mitigation.about.get(labels.lang)),
        checked: false,
        exclusive: false,
    }
}

fn plans(labels: &Labels<'_>) -> Vec<PlanLine> {
    let id = &labels.open.assessment.id;
    let line = |(plan, planned): (&PlanId, &Planned)| {
        let keys =
            planned.changes.keys().filter(|key| labels.open.evaluation.rows.contains_key(key));
        PlanLine {
            action: planned.action.clone(),
            owner: planned.owner.clone(),
            date: labels.typed_day(planned.date.trim_matches('-')),
            counts: planned.counts(),
            changes: keys.map(|key| labels.rating(key)).collect(),
            href: urls::part(id, format_args!("mitigations/{plan}")),
            changes_href: urls::part(id, format_args!("mitigations/{plan}/changes")),
            remove: urls::part(id, format_args!("mitigations/{plan}/remove")),
        }
    };
    let plan = labels.open.assessment.plan.iter();
    plan.map(|(plan, kept)| line((plan, &kept.value))).collect()
}

fn harm(labels: &Labels<'_>, key: &RatingKey, row: &RowState) -> HarmLine {
    let reason = labels.open.assessment.reasons.get(key).map(|kept| kept.value.clone());
    HarmLine {
        name: labels.rating(key),
        before: labels.points(row.points()),
        after: labels.points(row.after),
        covered: row.mitigated,
        reason: reason.filter(|reason| !reason.trim().is_empty()),
        href: urls::part(&labels.open.assessment.id, format_args!("reasons/{key}")),
    }
}

/// The form of a mitigation.
pub(crate) fn form(
    open: &Open,
    words: &Words,
    plan: Option<&PlanId>,
    planned: &Planned,
    check: bool,
) -> MitigationPage {
    let labels = labels(open, words);
    let id = &open.assessment.id;
    let catalogue = planned.catalogue.as_ref().and_then(|id| open.questionnaire.mitigation(id));
    let [year, month, day] = day_parts(&planned.date);
    let mut errors = Vec::new();
    let wrong = [
        ("action", Length::Prose.fault_in_stated(&planned.action, "fault-action-missing")),
        ("owner", Length::Line.fault(&planned.owner)),
    ];
    for (field, message) in wrong.into_iter().filter(|_| check) {
        let label = words.say(&format!("field-{field}"));
        let text = message.map(|message| said(words, message, Some(&label)));
        errors.extend(text.map(|text| ErrorLine::at(field, text)));
    }
    let dated = planned.date.trim_matches('-').is_empty()
        || crate::domain::writing::parse_day(&planned.date).is_some();
    if check && !dated {
        errors.push(ErrorLine::at("date-day", words.say("fault-date")));
    }
    let ratings = harms(open).map(|(key, row)| Item {
        value: key.to_string(),
        text: labels.rating(key),
        hint: Some(labels.points(row.points())),
        checked: planned.changes.contains_key(key),
        exclusive: false,
    });
    MitigationPage {
        heading: match plan {
            Some(_) => words.say("mitigation-change"),
            None => words.say("mitigation-new"),
        },
        back: urls::part(id, "mitigations"),
        action_url: match plan {
            Some(plan) => urls::part(id, format_args!("mitigations/{plan}")),
            None => urls::part(id, "mitigations/new"),
        },
        errors,
        catalogue: planned.catalogue.as_ref().map_or_else(String::new, ToString::to_string),
        about: catalogue.map(|mitigation| mitigation.about.get(labels.lang)),
        action: planned.action.clone(),
        owner: planned.owner.clone(),
        year,
        month,
        day,
        funded: planned.funded.clone(),
        evidenced: planned.evidenced.clone(),
        ratings: ratings.collect(),
    }
}

/// The page that asks what each rating becomes.
pub(crate) fn changes(open: &Open, words: &Words, plan: &PlanId, planned: &Planned) -> ChangesPage {
    let labels = labels(open, words);
    let id = &open.assessment.id;
    let rows = harms(open).filter_map(|(key, row)| {
        let change = planned.changes.get(key)?;
        Some(change_row(&labels, key, row, change))
    });
    ChangesPage {
        heading: words.say("changes-title"),
        plan: planned.action.clone(),
        back: urls::part(id, format_args!("mitigations/{plan}")),
        action: urls::part(id, format_args!("mitigations/{plan}/changes")),
        rows: rows.collect(),
        errors: Vec::new(),
    }
}

fn change_row(labels: &Labels<'_>, key: &RatingKey, row: &RowState, change: &Factors) -> ChangeRow {
    let matrix = labels.questionnaire().matrix();
    let rating = labels.open.assessment.ratings.get(key);
    let now = rating.map(|kept| effective(matrix, &kept.value.factors)).unwrap_or_default();
    let fields = matrix.factors.iter().filter(|factor| factor.mitigable);
    let fields = fields.filter_map(|factor| change_field(labels, key, factor, &now, change));
    ChangeRow {
        heading: labels.rating(key),
        before: labels.points(row.points()),
        fields: fields.collect(),
    }
}

/// A factor with the lower options that mitigation may bring it to.
fn change_field(
    labels: &Labels<'_>,
    key: &RatingKey,
    factor: &Factor,
    now: &Factors,
    change: &Factors,
) -> Option<FactorField> {
    let present = now.get(&factor.id).and_then(|id| factor.option(id))?;
    let steps = labels.questionnaire().matrix().residual.max_steps;
    let chosen = change.get(&factor.id);
    let lower = factor.options.iter().filter(|option| {
        let same_side = option.value * present.value >= 0 && option.read_as.is_empty();
        let down = present.value.abs() - option.value.abs();
        same_side && (1..=steps).contains(&down)
    });
    let items: Vec<Item> = lower
        .map(|option| Item {
            value: option.id.to_string(),
            text: option.label.get(labels.lang),
            hint: None,
            checked: chosen == Some(&option.id),
            exclusive: false,
        })
        .collect();
    if items.is_empty() {
        return None;
    }
    let args = [("now", present.label.get(labels.lang).into())];
    let row = key.to_string();
    Some(FactorField {
        id: format!("row-{}-{}", row.replace('.', "-"), factor.id),
        name: format!("row:{row}:{}", factor.id),
        label: factor.label.get(labels.lang),
        hint: Some(labels.words.say_with("changes-now", &args)),
        items,
        error: None,
    })
}
