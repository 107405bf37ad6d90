//! Illustrating the cost of a change in loneliness, where an organisation has turned that on.
use super::{Service, UseCaseError};
use crate::domain::access::Actor;
use crate::domain::assessment::Assessment;
use crate::domain::cost::Cost;
use crate::domain::ids::AssessmentId;

impl Service {
    /// Whether the organisation of an assessment illustrates costs.
    pub async fn illustrates_cost(&self, assessment: &Assessment) -> Result<bool, UseCaseError> {
        let organisation = self.organisation(&assessment.organisation).await?;
        Ok(organisation.is_some_and(|found| found.facts.documents.cost))
    }

    /// Illustrates the cost of an assessment, or no longer does.
    pub async fn state_cost(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        cost: Option<Box<Cost>>,
    ) -> Result<(), UseCaseError> {
        let (_, held) = self.hold(actor, id, Actor::edit).await?;
        // What is there can be taken out after it has been turned off.
        if cost.is_some() && !self.illustrates_cost(held.assessment()).await? {
            return Err(UseCaseError::NotFound);
        }
        self.change(actor, id, Actor::edit, |held, now| Ok(((), held.cost(cost.clone(), now)?)))
            .await
    }
}
