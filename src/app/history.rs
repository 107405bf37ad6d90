//! What happened to an assessment, for its page.
use jiff::Timestamp;

use super::{Service, UseCaseError};
use crate::domain::access::Actor;
use crate::domain::audit::Sealed;
use crate::domain::ids::AssessmentId;
use crate::store::Kind;

/// One line of the history.
#[derive(Debug, Clone)]
pub struct HistoryLine {
    /// When.
    pub at: Timestamp,
    /// The post of who did it.
    pub post: String,
    /// The sealed entry.
    pub sealed: Sealed,
}

impl Service {
    /// The history of an assessment, newest first.
    pub async fn history(
        &self,
        actor: &Actor,
        id: &AssessmentId,
    ) -> Result<Vec<HistoryLine>, UseCaseError> {
        let opened = self.open(actor, id).await?;
        let chain = self.store.chain(Kind::Assessment, opened.assessment.id.as_str()).await?;
        let lines = chain.into_iter().rev().map(|sealed| HistoryLine {
            at: sealed.entry.at,
            post: sealed.entry.by.post.clone(),
            sealed,
        });
        Ok(lines.collect())
    }
}
