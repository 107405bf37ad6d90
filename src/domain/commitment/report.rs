//! What a lead reports on a commitment.
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Commitment, Confidence, Problem, Status};
use crate::domain::ids::RoundId;
use crate::domain::number::Number;
use crate::domain::writing::Length;

/// After so many days without a report a commitment is stale: a quarter, and a week to report.
pub const STALE_DAYS: i64 = 99;

/// A report on a commitment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// When.
    pub at: Timestamp,
    /// On which day.
    pub day: Date,
    /// The post of who reported.
    pub post: String,
    /// The round for which it was given.
    pub round: Option<RoundId>,
    /// Whether it came after the last day of that round.
    pub late: bool,
    /// How it stands.
    pub status: Status,
    /// How sure the lead is.
    pub confidence: Option<Confidence>,
    /// What was done, or why it stopped.
    pub note: String,
    /// What comes next.
    pub next_step: String,
    /// The value of the output measure.
    pub output: Option<Number>,
    /// The value of the outcome measure.
    pub outcome: Option<Number>,
    /// Addresses of evidence.
    pub evidence: Vec<String>,
}

impl Report {
    /// What cannot be right. A colour alone is not enough: amber and red need a next step, and so
    /// does a commitment at risk or delayed. A commitment that stops, or is delivered, needs words.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if !self.status.is_reported() {
            problems.push(("status", "fault-report-status"));
        }
        if self.confidence.is_none() && !self.status.is_final() {
            problems.push(("confidence", "fault-report-confidence"));
        }
        let doubtful = matches!(self.confidence, Some(Confidence::Amber | Confidence::Red))
            || matches!(self.status, Status::AtRisk | Status::Delayed);
        if doubtful && !self.status.is_final() && self.next_step.is_empty() {
            problems.push(("next_step", "fault-report-next"));
        }
        if self.note.is_empty() && self.status.is_final() {
            problems.push(("note", "fault-report-note"));
        }
        for (field, text) in [("note", &self.note), ("next_step", &self.next_step)] {
            problems.extend(Length::Prose.fault(text).map(|message| (field, message)));
        }
        if !self.evidence.iter().all(|address| is_address(address)) {
            problems.push(("evidence", "fault-report-evidence"));
        }
        problems
    }
}

/// Whether a text is an address of the web that a page may link to.
pub fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let visible = |c: char| !c.is_whitespace() && !c.is_control();
    rest.is_some_and(|rest| rest.contains('.') && rest.chars().all(visible) && text.len() <= 2_000)
}

impl Commitment {
    /// Whether its status is older than a reporting period; of one that nobody has reported on,
    /// whether it was made so long ago.
    pub fn is_stale(&self, today: Date) -> bool {
        let last = self.last().map(|report| report.day).or(self.facts.start);
        let days =
            last.and_then(|last| today.since(last).ok()).map(|span| i64::from(span.get_days()));
        self.is_open() && days.is_none_or(|days| days > STALE_DAYS)
    }

    /// The first report that was given for a round; others after it correct it.
    pub fn report_in(&self, round: &RoundId) -> Option<&Report> {
        self.reports.iter().find(|report| report.round.as_ref() == Some(round))
    }
}
