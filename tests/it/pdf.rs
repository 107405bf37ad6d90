//! The PDFs: the same bytes twice, nothing lost, and a corpus for veraPDF in `target/pdf-corpus`.
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use loneliness_test::domain::statement::{
    Bar, Block, Chart, Fact, Labels, Look, ResultBox, Statement, Table,
};
use loneliness_test::domain::text::Lang;
use loneliness_test::pdf::Printer;

use crate::support::TestApp;

fn statement(title: &str, blocks: Vec<Block>) -> Statement {
    Statement {
        lang: Lang::En,
        kind: "Loneliness impact statement".to_owned(),
        title: title.to_owned(),
        reference: "LT-2026-0001, version 1".to_owned(),
        issue: "LT-2026-0001/1".to_owned(),
        look: Look::default(),
        organisation: "Exampleshire County Council".to_owned(),
        marking: "OFFICIAL".to_owned(),
        draft: None,
        day: "2026-12-01".to_owned(),
        content_hash: "0".repeat(64),
        result: ResultBox {
            title: "Level II: moderate harm".to_owned(),
            lines: vec!["Why.".to_owned()],
        },
        facts: vec![Fact {
            name: "Owner".to_owned(),
            value: "Transport policy manager".to_owned(),
        }],
        labels: Labels {
            contents: "Contents".to_owned(),
            page_of: "Page {page} of {pages}".to_owned(),
            continued: "continued".to_owned(),
            substitutes: "Shown by their numbers:".to_owned(),
        },
        blocks,
        short: false,
    }
}

fn heading(level: u8, text: &str) -> Block {
    Block::Heading { level, text: text.to_owned() }
}

fn paragraph(text: impl Into<String>) -> Block {
    Block::Paragraph { text: text.into() }
}

fn table(
    rows: usize,
    columns: usize,
    cell: &dyn Fn(usize, usize) -> String,
    landscape: bool,
) -> Block {
    Block::Table(Table {
        caption: format!("A table of {rows} rows"),
        head: (0..columns).map(|n| format!("Column {n}")).collect(),
        rows: (0..rows).map(|r| (0..columns).map(|c| cell(r, c)).collect()).collect(),
        widths: vec![10; columns],
        landscape,
    })
}

fn chart(bars: usize) -> Block {
    let bar = |n: usize| Bar {
        name: format!("Group number {n} with a name of some length"),
        before: i64::try_from(n % 26).unwrap(),
        after: i64::try_from(n % 13).unwrap(),
        benefit: i64::try_from((n * 7) % 26).unwrap(),
    };
    Block::Chart(Chart {
        caption: "Harm and benefit".to_owned(),
        alt: "A chart in words".to_owned(),
        sides: ["Before", "After", "Benefit"].map(str::to_owned),
        bars: (0..bars).map(bar).collect(),
    })
}

