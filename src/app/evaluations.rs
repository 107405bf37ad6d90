//! What follows from what was typed, kept for the assessments that people work on now.
//!
//! A page is followed by an answer, and an answer by the next page: each asks for the same evaluation.
//! It is taken again only when the whole input is equal, so it cannot be that of another moment,
//! whatever became of the records meanwhile, in this process or elsewhere.
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};

use lru::LruCache;

use super::Service;
use crate::domain::assessment::Assessment;
use crate::domain::evaluate::{Evaluation, Input, evaluate};
use crate::domain::ids::AssessmentId;
use crate::domain::questionnaire::Questionnaire;

/// For so many assessments the last evaluation is kept: some tens of kilobytes each.
const KEPT: NonZeroUsize = NonZeroUsize::new(64).unwrap();

/// An evaluation, and what it was made from.
#[derive(Debug)]
struct Evaluated {
    /// The hash of the questionnaire.
    questionnaire: String,
    input: Input,
    evaluation: Arc<Evaluation>,
}

/// The last evaluation of each assessment that was asked for lately.
#[derive(Debug)]
pub(super) struct Evaluations(Mutex<LruCache<AssessmentId, Evaluated>>);

impl Default for Evaluations {
    fn default() -> Self {
        Self(Mutex::new(LruCache::new(KEPT)))
    }
}

impl Service {
    /// What follows from what was typed in an assessment.
    pub(super) fn evaluated(
        &self,
        questionnaire: &Questionnaire,
        assessment: &Assessment,
    ) -> Arc<Evaluation> {
        let (hash, input) = (questionnaire.hash(), assessment.input());
        let kept = || self.evaluations.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept().get(&assessment.id)
            && known.questionnaire == hash
            && known.input == input
        {
            return Arc::clone(&known.evaluation);
        }
        let evaluation = Arc::new(evaluate(questionnaire, &input));
        let made = Evaluated {
            questionnaire: hash.to_owned(),
            input,
            evaluation: Arc::clone(&evaluation),
        };
        kept().put(assessment.id.clone(), made);
        evaluation
    }
}
