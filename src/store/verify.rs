//! Proves that a snapshot is whole and unaltered, or says where it is not.
use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::checkpoint::Anchor;
use super::parts::{Part, Parts};
use super::{Heads, Kind, Record, SnapshotError, hash_of, ledger, snapshot};
use crate::domain::assessment::State;
use crate::domain::audit::Action;
use crate::domain::organisation::Organisation;
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
    /// The SHA-256 of each kept file.
    pub files: BTreeSet<String>,
    /// Everything that is wrong, with its place.
    pub problems: Vec<String>,
}

/// Checks every record, chain, checkpoint and file, and that nothing that the anchor knew
/// is gone.
pub fn verify(from: &dyn Parts, anchor: Option<&Anchor>) -> Result<Verified, SnapshotError> {
    let mut verifying = Verifying::default();
    from.each(&mut |part| verifying.part(&part))?;
    Ok(verifying.end(anchor))
}

/// A verification under way.
#[derive(Debug, Default)]
pub(super) struct Verifying {
    proof: Proof,
    entries: usize,
    checkpoints: Vec<Anchor>,
    /// The files that were issued, with the chains of what they belong to.
    issued: BTreeSet<(String, String)>,
    files: BTreeSet<String>,
    problems: Vec<String>,
}

impl Verifying {
    pub(super) fn part(&mut self, part: &Part) -> Result<(), SnapshotError> {
        match part {
            Part::Record(record) if record.kind.is_lasting() => {
                let (digest, chain) =
                    (snapshot::digest_of(record)?, ledger::chain(record.kind, &record.id));
                self.issued.extend(kept_by(record).into_iter().map(|file| (chain.clone(), file)));
                self.proof.record(chain, digest);
            }
            Part::Record(_) => {}
            Part::Entry(sealed) => {
                self.entries += 1;
                self.issued.extend(issued(sealed).map(|pdf| (sealed.chain.clone(), pdf)));
                self.proof.entry(sealed);
            }
            Part::Checkpoint(checkpoint) => self.checkpoints.push(checkpoint.clone()),
            Part::File { sha256, bytes } => {
                if hash_of(bytes) != *sha256 {
                    self.problems.push(format!("the file {sha256} was altered"));
                }
                self.files.insert(sha256.clone());
            }
        }
        Ok(())
    }

    pub(super) fn end(self, anchor: Option<&Anchor>) -> Verified {
        let Self { proof, entries, checkpoints, issued, files, mut problems } = self;
        let records = proof.records();
        problems.extend(proof.problems(&checkpoints, anchor));
        let missing = issued.into_iter().filter(|(_, file)| !files.contains(file));
        problems.extend(
            missing.map(|(chain, file)| format!("{chain}: the kept file {file} is missing")),
        );
        Verified { records, entries, checkpoints: checkpoints.len(), files, problems }
    }
}

/// What is remembered of a chain while it is read, so that its entries need not be kept.
#[derive(Debug, Default)]
struct Chain {
    /// How many entries there are, with the checkpoint and the seal of the last one.
    last: (u64, u64, String),
    /// The same of the last entry that an earlier checkpoint covers: the last checkpoint covers
    /// either this one or the last.
    earlier: Option<(u64, u64, String)>,
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
        let expected = chain.last.0.saturating_add(1);
        let place = || format!("{}, entry {}", sealed.chain, sealed.number);
        if chain.is_broken {
        } else if sealed.number == expected {
            if sealed.previous != chain.last.2 {
                self.found.push(format!("{}: it does not follow the entry before", place()));
            }
            if !sealed.is_unaltered() {
                self.found.push(format!("{}: it was altered", place()));
            }
        } else {
            self.found.push(format!("{}: entry {expected} is missing", sealed.chain));
            chain.is_broken = true;
        }
        let before = (expected, sealed.checkpoint, sealed.seal.clone());
        let before = std::mem::replace(&mut chain.last, before);
        if before.0 > 0 && before.1 != sealed.checkpoint {
            chain.earlier = Some(before);
        }
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
            let known = [Some(&entries.last), entries.earlier.as_ref()].into_iter().flatten();
            let mut covered = known.filter(|(_, filled, _)| *filled <= checkpoint);
            covered.next().map(|(number, _, seal)| (chain.clone(), (*number, seal.clone())))
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
fn issued(sealed: &Sealed) -> Option<String> {
    match sealed.read().map(|entry| entry.action) {
        Some(Action::Signed { pdf, .. }) => Some(pdf),
        Some(_) | None => None,
    }
}

/// The files that a record names: those that were issued with a signature, and the logo of an
/// organisation.
fn kept_by(record: &Record) -> Vec<String> {
    #[derive(Deserialize)]
    struct Signed {
        state: State,
    }
    if record.kind == Kind::Assessment
        && let Ok(Signed { state: State::Signed(signature) }) = serde_json::from_slice(&record.body)
    {
        return signature.files();
    }
    if record.kind == Kind::Organisation
        && let Ok(Organisation { facts, .. }) = record.read()
    {
        return facts.documents.logo.map(|logo| logo.file).into_iter().collect();
    }
    // What cannot be read is found by its digest.
    Vec::new()
}
