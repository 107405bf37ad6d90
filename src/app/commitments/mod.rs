//! Commitments: adding them, reporting on them, and what becomes of them.
mod board;
mod columns;
mod feed;
mod importing;
mod list;
mod reporting;
mod rounds;
mod sample;
mod shelf;
mod thread;
mod undoing;

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::{Service, UseCaseError, Wrong};
use crate::domain::access::Actor;
use crate::domain::audit::{Action, Entry};
use crate::domain::commitment::{
    Commitment, CommitmentChange, CommitmentFacts, Fate, Holder, Part, Problem, Responsible,
    Succession, check_holders, responsible,
};
use crate::domain::ids::{CommitmentId, OrganisationId};
use crate::domain::organisation::Organisation;
use crate::domain::round::Round;
use crate::domain::seal::Sealed;
use crate::domain::writing::Length;
use crate::store::{self, Change, Kind};

pub use board::{Board, BoardLine};
pub use feed::Changed;
pub use importing::CommitmentRow;
pub use list::{CommitmentFilter, CommitmentList, Found, Scope};
pub use reporting::NewReport;
pub use rounds::{NewRound, Standing as RoundStanding};
pub use shelf::Commitments;
pub(super) use shelf::{Shelf, WATCHED};
pub use thread::{ThreadLine, ThreadPlan};
pub use undoing::{CommitmentImport, ImportUndo};

/// Others who have a part in a commitment from a day on, as it was typed.
#[derive(Debug, Clone, Default)]
pub struct NewHolders {
    /// The lead.
    pub lead: Option<OrganisationId>,
    /// Those that support it.
    pub supporting: BTreeSet<OrganisationId>,
    /// The first day.
    pub from: Option<Date>,
}

/// What stands in the place of a commitment, as it was typed.
#[derive(Debug, Clone, Default)]
pub struct NewSuccession {
    /// In which way.
    pub fate: Option<Fate>,
    /// The first day.
    pub on: Option<Date>,
    /// The references of the others.
    pub to: Vec<String>,
    /// Why.
    pub why: String,
}

/// Organisations by their ids.
#[derive(Debug, Clone)]
pub struct Organisations(pub Vec<Organisation>);

impl Organisations {
    /// The organisation with this id.
    pub fn find(&self, id: &OrganisationId) -> Option<&Organisation> {
        self.0.iter().find(|organisation| organisation.id == *id)
    }

    /// Who answers for a commitment on a day.
    pub fn responsible(&self, commitment: &Commitment, day: Date) -> Responsible {
        responsible(commitment, |id| self.find(id), day)
    }
}

pub(super) fn wrong(problems: Vec<Problem>) -> Result<(), UseCaseError> {
    if problems.is_empty() {
        return Ok(());
    }
    let wrong = problems.into_iter().map(|(field, message)| Wrong { field, message });
    Err(UseCaseError::Invalid(wrong.collect()))
}

impl Service {
    /// Every organisation, to look them up.
    pub async fn all_organisations(&self) -> Result<Organisations, UseCaseError> {
        Ok(Organisations(self.organisations().await?))
    }

    /// A commitment. Everyone who is signed in may read it.
    pub async fn commitment(&self, id: &CommitmentId) -> Result<Commitment, UseCaseError> {
        let found: Option<Commitment> = store::read(self.store.as_ref(), id.as_str()).await?;
        found.ok_or(UseCaseError::NotFound)
    }

    /// What happened to a commitment, oldest first.
    pub async fn commitment_history(
        &self,
        id: &CommitmentId,
    ) -> Result<Vec<(Entry, CommitmentChange)>, UseCaseError> {
        let chain = self.store.chain(Kind::Commitment, id.as_str()).await?;
        let entries = chain.iter().filter_map(Sealed::read);
        let changes = entries.filter_map(|entry| {
            let Action::Commitment { change } = &entry.action else { return None };
            let change = change.clone();
            Some((entry, change))
        });
        Ok(changes.collect())
    }

