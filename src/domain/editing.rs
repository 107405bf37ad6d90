//! The only ways in which an assessment changes, each with its audit entry.
use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use super::access::{Actor, Editing, Held, Lead, Signing};
use super::afterwards::{MITIGATIONS, RATINGS};
use super::answers::Answer;
use super::assessment::{Assessment, Kept, Opened, Pin, SetAside, Signature, State};
use super::audit::{Action, Entry};
use super::ids::{PathwayId, PersonId, PlanId, PolicyOptionId, QuestionId, RuleId};
use super::life::{Stage, Step};
use super::people::{Person, Role};
use super::policy::PolicyFacts;
use super::scoring::{Planned, Rating, RatingKey};
use super::writing::Length;

/// A changed assessment and the entry that says how.
pub type Changed = (Assessment, Entry);

/// Why an assessment cannot change in this way now.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoveError {
    /// The step cannot be taken at this stage.
    #[error("the step {step:?} cannot be taken at the stage {stage:?}")]
    NotNow {
        /// The step.
        step: Step,
        /// How far the assessment is.
        stage: Stage,
    },
    /// The section was carried over from the version before and is not reopened.
    #[error("the section is not reopened in this version")]
    NotReopened,
    /// It is not complete.
    #[error("something is still to be done")]
    Incomplete,
    /// The signer has not opened this version.
    #[error("this version has not been opened by its signer")]
    NotOpened,
    /// The content changed since it was opened.
    #[error("the content is not what was opened")]
    Altered,
    /// A rule that is not met lacks its explanation, or has one that cannot be kept.
    #[error("an explanation is missing, too short or too long")]
    Unexplained(Vec<RuleId>),
    /// It needs no assessment, but nobody said why, or said it at too great a length.
    #[error("the reason for the declaration is missing or too long")]
    Undeclared,
    /// The signer who was named may not sign it.
    #[error("this person cannot be asked to sign")]
    CannotSign,
    /// The reviewer who was named may not review it.
    #[error("this person cannot be asked to review")]
    CannotReview,
    /// The person who was named cannot work on it.
    #[error("this person cannot work on it")]
    CannotWork,
    /// The reviewer asked for changes without saying which, or agreed with some still open.
    #[error("the review does not say which changes are wanted")]
    NoChanges,
    /// A change that was asked for has no reply.
    #[error("a change that was asked for has no reply")]
    Unanswered,
    /// A duty of the level lacks its record.
    #[error("the duty of this level has not been recorded")]
    DutyMissing,
    /// Nothing may be published on this day.
    #[error("publication is held until {0}")]
    OnHold(Date),
    /// There is no such mitigation, request or comment.
    #[error("there is no such mitigation, request or comment")]
    NoSuchPlan,
}

/// What became of an answer.
#[derive(Debug)]
pub enum Answered {
    /// Nothing new was typed.
    Unchanged,
    /// It is the answer now.
    Saved(Box<Changed>),
    /// Someone else was first; both are kept and wait for a choice.
    SetAside(Box<Changed>),
}

/// The shortest explanation of a rule that is not met, in characters (`scoring.md`, gates).
pub const MIN_EXPLANATION: usize = 150;

impl<'a, R> Held<'a, R> {
    /// The assessment with its next revision, if this step can be taken now.
    pub(super) fn step(mut self, step: Step) -> Result<(Assessment, &'a Actor), MoveError> {
        step.check(self.assessment.stage())?;
        self.assessment.revision += 1;
        Ok((self.assessment, self.actor))
    }
}

impl<'a> Editing<'a> {
    fn draft(self) -> Result<(Assessment, &'a Actor), MoveError> {
        let (mut assessment, actor) = self.step(Step::Write)?;
        assessment.authors.insert(actor.person.clone());
        Ok((assessment, actor))
    }

