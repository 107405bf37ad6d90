//! Keeps the search index in step with the store, and asks it.
use std::collections::BTreeSet;
use std::sync::Arc;

use futures_util::stream::{self, StreamExt as _};

use super::cards::{CARDS, LISTED, sight};
use super::{Service, UseCaseError};
use crate::domain::access::Actor;
use crate::domain::assessment::Assessment;
use crate::domain::discussion::Thread;
use crate::domain::policy::Policy;
use crate::search::{Card, Index, Question, SearchError};
use crate::store::{self, Changed, Kind};

/// The kinds of record from which cards are made.
pub(super) const INDEXED: &[Kind] =
    &[Kind::Policy, Kind::Assessment, Kind::Thread, Kind::Organisation];

/// So many cards are written together.
const BATCH: usize = 1_000;

/// So many cards are made at the same time.
const AT_ONCE: usize = 8;

impl From<SearchError> for UseCaseError {
    fn from(error: SearchError) -> Self {
        Self::Document(error.into())
    }
}

/// What has to be written to the index.
#[derive(Debug, Default)]
struct Stale {
    policies: BTreeSet<String>,
    assessments: BTreeSet<String>,
}

impl Service {
    /// Compares the index with the store, and notes everything that it lacks or has otherwise.
    /// Done once at the start; what is noted is written by [`Service::index_changes`].
    pub async fn check_index(&self) -> Result<(), UseCaseError> {
        let mut stale = Changed::new();
        self.compare_index(&mut stale).await?;
        self.unindexed.note(stale);
        Ok(())
    }

    /// Adds everything that the index lacks or has otherwise than the store.
    async fn compare_index(&self, stale: &mut Changed) -> Result<(), UseCaseError> {
        let index = Arc::clone(&self.index);
        let known = blocking(move || index.stamps()).await?;
        let note = self.index.note().unwrap_or_default();
        let is_of_this_program = note.starts_with(&format!("{CARDS}/"));
        for kind in [Kind::Policy, Kind::Assessment] {
            let stamps = self.store.stamps(kind).await?.into_iter();
            let differs = |id: &String, stamp| known.get(id) != Some(&stamp);
            let differing = stamps.filter(|(id, stamp)| !is_of_this_program || differs(id, *stamp));
            stale.extend(differing.map(|(id, _)| (kind, id)));
        }
        if note != self.threads_note().await? {
            let threads = self.store.stamps(Kind::Thread).await?;
            stale.extend(threads.into_keys().map(|id| (Kind::Thread, id)));
        }
        Ok(())
    }

    /// Writes everything that was changed to the index. Afterwards every search sees it.
    pub async fn index_changes(&self) -> Result<(), UseCaseError> {
        // One at a time, so that an older card never replaces a newer one.
        let _one = self.indexing.lock().await;
        let mut taken = self.unindexed.take().await?;
        if taken.news.missed {
            self.compare_index(&mut taken.news.records).await?;
        }
        if !taken.news.is_empty() {
            self.write_cards(&taken.news.records).await?;
        }
        taken.used();
        Ok(())
    }

    async fn write_cards(&self, changed: &Changed) -> Result<(), UseCaseError> {
        let stale = self.stale(changed).await?;
        let note = match self.index.note().filter(|note| !note.is_empty()) {
            Some(note) if !changed.iter().any(|(kind, _)| *kind == Kind::Thread) => note,
            Some(_) | None => self.threads_note().await?,
        };
        let (mut cards, mut gone) = (Vec::new(), Vec::new());
        let all = stale.policies.into_iter().map(|id| (Kind::Policy, id));
        let all = all.chain(stale.assessments.into_iter().map(|id| (Kind::Assessment, id)));
        // A database far away answers several at once as fast as one.
        let made = stream::iter(all).map(|(kind, id)| self.named_card(kind, id));
        let mut made = std::pin::pin!(made.buffer_unordered(AT_ONCE));
        while let Some((id, card)) = made.next().await {
            match card? {
                Some(card) => cards.push(card),
                None => gone.push(id),
            }
            if cards.len() >= BATCH {
                // Only the last part says that the comments are in it too.
                self.put(std::mem::take(&mut cards), Vec::new(), String::new()).await?;
            }
        }
        self.put(cards, gone, note).await
    }

