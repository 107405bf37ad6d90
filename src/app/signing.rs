//! Asking for a signature, and giving it.
use std::collections::BTreeMap;

use super::{Open, Service, UseCaseError};
use crate::domain::access::Actor;
use crate::domain::assessment::State;
use crate::domain::editing::MoveError;
use crate::domain::ids::{AssessmentId, PersonId, RuleId};

/// What a signer states.
#[derive(Debug, Clone, Default)]
pub struct SignRequest {
    /// The hash of the version that was on the screen.
    pub hash: String,
    /// Whether the signer confirmed having read it.
    pub confirmed: bool,
    /// Why rules that are not met are set aside.
    pub explanations: BTreeMap<RuleId, String>,
}
use crate::domain::text::Lang;

impl Service {
    /// Asks someone to sign. A draft with open items can be sent too: the gate says so, and the
    /// signer explains; but an answer that waits for a choice cannot.
    pub async fn ask_to_sign(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        signer: &PersonId,
        declaration: &str,
    ) -> Result<(), UseCaseError> {
        let (policy, editing) = self.edit(actor, id).await?;
        let questionnaire = self.questionnaire(&editing.assessment().questionnaire).await?;
        let input = editing.assessment().input();
        let evaluation = crate::domain::evaluate::evaluate(&questionnaire, &input);
        if !evaluation.is_screened(&questionnaire) {
            return Err(MoveError::Incomplete.into());
        }
        let required = !evaluation.is_not_required(&questionnaire);
        let declaration = Some(declaration.trim().to_owned()).filter(|_| !required);
        if declaration.as_deref() == Some("") {
            return Err(MoveError::Undeclared.into());
        }
        let editing = editing.declaring(declaration);
        let signer = self.person(signer).await?.ok_or(MoveError::CannotSign)?;
        let hash = editing.assessment().content_hash(&policy.facts);
        let changed = editing.ask_to_sign(&signer, hash, self.clock.now())?;
        self.commit(actor, &policy, changed).await
    }

    /// Takes the request back.
    pub async fn withdraw(&self, actor: &Actor, id: &AssessmentId) -> Result<(), UseCaseError> {
        let (policy, editing) = self.edit(actor, id).await?;
        let changed = editing.withdraw(self.clock.now())?;
        self.commit(actor, &policy, changed).await
    }

    /// Opens an assessment for its signer, and notes that this content was on the screen.
    pub async fn open_for_signing(
        &self,
        actor: &Actor,
        id: &AssessmentId,
    ) -> Result<Open, UseCaseError> {
        let (policy, assessment) = self.find(id).await?;
        actor.read(&policy, assessment.clone()).map_err(|_| UseCaseError::NotFound)?;
        let hash = assessment.content_hash(&policy.facts);
        let waits = matches!(assessment.state, State::AwaitingSignature { .. });
        let signing = actor.sign(assessment)?;
        if waits && let Some(changed) = signing.open(&hash, self.clock.now())? {
            self.commit(actor, &policy, changed).await?;
        }
        self.open(actor, id).await
    }

    /// Sends the draft back to its authors.
    pub async fn send_back(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        reason: &str,
    ) -> Result<(), UseCaseError> {
        let (policy, assessment) = self.find(id).await?;
        actor.read(&policy, assessment.clone()).map_err(|_| UseCaseError::NotFound)?;
        let changed = actor.sign(assessment)?.send_back(reason.to_owned(), self.clock.now())?;
        self.commit(actor, &policy, changed).await
    }

    /// Signs: makes the statement, keeps its PDF, and binds the signature to both.
    pub async fn sign(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        request: &SignRequest,
    ) -> Result<(), UseCaseError> {
        let open = self.open(actor, id).await?;
        let signing = actor.sign(open.assessment.clone())?;
        if open.content_hash() != request.hash {
            return Err(MoveError::Altered.into());
        }
        if !request.confirmed {
            return Err(MoveError::NotOpened.into());
        }
        let unmet = unmet(&open);
        let now = self.clock.now();
        let mut signature = signing.signature(&request.hash, &unmet, &request.explanations, now)?;
        let (assessment, _) = actor.sign(open.assessment.clone())?.sign(signature.clone());
        let signed = Open { assessment, ..open };
        let statement = self.statement_of(&signed, Lang::En).await?;
        signature.pdf = self.store.keep_file(self.print(statement).await?).await?;
        if signed.questionnaire.definition().languages.contains(&Lang::Cy) {
            let statement = self.statement_of(&signed, Lang::Cy).await?;
            signature.pdf_cy = Some(self.store.keep_file(self.print(statement).await?).await?);
        }
        let changed = signing.sign(signature);
        self.commit(actor, &signed.policy, changed).await
    }
}

/// The gates that need an explanation: those that are not met, or not known to be.
pub(super) fn unmet(open: &Open) -> Vec<RuleId> {
    let gates = open.evaluation.gates.iter();
    gates.filter(|gate| gate.met != Some(true)).map(|gate| gate.id.clone()).collect()
}

impl Open {
    /// The gates that the signer must explain.
    pub fn unmet(&self) -> Vec<RuleId> {
        unmet(self)
    }
}