    /// Keeps an answer as typed, valid or not. `seen` is the revision of the answer that the
    /// person had on the screen; if it is older than the present one, both are kept.
    pub fn answer(
        self,
        question: QuestionId,
        answer: Answer,
        seen: u64,
        now: Timestamp,
    ) -> Result<Answered, MoveError> {
        if self.assessment.answers.get(&question).is_some_and(|kept| kept.value == answer) {
            return Ok(Answered::Unchanged);
        }
        let overtaken = self.assessment.answer_revision(&question) > seen;
        let (mut assessment, actor) = self.draft()?;
        if overtaken {
            let by = actor.person.clone();
            let same = |other: &SetAside| other.question == question && other.by == by;
            assessment.set_aside.retain(|other| !same(other));
            let (at, after) = (now, answer.clone());
            assessment.set_aside.push(SetAside { question: question.clone(), answer, by, at });
            let entry = actor.entry(now, Action::SetAside { question, after });
            return Ok(Answered::SetAside(Box::new((assessment, entry))));
        }
        let kept = keep(&assessment, answer.clone(), actor, now);
        let before = assessment.answers.insert(question.clone(), kept).map(|kept| kept.value);
        let entry = actor.entry(now, Action::Answered { question, before, after: answer });
        Ok(Answered::Saved(Box::new((assessment, entry))))
    }

    /// Chooses between answers that were typed at the same time; `None` when none waits for a choice.
    pub fn resolve(
        self,
        question: QuestionId,
        answer: Answer,
        now: Timestamp,
    ) -> Result<Option<Changed>, MoveError> {
        if !self.assessment.set_aside.iter().any(|aside| aside.question == question) {
            return Ok(None);
        }
        let (mut assessment, actor) = self.draft()?;
        let (waiting, others) =
            assessment.set_aside.into_iter().partition(|aside| aside.question == question);
        assessment.set_aside = others;
        let waiting: Vec<SetAside> = waiting;
        let set_aside = waiting.into_iter().map(|aside| aside.answer).collect();
        let kept = keep(&assessment, answer.clone(), actor, now);
        let before = assessment.answers.insert(question.clone(), kept).map(|kept| kept.value);
        let action = Action::Resolved { question, before, set_aside, after: answer };
        Ok(Some((assessment, actor.entry(now, action))))
    }

    /// Keeps the ratings of one page, complete or not. Returns `None` when nothing changed.
    pub fn rate(
        self,
        option: PolicyOptionId,
        pathway: PathwayId,
        ratings: BTreeMap<RatingKey, Rating>,
        now: Timestamp,
    ) -> Result<Option<Changed>, MoveError> {
        let (mut assessment, actor) = self.draft()?;
        let mut before = BTreeMap::new();
        let mut after = BTreeMap::new();
        for (key, rating) in ratings {
            let old = assessment.ratings.get(&key).map(|kept| kept.value.clone());
            if old.as_ref() == Some(&rating) {
                continue;
            }
            if assessment.is_locked(RATINGS, assessment.ratings.get(&key)) {
                return Err(MoveError::NotReopened);
            }
            before.extend(old.map(|old| (key.clone(), old)));
            after.insert(key.clone(), rating.clone());
            let kept = keep(&assessment, rating, actor, now);
            assessment.ratings.insert(key, kept);
        }
        if after.is_empty() {
            return Ok(None);
        }
        let action = Action::Rated { option, pathway, before, after };
        Ok(Some((assessment, actor.entry(now, action))))
    }

    /// Plans a mitigation (`plan` is `None`), or changes one. Returns its id as well.
    pub fn plan(
        self,
        plan: Option<PlanId>,
        planned: Planned,
        now: Timestamp,
    ) -> Result<(PlanId, Changed), MoveError> {
        let (mut assessment, actor) = self.draft()?;
        let id = match plan {
            Some(id) if assessment.plan.contains_key(&id) => id,
            Some(_) => return Err(MoveError::NoSuchPlan),
            None => {
                assessment.planned += 1;
                let id = format!("p{}", assessment.planned);
                id.parse().map_err(|_| MoveError::NoSuchPlan)?
            }
        };
        if assessment.is_locked(MITIGATIONS, assessment.plan.get(&id)) {
            return Err(MoveError::NotReopened);
        }
        let kept = keep(&assessment, planned.clone(), actor, now);
        let before = assessment.plan.insert(id.clone(), kept).map(|kept| kept.value);
        let action = Action::MitigationPlanned { plan: id.clone(), before, after: planned };
        Ok((id, (assessment, actor.entry(now, action))))
    }

