//! The register of commitments: what a person is shown of it, and every figure of it. A figure
//! and the list behind it are made of the same marks, so they cannot differ.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::Organisations;
use crate::app::{Service, UseCaseError};
use crate::domain::access::Actor;
use crate::domain::commitment::{Commitment, Responsible};
use crate::domain::ids::{CommitmentId, OrganisationId};
use crate::domain::round::{Round, UNREPORTED};
use crate::domain::text::Lang;
use crate::search::mark;

/// Whose commitments are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Scope {
    /// Those of all.
    #[default]
    All,
    /// Those in which an organisation of the person has a part.
    Organisation,
    /// Those that the person looks after as a lead.
    Mine,
}

impl Scope {
    /// Every scope, in the order in which pages list them.
    pub const ALL: &[Self] = &[Self::Mine, Self::Organisation, Self::All];

    /// The name used in addresses and message keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Organisation => "organisation",
            Self::Mine => "mine",
        }
    }

    /// The scope with this name; that of all for any other.
    pub fn named(name: &str) -> Self {
        Self::ALL.iter().copied().find(|scope| scope.name() == name).unwrap_or_default()
    }
}

/// Which commitments are wanted.
#[derive(Debug, Clone, Default)]
pub struct CommitmentFilter {
    /// Whose.
    pub scope: Scope,
    /// Words that the title, the description or the reference contains.
    pub text: String,
    /// Marks that it must have, such as `status:delayed` or `is:stale`.
    pub marks: Vec<String>,
}

/// A commitment with what is worked out for today.
#[derive(Debug, Clone)]
pub struct Found {
    /// The commitment.
    pub commitment: Arc<Commitment>,
    /// Who answers for it.
    pub responsible: Responsible,
    /// Whether it is asked for in the open round and has not been given.
    pub awaited: bool,
    /// Its marks.
    pub marks: BTreeSet<String>,
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct CommitmentList {
    /// What fits, by references.
    pub rows: Vec<Arc<Found>>,
    /// How many of those that fit have each mark.
    pub marks: BTreeMap<String, usize>,
    /// How many of the scope stand outside the list because they are not sure.
    pub unlisted: usize,
    /// How many of the scope were added by an import that was undone.
    pub undone: usize,
}

impl CommitmentFilter {
    /// Whether it asks for the rows outside the list.
    fn asks_unlisted(&self) -> bool {
        self.marks.iter().any(|mark| mark == "is:unlisted")
    }

    /// The words that are looked for.
    fn words(&self) -> Vec<String> {
        self.text.split_whitespace().map(str::to_lowercase).collect()
    }

    fn fits(&self, found: &Found, words: &[String]) -> bool {
        if !self.marks.iter().all(|mark| found.marks.contains(mark)) {
            return false;
        }
        if words.is_empty() {
            return true;
        }
        let Commitment { facts, reference, .. } = found.commitment.as_ref();
        let text = format!("{reference} {} {}", facts.title, facts.description).to_lowercase();
        words.iter().all(|word| text.contains(word))
    }
}

/// What marks are worked out from.
pub(super) struct Today {
    organisations: Organisations,
    day: Date,
    /// The open round.
    open: Option<Round>,
    /// The last two rounds that were locked.
    locked: Vec<Round>,
}

impl Today {
    /// A commitment with what is worked out for the day.
    pub(super) fn found(&self, commitment: &Arc<Commitment>) -> Found {
        let responsible = self.organisations.responsible(commitment, self.day);
        let asked = self.open.as_ref().filter(|round| round.asks(commitment));
        let awaited = asked.is_some_and(|round| commitment.report_in(&round.id).is_none());
        let marks = self.marks(commitment, &responsible, awaited);
        Found { commitment: Arc::clone(commitment), responsible, awaited, marks }
    }

