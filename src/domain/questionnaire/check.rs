//! Reads a definition as a whole and says everything that is wrong with it.
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use super::compiled::{Names, Nodes};
use super::{Asked, Compile, Definition, QuestionType, Questionnaire, Sections};
use crate::domain::condition::Condition;
use crate::domain::ids::QuestionId;

/// Something that is wrong, and the place: keys and list positions from the top of the file,
/// such as `sections.1.questions.0.show_if`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("{path}: {message}")]
pub struct Problem {
    /// Keys and list positions, joined with dots.
    pub path: String,
    /// What is wrong, and what to write instead where that is known.
    pub message: String,
    /// Whether the file can be used all the same.
    pub is_warning: bool,
}

/// A checked questionnaire and what could be better about it, or everything that is wrong.
pub type Checked = Result<(Questionnaire, Vec<Problem>), Vec<Problem>>;

pub(super) fn check(
    definition: Definition,
    hash: String,
    compile: Compile<'_>,
    try_cases: bool,
) -> Checked {
    let names = Names::of(&definition);
    let mut checker = Checker { problems: Vec::new(), compile, names };
    checker.unique(&definition);
    checker.basics(&definition);
    let (mut asked, shown) = checker.questions(&definition);
    let places: BTreeMap<QuestionId, usize> =
        asked.iter().enumerate().map(|(place, asked)| (asked.question.id.clone(), place)).collect();
    let mut nodes = checker.nodes(&definition, &asked, &places);
    checker.conditions(&definition, &asked, &places, (&shown, &nodes));
    if checker.problems.iter().all(|problem| problem.is_warning) {
        nodes.settle(&mut asked, &places);
    }
    checker.late_ratings(&definition, &asked);
    checker.references(&definition, &asked, &places);
    if let Some(matrix) = &definition.matrix {
        checker.matrix(matrix, &asked);
    }
    let screening = checker.screening(&definition, &asked, &places, &nodes);
    let gates = checker.gates(&definition, &asked, &nodes);
    checker.worked(&definition, &asked);
    let mut problems = checker.problems;
    let is_usable = problems.iter().all(|problem| problem.is_warning);
    if is_usable {
        let questionnaire =
            Questionnaire { definition, asked, places, screening, gates, shown, nodes, hash };
        if try_cases {
            problems.extend(super::lint::lint(&questionnaire));
        }
        tidy(&mut problems);
        if problems.iter().all(|problem| problem.is_warning) {
            return Ok((questionnaire, problems));
        }
    }
    tidy(&mut problems);
    Err(problems)
}

fn tidy(problems: &mut Vec<Problem>) {
    problems.sort();
    problems.dedup();
}

/// The known name that is most like this one, if one is like it.
pub fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let far = if name.len() < 4 { 1 } else { 2.max(name.len() / 3) };
    let distances =
        known.into_iter().map(|other| (strsim::damerau_levenshtein(name, other), other));
    distances.filter(|(distance, _)| *distance <= far).min().map(|(_, other)| other)
}

pub(super) struct Checker<'a> {
    problems: Vec<Problem>,
    pub(super) compile: Compile<'a>,
    pub(super) names: Names,
}

