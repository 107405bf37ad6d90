//! The impact statement as a page and as a PDF.
use super::{Open, Service, UseCaseError, statement};
use crate::clock::day_of;
use crate::domain::access::Actor;
use crate::domain::assessment::{Publication, Signature};
use crate::domain::ids::AssessmentId;
use crate::domain::policy::{Marking, Policy};
use crate::domain::statement::Statement;
use crate::domain::text::Lang;
use crate::store;

/// A PDF and the name it is saved under.
#[derive(Debug, Clone)]
pub struct Document {
    /// The name of the file, with reference and marking.
    pub name: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Service {
    /// The statement of an opened assessment, as it stands.
    pub async fn statement_of(&self, open: &Open, lang: Lang) -> Result<Statement, UseCaseError> {
        let organisation = self.organisation(&open.assessment.organisation).await?;
        let organisation = organisation.ok_or(UseCaseError::NotFound)?;
        let at = open.assessment.signature().map_or_else(|| self.clock.now(), |s| s.at);
        Ok(statement::build(open, &organisation, day_of(at), self.words.of(lang)))
    }

    /// Prints a statement, off the threads that answer requests.
    pub(super) async fn print(&self, statement: Statement) -> Result<Vec<u8>, UseCaseError> {
        let printer = self.printer.clone();
        let made = tokio::task::spawn_blocking(move || printer.print(&statement)).await;
        let made = made.map_err(|error| UseCaseError::Document(error.into()))?;
        made.map_err(|error| UseCaseError::Document(error.into()))
    }

    /// The characters of a statement that the PDF shows by their code.
    pub fn missing_characters(&self, statement: &Statement) -> Vec<String> {
        let text = serde_json::to_string(statement).unwrap_or_default();
        let missing = self.printer.missing(&text);
        missing.iter().map(|c| format!("{c} (U+{:04X})", u32::from(*c))).collect()
    }

    /// The tables of the newest questionnaire, for the page on the method.
    pub fn method_tables(&self, lang: Lang) -> Vec<crate::domain::statement::Block> {
        let library = self.library();
        let questionnaire = library.all().next().map(|loaded| &loaded.questionnaire);
        questionnaire
            .map_or_else(Vec::new, |q| statement::method_tables(q, self.words.of(lang), lang))
    }

    /// A published statement by its reference and version, for anyone.
    pub async fn published(&self, reference: &str, number: u32) -> Result<Open, UseCaseError> {
        let prefix = format!("all/{reference}");
        let policies: Vec<Policy> = store::read_all(self.store.as_ref(), &prefix, 50).await?;
        let policy = policies.into_iter().find(|policy| policy.reference == reference);
        let policy = policy.ok_or(UseCaseError::NotFound)?;
        for id in &policy.assessments {
            let (policy, assessment) = self.find(id).await?;
            let public = matches!(assessment.after.publication, Publication::Published { .. });
            if public && assessment.number == number {
                return self.opened(policy, assessment, super::Rights::default()).await;
            }
        }
        Err(UseCaseError::NotFound)
    }

    /// The bytes that were issued for a published statement.
    pub async fn published_pdf(&self, open: &Open, lang: Lang) -> Result<Document, UseCaseError> {
        let signature = open.assessment.signature().ok_or(UseCaseError::NotFound)?;
        self.issued(open, signature, lang).await
    }

    async fn issued(
        &self,
        open: &Open,
        signature: &Signature,
        lang: Lang,
    ) -> Result<Document, UseCaseError> {
        let welsh = signature.pdf_cy.as_ref().filter(|_| lang == Lang::Cy);
        let bytes = self.store.file(welsh.unwrap_or(&signature.pdf)).await?;
        Ok(Document { name: file_name(open, lang), bytes: bytes.ok_or(UseCaseError::NotFound)? })
    }

    /// The PDF of an assessment: the bytes that were issued, or a draft made now.
    pub async fn document(
        &self,
        actor: &Actor,
        id: &AssessmentId,
        lang: Lang,
    ) -> Result<Document, UseCaseError> {
        let open = self.open(actor, id).await?;
        if let Some(signature) = open.assessment.signature() {
            return self.issued(&open, signature, lang).await;
        }
        let statement = self.statement_of(&open, lang).await?;
        Ok(Document { name: file_name(&open, lang), bytes: self.print(statement).await? })
    }
}

/// The name of the file: reference, version, marking where it is more than OFFICIAL, draft,
/// language where it is not English.
pub fn file_name(open: &Open, lang: Lang) -> String {
    let marking = match open.policy.facts.marking {
        Marking::Official => "",
        Marking::OfficialSensitive => "-OFFICIAL-SENSITIVE",
    };
    let draft = if open.assessment.signature().is_some() { "" } else { "-draft" };
    let language = if lang == Lang::Cy { "-cy" } else { "" };
    let number = open.assessment.number;
    format!("{}-v{number}{marking}{draft}{language}.pdf", open.policy.reference)
}
