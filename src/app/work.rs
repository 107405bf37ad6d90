//! What waits for someone: on the home page, in the lists, and in the digest.
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::cards::parts_of;
use super::{Service, UseCaseError};
use crate::domain::access::Actor;
use crate::domain::afterwards::DeliveryStatus;
use crate::domain::assessment::{Assessment, State};
use crate::domain::discussion::Thread;
use crate::domain::ids::{AssessmentId, PersonId, PlanId};
use crate::domain::life::Stage;
use crate::domain::policy::Policy;
use crate::domain::writing::parse_day;
use crate::search::Question;
use crate::store;

/// Why something waits for a person, or is on their list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Waits {
    /// They are asked to sign it.
    Sign,
    /// They are asked to review it.
    Review,
    /// A reviewer asks for changes.
    Changes,
    /// A comment asks for their attention.
    Comment,
    /// A review of the policy is due.
    PolicyReview,
    /// A complete version must follow an emergency decision.
    Completion,
    /// A mitigation is due.
    Mitigation,
    /// They write it.
    Writing,
    /// A reviewer agreed with it.
    Ready,
    /// It is with someone else.
    Elsewhere,
    /// It is signed.
    Finished,
}

impl Waits {
    /// The name used in message keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sign => "sign",
            Self::Review => "review",
            Self::Changes => "changes",
            Self::Comment => "comment",
            Self::PolicyReview => "policy-review",
            Self::Completion => "completion",
            Self::Mitigation => "mitigation",
            Self::Writing => "writing",
            Self::Ready => "ready",
            Self::Elsewhere => "elsewhere",
            Self::Finished => "finished",
        }
    }

    /// Whether the person has to do something, and a reminder makes sense.
    pub fn is_due(self) -> bool {
        match self {
            Self::Sign
            | Self::Review
            | Self::Changes
            | Self::Comment
            | Self::PolicyReview
            | Self::Completion
            | Self::Mitigation => true,
            Self::Writing | Self::Ready | Self::Elsewhere | Self::Finished => false,
        }
    }
}

/// Something that waits.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// Why.
    pub why: Waits,
    /// The policy.
    pub policy: Arc<Policy>,
    /// The assessment.
    pub assessment: AssessmentId,
    /// When that was started.
    pub started: Timestamp,
    /// By when, where there is a day.
    pub due: Option<Date>,
    /// The mitigation and its action, when it is one.
    pub plan: Option<(PlanId, String)>,
}

/// So many assessments are held at once while the lists are made: someone may lead hundreds.
const AT_ONCE: usize = 32;

/// So many days before its day, something is on the lists.
const AHEAD_DAYS: i64 = 30;

/// A mitigation that was promised in a signed version, and how it stands.
#[derive(Debug, Clone)]
pub struct Promise {
    /// The policy.
    pub policy: Policy,
    /// The signed version that promises it.
    pub assessment: Assessment,
    /// The mitigation.
    pub plan: PlanId,
    /// The day on which it was promised to be in place.
    pub promised: Option<Date>,
    /// The day that counts now: the promised one, or the one of the last report.
    pub due: Option<Date>,
    /// How it stands; none while nobody has reported.
    pub status: Option<DeliveryStatus>,
    /// Whether its day has passed, and it is neither done nor dropped.
    pub overdue: bool,
}

/// Why something waits, by when, and the mitigation when it is one.
type Reason = (Waits, Option<Date>, Option<PlanId>);

impl Waiting {
    /// With the policy as it is, or as it was when this version was signed.
    fn of(policy: &Arc<Policy>, assessment: &Assessment, (why, due, plan): Reason) -> Self {
        let policy = match &assessment.facts {
            Some(_) => Arc::new(assessment.policy_as_stated(Policy::clone(policy))),
            None => Arc::clone(policy),
        };
        let action = |id: &PlanId| assessment.plan.get(id).map(|kept| kept.value.action.clone());
        Self {
            why,
            policy,
            assessment: assessment.id.clone(),
            started: assessment.created,
            due,
            plan: plan.map(|id| (id.clone(), action(&id).unwrap_or_default())),
        }
    }
}

