//! Rounds: a time in which leads report on their commitments, and the picture it ends in.
use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::commitment::{Commitment, Report, responsible};
use super::ids::{CommitmentId, OrganisationId, RoundId};
use super::organisation::Organisation;
use super::text::Lang;

/// A time in which reports are collected. One at a time is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// The id.
    pub id: RoundId,
    /// What it is called, such as "October to December 2026".
    pub name: String,
    /// The first day that reports are about.
    pub from: Date,
    /// The last day that reports are about.
    pub until: Date,
    /// The last day on which a report is not late.
    pub due: Date,
    /// When it was opened.
    pub opened: Timestamp,
    /// When leads were reminded.
    pub reminders: Vec<Timestamp>,
    /// How it was locked; none while it is open.
    pub locked: Option<Locked>,
    /// Counts the changes.
    pub revision: u64,
}

/// What a locked round is made of: everything that its snapshot can be made again from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Locked {
    /// When.
    pub at: Timestamp,
    /// On which day.
    pub day: Date,
    /// The post of who locked it.
    pub post: String,
    /// Every commitment with the number of its changes at that time.
    pub commitments: BTreeMap<CommitmentId, u64>,
    /// Every organisation with the number of its changes at that time.
    pub organisations: BTreeMap<OrganisationId, u64>,
    /// The SHA-256 of the snapshot, under which its bytes are kept.
    pub file: String,
}

/// What happened to a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum RoundChange {
    /// It was opened.
    Opened {
        /// As it was opened.
        after: Box<Round>,
    },
    /// Leads were reminded.
    Reminded,
    /// It was locked.
    Locked {
        /// How.
        locked: Box<Locked>,
    },
}

/// The picture of all commitments at the end of a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Snapshot {
    /// The format of this file.
    pub format: u32,
    /// What the round is called.
    pub round: String,
    /// The first day that reports are about, as year-month-day.
    pub from: String,
    /// The last day that reports are about.
    pub until: String,
    /// The last day on which a report was not late.
    pub due: String,
    /// When the round was locked, in UTC.
    pub locked: String,
    /// How many there are of what.
    pub totals: Totals,
    /// The commitments by their references.
    pub rows: Vec<SnapshotRow>,
}

/// The figures of a snapshot. Every commitment there is stands in `listed`, `unlisted` or
/// `undone`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Totals {
    /// Commitments of the list: as many as there are rows.
    pub listed: usize,
    /// Commitments outside the list because they are not sure.
    pub unlisted: usize,
    /// Commitments that an import added which was undone.
    pub undone: usize,
    /// How many reports were asked for.
    pub asked: usize,
    /// How many of those were given.
    pub reported: usize,
    /// How many of those that were given were late.
    pub late: usize,
    /// How many commitments of the list have each status; `none` for those without a report.
    pub statuses: BTreeMap<String, usize>,
}

/// A commitment in a snapshot.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SnapshotRow {
    /// The reference.
    pub reference: String,
    /// What is promised.
    pub title: String,
    /// What it is about.
    pub theme: String,
    /// The lead that was named, as it was called on the day.
    pub lead: String,
    /// When that one was no more: those that had taken over from it.
    pub heirs: Vec<String>,
    /// The post of the official; empty when it was vacant.
    pub official_post: String,
    /// The day by which it is promised; empty when none is stated.
    pub due: String,
    /// How it stood; `none` when nobody had reported.
    pub status: String,
    /// How sure the lead was; empty when nothing is stated.
    pub confidence: String,
    /// What was reported last.
    pub note: String,
    /// What comes next.
    pub next_step: String,
    /// The day of the last report; empty when there is none.
    pub reported_on: String,
    /// Whether a report was asked for.
    pub asked: bool,
    /// Whether it was given in this round.
    pub reported: bool,
    /// Whether it was late.
    pub late: bool,
    /// The last value of the output measure; empty when there is none.
    pub output: String,
    /// The last value of the outcome measure; empty when there is none.
    pub outcome: String,
}

/// The name of the status of commitments that nobody has reported on.
pub const UNREPORTED: &str = "none";

impl Round {
    /// Whether a report on a commitment is asked for: it is in the list, stands, and had not ended
    /// before this round.
    pub fn asks(&self, commitment: &Commitment) -> bool {
        let before = commitment.reports.iter().rev();
        let mut before = before.filter(|report| report.round.as_ref() != Some(&self.id));
        let ended = before.next().is_some_and(|report| report.status.is_final());
        commitment.is_listed() && commitment.succession.is_none() && !ended
    }

