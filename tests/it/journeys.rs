//! The officer's and the signer's day.
use std::sync::Arc;

use loneliness_test::app::{DocumentRequest, Open};
use loneliness_test::clock::Clock as _;
use loneliness_test::domain::access::Actor;
use loneliness_test::domain::evaluate::evaluate;
use loneliness_test::library::Library;
use loneliness_test::store::memory::MemoryStore;

use crate::support::{Browser, Page, TestApp, TestClock};

const POLICY: &[(&str, &str)] = &[
    ("title", "Day centres in the south"),
    ("summary", "Two day centres move into one building."),
    ("owner_post", "Head of day services"),
    ("decider", "Cabinet"),
    ("decision_date-day", "1"),
    ("decision_date-month", "3"),
    ("decision_date-year", "2027"),
    ("marking", "official"),
];

/// Why no assessment is required.
const WHY: (&str, &str) = ("declaration", "Nothing changes for the people who come.");

/// Registers a policy and starts its assessment; returns the address of the assessment.
async fn started(ada: &Browser<'_>) -> String {
    ada.get("/policies/new").await;
    let policy = ada.post("/policies/new", POLICY).await.location.unwrap();
    ada.get(&policy).await;
    let start = ada.post(&format!("{policy}/start"), &[("questionnaire", "central-policy")]).await;
    start.location.unwrap()
}

/// Answers a question as its page asks, with the revision it shows.
async fn answer(by: &Browser<'_>, at: &str, question: &str, fields: &[(&str, &str)]) -> u16 {
    let path = format!("{at}/questions/{question}");
    let page = by.get(&path).await;
    assert_eq!(page.status, 200, "{question}: {:?}", page.location);
    let seen = page.value_of("seen").unwrap();
    let mut all = vec![("seen", seen.as_str())];
    all.extend_from_slice(fields);
    by.post(&path, &all).await.status
}

async fn screen(ada: &Browser<'_>, at: &str, yes: &[&str]) {
    for n in 1..=8 {
        let question = format!("s{n}");
        let chosen = match n {
            4 => "none",
            _ if yes.contains(&question.as_str()) => "yes",
            _ => "no",
        };
        assert_eq!(answer(ada, at, &question, &[("answer", chosen)]).await, 303, "{question}");
    }
}

/// A service that measures before and after: so many started, and so many have both scores.
async fn service_with_results(ada: &Browser<'_>, (started, both): (&str, &str)) -> String {
    ada.get("/policies/new").await;
    let policy = ada.post("/policies/new", POLICY).await.location.unwrap();
    ada.get(&policy).await;
    let start = [("questionnaire", "connector-service")];
    let at = ada.post(&format!("{policy}/start"), &start).await.location.unwrap();
    for (question, chosen) in [("ks1", "change"), ("ks2", "yes"), ("ks3", "yes"), ("ks4", "no")] {
        assert_eq!(answer(ada, &at, question, &[("answer", chosen)]).await, 303, "{question}");
    }
    assert_eq!(answer(ada, &at, "kd1", &[("answer", "ucla3")]).await, 303);
    let people = [
        ("row:only:started", started),
        ("row:only:both", both),
        ("row:only:improved", "5"),
        ("row:only:period", "April 2025 to March 2026"),
    ];
    assert_eq!(answer(ada, &at, "kd2_people", &people).await, 303);
    at
}