impl Checker<'_> {
    pub(super) fn say(&mut self, path: impl Display, message: impl Display) {
        let (path, message) = (path.to_string(), message.to_string());
        self.problems.push(Problem { path, message, is_warning: false });
    }

    /// How much was said so far.
    pub(super) fn said(&self) -> usize {
        self.problems.len()
    }

    pub(super) fn warn(&mut self, path: impl Display, message: impl Display) {
        let (path, message) = (path.to_string(), message.to_string());
        self.problems.push(Problem { path, message, is_warning: true });
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
        match nearest(name, known) {
            Some(near) => {
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
                self.say(format!("{path}.{place}.id"), format!("the {what} “{id}” occurs twice"));
            }
        }
    }

    /// Languages, version, and that there is something to ask.
    fn basics(&mut self, d: &Definition) {
        if d.languages.is_empty() {
            self.say("languages", "name at least one language: [en]");
        }
        for (n, lang) in d.languages.iter().enumerate() {
            if d.languages.iter().take(n).any(|before| before == lang) {
                let message = format!("the language {} is named twice", lang.code());
                self.say(format!("languages.{n}"), message);
            }
        }
        let parts: Vec<&str> = d.version.split('.').collect();
        let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if parts.len() != 3 || !parts.iter().all(is_number) {
            self.say("version", "a version is three numbers, such as 1.0.0");
        }
        if d.sections.iter().all(|section| section.questions.is_empty()) {
            self.say("sections", "there are no sections with questions");
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
        self.duplicates("scores", "score", d.scores.iter().map(|s| &s.id));
        self.duplicates("decisions", "decision table", d.decisions.iter().map(|s| &s.id));
        if let Some(screening) = &d.screening {
            let outcomes = screening.outcomes.iter().map(|o| &o.id);
            self.duplicates("screening.outcomes", "outcome", outcomes);
            let rules = screening.rules.iter().map(|o| &o.id);
            self.duplicates("screening.rules", "rule", rules);
        }
    }

    pub(super) fn compile_at(&mut self, path: &str, text: &str) -> Condition {
        (self.compile.condition)(text, &self.names).unwrap_or_else(|message| {
            self.say(path, message);
            Condition::Always(true)
        })
    }

    fn screening(
        &mut self,
        d: &Definition,
        asked: &[Asked],
        places: &BTreeMap<QuestionId, usize>,
        nodes: &Nodes,
    ) -> Vec<Condition> {
        let Some(screening) = &d.screening else { return Vec::new() };
        let outcomes: Vec<&str> = screening.outcomes.iter().map(|o| o.id.as_str()).collect();
        let sections: Vec<&str> = d.sections.iter().map(|s| s.id.as_str()).collect();
        self.known("screening.section", "section", screening.section.as_str(), sections.clone());
        for (n, count) in screening.count_triggers.iter().enumerate() {
            let path = format!("screening.count_triggers.{n}.question");
            let known = places.keys().map(QuestionId::as_str);
            self.known(path, "question", count.question.as_str(), known);
        }
        for (n, outcome) in screening.outcomes.iter().enumerate() {
            let path = format!("screening.outcomes.{n}");
            if let Sections::Some(named) = &outcome.sections {
                for (s, section) in named.iter().enumerate() {
                    let path = format!("{path}.sections.{s}");
                    self.known(&path, "section", section.as_str(), sections.clone());
                }
            }
            for (q, question) in outcome.questions.iter().enumerate() {
                let known = places.keys().map(QuestionId::as_str);
                let path = format!("{path}.questions.{q}");
                self.known(&path, "question", question.as_str(), known);
            }
        }
        for (n, rule) in screening.escalate.iter().enumerate() {
            let path = format!("screening.escalate.{n}.outcome");
            self.known(path, "outcome", rule.outcome.as_str(), outcomes.clone());
            let set = asked.iter().flat_map(|asked| &asked.choices);
            let flags: Vec<_> =
                set.filter_map(|choice| Some(choice.flag.as_ref()?.as_str())).collect();
            let path = format!("screening.escalate.{n}.flag");
            self.known(path, "option that sets the flag", rule.flag.as_str(), flags);
        }
        let rules = screening.rules.iter().enumerate();
        rules
            .map(|(n, rule)| {
                let path = format!("screening.rules.{n}");
                let named = format!("{path}.outcome");
                self.known(named, "outcome", rule.outcome.as_str(), outcomes.clone());
                let path = format!("{path}.when");
                let condition = self.compile_at(&path, &rule.when);
                self.uses(&path, &condition, asked, nodes);
                condition
            })
            .collect()
    }

    fn gates(&mut self, d: &Definition, asked: &[Asked], nodes: &Nodes) -> Vec<Condition> {
        if let Some(id) = &d.review_date {
            let dates = asked.iter().filter(|asked| asked.question.kind == QuestionType::Date);
            let dates = dates.map(|asked| asked.question.id.as_str());
            self.known("review_date", "question that takes a date", id.as_str(), dates);
        }
        if let Some(matrix) = &d.matrix {
            for (n, level) in d.levels.iter().enumerate() {
                if !matrix.bands.iter().any(|band| band.band == level.level) {
                    let message = format!("level {} is not a band", level.level);
                    self.say(format!("levels.{n}.level"), message);
                }
            }
        }
        let mut conditions = Vec::new();
        for (n, gate) in d.gates.iter().enumerate() {
            let path = format!("gates.{n}");
            if gate.text.is_blank() {
                self.say(format!("{path}.text"), "a gate says what must be so");
            }
            for (l, level) in gate.levels.iter().enumerate() {
                if !d.levels.iter().any(|rule| rule.level == *level) {
                    self.say(format!("{path}.levels.{l}"), format!("there is no level {level}"));
                }
            }
            let path = format!("{path}.met_if");
            let condition = self.compile_at(&path, &gate.met_if);
            self.uses(&path, &condition, asked, nodes);
            conditions.push(condition);
        }
        conditions
    }
}
