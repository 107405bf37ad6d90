//! Bands of scores: rising, without gap and without overlap.
use super::Asked;
use super::check::Checker;
use super::compiled::ScoreRule;
use super::scores::{BandsOn, ScoreBand, ScoreDefinition};
use crate::domain::condition::Condition;
use crate::domain::evaluate::{possible_points, weighed};
use crate::domain::number::Number;

impl Checker<'_> {
    pub(super) fn bands(
        &mut self,
        score: &ScoreDefinition,
        path: &str,
        rule: &ScoreRule,
        asked: &[Asked],
    ) {
        self.duplicates(format!("{path}.bands"), "band", score.bands.iter().map(|b| &b.id));
        let whole = score.bands_on == BandsOn::Value && is_whole(score, rule, asked);
        let step = whole.then(|| Number::from(1));
        let before = self.said();
        let bands = format!("{path}.bands");
        for (n, band) in score.bands.iter().enumerate() {
            let path = format!("{bands}.{n}");
            if band.from.is_some() == band.above.is_some() {
                self.say(
                    &path,
                    "a band says one of: from (this number is in it), above (it is not)",
                );
                continue;
            }
            if band.to.is_some() && band.below.is_some() {
                self.say(
                    format!("{path}.below"),
                    "a band ends once: write to (it is in the band) or below",
                );
                continue;
            }
            let start = band.from.or(band.above);
            let end = band.to.or(band.below);
            if end < start && end.is_some() {
                let message = format!("the band “{}” ends before it starts", band.id);
                self.say(&path, message);
                continue;
            }
            let next = score.bands.get(n + 1);
            if let Some(message) = next.and_then(|next| seam(band, next, step)) {
                self.say(format!("{bands}.{}", n + 1), message);
            }
        }
        if self.said() == before {
            self.last_band(score, path, rule, asked);
        }
        let lowest = lowest(score, rule, asked);
        if let (Some(first), Some(lowest)) = (score.bands.first(), lowest)
            && !first.reaches_down_to(lowest)
            && (first.from.is_some() || first.above.is_some())
        {
            let message =
                format!("there is a gap: the score can be {lowest}, below the first band");
            self.say(format!("{path}.bands.0"), message);
        }
    }

    /// The last band holds the highest score.
    fn last_band(
        &mut self,
        score: &ScoreDefinition,
        path: &str,
        rule: &ScoreRule,
        asked: &[Asked],
    ) {
        let Some((n, last)) = score.bands.iter().enumerate().next_back() else { return };
        let highest = match score.bands_on {
            BandsOn::Share => Some(Number::HUNDRED),
            BandsOn::Value => match rule {
                ScoreRule::Sum(places) => {
                    let asked = places.iter().filter_map(|place| asked.get(*place));
                    Some(asked.fold(Number::ZERO, |sum, asked| {
                        let most = possible_points(asked, &score.id).high.max(Number::ZERO);
                        sum.plus(weighed(asked, most))
                    }))
                }
                ScoreRule::Grid(grid) => grid.values.iter().flatten().max().copied(),
                ScoreRule::Lookup(_, rows) => rows.iter().map(|row| row.value).max(),
                ScoreRule::Formula(_) => None,
            },
        };
        let Some(highest) = highest else { return };
        let over = last.to.is_some_and(|to| to < highest)
            || last.below.is_some_and(|below| below <= highest);
        if over {
            let message =
                format!("there is a gap: the score can be {highest}, above the last band");
            self.say(format!("{path}.bands.{n}"), message);
        }
    }
}

/// Whether a score can only be a whole number.
fn is_whole(score: &ScoreDefinition, rule: &ScoreRule, asked: &[Asked]) -> bool {
    if score.round == Some(0) {
        return true;
    }
    match rule {
        ScoreRule::Sum(places) => {
            places.iter().filter_map(|place| asked.get(*place)).all(|asked| {
                let weight = asked.question.weight.is_none_or(|weight| weight.whole().is_some());
                let own = asked.points.iter().flatten();
                let from = asked.question.points_from.iter().map(|row| &row.points);
                let fields = asked.question.fields.iter().flat_map(|field| &field.options);
                let all = own.chain(from).chain(fields.filter_map(|choice| choice.points.as_ref()));
                let mut points = all.filter_map(|points| points.of(&score.id));
                weight && points.all(|points| points.whole().is_some())
            })
        }
        ScoreRule::Grid(grid) => grid.values.iter().flatten().all(|value| value.whole().is_some()),
        ScoreRule::Lookup(_, rows) => rows.iter().all(|row| row.value.whole().is_some()),
        ScoreRule::Formula(_) => false,
    }
}

/// What is wrong between two bands: not rising, a gap or an overlap. `step` is the smallest
/// distance of two scores, when there is one.
fn seam(band: &ScoreBand, next: &ScoreBand, step: Option<Number>) -> Option<String> {
    let start = next.from.or(next.above)?;
    let own = band.from.or(band.above)?;
    if start < own || (start == own && !(band.from.is_some() && next.above.is_some())) {
        return Some(format!("the band “{}” does not start above “{}”", next.id, band.id));
    }
    let (end, is_in) = match (band.to, band.below) {
        (Some(to), _) => (to, true),
        (None, Some(below)) => (below, false),
        (None, None) => return None,
    };
    let starts_in = next.from.is_some();
    let overlap = start < end || (start == end && is_in && starts_in);
    if overlap {
        return Some(format!("the bands “{}” and “{}” overlap at {start}", band.id, next.id));
    }
    let adjoins = start == end && (is_in || starts_in);
    let steps = step.is_some_and(|step| is_in && starts_in && start == end.plus(step));
    (!adjoins && !steps).then(|| {
        format!("there is a gap between “{}” and “{}”: {end} to {start}", band.id, next.id)
    })
}

/// The lowest value of a sum or a table, where that is easy to say.
fn lowest(score: &ScoreDefinition, rule: &ScoreRule, asked: &[Asked]) -> Option<Number> {
    match rule {
        ScoreRule::Sum(places) => {
            let asked = places.iter().filter_map(|place| asked.get(*place));
            Some(asked.fold(Number::ZERO, |sum, asked| {
                let low = possible_points(asked, &score.id).low;
                let surely = asked.show_if == Condition::Always(true)
                    && !asked.question.optional
                    && !asked.choices.iter().any(|choice| choice.not_applicable);
                sum.plus(weighed(asked, if surely { low } else { low.min(Number::ZERO) }))
            }))
        }
        ScoreRule::Grid(grid) => grid.values.iter().flatten().min().copied(),
        ScoreRule::Lookup(_, rows) => rows.iter().map(|row| row.value).min(),
        ScoreRule::Formula(_) => None,
    }
}
