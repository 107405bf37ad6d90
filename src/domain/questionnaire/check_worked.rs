//! Worked examples: what they name exists, and they can fail.
use super::check::Checker;
use super::worked::{Expectation, WorkedExample};
use super::{Asked, Definition};
use crate::domain::answers::Answers;
use crate::domain::condition::Fact;
use crate::domain::given;

impl Checker<'_> {
    /// Worked examples name questions, groups, factors and options that exist.
    pub(super) fn worked(&mut self, d: &Definition, asked: &[Asked]) {
        for (n, example) in d.tests.iter().enumerate() {
            let path = format!("tests.{n}");
            for (name, value) in &example.record {
                let facts = || Fact::NAMES.iter();
                let here = format!("{path}.record.{name}");
                let known: Vec<&str> = facts().map(|(known, ..)| *known).collect();
                self.known(&here, "part of the record", name, known);
                if let Some((_, _, values)) = facts().find(|(known, ..)| known == name) {
                    self.known(&here, "value of it", value, values.iter().copied());
                }
            }
            let answers = example.answers.iter().flatten();
            match given::answers(asked, answers) {
                Ok(answers) => self.worked_options(answers, asked, &path),
                Err(wrong) => {
                    for (name, message) in wrong {
                        self.say(format!("{path}.answers.{name}"), message);
                    }
                }
            }
            if let Some(row) = &example.row {
                self.worked_row(d, &format!("{path}.row"), row);
            }
            for (r, row) in example.ratings.iter().enumerate() {
                self.worked_row(d, &format!("{path}.ratings.{r}"), row);
            }
            self.expected(d, example, asked, &format!("{path}.expect"));
        }
    }

    fn worked_options(&mut self, answers: Answers, asked: &[Asked], path: &str) {
        for (id, answer) in answers {
            let Some(found) = asked.iter().find(|asked| asked.question.id == id) else { continue };
            for chosen in answer.chosen().into_iter().filter(|_| !found.choices.is_empty()) {
                let known = found.choices.iter().map(|choice| choice.id.as_str());
                let what = format!("option of “{id}” called");
                self.known(format!("{path}.answers.{id}"), &what, chosen, known);
            }
        }
    }

    fn expected(&mut self, d: &Definition, example: &WorkedExample, asked: &[Asked], path: &str) {
        let expect = &example.expect;
        let questions = || asked.iter().map(|asked| asked.question.id.as_str());
        for id in expect.hidden.iter().chain(expect.visible.iter().flatten()) {
            let key = if expect.hidden.contains(id) { "hidden" } else { "visible" };
            self.known(format!("{path}.{key}"), "question", id.as_str(), questions());
        }
        let scores = || d.scores.iter().map(|score| score.id.as_str());
        for id in expect.scores.keys() {
            self.known(format!("{path}.scores.{id}"), "score", id.as_str(), scores());
        }
        for id in expect.maxima.keys() {
            self.known(format!("{path}.maxima.{id}"), "score", id.as_str(), scores());
        }
        for (id, band) in &expect.bands {
            let path = format!("{path}.bands.{id}");
            self.known(&path, "score", id.as_str(), scores());
            if let Some(score) = d.scores.iter().find(|score| score.id == *id) {
                let known = score.bands.iter().map(|band| band.id.as_str());
                self.known(&path, &format!("band of “{id}” called"), band.as_str(), known);
            }
        }
        for (id, outcome) in &expect.decisions {
            let path = format!("{path}.decisions.{id}");
            let tables = d.decisions.iter().map(|table| table.id.as_str());
            self.known(&path, "decision table", id.as_str(), tables);
            if let Some(table) = d.decisions.iter().find(|table| table.id == *id) {
                let known = table.outcomes.iter().map(|outcome| outcome.id.as_str());
                self.known(&path, &format!("outcome of “{id}” called"), outcome.as_str(), known);
            }
        }
        self.can_fail(example, path);
    }

    /// An example that expects nothing, or nothing that it works out, proves nothing.
    fn can_fail(&mut self, example: &WorkedExample, path: &str) {
        let expect = &example.expect;
        let of_row = [
            ("points", expect.points.is_some()),
            ("band", expect.band.is_some()),
            ("gap", expect.gap.is_some()),
        ];
        for (key, _) in of_row.into_iter().filter(|(_, said)| *said && example.row.is_none()) {
            let message = format!("{key} is of one row: the example has no row");
            self.say(format!("{path}.{key}"), message);
        }
        let empty = serde_json::to_value(Expectation::default()).unwrap_or_default();
        if serde_json::to_value(expect).unwrap_or_default() == empty {
            self.warn(path, format!("the test “{}” expects nothing", example.name));
        }
    }
}