#[expect(clippy::too_many_lines, reason = "a list, not a procedure")]
/// Statements of every kind, with text that a person can type or paste.
fn corpus() -> Vec<(&'static str, Statement)> {
    let long_word = "Rhosllannerchrugog".repeat(40);
    let five_thousand = "five thousand words of an answer that goes on and on ".repeat(500);
    let hostile = "“Curly” ‘quotes’ – ŵ ŷ Ŵ Ŷ â – <b>&amp;</b> ]]> (brackets) \\ 100% £5 ½ → ≥";
    let foreign = "Emoji 🎉👩‍🦽, Arabic مرحبا, Hebrew שלום, Chinese 孤独, combining e\u{301}";
    let control = "bell\u{7} null\u{0} escape\u{1b}[31m zero\u{200b}width \u{202e}reversed";
    let big_cell = "a cell that is longer than a page ".repeat(300);
    let words = |r: usize, c: usize| format!("row {r} column {c} with a few more words in it");
    let mut short = statement("A short declaration", vec![heading(2, "Policy"), paragraph("Why.")]);
    short.short = true;
    let mut draft = statement("A draft", vec![heading(2, "Policy"), paragraph("Why.")]);
    draft.draft = Some("Draft. This version has not been signed.".to_owned());
    let mut sensitive = statement("Sensitive", vec![heading(2, "Policy"), paragraph("Why.")]);
    "OFFICIAL-SENSITIVE".clone_into(&mut sensitive.marking);
    let levels = vec![heading(2, "Two"), heading(3, "Three"), heading(4, "Four"), paragraph("x")];
    let facts =
        (0..60).map(|n| Fact { name: format!("Name {n}"), value: format!("{n}\nsecond line") });
    let many = (0..80)
        .flat_map(|n| [heading(2, &format!("Heading {n}")), paragraph("A line.".repeat(30))]);
    vec![
        ("short", short),
        ("draft", draft),
        ("sensitive", sensitive),
        ("empty", statement("Empty", Vec::new())),
        ("levels", statement("Headings", levels)),
        (
            "long-title",
            statement(&"A very long title of a policy ".repeat(12), vec![paragraph("x")]),
        ),
        (
            "long-word",
            statement(
                &long_word,
                vec![
                    heading(2, &long_word),
                    paragraph(long_word.clone()),
                    table(2, 3, &|_, _| long_word.clone(), false),
                ],
            ),
        ),
        (
            "long-answer",
            statement("Long answer", vec![heading(2, "Answer"), paragraph(five_thousand)]),
        ),
        (
            "quotes",
            statement(
                hostile,
                vec![
                    heading(2, hostile),
                    paragraph(hostile),
                    Block::Note { text: hostile.to_owned() },
                ],
            ),
        ),
        ("foreign", statement(foreign, vec![heading(2, foreign), paragraph(foreign)])),
        (
            "control",
            statement(
                "Control",
                vec![paragraph(control), table(1, 2, &|_, _| control.to_owned(), false)],
            ),
        ),
        (
            "facts",
            statement("Facts", vec![heading(2, "Facts"), Block::Facts { facts: facts.collect() }]),
        ),
        (
            "list",
            statement(
                "List",
                vec![
                    heading(2, "List"),
                    Block::List {
                        items: (0..90).map(|n| format!("item {n} ").repeat(n % 20 + 1)).collect(),
                    },
                ],
            ),
        ),
        ("chart", statement("Chart", vec![heading(2, "Chart"), chart(3), chart(35)])),
        ("table-long", statement("Table", vec![heading(2, "Table"), table(200, 4, &words, false)])),
        (
            "table-wide",
            statement(
                "Wide",
                vec![
                    heading(2, "Wide"),
                    table(40, 9, &words, true),
                    heading(2, "After"),
                    paragraph("upright again"),
                ],
            ),
        ),
        (
            "table-cell",
            statement(
                "Cell",
                vec![heading(2, "Cell"), table(2, 2, &|_, _| big_cell.clone(), false)],
            ),
        ),
        ("contents", statement("Contents", many.collect())),
    ]
}

pub(crate) fn folder() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/pdf-corpus");
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn the_corpus_prints_the_same_bytes_twice() {
    let (one, other) = (Printer::new().unwrap(), Printer::new().unwrap());
    for (name, statement) in corpus() {
        let bytes = one.print(&statement).unwrap();
        assert!(bytes == other.print(&statement).unwrap(), "{name} differs");
        fs::write(folder().join(format!("{name}.pdf")), bytes).unwrap();
    }
}

#[tokio::test]
async fn the_statements_of_the_demonstration_print() {
    let app = TestApp::demo().await;
    let hal = app.sign_in("hal").await;
    let policies = hal.get("/policies").await.links();
    let mut printed = 0;
    for policy in policies.iter().filter(|link| link.starts_with("/policies/")) {
        for at in hal.get(policy).await.links().iter().filter(|l| l.starts_with("/assessments/")) {
            let pdf = hal.get(&format!("{at}/statement.pdf")).await;
            assert!(pdf.body.starts_with(b"%PDF-1.7"));
            let pages = lopdf::Document::load_mem(&pdf.body).unwrap().get_pages().len();
            let declaration =
                hal.get(&format!("{at}/statement")).await.text().contains("Declaration:");
            assert_eq!(declaration, pages == 1, "a declaration has one page, a statement more");
            fs::write(folder().join(format!("demo-{printed}.pdf")), &pdf.body).unwrap();
            printed += 1;
        }
    }
    assert_eq!(printed, 3);
}

