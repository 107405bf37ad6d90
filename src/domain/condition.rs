//! Conditions: when a question is asked, a rule applies or a gate is met.
//!
//! Three values: true, false, and unknown while an answer that matters is still open.
use std::collections::BTreeSet;

use super::ids::{FlagId, OptionId, QuestionId};

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
    /// A number compared with a constant.
    Compare(Measure, Comparison, i64),
}

/// A number that conditions can use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// How many options or rows the answer to a question has.
    Count(QuestionId),
    /// A number that the engine works out.
    Computed(Computed),
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
}

/// How a number is compared with a constant.
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

    fn compare(self, how: Comparison, with: i64) -> Option<bool> {
        let Self { low, high } = self;
        let known = |yes: bool, no: bool| if yes { Some(true) } else { no.then_some(false) };
        match how {
            Comparison::Equal => known(low == with && high == with, with < low || with > high),
            Comparison::NotEqual => self.compare(Comparison::Equal, with).map(|is| !is),
            Comparison::Less => known(high < with, low >= with),
            Comparison::AtMost => known(high <= with, low > with),
            Comparison::More => known(low > with, high <= with),
            Comparison::AtLeast => known(low >= with, high < with),
        }
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
    /// Whether the question is not asked. A hidden question hides what depends on it.
    fn hidden(&self, question: &QuestionId) -> bool;
    /// Whether an answer has stated this fact.
    fn flag(&self, flag: &FlagId) -> Option<bool>;
    /// A number that the engine works out.
    fn computed(&self, name: Computed) -> Range;
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
            Self::Compare(Measure::Count(question), how, with) => {
                scope.count(question).and_then(|count| Range::exactly(count).compare(*how, *with))
            }
            Self::Compare(Measure::Computed(name), how, with) => {
                scope.computed(*name).compare(*how, *with)
            }
        }
    }

    /// Every question that the condition looks at.
    pub fn questions(&self) -> BTreeSet<&QuestionId> {
        let mut found = BTreeSet::new();
        self.visit(&mut |part| match part {
            Self::OneOf(question, _)
            | Self::Includes(question, _)
            | Self::Answered(question)
            | Self::Compare(Measure::Count(question), ..) => {
                found.insert(question);
            }
            Self::Always(_)
            | Self::Not(_)
            | Self::All(_)
            | Self::Any(_)
            | Self::Flag(_)
            | Self::Compare(Measure::Computed(_), ..) => {}
        });
        found
    }

    /// Calls `see` with this condition and every part of it.
    pub fn visit<'a>(&'a self, see: &mut impl FnMut(&'a Self)) {
        see(self);
        match self {
            Self::Not(inner) => inner.visit(see),
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.visit(see)),
            Self::Always(_)
            | Self::OneOf(..)
            | Self::Includes(..)
            | Self::Answered(_)
            | Self::Flag(_)
            | Self::Compare(..) => {}
        }
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
    }

    fn level(how: Comparison, with: i64) -> Condition {
        Condition::Compare(Measure::Computed(Computed::Level), how, with)
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
