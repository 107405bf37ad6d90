//! Personal tokens: making one, taking it back, and who acts with it.
use std::collections::BTreeSet;

use jiff::civil::Date;
use subtle::ConstantTimeEq as _;

use super::{Service, SignedIn, UseCaseError, Wrong, hash_of};
use crate::domain::access::{Actor, Forbidden};
use crate::domain::audit::Action;
use crate::domain::ids::PersonId;
use crate::domain::people::Person;
use crate::domain::token::{MAX_TOKEN_DAYS, Token, TokenChange, TokenScope};
use crate::domain::writing::has_control;
use crate::store::{self, Change};

/// What every token begins with, so that it is recognised where it should not be.
const PREFIX: &str = "lt_";

/// A program that acts for a person.
#[derive(Debug, Clone)]
pub struct Bearer {
    /// The token.
    pub token: Token,
    /// The person.
    pub actor: Actor,
}

impl Bearer {
    /// Whether the token lets a program do this.
    pub fn may(&self, scope: TokenScope) -> Result<(), Forbidden> {
        if self.token.scopes.contains(&scope) { Ok(()) } else { Err(Forbidden) }
    }
}

impl Service {
    /// The tokens of a person that work, newest first.
    pub async fn tokens(&self, actor: &Actor) -> Result<Vec<Token>, UseCaseError> {
        let mut all = self.tokens_of(&actor.person).await?;
        let today = self.clock.today();
        all.retain(|token| token.works_on(today));
        all.reverse();
        Ok(all)
    }

    /// Every token of a person, oldest first.
    pub(super) async fn tokens_of(&self, person: &PersonId) -> Result<Vec<Token>, UseCaseError> {
        let prefix = format!("person/{person}/");
        Ok(store::read_all(self.store.as_ref(), &prefix, usize::MAX).await?)
    }

    /// Makes a token with this name and these scopes, until a day. What is returned is shown once, and
    /// kept nowhere. Who has a password is asked for it: a token outlives the session.
    pub async fn make_token(
        &self,
        by: &SignedIn,
        password: &str,
        (name, scopes, until): (&str, BTreeSet<TokenScope>, Option<Date>),
    ) -> Result<String, UseCaseError> {
        let mut wrong = Vec::new();
        if name.trim().is_empty() || name.chars().count() > 100 || has_control(name) {
            wrong.push(Wrong { field: "name", message: "fault-token-name" });
        }
        if scopes.is_empty() {
            wrong.push(Wrong { field: "scopes", message: "fault-token-scopes" });
        }
        let today = self.clock.today();
        let last = today.saturating_add(jiff::Span::new().days(MAX_TOKEN_DAYS));
        let until = until.filter(|until| (today..=last).contains(until));
        if until.is_none() {
            wrong.push(Wrong { field: "until", message: "fault-token-until" });
        }
        let (Some(until), true) = (until, wrong.is_empty()) else {
            return Err(UseCaseError::Invalid(wrong));
        };
        if by.person.password.is_some() {
            self.check_password(by, password).await?;
        }
        let actor = &by.actor;
        let secret = self.clock.secret();
        let token = Token {
            id: self.new_id()?,
            secret: hash_of(secret.as_bytes()),
            person: actor.person.clone(),
            name: name.trim().to_owned(),
            scopes,
            created: self.clock.now(),
            until,
            revoked: false,
            revision: 1,
        };
        let action =
            Action::Token { change: TokenChange::Made { until, scopes: token.scopes.clone() } };
        let entry = actor.entry(self.clock.now(), action);
        self.store.commit(Change::of(&token, None, entry)?).await?;
        self.tell(&by.person, "notice-token-made").await;
        Ok(format!("{PREFIX}{}_{secret}", token.id))
    }

    /// Takes a token back.
    pub async fn revoke_token(&self, actor: &Actor, id: &str) -> Result<(), UseCaseError> {
        let token: Option<Token> = store::read(self.store.as_ref(), id).await?;
        let token = token.filter(|token| token.person == actor.person);
        let token = token.ok_or(UseCaseError::NotFound)?;
        let (expected, token) = (Some(token.revision), token.revoke());
        let entry = actor.entry(self.clock.now(), Action::Token { change: TokenChange::Revoked });
        Ok(self.store.commit(Change::of(&token, expected, entry)?).await?)
    }

    /// Who acts with a token; none when it does not work.
    pub async fn bearer(&self, text: &str) -> Result<Option<Bearer>, UseCaseError> {
        let parts = text.strip_prefix(PREFIX).and_then(|rest| rest.split_once('_'));
        let Some((id, secret)) = parts.filter(|(id, _)| id.len() <= 64) else { return Ok(None) };
        let token: Option<Token> = store::read(self.store.as_ref(), id).await?;
        let given = hash_of(secret.as_bytes());
        let today = self.clock.today();
        let right = |token: &Token| {
            bool::from(token.secret.as_bytes().ct_eq(given.as_bytes())) && token.works_on(today)
        };
        let Some(token) = token.filter(right) else { return Ok(None) };
        let person: Option<Person> =
            store::read(self.store.as_ref(), token.person.as_str()).await?;
        let person = person.filter(|person| !self.factor_rule.asks(person));
        let actor = person.and_then(|person| Actor::of(&person, today).ok());
        Ok(actor.map(|actor| Bearer { token, actor }))
    }
}
