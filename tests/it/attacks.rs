//! What someone with an account must not come to, found by people who tried.
use std::sync::Arc;

use loneliness_test::app::{Keeping, NewPerson, UseCaseError, Waiting, Waits};
use loneliness_test::clock::Clock as _;
use loneliness_test::domain::access::Actor;
use loneliness_test::domain::ids::{AssessmentId, PolicyId};
use loneliness_test::domain::people::{Person, Role};
use loneliness_test::domain::policy::{Marking, PolicyFacts};
use loneliness_test::domain::token::TokenScope;
use loneliness_test::store::{SledStore, Store};

use crate::support::{Browser, TestApp, TestClock, service_on};

async fn person(app: &TestApp, email: &str) -> Person {
    app.service.person_by_email(email).await.unwrap().unwrap()
}

async fn actor(app: &TestApp, email: &str) -> Actor {
    Actor::of(&person(app, email).await, app.clock.today()).unwrap()
}

fn facts(title: &str, marking: Marking) -> PolicyFacts {
    PolicyFacts {
        title: title.to_owned(),
        summary: "It is about something.".to_owned(),
        owner_post: "Head".to_owned(),
        decider: "Cabinet".to_owned(),
        marking,
        ..PolicyFacts::default()
    }
}

/// The signed assessment among someone's work.
async fn signed(app: &TestApp, by: &Actor) -> Waiting {
    let work = app.service.my_work(by).await.unwrap();
    work.into_iter().find(|waiting| waiting.why == Waits::Finished).unwrap()
}

/// A draft of Ada's, screened so that everything is asked.
async fn draft(app: &TestApp, ada: &Browser<'_>) -> (PolicyId, AssessmentId, String) {
    let by = actor(app, "ada@exampleshire.example").await;
    let stated = facts("Day centres in the south", Marking::Official);
    let policy = app.service.register_policy(&by, stated, None).await.unwrap();
    let central = "central-policy".parse().unwrap();
    let id = app.service.start_assessment(&by, &policy.id, &central).await.unwrap();
    let at = format!("/assessments/{id}");
    for n in 1..=8 {
        let chosen = match n {
            2 => "yes",
            4 => "none",
            _ => "no",
        };
        assert_eq!(answer(ada, &at, &format!("s{n}"), &[("answer", chosen)]).await, 303, "s{n}");
    }
    (policy.id, id, at)
}

async fn answer(by: &Browser<'_>, at: &str, question: &str, fields: &[(&str, &str)]) -> u16 {
    let path = format!("{at}/questions/{question}");
    let seen = by.get(&path).await.value_of("seen").unwrap_or_default();
    let mut all = vec![("seen", seen.as_str())];
    all.extend_from_slice(fields);
    by.post(&path, &all).await.status
}

#[tokio::test]
async fn options_and_groups_without_end_are_not_kept() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    let (_, id, at) = draft(&app, &ada).await;
    let names: Vec<String> = (1..=21).map(|n| format!("row:o{n}:name")).collect();
    let fields = names.iter().map(|name| (name.as_str(), name.as_str()));
    let fields: Vec<(&str, &str)> = fields.collect();
    let path = format!("{at}/questions/a2");
    let seen = ada.get(&path).await.value_of("seen").unwrap();
    let mut all = fields.clone();
    all.push(("seen", &seen));
    let refused = ada.post(&path, &all).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("Enter at most 20"), "{}", refused.text());
    assert!(refused.html().contains("row:o21:name"), "what was typed is still there");
    all.remove(20);
    assert_eq!(ada.post(&path, &all).await.status, 303, "20 are kept");
    let owned = [
        ("answer", "children"),
        ("answer", "children"),
        ("own:own1:name", "A"),
        ("own:own1:family", "age"),
        ("own:own4:name", "B"),
    ];
    answer(&ada, &at, "b1", &owned).await;
    let by = actor(&app, "ada@exampleshire.example").await;
    let open = app.service.open(&by, &id).await.unwrap();
    let rows =
        |question: &str| open.assessment.answers[&question.parse().unwrap()].value.rows().len();
    let kept = (rows("a2"), rows("b1"));
    assert_eq!(kept, (20, 2), "a group once, and the page offers three of one's own");
}

