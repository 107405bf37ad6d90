//! Many assessments for benches: copies of those of the demonstration, with other words.
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};

use super::{Service, UseCaseError};
use crate::domain::answers::Answer;
use crate::domain::assessment::{Assessment, Publication, State};
use crate::domain::audit::{Action, By, Entry};
use crate::domain::commitment::{
    Commitment, CommitmentChange, CommitmentFacts, Confidence, Goal, Holder, Measure, Origin, Part,
    Report, Status, Theme,
};
use crate::domain::ids::{AssessmentId, OrganisationId};
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

/// How many assessments a policy has over time.
const EACH: usize = 10;

/// So many records are written together.
const TOGETHER: usize = 128;

fn word(n: usize) -> &'static str {
    WORDS.get(n % WORDS.len()).copied().unwrap_or("")
}

impl Service {
    /// Fills an empty store with the demonstration and so many assessments more, ten of each policy,
    /// and one commitment for each twenty. For benches: the issued PDFs are those of the
    /// demonstration.
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
        for first in (0..assessments).step_by(EACH) {
            let Some((model, _)) = models.get(first / EACH % models.len().max(1)) else { break };
            let Some(organisation) = organisations.get(first / EACH % organisations.len().max(1))
            else {
                break;
            };
            let started = self.started(first);
            let mut policy = Policy {
                id: self.new_id()?,
                reference: format!("LT-2026-{:06}", first / EACH + 1),
                organisation: organisation.clone(),
                facts: facts(&model.facts, first / EACH),
                created: started,
                assessments: Vec::new(),
                revision: 1,
                ..model.clone()
            };
            for n in first..assessments.min(first + EACH) {
                let Some((_, assessment)) = models.get(n % models.len().max(1)) else { break };
                let id: AssessmentId = self.new_id()?;
                policy.assessments.push(id.clone());
                let mut made = copy(assessment, &policy, (id, self.started(n)), n);
                made.number = u32::try_from(policy.assessments.len()).unwrap_or(u32::MAX);
                change = change.and(&made, None, Some(entry(Action::AssessmentStarted)))?;
            }
            let registered = Action::PolicyRegistered { after: policy.facts.clone() };
            change = change.and(&policy, None, Some(entry(registered)))?;
            if change.writes.len() > TOGETHER {
                self.store.commit(std::mem::take(&mut change)).await?;
            }
        }
        self.store.commit(change).await?;
        self.seed_commitments(assessments / 20, &organisations).await?;
        self.index_changes().await
    }

    /// When a copy was started.
    fn started(&self, n: usize) -> Timestamp {
        self.clock.now() - i64::try_from(n % 8_000).unwrap_or(0).hours()
    }

    /// Commitments with three reports each.
    async fn seed_commitments(
        &self,
        commitments: usize,
        organisations: &[OrganisationId],
    ) -> Result<(), UseCaseError> {
        let today = self.clock.today();
        let mut change = Change::default();
        for n in 0..commitments {
            let Some(organisation) = organisations.get(n % organisations.len().max(1)) else {
                break;
            };
            let at = self.started(n);
            let days = [200, 110, i64::try_from(n % 150).unwrap_or(0)];
            let day = |back: i64| today.saturating_sub(jiff::Span::new().days(back));
            let made = Commitment {
                id: self.new_id()?,
                reference: format!("LC-2026-{:06}", n + 1),
                facts: promise(n, today),
                holders: vec![Holder {
                    from: jiff::civil::date(2018, 10, 15),
                    until: None,
                    part: Part::Lead,
                    organisation: organisation.clone(),
                }],
                reports: days.map(|back| report(n, at, day(back))).into(),
                links: BTreeSet::new(),
                succession: None,
                undone: None,
                created: at,
                revision: 1,
            };
            let added = CommitmentChange::Added { after: Box::new(made.clone()) };
            let (by, action) = (By::service(), Action::Commitment { change: added });
            let entry = Entry { at: self.clock.now(), by, action };
            change = change.and(&made, None, Some(entry))?;
            if change.writes.len() > TOGETHER {
                self.store.commit(std::mem::take(&mut change)).await?;
            }
        }
        Ok(self.store.commit(change).await?)
    }
}

fn report(n: usize, at: Timestamp, day: Date) -> Report {
    Report {
        at,
        day,
        post: "Lead".to_owned(),
        round: None,
        late: n.is_multiple_of(11),
        status: Status::ALL.get(n % 6).copied().unwrap_or(Status::OnTrack),
        confidence: Confidence::ALL.get(n % 3).copied(),
        note: format!("What was done near the {}.", word(n)),
        next_step: format!("Go on with the {}.", word(n / 3)),
        output: Some(i64::try_from(n).unwrap_or(0).into()),
        outcome: None,
        evidence: Vec::new(),
    }
}

fn promise(n: usize, today: Date) -> CommitmentFacts {
    let post = if n.is_multiple_of(9) { "" } else { "Director" };
    CommitmentFacts {
        title: format!("A promise about the {} and the {} ({n})", word(n), word(n / 7)),
        description: format!("More about the {}.", word(n / 5)),
        theme: Theme::ALL.get(n % Theme::ALL.len()).copied().unwrap_or(Theme::Culture),
        goal: Goal::ALL.get(n % 3).copied(),
        origin: Origin::Strategy,
        minister_post: String::new(),
        official_post: post.to_owned(),
        start: Some(today),
        due: Some(today),
        budget: String::new(),
        output: Measure::default(),
        outcome: Measure::default(),
        known: String::new(),
        sureness: String::new(),
        listed: true,
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
    (id, at): (AssessmentId, Timestamp),
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