#[tokio::test]
async fn results_of_a_service_are_drawn_with_sources_and_are_no_target() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    let at = service_with_results(&ada, ("60", "40")).await;
    for (wrong, why) in [("2.9", "3 or more"), ("9.1", "9 or less")] {
        let means = [("row:start:mean", wrong), ("row:end:mean", "5.1")];
        assert_eq!(answer(&ada, &at, "kd2", &means).await, 422, "{why}");
    }
    let means = [
        ("row:start:mean", "6.8"),
        ("row:end:mean", "5.1"),
        ("row:start:lonely", ""),
        ("row:end:lonely", ""),
    ];
    assert_eq!(answer(&ada, &at, "kd2", &means).await, 303);
    let page = ada.get(&format!("{at}/statement")).await;
    let caption = "Average UCLA score, on the scale from 3 to 9.";
    let said = ["They are not a target.", "fell by 1.84", "Foster and others", caption];
    for text in said {
        assert!(page.text().contains(text), "{text}: {}", page.text());
    }
    let alt = "At the start of support: 6.8; At the end of support: 5.1.";
    assert!(page.html().contains(alt), "the drawing in words");
    let pdf = ada.get(&format!("{at}/statement.pdf")).await;
    let read = crate::pdf::read_back("service-results", &pdf.body);
    let read = read.split_whitespace().collect::<Vec<_>>().join(" ");
    for text in said {
        assert!(read.contains(text), "{text}");
    }
    // The level does not follow from it, and averages of a few people are not asked for.
    let few = service_with_results(&ada, ("60", "9")).await;
    assert_ne!(ada.get(&format!("{few}/questions/kd2")).await.status, 200);
    let page = ada.get(&format!("{few}/statement")).await;
    assert!(page.text().contains("fewer than 10") && !page.text().contains(caption));
}

/// What an analyst types for the cost of chronic loneliness.
const COST: &[(&str, &str)] = &[
    ("people", "1,000"),
    ("unit", "person_year"),
    ("change-low", "0.5"),
    ("value-low", "9537"),
    ("change-central", "1"),
    ("value-central", "9537"),
    ("change-high", "2"),
    ("value-high", "9537"),
    ("years", "3"),
    ("rate", "3.5"),
    ("price_year", "2019"),
    ("source", "Research for the department, 2020"),
    ("analyst", "Head of analysis"),
];

/// Sends the form of the cost with some fields typed in another way.
async fn cost(by: &Browser<'_>, at: &str, other: &[(&'static str, &'static str)]) -> Page {
    let mut typed: Vec<_> = COST.to_vec();
    typed.retain(|(name, _)| other.iter().all(|(other, _)| other != name));
    typed.extend_from_slice(other);
    by.get(&format!("{at}/cost")).await;
    by.post(&format!("{at}/cost"), &typed).await
}

async fn turn_cost_on(app: &TestApp) {
    let gwen = crate::commitments::actor(&app.service, "gwen@dea.example").await;
    let officer = app.service.person_by_email("ada@exampleshire.example").await.unwrap().unwrap();
    let on = DocumentRequest { cost: true, ..DocumentRequest::default() };
    app.service.change_documents(&gwen, &officer.organisation, on).await.unwrap();
}

#[tokio::test]
async fn a_cost_is_illustrated_only_where_it_is_turned_on_and_never_changes_the_level() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    let at = service_with_results(&ada, ("60", "40")).await;
    let page = format!("{at}/statement");
    // Off by default: no link, no page, and nothing is taken.
    assert!(!ada.get(&at).await.text().contains("Illustration of the cost"));
    assert_eq!(ada.get(&format!("{at}/cost")).await.location.as_deref(), Some(at.as_str()));
    ada.get(&at).await;
    assert_eq!(ada.post(&format!("{at}/cost"), COST).await.status, 404);

    turn_cost_on(&app).await;
    assert!(ada.get(&at).await.text().contains("Illustration of the cost"));
    let before = ada.get(&page).await.text();
    assert!(!before.contains("Illustration of the cost"));
    assert_eq!(cost(&ada, &at, &[]).await.status, 303);
    let after = ada.get(&page).await.text();
    for said in ["Illustrative.", "£267,192", "£133,596", "£534,384", "2019", "Head of analysis"]
    {
        assert!(after.contains(said), "{said}: {after}");
    }
    let level = |text: &str| text.split("Level").nth(1).map(|rest| rest[..9].to_owned());
    assert_eq!(level(&before), level(&after));
    let pdf = ada.get(&format!("{at}/statement.pdf")).await;
    assert!(crate::pdf::read_back("cost", &pdf.body).contains("£267,192"));

    ada.get(&format!("{at}/cost")).await;
    assert_eq!(ada.post(&format!("{at}/cost/remove"), &[]).await.status, 303);
    assert!(!ada.get(&page).await.text().contains("Illustration of the cost"));
    let history = ada.get(&format!("{at}/history")).await.text();
    assert!(history.contains("Changed the illustration of the cost"), "{history}");
}

