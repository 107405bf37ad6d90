//! The life of an assessment: random people do random things, and the promises hold.
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use loneliness_test::app::{Open, Service, SignRequest, TimingKind, UseCaseError};
use loneliness_test::clock::Clock as _;
use loneliness_test::domain::access::Actor;
use loneliness_test::domain::afterwards::DeliveryStatus;
use loneliness_test::domain::answers::Answer;
use loneliness_test::domain::assessment::Assessment;
use loneliness_test::domain::ids::AssessmentId;
use loneliness_test::domain::life::{RULES, Stage, as_markdown};
use loneliness_test::domain::policy::PolicyFacts;
use proptest::prelude::*;

use crate::support::TestApp;

/// What a walk does at a step: who, what, and a number that chooses details.
type Deed = (usize, usize, u8);

const PEOPLE: &[&str] = &[
    "ada@exampleshire.example",
    "ben@exampleshire.example",
    "cerys@exampleshire.example",
    "dilys@exampleshire.example",
    "gwen@dea.example",
    "dev@dea.example",
    "hal@dea.example",
];

async fn actor(app: &TestApp, email: &str) -> Actor {
    let person = app.service.person_by_email(email).await.unwrap().unwrap();
    Actor::of(&person, app.clock.today()).unwrap()
}

struct Walk<'a> {
    app: &'a TestApp,
    people: Vec<Actor>,
    at: AssessmentId,
    /// Every text that was acknowledged, which must be found in the history for ever.
    said: Vec<(AssessmentId, String)>,
}

