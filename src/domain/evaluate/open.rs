//! What is still to be done, and how the gates stand.
use std::collections::BTreeMap;

use super::scope::View;
use super::{DO_NOTHING, Evaluation, Gap, GateState, Input, OpenItem, QuestionState, rows};
use crate::domain::condition::{Computed, Range};
use crate::domain::ids::PathwayId;
use crate::domain::ids::PolicyOptionId;
use crate::domain::questionnaire::Questionnaire;
use crate::domain::scoring::RatingKey;
use crate::domain::writing::Length;

/// A length as a number of the engine.
pub(super) fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

pub(super) fn open_items(questionnaire: &Questionnaire, input: &Input, result: &mut Evaluation) {
    let mut items = Vec::new();
    for asked in questionnaire.asked() {
        let id = &asked.question.id;
        let open = match result.states.get(id) {
            Some(QuestionState::Open) => !asked.question.optional,
            Some(QuestionState::Invalid(_) | QuestionState::Waiting) => true,
            Some(QuestionState::Hidden | QuestionState::Answered) | None => false,
        };
        if open {
            items.push(OpenItem::Question(id.clone()));
        }
    }
    let mut pages: BTreeMap<(PolicyOptionId, PathwayId), usize> = BTreeMap::new();
    for (key, row) in &result.rows {
        if key.option.as_str() == DO_NOTHING {
            continue;
        }
        if row.before.is_err() {
            *pages.entry((key.option.clone(), key.pathway.clone())).or_default() += 1;
        } else if row.needs_reason {
            items.push(OpenItem::Reason(key.clone()));
        }
    }
    let pages = pages.into_iter();
    items.extend(pages.map(|((option, pathway), n)| OpenItem::Ratings(option, pathway, n)));
    items.extend(unmarked(questionnaire, input, result));
    let unfinished = input.plan.iter().filter(|(_, plan)| {
        plan.action.trim().is_empty()
            || input.is_unfit(&plan.action, Length::Prose)
            || input.is_unfit(&plan.owner, Length::Line)
    });
    items.extend(unfinished.map(|(id, _)| OpenItem::Plan(id.clone())));
    result.open_items = items;
}

/// Flags that a factor asks about, and that no row marks.
fn unmarked(questionnaire: &Questionnaire, input: &Input, result: &Evaluation) -> Vec<OpenItem> {
    let factors = questionnaire.matrix().factors.iter();
    let asked = factors.filter_map(|factor| Some((factor, factor.show_if_flag.as_ref()?)));
    let set = asked.filter(|(_, flag)| result.flags.contains_key(flag));
    let has_rows = rows::harms(result).next().is_some();
    let marked = |factor: &crate::domain::questionnaire::Factor| {
        result.rows.keys().filter_map(|key| input.ratings.get(key)).any(|rating| {
            let option = rating.factors.get(&factor.id).and_then(|id| factor.option(id));
            option.is_some_and(|option| option.value > 0)
        })
    };
    set.filter(|(factor, _)| has_rows && !marked(factor))
        .map(|(_, flag)| OpenItem::Unmarked(flag.clone()))
        .collect()
}

pub(super) fn gates(questionnaire: &Questionnaire, input: &Input, result: &mut Evaluation) {
    let Some(residual) = result.residual else { return };
    let computed = computed(questionnaire, input, result);
    let view = View { questionnaire, input, result, computed: &computed };
    let gates = questionnaire
        .gates()
        .filter(|(gate, _)| gate.levels.contains(&residual.low))
        .map(|(gate, condition)| GateState { id: gate.id.clone(), met: condition.holds(&view) })
        .collect();
    result.gates = gates;
}

fn computed(
    questionnaire: &Questionnaire,
    input: &Input,
    result: &Evaluation,
) -> BTreeMap<Computed, Range> {
    let matrix = questionnaire.matrix();
    let decisive: Vec<&PolicyOptionId> = match result.options.iter().find(|o| o.preferred) {
        Some(preferred) => vec![&preferred.id],
        None => result.options.iter().map(|option| &option.id).collect(),
    };
    let harms = || rows::harms(result).filter(|(key, _)| decisive.contains(&&key.option));
    let explained =
        |key: &RatingKey| input.reasons.get(key).is_some_and(|reason| !reason.trim().is_empty());
    let moderate = harms().filter(|(key, row)| {
        matrix.band_number(row.points()) >= 2 && !row.mitigated && !explained(key)
    });
    let major =
        harms().filter(|(_, row)| matrix.band_number(row.after) >= 3 && !row.funded).count();
    let ratings = || result.rows.iter().filter(|(key, _)| key.option.as_str() != DO_NOTHING);
    let rated = ratings().filter(|(_, row)| row.points() != 0).count();
    let unknown = result.gaps.iter().filter(|gap| matches!(gap, Gap::Rating(_))).count();
    let quality = result.quality;
    let low = super::share(quality.points, quality.max + quality.open);
    let high = super::share(quality.points + quality.open, quality.max + quality.open);
    let exactly = |n: usize| Range::exactly(count(n));
    BTreeMap::from([
        (Computed::Level, result.level.unwrap_or(Range::ANY)),
        (Computed::ResidualLevel, result.residual.unwrap_or(Range::ANY)),
        (Computed::Gaps, exactly(result.gaps.len())),
        (Computed::HarmRows, exactly(rows::harms(result).count())),
        (Computed::Quality, Range { low, high }),
        (Computed::OpenItems, exactly(result.open_items.len())),
        (Computed::OpenGates, exactly(result.open_gates.len())),
        (Computed::ModerateRowsOpen, exactly(moderate.count())),
        (Computed::MajorRowsUnfunded, exactly(major)),
        (Computed::DontKnowPercent, Range::exactly(super::share(count(unknown), count(rated)))),
    ])
}
