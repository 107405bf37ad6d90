//! Rounds: opening one, reminding leads, locking it, and making its snapshot again.
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Organisations, Scope, wrong};
use crate::app::{Service, UseCaseError};
use crate::domain::access::Actor;
use crate::domain::audit::Action;
use crate::domain::commitment::{Commitment, replay};
use crate::domain::ids::{CommitmentId, OrganisationId, RoundId};
use crate::domain::organisation::Organisation;
use crate::domain::round::{Locked, Round, RoundChange, Snapshot};
use crate::domain::seal::Sealed;
use crate::domain::writing::has_control;
use crate::store::{self, Change, Kind, StoreError};

/// How often a round is tried to be locked while reports come in.
const LOCKING_TRIES: usize = 8;

/// A record with the revision that was read.
type Read = (Kind, String, u64);

/// A round as it was typed.
#[derive(Debug, Clone, Default)]
pub struct NewRound {
    /// What it is called.
    pub name: String,
    /// The first day that reports are about.
    pub from: Option<Date>,
    /// The last day that reports are about.
    pub until: Option<Date>,
    /// The last day on which a report is not late.
    pub due: Option<Date>,
}

/// How an open round stands.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// The commitments on which a report is awaited, by the organisations that answer for them.
    pub awaited: BTreeMap<OrganisationId, usize>,
    /// How many reports are asked for.
    pub asked: usize,
    /// How many of them were given.
    pub reported: usize,
}

impl Service {
    /// Every round, the newest first.
    pub async fn rounds(&self) -> Result<Vec<Round>, UseCaseError> {
        let mut all: Vec<Round> = store::read_all(self.store.as_ref(), "all/", usize::MAX).await?;
        all.reverse();
        Ok(all)
    }

    /// The round that is open.
    pub(super) async fn open_round(&self) -> Result<Option<Round>, UseCaseError> {
        Ok(self.rounds().await?.into_iter().find(|round| round.locked.is_none()))
    }

    /// A round.
    pub async fn round(&self, id: &RoundId) -> Result<Round, UseCaseError> {
        let found: Option<Round> = store::read(self.store.as_ref(), id.as_str()).await?;
        found.ok_or(UseCaseError::NotFound)
    }

    /// Opens a round.
    pub async fn open_new_round(
        &self,
        actor: &Actor,
        new: &NewRound,
    ) -> Result<RoundId, UseCaseError> {
        let right = actor.convene()?;
        let rounds = self.rounds().await?;
        let mut problems = Vec::new();
        let name = new.name.trim();
        if name.is_empty() || name.chars().count() > 100 || has_control(name) {
            problems.push(("name", "fault-round-name"));
        }
        for (field, day) in [("from", new.from), ("until", new.until), ("due", new.due)] {
            if day.is_none() {
                problems.push((field, "fault-date"));
            }
        }
        if new.until.zip(new.from).is_some_and(|(until, from)| until < from) {
            problems.push(("until", "fault-round-until"));
        }
        if new.due.is_some_and(|due| due < self.clock.today()) {
            problems.push(("due", "fault-round-due"));
        }
        if rounds.iter().any(|round| round.locked.is_none()) {
            problems.push(("name", "fault-round-open"));
        }
        wrong(problems)?;
        let (Some(from), Some(until), Some(due)) = (new.from, new.until, new.due) else {
            return Err(UseCaseError::NotFound);
        };
        let round = Round {
            id: self.new_id()?,
            name: new.name.trim().to_owned(),
            from,
            until,
            due,
            opened: self.clock.now(),
            reminders: Vec::new(),
            locked: None,
            revision: 1,
        };
        let opened = RoundChange::Opened { after: Box::new(round.clone()) };
        let action = Action::Round { change: opened };
        let entry = right.actor().entry(self.clock.now(), action);
        // Two people who open a round at the same time open one.
        let once = Some(format!("round {}", rounds.len() + 1));
        let change = Change::of(&round, None, entry)?.once(once);
        self.store.commit(change).await?;
        Ok(round.id)
    }

