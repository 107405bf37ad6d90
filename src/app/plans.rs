//! The plan of mitigations.
use super::assessments::TRIES;
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
        for _ in 0..TRIES {
            let (policy, editing) = self.edit(actor, id).await?;
            let (plan, changed) = editing.plan(plan.cloned(), planned.clone(), self.clock.now())?;
            match self.commit(actor, &policy, changed).await {
                Ok(()) => return Ok(plan),
                Err(UseCaseError::Conflict) => {}
                Err(error) => return Err(error),
            }
        }
        Err(UseCaseError::Conflict)
    }

    /// Takes a mitigation out of the plan.
    pub async fn remove_plan(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        plan: &PlanId,
    ) -> Result<(), UseCaseError> {
        for _ in 0..TRIES {
            let (policy, editing) = self.edit(actor, id).await?;
            let changed = editing.remove_plan(plan.clone(), self.clock.now())?;
            match self.commit(actor, &policy, changed).await {
                Err(UseCaseError::Conflict) => {}
                other => return other,
            }
        }
        Err(UseCaseError::Conflict)
    }

    /// Keeps why a harm is not mitigated.
    pub async fn save_reason(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        rating: &RatingKey,
        reason: &str,
    ) -> Result<(), UseCaseError> {
        for _ in 0..TRIES {
            let (policy, editing) = self.edit(actor, id).await?;
            let changed = editing.reason(rating.clone(), reason.to_owned(), self.clock.now())?;
            match self.commit(actor, &policy, changed).await {
                Err(UseCaseError::Conflict) => {}
                other => return other,
            }
        }
        Err(UseCaseError::Conflict)
    }
}
