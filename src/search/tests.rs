//! What is found, and what is not.
use jiff::Timestamp;

use super::*;
use crate::domain::text::Lang;

fn card(id: &str, text: &str, marks: &[&str]) -> Card {
    let row = Row {
        id: id.to_owned(),
        policy: format!("p-{id}"),
        reference: format!("LT-2026-{id}"),
        number: 1,
        title: "A title".to_owned(),
        summary: String::new(),
        organisation: "o".to_owned(),
        names: ["O".to_owned(), "O".to_owned()],
        stage: "signed".to_owned(),
        declaration: false,
        level: Some(2),
        marking: "official".to_owned(),
        created: Timestamp::UNIX_EPOCH,
        signed: Some(jiff::civil::date(2026, 3, 4)),
        published: None,
        withheld: None,
        superseded: false,
        overrides: 0,
        gaps: 0,
    };
    let marks = marks.iter().map(|mark| (*mark).to_owned()).collect();
    Card {
        row,
        stamp: 7,
        marks,
        seen: Vec::new(),
        text: vec![text.to_owned()],
        inner: vec!["remark".to_owned()],
    }
}

fn asked(text: &str) -> Question {
    Question { text: text.to_owned(), ..Question::default() }
}

#[test]
fn words_phrases_and_absent_words_are_found() {
    let index = Index::in_memory().unwrap();
    let cards = [
        card("0001", "The bus brings isolated people to town.", &["level:1"]),
        card("0002", "The library closes; people who meet there meet no more.", &["level:3"]),
    ];
    index.change(&cards, &[], "note").unwrap();
    let ids = |question: &Question| index.ids(question).unwrap();
    assert_eq!(ids(&asked("people")), ["0001", "0002"]);
    assert_eq!(ids(&asked("isolation")), ["0001"], "by the stem");
    assert_eq!(ids(&asked("people -library")), ["0001"]);
    assert_eq!(ids(&asked("\"meet there\"")), ["0002"]);
    assert!(ids(&asked("\"there people\"")).is_empty());
    assert_eq!(ids(&asked("- & \"")), ["0001", "0002"], "signs are not looked for");
    assert!(ids(&asked("remark")).is_empty(), "what is not printed is not searched");
    assert_eq!(ids(&Question { inner: true, ..asked("remark") }).len(), 2);
    assert_eq!(index.note().as_deref(), Some("note"));
    assert_eq!(index.stamps().unwrap().get("0001"), Some(&7));
}

#[test]
fn welsh_words_are_found_in_every_mutation() {
    let index = Index::in_memory().unwrap();
    index.change(&[card("0001", "Mae’r llyfrgell yng nghanol y dref", &[])], &[], "").unwrap();
    let welsh = |text: &str| Question { lang: Lang::Cy, ..asked(text) };
    for form in ["canol", "ganol", "tref", "thref", "lyfrgell"] {
        assert_eq!(index.count(&welsh(form)).unwrap(), 1, "{form}");
        let english = index.count(&asked(form)).unwrap();
        assert_eq!(english, 0, "{form} in English");
    }
}

#[test]
fn marks_filter_and_are_counted_and_days_limit() {
    let index = Index::in_memory().unwrap();
    let cards = [
        card("0001", "a", &["level:1", "organisation:x"]),
        card("0002", "b", &["level:3", "organisation:x"]),
        card("0003", "c", &["level:3", "organisation:y"]),
    ];
    index.change(&cards, &[], "").unwrap();
    let level = |n: u8| Question::default().with([mark("level", n)]);
    assert_eq!(index.count(&level(3)).unwrap(), 2);
    assert_eq!(index.count(&level(3).with(["organisation:y".to_owned()])).unwrap(), 1);
    let without = Question { without: vec!["organisation:x".to_owned()], ..Question::default() };
    assert_eq!(index.ids(&without).unwrap(), ["0003"]);
    let marks = index.marks(&Question::default()).unwrap();
    assert_eq!(marks.get("level:3"), Some(&2));
    assert_eq!(marks.get("organisation:x"), Some(&2));
    let day = jiff::civil::date(2026, 3, 5);
    assert_eq!(index.count(&Question { from: Some(day), ..Question::default() }).unwrap(), 0);
    assert_eq!(index.count(&Question { until: Some(day), ..Question::default() }).unwrap(), 3);
    index.change(&[], &["0003".to_owned()], "").unwrap();
    assert_eq!(index.count(&level(3)).unwrap(), 1);
    let pages: Vec<String> = (0..2)
        .flat_map(|n| index.find(&Question::default(), n, 1).unwrap().rows)
        .map(|row| row.id)
        .collect();
    assert_eq!(pages.len(), 2);
    assert_ne!(pages[0], pages[1]);
}

#[test]
fn a_folder_that_is_no_index_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    {
        let index = Index::open(folder.path()).unwrap();
        index.change(&[card("0001", "a", &[])], &[], "kept").unwrap();
    }
    assert_eq!(Index::open(folder.path()).unwrap().note().as_deref(), Some("kept"));
    std::fs::write(folder.path().join("meta.json"), "nonsense").unwrap();
    let index = Index::open(folder.path()).unwrap();
    assert_eq!(index.count(&Question::default()).unwrap(), 0);
}
