//! Conditions: when a question is asked, a rule applies or a gate is met.
//!
//! Three values: true, false, and unknown while an answer that matters is still open.
use std::collections::BTreeSet;

use super::formula::Formula;
use super::ids::{DecisionId, FieldId, FlagId, OptionId, QuestionId, RuleId, ScoreId};
use super::number::Span;

/// A condition that has been understood. The text form is read by `crate::library`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Always true, or never.
    Always(bool),
    /// True when the other is false.
    Not(Box<Condition>),
    /// True when all are.
    All(Vec<Condition>),
    /// True when one is.
    Any(Vec<Condition>),
    /// The single answer of a question is one of these options.
    OneOf(QuestionId, BTreeSet<OptionId>),
    /// The answers of a question include this option.
    Includes(QuestionId, OptionId),
    /// The question has a valid answer.
    Answered(QuestionId),
    /// An answer has stated this fact.
    Flag(FlagId),
    /// The assessment's own record has one of these values under this name.
    Record(Fact, BTreeSet<String>),
    /// A score lies in one of these bands.
    InBand(ScoreId, BTreeSet<RuleId>),
    /// A decision table came to one of these outcomes.
    Decided(DecisionId, BTreeSet<RuleId>),
    /// Two numbers compared.
    Compare(Formula, Comparison, Formula),
}

/// What the record of an assessment says about itself.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// What kind of organisation assesses.
    OrganisationType,
}

impl Fact {
    /// Every name that an expression may use, and the values that it can have.
    pub const NAMES: &[(&'static str, Self, &'static [&'static str])] =
        &[("organisation_type", Self::OrganisationType, &["department", "council", "other"])];
}

/// The numbers that the engine works out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Computed {
    Level,
    ResidualLevel,
    Gaps,
    HarmRows,
    Quality,
    HardTriggers,
    SoftTriggers,
    DontKnows,
    OpenItems,
    OpenGates,
    ModerateRowsOpen,
    MajorRowsUnfunded,
    DontKnowPercent,
}

impl Computed {
    /// Every name that an expression may use, with its meaning here.
    pub const NAMES: &[(&'static str, Computed)] = &[
        ("level", Self::Level),
        ("residual_level", Self::ResidualLevel),
        ("gaps", Self::Gaps),
        ("harm_rows", Self::HarmRows),
        ("quality", Self::Quality),
        ("hard_triggers", Self::HardTriggers),
        ("soft_triggers", Self::SoftTriggers),
        ("dont_knows", Self::DontKnows),
        ("open_items", Self::OpenItems),
        ("open_gates", Self::OpenGates),
        ("moderate_rows_open", Self::ModerateRowsOpen),
        ("major_rows_unfunded", Self::MajorRowsUnfunded),
        ("dont_know_percent", Self::DontKnowPercent),
    ];

    /// Whether screening alone gives it.
    pub fn is_of_screening(self) -> bool {
        matches!(self, Self::HardTriggers | Self::SoftTriggers | Self::DontKnows)
    }
}

/// How two numbers are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    Equal,
    NotEqual,
    Less,
    AtMost,
    More,
    AtLeast,
}

/// The lowest and the highest value that a number can still have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Range {
    /// Lowest value still possible.
    pub low: i64,
    /// Highest value still possible.
    pub high: i64,
}

impl Range {
    /// Nothing is known yet.
    pub const ANY: Self = Self { low: i64::MIN, high: i64::MAX };

    /// One known value.
    pub fn exactly(value: i64) -> Self {
        Self { low: value, high: value }
    }

