//! What is kept when a process, a machine, a disk, a clock or a network fails while it is written:
//! everything that was acknowledged, whole. `make faults` plays as many rounds as README's table has
//! and prints the table; `make test` plays a few of each.
mod disk;
mod elsewhere;
mod killed;
mod power;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use loneliness_test::domain::organisation::Organisation;
use loneliness_test::store::{Place, StoreError, read, verify};

use crate::store_contract::put;

/// Names the store to write to; without it, [`writer`] does nothing.
const STORE: &str = "LONELINESS_TEST_FAULT_STORE";

/// So many tasks write at once, each to a record of its own and to a new one.
const TASKS: u64 = 8;

#[expect(clippy::disallowed_methods, reason = "the tests are configured by it, not the service")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Whether as many rounds are played as README's table has.
fn in_full() -> bool {
    variable("FAULTS").is_some_and(|which| which == "all")
}

/// How many rounds to play: a few, or as many as the table has.
fn rounds(few: u64, all: u64) -> u64 {
    if in_full() { all } else { few }
}

/// The process that is failed: writes without pause, and prints what was acknowledged.
#[test]
fn writer() {
    let Some(place) = variable(STORE) else { return };
    println!("process {}", std::process::id());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let store = match Place::named(&place).open() {
            Ok(store) => store,
            Err(error) => return println!("refused {error}"),
        };
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
                        Err(StoreError::Conflict) => {}
                        Err(StoreError::Unavailable(why)) => {
                            println!("refused {why}");
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

/// What the writers have printed.
#[derive(Debug, Default)]
struct Heard {
    /// By record, the revisions that were acknowledged.
    acknowledged: BTreeMap<String, BTreeSet<u64>>,
    /// What was acknowledged since it was last looked for.
    new: BTreeSet<(String, u64)>,
    /// What was said instead.
    said: BTreeSet<String>,
    /// Revisions that two writers were told were theirs, and failures of a kind that has no place
    /// here.
    wrong: Vec<String>,
    /// Whether what is printed from now on counts: not after a power cut.
    is_closed: bool,
}

impl Heard {
    fn take(&mut self, line: &str) {
        let parts: Vec<&str> = line.splitn(3, ' ').collect();
        match parts[..] {
            _ if self.is_closed => {}
            ["acknowledged", id, revision] => {
                let revision = revision.parse().unwrap();
                if !self.acknowledged.entry(id.to_owned()).or_default().insert(revision) {
                    self.wrong.push(format!("twice: {line}"));
                }
                self.new.insert((id.to_owned(), revision));
            }
            ["refused", ..] => {
                self.said.insert(line["refused ".len()..].to_owned());
            }
            ["failed", ..] => self.wrong.push(line.to_owned()),
            _ => {}
        }
    }
}

/// What is heard from the writers of a test.
#[derive(Debug, Clone, Default)]
struct Ear(Arc<Mutex<Heard>>);

impl Ear {
    fn heard(&self) -> std::sync::MutexGuard<'_, Heard> {
        self.0.lock().unwrap()
    }

    fn count(&self) -> usize {
        self.heard().acknowledged.values().map(BTreeSet::len).sum()
    }

    fn said(&self) -> BTreeSet<String> {
        self.heard().said.clone()
    }

    /// Waits until something is so.
    fn until(&self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let begun = Instant::now();
        while !is_so(self) {
            assert!(begun.elapsed() < Duration::from_mins(1), "{what}: {:?}", self.said());
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Waits until more is acknowledged than now.
    fn until_more(&self) {
        let before = self.count();
        self.until("nothing is written any more", |ear| ear.count() > before);
    }
}

struct Writing {
    child: Child,
    process: String,
    reading: std::thread::JoinHandle<()>,
}

impl Writing {
    fn start(place: &str, ear: &Ear) -> Self {
        Self::under(&[], &[], place, ear)
    }

    /// Starts the writer under another program and with variables of the environment.
    fn under(program: &[&str], variables: &[(&str, &str)], place: &str, ear: &Ear) -> Self {
        let own = std::env::current_exe().unwrap();
        let mut words = program.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        words.push(own.to_string_lossy().into_owned());
        let mut child = Command::new(&words[0])
            .args(&words[1..])
            .args(["faults::writer", "--exact", "--nocapture"])
            .env(STORE, place)
            .envs(variables.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        ear.heard().is_closed = false;
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let process = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.split_once("process ").map(|(_, process)| process.to_owned()));
        let ear = ear.clone();
        let reading = std::thread::spawn(move || {
            // A line that was cut off by the end was not acknowledged.
            lines.map_while(Result::ok).for_each(|line| ear.heard().take(&line));
        });
        Self { child, process: process.unwrap(), reading }
    }

    /// The end of a process that is not asked.
    fn kill(mut self) {
        run("kill", &["-KILL", &self.process]);
        self.child.wait().unwrap();
        self.reading.join().unwrap();
    }
}

/// Runs a program of the system to its end.
fn run(program: &str, arguments: &[&str]) -> String {
    let done = Command::new(program).args(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{program} {arguments:?}: {said}");
    String::from_utf8_lossy(&done.stdout).trim().to_owned()
}

/// How many of the writes that were acknowledged since this was asked last are not there; none may be
/// there by half.
async fn lost(place: &str, ear: &Ear) -> usize {
    let store = Place::named(place).open().unwrap();
    let (new, ids) = {
        let mut heard = ear.heard();
        assert_eq!(heard.wrong, [""; 0]);
        let ids: Vec<String> = heard.acknowledged.keys().cloned().collect();
        (std::mem::take(&mut heard.new), ids)
    };
    let mut missing = 0;
    for (id, revision) in new {
        let one = read::<Organisation>(store.as_ref(), &format!("{id}-{revision}")).await.unwrap();
        missing += usize::from(one.is_none());
    }
    for id in ids {
        let found: Option<Organisation> = read(store.as_ref(), &id).await.unwrap();
        let found = found.map_or(0, |found| found.revision);
        // No change is there by half: the new record of the last one too, and none of the next.
        let both = [found, found + 1].map(|n| format!("{id}-{n}"));
        assert!(read::<Organisation>(store.as_ref(), &both[0]).await.unwrap().is_some());
        assert!(read::<Organisation>(store.as_ref(), &both[1]).await.unwrap().is_none());
    }
    store.close().await.unwrap();
    missing
}

/// What was found in the stores that a fault was played with.
#[derive(Debug, Default)]
struct Tally {
    acknowledged: usize,
    lost: usize,
    said: BTreeSet<String>,
}

impl Tally {
    /// In the end everything in a store is whole, and everything that was ever acknowledged is there;
    /// `lost` is how much was found missing before.
    async fn add(&mut self, place: &str, lost: usize, ear: &Ear) {
        let store = Place::named(place).open().unwrap();
        let snapshot = store.everything().await.unwrap();
        assert_eq!(verify(&snapshot, None).unwrap().problems, [""; 0]);
        let there: BTreeSet<&str> = snapshot.records.iter().map(|it| it.id.as_str()).collect();
        let acknowledged: Vec<String> = ear
            .heard()
            .acknowledged
            .iter()
            .flat_map(|(id, all)| all.iter().map(move |n| format!("{id}-{n}")))
            .collect();
        let gone = acknowledged.iter().filter(|id| !there.contains(id.as_str())).count();
        store.close().await.unwrap();
        self.acknowledged += acknowledged.len();
        self.lost += lost.max(gone);
        self.said.extend(ear.said().iter().map(|said| said.replace(place, "…")));
    }

    /// Writes the row of README's table.
    fn end(self, fault: &str, rounds: u64) {
        row(fault, rounds, &self.acknowledged.to_string(), self.lost, &self.said);
        assert_eq!(self.lost, 0, "{fault}");
    }
}

/// The end of a fault that was played with one store.
async fn end(place: &str, fault: &str, rounds: u64, lost: usize, ear: &Ear) {
    let mut tally = Tally::default();
    tally.add(place, lost, ear).await;
    tally.end(fault, rounds);
}

/// Writes a row of the table, which `make faults` prints.
fn row(fault: &str, rounds: u64, acknowledged: &str, lost: usize, said: &BTreeSet<String>) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/target/faults");
    std::fs::create_dir_all(folder).unwrap();
    let mut text = format!("| {fault} | {rounds} | {acknowledged} | {lost} | ");
    for (n, line) in said.iter().enumerate() {
        write!(text, "{}{line}", if n == 0 { "" } else { "; " }).unwrap();
    }
    let name: String = fault.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    std::fs::write(format!("{folder}/{name}.md"), text + " |\n").unwrap();
}
