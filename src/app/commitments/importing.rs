//! Commitments from a file, and taking an import back.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::columns::{facts, parts};
use super::undoing::CommitmentImport;
use super::{NewHolders, Organisations, held};
use crate::app::policies::Counter;
use crate::app::tables::{self, Row, TableError};
use crate::app::{Outcome, Service, UseCaseError, Wrong};
use crate::domain::access::Actor;
use crate::domain::audit::Action;
use crate::domain::commitment::{
    Commitment, CommitmentChange, CommitmentFacts, Holder, ImportChange, Promising, check_holders,
};
use crate::domain::ids::{ImportId, OrganisationId};
use crate::store::Change;

/// A row of a file of commitments, and what importing it would do.
#[derive(Debug, Clone)]
pub struct CommitmentRow {
    /// The line of the file.
    pub line: u64,
    /// What is promised.
    pub title: String,
    /// What it would do.
    pub outcome: Outcome,
    /// The commitment that it is about.
    pub known: Option<Arc<Commitment>>,
    /// What it states; none when it was refused.
    stated: Option<Stated>,
}

#[derive(Debug, Clone)]
struct Stated {
    reference: String,
    facts: CommitmentFacts,
    /// Those who have a part: as it was then, for a file that says so.
    holders: NewHolders,
    /// Whether the file says who has a part now.
    now: bool,
}

/// The column that a file must have.
const NEEDED: &[&str] = &["title"];

impl Service {
    /// What importing a file of commitments would do, row by row. Nothing is changed.
    pub async fn preview_commitments(
        &self,
        actor: &Actor,
        text: &str,
    ) -> Result<Result<Vec<CommitmentRow>, TableError>, UseCaseError> {
        let right = actor.promise()?;
        let rows = match tables::read(text, NEEDED) {
            Ok(rows) => rows,
            Err(error) => return Ok(Err(error)),
        };
        let organisations = self.all_organisations().await?;
        let all = self.commitments().await?;
        let known: BTreeMap<&str, &Arc<Commitment>> =
            all.values().map(|it| (it.reference.as_str(), it)).collect();
        let mut seen = BTreeSet::new();
        let row = |row: &Row| {
            let mut found = self.commitment_row(row, &organisations, &known, &right);
            if let Some(stated) = &found.stated
                && !stated.reference.is_empty()
                && !seen.insert(stated.reference.clone())
            {
                found.outcome = Outcome::Refused(vec!["import-twice"]);
            }
            found
        };
        Ok(Ok(rows.iter().map(row).collect()))
    }

