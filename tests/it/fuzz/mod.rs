//! What comes from outside, broken in every way: the program answers, and never stops. Each of them
//! is broken for 20 seconds, or for as long as `FUZZ_SECONDS` says.
mod files;
mod requests;

use std::path::Path;
use std::time::{Duration, Instant};

use loneliness_test::library::load;

use crate::dice::Dice;

/// Calls `play` again and again for as long as things are broken; returns how often.
fn again(mut play: impl FnMut(&mut Dice)) -> u64 {
    let seconds = std::env::var_os("FUZZ_SECONDS");
    let seconds = seconds.and_then(|text| text.to_str()?.parse().ok()).unwrap_or(20);
    let (mut dice, mut tried, start) = (Dice::new(0x5eed), 0, Instant::now());
    while start.elapsed() < Duration::from_secs(seconds) {
        play(&mut dice);
        tried += 1;
    }
    tried
}

const PIECES: &[&str] = &[
    "",
    " ",
    "\n",
    "\t",
    ":",
    "- ",
    "'",
    "\"",
    "[",
    "]",
    "{",
    "}",
    "#",
    "&a ",
    "*a",
    "!!str ",
    "|\n",
    "null",
    "~",
    "true",
    "-1",
    "0",
    "1e9",
    "99999999999999999999",
    ".nan",
    "yes",
    "é",
    "\u{feff}",
    "\u{0}",
    "\u{202e}",
    "’",
    "id: x",
    "points: -3",
    "show_if: \"q == 'a'\"",
    "same_as: x.yaml#y",
    "include: [a]",
    "maximum: shown",
    "calculate: \"a / b\"",
    "((((((((",
    " && ",
    "'' in ''",
];

fn break_it(text: &str, dice: &mut Dice) -> String {
    let mut text: Vec<char> = text.chars().collect();
    for _ in 0..=dice.roll(4) {
        let at = dice.roll(text.len() + 1);
        let to = (at + dice.roll(12)).min(text.len());
        let piece: Vec<char> = PIECES[dice.roll(PIECES.len())].chars().collect();
        match dice.roll(4) {
            0 => drop(text.splice(at..to, piece)),
            1 => drop(text.splice(at..at, piece)),
            2 => {
                let copy: Vec<char> = text[at..to].to_vec();
                let place = dice.roll(text.len() + 1);
                drop(text.splice(place..place, copy));
            }
            _ => drop(text.drain(at..to)),
        }
    }
    text.into_iter().collect()
}

#[test]
fn broken_files_never_stop_the_checker() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    for entry in std::fs::read_dir(root.join("tests/questionnaires/good")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            sources.push(std::fs::read_to_string(path).unwrap());
        }
    }
    assert!(sources.len() >= 12);
    sources.push(std::fs::read_to_string(root.join("questionnaires/central-policy.yaml")).unwrap());
    let mut refused = 0_u64;
    let tried = again(|dice| {
        let source = &sources[dice.roll(sources.len())];
        let broken = break_it(source, dice);
        if let Err(findings) = load("broken.yaml", &broken) {
            refused += 1;
            assert!(findings.iter().any(loneliness_test::library::Finding::is_error), "{broken}");
            for finding in findings {
                assert!(!finding.message.is_empty() && finding.line >= 1 && finding.column >= 1);
            }
        }
    });
    println!("{tried} broken files, {refused} refused");
    assert!(refused > 100, "only {refused} of {tried} were refused");
}
