//! The plan of mitigations.
use super::{Service, UseCaseError};
use crate::domain::access::Actor;
use crate::domain::ids::{AssessmentId, PlanId};
use crate::domain::scoring::{Planned, RatingKey};

impl Service {
    /// Plans a mitigation, or changes one; returns its id.
    pub async fn save_plan(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        plan: Option<&PlanId>,
        planned: &Planned,
    ) -> Result<PlanId, UseCaseError> {
        self.change(actor, id, Actor::edit, |editing, now| {
            let (plan, changed) = editing.plan(plan.cloned(), planned.clone(), now)?;
            Ok((plan, Some(changed)))
        })
        .await
    }

    /// Takes a mitigation out of the plan.
    pub async fn remove_plan(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        plan: &PlanId,
    ) -> Result<(), UseCaseError> {
        self.step(actor, id, Actor::edit, |editing, now| editing.remove_plan(plan.clone(), now))
            .await
    }

    /// Keeps why a harm is not mitigated.
    pub async fn save_reason(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        rating: &RatingKey,
        reason: &str,
    ) -> Result<(), UseCaseError> {
        self.step(actor, id, Actor::edit, |editing, now| {
            editing.reason(rating.clone(), reason.to_owned(), now)
        })
        .await
    }
}