    fn commitment_row(
        &self,
        row: &Row,
        organisations: &Organisations,
        known: &BTreeMap<&str, &Arc<Commitment>>,
        right: &Promising<'_>,
    ) -> CommitmentRow {
        let mut wrong = Vec::new();
        let reference = [row.get("reference"), row.get("id")].into_iter().find(|r| !r.is_empty());
        let reference = reference.unwrap_or_default().to_owned();
        if !reference.chars().all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c))
            || reference.len() > 40
        {
            wrong.push("import-reference");
        }
        let there = known.get(reference.as_str()).map(|it| Arc::clone(it));
        let facts = facts(row, there.as_ref().map(|it| &it.facts), &mut wrong);
        let (mut holders, now) = parts(row, organisations, &mut wrong);
        wrong.extend(facts.problems().into_iter().map(|(_, message)| message));
        let today = self.clock.today();
        if let Some(there) = &there {
            // What a file has no column for stays as it is known.
            if now && !row.has("lead") {
                holders.lead = there.lead_on(today).cloned();
            }
            if now && !row.has("supporting") {
                holders.supporting = there.supporting_on(today).cloned().collect();
            }
        }
        // A row without a reference is there already when one is exactly so.
        let twin = known.values().find(|it| {
            reference.is_empty()
                && it.facts == facts
                && it.undone.is_none()
                && it.lead_on(today) == holders.lead.as_ref()
        });
        let there = there.or_else(|| twin.map(|it| Arc::clone(it)));
        let lead = match (&there, now) {
            (Some(there), _) => organisations.responsible(there, today).organisations(),
            (None, _) => holders.lead.iter().cloned().collect(),
        };
        if holders.lead.is_none() {
            wrong.push("fault-holder-lead");
        }
        if !lead.iter().any(|id| right.covers(id)) {
            wrong.push("import-not-yours");
        }
        let (line, title) = (row.line, facts.title.clone());
        if !wrong.is_empty() {
            wrong.dedup();
            let outcome = Outcome::Refused(wrong);
            return CommitmentRow { line, title, outcome, known: there, stated: None };
        }
        let stated = Stated { reference, facts, holders, now };
        let outcome = match &there {
            None => Outcome::New,
            Some(there) if stated.changes(there, today).is_empty() => Outcome::Unchanged,
            Some(_) => Outcome::Changed,
        };
        CommitmentRow { line, title, outcome, known: there, stated: Some(stated) }
    }

    /// Imports the rows that add or change a commitment: all of them, or none. Returns how many
    /// of each, and the import.
    pub async fn import_commitments(
        &self,
        actor: &Actor,
        text: &str,
    ) -> Result<((usize, usize), Option<ImportId>), UseCaseError> {
        let rows = self.preview_commitments(actor, text).await?;
        let unreadable =
            |_| UseCaseError::Invalid(vec![Wrong { field: "source", message: "fault-import" }]);
        let (now, today) = (self.clock.now(), self.clock.today());
        let mut change = Change::default();
        let (mut lines, mut numbers) = (Vec::new(), (0, 0));
        let (mut counter, stored) = self.counter("LC").await?;
        let before = counter.last();
        // The same file, sent twice at once, is imported once.
        let imports = self.commitment_imports(actor).await?.len();
        let once = format!("import {imports} {}", crate::app::hash_of(text.as_bytes()));
        let all = self.commitments().await?;
        let mut given: BTreeSet<String> = all.values().map(|it| it.reference.clone()).collect();
        for row in rows.map_err(unreadable)? {
            let Some(stated) = row.stated else { continue };
            match (row.outcome, row.known) {
                (Outcome::New, _) => {
                    let made = self.imported(&stated, &mut counter, &mut given)?;
                    let added = CommitmentChange::Added { after: Box::new(made.clone()) };
                    let entry = actor.entry(now, Action::Commitment { change: added });
                    lines.push((made.id.clone(), 0, made.revision));
                    change = change.and(&made, None, Some(entry))?;
                    numbers.0 += 1;
                }
                (Outcome::Changed, Some(known)) => {
                    let mut it = (*known).clone();
                    for step in stated.changes(&known, today) {
                        let expected = Some(it.revision);
                        it = it.apply(&step, now);
                        let entry = actor.entry(now, Action::Commitment { change: step });
                        change = change.and(&it, expected, Some(entry))?;
                    }
                    lines.push((it.id.clone(), known.revision, it.revision));
                    numbers.1 += 1;
                }
                (Outcome::Changed | Outcome::Unchanged | Outcome::Refused(_), _) => {}
            }
        }
        if lines.is_empty() {
            return Ok((numbers, None));
        }
        if counter.last() > before {
            change = change.and(&counter, stored, None)?;
        }
        let import = CommitmentImport {
            id: self.new_id()?,
            at: now,
            post: actor.post.clone(),
            lines,
            undone: None,
            revision: 1,
        };
        let (new, changed) = numbers;
        let entry =
            actor.entry(now, Action::Import { change: ImportChange::Made { new, changed } });
        self.store.commit(change.and(&import, None, Some(entry))?.once(Some(once))).await?;
        Ok((numbers, Some(import.id)))
    }

    fn imported(
        &self,
        stated: &Stated,
        counter: &mut Counter,
        given: &mut BTreeSet<String>,
    ) -> Result<Commitment, UseCaseError> {
        let today = self.clock.today();
        let from = stated.facts.start.unwrap_or(today).min(today);
        let mut reference = stated.reference.clone();
        // A reference that came with a file is not given out again.
        while reference.is_empty() || !given.insert(reference.clone()) {
            reference = counter.step();
        }
        let holders = held(&stated.holders, from);
        let named = (self.new_id()?, reference);
        Ok(Commitment::added(named, stated.facts.clone(), holders, self.clock.now()))
    }
}

/// The change of what is stated, if it differs.
pub(super) fn stated(before: &CommitmentFacts, after: &CommitmentFacts) -> Vec<CommitmentChange> {
    if before == after {
        return Vec::new();
    }
    let (before, after) = (Box::new(before.clone()), Box::new(after.clone()));
    vec![CommitmentChange::Stated { before, after }]
}

impl Stated {
    /// What it changes of a commitment that is there.
    fn changes(&self, it: &Commitment, today: Date) -> Vec<CommitmentChange> {
        let mut changes = stated(&it.facts, &self.facts);
        let supporting: BTreeSet<OrganisationId> = it.supporting_on(today).cloned().collect();
        let lead = it.lead_on(today);
        let same = lead == self.holders.lead.as_ref() && supporting == self.holders.supporting;
        // A file of former leads says nothing about who leads today.
        if self.now && !same {
            let last = today.yesterday().unwrap_or(today);
            let earlier = it.holders.iter().filter(|holder| holder.from < today);
            let ended = earlier.map(|holder| {
                let until = Some(holder.until.map_or(last, |until| until.min(last)));
                Holder { until, ..holder.clone() }
            });
            let after: Vec<Holder> = ended.chain(held(&self.holders, today)).collect();
            if check_holders(&after).is_empty() {
                changes.push(CommitmentChange::Given { before: it.holders.clone(), after });
            }
        }
        if it.undone.is_some() {
            changes.push(CommitmentChange::Revived);
        }
        changes
    }
}
