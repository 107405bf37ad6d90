//! Scores and decision tables as the engine works them out, in an order that works.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "only the parts that name a score or a table matter"
)]
use std::collections::{BTreeMap, BTreeSet};

use super::scores::{DecisionDefinition, Grid, LookupRow, ScoreDefinition};
use super::{Asked, Definition};
use crate::domain::condition::Condition;
use crate::domain::formula::Formula;
use crate::domain::ids::{DecisionId, QuestionId, ScoreId};
use crate::domain::number::Number;

/// The names that mean something other than a question with options.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Every question.
    pub questions: BTreeSet<String>,
    /// Scores.
    pub scores: BTreeSet<String>,
    /// Questions whose answer is a number.
    pub numbers: BTreeSet<String>,
    /// Decision tables.
    pub decisions: BTreeSet<String>,
}

impl Names {
    pub(super) fn of(definition: &Definition) -> Self {
        let questions = definition.sections.iter().flat_map(|section| &section.questions);
        let numbers = questions.clone().filter(|question| question.kind.is_number());
        Self {
            questions: questions.map(|question| question.id.to_string()).collect(),
            scores: definition.scores.iter().map(|score| score.id.to_string()).collect(),
            numbers: numbers.map(|question| question.id.to_string()).collect(),
            decisions: definition.decisions.iter().map(|table| table.id.to_string()).collect(),
        }
    }
}

/// How a score gets its value.
#[derive(Debug, Clone)]
pub enum ScoreRule {
    /// The points of these questions, by their places.
    Sum(Vec<usize>),
    /// A formula.
    Formula(Formula),
    /// A table of two questions.
    Grid(Grid),
    /// The value from a limit on.
    Lookup(Formula, Vec<LookupRow>),
}

/// What the maximum of a score is.
#[derive(Debug, Clone)]
pub enum Maximum {
    /// Over every question of the sum.
    All,
    /// Over the questions that are shown.
    Shown,
    /// This number.
    Exactly(Number),
    /// A formula.
    Formula(Formula),
    /// There is none.
    Unknown,
}

/// A score that has been understood.
#[derive(Debug, Clone)]
pub struct Score {
    /// As the file states it.
    pub definition: ScoreDefinition,
    /// How it gets its value.
    pub rule: ScoreRule,
    /// Its maximum.
    pub maximum: Maximum,
}

/// A decision table that has been understood.
#[derive(Debug, Clone)]
pub struct Decision {
    /// As the file states it.
    pub definition: DecisionDefinition,
    /// The conditions of its rows.
    pub conditions: Vec<Condition>,
}

/// One of the things that are worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node {
    /// A score, by its place.
    Score(usize),
    /// A decision table, by its place.
    Decision(usize),
}

/// Every score and decision table.
#[derive(Debug, Clone, Default)]
pub struct Nodes {
    pub(super) scores: Vec<Score>,
    pub(super) decisions: Vec<Decision>,
    pub(super) order: Vec<Node>,
}

/// What a node or a condition looks at.
#[derive(Debug, Default)]
pub(super) struct Uses {
    pub(super) questions: BTreeSet<QuestionId>,
    pub(super) nodes: BTreeSet<Node>,
    pub(super) is_late: bool,
}

impl Uses {
    pub(super) fn condition(&mut self, condition: &Condition, nodes: &Nodes) {
        self.questions.extend(condition.questions().into_iter().cloned());
        condition.visit(&mut |part| match part {
            Condition::InBand(score, _) => self.nodes.extend(nodes.score_named(score)),
            Condition::Decided(decision, _) => self.nodes.extend(nodes.decision_named(decision)),
            Condition::Always(_)
            | Condition::Not(_)
            | Condition::All(_)
            | Condition::Any(_)
            | Condition::OneOf(..)
            | Condition::Includes(..)
            | Condition::Answered(_)
            | Condition::Flag(_)
            | Condition::Record(..)
            | Condition::Compare(..) => {}
        });
        condition.visit_formulas(&mut |part| self.part(part, nodes));
    }

