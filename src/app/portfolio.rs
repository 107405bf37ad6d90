//! The picture of the whole: how far policies are screened, how assessments stand, and whether
//! what was promised is kept. A figure and the rows behind it are counted by the same marks of the
//! index, so they cannot differ.
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::cards::{LISTED, POLICIES, sight};
use super::{Service, UseCaseError};
use crate::domain::access::Actor;
use crate::search::{Question, Row, mark};

/// What is counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Counted {
    /// Policies.
    Policies,
    /// Assessments.
    #[default]
    Assessments,
}

/// Which policies or assessments are counted.
#[derive(Debug, Clone, Default)]
pub struct PortfolioFilter {
    /// What is counted.
    pub of: Counted,
    /// The organisation's id; empty for all.
    pub organisation: String,
    /// The first day of the signature, or of the start of what is not signed.
    pub from: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
    /// Marks that each must have, such as `level:3`.
    pub marks: Vec<String>,
    /// Only those whose review is overdue.
    pub review_overdue: bool,
}

/// How many there are of each mark.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// How many there are.
    pub total: usize,
    /// How many have each mark.
    pub marks: BTreeMap<String, usize>,
}

/// The figures of the portfolio.
#[derive(Debug, Clone, Default)]
pub struct Portfolio {
    /// The policies.
    pub policies: Tally,
    /// The assessments.
    pub assessments: Tally,
    /// The day on which it was counted.
    pub today: Date,
}

/// The time from start to signature, in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// A quarter took at most so long.
    pub quarter: u32,
    /// Half took at most so long.
    pub median: u32,
    /// Three quarters took at most so long.
    pub three_quarters: u32,
}

impl Tally {
    /// How many have a mark.
    pub fn count(&self, mark: &str) -> usize {
        self.marks.get(mark).copied().unwrap_or(0)
    }

    /// The values of a kind of mark with their counts, in the order of the values.
    pub fn of(&self, kind: &str) -> Vec<(String, usize)> {
        let found = self.marks.iter().filter_map(|(mark, n)| {
            let value = mark.strip_prefix(kind)?.strip_prefix(':')?;
            Some((value.to_owned(), *n))
        });
        found.collect()
    }

    /// The sum of the numbers that marks of a kind state.
    pub fn sum(&self, kind: &str) -> usize {
        let each = self.of(kind).into_iter();
        each.map(|(value, n)| value.parse::<usize>().unwrap_or(0) * n).sum()
    }

    /// How many days stated by marks of a kind are before a day. What comes after a number sign
    /// tells apart several on the same day.
    pub fn before(&self, kind: &str, day: Date) -> usize {
        let day = day.to_string();
        let each = self.of(kind).into_iter();
        each.filter(|(value, _)| value.get(..10).is_some_and(|at| at < day.as_str()))
            .map(|(_, n)| n)
            .sum()
    }

    /// The quartiles of the time from start to signature.
    pub fn days(&self) -> Option<Days> {
        let mut all: Vec<(u32, usize)> = self
            .of("days")
            .into_iter()
            .filter_map(|(value, n)| Some((value.parse().ok()?, n)))
            .collect();
        all.sort_unstable();
        let total: usize = all.iter().map(|(_, n)| n).sum();
        let at = |quarters: usize| -> Option<u32> {
            // The smallest number of days that so many quarters of all do not exceed.
            let wanted = (total * quarters).div_ceil(4);
            let mut seen = 0;
            let place = |(_, n): &&(u32, usize)| {
                seen += n;
                seen >= wanted
            };
            all.iter().find(place).map(|(days, _)| *days)
        };
        let none = total == 0;
        Some(Days { quarter: at(1)?, median: at(2)?, three_quarters: at(3)? }).filter(|_| !none)
    }
}

impl PortfolioFilter {
    fn question(&self) -> Question {
        let question = Question { from: self.from, until: self.until, ..Question::default() };
        let list = match self.of {
            Counted::Policies => POLICIES,
            Counted::Assessments => LISTED,
        };
        let mut question = question.seen_by([list.to_owned()]);
        if self.of == Counted::Assessments {
            question = question.with([mark("kind", "assessment"), mark("kind", "declaration")]);
        }
        for wanted in &self.marks {
            question = question.with([wanted.clone()]);
        }
        question.with_each([("organisation", &self.organisation)])
    }
}

impl Service {
    /// Every figure of what this person may see.
    pub async fn portfolio(
        &self,
        actor: &Actor,
        filter: &PortfolioFilter,
    ) -> Result<Portfolio, UseCaseError> {
        self.tallies(filter, Some(sight(actor))).await
    }

    /// The figures of the whole service, which name nothing: for the public page.
    pub async fn performance(&self) -> Result<Portfolio, UseCaseError> {
        self.tallies(&PortfolioFilter::default(), None).await
    }

    async fn tallies(
        &self,
        filter: &PortfolioFilter,
        sight: Option<Vec<String>>,
    ) -> Result<Portfolio, UseCaseError> {
        let of = |of: Counted| {
            let question = PortfolioFilter { of, ..filter.clone() }.question();
            match &sight {
                Some(sight) => question.seen_by(sight.clone()),
                None => question,
            }
        };
        let (policies, assessments) = (of(Counted::Policies), of(Counted::Assessments));
        let today = self.clock.today();
        self.ask_index(move |index| {
            let tally = |question: &Question| {
                let (found, marks) = index.find_and_count(question, 0, 1)?;
                Ok::<_, crate::search::SearchError>(Tally { total: found.total, marks })
            };
            Ok(Portfolio { policies: tally(&policies)?, assessments: tally(&assessments)?, today })
        })
        .await
    }

    /// The rows behind a figure: how many there are, and those from a place on.
    pub async fn portfolio_rows(
        &self,
        actor: &Actor,
        filter: &PortfolioFilter,
        (from, most): (usize, usize),
    ) -> Result<(usize, Vec<Row>), UseCaseError> {
        let question = filter.question().seen_by(sight(actor));
        let overdue = filter.review_overdue;
        let today = self.clock.today().to_string();
        self.ask_index(move |index| {
            let question = if overdue {
                let marks = index.marks(&question)?;
                let due = marks.into_keys().filter(|mark| {
                    mark.strip_prefix("review:").is_some_and(|day| day < today.as_str())
                });
                // When none is due, no row has this mark.
                question.with(due.chain(["review:none".to_owned()]))
            } else {
                question
            };
            let found = index.find(&question, from, most)?;
            Ok((found.total, found.rows))
        })
        .await
    }
}
