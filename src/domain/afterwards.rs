//! What happens after the signature: publication, delivery, review, a new version, the end.
use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::access::{Deliver, Held, Lead};
use super::assessment::{Amends, Assessment, Kept, State, Timing};
use super::audit::Action;
use super::editing::{Changed, MoveError};
use super::ids::{AssessmentId, PersonId, PlanId, QuestionId, SectionId};
use super::life::Step;

/// What happened after the signature.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct After {
    /// Whether the statement is public.
    #[serde(default)]
    pub publication: Publication,
    /// How the delivery of each mitigation stands, oldest report first.
    #[serde(default)]
    pub delivery: BTreeMap<PlanId, Vec<Delivery>>,
    /// The reviews of the policy, oldest first.
    #[serde(default)]
    pub reviews: Vec<PolicyReview>,
    /// The newer version, once it is signed.
    #[serde(default)]
    pub superseded_by: Option<AssessmentId>,
    /// How it ended.
    #[serde(default)]
    pub closed: Option<Closed>,
}

/// Whether a statement is public.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "publication", rename_all = "snake_case")]
pub enum Publication {
    /// Nobody has decided.
    #[default]
    Undecided,
    /// Anyone can read it.
    Published {
        /// Since when.
        at: Timestamp,
        /// The post that published it.
        post: String,
    },
    /// It is not published.
    Withheld {
        /// The code of the exemption, such as `foi-22`.
        code: String,
        /// Why the exemption applies, and why the public interest does not outweigh it.
        reason: String,
        /// When the decision is to be looked at again.
        until: Date,
        /// When it was decided.
        at: Timestamp,
        /// The post that decided it.
        post: String,
    },
}

/// How the delivery of a mitigation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryStatus {
    /// Work goes on.
    UnderWay,
    /// It is in place.
    Done,
    /// It will come later than promised.
    Late,
    /// It will not come.
    Dropped,
}

impl DeliveryStatus {
    /// Every status, in the order in which pages list them.
    pub const ALL: &[Self] = &[Self::UnderWay, Self::Done, Self::Late, Self::Dropped];

    /// The name used in forms, exports and message keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::UnderWay => "under_way",
            Self::Done => "done",
            Self::Late => "late",
            Self::Dropped => "dropped",
        }
    }

    /// The status with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|status| status.name() == name)
    }
}

/// One report on a mitigation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// How it stands.
    pub status: DeliveryStatus,
    /// What shows it: a page, a document, a figure; or why it is late or dropped.
    pub evidence: String,
    /// The new date, for what is late.
    pub expected: Option<Date>,
    /// Who reported.
    pub by: PersonId,
    /// Their post.
    pub post: String,
    /// When.
    pub at: Timestamp,
}

/// A review of the policy: did the effects come, were the promises kept?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyReview {
    /// What was found.
    pub finding: String,
    /// Whether the assessment still holds; if not, a new version is to be opened.
    pub holds: bool,
    /// The day of the next review.
    pub next: Option<Date>,
    /// Who reviewed.
    pub by: PersonId,
    /// Their post.
    pub post: String,
    /// When.
    pub at: Timestamp,
}

/// The end of an assessment that was not replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// Why.
    pub reason: String,
    /// Who closed it.
    pub by: PersonId,
    /// Their post.
    pub post: String,
    /// When.
    pub at: Timestamp,
}

impl Assessment {
    /// The day by which the policy has to be reviewed; none when it is not in force, or was
    /// declared to need no assessment.
    pub fn review_due(&self) -> Option<Date> {
        if !self.is_in_force() {
            return None;
        }
        let last = self.after.reviews.last();
        match last {
            Some(review) if review.holds => review.next,
            Some(_) | None => self.signature()?.review_by,
        }
    }

    /// The day by which an emergency decision has to be followed by a complete version.
    pub fn completion_due(&self) -> Option<Date> {
        match &self.timing {
            Timing::Emergency { complete_by, .. } if self.is_in_force() => Some(*complete_by),
            Timing::Emergency { .. } | Timing::Ordinary | Timing::Retrospective { .. } => None,
        }
    }

    /// The last report on a mitigation.
    pub fn delivery_of(&self, plan: &PlanId) -> Option<&Delivery> {
        self.after.delivery.get(plan)?.last()
    }
}

