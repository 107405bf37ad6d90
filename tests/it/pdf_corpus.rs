//! A corpus for veraPDF: every block alone and together, both languages, 1 to 200 pages, text
//! that people paste. Written to `target/pdf-corpus`; the same seed makes the same files.
use std::fs;
use std::process::Command;

use loneliness_test::domain::statement::{
    Bar, Block, Chart, Fact, Labels, Logo, Look, ResultBox, Scale, ScaleBar, Statement, Table,
};
use loneliness_test::domain::text::Lang;
use loneliness_test::pdf::Printer;
use scraper::{ElementRef, Html, Selector};

use crate::dice::Dice;
use crate::pdf::folder;
use crate::support::TestApp;

const WORDS: &[&str] = &[
    "policy",
    "bus",
    "library",
    "people",
    "who",
    "live",
    "alone",
    "meet",
    "each",
    "week",
    "in",
    "the",
    "village",
    "hall",
    "and",
    "talk",
    "ŵyl",
    "cymdeithasol",
    "unigrwydd",
    "pobl",
    "ŷd",
];

/// Texts as people paste them: from web pages, mails, spreadsheets and other scripts.
const HOSTILE: &[&str] = &[
    "“Curly” ‘quotes’ – ŵ ŷ Ŵ Ŷ â",
    "<b>&amp;</b> ]]> (brackets) \\ 100% £5 ½ → ≥",
    "Emoji 🎉👩‍🦽 and flags 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "مرحبا بالعالم",
    "שלום עולם",
    "孤独 は 社会 の 問題",
    "combining e\u{301} a\u{30a} o\u{328}",
    "bell\u{7} null\u{0} escape\u{1b}[31m",
    "zero\u{200b}width \u{202e}reversed\u{202c} soft\u{ad}hyphen",
    "Κοινωνία Общество",
    "a\tb\tc\r\nsecond line\n\n\nlast line",
    "https://example.org/a/very/long/address/without/any/space/that/goes/on/and/on/and/on?x=1&y=2",
    "=SUM(A1:A9)",
    "AVATAR To Ty P, VA Yo",
    "\u{feff}byte order mark",
    "private \u{e000} use, replacement \u{fffd}",
];

fn words(dice: &mut Dice, n: usize) -> String {
    (0..n).map(|_| dice.of(WORDS)).collect::<Vec<_>>().join(" ")
}

fn text(dice: &mut Dice, n: usize) -> String {
    if dice.roll(6) == 0 { dice.of(HOSTILE).to_owned() } else { words(dice, n) }
}

fn block(dice: &mut Dice, kind: usize, size: usize) -> Vec<Block> {
    match kind {
        0 => vec![Block::Paragraph { text: text(dice, 20 * size) }],
        1 => vec![Block::Note { text: text(dice, 15 * size) }],
        2 => vec![Block::List { items: (0..2 * size).map(|n| text(dice, n % 30 + 1)).collect() }],
        3 => {
            let fact = |dice: &mut Dice| Fact { name: text(dice, 3), value: text(dice, 12) };
            vec![Block::Facts { facts: (0..size).map(|_| fact(dice)).collect() }]
        }
        4 | 5 => {
            let columns = if kind == 4 { 3 } else { 8 };
            let mut rows = Vec::new();
            for _ in 0..3 * size {
                let mut row = Vec::new();
                row.resize_with(columns, || text(dice, 6));
                rows.push(row);
            }
            vec![Block::Table(Table {
                caption: text(dice, 5),
                rows,
                head: (0..columns).map(|n| format!("Column {n}")).collect(),
                widths: vec![10; columns],
                landscape: kind == 5,
            })]
        }
        6 => {
            let bar = |dice: &mut Dice| Bar {
                name: text(dice, 4),
                before: i64::try_from(dice.roll(26)).unwrap(),
                after: i64::try_from(dice.roll(26)).unwrap(),
                benefit: i64::try_from(dice.roll(26)).unwrap(),
            };
            vec![Block::Chart(Chart {
                caption: "Harm and benefit".to_owned(),
                alt: "A chart in words".to_owned(),
                sides: ["Before", "After", "Benefit"].map(str::to_owned),
                bars: (0..size).map(|_| bar(dice)).collect(),
            })]
        }
        7 => {
            let address = "https://example.gov.test/statements/LT-2026-0001/1".to_owned();
            vec![Block::Address { text: text(dice, 6), address }]
        }
        8 => {
            let bar = |dice: &mut Dice| {
                let at = i64::try_from(dice.roll(1_001)).unwrap();
                ScaleBar { name: text(dice, 4), value: at.to_string(), at }
            };
            vec![Block::Scale(Scale {
                caption: "Average score".to_owned(),
                alt: "A scale in words".to_owned(),
                ends: ["0", "1,000"].map(str::to_owned),
                bars: (0..size).map(|_| bar(dice)).collect(),
            })]
        }
        _ => vec![
            Block::Heading { level: 3, text: text(dice, 4) },
            Block::Heading { level: 4, text: text(dice, 3) },
            Block::Paragraph { text: text(dice, 9 * size) },
        ],
    }
}

