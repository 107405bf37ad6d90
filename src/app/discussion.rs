//! Comments on an assessment.
use std::collections::BTreeSet;

use super::life::required;
use super::{Open, Service, UseCaseError};
use crate::domain::access::Actor;
use crate::domain::discussion::{Said, Thread};
use crate::domain::ids::{AssessmentId, OrganisationId, PersonId, QuestionId, ThreadId};
use crate::domain::people::Person;
use crate::store::{self, Change, Kind};

impl Service {
    /// The threads of an assessment, oldest first.
    pub async fn threads(&self, open: &Open) -> Result<Vec<Thread>, UseCaseError> {
        let prefix = format!("assessment/{}/", open.assessment.id);
        Ok(store::read_all(self.store.as_ref(), &prefix, usize::MAX).await?)
    }

    /// Opens a thread on a question, or on the whole. `once` is the key of the form.
    pub async fn comment(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        question: Option<&QuestionId>,
        (text, to): (&str, Option<&PersonId>),
        once: Option<String>,
    ) -> Result<(), UseCaseError> {
        let open = self.open(actor, id).await?;
        let right = actor.comment(&open.policy, &open.assessment)?;
        if question.is_some_and(|id| open.questionnaire.question(id).is_none()) {
            return Err(UseCaseError::NotFound);
        }
        let text = required(text, "text", "fault-comment")?;
        let mentions = self.mentions(&open.assessment.organisation, &text, to).await?;
        let (thread, entry) = right.open(
            self.new_id()?,
            &open.assessment,
            question.cloned(),
            (text, mentions),
            self.clock.now(),
        );
        // Records that are disposed of at this moment leave no comment behind.
        let policy = (Kind::Policy, open.policy.id.to_string(), open.policy.revision);
        let change = Change::of(&thread, None, entry)?.once(once).given([policy]);
        Ok(self.store.commit(change).await?)
    }

    /// Replies in a thread.
    pub async fn reply(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        thread: &ThreadId,
        (text, to): (&str, Option<&PersonId>),
        once: Option<String>,
    ) -> Result<(), UseCaseError> {
        let open = self.open(actor, id).await?;
        let right = actor.comment(&open.policy, &open.assessment)?;
        let text = required(text, "text", "fault-comment")?;
        let mentions = self.mentions(&open.assessment.organisation, &text, to).await?;
        // Two people who reply at the same time both have their say.
        for _ in 0..20 {
            let thread = self.thread(&open, thread).await?;
            let expected = thread.revision;
            let said = (text.clone(), mentions.clone());
            let said = right.reply(thread, said, self.clock.now());
            match self.say(said, expected, once.clone()).await {
                Err(UseCaseError::Conflict) => {}
                done => return done,
            }
        }
        Err(UseCaseError::Conflict)
    }

    /// Settles a thread, or opens it again.
    pub async fn settle(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        thread: &ThreadId,
        settled: bool,
    ) -> Result<(), UseCaseError> {
        let open = self.open(actor, id).await?;
        let right = actor.comment(&open.policy, &open.assessment)?;
        let thread = self.thread(&open, thread).await?;
        let expected = thread.revision;
        match right.settle(thread, settled, self.clock.now()) {
            Some(said) => self.say(said, expected, None).await,
            None => Ok(()),
        }
    }

    async fn thread(&self, open: &Open, id: &ThreadId) -> Result<Thread, UseCaseError> {
        let thread: Option<Thread> = store::read(self.store.as_ref(), id.as_str()).await?;
        let own = thread.filter(|thread| thread.assessment == open.assessment.id);
        own.ok_or(UseCaseError::NotFound)
    }

    async fn say(
        &self,
        (thread, entry): Said,
        expected: u64,
        once: Option<String>,
    ) -> Result<(), UseCaseError> {
        let change = Change::of(&thread, Some(expected), entry)?.once(once);
        Ok(self.store.commit(change).await?)
    }

    /// The people whose attention a comment asks for: the one who was chosen, and everyone in a
    /// post that the text names behind an `@`.
    async fn mentions(
        &self,
        organisation: &OrganisationId,
        text: &str,
        chosen: Option<&PersonId>,
    ) -> Result<BTreeSet<PersonId>, UseCaseError> {
        let people = self.people_of(organisation).await?;
        let text = text.to_lowercase();
        let named = |person: &Person| {
            let post = person.post.to_lowercase();
            chosen == Some(&person.id)
                || text.match_indices('@').any(|(at, _)| {
                    let rest = text.get(at + 1..).unwrap_or("");
                    rest.starts_with(&post)
                })
        };
        let named = people.into_iter().filter(|person| !person.disabled && named(person));
        Ok(named.map(|person| person.id).collect())
    }
}