    /// The picture at a time.
    pub fn snapshot<'o>(
        &self,
        (at, day): (Timestamp, Date),
        commitments: &[&Commitment],
        find: impl Fn(&OrganisationId) -> Option<&'o Organisation>,
    ) -> Snapshot {
        let listed = commitments.iter().filter(|commitment| commitment.is_listed());
        let mut rows: Vec<SnapshotRow> =
            listed.map(|commitment| self.row(commitment, day, &find)).collect();
        rows.sort_by(|one, other| one.reference.cmp(&other.reference));
        let undone = commitments.iter().filter(|commitment| commitment.undone.is_some()).count();
        let mut statuses = BTreeMap::new();
        for row in &rows {
            *statuses.entry(row.status.clone()).or_insert(0) += 1;
        }
        let count = |which: fn(&SnapshotRow) -> bool| rows.iter().filter(|row| which(row)).count();
        let totals = Totals {
            listed: rows.len(),
            unlisted: commitments.len() - rows.len() - undone,
            undone,
            asked: count(|row| row.asked),
            reported: count(|row| row.asked && row.reported),
            late: count(|row| row.asked && row.late),
            statuses,
        };
        Snapshot {
            format: 1,
            round: self.name.clone(),
            from: self.from.to_string(),
            until: self.until.to_string(),
            due: self.due.to_string(),
            locked: at.to_string(),
            totals,
            rows,
        }
    }

    fn row<'o>(
        &self,
        commitment: &Commitment,
        day: Date,
        find: &impl Fn(&OrganisationId) -> Option<&'o Organisation>,
    ) -> SnapshotRow {
        let answers = responsible(commitment, find, day);
        let name =
            |id: &OrganisationId| find(id).map(|found| found.name_on(day, Lang::En).to_owned());
        let mut heirs: Vec<String> = answers.heirs.iter().filter_map(name).collect();
        heirs.sort();
        let last = commitment.last();
        let given = commitment.report_in(&self.id);
        let latest = |value: fn(&Report) -> Option<super::number::Number>| {
            let value = commitment.reports.iter().rev().find_map(value);
            value.map(|value| value.to_string()).unwrap_or_default()
        };
        SnapshotRow {
            reference: commitment.reference.clone(),
            title: commitment.facts.title.clone(),
            theme: commitment.facts.theme.name().to_owned(),
            lead: answers.named.as_ref().and_then(name).unwrap_or_default(),
            heirs,
            official_post: commitment.facts.official_post.clone(),
            due: commitment.facts.due.map(|due| due.to_string()).unwrap_or_default(),
            status: commitment.status().map_or(UNREPORTED, |status| status.name()).to_owned(),
            confidence: last
                .and_then(|report| report.confidence)
                .map_or("", |confidence| confidence.name())
                .to_owned(),
            note: last.map(|report| report.note.clone()).unwrap_or_default(),
            next_step: last.map(|report| report.next_step.clone()).unwrap_or_default(),
            reported_on: last.map(|report| report.day.to_string()).unwrap_or_default(),
            asked: self.asks(commitment),
            reported: given.is_some(),
            late: given.is_some_and(|report| report.late),
            output: latest(|report| report.output),
            outcome: latest(|report| report.outcome),
        }
    }
}

/// A commitment that stands otherwise than in the round before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved<'s> {
    /// The reference.
    pub reference: &'s str,
    /// What is promised.
    pub title: &'s str,
    /// How it stood; none when it was not in the list.
    pub before: Option<&'s str>,
    /// How it stands; none when it is not in the list any more.
    pub after: Option<&'s str>,
}

impl Snapshot {
    /// What stands otherwise than in an earlier snapshot, by references.
    pub fn since<'s>(&'s self, before: &'s Self) -> Vec<Moved<'s>> {
        fn of(snapshot: &Snapshot) -> BTreeMap<&str, &SnapshotRow> {
            snapshot.rows.iter().map(|row| (row.reference.as_str(), row)).collect()
        }
        let (then, now) = (of(before), of(self));
        let all: std::collections::BTreeSet<&str> =
            then.keys().chain(now.keys()).copied().collect();
        let moved = all.into_iter().filter_map(|reference| {
            let (then, now) = (then.get(reference).copied(), now.get(reference).copied());
            let status = |row: Option<&'s SnapshotRow>| row.map(|row| row.status.as_str());
            let title = now.or(then).map_or("", |row| row.title.as_str());
            let (before, after) = (status(then), status(now));
            (before != after).then_some(Moved { reference, title, before, after })
        });
        moved.collect()
    }
}
