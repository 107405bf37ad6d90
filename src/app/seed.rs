//! Many assessments for benches: copies of those of the demonstration, with other words.
use std::collections::BTreeMap;

use jiff::{Timestamp, ToSpan as _};

use super::{Service, UseCaseError};
use crate::domain::answers::Answer;
use crate::domain::assessment::{Assessment, Publication, State};
use crate::domain::audit::{Action, By, Entry};
use crate::domain::organisation::{OrganisationType, first_facts};
use crate::domain::policy::{Policy, PolicyFacts};
use crate::store::{self, Change};

/// Words that make the copies differ, so that a search finds some of them and not others.
const WORDS: &[&str] = &[
    "harbour",
    "meadow",
    "granite",
    "lantern",
    "orchard",
    "compass",
    "thistle",
    "beacon",
    "copper",
    "willow",
    "saffron",
    "pebble",
    "juniper",
    "falcon",
    "mosaic",
    "anchor",
    "velvet",
    "ember",
    "lagoon",
    "quartz",
    "tundra",
    "zephyr",
    "bramble",
    "cobalt",
    "driftwood",
    "estuary",
    "fjord",
    "glacier",
    "heather",
    "isthmus",
    "kelp",
    "lichen",
    "moraine",
    "nettle",
    "otter",
    "plover",
    "quarry",
    "rowan",
    "shingle",
    "tarn",
    "umber",
    "vetch",
    "warren",
    "yarrow",
];

/// How many organisations the copies belong to.
const ORGANISATIONS: usize = 300;

/// So many policies are written together.
const TOGETHER: usize = 64;

fn word(n: usize) -> &'static str {
    WORDS.get(n % WORDS.len()).copied().unwrap_or("")
}

impl Service {
    /// Fills an empty store with the demonstration and so many assessments more. For benches: the
    /// issued PDFs are those of the demonstration.
    pub async fn seed(&self, assessments: usize) -> Result<(), UseCaseError> {
        self.fill_with_demo().await?;
        let entry = |action| Entry { at: self.clock.now(), by: By::service(), action };
        let mut organisations = Vec::new();
        for n in 0..ORGANISATIONS.min(assessments) {
            let name = format!("{} District Council {n}", word(n));
            let facts = first_facts(&name, OrganisationType::Council, "policy@example.example");
            let organisation = self.new_organisation(facts)?;
            let change = Change::of(&organisation, None, entry(Action::OrganisationAdded))?;
            self.store.commit(change).await?;
            organisations.push(organisation.id);
        }
        let known: Vec<Assessment> =
            store::read_all(self.store.as_ref(), "all/", usize::MAX).await?;
        let mut models: Vec<(Policy, Assessment)> = Vec::new();
        for assessment in known {
            models.push(self.find(&assessment.id).await?);
        }
        let mut change = Change::default();
        for n in 0..assessments {
            let Some((policy, assessment)) = models.get(n % models.len().max(1)) else { break };
            let Some(organisation) = organisations.get(n % organisations.len().max(1)) else {
                break;
            };
            let at = self.clock.now() - i64::try_from(n % 8_000).unwrap_or(0).hours();
            let id: crate::domain::ids::AssessmentId = self.new_id()?;
            let policy = Policy {
                id: self.new_id()?,
                reference: format!("LT-2026-{:06}", n + 1),
                organisation: organisation.clone(),
                facts: facts(&policy.facts, n),
                created: at,
                assessments: vec![id.clone()],
                revision: 1,
                ..policy.clone()
            };
            let made = copy(assessment, &policy, (id, at), n);
            let registered = Action::PolicyRegistered { after: policy.facts.clone() };
            change = change.and(&policy, None, Some(entry(registered)))?;
            change = change.and(&made, None, Some(entry(Action::AssessmentStarted)))?;
            if n % TOGETHER == TOGETHER - 1 {
                self.store.commit(std::mem::take(&mut change)).await?;
            }
        }
        self.store.commit(change).await?;
        self.index_changes().await
    }
}

fn facts(model: &PolicyFacts, n: usize) -> PolicyFacts {
    PolicyFacts {
        title: format!("{} ({} {} {n})", model.title, word(n), word(n / 7)),
        summary: format!("{} Near {} {}.", model.summary, word(n / 3), word(n / 11)),
        ..model.clone()
    }
}

fn copy(
    model: &Assessment,
    policy: &Policy,
    (id, at): (crate::domain::ids::AssessmentId, Timestamp),
    n: usize,
) -> Assessment {
    let mut answers: BTreeMap<_, _> = model.answers.clone();
    for (place, kept) in answers.values_mut().enumerate() {
        if let Answer::Text(text) = &mut kept.value
            && text.contains(' ')
        {
            let more = [" By the ", word(n + place), " of ", word(n / 5 + place), "."];
            text.push_str(&more.concat());
        }
    }
    let mut made = Assessment {
        id,
        policy: policy.id.clone(),
        organisation: policy.organisation.clone(),
        created: at,
        answers,
        facts: model.facts.as_ref().map(|_| policy.facts.clone()),
        revision: 1,
        ..model.clone()
    };
    if let State::Signed(signature) = &mut made.state {
        signature.at = at;
        if !n.is_multiple_of(5) {
            made.after.publication = Publication::Published { at, post: signature.post.clone() };
        }
    }
    made
}
