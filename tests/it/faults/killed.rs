//! A process that is killed, and a database.
use std::time::Duration;

use super::{Ear, Tally, Writing, end, lost, rounds};
use crate::postgres::Server;

/// Kills the writer after a while that is another each time, once it has begun.
fn play(place: &str, ear: &Ear, round: u64) {
    let writing = Writing::start(place, ear);
    ear.until_more();
    std::thread::sleep(Duration::from_millis(10 + round * 37 % 300));
    writing.kill();
}

/// So many rounds are played with a folder before the next one: each start proves all that is in it.
const ROUNDS: u64 = 20;

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_process_loses_nothing_that_was_acknowledged_in_a_folder() {
    let (folder, rounds) = (tempfile::tempdir().unwrap(), rounds(6, 300));
    let mut tally = Tally::default();
    for begun in (0..rounds.div_ceil(ROUNDS)).map(|n| n * ROUNDS) {
        let place = folder.path().join(begun.to_string());
        let (place, ear) = (place.to_str().unwrap(), Ear::default());
        let mut missing = 0;
        for round in begun..rounds.min(begun + ROUNDS) {
            play(place, &ear, round);
            missing += lost(place, &ear).await;
        }
        tally.add(place, missing, &ear).await;
        std::fs::remove_dir_all(place).unwrap();
    }
    tally.end("process killed, folder", rounds);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_process_loses_nothing_that_was_acknowledged_in_a_database() {
    let (server, ear, rounds) = (Server::start(), Ear::default(), rounds(4, 100));
    let mut missing = 0;
    for round in 0..rounds {
        play(&server.address(), &ear, round);
        missing += lost(&server.address(), &ear).await;
    }
    end(&server.address(), "process killed, database", rounds, missing, &ear).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_database_loses_nothing_that_was_acknowledged_and_writing_goes_on() {
    let (server, ear, rounds) = (Server::start(), Ear::default(), rounds(3, 100));
    let writing = Writing::start(&server.address(), &ear);
    for round in 0..rounds {
        // The same process goes on when the database is back.
        ear.until_more();
        std::thread::sleep(Duration::from_millis(10 + round * 53 % 200));
        server.control(&["stop", "-m", "immediate"]);
        server.control(&["start", "-w", "-l"]);
    }
    ear.until_more();
    writing.kill();
    let missing = lost(&server.address(), &ear).await;
    end(&server.address(), "database killed", rounds, missing, &ear).await;
}
