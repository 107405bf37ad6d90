//! Whether a document is the one that was issued.
use jiff::Timestamp;

use super::{Service, UseCaseError};
use crate::domain::assessment::{Assessment, Publication};
use crate::domain::policy::Policy;
use crate::store;

/// What is found about a document or a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is exactly what was issued.
    Unaltered(Checked),
    /// It was issued, and its bytes were changed since.
    Altered(Checked),
    /// Nothing of the kind was issued here; drafts are not.
    Unknown,
}

/// An issued version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The reference of the policy.
    pub reference: String,
    /// The version.
    pub number: u32,
    /// When it was issued.
    pub issued: Timestamp,
    /// The SHA-256 of the issued PDF in English.
    pub pdf: String,
    /// The SHA-256 of the content it was made from.
    pub content: String,
    /// Whether anyone can read it here.
    pub published: bool,
    /// The number of the version that replaced it.
    pub superseded_by: Option<u32>,
}

impl Service {
    /// Finds out whether a file is a statement as it was issued. Whoever has an unaltered file, or
    /// one that still names its content, has read it: so this tells of unpublished statements too.
    pub async fn check_file(&self, bytes: &[u8]) -> Result<Verdict, UseCaseError> {
        let hash = store::hash_of(bytes);
        if let Some(found) = self.issued_by(&format!("file/{hash}")).await? {
            return Ok(Verdict::Unaltered(found));
        }
        for content in claims(bytes) {
            if let Some(found) = self.issued_by(&format!("content/{content}")).await? {
                return Ok(Verdict::Altered(found));
            }
        }
        Ok(Verdict::Unknown)
    }

    /// Finds a published version by its reference; without a number the newest.
    pub async fn check_reference(
        &self,
        reference: &str,
        number: Option<u32>,
    ) -> Result<Verdict, UseCaseError> {
        let Ok(policy) = self.policy_by_reference(reference).await else {
            return Ok(Verdict::Unknown);
        };
        let is_wanted = |version: &&Assessment| {
            number.is_none_or(|number| version.number == number)
                && matches!(version.after.publication, Publication::Published { .. })
        };
        let versions = self.versions_of(&policy).await?;
        match versions.iter().rfind(is_wanted) {
            Some(assessment) => {
                let found = self.checked(assessment).await?;
                Ok(found.map_or(Verdict::Unknown, Verdict::Unaltered))
            }
            None => Ok(Verdict::Unknown),
        }
    }

    async fn issued_by(&self, index: &str) -> Result<Option<Checked>, UseCaseError> {
        let found: Vec<Assessment> = store::read_all(self.store.as_ref(), index, 1).await?;
        match found.first() {
            Some(assessment) => self.checked(assessment).await,
            None => Ok(None),
        }
    }

    async fn checked(&self, assessment: &Assessment) -> Result<Option<Checked>, UseCaseError> {
        let Some(signature) = assessment.signature() else { return Ok(None) };
        let policy: Option<Policy> =
            store::read(self.store.as_ref(), assessment.policy.as_str()).await?;
        let policy = policy.ok_or(UseCaseError::NotFound)?;
        let superseded_by = match &assessment.after.superseded_by {
            Some(by) => Some(self.find(by).await?.1.number),
            None => None,
        };
        Ok(Some(Checked {
            reference: policy.reference,
            number: assessment.number,
            issued: signature.at,
            pdf: signature.pdf.clone(),
            content: signature.hash.clone(),
            published: matches!(assessment.after.publication, Publication::Published { .. }),
            superseded_by,
        }))
    }
}

/// What a file says it was made from: the SHA-256 of the content stands twice in the metadata of
/// our PDFs, which is not compressed, so that a change of one byte leaves one of them.
fn claims(bytes: &[u8]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let is_digit = |byte: &u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(byte);
    let mut rest = bytes;
    while let Some(at) = rest.windows(2).position(|two| two == b"; ") {
        rest = rest.get(at + 2..).unwrap_or(&[]);
        let digits: Vec<u8> = rest.iter().copied().take_while(is_digit).take(65).collect();
        if let (64, Ok(text)) = (digits.len(), String::from_utf8(digits))
            && !found.contains(&text)
            && found.len() < 8
        {
            found.push(text);
        }
    }
    found
}