    fn marks(&self, it: &Commitment, responsible: &Responsible, awaited: bool) -> BTreeSet<String> {
        let facts = &it.facts;
        let status = it.status().map_or(UNREPORTED, |status| status.name());
        let mut marks = BTreeSet::from([
            mark("status", status),
            mark("theme", facts.theme.name()),
            mark("origin", facts.origin.name()),
            mark("goal", facts.goal.map_or(UNREPORTED, |goal| goal.name())),
        ]);
        let named = responsible.named.as_ref().map_or(UNREPORTED, |id| id.as_str());
        marks.insert(mark("organisation", named));
        marks.extend(responsible.organisations().iter().map(|id| mark("answers", id)));
        let last = it.last().filter(|_| it.is_open());
        if let Some(confidence) = last.and_then(|report| report.confidence) {
            marks.insert(mark("confidence", confidence.name()));
        }
        let was_there = |round: &Round| {
            round.locked.as_ref().is_some_and(|locked| locked.commitments.contains_key(&it.id))
        };
        let reported = |round: &Round| it.report_in(&round.id).is_some();
        let silent = self.locked.len() == 2
            && self
                .locked
                .iter()
                .all(|round| was_there(round) && round.asks(it) && !reported(round));
        let is = [
            ("awaited", awaited),
            ("stale", it.is_stale(self.day)),
            ("silent", silent),
            ("late", it.last().is_some_and(|report| report.late)),
            ("overdue", it.is_overdue(self.day)),
            ("orphan", it.is_open() && responsible.is_orphan()),
            ("vacant", it.is_open() && facts.official_post.is_empty()),
            ("linked", !it.links.is_empty()),
            ("unlinked", it.links.is_empty()),
            ("measured", it.reports.iter().any(|report| report.outcome.is_some())),
            ("open", it.is_open()),
            ("unlisted", !facts.listed),
        ];
        marks.extend(is.into_iter().filter(|(_, so)| *so).map(|(name, _)| mark("is", name)));
        marks
    }
}

impl Service {
    /// What the marks of a day are worked out from.
    pub(super) async fn commitments_today(&self, day: Date) -> Result<Today, UseCaseError> {
        let organisations = self.all_organisations().await?;
        let (open, mut locked): (Vec<Round>, Vec<Round>) =
            self.rounds().await?.into_iter().partition(|round| round.locked.is_none());
        locked.truncate(2);
        Ok(Today { organisations, day, open: open.into_iter().next(), locked })
    }

    /// A commitment with what is worked out for today. Everyone who is signed in may read it.
    pub async fn found_commitment(&self, id: &CommitmentId) -> Result<Found, UseCaseError> {
        let commitment = Arc::new(self.commitment(id).await?);
        Ok(self.commitments_today(self.clock.today()).await?.found(&commitment))
    }

    /// The commitments that fit, with every figure of them.
    pub async fn list_commitments(
        &self,
        actor: &Actor,
        filter: &CommitmentFilter,
    ) -> Result<CommitmentList, UseCaseError> {
        let (day, all) = self.found_today().await?;
        let (own, leads) = (actor.organisations(), actor.leads());
        let within = |found: &Found| match filter.scope {
            Scope::All => true,
            Scope::Organisation => own.iter().any(|id| has_part(found, id, day)),
            Scope::Mine => leads.iter().any(|id| found.responsible.organisations().contains(id)),
        };
        let words = filter.words();
        let mut list = CommitmentList::default();
        for found in all.iter().filter(|found| within(found)) {
            let commitment = &found.commitment;
            if commitment.undone.is_some() {
                list.undone += 1;
                continue;
            }
            if !commitment.facts.listed {
                list.unlisted += 1;
            }
            if commitment.facts.listed != filter.asks_unlisted() && filter.fits(found, &words) {
                list.rows.push(Arc::clone(found));
            }
        }
        list.marks = count_marks(&list.rows);
        Ok(list)
    }
}

/// How many rows have each mark.
pub(super) fn count_marks<'r>(
    rows: impl IntoIterator<Item = &'r Arc<Found>>,
) -> BTreeMap<String, usize> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for mark in rows.into_iter().flat_map(|found| &found.marks) {
        *counts.entry(mark).or_default() += 1;
    }
    counts.into_iter().map(|(mark, n)| (mark.to_owned(), n)).collect()
}

/// Whether an organisation answers for a commitment, or supports it.
fn has_part(found: &Found, id: &OrganisationId, day: Date) -> bool {
    let mut holders = found.commitment.holders.iter();
    let holds = holders.any(|holder| holder.organisation == *id && holder.holds_on(day));
    holds || found.responsible.heirs.contains(id)
}

impl CommitmentList {
    /// How many have a mark.
    pub fn count(&self, mark: &str) -> usize {
        self.marks.get(mark).copied().unwrap_or(0)
    }

    /// The name that an organisation has in lists today.
    pub fn name(
        organisations: &Organisations,
        id: &OrganisationId,
        day: Date,
        lang: Lang,
    ) -> String {
        organisations.find(id).map_or_else(String::new, |found| found.name_on(day, lang).to_owned())
    }
}
