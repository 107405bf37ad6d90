//! The key of the service: it is not among the records, so that a backup of them lets nobody in.
//!
//! Passwords are hashed with it, and secrets that have to be read again are locked with it. Neither can
//! be tried without it. Where there is no key, hashes are plain argon2id and secrets are as they are.
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use argon2::{Algorithm, Argon2, KeyId, ParamsBuilder, Version};
use jiff::civil::Date;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hkdf::{HKDF_SHA256, Prk, Salt};

use super::passwords::key_of;
use super::{Service, UseCaseError};
use crate::domain::hexadecimal::{from_hex, hex};
use crate::domain::people::Person;
use crate::store::{Store, StoreError, read_all};

/// The bytes of a key.
const LENGTH: usize = 32;

/// The bytes of the name of a key, which says nothing of the key.
const ID: usize = 4;

/// What a locked secret begins with. No secret in base 32 has a colon.
const LOCKED: &str = "locked";

/// The keys of the service, the one in use first. Others are those it had before: what was made with
/// them can be read, and is made anew when it is next used.
#[derive(Debug, Default)]
pub struct Keys(Vec<Key>);

/// One key, and what is derived from it.
struct Key {
    id: [u8; ID],
    /// What passwords are hashed with.
    pepper: [u8; LENGTH],
    /// What secrets are locked with.
    lock: LessSafeKey,
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Key").field(&hex(&self.id)).finish_non_exhaustive()
    }
}

/// Why a file of keys cannot be used. What is in it is not said.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// It cannot be read.
    #[error("the keys in {} cannot be read", .0.display())]
    Unread(PathBuf, #[source] std::io::Error),
    /// The key was stated in the place of its file.
    #[error("--key-file names a file that has the key; the key itself is not stated")]
    Itself,
    /// It has none.
    #[error("{} has no key: a line of 64 hexadecimal digits", .0.display())]
    Empty(PathBuf),
    /// A line is no key.
    #[error("line {line} of {} is not a key: 64 hexadecimal digits, made at random", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The number of the line, from 1.
        line: usize,
    },
    /// A key is there twice.
    #[error("line {line} of {} has a key that is above it already", path.display())]
    Twice {
        /// The file.
        path: PathBuf,
        /// The number of the second line, from 1.
        line: usize,
    },
}

/// Something was made with a key that the service was not given, or is damaged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "it was made with the key {0}, which the service was not given (--key-file), or it is damaged"
)]
pub struct KeyMissing(pub String);

/// How many people have a password or second factor that was made with a key. The one without a name
/// stands for no key.
pub type KeyUse = BTreeMap<Option<String>, usize>;

impl Key {
    fn of(bytes: &[u8]) -> Option<Self> {
        let root = Salt::new(HKDF_SHA256, b"loneliness-test").extract(bytes);
        let (name, lock) = (derived(&root, b"name")?, derived(&root, b"lock")?);
        let lock = LessSafeKey::new(UnboundKey::new(&CHACHA20_POLY1305, &lock).ok()?);
        let id = name.first_chunk().copied()?;
        Some(Self { id, pepper: derived(&root, b"passwords")?, lock })
    }

    /// What hashes passwords with this key, and checks them against hashes that were made with it.
    fn hasher(&self) -> Option<Argon2<'_>> {
        let params = ParamsBuilder::new().keyid(KeyId::new(&self.id).ok()?).build().ok()?;
        let (algorithm, version) = (Algorithm::default(), Version::default());
        Argon2::new_with_secret(&self.pepper, algorithm, version, params).ok()
    }
}

/// Bytes for one purpose, from which those for another cannot be found.
fn derived(root: &Prk, purpose: &[u8]) -> Option<[u8; LENGTH]> {
    let mut bytes = [0; LENGTH];
    root.expand(&[purpose], HKDF_SHA256).ok()?.fill(&mut bytes).ok()?;
    Some(bytes)
}

impl Keys {
    /// Reads a file with a key on each line, the one in use first. Empty lines, and those that begin
    /// with `#`, are left out.
    pub fn read(path: &Path) -> Result<Self, KeysError> {
        // It would be in the error, and so in the log.
        if path.to_str().is_some_and(|path| from_hex(path).is_some()) && !path.exists() {
            return Err(KeysError::Itself);
        }
        let text = std::fs::read_to_string(path);
        let text = text.map_err(|error| KeysError::Unread(path.to_owned(), error))?;
        let mut keys: Vec<Key> = Vec::new();
        for (line, stated) in (1..).zip(text.lines().map(str::trim)) {
            if stated.is_empty() || stated.starts_with('#') {
                continue;
            }
            let bytes = from_hex(stated).filter(|bytes| bytes.len() == LENGTH);
            // Sixty-four times the same digit is an example that nobody replaced.
            let bytes = bytes.filter(|bytes| bytes.iter().any(|byte| Some(byte) != bytes.first()));
            let key = bytes.and_then(|bytes| Key::of(&bytes));
            let key = key.ok_or_else(|| KeysError::Line { path: path.to_owned(), line })?;
            if keys.iter().any(|known| known.id == key.id) {
                return Err(KeysError::Twice { path: path.to_owned(), line });
            }
            keys.push(key);
        }
        if keys.is_empty() {
            return Err(KeysError::Empty(path.to_owned()));
        }
        Ok(Self(keys))
    }

