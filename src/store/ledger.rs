//! What a change does to the map: expected revisions, records, index keys, sealed entries.
use std::collections::BTreeMap;

use super::keys::{self, Batch, Look, Map, Pending};
use super::{Change, Heads, Kind, Page, Query, Record, StoreError, Write, json};
use crate::domain::hexadecimal::hex;
use crate::domain::seal::Sealed;

/// Works out everything that a change puts and removes, and adds it to `group`, which holds
/// what comes before it in the same group. A change that cannot be made leaves no trace there.
pub(super) fn apply<M: Map>(
    map: &M,
    group: &mut Batch,
    heads: &mut Heads,
    checkpoint: u64,
    change: &Change,
) -> Result<(), StoreError> {
    let before = Pending { under: map, batch: group };
    let (mut batch, mut new_heads) = (Batch::new(), Heads::new());
    if let Some(once) = &change.once {
        let key = keys::once_key(once);
        if before.look(&key)?.is_some() {
            return Err(StoreError::AlreadyDone);
        }
        batch.insert(key, Some(Vec::new()));
    }
    check_given(&before, change)?;
    for write in &change.writes {
        write_record(&before, &mut batch, write)?;
        if let Some(sealed) = seal(heads, &new_heads, checkpoint, write)? {
            let bytes = json(&sealed)?;
            keys::put(&before, &mut batch, &keys::entry_key(&sealed.chain, sealed.number), &bytes)?;
            new_heads.insert(sealed.chain, (sealed.number, sealed.seal));
        }
    }
    for (kind, id) in &change.removals {
        if kind.is_lasting() {
            return Err(StoreError::Unaudited);
        }
        let stored = read(&Pending { under: &before, batch: &batch }, *kind, id)?;
        if let Some(record) = stored {
            remove_indexes(&mut batch, &record);
            keys::remove(&before, &mut batch, &keys::record_key(*kind, id))?;
        }
    }
    for (kind, id) in &change.disposals {
        dispose(map, group, &mut batch, *kind, id)?;
    }
    group.append(&mut batch);
    heads.extend(new_heads);
    Ok(())
}

/// The keys of the records that a change was decided on.
pub(super) fn given_keys(change: &Change) -> Vec<Vec<u8>> {
    change.given.iter().map(|(kind, id, _)| keys::record_key(*kind, id)).collect()
}

/// Refuses a change when a record that it was decided on is another by now.
fn check_given<L: Look>(before: &L, change: &Change) -> Result<(), StoreError> {
    before.expect(&given_keys(change))?;
    for (kind, id, revision) in &change.given {
        if read(before, *kind, id)?.map(|record| record.revision) != Some(*revision) {
            return Err(StoreError::Conflict);
        }
    }
    Ok(())
}

/// Removes a lasting record, and takes the content out of its audit entries. Their seals cover the
/// digest of the content, so the chain still proves what it proved.
fn dispose<M: Map>(
    map: &M,
    group: &Batch,
    batch: &mut Batch,
    kind: Kind,
    id: &str,
) -> Result<(), StoreError> {
    let before = Pending { under: map, batch: group };
    let record = read(&before, kind, id)?.ok_or(StoreError::Conflict)?;
    remove_indexes(batch, &record);
    keys::remove(&before, batch, &keys::record_key(kind, id))?;
    let prefix = keys::chain_prefix(&chain(kind, id));
    let mut places: Vec<Vec<u8>> = Vec::new();
    map.scan(&prefix, None, &mut |key, _| {
        places.push(key.to_vec());
        Ok(true)
    })?;
    // What the same group has written before is not in the map yet.
    places.extend(group.keys().filter(|key| key.starts_with(&prefix)).cloned());
    for key in places {
        let Some(bytes) = keys::get(&before, &key)? else { continue };
        let sealed = serde_json::from_slice::<Sealed>(&bytes);
        let sealed = sealed.map_err(|_| keys::corrupt(&key, "it is not an audit entry"))?;
        let bare = Sealed { entry: None, ..sealed };
        let bytes = json(&bare)?;
        keys::put(&before, batch, &key, &bytes)?;
    }
    Ok(())
}

fn write_record<L: Look>(before: &L, batch: &mut Batch, write: &Write) -> Result<(), StoreError> {
    let record = &write.record;
    let stored = read(&Pending { under: before, batch }, record.kind, &record.id)?;
    if stored.as_ref().map(|stored| stored.revision) != write.expected {
        return Err(StoreError::Conflict);
    }
    if let Some(stored) = &stored {
        remove_indexes(batch, stored);
    }
    for index in &record.indexes {
        batch.insert(keys::index_key(record.kind, index, &record.id), Some(Vec::new()));
    }
    let bytes = keys::encode(record)?;
    keys::put(before, batch, &keys::record_key(record.kind, &record.id), &bytes)
}

