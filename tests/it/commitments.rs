//! Commitments: the sample register, three rounds, figures, imports and their end.
use std::sync::Arc;

use loneliness_test::app::{CommitmentFilter, Found, NewHolders, Scope, Service};
use loneliness_test::domain::access::Actor;
use loneliness_test::domain::commitment::CommitmentFacts;
use loneliness_test::domain::ids::OrganisationId;
use loneliness_test::store::{self, Store};
use scraper::{Html, Selector};

use crate::support::{Browser, Page, TestApp};

/// The sample register, and a person of the central team beside the made-up leads.
async fn sample() -> TestApp {
    let app = TestApp::demo().await;
    app.service.fill_with_sample_register().await.unwrap();
    app
}

async fn enter<'a>(app: &'a TestApp, email: &str) -> Browser<'a> {
    let person = app.service.person_by_email(email).await.unwrap().unwrap();
    let browser = app.browser();
    browser.enter(&person.id).await;
    browser
}

pub(crate) async fn actor(service: &Service, email: &str) -> Actor {
    let person = service.person_by_email(email).await.unwrap().unwrap();
    Actor::of(&person, service.clock().today()).unwrap()
}

async fn organisation(service: &Service, name: &str) -> OrganisationId {
    let all = service.organisations().await.unwrap();
    let named = |it: &&loneliness_test::domain::organisation::Organisation| {
        it.facts.names.iter().any(|known| known.short == name)
    };
    all.iter().find(named).unwrap().id.clone()
}

pub(crate) async fn all(service: &Service, by: &Actor) -> Vec<Arc<Found>> {
    service.list_commitments(by, &CommitmentFilter::default()).await.unwrap().rows
}

async fn one(service: &Service, by: &Actor, reference: &str) -> Arc<Found> {
    let rows = all(service, by).await;
    rows.into_iter().find(|found| found.commitment.reference == reference).unwrap()
}

/// Where the form of a report goes.
fn form_of(page: &Page) -> String {
    let html = Html::parse_document(&page.html());
    let form = Selector::parse("form[action$='/report']").unwrap();
    html.select(&form).next().unwrap().attr("action").unwrap().to_owned()
}

/// Every lead reports on what is awaited from them, page after page, until nothing is.
async fn everyone_reports(app: &TestApp, status: &str, leave: &str) -> usize {
    let mut reports = 0;
    for short in ["dcms", "dfe", "defra", "dhsc", "dft", "dwp", "ho", "mhclg", "co", "dbt"] {
        if short == leave {
            continue;
        }
        let lead = enter(app, &format!("lead@{short}.example")).await;
        let mut page = lead.visit("/commitments/report-next").await;
        while let Some(seen) = page.value_of("seen") {
            let at = form_of(&page);
            let once = page.value_of("once").unwrap();
            let sent = lead
                .post(
                    &at,
                    &[
                        ("seen", &seen),
                        ("once", &once),
                        ("next", "1"),
                        ("status", status),
                        ("confidence", "green"),
                        ("note", "Reported."),
                        ("output", "12"),
                    ],
                )
                .await;
            assert_eq!(sent.status, 303, "{}", sent.text());
            reports += 1;
            page = lead.visit(sent.location.as_deref().unwrap()).await;
        }
    }
    reports
}

async fn open_round(app: &TestApp, name: &str, due: (&str, &str, &str)) -> String {
    let central = enter(app, "farah@dea.example").await;
    central.get("/rounds").await;
    let (year, month, day) = due;
    let fields = [
        ("name", name),
        ("from-year", "2026"),
        ("from-month", "10"),
        ("from-day", "1"),
        ("until-year", "2026"),
        ("until-month", "12"),
        ("until-day", "31"),
        ("due-year", year),
        ("due-month", month),
        ("due-day", day),
    ];
    let opened = central.post("/rounds", &fields).await;
    assert_eq!(opened.status, 303, "{}", opened.text());
    opened.location.unwrap()
}

async fn lock(app: &TestApp, round: &str) -> Vec<u8> {
    let central = enter(app, "farah@dea.example").await;
    assert!(central.get(round).await.text().contains("reports are in"));
    assert_eq!(central.post(&format!("{round}/remind"), &[]).await.status, 303);
    assert_eq!(central.post(&format!("{round}/lock"), &[]).await.status, 303);
    central.get(&format!("{round}/snapshot.json")).await.body
}