    /// The names of the keys, the one in use first.
    pub fn names(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(|key| hex(&key.id))
    }

    fn named(&self, name: &str) -> Result<&Key, KeyMissing> {
        let key = self.0.iter().find(|key| hex(&key.id) == name);
        key.ok_or_else(|| KeyMissing(name.to_owned()))
    }

    /// What hashes passwords that are set now.
    pub(super) fn hasher(&self) -> Option<Argon2<'_>> {
        self.0.first().map_or_else(|| Some(Argon2::default()), Key::hasher)
    }

    /// What checks a password against a hash that was made with this key, or with none.
    pub(super) fn checker(&self, key: Option<&str>) -> Result<Argon2<'_>, KeyMissing> {
        let Some(name) = key else { return Ok(Argon2::default()) };
        self.named(name)?.hasher().ok_or_else(|| KeyMissing(name.to_owned()))
    }

    /// Locks a secret of a person, so that it is good for nobody else. As it is where there is no key.
    pub(super) fn lock(&self, owner: &str, secret: &str, nonce: [u8; NONCE_LEN]) -> Option<String> {
        let Some(key) = self.0.first() else { return Some(secret.to_owned()) };
        let mut bytes = secret.as_bytes().to_vec();
        let unique = Nonce::assume_unique_for_key(nonce);
        key.lock.seal_in_place_append_tag(unique, Aad::from(owner), &mut bytes).ok()?;
        Some(format!("{LOCKED}:{}:{}{}", hex(&key.id), hex(&nonce), hex(&bytes)))
    }

    /// The secret that a person's is. One that was kept before there was a key is not locked.
    pub(super) fn unlock(&self, owner: &str, kept: &str) -> Result<String, KeyMissing> {
        let Some(name) = key_of_lock(kept) else { return Ok(kept.to_owned()) };
        let key = self.named(name)?;
        let opened = || {
            let bytes = from_hex(kept.rsplit(':').next()?)?;
            let (nonce, sealed) = bytes.split_first_chunk::<NONCE_LEN>()?;
            let mut sealed = sealed.to_vec();
            let nonce = Nonce::assume_unique_for_key(*nonce);
            let opened = key.lock.open_in_place(nonce, Aad::from(owner), &mut sealed).ok()?;
            String::from_utf8(opened.to_vec()).ok()
        };
        opened().ok_or_else(|| KeyMissing(name.to_owned()))
    }

    /// Whether something was made with the key in use, or with none while there is none.
    pub(super) fn is_current(&self, key: Option<&str>) -> bool {
        self.names().next().as_deref() == key
    }

    /// What is amiss with the keys that people need, one line for each.
    pub fn missing(&self, used: &KeyUse) -> Vec<String> {
        let named = |name: &&String| self.named(name).is_err();
        let lost =
            used.iter().filter_map(|(key, people)| Some((key.as_ref().filter(named)?, people)));
        let line = |(key, people)| {
            format!(
                "the key {key} is missing (--key-file): {people} cannot sign in with a password"
            )
        };
        lost.map(line).collect()
    }

    /// How many people need a key that is not the one in use, or none.
    pub fn outdated(&self, used: &KeyUse) -> usize {
        let outdated = used.iter().filter(|(key, _)| !self.is_current(key.as_deref()));
        outdated.map(|(_, people)| people).sum()
    }
}

/// How many people in a store need which key. Those whose access has ended are left out: nothing of
/// theirs can be made anew.
pub async fn keys_in_use(store: &dyn Store, today: Date) -> Result<KeyUse, StoreError> {
    let mut used = KeyUse::new();
    let all: Vec<Person> = read_all(store, "email/", usize::MAX).await?;
    for person in all.into_iter().filter(|person| person.has_access(today)) {
        let password = person.password.as_deref().map(key_of);
        let kept = person.second_factor.as_ref().map(|factor| factor.secret.as_str());
        let factor = kept.map(|kept| key_of_lock(kept).map(ToOwned::to_owned));
        let both: BTreeSet<Option<String>> = password.into_iter().chain(factor).collect();
        for key in both {
            *used.entry(key).or_default() += 1;
        }
    }
    Ok(used)
}

impl Service {
    /// How many people need which key.
    pub async fn keys_in_use(&self) -> Result<KeyUse, UseCaseError> {
        Ok(keys_in_use(self.store.as_ref(), self.clock.today()).await?)
    }

    /// What is amiss with the keys that people need, one line for each.
    pub async fn missing_keys(&self) -> Result<Vec<String>, UseCaseError> {
        Ok(self.keys.missing(&self.keys_in_use().await?))
    }
}

/// The name of the key with which a secret is locked.
pub(super) fn key_of_lock(kept: &str) -> Option<&str> {
    let mut parts = kept.split(':');
    (parts.next() == Some(LOCKED)).then(|| parts.next()).flatten()
}