    /// Adds a commitment.
    pub async fn add_commitment(
        &self,
        actor: &Actor,
        facts: CommitmentFacts,
        holders: NewHolders,
        once: Option<String>,
    ) -> Result<CommitmentId, UseCaseError> {
        let right = actor.promise()?;
        let mut problems = facts.problems();
        let today = self.clock.today();
        let made = held(&holders, facts.start.unwrap_or(today).min(today));
        problems.extend(check_holders(&made));
        wrong(problems)?;
        if !holders.lead.as_ref().is_some_and(|lead| right.covers(lead)) {
            return Err(UseCaseError::Forbidden(crate::domain::access::Forbidden));
        }
        for _ in 0..20 {
            let (mut counter, expected) = self.next_number("LC").await?;
            let all = self.commitments().await?;
            // A reference that came with a file is not given out again.
            while all.values().any(|it| it.reference == counter.reference()) {
                counter.step();
            }
            let named = (self.new_id()?, counter.reference());
            let now = self.clock.now();
            let commitment = Commitment::added(named, facts.clone(), made.clone(), now);
            let change = CommitmentChange::Added { after: Box::new(commitment.clone()) };
            let entry = actor.entry(now, Action::Commitment { change });
            let change = Change::of(&commitment, None, entry)?
                .and(&counter, expected, None)?
                .once(once.clone());
            match self.store.commit(change).await {
                Ok(()) => return Ok(commitment.id),
                // Someone took the number first: take the next one.
                Err(store::StoreError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(UseCaseError::Conflict)
    }

    /// Changes a commitment, unless someone else did since `seen`.
    async fn change_commitment(
        &self,
        actor: &Actor,
        id: &CommitmentId,
        seen: Option<u64>,
        once: Option<String>,
        given: Option<&Round>,
        change: impl FnOnce(&Commitment) -> Result<CommitmentChange, UseCaseError>,
    ) -> Result<(), UseCaseError> {
        let commitment = self.commitment(id).await?;
        let organisations = self.all_organisations().await?;
        let answers = organisations.responsible(&commitment, self.clock.today());
        let keeping = actor.keep(commitment, &answers)?;
        let revision = keeping.commitment().revision;
        let change = change(keeping.commitment())?;
        let (after, entry) = keeping.change(change, self.clock.now());
        // The store compares what was seen, after it has looked whether the form was sent before.
        let change = Change::of(&after, seen.or(Some(revision)), entry)?
            .once(once)
            .given(given.map(|it| (Kind::Round, it.id.to_string(), it.revision)));
        Ok(self.store.commit(change).await?)
    }

    /// Changes what is stated about a commitment.
    pub async fn state_commitment(
        &self,
        actor: &Actor,
        id: &CommitmentId,
        facts: CommitmentFacts,
        seen: u64,
    ) -> Result<(), UseCaseError> {
        self.change_commitment(actor, id, Some(seen), None, None, |before| {
            wrong(facts.problems())?;
            let before = Box::new(before.facts.clone());
            Ok(CommitmentChange::Stated { before, after: Box::new(facts) })
        })
        .await
    }

    /// Gives a commitment to others from a day on. Those before keep their days.
    pub async fn give_commitment(
        &self,
        actor: &Actor,
        id: &CommitmentId,
        new: &NewHolders,
        seen: u64,
    ) -> Result<(), UseCaseError> {
        let organisations = self.all_organisations().await?;
        self.change_commitment(actor, id, Some(seen), None, None, |before| {
            let Some(from) = new.from else {
                return Err(UseCaseError::Invalid(vec![Wrong {
                    field: "from",
                    message: "fault-date",
                }]));
            };
            let exists = |id: &OrganisationId| {
                organisations.find(id).is_some_and(|found| found.exists_on(from))
            };
            if !new.lead.as_ref().is_some_and(exists) {
                let message = "fault-holder-lead";
                return Err(UseCaseError::Invalid(vec![Wrong { field: "lead", message }]));
            }
            let mut after = Vec::new();
            for holder in &before.holders {
                // What was to begin on that day or later is replaced.
                if holder.from >= from {
                    continue;
                }
                let last = from.yesterday().unwrap_or(from);
                let until = Some(holder.until.map_or(last, |until| until.min(last)));
                after.push(Holder { until, ..holder.clone() });
            }
            after.extend(held(new, from));
            wrong(check_holders(&after))?;
            Ok(CommitmentChange::Given { before: before.holders.clone(), after })
        })
        .await
    }

    /// Names what stands in the place of a commitment.
    pub async fn succeed_commitment(
        &self,
        actor: &Actor,
        id: &CommitmentId,
        new: &NewSuccession,
        seen: u64,
    ) -> Result<(), UseCaseError> {
        let all = self.commitments().await?;
        let today = self.clock.today();
        self.change_commitment(actor, id, Some(seen), None, None, |before| {
            let mut problems = Vec::new();
            let named = |reference: &String| {
                // What is at an end itself stands in nobody's place.
                let same = |it: &&Arc<Commitment>| {
                    it.reference == *reference && it.succession.is_none() && it.undone.is_none()
                };
                all.values().find(same).map(|it| it.id.clone())
            };
            let to: BTreeSet<CommitmentId> = new.to.iter().filter_map(named).collect();
            if to.is_empty() || to.len() < new.to.len() || to.contains(&before.id) {
                problems.push(("to", "fault-succession-to"));
            }
            let alone = new.fate != Some(Fate::Split);
            if new.fate.is_none() || (alone != (to.len() == 1) && !to.is_empty()) {
                problems.push(("fate", "fault-succession-fate"));
            }
            if new.on.is_none_or(|on| on > today) {
                problems.push(("on", "fault-succession-on"));
            }
            let why = Length::Prose.fault_in_stated(&new.why, "fault-succession-why");
            problems.extend(why.map(|message| ("why", message)));
            wrong(problems)?;
            let (Some(fate), Some(on)) = (new.fate, new.on) else {
                return Err(UseCaseError::NotFound);
            };
            let why = new.why.trim().to_owned();
            Ok(CommitmentChange::Succeeded { succession: Succession { fate, on, to, why } })
        })
        .await
    }
}

/// The parts of organisations from a day on.
fn held(new: &NewHolders, from: Date) -> Vec<Holder> {
    let lead = new.lead.iter().map(|id| (Part::Lead, id));
    let others = new.supporting.iter().filter(|id| Some(*id) != new.lead.as_ref());
    let all = lead.chain(others.map(|id| (Part::Supporting, id)));
    let holder = |(part, id): (Part, &OrganisationId)| Holder {
        from,
        until: None,
        part,
        organisation: id.clone(),
    };
    all.map(holder).collect()
}
