//! Step 4: what funded mitigation leaves of a harm.
use super::{Factors, Planned, RatingKey, RowFacts, effective, rate};
use crate::domain::questionnaire::{Factor, Matrix};

/// The points of a harm row after the mitigations that count. Never worse than `before`.
///
/// Each mitigation changes factors by at most the steps that the file allows, taken together;
/// mitigations without evidence improve a row by at most the bands that it allows.
pub fn after_mitigation<'p>(
    matrix: &Matrix,
    key: &RatingKey,
    factors: &Factors,
    facts: RowFacts,
    before: i64,
    plan: impl Iterator<Item = &'p Planned>,
) -> i64 {
    if before >= 0 {
        return before;
    }
    let counted: Vec<(&Planned, &Factors)> = plan
        .filter(|planned| planned.counts())
        .filter_map(|planned| planned.changes.get(key).map(|changes| (planned, changes)))
        .collect();
    if counted.is_empty() {
        return before;
    }
    let read = effective(matrix, factors);
    let points = |evidenced_only: bool| {
        let used = counted.iter().filter(|(planned, _)| !evidenced_only || planned.is_evidenced());
        let lowered = lower(matrix, &read, &used.map(|(_, changes)| *changes));
        let after = rate(matrix, &lowered, facts).map_or(before, |working| working.points);
        after.clamp(before, 0)
    };
    let (evidenced, all) = (points(true), points(false));
    let limit = matrix.band_number(evidenced) - matrix.residual.unevidenced_bands;
    if matrix.band_number(all) < limit { -matrix.band_from(limit) } else { all }
}

fn lower<'f>(
    matrix: &Matrix,
    factors: &Factors,
    changes: &(impl Iterator<Item = &'f Factors> + Clone),
) -> Factors {
    let mut lowered = factors.clone();
    for factor in matrix.factors.iter().filter(|factor| factor.mitigable) {
        let size = |factors: &Factors| {
            let option = factors.get(&factor.id).and_then(|id| factor.option(id));
            option.map(|option| option.value)
        };
        let Some(from) = size(factors) else { continue };
        let targets = changes.clone().filter_map(size).map(i64::abs);
        let Some(wanted) = targets.min() else { continue };
        let to = wanted.max(from.abs() - matrix.residual.max_steps);
        if to < from.abs()
            && let Some(option) = option_of_size(factor, to, from.signum())
        {
            lowered.insert(factor.id.clone(), option);
        }
    }
    lowered
}

fn option_of_size(factor: &Factor, size: i64, sign: i64) -> Option<crate::domain::ids::OptionId> {
    let plain = factor.options.iter().filter(|option| option.read_as.is_empty());
    let mut fitting = plain.filter(|option| option.value == size * sign);
    fitting.next().map(|option| option.id.clone())
}
