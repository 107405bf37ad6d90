//! The boards: how the commitments of a person, an organisation or all of government stand.
use std::collections::BTreeMap;
use std::sync::Arc;

use super::list::count_marks;
use super::{CommitmentFilter, CommitmentList, Found, Scope};
use crate::app::{Service, UseCaseError};
use crate::domain::access::Actor;

/// The figures of one organisation.
#[derive(Debug, Clone, Default)]
pub struct BoardLine {
    /// The organisation's id, or `none` for commitments without a lead.
    pub organisation: String,
    /// How many commitments name it as their lead.
    pub total: usize,
    /// How many of them have each mark, such as `is:stale`.
    pub marks: BTreeMap<String, usize>,
}

/// A board.
#[derive(Debug, Clone, Default)]
pub struct Board {
    /// What it counts.
    pub list: CommitmentList,
    /// The same for each lead. Those who report come first; nobody is ranked by what they report.
    pub lines: Vec<BoardLine>,
}

impl BoardLine {
    /// How many have a mark.
    pub fn count(&self, mark: &str) -> usize {
        self.marks.get(mark).copied().unwrap_or(0)
    }

    /// How many are without a fault of follow-through, in parts of 10,000.
    fn kept(&self) -> usize {
        (self.total - self.count("is:stale").min(self.total)) * 10_000 / self.total.max(1)
    }
}

impl Service {
    /// The figures of a scope.
    pub async fn board(&self, actor: &Actor, scope: Scope) -> Result<Board, UseCaseError> {
        let filter = CommitmentFilter { scope, ..CommitmentFilter::default() };
        let list = self.list_commitments(actor, &filter).await?;
        let mut leads: BTreeMap<&str, Vec<&Arc<Found>>> = BTreeMap::new();
        for found in &list.rows {
            let lead = found.marks.iter().find_map(|mark| mark.strip_prefix("organisation:"));
            leads.entry(lead.unwrap_or_default()).or_default().push(found);
        }
        let line = |(lead, rows): (&str, Vec<&Arc<Found>>)| BoardLine {
            organisation: lead.to_owned(),
            total: rows.len(),
            marks: count_marks(rows),
        };
        let mut lines: Vec<BoardLine> = leads.into_iter().map(line).collect();
        lines.sort_by_key(|line| std::cmp::Reverse(line.kept()));
        Ok(Board { list, lines })
    }
}
