//! What a new version of a questionnaire changes.
use std::collections::BTreeMap;

use serde::Serialize;

use super::{Asked, Questionnaire};
use crate::domain::ids::QuestionId;

/// What is different about a question that both versions have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// What is asked, or what stands beside it.
    Wording,
    /// The kind of answer.
    Kind,
    /// The options or fields.
    Options,
    /// What its answers count for.
    Points,
    /// When it is asked.
    Condition,
    /// The section it stands in.
    Section,
}

/// What is different between two versions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Questions of the new version only.
    pub added: Vec<QuestionId>,
    /// Questions of the old version only.
    pub removed: Vec<QuestionId>,
    /// Questions of both that are not the same.
    pub changed: BTreeMap<QuestionId, Vec<Change>>,
    /// Other parts of the file that are not the same, by their keys.
    pub parts: Vec<String>,
}

impl Difference {
    /// Compares two versions.
    pub fn between(old: &Questionnaire, new: &Questionnaire) -> Self {
        let only = |one: &Questionnaire, other: &Questionnaire| {
            let ids = one.asked().iter().map(|asked| asked.question.id.clone());
            ids.filter(|id| other.question(id).is_none()).collect()
        };
        let mut changed = BTreeMap::new();
        for before in old.asked() {
            let Some(after) = new.question(&before.question.id) else { continue };
            let found = changes(before, after);
            if !found.is_empty() {
                changed.insert(before.question.id.clone(), found);
            }
        }
        Self { added: only(new, old), removed: only(old, new), changed, parts: parts(old, new) }
    }

    /// Whether anything but the version is different.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty()
            && self.removed.is_empty()
            && self.changed.is_empty()
            && self.parts.is_empty()
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn changes(before: &Asked, after: &Asked) -> Vec<Change> {
    let (old, new) = (&before.question, &after.question);
    let words = |q: &super::Question| json(&(&q.text, &q.short, &q.why, &q.hint, &q.guidance));
    let limits = |q: &super::Question| {
        json(&(q.kind, q.optional, q.max_words, q.min, q.max, q.decimals, q.rows_from))
    };
    let options = |asked: &Asked| {
        let offered = asked.choices.iter().map(|choice| (choice.id.clone(), choice.label.clone()));
        json(&(offered.collect::<Vec<_>>(), &asked.question.fields, &asked.question.rows))
    };
    let points = |asked: &Asked| {
        let effects = asked.choices.iter().map(|choice| {
            let choice = choice.clone();
            super::Choice {
                label: crate::domain::text::Text::Same(String::new()),
                hint: None,
                ..choice
            }
        });
        let question = &asked.question;
        json(&(
            effects.collect::<Vec<_>>(),
            &asked.points,
            &question.points_from,
            question.weight,
            question.unscored,
        ))
    };
    [
        (Change::Wording, words(old) != words(new)),
        (Change::Kind, limits(old) != limits(new)),
        (Change::Options, options(before) != options(after)),
        (Change::Points, points(before) != points(after)),
        (Change::Condition, before.show_if != after.show_if),
        (Change::Section, before.section != after.section),
    ]
    .into_iter()
    .filter_map(|(change, is)| is.then_some(change))
    .collect()
}

/// The keys of the file, without questions, tests and the version, whose values differ.
fn parts(old: &Questionnaire, new: &Questionnaire) -> Vec<String> {
    let (old, new) = (old.definition(), new.definition());
    let titles = |d: &super::Definition| {
        let sections = d.sections.iter();
        json(&sections.map(|s| (&s.id, &s.title, &s.intro)).collect::<Vec<_>>())
    };
    [
        ("title", json(&(&old.title, &old.summary)) != json(&(&new.title, &new.summary))),
        ("languages", json(&old.languages) != json(&new.languages)),
        ("sections", titles(old) != titles(new)),
        ("families", json(&old.families) != json(&new.families)),
        ("groups", json(&old.groups) != json(&new.groups)),
        ("pathways", json(&old.pathways) != json(&new.pathways)),
        ("evidence", json(&old.evidence) != json(&new.evidence)),
        ("mitigations", json(&old.mitigations) != json(&new.mitigations)),
        ("screening", json(&old.screening) != json(&new.screening)),
        ("matrix", json(&old.matrix) != json(&new.matrix)),
        ("quality", json(&old.quality) != json(&new.quality)),
        ("levels", json(&old.levels) != json(&new.levels)),
        ("gates", json(&old.gates) != json(&new.gates)),
        ("scores", json(&old.scores) != json(&new.scores)),
        ("decisions", json(&old.decisions) != json(&new.decisions)),
    ]
    .into_iter()
    .filter(|(_, is)| *is)
    .map(|(key, _)| key.to_owned())
    .collect()
}
