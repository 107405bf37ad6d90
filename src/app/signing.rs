//! Asking for a signature, and giving it.
#![expect(
    clippy::redundant_closure_for_method_calls,
    reason = "a path to a method of a lifetime is not general enough"
)]
use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::life::required;
use super::{Open, Service, UseCaseError};
use crate::clock::day_of;
use crate::domain::access::Actor;
use crate::domain::assessment::Assessment;
use crate::domain::audit::Action;
use crate::domain::editing::{MoveError, may_sign};
use crate::domain::ids::{AssessmentId, PersonId, RuleId};
use crate::domain::life::{Stage, Step};
use crate::domain::text::{Lang, Text};
use crate::domain::writing::{Length, parse_day};
use crate::store;

/// What a signer states.
#[derive(Debug, Clone, Default)]
pub struct SignRequest {
    /// The hash of the version that was on the screen.
    pub hash: String,
    /// Whether the signer confirmed having read it.
    pub confirmed: bool,
    /// Why rules that are not met are set aside.
    pub explanations: BTreeMap<RuleId, String>,
    /// For levels that ask for it: who was told, or which decision was taken.
    pub duty: String,
}

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
        let (policy, held) = self.hold(actor, id, Actor::lead).await?;
        let questionnaire = self.questionnaire(&held.assessment().questionnaire).await?;
        let evaluation = self.evaluated(&questionnaire, held.assessment());
        if !evaluation.is_screened(&questionnaire) {
            return Err(MoveError::Incomplete.into());
        }
        let required = !evaluation.is_not_required(&questionnaire);
        let declaration = Some(declaration.trim().to_owned()).filter(|_| !required);
        let unfit = |text: &String| Length::Prose.fault_in_stated(text, "").is_some();
        if declaration.as_ref().is_some_and(unfit) {
            return Err(MoveError::Undeclared.into());
        }
        let held = held.declaring(declaration);
        let signer = self.person(signer).await?.ok_or(MoveError::CannotSign)?;
        let hash = held.assessment().content_hash(&policy.facts);
        let level = evaluation.highest_residual(&questionnaire);
        let changed = held.ask_to_sign(&signer, level, hash, self.clock.now())?;
        self.commit(actor, &policy, changed).await
    }

    /// Takes the request back.
    pub async fn withdraw(&self, actor: &Actor, id: &AssessmentId) -> Result<(), UseCaseError> {
        self.step(actor, id, Actor::lead, |held, now| held.withdraw(now)).await
    }

    /// Opens an assessment for its signer, and notes that this content was on the screen.
    pub async fn open_for_signing(
        &self,
        actor: &Actor,
        id: &AssessmentId,
    ) -> Result<Open, UseCaseError> {
        let (policy, signing) = self.hold(actor, id, Actor::sign).await?;
        let hash = signing.assessment().content_hash(&policy.facts);
        let waits = signing.assessment().stage() == Stage::AwaitingSignature;
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
        let reason = required(reason, "reason", "fault-send-back")?;
        self.step(actor, id, Actor::sign, |held, now| held.send_back(reason.clone(), now)).await
    }

    /// Signs: makes the statement, keeps its PDF, and binds the signature to both.
    pub async fn sign(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        request: &SignRequest,
    ) -> Result<(), UseCaseError> {
        let (policy, signing) = self.hold(actor, id, Actor::sign).await?;
        let rights = super::Rights::default();
        let open = self.opened(policy, signing.assessment().clone(), rights).await?;
        if open.content_hash() != request.hash {
            return Err(MoveError::Altered.into());
        }
        if !request.confirmed {
            return Err(MoveError::NotOpened.into());
        }
        // Their limit may be another by now.
        let level = open.highest_level();
        let person = self.person(&actor.person).await?;
        if !person.is_some_and(|person| may_sign(&person, &open.assessment, level)) {
            return Err(MoveError::CannotSign.into());
        }
        let unmet = unmet(&open);
        let now = self.clock.now();
        let mut signature = signing.signature(&request.hash, &unmet, &request.explanations, now)?;
        signature.duty = Self::duty(&open, request)?;
        signature.review_by = review_by(&open, day_of(now));
        let facts = open.policy.facts.clone();
        // The statement is that of the signed version, so it is signed here on a copy first.
        let copy = actor.sign(&open.policy, open.assessment.clone())?;
        let (assessment, _) = copy.sign(signature.clone(), facts.clone());
        let signed = Open { assessment, ..open };
        (signature.pdf, signature.text) = self.issue(&signed, Lang::En).await?;
        if signed.questionnaire.definition().languages.contains(&Lang::Cy) {
            let (pdf, text) = self.issue(&signed, Lang::Cy).await?;
            (signature.pdf_cy, signature.text_cy) = (Some(pdf), Some(text));
        }
        let changed = signing.sign(signature, facts);
        let by = changed.0.id.clone();
        let mut change = self.changed(actor, &signed.policy, changed).await?;
        if let Some(before) = self.version_before(&signed.assessment).await?
            && Step::Supersede.check(before.stage()).is_ok()
        {
            let (expected, before) = (Some(before.revision), before.superseded(by.clone()));
            let entry = actor.entry(now, Action::Superseded { by });
            change = change.and(&before, expected, Some(entry))?;
        }
        Ok(self.store.commit(change).await?)
    }

    /// The version that an assessment amends.
    pub(super) async fn version_before(
        &self,
        assessment: &Assessment,
    ) -> Result<Option<Assessment>, UseCaseError> {
        match &assessment.amends {
            Some(amends) => Ok(store::read(self.store.as_ref(), amends.assessment.as_str()).await?),
            None => Ok(None),
        }
    }

    /// What the signer states about a duty of the level, where it asks for that.
    fn duty(open: &Open, request: &SignRequest) -> Result<Option<String>, MoveError> {
        let duty = request.duty.trim();
        match open.duty() {
            None => Ok(None),
            Some(_) if Length::Prose.fault_in_stated(duty, "").is_some() => {
                Err(MoveError::DutyMissing)
            }
            Some(_) => Ok(Some(duty.to_owned())),
        }
    }
}

