//! Files that are broken in every way: the checker answers, and never stops the program.
use std::path::Path;
use std::time::{Duration, Instant};

use loneliness_test::library::load;

/// How long files are broken, in seconds: a minute, or what `FUZZ_SECONDS` says.
fn seconds() -> u64 {
    std::env::var_os("FUZZ_SECONDS").and_then(|text| text.to_str()?.parse().ok()).unwrap_or(60)
}

/// A small generator whose numbers are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(below.max(1)).unwrap()).unwrap()
    }
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
    let mut dice = Dice(0x5eed);
    let (mut tried, mut refused) = (0_u64, 0_u64);
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(seconds()) {
        let source = &sources[dice.roll(sources.len())];
        let broken = break_it(source, &mut dice);
        tried += 1;
        if let Err(findings) = load("broken.yaml", &broken) {
            refused += 1;
            assert!(findings.iter().any(loneliness_test::library::Finding::is_error), "{broken}");
            for finding in findings {
                assert!(!finding.message.is_empty() && finding.line >= 1 && finding.column >= 1);
            }
        }
    }
    println!("{tried} broken files, {refused} refused");
    assert!(refused > 100, "only {refused} of {tried} were refused");
}
