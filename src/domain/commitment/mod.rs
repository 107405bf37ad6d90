//! What organisations have promised across government, who answers for it, and how it stands.
//!
//! A commitment changes only by [`Commitment::apply`], and each change is an audit entry. So the
//! state after any number of changes can be made again from the entries alone, see [`replay`].
mod choices;
mod holding;
mod report;
mod rights;

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ids::{AssessmentId, CommitmentId, ImportId, PlanId, PolicyId};
use super::number::Number;
use super::writing::Length;

pub use choices::{Confidence, Fate, Goal, Origin, Part, Status, Theme};
pub use holding::{Holder, Responsible, check_holders, responsible};
pub use report::{Report, STALE_DAYS, is_address};
pub use rights::{Convening, Keeping, Promising};

/// A field that cannot be right, and the key of the message that says why.
pub type Problem = (&'static str, &'static str);

/// What is counted to see whether a commitment does what it is for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Measure {
    /// What is counted, and in what unit.
    pub what: String,
    /// The value before.
    pub baseline: Option<Number>,
    /// The value that is aimed at.
    pub target: Option<Number>,
}

/// What is stated about a commitment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommitmentFacts {
    /// What is promised, in a sentence.
    pub title: String,
    /// More about it.
    #[serde(default)]
    pub description: String,
    /// What it is about.
    pub theme: Theme,
    /// The lasting goal that it serves.
    #[serde(default)]
    pub goal: Option<Goal>,
    /// Where it was made.
    pub origin: Origin,
    /// The post of the minister or member who answers for it.
    #[serde(default)]
    pub minister_post: String,
    /// The post of the official who delivers it; empty when it is vacant.
    #[serde(default)]
    pub official_post: String,
    /// The day on which it was made.
    pub start: Option<Date>,
    /// The day by which it is promised.
    #[serde(default)]
    pub due: Option<Date>,
    /// What it may cost, in words.
    #[serde(default)]
    pub budget: String,
    /// What is done.
    #[serde(default)]
    pub output: Measure,
    /// What changes for people.
    #[serde(default)]
    pub outcome: Measure,
    /// What is known of it from other sources, and which.
    #[serde(default)]
    pub known: String,
    /// How well it is documented, where a register was put together from sources: `A` to `C`.
    #[serde(default)]
    pub sureness: String,
    /// Whether lists and totals have it. Rows that are not sure wait outside.
    pub listed: bool,
}

/// Something that a commitment is linked to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Linked {
    /// A policy.
    Policy {
        /// Which.
        policy: PolicyId,
    },
    /// An assessment.
    Assessment {
        /// Which.
        assessment: AssessmentId,
    },
    /// A mitigation of an assessment.
    Mitigation {
        /// The assessment.
        assessment: AssessmentId,
        /// The mitigation.
        plan: PlanId,
    },
}

/// What became of a commitment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Succession {
    /// In which way.
    pub fate: Fate,
    /// The first day on which the others stand in its place.
    pub on: Date,
    /// The others.
    pub to: BTreeSet<CommitmentId>,
    /// Why.
    pub why: String,
}

/// A promise of one or several organisations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// The id.
    pub id: CommitmentId,
    /// The reference that people quote, such as `LC-2026-0007` or that of the list it came from.
    pub reference: String,
    /// What is stated about it.
    pub facts: CommitmentFacts,
    /// Who has a part in it, oldest first.
    pub holders: Vec<Holder>,
    /// What was reported, oldest first.
    pub reports: Vec<Report>,
    /// What it is linked to.
    pub links: BTreeSet<Linked>,
    /// What became of it; none while it stands.
    pub succession: Option<Succession>,
    /// The import that added it and was undone; such a commitment is in no list.
    pub undone: Option<ImportId>,
    /// When it was added.
    pub created: Timestamp,
    /// When it was changed last.
    pub changed: Timestamp,
    /// Counts the changes.
    pub revision: u64,
}

/// One change of a commitment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum CommitmentChange {
    /// It was added.
    Added {
        /// As it was added.
        after: Box<Commitment>,
    },
    /// What is stated changed.
    Stated {
        /// Before.
        before: Box<CommitmentFacts>,
        /// Now.
        after: Box<CommitmentFacts>,
    },
    /// Someone reported on it.
    Reported {
        /// The report.
        report: Box<Report>,
    },
    /// Others have a part in it.
    Given {
        /// Before.
        before: Vec<Holder>,
        /// Now.
        after: Vec<Holder>,
    },
    /// Others stand in its place.
    Succeeded {
        /// How.
        succession: Succession,
    },
    /// It was linked.
    Linked {
        /// To this.
        to: Linked,
    },
    /// A link was taken away.
    Unlinked {
        /// To this.
        to: Linked,
    },
    /// The import that added it was undone.
    Undone {
        /// Which.
        import: ImportId,
    },
    /// An import brought it back.
    Revived,
}