/// The demonstration in Welsh, and every questionnaire to print, in both languages.
#[tokio::test]
async fn welsh_statements_and_blank_questionnaires_print() {
    let app = TestApp::demo().await;
    let hal = app.sign_in("hal").await;
    hal.get("/language/cy?to=/home").await;
    let policies = hal.get("/policies").await.links();
    let mut printed = 0;
    for policy in policies.iter().filter(|link| link.starts_with("/policies/")) {
        for at in hal.get(policy).await.links().iter().filter(|l| l.starts_with("/assessments/")) {
            let pdf = hal.get(&format!("{at}/statement.pdf")).await;
            let document = lopdf::Document::load_mem(&pdf.body).unwrap();
            let lang = document.catalog().unwrap().get(b"Lang").unwrap().as_str().unwrap().to_vec();
            assert_eq!(lang, b"cy-GB", "{at}");
            fs::write(folder().join(format!("demo-cy-{printed}.pdf")), &pdf.body).unwrap();
            printed += 1;
        }
    }
    assert_eq!(printed, 3);
    for lang in [Lang::En, Lang::Cy] {
        hal.get(&format!("/language/{}?to=/home", lang.code())).await;
        for id in ["central-policy", "local-service", "connector-service"] {
            let pdf = hal.get(&format!("/questions/{id}/blank.pdf")).await;
            assert!(pdf.body.starts_with(b"%PDF-1.7"), "{id}");
            let again = hal.get(&format!("/questions/{id}/blank.pdf")).await;
            assert!(pdf.body == again.body, "{id}: the same bytes twice");
            let text = read_back(&format!("blank-{id}-{}", lang.code()), &pdf.body);
            assert!(!text.contains('⟦'), "{id} lacks a word");
        }
    }
}

pub(crate) fn read_back(name: &str, bytes: &[u8]) -> String {
    let path = folder().join(format!("{name}.pdf"));
    fs::write(&path, bytes).unwrap();
    let read =
        Command::new("pdftotext").args(["-enc", "UTF-8"]).arg(&path).arg("-").output().unwrap();
    assert!(read.status.success());
    String::from_utf8(read.stdout).unwrap()
}

#[test]
fn every_typed_word_is_in_the_pdf_once_and_in_order() {
    let word = |n: usize| format!("w{n:04}x");
    let blocks = (0..40).flat_map(|block| {
        let text: Vec<String> = (0..50).map(|n| word(block * 50 + n)).collect();
        [heading(2, &format!("Part {block}")), paragraph(text.join(" "))]
    });
    let printed = Printer::new().unwrap().print(&statement("Words", blocks.collect())).unwrap();
    let text = read_back("words", &printed);
    let found: Vec<&str> = text
        .split_whitespace()
        .filter(|t| t.len() == 6 && t.starts_with('w') && t.ends_with('x'))
        .collect();
    let expected: Vec<String> = (0..2_000).map(word).collect();
    assert_eq!(found, expected);
}

#[test]
fn no_cell_is_lost_where_tables_break() {
    let cell = |r: usize, c: usize| format!("c{r:03}y{c}z");
    for (rows, landscape) in [(150, false), (60, true)] {
        let blocks = vec![heading(2, "Table"), table(rows, 3, &cell, landscape)];
        let printed = Printer::new().unwrap().print(&statement("Cells", blocks)).unwrap();
        let text = read_back("cells", &printed);
        for r in 0..rows {
            for c in 0..3 {
                assert_eq!(text.matches(&cell(r, c)).count(), 1, "{}", cell(r, c));
            }
        }
    }
}

#[test]
fn characters_that_cannot_be_drawn_are_shown_by_their_number() {
    let made = statement("Party 🎉", vec![paragraph("bell\u{7} and مرحبا")]);
    let text = read_back("substitutes", &Printer::new().unwrap().print(&made).unwrap());
    for shown in ["[U+1F389]", "[U+0007]", "[U+0645]", "Shown by their numbers:"] {
        assert!(text.contains(shown), "{shown}: {text}");
    }
}

#[test]
fn the_document_says_what_it_is() {
    let printed =
        Printer::new().unwrap().print(&statement("Ŵythnos", vec![paragraph("x")])).unwrap();
    let document = lopdf::Document::load_mem(&printed).unwrap();
    let catalogue = document.catalog().unwrap();
    for key in ["StructTreeRoot", "MarkInfo", "Lang", "Metadata", "Outlines", "PageLabels"] {
        assert!(catalogue.has(key.as_bytes()), "{key}");
    }
    assert_eq!(catalogue.get(b"Lang").unwrap().as_str().unwrap(), b"en-GB");
}
