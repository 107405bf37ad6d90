//! Who works where at the moment. It is noted at most once a minute, and nobody keeps it.
use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};

use super::{Open, Service, UseCaseError};
use crate::domain::access::Actor;
use crate::domain::ids::{AssessmentId, PersonId, QuestionId};
use crate::domain::people::Person;
use crate::store::{self, Change, StoreError, recorded, until};

/// Someone was here.
#[derive(Debug, Serialize, Deserialize)]
struct Presence {
    assessment: AssessmentId,
    person: PersonId,
    question: Option<QuestionId>,
    at: Timestamp,
    revision: u64,
}

recorded!(Presence, Presence, self => format!("{}-{}", self.assessment, self.person), vec![
    format!("assessment/{}/", self.assessment),
    until(self.at + MINUTES.minutes()),
]);

/// So many minutes someone counts as being here.
const MINUTES: i64 = 10;

impl Service {
    /// Notes that someone is at a question, or at the task list.
    pub async fn note_presence(
        &self,
        actor: &Actor,
        assessment: &AssessmentId,
        question: Option<&QuestionId>,
    ) -> Result<(), UseCaseError> {
        let id = format!("{assessment}-{}", actor.person);
        let known: Option<Presence> = store::read(self.store.as_ref(), &id).await?;
        let now = self.clock.now();
        let fresh =
            |known: &Presence| known.question.as_ref() == question && now < known.at + 1.minute();
        if known.as_ref().is_some_and(fresh) {
            return Ok(());
        }
        let expected = known.map(|known| known.revision);
        let presence = Presence {
            assessment: assessment.clone(),
            person: actor.person.clone(),
            question: question.cloned(),
            at: now,
            revision: expected.unwrap_or(0) + 1,
        };
        match self.store.commit(Change::default().and(&presence, expected, None)?).await {
            // Another page of the same person was first: it noted the same thing.
            Ok(()) | Err(StoreError::Conflict) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Who else was here in the last minutes: where, and how many minutes ago.
    pub async fn present(
        &self,
        actor: &Actor,
        open: &Open,
    ) -> Result<Vec<(Person, Option<QuestionId>, i64)>, UseCaseError> {
        let prefix = format!("assessment/{}/", open.assessment.id);
        let all: Vec<Presence> = store::read_all(self.store.as_ref(), &prefix, usize::MAX).await?;
        let now = self.clock.now();
        let mut found = Vec::new();
        for presence in all.into_iter().filter(|presence| presence.person != actor.person) {
            let minutes = now.duration_since(presence.at).as_mins();
            if minutes >= MINUTES {
                continue;
            }
            let person = self.person(&presence.person).await?;
            found.extend(person.map(|person| (person, presence.question, minutes)));
        }
        Ok(found)
    }
}
