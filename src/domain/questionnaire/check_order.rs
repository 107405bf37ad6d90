//! The order in which scores and decision tables are worked out, and cycles.
use std::collections::BTreeSet;

use super::Asked;
use super::check::Checker;
use super::compiled::{Maximum, Node, Nodes, ScoreRule, Uses};

impl Checker<'_> {
    /// Each node after what it needs; what needs itself is said.
    pub(super) fn order(&mut self, nodes: &mut Nodes, asked: &[Asked]) {
        let scores = (0..nodes.scores.len()).map(Node::Score);
        let all: Vec<Node> = scores.chain((0..nodes.decisions.len()).map(Node::Decision)).collect();
        let mut done: BTreeSet<Node> = BTreeSet::new();
        let mut order = Vec::new();
        loop {
            let ready = |node: &&Node| {
                !done.contains(node) && nodes.uses(**node, asked).nodes.is_subset(&done)
            };
            let Some(next) = all.iter().find(ready).copied() else { break };
            done.insert(next);
            order.push(next);
        }
        let mut told: BTreeSet<Node> = BTreeSet::new();
        for node in all.iter().filter(|node| !done.contains(node)) {
            let reached_here = reached(nodes, *node, asked);
            if !reached_here.contains(node) || !told.is_disjoint(&reached_here) {
                continue;
            }
            told.insert(*node);
            let uses = nodes.uses(*node, asked).nodes;
            let back =
                |other: &&Node| *other == node || reached(nodes, **other, asked).contains(node);
            let names = uses.iter().filter(back).map(|other| format!("“{}”", nodes.name(*other)));
            let names: Vec<String> = names.collect();
            let message = format!(
                "a cycle: “{}” needs {}, which needs it again",
                nodes.name(*node),
                names.join(", ")
            );
            self.say(cycle_path(nodes, *node, &told, asked), message);
        }
        nodes.order = order;
    }
}

/// Everything that a node needs, directly or not.
fn reached(nodes: &Nodes, node: Node, asked: &[Asked]) -> BTreeSet<Node> {
    let mut found = BTreeSet::new();
    let mut waiting: Vec<Node> = nodes.uses(node, asked).nodes.into_iter().collect();
    while let Some(next) = waiting.pop() {
        if found.insert(next) {
            waiting.extend(nodes.uses(next, asked).nodes);
        }
    }
    found
}

/// The part of a node that closes a cycle.
fn cycle_path(nodes: &Nodes, node: Node, told: &BTreeSet<Node>, asked: &[Asked]) -> String {
    let closes = |uses: &Uses| {
        uses.nodes
            .iter()
            .any(|next| told.contains(next) || reached(nodes, *next, asked).contains(&node))
    };
    match node {
        Node::Score(place) => {
            let Some(score) = nodes.scores.get(place) else { return String::new() };
            let mut uses = Uses::default();
            if let Maximum::Formula(formula) = &score.maximum {
                uses.formula(formula, nodes);
            }
            if closes(&uses) {
                return format!("scores.{place}.maximum");
            }
            match &score.rule {
                ScoreRule::Lookup(..) => format!("scores.{place}.lookup.of"),
                ScoreRule::Sum(_) | ScoreRule::Formula(_) | ScoreRule::Grid(_) => {
                    format!("scores.{place}.calculate")
                }
            }
        }
        Node::Decision(place) => {
            let conditions = nodes.decisions.get(place).map_or(&[][..], |table| &table.conditions);
            let row = conditions.iter().position(|condition| {
                let mut uses = Uses::default();
                uses.condition(condition, nodes);
                closes(&uses)
            });
            row.map_or_else(
                || format!("decisions.{place}.rows"),
                |row| format!("decisions.{place}.rows.{row}.when"),
            )
        }
    }
}
