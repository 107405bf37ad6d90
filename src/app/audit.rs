//! The audit log: proving that it is whole, handing it out, and who was shown what.
use std::path::PathBuf;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Service, UseCaseError};
use crate::clock::end_of;
use crate::domain::access::Actor;
use crate::domain::audit::{Action, Entry};
use crate::domain::ids::PersonId;
use crate::domain::seal::Sealed;
use crate::store::{self, Change, Kind, StoreError, Verified, recorded};

/// How much was shown and handed out to someone. What it was is in the entries.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Access {
    person: PersonId,
    revision: u64,
}

recorded!(Access, Access, self => self.person.to_string(), vec![format!("person/{}", self.person)]);

/// One thing that was shown or handed out.
#[derive(Debug, Clone)]
pub struct Disclosure {
    /// When.
    pub at: Timestamp,
    /// The post of who saw it.
    pub post: String,
    /// The address that was read.
    pub what: String,
}

/// How often a note is tried again when the same person reads two pages at once.
const TRIES: usize = 20;

/// Whether reading an address hands something out as a file.
fn hands_out(address: &str) -> bool {
    let path = address.split('?').next().unwrap_or("");
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    // Lists are handed out under addresses such as `/policies/file/ods`.
    let last = path.rsplit_once('/').map_or("", |(_, last)| last);
    let lists = ["policies", "assessments", "commitments"];
    let from_api = matches!(last, "statement" | "snapshot") || lists.contains(&last);
    let is_file = |form: &str| matches!(form, "pdf" | "csv" | "json" | "jsonl" | "ods" | "zip");
    (path.starts_with("/api/") && from_api) || is_file(ending) || is_file(last)
}

impl Service {
    /// Writes down what is shown to someone whose every access is logged, and which files are
    /// handed out to whom.
    pub async fn note_access(&self, actor: &Actor, address: &str) -> Result<(), UseCaseError> {
        if !actor.is_watched() && !hands_out(address) {
            return Ok(());
        }
        for _ in 0..TRIES {
            let known: Option<Access> =
                store::read(self.store.as_ref(), actor.person.as_str()).await?;
            let expected = known.map(|known| known.revision);
            let access =
                Access { person: actor.person.clone(), revision: expected.unwrap_or(0) + 1 };
            let what = address.chars().take(500).collect();
            let entry = actor.entry(self.clock.now(), Action::Disclosed { what });
            match self.store.commit(Change::of(&access, expected, entry)?).await {
                Ok(()) => return Ok(()),
                Err(StoreError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(UseCaseError::Conflict)
    }

    /// What was shown and handed out, newest first, at most so many.
    pub async fn disclosures(
        &self,
        actor: &Actor,
        most: usize,
    ) -> Result<Vec<Disclosure>, UseCaseError> {
        actor.audit()?;
        let people: Vec<Access> =
            store::read_all(self.store.as_ref(), "person/", usize::MAX).await?;
        let mut found = Vec::new();
        for access in people {
            let chain = self.store.chain(Kind::Access, access.person.as_str()).await?;
            found.extend(chain.iter().filter_map(Sealed::read).filter_map(disclosure));
        }
        found.sort_by_key(|disclosure: &Disclosure| std::cmp::Reverse(disclosure.at));
        found.truncate(most);
        Ok(found)
    }

    /// Proves that everything in the store is whole and unaltered, or says where it is not.
    pub async fn verify(&self, actor: &Actor) -> Result<Verified, UseCaseError> {
        actor.audit()?;
        let verified = self.store.verify(None).await;
        verified.map_err(|error| UseCaseError::Document(error.into()))
    }

    /// The audit log, or what it was at the end of a day, as a file that can be verified without the
    /// service. Whoever asks takes the file away once it is handed out.
    pub async fn audit_log(
        &self,
        actor: &Actor,
        until: Option<Date>,
    ) -> Result<PathBuf, UseCaseError> {
        actor.audit()?;
        let path = self.workshop.aside(&format!("audit-log-{}.jsonl", self.clock.id()))?;
        let written = self.store.write_audit_log(&path, until.map(end_of)).await;
        written.map(|()| path).map_err(|error| UseCaseError::Document(error.into()))
    }
}

fn disclosure(entry: Entry) -> Option<Disclosure> {
    let Entry { at, by, action } = entry;
    let Action::Disclosed { what } = action else { return None };
    Some(Disclosure { at, post: by.post, what })
}

#[cfg(test)]
mod tests {
    use super::hands_out;

    #[test]
    fn files_and_lists_of_programs_are_handed_out_and_pages_are_not() {
        for address in [
            "/policies.csv",
            "/policies/file/ods?words=x",
            "/audit/search/overrides/csv",
            "/assessments/a1/statement.pdf",
            "/audit/log.jsonl?at=2026-01-01",
            "/api/v1/policies?after=x",
            "/api/v1/assessments",
            "/api/v1/commitments",
            "/api/v1/assessments/a1/statement",
        ] {
            assert!(hands_out(address), "{address}");
        }
        for address in
            ["/policies", "/assessments/a1", "/api/v1/commitments/changes", "/home?to=x.pdf"]
        {
            assert!(!hands_out(address), "{address}");
        }
    }
}
