//! Organisations: adding them, new names and codes, and their end.
use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Service, UseCaseError, Wrong};
use crate::domain::access::Actor;
use crate::domain::audit::Action;
use crate::domain::ids::OrganisationId;
use crate::domain::organisation::{
    DatedCode, DatedName, Ended, Organisation, OrganisationFacts, OrganisationType, first_facts,
    is_area_code,
};
use crate::domain::people::is_email;
use crate::domain::policy::Policy;
use crate::domain::writing::Length;
use crate::store::{self, Change};

/// A change of name.
#[derive(Debug, Clone, Default)]
pub struct NewName {
    /// The name in English.
    pub name: String,
    /// The short name; empty when there is none.
    pub short: String,
    /// The name in Welsh; empty when there is none.
    pub welsh: String,
    /// The first day.
    pub from: Option<Date>,
}

impl Service {
    /// An organisation of the register, new.
    pub(super) fn new_organisation(
        &self,
        facts: OrganisationFacts,
    ) -> Result<Organisation, UseCaseError> {
        Ok(Organisation { id: self.new_id()?, facts, created: self.clock.now(), revision: 1 })
    }

    /// Adds an organisation.
    pub async fn add_organisation(
        &self,
        actor: &Actor,
        (name, kind, contact): (&str, OrganisationType, &str),
    ) -> Result<Organisation, UseCaseError> {
        let right = actor.administer()?;
        let mut wrong = Vec::new();
        wrong.extend(Wrong::in_stated("name", name, Length::Line, "fault-organisation-missing"));
        if !is_email(contact.trim()) {
            wrong.push(Wrong { field: "contact", message: "fault-contact" });
        }
        if !wrong.is_empty() {
            return Err(UseCaseError::Invalid(wrong));
        }
        let organisation = self.new_organisation(first_facts(name.trim(), kind, contact.trim()))?;
        let entry = right.actor().entry(self.clock.now(), Action::OrganisationAdded);
        self.store.commit(Change::of(&organisation, None, entry)?).await?;
        Ok(organisation)
    }

    /// An organisation that this person looks after.
    pub async fn managed_organisation(
        &self,
        actor: &Actor,
        id: &OrganisationId,
    ) -> Result<Organisation, UseCaseError> {
        let found = self.organisation(id).await?.ok_or(UseCaseError::NotFound)?;
        actor.manage(id)?;
        Ok(found)
    }

    pub(super) async fn change_organisation(
        &self,
        actor: &Actor,
        before: Organisation,
        facts: OrganisationFacts,
    ) -> Result<(), UseCaseError> {
        if before.facts == facts {
            return Ok(());
        }
        let action = Action::OrganisationChanged {
            before: Box::new(before.facts.clone()),
            after: Box::new(facts.clone()),
        };
        let entry = actor.entry(self.clock.now(), action);
        let expected = Some(before.revision);
        let changed = Organisation { facts, revision: before.revision + 1, ..before };
        Ok(self.store.commit(Change::of(&changed, expected, entry)?).await?)
    }

    /// Changes the contact mailbox and the code.
    pub async fn change_contact(
        &self,
        actor: &Actor,
        id: &OrganisationId,
        contact: &str,
        (code, from): (&str, Option<Date>),
    ) -> Result<(), UseCaseError> {
        let before = self.managed_organisation(actor, id).await?;
        let (contact, code) = (contact.trim(), code.trim());
        let mut wrong = Vec::new();
        if !is_email(contact) {
            wrong.push(Wrong { field: "contact", message: "fault-contact" });
        }
        let today = self.clock.today();
        let is_new = !code.is_empty() && before.code_on(today) != Some(code);
        if is_new && !is_area_code(code) {
            wrong.push(Wrong { field: "code", message: "fault-area" });
        }
        if is_new && from.is_none() {
            wrong.push(Wrong { field: "code-from", message: "fault-date" });
        }
        if !wrong.is_empty() {
            return Err(UseCaseError::Invalid(wrong));
        }
        let mut facts = before.facts.clone();
        contact.clone_into(&mut facts.contact);
        if let Some(from) = from.filter(|_| is_new) {
            facts.codes.push(DatedCode { code: code.to_owned(), from });
            facts.codes.sort_by_key(|code| code.from);
        }
        self.change_organisation(actor, before, facts).await
    }

