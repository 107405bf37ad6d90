//! The policy register.
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Service, UseCaseError, Wrong};
use crate::domain::access::Actor;
use crate::domain::assessment::Assessment;
use crate::domain::audit::Action;
use crate::domain::ids::PolicyId;
use crate::domain::life::Step;
use crate::domain::policy::{Policy, PolicyFacts};
use crate::domain::writing::{Length, parse_day};
use crate::store::{self, Change, Kind, Recorded};

/// The last number used for references in a year.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Counter {
    name: String,
    last: u64,
}

impl Recorded for Counter {
    const KIND: Kind = Kind::Counter;

    fn id(&self) -> String {
        self.name.clone()
    }

    fn revision(&self) -> u64 {
        self.last
    }

    fn indexes(&self) -> Vec<String> {
        Vec::new()
    }
}

impl Counter {
    /// The last number.
    pub(super) fn last(&self) -> u64 {
        self.last
    }

    /// The last reference, such as `LT-2026-0007`.
    pub(super) fn reference(&self) -> String {
        format!("{}-{:04}", self.name, self.last)
    }

    /// The next reference.
    pub(super) fn step(&mut self) -> String {
        self.last += 1;
        self.reference()
    }
}

/// Which policies are wanted.
#[derive(Debug, Clone, Default)]
pub struct PolicyFilter {
    /// Words that the title or the reference contains.
    pub words: String,
    /// Only those that are this far; empty for all.
    pub progress: String,
    /// The page, from 1.
    pub page: usize,
}

/// One page of the register.
#[derive(Debug, Clone, Default)]
pub struct PolicyPage {
    /// The policies of the page, newest first.
    pub policies: Vec<Policy>,
    /// How many there are on all pages.
    pub total: usize,
    /// How many others exist that this person may not see.
    pub restricted: usize,
    /// The page, from 1.
    pub page: usize,
    /// How many pages there are, at least 1.
    pub pages: usize,
}

/// How many policies a page of the register shows.
const PAGE: usize = 25;

pub(super) fn checked(facts: &PolicyFacts) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    let said = [
        ("title", &facts.title, Length::Line, ["fault-title-missing", "fault-title-long"]),
        ("summary", &facts.summary, Length::Prose, ["fault-summary-missing", "fault-summary-long"]),
        (
            "owner_post",
            &facts.owner_post,
            Length::Line,
            ["fault-owner-missing", "fault-owner-long"],
        ),
        ("decider", &facts.decider, Length::Line, ["fault-decider-missing", "fault-decider-long"]),
    ];
    // Rows of an import show the message without its field.
    for (field, text, length, messages) in said {
        wrong.extend(length.fault_in_named(text, messages).map(|message| Wrong { field, message }));
    }
    let undated = facts.decision_date.trim_matches('-').is_empty();
    if !undated && parse_day(&facts.decision_date).is_none() {
        wrong.push(Wrong { field: "decision_date", message: "fault-date" });
    }
    wrong
}

