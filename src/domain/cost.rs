//! An illustration of the cost of a change in loneliness, for those who decide with figures in
//! pounds. It never changes the level, and is not summed over policies.
//!
//! Value = people × change in the share who are often or always lonely × value of one person for
//! one year × Σ 1/(1+r)^t, for t from 1 to the number of years. The value of a year is either the
//! cost of chronic loneliness or a WELLBY times points of life satisfaction, never both: they count
//! the same thing twice.
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::access::Editing;
use super::audit::Action;
use super::commitment::Problem;
use super::editing::{Changed, MoveError};
use super::life::Step;
use super::number::Number;

/// The most years that are added up.
const MOST_YEARS: u32 = 60;

/// What the value of a person's year is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CostUnit {
    /// The cost of chronic loneliness of a person for a year.
    PersonYear,
    /// A WELLBY, times points of life satisfaction.
    Wellby,
}

/// What is taken as low, central or high.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostCase {
    /// By how many percentage points the share of people who are often or always lonely changes;
    /// more than 0 when more people are lonely.
    pub change: Number,
    /// The value of the unit, in pounds of the price year.
    pub value: Number,
    /// For a WELLBY: the points of life satisfaction that a person loses, 0 to 10.
    pub points: Option<Number>,
}

/// An illustration of the cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// How many people the policy affects.
    pub people: Number,
    /// What a year is valued by.
    pub unit: CostUnit,
    /// Low, central and high.
    pub cases: [CostCase; 3],
    /// How many years are added up, 1 to 60.
    pub years: u32,
    /// The discount rate in percent a year, 0 to 20.
    pub rate: Number,
    /// The year in whose prices it is stated.
    pub price_year: u32,
    /// Where the values come from.
    pub source: String,
    /// The post of the analyst who answers for it.
    pub analyst: String,
}

/// The illustration was changed or taken out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostChange {
    /// Before.
    pub before: Option<Box<Cost>>,
    /// Now.
    pub after: Option<Box<Cost>>,
}

/// The names of a case and of its fields in forms.
#[derive(Debug)]
pub struct CaseNames {
    /// Its name in message keys.
    pub name: &'static str,
    /// The field of the change.
    pub change: &'static str,
    /// The field of the value.
    pub value: &'static str,
    /// The field of the points.
    pub points: &'static str,
}

/// The cases in order.
pub const CASES: [CaseNames; 3] = [
    CaseNames { name: "low", change: "change-low", value: "value-low", points: "points-low" },
    CaseNames {
        name: "central",
        change: "change-central",
        value: "value-central",
        points: "points-central",
    },
    CaseNames { name: "high", change: "change-high", value: "value-high", points: "points-high" },
];

impl CostUnit {
    /// Both, in the order of the form.
    pub const ALL: &[Self] = &[Self::PersonYear, Self::Wellby];

    /// The name in forms and message keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::PersonYear => "person_year",
            Self::Wellby => "wellby",
        }
    }
}

impl Cost {
    /// What each case comes to, in whole pounds; more than 0 is a cost.
    pub fn totals(&self) -> [Number; 3] {
        let (one, hundred) = (Number::from(1), Number::HUNDRED);
        let factor = one.over(one.plus(self.rate.over(hundred)));
        let (mut discounted, mut power) = (Number::ZERO, one);
        for _ in 0..self.years.min(MOST_YEARS) {
            power = power.times(factor);
            discounted = discounted.plus(power);
        }
        self.cases.map(|case| {
            let year = case.value.times(case.points.unwrap_or(one));
            let share = case.change.over(hundred);
            self.people.times(share).times(year).times(discounted).rounded(0)
        })
    }

