//! Starting and opening assessments.
use std::sync::Arc;

use jiff::Timestamp;

use super::questionnaires::pin;
use super::{Service, UseCaseError};
use crate::domain::access::{Actor, Editing, Reading};
use crate::domain::assessment::{Assessment, State};
use crate::domain::audit::Action;
use crate::domain::condition::Fact;
use crate::domain::editing::{Changed, MoveError};
use crate::domain::evaluate::{Evaluation, evaluate};
use crate::domain::ids::{AssessmentId, PolicyId, QuestionnaireId};
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
    pub evaluation: Evaluation,
    /// Whether this person may change it, if it is a draft.
    pub may_edit: bool,
    /// Whether this person is the one who was asked to sign it.
    pub may_sign: bool,
}

impl Open {
    /// Whether what is typed can be changed by this person now.
    pub fn is_editable(&self) -> bool {
        self.may_edit && self.assessment.is_draft()
    }

    /// The hash that a signature is bound to.
    pub fn content_hash(&self) -> String {
        self.assessment.content_hash(&self.policy.facts)
    }
}

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
        if let Some(last) = policy.assessments.last() {
            return Ok(last.clone());
        }
        let library = self.library();
        let loaded = library.find(questionnaire).ok_or(UseCaseError::NotFound)?;
        let now = self.clock.now();
        let id: AssessmentId = self.new_id()?;
        let by = actor.person.clone();
        let pin = pin(&loaded.questionnaire);
        let organisation: Option<Organisation> =
            store::read(self.store.as_ref(), policy.organisation.as_str()).await?;
        let kind = organisation.map(|organisation| organisation.kind.name().to_owned());
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
        let may_edit = actor.edit(&policy, assessment.clone()).is_ok();
        let may_sign = actor.sign(assessment.clone()).is_ok();
        // Who may not read it is not told that it exists.
        let opened = actor.read(&policy, assessment).map_err(|_| UseCaseError::NotFound)?;
        let Reading(assessment) = opened;
        let questionnaire = self.questionnaire(&assessment.questionnaire).await?;
        let evaluation = evaluate(&questionnaire, &assessment.input());
        Ok(Open { policy, assessment, questionnaire, evaluation, may_edit, may_sign })
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

    /// Opens an assessment for writing; who may not read it is told that there is none.
    pub(super) async fn edit<'a>(
        &self,
        actor: &'a Actor,
        id: &AssessmentId,
    ) -> Result<(Policy, Editing<'a>), UseCaseError> {
        let (policy, assessment) = self.find(id).await?;
        actor.read(&policy, assessment.clone()).map_err(|_| UseCaseError::NotFound)?;
        let editing = actor.edit(&policy, assessment)?;
        Ok((policy, editing))
    }

    /// Changes an assessment. When someone else changed another part of it meanwhile, it is
    /// loaded and changed again. A change of `None` means that there is nothing to write.
    pub(super) async fn change<T>(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        change: impl Fn(Editing<'_>, Timestamp) -> Result<(T, Option<Changed>), MoveError>,
    ) -> Result<T, UseCaseError> {
        for _ in 0..TRIES {
            let (policy, editing) = self.edit(actor, id).await?;
            let (done, changed) = change(editing, self.clock.now())?;
            let Some(changed) = changed else { return Ok(done) };
            match self.commit(actor, &policy, changed).await {
                Ok(()) => return Ok(done),
                Err(UseCaseError::Conflict) => {}
                Err(error) => return Err(error),
            }
        }
        Err(UseCaseError::Conflict)
    }

    /// Commits a changed assessment, and moves the policy's progress on where that changed.
    pub(super) async fn commit(
        &self,
        actor: &Actor,
        policy: &Policy,
        changed: Changed,
    ) -> Result<(), UseCaseError> {
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
        Ok(self.store.commit(change).await?)
    }

    /// How far an assessment is, as the register shows it.
    async fn progress(&self, assessment: &Assessment) -> Result<String, UseCaseError> {
        let questionnaire = self.questionnaire(&assessment.questionnaire).await?;
        let evaluation = evaluate(&questionnaire, &assessment.input());
        let not_required = evaluation.is_not_required(&questionnaire);
        let name = match &assessment.state {
            State::Draft { .. } if !evaluation.is_screened(&questionnaire) => "screening",
            State::Draft { .. } if not_required => "not_required",
            State::Draft { .. } => "in_assessment",
            State::AwaitingSignature { .. } => "awaiting_signature",
            State::Signed(_) if not_required => "declared",
            State::Signed(_) => "signed",
        };
        Ok(name.to_owned())
    }

    /// The assessments that this person writes or is asked to sign, newest first.
    pub async fn my_work(&self, actor: &Actor) -> Result<Vec<(Policy, Assessment)>, UseCaseError> {
        let prefix = format!("organisation/{}/", actor.organisation);
        let mut all: Vec<Assessment> =
            store::read_all(self.store.as_ref(), &prefix, usize::MAX).await?;
        all.reverse();
        let mut mine = Vec::new();
        for assessment in all {
            let is_signer = match &assessment.state {
                State::AwaitingSignature { signer, .. } => *signer == actor.person,
                State::Signed(signature) => signature.by == actor.person,
                State::Draft { .. } => false,
            };
            if assessment.authors.contains(&actor.person) || is_signer {
                let policy: Option<Policy> =
                    store::read(self.store.as_ref(), assessment.policy.as_str()).await?;
                mine.extend(policy.map(|policy| (policy, assessment)));
            }
        }
        Ok(mine)
    }
}
