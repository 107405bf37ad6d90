//! Formulas: numbers worked out from answers, scores and the numbers of the engine.
use std::collections::BTreeSet;

use super::condition::{Computed, Condition, Scope};
use super::ids::{FieldId, OptionId, QuestionId, ScoreId};
use super::number::{Number, Span};

/// A calculation that has been understood. The text form is read by `crate::library`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula {
    /// A number that is written out.
    Constant(Number),
    /// How many options or rows the answer to a question has.
    Count(QuestionId),
    /// How many of these questions are answered with one of these options.
    CountOf(Vec<QuestionId>, BTreeSet<OptionId>),
    /// The number that was typed.
    Answer(QuestionId),
    /// The numbers of a field of a table, added up; one row of it, when named.
    Cells(QuestionId, FieldId, Option<String>),
    /// A score.
    Score(ScoreId),
    /// A score in percent of its maximum.
    Share(ScoreId),
    /// The maximum of a score.
    Maximum(ScoreId),
    /// A number that the engine works out.
    Computed(Computed),
    /// Two numbers, put together.
    Both(Operation, Box<(Formula, Formula)>),
    /// The lowest or the highest of some.
    OneOf(Extreme, Vec<Formula>),
    /// Rounded to this many decimals, half away from zero.
    Rounded(Box<Formula>, u32),
    /// One of two, as a condition says.
    If(Box<(Condition, Formula, Formula)>),
}

/// How two numbers are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    Plus,
    Minus,
    Times,
    Over,
}

/// Which of some numbers is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extreme {
    Lowest,
    Highest,
}

impl Formula {
    /// The numbers still possible; `None` when there is none, because nothing was to be typed.
    pub fn value(&self, scope: &impl Scope) -> Option<Span> {
        match self {
            Self::Constant(value) => Some(Span::exactly(*value)),
            Self::Count(question) => Some(scope.count(question).map_or_else(
                || Span {
                    low: Number::ZERO,
                    high: scope.most(question).map_or(Span::ANY.high, Number::from),
                },
                Span::exactly,
            )),
            Self::CountOf(questions, options) => Some(count_of(questions, options, scope)),
            Self::Answer(question) => scope.number(question).unwrap_or(Some(Span::ANY)),
            Self::Cells(question, field, row) => {
                Some(scope.cells(question, field, row.as_deref()).unwrap_or(Span::ANY))
            }
            Self::Score(id) => Some(scope.score(id).0),
            Self::Share(id) => Some(share(scope.score(id))),
            Self::Maximum(id) => Some(scope.score(id).1),
            Self::Computed(name) => Some(scope.computed(*name).span()),
            Self::Both(operation, sides) => {
                let (left, right) = (sides.0.or_zero(scope), sides.1.or_zero(scope));
                Some(match operation {
                    Operation::Plus => left.plus(right),
                    Operation::Minus => left.minus(right),
                    Operation::Times => left.times(right),
                    Operation::Over => left.over(right),
                })
            }
            Self::OneOf(extreme, formulas) => {
                let spans = formulas.iter().filter_map(|formula| formula.value(scope));
                spans.reduce(|one, other| match extreme {
                    Extreme::Lowest => {
                        Span { low: one.low.min(other.low), high: one.high.min(other.high) }
                    }
                    Extreme::Highest => {
                        Span { low: one.low.max(other.low), high: one.high.max(other.high) }
                    }
                })
            }
            Self::Rounded(inner, decimals) => {
                inner.value(scope).map(|span| span.map(|number| number.rounded(*decimals)))
            }
            Self::If(parts) => match parts.0.holds(scope) {
                Some(true) => parts.1.value(scope),
                Some(false) => parts.2.value(scope),
                None => Some(parts.1.or_zero(scope).or(parts.2.or_zero(scope))),
            },
        }
    }

    /// The numbers still possible; where there is none it counts as 0.
    pub fn or_zero(&self, scope: &impl Scope) -> Span {
        self.value(scope).unwrap_or(Span::ZERO)
    }

    /// Every question that the formula looks at itself, in its conditions too.
    pub fn questions(&self) -> BTreeSet<&QuestionId> {
        let mut found = BTreeSet::new();
        self.visit(&mut |part| match part {
            Self::Count(question) | Self::Answer(question) | Self::Cells(question, ..) => {
                found.insert(question);
            }
            Self::CountOf(questions, _) => found.extend(questions),
            Self::If(parts) => found.extend(parts.0.questions()),
            Self::Constant(_)
            | Self::Score(_)
            | Self::Share(_)
            | Self::Maximum(_)
            | Self::Computed(_)
            | Self::Both(..)
            | Self::OneOf(..)
            | Self::Rounded(..) => {}
        });
        found
    }

    /// Calls `see` with this formula and every part of it.
    pub fn visit<'a>(&'a self, see: &mut dyn FnMut(&'a Self)) {
        see(self);
        match self {
            Self::Both(_, sides) => {
                sides.0.visit(see);
                sides.1.visit(see);
            }
            Self::OneOf(_, formulas) => formulas.iter().for_each(|formula| formula.visit(see)),
            Self::Rounded(inner, _) => inner.visit(see),
            Self::If(parts) => {
                parts.0.visit_formulas(see);
                parts.1.visit(see);
                parts.2.visit(see);
            }
            Self::Constant(_)
            | Self::Count(_)
            | Self::CountOf(..)
            | Self::Answer(_)
            | Self::Cells(..)
            | Self::Score(_)
            | Self::Share(_)
            | Self::Maximum(_)
            | Self::Computed(_) => {}
        }
    }

    /// Calls `see` with every condition within the formula.
    pub fn visit_conditions<'a>(&'a self, see: &mut dyn FnMut(&'a Condition)) {
        self.visit(&mut |part| {
            if let Self::If(parts) = part {
                parts.0.visit(see);
            }
        });
    }
}

fn count_of(questions: &[QuestionId], options: &BTreeSet<OptionId>, scope: &impl Scope) -> Span {
    let mut span = Span::ZERO;
    for question in questions {
        let is = match scope.chosen(question) {
            Some(chosen) => {
                let hit = options.iter().any(|option| chosen.contains(&option.as_str()));
                Span::exactly(i64::from(hit))
            }
            None => Span { low: Number::ZERO, high: 1.into() },
        };
        span = span.plus(is);
    }
    span
}

/// A score in percent of its maximum, while either may still be open.
pub fn share((value, maximum): (Span, Span)) -> Span {
    match maximum.settled() {
        Some(maximum) => value.map(|number| number.share_of(maximum)),
        None => value.times(Span::exactly(Number::HUNDRED)).over(maximum),
    }
}
