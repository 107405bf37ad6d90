//! Passwords: argon2id, off the threads that answer requests.
use argon2::{Argon2, PasswordHasher as _, PasswordVerifier as _};

use super::turns::in_turn;

/// The shortest password, in characters (NCSC: length before complexity).
pub(super) const MIN_LENGTH: usize = 12;

/// The longest password that is hashed.
const MAX_LENGTH: usize = 200;

/// Why a password cannot be used: the key of the message.
pub(super) fn problem(password: &str, email: &str) -> Option<&'static str> {
    let length = password.chars().count();
    let lower = password.to_lowercase();
    let name = email.split('@').next().unwrap_or("");
    if length < MIN_LENGTH {
        Some("fault-password-short")
    } else if length > MAX_LENGTH {
        Some("fault-password-long")
    } else if !name.is_empty() && lower.contains(name) {
        Some("fault-password-name")
    } else {
        let mut letters: Vec<char> = lower.chars().collect();
        letters.sort_unstable();
        letters.dedup();
        (letters.len() < 5).then_some("fault-password-simple")
    }
}

/// The argon2id hash of a password, with a salt of its own.
pub(super) async fn hash(password: String, salt: [u8; 16]) -> Option<String> {
    let made = in_turn(move || {
        let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt).ok()?;
        Some(hash.to_string())
    });
    made.await.flatten()
}

/// Whether a password has this hash. Without a hash the same work is done, so that the time
/// does not tell whether an account exists.
pub(super) async fn verify(password: String, hash: Option<String>) -> bool {
    let verified = in_turn(move || {
        let Some(hash) = hash else {
            let _same_work =
                Argon2::default().hash_password_with_salt(password.as_bytes(), &[7; 16]);
            return false;
        };
        Argon2::default().verify_password(password.as_bytes(), hash.as_str()).is_ok()
    });
    verified.await.unwrap_or(false)
}
