//! Commitments from a file, and taking an import back.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::undoing::CommitmentImport;
use super::{NewHolders, Organisations, held};
use crate::app::tables::{self, Row, TableError};
use crate::app::{Outcome, Service, UseCaseError, Wrong};
use crate::domain::access::Actor;
use crate::domain::answers::parse_day;
use crate::domain::audit::Action;
use crate::domain::commitment::{
    Commitment, CommitmentChange, CommitmentFacts, Goal, Holder, ImportChange, Measure, Origin,
    Promising, Theme, check_holders,
};
use crate::domain::ids::{ImportId, OrganisationId};
use crate::domain::number::Number;
use crate::domain::organisation::Organisation;
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

/// The chapters of the strategy, as the sample calls them.
const CHAPTERS: &[(&str, Theme)] = &[
    ("organisations and services", Theme::Services),
    ("community infrastructure", Theme::Infrastructure),
    ("culture", Theme::Culture),
    ("evidence", Theme::Evidence),
    ("governance", Theme::Governance),
];

/// The day on which the strategy of 2018 was published (domain facts, section 1.1).
const STRATEGY: Date = jiff::civil::date(2018, 10, 15);

impl Organisations {
    /// The organisation with this id, name or short name, of any time.
    fn named(&self, text: &str) -> Option<&Organisation> {
        let text = text.trim().to_lowercase();
        let fits = |organisation: &&Organisation| {
            let mut names = organisation.facts.names.iter();
            let short = |name: &crate::domain::organisation::DatedName| {
                !name.short.is_empty() && name.short.to_lowercase() == text
            };
            organisation.id.as_str() == text
                || names.any(|name| name.name.to_lowercase() == text || short(name))
        };
        self.0.iter().find(fits)
    }
}

fn date(row: &Row, column: &str, wrong: &mut Vec<&'static str>) -> Option<Date> {
    let text = row.get(column);
    let day = parse_day(text);
    if !text.is_empty() && day.is_none() {
        wrong.push("fault-date");
    }
    day
}

fn measure(row: &Row, name: &str, wrong: &mut Vec<&'static str>) -> Measure {
    let mut number = |part: &str| -> Option<Number> {
        let text = row.get(&format!("{name}_{part}"));
        let read = text.parse().ok();
        if !text.is_empty() && read.is_none() {
            wrong.push("fault-decimal");
        }
        read
    };
    let (baseline, target) = (number("baseline"), number("target"));
    Measure { what: row.get(name).to_owned(), baseline, target }
}

fn facts(row: &Row, wrong: &mut Vec<&'static str>) -> CommitmentFacts {
    let sample = row.has("lead_department_2018");
    let text = row.get("theme").to_lowercase();
    let chapter = CHAPTERS.iter().find(|(name, _)| *name == text).map(|(_, theme)| *theme);
    let theme = Theme::named(&text).or(chapter);
    if theme.is_none() {
        wrong.push("fault-theme");
    }
    let goal = Goal::named(row.get("goal"));
    if goal.is_none() && !row.get("goal").is_empty() {
        wrong.push("fault-goal");
    }
    let origin = match row.get("origin") {
        "" => Some(Origin::Strategy),
        name => Origin::named(name),
    };
    if origin.is_none() {
        wrong.push("fault-origin");
    }
    let sureness = row.get("sureness").to_owned();
    // Rows of a list that was put together from sources wait outside unless they are sure.
    let listed = !matches!(sureness.as_str(), "B" | "C");
    CommitmentFacts {
        title: row.get("title").to_owned(),
        description: row.get("description").to_owned(),
        theme: theme.unwrap_or(Theme::Governance),
        goal,
        origin: origin.unwrap_or(Origin::Elsewhere),
        minister_post: row.get("minister_post").to_owned(),
        official_post: row.get("official_post").to_owned(),
        start: date(row, "start", wrong).or_else(|| sample.then_some(STRATEGY)),
        due: date(row, "due", wrong),
        budget: row.get("budget").to_owned(),
        output: measure(row, "output", wrong),
        outcome: measure(row, "outcome", wrong),
        known: if sample { known(row) } else { row.get("known").to_owned() },
        listed: match row.get("listed") {
            "" => listed,
            text => text == "yes",
        },
        sureness,
    }
}

/// What the sample knows of a row, with its sources.
fn known(row: &Row) -> String {
    let owner = row.get("current_owner_2026_check");
    let parts = [
        row.get("status_as_known").to_owned(),
        format!("Lead as recorded: {}", row.get("lead_department_2018")),
        format!("Owner when the sample was made (2026): {owner}"),
        format!("Source: {}", row.get("source")),
    ];
    parts.join("\n")
}

/// Those who have a part, from a cell such as `DWP / DCMS` or `DHSC (PHE)`.
fn parts(
    row: &Row,
    organisations: &Organisations,
    wrong: &mut Vec<&'static str>,
) -> (NewHolders, bool) {
    let sample = row.get("lead_department_2018");
    let now = sample.is_empty();
    let mut names: Vec<String> = if now {
        let supporting = row.get("supporting").split(';').map(str::to_owned);
        [row.get("lead").to_owned()].into_iter().chain(supporting).collect()
    } else {
        // What stands in brackets is a body of the department.
        let plain = sample.split('(').next().unwrap_or(sample);
        plain.split('/').map(str::to_owned).collect()
    };
    names.retain(|name| !name.trim().is_empty());
    let mut found = Vec::new();
    for name in &names {
        match organisations.named(name) {
            Some(organisation) => found.push(organisation.id.clone()),
            None => wrong.push("import-unknown-organisation"),
        }
    }
    let lead = found.first().cloned().filter(|_| !row.get("lead").is_empty() || !now);
    let supporting: BTreeSet<OrganisationId> = found.into_iter().skip(1).collect();
    (NewHolders { lead, supporting, from: None }, now)
}

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
        let facts = facts(row, &mut wrong);
        let (holders, now) = parts(row, organisations, &mut wrong);
        wrong.extend(facts.problems().into_iter().map(|(_, message)| message));
        let there = known.get(reference.as_str()).map(|it| Arc::clone(it));
        let today = self.clock.today();
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
        for row in rows.map_err(unreadable)? {
            let Some(stated) = row.stated else { continue };
            match (row.outcome, row.known) {
                (Outcome::New, _) => {
                    let made = self.imported(&stated, &mut counter)?;
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
                        it = it.apply(&step);
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
        self.store.commit(change.and(&import, None, Some(entry))?).await?;
        Ok((numbers, Some(import.id)))
    }

    fn imported(
        &self,
        stated: &Stated,
        counter: &mut crate::app::policies::Counter,
    ) -> Result<Commitment, UseCaseError> {
        let from = stated.facts.start.unwrap_or_else(|| self.clock.today());
        let reference =
            if stated.reference.is_empty() { counter.step() } else { stated.reference.clone() };
        Ok(Commitment {
            id: self.new_id()?,
            reference,
            facts: stated.facts.clone(),
            holders: held(&stated.holders, from),
            reports: Vec::new(),
            links: BTreeSet::new(),
            succession: None,
            undone: None,
            created: self.clock.now(),
            revision: 1,
        })
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