#[tokio::test]
async fn a_cost_is_taken_by_one_value_only_and_wrong_fields_are_named() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    let at = service_with_results(&ada, ("60", "40")).await;
    turn_cost_on(&app).await;
    for (field, wrong) in [
        ("people", "some"),
        ("unit", ""),
        ("change-high", "0.7"),
        ("points-low", "0.2"),
        ("years", "0"),
        ("analyst", ""),
    ] {
        let refused = cost(&ada, &at, &[(field, wrong)]).await;
        assert_eq!(refused.status, 422, "{field}");
        assert!(refused.html().contains("Research for the department"), "kept: {field}");
    }
    let wellby = [
        ("unit", "wellby"),
        ("value-low", "13000"),
        ("points-low", "0.2"),
        ("value-central", "13000"),
        ("points-central", "0.2"),
        ("value-high", "13000"),
        ("points-high", "0.2"),
    ];
    assert_eq!(cost(&ada, &at, &wellby).await.status, 303);
    let said = ada.get(&format!("{at}/statement")).await.text();
    // 1,000 × 1% × 13,000 × 0.2 × 2.801637
    assert!(said.contains("By a WELLBY") && said.contains("£72,843"), "{said}");
}

#[tokio::test]
async fn a_policy_without_triggers_is_declared_and_signed_on_one_page() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    let at = started(&ada).await;
    screen(&ada, &at, &[]).await;
    let result = ada.get(&format!("{at}/screening")).await.text();
    assert!(result.contains("You do not need to do an assessment"), "{result}");
    let ask = ada.get(&format!("{at}/ask-to-sign")).await;
    let signer = ask.value_of("signer").unwrap();
    let unsaid = ada.post(&format!("{at}/ask-to-sign"), &[("signer", &signer)]).await;
    assert_eq!(unsaid.status, 422);
    assert!(unsaid.text().contains("Enter why no assessment is required"));
    let cerys_id = ask.value_of("signer").unwrap();
    let asked = ada.post(&format!("{at}/ask-to-sign"), &[("signer", &cerys_id), WHY]).await;
    assert_eq!(asked.status, 303);
    let silent = ada.get(&format!("{at}/ask-to-sign")).await;
    assert_eq!(silent.location.as_deref(), Some(at.as_str()), "it is with the signer");

    let cerys = app.sign_in("cerys").await;
    let page = cerys.get(&format!("{at}/sign")).await;
    let hash = page.value_of("hash").unwrap();
    let unread = cerys.post(&format!("{at}/sign"), &[("hash", &hash)]).await;
    assert_eq!(unread.status, 422);
    assert!(unread.text().contains("Confirm that you have read this version"));
    let done = cerys.post(&format!("{at}/sign"), &[("hash", &hash), ("confirm", "yes")]).await;
    assert_eq!(done.status, 303);
    let statement = cerys.visit(&format!("{at}/statement")).await.text();
    assert!(statement.contains("Declaration: no loneliness assessment required"));
    assert!(statement.contains("Assistant director, places"));
    assert!(statement.contains(WHY.1));
    let once = cerys.get(&format!("{at}/statement.pdf")).await;
    let twice = ada.get(&format!("{at}/statement.pdf")).await;
    assert!(once.body.starts_with(b"%PDF"));
    assert_eq!(once.body, twice.body, "the bytes that were issued are kept");
}

