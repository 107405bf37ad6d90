//! Codes of an app as a second factor (RFC 6238), and recovery codes.
use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};
use totp_rs::{Algorithm, Secret, TOTP};

use super::keys::key_of_lock;
use super::passwords::Renewal;
use super::people::token_hash;
use super::tries::Tries;
use super::{Origin, Service, SignInError, SignedIn, UseCaseError, Wrong};
use crate::domain::audit::{Action, By, Entry};
use crate::domain::ids::PersonId;
use crate::domain::people::{Person, SecondFactor};
use crate::store::{self, Change, Kind, StoreError, recorded, until};

/// A sign-in that waits for its code.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct AwaitsCode {
    token: String,
    person: PersonId,
    expires: Timestamp,
    tries: u32,
    /// What the hash of the password becomes.
    #[serde(default)]
    renewal: Option<Renewal>,
    revision: u64,
}

recorded!(AwaitsCode, Pending, self => self.token.clone(), vec![
    until(self.expires),
    format!("awaits/{}", self.person),
]);

/// A second factor that is being set up.
#[derive(Debug, Clone)]
pub struct FreshFactor {
    /// The shared secret in base 32.
    pub secret: String,
    /// The address that an app reads from a QR code.
    pub uri: String,
}

/// So many minutes a sign-in waits for its code.
const MINUTES: i64 = 10;

/// So many wrong codes end a sign-in; the password is asked again, where tries are counted too.
const TRIES: u32 = 5;

/// So many codes may be tried for a person, however often the password was right.
const CODES: Tries = Tries { of: "code", most: 10, minutes: 15 };

/// So many passwords may be tried by who is signed in already.
const PASSWORDS: Tries = Tries { of: "password", most: 10, minutes: 15 };

/// How many recovery codes there are.
const RECOVERY_CODES: usize = 10;

/// Seconds for which a code is shown.
const STEP: u64 = 30;

fn totp(secret: &str) -> Option<TOTP> {
    let bytes = Secret::Encoded(secret.to_owned()).to_bytes().ok()?;
    TOTP::new(Algorithm::SHA1, 6, 1, STEP, bytes).ok()
}

/// The number of the time step whose code this is: now, the one before or the one after.
fn step_of(secret: &str, code: &str, now: Timestamp) -> Option<u64> {
    use subtle::ConstantTimeEq as _;
    let totp = totp(secret)?;
    let seconds = u64::try_from(now.as_second()).ok()?;
    let near = [seconds, seconds.saturating_sub(STEP), seconds.saturating_add(STEP)];
    let same = |at: &u64| bool::from(totp.generate(*at).as_bytes().ct_eq(code.as_bytes()));
    near.into_iter().find(same).map(|at| at / STEP)
}

/// The hash of a recovery code. Codes that were made before there were salts have an empty one.
fn salted(salt: &str, code: &str) -> String {
    token_hash(&format!("{salt}{code}"))
}

/// Without the spaces and dashes that people type.
fn bare(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase()
}

/// A QR code as the path of a picture, and the number of units on each side of it.
pub fn qr(text: &str) -> Option<(String, usize)> {
    let code = qrcode::QrCode::new(text.as_bytes()).ok()?;
    let width = code.width();
    let colors = code.to_colors();
    let dark = colors.iter().enumerate().filter(|(_, color)| **color == qrcode::Color::Dark);
    // Four units of white around it belong to the code.
    let squares = dark.map(|(n, _)| format!("M{} {}h1v1h-1z", n % width + 4, n / width + 4));
    Some((squares.collect(), width + 8))
}

impl Service {
    /// A new second factor for a person; nothing is kept until its first code is right.
    pub fn fresh_factor(&self, by: &SignedIn) -> FreshFactor {
        let mut bytes = [0; 20];
        self.clock.fill(&mut bytes);
        Self::factor(by, Secret::Raw(bytes.to_vec()).to_encoded().to_string())
    }

    /// The second factor of a secret that the person has seen already.
    pub fn factor(by: &SignedIn, secret: String) -> FreshFactor {
        let escaped: String = form_urlencoded::byte_serialize(by.person.email.as_bytes()).collect();
        let name = "The%20loneliness%20test";
        let uri = format!("otpauth://totp/{name}:{escaped}?secret={secret}&issuer={name}");
        FreshFactor { secret, uri }
    }