/// What happened to an import of commitments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum ImportChange {
    /// It was made.
    Made {
        /// How many commitments were added.
        new: usize,
        /// How many were changed.
        changed: usize,
    },
    /// It was undone.
    TakenBack {
        /// The references of those that had been changed since, and were left.
        left: Vec<String>,
    },
}

impl CommitmentChange {
    /// The name of its kind, as it is kept and handed out.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Added { .. } => "added",
            Self::Stated { .. } => "stated",
            Self::Reported { .. } => "reported",
            Self::Given { .. } => "given",
            Self::Succeeded { .. } => "succeeded",
            Self::Linked { .. } => "linked",
            Self::Unlinked { .. } => "unlinked",
            Self::Undone { .. } => "undone",
            Self::Revived => "revived",
        }
    }
}

impl Commitment {
    /// A commitment that is added.
    pub fn added(
        (id, reference): (CommitmentId, String),
        facts: CommitmentFacts,
        holders: Vec<Holder>,
        at: Timestamp,
    ) -> Self {
        Self {
            id,
            reference,
            facts,
            holders,
            reports: Vec::new(),
            links: BTreeSet::new(),
            succession: None,
            undone: None,
            created: at,
            changed: at,
            revision: 1,
        }
    }

    /// The commitment after a change.
    #[must_use]
    pub fn apply(mut self, change: &CommitmentChange, at: Timestamp) -> Self {
        match change {
            CommitmentChange::Added { after } => return (**after).clone(),
            CommitmentChange::Stated { after, .. } => self.facts = (**after).clone(),
            CommitmentChange::Reported { report } => self.reports.push((**report).clone()),
            CommitmentChange::Given { after, .. } => self.holders.clone_from(after),
            CommitmentChange::Succeeded { succession } => {
                self.succession = Some(succession.clone());
            }
            CommitmentChange::Linked { to } => {
                self.links.insert(to.clone());
            }
            CommitmentChange::Unlinked { to } => {
                self.links.remove(to);
            }
            CommitmentChange::Undone { import } => self.undone = Some(import.clone()),
            CommitmentChange::Revived => self.undone = None,
        }
        self.changed = at;
        self.revision += 1;
        self
    }

    /// The last report.
    pub fn last(&self) -> Option<&Report> {
        self.reports.last()
    }

    /// How it stands; none while nobody has reported.
    pub fn status(&self) -> Option<Status> {
        if self.succession.is_some() {
            return Some(Status::Superseded);
        }
        self.last().map(|report| report.status)
    }

    /// Whether reports are asked for.
    pub fn is_open(&self) -> bool {
        self.status().is_none_or(|status| !status.is_final())
    }

    /// Whether lists and totals have it.
    pub fn is_listed(&self) -> bool {
        self.facts.listed && self.undone.is_none()
    }

    /// Whether it should have been delivered before this day.
    pub fn is_overdue(&self, today: Date) -> bool {
        let done = self.status() == Some(Status::OutcomeMeasured);
        self.is_open() && !done && self.facts.due.is_some_and(|due| due < today)
    }
}

/// A commitment as it was after its first changes: made again from them alone.
pub fn replay<'c>(
    changes: impl IntoIterator<Item = (Timestamp, &'c CommitmentChange)>,
) -> Option<Commitment> {
    changes.into_iter().fold(None, |state, (at, change)| match (state, change) {
        (None, CommitmentChange::Added { after }) => Some((**after).clone()),
        (state, change) => state.map(|commitment: Commitment| commitment.apply(change, at)),
    })
}

impl CommitmentFacts {
    /// What cannot be right.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let messages = ["fault-commitment-title", "fault-title-long"];
        let title = Length::Line.fault_in_named(&self.title, messages);
        problems.extend(title.map(|message| ("title", message)));
        let texts = [
            ("description", &self.description),
            ("minister_post", &self.minister_post),
            ("official_post", &self.official_post),
            ("budget", &self.budget),
            ("output", &self.output.what),
            ("outcome", &self.outcome.what),
        ];
        for (field, text) in texts {
            problems.extend(Length::Prose.fault(text).map(|message| (field, message)));
        }
        if self.due.zip(self.start).is_some_and(|(due, start)| due < start) {
            problems.push(("due", "fault-commitment-due"));
        }
        for (field, measure) in [("output", &self.output), ("outcome", &self.outcome)] {
            let counted = measure.baseline.is_some() || measure.target.is_some();
            if counted && measure.what.is_empty() {
                problems.push((field, "fault-measure"));
            }
        }
        problems
    }
}

#[cfg(test)]
mod tests;
