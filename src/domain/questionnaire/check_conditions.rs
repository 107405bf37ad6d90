//! Conditions and formulas: everything that they name exists, and questions only look back.
use std::collections::BTreeMap;

use super::check::Checker;
use super::compiled::{Maximum, Nodes, Uses};
use super::{Asked, Definition, FieldType, QuestionType};
use crate::domain::condition::Condition;
use crate::domain::formula::Formula;
use crate::domain::ids::{OptionId, QuestionId};

impl Checker<'_> {
    /// Every condition looks at what exists, and those of questions only look back.
    pub(super) fn conditions(
        &mut self,
        d: &Definition,
        asked: &[Asked],
        places: &BTreeMap<QuestionId, usize>,
        (shown, nodes): (&[Option<Condition>], &Nodes),
    ) {
        for (s, section) in d.sections.iter().enumerate() {
            let first = asked.iter().position(|asked| asked.section == section.id);
            if let (Some(Some(condition)), Some(first)) = (shown.get(s), first) {
                let path = format!("sections.{s}.show_if");
                self.uses(&path, condition, asked, nodes);
                let name = (section.id.as_str(), first);
                self.look_back(&path, name, condition, (asked, places, nodes));
            }
        }
        for (place, this) in asked.iter().enumerate() {
            if let Some(condition) = &this.own_show_if {
                let path = format!("{}.show_if", super::check_parts::path_of(d, &this.question.id));
                self.uses(&path, condition, asked, nodes);
                let name = (this.question.id.as_str(), place);
                self.look_back(&path, name, condition, (asked, places, nodes));
            }
        }
    }

    fn look_back(
        &mut self,
        path: &str,
        (of, here): (&str, usize),
        condition: &Condition,
        (asked, places, nodes): (&[Asked], &BTreeMap<QuestionId, usize>, &Nodes),
    ) {
        let mut uses = Uses::default();
        uses.condition(condition, nodes);
        let direct = uses.questions.clone();
        let through = uses.nodes.iter().next().map(|node| nodes.name(*node));
        let (uses, _) = nodes.all_uses(uses, asked);
        let in_section = |id: &QuestionId| {
            let asked = places.get(id).and_then(|place| asked.get(*place));
            asked.is_some_and(|asked| asked.section.as_str() == of)
        };
        let later = |id: &&QuestionId| places.get(*id).is_some_and(|place| *place >= here);
        for id in uses.questions.iter().filter(later) {
            let message = match &through {
                _ if (id.as_str() == of || in_section(id)) && direct.contains(id) => {
                    let what = if id.as_str() == of { "the question" } else { "the section" };
                    format!("{what} “{of}” depends on itself")
                }
                _ if direct.contains(id) => {
                    format!("“{id}” is asked later: a condition looks back only")
                }
                Some(score) if id.as_str() == of => {
                    format!("a cycle: “{of}” depends on “{score}”, which counts “{of}”")
                }
                Some(score) => format!(
                    "“{score}” needs the question “{id}”, which is asked later: a condition looks back only"
                ),
                None => continue,
            };
            self.say(path, message);
        }
    }

    /// Everything that a condition names exists and has the right kind.
    pub(super) fn uses(
        &mut self,
        path: &str,
        condition: &Condition,
        asked: &[Asked],
        nodes: &Nodes,
    ) {
        let mut parts = Vec::new();
        condition.visit(&mut |part| parts.push(part.clone()));
        for part in parts {
            match &part {
                Condition::OneOf(question, options) => {
                    self.options_of(path, question, options.iter(), asked);
                }
                Condition::Includes(question, option) => {
                    self.options_of(path, question, std::iter::once(option), asked);
                }
                Condition::Answered(question) => self.question_named(path, question, asked),
                Condition::InBand(score, bands) => {
                    let found = nodes.scores.iter().find(|found| found.definition.id == *score);
                    let known: Vec<_> = found
                        .iter()
                        .flat_map(|found| {
                            found.definition.bands.iter().map(|band| band.id.as_str())
                        })
                        .collect();
                    for band in bands {
                        let what = format!("band of “{score}” called");
                        self.known(path, &what, band.as_str(), known.clone());
                    }
                }
                Condition::Decided(table, outcomes) => {
                    let found = nodes.decisions.iter().find(|found| found.definition.id == *table);
                    let known: Vec<_> = found
                        .iter()
                        .flat_map(|found| found.definition.outcomes.iter().map(|o| o.id.as_str()))
                        .collect();
                    for outcome in outcomes {
                        let what = format!("outcome of “{table}” called");
                        self.known(path, &what, outcome.as_str(), known.clone());
                    }
                }
                Condition::Flag(flag) => {
                    let set = asked.iter().flat_map(|asked| &asked.choices);
                    let known: Vec<_> =
                        set.filter_map(|choice| Some(choice.flag.as_ref()?.as_str())).collect();
                    self.known(path, "option that sets the flag", flag.as_str(), known);
                }
                Condition::Compare(left, _, right) => {
                    self.formula_uses(path, left, asked, nodes);
                    self.formula_uses(path, right, asked, nodes);
                }
                Condition::Always(_)
                | Condition::Not(_)
                | Condition::All(_)
                | Condition::Any(_)
                | Condition::Record(..) => {}
            }
        }
    }

    pub(super) fn formula_uses(
        &mut self,
        path: &str,
        formula: &Formula,
        asked: &[Asked],
        nodes: &Nodes,
    ) {
        let mut parts = Vec::new();
        formula.visit(&mut |part| parts.push(part.clone()));
        for part in &parts {
            match part {
                Formula::Count(question) | Formula::Answer(question) => {
                    self.question_named(path, question, asked);
                }
                Formula::CountOf(questions, options) => {
                    for question in questions {
                        self.options_of(path, question, options.iter(), asked);
                    }
                }
                Formula::Cells(question, field, row) => {
                    self.question_named(path, question, asked);
                    let table = asked.iter().find(|asked| asked.question.id == *question);
                    let Some(table) = table.map(|asked| &asked.question) else { continue };
                    if table.fields.is_empty() {
                        self.say(path, format!("“{question}” is not a table"));
                        continue;
                    }
                    let known: Vec<_> =
                        table.fields.iter().map(|field| field.id.as_str()).collect();
                    self.known(
                        path,
                        &format!("field of “{question}” called"),
                        field.as_str(),
                        known,
                    );
                    let of = table.fields.iter().find(|known| known.id == *field);
                    if of.is_some_and(|of| of.kind != FieldType::Number) {
                        self.say(
                            path,
                            format!("the field “{field}” of “{question}” has no numbers"),
                        );
                    }
                    if let Some(row) = row {
                        let known: Vec<_> = table.rows.iter().map(|row| row.id.as_str()).collect();
                        self.known(path, &format!("row of “{question}” called"), row, known);
                    }
                }
                Formula::Share(score) | Formula::Maximum(score) => {
                    let share = matches!(part, Formula::Share(_));
                    let what = if share { "maximum to take a share of" } else { "maximum" };
                    let found = nodes.scores.iter().find(|found| found.definition.id == *score);
                    if found.is_some_and(|f| matches!(f.maximum, Maximum::Unknown)) {
                        let message = format!("“{score}” has no {what}: state one");
                        self.say(path, message);
                    }
                }
                Formula::If(parts) => self.uses(path, &parts.0, asked, nodes),
                Formula::Constant(_)
                | Formula::Score(_)
                | Formula::Computed(_)
                | Formula::Both(..)
                | Formula::OneOf(..)
                | Formula::Rounded(..) => {}
            }
        }
    }

    fn question_named(&mut self, path: &str, question: &QuestionId, asked: &[Asked]) {
        let known = asked.iter().map(|asked| asked.question.id.as_str());
        self.known(path, "question", question.as_str(), known);
    }

    fn options_of<'o>(
        &mut self,
        path: &str,
        question: &QuestionId,
        options: impl Iterator<Item = &'o OptionId>,
        asked: &[Asked],
    ) {
        self.question_named(path, question, asked);
        let found = asked.iter().find(|asked| asked.question.id == *question);
        let Some(found) = found else { return };
        let kind = found.question.kind;
        if matches!(kind, QuestionType::Groups | QuestionType::Options | QuestionType::Mitigations)
        {
            return;
        }
        if found.choices.is_empty() {
            let message =
                format!("“{question}” has no options to compare with: use answered() or count()");
            self.say(path, message);
            return;
        }
        for option in options {
            let known = found.choices.iter().map(|choice| choice.id.as_str());
            let what = format!("option of “{question}” called");
            self.known(path, &what, option.as_str(), known);
        }
    }

    /// A rating cannot be opened by a question that waits for the ratings.
    pub(super) fn late_ratings(&mut self, d: &Definition, asked: &[Asked]) {
        for asked in asked.iter().filter(|asked| asked.late) {
            if asked.choices.iter().any(|choice| choice.rate.is_some()) {
                let path = super::check_parts::path_of(d, &asked.question.id);
                let message = "a question that depends on the result cannot open a rating";
                self.say(format!("{path}.show_if"), message);
            }
        }
    }
}