/// The last day on which the policy must be reviewed: the day that was typed, and not later than
/// the level allows. None for a declaration.
pub(super) fn review_by(open: &Open, signed: Date) -> Option<Date> {
    if open.evaluation.is_not_required(&open.questionnaire) {
        return None;
    }
    let levels = &open.questionnaire.definition().levels;
    // While the level is open, the strictest that is still possible counts.
    let range = open.evaluation.residual;
    let possible = levels.iter().filter(|rule| {
        range.is_none_or(|range| range.low <= rule.level && rule.level <= range.high)
    });
    let months = possible.map(|rule| rule.review_months).min()?;
    let latest = signed.saturating_add(months.months());
    let question = open.questionnaire.definition().review_date.as_ref();
    let typed = question.and_then(|id| open.assessment.answers.get(id));
    let typed = typed.and_then(|kept| parse_day(kept.value.text()));
    Some(typed.filter(|typed| *typed > signed).map_or(latest, |typed| typed.min(latest)))
}

/// The gates that need an explanation: those that are not met, or not known to be.
pub(super) fn unmet(open: &Open) -> Vec<RuleId> {
    let gates = open.evaluation.gates.iter();
    gates.filter(|gate| gate.met != Some(true)).map(|gate| gate.id.clone()).collect()
}

impl Open {
    /// The highest level after mitigation that is still possible; none where no assessment is required.
    pub fn highest_level(&self) -> Option<i64> {
        self.evaluation.highest_residual(&self.questionnaire)
    }

    /// What the signer has to state about a duty of the level, where it has one.
    pub fn duty(&self) -> Option<&Text> {
        let level = self.highest_level()?;
        self.questionnaire.level(level)?.told.as_ref()
    }

    /// The gates that the signer must explain.
    pub fn unmet(&self) -> Vec<RuleId> {
        unmet(self)
    }
}