#[tokio::test]
async fn screening_says_which_answers_caused_its_outcome() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    let at = started(&ada).await;
    screen(&ada, &at, &["s2"]).await;
    let page = ada.get(&format!("{at}/screening")).await;
    assert!(page.text().contains("You need to do a full assessment"), "{}", page.text());
    assert!(page.html().contains("questions&#x2f;s2") || page.html().contains("questions/s2"));
    assert!(!page.html().contains("questions&#x2f;s1\""));
}

#[tokio::test]
async fn an_invalid_page_is_kept_and_shown_again() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    let at = started(&ada).await;
    screen(&ada, &at, &["s2"]).await;
    let path = format!("{at}/questions/h10");
    ada.get(&path).await;
    let date =
        [("seen", "0"), ("answer-day", "31"), ("answer-month", "2"), ("answer-year", "2027")];
    let page = ada.post(&path, &date).await;
    assert_eq!(page.status, 422);
    assert!(page.html().contains("<title>Error:"));
    assert!(page.text().contains("Enter a real date"));
    let again = ada.get(&path).await;
    assert_eq!(again.value_of("answer-day").as_deref(), Some("31"));
    assert!(ada.get(&at).await.text().contains("There is a problem"));
}

#[tokio::test]
async fn what_is_too_long_is_said_at_its_field_and_is_still_in_it() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    let long = "ŵ".repeat(201);
    for (field, _) in POLICY.iter().filter(|(field, _)| matches!(*field, "title" | "decider")) {
        ada.get("/policies/new").await;
        let said =
            POLICY.iter().map(|(name, value)| (*name, if name == field { &long } else { *value }));
        let page = ada.post("/policies/new", &said.collect::<Vec<_>>()).await;
        assert_eq!(page.status, 422, "{field}");
        assert!(page.text().contains("of 200 characters or fewer"), "{field}");
        assert_eq!(page.value_of(field).as_deref(), Some(long.as_str()));
    }
    let at = started(&ada).await;
    let comments = format!("{at}/comments");
    ada.get(&comments).await;
    let page = ada.post(&comments, &[("text", &"a".repeat(5_001))]).await;
    assert_eq!(page.status, 422);
    assert!(page.text().contains("Comment: use at most 5,000 characters"), "{}", page.text());
    assert_eq!(ada.post(&comments, &[("text", "Is this the newest plan?")]).await.status, 303);
    let page = ada.get(&comments).await.html().replace("&#x2f;", "/");
    let thread = page.split("/comments/").find_map(|rest| rest.split_once("/reply")).unwrap().0;
    let field = format!("text-{thread}");
    let page =
        ada.post(&format!("{comments}/{thread}/reply"), &[(&field, &"a".repeat(5_001))]).await;
    assert_eq!(page.status, 422);
    assert!(page.text().contains("use at most 5,000 characters"), "{}", page.text());
    assert!(page.html().contains(&format!("href=\"#{field}\"")), "the summary leads to the reply");
    screen(&ada, &at, &["s2"]).await;
    assert_eq!(answer(&ada, &at, "b1", &[("answer", "disabled")]).await, 303);
    let question = format!("{at}/questions/b2");
    let endless = "a".repeat(100_001);
    for (typed, status) in [(5_000, 303), (5_001, 422), (100_001, 413)] {
        let seen = ada.get(&question).await.value_of("seen").unwrap();
        let said = &endless[..typed];
        let fields = [
            ("seen", seen.as_str()),
            ("row:disabled:number", "1"),
            ("row:disabled:source", said),
            ("row:disabled:year", "2026"),
        ];
        assert_eq!(ada.post(&question, &fields).await.status, status, "{typed}");
    }
    let page = ada.get(&question).await;
    assert!(page.html().contains("#row-disabled-source"), "it waits to be made shorter");
    assert!(page.text().contains("Disabled people: source: use at most 5,000 characters"));
    ada.get("/policies/import").await;
    let page = ada.post("/policies/import", &[("source", &endless)]).await;
    assert_eq!(page.status, 422, "a table may be long, and this is none");
}