/// A PNG picture of 120 by 40 pixels, made here.
fn logo() -> Logo {
    let rows = (0..40_u8)
        .flat_map(|y| [0].into_iter().chain((0..120_u8).flat_map(move |x| [x * 2, y * 6, 120])));
    let raw: Vec<u8> = rows.collect();
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut encoder, &raw).unwrap();
    let pixels = encoder.finish().unwrap();
    Logo { alt: "Example crest".to_owned(), hash: "0".repeat(64), width: 120, height: 40, pixels }
}

pub(crate) fn statement(number: u64) -> Statement {
    let mut dice = Dice::new(0x9E37_79B9_7F4A_7C15 ^ (number + 1));
    let lang = if number.is_multiple_of(2) { Lang::En } else { Lang::Cy };
    let say =
        |english: &str, welsh: &str| if lang == Lang::En { english } else { welsh }.to_owned();
    // Ten kinds of block, each alone first; then mixtures that grow to 200 pages and more.
    let blocks: Vec<Block> = if number < 20 {
        block(&mut dice, usize::try_from(number / 2).unwrap(), 5)
    } else {
        let parts = if number >= 204 { 330 } else { 1 + dice.roll(8) };
        let part = |n: usize| {
            let size = 1 + dice.roll(6);
            let kind = dice.roll(10);
            let mut blocks = vec![Block::Heading { level: 2, text: format!("Part {n}") }];
            blocks.extend(block(&mut dice, kind, size));
            blocks
        };
        (0..parts).flat_map(part).collect()
    };
    let mut dice = Dice::new(number + 77);
    Statement {
        lang,
        kind: say("Loneliness impact statement", "Datganiad effaith ar unigrwydd"),
        title: text(&mut dice, 6),
        reference: format!("LT-2026-{number:04}, {}", say("version 1", "fersiwn 1")),
        issue: format!("LT-2026-{number:04}/1"),
        look: Look {
            accent: (dice.roll(3) == 0).then_some([0x5c, 0x00, 0x4f]),
            logo: (dice.roll(4) == 0).then(logo),
        },
        organisation: text(&mut dice, 4),
        marking: dice.of(&["OFFICIAL", "OFFICIAL-SENSITIVE"]).to_owned(),
        draft: (dice.roll(3) == 0).then(|| say("Draft", "Drafft")),
        day: "2026-12-01".to_owned(),
        content_hash: format!("{number:064x}"),
        result: ResultBox { title: text(&mut dice, 4), lines: vec![text(&mut dice, 12)] },
        facts: vec![Fact { name: text(&mut dice, 2), value: text(&mut dice, 5) }],
        labels: Labels {
            contents: say("Contents", "Cynnwys"),
            page_of: say("Page {page} of {pages}", "Tudalen {page} o {pages}"),
            continued: say("continued", "parhad"),
            substitutes: say("Shown by their numbers:", "Dangosir yn ôl eu rhifau:"),
        },
        short: blocks.len() < 3 && dice.roll(4) == 0,
        blocks,
    }
}

/// How many statements the generator makes.
const CORPUS: u64 = 206;

#[test]
fn the_generator_writes_a_corpus() {
    let printer = Printer::new().unwrap();
    let mut longest = 0;
    for number in 0..CORPUS {
        let made = statement(number);
        let bytes = printer.print(&made).unwrap();
        longest = longest.max(lopdf::Document::load_mem(&bytes).unwrap().get_pages().len());
        if number.is_multiple_of(20) {
            let other = Printer::new().unwrap().print(&made).unwrap();
            assert!(bytes == other, "{number}: the same bytes from another process");
        }
        fs::write(folder().join(format!("made-{number:03}.pdf")), bytes).unwrap();
    }
    assert!(longest >= 200, "the longest has {longest} pages");
}

/// The structure of a PDF as assistive technology reads it, with its text.
fn read_aloud(path: &std::path::Path) -> String {
    let read = Command::new("pdfinfo").arg("-struct-text").arg(path).output().unwrap();
    assert!(read.status.success(), "{}", path.display());
    String::from_utf8(read.stdout).unwrap()
}

