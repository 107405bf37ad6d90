//! Step 1: the points of one row, with the working.
use std::collections::BTreeSet;

use super::Factors;
use crate::domain::ids::{FactorId, RuleId};
use crate::domain::questionnaire::{Factor, FactorOption, Matrix, ReadAs, Table};

/// What is known about the group of a row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RowFacts {
    /// Whether the group is known to be lonelier than average.
    pub uplift: bool,
    /// How many people of the group the policy affects, when that is known.
    pub people: Option<i64>,
}

/// One line of the working of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// "Don't know" was read as a cautious answer.
    ReadAs,
    /// A table gave this value.
    Table(RuleId, i64),
    /// The risk uplift raised the value of a table to this.
    Uplift(RuleId, i64),
    /// The number of people raised the value of a table to this.
    People(RuleId, i64),
    /// The values multiplied.
    Product(i64),
    /// A floor raised the points to this.
    Floor(RuleId, i64),
    /// Weak evidence lowered a benefit to this.
    WeakEvidence(i64),
}

/// The points of a row, from -25 to 25, and how they came about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowWorking {
    /// Negative for harm, positive for benefit.
    pub points: i64,
    /// How they came about, in order.
    pub steps: Vec<Step>,
    /// Whether the direction is not known.
    pub gap: bool,
}

/// The factors with "don't know" read as the cautious answer that the file states.
pub fn effective(matrix: &Matrix, factors: &Factors) -> Factors {
    let mut read = factors.clone();
    for (factor, option) in factors {
        let Some(option) = matrix.factor(factor).and_then(|factor| factor.option(option)) else {
            continue;
        };
        for (other, read_as) in &option.read_as {
            match read_as {
                ReadAs::Exactly(exactly) => {
                    read.insert(other.clone(), exactly.clone());
                }
                ReadAs::AtLeast { at_least } => {
                    let value = |id| {
                        let factor = matrix.factor(other)?;
                        factor.option(id).map(|option| option.value)
                    };
                    let low = factors.get(other).and_then(value) < value(at_least);
                    if low {
                        read.insert(other.clone(), at_least.clone());
                    }
                }
            }
        }
    }
    read
}

/// Rates a row, or says which factors are still missing.
pub fn rate(
    matrix: &Matrix,
    factors: &Factors,
    facts: RowFacts,
) -> Result<RowWorking, BTreeSet<FactorId>> {
    let read = effective(matrix, factors);
    let Some(direction) = matrix.direction() else { return Ok(RowWorking::default()) };
    let Some(sign) = chosen(direction, &read).map(|option| option.value.signum()) else {
        return Err(BTreeSet::from([direction.id.clone()]));
    };
    if sign == 0 {
        return Ok(RowWorking::default());
    }
    let missing = missing(matrix, &read, sign);
    if !missing.is_empty() {
        return Err(missing);
    }
    let mut steps = Vec::new();
    if read != *factors {
        steps.push(Step::ReadAs);
    }
    let mut points = 1;
    for table in &matrix.tables {
        points *= look_up(matrix, table, &read, facts, &mut steps).unwrap_or(0);
    }
    steps.push(Step::Product(points));
    points = match sign {
        -1 => -raise(matrix, &read, points, &mut steps),
        _ => weaken(matrix, &read, points, &mut steps),
    };
    let gap = chosen(direction, factors).is_some_and(|option| option.gap);
    Ok(RowWorking { points, steps, gap })
}

/// The worst points that a row can still come to while factors are missing: harm never falls
/// when a factor rises, so every missing factor is taken at its highest.
pub fn worst_case(matrix: &Matrix, factors: &Factors, facts: RowFacts) -> i64 {
    let mut worst = factors.clone();
    for factor in &matrix.factors {
        let first = matrix.direction().is_some_and(|direction| direction.id == factor.id);
        let by_harm = |option: &&FactorOption| if first { -option.value } else { option.value };
        if let Some(option) = factor.options.iter().max_by_key(by_harm) {
            worst.entry(factor.id.clone()).or_insert_with(|| option.id.clone());
        }
    }
    rate(matrix, &worst, facts).map_or(0, |working| working.points)
}

fn chosen<'a>(factor: &'a Factor, factors: &Factors) -> Option<&'a FactorOption> {
    factors.get(&factor.id).and_then(|id| factor.option(id))
}

fn value(matrix: &Matrix, factor: &FactorId, factors: &Factors) -> Option<i64> {
    let factor = matrix.factor(factor)?;
    chosen(factor, factors).map(|option| option.value.abs())
}

fn missing(matrix: &Matrix, factors: &Factors, sign: i64) -> BTreeSet<FactorId> {
    let of_tables = matrix.tables.iter().flat_map(|table| [&table.rows, &table.columns]);
    let evidence = matrix.evidence.factor.as_ref().filter(|_| sign > 0);
    let needed = of_tables.chain(evidence);
    needed.filter(|factor| value(matrix, factor, factors).is_none()).cloned().collect()
}

fn look_up(
    matrix: &Matrix,
    table: &Table,
    factors: &Factors,
    facts: RowFacts,
    steps: &mut Vec<Step>,
) -> Option<i64> {
    let place = |factor| usize::try_from(value(matrix, factor, factors)? - 1).ok();
    let row = table.values.get(place(&table.rows)?)?;
    let mut found = *row.get(place(&table.columns)?)?;
    steps.push(Step::Table(table.id.clone(), found));
    if facts.uplift && table.uplift > 0 {
        found = (found + table.uplift).min(table.max.unwrap_or(i64::MAX));
        steps.push(Step::Uplift(table.id.clone(), found));
    }
    if let Some(floor) = &table.at_least {
        let many = facts.people.is_some_and(|people| people >= floor.people);
        if many && found < floor.value {
            found = floor.value;
            steps.push(Step::People(table.id.clone(), found));
        }
    }
    Some(found)
}

/// The floors of a harm.
fn raise(matrix: &Matrix, factors: &Factors, points: i64, steps: &mut Vec<Step>) -> i64 {
    let mut points = points;
    for floor in &matrix.floors {
        let applies = floor.when.iter().all(|(factor, options)| {
            factors.get(factor).is_some_and(|option| options.contains(option))
        });
        if applies && points < floor.at_least {
            points = floor.at_least;
            steps.push(Step::Floor(floor.id.clone(), points));
        }
    }
    points
}

/// What weak evidence leaves of a benefit: half of it, rounded down, or nothing.
fn weaken(matrix: &Matrix, factors: &Factors, points: i64, steps: &mut Vec<Step>) -> i64 {
    let rule = &matrix.evidence;
    let option = rule.factor.as_ref().and_then(|factor| factors.get(factor));
    let Some(option) = option else { return points };
    let left = if rule.zero.contains(option) {
        0
    } else if rule.halve.contains(option) {
        points / 2
    } else {
        return points;
    };
    steps.push(Step::WeakEvidence(left));
    left
}
