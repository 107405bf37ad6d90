//! Every word comes from the catalogue, and every page is a whole page.
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use loneliness_test::domain::text::Lang;
use loneliness_test::i18n::Catalogue;
use scraper::{Html, Selector};

use crate::support::TestApp;

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|found| found == ending) {
            found.push(path);
        }
    }
    found
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_message_that_a_template_or_a_view_names_is_there() {
    let words = Catalogue::embedded().unwrap();
    let mut missing = BTreeSet::new();
    let mut look = |text: &str, opening: &str, closing: char| {
        for part in text.split(opening).skip(1) {
            let key = part.split(closing).next().unwrap_or("");
            let whole = !key.is_empty()
                && key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
            let both = [Lang::En, Lang::Cy].iter().all(|lang| words.of(*lang).has(key));
            if whole && !key.ends_with('-') && !both {
                missing.insert(key.to_owned());
            }
        }
    };
    for file in files(&root().join("templates"), "html") {
        look(&fs::read_to_string(file).unwrap(), "t('", '\'');
    }
    let sources = ["src/web", "src/app"].map(|folder| files(&root().join(folder), "rs"));
    for file in sources.concat() {
        let text = fs::read_to_string(file).unwrap();
        for opening in [".say(\"", "say_with(\"", "message: \"", "heading: \"page-"] {
            look(&text, opening, '"');
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}

/// Text that stands in a template itself would never be translated.
#[test]
fn templates_hold_no_words_of_their_own() {
    let mut found = Vec::new();
    for folder in ["templates/pages", "templates"] {
        for file in fs::read_dir(root().join(folder)).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_none_or(|ending| ending != "html") {
                continue;
            }
            let mut text = fs::read_to_string(&path).unwrap();
            for (open, close) in [("{#", "#}"), ("{%", "%}"), ("{{", " }}"), ("<", ">")] {
                while let Some(start) = text.find(open) {
                    let end = text[start..]
                        .find(close)
                        .map_or(text.len(), |end| start + end + close.len());
                    text.replace_range(start..end, " ");
                }
            }
            let words: Vec<&str> = text
                .split_whitespace()
                .filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1)
                .collect();
            if !words.is_empty() {
                found.push(format!("{}: {words:?}", path.display()));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// Walks every link that a person can reach, and checks each page as HTML.
#[tokio::test]
async fn every_page_that_can_be_reached_is_a_whole_page() {
    let app = TestApp::demo().await;
    let mut walked = 0;
    for name in ["ada", "cerys", "gwen", "hal"] {
        let by = app.sign_in(name).await;
        let (mut seen, mut todo) = (BTreeSet::new(), vec!["/home".to_owned(), "/".to_owned()]);
        while let Some(path) = todo.pop() {
            let path = path.split('#').next().unwrap_or("").to_owned();
            if !seen.insert(path.clone()) || away(&path) {
                continue;
            }
            let page = by.get(&path).await;
            assert!(page.status < 400, "{name}: {path} {}", page.status);
            todo.extend(page.location.clone());
            let kind = page.headers.get("content-type").map(|kind| kind.to_str().unwrap());
            if page.location.is_some() || !kind.is_some_and(|kind| kind.starts_with("text/html")) {
                continue;
            }
            whole(&path, &page.html());
            todo.extend(page.links());
            walked += 1;
        }
    }
    assert!(walked > 200, "only {walked} pages were reached");
}

/// Files, and the way to the other language.
fn away(path: &str) -> bool {
    path.starts_with("/assets/") || path.starts_with("/language/")
}

fn whole(path: &str, source: &str) {
    assert!(!source.contains('⟦'), "{path} lacks a word");
    let html = Html::parse_document(source);
    let count = |selector: &str| html.select(&Selector::parse(selector).unwrap()).count();
    assert_eq!(count("h1"), 1, "{path} has one h1");
    assert_eq!(count("html[lang]"), 1, "{path}");
    assert_eq!(count("main#main-content"), 1, "{path}");
    let title = html.select(&Selector::parse("title").unwrap()).next().unwrap();
    let title: String = title.text().collect();
    assert!(title.ends_with("– The loneliness test") && title.len() > 25, "{path}: {title}");
    let mut ids = BTreeSet::new();
    for element in html.select(&Selector::parse("[id]").unwrap()) {
        let id = element.attr("id").unwrap();
        assert!(ids.insert(id.to_owned()), "{path}: the id {id} occurs twice");
    }
    for label in html.select(&Selector::parse("label[for]").unwrap()) {
        let target = label.attr("for").unwrap();
        assert!(ids.contains(target), "{path}: the label for {target} leads nowhere");
    }
    for described in html.select(&Selector::parse("[aria-describedby]").unwrap()) {
        for id in described.attr("aria-describedby").unwrap().split_whitespace() {
            assert!(ids.contains(id), "{path}: {id} describes nothing");
        }
    }
    let inputs =
        "input:not([type=hidden]):not([type=radio]):not([type=checkbox]), select, textarea";
    for input in html.select(&Selector::parse(inputs).unwrap()) {
        let id = input.attr("id").unwrap_or("");
        let labels = html
            .select(&Selector::parse("label[for]").unwrap())
            .filter(|label| label.attr("for") == Some(id))
            .count();
        assert_eq!(labels, 1, "{path}: “{id}” has one label");
    }
}

/// A Welsh speaker reads no English: every text of the catalogue that has words of its own is
/// looked for on every Welsh page.
#[tokio::test]
async fn no_english_message_stands_on_a_welsh_page() {
    let english: BTreeSet<String> = english_messages();
    assert!(english.len() > 300, "only {} messages", english.len());
    let app = TestApp::demo().await;
    let by = app.sign_in("ada").await;
    by.get("/language/cy?to=/home").await;
    let (mut seen, mut todo) = (BTreeSet::new(), vec!["/home".to_owned(), "/".to_owned()]);
    let mut wrong = BTreeSet::new();
    while let Some(path) = todo.pop() {
        let path = path.split('#').next().unwrap_or("").to_owned();
        if !seen.insert(path.clone()) || away(&path) {
            continue;
        }
        let page = by.get(&path).await;
        todo.extend(page.location.clone());
        let kind = page.headers.get("content-type").map(|kind| kind.to_str().unwrap());
        if page.location.is_some() || !kind.is_some_and(|kind| kind.starts_with("text/html")) {
            continue;
        }
        todo.extend(page.links());
        let html = page.html();
        assert!(html.contains("<html lang=\"cy\""), "{path}");
        for piece in pieces(&html) {
            if english.contains(&piece) || piece.contains('⟦') {
                wrong.insert(format!("{path}: {piece}"));
            }
        }
    }
    assert!(seen.len() > 100, "only {} pages", seen.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The English messages without values that are not the same in Welsh.
fn english_messages() -> BTreeSet<String> {
    let words = Catalogue::embedded().unwrap();
    let mut messages = BTreeSet::new();
    for file in ["interface", "together", "account", "statement"] {
        let text = fs::read_to_string(root().join(format!("locales/en/{file}.ftl"))).unwrap();
        for key in text.lines().filter_map(|line| line.split_once(" =")).map(|(key, _)| key) {
            let (en, cy) = (words.of(Lang::En).say(key), words.of(Lang::Cy).say(key));
            if en != cy && !en.contains(['{', '⟦']) {
                messages.insert(en);
            }
        }
    }
    for shared in ["Save", "English"] {
        messages.remove(shared);
    }
    messages
}

/// The texts of a page, each as it stands in its element.
fn pieces(html: &str) -> Vec<String> {
    let html = Html::parse_document(html);
    let body = Selector::parse("body").unwrap();
    let texts = html.select(&body).flat_map(|body| body.text());
    texts.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}
