//! Many assessments for benches: copies of those of the demonstration, with other words.
use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use sha2::{Digest as _, Sha256};

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

/// How many assessments a policy has over time, at most; half of it on average.
const EACH: usize = 20;

/// How far back copies were started, in hours.
const HOURS: usize = 8_000;

/// So many records are written together.
const TOGETHER: usize = 128;

/// Draws that are the same for the same seed: of SHA-256 over seed and number, like the samples of
/// auditors.
struct Draws {
    seed: u64,
    number: u64,
}

impl Draws {
    /// A number below `end`.
    fn below(&mut self, end: usize) -> usize {
        self.number += 1;
        let hash = Sha256::digest(format!("{}:{}", self.seed, self.number));
        let first = hash.first_chunk::<8>().map_or(0, |bytes| u64::from_be_bytes(*bytes));
        usize::try_from(first % u64::try_from(end.max(1)).unwrap_or(1)).unwrap_or(0)
    }

    /// One of these.
    fn one_of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }

    fn word(&mut self) -> &'static str {
        self.one_of(WORDS).copied().unwrap_or("")
    }

    /// Whether it is this time, once in so many.
    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

impl Service {
    /// Fills an empty store with the demonstration and so many assessments more, ten of each policy
    /// on average, and one commitment for each twenty: the same ones for the same seed. For benches
    /// and tests: the issued PDFs are those of the demonstration.
    pub async fn seed(&self, assessments: usize, seed: u64) -> Result<(), UseCaseError> {
        let mut draws = Draws { seed, number: 0 };
        self.fill_with_demo().await?;
        let organisations = self.seed_organisations(ORGANISATIONS.min(assessments)).await?;
        let known: Vec<Assessment> =
            store::read_all(self.store.as_ref(), "all/", usize::MAX).await?;
        let mut models: Vec<(Policy, Assessment)> = Vec::new();
        for assessment in known {
            models.push(self.find(&assessment.id).await?);
        }
        let entry = |action| Entry { at: self.clock.now(), by: By::service(), action };
        let mut change = Change::default();
        let (mut made, mut policies) = (0, 0);
        while made < assessments {
            let Some((model, _)) = draws.one_of(&models) else { break };
            let Some(organisation) = draws.one_of(&organisations) else { break };
            policies += 1;
            let mut policy = Policy {
                id: self.new_id()?,
                reference: format!("LT-2026-{policies:06}"),
                organisation: organisation.clone(),
                facts: facts(&model.facts, policies, &mut draws),
                created: self.started(&mut draws),
                assessments: Vec::new(),
                revision: 1,
                ..model.clone()
            };
            let many = draws.below(EACH + 1).min(assessments - made);
            for _ in 0..many {
                let Some((_, model)) = draws.one_of(&models) else { break };
                let id: AssessmentId = self.new_id()?;
                policy.assessments.push(id.clone());
                let at = self.started(&mut draws);
                let mut copied = copy(model, &policy, (id, at), &mut draws);
                copied.number = u32::try_from(policy.assessments.len()).unwrap_or(u32::MAX);
                change = change.and(&copied, None, Some(entry(Action::AssessmentStarted)))?;
            }
            if many == 0 {
                "not_screened".clone_into(&mut policy.progress);
            }
            made += many;
            let registered = Action::PolicyRegistered { after: policy.facts.clone() };
            change = change.and(&policy, None, Some(entry(registered)))?;
            if change.writes.len() > TOGETHER {
                self.store.commit(std::mem::take(&mut change)).await?;
            }
        }
        self.store.commit(change).await?;
        self.seed_commitments(assessments / 20, &organisations, &mut draws).await?;
        self.index_changes().await
    }

    async fn seed_organisations(&self, many: usize) -> Result<Vec<OrganisationId>, UseCaseError> {
        let mut made = Vec::new();
        for n in 0..many {
            let word = WORDS.get(n % WORDS.len()).copied().unwrap_or("");
            let name = format!("{word} District Council {n}");
            let facts = first_facts(&name, OrganisationType::Council, "policy@example.example");
            let organisation = self.new_organisation(facts)?;
            let action = Action::OrganisationAdded;
            let entry = Entry { at: self.clock.now(), by: By::service(), action };
            self.store.commit(Change::of(&organisation, None, entry)?).await?;
            made.push(organisation.id);
        }
        Ok(made)
    }

