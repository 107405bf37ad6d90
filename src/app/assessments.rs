//! Starting and opening assessments.
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::questionnaires::pin;
use super::{Service, UseCaseError};
use crate::domain::access::{Actor, Forbidden, Held, Reading};
use crate::domain::assessment::Assessment;
use crate::domain::audit::Action;
use crate::domain::condition::Fact;
use crate::domain::editing::{Changed, MoveError};
use crate::domain::evaluate::Evaluation;
use crate::domain::ids::{AssessmentId, PolicyId, QuestionnaireId};
use crate::domain::life::Stage;
use crate::domain::organisation::Organisation;
use crate::domain::policy::Policy;
use crate::domain::questionnaire::Questionnaire;
use crate::store::{self, Change};

/// An assessment with everything that belongs to it, opened for one person.
#[derive(Debug)]
pub struct Open {
    /// The policy.
    pub policy: Policy,
    /// The assessment.
    pub assessment: Assessment,
    /// The exact questionnaire it is answered with.
    pub questionnaire: Arc<Questionnaire>,
    /// What follows from what was typed.
    pub evaluation: Arc<Evaluation>,
    /// What this person may do with it.
    pub rights: Rights,
}

/// What someone may do with an assessment, whatever its stage.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each right is held or not")]
pub struct Rights {
    /// Answer, rate and plan.
    pub write: bool,
    /// Take it through its life.
    pub lead: bool,
    /// Review it: the reviewer who was asked.
    pub review: bool,
    /// Sign it: the signer who was asked.
    pub sign: bool,
    /// Say who works on it.
    pub steward: bool,
    /// Comment on it.
    pub comment: bool,
    /// Report on its mitigations.
    pub deliver: bool,
}

impl Rights {
    fn of(actor: &Actor, policy: &Policy, assessment: &Assessment) -> Self {
        Self {
            write: actor.may_edit(policy, assessment),
            lead: actor.may_lead(policy, assessment),
            review: actor.may_review(policy, assessment),
            sign: actor.may_sign(policy, assessment),
            steward: actor.may_steward(assessment),
            comment: actor.comment(policy, assessment).is_ok(),
            deliver: actor.may_deliver(policy, assessment),
        }
    }
}

impl Open {
    /// Whether what is typed can be changed by this person now.
    pub fn is_editable(&self) -> bool {
        self.rights.write && self.assessment.is_draft()
    }

    /// The hash that a signature is bound to.
    pub fn content_hash(&self) -> String {
        self.assessment.content_hash(&self.policy.facts)
    }
}

/// How a right to an assessment is taken hold of.
pub(super) type Hold<R> =
    for<'a, 'p> fn(&'a Actor, &'p Policy, Assessment) -> Result<Held<'a, R>, Forbidden>;

/// How often a change is tried again when someone else changed another part of the assessment.
const TRIES: usize = 30;

impl Service {
    /// Starts an assessment of a policy, unless one is under way.
    pub async fn start_assessment(
        &self,
        actor: &Actor,
        policy: &PolicyId,
        questionnaire: &QuestionnaireId,
    ) -> Result<AssessmentId, UseCaseError> {
        let right = actor.register()?;
        let policy = self.policy(actor, policy).await?;
        right.covers(&policy)?;
        // After one that was closed, a policy can be assessed anew, unless another is in force.
        let versions = self.versions_of(&policy).await?;
        let newest = versions.last().filter(|newest| newest.stage() != Stage::Closed);
        let in_force = || versions.iter().rfind(|version| version.is_in_force());
        if let Some(there) = newest.or_else(in_force) {
            return Ok(there.id.clone());
        }
        self.keep_up().await?;
        let library = self.library();
        let loaded = library.find(questionnaire).ok_or(UseCaseError::NotFound)?;
        let now = self.clock.now();
        let id: AssessmentId = self.new_id()?;
        let by = actor.person.clone();
        let pin = pin(&loaded.questionnaire);
        let organisation: Option<Organisation> =
            store::read(self.store.as_ref(), policy.organisation.as_str()).await?;
        let kind = organisation.map(|organisation| organisation.facts.kind.name().to_owned());
        let record = kind.into_iter().map(|kind| (Fact::OrganisationType, kind)).collect();
        let assessment = Assessment::start(id.clone(), &policy, pin, record, (by, now));
        let expected = Some(policy.revision);
        let policy = Policy {
            assessments: policy.assessments.iter().cloned().chain([id.clone()]).collect(),
            progress: "screening".to_owned(),
            revision: policy.revision + 1,
            ..policy
        };
        let after = policy.progress.clone();
        let progressed = Action::PolicyProgressed { assessment: id.clone(), after };
        let entry = |action| right.actor().entry(now, action);
        let change = Change::of(&assessment, None, entry(Action::AssessmentStarted))?.and(
            &policy,
            expected,
            Some(entry(progressed)),
        )?;
        self.store.commit(change).await?;
        Ok(id)
    }

    /// Opens an assessment for reading.
    pub async fn open(&self, actor: &Actor, id: &AssessmentId) -> Result<Open, UseCaseError> {
        let (policy, assessment) = self.find(id).await?;
        let rights = Rights::of(actor, &policy, &assessment);
        // Who may not read it is not told that it exists.
        let opened = actor.read(&policy, assessment).map_err(|_| UseCaseError::NotFound)?;
        let Reading(assessment) = opened;
        self.opened(policy, assessment, rights).await
    }

