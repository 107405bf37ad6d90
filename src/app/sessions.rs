//! Signing in and out.
use super::keys::KeyMissing;
use super::passwords::Renewal;
use super::people::token_hash;
use super::tries::Tries;
use super::{Service, UseCaseError};
use crate::domain::access::Actor;
use crate::domain::audit::{Action, By, Entry};
use crate::domain::ids::PersonId;
use crate::domain::people::{Person, SESSION_HOURS, Session};
use crate::store::{self, Change, Kind, StoreError};
use jiff::{Timestamp, ToSpan as _};

/// A session ends after this many minutes without a request.
const IDLE_MINUTES: i64 = 30;

/// Passwords that may be tried for an account from an address.
const FROM_ADDRESS: Tries = Tries { of: "sign-in", most: 10, minutes: 15 };

/// Passwords that may be tried for an account from all addresses together: no more than 100 in any
/// hour (ASVS 2.2.1), also around the end of one.
const FROM_ANYWHERE: Tries = Tries { of: "account", most: 50, minutes: 60 };

/// Passwords that may be tried from an address for all accounts together. Those that were right are
/// not counted: a whole organisation may come from one address.
const FOR_ANYONE: Tries = Tries { of: "address", most: 200, minutes: 15 };

/// How often another change of the same person may be faster.
const FASTER: usize = 16;

/// A person with their session.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The right to act.
    pub actor: Actor,
    /// The person.
    pub person: Person,
    /// The token that every form carries.
    pub csrf: String,
    /// The hash of the session's secret.
    pub session: String,
    /// When the session ends if nothing is asked before.
    pub ends: Timestamp,
    /// Whether they have to set up a second factor before anything else.
    pub needs_factor: bool,
}

/// Where a sign-in comes from.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// The network address, for counting failed tries.
    pub address: String,
    /// What the browser says it is, for the list of sessions.
    pub browser: String,
}

/// What a right password leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entrance {
    /// Signed in; the secret of the cookie.
    In(String),
    /// A code is needed too; the secret of the sign-in that is under way.
    NeedsCode(String),
}

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Address or password are wrong; which of them is not said.
    #[error("address or password are wrong")]
    Wrong,
    /// Too many failed tries; more are possible later.
    #[error("too many failed tries")]
    TooMany,
    /// The records cannot be read or written.
    #[error(transparent)]
    UseCase(#[from] UseCaseError),
}

impl From<KeyMissing> for SignInError {
    fn from(error: KeyMissing) -> Self {
        Self::UseCase(error.into())
    }
}

impl From<StoreError> for SignInError {
    fn from(error: StoreError) -> Self {
        Self::UseCase(error.into())
    }
}

impl Service {
    /// Signs a person in; returns the secret for the cookie. Tries are counted for each account
    /// and address together, so that nobody can lock out someone else with a few.
    pub async fn sign_in(
        &self,
        email: &str,
        password: &str,
        from: &Origin,
    ) -> Result<Entrance, SignInError> {
        let email = email.trim().to_lowercase();
        let here = format!("{email} {}", from.address);
        let may_try = self.take_try(FOR_ANYONE, &from.address).await?
            && self.take_try(FROM_ADDRESS, &here).await?
            && self.take_try(FROM_ANYWHERE, &email).await?;
        if !may_try {
            return Err(SignInError::TooMany);
        }
        let today = self.clock.today();
        let person = self.person_by_email(&email).await?.filter(|p| p.has_access(today));
        let hash = person.as_ref().and_then(|person| person.password.clone());
        let right = self.is_password(password, hash.clone()).await;
        // Also where a key is missing: that was no guess.
        if !matches!(right, Ok(false)) {
            self.forget_tries(FROM_ADDRESS, &here).await?;
            self.give_back(FROM_ANYWHERE, &email).await?;
            self.give_back(FOR_ANYONE, &from.address).await?;
        }
        let right = right?;
        let Some(person) = person.filter(|_| right) else { return Err(SignInError::Wrong) };
        let renewal = self.renewal(password, hash.as_deref()).await?;
        // As they are now: a second factor may have been set up while the password was hashed.
        let person = self.person(&person.id).await?.ok_or(SignInError::Wrong)?;
        if person.second_factor.is_some() {
            return Ok(Entrance::NeedsCode(self.await_code(&person.id, renewal).await?));
        }
        let secret = self.session_renewing(&person.id, &from.browser, None, renewal).await?;
        Ok(Entrance::In(secret))
    }

    /// Starts a session; a new secret each time, so that none can be planted.
    pub async fn start_session(
        &self,
        person: &PersonId,
        browser: &str,
        id_token: Option<String>,
    ) -> Result<String, UseCaseError> {
        self.session_renewing(person, browser, id_token, None).await
    }

    /// Starts a session of a person, whose password may be kept in another way from now on.
    async fn session_renewing(
        &self,
        person: &PersonId,
        browser: &str,
        id_token: Option<String>,
        renewal: Option<Renewal>,
    ) -> Result<String, UseCaseError> {
        for _ in 0..FASTER {
            match self.begin_session(person, browser, id_token.clone(), renewal.clone()).await {
                // The same person has signed in, or was changed, at the same moment.
                Err(UseCaseError::Conflict) => {}
                done => return done,
            }
        }
        Err(UseCaseError::Conflict)
    }

