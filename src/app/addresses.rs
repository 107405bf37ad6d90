//! That an e-mail address is someone's: two people who are given the same one at the same moment would
//! sign in as one of them.
use serde::{Deserialize, Serialize};

use super::people::token_hash;
use crate::domain::ids::PersonId;
use crate::domain::people::Person;
use crate::store::{Change, Kind, Recorded as _, StoreError, recorded};

/// The address of a person. Those who were there before addresses were written down have none; they
/// are found by the index of people.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Address {
    email: String,
    person: PersonId,
    revision: u64,
}

recorded!(Address, Throttle, self => format!("address-{}", token_hash(&self.email)), Vec::new());

impl Address {
    pub(super) fn of(person: &Person) -> Self {
        Self { email: person.email.clone(), person: person.id.clone(), revision: 1 }
    }

    /// Adds to a change that it is theirs; a conflict when it is someone's.
    pub(super) fn taken(&self, change: Change) -> Result<Change, StoreError> {
        change.and(self, None, None)
    }

    /// Adds to a change that it is nobody's any more.
    pub(super) fn given_up(&self, change: Change) -> Change {
        change.without(Kind::Throttle, &self.id())
    }
}
