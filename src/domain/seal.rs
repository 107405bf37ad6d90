//! Audit entries in the chain of their record, each sealed to the one before.
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::audit::Action;
use super::hexadecimal::hex;
use super::ids::PersonId;

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct By {
    /// The person; none for the service itself.
    pub person: Option<PersonId>,
    /// Their post on that day.
    pub post: String,
}

impl By {
    /// The service itself, for example when it is set up.
    pub fn service() -> Self {
        Self { person: None, post: String::new() }
    }
}

/// One entry: who, when, what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: By,
    /// What.
    #[serde(flatten)]
    pub action: Action,
}

/// An entry in the chain of its record.
///
/// The seal covers the digest of the entry, not its text. So the text can be disposed of at the
/// end of its retention, and the chain still proves that nothing was taken out or put in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// The record, as kind and id with a slash between.
    pub chain: String,
    /// 1, 2, … without a gap.
    pub number: u64,
    /// The checkpoint that was being filled when it was written.
    pub checkpoint: u64,
    /// What happened, as JSON, exactly as it was written; none once it was disposed of.
    pub entry: Option<String>,
    /// SHA-256 of the JSON.
    pub digest: String,
    /// SHA-256 of the record's bytes after it happened.
    pub record: String,
    /// The seal of the entry before; empty for the first.
    pub previous: String,
    /// SHA-256 of all the above but the JSON.
    pub seal: String,
}

impl Sealed {
    /// Seals an entry behind the one before.
    pub fn after(
        previous: Option<(u64, &str)>,
        chain: &str,
        checkpoint: u64,
        entry: String,
        record: String,
    ) -> Self {
        let (number, before) = previous.map_or((0, ""), |(number, seal)| (number, seal));
        let mut sealed = Self {
            chain: chain.to_owned(),
            number: number + 1,
            checkpoint,
            digest: digest(&entry),
            entry: Some(entry),
            record,
            previous: before.to_owned(),
            seal: String::new(),
        };
        sealed.seal = sealed.computed_seal();
        sealed
    }

    /// What happened; none when it was disposed of, or was written by a newer program.
    pub fn read(&self) -> Option<Entry> {
        serde_json::from_str(self.entry.as_ref()?).ok()
    }

    /// Whether the entry and its seal are what was written.
    pub fn is_unaltered(&self) -> bool {
        let whole = self.entry.as_ref().is_none_or(|entry| digest(entry) == self.digest);
        whole && self.seal == self.computed_seal()
    }

    fn computed_seal(&self) -> String {
        let mut hash = Sha256::new();
        let parts: [&[u8]; 6] = [
            self.chain.as_bytes(),
            &self.number.to_be_bytes(),
            &self.checkpoint.to_be_bytes(),
            self.record.as_bytes(),
            self.previous.as_bytes(),
            self.digest.as_bytes(),
        ];
        for part in parts {
            hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(part);
        }
        hex(&hash.finalize())
    }
}

fn digest(entry: &str) -> String {
    hex(&Sha256::digest(entry.as_bytes()))
}
