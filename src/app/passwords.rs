//! Passwords: argon2id, off the threads that answer requests.
use argon2::{Argon2, PasswordHasher as _, PasswordVerifier as _};
use zxcvbn::Score;

use super::turns::in_turn;

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
