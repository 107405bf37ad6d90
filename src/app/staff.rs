//! The people of organisations: adding, changing, leaving, and what leavers leave behind.
use std::collections::BTreeSet;

use super::addresses::Address;
use super::people::checked;
use super::{NewPerson, Service, UseCaseError, Wrong};
use crate::domain::access::{Actor, Forbidden, LOCAL_ROLES, Managing};
use crate::domain::assessment::{Assessment, State};
use crate::domain::audit::Action;
use crate::domain::editing::{MoveError, may_sign};
use crate::domain::ids::{OrganisationId, PersonId};
use crate::domain::life::Stage;
use crate::domain::organisation::Organisation;
use crate::domain::people::{Person, Role};
use crate::domain::policy::Policy;
use crate::domain::review::may_review;
use crate::domain::staffing::may_write;
use crate::domain::text::Lang;
use crate::domain::token::TokenChange;
use crate::store::{self, Change, StoreError};

/// An assessment whose lead, reviewer or signer cannot work on it any more.
#[derive(Debug, Clone)]
pub struct Orphan {
    /// The policy.
    pub policy: Policy,
    /// The assessment.
    pub assessment: Assessment,
    /// Whether this person may see the title.
    pub visible: bool,
    /// What is vacant: `lead`, `reviewer` or `signer`.
    pub vacant: &'static str,
    /// The post that left it.
    pub post: String,
}

impl Service {
    /// Everyone of an organisation, by name: also those whose own organisation is another one.
    pub async fn people_of(
        &self,
        organisation: &OrganisationId,
    ) -> Result<Vec<Person>, UseCaseError> {
        let prefix = format!("organisation/{organisation}");
        let mut people: Vec<Person> =
            store::read_all(self.store.as_ref(), &prefix, usize::MAX).await?;
        people.retain(|person| {
            person.organisation == *organisation || person.elsewhere.contains_key(organisation)
        });
        people.sort_by_key(|person| person.name.to_lowercase());
        Ok(people)
    }

    /// The people who can be asked to sign an assessment of this level.
    pub async fn signers(
        &self,
        assessment: &Assessment,
        level: Option<i64>,
    ) -> Result<Vec<Person>, UseCaseError> {
        self.candidates(assessment, |person| may_sign(person, assessment, level)).await
    }

    /// The people who can be asked to review an assessment.
    pub async fn reviewers(&self, assessment: &Assessment) -> Result<Vec<Person>, UseCaseError> {
        self.candidates(assessment, |person| may_review(person, assessment)).await
    }

    /// The people who can write in an assessment.
    pub async fn writers(&self, assessment: &Assessment) -> Result<Vec<Person>, UseCaseError> {
        self.candidates(assessment, |person| may_write(person, assessment)).await
    }

    async fn candidates(
        &self,
        assessment: &Assessment,
        fits: impl Fn(&Person) -> bool,
    ) -> Result<Vec<Person>, UseCaseError> {
        let today = self.clock.today();
        let mut people = self.people_of(&assessment.organisation).await?;
        people.retain(|person| person.has_access(today) && fits(person));
        Ok(people)
    }

    /// The people whom this person looks after, by organisation and name.
    pub async fn people(&self, actor: &Actor) -> Result<Vec<Person>, UseCaseError> {
        if !actor.manages_any() {
            return Err(Forbidden.into());
        }
        let mut people: Vec<Person> =
            store::read_all(self.store.as_ref(), "all/", usize::MAX).await?;
        people.retain(|person| actor.manage(&person.organisation).is_ok());
        people.sort_by_key(|person| (person.organisation.clone(), person.name.to_lowercase()));
        Ok(people)
    }

    /// A person whom this person looks after.
    pub async fn managed(&self, actor: &Actor, id: &PersonId) -> Result<Person, UseCaseError> {
        let person = self.person(id).await?;
        person.filter(|person| actor.looks_after(person)).ok_or(UseCaseError::NotFound)
    }