/// A commitment of the business department finds a new home, and another department a new name.
async fn find_a_home(app: &TestApp, farah: &Actor) {
    let service = &app.service;
    let central = enter(app, "farah@dea.example").await;
    let employers = one(service, farah, "LS18-12").await;
    assert_eq!((employers.responsible.heirs.len(), employers.responsible.is_orphan()), (3, true));
    let page = central.get(&format!("/commitments/{}", employers.commitment.id)).await;
    assert!(page.text().contains("(ended; now Department for Business and Trade,"));
    let timeline = ["Energy and Industrial Strategy, Lead", "Business and Trade, took over"];
    assert!(timeline.iter().all(|said| page.text().contains(said)), "{}", page.text());
    let dbt = organisation(service, "DBT").await;
    let new = NewHolders {
        lead: Some(dbt.clone()),
        from: Some(service.clock().today()),
        ..NewHolders::default()
    };
    let id = &employers.commitment.id;
    let seen = employers.commitment.revision;
    service.give_commitment(farah, id, &new, seen).await.unwrap();
    let employers = one(service, farah, "LS18-12").await;
    assert_eq!(
        (employers.responsible.named.clone(), employers.responsible.heirs.len()),
        (Some(dbt), 0)
    );
    let then = employers.commitment.lead_on("2020-01-01".parse().unwrap()).cloned();
    assert_eq!(then, Some(organisation(service, "BEIS").await));
    let gwen = actor(service, "gwen@dea.example").await;
    let dft = organisation(service, "DfT").await;
    let name = loneliness_test::app::NewName {
        name: "Department for Travel".to_owned(),
        from: Some("2019-01-01".parse().unwrap()),
        ..loneliness_test::app::NewName::default()
    };
    service.rename_organisation(&gwen, &dft, &name).await.unwrap();
}

#[tokio::test]
async fn three_rounds_of_the_departments_of_2018_and_the_first_is_made_again() {
    let app = sample().await;
    let service = &app.service;
    let farah = actor(service, "farah@dea.example").await;
    let rows = all(service, &farah).await;
    // Domain facts, section 1.3: A 35, A- 8, B 9, C 8.
    let found = service.list_commitments(&farah, &CommitmentFilter::default()).await.unwrap();
    assert_eq!((rows.len(), found.unlisted), (43, 17));

    let first = open_round(&app, "First", ("2026", "12", "20")).await;
    let reports = everyone_reports(&app, "on_track", "").await;
    assert_eq!(reports, rows.len());
    let before = lock(&app, &first).await;
    let text = String::from_utf8(before.clone()).unwrap();
    assert!(text.contains("Department for Business, Energy and Industrial Strategy"));
    assert!(text.contains("Department for Business and Trade"));

    find_a_home(&app, &farah).await;
    let dft = organisation(service, "DfT").await;

    // The second is late for all, and one department says nothing in it nor in the third.
    app.clock.forward(60 * 24);
    let second = open_round(&app, "Second", ("2026", "12", "2")).await;
    app.clock.forward(60 * 24 * 3);
    let after = everyone_reports(&app, "on_track", "dft").await;
    lock(&app, &second).await;
    let found = service.list_commitments(&farah, &CommitmentFilter::default()).await.unwrap();
    assert_eq!(found.count("is:late"), after);
    let third = open_round(&app, "Third", ("2027", "1", "20")).await;
    everyone_reports(&app, "delivered", "dft").await;
    lock(&app, &third).await;
    let found = service.list_commitments(&farah, &CommitmentFilter::default()).await.unwrap();
    let of_dft = format!("organisation:{dft}");
    assert_eq!((found.count("is:silent"), found.count("is:stale")), (found.count(&of_dft), 0));
    let central = enter(&app, "farah@dea.example").await;
    let page = central.get(&third).await.text();
    assert!(page.contains("What has changed since “Second”"), "{page}");
    assert!(page.contains("On trackDelivered"), "{page}");

    // After all that, the first snapshot is made again from the audit log alone.
    let id = first.rsplit('/').next().unwrap().parse().unwrap();
    let round = service.round(&id).await.unwrap();
    assert_eq!(service.rebuild_snapshot(&round).await.unwrap(), before);
    central.get(&first).await;
    let page = central.post(&format!("{first}/rebuild"), &[]).await;
    assert!(page.text().contains("the same, byte for byte"), "{}", page.text());
}

