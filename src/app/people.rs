//! The first administrator, and everyone who is invited.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::ToSpan as _;
use jiff::civil::Date;
use sha2::{Digest as _, Sha256};

use super::{Service, UseCaseError, Wrong, passwords};
use crate::domain::audit::{Action, By, Entry};
use crate::domain::hexadecimal::hex;
use crate::domain::ids::{OrganisationId, PersonId};
use crate::domain::organisation::{Organisation, OrganisationType, first_facts};
use crate::domain::people::{Digest, Invitation, Person, Role, is_email};
use crate::domain::writing::Length;
use crate::store::{self, Change, Kind, Query, Recorded};

/// What the first administrator states.
#[derive(Debug, Clone, Default)]
pub struct SetUp {
    /// The organisation that runs the service.
    pub organisation: String,
    /// The mailbox that statements print.
    pub contact: String,
    /// The administrator.
    pub person: NewPerson,
    /// Their password.
    pub password: String,
}

/// What is stated about a new person.
#[derive(Debug, Clone, Default)]
pub struct NewPerson {
    /// Their name.
    pub name: String,
    /// The address they sign in with.
    pub email: String,
    /// Their post.
    pub post: String,
    /// Their organisation, for people who are invited.
    pub organisation: String,
    /// What they may be.
    pub roles: BTreeSet<Role>,
    /// What they may be in other organisations.
    pub elsewhere: BTreeMap<OrganisationId, BTreeSet<Role>>,
    /// The last day of their access.
    pub until: Option<Date>,
    /// The highest level that they may sign.
    pub signs_up_to: Option<u8>,
}

/// An invitation lasts this many days.
const INVITATION_DAYS: i64 = 7;

pub(super) fn token_hash(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

pub(super) fn checked(person: &NewPerson) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    wrong.extend(Wrong::in_stated("name", &person.name, Length::Line, "fault-name-missing"));
    if !is_email(person.email.trim()) {
        wrong.push(Wrong { field: "email", message: "fault-email" });
    }
    wrong.extend(Wrong::in_stated("post", &person.post, Length::Line, "fault-post-missing"));
    wrong
}

impl Service {
    /// Whether there is someone who can sign in.
    pub async fn set_up_done(&self) -> Result<bool, UseCaseError> {
        Ok(self.store.count(Kind::Person, "").await? > 0)
    }

    /// The secret of the set-up link, as long as there is nobody who could sign in.
    pub async fn set_up_secret(&self) -> Result<Option<String>, UseCaseError> {
        if self.set_up_done().await? {
            return Ok(None);
        }
        self.invite(None).await.map(Some)
    }

    pub(super) async fn invite(&self, person: Option<PersonId>) -> Result<String, UseCaseError> {
        let secret = self.clock.secret();
        let expires = self.clock.now() + (24 * INVITATION_DAYS).hours();
        let invitation = Invitation { token: token_hash(&secret), person, expires };
        self.store.commit(Change::default().and(&invitation, None, None)?).await?;
        Ok(secret)
    }

    /// The address of a link with which the person with this e-mail address chooses a password, such as
    /// the only administrator. Not found is also whose access has ended. It is for whoever operates the
    /// service, who could write the records too.
    pub async fn way_in(&self, email: &str) -> Result<String, UseCaseError> {
        let person = self.person_by_email(&email.trim().to_lowercase()).await?;
        let person = person.filter(|person| person.has_access(self.clock.today()));
        let person = person.ok_or(UseCaseError::NotFound)?;
        let (at, by) = (self.clock.now(), By::service());
        let entry = Entry { at, by, action: Action::PersonInvited };
        let (_, secret) = self.link_for(person, entry).await?;
        Ok(self.address(&format!("/invitation/{secret}")))
    }

    /// A link for a person, whose second factor is taken away with it.
    pub(super) async fn link_for(
        &self,
        person: Person,
        entry: Entry,
    ) -> Result<(Person, String), UseCaseError> {
        let expected = Some(person.revision);
        let person = Person { second_factor: None, revision: person.revision + 1, ..person };
        self.store.commit(Change::of(&person, expected, entry)?).await?;
        let secret = self.invite(Some(person.id.clone())).await?;
        self.tell(&person, "notice-link-made").await;
        Ok((person, secret))
    }

    /// Who a link lets in: `Some(None)` is the first administrator.
    pub async fn invited(&self, secret: &str) -> Result<Option<Person>, UseCaseError> {
        let invitation = self.invitation(secret).await?;
        match &invitation.person {
            None if !self.set_up_done().await? => Ok(None),
            None => Err(UseCaseError::LinkSpent),
            Some(id) => {
                let person: Option<Person> = store::read(self.store.as_ref(), id.as_str()).await?;
                let person = person.filter(|person| person.has_access(self.clock.today()));
                person.map(Some).ok_or(UseCaseError::LinkSpent)
            }
        }
    }

    async fn invitation(&self, secret: &str) -> Result<Invitation, UseCaseError> {
        let found: Option<Invitation> =
            store::read(self.store.as_ref(), &token_hash(secret)).await?;
        let valid = |invitation: &Invitation| invitation.expires > self.clock.now();
        found.filter(valid).ok_or(UseCaseError::LinkSpent)
    }