impl Walk<'_> {
    fn service(&self) -> &Arc<Service> {
        &self.app.service
    }

    async fn open(&self) -> Open {
        self.service().open(&self.people[0], &self.at).await.unwrap()
    }

    /// One deed. It may be refused; a refusal must leave everything as it was.
    async fn take(&mut self, (who, what, n): Deed) -> Result<(), UseCaseError> {
        let by = self.people[who % self.people.len()].clone();
        let service = Arc::clone(self.service());
        let other = self.people[usize::from(n) % self.people.len()].person.clone();
        let id = self.at.clone();
        match what % 22 {
            0 | 1 => {
                let text = format!("answer {n} of {who} at {}", self.said.len());
                let question = "h6".parse().unwrap();
                let seen = if n.is_multiple_of(3) { 0 } else { u64::MAX };
                let answer = Answer::Text(text.clone());
                service.answer(&by, &id, &question, &answer, seen).await?;
                self.said.push((id, text));
            }
            2 => {
                let question = "h6".parse().unwrap();
                let kept = self.open().await.assessment.answers.get(&question).cloned();
                let answer = kept.map_or_else(|| Answer::Text("x".to_owned()), |kept| kept.value);
                service.resolve(&by, &id, &question, &answer).await?;
            }
            3 => service.ask_for_review(&by, &id, &other).await?,
            4 => service.withdraw_from_review(&by, &id).await?,
            5 => {
                let text = format!("change {n} at {}", self.said.len());
                service.want_change(&by, &id, Some(&"h6".parse().unwrap()), &text).await?;
                self.said.push((id, text));
            }
            6 => service.ask_for_changes(&by, &id).await?,
            7 => {
                let text = format!("reply {n} at {}", self.said.len());
                let requests = &self.open().await.assessment.requests;
                let number = requests.last().map_or(0, |request| request.number);
                service.reply_to_change(&by, &id, number, &text).await?;
                self.said.push((id, text));
            }
            8 => service.return_to_review(&by, &id).await?,
            9 => service.agree(&by, &id).await?,
            10 => service.write_on(&by, &id).await?,
            11 => service.reassign_review(&by, &id, &other).await?,
            _ => return Box::pin(self.take_on(by, what, n)).await,
        }
        Ok(())
    }

    /// The later part of a life.
    async fn take_on(&mut self, by: Actor, what: usize, n: u8) -> Result<(), UseCaseError> {
        let service = Arc::clone(self.service());
        let other = self.people[usize::from(n) % self.people.len()].person.clone();
        let id = self.at.clone();
        match what % 22 {
            12 | 13 => service.ask_to_sign(&by, &id, &other, "Nothing changes for anyone.").await?,
            14 => service.withdraw(&by, &id).await?,
            15 => service.send_back(&by, &id, "Say more.").await?,
            16 | 17 => {
                let open = service.open_for_signing(&by, &id).await?;
                let hash = if n.is_multiple_of(5) { "0".repeat(64) } else { open.content_hash() };
                let explain = |gate| (gate, "Why it is signed all the same. ".repeat(8));
                let explanations = open.unmet().into_iter().map(explain).collect();
                let duty = "Told on the day.".to_owned();
                let request = SignRequest { hash, confirmed: true, explanations, duty };
                service.sign(&by, &id, &request).await?;
            }
            18 if n.is_multiple_of(2) => service.publish(&by, &id).await?,
            18 => {
                let until = self.app.clock.today().tomorrow().ok();
                service.withhold(&by, &id, ("foi-22", "To be published later.", until)).await?;
            }
            19 => {
                let reopened = BTreeSet::from(["h".parse().unwrap()]);
                self.at = service.amend(&by, &id, "The timetable changed.", &reopened).await?;
            }
            20 if n < 8 => service.close_assessment(&by, &id, "The policy was dropped.").await?,
            20 => {
                let kind = if n.is_multiple_of(2) {
                    TimingKind::Retrospective
                } else {
                    TimingKind::Ordinary
                };
                service.state_timing(&by, &id, kind, "It was decided in a hurry.").await?;
            }
            _ => {
                let plan = "p1".parse().unwrap();
                let report = (Some(DeliveryStatus::Done), "It is there.", None);
                service.report_delivery(&by, &id, &plan, report).await?;
                service.hand_over(&by, &id, &other, "Over to you.").await?;
            }
        }
        Ok(())
    }

    /// What must hold after each deed.
    async fn check(&self) {
        let assessment = self.open().await.assessment;
        let stage = assessment.stage();
        let leaves = RULES.iter().any(|rule| rule.from.contains(&stage) && rule.to.is_some());
        assert_eq!(leaves, !matches!(stage, Stage::Closed | Stage::Superseded), "{stage:?}");
        if let Some(signature) = assessment.signature() {
            assert!(!assessment.authors.contains(&signature.by), "an author signed");
            let facts = assessment.facts.as_ref().unwrap();
            let hash = assessment.content_hash(facts);
            assert_eq!(signature.hash, hash, "the signature is for other content");
            assert!(signature.opened <= signature.at);
        }
        if let Some(reviewed) = assessment.reviewed.as_ref().filter(|_| stage == Stage::Ready) {
            let open = self.open().await;
            assert_eq!(reviewed.hash, open.content_hash(), "agreed with other content");
            assert!(!assessment.authors.contains(&reviewed.by), "an author reviewed");
        }
    }

    /// Every text that was acknowledged is in the history, and the store is whole.
    async fn nothing_is_lost(&self) {
        for (id, text) in &self.said {
            let history = self.service().history(&self.people[0], id).await.unwrap();
            let found = history
                .iter()
                .any(|line| serde_json::to_string(&line.action).unwrap().contains(text.as_str()));
            assert!(found, "“{text}” is not in the history");
        }
        let snapshot = self.service().snapshot().await.unwrap();
        let verified = loneliness_test::store::verify(&snapshot, None).unwrap();
        assert!(verified.problems.is_empty(), "{:?}", verified.problems);
    }
}