impl Held<'_, Lead> {
    /// Publishes the statement, unless publication is held on that day.
    pub fn publish(self, hold: Option<Date>, now: Timestamp) -> Result<Changed, MoveError> {
        if let Some(until) = hold {
            return Err(MoveError::OnHold(until));
        }
        let (mut assessment, actor) = self.step(Step::Publish)?;
        assessment.after.publication = Publication::Published { at: now, post: actor.post.clone() };
        Ok((assessment, actor.entry(now, Action::Published)))
    }

    /// Marks the answers that must not be released. `None` when nothing changes.
    pub fn mark_release(
        self,
        marks: BTreeMap<QuestionId, String>,
        now: Timestamp,
    ) -> Result<Option<Changed>, MoveError> {
        let (mut assessment, actor) = self.step(Step::MarkRelease)?;
        if assessment.release == marks {
            return Ok(None);
        }
        let before = std::mem::replace(&mut assessment.release, marks.clone());
        let action = Action::ReleaseMarked { before, after: marks };
        Ok(Some((assessment, actor.entry(now, action))))
    }

    /// Withholds the statement.
    pub fn withhold(
        self,
        (code, reason, until): (String, String, Date),
        now: Timestamp,
    ) -> Result<Changed, MoveError> {
        let (mut assessment, actor) = self.step(Step::Withhold)?;
        let post = actor.post.clone();
        assessment.after.publication = Publication::Withheld {
            code: code.clone(),
            reason: reason.clone(),
            until,
            at: now,
            post,
        };
        Ok((assessment, actor.entry(now, Action::Withheld { code, reason, until })))
    }

    /// Notes that the policy was reviewed.
    pub fn note_review(
        self,
        (finding, holds, next): (String, bool, Option<Date>),
        now: Timestamp,
    ) -> Result<Changed, MoveError> {
        let (mut assessment, actor) = self.step(Step::NoteReview)?;
        let (by, post) = (actor.person.clone(), actor.post.clone());
        let review = PolicyReview { finding: finding.clone(), holds, next, by, post, at: now };
        assessment.after.reviews.push(review);
        Ok((assessment, actor.entry(now, Action::PolicyReviewed { finding, holds, next })))
    }

    /// Closes it: the policy was dropped, or the assessment is not needed any more.
    pub fn close(self, reason: String, now: Timestamp) -> Result<Changed, MoveError> {
        let (mut assessment, actor) = self.step(Step::Close)?;
        let (by, post) = (actor.person.clone(), actor.post.clone());
        assessment.after.closed = Some(Closed { reason: reason.clone(), by, post, at: now });
        Ok((assessment, actor.entry(now, Action::Closed { reason })))
    }

    /// The new version: everything is carried over, and only what changed is reopened.
    pub fn amend(
        self,
        id: AssessmentId,
        number: u32,
        (why, reopened): (String, BTreeSet<SectionId>),
        now: Timestamp,
    ) -> Result<(Assessment, Changed), MoveError> {
        Step::Amend.check(self.assessment().stage())?;
        let (before, by) = (self.assessment().id.clone(), self.actor().person.clone());
        let action = Action::Amended { from: before.clone(), why: why.clone() };
        let entry = self.actor().entry(now, action);
        let signed = self.assessment;
        let amends = Amends { assessment: before, why, reopened };
        let assessment = Assessment {
            id,
            number,
            authors: BTreeSet::from([by.clone()]),
            created: now,
            answers: first_revision(signed.answers.clone()),
            ratings: first_revision(signed.ratings.clone()),
            plan: first_revision(signed.plan.clone()),
            reasons: first_revision(signed.reasons.clone()),
            set_aside: Vec::new(),
            declaration: None,
            lead: Some(signed.lead.clone().unwrap_or(by)),
            handovers: Vec::new(),
            requests: Vec::new(),
            reviewed: None,
            timing: Timing::Ordinary,
            amends: Some(amends),
            moved_from: None,
            facts: None,
            after: After::default(),
            state: State::Draft { returned: None },
            revision: 1,
            ..signed.clone()
        };
        Ok((signed, (assessment, entry)))
    }

    /// Reopens one more section of a new version.
    pub fn reopen(self, section: SectionId, now: Timestamp) -> Result<Option<Changed>, MoveError> {
        let (mut assessment, actor) = self.step(Step::Write)?;
        let Some(amends) = &mut assessment.amends else { return Ok(None) };
        if !amends.reopened.insert(section.clone()) {
            return Ok(None);
        }
        Ok(Some((assessment, actor.entry(now, Action::SectionReopened { section }))))
    }
}

fn first_revision<K: Ord, T>(kept: BTreeMap<K, Kept<T>>) -> BTreeMap<K, Kept<T>> {
    kept.into_iter().map(|(key, kept)| (key, Kept { revision: CARRIED, ..kept })).collect()
}

/// The name of the ratings among the sections that a new version reopens.
pub const RATINGS: &str = "_ratings";

/// The name of the plan of mitigations among the sections that a new version reopens.
pub const MITIGATIONS: &str = "_mitigations";

/// The revision of what a new version carries over.
const CARRIED: u64 = 1;

impl Assessment {
    /// Whether what was carried over in a section can be changed in this version.
    pub fn is_reopened(&self, section: &str) -> bool {
        let reopened = |amends: &Amends| amends.reopened.iter().any(|id| id.as_str() == section);
        self.amends.as_ref().is_none_or(reopened)
    }

    /// Whether an answer, a rating or a mitigation was carried over and stays as it is, because
    /// its section is not reopened. What was not answered before can be answered.
    pub fn is_locked<T>(&self, section: &str, kept: Option<&Kept<T>>) -> bool {
        kept.is_some_and(|kept| kept.revision == CARRIED) && !self.is_reopened(section)
    }

    /// The version before, once this newer one is signed.
    #[must_use]
    pub fn superseded(mut self, by: AssessmentId) -> Self {
        self.after.superseded_by = Some(by);
        self.revision += 1;
        self
    }
}

impl Held<'_, Deliver> {
    /// Reports how a mitigation stands.
    pub fn deliver(
        self,
        plan: PlanId,
        (status, evidence, expected): (DeliveryStatus, String, Option<Date>),
        now: Timestamp,
    ) -> Result<Changed, MoveError> {
        if !self.assessment().plan.contains_key(&plan) {
            return Err(MoveError::NoSuchPlan);
        }
        let (mut assessment, actor) = self.step(Step::Deliver)?;
        let (by, post) = (actor.person.clone(), actor.post.clone());
        let report = Delivery { status, evidence: evidence.clone(), expected, by, post, at: now };
        assessment.after.delivery.entry(plan.clone()).or_default().push(report);
        let action = Action::Delivered { plan, status, evidence, expected };
        Ok((assessment, actor.entry(now, action)))
    }
}
