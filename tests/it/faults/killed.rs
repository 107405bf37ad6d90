//! A process that is killed, and a database.
use std::time::Duration;

use super::{Ear, Writing, end, lost, rounds};
use crate::postgres::Server;

/// Kills the writer after a while that is another each time, once it has begun.
fn play(place: &str, ear: &Ear, round: u64) {
    let writing = Writing::start(place, ear);
    ear.until_more();
    std::thread::sleep(Duration::from_millis(10 + round * 37 % 300));
    writing.kill();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_process_loses_nothing_that_was_acknowledged_in_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("data");
    let (place, ear, rounds) = (place.to_str().unwrap(), Ear::default(), rounds(6, 300));
    let mut missing = 0;
    for round in 0..rounds {
        play(place, &ear, round);
        missing += lost(place, &ear).await;
    }
    end(place, "process killed, folder", rounds, missing, &ear).await;
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
