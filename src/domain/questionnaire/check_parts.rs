//! The second half of the check: what names what, and whether the matrix is whole.
use std::collections::{BTreeMap, BTreeSet};

use super::check::Checker;
use super::{Asked, Definition, Matrix, ReadAs};
use crate::domain::ids::{FactorId, OptionId, QuestionId};

impl Checker<'_> {
    /// Everything that is named exists.
    pub(super) fn references(
        &mut self,
        d: &Definition,
        asked: &[Asked],
        places: &BTreeMap<QuestionId, usize>,
    ) {
        let sections: Vec<&str> = d.sections.iter().map(|s| s.id.as_str()).collect();
        let pathways: Vec<&str> = d.pathways.iter().map(|p| p.id.as_str()).collect();
        let mitigations: Vec<&str> = d.mitigations.iter().map(|m| m.id.as_str()).collect();
        let evidence: Vec<&str> = d.evidence.iter().map(|e| e.id.as_str()).collect();
        for asked in asked {
            let question = &asked.question;
            let path = path_of(d, &question.id);
            for mitigation in &question.mitigations {
                let path = format!("{path}.mitigations");
                self.known(path, "mitigation", mitigation.as_str(), mitigations.clone());
            }
            for section in &question.leads_to {
                let path = format!("{path}.leads_to");
                self.known(path, "section", section.as_str(), sections.clone());
            }
            for item in &question.evidence {
                let path = format!("{path}.evidence");
                self.known(path, "evidence", item.as_str(), evidence.clone());
            }
            if let Some(pathway) = &question.pathway {
                let path = format!("{path}.pathway");
                self.known(path, "pathway", pathway.as_str(), pathways.clone());
            }
        }
        for (n, group) in d.groups.iter().enumerate() {
            let families = d.families.iter().map(|family| family.id.as_str());
            self.known(format!("groups.{n}.family"), "family", group.family.as_str(), families);
            if group.uplift && group.survey.is_none() && group.note.is_none() {
                let message = "a group with the risk uplift names its survey or gives a note";
                self.say(format!("groups.{n}"), message);
            }
        }
        for (n, mitigation) in d.mitigations.iter().enumerate() {
            for pathway in &mitigation.pathways {
                let path = format!("mitigations.{n}.pathways");
                self.known(path, "pathway", pathway.as_str(), pathways.clone());
            }
        }
        for (n, table) in d.matrix.tables.iter().enumerate() {
            if let Some(floor) = &table.at_least {
                let path = format!("matrix.tables.{n}.at_least.table_question");
                let known = places.keys().map(QuestionId::as_str);
                self.known(path, "question", floor.table_question.as_str(), known);
            }
        }
    }

    /// Tables have a value for every pair, bands rise, and named factors and options exist.
    pub(super) fn matrix(&mut self, d: &Definition) {
        let matrix = &d.matrix;
        self.duplicates("matrix.factors", "factor", matrix.factors.iter().map(|f| &f.id));
        if matrix.factors.is_empty() {
            self.say("matrix.factors", "the first factor gives the direction; there is none");
        }
        for (n, table) in matrix.tables.iter().enumerate() {
            let path = format!("matrix.tables.{n}");
            let rows = self.steps(matrix, &format!("{path}.rows"), &table.rows);
            let columns = self.steps(matrix, &format!("{path}.columns"), &table.columns);
            let fits =
                table.values.len() == rows && table.values.iter().all(|row| row.len() == columns);
            if !fits {
                let message = format!("the table needs {rows} rows of {columns} values");
                self.say(format!("{path}.values"), message);
            }
        }
        if matrix.bands.first().is_none_or(|band| band.from != 0) {
            self.say("matrix.bands", "the first band starts at 0");
        }
        let rising = matrix.bands.windows(2).all(|pair| match pair {
            [low, high] => low.from < high.from && low.band < high.band,
            _ => true,
        });
        if !rising {
            self.say("matrix.bands", "each band starts higher than the one before");
        }
        for (n, floor) in matrix.floors.iter().enumerate() {
            for (factor, options) in &floor.when {
                let path = format!("matrix.floors.{n}.when");
                self.factor_options(matrix, &path, factor, options);
            }
        }
        let evidence = &matrix.evidence;
        let named: BTreeSet<OptionId> = evidence.halve.union(&evidence.zero).cloned().collect();
        self.factor_options(matrix, "matrix.evidence", &evidence.factor, &named);
        for (n, factor) in matrix.factors.iter().enumerate() {
            for read_as in factor.options.iter().flat_map(|option| &option.read_as) {
                let (ReadAs::Exactly(option) | ReadAs::AtLeast { at_least: option }) = read_as.1;
                let path = format!("matrix.factors.{n}");
                self.factor_options(matrix, &path, read_as.0, &BTreeSet::from([option.clone()]));
            }
        }
    }

    /// How many different sizes the options of a factor have, without sign and without 0.
    fn steps(&mut self, matrix: &Matrix, path: &str, factor: &FactorId) -> usize {
        let known = matrix.factors.iter().map(|factor| factor.id.as_str());
        self.known(path, "factor", factor.as_str(), known);
        let options = matrix.factor(factor).map_or(&[][..], |factor| &factor.options);
        let sizes = options.iter().map(|option| option.value.abs());
        sizes.filter(|size| *size > 0).collect::<BTreeSet<_>>().len()
    }

    fn factor_options(
        &mut self,
        matrix: &Matrix,
        path: &str,
        factor: &FactorId,
        options: &BTreeSet<OptionId>,
    ) {
        let known = matrix.factors.iter().map(|factor| factor.id.as_str());
        self.known(path, "factor", factor.as_str(), known);
        let Some(factor) = matrix.factor(factor) else { return };
        for option in options {
            let known = factor.options.iter().map(|option| option.id.as_str());
            let what = format!("option of “{}” called", factor.id);
            self.known(path, &what, option.as_str(), known);
        }
    }

    /// Worked examples name questions and groups that exist.
    pub(super) fn worked(&mut self, d: &Definition, places: &BTreeMap<QuestionId, usize>) {
        let groups: Vec<&str> = d.groups.iter().map(|group| group.id.as_str()).collect();
        for (n, example) in d.tests.iter().enumerate() {
            for question in example.answers.keys() {
                let known = places.keys().map(QuestionId::as_str);
                self.known(format!("tests.{n}"), "question", question.as_str(), known);
            }
            for row in example.row.iter().chain(&example.ratings) {
                self.known(format!("tests.{n}"), "group", row.group.as_str(), groups.clone());
                for (factor, option) in &row.factors {
                    let options = BTreeSet::from([option.clone()]);
                    self.factor_options(&d.matrix, &format!("tests.{n}"), factor, &options);
                }
            }
        }
    }
}

/// Where a question stands in its file.
fn path_of(d: &Definition, id: &QuestionId) -> String {
    for (s, section) in d.sections.iter().enumerate() {
        if let Some(q) = section.questions.iter().position(|question| question.id == *id) {
            return format!("sections.{s}.questions.{q}");
        }
    }
    "sections".to_owned()
}