    /// Adds a person; returns the secret of the link with which they choose a password.
    pub async fn add_person(
        &self,
        actor: &Actor,
        asked: &NewPerson,
    ) -> Result<(Person, String), UseCaseError> {
        let (right, wrong) = self.check_person(actor, asked, None).await?;
        let (true, Some(right)) = (wrong.is_empty(), right) else {
            return Err(UseCaseError::Invalid(wrong));
        };
        let person = self.new_person(asked, right.organisation().clone())?;
        let entry = right.actor().entry(self.clock.now(), Action::PersonAdded);
        let change = Address::of(&person).taken(Change::of(&person, None, entry)?)?;
        match self.store.commit(change).await {
            // Someone else got the address at the same moment.
            Err(StoreError::Conflict) => {
                let wrong = Wrong { field: "email", message: "fault-email-taken" };
                return Err(UseCaseError::Invalid(vec![wrong]));
            }
            done => done?,
        }
        let secret = self.invite(Some(person.id.clone())).await?;
        Ok((person, secret))
    }

    /// Checks what is stated about a person. Someone who may look after nobody in the organisation
    /// is refused, whatever is stated.
    async fn check_person<'a>(
        &self,
        actor: &'a Actor,
        asked: &NewPerson,
        known: Option<&Person>,
    ) -> Result<(Option<Managing<'a>>, Vec<Wrong>), UseCaseError> {
        if !actor.manages_any() {
            return Err(Forbidden.into());
        }
        let mut wrong = checked(asked);
        if asked.roles.is_empty() && asked.elsewhere.is_empty() {
            wrong.push(Wrong { field: "roles", message: "fault-roles-missing" });
        }
        if asked.roles.contains(&Role::Auditor) && asked.until.is_none() {
            wrong.push(Wrong { field: "until", message: "fault-until-missing" });
        }
        let email = asked.email.trim().to_lowercase();
        let taken = self.person_by_email(&email).await?;
        if taken.is_some_and(|taken| known.is_none_or(|known| known.id != taken.id)) {
            wrong.push(Wrong { field: "email", message: "fault-email-taken" });
        }
        let organisation = self.organisation_named(&asked.organisation).await?;
        let right = organisation.map(|organisation| actor.manage(&organisation)).transpose()?;
        if right.is_none() {
            wrong.push(Wrong { field: "organisation", message: "fault-organisation-missing" });
        }
        let before = known.map(|known| known.roles.clone()).unwrap_or_default();
        let given = asked.roles.symmetric_difference(&before);
        if let Some(right) = &right
            && given.clone().any(|role| !right.may_give(*role))
        {
            wrong.push(Wrong { field: "roles", message: "fault-role-not-yours" });
        }
        for (organisation, roles) in &asked.elsewhere {
            actor.manage(organisation)?;
            if !roles.iter().all(|role| LOCAL_ROLES.contains(role)) {
                return Err(Forbidden.into());
            }
        }
        Ok((right, wrong))
    }

    /// The organisation with this id.
    async fn organisation_named(&self, id: &str) -> Result<Option<OrganisationId>, UseCaseError> {
        let Ok(id) = id.parse::<OrganisationId>() else { return Ok(None) };
        let found: Option<Organisation> = store::read(self.store.as_ref(), id.as_str()).await?;
        Ok(found.map(|organisation| organisation.id))
    }

    /// Changes what is stated about a person, unless someone else did since `seen`.
    pub async fn change_person(
        &self,
        actor: &Actor,
        id: &PersonId,
        asked: &NewPerson,
        seen: u64,
    ) -> Result<(), UseCaseError> {
        let person = self.managed(actor, id).await?;
        let (_, wrong) = self.check_person(actor, asked, Some(&person)).await?;
        if !wrong.is_empty() {
            return Err(UseCaseError::Invalid(wrong));
        }
        if person.revision != seen {
            return Err(UseCaseError::Conflict);
        }
        let is_renamed = asked.email.trim().to_lowercase() != person.email;
        if is_renamed && !actor.vouches_for(&person) {
            let wrong = Wrong { field: "email", message: "fault-email-elsewhere" };
            return Err(UseCaseError::Invalid(vec![wrong]));
        }
        let before = person.facts();
        let told = is_renamed.then(|| person.clone());
        let organisation =
            self.organisation_named(&asked.organisation).await?.ok_or(UseCaseError::NotFound)?;
        // Roles in organisations that this administrator does not look after stay as they are.
        let others = person.elsewhere.iter().filter(|(other, _)| actor.manage(other).is_err());
        let others = others.map(|(other, roles)| (other.clone(), roles.clone()));
        let elsewhere = asked.elsewhere.clone().into_iter().chain(others).collect();
        let changed = Person {
            name: asked.name.trim().to_owned(),
            email: asked.email.trim().to_lowercase(),
            post: asked.post.trim().to_owned(),
            organisation,
            roles: asked.roles.clone(),
            elsewhere,
            until: asked.until,
            signs_up_to: asked.signs_up_to,
            revision: seen + 1,
            ..person
        };
        let action = Action::PersonChanged { before, after: changed.facts() };
        let entry = actor.entry(self.clock.now(), action);
        // A link was made for who the person was.
        let mut change = self.without_links(Change::of(&changed, Some(seen), entry)?, id).await?;
        if let Some(before) = &told {
            change = Address::of(&changed).taken(Address::of(before).given_up(change))?;
        }
        self.store.commit(change).await?;
        if let Some(before) = told {
            self.tell(&before, "notice-email-changed").await;
        }
        Ok(())
    }

    /// Ends the access of a leaver. What they lead goes to `successor`, who must be able to lead
    /// it; sessions end at once.
    pub async fn disable_person(
        &self,
        actor: &Actor,
        id: &PersonId,
        successor: Option<&PersonId>,
        note: &str,
    ) -> Result<(), UseCaseError> {
        let person = self.managed(actor, id).await?;
        if person.id == actor.person {
            return Err(UseCaseError::Invalid(vec![Wrong {
                field: "successor",
                message: "fault-disable-self",
            }]));
        }
        if person.disabled {
            return Ok(());
        }
        for assessment in self.led_by(&person.id).await? {
            match successor {
                Some(successor) => {
                    let handed = self.hand_over(actor, &assessment.id, successor, note).await;
                    match handed {
                        Ok(()) => {}
                        Err(UseCaseError::Move(MoveError::CannotWork)) => {
                            return Err(UseCaseError::Invalid(vec![Wrong {
                                field: "successor",
                                message: "fault-successor",
                            }]));
                        }
                        Err(error) => return Err(error),
                    }
                }
                // What nobody takes over stays on the list of orphans.
                None => break,
            }
        }
        let person = self.managed(actor, id).await?;
        let expected = Some(person.revision);
        let person = Person { disabled: true, revision: person.revision + 1, ..person };
        let action = Action::PersonDisabled { successor: successor.cloned() };
        let entry = actor.entry(self.clock.now(), action);
        let mut change = Change::of(&person, expected, entry)?;
        // Nothing that let them in may work again when they come back.
        for token in self.tokens_of(&person.id).await?.into_iter().filter(|token| !token.revoked) {
            let (expected, token) = (Some(token.revision), token.revoke());
            let revoked = Action::Token { change: TokenChange::Revoked };
            let entry = actor.entry(self.clock.now(), revoked);
            change = change.and(&token, expected, Some(entry))?;
        }
        let change = self.shutting_out(change, &person.id, None).await?;
        Ok(self.store.commit(change).await?)
    }

    /// Lets a leaver sign in again.
    pub async fn enable_person(&self, actor: &Actor, id: &PersonId) -> Result<(), UseCaseError> {
        let person = self.managed(actor, id).await?;
        if !person.disabled {
            return Ok(());
        }
        let expected = Some(person.revision);
        let person = Person { disabled: false, revision: person.revision + 1, ..person };
        let entry = actor.entry(self.clock.now(), Action::PersonEnabled);
        Ok(self.store.commit(Change::of(&person, expected, entry)?).await?)
    }

    /// A new link with which a person chooses a password: for those who lost theirs, or the first
    /// one. A second factor is taken away with it.
    pub async fn invite_again(
        &self,
        actor: &Actor,
        id: &PersonId,
    ) -> Result<(Person, String), UseCaseError> {
        let person = self.managed(actor, id).await?;
        if person.disabled {
            return Err(UseCaseError::NotFound);
        }
        if !actor.vouches_for(&person) {
            return Err(Forbidden.into());
        }
        self.link_for(person, actor.entry(self.clock.now(), Action::PersonInvited)).await
    }

    /// What a person leads and is not at its end.
    pub async fn led_by(&self, person: &PersonId) -> Result<Vec<Assessment>, UseCaseError> {
        let all: Vec<Assessment> = store::read_all(self.store.as_ref(), "all/", usize::MAX).await?;
        let led = |assessment: &Assessment| {
            assessment.lead() == Some(person)
                && !matches!(assessment.stage(), Stage::Superseded | Stage::Closed)
        };
        Ok(all.into_iter().filter(led).collect())
    }

    /// Assessments whose lead, reviewer or signer has no access any more.
    pub async fn orphans(&self, actor: &Actor) -> Result<Vec<Orphan>, UseCaseError> {
        if !actor.manages_any() {
            return Err(Forbidden.into());
        }
        let today = self.clock.today();
        let people: Vec<Person> = store::read_all(self.store.as_ref(), "all/", usize::MAX).await?;
        let gone: BTreeSet<&PersonId> = people
            .iter()
            .filter(|person| !person.has_access(today))
            .map(|person| &person.id)
            .collect();
        let post = |id: &PersonId| {
            let found = people.iter().find(|person| person.id == *id);
            found.map_or_else(String::new, |person| person.post.clone())
        };
        let all: Vec<Assessment> = store::read_all(self.store.as_ref(), "all/", usize::MAX).await?;
        let mut found = Vec::new();
        for assessment in all {
            if actor.manage(&assessment.organisation).is_err() {
                continue;
            }
            for (vacant, person) in posts(&assessment) {
                if !gone.contains(person) {
                    continue;
                }
                let (policy, assessment) = self.find(&assessment.id).await?;
                let visible = actor.may_read(&policy, &assessment);
                let post = post(person);
                found.push(Orphan { policy, assessment, visible, vacant, post });
            }
        }
        Ok(found)
    }

    /// Every organisation, by name.
    pub async fn organisations(&self) -> Result<Vec<Organisation>, UseCaseError> {
        let mut all: Vec<Organisation> =
            store::read_all(self.store.as_ref(), "id/", usize::MAX).await?;
        let today = self.clock.today();
        all.sort_by_key(|organisation| organisation.name_on(today, Lang::default()).to_lowercase());
        Ok(all)
    }
}

/// The posts of an assessment that someone must hold at its stage.
fn posts(assessment: &Assessment) -> Vec<(&'static str, &PersonId)> {
    if matches!(assessment.stage(), Stage::Superseded | Stage::Closed) {
        return Vec::new();
    }
    let lead = assessment.lead().map(|lead| ("lead", lead));
    let other = match &assessment.state {
        State::InReview { reviewer, .. } | State::ChangesAsked { reviewer, .. } => {
            Some(("reviewer", reviewer))
        }
        State::AwaitingSignature { signer, .. } => Some(("signer", signer)),
        State::Draft { .. } | State::Ready { .. } | State::Signed(_) => None,
    };
    lead.into_iter().chain(other).collect()
}
