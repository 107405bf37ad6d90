//! The impact statement as a page and as a PDF.
use super::statement::Around;
use super::{Open, Service, UseCaseError, logo, statement, tables};
use crate::clock::day_of;
use crate::domain::assessment::{Assessment, Publication};
use crate::domain::organisation::{Organisation, colour};
use crate::domain::policy::{Marking, Policy};
use crate::domain::statement::{Look, Statement};
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

/// The forms in which a statement is handed out beside its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatementForm {
    /// The tagged PDF: the bytes that were issued.
    Pdf,
    /// The blocks for programs.
    Json,
    /// Every text with the part it stands in, for spreadsheets.
    Csv,
}

impl StatementForm {
    /// The ending of the file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }
}

impl Service {
    /// The statement of an opened assessment, as it stands.
    pub async fn statement_of(&self, open: &Open, lang: Lang) -> Result<Statement, UseCaseError> {
        let organisation = self.organisation(&open.assessment.organisation).await?;
        let organisation = organisation.ok_or(UseCaseError::NotFound)?;
        let at = open.assessment.signature().map_or_else(|| self.clock.now(), |s| s.at);
        let mut around = Around { look: self.look_of(&organisation).await?, ..Around::default() };
        if let Some(url) = &self.public_url {
            let (reference, number) = (&open.policy.reference, open.assessment.number);
            around.address = Some(format!("{url}/statements/{reference}/{number}"));
        }
        around.versions = self.versions_of(&open.policy).await?;
        around.versions.retain(|version| version.number < open.assessment.number);
        around.commitments = self.commitments_of_policy(&open.policy).await?;
        around.commitments.retain(|commitment| commitment.facts.listed);
        Ok(statement::build(open, &organisation, &around, day_of(at), self.words.of(lang)))
    }

    /// How the documents of an organisation look.
    async fn look_of(&self, organisation: &Organisation) -> Result<Look, UseCaseError> {
        let documents = &organisation.facts.documents;
        let logo = match &documents.logo {
            Some(kept) => self.store.file(&kept.file).await?.and_then(|png| logo::read(kept, &png)),
            None => None,
        };
        Ok(Look { accent: colour(&documents.accent), logo })
    }

    /// Makes the statement of a version in a language, and keeps its PDF and its text; returns
    /// the hashes of both.
    pub(super) async fn issue(
        &self,
        open: &Open,
        lang: Lang,
    ) -> Result<(String, String), UseCaseError> {
        let statement = self.statement_of(open, lang).await?;
        let text = serde_json::to_vec(&statement);
        let text = text.map_err(|error| UseCaseError::Document(error.into()))?;
        let pdf = self.store.keep_file(self.print(statement).await?).await?;
        Ok((pdf, self.store.keep_file(text).await?))
    }

    /// The statement that was issued for a signed version, as it was then.
    pub async fn issued_statement(
        &self,
        open: &Open,
        lang: Lang,
    ) -> Result<Statement, UseCaseError> {
        let Some(signature) = open.assessment.signature() else {
            return self.statement_of(open, lang).await;
        };
        let welsh = signature.text_cy.as_ref().filter(|_| lang == Lang::Cy);
        let kept = self.store.file(welsh.unwrap_or(&signature.text)).await?;
        let read = kept.map(|bytes| serde_json::from_slice(&bytes)).transpose();
        let damaged = |error: serde_json::Error| UseCaseError::Document(error.into());
        read.map_err(damaged)?.ok_or(UseCaseError::NotFound)
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
        let policy = self.policy_by_reference(reference).await?;
        let versions = self.versions_of(&policy).await?.into_iter();
        let public = |version: &Assessment| {
            matches!(version.after.publication, Publication::Published { .. })
        };
        let mut wanted = versions.filter(|version| public(version) && version.number == number);
        let assessment = wanted.next().ok_or(UseCaseError::NotFound)?;
        self.opened(policy, assessment, super::Rights::default()).await
    }

    /// The policy with this reference.
    pub(super) async fn policy_by_reference(
        &self,
        reference: &str,
    ) -> Result<Policy, UseCaseError> {
        let prefix = format!("all/{reference}");
        let policies: Vec<Policy> = store::read_all(self.store.as_ref(), &prefix, 50).await?;
        let policy = policies.into_iter().find(|policy| policy.reference == reference);
        policy.ok_or(UseCaseError::NotFound)
    }

    /// The statement of an opened assessment as a file: what was issued, or a draft made now.
    pub async fn statement_file(
        &self,
        open: &Open,
        form: StatementForm,
        lang: Lang,
    ) -> Result<Document, UseCaseError> {
        let name = file_name(open, lang, form);
        let bytes = match (form, open.assessment.signature()) {
            (StatementForm::Pdf, Some(signature)) => {
                let welsh = signature.pdf_cy.as_ref().filter(|_| lang == Lang::Cy);
                let kept = self.store.file(welsh.unwrap_or(&signature.pdf)).await?;
                kept.ok_or(UseCaseError::NotFound)?
            }
            (StatementForm::Pdf, None) => self.print(self.statement_of(open, lang).await?).await?,
            (StatementForm::Json, _) => {
                let made = serde_json::to_vec_pretty(&self.issued_statement(open, lang).await?);
                made.map_err(|error| UseCaseError::Document(error.into()))?
            }
            (StatementForm::Csv, _) => {
                let rows = self.issued_statement(open, lang).await?.rows();
                let made = tables::write(&["part", "row", "column", "text"], &rows);
                made.map_err(|error| UseCaseError::Document(error.into()))?
            }
        };
        Ok(Document { name, bytes })
    }
}

/// The name of the file: reference, version, marking where it is more than OFFICIAL, draft,
/// language where it is not English.
pub fn file_name(open: &Open, lang: Lang, form: StatementForm) -> String {
    let marking = match open.policy.facts.marking {
        Marking::Official => "",
        Marking::OfficialSensitive => "-OFFICIAL-SENSITIVE",
    };
    let draft = if open.assessment.signature().is_some() { "" } else { "-draft" };
    let language = if lang == Lang::Cy { "-cy" } else { "" };
    let number = open.assessment.number;
    let ending = form.ending();
    format!("{}-v{number}{marking}{draft}{language}.{ending}", open.policy.reference)
}
