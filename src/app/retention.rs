//! Keeping and disposing of the records of a policy.
use jiff::civil::Date;

use super::life::required;
use super::{Service, UseCaseError};
use crate::clock::day_of;
use crate::domain::access::Actor;
use crate::domain::assessment::Assessment;
use crate::domain::audit::Action;
use crate::domain::discussion::Thread;
use crate::domain::ids::PolicyId;
use crate::domain::policy::Policy;
use crate::domain::retention::{Certificate, LegalHold, Proposal, Records, RetentionClass};
use crate::store::{self, Change, Kind};

/// What an administrator does with the records of a policy.
#[derive(Debug, Clone)]
pub enum Keeping {
    /// Choose how long they are kept.
    Class(RetentionClass),
    /// Set a legal hold, with its reason.
    Hold(String),
    /// End the legal hold.
    EndHold,
    /// Propose to dispose of them, with the reason.
    Propose(String),
    /// Withdraw the proposal.
    Withdraw,
}

impl Service {
    /// The day on which a policy came to its end: its newest assessment was closed, and no other
    /// version is in force.
    pub async fn ended_on(&self, policy: &Policy) -> Result<Option<Date>, UseCaseError> {
        let versions = self.versions_of(policy).await?;
        if versions.iter().any(Assessment::is_in_force) {
            return Ok(None);
        }
        let closed = versions.last().and_then(|newest| newest.after.closed.as_ref());
        Ok(closed.map(|closed| day_of(closed.at)))
    }

    /// Changes what is stated about keeping the records of a policy.
    pub async fn keep_records(
        &self,
        actor: &Actor,
        id: &PolicyId,
        keeping: Keeping,
    ) -> Result<(), UseCaseError> {
        let policy = self.policy(actor, id).await?;
        actor.manage(&policy.organisation)?;
        let (post, at) = (actor.post.clone(), self.clock.now());
        let before = policy.records.clone();
        let after = match keeping {
            Keeping::Class(class) => Records { class, ..before.clone() },
            Keeping::Hold(reason) => {
                let reason = required(&reason, "reason", "fault-hold")?;
                Records { hold: Some(LegalHold { reason, post, at }), ..before.clone() }
            }
            Keeping::EndHold => Records { hold: None, ..before.clone() },
            Keeping::Propose(reason) => {
                let reason = required(&reason, "reason", "fault-disposal")?;
                let ended = self.ended_on(&policy).await?;
                before.may_propose(ended, self.clock.today())?;
                let by = actor.person.clone();
                Records { proposal: Some(Proposal { reason, by, post, at }), ..before.clone() }
            }
            Keeping::Withdraw => Records { proposal: None, ..before.clone() },
        };
        if after == before {
            return Ok(());
        }
        let (expected, records) = (Some(policy.revision), after.clone());
        let changed = Policy { records, revision: policy.revision + 1, ..policy };
        let action = Action::RecordsChanged { before: Box::new(before), after: Box::new(after) };
        let entry = actor.entry(at, action);
        Ok(self.store.commit(Change::of(&changed, expected, entry)?).await?)
    }

    /// Disposes of a policy with its assessments, comments and issued statements. Only the
    /// certificate stays, and the seals of what was.
    pub async fn dispose(&self, actor: &Actor, id: &PolicyId) -> Result<Certificate, UseCaseError> {
        let policy = self.policy(actor, id).await?;
        actor.manage(&policy.organisation)?;
        let ended = self.ended_on(&policy).await?;
        let today = self.clock.today();
        let proposal = policy.records.may_confirm(&actor.person, ended, today)?.clone();
        let mut gone = vec![(Kind::Policy, policy.id.to_string())];
        // A hold, or another assessment, that comes at the same moment must not be passed over.
        let mut read = vec![(Kind::Policy, policy.id.to_string(), policy.revision)];
        let mut files = Vec::new();
        for id in &policy.assessments {
            let (_, assessment) = self.find(id).await?;
            if let Some(signature) = assessment.signature() {
                files.extend(signature.files());
            }
            gone.push((Kind::Assessment, id.to_string()));
            read.push((Kind::Assessment, id.to_string(), assessment.revision));
            let prefix = format!("assessment/{id}/");
            let threads: Vec<Thread> =
                store::read_all(self.store.as_ref(), &prefix, usize::MAX).await?;
            for thread in threads {
                gone.push((Kind::Thread, thread.id.to_string()));
                read.push((Kind::Thread, thread.id.to_string(), thread.revision));
            }
        }
        let chains: Vec<String> =
            gone.iter().map(|(kind, id)| format!("{}/{id}", kind.name())).collect();
        let certificate = Certificate {
            id: self.new_id()?,
            reference: policy.reference.clone(),
            organisation: policy.organisation.clone(),
            class: policy.records.class,
            assessments: policy.assessments.len(),
            proposal,
            confirmed_by: actor.post.clone(),
            at: self.clock.now(),
            chains: chains.clone(),
            revision: 1,
        };
        let entry = actor.entry(certificate.at, Action::DisposedOf { chains });
        let mut change = Change::of(&certificate, None, entry)?.given(read);
        for (kind, id) in &gone {
            change = change.disposing(*kind, id);
        }
        self.store.commit(change).await?;
        for file in files {
            self.store.forget_file(&file).await?;
        }
        Ok(certificate)
    }

    /// The certificates of the organisations that this person looks after, newest first.
    pub async fn certificates(&self, actor: &Actor) -> Result<Vec<Certificate>, UseCaseError> {
        let mut all: Vec<Certificate> =
            store::read_all(self.store.as_ref(), "organisation/", usize::MAX).await?;
        all.retain(|certificate| actor.manage(&certificate.organisation).is_ok());
        all.sort_by_key(|certificate| std::cmp::Reverse(certificate.at));
        Ok(all)
    }
}