    /// When a copy was started.
    fn started(&self, draws: &mut Draws) -> Timestamp {
        self.clock.now() - i64::try_from(draws.below(HOURS)).unwrap_or(0).hours()
    }

    /// Commitments with three reports each.
    async fn seed_commitments(
        &self,
        commitments: usize,
        organisations: &[OrganisationId],
        draws: &mut Draws,
    ) -> Result<(), UseCaseError> {
        let today = self.clock.today();
        let mut change = Change::default();
        for n in 0..commitments {
            let Some(organisation) = draws.one_of(organisations) else { break };
            let at = self.started(draws);
            let days = [200, 110, i64::try_from(draws.below(150)).unwrap_or(0)];
            let reports = draws.below(days.len() + 1);
            let day = |back: i64| today.saturating_sub(jiff::Span::new().days(back));
            let holder = Holder {
                from: jiff::civil::date(2018, 10, 15),
                until: None,
                part: Part::Lead,
                organisation: organisation.clone(),
            };
            let named = (self.new_id()?, format!("LC-2026-{:06}", n + 1));
            let mut made = Commitment::added(named, promise(n, today, draws), vec![holder], at);
            for back in days.iter().skip(days.len() - reports) {
                made.reports.push(report(draws, at, day(*back)));
            }
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

fn report(draws: &mut Draws, at: Timestamp, day: Date) -> Report {
    let asked = [
        Status::NotStarted,
        Status::OnTrack,
        Status::AtRisk,
        Status::Delayed,
        Status::Delivered,
        Status::OutcomeMeasured,
        Status::Stopped,
    ];
    Report {
        at,
        day,
        post: "Lead".to_owned(),
        round: None,
        late: draws.once_in(11),
        status: draws.one_of(&asked).copied().unwrap_or(Status::OnTrack),
        confidence: draws.one_of(Confidence::ALL).copied(),
        note: format!("What was done near the {}.", draws.word()),
        next_step: format!("Go on with the {}.", draws.word()),
        output: Some(i64::try_from(draws.below(5_000)).unwrap_or(0).into()),
        outcome: None,
        evidence: Vec::new(),
    }
}

fn promise(n: usize, today: Date, draws: &mut Draws) -> CommitmentFacts {
    let post = if draws.once_in(9) { "" } else { "Director" };
    let from_today = |days: i64| today.saturating_add(jiff::Span::new().days(days));
    CommitmentFacts {
        title: format!("A promise about the {} and the {} ({n})", draws.word(), draws.word()),
        description: format!("More about the {}.", draws.word()),
        theme: draws.one_of(Theme::ALL).copied().unwrap_or(Theme::Culture),
        goal: draws.one_of(Goal::ALL).copied(),
        origin: draws.one_of(Origin::ALL).copied().unwrap_or(Origin::Strategy),
        minister_post: String::new(),
        official_post: post.to_owned(),
        start: Some(from_today(-500)),
        due: Some(from_today(if draws.once_in(2) { -1 } else { 400 })),
        budget: String::new(),
        output: Measure::default(),
        outcome: Measure::default(),
        known: String::new(),
        sureness: String::new(),
        listed: true,
    }
}

fn facts(model: &PolicyFacts, n: usize, draws: &mut Draws) -> PolicyFacts {
    PolicyFacts {
        title: format!("{} ({} {} {n})", model.title, draws.word(), draws.word()),
        summary: format!("{} Near {} {}.", model.summary, draws.word(), draws.word()),
        ..model.clone()
    }
}

fn copy(
    model: &Assessment,
    policy: &Policy,
    (id, at): (AssessmentId, Timestamp),
    draws: &mut Draws,
) -> Assessment {
    let mut answers: BTreeMap<_, _> = model.answers.clone();
    for kept in answers.values_mut() {
        if let Answer::Text(text) = &mut kept.value
            && text.contains(' ')
        {
            let more = [" By the ", draws.word(), " of ", draws.word(), "."];
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
        if !draws.once_in(5) {
            made.after.publication = Publication::Published { at, post: signature.post.clone() };
        }
    }
    made
}
