//! The review loop: a reviewer reads, asks for changes on questions, gets replies, and agrees.
//!
//! It cannot get stuck: the lead can withdraw at each point, and an administrator can give the
//! review to someone else.
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::access::{Editing, Held, Lead, Review, Steward};
use super::assessment::{Assessment, State};
use super::audit::Action;
use super::editing::{Changed, MoveError};
use super::ids::{PersonId, QuestionId};
use super::life::Step;
use super::people::{Person, Role};

/// A change that a reviewer wants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeRequest {
    /// 1, 2, … over all rounds.
    pub number: u32,
    /// The question; none when it is about the whole.
    pub question: Option<QuestionId>,
    /// What should change.
    pub text: String,
    /// The reviewer.
    pub by: PersonId,
    /// The reviewer's post.
    pub post: String,
    /// When.
    pub at: Timestamp,
    /// What the authors said to it.
    pub reply: Option<Reply>,
    /// Whether the reviewer has seen the reply in a later round, or the review has ended.
    pub settled: bool,
}

/// What was done about a change that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// What was done, or why nothing was.
    pub text: String,
    /// Who wrote it.
    pub by: PersonId,
    /// Their post.
    pub post: String,
    /// When.
    pub at: Timestamp,
}

/// A reviewer agreed with a content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewed {
    /// The reviewer.
    pub by: PersonId,
    /// Their post.
    pub post: String,
    /// When.
    pub at: Timestamp,
    /// The hash of what they agreed with.
    pub hash: String,
}

/// Whether someone can be asked to review an assessment.
pub fn may_review(person: &Person, assessment: &Assessment) -> bool {
    !person.disabled
        && person.has_in(&assessment.organisation, &[Role::Reviewer])
        && !assessment.authors.contains(&person.id)
}

impl Assessment {
    /// The requests that are not settled yet, of this round and those before.
    pub fn open_requests(&self) -> impl Iterator<Item = &ChangeRequest> {
        self.requests.iter().filter(|request| !request.settled)
    }

    /// Ends the requests of a review that is over. Their text stays.
    fn settle(&mut self) {
        for request in &mut self.requests {
            request.settled = true;
        }
    }
}

impl Held<'_, Lead> {
    /// Asks someone to review it.
    pub fn ask_for_review(self, reviewer: &Person, now: Timestamp) -> Result<Changed, MoveError> {
        if !may_review(reviewer, self.assessment()) {
            return Err(MoveError::CannotReview);
        }
        if !self.assessment().set_aside.is_empty() {
            return Err(MoveError::Incomplete);
        }
        let (mut assessment, actor) = self.step(Step::AskForReview)?;
        let (asked_by, reviewer) = (actor.person.clone(), reviewer.id.clone());
        assessment.state = State::InReview { since: now, asked_by, reviewer: reviewer.clone() };
        Ok((assessment, actor.entry(now, Action::AskedForReview { reviewer })))
    }

    /// Takes the request for a review back. What was asked stays in the record.
    pub fn withdraw_from_review(self, now: Timestamp) -> Result<Changed, MoveError> {
        let (mut assessment, actor) = self.step(Step::WithdrawFromReview)?;
        assessment.settle();
        assessment.state = State::Draft { returned: None };
        Ok((assessment, actor.entry(now, Action::WithdrawnFromReview)))
    }

    /// Goes on writing after the reviewer agreed. The agreement stands for what it was given for.
    pub fn write_on(self, now: Timestamp) -> Result<Changed, MoveError> {
        let (mut assessment, actor) = self.step(Step::WriteOn)?;
        assessment.state = State::Draft { returned: None };
        Ok((assessment, actor.entry(now, Action::WroteOn)))
    }
}