    async fn change_round(
        &self,
        actor: &Actor,
        before: Round,
        change: RoundChange,
        after: Round,
        given: Vec<Read>,
    ) -> Result<(), UseCaseError> {
        let expected = Some(before.revision);
        let after = Round { revision: before.revision + 1, ..after };
        let entry = actor.entry(self.clock.now(), Action::Round { change });
        Ok(self.store.commit(Change::of(&after, expected, entry)?.given(given)).await?)
    }

    /// How an open round stands.
    pub async fn round_standing(&self, round: &Round) -> Result<Standing, UseCaseError> {
        let organisations = self.all_organisations().await?;
        let today = self.clock.today();
        let mut standing = Standing::default();
        for commitment in self.commitments().await?.values().filter(|it| round.asks(it)) {
            standing.asked += 1;
            if commitment.report_in(&round.id).is_some() {
                standing.reported += 1;
                continue;
            }
            for id in organisations.responsible(commitment, today).organisations() {
                *standing.awaited.entry(id).or_default() += 1;
            }
        }
        Ok(standing)
    }

    /// Notes that leads are reminded: their home pages say so from now on, and so does the digest
    /// of those who get one.
    pub async fn remind(&self, actor: &Actor, id: &RoundId) -> Result<(), UseCaseError> {
        actor.convene()?;
        let round = self.round(id).await?;
        if round.locked.is_some() {
            return Err(UseCaseError::Conflict);
        }
        let mut after = round.clone();
        after.reminders.push(self.clock.now());
        self.change_round(actor, round, RoundChange::Reminded, after, Vec::new()).await
    }

    /// Locks a round: no report belongs to it any more, and its snapshot is kept.
    pub async fn lock_round(&self, actor: &Actor, id: &RoundId) -> Result<(), UseCaseError> {
        actor.convene()?;
        // A report that came meanwhile belongs into the snapshot: it is made again.
        for _ in 0..LOCKING_TRIES {
            match self.try_to_lock(actor, id).await {
                Err(UseCaseError::Conflict) => {}
                done => return done,
            }
        }
        Err(UseCaseError::Conflict)
    }

    /// Locks a round, if no commitment and no organisation changes meanwhile.
    async fn try_to_lock(&self, actor: &Actor, id: &RoundId) -> Result<(), UseCaseError> {
        let round = self.round(id).await?;
        if round.locked.is_some() {
            return Err(UseCaseError::AlreadyDone);
        }
        let organisations = self.all_organisations().await?;
        let all = self.commitments().await?;
        let commitments: Vec<&Commitment> = all.values().map(AsRef::as_ref).collect();
        let (at, day) = (self.clock.now(), self.clock.today());
        let snapshot = round.snapshot((at, day), &commitments, |id| organisations.find(id));
        let file = self.store.keep_file(bytes(&snapshot)?).await?;
        let locked = Locked {
            at,
            day,
            post: actor.post.clone(),
            commitments: commitments.iter().map(|it| (it.id.clone(), it.revision)).collect(),
            organisations: organisations.0.iter().map(|it| (it.id.clone(), it.revision)).collect(),
            file,
        };
        let one = |it: &Commitment| (Kind::Commitment, it.id.to_string(), it.revision);
        let mut given: Vec<Read> = commitments.into_iter().map(one).collect();
        let one = |it: &Organisation| (Kind::Organisation, it.id.to_string(), it.revision);
        given.extend(organisations.0.iter().map(one));
        let change = RoundChange::Locked { locked: Box::new(locked.clone()) };
        let after = Round { locked: Some(locked), ..round.clone() };
        self.change_round(actor, round, change, after, given).await
    }

    /// The snapshot of a locked round as it was kept.
    pub async fn snapshot_of(&self, round: &Round) -> Result<(Snapshot, Vec<u8>), UseCaseError> {
        let locked = round.locked.as_ref().ok_or(UseCaseError::NotFound)?;
        let kept = self.store.file(&locked.file).await?;
        let damaged = |why: String| {
            UseCaseError::Store(StoreError::Corrupt { key: format!("round {}", round.name), why })
        };
        let kept = kept.ok_or_else(|| damaged("its snapshot is missing".to_owned()))?;
        let read = serde_json::from_slice(&kept).map_err(|error| damaged(error.to_string()))?;
        Ok((read, kept))
    }