#[tokio::test]
async fn a_search_does_not_tell_the_titles_of_restricted_policies() {
    let app = TestApp::demo().await;
    let ada = actor(&app, "ada@exampleshire.example").await;
    let secret = facts("Closing the Zephyr depot", Marking::OfficialSensitive);
    app.service.register_policy(&ada, secret, None).await.unwrap();
    let ben = app.sign_in("ben").await;
    for search in ["", "?words=zep", "?words=nothing", "?progress=registered", "?progress=signed"] {
        let text = ben.get(&format!("/policies{search}")).await.text();
        assert!(text.contains("1 more policy is restricted"), "{search}: {text}");
        assert!(!text.contains("Zephyr"));
    }
}

#[tokio::test]
async fn a_choice_that_nobody_waits_for_changes_nothing() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    let (_, id, at) = draft(&app, &ada).await;
    let by = actor(&app, "ada@exampleshire.example").await;
    let before = app.service.open(&by, &id).await.unwrap().assessment;
    for (question, fields) in [
        ("a3", [("choice", "both"), ("both", "Written past the form.")]),
        ("s1", [("choice", "both"), ("both", "no option")]),
        ("s1", [("choice", "present"), ("both", "")]),
        ("zzz", [("choice", "both"), ("both", "No such question.")]),
    ] {
        ada.get(&at).await;
        ada.post(&format!("{at}/merge/{question}"), &fields).await;
    }
    ada.get(&at).await;
    let late = [("choice", "both"), ("both", "Put together by hand.")];
    let shown = ada.post(&format!("{at}/merge/h6"), &late).await;
    assert_eq!(shown.status, 409);
    assert!(shown.html().contains("Put together by hand."), "what was typed is not lost");
    assert!(shown.text().contains("has chosen an answer meanwhile"), "{}", shown.text());
    let after = app.service.open(&by, &id).await.unwrap().assessment;
    assert_eq!((after.revision, after.answers), (before.revision, before.answers));
}

#[tokio::test]
async fn an_open_level_asks_for_a_signer_of_the_highest_that_is_possible() {
    let app = TestApp::demo().await;
    let cerys = person(&app, "cerys@exampleshire.example").await;
    let gwen = actor(&app, "gwen@dea.example").await;
    let limited = |most| NewPerson {
        name: cerys.name.clone(),
        email: cerys.email.clone(),
        post: cerys.post.clone(),
        organisation: cerys.organisation.to_string(),
        roles: cerys.roles.clone(),
        signs_up_to: Some(most),
        ..NewPerson::default()
    };
    let ada = app.sign_in("ada").await;
    let (_, id, at) = draft(&app, &ada).await;
    let offers =
        async || ada.get(&format!("{at}/ask-to-sign")).await.html().contains(cerys.id.as_str());
    app.service.change_person(&gwen, &cerys.id, &limited(0), cerys.revision).await.unwrap();
    assert!(!offers().await, "the level is open, and may be higher than hers");
    let by = actor(&app, "ada@exampleshire.example").await;
    let asked = app.service.ask_to_sign(&by, &id, &cerys.id, "").await;
    assert!(matches!(asked, Err(UseCaseError::Move(_))), "{asked:?}");
    app.service.change_person(&gwen, &cerys.id, &limited(9), cerys.revision + 1).await.unwrap();
    assert!(offers().await);
    app.service.ask_to_sign(&by, &id, &cerys.id, "").await.unwrap();
    // Her limit is taken down while it waits for her.
    app.service.change_person(&gwen, &cerys.id, &limited(0), cerys.revision + 2).await.unwrap();
    let page = app.sign_in("cerys").await;
    let seen = page.get(&format!("{at}/sign")).await;
    let hash = seen.value_of("hash").unwrap();
    let long = "The decision cannot wait, and the answers follow. ".repeat(4);
    let html = seen.html();
    let names: Vec<&str> =
        html.split("name=\"explain-").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let names: Vec<String> = names.iter().map(|name| format!("explain-{name}")).collect();
    let mut fields = vec![("hash", hash.as_str()), ("confirm", "yes"), ("duty", "They were told.")];
    fields.extend(names.iter().map(|name| (name.as_str(), long.as_str())));
    let refused = page.post(&format!("{at}/sign"), &fields).await;
    assert_ne!(refused.status, 303, "{}", refused.text());
    assert!(app.service.open(&by, &id).await.unwrap().assessment.signature().is_none());
}

