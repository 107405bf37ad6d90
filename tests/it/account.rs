//! People: their accounts, their roles, and what they leave behind.
use loneliness_test::clock::Clock as _;
use loneliness_test::domain::people::FactorRule;
use loneliness_test::domain::token::TokenScope;
use totp_rs::{Algorithm, Secret, TOTP};

use crate::support::{Browser, TestApp};

pub(crate) fn code(app: &TestApp, secret: &str) -> String {
    let bytes = Secret::Encoded(secret.to_owned()).to_bytes().unwrap();
    let totp = TOTP::new(Algorithm::SHA1, 6, 1, 30, bytes).unwrap();
    totp.generate(u64::try_from(app.clock.now().as_second()).unwrap())
}

pub(crate) const ADA: (&str, &str) = ("email", "ada@exampleshire.example");
pub(crate) const PASSWORD: (&str, &str) = ("password", loneliness_test::app::DEMO_PASSWORD);

/// Sets a second factor up; returns its secret and the recovery codes.
pub(crate) async fn with_factor(app: &TestApp, ada: &Browser<'_>) -> (String, Vec<String>) {
    let page = ada.get("/account/second-factor").await;
    let secret = page.value_of("secret").unwrap();
    let wrong =
        ada.post("/account/second-factor", &[("secret", &secret), ("code", "000000")]).await;
    assert_eq!(wrong.status, 422);
    assert_eq!(wrong.value_of("secret").as_deref(), Some(secret.as_str()), "the key stays");
    let right = [("secret", secret.as_str()), ("code", &code(app, &secret))];
    let page = ada.post("/account/second-factor", &right).await;
    let text = page.text();
    let codes = text.split_whitespace().filter(|word| word.len() == 19 && word.contains('-'));
    let codes: Vec<String> = codes.map(str::to_owned).collect();
    assert_eq!(codes.len(), 10, "{text}");
    (secret, codes)
}

/// A browser whose sign-in waits for a code, and the secret of that sign-in.
pub(crate) async fn awaits_code(app: &TestApp) -> (Browser<'_>, String) {
    let browser = app.browser();
    browser.get("/sign-in").await;
    let page = browser.post("/sign-in", &[ADA, PASSWORD]).await;
    assert_eq!(page.status, 200);
    let under_way = page.value_of("under-way").unwrap();
    (browser, under_way)
}

#[tokio::test]
async fn a_second_factor_is_asked_for_once_it_is_set_and_each_code_works_once() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    let (secret, codes) = with_factor(&app, &ada).await;
    let (again, under_way) = awaits_code(&app).await;
    let used = [("under-way", under_way.as_str()), ("code", &code(&app, &secret))];
    assert_eq!(again.post("/sign-in/code", &used).await.status, 422, "it was used to set it up");
    app.clock.forward(1);
    let fresh = [("under-way", under_way.as_str()), ("code", &code(&app, &secret))];
    assert_eq!(again.post("/sign-in/code", &fresh).await.location.as_deref(), Some("/home"));
    // A recovery code works, and only once.
    for (round, status) in [303, 422].into_iter().enumerate() {
        let (other, under_way) = awaits_code(&app).await;
        let fields = [("under-way", under_way.as_str()), ("code", codes[0].as_str())];
        assert_eq!(other.post("/sign-in/code", &fields).await.status, status, "round {round}");
    }
}

#[tokio::test]
async fn codes_cannot_be_guessed_and_guessing_locks_nobody_else_out() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    with_factor(&app, &ada).await;
    let (thief, under_way) = awaits_code(&app).await;
    let mut last = 0;
    for n in 0..6 {
        let guess = format!("{n:06}");
        let fields = [("under-way", under_way.as_str()), ("code", guess.as_str())];
        last = thief.post("/sign-in/code", &fields).await.status;
    }
    assert_eq!(last, 429);
    assert_eq!(ada.get("/home").await.status, 200, "the one who is signed in stays so");
}

#[tokio::test]
async fn sessions_are_listed_and_ended_elsewhere() {
    let app = TestApp::demo().await;
    let (here, there) = (app.sign_in("ada").await, app.sign_in("ada").await);
    let account = here.get("/account").await;
    assert!(account.text().contains("This browser"));
    assert_eq!(here.post("/account/sessions/end", &[("session", "")]).await.status, 303);
    assert_eq!(there.get("/home").await.status, 303, "the other browser has to sign in");
    assert_eq!(here.get("/home").await.status, 200);
}