impl Service {
    /// Everything that waits for this person, and what they work on: the most urgent kind first, in
    /// it the earliest day, and then what was started last.
    pub async fn my_work(&self, actor: &Actor) -> Result<Vec<Waiting>, UseCaseError> {
        let mut found = Vec::new();
        let question = Question::default().seen_by(parts_of(actor));
        let ids: Vec<String> = self.ask_index(move |index| index.ids(&question)).await?;
        for some in ids.chunks(AT_ONCE) {
            found.extend(self.work_among(actor, some).await?);
        }
        let mentions: Vec<Thread> =
            store::read_all(self.store.as_ref(), &mention_key(&actor.person), usize::MAX).await?;
        for thread in mentions.into_iter().filter(|thread| thread.waits_for(&actor.person)) {
            if let Ok((policy, assessment)) = self.find(&thread.assessment).await
                && actor.may_read(&policy, &assessment)
            {
                found.push(Waiting::of(
                    &Arc::new(policy),
                    &assessment,
                    (Waits::Comment, None, None),
                ));
            }
        }
        found.sort_by_key(|waiting| (waiting.why, waiting.due, Reverse(waiting.started)));
        Ok(found)
    }

    /// What waits among the assessments with these ids.
    async fn work_among(
        &self,
        actor: &Actor,
        ids: &[String],
    ) -> Result<Vec<Waiting>, UseCaseError> {
        let ids = ids.iter().cloned().collect();
        let all: BTreeMap<String, Assessment> = store::read_each(self.store.as_ref(), ids).await?;
        let with_reasons = all.into_values().map(|found| (self.reasons(actor, &found), found));
        let mine: Vec<_> = with_reasons.filter(|(reasons, _)| !reasons.is_empty()).collect();
        let ids = mine.iter().map(|(_, assessment)| assessment.policy.to_string()).collect();
        let mut policies: BTreeMap<String, Arc<Policy>> = BTreeMap::new();
        for (id, policy) in store::read_each(self.store.as_ref(), ids).await? {
            policies.insert(id, Arc::new(policy));
        }
        let mut found = Vec::new();
        for (reasons, assessment) in mine {
            let policy = policies.get(assessment.policy.as_str());
            let Some(policy) = policy.filter(|policy| actor.may_read(policy, &assessment)) else {
                continue;
            };
            found.extend(reasons.into_iter().map(|why| Waiting::of(policy, &assessment, why)));
        }
        Ok(found)
    }

    fn reasons(&self, actor: &Actor, assessment: &Assessment) -> Vec<Reason> {
        let me = &actor.person;
        let stage = assessment.stage();
        let mut found = Vec::new();
        let works = assessment.authors.contains(me)
            || assessment.lead() == Some(me)
            || assessment.owners.values().any(|owner| owner == me);
        let asked = match &assessment.state {
            State::InReview { reviewer, .. } if reviewer == me => Some(Waits::Review),
            State::AwaitingSignature { signer, .. } if signer == me => Some(Waits::Sign),
            State::ChangesAsked { reviewer, .. } if reviewer == me => Some(Waits::Elsewhere),
            State::Signed(signature) if signature.by == *me && !works => Some(Waits::Finished),
            State::Draft { .. }
            | State::InReview { .. }
            | State::ChangesAsked { .. }
            | State::Ready { .. }
            | State::AwaitingSignature { .. }
            | State::Signed(_) => None,
        };
        let working = match stage {
            Stage::Draft => Some(Waits::Writing),
            Stage::ChangesAsked => Some(Waits::Changes),
            Stage::Ready => Some(Waits::Ready),
            Stage::InReview | Stage::AwaitingSignature => Some(Waits::Elsewhere),
            Stage::Signed | Stage::Published | Stage::Withheld => Some(Waits::Finished),
            Stage::Superseded | Stage::Closed => None,
        };
        found.extend(asked.or(working.filter(|_| works)).map(|why| (why, None, None)));
        if assessment.lead() == Some(me) {
            let soon = self.soon();
            let review = assessment.review_due().filter(|due| *due <= soon);
            found.extend(review.map(|due| (Waits::PolicyReview, Some(due), None)));
            let complete = assessment.completion_due();
            found.extend(complete.map(|due| (Waits::Completion, Some(due), None)));
            let promised = promises_of(assessment);
            let due = promised
                .into_iter()
                .filter(|(_, due, open)| *open && due.is_some_and(|due| due <= soon));
            found.extend(due.map(|(plan, due, _)| (Waits::Mitigation, due, Some(plan))));
        }
        found
    }