    async fn begin_session(
        &self,
        person: &PersonId,
        browser: &str,
        id_token: Option<String>,
        renewal: Option<Renewal>,
    ) -> Result<String, UseCaseError> {
        let mut person = self.person(person).await?.ok_or(UseCaseError::NotFound)?;
        let expected = Some(person.revision);
        person.revision += 1;
        if let Some(renewal) = renewal {
            renewal.give(&mut person);
        }
        let (secret, now) = (self.clock.secret(), self.clock.now());
        let session = Session {
            token: token_hash(&secret),
            person: person.id.clone(),
            csrf: self.clock.secret(),
            started: now,
            seen: now,
            browser: browser.chars().take(200).collect(),
            id_token,
            revision: 1,
        };
        let by = By { person: Some(person.id.clone()), post: person.post.clone() };
        let entry = Entry { at: now, by, action: Action::SignedIn };
        let change =
            Change::default().and(&session, None, None)?.and(&person, expected, Some(entry))?;
        self.store.commit(change).await?;
        Ok(secret)
    }

    /// Who is signed in with this secret, if the session is still good.
    pub async fn signed_in(&self, secret: &str) -> Result<Option<SignedIn>, UseCaseError> {
        let token = token_hash(secret);
        let Some(session) = store::read::<Session>(self.store.as_ref(), &token).await? else {
            return Ok(None);
        };
        let now = self.clock.now();
        let idle = now > session.seen + IDLE_MINUTES.minutes();
        if idle || now > session.started + SESSION_HOURS.hours() {
            self.store.commit(Change::default().without(Kind::Session, &token)).await?;
            return Ok(None);
        }
        let Some(person) = self.person(&session.person).await? else { return Ok(None) };
        let Ok(actor) = Actor::of(&person, self.clock.today()) else { return Ok(None) };
        let (csrf, started) = (session.csrf.clone(), session.started);
        if now > session.seen + 1.minute() {
            let expected = Some(session.revision);
            let session = Session { seen: now, revision: session.revision + 1, ..session };
            match self.store.commit(Change::default().and(&session, expected, None)?).await {
                // Another request of the same browser was first: it noted the same thing.
                Ok(()) | Err(StoreError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let latest = started + SESSION_HOURS.hours();
        let ends = latest.min(now + IDLE_MINUTES.minutes());
        let needs_factor = self.factor_rule.asks(&person);
        Ok(Some(SignedIn { actor, person, csrf, session: token, ends, needs_factor }))
    }

    /// The sessions of a person, newest first.
    pub async fn sessions_of(&self, person: &PersonId) -> Result<Vec<Session>, UseCaseError> {
        let mut sessions: Vec<Session> =
            store::read_all(self.store.as_ref(), &format!("person/{person}"), usize::MAX).await?;
        sessions.sort_by_key(|session| std::cmp::Reverse(session.started));
        Ok(sessions)
    }

    /// Adds to a change that the sessions of a person end, but for one.
    pub(super) async fn without_sessions(
        &self,
        change: Change,
        person: &PersonId,
        but: Option<&str>,
    ) -> Result<Change, UseCaseError> {
        let ends = |session: &Session| but != Some(session.token.as_str());
        self.without_each(change, &format!("person/{person}"), ends).await
    }

    /// Ends a session. Where it came from an identity provider, the address that signs out there.
    pub async fn sign_out(&self, secret: &str) -> Result<Option<String>, UseCaseError> {
        let token = token_hash(secret);
        let session: Option<Session> = store::read(self.store.as_ref(), &token).await?;
        self.store.commit(Change::default().without(Kind::Session, &token)).await?;
        let id_token = session.and_then(|session| session.id_token);
        match (&self.provider, id_token) {
            (Some(provider), Some(id_token)) => Ok(provider.sign_out_address(&id_token).await),
            (Some(_) | None, _) => Ok(None),
        }
    }

    /// Ends one of a person's own sessions, or all but the present one.
    pub async fn end_sessions(
        &self,
        by: &SignedIn,
        only: Option<&str>,
    ) -> Result<(), UseCaseError> {
        let sessions = self.sessions_of(&by.person.id).await?.into_iter();
        let ends = sessions.filter(|session| match only {
            Some(token) => session.token == token,
            None => session.token != by.session,
        });
        let mut change = Change::default();
        for session in ends {
            change = change.without(Kind::Session, &session.token);
        }
        if change.removals.is_empty() {
            return Ok(());
        }
        let person = self.person(&by.person.id).await?.ok_or(UseCaseError::NotFound)?;
        let expected = Some(person.revision);
        let person = Person { revision: person.revision + 1, ..person };
        let entry = by.actor.entry(self.clock.now(), Action::SessionsEnded);
        Ok(self.store.commit(change.and(&person, expected, Some(entry))?).await?)
    }
}