fn remove_indexes(batch: &mut Batch, record: &Record) {
    for index in &record.indexes {
        batch.insert(keys::index_key(record.kind, index, &record.id), None);
    }
}

fn seal(
    heads: &Heads,
    new_heads: &Heads,
    checkpoint: u64,
    write: &Write,
) -> Result<Option<Sealed>, StoreError> {
    let record = &write.record;
    let entry = match (&write.entry, record.kind.is_lasting()) {
        (Some(entry), _) => {
            serde_json::to_string(entry).map_err(|error| StoreError::Engine(error.into()))?
        }
        (None, true) => return Err(StoreError::Unaudited),
        (None, false) => return Ok(None),
    };
    let chain = chain(record.kind, &record.id);
    let head = new_heads.get(&chain).or_else(|| heads.get(&chain));
    let digest = record_digest(record)?;
    let head = head.map(|(number, seal)| (*number, seal.as_str()));
    Ok(Some(Sealed::after(head, &chain, checkpoint, entry, digest)))
}

/// The name of a record's chain.
pub(super) fn chain(kind: Kind, id: &str) -> String {
    format!("{}/{id}", kind.name())
}

/// How many entries each chain of a kind has, by the id of its record.
pub(super) fn stamps(heads: &Heads, kind: Kind) -> BTreeMap<String, u64> {
    let prefix = chain(kind, "");
    let of_kind = heads.range(prefix.clone()..).take_while(|(chain, _)| chain.starts_with(&prefix));
    of_kind
        .filter_map(|(chain, (number, _))| Some((chain.strip_prefix(&prefix)?.to_owned(), *number)))
        .collect()
}

/// The digest of a record as it is stored, in hexadecimal.
pub(super) fn record_digest(record: &Record) -> Result<String, StoreError> {
    let bytes = keys::encode(record)?;
    Ok(hex(bytes.get(..32).unwrap_or(&[])))
}

/// Reads a record.
pub(super) fn read<L: Look>(at: &L, kind: Kind, id: &str) -> Result<Option<Record>, StoreError> {
    let bytes = keys::get(at, &keys::record_key(kind, id))?;
    bytes.map(|bytes| keys::decode(kind, id, &bytes)).transpose()
}

/// Answers a query.
pub(super) fn find<M: Map>(map: &M, kind: Kind, query: &Query) -> Result<Page, StoreError> {
    let prefix = keys::index_prefix(kind, &query.prefix);
    let (mut places, mut more) = (Vec::new(), false);
    map.scan(&prefix, query.after.as_deref(), &mut |key, _| {
        more = places.len() == query.limit;
        if !more {
            places.push(key.to_vec());
        }
        Ok(!more)
    })?;
    let id_of = |place: &Vec<u8>| {
        let id = place.rsplit(|byte| *byte == 0).next().unwrap_or(&[]);
        String::from_utf8_lossy(id).into_owned()
    };
    let keys: Vec<Vec<u8>> =
        places.iter().map(|place| keys::record_key(kind, &id_of(place))).collect();
    map.expect(&keys)?;
    let mut records = Vec::new();
    for place in &places {
        match read(map, kind, &id_of(place))? {
            Some(record) => records.push(record),
            None => return Err(keys::corrupt(place, "the record that it names is missing")),
        }
    }
    let next = more.then(|| places.pop()).flatten();
    Ok(Page { records, next })
}

/// How many index keys start so.
pub(super) fn count<M: Map>(map: &M, kind: Kind, prefix: &str) -> Result<usize, StoreError> {
    let mut count = 0;
    map.scan(&keys::index_prefix(kind, prefix), None, &mut |_, _| {
        count += 1;
        Ok(true)
    })?;
    Ok(count)
}

/// The entries of a chain, oldest first.
pub(super) fn entries<M: Map>(map: &M, chain: &str) -> Result<Vec<Sealed>, StoreError> {
    let mut found = Vec::new();
    map.scan(&keys::chain_prefix(chain), None, &mut |key, stored| {
        let bytes = keys::whole(map, key, stored)?;
        let sealed = serde_json::from_slice(&bytes);
        found.push(sealed.map_err(|_| keys::corrupt(key, "it is not an audit entry"))?);
        Ok(true)
    })?;
    Ok(found)
}