/// The links of a page that stand for a figure: where they lead, and what they say.
fn figures(page: &Page) -> Vec<(String, usize)> {
    let html = Html::parse_document(&page.html());
    let link = Selector::parse("td a[href^='/commitments?']").unwrap();
    let found = html.select(&link).filter_map(|a| {
        let n = a.text().collect::<String>().trim().parse().ok()?;
        Some((a.attr("href")?.to_owned(), n))
    });
    found.collect()
}

fn rows_of(csv: &Page) -> usize {
    let mut reader = csv::Reader::from_reader(csv.body.as_slice());
    reader.records().map(Result::unwrap).count()
}

/// Follows every figure of a board to its page and its file; how many there are.
async fn walk(browser: &Browser<'_>, scope: &str) -> usize {
    let board = browser.get(&format!("/commitments/board?scope={scope}")).await;
    assert_eq!(board.status, 200);
    let mut seen: Vec<(String, usize)> = figures(&board);
    seen.sort();
    seen.dedup();
    assert!(seen.iter().any(|(_, n)| *n > 0));
    for (at, n) in &seen {
        let csv = at.replacen("/commitments?", "/commitments/file/csv?", 1);
        assert_eq!(rows_of(&browser.get(&csv).await), *n, "{at}");
        let page = browser.get(at).await;
        let said = if *n == 1 { "1 commitment.".to_owned() } else { format!("{n} commitments.") };
        assert!(page.text().contains(&said), "{at}: {n}");
    }
    seen.len()
}

#[tokio::test]
async fn every_figure_of_every_board_is_the_number_of_its_rows() {
    let app = sample().await;
    open_round(&app, "First", ("2026", "12", "20")).await;
    everyone_reports(&app, "on_track", "dcms").await;
    let lead = enter(&app, "lead@dcms.example").await;
    let mut walked = 0;
    for scope in ["all", "organisation", "mine"] {
        walked += walk(&lead, scope).await;
    }
    assert!(walked > 150, "{walked}");
}

#[tokio::test]
async fn the_figures_of_random_commitments_are_the_numbers_of_their_rows() {
    for seed in [3, 4] {
        let app = TestApp::empty().await;
        app.service.seed(800, seed).await.unwrap();
        let central = app.sign_in("farah").await;
        let walked = walk(&central, "all").await;
        assert!(walked > 150, "{walked}");
    }
}

#[tokio::test]
async fn what_is_exported_is_imported_unchanged_and_an_import_is_undone() {
    let app = sample().await;
    let service = &app.service;
    let farah = actor(service, "farah@dea.example").await;
    let central = enter(&app, "farah@dea.example").await;
    for form in ["csv", "ods", "json"] {
        let file = central.get(&format!("/commitments/file/{form}")).await;
        let page = central.upload("/commitments/import", "file", &file.body).await;
        assert!(
            page.text().contains("New: 0. Changed: 0. Unchanged: 43. Refused: 0."),
            "{}",
            page.text()
        );
    }
    // A changed row, a new one, and three that are refused.
    let file = "reference,title,lead,theme,official_post\n\
                LS18-01,Another promise,DHSC,culture,Director\n\
                ,A new promise,Department for Education,evidence,\n\
                ,Nobody leads,,culture,\n\
                ,Unknown,Ministry of Magic,culture,\n\
                LS18-02,No theme,DHSC,,\n";
    let before = one(service, &farah, "LS18-01").await.commitment.clone();
    let page = central.upload("/commitments/import", "file", file.as_bytes()).await;
    assert!(
        page.text().contains("New: 1. Changed: 1. Unchanged: 0. Refused: 3."),
        "{}",
        page.text()
    );
    assert_eq!(central.post("/commitments/import/do", &[("source", file)]).await.status, 200);
    let changed = one(service, &farah, "LS18-01").await.commitment.clone();
    assert_eq!(
        (changed.facts.title.as_str(), all(service, &farah).await.len()),
        ("Another promise", 44)
    );
    assert!(one(service, &farah, "LC-2026-0001").await.commitment.facts.title.contains("new"));
    let again = central.upload("/commitments/import", "file", file.as_bytes()).await;
    assert!(again.text().contains("New: 0. Changed: 0. Unchanged: 2."), "{}", again.text());

    let imports = service.commitment_imports(&farah).await.unwrap();
    let lead = enter(&app, "lead@dft.example").await;
    lead.get("/commitments/import").await;
    let import = imports.iter().find(|import| import.lines.len() == 2).unwrap();
    let undo = format!("/commitments/imports/{}/undo", import.id);
    assert_eq!(lead.post(&undo, &[]).await.status, 403);
    central.get("/commitments/import").await;
    let page = central.post(&undo, &[]).await;
    assert!(page.text().contains("2 commitments are as they were before"), "{}", page.text());
    let found = service.list_commitments(&farah, &CommitmentFilter::default()).await.unwrap();
    assert_eq!((found.rows.len(), found.undone), (43, 1));
    let after = one(service, &farah, "LS18-01").await.commitment.clone();
    assert_eq!((&after.facts, &after.holders), (&before.facts, &before.holders));
    let store = service.snapshot().await.unwrap();
    store::verify(&store, None).unwrap();
}

