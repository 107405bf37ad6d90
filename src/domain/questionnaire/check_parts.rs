//! The second half of the check: what names what, and whether the matrix is whole.
use std::collections::BTreeMap;

use super::check::Checker;
use super::definition::{FieldType, RowsChart};
use super::{Asked, Definition, Question};
use crate::domain::ids::QuestionId;

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
            for (n, mitigation) in question.mitigations.iter().enumerate() {
                let path = format!("{path}.mitigations.{n}");
                self.known(path, "mitigation", mitigation.as_str(), mitigations.clone());
            }
            for (n, section) in question.leads_to.iter().enumerate() {
                let path = format!("{path}.leads_to.{n}");
                self.known(path, "section", section.as_str(), sections.clone());
            }
            for (n, item) in question.evidence.iter().enumerate() {
                let path = format!("{path}.evidence.{n}");
                self.known(path, "evidence", item.as_str(), evidence.clone());
            }
            if let Some(chart) = &question.chart {
                self.chart(&format!("{path}.chart"), question, chart, &evidence);
            }
            if let Some(pathway) = &question.pathway {
                let path = format!("{path}.pathway");
                self.known(path, "pathway", pathway.as_str(), pathways.clone());
            }
        }
        self.catalogues(d, &pathways);
        self.quality(d);
        self.pickers(d, asked);
        for (n, table) in d.matrix.iter().flat_map(|matrix| &matrix.tables).enumerate() {
            if let Some(floor) = &table.at_least {
                let path = format!("matrix.tables.{n}.at_least.table_question");
                let known = places.keys().map(QuestionId::as_str);
                self.known(path, "question", floor.table_question.as_str(), known);
            }
        }
    }

    /// Bars need a scale, and rows that have names.
    fn chart(&mut self, path: &str, question: &Question, chart: &RowsChart, evidence: &[&str]) {
        let field = question.fields.iter().find(|field| field.id == chart.field);
        match field {
            None => {
                let known = question.fields.iter().map(|field| field.id.as_str());
                self.known(format!("{path}.field"), "field", chart.field.as_str(), known);
            }
            Some(field) => {
                let ends = field.min.zip(field.max).filter(|(min, max)| min < max);
                if field.kind != FieldType::Number || ends.is_none() {
                    let message = "a chart draws a number between a min and a max";
                    self.say(format!("{path}.field"), message);
                }
            }
        }
        if question.rows.len() < 2 {
            self.say(path, "a chart draws 2 or more fixed rows: add rows");
        }
        for (n, item) in chart.beside.iter().enumerate() {
            let path = format!("{path}.beside.{n}");
            self.known(path, "evidence", item.as_str(), evidence.iter().copied());
        }
    }

    fn catalogues(&mut self, d: &Definition, pathways: &[&str]) {
        for (n, group) in d.groups.iter().enumerate() {
            let families = d.families.iter().map(|family| family.id.as_str());
            self.known(format!("groups.{n}.family"), "family", group.family.as_str(), families);
            if group.uplift && group.survey.is_none() && group.note.is_none() {
                let message = "a group with the risk uplift names its survey or gives a note";
                self.say(format!("groups.{n}"), message);
            } else if group.figure.is_some() && group.survey.is_none() {
                self.say(format!("groups.{n}.figure"), "a figure names its survey: add survey");
            }
            if group.uplift && group.basis == super::Basis::None {
                let message = "the risk uplift has a basis: ratio or precaution";
                self.say(format!("groups.{n}.basis"), message);
            }
        }
        for (n, mitigation) in d.mitigations.iter().enumerate() {
            for (p, pathway) in mitigation.pathways.iter().enumerate() {
                let path = format!("mitigations.{n}.pathways.{p}");
                self.known(path, "pathway", pathway.as_str(), pathways.iter().copied());
            }
        }
    }

    fn quality(&mut self, d: &Definition) {
        for (n, pair) in d.quality.bands.windows(2).enumerate() {
            if let [low, high] = pair
                && low.from >= high.from
            {
                let path = format!("quality.bands.{}", n + 1);
                self.say(path, "each band starts higher than the one before");
            }
        }
        if let Some(first) = d.quality.bands.first().filter(|first| first.from > 0) {
            let message = format!("there is a gap: the quality can be 0, below {}", first.from);
            self.say("quality.bands.0", message);
        }
    }

    /// Rows for groups need a question that picks them.
    fn pickers(&mut self, d: &Definition, asked: &[Asked]) {
        let is_picker = |asked: &Asked| asked.question.kind == super::QuestionType::Groups;
        let picked = asked.iter().any(is_picker);
        for asked in asked {
            if asked.question.rows_from == Some(super::RowsFrom::Groups) && !picked {
                let path = format!("{}.rows_from", path_of(d, &asked.question.id));
                self.say(path, "no question of type groups gives the rows");
            }
        }
    }
}

/// Where a question stands in its file.
pub(super) fn path_of(d: &Definition, id: &QuestionId) -> String {
    for (s, section) in d.sections.iter().enumerate() {
        if let Some(q) = section.questions.iter().position(|question| question.id == *id) {
            return format!("sections.{s}.questions.{q}");
        }
    }
    "sections".to_owned()
}
