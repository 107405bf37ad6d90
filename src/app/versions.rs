//! Versions of questionnaires: moving an assessment to a newer one, and back.
use std::sync::Arc;

use super::questionnaires::pin;
use super::{Open, Service, UseCaseError};
use crate::domain::access::Actor;
use crate::domain::evaluate::Move;
use crate::domain::ids::AssessmentId;
use crate::domain::questionnaire::Questionnaire;

impl Service {
    /// The version that new assessments use, when this one uses another.
    pub fn newer_version(&self, open: &Open) -> Option<Arc<Questionnaire>> {
        let live = self.live(&open.assessment.questionnaire.id)?;
        let is_other = live.hash() != open.assessment.questionnaire.hash;
        (is_other && open.assessment.is_draft()).then_some(live)
    }

    /// What moving to the newer version would do.
    pub fn preview_move(&self, open: &Open) -> Option<(Arc<Questionnaire>, Move)> {
        let newer = self.newer_version(open)?;
        let moved = Move::between(&open.questionnaire, &newer, &open.assessment.input());
        Some((newer, moved))
    }

    /// Moves an assessment to the version with this hash: the live one, or the one before.
    pub async fn move_to(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        hash: &str,
    ) -> Result<(), UseCaseError> {
        let (policy, editing) = self.hold(actor, id, Actor::edit).await?;
        let present = editing.assessment().questionnaire.clone();
        self.keep_up().await?;
        let live = self.live(&present.id).map(|live| pin(&live));
        let previous = editing.assessment().moved_from.clone();
        let wanted = live.into_iter().chain(previous).find(|pin| pin.hash == hash);
        let wanted = wanted.filter(|pin| *pin != present).ok_or(UseCaseError::Conflict)?;
        self.questionnaire(&wanted).await?;
        let changed = editing.move_to(wanted, self.clock.now())?;
        self.commit(actor, &policy, changed).await
    }
}
