//! Who may do what. Permission is not an answer to check but a thing to hold.
use std::collections::{BTreeMap, BTreeSet};
use std::marker::PhantomData;

use jiff::Timestamp;
use jiff::civil::Date;

use super::assessment::Assessment;
use super::audit::{Action, By, Entry};
use super::ids::{OrganisationId, PersonId};
use super::people::{Person, Role};
use super::policy::{Marking, Policy};

/// A person who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub person: PersonId,
    /// Their post.
    pub post: String,
    /// Their organisation.
    pub organisation: OrganisationId,
    /// What they may be there.
    pub roles: BTreeSet<Role>,
    /// What they may be in other organisations.
    pub elsewhere: BTreeMap<OrganisationId, BTreeSet<Role>>,
}

/// The person may not do this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this person may not do this")]
pub struct Forbidden;

/// An assessment that this person may read.
#[derive(Debug)]
pub struct Reading(pub Assessment);

/// An assessment, held by someone with the right `R` to it. Only [`Actor`] makes one.
#[derive(Debug)]
pub struct Held<'a, R> {
    pub(super) actor: &'a Actor,
    pub(super) assessment: Assessment,
    right: PhantomData<R>,
}

/// The right of officers and contributors: to write.
#[derive(Debug)]
pub enum Write {}

/// The right of officers: to take the assessment through its life.
#[derive(Debug)]
pub enum Lead {}

/// The right of the reviewer who was asked.
#[derive(Debug)]
pub enum Review {}

/// The right of the signer who was asked.
#[derive(Debug)]
pub enum Sign {}

/// The right of the organisation's administrators: to say who works on it.
#[derive(Debug)]
pub enum Steward {}

/// The right to report on mitigations.
#[derive(Debug)]
pub enum Deliver {}

/// An assessment that this person may change.
pub type Editing<'a> = Held<'a, Write>;

/// An assessment that this person may sign.
pub type Signing<'a> = Held<'a, Sign>;

/// The right to look after organisations and people of the whole service. Only
/// [`Actor::administer`] makes one.
#[derive(Debug)]
pub struct Administering<'a>(&'a Actor);

/// The right to look after the people of one organisation. Only [`Actor::manage`] makes one.
#[derive(Debug)]
pub struct Managing<'a> {
    actor: &'a Actor,
    organisation: OrganisationId,
}

/// The right to register policies of an organisation. Only [`Actor::register`] makes one.
#[derive(Debug)]
pub struct Registering<'a>(&'a Actor);

/// The right to see the audit log and to prove that it is whole. Only [`Actor::audit`] makes one.
#[derive(Debug)]
pub struct Auditing<'a>(&'a Actor);

impl<R> Held<'_, R> {
    /// The assessment that was opened.
    pub fn assessment(&self) -> &Assessment {
        &self.assessment
    }

    /// Who holds it.
    pub fn actor(&self) -> &Actor {
        self.actor
    }
}

/// Roles whose holders work in the organisation that gave them, not in the whole service.
pub const LOCAL_ROLES: &[Role] = &[
    Role::Officer,
    Role::Contributor,
    Role::Reviewer,
    Role::Signer,
    Role::CommitmentLead,
    Role::OrganisationAdministrator,
];

impl Actor {
    /// The person as an actor on a day; a leaver, and someone whose access has ended, is nobody.
    pub fn of(person: &Person, today: Date) -> Result<Self, Forbidden> {
        if !person.has_access(today) {
            return Err(Forbidden);
        }
        Ok(Self {
            person: person.id.clone(),
            post: person.post.clone(),
            organisation: person.organisation.clone(),
            roles: person.roles.clone(),
            elsewhere: person.elsewhere.clone(),
        })
    }