    /// Gives an organisation a new name from a day on. Documents of before keep the old one.
    pub async fn rename_organisation(
        &self,
        actor: &Actor,
        id: &OrganisationId,
        new: &NewName,
    ) -> Result<(), UseCaseError> {
        let before = self.managed_organisation(actor, id).await?;
        let mut wrong = Vec::new();
        let missing = "fault-organisation-missing";
        wrong.extend(Wrong::in_stated("name", &new.name, Length::Line, missing));
        for (field, text) in [("short", &new.short), ("welsh", &new.welsh)] {
            wrong.extend(Wrong::in_text(field, text, Length::Line));
        }
        let known = |from: &Date| before.facts.names.iter().any(|name| name.from == *from);
        let from = new.from.filter(|from| !known(from));
        if from.is_none() {
            wrong.push(Wrong { field: "from", message: "fault-name-from" });
        }
        let (Some(from), true) = (from, wrong.is_empty()) else {
            return Err(UseCaseError::Invalid(wrong));
        };
        let mut facts = before.facts.clone();
        let welsh = Some(new.welsh.trim().to_owned()).filter(|welsh| !welsh.is_empty());
        let (name, short) = (new.name.trim().to_owned(), new.short.trim().to_owned());
        facts.names.push(DatedName { name, short, welsh, from });
        facts.names.sort_by_key(|name| name.from);
        self.change_organisation(actor, before, facts).await
    }

    /// Ends an organisation. Its open policies go to the first successor on that day; signed
    /// statements keep the name they were signed under.
    pub async fn end_organisation(
        &self,
        actor: &Actor,
        id: &OrganisationId,
        on: Option<Date>,
        successors: &BTreeSet<OrganisationId>,
    ) -> Result<usize, UseCaseError> {
        actor.administer()?;
        let before = self.managed_organisation(actor, id).await?;
        let mut wrong = Vec::new();
        if on.is_none() {
            wrong.push(Wrong { field: "on", message: "fault-date" });
        }
        if successors.is_empty() || successors.contains(id) {
            wrong.push(Wrong { field: "successors", message: "fault-successors" });
        }
        let (Some(on), true) = (on, wrong.is_empty()) else {
            return Err(UseCaseError::Invalid(wrong));
        };
        let mut facts = before.facts.clone();
        let successors: Vec<OrganisationId> = successors.iter().cloned().collect();
        facts.ended = Some(Ended { on, successors: successors.clone() });
        self.change_organisation(actor, before, facts).await?;
        let mut moved = 0;
        if let [only] = successors.as_slice() {
            for policy in self.policies_of(id).await? {
                self.give_policy(actor, policy, only, on).await?;
                moved += 1;
            }
        }
        Ok(moved)
    }

    async fn policies_of(&self, id: &OrganisationId) -> Result<Vec<Policy>, UseCaseError> {
        Ok(store::read_all(self.store.as_ref(), &format!("organisation/{id}/"), usize::MAX).await?)
    }

    /// Gives a policy with everything open about it to another organisation.
    pub async fn transfer_policy(
        &self,
        actor: &Actor,
        policy: &crate::domain::ids::PolicyId,
        (to, on): (Option<&OrganisationId>, Option<Date>),
    ) -> Result<(), UseCaseError> {
        let policy = self.policy(actor, policy).await?;
        actor.manage(&policy.organisation)?;
        let mut wrong = Vec::new();
        let target = match to {
            Some(to) => self.organisation(to).await?,
            None => None,
        };
        let target = target.filter(|target| target.id != policy.organisation);
        if target.is_none() {
            wrong.push(Wrong { field: "to", message: "fault-organisation-missing" });
        }
        if on.is_none() {
            wrong.push(Wrong { field: "on", message: "fault-date" });
        }
        let (Some(target), Some(on)) = (target, on) else {
            return Err(UseCaseError::Invalid(wrong));
        };
        self.give_policy(actor, policy, &target.id, on).await
    }

    async fn give_policy(
        &self,
        actor: &Actor,
        policy: Policy,
        to: &OrganisationId,
        on: Date,
    ) -> Result<(), UseCaseError> {
        let now = self.clock.now();
        let from = policy.organisation.clone();
        let transferred = || Action::PolicyTransferred { from: from.clone(), to: to.clone(), on };
        let mut formerly = policy.formerly.clone();
        formerly.push((from.clone(), on.yesterday().unwrap_or(on)));
        let expected = Some(policy.revision);
        let moved =
            Policy { organisation: to.clone(), formerly, revision: policy.revision + 1, ..policy };
        let mut change = Change::of(&moved, expected, actor.entry(now, transferred()))?;
        for id in &moved.assessments {
            let (_, assessment) = self.find(id).await?;
            // A signed version stays with the organisation that signed it.
            if assessment.signature().is_none() {
                let expected = Some(assessment.revision);
                let revision = assessment.revision + 1;
                let organisation = to.clone();
                let given =
                    crate::domain::assessment::Assessment { organisation, revision, ..assessment };
                change = change.and(&given, expected, Some(actor.entry(now, transferred())))?;
            }
        }
        Ok(self.store.commit(change).await?)
    }
}
