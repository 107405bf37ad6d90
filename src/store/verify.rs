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
    let mut found = Verified {
        records: snapshot.records.iter().filter(|record| record.kind.is_lasting()).count(),
        entries: snapshot.entries.len(),
        checkpoints: snapshot.checkpoints.len(),
        problems: Vec::new(),
    };
    let chains = chains(&snapshot.entries);
    check_chains(&chains, &mut found.problems);
    let mut digests = BTreeMap::new();
    for record in snapshot.records.iter().filter(|record| record.kind.is_lasting()) {
        let chain = ledger::chain(record.kind, &record.id);
        digests.insert(chain, snapshot::digest_of(record)?);
    }
    check_digests(&digests, &chains, &mut found.problems);
    check_checkpoints(&snapshot.checkpoints, &chains, anchor, &mut found.problems);
    check_files(snapshot, &mut found.problems);
    Ok(found)
}

/// The entries of each chain, in the order in which they stand.
pub(super) type Chains<'a> = BTreeMap<&'a str, Vec<&'a Sealed>>;

pub(super) fn chains(entries: &[Sealed]) -> Chains<'_> {
    let mut chains = Chains::new();
    for sealed in entries {
        chains.entry(&sealed.chain).or_default().push(sealed);
    }
    chains
}

pub(super) fn check_chains(chains: &Chains<'_>, problems: &mut Vec<String>) {
    for (chain, entries) in chains {
        check_chain(chain, entries, problems);
    }
}

fn check_chain(chain: &str, entries: &[&Sealed], problems: &mut Vec<String>) {
    let mut previous = "";
    for (expected, sealed) in (1_u64..).zip(entries) {
        let place = format!("{chain}, entry {}", sealed.number);
        if sealed.number != expected {
            problems.push(format!("{chain}: entry {expected} is missing"));
            return;
        }
        if sealed.previous != previous {
            problems.push(format!("{place}: it does not follow the entry before"));
        }
        if !sealed.is_unaltered() {
            problems.push(format!("{place}: it was altered"));
        }
        previous = &sealed.seal;
    }
}

/// The chains whose records were disposed of, as the chains of the certificates say.
fn disposed(chains: &Chains<'_>) -> BTreeSet<String> {
    let certificates = chains.iter().filter(|(chain, _)| chain.starts_with("certificate/"));
    let actions = certificates
        .flat_map(|(_, entries)| entries)
        .filter_map(|sealed| sealed.read())
        .map(|entry| entry.action);
    let named = actions.filter_map(|action| {
        let Action::DisposedOf { chains } = action else { return None };
        Some(chains)
    });
    named.flatten().collect()
}

/// Compares the digest of each record, by the name of its chain, with its last entry.
pub(super) fn check_digests(
    digests: &BTreeMap<String, String>,
    chains: &Chains<'_>,
    problems: &mut Vec<String>,
) {
    for (chain, digest) in digests {
        let last = chains.get(chain.as_str()).and_then(|entries| entries.last());
        match last {
            None => problems.push(format!("{chain}: it has no audit entry")),
            Some(last) if last.record != *digest => {
                problems.push(format!("{chain}: it is not what its last audit entry states"));
            }
            Some(_) => {}
        }
    }
    let disposed = disposed(chains);
    for (chain, entries) in chains.iter().filter(|(chain, _)| !digests.contains_key(**chain)) {
        let bare = entries.iter().all(|sealed| sealed.entry.is_none());
        if !disposed.contains(*chain) || !bare {
            problems.push(format!("{chain}: the record is missing"));
        }
    }
}

pub(super) fn check_checkpoints(
    checkpoints: &[Anchor],
    chains: &Chains<'_>,
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
    let last = checkpoints.last();
    if let Some(checkpoint) = last {
        let heads = heads_at(chains, checkpoint.number);
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
                "the anchor knows checkpoint {number} with {chains} records and {entries} audit \
                 entries; the store has less, or other ones"
            ));
        }
    }
}

/// The heads of all chains when a checkpoint was made: what was written while it or an earlier
/// one was being filled.
fn heads_at(chains: &Chains<'_>, checkpoint: u64) -> Heads {
    let last = |entries: &Vec<&Sealed>| {
        let last = entries.iter().rev().find(|sealed| sealed.checkpoint <= checkpoint)?;
        Some((last.number, last.seal.clone()))
    };
    let heads =
        chains.iter().filter_map(|(chain, entries)| Some(((*chain).to_owned(), last(entries)?)));
    heads.collect()
}

fn check_files(snapshot: &Snapshot, problems: &mut Vec<String>) {
    for sealed in &snapshot.entries {
        if let Some(Action::Signed { pdf, .. }) = sealed.read().map(|entry| entry.action)
            && !snapshot.files.contains_key(&pdf)
        {
            problems.push(format!("{}: the issued PDF {pdf} is missing", sealed.chain));
        }
    }
}
