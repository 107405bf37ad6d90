//! Comments on a question, a section or the whole, with replies.
use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::access::{Actor, Forbidden};
use super::assessment::Assessment;
use super::audit::{Action, Entry};
use super::ids::{AssessmentId, OrganisationId, PersonId, QuestionId, ThreadId};
use super::people::Role;
use super::policy::Policy;

/// One comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// What was said.
    pub text: String,
    /// Who said it.
    pub by: PersonId,
    /// Their post on that day.
    pub post: String,
    /// When.
    pub at: Timestamp,
    /// Whose attention it asks for: the people in the posts that it names.
    pub mentions: BTreeSet<PersonId>,
}

/// Comments about one thing, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thread {
    /// The id.
    pub id: ThreadId,
    /// The assessment.
    pub assessment: AssessmentId,
    /// The organisation of the assessment.
    pub organisation: OrganisationId,
    /// The question; none when it is about the whole.
    pub question: Option<QuestionId>,
    /// The comments, at least one.
    pub comments: Vec<Comment>,
    /// Whether it is settled.
    pub settled: bool,
    /// When it was opened.
    pub created: Timestamp,
    /// Counts the changes.
    pub revision: u64,
}

/// The right to comment on an assessment. Only [`Actor::comment`] makes one.
#[derive(Debug)]
pub struct Commenting<'a>(&'a Actor);

/// A changed thread, and the entry that says how.
pub type Said = (Thread, Entry);

impl Actor {
    /// The right to comment: everyone in the organisation who may read it, but not auditors.
    pub fn comment(
        &self,
        policy: &Policy,
        assessment: &Assessment,
    ) -> Result<Commenting<'_>, Forbidden> {
        let roles = [
            Role::Officer,
            Role::Contributor,
            Role::Reviewer,
            Role::Signer,
            Role::CommitmentLead,
            Role::OrganisationAdministrator,
        ];
        let own = self.has_in(&assessment.organisation, &roles);
        let reads = self.may_read(policy, assessment);
        if own && reads { Ok(Commenting(self)) } else { Err(Forbidden) }
    }
}

impl Commenting<'_> {
    fn said(&self, text: String, mentions: BTreeSet<PersonId>, at: Timestamp) -> Comment {
        Comment { text, by: self.0.person.clone(), post: self.0.post.clone(), at, mentions }
    }

    /// Opens a thread.
    pub fn open(
        &self,
        id: ThreadId,
        assessment: &Assessment,
        question: Option<QuestionId>,
        (text, mentions): (String, BTreeSet<PersonId>),
        now: Timestamp,
    ) -> Said {
        let thread = Thread {
            id,
            assessment: assessment.id.clone(),
            organisation: assessment.organisation.clone(),
            question,
            comments: vec![self.said(text.clone(), mentions, now)],
            settled: false,
            created: now,
            revision: 1,
        };
        (thread, self.0.entry(now, Action::Commented { text }))
    }

    /// Replies; a settled thread is opened again by it.
    pub fn reply(
        &self,
        mut thread: Thread,
        (text, mentions): (String, BTreeSet<PersonId>),
        now: Timestamp,
    ) -> Said {
        thread.comments.push(self.said(text.clone(), mentions, now));
        thread.settled = false;
        thread.revision += 1;
        (thread, self.0.entry(now, Action::Commented { text }))
    }

    /// Settles a thread, or opens it again. `None` when it is so already.
    pub fn settle(&self, mut thread: Thread, settled: bool, now: Timestamp) -> Option<Said> {
        if thread.settled == settled {
            return None;
        }
        thread.settled = settled;
        thread.revision += 1;
        let action = if settled { Action::ThreadSettled } else { Action::ThreadReopened };
        Some((thread, self.0.entry(now, action)))
    }
}

impl Thread {
    /// Whether it waits for this person: it is open, and asks for their attention after they last
    /// said something in it.
    pub fn waits_for(&self, person: &PersonId) -> bool {
        let since = self.comments.iter().rposition(|comment| comment.by == *person);
        let later = self.comments.iter().skip(since.map_or(0, |last| last + 1));
        !self.settled && later.into_iter().any(|comment| comment.mentions.contains(person))
    }
}