impl Held<'_, Review> {
    /// Notes a change that is wanted. The authors see it once all are sent.
    pub fn want_change(
        self,
        question: Option<QuestionId>,
        text: String,
        now: Timestamp,
    ) -> Result<Changed, MoveError> {
        let (mut assessment, actor) = self.step(Step::WantChange)?;
        let number = u32::try_from(assessment.requests.len()).unwrap_or(u32::MAX).saturating_add(1);
        assessment.requests.push(ChangeRequest {
            number,
            question: question.clone(),
            text: text.clone(),
            by: actor.person.clone(),
            post: actor.post.clone(),
            at: now,
            reply: None,
            settled: false,
        });
        let action = Action::ChangeWanted { number, question, text };
        Ok((assessment, actor.entry(now, action)))
    }

    /// Sends the changes that were noted to the authors.
    pub fn ask_for_changes(self, now: Timestamp) -> Result<Changed, MoveError> {
        let asked_by = self.asked_by();
        let (mut assessment, actor) = self.step(Step::AskForChanges)?;
        // What was replied to has been seen by the reviewer who now asks again.
        for request in &mut assessment.requests {
            request.settled |= request.reply.is_some();
        }
        if assessment.open_requests().next().is_none() {
            return Err(MoveError::NoChanges);
        }
        let reviewer = actor.person.clone();
        assessment.state = State::ChangesAsked { since: now, asked_by, reviewer };
        Ok((assessment, actor.entry(now, Action::ChangesAsked)))
    }

    /// Agrees with what stands. A change that was noted but not sent must be sent first.
    pub fn agree(self, hash: String, now: Timestamp) -> Result<Changed, MoveError> {
        if self.assessment().open_requests().any(|request| request.reply.is_none()) {
            return Err(MoveError::NoChanges);
        }
        let (mut assessment, actor) = self.step(Step::Agree)?;
        assessment.settle();
        let (by, post) = (actor.person.clone(), actor.post.clone());
        assessment.reviewed = Some(Reviewed { by, post, at: now, hash: hash.clone() });
        assessment.state = State::Ready { since: now };
        Ok((assessment, actor.entry(now, Action::Agreed { hash })))
    }

    fn asked_by(&self) -> PersonId {
        match &self.assessment().state {
            State::InReview { asked_by, .. } | State::ChangesAsked { asked_by, .. } => {
                asked_by.clone()
            }
            State::Draft { .. }
            | State::Ready { .. }
            | State::AwaitingSignature { .. }
            | State::Signed(_) => self.actor().person.clone(),
        }
    }
}

impl Editing<'_> {
    /// Says what was done about a change that was asked for.
    pub fn reply(self, number: u32, text: String, now: Timestamp) -> Result<Changed, MoveError> {
        let (mut assessment, actor) = self.step(Step::ReplyToChange)?;
        let mut open = assessment.requests.iter_mut().filter(|request| !request.settled);
        let request = open.find(|request| request.number == number).ok_or(MoveError::NoSuchPlan)?;
        let (by, post) = (actor.person.clone(), actor.post.clone());
        let reply = Reply { text: text.clone(), by, post, at: now };
        let before = request.reply.replace(reply).map(|reply| reply.text);
        assessment.authors.insert(actor.person.clone());
        let action = Action::RepliedToChange { number, before, after: text };
        Ok((assessment, actor.entry(now, action)))
    }

    /// Sends it back to the reviewer once each change has a reply.
    pub fn return_to_review(self, now: Timestamp) -> Result<Changed, MoveError> {
        if !self.assessment().set_aside.is_empty() {
            return Err(MoveError::Incomplete);
        }
        if self.assessment().open_requests().any(|request| request.reply.is_none()) {
            return Err(MoveError::Unanswered);
        }
        let reviewer = self.assessment().reviewer().cloned();
        let (mut assessment, actor) = self.step(Step::ReturnToReview)?;
        let reviewer = reviewer.ok_or(MoveError::CannotReview)?;
        let asked_by = actor.person.clone();
        assessment.state = State::InReview { since: now, asked_by, reviewer };
        Ok((assessment, actor.entry(now, Action::ReturnedToReview)))
    }
}

impl Held<'_, Steward> {
    /// Gives the review to someone else. What was asked for stays asked.
    pub fn reassign_review(self, to: &Person, now: Timestamp) -> Result<Changed, MoveError> {
        if !may_review(to, self.assessment()) {
            return Err(MoveError::CannotReview);
        }
        let (mut assessment, actor) = self.step(Step::ReassignReview)?;
        match &mut assessment.state {
            State::InReview { reviewer, .. } | State::ChangesAsked { reviewer, .. } => {
                *reviewer = to.id.clone();
            }
            State::Draft { .. }
            | State::Ready { .. }
            | State::AwaitingSignature { .. }
            | State::Signed(_) => {}
        }
        let action = Action::ReviewReassigned { reviewer: to.id.clone() };
        Ok((assessment, actor.entry(now, action)))
    }
}