#[tokio::test]
async fn nothing_that_let_a_leaver_in_works_again_when_they_come_back() {
    let app = TestApp::demo().await;
    let gwen = actor(&app, "gwen@dea.example").await;
    let ben = person(&app, "ben@exampleshire.example").await;
    let browser = app.sign_in("ben").await;
    let secret = app.service.start_session(&ben.id, "", None).await.unwrap();
    let by = app.service.signed_in(&secret).await.unwrap().unwrap();
    let until = app.clock.today().saturating_add(jiff::Span::new().days(30));
    let stated = ("A program", [TokenScope::ALL[0]].into(), Some(until));
    let password = loneliness_test::app::DEMO_PASSWORD;
    let token = app.service.make_token(&by, password, stated).await.unwrap();
    assert!(app.service.bearer(&token).await.unwrap().is_some());
    let (ben, link) = app.service.invite_again(&gwen, &ben.id).await.unwrap();
    app.service.disable_person(&gwen, &ben.id, None, "").await.unwrap();
    for _ in 0..2 {
        let spent = app.service.invited(&link).await;
        assert!(matches!(spent, Err(UseCaseError::LinkSpent)), "{spent:?}");
        assert!(app.service.bearer(&token).await.unwrap().is_none(), "the token");
        assert_eq!(browser.get("/home").await.status, 303, "the session");
        app.service.enable_person(&gwen, &ben.id).await.unwrap();
    }
}

#[tokio::test]
async fn lists_name_a_signed_policy_as_it_was_signed() {
    let app = TestApp::demo().await;
    let ada = actor(&app, "ada@exampleshire.example").await;
    let signed = signed(&app, &ada).await;
    let (policy, assessment) = (signed.policy.clone(), signed.assessment.clone());
    let section = "h".parse().unwrap();
    app.service.amend(&ada, &assessment, "It is another one.", &[section].into()).await.unwrap();
    let now = app.service.policy(&ada, &policy.id).await.unwrap();
    let renamed = facts("Operation Zephyr", Marking::OfficialSensitive);
    let renamed = PolicyFacts { owner_post: "Zephyr lead".to_owned(), ..renamed };
    app.service.change_policy(&ada, &policy.id, renamed, now.revision).await.unwrap();
    let cerys = app.sign_in("cerys").await;
    for path in ["/home", "/mitigations", "/mitigations.csv", "/reviews", "/reviews.csv"] {
        let page = cerys.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(!page.html().contains("Zephyr"), "{path}: {}", page.html());
    }
}

#[tokio::test]
async fn an_address_is_that_of_one_person_and_can_be_given_again() {
    let app = TestApp::demo().await;
    let gwen = actor(&app, "gwen@dea.example").await;
    let ben = person(&app, "ben@exampleshire.example").await;
    let asked = |name: &str, email: &str| NewPerson {
        name: name.to_owned(),
        email: email.to_owned(),
        post: "Officer".to_owned(),
        organisation: ben.organisation.to_string(),
        roles: [Role::Officer].into(),
        ..NewPerson::default()
    };
    let (one, _) = app.service.add_person(&gwen, &asked("One", "one@a.example")).await.unwrap();
    let twice = app.service.add_person(&gwen, &asked("Two", "one@a.example")).await;
    assert!(matches!(twice, Err(UseCaseError::Invalid(_))), "{twice:?}");
    let moved = asked("One", "uno@a.example");
    app.service.change_person(&gwen, &one.id, &moved, one.revision).await.unwrap();
    let (two, _) = app.service.add_person(&gwen, &asked("Two", "one@a.example")).await.unwrap();
    assert_ne!(two.id, one.id);
    let back = app.service.change_person(&gwen, &one.id, &asked("One", "one@a.example"), 2).await;
    assert!(matches!(back, Err(UseCaseError::Invalid(_))), "{back:?}");
}