    /// Takes a mitigation out of the plan; the audit log keeps it.
    pub fn remove_plan(self, plan: PlanId, now: Timestamp) -> Result<Changed, MoveError> {
        let (mut assessment, actor) = self.draft()?;
        if assessment.is_locked(MITIGATIONS, assessment.plan.get(&plan)) {
            return Err(MoveError::NotReopened);
        }
        let before = assessment.plan.remove(&plan).ok_or(MoveError::NoSuchPlan)?.value;
        Ok((assessment, actor.entry(now, Action::MitigationRemoved { plan, before })))
    }

    /// Keeps why a harm is not mitigated.
    pub fn reason(
        self,
        rating: RatingKey,
        reason: String,
        now: Timestamp,
    ) -> Result<Changed, MoveError> {
        let (mut assessment, actor) = self.draft()?;
        if assessment.is_locked(MITIGATIONS, assessment.reasons.get(&rating)) {
            return Err(MoveError::NotReopened);
        }
        let kept = keep(&assessment, reason.clone(), actor, now);
        let before = assessment.reasons.insert(rating.clone(), kept).map(|kept| kept.value);
        Ok((assessment, actor.entry(now, Action::Reasoned { rating, before, after: reason })))
    }

    /// Moves to another version of the questionnaire. What was typed stays as it is.
    pub fn move_to(self, version: Pin, now: Timestamp) -> Result<Changed, MoveError> {
        let (mut assessment, actor) = self.draft()?;
        let before = std::mem::replace(&mut assessment.questionnaire, version.clone());
        assessment.moved_from = Some(before.clone());
        Ok((assessment, actor.entry(now, Action::Moved { before, after: version })))
    }
}

impl Held<'_, Lead> {
    /// States why no assessment is required, or that one is.
    #[must_use]
    pub fn declaring(mut self, declaration: Option<String>) -> Self {
        if Step::AskToSign.check(self.assessment.stage()).is_ok() {
            self.assessment.declaration = declaration;
        }
        self
    }

    /// Asks someone to sign. They must be able to: a signer of the organisation up to this
    /// level, and none of the authors.
    pub fn ask_to_sign(
        self,
        signer: &Person,
        level: Option<i64>,
        hash: String,
        now: Timestamp,
    ) -> Result<Changed, MoveError> {
        if !self.assessment.set_aside.is_empty() {
            return Err(MoveError::Incomplete);
        }
        if !may_sign(signer, &self.assessment, level) {
            return Err(MoveError::CannotSign);
        }
        let (mut assessment, actor) = self.step(Step::AskToSign)?;
        let (asked_by, signer) = (actor.person.clone(), signer.id.clone());
        let declaration = assessment.declaration.clone();
        let action = Action::AskedToSign { signer: signer.clone(), hash, declaration };
        assessment.state = State::AwaitingSignature { since: now, asked_by, signer, opened: None };
        Ok((assessment, actor.entry(now, action)))
    }

    /// Takes the request back, so that the draft can be changed again.
    pub fn withdraw(self, now: Timestamp) -> Result<Changed, MoveError> {
        let (mut assessment, actor) = self.step(Step::WithdrawFromSigner)?;
        assessment.state = State::Draft { returned: None };
        Ok((assessment, actor.entry(now, Action::Withdrawn)))
    }
}