    /// Keeps a second factor whose first code is right; returns the recovery codes, which are
    /// shown once.
    pub async fn set_second_factor(
        &self,
        by: &SignedIn,
        secret: &str,
        code: &str,
    ) -> Result<Vec<String>, UseCaseError> {
        let wrong = || UseCaseError::Invalid(vec![Wrong { field: "code", message: "fault-otp" }]);
        let last_step = step_of(secret, &bare(code), self.clock.now()).ok_or_else(wrong)?;
        // 80 bits each: whoever has the hashes cannot try them all.
        let fresh = || {
            let id: Vec<char> = self.clock.id().chars().collect();
            let groups: Vec<String> = id.chunks(4).map(|group| group.iter().collect()).collect();
            groups.join("-")
        };
        let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| fresh()).collect();
        let salt = self.clock.id();
        let recovery = codes.iter().map(|code| salted(&salt, &bare(code))).collect();
        let secret = self.locked(&by.person.id, secret)?;
        let factor = SecondFactor { secret, last_step, recovery, salt };
        // Links let in without a code, and whoever knows the password may be in already.
        self.change_way_in(by, Action::SecondFactorSet, "notice-factor-set", |person| {
            // To replace one it is taken away first, for which the password is asked.
            if person.second_factor.is_some() {
                return Err(UseCaseError::Conflict);
            }
            person.second_factor = Some(factor);
            Ok(())
        })
        .await?;
        Ok(codes)
    }

    /// Takes the second factor away; the password is asked again for that.
    pub async fn remove_second_factor(
        &self,
        by: &SignedIn,
        password: &str,
    ) -> Result<(), UseCaseError> {
        self.check_password(by, password).await?;
        let change = self.own_change(by, Action::SecondFactorRemoved, |person| {
            person.second_factor = None;
            Ok(())
        });
        // The device may be in other hands.
        let change = self.without_sessions(change.await?, &by.person.id, Some(&by.session)).await?;
        self.store.commit(change).await?;
        self.tell(&by.person, "notice-factor-removed").await;
        Ok(())
    }

    /// The shared secret of a person, as it is kept.
    fn locked(&self, person: &PersonId, secret: &str) -> Result<String, UseCaseError> {
        let mut nonce = [0; 12];
        self.clock.fill(&mut nonce);
        let locked = self.keys.lock(person.as_str(), secret, nonce);
        locked.ok_or_else(|| UseCaseError::Document("a secret could not be locked".into()))
    }

    pub(super) async fn check_password(
        &self,
        by: &SignedIn,
        password: &str,
    ) -> Result<(), UseCaseError> {
        let whose = by.person.id.as_str();
        let wrong = |message| UseCaseError::Invalid(vec![Wrong { field: "password", message }]);
        if !self.take_try(PASSWORDS, whose).await? {
            return Err(wrong("fault-too-many"));
        }
        let right = self.is_password(password, by.person.password.clone()).await;
        if matches!(right, Ok(false)) {
            return Err(wrong("fault-password-now"));
        }
        self.forget_tries(PASSWORDS, whose).await?;
        right?;
        Ok(())
    }

    /// Changes how the person who is signed in gets in: whoever else is in, or holds a link, is out, and
    /// the person is told by this message.
    pub(super) async fn change_way_in(
        &self,
        by: &SignedIn,
        action: Action,
        told: &str,
        change: impl FnOnce(&mut Person) -> Result<(), UseCaseError>,
    ) -> Result<(), UseCaseError> {
        let change = self.own_change(by, action, change).await?;
        let change = self.shutting_out(change, &by.person.id, Some(&by.session)).await?;
        self.store.commit(change).await?;
        self.tell(&by.person, told).await;
        Ok(())
    }

    /// A change of something about the person who is signed in, as they are now.
    pub(super) async fn own_change(
        &self,
        by: &SignedIn,
        action: Action,
        change: impl FnOnce(&mut Person) -> Result<(), UseCaseError>,
    ) -> Result<Change, UseCaseError> {
        let mut person = self.person(&by.person.id).await?.ok_or(UseCaseError::NotFound)?;
        let expected = Some(person.revision);
        change(&mut person)?;
        person.revision += 1;
        let entry = by.actor.entry(self.clock.now(), action);
        Ok(Change::of(&person, expected, entry)?)
    }

    pub(super) async fn await_code(
        &self,
        person: &PersonId,
        renewal: Option<Renewal>,
    ) -> Result<String, UseCaseError> {
        let secret = self.clock.secret();
        let (token, person) = (token_hash(&secret), person.clone());
        let expires = self.clock.now() + MINUTES.minutes();
        let waits = AwaitsCode { token, person, expires, tries: 0, renewal, revision: 1 };
        self.store.commit(Change::default().and(&waits, None, None)?).await?;
        Ok(secret)
    }

    /// Adds to a change that no sign-in of a person waits for its code any more.
    pub(super) async fn without_awaited_codes(
        &self,
        change: Change,
        person: &PersonId,
    ) -> Result<Change, UseCaseError> {
        let is_theirs = |waits: &AwaitsCode| waits.person == *person;
        self.without_each(change, &format!("awaits/{person}"), is_theirs).await
    }

    /// Ends a sign-in with the code of the app, or with a recovery code, which is used up.
    pub async fn sign_in_with_code(
        &self,
        under_way: &str,
        code: &str,
        from: &Origin,
    ) -> Result<String, SignInError> {
        let token = token_hash(under_way);
        let waits: Option<AwaitsCode> = store::read(self.store.as_ref(), &token).await?;
        let now = self.clock.now();
        let waits = waits.filter(|w| w.expires > now && w.tries < TRIES);
        let waits = waits.ok_or(SignInError::TooMany)?;
        let person = self.person(&waits.person).await?.ok_or(SignInError::Wrong)?;
        let kept = person.second_factor.as_ref().map_or("", |factor| factor.secret.as_str());
        let secret = self.keys.unlock(person.id.as_str(), kept)?;
        if !self.take_try(CODES, person.id.as_str()).await? {
            return Err(SignInError::TooMany);
        }
        let checked = check_code(&person, &secret, &bare(code), now);
        if matches!(checked, Code::Again) {
            tracing::warn!(person = %person.id, "a code was entered a second time");
            self.tell(&person, "notice-code-again").await;
        }
        let Code::Right(right) = checked else {
            let expected = Some(waits.revision);
            let (tries, revision) = (waits.tries + 1, waits.revision + 1);
            let waits = AwaitsCode { tries, revision, ..waits };
            return match self.store.commit(Change::default().and(&waits, expected, None)?).await {
                Ok(()) | Err(StoreError::Conflict) => Err(SignInError::Wrong),
                Err(error) => Err(error.into()),
            };
        };
        let (mut person, action) = *right;
        if let Some(renewal) = waits.renewal {
            renewal.give(&mut person);
        }
        if let Some(factor) = &mut person.second_factor
            && !self.keys.is_current(key_of_lock(&factor.secret))
        {
            factor.secret = self.locked(&person.id, &secret)?;
        }
        let is_recovery = action == Action::RecoveryCodeUsed;
        let by = By { person: Some(person.id.clone()), post: person.post.clone() };
        let change = Change::default().without(Kind::Pending, &token);
        let expected = Some(person.revision - 1);
        let entry = Entry { at: now, by, action };
        self.store.commit(change.and(&person, expected, Some(entry))?).await?;
        self.forget_tries(CODES, person.id.as_str()).await?;
        if is_recovery {
            self.tell(&person, "notice-recovery-code").await;
        }
        Ok(self.start_session(&person.id, &from.browser, None).await?)
    }
}

/// What a code comes to.
enum Code {
    /// It is right; the person once it is used up.
    Right(Box<(Person, Action)>),
    /// It is the one that was used last.
    Again,
    Wrong,
}

/// What a code comes to for a person with this shared secret.
fn check_code(person: &Person, secret: &str, code: &str, now: Timestamp) -> Code {
    let Some(factor) = &person.second_factor else { return Code::Wrong };
    let mut used = factor.clone();
    let action = match step_of(secret, code, now) {
        Some(step) if step > factor.last_step => {
            used.last_step = step;
            Action::SecondFactorUsed
        }
        Some(step) if step == factor.last_step => return Code::Again,
        None if used.recovery.remove(&salted(&factor.salt, code)) => Action::RecoveryCodeUsed,
        Some(_) | None => return Code::Wrong,
    };
    let revision = person.revision + 1;
    let person = Person { second_factor: Some(used), revision, ..person.clone() };
    Code::Right(Box::new((person, action)))
}
