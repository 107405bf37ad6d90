//! A table of keys as a sorted map, within a transaction.
//!
//! The types of what is asked with are stated: the database is then asked once for each statement, not
//! first for the types.
use std::cell::RefCell;
use std::collections::BTreeMap;

use postgres::types::{ToSql, Type};
use postgres::{Client, Transaction};

use super::database;
use crate::store::StoreError;
use crate::store::keys::{self, Batch, Look, Map, See};

/// How many pairs are asked for at once: few first, because most scans are short.
const FEW: i64 = 64;
const MANY: i64 = 1_024;

/// So many pairs are written by one statement.
const TOGETHER: usize = 1_000;

/// The pairs as a transaction sees them.
pub(super) struct PostgresMap<'t> {
    transaction: RefCell<Transaction<'t>>,
    /// What was asked for before it is looked up. A transaction that asks so sees one state.
    expected: RefCell<BTreeMap<Vec<u8>, Option<Vec<u8>>>>,
}

impl<'t> PostgresMap<'t> {
    pub(super) fn of(transaction: Transaction<'t>) -> Self {
        Self { transaction: RefCell::new(transaction), expected: RefCell::default() }
    }

    pub(super) fn into_transaction(self) -> Transaction<'t> {
        self.transaction.into_inner()
    }

    /// The hashes of the kept files.
    pub(super) fn file_names(&self) -> Result<Vec<String>, StoreError> {
        let select = "select hash from lt_file order by hash";
        let rows = self.transaction.borrow_mut().query_typed(select, &[]).map_err(database)?;
        rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>().map_err(database)
    }

    /// A kept file.
    pub(super) fn file(&self, hash: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let select = "select bytes from lt_file where hash = $1";
        let asked = self.transaction.borrow_mut().query_typed_opt(select, &[(&hash, Type::TEXT)]);
        let row = asked.map_err(database)?;
        row.map(|row| row.try_get(0)).transpose().map_err(database)
    }
}

impl Look for PostgresMap<'_> {
    fn look(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        if let Some(value) = self.expected.borrow().get(key) {
            return Ok(value.clone());
        }
        let select = "select value from lt_pair where key = $1";
        let asked = self.transaction.borrow_mut().query_typed_opt(select, &[(&key, Type::BYTEA)]);
        let row = asked.map_err(database)?;
        row.map(|row| row.try_get(0)).transpose().map_err(database)
    }

    fn expect(&self, keys: &[Vec<u8>]) -> Result<(), StoreError> {
        if keys.is_empty() {
            return Ok(());
        }
        let select = "select key, value from lt_pair where key = any($1)";
        let asked =
            self.transaction.borrow_mut().query_typed(select, &[(&keys, Type::BYTEA_ARRAY)]);
        let rows = asked.map_err(database)?;
        let mut expected = self.expected.borrow_mut();
        expected.extend(keys.iter().map(|key| (key.clone(), None)));
        for row in rows {
            expected.insert(row.try_get(0).map_err(database)?, row.try_get(1).map_err(database)?);
        }
        Ok(())
    }
}

impl Map for PostgresMap<'_> {
    fn scan(
        &self,
        prefix: &[u8],
        after: Option<&[u8]>,
        see: &mut See<'_>,
    ) -> Result<(), StoreError> {
        let mut start = keys::start(prefix, after);
        // Keys begin with letters, so there is a byte after the last one of every prefix.
        let mut end = prefix.to_vec();
        if let Some(last) = end.last_mut() {
            *last = last.saturating_add(1);
        }
        let select = "select key, value from lt_pair where key >= $1 and key < $2 order by key \
                      limit $3";
        let mut limit = FEW;
        loop {
            let asked = [
                (&start as &(dyn ToSql + Sync), Type::BYTEA),
                (&end, Type::BYTEA),
                (&limit, Type::INT8),
            ];
            let rows = self.transaction.borrow_mut().query_typed(select, &asked);
            let rows = rows.map_err(database)?;
            let full = i64::try_from(rows.len()).is_ok_and(|n| n == limit);
            for row in rows {
                let key: Vec<u8> = row.try_get(0).map_err(database)?;
                let value: Vec<u8> = row.try_get(1).map_err(database)?;
                if !see(&key, &value)? {
                    return Ok(());
                }
                start = [key.as_slice(), b"\0"].concat();
            }
            if !full {
                return Ok(());
            }
            limit = MANY;
        }
    }
}

/// A key and all the pieces of its value, as one statement finds them.
pub(super) fn one(
    client: &mut Client,
    key: &[u8],
) -> Result<BTreeMap<Vec<u8>, Vec<u8>>, StoreError> {
    let select = "select key, value from lt_pair where key = $1 union all \
                  select key, value from lt_pair where key >= $2 and key < $3";
    let pieces = keys::pieces(key);
    let asked = [
        (&key as &(dyn ToSql + Sync), Type::BYTEA),
        (&pieces.start, Type::BYTEA),
        (&pieces.end, Type::BYTEA),
    ];
    let rows = client.query_typed(select, &asked).map_err(database)?;
    let pairs = rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?)));
    pairs.collect::<Result<_, _>>().map_err(database)
}

/// Puts and removes pairs.
pub(super) fn write(transaction: &mut Transaction<'_>, batch: Batch) -> Result<(), StoreError> {
    let (mut keys, mut values, mut removed) = (Vec::new(), Vec::new(), Vec::new());
    for (key, value) in batch {
        match value {
            Some(value) => {
                keys.push(key);
                values.push(value);
            }
            None => removed.push(key),
        }
    }
    let insert = "insert into lt_pair (key, value) select * from unnest($1::bytea[], $2::bytea[]) \
                  on conflict (key) do update set value = excluded.value";
    for (keys, values) in keys.chunks(TOGETHER).zip(values.chunks(TOGETHER)) {
        let put = [(&keys as &(dyn ToSql + Sync), Type::BYTEA_ARRAY), (&values, Type::BYTEA_ARRAY)];
        transaction.execute_typed(insert, &put).map_err(database)?;
    }
    if !removed.is_empty() {
        let delete = "delete from lt_pair where key = any($1)";
        transaction.execute_typed(delete, &[(&removed, Type::BYTEA_ARRAY)]).map_err(database)?;
    }
    Ok(())
}
