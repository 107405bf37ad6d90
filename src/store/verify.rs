//! Proves that a snapshot is whole and unaltered, or says where it is not.
use std::collections::{BTreeMap, BTreeSet};

use super::checkpoint::Anchor;
use super::{Heads, Snapshot, StoreError, ledger, snapshot};
use crate::domain::audit::Action;
use crate::domain::seal::Sealed;

/// What the verification found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// How many lasting records were checked.
    pub records: usize,
    /// How many audit entries were checked.
    pub entries: usize,
    /// How many checkpoints were checked.
    pub checkpoints: usize,
    /// Everything that is wrong, with its place.
    pub problems: Vec<String>,
}

/// Checks every record, chain, checkpoint and file, and that nothing that the anchor knew
/// is gone.
pub fn verify(snapshot: &Snapshot, anchor: Option<&Anchor>) -> Result<Verified, StoreError> {
    let mut proof = Proof::default();
    for sealed in &snapshot.entries {
        proof.entry(sealed);
    }
    for record in snapshot.records.iter().filter(|record| record.kind.is_lasting()) {
        proof.record(ledger::chain(record.kind, &record.id), snapshot::digest_of(record)?);
    }
    let (records, entries) = (proof.digests.len(), snapshot.entries.len());
    let mut problems = proof.problems(&snapshot.checkpoints, anchor);
    check_files(snapshot, &mut problems);
    Ok(Verified { records, entries, checkpoints: snapshot.checkpoints.len(), problems })
}

/// What is remembered of a chain while it is read, so that its entries need not be kept.
#[derive(Debug, Default)]
struct Chain {
    /// The checkpoint and the seal of each entry, in order.
    seals: Vec<(u64, String)>,
    /// The digest of the record after the last entry.
    record: String,
    /// Whether an entry still has its content.
    has_content: bool,
    /// Whether entries are missing; what follows is not looked at.
    is_broken: bool,
}

/// Takes entries and records in, one after the other, and says in the end what is wrong.
#[derive(Debug, Default)]
pub(super) struct Proof {
    chains: BTreeMap<String, Chain>,
    digests: BTreeMap<String, String>,
    /// The chains whose records were disposed of, as the chains of the certificates say.
    disposed: BTreeSet<String>,
    found: Vec<String>,
}

impl Proof {
    /// Takes the next entry of its chain.
    pub(super) fn entry(&mut self, sealed: &Sealed) {
        if sealed.chain.starts_with("certificate/")
            && let Some(Action::DisposedOf { chains }) = sealed.read().map(|entry| entry.action)
        {
            self.disposed.extend(chains);
        }
        let chain = self.chains.entry(sealed.chain.clone()).or_default();
        let expected = u64::try_from(chain.seals.len()).unwrap_or(u64::MAX).saturating_add(1);
        let place = || format!("{}, entry {}", sealed.chain, sealed.number);
        if chain.is_broken {
        } else if sealed.number == expected {
            let before = chain.seals.last().map_or("", |(_, seal)| seal.as_str());
            if sealed.previous != before {
                self.found.push(format!("{}: it does not follow the entry before", place()));
            }
            if !sealed.is_unaltered() {
                self.found.push(format!("{}: it was altered", place()));
            }
        } else {
            self.found.push(format!("{}: entry {expected} is missing", sealed.chain));
            chain.is_broken = true;
        }
        chain.seals.push((sealed.checkpoint, sealed.seal.clone()));
        chain.record.clone_from(&sealed.record);
        chain.has_content |= sealed.entry.is_some();
    }

    /// Takes the digest of the record of a chain.
    pub(super) fn record(&mut self, chain: String, digest: String) {
        self.digests.insert(chain, digest);
    }

    /// How many records were taken in.
    pub(super) fn records(&self) -> usize {
        self.digests.len()
    }

    /// The heads of all chains.
    pub(super) fn heads(&self) -> Heads {
        self.heads_at(u64::MAX)
    }

    /// The heads of all chains when a checkpoint was made: what was written while it or an earlier
    /// one was being filled.
    fn heads_at(&self, checkpoint: u64) -> Heads {
        let heads = self.chains.iter().filter_map(|(chain, entries)| {
            let numbered = (1_u64..).zip(&entries.seals);
            let last = numbered.filter(|(_, (filled, _))| *filled <= checkpoint).last();
            last.map(|(number, (_, seal))| (chain.clone(), (number, seal.clone())))
        });
        heads.collect()
    }

    /// Everything that is wrong, with its place.
    pub(super) fn problems(
        mut self,
        checkpoints: &[Anchor],
        anchor: Option<&Anchor>,
    ) -> Vec<String> {
        let mut problems = std::mem::take(&mut self.found);
        self.check_digests(&mut problems);
        self.check_checkpoints(checkpoints, anchor, &mut problems);
        problems
    }

    /// Compares the digest of each record with its last entry.
    fn check_digests(&self, problems: &mut Vec<String>) {
        for (chain, digest) in &self.digests {
            match self.chains.get(chain) {
                None => problems.push(format!("{chain}: it has no audit entry")),
                Some(last) if last.record != *digest => {
                    problems.push(format!("{chain}: it is not what its last audit entry states"));
                }
                Some(_) => {}
            }
        }
        let without = self.chains.iter().filter(|(chain, _)| !self.digests.contains_key(*chain));
        for (chain, entries) in without {
            if !self.disposed.contains(chain) || entries.has_content {
                problems.push(format!("{chain}: the record is missing"));
            }
        }
    }

    fn check_checkpoints(
        &self,
        checkpoints: &[Anchor],
        anchor: Option<&Anchor>,
        problems: &mut Vec<String>,
    ) {
        let mut previous = "";
        for (expected, checkpoint) in checkpoints.iter().enumerate() {
            let number = checkpoint.number;
            let place = format!("checkpoint {number}");
            let first = checkpoints.first().map_or(0, |first| first.number);
            if Ok(expected) != usize::try_from(number.wrapping_sub(first))
                || checkpoint.previous != previous
            {
                problems.push(format!("{place}: it does not follow the one before"));
            }
            if checkpoint.hash != checkpoint.computed_hash() {
                problems.push(format!("{place}: it was altered"));
            }
            previous = &checkpoint.hash;
        }
        if let Some(checkpoint) = checkpoints.last() {
            let heads = self.heads_at(checkpoint.number);
            if Anchor::over(&heads, checkpoint.number, &checkpoint.previous) != *checkpoint {
                let number = checkpoint.number;
                problems.push(format!(
                    "checkpoint {number}: entries that it covers are missing or altered"
                ));
            }
        }
        if let Some(anchor) = anchor {
            let known = checkpoints.iter().find(|known| known.number == anchor.number);
            if known != Some(anchor) {
                let Anchor { number, chains, entries, .. } = anchor;
                problems.push(format!(
                    "the anchor knows checkpoint {number} with {chains} records and {entries} \
                     audit entries; the store has less, or other ones"
                ));
            }
        }
    }
}

/// The PDF that was issued with an entry.
pub(super) fn issued(sealed: &Sealed) -> Option<String> {
    match sealed.read().map(|entry| entry.action) {
        Some(Action::Signed { pdf, .. }) => Some(pdf),
        Some(_) | None => None,
    }
}

fn check_files(snapshot: &Snapshot, problems: &mut Vec<String>) {
    for sealed in &snapshot.entries {
        if let Some(pdf) = issued(sealed)
            && !snapshot.files.contains_key(&pdf)
        {
            problems.push(format!("{}: the issued PDF {pdf} is missing", sealed.chain));
        }
    }
}