    /// The same range of exact numbers.
    pub fn span(self) -> Span {
        Span { low: self.low.into(), high: self.high.into() }
    }
}

/// True or false as soon as every number still possible gives the same.
fn compare(left: Span, how: Comparison, right: Span) -> Option<bool> {
    let known = |yes: bool, no: bool| if yes { Some(true) } else { no.then_some(false) };
    match how {
        Comparison::Equal => {
            let apart = left.high < right.low || left.low > right.high;
            known(left.settled().is_some() && left == right, apart)
        }
        Comparison::NotEqual => compare(left, Comparison::Equal, right).map(|is| !is),
        Comparison::Less => known(left.high < right.low, left.low >= right.high),
        Comparison::AtMost => known(left.high <= right.low, left.low > right.high),
        Comparison::More => compare(right, Comparison::Less, left),
        Comparison::AtLeast => compare(right, Comparison::AtMost, left),
    }
}

/// What a condition is asked about. `None` means: not known yet.
pub trait Scope {
    /// The options chosen in a question.
    fn chosen(&self, question: &QuestionId) -> Option<Vec<&str>>;
    /// Whether a question has a valid answer.
    fn answered(&self, question: &QuestionId) -> Option<bool>;
    /// How many options or rows the answer has.
    fn count(&self, question: &QuestionId) -> Option<i64>;
    /// The most options that the answer can have, where that is known.
    fn most(&self, _: &QuestionId) -> Option<i64> {
        None
    }
    /// The number that was typed; the outer `None` while it is open, the inner when there is
    /// none.
    fn number(&self, question: &QuestionId) -> Option<Option<Span>>;
    /// The numbers that were typed in a field of a table, added up; one row of it, when named.
    fn cells(&self, question: &QuestionId, field: &FieldId, row: Option<&str>) -> Option<Span>;
    /// Whether the question is not asked. A hidden question hides what depends on it.
    fn hidden(&self, question: &QuestionId) -> bool;
    /// Whether an answer has stated this fact.
    fn flag(&self, flag: &FlagId) -> Option<bool>;
    /// A number that the engine works out.
    fn computed(&self, name: Computed) -> Range;
    /// A value of the assessment's own record.
    fn record(&self, fact: Fact) -> Option<&str>;
    /// A score, and its maximum.
    fn score(&self, score: &ScoreId) -> (Span, Span);
    /// The bands that a score can still come to.
    fn bands(&self, score: &ScoreId) -> Option<BTreeSet<RuleId>>;
    /// The outcome of a decision table; the inner `None` when no row holds.
    fn decided(&self, decision: &DecisionId) -> Option<Option<RuleId>>;
}

impl Condition {
    /// True, false, or `None` while it is not known.
    pub fn holds(&self, scope: &impl Scope) -> Option<bool> {
        match self {
            Self::Always(value) => Some(*value),
            Self::Not(inner) => {
                let hidden = inner.questions().into_iter().any(|id| scope.hidden(id));
                if hidden { Some(false) } else { inner.holds(scope).map(|value| !value) }
            }
            Self::All(parts) => fold(parts, scope, false),
            Self::Any(parts) => fold(parts, scope, true),
            Self::OneOf(question, options) => scope.chosen(question).map(|chosen| {
                let is_one = |option: &OptionId| chosen.contains(&option.as_str());
                options.iter().any(is_one)
            }),
            Self::Includes(question, option) => {
                scope.chosen(question).map(|chosen| chosen.contains(&option.as_str()))
            }
            Self::Answered(question) => scope.answered(question),
            Self::Flag(flag) => scope.flag(flag),
            Self::Record(fact, values) => scope.record(*fact).map(|value| values.contains(value)),
            Self::InBand(id, wanted) => {
                let possible = scope.bands(id)?;
                if possible.is_subset(wanted) {
                    return Some(!possible.is_empty());
                }
                possible.is_disjoint(wanted).then_some(false)
            }
            Self::Decided(decision, wanted) => {
                let outcome = scope.decided(decision)?;
                Some(outcome.is_some_and(|outcome| wanted.contains(&outcome)))
            }
            Self::Compare(left, how, right) => match (left.value(scope), right.value(scope)) {
                (Some(left), Some(right)) => compare(left, *how, right),
                (None, _) | (_, None) => Some(false),
            },
        }
    }

    /// Every question that the condition looks at itself.
    pub fn questions(&self) -> BTreeSet<&QuestionId> {
        let mut found = BTreeSet::new();
        self.visit(&mut |part| match part {
            Self::OneOf(question, _) | Self::Includes(question, _) | Self::Answered(question) => {
                found.insert(question);
            }
            Self::Compare(left, _, right) => {
                found.extend(left.questions());
                found.extend(right.questions());
            }
            Self::Always(_)
            | Self::Not(_)
            | Self::All(_)
            | Self::Any(_)
            | Self::Flag(_)
            | Self::Record(..)
            | Self::InBand(..)
            | Self::Decided(..) => {}
        });
        found
    }

