//! Scores, their bands, and decision tables: whether they can be worked out.
use std::collections::BTreeMap;

use super::check::Checker;
use super::check_questions::named_totals;
use super::compiled::{Decision, Maximum, Nodes, Score, ScoreRule};
use super::scores::{
    BandsOn, DecisionDefinition, Grid, Lookup, MaximumOver, MaximumRule, Points, ScoreDefinition,
    Selection,
};
use super::{Asked, Definition, LevelSource};
use crate::domain::formula::Formula;
use crate::domain::ids::{QuestionId, ScoreId};
use crate::domain::number::Number;

impl Checker<'_> {
    /// Reads every score and decision table, and puts them in an order that works.
    pub(super) fn nodes(
        &mut self,
        d: &Definition,
        asked: &[Asked],
        places: &BTreeMap<QuestionId, usize>,
    ) -> Nodes {
        let mut nodes = Nodes::default();
        for (n, score) in d.scores.iter().enumerate() {
            self.usable(&format!("scores.{n}.id"), score.id.as_str());
        }
        for (n, table) in d.decisions.iter().enumerate() {
            self.usable(&format!("decisions.{n}.id"), table.id.as_str());
        }
        for (n, definition) in d.scores.iter().enumerate() {
            let score = self.score(d, definition, &format!("scores.{n}"), asked, places);
            nodes.scores.push(score);
        }
        for (n, definition) in d.decisions.iter().enumerate() {
            let table = self.decision(definition, &format!("decisions.{n}"));
            nodes.decisions.push(table);
        }
        self.node_uses(asked, &nodes);
        self.point_totals(d, asked, &nodes);
        self.order(&mut nodes, asked);
        self.level_source(d);
        nodes
    }

    fn score(
        &mut self,
        d: &Definition,
        definition: &ScoreDefinition,
        path: &str,
        asked: &[Asked],
        places: &BTreeMap<QuestionId, usize>,
    ) -> Score {
        let ways = [
            definition.sum.is_some(),
            definition.calculate.is_some(),
            definition.grid.is_some(),
            definition.lookup.is_some(),
        ];
        if ways.iter().filter(|way| **way).count() != 1 {
            let message = "a score says one of: sum, calculate, grid, lookup";
            self.say(format!("{path}.id"), message);
        }
        let rule = if let Some(selection) = &definition.sum {
            ScoreRule::Sum(self.selected(d, selection, definition, path, (asked, places)))
        } else if let Some(text) = &definition.calculate {
            ScoreRule::Formula(self.formula_at(&format!("{path}.calculate"), text))
        } else if let Some(grid) = &definition.grid {
            self.grid(grid, &format!("{path}.grid"), asked, places);
            ScoreRule::Grid(grid.clone())
        } else if let Some(lookup) = &definition.lookup {
            self.lookup(lookup, &format!("{path}.lookup"))
        } else {
            ScoreRule::Sum(Vec::new())
        };
        let maximum = match &definition.maximum {
            Some(MaximumRule::Over(MaximumOver::Shown)) => Maximum::Shown,
            Some(MaximumRule::Over(MaximumOver::All)) => Maximum::All,
            Some(MaximumRule::Number(number)) => Maximum::Exactly(*number),
            Some(MaximumRule::Calculate(text)) if is_like_a_word(text).is_some() => {
                let near = is_like_a_word(text).unwrap_or_default();
                let message = format!("“{text}” is not a maximum; did you mean “{near}”?");
                self.say(format!("{path}.maximum"), message);
                Maximum::Unknown
            }
            Some(MaximumRule::Calculate(text)) => {
                Maximum::Formula(self.formula_at(&format!("{path}.maximum"), text))
            }
            None => own_maximum(&rule),
        };
        if let (ScoreRule::Grid(_) | ScoreRule::Lookup(..), Maximum::Exactly(stated)) =
            (&rule, &maximum)
            && let Maximum::Exactly(most) = own_maximum(&rule)
            && *stated != most
        {
            let message =
                format!("the highest value is {most}, not {stated}: leave the maximum out");
            self.say(format!("{path}.maximum"), message);
        }
        let is_over = matches!(definition.maximum, Some(MaximumRule::Over(_)));
        if is_over && definition.sum.is_none() {
            self.say(format!("{path}.maximum"), "only a sum has a maximum over questions");
        }
        if definition.bands_on == BandsOn::Share && matches!(maximum, Maximum::Unknown) {
            let message = "bands on the share need a maximum: state one";
            self.say(format!("{path}.bands_on"), message);
        }
        self.bands(definition, path, &rule, asked);
        Score { definition: definition.clone(), rule, maximum }
    }

    fn formula_at(&mut self, path: &str, text: &str) -> Formula {
        (self.compile.formula)(text, &self.names).unwrap_or_else(|message| {
            self.say(path, message);
            Formula::Constant(Number::ZERO)
        })
    }

    fn selected(
        &mut self,
        d: &Definition,
        selection: &Selection,
        definition: &ScoreDefinition,
        path: &str,
        (asked, places): (&[Asked], &BTreeMap<QuestionId, usize>),
    ) -> Vec<usize> {
        let counts = |asked: &Asked| asked.is_scored() && has_points_for(asked, &definition.id);
        let found: Vec<usize> = match selection {
            Selection::All(_) => {
                let all = asked.iter().enumerate().filter(|(_, asked)| counts(asked));
                all.map(|(place, _)| place).collect()
            }
            Selection::Some(selected) => {
                for (s, section) in selected.sections.iter().enumerate() {
                    let known = d.sections.iter().map(|section| section.id.as_str());
                    let path = format!("{path}.sum.sections.{s}");
                    self.known(path, "section", section.as_str(), known);
                }
                for (n, question) in selected.questions.iter().enumerate() {
                    let path = format!("{path}.sum.questions.{n}");
                    let known = places.keys().map(QuestionId::as_str);
                    self.known(&path, "question", question.as_str(), known);
                    let found = places.get(question).and_then(|place| asked.get(*place));
                    if found.is_some_and(|asked| !counts(asked)) {
                        let message = format!("“{question}” has no points for “{}”", definition.id);
                        self.say(&path, message);
                    }
                }
                let wanted = |asked: &Asked| {
                    selected.sections.contains(&asked.section)
                        || selected.questions.contains(&asked.question.id)
                };
                let some = asked.iter().enumerate();
                let some = some.filter(|(_, asked)| wanted(asked) && counts(asked));
                some.map(|(place, _)| place).collect()
            }
        };
        if found.is_empty() {
            let message = format!("no question has points for “{}”", definition.id);
            self.say(format!("{path}.sum"), message);
        }
        found
    }

    fn grid(
        &mut self,
        grid: &Grid,
        path: &str,
        asked: &[Asked],
        places: &BTreeMap<QuestionId, usize>,
    ) {
        let mut size = |question: &QuestionId, path: String| -> Option<usize> {
            let known = places.keys().map(QuestionId::as_str);
            self.known(&path, "question", question.as_str(), known);
            let found = asked.get(*places.get(question)?)?;
            if !found.question.kind.is_single() {
                self.say(path, format!("“{question}” does not have one answer of several options"));
            }
            Some(found.choices.iter().filter(|choice| !choice.not_applicable).count())
        };
        let rows = size(&grid.rows, format!("{path}.rows"));
        let columns = size(&grid.columns, format!("{path}.columns"));
        let (Some(rows), Some(columns)) = (rows, columns) else { return };
        let message = format!("the table needs {rows} rows of {columns} values");
        if grid.values.len() != rows {
            self.say(format!("{path}.values"), message);
        } else if let Some(row) = grid.values.iter().position(|row| row.len() != columns) {
            self.say(format!("{path}.values.{row}"), message);
        }
    }

    fn lookup(&mut self, lookup: &Lookup, path: &str) -> ScoreRule {
        for (n, pair) in lookup.rows.windows(2).enumerate() {
            if let [low, high] = pair
                && low.from >= high.from
            {
                let path = format!("{path}.rows.{}", n + 1);
                self.say(path, "each limit is higher than the one before");
            }
        }
        if lookup.rows.is_empty() {
            self.say(format!("{path}.rows"), "there is nothing to look up");
        }
        let formula = self.formula_at(&format!("{path}.of"), &lookup.of);
        ScoreRule::Lookup(formula, lookup.rows.clone())
    }

    fn decision(&mut self, definition: &DecisionDefinition, path: &str) -> Decision {
        self.duplicates(format!("{path}.rows"), "row", definition.rows.iter().map(|row| &row.id));
        let outcomes = definition.outcomes.iter().map(|outcome| &outcome.id);
        self.duplicates(format!("{path}.outcomes"), "outcome", outcomes);
        let mut conditions = Vec::new();
        for (n, row) in definition.rows.iter().enumerate() {
            let path = format!("{path}.rows.{n}");
            let known = definition.outcomes.iter().map(|outcome| outcome.id.as_str());
            self.known(format!("{path}.outcome"), "outcome", row.outcome.as_str(), known);
            conditions.push(self.compile_at(&format!("{path}.when"), &row.when));
        }
        for (n, outcome) in definition.outcomes.iter().enumerate() {
            if !definition.rows.iter().any(|row| row.outcome == outcome.id) {
                let message = format!("no row comes to the outcome “{}”", outcome.id);
                self.warn(format!("{path}.outcomes.{n}.id"), message);
            }
        }
        Decision { definition: definition.clone(), conditions }
    }

    fn node_uses(&mut self, asked: &[Asked], nodes: &Nodes) {
        for (n, score) in nodes.scores.iter().enumerate() {
            match &score.rule {
                ScoreRule::Formula(formula) => {
                    self.formula_uses(&format!("scores.{n}.calculate"), formula, asked, nodes);
                }
                ScoreRule::Lookup(formula, _) => {
                    self.formula_uses(&format!("scores.{n}.lookup.of"), formula, asked, nodes);
                }
                ScoreRule::Sum(_) | ScoreRule::Grid(_) => {}
            }
            if let Maximum::Formula(formula) = &score.maximum {
                self.formula_uses(&format!("scores.{n}.maximum"), formula, asked, nodes);
            }
        }
        for (n, table) in nodes.decisions.iter().enumerate() {
            for (r, condition) in table.conditions.iter().enumerate() {
                self.uses(&format!("decisions.{n}.rows.{r}.when"), condition, asked, nodes);
            }
        }
    }

    /// Points name totals that exist, and count somewhere.
    fn point_totals(&mut self, d: &Definition, asked: &[Asked], nodes: &Nodes) {
        let sums = |place: usize| {
            nodes.scores.iter().any(|score| match &score.rule {
                ScoreRule::Sum(places) => places.contains(&place),
                ScoreRule::Formula(_) | ScoreRule::Grid(_) | ScoreRule::Lookup(..) => false,
            })
        };
        for (place, asked) in asked.iter().enumerate() {
            let path = super::check_parts::path_of(d, &asked.question.id);
            let all_have_rules = d.scores.iter().all(|score| {
                let others = score.calculate.is_some() || score.grid.is_some();
                score.sum.is_some() || others || score.lookup.is_some()
            });
            if asked.is_scored() && !sums(place) && all_have_rules {
                let message = format!("the points of “{}” count in no score", asked.question.id);
                let keyed = !asked.question.points.is_empty();
                let key = if keyed { "points" } else { "options.0.points" };
                self.warn(format!("{path}.{key}"), message);
            }
            let question = &asked.question;
            let mut all: Vec<(String, &Points)> = Vec::new();
            let own = question.options.iter().enumerate();
            all.extend(
                own.filter_map(|(n, o)| Some((format!("options.{n}.points"), o.points.as_ref()?))),
            );
            all.extend(question.points.iter().map(|(key, p)| (format!("points.{key}"), p)));
            let from = question.points_from.iter().enumerate();
            all.extend(from.map(|(n, row)| (format!("points_from.{n}.points"), &row.points)));
            for (f, field) in question.fields.iter().enumerate() {
                let own = field.options.iter().enumerate();
                all.extend(own.filter_map(|(n, option)| {
                    Some((format!("fields.{f}.options.{n}.points"), option.points.as_ref()?))
                }));
            }
            for (key, points) in all {
                for total in named_totals(points) {
                    let known = d.scores.iter().map(|score| score.id.as_str());
                    let path = match points {
                        Points::Each(_) => format!("{path}.{key}.{total}"),
                        Points::Same(_) => format!("{path}.{key}"),
                    };
                    self.known(path, "score", total.as_str(), known);
                }
            }
        }
    }

    fn level_source(&mut self, d: &Definition) {
        let each = |checker: &mut Self, levels: Vec<(String, Option<i64>)>| {
            for (path, level) in levels {
                match level {
                    None => checker.say(path, "level_from needs a level here"),
                    Some(level) if d.levels.iter().all(|rule| rule.level != level) => {
                        checker.say(format!("{path}.level"), format!("there is no level {level}"));
                    }
                    Some(_) => {}
                }
            }
        };
        match &d.level_from {
            None => {}
            Some(LevelSource::Score(score)) => {
                if let Some(n) = d.scores.iter().position(|found| found.id == *score) {
                    let bands = d.scores.get(n).map_or(&[][..], |score| &score.bands);
                    if bands.is_empty() {
                        let message = format!("“{score}” has no bands to take the level from");
                        self.say("level_from.score", message);
                    }
                    let bands = bands.iter().enumerate();
                    each(
                        self,
                        bands
                            .map(|(b, band)| (format!("scores.{n}.bands.{b}"), band.level))
                            .collect(),
                    );
                } else {
                    let known = d.scores.iter().map(|score| score.id.as_str());
                    self.known("level_from.score", "score", score.as_str(), known);
                }
            }
            Some(LevelSource::Decision(decision)) => {
                if let Some(n) = d.decisions.iter().position(|found| found.id == *decision) {
                    let outcomes = d.decisions.get(n).map_or(&[][..], |table| &table.outcomes);
                    let of = |(o, outcome): (usize, &super::DecisionOutcome)| {
                        (format!("decisions.{n}.outcomes.{o}"), outcome.level)
                    };
                    each(self, outcomes.iter().enumerate().map(of).collect());
                } else {
                    let known = d.decisions.iter().map(|table| table.id.as_str());
                    self.known("level_from.decision", "decision table", decision.as_str(), known);
                }
            }
        }
        if d.level_from.is_some() && d.matrix.is_some() {
            self.say("level_from", "the matrix gives the level: leave level_from out");
        }
    }
}

/// A word of the file with a mistake in it, not an expression.
fn is_like_a_word(text: &str) -> Option<&'static str> {
    ["all", "shown"].into_iter().find(|word| strsim::damerau_levenshtein(text, word) == 1)
}

/// The maximum that a score has when the file does not state one.
fn own_maximum(rule: &ScoreRule) -> Maximum {
    match rule {
        ScoreRule::Sum(_) => Maximum::All,
        ScoreRule::Grid(grid) => highest(grid.values.iter().flatten().copied()),
        ScoreRule::Lookup(_, rows) => highest(rows.iter().map(|row| row.value)),
        ScoreRule::Formula(_) => Maximum::Unknown,
    }
}

fn highest(values: impl Iterator<Item = Number>) -> Maximum {
    values.max().map_or(Maximum::Unknown, Maximum::Exactly)
}

fn has_points_for(asked: &Asked, score: &ScoreId) -> bool {
    let fields = asked.question.fields.iter().flat_map(|field| &field.options);
    let from = asked.question.points_from.iter().map(|row| &row.points);
    let all =
        asked.points.iter().flatten().chain(fields.filter_map(|choice| choice.points.as_ref()));
    all.chain(from).any(|points: &Points| points.of(score).is_some())
}
