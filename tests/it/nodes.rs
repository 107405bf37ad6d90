//! Several processes on one database: what one writes, the others see, and what one leaves, another
//! finishes.
use std::sync::Arc;
use std::time::Duration;

use loneliness_test::app::{
    NewReport, NewRound, PackageRequest, PackageState, PortfolioFilter, Service, UseCaseError,
    check_package,
};
use loneliness_test::clock::Clock as _;
use loneliness_test::domain::access::Actor;
use loneliness_test::domain::ids::TokenId;
use loneliness_test::domain::policy::PolicyFacts;
use loneliness_test::store::Place;

use crate::commitments::{actor, all};
use crate::postgres::Server;
use crate::support::{TestClock, service_on};

/// As many processes as are asked for, on a new database with the demonstration.
struct Nodes {
    clock: Arc<TestClock>,
    each: Vec<Arc<Service>>,
    folders: Vec<tempfile::TempDir>,
    server: Server,
}

impl Nodes {
    async fn start(count: usize) -> Self {
        let (clock, server) = (TestClock::new(), Server::start());
        let mut made = Self { clock, each: Vec::new(), folders: Vec::new(), server };
        for _ in 0..count {
            made.add().await;
        }
        made.each[0].fill_with_demo().await.unwrap();
        made.each[0].fill_with_sample_register().await.unwrap();
        made
    }

    async fn add(&mut self) {
        let folder = tempfile::tempdir().unwrap();
        let store = Place::named(&self.server.address()).open().unwrap();
        let service = service_on(store, &self.clock).with_packages(folder.path().to_owned());
        service.keep_questionnaires().await.unwrap();
        service.check_index().await.unwrap();
        self.each.push(Arc::new(service));
        self.folders.push(folder);
    }
}

async fn register(service: &Service, by: &Actor, title: &str) {
    let said = "It is said.".to_owned();
    let (summary, owner_post, decider) = (said.clone(), said.clone(), said);
    let title = title.to_owned();
    let facts = PolicyFacts { title, summary, owner_post, decider, ..PolicyFacts::default() };
    service.register_policy(by, facts, None).await.unwrap();
}

/// How many policies the index of a process knows.
async fn counted(service: &Service, by: &Actor) -> usize {
    service.portfolio(by, &PortfolioFilter::default()).await.unwrap().policies.total
}