    /// What cannot be right: the field and the message.
    pub fn problems(&self) -> Vec<Problem> {
        let within = |value: Number, low: i64, high: i64| {
            (Number::from(low)..=Number::from(high)).contains(&value)
        };
        let mut wrong = Vec::new();
        if !within(self.people, 0, 100_000_000) || self.people.decimals() > 0 {
            wrong.push(("people", "fault-cost-people"));
        }
        for (case, names) in self.cases.iter().zip(&CASES) {
            if !within(case.change, -100, 100) {
                wrong.push((names.change, "fault-cost-change"));
            }
            if !within(case.value, 0, 1_000_000) {
                wrong.push((names.value, "fault-cost-value"));
            }
            let asked = self.unit == CostUnit::Wellby;
            if asked != case.points.is_some_and(|points| within(points, 0, 10)) {
                wrong.push((names.points, "fault-cost-points"));
            }
        }
        let totals = self.totals();
        if wrong.is_empty() && !totals.is_sorted() {
            wrong.push(("change-low", "fault-cost-order"));
        }
        if !(1..=MOST_YEARS).contains(&self.years) {
            wrong.push(("years", "fault-cost-years"));
        }
        if !within(self.rate, 0, 20) {
            wrong.push(("rate", "fault-cost-rate"));
        }
        if !(1990..=2100).contains(&self.price_year) {
            wrong.push(("price_year", "fault-cost-price-year"));
        }
        let texts = [
            ("source", &self.source, "fault-cost-source"),
            ("analyst", &self.analyst, "fault-cost-analyst"),
        ];
        for (field, text, message) in texts {
            if text.is_empty() || text.chars().count() > 500 || super::writing::has_control(text) {
                wrong.push((field, message));
            }
        }
        wrong
    }
}

impl Editing<'_> {
    /// Illustrates the cost, or no longer does.
    pub fn cost(
        self,
        after: Option<Box<Cost>>,
        now: Timestamp,
    ) -> Result<Option<Changed>, MoveError> {
        let (mut assessment, actor) = self.step(Step::Write)?;
        if assessment.cost == after {
            return Ok(None);
        }
        assessment.authors.insert(actor.person.clone());
        let before = std::mem::replace(&mut assessment.cost, after.clone());
        let action = Action::CostStated(Box::new(CostChange { before, after }));
        Ok(Some((assessment, actor.entry(now, action))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        text.parse().unwrap()
    }

    fn cost() -> Cost {
        let case =
            |change: &str| CostCase { change: number(change), value: number("9537"), points: None };
        Cost {
            people: number("1000"),
            unit: CostUnit::PersonYear,
            cases: [case("0.5"), case("1"), case("2")],
            years: 3,
            rate: number("3.5"),
            price_year: 2019,
            source: "Research of 2020".to_owned(),
            analyst: "Head of analysis".to_owned(),
        }
    }

    #[test]
    fn the_totals_are_those_of_a_calculator() {
        // 1,000 × 1% × 9,537 × (1/1.035 + 1/1.035² + 1/1.035³ = 2.801636981…) = 267,192.1…
        assert_eq!(cost().totals(), ["133596", "267192", "534384"].map(number));
        // Without a discount, three years are three years.
        let plain = Cost { rate: Number::ZERO, ..cost() };
        assert_eq!(plain.totals()[1], number("286110"));
        // A WELLBY: 1,000 × 1% × 13,000 × 0.2 for one year.
        let mut wellby = Cost { unit: CostUnit::Wellby, years: 1, rate: Number::ZERO, ..cost() };
        for case in &mut wellby.cases {
            *case = CostCase {
                change: number("1"),
                value: number("13000"),
                points: Some(number("0.2")),
            };
        }
        assert_eq!(wellby.totals(), ["26000"; 3].map(number));
        assert_eq!(wellby.problems(), []);
    }

    #[test]
    fn what_cannot_be_right_is_named() {
        assert_eq!(cost().problems(), []);
        let wrong = |change: fn(&mut Cost)| {
            let mut cost = cost();
            change(&mut cost);
            cost.problems().into_iter().map(|(field, _)| field).collect::<Vec<_>>()
        };
        assert_eq!(wrong(|it| it.people = number("1.5")), ["people"]);
        assert_eq!(wrong(|it| it.cases[2].change = number("101")), ["change-high"]);
        assert_eq!(wrong(|it| it.cases[0].change = number("3")), ["change-low"]);
        assert_eq!(wrong(|it| it.cases[1].value = number("-1")), ["value-central"]);
        // Both values together would count the same thing twice.
        assert_eq!(wrong(|it| it.cases[1].points = Some(number("0.2"))), ["points-central"]);
        let points = ["points-low", "points-central", "points-high"];
        assert_eq!(wrong(|it| it.unit = CostUnit::Wellby), points);
        assert_eq!(wrong(|it| it.years = 0), ["years"]);
        assert_eq!(wrong(|it| it.rate = number("21")), ["rate"]);
        assert_eq!(wrong(|it| it.price_year = 19), ["price_year"]);
        assert_eq!(wrong(|it| it.analyst.clear()), ["analyst"]);
    }
}
