//! A clock that jumps, a network that is cut, and two processes that want the same record.
use std::time::Duration;

use loneliness_test::store::{News, Place, Store};

use super::{Ear, Writing, end, in_full, lost, rounds, run};
use crate::postgres::Server;

/// The library by which a process is told another time.
fn faketime() -> String {
    let folders = std::fs::read_dir("/usr/lib").unwrap().map(|folder| folder.unwrap().path());
    let mut found = folders.map(|folder| folder.join("faketime/libfaketimeMT.so.1"));
    // Without it (scripts/setup test installs it) there is nothing to play.
    found.find(|path| path.exists()).unwrap().to_string_lossy().into_owned()
}

/// What the clock is wrong by, one after the other.
const JUMPS: [&str; 5] = ["+0", "+25h", "-3h", "+400d", "-20d"];

struct Clock {
    folder: tempfile::TempDir,
}

impl Clock {
    fn new() -> Self {
        let made = Self { folder: tempfile::tempdir().unwrap() };
        // The server runs as somebody else.
        run("chmod", &["755", made.folder.path().to_str().unwrap()]);
        made.set("+0");
        made
    }

    fn set(&self, wrong_by: &str) {
        // Whoever reads it meets the old text or the new one.
        let new = self.folder.path().join("new");
        std::fs::write(&new, wrong_by).unwrap();
        std::fs::rename(&new, self.folder.path().join("clock")).unwrap();
    }

    fn variables(&self) -> [(String, String); 4] {
        let file = self.folder.path().join("clock").to_string_lossy().into_owned();
        [
            ("LD_PRELOAD", faketime()),
            ("FAKETIME_NO_CACHE", "1".to_owned()),
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1".to_owned()),
            ("FAKETIME_TIMESTAMP_FILE", file),
        ]
        .map(|(name, value)| (name.to_owned(), value))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_jumps_loses_nothing_in_a_folder() {
    let (folder, clock, ear, rounds) =
        (tempfile::tempdir().unwrap(), Clock::new(), Ear::default(), rounds(5, 50));
    let place = folder.path().join("data");
    let place = place.to_str().unwrap();
    let variables = clock.variables();
    let variables = variables.each_ref().map(|(name, value)| (name.as_str(), value.as_str()));
    let writing = Writing::under(&[], &variables, place, &ear);
    for (_, jump) in (0..rounds).zip(JUMPS.iter().cycle()) {
        clock.set(jump);
        std::thread::sleep(Duration::from_millis(100));
        ear.until_more();
    }
    writing.kill();
    let missing = lost(place, &ear).await;
    end(place, "clock jumps, folder", rounds, missing, &ear).await;
}

/// The database's own clock jumps: it orders what processes tell each other.
#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_jumps_hides_nothing_from_other_processes() {
    let (clock, ear, rounds) = (Clock::new(), Ear::default(), rounds(5, 50));
    let server = Server::with(&clock.variables());
    let place = server.address();
    let other = Place::named(&place).open().unwrap();
    let writing = Writing::start(&place, &ear);
    let mut news = News::default();
    for (_, jump) in (0..rounds).zip(JUMPS.iter().cycle()) {
        clock.set(jump);
        std::thread::sleep(Duration::from_millis(100));
        ear.until_more();
        collect(other.as_ref(), &mut news, &ear).await;
    }
    writing.kill();
    collect(other.as_ref(), &mut news, &ear).await;
    let missing = lost(&place, &ear).await;
    end(&place, "clock of the database jumps", rounds, missing, &ear).await;
}

/// Everything that was acknowledged until now is among the news, or it is said that some were missed.
async fn collect(other: &dyn Store, news: &mut News, ear: &Ear) {
    let written: Vec<String> = {
        let heard = ear.heard();
        heard.new.iter().map(|(id, revision)| format!("{id}-{revision}")).collect()
    };
    let heard = other.elsewhere().await.unwrap();
    news.records.extend(heard.records);
    if heard.missed {
        // Everything would be compared now; what was written until then counts as told.
        ear.heard().new.clear();
        return;
    }
    let told: std::collections::BTreeSet<&str> =
        news.records.iter().map(|(_, id)| id.as_str()).collect();
    let hidden: Vec<&String> = written.iter().filter(|id| !told.contains(id.as_str())).collect();
    assert!(hidden.is_empty(), "hidden: {hidden:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn processes_that_want_the_same_record_take_turns() {
    let (server, ear, rounds) = (Server::start(), Ear::default(), rounds(2, 20));
    let mut missing = 0;
    for round in 0..rounds {
        let both =
            [Writing::start(&server.address(), &ear), Writing::start(&server.address(), &ear)];
        ear.until_more();
        std::thread::sleep(Duration::from_millis(500 + round * 31 % 300));
        both.into_iter().for_each(Writing::kill);
        missing += lost(&server.address(), &ear).await;
    }
    end(
        &server.address(),
        "two processes write the same records, both killed",
        rounds,
        missing,
        &ear,
    )
    .await;
}

/// A network between this machine and another that can be cut.
struct Cable {
    name: String,
    /// The address of the other end.
    there: String,
}

impl Cable {
    /// None where no network can be made, which `make faults` does not take.
    fn new() -> Option<Self> {
        let own = std::process::id();
        // Addresses that no other run has at the same time.
        let [.., high, low] = own.to_be_bytes();
        let (here, there) =
            (format!("10.{}.{low}.1", 128 + high % 64), format!("10.{}.{low}.2", 128 + high % 64));
        let name = format!("lt{own}");
        let (near, far) = (format!("{name}a"), format!("{name}b"));
        let ip = |words: &str| run("ip", &words.split(' ').collect::<Vec<_>>());
        let added = std::process::Command::new("ip").args(["netns", "add", &name]).output();
        if !added.is_ok_and(|added| added.status.success()) {
            assert!(!in_full(), "no network can be made here: play the faults as root");
            return None;
        }
        let made = Self { name, there };
        let name = &made.name;
        ip(&format!("link add {near} type veth peer name {far} netns {name}"));
        ip(&format!("addr add {here}/30 dev {near}"));
        ip(&format!("link set {near} up"));
        ip(&format!("-n {name} addr add {}/30 dev {far}", made.there));
        ip(&format!("-n {name} link set {far} up"));
        Some(made)
    }

    /// Nothing goes through any more, and nobody is told.
    fn set(&self, state: &str) {
        run("ip", &["-n", &self.name, "link", "set", &format!("{}b", self.name), state]);
    }
}

impl Drop for Cable {
    fn drop(&mut self) {
        let _gone = std::process::Command::new("ip").args(["netns", "del", &self.name]).output();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_that_is_cut_loses_nothing_and_writing_goes_on() {
    let Some(cable) = Cable::new() else { return };
    let (ear, rounds) = (Ear::default(), rounds(1, 10));
    let server = Server::behind(&cable.name, &cable.there);
    let writing =
        Writing::start(&format!("postgres://lt@{}/postgres?sslmode=disable", cable.there), &ear);
    for round in 0..rounds {
        ear.until_more();
        std::thread::sleep(Duration::from_millis(100 + round * 59 % 400));
        ear.heard().said.clear();
        cable.set("down");
        ear.until("the network is cut, and nothing is said", |ear| !ear.said().is_empty());
        cable.set("up");
    }
    ear.until_more();
    writing.kill();
    let missing = lost(&server.address(), &ear).await;
    end(&server.address(), "network to the database cut", rounds, missing, &ear).await;
}
