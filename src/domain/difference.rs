//! What differs between two versions of an assessment.
use std::collections::BTreeSet;

use super::assessment::{Assessment, Kept};
use super::evaluate::Evaluation;
use super::ids::{PlanId, QuestionId};
use super::questionnaire::Questionnaire;
use super::scoring::RatingKey;

/// A version with its questionnaire and what follows from it.
#[derive(Debug, Clone, Copy)]
pub struct Version<'a> {
    /// The assessment.
    pub assessment: &'a Assessment,
    /// Its questionnaire.
    pub questionnaire: &'a Questionnaire,
    /// What follows from what was typed.
    pub evaluation: &'a Evaluation,
}

/// What differs, in the order of the questionnaire.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// Questions that are answered differently, or are asked in one version only.
    pub questions: Vec<QuestionId>,
    /// Ratings that differ, in what was chosen or in what it amounts to.
    pub ratings: Vec<RatingKey>,
    /// Mitigations that were added, changed or taken out.
    pub plan: Vec<PlanId>,
    /// Whether level, gates or quality of the evidence differ.
    pub result: bool,
}

impl Difference {
    /// Compares a version with the one before. Answers that neither version asks for do not
    /// count.
    pub fn between(before: Version<'_>, after: Version<'_>) -> Self {
        Self {
            questions: questions(before, after),
            ratings: ratings(before, after),
            plan: plan(before.assessment, after.assessment),
            result: result(before.evaluation) != result(after.evaluation),
        }
    }

    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

fn value<K: Ord, T: Clone>(kept: &std::collections::BTreeMap<K, Kept<T>>, key: &K) -> Option<T> {
    kept.get(key).map(|kept| kept.value.clone())
}

fn questions(before: Version<'_>, after: Version<'_>) -> Vec<QuestionId> {
    let ids = |version: Version<'_>| -> Vec<QuestionId> {
        version.questionnaire.asked().iter().map(|asked| asked.question.id.clone()).collect()
    };
    let mut all = ids(after);
    let known: BTreeSet<QuestionId> = all.iter().cloned().collect();
    all.extend(ids(before).into_iter().filter(|id| !known.contains(id)));
    let shown = |version: Version<'_>, id: &QuestionId| {
        let asked = version.evaluation.is_asked(id);
        asked.then(|| value(&version.assessment.answers, id)).flatten()
    };
    all.retain(|id| shown(before, id) != shown(after, id));
    all
}

fn ratings(before: Version<'_>, after: Version<'_>) -> Vec<RatingKey> {
    let keys: BTreeSet<&RatingKey> =
        before.evaluation.rows.keys().chain(after.evaluation.rows.keys()).collect();
    let shown = |version: Version<'_>, key: &RatingKey| {
        let row = version.evaluation.rows.get(key)?;
        Some((value(&version.assessment.ratings, key), format!("{row:?}")))
    };
    keys.into_iter().filter(|key| shown(before, key) != shown(after, key)).cloned().collect()
}

fn plan(before: &Assessment, after: &Assessment) -> Vec<PlanId> {
    let ids: BTreeSet<&PlanId> = before.plan.keys().chain(after.plan.keys()).collect();
    let differs = |id: &&PlanId| value(&before.plan, *id) != value(&after.plan, *id);
    ids.into_iter().filter(differs).cloned().collect()
}

/// Everything of a result that a reader sees.
fn result(evaluation: &Evaluation) -> String {
    format!(
        "{:?} {:?} {:?} {:?}",
        evaluation.level, evaluation.residual, evaluation.quality, evaluation.gates
    )
}
