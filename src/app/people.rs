//! The first administrator, and everyone who is invited.
use std::collections::BTreeSet;

use jiff::ToSpan as _;
use sha2::{Digest as _, Sha256};

use super::{Service, UseCaseError, Wrong, passwords};
use crate::domain::access::Actor;
use crate::domain::assessment::hex;
use crate::domain::audit::{Action, By, Entry};
use crate::domain::ids::{OrganisationId, PersonId};
use crate::domain::organisation::{DatedName, Organisation, OrganisationType};
use crate::domain::people::{Invitation, Person, Role, is_email};
use crate::domain::text::Lang;
use crate::store::{self, Change, Kind, Query};

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
}

/// An invitation lasts this many days.
const INVITATION_DAYS: i64 = 7;

pub(super) fn token_hash(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

fn checked(person: &NewPerson) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    let mut say = |field, message| wrong.push(Wrong { field, message });
    if person.name.trim().is_empty() {
        say("name", "fault-name-missing");
    }
    if !is_email(person.email.trim()) {
        say("email", "fault-email");
    }
    if person.post.trim().is_empty() {
        say("post", "fault-post-missing");
    }
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

    async fn invite(&self, person: Option<PersonId>) -> Result<String, UseCaseError> {
        let secret = self.clock.secret();
        let expires = self.clock.now() + (24 * INVITATION_DAYS).hours();
        let invitation = Invitation { token: token_hash(&secret), person, expires };
        self.store.commit(Change::default().and(&invitation, None, None)?).await?;
        Ok(secret)
    }

    /// Who a link lets in: `Some(None)` is the first administrator.
    pub async fn invited(&self, secret: &str) -> Result<Option<Person>, UseCaseError> {
        let invitation = self.invitation(secret).await?;
        match &invitation.person {
            None if !self.set_up_done().await? => Ok(None),
            None => Err(UseCaseError::LinkSpent),
            Some(id) => {
                let person = store::read(self.store.as_ref(), id.as_str()).await?;
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
        if asked.organisation.trim().is_empty() {
            wrong.push(Wrong { field: "organisation", message: "fault-organisation-missing" });
        }
        if !is_email(asked.contact.trim()) {
            wrong.push(Wrong { field: "contact", message: "fault-contact" });
        }
        if let Some(message) = passwords::problem(&asked.password, &asked.person.email) {
            wrong.push(Wrong { field: "password", message });
        }
        if !wrong.is_empty() {
            return Err(UseCaseError::Invalid(wrong));
        }
        let organisation = self.new_organisation(
            &asked.organisation,
            OrganisationType::Department,
            &asked.contact,
        )?;
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

    pub(super) fn new_organisation(
        &self,
        name: &str,
        kind: OrganisationType,
        contact: &str,
    ) -> Result<Organisation, UseCaseError> {
        let id: OrganisationId = self.new_id()?;
        let from = jiff::civil::date(1900, 1, 1);
        let names = vec![DatedName { name: name.trim().to_owned(), welsh: None, from }];
        let contact = contact.trim().to_owned();
        Ok(Organisation { id, kind, names, contact, created: self.clock.now(), revision: 1 })
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
        Ok(passwords::hash(password, salt).await)
    }

    /// Adds a person; returns the secret of the link with which they choose a password.
    pub async fn add_person(
        &self,
        actor: &Actor,
        asked: &NewPerson,
    ) -> Result<(Person, String), UseCaseError> {
        let right = actor.administer()?;
        let mut wrong = checked(asked);
        if asked.roles.is_empty() {
            wrong.push(Wrong { field: "roles", message: "fault-roles-missing" });
        }
        let organisation = self.organisation_named(&asked.organisation).await?;
        if organisation.is_none() {
            wrong.push(Wrong { field: "organisation", message: "fault-organisation-missing" });
        }
        let email = asked.email.trim().to_lowercase();
        if self.person_by_email(&email).await?.is_some() {
            wrong.push(Wrong { field: "email", message: "fault-email-taken" });
        }
        let (true, Some(organisation)) = (wrong.is_empty(), organisation) else {
            return Err(UseCaseError::Invalid(wrong));
        };
        let person = self.new_person(asked, organisation)?;
        let now = self.clock.now();
        // The same address is not added twice, not even at the same time.
        let change = Change::of(&person, None, right.actor().entry(now, Action::PersonAdded))?
            .once(Some(format!("email/{email}")));
        self.store.commit(change).await?;
        let secret = self.invite(Some(person.id.clone())).await?;
        Ok((person, secret))
    }

    /// The organisation with this name or id; a new name makes a new organisation elsewhere.
    async fn organisation_named(&self, id: &str) -> Result<Option<OrganisationId>, UseCaseError> {
        let Ok(id) = id.parse::<OrganisationId>() else { return Ok(None) };
        let found: Option<Organisation> = store::read(self.store.as_ref(), id.as_str()).await?;
        Ok(found.map(|organisation| organisation.id))
    }

    /// Adds an organisation.
    pub async fn add_organisation(
        &self,
        actor: &Actor,
        name: &str,
        kind: OrganisationType,
        contact: &str,
    ) -> Result<Organisation, UseCaseError> {
        let right = actor.administer()?;
        let mut wrong = Vec::new();
        if name.trim().is_empty() {
            wrong.push(Wrong { field: "name", message: "fault-organisation-missing" });
        }
        if !is_email(contact.trim()) {
            wrong.push(Wrong { field: "contact", message: "fault-contact" });
        }
        if !wrong.is_empty() {
            return Err(UseCaseError::Invalid(wrong));
        }
        let organisation = self.new_organisation(name, kind, contact)?;
        let entry = right.actor().entry(self.clock.now(), Action::OrganisationAdded);
        self.store.commit(Change::of(&organisation, None, entry)?).await?;
        Ok(organisation)
    }

    /// Chooses the password that an invitation asks for. The link is spent.
    pub async fn choose_password(
        &self,
        secret: &str,
        password: &str,
    ) -> Result<PersonId, UseCaseError> {
        let person = self.invited(secret).await?.ok_or(UseCaseError::LinkSpent)?;
        if let Some(message) = passwords::problem(password, &person.email) {
            return Err(UseCaseError::Invalid(vec![Wrong { field: "password", message }]));
        }
        let expected = Some(person.revision);
        let password = self.hash(password.to_owned()).await?;
        let person = Person { password, revision: person.revision + 1, ..person };
        let by = By { person: Some(person.id.clone()), post: person.post.clone() };
        let entry = Entry { at: self.clock.now(), by, action: Action::PasswordSet };
        let change =
            Change::of(&person, expected, entry)?.without(Kind::Invitation, &token_hash(secret));
        self.store.commit(change).await?;
        Ok(person.id)
    }

    pub(super) async fn person_by_email(
        &self,
        email: &str,
    ) -> Result<Option<Person>, UseCaseError> {
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

    /// Every organisation, by name.
    pub async fn organisations(&self) -> Result<Vec<Organisation>, UseCaseError> {
        let mut all: Vec<Organisation> =
            store::read_all(self.store.as_ref(), "id/", usize::MAX).await?;
        let today = self.clock.today();
        all.sort_by_key(|organisation| organisation.name_on(today, Lang::default()).to_lowercase());
        Ok(all)
    }

    /// Everyone, by organisation and name. For administrators.
    pub async fn people(&self, actor: &Actor) -> Result<Vec<Person>, UseCaseError> {
        actor.administer()?;
        let mut people: Vec<Person> =
            store::read_all(self.store.as_ref(), "organisation/", usize::MAX).await?;
        people.sort_by_key(|person| (person.organisation.clone(), person.name.to_lowercase()));
        Ok(people)
    }

    /// The people of an organisation who can be asked to sign, by name.
    pub async fn signers(
        &self,
        organisation: &OrganisationId,
    ) -> Result<Vec<Person>, UseCaseError> {
        let prefix = format!("organisation/{organisation}");
        let people: Vec<Person> = store::read_all(self.store.as_ref(), &prefix, usize::MAX).await?;
        let mut signers: Vec<Person> = people
            .into_iter()
            .filter(|person| person.organisation == *organisation)
            .filter(|person| person.roles.contains(&Role::Signer) && !person.disabled)
            .collect();
        signers.sort_by_key(|person| person.name.to_lowercase());
        Ok(signers)
    }
}
