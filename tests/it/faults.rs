//! What is kept when a process is killed while it writes, or the database is: everything that was
//! acknowledged, whole. `FAULT_ROUNDS=300 cargo nextest run --test it faults` plays more rounds than
//! `make test` does.
use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use loneliness_test::domain::organisation::Organisation;
use loneliness_test::store::{Place, StoreError, read, verify};

use crate::postgres::Server;
use crate::store_contract::put;

/// Names the store to write to; without it, [`writer`] does nothing.
const STORE: &str = "LONELINESS_TEST_FAULT_STORE";

/// So many tasks write at once, each to a record of its own and to a new one.
const TASKS: u64 = 8;

#[expect(clippy::disallowed_methods, reason = "the tests are configured by it, not the service")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn rounds(usual: u64) -> u64 {
    variable("FAULT_ROUNDS").and_then(|rounds| rounds.parse().ok()).unwrap_or(usual)
}

/// The process that is killed: writes without pause, and prints what was acknowledged.
#[test]
fn writer() {
    let Some(place) = variable(STORE) else { return };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let store = Place::named(&place).open().unwrap();
        let tasks = (0..TASKS).map(|n| {
            let store = Arc::clone(&store);
            tokio::spawn(async move {
                let id = format!("task-{n}");
                loop {
                    let now: Option<Organisation> =
                        read(store.as_ref(), &id).await.unwrap_or_default();
                    let revision = now.map_or(0, |now| now.revision) + 1;
                    let mut change = put(&id, revision);
                    change.writes.extend(put(&format!("{id}-{revision}"), 1).writes);
                    match store.commit(change).await {
                        Ok(()) => println!("acknowledged {id} {revision}"),
                        Err(StoreError::Unavailable(_) | StoreError::Conflict) => {
                            tokio::time::sleep(Duration::from_millis(20)).await;
                        }
                        Err(error) => println!("failed {error}"),
                    }
                }
            })
        });
        // None of them ends before the process does.
        futures_util::future::join_all(tasks).await;
    });
}

/// What was acknowledged: by record, the last revision.
type Acknowledged = Arc<Mutex<BTreeMap<String, u64>>>;

struct Writing {
    child: Child,
    reading: std::thread::JoinHandle<()>,
}

impl Writing {
    fn start(place: &str, acknowledged: &Acknowledged) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["faults::writer", "--exact", "--nocapture"])
            .env(STORE, place)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let acknowledged = Arc::clone(acknowledged);
        let reading = std::thread::spawn(move || {
            // A line that was cut off by the end was not acknowledged.
            for line in lines.map_while(Result::ok) {
                let parts: Vec<&str> = line.split(' ').collect();
                match parts[..] {
                    ["acknowledged", id, revision] => {
                        let revision = revision.parse().unwrap();
                        acknowledged.lock().unwrap().insert(id.to_owned(), revision);
                    }
                    ["failed", ..] => panic!("{line}"),
                    _ => {}
                }
            }
        });
        Self { child, reading }
    }

    /// The end of a process that is not asked.
    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.reading.join().unwrap();
    }
}

fn count(acknowledged: &Acknowledged) -> u64 {
    acknowledged.lock().unwrap().values().sum()
}

/// Everything that was acknowledged is there, with both records of each change, and all is whole.
async fn check(place: &str, acknowledged: &Acknowledged) {
    let store = Place::named(place).open().unwrap();
    let expected = acknowledged.lock().unwrap().clone();
    for (id, revision) in expected {
        let found: Organisation = read(store.as_ref(), &id).await.unwrap().unwrap();
        assert!(found.revision >= revision, "{id}: {} of {revision}", found.revision);
        // No change is there by half: the new record of the last one too, and none of the next.
        let both = [found.revision, found.revision + 1].map(|n| format!("{id}-{n}"));
        assert!(read::<Organisation>(store.as_ref(), &both[0]).await.unwrap().is_some());
        assert!(read::<Organisation>(store.as_ref(), &both[1]).await.unwrap().is_none());
    }
    store.close().await.unwrap();
}

async fn whole(place: &str) {
    let store = Place::named(place).open().unwrap();
    let snapshot = store.everything().await.unwrap();
    assert_eq!(verify(&snapshot, None).unwrap().problems, Vec::<String>::new());
}

/// Kills the writer after a while that is another each time, once it has begun.
fn play(place: &str, acknowledged: &Acknowledged, round: u64) {
    let before = count(acknowledged);
    let writing = Writing::start(place, acknowledged);
    while count(acknowledged) == before {
        std::thread::sleep(Duration::from_millis(1));
    }
    std::thread::sleep(Duration::from_millis(10 + round * 37 % 300));
    writing.kill();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_process_loses_nothing_that_was_acknowledged_in_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("data");
    let (place, acknowledged) = (place.to_str().unwrap(), Acknowledged::default());
    for round in 0..rounds(6) {
        play(place, &acknowledged, round);
        check(place, &acknowledged).await;
    }
    whole(place).await;
    println!("{} rounds, {} acknowledged, 0 lost", rounds(6), count(&acknowledged));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_process_loses_nothing_that_was_acknowledged_in_a_database() {
    let (server, acknowledged) = (Server::start(), Acknowledged::default());
    for round in 0..rounds(4) {
        play(&server.address(), &acknowledged, round);
        check(&server.address(), &acknowledged).await;
    }
    whole(&server.address()).await;
    println!("{} rounds, {} acknowledged, 0 lost", rounds(4), count(&acknowledged));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_database_loses_nothing_that_was_acknowledged_and_writing_goes_on() {
    let (server, acknowledged) = (Server::start(), Acknowledged::default());
    let writing = Writing::start(&server.address(), &acknowledged);
    for round in 0..rounds(3) {
        let before = count(&acknowledged);
        // The same process goes on when the database is back.
        for _ in 0..2_000 {
            if count(&acknowledged) > before {
                break;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        assert!(count(&acknowledged) > before, "round {round}: nothing is written any more");
        std::thread::sleep(Duration::from_millis(10 + round * 53 % 200));
        server.control(&["stop", "-m", "immediate"]);
        server.control(&["start", "-w", "-l"]);
    }
    writing.kill();
    check(&server.address(), &acknowledged).await;
    whole(&server.address()).await;
    println!("{} rounds, {} acknowledged, 0 lost", rounds(3), count(&acknowledged));
}