#[tokio::test]
async fn an_empty_table_says_what_each_of_its_rows_lacks() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    let at = started(&ada).await;
    screen(&ada, &at, &["s2"]).await;
    assert_eq!(answer(&ada, &at, "b1", &[("answer", "disabled")]).await, 303);
    let path = format!("{at}/questions/b2");
    ada.get(&path).await;
    let page = ada.post(&path, &[("seen", "0")]).await;
    assert_eq!(page.status, 422);
    assert!(page.html().contains("#row-disabled-number"), "{}", page.html());
    assert!(ada.get(&path).await.html().contains("#row-disabled-number"), "also later");
}

#[tokio::test]
async fn the_second_of_two_answers_gets_both_texts_and_nothing_is_lost() {
    let app = TestApp::demo().await;
    let (ada, ben) = (app.sign_in("ada").await, app.sign_in("ben").await);
    let at = started(&ada).await;
    screen(&ada, &at, &["s2"]).await;
    let path = format!("{at}/questions/b4");
    ada.get(&path).await;
    ben.get(&path).await;
    assert_eq!(ada.post(&path, &[("seen", "0"), ("answer", "yes")]).await.status, 303);
    let merge = ben.post(&path, &[("seen", "0"), ("answer", "no")]).await;
    assert_eq!(merge.status, 409);
    let text = merge.text();
    assert!(text.contains("Transport policy officer") && text.contains("Community development"));
    assert!(ada.get(&at).await.text().contains("Two people answered at the same time"));
    let nothing = ben.post(&format!("{at}/merge/b4"), &[]).await;
    assert_eq!(nothing.status, 422);
    let aside =
        merge.html().split("value=\"aside-").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let chosen =
        ben.post(&format!("{at}/merge/b4"), &[("choice", &format!("aside-{aside}"))]).await;
    assert_eq!(chosen.status, 303);
    let history = ada.get(&format!("{at}/history")).await.text();
    assert!(history.contains("Chose between two answers"), "{history}");
    assert!(!ada.get(&at).await.text().contains("Two people answered"));
}

#[tokio::test]
async fn what_was_typed_survives_the_end_of_the_session() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    let at = started(&ada).await;
    screen(&ada, &at, &["s2"]).await;
    let path = format!("{at}/questions/b4");
    ada.get(&path).await;
    app.clock.forward(31);
    let ended = ada.post(&path, &[("seen", "0"), ("answer", "dont_know")]).await;
    assert_eq!(ended.status, 401);
    assert!(ended.text().contains("Nothing you typed is lost"));
    let fields = [
        ("email", "ada@exampleshire.example"),
        ("password", loneliness_test::app::DEMO_PASSWORD),
        ("typed-to", &path),
        ("typed:seen", "0"),
        ("typed:answer", "dont_know"),
    ];
    let offered = ada.post("/sign-in", &fields).await;
    assert_eq!(offered.status, 200);
    assert_eq!(offered.value_of("answer").as_deref(), Some("dont_know"));
    assert_eq!(ada.post(&path, &[("seen", "0"), ("answer", "dont_know")]).await.status, 303);
}

#[tokio::test]
async fn a_signature_is_void_when_the_content_is_not_what_was_opened() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    let at = started(&ada).await;
    screen(&ada, &at, &[]).await;
    let signer = ada.get(&format!("{at}/ask-to-sign")).await.value_of("signer").unwrap();
    ada.post(&format!("{at}/ask-to-sign"), &[("signer", &signer), WHY]).await;
    let cerys = app.sign_in("cerys").await;
    let old = cerys.get(&format!("{at}/sign")).await.value_of("hash").unwrap();
    ada.get(&at).await;
    assert_eq!(ada.post(&format!("{at}/withdraw"), &[]).await.status, 303);
    assert_eq!(answer(&ada, &at, "s8", &[("answer", "result")]).await, 303);
    assert_eq!(answer(&ada, &at, "s8", &[("answer", "no")]).await, 303);
    assert_eq!(answer(&ada, &at, "s7", &[("answer", "dont_know")]).await, 303);
    ada.get(&format!("{at}/ask-to-sign")).await;
    ada.post(&format!("{at}/ask-to-sign"), &[("signer", &signer), WHY]).await;
    cerys.get(&format!("{at}/sign")).await;
    let refused = cerys.post(&format!("{at}/sign"), &[("hash", &old), ("confirm", "yes")]).await;
    assert_eq!(refused.status, 409);
    assert!(ada.get(&at).await.text().contains("Waiting for a signature"));
}