    /// Adds the first organisation and its administrator. The link is spent.
    pub async fn set_up(&self, secret: &str, asked: &SetUp) -> Result<PersonId, UseCaseError> {
        if self.invited(secret).await?.is_some() {
            return Err(UseCaseError::LinkSpent);
        }
        let mut wrong = checked(&asked.person);
        let missing = "fault-organisation-missing";
        wrong.extend(Wrong::in_stated("organisation", &asked.organisation, Length::Line, missing));
        if !is_email(asked.contact.trim()) {
            wrong.push(Wrong { field: "contact", message: "fault-contact" });
        }
        if let Some(message) = passwords::problem(&asked.password, &asked.person.email).await {
            wrong.push(Wrong { field: "password", message });
        }
        if !wrong.is_empty() {
            return Err(UseCaseError::Invalid(wrong));
        }
        let kind = OrganisationType::Department;
        let facts = first_facts(asked.organisation.trim(), kind, asked.contact.trim());
        let organisation = self.new_organisation(facts)?;
        let mut person = self.new_person(&asked.person, organisation.id.clone())?;
        person.roles.insert(Role::Administrator);
        person.password = self.hash(asked.password.clone()).await?;
        let entry = |action| Entry { at: self.clock.now(), by: By::service(), action };
        let change = Change::of(&organisation, None, entry(Action::OrganisationAdded))?
            .and(&person, None, Some(entry(Action::PersonAdded)))?
            .without(Kind::Invitation, &token_hash(secret))
            .once(Some("set-up".to_owned()));
        self.store.commit(change).await?;
        Ok(person.id)
    }

    pub(super) fn new_person(
        &self,
        asked: &NewPerson,
        organisation: OrganisationId,
    ) -> Result<Person, UseCaseError> {
        Ok(Person {
            id: self.new_id()?,
            name: asked.name.trim().to_owned(),
            email: asked.email.trim().to_lowercase(),
            post: asked.post.trim().to_owned(),
            organisation,
            roles: asked.roles.clone(),
            elsewhere: asked.elsewhere.clone(),
            until: asked.until,
            signs_up_to: asked.signs_up_to,
            second_factor: None,
            identity: None,
            digest: Digest::Off,
            password: None,
            disabled: false,
            created: self.clock.now(),
            revision: 1,
        })
    }

    /// A new id of any kind.
    pub(super) fn new_id<T: TryFrom<String>>(&self) -> Result<T, UseCaseError> {
        T::try_from(self.clock.id()).map_err(|_| UseCaseError::NotFound)
    }

    pub(super) async fn hash(&self, password: String) -> Result<Option<String>, UseCaseError> {
        let mut salt = [0; 16];
        self.clock.fill(&mut salt);
        Ok(passwords::hash(password, salt, Arc::clone(&self.keys)).await)
    }

    /// Chooses the password that an invitation asks for. The link is spent.
    pub async fn choose_password(
        &self,
        secret: &str,
        password: &str,
    ) -> Result<PersonId, UseCaseError> {
        let person = self.invited(secret).await?.ok_or(UseCaseError::LinkSpent)?;
        if let Some(message) = passwords::problem(password, &person.email).await {
            return Err(UseCaseError::Invalid(vec![Wrong { field: "password", message }]));
        }
        let expected = Some(person.revision);
        let password = self.hash(password.to_owned()).await?;
        let person = Person { password, revision: person.revision + 1, ..person };
        let by = By { person: Some(person.id.clone()), post: person.post.clone() };
        let entry = Entry { at: self.clock.now(), by, action: Action::PasswordSet };
        let change = Change::of(&person, expected, entry)?;
        self.store.commit(self.shutting_out(change, &person.id, None).await?).await?;
        self.tell(&person, "notice-password-set").await;
        Ok(person.id)
    }

    /// Adds to a change that the links of a person let in nobody any more.
    pub(super) async fn without_links(
        &self,
        change: Change,
        person: &PersonId,
    ) -> Result<Change, UseCaseError> {
        let is_theirs = |link: &Invitation| link.person.as_ref() == Some(person);
        self.without_each(change, &format!("person/{person}"), is_theirs).await
    }

    /// Adds to a change that records with an index key that begins so are taken away, those that are
    /// `gone`.
    pub(super) async fn without_each<T: Recorded>(
        &self,
        change: Change,
        prefix: &str,
        gone: impl Fn(&T) -> bool,
    ) -> Result<Change, UseCaseError> {
        let found: Vec<T> = store::read_all(self.store.as_ref(), prefix, usize::MAX).await?;
        let found = found.iter().filter(|record| gone(record));
        Ok(found.fold(change, |change, record| change.without(T::KIND, &record.id())))
    }

    /// Adds to a change that whoever was in with the old password, or holds a link, is out; but for
    /// one session.
    pub(super) async fn shutting_out(
        &self,
        change: Change,
        person: &PersonId,
        but: Option<&str>,
    ) -> Result<Change, UseCaseError> {
        let change = self.without_links(change, person).await?;
        let change = self.without_awaited_codes(change, person).await?;
        self.without_sessions(change, person, but).await
    }

    /// The person who signs in with this address.
    pub async fn person_by_email(&self, email: &str) -> Result<Option<Person>, UseCaseError> {
        let prefix = format!("email/{email}");
        let query = Query { prefix, after: None, limit: 20 };
        let page = self.store.find(Kind::Person, query).await?;
        for record in &page.records {
            let person: Person = record.read()?;
            if person.email == email {
                return Ok(Some(person));
            }
        }
        Ok(None)
    }

    /// The person with this id.
    pub async fn person(&self, id: &PersonId) -> Result<Option<Person>, UseCaseError> {
        Ok(store::read(self.store.as_ref(), id.as_str()).await?)
    }

    /// The organisation with this id.
    pub async fn organisation(
        &self,
        id: &OrganisationId,
    ) -> Result<Option<Organisation>, UseCaseError> {
        Ok(store::read(self.store.as_ref(), id.as_str()).await?)
    }
}
