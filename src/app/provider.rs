//! Signing in with the identity provider of the organisation.
use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};

use super::people::token_hash;
use super::tries::Tries;
use super::{Service, UseCaseError};
use crate::domain::audit::{Action, By, Entry};
use crate::domain::people::{Identity, Person, Role};
use crate::identity::{Claims, IdentityError, Provider, UnderWay};
use crate::store::{self, Change, Kind, Recorded, StoreError, until};

/// A sign-in that the provider has not answered yet.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct AtProvider {
    token: String,
    under_way: UnderWay,
    /// The hash of the browser's visit cookie: who began is who ends.
    visit: String,
    to: String,
    /// The secret under which something that was typed is kept; empty when nothing is.
    kept: String,
    expires: Timestamp,
}

/// What was typed before a session ended, while the person is at the provider.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Typed {
    token: String,
    /// The hash of the visit cookie of the browser in which it was typed: nobody else gets it.
    #[serde(default)]
    visit: String,
    to: String,
    fields: Vec<(String, String)>,
    expires: Timestamp,
}

impl Recorded for Typed {
    const KIND: Kind = Kind::Pending;

    fn id(&self) -> String {
        self.token.clone()
    }

    fn revision(&self) -> u64 {
        1
    }

    fn indexes(&self) -> Vec<String> {
        vec![until(self.expires)]
    }
}

impl Recorded for AtProvider {
    const KIND: Kind = Kind::Pending;

    fn id(&self) -> String {
        self.token.clone()
    }

    fn revision(&self) -> u64 {
        1
    }

    fn indexes(&self) -> Vec<String> {
        vec![until(self.expires)]
    }
}

/// A sign-in that the provider has confirmed.
#[derive(Debug, Clone)]
pub struct Back {
    /// The secret of the session.
    pub secret: String,
    /// The page to go on with.
    pub to: String,
    /// The secret under which something that was typed is kept; empty when nothing is.
    pub kept: String,
}