/// A screened assessment of the council, and everyone who takes part.
async fn begin(app: &TestApp) -> Walk<'_> {
    let mut people = Vec::new();
    for email in PEOPLE {
        people.push(actor(app, email).await);
    }
    let facts = PolicyFacts {
        title: "Walks".to_owned(),
        summary: "A walk.".to_owned(),
        owner_post: "Head of walks".to_owned(),
        decider: "Cabinet".to_owned(),
        ..PolicyFacts::default()
    };
    let policy = app.service.register_policy(&people[0], facts, None).await.unwrap();
    let central = "central-policy".parse().unwrap();
    let at = app.service.start_assessment(&people[0], &policy.id, &central).await.unwrap();
    for n in 1..=8 {
        let question = format!("s{n}").parse().unwrap();
        let answer = match n {
            4 => Answer::Many(vec!["none".to_owned()]),
            2 | 5 => Answer::Text("yes".to_owned()),
            _ => Answer::Text("no".to_owned()),
        };
        app.service.answer(&people[0], &at, &question, &answer, 0).await.unwrap();
    }
    Walk { app, people, at, said: Vec::new() }
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    // People mostly do what fits their role; now and then anyone tries anything.
    let fitting = prop_oneof![
        4 => (Just(0_usize), prop::sample::select(vec![0_usize, 2, 7, 8, 10]), any::<u8>()),
        3 => (Just(0_usize), prop::sample::select(vec![3_usize, 12, 14, 4, 19]), any::<u8>()),
        2 => (Just(0_usize), prop::sample::select(vec![18_usize, 20, 21]), any::<u8>()),
        2 => (Just(1_usize), prop::sample::select(vec![0_usize, 7, 8]), any::<u8>()),
        4 => (2_usize..4, prop::sample::select(vec![5_usize, 6, 9, 15, 16]), any::<u8>()),
        1 => (Just(4_usize), Just(11_usize), any::<u8>()),
        3 => (0_usize..7, 0_usize..22, any::<u8>()),
    ];
    prop::collection::vec(fitting, 20..90)
}

fn run(deeds: &[Deed]) -> BTreeSet<Stage> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let app = TestApp::demo().await;
        let mut walk = begin(&app).await;
        let mut seen = BTreeSet::new();
        for deed in deeds {
            let before = walk.open().await.assessment;
            match Box::pin(walk.take(*deed)).await {
                Ok(()) => {}
                Err(UseCaseError::Store(error)) => panic!("{error}"),
                Err(_) => assert_same(&before, &walk.open().await.assessment),
            }
            walk.check().await;
            seen.insert(walk.open().await.assessment.stage());
        }
        walk.nothing_is_lost().await;
        seen
    })
}

/// A refusal changes nothing, but that the signer has opened the version.
fn assert_same(before: &Assessment, after: &Assessment) {
    assert_eq!(before.stage(), after.stage());
    assert_eq!(before.answers, after.answers);
    assert_eq!(before.requests, after.requests);
    assert_eq!(before.after, after.after);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// No state without an exit, no signature over other content, no answer lost.
    #[test]
    fn random_walks_keep_every_promise(deeds in deeds()) {
        run(&deeds);
    }
}

/// The walk that goes the whole way, so that the random ones are known to be able to.
#[test]
fn one_walk_reaches_every_stage() {
    let deeds: &[Deed] = &[
        (0, 0, 1),
        (0, 3, 2),
        (2, 5, 1),
        (2, 6, 0),
        (0, 7, 0),
        (0, 0, 2),
        (0, 8, 0),
        (2, 9, 0),
        (0, 12, 2),
        (2, 16, 1),
        (0, 18, 1),
        (0, 18, 2),
        (0, 19, 0),
        (0, 0, 4),
        (0, 12, 2),
        (2, 16, 1),
        (0, 20, 1),
    ];
    let seen = run(deeds);
    let all: BTreeSet<Stage> = Stage::ALL.iter().copied().collect();
    let missing: Vec<_> = all.difference(&seen).collect();
    // The first version is superseded when the second is signed; the walk is with the second then.
    assert_eq!(missing, [&Stage::Superseded], "{seen:?}");
}

#[test]
fn the_documentation_draws_the_life_as_the_code_has_it() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/life-of-an-assessment.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, as_markdown()).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == as_markdown(),
        "run the tests once with UPDATE_DOCS=1, and read what changed"
    );
}
