//! Carrying changes out, and checkpoints over all chains.
//!
//! A change sees one state of the database, and the database refuses it when a row that it writes was
//! written by another since. Whatever a change is decided on is either written by it (records, the
//! heads of their chains, the key of the form) or named in `given`, whose rows are locked: so two
//! changes that look at what the other writes cannot both be carried out. Serialisable transactions
//! would promise the same, but refuse changes of other records whose keys lie in the same page.
use std::time::{Duration, Instant};

use postgres::error::SqlState;
use postgres::types::Type;
use postgres::{IsolationLevel, Transaction};

use super::map::{PostgresMap, write};
use super::news::{self, NOW};
use super::{Pool, connection, database};
use crate::store::checkpoint::Anchor;
use crate::store::keys::{self, Batch, Look as _, Map as _};
use crate::store::{Change, Heads, StoreError, json, ledger};

/// A change that took longer is not carried out: others look back only so far (see `news`).
const LONGEST: Duration = Duration::from_secs(20);

/// How often a change is tried when others are faster.
const TRIES: u32 = 12;

/// The row that changes share and a checkpoint takes for itself. It holds the number of the last
/// checkpoint.
pub(super) const GATE: &[u8] = b"m/checkpoint";

/// Where the seal of the last entry of a chain is kept.
pub(super) fn head_key(chain: &str) -> Vec<u8> {
    format!("h/{chain}").into_bytes()
}

/// Whether another transaction was faster, so that this one is to be tried again.
pub(super) fn was_overtaken(error: &StoreError) -> bool {
    let StoreError::Engine(source) = error else { return false };
    let code = source.downcast_ref::<postgres::Error>().and_then(postgres::Error::code);
    code.is_some_and(|code| {
        *code == SqlState::T_R_SERIALIZATION_FAILURE
            || *code == SqlState::T_R_DEADLOCK_DETECTED
            || *code == SqlState::UNIQUE_VIOLATION
            || *code == SqlState::DUPLICATE_TABLE
    })
}

/// The number of the last checkpoint, and the time of the database. The row is held until the end
/// of the transaction.
fn gate(transaction: &mut Transaction<'_>, lock: &str) -> Result<(u64, i64), StoreError> {
    let select = format!("select value, {NOW} from lt_pair where key = $1 for {lock}");
    let asked = transaction.query_typed_one(&select, &[(&GATE, Type::BYTEA)]);
    let row = asked.map_err(database)?;
    let number: Vec<u8> = row.try_get(0).map_err(database)?;
    let number = String::from_utf8_lossy(&number).parse();
    let number = number.map_err(|_| keys::corrupt(GATE, "it is not a number"))?;
    Ok((number, row.try_get(1).map_err(database)?))
}

fn head(chain: &str, value: &[u8]) -> Result<(u64, String), StoreError> {
    serde_json::from_slice(value)
        .map_err(|_| keys::corrupt(chain.as_bytes(), "its last seal cannot be read"))
}

/// One try to carry a change out.
fn attempt(pool: &Pool, node: &str, change: &Change) -> Result<(), StoreError> {
    let started = Instant::now();
    let mut client = connection(pool)?;
    let transaction = client.build_transaction().isolation_level(IsolationLevel::RepeatableRead);
    let mut transaction = transaction.start().map_err(database)?;
    let (last, now) = gate(&mut transaction, "share")?;
    let given = ledger::given_keys(change);
    if !given.is_empty() {
        let select = "select key from lt_pair where key = any($1) order by key for share";
        transaction.execute_typed(select, &[(&given, Type::BYTEA_ARRAY)]).map_err(database)?;
    }
    let map = PostgresMap::of(transaction);
    let sealed = change.writes.iter().filter(|item| item.entry.is_some());
    let chains = sealed.map(|item| ledger::chain(item.record.kind, &item.record.id));
    let chains: Vec<String> = chains.collect();
    let records = change.changed().into_iter().map(|(kind, id)| keys::record_key(kind, &id));
    let known: Vec<Vec<u8>> = chains.iter().map(|chain| head_key(chain)).chain(records).collect();
    map.expect(&known)?;
    let mut heads = Heads::new();
    for chain in chains {
        if let Some(value) = map.look(&head_key(&chain))? {
            let known = head(&chain, &value)?;
            heads.insert(chain, known);
        }
    }
    let before = heads.clone();
    let mut batch = Batch::new();
    ledger::apply(&map, &mut batch, &mut heads, last + 1, change)?;
    for (chain, head) in heads.iter().filter(|(chain, head)| before.get(*chain) != Some(*head)) {
        batch.insert(head_key(chain), Some(json(head)?));
    }
    batch.extend(news::told(now, node, change)?);
    let mut transaction = map.into_transaction();
    write(&mut transaction, batch)?;
    if started.elapsed() > LONGEST {
        return Err(StoreError::Unavailable("the database is too slow".to_owned()));
    }
    transaction.commit().map_err(database)
}

/// Carries a change out, again and again while others are faster.
pub(super) fn carry_out(pool: &Pool, node: &str, change: &Change) -> Result<(), StoreError> {
    let mut tries = 0;
    loop {
        match attempt(pool, node, change) {
            Err(error) if was_overtaken(&error) && tries < TRIES => {
                tries += 1;
                // Not all at the same moment again: a few milliseconds, more each time.
                let random = getrandom::u32().unwrap_or(0) % (4 << tries.min(6));
                std::thread::sleep(Duration::from_millis(u64::from(random)));
            }
            // Those who were always faster have changed what this one wanted to change.
            Err(error) if was_overtaken(&error) => return Err(StoreError::Conflict),
            done => return done,
        }
    }
}

/// Writes a checkpoint over all chains, unless the last one says the same. Changes wait meanwhile.
pub(super) fn checkpoint(pool: &Pool) -> Result<(), StoreError> {
    let mut client = connection(pool)?;
    // Each statement sees what was there when it began: with the lock, nothing is added after it.
    let transaction = client.build_transaction().isolation_level(IsolationLevel::ReadCommitted);
    let mut transaction = transaction.start().map_err(database)?;
    let (last, _) = gate(&mut transaction, "update")?;
    let map = PostgresMap::of(transaction);
    let previous = map.look(&keys::checkpoint_key(last))?;
    let previous: Option<Anchor> = previous.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let previous = previous.ok_or_else(|| keys::corrupt(GATE, "its checkpoint is missing"))?;
    let heads = all_heads(&map, "")?;
    let next = Anchor::over(&heads, last + 1, &previous.hash);
    if next.root == previous.root {
        return Ok(());
    }
    let batch = Batch::from([
        (keys::checkpoint_key(next.number), Some(json(&next)?)),
        (GATE.to_vec(), Some(next.number.to_string().into_bytes())),
    ]);
    let mut transaction = map.into_transaction();
    write(&mut transaction, batch)?;
    transaction.commit().map_err(database)
}

/// The heads of the chains whose names start so.
pub(super) fn all_heads(map: &PostgresMap<'_>, prefix: &str) -> Result<Heads, StoreError> {
    let mut heads = Heads::new();
    map.scan(&head_key(prefix), None, &mut |key, value| {
        let chain = String::from_utf8_lossy(key.get(2..).unwrap_or(&[])).into_owned();
        let known = head(&chain, value)?;
        heads.insert(chain, known);
        Ok(true)
    })?;
    Ok(heads)
}