#[tokio::test]
async fn what_a_file_has_no_column_for_stays_as_it_is() {
    let app = sample().await;
    let service = &app.service;
    let farah = actor(service, "farah@dea.example").await;
    let central = enter(&app, "farah@dea.example").await;
    let short = "reference,title,budget\nLS18-30,Inclusive transport,None\n";
    let before_short = one(service, &farah, "LS18-30").await.commitment.clone();
    assert_eq!(central.post("/commitments/import/do", &[("source", short)]).await.status, 200);
    let after_short = one(service, &farah, "LS18-30").await.commitment.clone();
    let kept = CommitmentFacts {
        title: "Inclusive transport".to_owned(),
        budget: "None".to_owned(),
        ..before_short.facts.clone()
    };
    assert_eq!((&after_short.facts, &after_short.holders), (&kept, &before_short.holders));
}

#[tokio::test]
async fn a_second_person_and_a_bad_report_lose_nothing() {
    let app = sample().await;
    let service = &app.service;
    let farah = actor(service, "farah@dea.example").await;
    let it = one(service, &farah, "LS18-29").await.commitment.clone();
    let lead = enter(&app, "lead@dft.example").await;
    let at = format!("/commitments/{}/report", it.id);
    let page = lead.get(&at).await;
    let (seen, once) = (page.value_of("seen").unwrap(), page.value_of("once").unwrap());
    let typed = |status: &'static str, next: &'static str| {
        [
            ("status", status),
            ("confidence", "amber"),
            ("note", "A long note that must not be lost"),
            ("next_step", next),
            ("output", "many"),
            ("evidence", "javascript:alert(1)"),
        ]
    };
    let mut fields = vec![("seen", seen.as_str()), ("once", once.as_str())];
    fields.extend(typed("at_risk", ""));
    let page = lead.post(&at, &fields).await;
    let text = page.text();
    assert_eq!(page.status, 422);
    assert!(text.contains("A long note that must not be lost"));
    assert!(text.contains("Enter a number") && text.contains("addresses that begin with https://"));
    assert!(page.html().contains("#next_step"));
    // Someone else reports meanwhile: what was typed comes back, and counts when it is sent again.
    let other = loneliness_test::app::NewReport {
        status: "on_track".to_owned(),
        confidence: "green".to_owned(),
        ..loneliness_test::app::NewReport::default()
    };
    service.report(&farah, &it.id, &other, (it.revision, None)).await.unwrap();
    let mut fields = vec![("seen", seen.as_str()), ("once", once.as_str())];
    fields.extend([
        ("status", "delayed"),
        ("confidence", "red"),
        ("next_step", "Ask"),
        ("note", "Mine"),
    ]);
    let page = lead.post(&at, &fields).await;
    assert_eq!((page.status, page.text().contains("Mine")), (409, true));
    let seen = page.value_of("seen").unwrap();
    fields[0] = ("seen", &seen);
    assert_eq!(lead.post(&at, &fields).await.status, 303);
    // The same form, sent twice, counts once.
    assert_eq!(lead.post(&at, &fields).await.status, 303);
    let it = one(service, &farah, "LS18-29").await.commitment.clone();
    assert_eq!(it.reports.len(), 2);
    // A lead of another department looks, and may not report.
    let other = enter(&app, "lead@dwp.example").await;
    assert_eq!(other.get(&format!("/commitments/{}", it.id)).await.status, 200);
    assert_eq!(other.get(&at).await.status, 403);
}