#[tokio::test]
async fn a_session_ends_after_30_idle_minutes_and_after_12_hours_in_any_case() {
    let app = TestApp::demo().await;
    let (busy, idle) = (app.sign_in("ada").await, app.sign_in("ada").await);
    for _ in 0..35 {
        app.clock.forward(20);
        assert_eq!(busy.get("/home").await.status, 200);
    }
    assert_eq!(idle.get("/home").await.status, 303, "nobody used it");
    app.clock.forward(21);
    assert_eq!(busy.get("/home").await.status, 303, "12 hours are over");
    let other = app.sign_in("ada").await;
    app.clock.forward(29);
    assert_eq!(other.get("/home").await.status, 200);
    app.clock.forward(31);
    assert_eq!(other.get("/home").await.status, 303);
}

#[tokio::test]
async fn a_password_that_is_easily_guessed_is_refused() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    ada.get("/account/password").await;
    for guessable in ["Password1234!", "qwertyuiop12", "aaaaaaaaaaaa", "Exampleshire"] {
        let page = ada.post("/account/password", &[PASSWORD, ("new-password", guessable)]).await;
        assert_eq!(page.status, 422, "{guessable}");
        assert!(page.text().contains("harder to guess"), "{guessable}: {}", page.text());
        assert!(!page.html().contains(guessable), "a password is never shown again");
    }
}

#[tokio::test]
async fn a_new_password_needs_the_present_one_and_ends_other_sessions() {
    let app = TestApp::demo().await;
    let (ada, other) = (app.sign_in("ada").await, app.sign_in("ada").await);
    ada.get("/account/password").await;
    let new = ("new-password", "three-quiet-wooden-boats");
    let wrong = ada.post("/account/password", &[("password", "not this one"), new]).await;
    assert_eq!(wrong.status, 422);
    let done = ada.post("/account/password", &[PASSWORD, new]).await;
    assert_eq!(done.location.as_deref(), Some("/account"));
    assert_eq!(other.get("/home").await.status, 303);
    let fresh = app.browser();
    fresh.get("/sign-in").await;
    let page = fresh.post("/sign-in", &[ADA, ("password", new.1)]).await;
    assert_eq!(page.location.as_deref(), Some("/home"));
}

#[tokio::test]
async fn who_needs_a_second_factor_sets_it_up_before_anything_else() {
    let app = TestApp::demo_with(|service| service.with_factor_rule(FactorRule::Everyone)).await;
    let ada = app.sign_in("ada").await;
    for path in ["/home", "/policies", "/account", "/account/tokens", "/account/data.json"] {
        assert_eq!(
            ada.get(path).await.location.as_deref(),
            Some("/account/second-factor"),
            "{path}"
        );
    }
    assert_eq!(ada.get("/register").await.status, 200, "what is for everyone stays so");
    let page = ada.get("/account/second-factor").await;
    assert!(page.text().contains("This service asks you for a second factor"), "{}", page.text());
    // A form that was open before is refused, and says that nothing is lost.
    let refused = ada.post("/account/password", &[PASSWORD, ("new-password", "x")]).await;
    assert_eq!(refused.status, 403);
    assert!(refused.text().contains("is not lost"), "{}", refused.text());
    let token = crate::api::token(&app, "ada@exampleshire.example", &[TokenScope::Read]).await;
    assert!(app.service.bearer(&token).await.unwrap().is_none(), "nor does a program go round it");

    with_factor(&app, &ada).await;
    assert_eq!(ada.get("/home").await.status, 200);
    assert!(app.service.bearer(&token).await.unwrap().is_some());
    let removed = ada.post("/account/second-factor/remove", &[PASSWORD]).await;
    assert_eq!(removed.status, 303, "a new device needs a new one");
    assert_eq!(ada.get("/home").await.location.as_deref(), Some("/account/second-factor"));
}

#[tokio::test]
async fn administrators_alone_can_be_asked_for_a_second_factor() {
    let rule = FactorRule::Administrators;
    let app = TestApp::demo_with(|service| service.with_factor_rule(rule)).await;
    assert_eq!(app.sign_in("ada").await.get("/home").await.status, 200);
    assert_eq!(app.sign_in("gwen").await.get("/home").await.status, 303);
}

#[tokio::test]
async fn a_second_factor_that_is_set_or_taken_away_ends_other_sessions() {
    let app = TestApp::demo().await;
    let (ada, thief) = (app.sign_in("ada").await, app.sign_in("ada").await);
    let (secret, _) = with_factor(&app, &ada).await;
    assert_eq!(thief.get("/home").await.status, 303, "whoever has only the password is out");
    app.clock.forward(1);
    let (other, under_way) = awaits_code(&app).await;
    let code = code(&app, &secret);
    let fields = [("under-way", under_way.as_str()), ("code", code.as_str())];
    assert_eq!(other.post("/sign-in/code", &fields).await.status, 303);
    assert_eq!(other.get("/home").await.status, 200);
    let removed = ada.post("/account/second-factor/remove", &[PASSWORD]).await;
    assert_eq!(removed.location.as_deref(), Some("/account"));
    assert_eq!(ada.get("/home").await.status, 200);
    assert_eq!(other.get("/home").await.status, 303, "it may be in other hands");
}