    /// Calls `see` with this condition and every part of it, those within formulas too.
    pub fn visit<'a>(&'a self, see: &mut dyn FnMut(&'a Self)) {
        see(self);
        match self {
            Self::Not(inner) => inner.visit(see),
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.visit(see)),
            Self::Compare(left, _, right) => {
                left.visit_conditions(see);
                right.visit_conditions(see);
            }
            Self::Always(_)
            | Self::OneOf(..)
            | Self::Includes(..)
            | Self::Answered(_)
            | Self::Flag(_)
            | Self::Record(..)
            | Self::InBand(..)
            | Self::Decided(..) => {}
        }
    }

    /// Calls `see` with every formula in the condition, and every part of it.
    pub fn visit_formulas<'a>(&'a self, see: &mut dyn FnMut(&'a Formula)) {
        self.visit(&mut |part| {
            if let Self::Compare(left, _, right) = part {
                left.visit(see);
                right.visit(see);
            }
        });
    }
}

/// `decisive` is the value that settles the whole, whatever is unknown.
fn fold(parts: &[Condition], scope: &impl Scope, decisive: bool) -> Option<bool> {
    let mut unknown = false;
    for part in parts {
        match part.holds(scope) {
            Some(value) if value == decisive => return Some(decisive),
            Some(_) => {}
            None => unknown = true,
        }
    }
    (!unknown).then_some(!decisive)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Nothing;

    impl Scope for Nothing {
        fn chosen(&self, _: &QuestionId) -> Option<Vec<&str>> {
            None
        }
        fn answered(&self, _: &QuestionId) -> Option<bool> {
            None
        }
        fn count(&self, _: &QuestionId) -> Option<i64> {
            None
        }
        fn hidden(&self, _: &QuestionId) -> bool {
            false
        }
        fn flag(&self, _: &FlagId) -> Option<bool> {
            None
        }
        fn computed(&self, _: Computed) -> Range {
            Range { low: 2, high: 4 }
        }
        fn number(&self, _: &QuestionId) -> Option<Option<Span>> {
            None
        }
        fn cells(&self, _: &QuestionId, _: &FieldId, _: Option<&str>) -> Option<Span> {
            None
        }
        fn record(&self, _: Fact) -> Option<&str> {
            None
        }
        fn score(&self, _: &ScoreId) -> (Span, Span) {
            (Span::ANY, Span::ANY)
        }
        fn bands(&self, _: &ScoreId) -> Option<BTreeSet<RuleId>> {
            None
        }
        fn decided(&self, _: &DecisionId) -> Option<Option<RuleId>> {
            None
        }
    }

    fn level(how: Comparison, with: i64) -> Condition {
        Condition::Compare(Formula::Computed(Computed::Level), how, Formula::Constant(with.into()))
    }

    #[test]
    fn unknown_is_neither_yes_nor_no() {
        let open = Condition::Answered("a1".parse().unwrap());
        let either = Condition::Any(vec![open.clone(), Condition::Always(true)]);
        let both = Condition::All(vec![open.clone(), Condition::Always(true)]);
        let neither = Condition::All(vec![open.clone(), Condition::Always(false)]);
        assert_eq!(open.holds(&Nothing), None);
        assert_eq!(either.holds(&Nothing), Some(true));
        assert_eq!(both.holds(&Nothing), None);
        assert_eq!(neither.holds(&Nothing), Some(false));
        assert_eq!(Condition::Not(open.into()).holds(&Nothing), None);
    }

    #[test]
    fn a_range_decides_as_soon_as_it_can() {
        assert_eq!(level(Comparison::AtLeast, 2).holds(&Nothing), Some(true));
        assert_eq!(level(Comparison::AtLeast, 3).holds(&Nothing), None);
        assert_eq!(level(Comparison::AtLeast, 5).holds(&Nothing), Some(false));
        assert_eq!(level(Comparison::Equal, 1).holds(&Nothing), Some(false));
        assert_eq!(level(Comparison::NotEqual, 1).holds(&Nothing), Some(true));
        assert_eq!(level(Comparison::Less, 3).holds(&Nothing), None);
        assert_eq!(level(Comparison::AtMost, 4).holds(&Nothing), Some(true));
        assert_eq!(level(Comparison::More, 4).holds(&Nothing), Some(false));
    }
}