    /// The day up to which something is on the lists.
    fn soon(&self) -> Date {
        self.clock.today().saturating_add(jiff::Span::new().days(AHEAD_DAYS))
    }

    /// Every promise of the versions in force that this person may read, the earliest day first.
    pub async fn promises(&self, actor: &Actor) -> Result<Vec<Promise>, UseCaseError> {
        let today = self.clock.today();
        let mut found = Vec::new();
        for (policy, assessment) in self.in_force(actor).await? {
            for (plan, due, open) in promises_of(&assessment) {
                let kept = assessment.plan.get(&plan);
                found.push(Promise {
                    promised: kept.and_then(|kept| parse_day(&kept.value.date)),
                    status: assessment.delivery_of(&plan).map(|report| report.status),
                    overdue: open && due.is_some_and(|due| due < today),
                    policy: policy.clone(),
                    assessment: assessment.clone(),
                    plan,
                    due,
                });
            }
        }
        found.sort_by(|a, b| (a.due, &a.policy.reference).cmp(&(b.due, &b.policy.reference)));
        Ok(found)
    }

    /// Every version in force with the day of its next review, the earliest first.
    pub async fn reviews(
        &self,
        actor: &Actor,
    ) -> Result<Vec<(Policy, Assessment, Date)>, UseCaseError> {
        let all = self.in_force(actor).await?.into_iter();
        let mut found: Vec<_> = all
            .filter_map(|(policy, assessment)| {
                let due = assessment.review_due().into_iter().chain(assessment.completion_due());
                due.min().map(|due| (policy, assessment, due))
            })
            .collect();
        found.sort_by(|a, b| (a.2, &a.0.reference).cmp(&(b.2, &b.0.reference)));
        Ok(found)
    }

    /// The versions in force that this person may read.
    async fn in_force(&self, actor: &Actor) -> Result<Vec<(Policy, Assessment)>, UseCaseError> {
        let mut all: Vec<Assessment> = self.within_sight(actor).await?;
        all.retain(Assessment::is_in_force);
        let ids = all.iter().map(|assessment| assessment.policy.to_string()).collect();
        let policies: BTreeMap<String, Policy> = store::read_each(self.store.as_ref(), ids).await?;
        let mut found = Vec::new();
        for assessment in all {
            let policy = policies.get(assessment.policy.as_str());
            let readable = policy.filter(|policy| actor.may_read(policy, &assessment));
            found.extend(
                readable.cloned().map(|policy| (assessment.policy_as_stated(policy), assessment)),
            );
        }
        Ok(found)
    }
}

/// The index key of the threads that ask for someone's attention.
fn mention_key(person: &PersonId) -> String {
    format!("mentions/{person}/")
}

/// The promises of a version in force: the mitigation, its day now, and whether it is open.
pub(super) fn promises_of(assessment: &Assessment) -> Vec<(PlanId, Option<Date>, bool)> {
    if !assessment.is_in_force() {
        return Vec::new();
    }
    let promise = |id: &PlanId| {
        let kept = assessment.plan.get(id)?;
        let report = assessment.delivery_of(id);
        let expected = report.and_then(|report| report.expected);
        let due = expected.or_else(|| parse_day(&kept.value.date));
        let open = !report.is_some_and(|report| {
            matches!(report.status, DeliveryStatus::Done | DeliveryStatus::Dropped)
        });
        Some((id.clone(), due, open))
    };
    assessment.plan.keys().filter_map(promise).collect()
}
