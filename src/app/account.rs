//! What a person sees and does about themselves.
use serde::Serialize;

use super::{Service, SignedIn, UseCaseError, Wrong, passwords};
use crate::domain::assessment::Assessment;
use crate::domain::audit::{Action, Entry};
use crate::domain::people::{Digest, Identity, PersonFacts};
use crate::domain::policy::Policy;
use crate::domain::seal::Sealed;
use crate::store::{self, Kind};

/// Everything that is kept about a person, as they can download it.
#[derive(Debug, Serialize)]
pub struct OwnData {
    /// What is stated about them.
    pub person: PersonFacts,
    /// Whether they have a password; it is not shown.
    pub has_password: bool,
    /// Whether a second factor is set up; it is not shown.
    pub has_second_factor: bool,
    /// Who they are for the identity provider.
    pub identity: Option<Identity>,
    /// How often they get a digest.
    pub digest: Digest,
    /// Their sessions.
    pub sessions: Vec<OwnSession>,
    /// The assessments that they wrote in, by reference and version.
    pub wrote_in: Vec<String>,
    /// What happened to their account.
    pub account_history: Vec<Entry>,
    /// What was shown or handed out to them, where that is written down.
    pub disclosed: Vec<Entry>,
}

/// A session, without its secret.
#[derive(Debug, Serialize)]
pub struct OwnSession {
    /// When it started.
    pub started: jiff::Timestamp,
    /// When it was last used.
    pub seen: jiff::Timestamp,
    /// What the browser says it is.
    pub browser: String,
}

impl Service {
    /// Everything that is kept about the person who is signed in.
    pub async fn own_data(&self, by: &SignedIn) -> Result<OwnData, UseCaseError> {
        let person = &by.person;
        let sessions = self.sessions_of(&person.id).await?;
        let mut wrote_in = Vec::new();
        let all: Vec<Assessment> = store::read_all(self.store.as_ref(), "all/", usize::MAX).await?;
        for assessment in all.into_iter().filter(|a| a.authors.contains(&person.id)) {
            let policy: Option<Policy> =
                store::read(self.store.as_ref(), assessment.policy.as_str()).await?;
            wrote_in.extend(policy.map(|p| format!("{} v{}", p.reference, assessment.number)));
        }
        let entries = |chain: Vec<Sealed>| chain.iter().filter_map(Sealed::read).collect();
        let history = self.store.chain(Kind::Person, person.id.as_str()).await?;
        let disclosed = self.store.chain(Kind::Access, person.id.as_str()).await?;
        Ok(OwnData {
            person: person.facts(),
            has_password: person.password.is_some(),
            has_second_factor: person.second_factor.is_some(),
            identity: person.identity.clone(),
            digest: person.digest,
            sessions: sessions
                .into_iter()
                .map(|s| OwnSession { started: s.started, seen: s.seen, browser: s.browser })
                .collect(),
            wrote_in,
            account_history: entries(history),
            disclosed: entries(disclosed),
        })
    }

    /// Chooses a new password; the present one is asked. Other sessions end.
    pub async fn change_password(
        &self,
        by: &SignedIn,
        present: &str,
        new: &str,
    ) -> Result<(), UseCaseError> {
        self.check_password(by, present).await?;
        if let Some(message) = passwords::problem(new, &by.person.email).await {
            return Err(UseCaseError::Invalid(vec![Wrong { field: "new-password", message }]));
        }
        let hash = self.hash(new.to_owned()).await?;
        self.change_way_in(by, Action::PasswordSet, "notice-password-set", |person| {
            person.password = hash;
            Ok(())
        })
        .await
    }

    /// Chooses how often a digest is sent.
    pub async fn choose_digest(&self, by: &SignedIn, digest: Digest) -> Result<(), UseCaseError> {
        if by.person.digest == digest {
            return Ok(());
        }
        let action = Action::DigestChosen { after: digest };
        let change = self.own_change(by, action, |person| {
            person.digest = digest;
            Ok(())
        });
        Ok(self.store.commit(change.await?).await?)
    }
}