#[tokio::test]
async fn a_sign_in_that_waits_for_its_code_ends_with_the_password() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    let (secret, _) = with_factor(&app, &ada).await;
    let (thief, under_way) = awaits_code(&app).await;
    let new = ("new-password", "three-quiet-wooden-boats");
    assert_eq!(ada.post("/account/password", &[PASSWORD, new]).await.status, 303);
    app.clock.forward(1);
    let code = code(&app, &secret);
    let fields = [("under-way", under_way.as_str()), ("code", code.as_str())];
    assert_eq!(thief.post("/sign-in/code", &fields).await.status, 429);
}

#[tokio::test]
async fn spaces_in_a_row_are_one_character_of_a_password() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    ada.get("/account/password").await;
    for spaces in [2, 3, 16] {
        let padded = format!("kite{}zeal", " ".repeat(spaces));
        let page = ada.post("/account/password", &[PASSWORD, ("new-password", &padded)]).await;
        assert_eq!(page.status, 422);
        assert!(page.text().contains("at least 12 characters"), "{spaces}: {}", page.text());
    }
    let long = format!("quiet wooden boats{}", " ".repeat(111));
    let page = ada.post("/account/password", &[PASSWORD, ("new-password", &long)]).await;
    assert!(page.text().contains("128 characters"), "{}", page.text());
}

#[tokio::test]
async fn everyone_sees_what_is_kept_about_them() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    let data = ada.get("/account/data.json").await.html();
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!(data["person"]["email"], "ada@exampleshire.example");
    assert!(!data["wrote_in"].as_array().unwrap().is_empty());
    assert!(!data.to_string().contains("argon2"), "no hash of a password");
}

/// The address of a person's page, found by their name.
async fn person(by: &Browser<'_>, name: &str) -> String {
    let page = by.get("/people").await.html();
    link(&page, name)
}

#[tokio::test]
async fn a_leavers_work_goes_to_a_named_colleague_or_onto_the_list_of_orphans() {
    let app = TestApp::demo().await;
    let gwen = app.sign_in("gwen").await;
    let ada = app.sign_in("ada").await;
    let at = person(&gwen, "Ada Morgan").await;
    let page = gwen.get(&format!("{at}/leave")).await;
    assert!(page.text().contains("Ada Morgan leads"), "{}", page.text());
    // Ben is a contributor and cannot lead.
    let ben = person(&gwen, "Ben Okafor").await;
    let ben = ben.rsplit('/').next().unwrap();
    let wrong = gwen.post(&format!("{at}/leave"), &[("successor", ben)]).await;
    assert_eq!(wrong.status, 422, "{}", wrong.text());
    assert_eq!(gwen.post(&format!("{at}/leave"), &[("successor", "")]).await.status, 303);
    assert_eq!(ada.get("/home").await.status, 303, "her session has ended");
    let orphans = gwen.get("/orphans").await.text();
    assert!(orphans.contains("No lead. Before"), "{orphans}");
    assert!(orphans.contains("Transport policy officer"), "{orphans}");
    // Someone who may lead takes over.
    gwen.get(&ben_address(&gwen).await).await;
    let roles = [
        ("seen", "1"),
        ("name", "Ben Okafor"),
        ("email", "ben@exampleshire.example"),
        ("post", "Community development officer"),
        ("roles", "officer"),
    ];
    let organisation = gwen.get(&ben_address(&gwen).await).await;
    let organisation = selected(&organisation.html(), "organisation");
    let mut fields = roles.to_vec();
    fields.push(("organisation", &organisation));
    assert_eq!(gwen.post(&ben_address(&gwen).await, &fields).await.status, 303);
    let page = gwen.get("/orphans").await;
    let html = scraper::Html::parse_document(&page.html());
    let form = scraper::Selector::parse("form[action$='/people/hand-over']").unwrap();
    let path = html.select(&form).next().unwrap().attr("action").unwrap().to_owned();
    let assessment = path.strip_suffix("/people/hand-over").unwrap().to_owned();
    let done = gwen.post(&path, &[("lead", ben), ("note", "Ask the bus company first.")]).await;
    assert_eq!(done.status, 303);
    let ben = app.sign_in("ben").await;
    let notes = ben.get(&format!("{assessment}/people")).await.text();
    assert!(notes.contains("Ask the bus company first."), "{notes}");
}

async fn ben_address(gwen: &Browser<'_>) -> String {
    person(gwen, "Ben Okafor").await
}

