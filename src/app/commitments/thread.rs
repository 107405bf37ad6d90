//! The thread from a commitment to what shows that it is kept: the policies and assessments that
//! are linked to it, their mitigations, and the evidence that those were delivered.
use std::sync::Arc;

use crate::app::{Service, UseCaseError, Wrong};
use crate::domain::access::Actor;
use crate::domain::afterwards::DeliveryStatus;
use crate::domain::assessment::{Assessment, Kept};
use crate::domain::commitment::{Commitment, CommitmentChange, Linked};
use crate::domain::ids::{AssessmentId, CommitmentId, PlanId};
use crate::domain::policy::Policy;
use crate::domain::scoring::Planned;
use crate::store;

/// A mitigation, and how its delivery stands.
#[derive(Debug, Clone)]
pub struct ThreadPlan {
    /// Which.
    pub plan: PlanId,
    /// What is done.
    pub action: String,
    /// How it stands; none when nobody has reported.
    pub status: Option<DeliveryStatus>,
    /// What shows it.
    pub evidence: String,
}

/// Something that a commitment is linked to.
#[derive(Debug, Clone)]
pub struct ThreadLine {
    /// The link.
    pub link: Linked,
    /// The policy.
    pub policy: Policy,
    /// The assessment, when one is linked.
    pub assessment: Option<Assessment>,
    /// Its mitigations, or the one that is linked.
    pub plans: Vec<ThreadPlan>,
}

impl Service {
    /// What a commitment is linked to and this person may read, and how many other links it has.
    pub async fn thread_of(
        &self,
        actor: &Actor,
        commitment: &Commitment,
    ) -> Result<(Vec<ThreadLine>, usize), UseCaseError> {
        let mut lines = Vec::new();
        for link in &commitment.links {
            lines.extend(self.thread_line(actor, link).await?);
        }
        let hidden = commitment.links.len() - lines.len();
        Ok((lines, hidden))
    }

    async fn thread_line(
        &self,
        actor: &Actor,
        link: &Linked,
    ) -> Result<Option<ThreadLine>, UseCaseError> {
        let (id, only) = match link {
            Linked::Policy { policy } => {
                let policy: Option<Policy> =
                    store::read(self.store.as_ref(), policy.as_str()).await?;
                let whole = |policy| ThreadLine {
                    link: link.clone(),
                    policy,
                    assessment: None,
                    plans: Vec::new(),
                };
                return Ok(policy.filter(|policy| actor.may_see(policy)).map(whole));
            }
            Linked::Assessment { assessment } => (assessment, None),
            Linked::Mitigation { assessment, plan } => (assessment, Some(plan)),
        };
        let Ok((policy, assessment)) = self.find(id).await else { return Ok(None) };
        if !actor.may_read(&policy, &assessment) {
            return Ok(None);
        }
        let wanted = assessment.plan.iter().filter(|(id, _)| only.is_none_or(|only| only == *id));
        let plan = |(id, kept): (&PlanId, &Kept<Planned>)| {
            let report = assessment.delivery_of(id);
            ThreadPlan {
                plan: id.clone(),
                action: kept.value.action.clone(),
                status: report.map(|report| report.status),
                evidence: report.map(|report| report.evidence.clone()).unwrap_or_default(),
            }
        };
        let plans = wanted.map(plan).collect();
        let policy = assessment.policy_as_stated(policy);
        Ok(Some(ThreadLine { link: link.clone(), policy, assessment: Some(assessment), plans }))
    }

    /// What a reference names: `LT-2026-0007` a policy, `LT-2026-0007/1` an assessment of it, and
    /// `LT-2026-0007/1/p2` a mitigation.
    pub async fn linked_by_reference(
        &self,
        actor: &Actor,
        text: &str,
    ) -> Result<Linked, UseCaseError> {
        let unknown = || UseCaseError::Invalid(vec![Wrong { field: "to", message: "fault-link" }]);
        let mut parts = text.trim().split('/');
        let reference = parts.next().unwrap_or_default();
        let key = format!("all/{reference}");
        let found: Vec<Policy> = store::read_all(self.store.as_ref(), &key, usize::MAX).await?;
        let mut found = found.into_iter();
        let policy = found.find(|policy| policy.reference == reference && actor.may_see(policy));
        let policy = policy.ok_or_else(unknown)?;
        let Some(number) = parts.next() else { return Ok(Linked::Policy { policy: policy.id }) };
        let assessment = self.numbered(&policy, number).await?.ok_or_else(unknown)?;
        match parts.next() {
            None => Ok(Linked::Assessment { assessment }),
            Some(plan) => {
                let plan = plan.parse().map_err(|_| unknown())?;
                Ok(Linked::Mitigation { assessment, plan })
            }
        }
    }

    async fn numbered(
        &self,
        policy: &Policy,
        number: &str,
    ) -> Result<Option<AssessmentId>, UseCaseError> {
        let versions = self.versions_of(policy).await?;
        let mut named = versions.into_iter().filter(|version| version.number.to_string() == number);
        Ok(named.next().map(|version| version.id))
    }

    /// Links a commitment to something, or takes the link away.
    pub async fn link_commitment(
        &self,
        actor: &Actor,
        id: &CommitmentId,
        to: Linked,
        linked: bool,
    ) -> Result<(), UseCaseError> {
        if linked {
            // Only what the person may read can be linked.
            match &to {
                Linked::Policy { policy } => drop(self.policy(actor, policy).await?),
                Linked::Assessment { assessment } => drop(self.open(actor, assessment).await?),
                Linked::Mitigation { assessment, plan } => {
                    let open = self.open(actor, assessment).await?;
                    open.assessment.plan.get(plan).ok_or(UseCaseError::NotFound)?;
                }
            }
        }
        self.change_commitment(actor, id, None, None, None, |_| {
            let link = CommitmentChange::Linked { to: to.clone() };
            Ok(if linked { link } else { CommitmentChange::Unlinked { to } })
        })
        .await
    }

    /// The commitments that are linked to a policy or to one of its assessments.
    pub async fn commitments_of_policy(
        &self,
        policy: &Policy,
    ) -> Result<Vec<Arc<Commitment>>, UseCaseError> {
        let all = self.commitments().await?;
        let about = |link: &Linked| match link {
            Linked::Policy { policy: linked } => *linked == policy.id,
            Linked::Assessment { assessment } | Linked::Mitigation { assessment, .. } => {
                policy.assessments.contains(assessment)
            }
        };
        let linked = all.values().filter(|it| it.undone.is_none() && it.links.iter().any(about));
        let mut linked: Vec<_> = linked.cloned().collect();
        linked.sort_by(|one, other| one.reference.cmp(&other.reference));
        Ok(linked)
    }
}
