//! Reads a definition as a whole and says everything that is wrong with it.
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use super::{Asked, Compile, Definition, Question, QuestionType, Questionnaire, Sections};
use crate::domain::condition::{Computed, Condition, Measure};
use crate::domain::ids::{QuestionId, RuleId};

/// Something that is wrong, and the place: keys and list positions from the top of the file,
/// such as `sections.1.questions.0.show_if`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("{path}: {message}")]
pub struct Problem {
    /// Keys and list positions, joined with dots.
    pub path: String,
    /// What is wrong, and what to write instead where that is known.
    pub message: String,
}

pub(super) fn check(
    definition: Definition,
    hash: String,
    compile: Compile<'_>,
) -> Result<Questionnaire, Vec<Problem>> {
    let mut checker = Checker { problems: Vec::new(), compile };
    let asked = checker.questions(&definition);
    let places: BTreeMap<QuestionId, usize> =
        asked.iter().enumerate().map(|(place, asked)| (asked.question.id.clone(), place)).collect();
    checker.unique(&definition);
    checker.references(&definition, &asked, &places);
    checker.matrix(&definition);
    let screening = checker.screening(&definition, &asked, &places);
    let gates = checker.gates(&definition, &asked);
    checker.worked(&definition, &places);
    if checker.problems.is_empty() {
        Ok(Questionnaire { definition, asked, places, screening, gates, hash })
    } else {
        checker.problems.sort();
        checker.problems.dedup();
        Err(checker.problems)
    }
}

pub(super) struct Checker<'a> {
    problems: Vec<Problem>,
    compile: Compile<'a>,
}

