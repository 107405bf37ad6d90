//! Organisations from a file: new ones, new codes, and how some came to their end.
use std::collections::BTreeMap;

use super::tables::{self, Row, TableError};
use super::{Outcome, Service, UseCaseError};
use crate::domain::access::Actor;
use crate::domain::audit::Action;
use crate::domain::ids::OrganisationId;
use crate::domain::organisation::{
    DatedCode, DatedName, Ended, Organisation, OrganisationFacts, OrganisationType, is_area_code,
};
use crate::domain::people::is_email;
use crate::domain::writing::{Length, parse_day};
use crate::store::Change;

/// A row of a file of organisations, and what importing it would do.
#[derive(Debug, Clone)]
pub struct OrganisationRow {
    /// The line of the file.
    pub line: u64,
    /// The name in the file.
    pub name: String,
    /// What it would do.
    pub outcome: Outcome,
    facts: Option<OrganisationFacts>,
    known: Option<Organisation>,
    /// The name of the successor, which may stand in another row.
    successor: String,
}

/// The columns that a file of organisations must have.
const NEEDED: &[&str] = &["name", "type", "contact"];

/// Organisations by each name that they ever had, in lower case.
type Known = BTreeMap<String, Organisation>;

impl Service {
    async fn known_organisations(&self) -> Result<Known, UseCaseError> {
        let mut known = Known::new();
        for organisation in self.organisations().await? {
            for name in &organisation.facts.names {
                known.insert(name.name.to_lowercase(), organisation.clone());
            }
        }
        Ok(known)
    }

    /// What importing a file of organisations would do, row by row. Nothing is changed.
    pub async fn preview_organisations(
        &self,
        actor: &Actor,
        text: &str,
    ) -> Result<Result<Vec<OrganisationRow>, TableError>, UseCaseError> {
        actor.administer()?;
        let known = self.known_organisations().await?;
        let rows = match tables::read(text, NEEDED) {
            Ok(rows) => rows,
            Err(error) => return Ok(Err(error)),
        };
        let named: Vec<String> = rows.iter().map(|row| row.get("name").to_lowercase()).collect();
        Ok(Ok(rows.iter().map(|row| planned(row, &known, &named)).collect()))
    }

    /// Imports the rows that add or change an organisation; returns how many of each. Ends are
    /// noted last, so that a successor can stand anywhere in the file.
    pub async fn import_organisations(
        &self,
        actor: &Actor,
        text: &str,
    ) -> Result<Result<(usize, usize), TableError>, UseCaseError> {
        let rows = match self.preview_organisations(actor, text).await? {
            Ok(rows) => rows,
            Err(error) => return Ok(Err(error)),
        };
        let (mut new, mut changed) = (0, 0);
        for row in &rows {
            let Some(facts) = row.facts.clone() else { continue };
            let facts = OrganisationFacts { ended: None, ..facts };
            if row.outcome == Outcome::New {
                let organisation = self.new_organisation(facts)?;
                let entry = actor.entry(self.clock.now(), Action::OrganisationAdded);
                self.store.commit(Change::of(&organisation, None, entry)?).await?;
                new += 1;
            } else if let (Outcome::Changed, Some(known)) = (&row.outcome, row.known.clone()) {
                let facts = OrganisationFacts { ended: known.facts.ended.clone(), ..facts };
                self.change_organisation(actor, known, facts).await?;
                changed += 1;
            }
        }
        let known = self.known_organisations().await?;
        for row in &rows {
            let ended = row.facts.as_ref().and_then(|facts| facts.ended.as_ref());
            let successor = known.get(&row.successor.to_lowercase());
            let (Some(ended), Some(successor)) = (ended, successor) else { continue };
            let Some(gone) = known.get(&row.name.to_lowercase()).cloned() else { continue };
            let successors: Vec<OrganisationId> = vec![successor.id.clone()];
            let ended = Some(Ended { on: ended.on, successors });
            let facts = OrganisationFacts { ended, ..gone.facts.clone() };
            self.change_organisation(actor, gone, facts).await?;
        }
        Ok(Ok((new, changed)))
    }
}

