//! Passwords: argon2id, off the threads that answer requests.
use std::sync::Arc;

use argon2::{Argon2, Params, PasswordHash, PasswordHasher as _, PasswordVerifier as _};
use serde::{Deserialize, Serialize};
use zxcvbn::Score;

use super::keys::{KeyMissing, Keys};
use super::turns::in_turn;
use super::{Service, UseCaseError};
use crate::domain::hexadecimal::hex;
use crate::domain::people::Person;

/// The shortest password, in characters (NCSC: length before complexity).
pub(super) const MIN_LENGTH: usize = 12;

/// The longest password that is hashed (ASVS 2.1.2).
const MAX_LENGTH: usize = 128;

/// Passwords that are found with fewer than 100 million guesses are refused (zxcvbn, which knows the
/// 30,000 that are used most, names, words, dates, and how they are varied).
const STRENGTH: Score = Score::Three;

/// Why a password cannot be used: the key of the message.
pub(super) async fn problem(password: &str, email: &str) -> Option<&'static str> {
    // Several spaces in a row count as one (ASVS 2.1.1).
    let repeated = password.as_bytes().windows(2).filter(|pair| *pair == b"  ").count();
    let length = password.chars().count();
    let name = email.split('@').next().unwrap_or("");
    if length - repeated < MIN_LENGTH {
        Some("fault-password-short")
    } else if length > MAX_LENGTH {
        Some("fault-password-long")
    } else if !name.is_empty() && password.to_lowercase().contains(name) {
        Some("fault-password-name")
    } else {
        let (password, email) = (password.to_owned(), email.to_owned());
        let about: Vec<String> = email.split(['@', '.']).map(ToOwned::to_owned).collect();
        let score = in_turn(move || {
            let about: Vec<&str> = about.iter().map(String::as_str).collect();
            zxcvbn::zxcvbn(&password, &about).score()
        });
        let is_strong = score.await.is_some_and(|score| score >= STRENGTH);
        (!is_strong).then_some("fault-password-guessable")
    }
}

/// The argon2id hash of a password, with a salt of its own and the key of the service.
pub(super) async fn hash(password: String, salt: [u8; 16], keys: Arc<Keys>) -> Option<String> {
    let made = in_turn(move || {
        let hash = keys.hasher()?.hash_password_with_salt(password.as_bytes(), &salt).ok()?;
        Some(hash.to_string())
    });
    made.await.flatten()
}

/// The parameters with which a hash was made.
fn params_of(hash: &str) -> Option<Params> {
    Params::try_from(&PasswordHash::new(hash).ok()?).ok()
}

/// The name of the key with which a hash was made.
pub(super) fn key_of(hash: &str) -> Option<String> {
    let params = params_of(hash)?;
    (!params.keyid().is_empty()).then(|| hex(params.keyid()))
}

/// Whether a hash is as it would be made now: with the key in use, and with as much work.
fn is_current(hash: &str, keys: &Keys) -> bool {
    let work = |params: &Params| (params.m_cost(), params.t_cost(), params.p_cost());
    let same_work = params_of(hash).is_some_and(|made| work(&made) == work(&Params::default()));
    same_work && keys.is_current(key_of(hash).as_deref())
}

/// A hash that takes the place of one whose password was right.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Renewal {
    from: String,
    to: String,
}

impl Renewal {
    /// Gives a person the new hash, unless their password has changed since.
    pub(super) fn give(self, person: &mut Person) {
        if person.password.as_ref() == Some(&self.from) {
            person.password = Some(self.to);
        }
    }
}

impl Service {
    /// Whether a password has this hash. Without a hash the same work is done, so that the time
    /// does not tell whether an account exists.
    pub(super) async fn is_password(
        &self,
        password: &str,
        hash: Option<String>,
    ) -> Result<bool, KeyMissing> {
        let (password, keys) = (password.to_owned(), Arc::clone(&self.keys));
        let verified = in_turn(move || {
            let Some(hash) = hash else {
                let _same_work =
                    Argon2::default().hash_password_with_salt(password.as_bytes(), &[7; 16]);
                return Ok(false);
            };
            let checker = keys.checker(key_of(&hash).as_deref())?;
            Ok(checker.verify_password(password.as_bytes(), hash.as_str()).is_ok())
        });
        verified.await.unwrap_or(Ok(false))
    }

    /// What a hash becomes whose password was right; none while it is as it would be made now.
    pub(super) async fn renewal(
        &self,
        password: &str,
        hash: Option<&str>,
    ) -> Result<Option<Renewal>, UseCaseError> {
        let Some(from) = hash.filter(|hash| !is_current(hash, &self.keys)) else { return Ok(None) };
        let to = self.hash(password.to_owned()).await?;
        Ok(to.map(|to| Renewal { from: from.to_owned(), to }))
    }
}