#[tokio::test]
async fn an_author_cannot_sign_and_nobody_else_can_either() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    let at = started(&ada).await;
    screen(&ada, &at, &[]).await;
    let signer = ada.get(&format!("{at}/ask-to-sign")).await.value_of("signer").unwrap();
    ada.post(&format!("{at}/ask-to-sign"), &[("signer", &signer), WHY]).await;
    for name in ["ada", "ben"] {
        let by = app.sign_in(name).await;
        assert_eq!(by.get(&format!("{at}/sign")).await.status, 403, "{name}");
        by.get("/home").await;
        assert_eq!(by.post(&format!("{at}/sign"), &[("hash", "x")]).await.status, 403, "{name}");
    }
    for name in ["eve", "iris"] {
        let by = app.sign_in(name).await;
        assert_eq!(by.get(&format!("{at}/sign")).await.status, 404, "{name}");
    }
    let path = format!("{at}/questions/s1");
    ada.get(&at).await;
    let late = ada.post(&path, &[("seen", "1"), ("answer", "yes")]).await;
    assert_eq!(late.status, 409, "nothing changes while the signer reads");
}

#[tokio::test]
async fn a_rule_that_is_not_met_is_explained_or_not_signed() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    let at = started(&ada).await;
    screen(&ada, &at, &["s2"]).await;
    let signer = ada.get(&format!("{at}/ask-to-sign")).await.value_of("signer").unwrap();
    ada.post(&format!("{at}/ask-to-sign"), &[("signer", &signer), WHY]).await;
    let cerys = app.sign_in("cerys").await;
    let page = cerys.get(&format!("{at}/sign")).await;
    let hash = page.value_of("hash").unwrap();
    assert!(page.html().contains("name=\"explain-complete\""));
    let short = [("hash", hash.as_str()), ("confirm", "yes"), ("explain-complete", "Because.")];
    let refused = cerys.post(&format!("{at}/sign"), &short).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("Enter at least 150 characters"));
    let html = scraper::Html::parse_document(&page.html());
    let areas = scraper::Selector::parse("textarea[name^='explain-']").unwrap();
    let names: Vec<String> =
        html.select(&areas).map(|area| area.attr("name").unwrap().to_owned()).collect();
    let long = "The decision cannot wait, and the answers follow. ".repeat(4);
    let mut fields = vec![("hash", hash.as_str()), ("confirm", "yes")];
    fields.extend(names.iter().map(|name| (name.as_str(), long.as_str())));
    // While the level is open, it can still be the one that asks to tell someone.
    let refused = cerys.post(&format!("{at}/sign"), &fields).await;
    assert_eq!(refused.status, 422, "{}", refused.text());
    fields.push(("duty", "The cabinet member for transport was told on 1 June."));
    assert_eq!(cerys.post(&format!("{at}/sign"), &fields).await.status, 303);
    let statement = cerys.get(&format!("{at}/statement")).await.text();
    assert!(statement.contains("The decision cannot wait"), "{statement}");
}