/// The chosen option of a list.
fn selected(html: &str, name: &str) -> String {
    let html = scraper::Html::parse_document(html);
    let chosen = scraper::Selector::parse(&format!("[name=\"{name}\"] option[selected]")).unwrap();
    html.select(&chosen).next().unwrap().attr("value").unwrap().to_owned()
}

#[tokio::test]
async fn an_auditors_access_ends_with_its_last_day() {
    let app = TestApp::demo().await;
    let gwen = app.sign_in("gwen").await;
    let at = person(&gwen, "Hal Fraser").await;
    let page = gwen.get(&at).await;
    let (seen, organisation) =
        (page.value_of("seen").unwrap(), selected(&page.html(), "organisation"));
    let mut fields = vec![
        ("seen", seen.as_str()),
        ("name", "Hal Fraser"),
        ("email", "hal@dea.example"),
        ("post", "Internal auditor"),
        ("roles", "auditor"),
        ("organisation", organisation.as_str()),
    ];
    let wrong = gwen.post(&at, &fields).await;
    assert!(wrong.text().contains("An auditor’s access always has an end"), "{}", wrong.text());
    fields.extend([("until-day", "2"), ("until-month", "12"), ("until-year", "2026")]);
    assert_eq!(gwen.post(&at, &fields).await.status, 303);
    let hal = app.sign_in("hal").await;
    assert_eq!(hal.get("/policies").await.status, 200);
    app.clock.forward(24 * 60);
    let last = app.sign_in("hal").await;
    assert_eq!(last.get("/policies").await.status, 200, "the last day is a day of access");
    app.clock.forward(24 * 60);
    let browser = app.browser();
    browser.get("/sign-in").await;
    let page = browser.post("/sign-in", &[("email", "hal@dea.example"), PASSWORD]).await;
    assert_eq!(page.status, 422);
}

#[tokio::test]
async fn an_organisation_administrator_looks_after_their_own_people_and_gives_local_roles_only() {
    let app = TestApp::demo().await;
    let dilys = app.sign_in("dilys").await;
    let people = dilys.get("/people").await.text();
    assert!(people.contains("Ada Morgan") && !people.contains("Dev Patel"), "{people}");
    let at = person(&dilys, "Ada Morgan").await;
    let page = dilys.get(&at).await;
    assert!(!page.html().contains("value=\"administrator\""), "the role is not offered");
    let (seen, organisation) =
        (page.value_of("seen").unwrap(), selected(&page.html(), "organisation"));
    let forged = [
        ("seen", seen.as_str()),
        ("name", "Ada Morgan"),
        ("email", "ada@exampleshire.example"),
        ("post", "Transport policy officer"),
        ("roles", "administrator"),
        ("organisation", organisation.as_str()),
    ];
    assert_eq!(dilys.post(&at, &forged).await.status, 422);
    let gwen = app.sign_in("gwen").await;
    let dev = person(&gwen, "Dev Patel").await;
    assert_eq!(dilys.get(&dev).await.status, 404);
}

#[tokio::test]
async fn old_documents_keep_the_old_name_and_open_work_goes_to_the_successor() {
    let app = TestApp::demo().await;
    let gwen = app.sign_in("gwen").await;
    let page = gwen.get("/people").await.html();
    let council = link(&page, "Exampleshire County Council");
    let arts = link(&page, "Example Arts Agency");
    gwen.get(&council).await;
    let rename = [
        ("name", "Exampleshire Council"),
        ("welsh", "Cyngor Exampleshire"),
        ("from-day", "1"),
        ("from-month", "12"),
        ("from-year", "2026"),
    ];
    assert_eq!(gwen.post(&format!("{council}/rename"), &rename).await.status, 303);
    assert!(gwen.get(&council).await.text().contains("Exampleshire Council"));
    assert!(gwen.get(&council).await.text().contains("Exampleshire County Council"), "kept");
    let unsaid = gwen.post(&format!("{council}/end"), &[("on-day", "1")]).await;
    assert_eq!(unsaid.status, 422);
    let successor = arts.rsplit('/').next().unwrap();
    let end = [("on-day", "1"), ("on-month", "1"), ("on-year", "2027"), ("successors", successor)];
    assert_eq!(gwen.post(&format!("{council}/end"), &end).await.status, 303);
    let iris = app.sign_in("iris").await;
    let register = iris.get("/policies").await.text();
    assert!(register.contains("3 policies"), "one of their own and two that came: {register}");
}

fn link(html: &str, text: &str) -> String {
    let html = scraper::Html::parse_document(html);
    let links = scraper::Selector::parse("main a").unwrap();
    let mut links = html.select(&links);
    let found = links.find(|link| link.text().collect::<String>() == text);
    found.unwrap_or_else(|| panic!("no link {text}")).attr("href").unwrap().to_owned()
}
