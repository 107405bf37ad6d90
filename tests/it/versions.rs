//! A running assessment survives what becomes of its questionnaire.
use std::sync::Arc;

use loneliness_test::library::{Library, load};
use loneliness_test::store::memory::MemoryStore;

use crate::support::{TestApp, TestClock};

const CENTRAL: &str = include_str!("../../questionnaires/central-policy.yaml");

/// A library with one version of the central questionnaire.
fn library(change: impl Fn(&str) -> String) -> Library {
    let source = change(CENTRAL.split("\ntests:\n").next().unwrap());
    let loaded = load("central-policy.yaml", &source).unwrap_or_else(|found| panic!("{found:#?}"));
    let mut library = Library::default();
    library.add(loaded);
    library
}

fn reworded(source: &str) -> String {
    source.replacen("short: Harder or dearer travel", "short: Dearer travel", 1)
}

async fn draft_of(app: &TestApp) -> String {
    let ada = app.sign_in("ada").await;
    let home = ada.get("/home").await;
    let drafts = home.links().into_iter().filter(|link| link.starts_with("/assessments/"));
    for draft in drafts {
        if ada.get(&format!("{draft}/questions/s2")).await.html().contains("name=\"answer\"") {
            return draft;
        }
    }
    panic!("no draft");
}

#[tokio::test]
async fn a_running_assessment_outlives_its_file() {
    let (store, clock) = (Arc::new(MemoryStore::default()), TestClock::new());
    let first = TestApp::on(&store, &clock, library(str::to_owned)).await.unwrap();
    first.service.fill_with_demo().await.unwrap();
    let draft = draft_of(&first).await;

    // The file is gone from the folder.
    let gone = TestApp::on(&store, &clock, Library::default()).await.unwrap();
    let ada = gone.sign_in("ada").await;
    let page = ada.get(&format!("{draft}/questions/s2")).await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("travel"), "{}", page.text());
    assert_eq!(ada.get(&format!("{draft}/statement")).await.status, 200);

    // The file was changed under the same version: both hashes are named.
    let refused = TestApp::on(&store, &clock, library(reworded)).await;
    let Err(error) = refused else { panic!("a changed version was taken") };
    let told = format!("{:?}", anyhow_chain(&error));
    let hashes = told.split(|c: char| !c.is_ascii_hexdigit()).filter(|part| part.len() == 64);
    assert_eq!(hashes.collect::<std::collections::BTreeSet<_>>().len(), 2, "{told}");

    // A new version is offered, tried and left again.
    let newer = library(|source| reworded(source).replacen("version: 1.0.0", "version: 1.1.0", 1));
    let next = TestApp::on(&store, &clock, newer).await.unwrap();
    let ada = next.sign_in("ada").await;
    assert!(ada.get(&draft).await.text().contains("1.1.0"));
    let preview = ada.get(&format!("{draft}/move")).await;
    let to = preview.value_of("to").unwrap();
    assert!(preview.text().contains("answers are kept"), "{}", preview.text());
    assert_eq!(ada.post(&format!("{draft}/move"), &[("to", "0")]).await.status, 409);
    assert_eq!(ada.post(&format!("{draft}/move"), &[("to", &to)]).await.status, 303);
    assert!(ada.get(&format!("{draft}/check/s")).await.html().contains("travel"));
    let moved = ada.get(&draft).await;
    let back = moved.value_of("to").unwrap();
    assert_ne!(back, to);
    assert_eq!(ada.post(&format!("{draft}/move"), &[("to", &back)]).await.status, 303);
    assert!(ada.get(&draft).await.text().contains("newer version"));
}

/// An error with all its causes.
fn anyhow_chain(error: &dyn std::error::Error) -> Vec<String> {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect()
}

/// A version that nobody uses yet can be corrected.
#[tokio::test]
async fn a_version_without_assessments_can_be_changed() {
    let (store, clock) = (Arc::new(MemoryStore::default()), TestClock::new());
    TestApp::on(&store, &clock, library(str::to_owned)).await.unwrap();
    assert!(TestApp::on(&store, &clock, library(reworded)).await.is_ok());
}
