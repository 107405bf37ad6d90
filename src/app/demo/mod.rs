//! Demonstration data: made-up organisations, people and policies, entered through the same
//! use cases that people use.
mod people;

use std::collections::BTreeMap;

use serde::Deserialize;

pub use people::{DEMO_PASSWORD, DEMO_PEOPLE, DemoPerson};

use super::{NewPerson, Service, SignRequest, UseCaseError};
use crate::domain::access::Actor;
use crate::domain::answers::Answers;
use crate::domain::audit::{Action, By, Entry};
use crate::domain::ids::{AssessmentId, OrganisationId, QuestionnaireId};
use crate::domain::organisation::{OrganisationType, first_facts};
use crate::domain::people::Person;
use crate::domain::policy::PolicyFacts;
use crate::domain::scoring::{Planned, Rating, RatingKey};
use crate::store::{Change, Kind, Store, StoreError};

const ORGANISATIONS: &[(&str, OrganisationType, &str)] = &[
    ("Department for Example Affairs", OrganisationType::Department, "policy@dea.example"),
    ("Exampleshire County Council", OrganisationType::Council, "policy@exampleshire.example"),
    ("Example Arts Agency", OrganisationType::Other, "policy@arts.example"),
];

const CASES: &[&str] = &[
    include_str!("buses.json"),
    include_str!("reminders.json"),
    include_str!("libraries.json"),
    include_str!("toilets.json"),
    include_str!("festivals.json"),
];

/// A policy, and how far its assessment is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    officer: String,
    policy: PolicyFacts,
    #[serde(default)]
    answers: Answers,
    #[serde(default)]
    ratings: BTreeMap<RatingKey, Rating>,
    #[serde(default)]
    plan: Vec<Planned>,
    #[serde(default)]
    reasons: BTreeMap<RatingKey, String>,
    signer: Option<String>,
    #[serde(default)]
    explanation: String,
    #[serde(default)]
    declaration: String,
}

/// Whether a store was filled with the demonstration, whose passwords are published: someone of it is
/// there.
pub async fn holds_demonstration(store: &dyn Store) -> Result<bool, StoreError> {
    for person in DEMO_PEOPLE {
        if store.count(Kind::Person, &format!("email/{}", person.email)).await? > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

impl Service {
    /// Whether the records are those of the demonstration.
    pub async fn is_demonstration(&self) -> Result<bool, UseCaseError> {
        Ok(holds_demonstration(self.store.as_ref()).await?)
    }

    /// Fills an empty store with demonstration data. Does nothing when there are people in it.
    pub async fn fill_with_demo(&self) -> Result<(), UseCaseError> {
        if self.set_up_done().await? {
            return Ok(());
        }
        let mut organisations: BTreeMap<&str, OrganisationId> = BTreeMap::new();
        let password = self.hash(DEMO_PASSWORD.to_owned()).await?;
        let entry = |action| Entry { at: self.clock.now(), by: By::service(), action };
        for (name, kind, contact) in ORGANISATIONS {
            let organisation = self.new_organisation(first_facts(name, *kind, contact))?;
            organisations.insert(name, organisation.id.clone());
            let change = Change::of(&organisation, None, entry(Action::OrganisationAdded))?;
            self.store.commit(change).await?;
        }
        for person in DEMO_PEOPLE {
            let Some(organisation) = organisations.get(person.organisation) else { continue };
            let asked = NewPerson {
                name: person.name.to_owned(),
                email: person.email.to_owned(),
                post: person.post.to_owned(),
                roles: person.roles.iter().copied().collect(),
                ..NewPerson::default()
            };
            let made = self.new_person(&asked, organisation.clone())?;
            let made = Person { password: password.clone(), ..made };
            self.store.commit(Change::of(&made, None, entry(Action::PersonAdded))?).await?;
        }
        for text in CASES {
            let case: Case =
                serde_json::from_str(text).map_err(|error| UseCaseError::Document(error.into()))?;
            Box::pin(self.play(&case)).await?;
        }
        Ok(())
    }

    async fn demo_person(&self, email: &str) -> Result<(Person, Actor), UseCaseError> {
        let person = self.person_by_email(email).await?.ok_or(UseCaseError::NotFound)?;
        let actor = Actor::of(&person, self.clock.today())?;
        Ok((person, actor))
    }

    /// Does what the officer, and the signer if there is one, would do.
    async fn play(&self, case: &Case) -> Result<(), UseCaseError> {
        let (_, officer) = self.demo_person(&case.officer).await?;
        let policy = self.register_policy(&officer, case.policy.clone(), None).await?;
        if case.answers.is_empty() {
            return Ok(());
        }
        let questionnaire: QuestionnaireId =
            "central-policy".parse().map_err(|_| UseCaseError::NotFound)?;
        let id = self.start_assessment(&officer, &policy.id, &questionnaire).await?;
        for (question, answer) in &case.answers {
            self.answer(&officer, &id, question, answer, 0).await?;
        }
        for (key, rating) in &case.ratings {
            let one = BTreeMap::from([(key.clone(), rating.clone())]);
            self.save_ratings(&officer, &id, &key.option, &key.pathway, &one).await?;
        }
        for planned in &case.plan {
            self.save_plan(&officer, &id, None, planned).await?;
        }
        for (key, reason) in &case.reasons {
            self.save_reason(&officer, &id, key, reason).await?;
        }
        match &case.signer {
            Some(signer) => {
                let Case { explanation, declaration, .. } = case;
                self.play_signer(&officer, &id, signer, explanation, declaration).await
            }
            None => Ok(()),
        }
    }

    async fn play_signer(
        &self,
        officer: &Actor,
        id: &AssessmentId,
        signer: &str,
        explanation: &str,
        declaration: &str,
    ) -> Result<(), UseCaseError> {
        let (person, signer) = self.demo_person(signer).await?;
        self.ask_to_sign(officer, id, &person.id, declaration).await?;
        let open = self.open_for_signing(&signer, id).await?;
        let explain = |gate| (gate, explanation.to_owned());
        let request = SignRequest {
            hash: open.content_hash(),
            confirmed: true,
            explanations: open.unmet().into_iter().map(explain).collect(),
            duty: "Told on the day of the decision, by the post that signs.".to_owned(),
        };
        self.sign(&signer, id, &request).await
    }
}