impl Service {
    /// Adds a policy to the register of the actor's organisation.
    pub async fn register_policy(
        &self,
        actor: &Actor,
        facts: PolicyFacts,
        once: Option<String>,
    ) -> Result<Policy, UseCaseError> {
        let right = actor.register()?;
        let wrong = checked(&facts);
        if !wrong.is_empty() {
            return Err(UseCaseError::Invalid(wrong));
        }
        let now = self.clock.now();
        let organisation = right.organisations().first().cloned();
        let organisation = organisation.unwrap_or_else(|| actor.organisation.clone());
        for _ in 0..20 {
            let (counter, expected) = self.next_number("LT").await?;
            let policy = Policy {
                id: self.new_id()?,
                reference: counter.reference(),
                organisation: organisation.clone(),
                facts: facts.clone(),
                created_by: actor.person.clone(),
                created: now,
                assessments: Vec::new(),
                progress: "not_screened".to_owned(),
                readers: BTreeSet::new(),
                formerly: Vec::new(),
                records: crate::domain::retention::Records::default(),
                revision: 1,
            };
            let action = Action::PolicyRegistered { after: facts.clone() };
            let change = Change::of(&policy, None, right.actor().entry(now, action))?
                .and(&counter, expected, None)?
                .once(once.clone());
            match self.store.commit(change).await {
                Ok(()) => return Ok(policy),
                // Someone took the number first: take the next one.
                Err(store::StoreError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(UseCaseError::Conflict)
    }

    /// The counter of the references of this year with this prefix, as it was left.
    pub(super) async fn counter(
        &self,
        prefix: &str,
    ) -> Result<(Counter, Option<u64>), UseCaseError> {
        let name = format!("{prefix}-{}", self.clock.today().year());
        let stored: Option<Counter> = store::read(self.store.as_ref(), &name).await?;
        let expected = stored.map(|counter| counter.last);
        Ok((Counter { name, last: expected.unwrap_or(0) }, expected))
    }

    /// The next reference with this prefix.
    pub(super) async fn next_number(
        &self,
        prefix: &str,
    ) -> Result<(Counter, Option<u64>), UseCaseError> {
        let (mut counter, expected) = self.counter(prefix).await?;
        counter.step();
        Ok((counter, expected))
    }

    /// Changes what is stated about a policy, unless someone else did since `seen`.
    pub async fn change_policy(
        &self,
        actor: &Actor,
        id: &PolicyId,
        facts: PolicyFacts,
        seen: u64,
    ) -> Result<(), UseCaseError> {
        let right = actor.register()?;
        let policy = self.policy(actor, id).await?;
        right.covers(&policy)?;
        let wrong = checked(&facts);
        if !wrong.is_empty() {
            return Err(UseCaseError::Invalid(wrong));
        }
        if let Some(last) = policy.assessments.last() {
            let newest: Option<Assessment> =
                store::read(self.store.as_ref(), last.as_str()).await?;
            if let Some(newest) = newest {
                Step::Write.check(newest.stage())?;
            }
        }
        if policy.revision != seen {
            return Err(UseCaseError::Conflict);
        }
        let action = Action::PolicyChanged { before: policy.facts.clone(), after: facts.clone() };
        let entry = right.actor().entry(self.clock.now(), action);
        let changed = Policy { facts, revision: policy.revision + 1, ..policy };
        Ok(self.store.commit(Change::of(&changed, Some(seen), entry)?).await?)
    }

    /// A policy that this person may see.
    pub async fn policy(&self, actor: &Actor, id: &PolicyId) -> Result<Policy, UseCaseError> {
        let policy: Option<Policy> = store::read(self.store.as_ref(), id.as_str()).await?;
        policy.filter(|policy| actor.may_see(policy)).ok_or(UseCaseError::NotFound)
    }

    /// A page of the register: the policies of the actor's organisation, or of all of them for
    /// those who see the whole.
    pub async fn policies(
        &self,
        actor: &Actor,
        filter: &PolicyFilter,
    ) -> Result<PolicyPage, UseCaseError> {
        // All that are restricted are counted, whatever is looked for: a count of those that match
        // would tell what stands in them, letter by letter.
        let (seen, restricted): (Vec<Policy>, Vec<Policy>) =
            self.within_sight(actor).await?.into_iter().partition(|policy| actor.may_see(policy));
        let mut seen = matching(seen, filter);
        let total = seen.len();
        let pages = total.div_ceil(PAGE).max(1);
        let page = filter.page.clamp(1, pages);
        let policies = seen.drain(..).skip((page - 1) * PAGE).take(PAGE).collect();
        Ok(PolicyPage { policies, total, restricted: restricted.len(), page, pages })
    }

    /// Every policy or assessment of the organisations whose records a person reads at all. What
    /// is OFFICIAL-SENSITIVE among them is still to be left out.
    pub(super) async fn within_sight<T: Recorded>(
        &self,
        actor: &Actor,
    ) -> Result<Vec<T>, UseCaseError> {
        if actor.is_reader_everywhere() {
            return Ok(store::read_all(self.store.as_ref(), "all/", usize::MAX).await?);
        }
        let mut found = Vec::new();
        for organisation in actor.organisations() {
            let prefix = format!("organisation/{organisation}/");
            let own: Vec<T> = store::read_all(self.store.as_ref(), &prefix, usize::MAX).await?;
            found.extend(own);
        }
        Ok(found)
    }

    /// Every policy that the filter lets through, for the CSV file.
    pub async fn policies_for_csv(
        &self,
        actor: &Actor,
        filter: &PolicyFilter,
    ) -> Result<Vec<Policy>, UseCaseError> {
        let mut all: Vec<Policy> = self.within_sight(actor).await?;
        all.retain(|policy| actor.may_see(policy));
        Ok(matching(all, filter))
    }
}

/// Those that a filter lets through, the newest first.
fn matching(all: Vec<Policy>, filter: &PolicyFilter) -> Vec<Policy> {
    let words: Vec<String> = filter.words.split_whitespace().map(str::to_lowercase).collect();
    let wanted = |policy: &Policy| {
        let text = format!("{} {}", policy.reference, policy.facts.title).to_lowercase();
        (filter.progress.is_empty() || filter.progress == policy.progress)
            && words.iter().all(|word| text.contains(word))
    };
    let mut found: Vec<Policy> = all.into_iter().filter(wanted).collect();
    found.sort_by(|one, other| other.reference.cmp(&one.reference));
    found
}