#[tokio::test]
async fn a_thread_leads_from_a_commitment_to_the_evidence_of_delivery() {
    let app = sample().await;
    let service = &app.service;
    let farah = actor(service, "farah@dea.example").await;
    let it = one(service, &farah, "LS18-29").await.commitment.clone();
    let ada = actor(service, "ada@exampleshire.example").await;
    let policies = service.policies(&ada, &loneliness_test::app::PolicyFilter::default()).await;
    let policies = policies.unwrap().policies;
    let policy = policies.iter().find(|it| !it.assessments.is_empty()).unwrap();
    let central = enter(&app, "farah@dea.example").await;
    let at = format!("/commitments/{}", it.id);
    central.get(&format!("{at}/link")).await;
    let missing = central.post(&format!("{at}/link"), &[("to", "LT-1999-0001")]).await;
    assert_eq!(missing.status, 422);
    for to in [policy.reference.clone(), format!("{}/1", policy.reference)] {
        assert_eq!(central.post(&format!("{at}/link"), &[("to", &to)]).await.status, 303);
    }
    let text = central.get(&at).await.text();
    assert!(text.contains(&format!("{} · {}", policy.reference, policy.facts.title)), "{text}");
    // The officer sees the commitment at the policy; the lead of the department is told of links
    // that he may not read.
    let officer = enter(&app, "ada@exampleshire.example").await;
    let page = officer.get(&format!("/policies/{}", policy.id)).await;
    assert!(page.links().contains(&at));
    let lead = enter(&app, "lead@dft.example").await;
    assert!(lead.get(&at).await.text().contains("It has 2 more links"));
    // Taken away again.
    let page = central.get(&at).await;
    let link = page.value_of("link").unwrap();
    assert_eq!(central.post(&format!("{at}/unlink"), &[("link", &link)]).await.status, 303);
    assert_eq!(service.commitment(&it.id).await.unwrap().links.len(), 1);
    let scoped = CommitmentFilter { scope: Scope::Mine, ..CommitmentFilter::default() };
    let mine = service.list_commitments(&actor(service, "lead@dft.example").await, &scoped).await;
    assert!(mine.unwrap().rows.iter().all(|found| found.commitment.reference.starts_with("LS18-")));
}

#[tokio::test]
async fn a_commitment_that_is_split_stays_in_the_totals() {
    let app = sample().await;
    let service = &app.service;
    let central = enter(&app, "farah@dea.example").await;
    let farah = actor(service, "farah@dea.example").await;
    let it = one(service, &farah, "LS18-29").await.commitment.clone();
    let at = format!("/commitments/{}/succeed", it.id);
    let page = central.get(&at).await;
    let seen = page.value_of("seen").unwrap();
    let mut fields = vec![
        ("seen", seen.as_str()),
        ("fate", "split"),
        ("to", "LS18-30"),
        ("on-year", "2026"),
        ("on-month", "12"),
        ("on-day", "1"),
        ("why", "Two programmes"),
    ];
    assert_eq!(central.post(&at, &fields).await.status, 422);
    fields[2] = ("to", "LS18-30, LS18-31");
    assert_eq!(central.post(&at, &fields).await.status, 303);
    let found = service.list_commitments(&farah, &CommitmentFilter::default()).await.unwrap();
    assert_eq!((found.rows.len(), found.count("status:superseded")), (43, 1));
    let page = central.get(&format!("/commitments/{}", it.id)).await.text();
    assert!(page.contains("several commitments stand in its place: Two programmes"), "{page}");
}

/// The shelf sees what another service on the same store wrote after a restart.
#[tokio::test]
async fn commitments_are_there_after_a_restart() {
    let app = TestApp::empty().await;
    let store: Arc<dyn Store> = Arc::new(store::memory::MemoryStore::default());
    let first = crate::support::service_on(Arc::clone(&store), &app.clock);
    first.fill_with_demo().await.unwrap();
    first.fill_with_sample_register().await.unwrap();
    let second = crate::support::service_on(store, &app.clock);
    assert_eq!(second.commitments().await.unwrap().len(), 60);
}
