//! The audit log is verified wherever it is: live, in a backup, and as a file of its own.
use std::sync::Arc;

use jiff::civil::Date;
use loneliness_test::clock::Clock as _;
use loneliness_test::store::{self, SledStore, Snapshot, Verified};
use sha2::{Digest as _, Sha256};

use crate::support::{TestApp, TestClock, service_on};

async fn log_of(app: &TestApp) -> (Snapshot, String) {
    let snapshot = app.service.snapshot().await.unwrap();
    let mut bytes = Vec::new();
    store::write_audit(&snapshot, &mut bytes).unwrap();
    (snapshot, String::from_utf8(bytes).unwrap())
}

fn verify(log: &str) -> Verified {
    store::verify_audit(&mut log.as_bytes()).unwrap()
}

/// A generator that gives the same numbers each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(n).unwrap()).unwrap()
    }
}

/// Puts the seal right again, as someone with this program could.
fn sealed_again(lines: &mut Vec<String>) {
    if lines.last().is_some_and(|line| line.contains("\"line\":\"seal\"")) {
        lines.pop();
    }
    let text = lines.join("\n") + "\n";
    let hash = loneliness_test::domain::hexadecimal::hex(&Sha256::digest(text.as_bytes()));
    let count = lines.len();
    lines.push(format!("{{\"line\":\"seal\",\"lines\":{count},\"sha256\":\"{hash}\"}}"));
}

/// Another character of the same kind, so that the line can still be read.
fn other(c: char) -> char {
    match c {
        '0'..='8' | 'a'..='e' | 'g'..='y' | 'A'..='Y' => char::from_u32(u32::from(c) + 1).unwrap(),
        '9' => '0',
        'f' => 'a',
        'z' => 'b',
        'Z' => 'B',
        other => other,
    }
}

fn tamper(dice: &mut Dice, kind: usize, lines: &mut Vec<String>) -> String {
    let entries: Vec<usize> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.contains("\"line\":\"entry\""))
        .map(|(n, _)| n)
        .collect();
    let at = entries[dice.below(entries.len())];
    match kind {
        0 => {
            let letters: Vec<(usize, char)> =
                lines[at].char_indices().filter(|(_, c)| other(*c) != *c).collect();
            // Names of fields are left alone: what is edited is what people would want to edit.
            let start = lines[at].find("\"entry\":\"").map_or(0, |start| start + 10);
            let choice: Vec<&(usize, char)> = letters.iter().filter(|(n, _)| *n > start).collect();
            let (place, c) = *choice[dice.below(choice.len())];
            lines[at].replace_range(place..place + c.len_utf8(), &other(c).to_string());
            format!("line {} edited at {place}", at + 1)
        }
        1 => {
            lines.remove(at);
            format!("line {} deleted", at + 1)
        }
        2 => {
            let next = entries[dice.below(entries.len())];
            let next = if next == at {
                entries[(dice.below(entries.len()) + 1) % entries.len()]
            } else {
                next
            };
            if next == at {
                lines.remove(at);
            } else {
                lines.swap(at, next);
            }
            format!("lines {} and {} swapped", at + 1, next + 1)
        }
        3 => {
            lines.truncate(at);
            format!("cut off at line {}", at + 1)
        }
        _ => {
            let again = lines[at].clone();
            let place = 1 + dice.below(lines.len() - 1);
            lines.insert(place, again);
            format!("line {} replayed at {}", at + 1, place + 1)
        }
    }
}

#[tokio::test]
async fn every_tampering_of_an_audit_log_is_found_and_a_clean_one_is_clean() {
    let app = TestApp::demo().await;
    let (snapshot, log) = log_of(&app).await;
    let clean = verify(&log);
    assert!(clean.problems.is_empty(), "{:?}", clean.problems);
    assert_eq!(clean.entries, snapshot.entries.len());
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for round in 0..400 {
        let mut lines: Vec<String> = log.lines().map(str::to_owned).collect();
        let what = tamper(&mut dice, round % 5, &mut lines);
        // Half of the time whoever does it also puts the seal right.
        if round >= 200 {
            sealed_again(&mut lines);
        }
        let altered = lines.join("\n") + "\n";
        let found = verify(&altered);
        assert!(!found.problems.is_empty(), "round {round}: {what} was not found");
    }
    assert!(verify(&log).problems.is_empty(), "the clean log stays clean");
}

