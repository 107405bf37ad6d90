//! Every questionnaire that ships checks, and its worked examples hold; wrong files are refused.
use loneliness_test::domain::questionnaire::QuestionType;
use loneliness_test::library::{Finding, Library, load};

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
    let screening = loaded.questionnaire.questions_of(&definition.screening.section).count();
    assert_eq!((screening, loaded.questionnaire.asked().len()), (8, 8 + 43));
    assert_eq!((definition.pathways.len(), definition.mitigations.len()), (21, 30));
    assert!(definition.groups.len() >= 22);
    assert!(definition.tests.len() >= 24);
    for asked in loaded.questionnaire.asked() {
        assert!(!asked.question.why.is_blank(), "{} says why", asked.question.id);
    }
    for group in definition.groups.iter().filter(|group| group.figure.is_some()) {
        assert!(group.survey.is_some() && group.year.is_some(), "{} has a source", group.id);
    }
    assert!(loaded.questionnaire.only(QuestionType::Mitigations).is_some());
}

/// The file with one text replaced; the text occurs.
fn broken(from: &str, to: &str) -> Vec<Finding> {
    assert!(CENTRAL.contains(from), "{from}");
    let source = CENTRAL.replacen(from, to, 1);
    load("broken.yaml", &source).unwrap_err()
}

/// The line on which a text first stands.
fn line_of(text: &str) -> usize {
    CENTRAL[..CENTRAL.find(text).unwrap()].lines().count()
}

#[test]
fn ten_kinds_of_broken_file_are_refused_at_their_line() {
    let condition = "count(b1) >= 1";
    let cases: &[(&str, &str, &str)] = &[
        ("scoring: 1.0.0", "scoring: [1.0.0", "illegal placement"),
        ("  - id: a\n", "  - id: a\n    titel: x\n", "unknown field"),
        (condition, "count(b9) >= 1", "did you mean"),
        (condition, "h6 == 'yes'", "earlier question"),
        (condition, "count(b1) >=", "cannot be read"),
        ("s3 in ['only', 'partly']", "s3 in ['only', 'partially']", "no option of “s3”"),
        ("options_from: change", "options_from: chance", "did you mean “change”"),
        ("      - id: s2\n", "      - id: s1\n", "occurs twice"),
        ("family: health", "family: helth", "did you mean “health”"),
        ("from: 16", "from: 3", "starts higher"),
        ("outcome: full", "outcome: ful", "did you mean “full”"),
        ("points: -12", "points: -11", "points is -12, not -11"),
    ];
    for (from, to, says) in cases {
        let findings = broken(from, to);
        let found = findings.iter().find(|finding| finding.message.contains(says));
        let found = found.unwrap_or_else(|| panic!("{from} -> {to}: {findings:#?}"));
        let line = line_of(from);
        let near = found.line.abs_diff(line) <= 14;
        assert!(near, "{from}: line {} for a fault in line {line}", found.line);
        assert!(found.column >= 1 && found.file == "broken.yaml");
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
        .replacen("family: health", "family: helth", 1)
        .replacen("count(b1) >= 1", "count(b9) >= 1", 1)
        .replacen("outcome: full", "outcome: ful", 1);
    let findings = load("broken.yaml", &source).unwrap_err();
    assert!(findings.len() >= 3, "{findings:#?}");
}
