//! Every questionnaire that ships checks, and its worked examples hold; wrong files are refused.
use loneliness_test::domain::questionnaire::QuestionType;
use std::path::{Path, PathBuf};

use loneliness_test::library::{Library, load, load_file, reload};

const CENTRAL: &str = include_str!("../../questionnaires/central-policy.yaml");

#[test]
fn the_embedded_questionnaires_mean_something() {
    if let Err(error) = Library::embedded() {
        panic!("{error}");
    }
}

#[test]
fn the_central_questionnaire_is_complete() {
    let loaded = load("central-policy.yaml", CENTRAL).unwrap();
    let definition = loaded.questionnaire.definition();
    let screening =
        loaded.questionnaire.questions_of(&definition.screening.as_ref().unwrap().section).count();
    let modules = ["wales", "scotland", "ni"];
    let own = loaded.questionnaire.asked().iter();
    let own = own.filter(|asked| !modules.contains(&asked.section.as_str())).count();
    assert_eq!((screening, own), (8, 8 + 43));
    assert_eq!((definition.pathways.len(), definition.mitigations.len()), (21, 30));
    assert!(definition.groups.len() >= 22);
    assert!(definition.tests.len() >= 24);
    for asked in loaded.questionnaire.asked() {
        let why = asked.question.why.as_ref().is_some_and(|why| !why.is_blank());
        assert!(why, "{} says why", asked.question.id);
    }
    for group in definition.groups.iter().filter(|group| group.figure.is_some()) {
        assert!(group.survey.is_some() && group.year.is_some(), "{} has a source", group.id);
    }
    assert!(loaded.questionnaire.only(QuestionType::Mitigations).is_some());
}

/// What a file of `tests/questionnaires/bad` says about itself: `# fault LINE error: words`.
fn planted(source: &str) -> Vec<(String, usize, bool, String)> {
    let faults = source
        .lines()
        .take_while(|line| line.starts_with("\u{feff}#") || line.starts_with('#'))
        .filter_map(|line| line.strip_prefix("# fault "));
    faults
        .map(|fault| {
            let (place, says) = fault.split_once(": ").unwrap();
            let (place, severity) = place.rsplit_once(' ').unwrap();
            let (file, line) = place.rsplit_once(':').unwrap_or(("", place));
            (file.to_owned(), line.parse().unwrap(), severity == "warning", says.to_owned())
        })
        .collect()
}

fn folder(name: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/questionnaires").join(name);
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|end| end == "yaml")).collect();
    files.sort();
    files
}

/// Every planted fault is reported at its line, and nothing else is.
#[test]
fn each_bad_file_is_found_wrong_where_it_is_wrong() {
    let files = folder("bad");
    assert!(files.len() >= 60, "only {} bad files", files.len());
    let mut wrong = Vec::new();
    for path in files {
        let source = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        let mut expected = planted(&source);
        assert!(!expected.is_empty(), "{} plants nothing", path.display());
        let findings = match load_file(&path) {
            Ok(loaded) => loaded.warnings,
            Err(findings) => findings,
        };
        for finding in findings {
            let is_this = |(file, line, warning, says): &(String, usize, bool, String)| {
                finding.file.ends_with(file.as_str())
                    && *line == finding.line
                    && *warning != finding.is_error()
                    && finding.message.contains(says.as_str())
            };
            match expected.iter().position(is_this) {
                Some(place) => drop(expected.remove(place)),
                None => wrong.push(format!("unexpected: {finding}")),
            }
        }
        wrong.extend(expected.iter().map(|fault| format!("{}: missed {fault:?}", path.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_good_file_is_found_good() {
    let files = folder("good");
    assert!(files.len() >= 10, "only {} good files", files.len());
    for path in files {
        let loaded = load_file(&path).unwrap_or_else(|findings| panic!("{findings:#?}"));
        assert!(loaded.warnings.is_empty(), "{:#?}", loaded.warnings);
        let source = &loaded.source;
        let again = reload(source).unwrap();
        assert_eq!(again.hash(), loaded.questionnaire.hash(), "{}", path.display());
    }
}

#[test]
fn hostile_files_are_refused_and_do_not_stop_the_program() {
    let deep = format!("id: x\nsections: {}", "[".repeat(10_000));
    let bomb = "a: &a [1,1]\nb: &b [*a,*a]\nc: [*b,*b]\n";
    let twice = CENTRAL.replacen("version: 1.0.0", "version: 1.0.0\nversion: 1.0.0", 1);
    for hostile in
        ["", "\0", "- 1", "\u{feff}id: x", deep.as_str(), bomb, twice.as_str(), "{", "a: b: c"]
    {
        let findings = load("hostile.yaml", hostile).unwrap_err();
        assert!(!findings.is_empty() && !findings[0].message.is_empty());
    }
}

#[test]
fn all_problems_are_found_in_one_run() {
    let source = CENTRAL
        .replacen("type: radio", "type: radoi", 1)
        .replacen("count(b1) >= 1", "count(b9) >= 1", 1)
        .replacen("outcome: full", "outcome: ful", 1)
        .replacen("short: Places", "shrt: Places", 1);
    let findings = load("broken.yaml", &source).unwrap_err();
    let errors = findings.iter().filter(|finding| finding.is_error()).count();
    assert!(errors >= 2, "{findings:#?}");
    let source = CENTRAL
        .replacen("count(b1) >= 1", "count(b9) >= 1", 1)
        .replacen("outcome: full", "outcome: ful", 1)
        .replacen("short: Places", "shrt: Places", 1);
    let errors = load("broken.yaml", &source).unwrap_err();
    assert!(errors.iter().filter(|finding| finding.is_error()).count() >= 3, "{errors:#?}");
}