impl Checker<'_> {
    pub(super) fn say(&mut self, path: impl Display, message: impl Display) {
        let (path, message) = (path.to_string(), message.to_string());
        self.problems.push(Problem { path, message });
    }

    /// Says so unless `known` has this name; suggests the nearest one.
    pub(super) fn known<'n>(
        &mut self,
        path: impl Display,
        what: &str,
        name: &str,
        known: impl IntoIterator<Item = &'n str>,
    ) {
        let known: Vec<&str> = known.into_iter().collect();
        if known.contains(&name) {
            return;
        }
        let near = known
            .iter()
            .map(|other| (strsim::damerau_levenshtein(name, other), other))
            .filter(|(distance, _)| *distance <= 2.max(name.len() / 3))
            .min();
        match near {
            Some((_, near)) => {
                self.say(path, format!("there is no {what} “{name}”; did you mean “{near}”?"));
            }
            None => self.say(path, format!("there is no {what} “{name}”")),
        }
    }

    pub(super) fn duplicates<T: Display>(
        &mut self,
        path: impl Display,
        what: &str,
        ids: impl IntoIterator<Item = T>,
    ) {
        let mut seen = BTreeSet::new();
        for (place, id) in ids.into_iter().enumerate() {
            if !seen.insert(id.to_string()) {
                self.say(format!("{path}.{place}"), format!("the {what} “{id}” occurs twice"));
            }
        }
    }

    fn unique(&mut self, d: &Definition) {
        self.duplicates("sections", "section", d.sections.iter().map(|s| &s.id));
        self.duplicates("groups", "group", d.groups.iter().map(|g| &g.id));
        self.duplicates("families", "family", d.families.iter().map(|f| &f.id));
        self.duplicates("pathways", "pathway", d.pathways.iter().map(|p| &p.id));
        self.duplicates("mitigations", "mitigation", d.mitigations.iter().map(|m| &m.id));
        self.duplicates("evidence", "evidence", d.evidence.iter().map(|e| &e.id));
        self.duplicates("gates", "gate", d.gates.iter().map(|g| &g.id));
        self.duplicates("levels", "level", d.levels.iter().map(|l| l.level));
        let outcomes = d.screening.outcomes.iter().map(|o| &o.id);
        self.duplicates("screening.outcomes", "outcome", outcomes);
    }

    fn questions(&mut self, definition: &Definition) -> Vec<Asked> {
        let mut asked: Vec<Asked> = Vec::new();
        for (s, section) in definition.sections.iter().enumerate() {
            for (q, question) in section.questions.iter().enumerate() {
                let path = format!("sections.{s}.questions.{q}");
                if asked.iter().any(|other| other.question.id == question.id) {
                    self.say(&path, format!("the question “{}” occurs twice", question.id));
                }
                let choices = self.choices(definition, question, &path);
                let show_if = match &question.show_if {
                    Some(text) => {
                        let path = format!("{path}.show_if");
                        let condition = self.compile_at(&path, text);
                        self.look_back(&path, &condition, &asked);
                        condition
                    }
                    None => Condition::Always(true),
                };
                let late = is_late(&show_if, &asked);
                let changes_result = choices.iter().any(|choice| choice.rate.is_some());
                if late && changes_result {
                    let message = "a question that depends on the result cannot open a rating";
                    self.say(format!("{path}.show_if"), message);
                }
                let (question, section) = (question.clone(), section.id.clone());
                asked.push(Asked { question, section, choices, show_if, late });
            }
        }
        asked
    }

    fn choices(
        &mut self,
        definition: &Definition,
        question: &Question,
        path: &str,
    ) -> Vec<super::Choice> {
        let choices = match &question.options_from {
            Some(set) => {
                if let Some(choices) = definition.option_sets.get(set) {
                    choices.clone()
                } else {
                    let known = definition.option_sets.keys().map(RuleId::as_str);
                    let path = format!("{path}.options_from");
                    self.known(path, "option set", set.as_str(), known);
                    return Vec::new();
                }
            }
            None => question.options.clone(),
        };
        let has_options = matches!(question.kind, QuestionType::Radio | QuestionType::Checkboxes);
        if has_options && choices.is_empty() {
            self.say(path, format!("the question “{}” offers no options", question.id));
        }
        if question.kind == QuestionType::Table && question.fields.is_empty() {
            self.say(path, format!("the table “{}” has no fields", question.id));
        }
        let ids = choices.iter().map(|choice| &choice.id);
        self.duplicates(format!("{path}.options"), "option", ids);
        if choices.iter().any(|choice| choice.rate.is_some()) && question.pathway.is_none() {
            self.say(path, "an option opens a rating, but the question names no pathway");
        }
        choices
    }

    fn compile_at(&mut self, path: &str, text: &str) -> Condition {
        (self.compile)(text).unwrap_or_else(|message| {
            self.say(path, message);
            Condition::Always(true)
        })
    }

    /// A condition looks back only, and at options that exist.
    fn look_back(&mut self, path: &str, condition: &Condition, before: &[Asked]) {
        let mut uses = Vec::new();
        condition.visit(&mut |part| match part {
            Condition::OneOf(question, options) => {
                uses.push((question.clone(), options.iter().cloned().collect()));
            }
            Condition::Includes(question, option) => {
                uses.push((question.clone(), vec![option.clone()]));
            }
            Condition::Answered(question) | Condition::Compare(Measure::Count(question), ..) => {
                uses.push((question.clone(), Vec::new()));
            }
            Condition::Always(_)
            | Condition::Not(_)
            | Condition::All(_)
            | Condition::Any(_)
            | Condition::Flag(_)
            | Condition::Compare(Measure::Computed(_), ..) => {}
        });
        for (question, options) in uses {
            let Some(found) = before.iter().find(|asked| asked.question.id == question) else {
                let known = before.iter().map(|asked| asked.question.id.as_str());
                self.known(path, "earlier question", question.as_str(), known);
                continue;
            };
            if found.choices.is_empty() {
                continue;
            }
            for option in options {
                let known = found.choices.iter().map(|choice| choice.id.as_str());
                let what = format!("option of “{question}” called");
                self.known(path, &what, option.as_str(), known);
            }
        }
    }

    fn screening(
        &mut self,
        d: &Definition,
        asked: &[Asked],
        places: &BTreeMap<QuestionId, usize>,
    ) -> Vec<Condition> {
        let outcomes: Vec<&str> = d.screening.outcomes.iter().map(|o| o.id.as_str()).collect();
        let sections: Vec<&str> = d.sections.iter().map(|s| s.id.as_str()).collect();
        let screening = &d.screening;
        self.known("screening.section", "section", screening.section.as_str(), sections.clone());
        for (n, count) in screening.count_triggers.iter().enumerate() {
            let path = format!("screening.count_triggers.{n}.question");
            let known = places.keys().map(QuestionId::as_str);
            self.known(path, "question", count.question.as_str(), known);
        }
        for (n, outcome) in screening.outcomes.iter().enumerate() {
            let path = format!("screening.outcomes.{n}");
            if let Sections::Some(named) = &outcome.sections {
                for section in named {
                    self.known(&path, "section", section.as_str(), sections.clone());
                }
            }
            for question in &outcome.questions {
                let known = places.keys().map(QuestionId::as_str);
                self.known(&path, "question", question.as_str(), known);
            }
        }
        for (n, rule) in screening.escalate.iter().enumerate() {
            let path = format!("screening.escalate.{n}.outcome");
            self.known(path, "outcome", rule.outcome.as_str(), outcomes.clone());
        }
        let rules = screening.rules.iter().enumerate();
        rules
            .map(|(n, rule)| {
                let path = format!("screening.rules.{n}");
                let named = format!("{path}.outcome");
                self.known(named, "outcome", rule.outcome.as_str(), outcomes.clone());
                let path = format!("{path}.when");
                let condition = self.compile_at(&path, &rule.when);
                self.look_back(&path, &condition, asked);
                condition
            })
            .collect()
    }

    fn gates(&mut self, d: &Definition, asked: &[Asked]) -> Vec<Condition> {
        for level in &d.levels {
            if !d.matrix.bands.iter().any(|band| band.band == level.level) {
                self.say("levels", format!("level {} is not a band", level.level));
            }
        }
        let mut conditions = Vec::new();
        for (n, gate) in d.gates.iter().enumerate() {
            let path = format!("gates.{n}");
            if gate.text.is_blank() {
                self.say(format!("{path}.text"), "a gate says what must be so");
            }
            for level in &gate.levels {
                if !d.levels.iter().any(|rule| rule.level == *level) {
                    self.say(format!("{path}.levels"), format!("there is no level {level}"));
                }
            }
            let path = format!("{path}.met_if");
            let condition = self.compile_at(&path, &gate.met_if);
            self.look_back(&path, &condition, asked);
            conditions.push(condition);
        }
        conditions
    }
}

/// Whether a condition needs a number of the engine, itself or through another question.
fn is_late(condition: &Condition, before: &[Asked]) -> bool {
    let mut late = false;
    condition.visit(&mut |part| {
        if let Condition::Compare(Measure::Computed(name), ..) = part {
            late |= !matches!(
                name,
                Computed::HardTriggers | Computed::SoftTriggers | Computed::DontKnows
            );
        }
    });
    let of = |id: &QuestionId| before.iter().find(|asked| asked.question.id == *id);
    let is_late = |asked: &Asked| asked.late || asked.question.kind == QuestionType::Mitigations;
    late || condition.questions().into_iter().filter_map(of).any(is_late)
}