/// Why the provider let nobody in.
#[derive(Debug, thiserror::Error)]
pub enum ProviderError {
    /// There is no provider.
    #[error("there is no identity provider")]
    None,
    /// The answer does not belong to a sign-in that this browser began, or comes too late.
    #[error("this sign-in is not under way")]
    NotUnderWay,
    /// Nobody here has this identity, or their access has ended.
    #[error("nobody here has this identity")]
    Unknown,
    /// The provider failed.
    #[error(transparent)]
    Identity(#[from] IdentityError),
    /// The records cannot be read or written.
    #[error(transparent)]
    UseCase(#[from] UseCaseError),
}

impl From<StoreError> for ProviderError {
    fn from(error: StoreError) -> Self {
        Self::UseCase(error.into())
    }
}

/// So many minutes a person may take at the provider.
const MINUTES: i64 = 15;

/// So often something is kept for those who come from an address and are not signed in.
const KEPT: Tries = Tries { of: "typed", most: 60, minutes: 15 };

impl Service {
    /// Whether people can sign in with an identity provider.
    pub fn has_provider(&self) -> bool {
        self.provider.is_some()
    }

    fn known_provider(&self) -> Result<&Provider, ProviderError> {
        self.provider.as_ref().ok_or(ProviderError::None)
    }

    /// The address at the provider to which the browser is sent.
    pub async fn begin_at_provider(
        &self,
        visit: &str,
        to: &str,
        kept: &str,
    ) -> Result<String, ProviderError> {
        let (address, under_way) = self.known_provider()?.begin().await?;
        let begun = AtProvider {
            token: token_hash(&under_way.state),
            under_way,
            visit: token_hash(visit),
            to: to.to_owned(),
            kept: kept.to_owned(),
            expires: self.clock.now() + MINUTES.minutes(),
        };
        self.store.commit(Change::default().and(&begun, None, None)?).await?;
        Ok(address)
    }

    /// Keeps what was typed in the browser of a visit while a person is at the provider; returns the
    /// secret it is under, or none when too much was kept for this address.
    pub async fn keep_typed(
        &self,
        visit: &str,
        (to, fields): (&str, Vec<(String, String)>),
        address: &str,
    ) -> Result<Option<String>, UseCaseError> {
        if self.provider.is_none() {
            return Err(UseCaseError::NotFound);
        }
        if !self.take_try(KEPT, address).await? {
            return Ok(None);
        }
        let secret = self.clock.secret();
        let expires = self.clock.now() + MINUTES.minutes();
        let (token, visit, to) = (token_hash(&secret), token_hash(visit), to.to_owned());
        let typed = Typed { token, visit, to, fields, expires };
        self.store.commit(Change::default().and(&typed, None, None)?).await?;
        Ok(Some(secret))
    }

    /// What was kept, and the address it was sent to; it is handed out once, and only to the browser
    /// in which it was typed.
    pub async fn typed(
        &self,
        secret: &str,
        visit: &str,
    ) -> Result<Option<(String, Vec<(String, String)>)>, UseCaseError> {
        let token = token_hash(secret);
        let typed: Option<Typed> = store::read(self.store.as_ref(), &token).await?;
        let Some(typed) = typed else { return Ok(None) };
        self.store.commit(Change::default().without(Kind::Pending, &token)).await?;
        let is_theirs = typed.expires > self.clock.now() && typed.visit == token_hash(visit);
        Ok(is_theirs.then_some((typed.to, typed.fields)))
    }

    /// Ends a sign-in with what the provider sent back.
    pub async fn back_from_provider(
        &self,
        (state, code): (&str, &str),
        visit: &str,
        browser: &str,
    ) -> Result<Back, ProviderError> {
        let provider = self.known_provider()?;
        let token = token_hash(state);
        let begun: Option<AtProvider> = store::read(self.store.as_ref(), &token).await?;
        let ours = |begun: &AtProvider| {
            begun.visit == token_hash(visit) && begun.expires > self.clock.now()
        };
        let begun = begun.filter(ours).ok_or(ProviderError::NotUnderWay)?;
        // An answer is used once.
        self.store.commit(Change::default().without(Kind::Pending, &token)).await?;
        let claims = provider.finish(code, begun.under_way).await?;
        let person = self.person_of(&claims).await?;
        let secret = self.start_session(&person.id, browser, Some(claims.id_token)).await?;
        Ok(Back { secret, to: begun.to, kept: begun.kept })
    }

    /// The person with this identity. At the first time it is the one whose address the provider
    /// has verified; roles follow the groups, where the provider states them.
    async fn person_of(&self, claims: &Claims) -> Result<Person, ProviderError> {
        let identity = Identity { issuer: claims.issuer.clone(), subject: claims.subject.clone() };
        let key = format!("identity/{}/{}", identity.issuer, identity.subject);
        let known: Vec<Person> = store::read_all(self.store.as_ref(), &key, 10).await?;
        let known = known.into_iter().find(|person| person.identity.as_ref() == Some(&identity));
        let person = match (known, &claims.email) {
            (Some(person), _) => Some(person),
            (None, Some(email)) => {
                // An account that another identity holds is not given to this one.
                let found = self.person_by_email(email).await?;
                found.filter(|person| person.identity.is_none())
            }
            (None, None) => None,
        };
        let today = self.clock.today();
        let person = person.filter(|person| person.has_access(today));
        let person = person.ok_or(ProviderError::Unknown)?;
        let named = claims.roles.as_ref();
        let roles = named.map(|names| names.iter().filter_map(|name| Role::named(name)).collect());
        let roles = roles.unwrap_or_else(|| person.roles.clone());
        if roles == person.roles && person.identity.is_some() {
            return Ok(person);
        }
        let (expected, before) = (Some(person.revision), person.roles.clone());
        let revision = person.revision + 1;
        let by = By { person: Some(person.id.clone()), post: person.post.clone() };
        let is_bound = person.identity.is_none();
        let action = Action::RolesFromProvider { before, after: roles.clone() };
        let changed = Person { roles, identity: Some(identity), revision, ..person };
        let entry = Entry { at: self.clock.now(), by, action };
        let change = self.without_links(Change::of(&changed, expected, entry)?, &changed.id);
        self.store.commit(change.await?).await?;
        if is_bound {
            self.tell(&changed, "notice-provider").await;
        }
        Ok(changed)
    }
}
