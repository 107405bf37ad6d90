//! The impact statement as a page and as a PDF.
use super::{Open, Service, UseCaseError, statement};
use crate::clock::day_of;
use crate::domain::access::Actor;
use crate::domain::ids::AssessmentId;
use crate::domain::policy::Marking;
use crate::domain::statement::Statement;

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
    pub async fn statement_of(&self, open: &Open) -> Result<Statement, UseCaseError> {
        let organisation = self.organisation(&open.policy.organisation).await?;
        let organisation = organisation.ok_or(UseCaseError::NotFound)?;
        let at = open.assessment.signature().map_or_else(|| self.clock.now(), |s| s.at);
        Ok(statement::build(open, &organisation, day_of(at), &self.words))
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
    pub fn method_tables(&self) -> Vec<crate::domain::statement::Block> {
        let questionnaire = self.library.all().next().map(|loaded| &loaded.questionnaire);
        let lang = crate::domain::text::Lang::En;
        questionnaire.map_or_else(Vec::new, |q| statement::method_tables(q, &self.words, lang))
    }

    /// The PDF of an assessment: the bytes that were issued, or a draft made now.
    pub async fn document(
        &self,
        actor: &Actor,
        id: &AssessmentId,
    ) -> Result<Document, UseCaseError> {
        let open = self.open(actor, id).await?;
        let name = file_name(&open);
        if let Some(signature) = open.assessment.signature() {
            let bytes = self.store.file(&signature.pdf).await?;
            return Ok(Document { name, bytes: bytes.ok_or(UseCaseError::NotFound)? });
        }
        let statement = self.statement_of(&open).await?;
        Ok(Document { name, bytes: self.print(statement).await? })
    }
}

/// The name of the file: reference, version, marking where it is more than OFFICIAL, draft.
pub fn file_name(open: &Open) -> String {
    let marking = match open.policy.facts.marking {
        Marking::Official => "",
        Marking::OfficialSensitive => "-OFFICIAL-SENSITIVE",
    };
    let draft = if open.assessment.signature().is_some() { "" } else { "-draft" };
    format!("{}-v{}{marking}{draft}.pdf", open.policy.reference, open.assessment.number)
}