/// Whether someone can be asked to sign an assessment of this level.
pub fn may_sign(person: &Person, assessment: &Assessment, level: Option<i64>) -> bool {
    let high_enough = match (person.signs_up_to, level) {
        (Some(most), Some(level)) => level <= i64::from(most),
        (Some(_), None) | (None, _) => true,
    };
    high_enough
        && !person.disabled
        && person.has_in(&assessment.organisation, &[Role::Signer])
        && !assessment.authors.contains(&person.id)
}

fn keep<T>(assessment: &Assessment, value: T, actor: &Actor, at: Timestamp) -> Kept<T> {
    Kept { value, revision: assessment.revision, by: actor.person.clone(), at }
}

impl Signing<'_> {
    /// Who holds it.
    pub fn signer(&self) -> &PersonId {
        &self.actor.person
    }

    /// Notes that the signer has this content on the screen. `None` when that is noted already.
    pub fn open(self, hash: &str, now: Timestamp) -> Result<Option<Changed>, MoveError> {
        let (mut assessment, actor) = self.step(Step::Open)?;
        if let State::AwaitingSignature { opened, .. } = &mut assessment.state {
            if opened.as_ref().is_some_and(|opened| opened.hash == hash) {
                return Ok(None);
            }
            *opened = Some(Opened { at: now, hash: hash.to_owned() });
        }
        let entry = actor.entry(now, Action::Opened { hash: hash.to_owned() });
        Ok(Some((assessment, entry)))
    }

    /// Sends the draft back with a reason.
    pub fn send_back(self, reason: String, now: Timestamp) -> Result<Changed, MoveError> {
        let (mut assessment, actor) = self.step(Step::SendBack)?;
        assessment.state = State::Draft { returned: Some(reason.clone()) };
        Ok((assessment, actor.entry(now, Action::Returned { reason })))
    }

    /// Whether the signature may be given: this content was opened, and each rule that is not
    /// met (`unmet`) is explained. Returns the signature without its PDF.
    pub fn signature(
        &self,
        hash: &str,
        unmet: &[RuleId],
        explanations: &BTreeMap<RuleId, String>,
        now: Timestamp,
    ) -> Result<Signature, MoveError> {
        Step::Sign.check(self.assessment.stage())?;
        let opened = match &self.assessment.state {
            State::AwaitingSignature { opened, .. } => opened.as_ref(),
            State::Draft { .. }
            | State::InReview { .. }
            | State::ChangesAsked { .. }
            | State::Ready { .. }
            | State::Signed(_) => None,
        };
        let opened = opened.ok_or(MoveError::NotOpened)?;
        if opened.hash != hash {
            return Err(MoveError::Altered);
        }
        let explained = |id: &&RuleId| {
            let text = explanations.get(*id).map_or("", |text| text.trim());
            text.chars().count() >= MIN_EXPLANATION && Length::Prose.fault(text).is_none()
        };
        let missing: Vec<RuleId> = unmet.iter().filter(|id| !explained(id)).cloned().collect();
        if !missing.is_empty() {
            return Err(MoveError::Unexplained(missing));
        }
        let needed =
            unmet.iter().filter_map(|id| Some((id.clone(), explanations.get(id)?.clone())));
        Ok(Signature {
            by: self.actor.person.clone(),
            post: self.actor.post.clone(),
            at: now,
            opened: opened.at,
            hash: hash.to_owned(),
            explanations: needed.collect(),
            pdf: String::new(),
            pdf_cy: None,
            text: String::new(),
            text_cy: None,
            review_by: None,
            duty: None,
        })
    }

    /// Signs. The PDF of the signature is the one that was issued, and the facts are what was
    /// stated about the policy.
    pub fn sign(mut self, signature: Signature, facts: PolicyFacts) -> Changed {
        let action = Action::Signed {
            hash: signature.hash.clone(),
            explanations: signature.explanations.clone(),
            pdf: signature.pdf.clone(),
        };
        let entry = self.actor.entry(signature.at, action);
        self.assessment.state = State::Signed(signature);
        self.assessment.facts = Some(facts);
        self.assessment.revision += 1;
        (self.assessment, entry)
    }
}