    /// An assessment with everything that belongs to it. A signed version comes with what was
    /// stated about the policy when it was signed.
    pub(super) async fn opened(
        &self,
        policy: Policy,
        assessment: Assessment,
        rights: Rights,
    ) -> Result<Open, UseCaseError> {
        let questionnaire = self.questionnaire(&assessment.questionnaire).await?;
        let evaluation = self.evaluated(&questionnaire, &assessment);
        let policy = assessment.policy_as_stated(policy);
        Ok(Open { policy, assessment, questionnaire, evaluation, rights })
    }

    pub(super) async fn find(
        &self,
        id: &AssessmentId,
    ) -> Result<(Policy, Assessment), UseCaseError> {
        let assessment: Option<Assessment> = store::read(self.store.as_ref(), id.as_str()).await?;
        let assessment = assessment.ok_or(UseCaseError::NotFound)?;
        let policy: Option<Policy> =
            store::read(self.store.as_ref(), assessment.policy.as_str()).await?;
        Ok((policy.ok_or(UseCaseError::NotFound)?, assessment))
    }

    /// The versions of a policy's assessment, oldest first.
    pub(super) async fn versions_of(
        &self,
        policy: &Policy,
    ) -> Result<Vec<Assessment>, UseCaseError> {
        let ids = policy.assessments.iter().map(ToString::to_string).collect();
        let mut found: BTreeMap<String, Assessment> =
            store::read_each(self.store.as_ref(), ids).await?;
        Ok(policy.assessments.iter().filter_map(|id| found.remove(id.as_str())).collect())
    }

    /// Takes a step with an assessment, held by its right. Who may not read it is told that there
    /// is none. When someone else changed another part of it meanwhile, it is loaded and changed
    /// again. A change of `None` means that there is nothing to write.
    pub(super) async fn change<R, T>(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        by_right: Hold<R>,
        change: impl Fn(Held<'_, R>, Timestamp) -> Result<(T, Option<Changed>), MoveError>,
    ) -> Result<T, UseCaseError> {
        for _ in 0..TRIES {
            let (policy, held) = self.hold(actor, id, by_right).await?;
            let (done, changed) = change(held, self.clock.now())?;
            let Some(changed) = changed else { return Ok(done) };
            match self.commit(actor, &policy, changed).await {
                Ok(()) => return Ok(done),
                Err(UseCaseError::Conflict) => {}
                Err(error) => return Err(error),
            }
        }
        Err(UseCaseError::Conflict)
    }

    /// Takes a step that always changes something.
    pub(super) async fn step<R>(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        by_right: Hold<R>,
        step: impl Fn(Held<'_, R>, Timestamp) -> Result<Changed, MoveError>,
    ) -> Result<(), UseCaseError> {
        self.change(actor, id, by_right, |held, now| Ok(((), Some(step(held, now)?)))).await
    }

    /// An assessment, held by a right to it.
    pub(super) async fn hold<'a, R>(
        &self,
        actor: &'a Actor,
        id: &AssessmentId,
        by_right: Hold<R>,
    ) -> Result<(Policy, Held<'a, R>), UseCaseError> {
        let (policy, assessment) = self.find(id).await?;
        let reads = actor.may_read(&policy, &assessment);
        match by_right(actor, &policy, assessment) {
            Ok(held) => Ok((policy, held)),
            Err(forbidden) if reads => Err(forbidden.into()),
            Err(_) => Err(UseCaseError::NotFound),
        }
    }

    /// Commits a changed assessment, and moves the policy's progress on where that changed.
    pub(super) async fn commit(
        &self,
        actor: &Actor,
        policy: &Policy,
        changed: Changed,
    ) -> Result<(), UseCaseError> {
        let change = self.changed(actor, policy, changed).await?;
        Ok(self.store.commit(change).await?)
    }

    /// What a changed assessment writes.
    pub(super) async fn changed(
        &self,
        actor: &Actor,
        policy: &Policy,
        changed: Changed,
    ) -> Result<Change, UseCaseError> {
        let (assessment, entry) = changed;
        let now = entry.at;
        let progress = self.progress(&assessment).await?;
        let mut change = Change::of(&assessment, Some(assessment.revision - 1), entry)?;
        if policy.assessments.last() == Some(&assessment.id) && policy.progress != progress {
            let (assessment, after) = (assessment.id.clone(), progress.clone());
            let entry = actor.entry(now, Action::PolicyProgressed { assessment, after });
            let expected = Some(policy.revision);
            let policy = Policy { progress, revision: policy.revision + 1, ..policy.clone() };
            change = change.and(&policy, expected, Some(entry))?;
        }
        Ok(change)
    }

    /// How far an assessment is, as the register shows it.
    pub(super) async fn progress(&self, assessment: &Assessment) -> Result<String, UseCaseError> {
        let questionnaire = self.questionnaire(&assessment.questionnaire).await?;
        let evaluation = self.evaluated(&questionnaire, assessment);
        let not_required = evaluation.is_not_required(&questionnaire);
        let name = match assessment.stage() {
            Stage::Draft if !evaluation.is_screened(&questionnaire) => "screening",
            Stage::Draft if not_required => "not_required",
            Stage::Draft => "in_assessment",
            Stage::Signed if not_required => "declared",
            Stage::InReview
            | Stage::ChangesAsked
            | Stage::Ready
            | Stage::AwaitingSignature
            | Stage::Signed
            | Stage::Published
            | Stage::Withheld
            | Stage::Superseded
            | Stage::Closed => assessment.stage().name(),
        };
        Ok(name.to_owned())
    }
}