/// What a row would do.
fn planned(row: &Row, known: &Known, named: &[String]) -> OrganisationRow {
    let name = row.get("name").to_owned();
    let successor = row.get("successor").to_owned();
    let found = known.get(&name.to_lowercase()).cloned();
    let mut wrong = Vec::new();
    let kind = OrganisationType::named(row.get("type"));
    if name.is_empty() {
        wrong.push("fault-organisation-missing");
    }
    let columns = ["name", "short_name", "welsh_name"];
    if columns.iter().any(|column| Length::Line.fault(row.get(column)).is_some()) {
        wrong.push("import-organisation-name");
    }
    if kind.is_none() {
        wrong.push("import-organisation-type");
    }
    if !is_email(row.get("contact")) {
        wrong.push("fault-contact");
    }
    let (code, from) = (row.get("gss"), parse_day(row.get("from")));
    if !code.is_empty() && (!is_area_code(code) || from.is_none()) {
        wrong.push("import-organisation-code");
    }
    let to = parse_day(row.get("to"));
    let heir = successor.to_lowercase();
    let unknown = !known.contains_key(&heir) && !named.contains(&heir);
    if !successor.is_empty() && (unknown || to.is_none()) {
        wrong.push("import-organisation-successor");
    }
    let line = row.line;
    let (Some(kind), true) = (kind, wrong.is_empty()) else {
        let outcome = Outcome::Refused(wrong);
        return OrganisationRow { line, name, outcome, facts: None, known: found, successor };
    };
    let facts = stated(row, kind, found.as_ref());
    let outcome = match &found {
        None => Outcome::New,
        Some(known) if same(&known.facts, &facts) => Outcome::Unchanged,
        Some(_) => Outcome::Changed,
    };
    OrganisationRow { line, name, outcome, facts: Some(facts), known: found, successor }
}

/// Whether a row changes nothing: which successor it names does not count when there is one.
fn same(known: &OrganisationFacts, stated: &OrganisationFacts) -> bool {
    let ended = |facts: &OrganisationFacts| facts.ended.as_ref().map(|ended| ended.on);
    let bare = |facts: &OrganisationFacts| OrganisationFacts { ended: None, ..facts.clone() };
    bare(known) == bare(stated) && (ended(stated).is_none() || ended(known) == ended(stated))
}

fn stated(row: &Row, kind: OrganisationType, known: Option<&Organisation>) -> OrganisationFacts {
    let first = jiff::civil::date(1900, 1, 1);
    let welsh = Some(row.get("welsh_name").to_owned()).filter(|welsh| !welsh.is_empty());
    let name = DatedName {
        name: row.get("name").to_owned(),
        short: row.get("short_name").to_owned(),
        welsh: welsh.clone(),
        from: first,
    };
    let mut names = known.map_or_else(|| vec![name], |known| known.facts.names.clone());
    for known in
        names.iter_mut().filter(|known| known.name.to_lowercase() == row.get("name").to_lowercase())
    {
        if welsh.is_some() {
            known.welsh.clone_from(&welsh);
        }
    }
    let mut codes = known.map_or_else(Vec::new, |known| known.facts.codes.clone());
    let code = row.get("gss");
    if let Some(from) = parse_day(row.get("from"))
        && !code.is_empty()
        && !codes.iter().any(|known| known.code == code)
    {
        codes.push(DatedCode { code: code.to_owned(), from });
        codes.sort_by_key(|code| code.from);
    }
    let ended = parse_day(row.get("to")).filter(|_| !row.get("successor").is_empty());
    let ended = ended.map(|on| Ended { on, successors: Vec::new() });
    let documents = known.map(|known| known.facts.documents.clone()).unwrap_or_default();
    let contact = row.get("contact").to_owned();
    OrganisationFacts { kind, names, contact, codes, documents, ended }
}