    /// Whether the person has one of these roles in their own organisation.
    pub fn has(&self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.roles.contains(role))
    }

    /// Whether the person has one of these roles in an organisation.
    pub fn has_in(&self, organisation: &OrganisationId, roles: &[Role]) -> bool {
        if *organisation == self.organisation {
            return self.has(roles);
        }
        let held = self.elsewhere.get(organisation);
        held.is_some_and(|held| roles.iter().any(|role| held.contains(role)))
    }

    /// Whether the person belongs to an organisation, in whatever role.
    pub fn is_of(&self, organisation: &OrganisationId) -> bool {
        *organisation == self.organisation || self.elsewhere.contains_key(organisation)
    }

    /// The organisations in which the person has one of these roles, their own first.
    pub fn organisations_as(&self, roles: &[Role]) -> Vec<OrganisationId> {
        let own = Some(&self.organisation).into_iter();
        let all = own.chain(self.elsewhere.keys());
        all.filter(|organisation| self.has_in(organisation, roles)).cloned().collect()
    }

    /// The organisations to which the person belongs, their own first.
    pub fn organisations(&self) -> Vec<OrganisationId> {
        let own = Some(&self.organisation).into_iter();
        own.chain(self.elsewhere.keys()).cloned().collect()
    }

    /// An audit entry of this person.
    pub fn entry(&self, at: Timestamp, action: Action) -> Entry {
        let by = By { person: Some(self.person.clone()), post: self.post.clone() };
        Entry { at, by, action }
    }

    /// Whether the person reads all organisations.
    pub fn is_reader_everywhere(&self) -> bool {
        self.has(&[Role::CentralTeam, Role::Auditor])
    }

    /// Whether everything that the person reads is written down.
    pub fn is_watched(&self) -> bool {
        self.has(&[Role::Auditor])
    }

    /// Whether the person may see that policy's title and content.
    pub fn may_see(&self, policy: &Policy) -> bool {
        match policy.facts.marking {
            Marking::Official => self.is_of(&policy.organisation) || self.is_reader_everywhere(),
            Marking::OfficialSensitive => {
                self.person == policy.created_by || policy.readers.contains(&self.person)
            }
        }
    }

    /// Opens an assessment for reading.
    pub fn read(&self, policy: &Policy, assessment: Assessment) -> Result<Reading, Forbidden> {
        if self.may_read(policy, &assessment) { Ok(Reading(assessment)) } else { Err(Forbidden) }
    }

    /// Whether the person may read an assessment of a policy.
    pub fn may_read(&self, policy: &Policy, assessment: &Assessment) -> bool {
        let involved = assessment.involved().contains(&self.person);
        self.may_see(policy) || (involved && self.is_of(&assessment.organisation))
    }

    fn held<R>(&self, assessment: Assessment, may: bool) -> Result<Held<'_, R>, Forbidden> {
        let held = Held { actor: self, assessment, right: PhantomData };
        may.then_some(held).ok_or(Forbidden)
    }

    /// Whether the person has one of these roles in the organisation of an assessment that they may
    /// read.
    fn reads_as(&self, policy: &Policy, assessment: &Assessment, roles: &[Role]) -> bool {
        self.has_in(&assessment.organisation, roles) && self.may_read(policy, assessment)
    }

    /// Whether the person may write in it.
    pub fn may_edit(&self, policy: &Policy, assessment: &Assessment) -> bool {
        self.reads_as(policy, assessment, &[Role::Officer, Role::Contributor])
    }

    /// Whether the person may take it through its life.
    pub fn may_lead(&self, policy: &Policy, assessment: &Assessment) -> bool {
        self.reads_as(policy, assessment, &[Role::Officer])
    }

    /// Whether the person may report on its mitigations.
    pub fn may_deliver(&self, policy: &Policy, assessment: &Assessment) -> bool {
        let roles = [Role::Officer, Role::Contributor, Role::CommitmentLead];
        self.reads_as(policy, assessment, &roles)
    }

    /// Whether the person may review it: the reviewer who was asked, and never an author.
    pub fn may_review(&self, policy: &Policy, assessment: &Assessment) -> bool {
        assessment.reviewer() == Some(&self.person)
            && !assessment.authors.contains(&self.person)
            && self.reads_as(policy, assessment, &[Role::Reviewer])
    }

    /// Whether the person may sign it: the signer who was asked, and never an author.
    pub fn may_sign(&self, policy: &Policy, assessment: &Assessment) -> bool {
        assessment.signer() == Some(&self.person)
            && !assessment.authors.contains(&self.person)
            && self.reads_as(policy, assessment, &[Role::Signer])
    }

    /// Whether the person may say who works on it. Its content need not be seen for that.
    pub fn may_steward(&self, assessment: &Assessment) -> bool {
        self.manage(&assessment.organisation).is_ok()
    }

    /// Opens an assessment for writing.
    pub fn edit(&self, policy: &Policy, assessment: Assessment) -> Result<Editing<'_>, Forbidden> {
        let may = self.may_edit(policy, &assessment);
        self.held(assessment, may)
    }

    /// Opens an assessment for taking it through its life.
    pub fn lead(
        &self,
        policy: &Policy,
        assessment: Assessment,
    ) -> Result<Held<'_, Lead>, Forbidden> {
        let may = self.may_lead(policy, &assessment);
        self.held(assessment, may)
    }

    /// Opens an assessment for reporting on its mitigations.
    pub fn deliver(
        &self,
        policy: &Policy,
        assessment: Assessment,
    ) -> Result<Held<'_, Deliver>, Forbidden> {
        let may = self.may_deliver(policy, &assessment);
        self.held(assessment, may)
    }

    /// Opens an assessment for review.
    pub fn review(
        &self,
        policy: &Policy,
        assessment: Assessment,
    ) -> Result<Held<'_, Review>, Forbidden> {
        let may = self.may_review(policy, &assessment);
        self.held(assessment, may)
    }

    /// Opens an assessment for signing.
    pub fn sign(&self, policy: &Policy, assessment: Assessment) -> Result<Signing<'_>, Forbidden> {
        let may = self.may_sign(policy, &assessment);
        self.held(assessment, may)
    }

    /// Opens an assessment for saying who works on it.
    pub fn steward(
        &self,
        _: &Policy,
        assessment: Assessment,
    ) -> Result<Held<'_, Steward>, Forbidden> {
        let may = self.may_steward(&assessment);
        self.held(assessment, may)
    }

    /// The right to look after organisations and people of the whole service.
    pub fn administer(&self) -> Result<Administering<'_>, Forbidden> {
        self.has(&[Role::Administrator]).then_some(Administering(self)).ok_or(Forbidden)
    }

    /// The right to look after the people of an organisation.
    pub fn manage(&self, organisation: &OrganisationId) -> Result<Managing<'_>, Forbidden> {
        let may = self.administer().is_ok()
            || self.has_in(organisation, &[Role::OrganisationAdministrator]);
        let organisation = organisation.clone();
        may.then_some(Managing { actor: self, organisation }).ok_or(Forbidden)
    }

    /// Whether they look after this person. Whose rights reach beyond an organisation is looked
    /// after by administrators of the service alone: a link for a new password lets in whoever
    /// holds it.
    pub fn looks_after(&self, person: &Person) -> bool {
        let is_local = person.roles.iter().all(|role| LOCAL_ROLES.contains(role));
        self.manage(&person.organisation).is_ok() && (is_local || self.administer().is_ok())
    }

    /// Whether they may decide who this person is: make a link for a new password, or change the
    /// address by which a sign-in is known. Every organisation in which the person has roles trusts
    /// that.
    pub fn vouches_for(&self, person: &Person) -> bool {
        let all = person.elsewhere.keys().all(|other| self.manage(other).is_ok());
        all && self.looks_after(person)
    }

    /// The right to look after the people of some organisation.
    pub fn manages_any(&self) -> bool {
        let administers = self.administer().is_ok();
        administers || !self.organisations_as(&[Role::OrganisationAdministrator]).is_empty()
    }

    /// The right to register policies, and to change what is stated.
    pub fn register(&self) -> Result<Registering<'_>, Forbidden> {
        let may = !self.organisations_as(WRITERS).is_empty();
        may.then_some(Registering(self)).ok_or(Forbidden)
    }

    /// The right to see the audit log of the whole service.
    pub fn audit(&self) -> Result<Auditing<'_>, Forbidden> {
        let may = self.has(&[Role::Auditor, Role::Administrator]);
        may.then_some(Auditing(self)).ok_or(Forbidden)
    }
}

