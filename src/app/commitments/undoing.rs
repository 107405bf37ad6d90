//! The imports of commitments that were made, and taking one back.
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::importing::stated;
use crate::app::{Service, UseCaseError};
use crate::domain::access::Actor;
use crate::domain::audit::Action;
use crate::domain::commitment::{Commitment, CommitmentChange, ImportChange};
use crate::domain::ids::{CommitmentId, ImportId};
use crate::store::{self, Change, recorded};

/// A file that was imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommitmentImport {
    /// The id.
    pub id: ImportId,
    /// When.
    pub at: Timestamp,
    /// The post of who did it.
    pub post: String,
    /// What it touched: the commitment, the number of its changes before (0 when it is new) and
    /// after.
    pub lines: Vec<(CommitmentId, u64, u64)>,
    /// When it was undone.
    pub undone: Option<Timestamp>,
    /// Counts the changes.
    pub revision: u64,
}

recorded!(CommitmentImport, Import, self => self.id.to_string(), vec![format!("all/{}", self.at)]);

/// What was taken back, and what was left because it has been changed since.
#[derive(Debug, Clone, Default)]
pub struct ImportUndo {
    /// How many commitments are as they were.
    pub undone: usize,
    /// The references of those that have been changed since.
    pub left: Vec<String>,
}

impl Service {
    /// The imports, newest first.
    pub async fn commitment_imports(
        &self,
        actor: &Actor,
    ) -> Result<Vec<CommitmentImport>, UseCaseError> {
        actor.promise()?;
        let mut all: Vec<CommitmentImport> =
            store::read_all(self.store.as_ref(), "all/", usize::MAX).await?;
        all.reverse();
        Ok(all)
    }

    /// Takes an import back: what it added is in no list any more, what it changed is as it was.
    /// What has been changed since is left, and named.
    pub async fn undo_import(
        &self,
        actor: &Actor,
        id: &ImportId,
    ) -> Result<ImportUndo, UseCaseError> {
        actor.convene()?;
        let import: Option<CommitmentImport> =
            store::read(self.store.as_ref(), id.as_str()).await?;
        let import = import.ok_or(UseCaseError::NotFound)?;
        if import.undone.is_some() {
            return Err(UseCaseError::AlreadyDone);
        }
        let now = self.clock.now();
        let (mut change, mut done) = (Change::default(), ImportUndo::default());
        for (id, before, after) in &import.lines {
            let mut it = self.commitment(id).await?;
            if it.revision != *after {
                done.left.push(it.reference);
                continue;
            }
            for step in self.back_to(&it, *before, &import.id).await? {
                let expected = Some(it.revision);
                it = it.apply(&step, now);
                let entry = actor.entry(now, Action::Commitment { change: step });
                change = change.and(&it, expected, Some(entry))?;
            }
            done.undone += 1;
        }
        let expected = Some(import.revision);
        let revision = import.revision + 1;
        let import = CommitmentImport { undone: Some(now), revision, ..import };
        let undone = ImportChange::TakenBack { left: done.left.clone() };
        let entry = actor.entry(now, Action::Import { change: undone });
        self.store.commit(change.and(&import, expected, Some(entry))?).await?;
        Ok(done)
    }

    /// The changes that take a commitment back to how it was after its first changes.
    async fn back_to(
        &self,
        it: &Commitment,
        before: u64,
        import: &ImportId,
    ) -> Result<Vec<CommitmentChange>, UseCaseError> {
        if before == 0 {
            return Ok(vec![CommitmentChange::Undone { import: import.clone() }]);
        }
        let then = self.commitment_at(&it.id, before).await?.ok_or(UseCaseError::NotFound)?;
        let mut steps = stated(&it.facts, &then.facts);
        if it.holders != then.holders {
            let (before, after) = (it.holders.clone(), then.holders);
            steps.push(CommitmentChange::Given { before, after });
        }
        if let Some(import) = then.undone {
            steps.push(CommitmentChange::Undone { import });
        }
        Ok(steps)
    }
}