#[tokio::test]
async fn the_signer_can_send_it_back_with_a_reason() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    let at = started(&ada).await;
    screen(&ada, &at, &[]).await;
    let signer = ada.get(&format!("{at}/ask-to-sign")).await.value_of("signer").unwrap();
    ada.post(&format!("{at}/ask-to-sign"), &[("signer", &signer), WHY]).await;
    let cerys = app.sign_in("cerys").await;
    cerys.get(&format!("{at}/sign")).await;
    assert_eq!(cerys.post(&format!("{at}/send-back"), &[("reason", " ")]).await.status, 422);
    let reason = [("reason", "Ask the day centre staff first.")];
    assert_eq!(cerys.post(&format!("{at}/send-back"), &reason).await.status, 303);
    assert!(ada.get(&at).await.text().contains("Ask the day centre staff first."));
    assert_eq!(answer(&ada, &at, "s1", &[("answer", "yes")]).await, 303);
}

#[tokio::test]
async fn the_first_administrator_sets_up_an_empty_service_once() {
    let app = TestApp::empty().await;
    let secret = app.service.set_up_secret().await.unwrap().unwrap();
    let gwen = app.browser();
    let path = format!("/set-up/{secret}");
    assert_eq!(gwen.get(&path).await.status, 200);
    let wrong = gwen.post(&path, &[("password", "short")]).await;
    assert_eq!(wrong.status, 422);
    for message in ["Enter a full name", "Enter a post", "at least 12 characters"] {
        assert!(wrong.text().contains(message), "{message}");
    }
    let right = [
        ("organisation", "Rutland Test Council"),
        ("contact", "policy@rutland.example"),
        ("name", "Gwen Price"),
        ("post", "Administrator"),
        ("email", "gwen@rutland.example"),
        ("password", "three plain words"),
    ];
    assert_eq!(gwen.post(&path, &right).await.location.as_deref(), Some("/people"));
    assert_eq!(app.browser().get(&path).await.status, 404, "the link is spent");
    let form = gwen.get("/people/new").await;
    let organisation = scraper::Html::parse_document(&form.html());
    let option = scraper::Selector::parse("#organisation option").unwrap();
    let organisation =
        organisation.select(&option).next().unwrap().attr("value").unwrap().to_owned();
    let person = [
        ("name", "Ada Officer"),
        ("email", "ada@rutland.example"),
        ("post", "Officer"),
        ("organisation", &organisation),
        ("roles", "officer"),
    ];
    let added = gwen.post("/people/new", &person).await;
    assert_eq!(added.status, 200);
    let link = added.links().into_iter().find(|link| link.starts_with("/invitation/")).unwrap();
    let ada = app.browser();
    ada.get(&link).await;
    assert_eq!(ada.post(&link, &[("password", "ada ada ada ada")]).await.status, 422);
    let chosen = ada.post(&link, &[("password", "cake on the terrace")]).await;
    assert_eq!(chosen.location.as_deref(), Some("/home"));
    assert_eq!(gwen.post("/people/new", &person).await.status, 422, "the address is taken");
}

#[tokio::test]
async fn failed_sign_ins_are_counted_for_the_address_that_made_them() {
    let app = TestApp::demo().await;
    let mallory = app.browser();
    mallory.get("/sign-in").await;
    let wrong = [("email", "ada@exampleshire.example"), ("password", "guess")];
    for _ in 0..10 {
        assert_eq!(mallory.post("/sign-in", &wrong).await.status, 422);
    }
    assert_eq!(mallory.post("/sign-in", &wrong).await.status, 429);
    app.clock.forward(16);
    assert_eq!(mallory.post("/sign-in", &wrong).await.status, 422);
}

#[tokio::test]
async fn the_demonstration_holds_what_it_promises() {
    let app = TestApp::demo().await;
    let hal = app.sign_in("hal").await;
    let register = hal.get("/policies").await.text();
    for progress in ["Signed", "Declared: not required", "In assessment", "Not yet screened"] {
        assert!(register.contains(progress), "{progress}: {register}");
    }
    let csv = hal.get("/policies.csv").await;
    let rows = loneliness_test::app::tables::read(&csv.html(), &["reference", "progress"]).unwrap();
    assert_eq!(rows.len(), 5);
}