    /// The bytes of the snapshot of a locked round, made again from the audit entries alone.
    pub async fn rebuild_snapshot(&self, round: &Round) -> Result<Vec<u8>, UseCaseError> {
        let (before, locked) = self.round_by_entries(&round.id).await?;
        let mut commitments = Vec::new();
        for (id, revision) in &locked.commitments {
            commitments.extend(self.commitment_at(id, *revision).await?);
        }
        let mut organisations = Vec::new();
        for (id, revision) in &locked.organisations {
            organisations.extend(self.organisation_at(id, *revision).await?);
        }
        let organisations = Organisations(organisations);
        let commitments: Vec<&Commitment> = commitments.iter().collect();
        let at = (locked.at, locked.day);
        bytes(&before.snapshot(at, &commitments, |id| organisations.find(id)))
    }

    /// A round as it was opened, and how it was locked, from its entries alone.
    async fn round_by_entries(&self, id: &RoundId) -> Result<(Round, Locked), UseCaseError> {
        let (mut opened, mut locked) = (None, None);
        let chain = self.store.chain(Kind::Round, id.as_str()).await?;
        for entry in chain.iter().filter_map(Sealed::read) {
            let Action::Round { change } = entry.action else { continue };
            match change {
                RoundChange::Opened { after } => opened = Some(*after),
                RoundChange::Locked { locked: how } => locked = Some(*how),
                RoundChange::Reminded => {}
            }
        }
        opened.zip(locked).ok_or(UseCaseError::NotFound)
    }

    /// A commitment after its first changes.
    pub(super) async fn commitment_at(
        &self,
        id: &CommitmentId,
        revision: u64,
    ) -> Result<Option<Commitment>, UseCaseError> {
        let first = usize::try_from(revision).unwrap_or(usize::MAX);
        let changes = self.commitment_history(id).await?;
        Ok(replay(changes.iter().take(first).map(|(entry, change)| (entry.at, change))))
    }

    /// An organisation after its first changes.
    async fn organisation_at(
        &self,
        id: &OrganisationId,
        revision: u64,
    ) -> Result<Option<Organisation>, UseCaseError> {
        let Some(now) = self.organisation(id).await? else { return Ok(None) };
        let chain = self.store.chain(Kind::Organisation, id.as_str()).await?;
        let later = chain.iter().filter(|sealed| sealed.number > revision);
        // The first later change says what was there before.
        let before = later.filter_map(Sealed::read).find_map(|entry| {
            let Action::OrganisationChanged { before, .. } = entry.action else { return None };
            Some(*before)
        });
        let facts = before.unwrap_or_else(|| now.facts.clone());
        Ok(Some(Organisation { facts, revision, ..now }))
    }

    /// On how many commitments a person is to report in the open round, and until when.
    pub async fn awaited_reports(
        &self,
        actor: &Actor,
    ) -> Result<Option<(Round, usize)>, UseCaseError> {
        if actor.leads().is_empty() {
            return Ok(None);
        }
        let Some(round) = self.open_round().await? else { return Ok(None) };
        let filter = super::CommitmentFilter {
            scope: Scope::Mine,
            marks: vec!["is:awaited".to_owned()],
            ..super::CommitmentFilter::default()
        };
        let awaited = self.list_commitments(actor, &filter).await?.rows.len();
        Ok((awaited > 0).then_some((round, awaited)))
    }
}

/// A snapshot as bytes: always the same for the same content.
fn bytes(snapshot: &Snapshot) -> Result<Vec<u8>, UseCaseError> {
    let mut bytes = serde_json::to_vec_pretty(snapshot)
        .map_err(|error| UseCaseError::Document(error.into()))?;
    bytes.push(b'\n');
    Ok(bytes)
}
