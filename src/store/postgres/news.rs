//! What processes tell each other about their changes.
//!
//! Each change leaves a note of the records that it touched, in the same transaction, under the time
//! of the database at which the transaction began. Transactions become visible in another order than
//! they began, so those who listen look back over a while each time, and remember what they have
//! heard: over a few seconds each time, and over as long as a change may take now and then. Who has not
//! listened for long, or finds that the clock of the database was put back, compares everything.
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use postgres::Client;
use postgres::types::{ToSql, Type};

use super::{Pool, connection, database};
use crate::store::keys::{self, Batch};
use crate::store::{Change, Kind, News, StoreError, json};

/// The time of the database in microseconds, in SQL.
pub(super) const NOW: &str = "(extract(epoch from now()) * 1000000)::bigint";

/// How far a listener looks back now and then: longer than a change may take.
const BACK: Duration = Duration::from_mins(1);

/// How far it looks back each time: longer than changes take.
const NEAR: Duration = Duration::from_secs(3);

/// How often it looks back as far as it can.
const NOW_AND_THEN: Duration = Duration::from_secs(2);

/// Who has not listened for so long compares everything.
const FORGETFUL: Duration = Duration::from_mins(10);

/// Notes are kept for so long.
const KEPT: Duration = Duration::from_mins(15);

/// All notes lie between these keys.
const FIRST: &[u8] = b"l/";
const LAST: &[u8] = b"l0";

/// What a process has heard.
#[derive(Debug)]
pub(super) struct Heard {
    /// The time of the database when it listened last.
    at: i64,
    /// The time of the database when it looked back as far as it can, and how long that is ago.
    far: (i64, Instant),
    /// The notes of the last while that it knows.
    known: BTreeSet<Vec<u8>>,
}

fn micros(duration: Duration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}

/// The first key of a time.
fn key(at: i64) -> Vec<u8> {
    format!("l/{:016x}/", at.max(0)).into_bytes()
}

/// Where the name of the process stands in the key of a note, in the counting of SQL, and its length.
const NODE: usize = 20;
const NODE_LENGTH: usize = 16;

/// The note that a change leaves.
pub(super) fn told(now: i64, node: &str, change: &Change) -> Result<Batch, StoreError> {
    // What is read is written down far more often than anything changes, and nobody waits for it.
    let is_news = |kind: Kind| kind.is_lasting() && kind != Kind::Access;
    let changed = change.changed().into_iter().filter(|(kind, _)| is_news(*kind));
    let changed: Vec<(&str, String)> = changed.map(|(kind, id)| (kind.name(), id)).collect();
    if changed.is_empty() {
        return Ok(Batch::new());
    }
    let random = getrandom::u64().map_err(|error| StoreError::Engine(error.into()))?;
    let key = [key(now), format!("{node}/{random:016x}").into_bytes()].concat();
    Ok(Batch::from([(key, Some(json(&changed)?))]))
}

/// Takes notes away that nobody needs any more.
pub(super) fn forget(pool: &Pool) -> Result<(), StoreError> {
    let mut client = connection(pool)?;
    let now = now(&mut client)?;
    let delete = "delete from lt_pair where key >= $1 and key < $2";
    let until = key(now - micros(KEPT));
    let done = client.execute_typed(delete, &[(&FIRST, Type::BYTEA), (&until, Type::BYTEA)]);
    done.map(drop).map_err(database)
}

fn now(client: &mut Client) -> Result<i64, StoreError> {
    let row = client.query_typed_one(&format!("select {NOW}"), &[]).map_err(database)?;
    row.try_get(0).map_err(database)
}

impl Heard {
    /// Everything before now is known.
    pub(super) fn from_now(client: &mut Client) -> Result<Self, StoreError> {
        let now = now(client)?;
        Ok(Self { at: now, far: (now, Instant::now()), known: BTreeSet::new() })
    }

    /// What others have changed since this was asked last.
    pub(super) fn listen(&mut self, client: &mut Client, node: &str) -> Result<News, StoreError> {
        // The first row has the time, and no note.
        let select = format!(
            "select null, null, {NOW} union all select key, value, 0 from lt_pair \
             where key >= $1 and key < $2 and substring(key from {NODE} for {NODE_LENGTH}) <> $3"
        );
        let is_far = self.far.1.elapsed() >= NOW_AND_THEN;
        let begun = Instant::now();
        let from = key(if is_far {
            self.far.0.min(self.at) - micros(BACK)
        } else {
            self.at - micros(NEAR)
        });
        let asked = [
            (&from as &(dyn ToSql + Sync), Type::BYTEA),
            (&LAST, Type::BYTEA),
            (&node.as_bytes(), Type::BYTEA),
        ];
        let asked = client.query_typed(&select, &asked);
        let mut now = self.at;
        let (mut news, mut known) = (News::default(), BTreeSet::new());
        for row in asked.map_err(database)? {
            let key: Option<Vec<u8>> = row.try_get(0).map_err(database)?;
            let Some(key) = key else {
                now = row.try_get(2).map_err(database)?;
                continue;
            };
            if !self.known.contains(&key) {
                let value: Vec<u8> = row.try_get(1).map_err(database)?;
                news.records.extend(read(&key, &value)?);
            }
            known.insert(key);
        }
        let silence = now - self.at;
        news.missed = silence < 0 || silence > micros(FORGETFUL);
        if is_far {
            self.known = known;
            self.far = (now, begun);
        } else {
            self.known.append(&mut known);
        }
        self.at = now;
        Ok(news)
    }
}

/// The records that a note names. Kinds of a newer program are nothing to this one.
fn read(key: &[u8], value: &[u8]) -> Result<Vec<(Kind, String)>, StoreError> {
    let named: Vec<(String, String)> = serde_json::from_slice(value)
        .map_err(|_| keys::corrupt(key, "it is not a note of a change"))?;
    let known = named.into_iter().filter_map(|(kind, id)| Some((Kind::named(&kind)?, id)));
    Ok(known.collect())
}