#[tokio::test]
async fn what_was_tampered_with_is_named() {
    let app = TestApp::demo().await;
    let (_, log) = log_of(&app).await;
    let lines: Vec<&str> = log.lines().collect();
    let at = lines.iter().position(|line| line.contains("policy_registered")).unwrap();
    let edited =
        log.replace(lines[at], &lines[at].replace("policy_registered", "policy_registared"));
    let problems = verify(&edited).problems.join("\n");
    assert!(
        problems.contains("policy/") && problems.contains("entry 1: it was altered"),
        "{problems}"
    );
    let cut = lines[..at].join("\n") + "\n";
    let problems = verify(&cut).problems.join("\n");
    assert!(problems.contains("its seal is missing"), "{problems}");
}

#[tokio::test]
async fn administrators_and_auditors_verify_and_take_the_log_away_and_others_do_not() {
    let app = TestApp::demo().await;
    for name in ["gwen", "hal"] {
        let by = app.sign_in(name).await;
        by.get("/audit").await;
        let page = by.post("/audit/verify", &[]).await;
        assert!(page.text().contains("Whole and unaltered"), "{}", page.text());
        let log = by.get("/audit/log.jsonl").await;
        assert!(verify(&log.html()).problems.is_empty());
        assert!(!log.html().contains("argon2"), "no password leaves with the log");
    }
    let ada = app.sign_in("ada").await;
    assert_eq!(ada.get("/audit").await.status, 403);
    assert_eq!(ada.get("/audit/log.jsonl").await.status, 403);
}

#[tokio::test]
async fn the_log_of_an_earlier_day_is_what_it_was_then() {
    let (folder, clock) = (tempfile::tempdir().unwrap(), TestClock::new());
    let open = || Arc::new(SledStore::open(folder.path()).unwrap());
    let on = |store| {
        let service = Arc::new(service_on(store, &clock));
        TestApp::of(service, Arc::clone(&clock))
    };
    let app = on(open());
    app.service.keep_questionnaires().await.unwrap();
    app.service.fill_with_demo().await.unwrap();
    let then = app.service.snapshot().await.unwrap();
    // Closing writes a checkpoint, as the service does every ten seconds.
    app.service.close().await.unwrap();
    let day = clock.today();
    clock.forward(2 * 24 * 60);
    drop(app);

    let app = on(open());
    let gwen = app.sign_in("gwen").await;
    let asked = |day: Date| {
        let (y, m, d) = (day.year(), day.month(), day.day());
        format!("/audit/log.jsonl?until-day={d}&until-month={m}&until-year={y}")
    };
    let log = gwen.get(&asked(day)).await;
    let disposition = log.headers["content-disposition"].to_str().unwrap().to_owned();
    assert!(disposition.contains(&format!("audit-log-{day}.jsonl")), "{disposition}");
    let found = verify(&log.html());
    assert_eq!(found.problems, Vec::<String>::new());
    let lasting = then.records.iter().filter(|record| record.kind.is_lasting()).count();
    assert_eq!((found.records, found.entries), (lasting, then.entries.len()));

    // Of a later day it is everything, and of an earlier one nothing.
    let all = verify(&gwen.get(&asked(clock.today())).await.html());
    assert!(all.problems.is_empty() && all.entries > found.entries, "{all:?}");
    let none = verify(&gwen.get(&asked(day.yesterday().unwrap())).await.html());
    assert_eq!((none.entries, none.problems), (0, Vec::new()));
    let wrong = gwen.get("/audit/log.jsonl?until-day=31&until-month=2&until-year=2026").await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains("Enter a real date"), "{}", wrong.text());
}

#[tokio::test]
async fn what_an_auditor_reads_and_what_is_handed_out_is_written_down() {
    let app = TestApp::demo().await;
    let hal = app.sign_in("hal").await;
    hal.get("/policies").await;
    let ada = app.sign_in("ada").await;
    ada.get("/home").await;
    ada.get("/policies.csv").await;
    ada.get("/policies/file/ods").await;
    let gwen = app.sign_in("gwen").await;
    let log = gwen.get("/audit/access").await.text();
    assert!(log.contains("Internal auditor/policies"), "{log}");
    assert!(log.contains("Transport policy officer/policies.csv"), "{log}");
    assert!(log.contains("Transport policy officer/policies/file/ods"), "{log}");
    assert!(!log.contains("Transport policy officer/home"), "{log}");
}
