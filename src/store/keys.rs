//! How records lie in a map of sorted keys: the layout that every embedded engine shares.
use std::collections::BTreeMap;
use std::ops::Range;

use sha2::{Digest as _, Sha256};

use super::{Kind, Record, StoreError, json};

/// Looks at a key and its value; `false` ends the scan.
pub(super) type See<'s> = dyn FnMut(&[u8], &[u8]) -> Result<bool, StoreError> + 's;

/// Something in which keys are looked up.
pub(super) trait Look {
    /// The value of a key.
    fn look(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError>;

    /// These keys are going to be looked at, so that far-off stores can ask for all at once.
    fn expect(&self, _keys: &[Vec<u8>]) -> Result<(), StoreError> {
        Ok(())
    }
}

/// A sorted map of bytes.
pub(super) trait Map: Look {
    /// Calls `see` with every pair whose key starts so and comes after `after`, in order,
    /// until it returns `false`.
    fn scan(
        &self,
        prefix: &[u8],
        after: Option<&[u8]>,
        see: &mut See<'_>,
    ) -> Result<(), StoreError>;
}

/// The first key that a scan may see.
pub(super) fn start(prefix: &[u8], after: Option<&[u8]>) -> Vec<u8> {
    after.map_or_else(|| prefix.to_vec(), |after| [after, b"\0"].concat())
}

/// What is to be put (`Some`) and removed (`None`), all at once.
pub(super) type Batch = BTreeMap<Vec<u8>, Option<Vec<u8>>>;

/// What lies under a batch, as it will be when the batch has been applied.
pub(super) struct Pending<'a, L: Look> {
    pub(super) under: &'a L,
    pub(super) batch: &'a Batch,
}

impl<L: Look> Look for Pending<'_, L> {
    fn look(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        match self.batch.get(key) {
            Some(pending) => Ok(pending.clone()),
            None => self.under.look(key),
        }
    }

    fn expect(&self, keys: &[Vec<u8>]) -> Result<(), StoreError> {
        self.under.expect(keys)
    }
}

/// Values are cut into pieces of this size: larger ones leave sled's log for files that it
/// never flushes.
const PIECE: usize = 24 << 10;

pub(super) fn record_key(kind: Kind, id: &str) -> Vec<u8> {
    format!("r/{}/{id}", kind.name()).into_bytes()
}

pub(super) fn index_key(kind: Kind, index: &str, id: &str) -> Vec<u8> {
    format!("i/{}/{index}\0{id}", kind.name()).into_bytes()
}

pub(super) fn index_prefix(kind: Kind, prefix: &str) -> Vec<u8> {
    format!("i/{}/{prefix}", kind.name()).into_bytes()
}

pub(super) fn chain_prefix(chain: &str) -> Vec<u8> {
    format!("a/{chain}/").into_bytes()
}

pub(super) fn entry_key(chain: &str, number: u64) -> Vec<u8> {
    format!("a/{chain}/{number:016x}").into_bytes()
}

pub(super) fn checkpoint_key(number: u64) -> Vec<u8> {
    format!("c/{number:016x}").into_bytes()
}

pub(super) fn once_key(once: &str) -> Vec<u8> {
    format!("o/{once}").into_bytes()
}

/// Under it stands the [`LAYOUT`] of the store.
pub(super) const FORMAT_KEY: &[u8] = b"m/format";

/// How values lie in the map: a higher number when that changes. Backups do not depend on it.
pub(super) const LAYOUT: u32 = 2;

fn piece_key(key: &[u8], piece: usize) -> Vec<u8> {
    let mut made = b"x/".to_vec();
    made.extend_from_slice(key);
    made.push(0);
    made.extend_from_slice(&u32::try_from(piece).unwrap_or(u32::MAX).to_be_bytes());
    made
}

/// The keys of all pieces of a value beside its first.
pub(super) fn pieces(key: &[u8]) -> Range<Vec<u8>> {
    let from = [b"x/", key, b"\0"].concat();
    let to = [b"x/", key, b"\x01"].concat();
    from..to
}

/// How many pieces a stored value has beside its first.
fn further_pieces(stored: &[u8]) -> usize {
    let count = stored.first_chunk::<4>().map_or(0, |bytes| u32::from_be_bytes(*bytes));
    usize::try_from(count).unwrap_or(0)
}

/// What a value begins with: it is as it was given, or packed.
const PLAIN: u8 = 0;
const PACKED: u8 = 1;

/// Shorter values are not packed.
const SHORT: usize = 128;

/// A value as it is kept. Packed, a store needs a third of the disk and of the memory: sled keeps
/// the pages that were read last, by their number rather than by their size.
fn pack(value: &[u8]) -> Vec<u8> {
    if value.len() < SHORT {
        return [&[PLAIN], value].concat();
    }
    [&[PACKED], lz4_flex::block::compress_prepend_size(value).as_slice()].concat()
}

