//! What happened to an assessment, for its page.
use jiff::Timestamp;

use super::{Service, UseCaseError};
use crate::domain::access::Actor;
use crate::domain::audit::{Action, Entry};
use crate::domain::ids::AssessmentId;
use crate::domain::seal::Sealed;
use crate::store::Kind;

/// One line of the history.
#[derive(Debug, Clone)]
pub struct HistoryLine {
    /// When.
    pub at: Timestamp,
    /// The post of who did it.
    pub post: String,
    /// What happened.
    pub action: Action,
    /// The seal of the entry.
    pub seal: String,
}

impl Service {
    /// The history of an assessment, newest first.
    pub async fn history(
        &self,
        actor: &Actor,
        id: &AssessmentId,
    ) -> Result<Vec<HistoryLine>, UseCaseError> {
        let opened = self.open(actor, id).await?;
        let mut chain = self.store.chain(Kind::Assessment, opened.assessment.id.as_str()).await?;
        // What was said about it belongs to what happened to it.
        for thread in self.threads(&opened).await? {
            chain.extend(self.store.chain(Kind::Thread, thread.id.as_str()).await?);
        }
        let line = |sealed: Sealed| {
            let Entry { at, by, action } = sealed.read()?;
            Some(HistoryLine { at, post: by.post, action, seal: sealed.seal })
        };
        let mut lines: Vec<HistoryLine> = chain.into_iter().rev().filter_map(line).collect();
        lines.sort_by_key(|line| std::cmp::Reverse(line.at));
        Ok(lines)
    }
}