#[tokio::test]
async fn secrets_are_not_shown_again() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    let typed = [
        ("csrf", "old"),
        ("password", "village-hall"),
        ("new-password", "lantern-on-the-hill"),
        ("secret", "JBSWY3DPEHPK3PXP"),
        ("code", "123456"),
        ("name", "kept"),
    ];
    ada.get("/account/password").await;
    for by in [&ada, &app.browser()] {
        let page = by.post_raw("/account/password", &typed).await;
        assert!(page.status >= 400);
        let html = page.html();
        assert!(html.contains("kept"), "what is no secret is kept: {html}");
        for secret in ["village-hall", "lantern-on-the-hill", "JBSWY3DPEHPK3PXP", "123456"] {
            assert!(!html.contains(secret), "{secret}: {html}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_file_is_kept_by_many_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(SledStore::open(folder.path()).unwrap());
    for n in 0..20_u8 {
        let many = (0..8).map(|_| {
            let store = Arc::clone(&store);
            tokio::spawn(async move { store.keep_file(vec![n; 200_000]).await })
        });
        for kept in futures_util::future::join_all(many).await {
            let hash = kept.unwrap().unwrap();
            assert_eq!(store.file(&hash).await.unwrap().unwrap().len(), 200_000);
        }
    }
    let left = std::fs::read_dir(folder.path().join("files")).unwrap().count();
    assert_eq!(left, 20, "nothing but the files is left");
}

const YEARS: i64 = 60 * 24 * 366;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hold_at_the_moment_of_disposal_is_not_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let clock = TestClock::new();
    let store = Arc::new(SledStore::open(folder.path()).unwrap()) as Arc<dyn Store>;
    let service = Arc::new(service_on(store, &clock));
    service.keep_questionnaires().await.unwrap();
    service.fill_with_demo().await.unwrap();
    let app = TestApp::of(Arc::clone(&service), Arc::clone(&clock));
    let (gwen, dilys) =
        (actor(&app, "gwen@dea.example").await, actor(&app, "dilys@exampleshire.example").await);
    let asked = NewPerson {
        name: "Emrys Lloyd".to_owned(),
        email: "emrys@exampleshire.example".to_owned(),
        post: "Records manager".to_owned(),
        organisation: dilys.organisation.to_string(),
        roles: [Role::OrganisationAdministrator].into(),
        ..NewPerson::default()
    };
    let (second, _) = service.add_person(&gwen, &asked).await.unwrap();
    let ada = actor(&app, "ada@exampleshire.example").await;
    let central = "central-policy".parse().unwrap();
    let mut policies = Vec::new();
    for n in 0..16 {
        let stated = facts(&format!("Policy {n}"), Marking::Official);
        let policy = service.register_policy(&ada, stated, None).await.unwrap();
        let id = service.start_assessment(&ada, &policy.id, &central).await.unwrap();
        service.close_assessment(&ada, &id, "It was dropped.").await.unwrap();
        policies.push(policy.id);
    }
    clock.forward(8 * YEARS);
    let second = Actor::of(&second, clock.today()).unwrap();
    let mut disposed = 0;
    for (n, policy) in policies.into_iter().enumerate() {
        let over = Keeping::Propose("Over.".to_owned());
        service.keep_records(&dilys, &policy, over).await.unwrap();
        let (one, other) = (Arc::clone(&service), Arc::clone(&service));
        let (by, id) = (second.clone(), policy.clone());
        let disposal = tokio::spawn(async move { one.dispose(&by, &id).await });
        let (by, id, central) = (dilys.clone(), policy.clone(), central.clone());
        let ada = ada.clone();
        let meanwhile = tokio::spawn(async move {
            if n % 2 == 0 {
                let hold = Keeping::Hold("A claim is before the court.".to_owned());
                other.keep_records(&by, &id, hold).await
            } else {
                other.start_assessment(&ada, &id, &central).await.map(drop)
            }
        });
        let (gone, held) = (disposal.await.unwrap(), meanwhile.await.unwrap());
        assert!(gone.is_err() || held.is_err(), "{n}: both were told that it was done");
        disposed += usize::from(gone.is_ok());
    }
    println!("{disposed} of 16 were disposed of");
    service.close().await.unwrap();
}

#[tokio::test]
async fn a_closed_amendment_leaves_the_signed_version_in_force() {
    let app = TestApp::demo().await;
    let ada = actor(&app, "ada@exampleshire.example").await;
    let signed = signed(&app, &ada).await;
    let (policy, first) = (signed.policy.id.clone(), signed.assessment.clone());
    let reopened = ["h".parse().unwrap()].into();
    let second = app.service.amend(&ada, &first, "It changed.", &reopened).await.unwrap();
    assert_eq!(app.service.amend(&ada, &first, "Again.", &reopened).await.unwrap(), second);
    app.service.close_assessment(&ada, &second, "It did not change.").await.unwrap();
    let found = app.service.policy(&ada, &policy).await.unwrap();
    assert_eq!(app.service.ended_on(&found).await.unwrap(), None, "it may not be disposed of");
    let central = "central-policy".parse().unwrap();
    let started = app.service.start_assessment(&ada, &policy, &central).await.unwrap();
    assert_eq!(started, first, "no second one beside the one in force");
    let third = app.service.amend(&ada, &first, "Now it did.", &reopened).await.unwrap();
    assert!(third != second && third != first);
}
