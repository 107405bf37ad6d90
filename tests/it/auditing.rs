//! Verification, the public register and the auditor's desk.
use std::collections::BTreeMap;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, header};
use loneliness_test::app::{
    DeskFilter, PackageRequest, PackageState, PolicyFilter, SignRequest, Verdict, Waits,
    check_package,
};
use loneliness_test::clock::Clock as _;
use loneliness_test::domain::access::Actor;
use loneliness_test::domain::ids::AssessmentId;
use loneliness_test::domain::policy::{Marking, PolicyFacts};
use loneliness_test::domain::text::Lang;
use loneliness_test::store::Kind;

use crate::support::{Browser, Page, TestApp};

async fn actor(app: &TestApp, email: &str) -> Actor {
    let person = app.service.person_by_email(email).await.unwrap().unwrap();
    Actor::of(&person, app.clock.today()).unwrap()
}

/// The signed assessment of the council in the demonstration.
async fn signed(app: &TestApp) -> AssessmentId {
    let ada = actor(app, "ada@exampleshire.example").await;
    let work = app.service.my_work(&ada).await.unwrap();
    let signed = work.iter().find(|waiting| waiting.why == Waits::Finished);
    signed.unwrap().assessment.clone()
}

/// Publishes it; returns its public address.
async fn published(app: &TestApp) -> String {
    let id = signed(app).await;
    let ada = app.sign_in("ada").await;
    ada.get(&format!("/assessments/{id}/publish")).await;
    let done = ada.post(&format!("/assessments/{id}/publish"), &[("publish", "yes")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let list = app.browser().get("/register").await;
    list.links().into_iter().find(|link| link.starts_with("/statements/")).unwrap()
}

/// Sends a file to the page that checks statements.
async fn check(app: &TestApp, bytes: &[u8]) -> Page {
    app.browser().upload("/verify", "file", bytes).await
}

#[tokio::test]
async fn a_changed_byte_is_told_and_superseded_and_unknown_are_told_apart() {
    let app = TestApp::demo().await;
    let address = published(&app).await;
    let pdf = app.browser().get(&format!("{address}/statement.pdf")).await.body;
    let whole = check(&app, &pdf).await.text();
    assert!(whole.contains("Issued and unaltered"), "{whole}");
    // Any byte: at the head, in the metadata, in compressed content, at the end.
    let step = pdf.len() / 400;
    for place in (0..pdf.len()).step_by(step.max(1)).chain([pdf.len() - 1]) {
        let mut changed = pdf.clone();
        changed[place] ^= 0x20;
        let verdict = app.service.check_file(&changed).await.unwrap();
        assert!(matches!(verdict, Verdict::Altered(_)), "byte {place}: {verdict:?}");
    }
    let mut changed = pdf.clone();
    changed[pdf.len() / 2] ^= 1;
    let page = check(&app, &changed).await.text();
    assert!(page.contains("Altered") && page.contains("something in it was changed"), "{page}");
    let unknown = check(&app, b"%PDF-1.7 something else").await.text();
    assert!(unknown.contains("not a statement that was issued here"), "{unknown}");
    let known = check_reference(&app, address.trim_start_matches("/statements/")).await;
    assert!(known.contains("This statement was issued"), "{known}");
    let none = check_reference(&app, "LT-1999-0001").await;
    assert!(none.contains("No statement with this reference"), "{none}");
    let empty = check_reference(&app, "").await;
    assert!(empty.contains("Choose a PDF, or type a reference"), "{empty}");
}

/// A second version is signed: the file of the first is still what was issued, and replaced.
#[tokio::test]
async fn a_file_of_a_superseded_version_is_told_from_an_altered_one() {
    let app = TestApp::demo().await;
    let address = published(&app).await;
    let pdf = app.browser().get(&format!("{address}/statement.pdf")).await.body;
    let (ada, cerys) = (
        actor(&app, "ada@exampleshire.example").await,
        actor(&app, "cerys@exampleshire.example").await,
    );
    let id = signed(&app).await;
    let sections = ["h"].map(|section| section.parse().unwrap()).into();
    let second = app.service.amend(&ada, &id, "New figures.", &sections).await.unwrap();
    app.service.ask_to_sign(&ada, &second, &cerys.person, "").await.unwrap();
    let open = app.service.open_for_signing(&cerys, &second).await.unwrap();
    let why = "The figures came late, and the next version will have the rest of them. ".repeat(4);
    let request = SignRequest {
        hash: open.content_hash(),
        confirmed: true,
        explanations: open.unmet().into_iter().map(|gate| (gate, why.clone())).collect(),
        duty: "The cabinet member, on 2 December 2026".to_owned(),
    };
    app.service.sign(&cerys, &second, &request).await.unwrap();
    let page = check(&app, &pdf).await.text();
    assert!(page.contains("Unaltered, but replaced") && page.contains("version 2"), "{page}");
    let mut changed = pdf.clone();
    changed[pdf.len() / 3] ^= 4;
    assert!(check(&app, &changed).await.text().contains("Altered"));
    let known = check_reference(&app, address.trim_start_matches("/statements/")).await;
    assert!(known.contains("Issued, but replaced"), "{known}");
    let second = app.service.open(&ada, &second).await.unwrap();
    let statement = app.service.issued_statement(&second, Lang::En).await.unwrap();
    let text = serde_json::to_string(&statement).unwrap();
    assert!(
        text.contains("New figures.") && text.contains("Every version"),
        "its history is in it"
    );
}

async fn check_reference(app: &TestApp, reference: &str) -> String {
    let browser = app.browser();
    browser.get("/verify").await;
    browser.post("/verify", &[("reference", reference)]).await.text()
}

#[tokio::test]
async fn anyone_reads_the_register_and_nothing_that_is_not_published() {
    let app = TestApp::demo().await;
    let anyone = app.browser();
    let empty = anyone.get("/register").await;
    assert_eq!(empty.status, 200);
    assert!(empty.text().contains("No statement fits"), "{}", empty.text());
    let address = published(&app).await;
    let list = anyone.get("/register").await;
    assert!(list.text().contains("1 statement"), "{}", list.text());
    let tag = list.headers[header::ETAG].to_str().unwrap().to_owned();
    let again = Request::get("/register").header(header::IF_NONE_MATCH, &tag);
    assert_eq!(anyone.send(again, Body::empty()).await.status, 304);
    assert_eq!(list.headers["x-robots-tag"], "all");
    let statement = anyone.get(&address).await;
    assert_eq!(statement.status, 200);
    assert!(statement.text().contains("Signed by"), "what was issued, not a draft");
    for (form, start) in [("pdf", "%PDF-1.7"), ("json", "{"), ("csv", "part,row,column,text")] {
        let file = anyone.get(&format!("{address}/statement.{form}")).await;
        assert!(file.html().starts_with(start), "{form}");
        let keep = file.headers[header::CACHE_CONTROL].to_str().unwrap();
        assert!(keep.contains("immutable"), "{form}: {keep}");
    }
    let feed = anyone.get("/register/feed").await;
    assert!(feed.html().contains("<entry>") && feed.html().contains(&address), "{}", feed.html());
    assert!(anyone.get("/sitemap.xml").await.html().contains(&address));
    assert!(anyone.get("/robots.txt").await.html().contains("Sitemap:"));
    let found = |text: &str| format!("/register?text={text}");
    assert!(anyone.get(&found("bus")).await.text().contains("1 statement"));
    assert!(anyone.get(&found("zeppelin")).await.text().contains("No statement fits"));
    for form in ["csv", "ods", "json"] {
        let file = anyone.get(&format!("/register/file/{form}")).await;
        assert_eq!(file.status, 200, "{form}");
        let again = anyone.get(&format!("/register/file/{form}")).await;
        assert!(file.body == again.body, "{form}: the same bytes twice");
    }
    assert_eq!(anyone.get("/register/file/exe").await.status, 404);
    // The published schemas know every field that is handed out.
    let keys = |value: &serde_json::Value| -> Vec<String> {
        value.as_object().unwrap().keys().cloned().collect()
    };
    let read = |page: Page| -> serde_json::Value { serde_json::from_slice(&page.body).unwrap() };
    let schema = read(anyone.get("/schemas/statement.json").await);
    let statement = read(anyone.get(&format!("{address}/statement.json")).await);
    for key in keys(&statement) {
        assert!(schema["properties"].get(&key).is_some(), "{key} is not in the schema");
    }
    let schema = read(anyone.get("/schemas/register.json").await);
    let rows = read(anyone.get("/register/file/json").await);
    for key in keys(&rows[0]) {
        assert!(schema["items"]["properties"].get(&key).is_some(), "{key} is not in the schema");
    }
}

#[tokio::test]
async fn a_withheld_statement_is_listed_without_its_content() {
    let app = TestApp::demo().await;
    let id = signed(&app).await;
    let title = {
        let ada = actor(&app, "ada@exampleshire.example").await;
        let open = app.service.open(&ada, &id).await.unwrap();
        open.policy.facts.title
    };
    let ada = app.sign_in("ada").await;
    ada.get(&format!("/assessments/{id}/publish")).await;
    let fields = [
        ("publish", "no"),
        ("code", "foi-43"),
        ("reason", "The operator's tender is open until then, and prices would be known."),
        ("until-day", "1"),
        ("until-month", "6"),
        ("until-year", "2027"),
    ];
    let done = ada.post(&format!("/assessments/{id}/publish"), &fields).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let anyone = app.browser();
    let list = anyone.get("/register").await.text();
    assert!(list.contains("Withheld until 1 June 2027") && list.contains("Section 43"), "{list}");
    let everything = [
        list,
        anyone.get("/register/file/csv").await.html(),
        anyone.get("/register/file/json").await.html(),
        anyone.get("/register/feed").await.html(),
        anyone.get("/sitemap.xml").await.html(),
    ];
    for text in &everything {
        assert!(!text.contains(&title), "the title is withheld too: {text}");
    }
    for level in 0..=4 {
        let page = anyone.get(&format!("/register?level={level}")).await;
        assert!(page.text().contains("No statement fits"), "the level is not told");
    }
    let words = anyone.get("/register?text=bus").await.text();
    assert!(words.contains("No statement fits"), "its words are not searched");
}

/// The figures of the desk: total, visible, everything.
async fn figures(app: &TestApp, who: &Actor, filter: &DeskFilter) -> (usize, usize, usize) {
    let page = app.service.desk(who, filter, 1).await.unwrap();
    (page.total, page.visible, page.everything)
}

#[tokio::test]
async fn the_desk_counts_the_whole_population_and_its_parts_add_up() {
    let app = TestApp::demo().await;
    let auditor = actor(&app, "hal@dea.example").await;
    let page = app.service.desk(&auditor, &DeskFilter::default(), 1).await.unwrap();
    let policies = app.service.policies_for_csv(&auditor, &PolicyFilter::default()).await.unwrap();
    assert_eq!(page.total, page.visible);
    assert!(page.total >= policies.len(), "{} of {}", page.total, policies.len());
    for kind in ["organisation:", "stage:", "marking:"] {
        let sum: usize =
            page.marks.iter().filter(|(mark, _)| mark.starts_with(kind)).map(|(_, n)| n).sum();
        assert_eq!(sum, page.total, "{kind} adds up");
    }
    for (mark, n) in page.marks.iter().filter(|(mark, _)| mark.starts_with("stage:")) {
        let stage = mark.trim_start_matches("stage:").to_owned();
        let filter = DeskFilter { stage, ..DeskFilter::default() };
        assert_eq!(figures(&app, &auditor, &filter).await.0, *n, "{mark}");
        assert_eq!(app.service.desk_rows(&auditor, &filter).await.unwrap().len(), *n, "{mark}");
    }
}

#[tokio::test]
async fn answers_and_comments_are_searched_and_sensitive_ones_only_by_their_readers() {
    let app = TestApp::demo().await;
    let auditor = actor(&app, "hal@dea.example").await;
    let ada = actor(&app, "ada@exampleshire.example").await;
    let id = signed(&app).await;
    let open = app.service.open(&ada, &id).await.unwrap();
    let typed = open.assessment.answers.values().filter_map(|kept| {
        let text = kept.value.text();
        (text.split_whitespace().count() > 6).then(|| text.to_owned())
    });
    let phrase: Vec<String> = typed.take(1).collect();
    let words: Vec<&str> = phrase[0].split_whitespace().take(5).collect();
    let quoted = format!("\"{}\"", words.join(" ").replace('"', ""));
    let asked = |text: &str| DeskFilter { text: text.to_owned(), ..DeskFilter::default() };
    let found = app.service.desk_rows(&auditor, &asked(&quoted)).await.unwrap();
    assert!(found.iter().any(|row| row.id == id.as_str()), "{quoted}");
    let row = found.iter().find(|row| row.id == id.as_str()).unwrap();
    let place = app.service.where_found(&auditor, row, &asked(&quoted)).await.unwrap();
    assert!(place.is_some_and(|(_, text)| text.contains(&words.join(" "))), "with its place");
    app.service.comment(&ada, &id, None, ("Xylophone lessons matter.", None), None).await.unwrap();
    let found = app.service.desk_rows(&auditor, &asked("xylophone")).await.unwrap();
    assert_eq!(found.len(), 1, "a comment is found at once");
    let public = app.browser().get("/register?text=xylophone").await.text();
    assert!(public.contains("No statement fits"), "comments are never public");
    // What is OFFICIAL-SENSITIVE is counted, and found by nobody but its readers.
    let before = figures(&app, &auditor, &DeskFilter::default()).await;
    let facts = PolicyFacts {
        title: "Quagga crossing".to_owned(),
        summary: "Quaggas cross.".to_owned(),
        owner_post: "Head".to_owned(),
        decider: "Cabinet".to_owned(),
        marking: Marking::OfficialSensitive,
        ..PolicyFacts::default()
    };
    app.service.register_policy(&ada, facts, None).await.unwrap();
    let after = figures(&app, &auditor, &DeskFilter::default()).await;
    assert_eq!((after.1, after.2), (before.1, before.2 + 1), "counted, and not visible");
    assert!(app.service.desk_rows(&auditor, &asked("quagga")).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_sample_is_drawn_again_from_its_seed() {
    let app = TestApp::demo().await;
    let auditor = actor(&app, "hal@dea.example").await;
    let all = DeskFilter::default();
    let ids = |seed: &'static str| {
        let (service, auditor, all) = (app.service.clone(), auditor.clone(), all.clone());
        async move {
            let sample = service.sample(&auditor, &all, seed, 3).await.unwrap();
            let ids: Vec<String> = sample.rows.into_iter().map(|row| row.id).collect();
            (sample.population, ids)
        }
    };
    let (population, one) = ids("1").await;
    assert_eq!(one.len(), 3.min(population));
    assert_eq!(ids("1").await.1, one);
    let mut others = Vec::new();
    for seed in ["2", "3", "4", "5"] {
        others.push(ids(seed).await.1);
    }
    assert!(others.iter().any(|other| *other != one), "another seed draws others");
    // The rule that the page states, carried out here.
    let rows = app.service.desk_rows(&auditor, &all).await.unwrap();
    let mut order: Vec<(String, String)> = rows
        .into_iter()
        .map(|row| (loneliness_test::app::hash_of(format!("1:{}", row.id).as_bytes()), row.id))
        .collect();
    order.sort();
    let expected: Vec<String> = order.into_iter().take(3).map(|(_, id)| id).collect();
    assert_eq!(one, expected);
}

async fn made(app: &TestApp, auditor: &Actor, request: &PackageRequest) -> std::path::PathBuf {
    let id = app.service.start_package(auditor, request.clone()).await.unwrap();
    for _ in 0..600 {
        let standing = app.service.package(auditor, &id).await.unwrap();
        match standing.package.state {
            PackageState::Running => tokio::time::sleep(Duration::from_millis(20)).await,
            PackageState::Ready { .. } => {
                return app.service.package_file(auditor, &id).await.unwrap();
            }
            PackageState::Cancelled | PackageState::Failed => panic!("{standing:?}"),
        }
    }
    panic!("the package was never ready");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_request_gives_the_same_package_which_is_checked_without_the_service() {
    let app = TestApp::demo().await;
    let auditor = actor(&app, "hal@dea.example").await;
    let request = PackageRequest::default();
    let (one, other) = (made(&app, &auditor, &request).await, made(&app, &auditor, &request).await);
    let bytes = std::fs::read(&one).unwrap();
    assert!(bytes == std::fs::read(&other).unwrap(), "the same request gives the same bytes");
    let checked = check_package(&one).unwrap();
    assert_eq!(checked.problems, Vec::<String>::new());
    assert!(checked.statements >= 2 && checked.entries > 10, "{checked:?}");
    let pdf = app.service.open(&auditor, &signed(&app).await).await.unwrap();
    let hash = pdf.assessment.signature().unwrap().pdf.clone();
    assert!(checked.hashes.contains_key(&hash), "the issued bytes are in it");
    // One byte of any stored file changed: it is told, or the ZIP cannot be read.
    let folder = tempfile::tempdir().unwrap();
    for place in (0..bytes.len()).step_by(bytes.len() / 40) {
        let mut changed = bytes.clone();
        changed[place] ^= 1;
        let path = folder.path().join("changed.zip");
        std::fs::write(&path, &changed).unwrap();
        let told = check_package(&path).map_or(true, |checked| !checked.problems.is_empty());
        // Fields of the ZIP that say nothing about content, such as times, may differ unseen.
        let harmless = check_package(&path).is_ok_and(|now| now.hashes == checked.hashes);
        assert!(told || harmless, "byte {place}");
    }
    std::fs::remove_file(one).unwrap();
    std::fs::remove_file(other).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_package_is_downloaded_in_parts_and_by_nobody_else() {
    let app = TestApp::demo().await;
    let hal = app.sign_in("hal").await;
    hal.get("/audit/search").await;
    let started = hal.post("/audit/packages", &[("kind", "declaration")]).await;
    let at = started.location.unwrap();
    let mut page = hal.get(&at).await;
    for _ in 0..300 {
        if page.text().contains("The package is ready") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
        page = hal.get(&at).await;
    }
    assert!(page.text().contains("Fingerprint of the file"), "{}", page.text());
    let whole = hal.get(&format!("{at}/package.zip")).await;
    assert_eq!(whole.status, 200);
    let rest = Request::get(format!("{at}/package.zip")).header(header::RANGE, "bytes=100-");
    let rest = hal.send(rest, Body::empty()).await;
    assert_eq!(rest.status, 206);
    assert!(whole.body[100..] == rest.body, "the rest of the same file");
    for name in ["ada", "gwen"] {
        let other = app.sign_in(name).await;
        assert!([403, 404].contains(&other.get(&at).await.status), "{name}");
        assert!([403, 404].contains(&other.get(&format!("{at}/package.zip")).await.status));
    }
    let again = hal.post(&format!("{at}/cancel"), &[]).await;
    assert_eq!(again.status, 303, "what is ready stays so");
    assert!(hal.get(&at).await.text().contains("The package is ready"));
    for (minutes, status) in [(7 * 24 * 60 - 1, 200), (2, 404)] {
        app.clock.forward(minutes);
        app.service.sweep().await.unwrap();
        assert_eq!(app.sign_in("hal").await.get(&at).await.status, status, "kept for a week");
    }
}

#[tokio::test]
async fn the_score_comes_out_as_it_was_issued() {
    let app = TestApp::demo().await;
    let hal = app.sign_in("hal").await;
    let page = hal.get(&format!("/assessments/{}/reperform", signed(&app).await)).await;
    assert!(page.text().contains("exactly as they were issued"), "{}", page.text());
}

#[tokio::test]
async fn the_pages_of_the_desk_work() {
    let app = TestApp::demo().await;
    let hal = app.sign_in("hal").await;
    let page = hal.get("/audit/search?text=bus&is=gap&from=2020-01-01").await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("found"), "{}", page.text());
    for address in [
        "/audit/search/overrides",
        "/audit/search/overrides/csv",
        "/audit/search/overrides/ods",
        "/audit/search/file/csv",
        "/audit/search/file/ods",
        "/audit/search/file/json",
        "/audit/search/sample?size=2&seed=abc",
        "/audit/packages",
        "/audit/search?level=x&theme=%00&organisation=zz&page=99999999999999999999",
    ] {
        assert_eq!(hal.get(address).await.status, 200, "{address}");
    }
    hal.get("/audit/search").await;
    let kept = hal.post("/audit/search/saved", &[("name", "Buses"), ("query", "text=bus")]).await;
    assert_eq!(kept.location.as_deref(), Some("/audit/search?text=bus"));
    assert!(hal.get("/audit/search").await.text().contains("Buses"));
    // What cannot be kept is said at its field, and is still there; nothing gets into an address.
    let long = "n".repeat(201);
    for (name, says) in [(long.as_str(), "200 characters"), ("Bus\u{1b}es", "cannot be shown")] {
        let again = hal.post("/audit/search/saved", &[("name", name), ("query", "text=bus")]).await;
        assert_eq!(again.status, 422);
        assert!(again.text().contains(says), "{}", again.text());
        assert_eq!(again.value_of("text").as_deref(), Some("bus"), "the search is as it was");
    }
    let odd = "text=b%0D%0Ax:%20y&is=\r\nz";
    let kept = hal.post("/audit/search/saved", &[("name", ""), ("query", odd)]).await;
    assert_eq!(kept.status, 303);
    assert_eq!(hal.get(&kept.location.unwrap()).await.status, 200);
    for n in 3..=50 {
        let name = format!("Search {n}");
        let kept = hal.post("/audit/search/saved", &[("name", &name), ("query", "")]).await;
        assert_eq!(kept.status, 303, "{n}: {}", kept.text());
    }
    let full = hal.post("/audit/search/saved", &[("name", "One more"), ("query", "")]).await;
    assert_eq!(full.status, 422);
    assert!(full.text().contains("You have 50 saved searches"), "{}", full.text());
    assert_eq!(full.value_of("name").as_deref(), Some("One more"));
    let ada: Browser<'_> = app.sign_in("ada").await;
    assert_eq!(ada.get("/audit/search").await.status, 403);
}

#[tokio::test]
async fn the_index_knows_every_record_by_its_revision() {
    let app = TestApp::demo().await;
    published(&app).await;
    let store = app.service.snapshot().await.unwrap();
    let mut entries: BTreeMap<String, u64> = BTreeMap::new();
    for entry in &store.entries {
        entries.insert(entry.chain.clone(), entry.number);
    }
    for record in store
        .records
        .iter()
        .filter(|record| matches!(record.kind, Kind::Policy | Kind::Assessment | Kind::Thread))
    {
        let chain = format!("{}/{}", record.kind.name(), record.id);
        assert_eq!(entries.get(&chain), Some(&record.revision), "{chain}");
    }
}