/// The value of what [`pack`] made.
fn unpack(key: &[u8], kept: &[u8]) -> Result<Vec<u8>, StoreError> {
    let damaged = || corrupt(key, "it cannot be unpacked");
    let packed = match kept.split_first() {
        Some((&PLAIN, value)) => return Ok(value.to_vec()),
        Some((&PACKED, packed)) => packed,
        Some(_) | None => return Err(damaged()),
    };
    // A damaged length is not believed: no byte of this format stands for more than 255.
    let stated = packed.first_chunk::<4>().map(|bytes| u32::from_le_bytes(*bytes));
    let stated = stated.and_then(|length| usize::try_from(length).ok()).ok_or_else(damaged)?;
    if stated / 255 > packed.len() {
        return Err(damaged());
    }
    lz4_flex::block::decompress_size_prepended(packed).map_err(|_| damaged())
}

/// Puts a value of any size into the batch over `under`.
pub(super) fn put<L: Look>(
    under: &L,
    batch: &mut Batch,
    key: &[u8],
    value: &[u8],
) -> Result<(), StoreError> {
    let before = Pending { under, batch }.look(key)?.map_or(0, |stored| further_pieces(&stored));
    let value = pack(value);
    let mut pieces = value.chunks(PIECE);
    let first = pieces.next().unwrap_or(&[]);
    let mut further = 0;
    for (n, piece) in pieces.enumerate() {
        batch.insert(piece_key(key, n), Some(piece.to_vec()));
        further = n + 1;
    }
    for n in further..before {
        batch.insert(piece_key(key, n), None);
    }
    let mut stored = u32::try_from(further).unwrap_or(u32::MAX).to_be_bytes().to_vec();
    stored.extend_from_slice(first);
    batch.insert(key.to_vec(), Some(stored));
    Ok(())
}

/// Removes a value of any size.
pub(super) fn remove<L: Look>(under: &L, batch: &mut Batch, key: &[u8]) -> Result<(), StoreError> {
    let before = Pending { under, batch }.look(key)?.map_or(0, |stored| further_pieces(&stored));
    for n in 0..before {
        batch.insert(piece_key(key, n), None);
    }
    batch.insert(key.to_vec(), None);
    Ok(())
}

/// The whole value, given its first piece as it is stored.
pub(super) fn whole<L: Look>(at: &L, key: &[u8], stored: &[u8]) -> Result<Vec<u8>, StoreError> {
    let mut value = stored.get(4..).unwrap_or(&[]).to_vec();
    for n in 0..further_pieces(stored) {
        match at.look(&piece_key(key, n))? {
            Some(piece) => value.extend_from_slice(&piece),
            None => return Err(corrupt(key, "a piece of it is missing")),
        }
    }
    unpack(key, &value)
}

/// The value of a key, whole.
pub(super) fn get<L: Look>(at: &L, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
    match at.look(key)? {
        Some(stored) => whole(at, key, &stored).map(Some),
        None => Ok(None),
    }
}

pub(super) fn corrupt(key: &[u8], why: &str) -> StoreError {
    StoreError::Corrupt { key: String::from_utf8_lossy(key).into_owned(), why: why.to_owned() }
}

/// A record as bytes: digest, revision, length of the index keys, the keys, the body. The
/// digest covers the key too, so that a record in another's place is noticed.
pub(super) fn encode(record: &Record) -> Result<Vec<u8>, StoreError> {
    let indexes = json(&record.indexes)?;
    let mut rest = record.revision.to_be_bytes().to_vec();
    rest.extend_from_slice(&u32::try_from(indexes.len()).unwrap_or(u32::MAX).to_be_bytes());
    rest.extend_from_slice(&indexes);
    rest.extend_from_slice(&record.body);
    let mut bytes = digest(record.kind, &record.id, &rest).to_vec();
    bytes.extend_from_slice(&rest);
    Ok(bytes)
}

pub(super) fn digest(kind: Kind, id: &str, rest: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(record_key(kind, id));
    hash.update([0]);
    hash.update(rest);
    hash.finalize().into()
}

/// Reads a record back, and checks that it is what was written.
pub(super) fn decode(kind: Kind, id: &str, bytes: &[u8]) -> Result<Record, StoreError> {
    let damaged = |why: &str| corrupt(&record_key(kind, id), why);
    let (stored, rest) = bytes.split_first_chunk::<32>().ok_or_else(|| damaged("it is cut off"))?;
    if *stored != digest(kind, id, rest) {
        return Err(damaged("its digest does not match"));
    }
    let (revision, rest) = rest.split_first_chunk::<8>().ok_or_else(|| damaged("it is cut off"))?;
    let (length, rest) = rest.split_first_chunk::<4>().ok_or_else(|| damaged("it is cut off"))?;
    let length = usize::try_from(u32::from_be_bytes(*length)).unwrap_or(usize::MAX);
    let (indexes, body) = rest.split_at_checked(length).ok_or_else(|| damaged("it is cut off"))?;
    Ok(Record {
        kind,
        id: id.to_owned(),
        revision: u64::from_be_bytes(*revision),
        indexes: serde_json::from_slice(indexes).map_err(|_| damaged("its keys are not JSON"))?,
        body: body.to_vec(),
    })
}