    /// How many entries there are about comments: they have no card of their own.
    async fn threads_note(&self) -> Result<String, UseCaseError> {
        let threads = self.store.stamps(Kind::Thread).await?;
        Ok(format!("{CARDS}/{}", threads.values().sum::<u64>()))
    }

    async fn put(
        &self,
        cards: Vec<Card>,
        gone: Vec<String>,
        note: String,
    ) -> Result<(), UseCaseError> {
        let index = Arc::clone(&self.index);
        blocking(move || index.change(&cards, &gone, &note)).await
    }

    /// The cards that are to be made again: of a policy those of its assessments too.
    async fn stale(&self, changed: &Changed) -> Result<Stale, UseCaseError> {
        let mut stale = Stale::default();
        for (kind, id) in changed {
            match kind {
                Kind::Assessment => {
                    stale.assessments.insert(id.clone());
                }
                Kind::Policy => {
                    stale.policies.insert(id.clone());
                    let policy: Option<Policy> = store::read(self.store.as_ref(), id).await?;
                    let of_policy = policy.into_iter().flat_map(|policy| policy.assessments);
                    stale.assessments.extend(of_policy.map(|id| id.to_string()));
                }
                Kind::Thread => {
                    let thread: Option<Thread> = store::read(self.store.as_ref(), id).await?;
                    stale.assessments.extend(thread.map(|thread| thread.assessment.to_string()));
                }
                Kind::Organisation => self.of_organisation(id, &mut stale).await?,
                Kind::Person
                | Kind::Questionnaire
                | Kind::Hold
                | Kind::Certificate
                | Kind::Commitment
                | Kind::Round
                | Kind::Import
                | Kind::Token
                | Kind::Access
                | Kind::Search
                | Kind::Job
                | Kind::Counter
                | Kind::Presence
                | Kind::Session
                | Kind::Invitation
                | Kind::Throttle
                | Kind::Pending => {}
            }
        }
        Ok(stale)
    }

    /// A new name stands on all cards of an organisation.
    async fn of_organisation(&self, id: &str, stale: &mut Stale) -> Result<(), UseCaseError> {
        let prefix = format!("organisation/{id}/");
        let policies: Vec<Policy> =
            store::read_all(self.store.as_ref(), &prefix, usize::MAX).await?;
        stale.policies.extend(policies.into_iter().map(|policy| policy.id.to_string()));
        let assessments: Vec<Assessment> =
            store::read_all(self.store.as_ref(), &prefix, usize::MAX).await?;
        stale.assessments.extend(assessments.into_iter().map(|found| found.id.to_string()));
        Ok(())
    }

    async fn named_card(
        &self,
        kind: Kind,
        id: String,
    ) -> (String, Result<Option<Card>, UseCaseError>) {
        let card = self.card(kind, &id).await;
        (id, card)
    }

    async fn card(&self, kind: Kind, id: &str) -> Result<Option<Card>, UseCaseError> {
        if kind == Kind::Policy {
            let policy: Option<Policy> = store::read(self.store.as_ref(), id).await?;
            return match policy {
                Some(policy) => Ok(Some(self.policy_card(&policy).await?)),
                None => Ok(None),
            };
        }
        let assessment: Option<Assessment> = store::read(self.store.as_ref(), id).await?;
        let Some(assessment) = assessment else { return Ok(None) };
        let policy: Option<Policy> =
            store::read(self.store.as_ref(), assessment.policy.as_str()).await?;
        match policy {
            Some(policy) => Ok(Some(self.assessment_card(&policy, assessment).await?)),
            None => Ok(None),
        }
    }

    /// Asks the index something, after everything that was changed is in it.
    pub(super) async fn ask_index<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&Index) -> Result<T, SearchError> + Send + 'static,
    ) -> Result<T, UseCaseError> {
        self.index_changes().await?;
        let index = Arc::clone(&self.index);
        blocking(move || ask(&index)).await
    }
}

/// Limits a question to what a person may see.
pub(super) fn seen(question: Question, actor: &Actor) -> Question {
    question.seen_by(sight(actor)).seen_by([LISTED.to_owned()])
}

/// Runs work of the index off the threads that answer requests.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, SearchError> + Send + 'static,
) -> Result<T, UseCaseError> {
    let done = tokio::task::spawn_blocking(work).await;
    Ok(done.map_err(|error| UseCaseError::Document(error.into()))??)
}
