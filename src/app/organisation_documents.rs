//! How the statements of an organisation look: logo, colour, licence.
use super::{Service, UseCaseError, Wrong, logo};
use crate::domain::access::Actor;
use crate::domain::ids::OrganisationId;
use crate::domain::organisation::{DocumentFacts, KeptLogo, OrganisationFacts, colour, stands_out};
use crate::domain::writing::Length;

/// What a form says of the documents of an organisation.
#[derive(Debug, Clone, Default)]
pub struct DocumentRequest {
    /// The colour as `#` and six digits; empty for the usual one.
    pub accent: String,
    /// The licence; empty for the usual one.
    pub licence: String,
    /// The licence in Welsh.
    pub licence_welsh: String,
    /// A new logo as a PNG file.
    pub logo: Option<Vec<u8>>,
    /// The text for those who do not see the logo.
    pub alt: String,
    /// Whether the logo is to go.
    pub remove_logo: bool,
    /// Whether assessments may illustrate the cost.
    pub cost: bool,
}

impl Service {
    /// Changes how the statements of an organisation look from now on. Those that were issued
    /// stay as they are.
    pub async fn change_documents(
        &self,
        actor: &Actor,
        id: &OrganisationId,
        request: DocumentRequest,
    ) -> Result<(), UseCaseError> {
        let before = self.managed_organisation(actor, id).await?;
        let accent = request.accent.trim().to_lowercase();
        let mut wrong = Vec::new();
        if !accent.is_empty() && !colour(&accent).is_some_and(stands_out) {
            wrong.push(Wrong { field: "accent", message: "fault-accent" });
        }
        let picture = request.logo.as_deref().map(logo::take_over);
        if matches!(picture, Some(None)) {
            wrong.push(Wrong { field: "logo", message: "fault-logo" });
        }
        let known = before.facts.documents.logo.clone().filter(|_| !request.remove_logo);
        let alt = request.alt.trim().to_owned();
        if alt.is_empty() && (picture.is_some() || known.is_some()) {
            wrong.push(Wrong { field: "alt", message: "fault-alt" });
        }
        let said = [
            ("alt", &alt, Length::Line),
            ("licence", &request.licence, Length::Prose),
            ("licence-welsh", &request.licence_welsh, Length::Prose),
        ];
        for (field, text, length) in said {
            wrong.extend(Wrong::in_text(field, text, length));
        }
        if !wrong.is_empty() {
            return Err(UseCaseError::Invalid(wrong));
        }
        let logo = match picture.flatten() {
            Some(picture) => {
                let (width, height) = (picture.width, picture.height);
                let file = self.store.keep_file(picture.png).await?;
                Some(KeptLogo { file, alt, width, height })
            }
            None => known.map(|kept| KeptLogo { alt, ..kept }),
        };
        let documents = DocumentFacts {
            accent,
            licence: request.licence.trim().to_owned(),
            licence_welsh: request.licence_welsh.trim().to_owned(),
            logo,
            cost: request.cost,
        };
        let facts = OrganisationFacts { documents, ..before.facts.clone() };
        self.change_organisation(actor, before, facts).await
    }

    /// The logo with this hash, as a PNG file.
    pub async fn logo(&self, hash: &str) -> Result<Vec<u8>, UseCaseError> {
        let file = self.store.file(hash).await?;
        // Issued statements are kept in the same place; they are not handed out here.
        file.filter(|bytes| bytes.starts_with(b"\x89PNG\r\n\x1a\n")).ok_or(UseCaseError::NotFound)
    }
}