/// A browser that goes away ends its request wherever that is. What the request had heard is not lost.
#[tokio::test(flavor = "multi_thread")]
async fn what_an_ended_request_had_heard_the_next_one_finds() {
    let nodes = Nodes::start(2).await;
    let ada = actor(&nodes.each[0], "ada@exampleshire.example").await;
    let before = counted(&nodes.each[1], &ada).await;
    for n in 1..=60_usize {
        register(&nodes.each[0], &ada, &format!("Ferry number {n}")).await;
        // Some end while others are asked, some while what was heard is written to the index.
        let patience = Duration::from_micros(u64::try_from(n).unwrap() * 150);
        let _ended = tokio::time::timeout(patience, nodes.each[1].index_changes()).await;
    }
    assert_eq!(counted(&nodes.each[1], &ada).await, before + 60);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_process_writes_the_others_find_at_once() {
    let mut nodes = Nodes::start(2).await;
    let ada = actor(&nodes.each[0], "ada@exampleshire.example").await;
    let before = counted(&nodes.each[0], &ada).await;
    for n in 1..=20 {
        register(&nodes.each[n % 2], &ada, &format!("Ferry number {n}")).await;
        assert_eq!(counted(&nodes.each[(n + 1) % 2], &ada).await, before + n);
    }
    // One that starts has nothing less.
    nodes.add().await;
    assert_eq!(counted(&nodes.each[2], &ada).await, before + 20);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_that_is_locked_while_reports_come_in_has_each_of_them_or_refuses_it() {
    let nodes = Nodes::start(2).await;
    let (one, other) = (&nodes.each[0], &nodes.each[1]);
    let farah = actor(one, "farah@dea.example").await;
    let today = nodes.clock.today();
    let day = Some(today);
    let new = NewRound { name: "A round".to_owned(), from: day, until: day, due: day };
    let round = one.open_new_round(&farah, &new).await.unwrap();
    let report = NewReport {
        status: "on_track".to_owned(),
        confidence: "green".to_owned(),
        ..NewReport::default()
    };
    let rows: Vec<_> = all(one, &farah).await.into_iter().take(12).collect();
    let mut tasks = Vec::new();
    for (n, found) in rows.iter().enumerate() {
        let (service, farah) = (Arc::clone(&nodes.each[n % 2]), farah.clone());
        let (report, commitment) = (report.clone(), Arc::clone(&found.commitment));
        tasks.push(tokio::spawn(async move {
            let sent = (commitment.revision, None);
            service.report(&farah, &commitment.id, &report, sent).await
        }));
    }
    other.lock_round(&farah, &round).await.unwrap();
    let mut refused = 0;
    for task in tasks {
        match task.await.unwrap() {
            Ok(()) => {}
            Err(UseCaseError::Conflict) => refused += 1,
            Err(error) => panic!("{error}"),
        }
    }
    assert_eq!(refused, 0, "a report that comes too late is one outside the round");
    let round = one.round(&round).await.unwrap();
    let (_, kept) = one.snapshot_of(&round).await.unwrap();
    assert_eq!(other.rebuild_snapshot(&round).await.unwrap(), kept);
    // Whatever says that it belongs to the round is in its snapshot.
    let locked = round.locked.as_ref().unwrap();
    for found in all(other, &farah).await {
        if found.commitment.report_in(&round.id).is_some() {
            let counted = locked.commitments[&found.commitment.id];
            assert_eq!(counted, found.commitment.revision, "{}", found.commitment.reference);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_package_whose_process_ended_is_finished_by_another_and_handed_out_by_all() {
    let nodes = Nodes::start(2).await;
    let hal = actor(&nodes.each[0], "hal@dea.example").await;
    // A process that ends while it makes the package: its threads are gone.
    let (address, clock) = (nodes.server.address(), Arc::clone(&nodes.clock));
    let asked = hal.clone();
    let id = std::thread::spawn(move || {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let id = runtime.block_on(async {
            let store = Place::named(&address).open().unwrap();
            let service = Arc::new(service_on(store, &clock));
            service.keep_questionnaires().await.unwrap();
            service.start_package(&asked, PackageRequest::default()).await.unwrap()
        });
        runtime.shutdown_timeout(Duration::ZERO);
        id
    });
    let id = id.join().unwrap();
    let (one, other) = (&nodes.each[0], &nodes.each[1]);
    assert_eq!(one.take_packages_over().await.unwrap(), 0, "it may still be at work");
    nodes.clock.forward(1);
    let taken =
        [one.take_packages_over().await.unwrap(), other.take_packages_over().await.unwrap()];
    assert_eq!(taken, [1, 0], "one takes it over");
    for _ in 0..1_000 {
        if other.package(&hal, &id).await.unwrap().package.state != PackageState::Running {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let (here, there) =
        (one.package_file(&hal, &id).await.unwrap(), other.package_file(&hal, &id).await.unwrap());
    assert_ne!(here, there);
    assert!(std::fs::read(&here).unwrap() == std::fs::read(&there).unwrap());
    assert_eq!(check_package(&there).unwrap().problems, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_has_one_limit_on_all_processes() {
    let nodes = Nodes::start(2).await;
    let token: TokenId = "a-token".parse().unwrap();
    let mut allowed = 0;
    for n in 0..800 {
        allowed += usize::from(nodes.each[n % 2].count_request(&token).await.unwrap().is_some());
    }
    assert_eq!(allowed, 600);
}