    pub(super) fn formula(&mut self, formula: &Formula, nodes: &Nodes) {
        self.questions.extend(formula.questions().into_iter().cloned());
        formula.visit(&mut |part| self.part(part, nodes));
        formula.visit_conditions(&mut |part| match part {
            Condition::InBand(score, _) => self.nodes.extend(nodes.score_named(score)),
            Condition::Decided(decision, _) => self.nodes.extend(nodes.decision_named(decision)),
            _ => {}
        });
    }

    fn part(&mut self, part: &Formula, nodes: &Nodes) {
        match part {
            Formula::Score(score) | Formula::Share(score) | Formula::Maximum(score) => {
                self.nodes.extend(nodes.score_named(score));
            }
            Formula::Computed(name) => self.is_late |= !name.is_of_screening(),
            _ => {}
        }
    }
}

impl Nodes {
    /// The scores, in the order of the file.
    pub fn scores(&self) -> &[Score] {
        &self.scores
    }

    /// The decision tables, in the order of the file.
    pub fn decisions(&self) -> &[Decision] {
        &self.decisions
    }

    /// All of them, each after what it needs.
    pub fn order(&self) -> &[Node] {
        &self.order
    }

    pub(super) fn score_named(&self, id: &ScoreId) -> Option<Node> {
        self.scores.iter().position(|score| score.definition.id == *id).map(Node::Score)
    }

    pub(super) fn decision_named(&self, id: &DecisionId) -> Option<Node> {
        let mut tables = self.decisions.iter();
        tables.position(|table| table.definition.id == *id).map(Node::Decision)
    }

    pub(super) fn name(&self, node: Node) -> String {
        match node {
            Node::Score(place) => {
                self.scores.get(place).map(|score| score.definition.id.to_string())
            }
            Node::Decision(place) => {
                self.decisions.get(place).map(|table| table.definition.id.to_string())
            }
        }
        .unwrap_or_default()
    }

    /// What a node looks at itself.
    pub(super) fn uses(&self, node: Node, asked: &[Asked]) -> Uses {
        let mut uses = Uses::default();
        match node {
            Node::Score(place) => {
                let Some(score) = self.scores.get(place) else { return uses };
                match &score.rule {
                    ScoreRule::Sum(places) => {
                        let summed = places.iter().filter_map(|place| asked.get(*place));
                        uses.questions.extend(summed.map(|asked| asked.question.id.clone()));
                    }
                    ScoreRule::Formula(formula) | ScoreRule::Lookup(formula, _) => {
                        uses.formula(formula, self);
                    }
                    ScoreRule::Grid(grid) => {
                        uses.questions.extend([grid.rows.clone(), grid.columns.clone()]);
                    }
                }
                if let Maximum::Formula(formula) = &score.maximum {
                    uses.formula(formula, self);
                }
            }
            Node::Decision(place) => {
                for condition in self.decisions.get(place).iter().flat_map(|t| &t.conditions) {
                    uses.condition(condition, self);
                }
            }
        }
        uses
    }

    /// What some uses need in the end: every question, and every node, in a working order.
    pub(super) fn all_uses(&self, mut uses: Uses, asked: &[Asked]) -> (Uses, Vec<Node>) {
        let mut waiting: Vec<Node> = uses.nodes.iter().copied().collect();
        while let Some(node) = waiting.pop() {
            let further = self.uses(node, asked);
            uses.is_late |= further.is_late;
            uses.questions.extend(further.questions);
            waiting.extend(further.nodes.into_iter().filter(|node| uses.nodes.insert(*node)));
        }
        let needed = self.order.iter().copied().filter(|node| uses.nodes.contains(node)).collect();
        (uses, needed)
    }

    /// Tells each question which nodes its condition needs, and whether it waits for the result.
    pub(super) fn settle(&mut self, asked: &mut [Asked], places: &BTreeMap<QuestionId, usize>) {
        for place in 0..asked.len() {
            let Some(question) = asked.get(place) else { continue };
            let mut uses = Uses::default();
            uses.condition(&question.show_if, self);
            let (uses, needs) = self.all_uses(uses, asked);
            let looked_at = uses.questions.iter().filter_map(|id| asked.get(*places.get(id)?));
            let late = uses.is_late || looked_at.into_iter().any(Asked::is_late_for_others);
            if let Some(question) = asked.get_mut(place) {
                question.needs = needs;
                question.late = late;
            }
        }
    }
}