/// The words that are read aloud after the table of contents, without those of pictures.
fn words_aloud(structure: &str) -> Vec<String> {
    let mut words = Vec::new();
    let (mut figure, mut caption): (Option<usize>, Option<usize>) = (None, None);
    let mut sections = 0;
    for line in structure.lines() {
        let depth = line.len() - line.trim_start().len();
        let line = line.trim();
        figure = figure.filter(|at| depth > *at);
        caption = caption.filter(|at| depth > *at);
        if line.starts_with("Sect") {
            sections += 1;
        } else if line.starts_with("Figure") {
            figure = Some(depth);
        } else if line.starts_with("Caption") {
            caption = Some(depth);
        }
        let said = line.strip_prefix('"').and_then(|line| line.strip_suffix('"'));
        let read = sections > 2 && (figure.is_none() || caption.is_some());
        if let Some(said) = said.filter(|_| read) {
            words.extend(said.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// The words of the page after the facts of the cover, without those of pictures.
fn words_on_page(html: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let whole = Selector::parse(".lt-statement").unwrap();
    let mut words = Vec::new();
    let statement = page.select(&whole).next().unwrap();
    let children: Vec<ElementRef<'_>> = statement.children().filter_map(ElementRef::wrap).collect();
    let cover = children.iter().position(|child| child.value().name() == "dl").unwrap();
    for child in children.iter().skip(cover + 1).take(children.len() - cover - 2) {
        collect(*child, &mut words);
    }
    words
}

fn collect(element: ElementRef<'_>, words: &mut Vec<String>) {
    if element.value().name() == "svg" {
        return;
    }
    for child in element.children() {
        if let Some(child) = ElementRef::wrap(child) {
            collect(child, words);
        } else if let Some(text) = child.value().as_text() {
            words.extend(text.split_whitespace().map(str::to_owned));
        }
    }
}

/// Every word of the page stands in the PDF once, in the order in which it is read.
#[tokio::test]
async fn the_pdf_says_what_the_page_says_in_the_same_order() {
    let app = TestApp::demo().await;
    let hal = app.sign_in("hal").await;
    let mut compared = 0;
    for lang in ["en", "cy"] {
        hal.get(&format!("/language/{lang}?to=/home")).await;
        let policies = hal.get("/policies").await.links();
        for policy in policies.iter().filter(|link| link.starts_with("/policies/")) {
            let links = hal.get(policy).await.links();
            for at in links.iter().filter(|link| link.starts_with("/assessments/")) {
                let page = hal.get(&format!("{at}/statement")).await;
                let pdf = hal.get(&format!("{at}/statement.pdf")).await;
                if lopdf::Document::load_mem(&pdf.body).unwrap().get_pages().len() == 1 {
                    continue;
                }
                let path = folder().join(format!("same-{lang}-{compared}.pdf"));
                fs::write(&path, &pdf.body).unwrap();
                let (said, shown) = (words_aloud(&read_aloud(&path)), words_on_page(&page.html()));
                let said: String = said.concat().chars().filter(|c| *c != '•').collect();
                let shown = shown.concat();
                assert!(said.len() > 2_000, "{at} says too little");
                let differs = said.chars().zip(shown.chars()).position(|(a, b)| a != b);
                if let Some(place) = differs.or((said.len() != shown.len()).then_some(0)) {
                    let around = |text: &str| {
                        text.chars().skip(place.saturating_sub(60)).take(160).collect::<String>()
                    };
                    panic!("{at} {lang}:\nPDF  {}\npage {}", around(&said), around(&shown));
                }
                compared += 1;
            }
        }
    }
    assert_eq!(compared, 4);
}

/// The tag tree of a statement with every block. A change of it is looked at, and then written
/// with `UPDATE_DOCS=1`.
#[test]
fn the_tag_tree_is_as_it_was_looked_at() {
    let mut dice = Dice::new(3);
    let mut made = statement(0);
    made.title = "Every block".to_owned();
    made.short = false;
    made.look.logo = Some(logo());
    made.blocks = (0..10)
        .flat_map(|kind| {
            let mut blocks = vec![Block::Heading { level: 2, text: format!("Block {kind}") }];
            blocks.extend(block(&mut dice, kind, 2));
            blocks
        })
        .collect();
    let path = folder().join("tag-tree.pdf");
    fs::write(&path, Printer::new().unwrap().print(&made).unwrap()).unwrap();
    let structure = read_aloud(&path);
    // The numbers of objects follow from how the file is written.
    let stable = |line: &str| {
        let object = line.trim_start().starts_with("Object ");
        if object { "Object".to_owned() } else { line.trim_end().to_owned() }
    };
    let structure: Vec<String> = structure.lines().map(stable).collect();
    let structure = structure.join("\n") + "\n";
    let kept = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/tag-tree.txt");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&kept, &structure).unwrap();
    }
    let known = fs::read_to_string(&kept).unwrap_or_default();
    assert!(known == structure, "the tag tree has changed; run with UPDATE_DOCS=1 and look at it");
}

/// Keeps a PDF of another test for veraPDF.
pub(crate) fn keep(name: &str, bytes: &[u8]) {
    fs::write(folder().join(format!("{name}.pdf")), bytes).unwrap();
}