#[tokio::test]
async fn the_same_registration_form_sent_twice_registers_once() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    let once = ada.get("/policies/new").await.value_of("once").unwrap();
    let mut fields = POLICY.to_vec();
    fields.push(("once", &once));
    assert_eq!(ada.post("/policies/new", &fields).await.status, 303);
    assert_eq!(ada.post("/policies/new", &fields).await.status, 303);
    let register = ada.get("/policies?words=day+centres").await.text();
    assert!(register.contains("1 policy"), "{register}");
}

#[tokio::test]
async fn a_restricted_policy_is_counted_but_not_named() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    ada.get("/policies/new").await;
    let mut fields = POLICY.to_vec();
    fields.retain(|(name, _)| *name != "marking");
    fields.push(("marking", "official_sensitive"));
    let policy = ada.post("/policies/new", &fields).await.location.unwrap();
    let ben = app.sign_in("ben").await;
    let register = ben.get("/policies").await.text();
    assert!(register.contains("1 more policy is restricted"), "{register}");
    assert!(!register.contains("Day centres"));
    assert_eq!(ben.get(&policy).await.status, 404);
}

#[tokio::test]
async fn a_long_list_on_the_home_page_begins_there_and_is_whole_on_request() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    let lines = |page: &Page| {
        page.links().into_iter().filter(|link| link.starts_with("/assessments/")).count()
    };
    let few = lines(&ada.get("/home").await);
    let mut last = String::new();
    for _ in 0..25 {
        app.clock.forward(1);
        last = started(&ada).await;
    }
    let home = ada.get("/home").await;
    assert!(lines(&home) < few + 25, "{}", home.text());
    assert!(home.links().contains(&last), "the newest are at the top: {}", home.text());
    let all: Vec<String> =
        home.links().into_iter().filter(|link| link.starts_with("/home?all=")).collect();
    assert_eq!(all, ["/home?all=writing#writing"], "only this list is long: {}", home.text());
    assert!(home.text().contains("under “Assessments you are writing”"), "{}", home.text());
    let whole = ada.get("/home?all=writing").await;
    assert_eq!(lines(&whole), few + 25, "{}", whole.text());
    assert!(!whole.links().iter().any(|link| link.contains("all=")), "nothing is left");
    let nonsense = ada.get("/home?all=%22%3E%00").await;
    assert_eq!((nonsense.status, lines(&nonsense)), (200, lines(&home)));
}

#[tokio::test]
async fn an_evaluation_is_made_once_and_never_that_of_another_input() {
    let (store, clock) = (Arc::new(MemoryStore::default()), TestClock::new());
    let library = || Library::embedded().unwrap();
    let here = TestApp::on(&store, &clock, library()).await.unwrap();
    here.service.fill_with_demo().await.unwrap();
    // Another process on the same records.
    let there = TestApp::on(&store, &clock, library()).await.unwrap();
    let (ada, elsewhere) = (here.sign_in("ada").await, there.sign_in("ada").await);
    let at = started(&ada).await;
    let id = at.trim_start_matches("/assessments/").parse().unwrap();
    let person = here.service.person_by_email("ada@exampleshire.example").await.unwrap().unwrap();
    let actor = Actor::of(&person, clock.today()).unwrap();
    let fresh = |open: &Open| evaluate(&open.questionnaire, &open.assessment.input()).states;

    let first = here.service.open(&actor, &id).await.unwrap();
    let second = here.service.open(&actor, &id).await.unwrap();
    assert!(Arc::ptr_eq(&first.evaluation, &second.evaluation), "the same input, made once");
    for (by, chosen) in [(&ada, "yes"), (&elsewhere, "no"), (&ada, "yes"), (&elsewhere, "yes")] {
        for question in ["s1", "s2"] {
            assert_eq!(answer(by, &at, question, &[("answer", chosen)]).await, 303);
        }
        for app in [&here, &there] {
            let open = app.service.open(&actor, &id).await.unwrap();
            assert_eq!(open.evaluation.states, fresh(&open));
            assert_eq!(open.evaluation.screening.hard, if chosen == "yes" { 2 } else { 0 });
        }
    }
}