/// Who registers policies and writes assessments.
pub const WRITERS: &[Role] = &[Role::Officer, Role::Contributor];

impl Administering<'_> {
    /// Who holds the right.
    pub fn actor(&self) -> &Actor {
        self.0
    }
}

impl Auditing<'_> {
    /// Who holds the right.
    pub fn actor(&self) -> &Actor {
        self.0
    }
}

impl Managing<'_> {
    /// Who holds the right.
    pub fn actor(&self) -> &Actor {
        self.actor
    }

    /// The organisation whose people they look after.
    pub fn organisation(&self) -> &OrganisationId {
        &self.organisation
    }

    /// Whether this role may be given to someone. Only administrators of the service give roles
    /// that reach beyond an organisation.
    pub fn may_give(&self, role: Role) -> bool {
        LOCAL_ROLES.contains(&role) || self.actor.administer().is_ok()
    }
}

impl Registering<'_> {
    /// Who holds the right.
    pub fn actor(&self) -> &Actor {
        self.0
    }

    /// The organisations that it covers, the person's own first.
    pub fn organisations(&self) -> Vec<OrganisationId> {
        self.0.organisations_as(WRITERS)
    }

    /// Whether it covers this policy.
    pub fn covers(&self, policy: &Policy) -> Result<(), Forbidden> {
        let own = self.0.has_in(&policy.organisation, WRITERS);
        if own && self.0.may_see(policy) { Ok(()) } else { Err(Forbidden) }
    }
}
