//! Whoever guesses, or acts beyond their organisation, gets no further.
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::{Request, header};
use loneliness_test::app::{DEMO_PASSWORD, Entrance, NewPerson, Origin, SignInError, UseCaseError};
use loneliness_test::domain::access::Actor;
use loneliness_test::domain::people::{Person, Role};
use totp_rs::{Algorithm, Secret, TOTP};
use tower::ServiceExt as _;

use crate::support::TestApp;

async fn person(app: &TestApp, email: &str) -> Person {
    app.service.person_by_email(email).await.unwrap().unwrap()
}

async fn actor(app: &TestApp, email: &str) -> Actor {
    let today = app.service.clock().today();
    Actor::of(&person(app, email).await, today).unwrap()
}

fn from(address: &str) -> Origin {
    Origin { address: address.to_owned(), browser: String::new() }
}

#[tokio::test(flavor = "multi_thread")]
async fn tries_at_the_same_moment_are_counted_one_by_one() {
    let app = TestApp::demo().await;
    let tries = (0..30).map(|_| {
        let service = std::sync::Arc::clone(&app.service);
        tokio::spawn(async move {
            service.sign_in("ada@exampleshire.example", "wrong", &from("192.0.2.1")).await
        })
    });
    let (mut wrong, mut too_many) = (0, 0);
    for done in futures_util::future::join_all(tries).await {
        match done.unwrap().unwrap_err() {
            SignInError::Wrong => wrong += 1,
            SignInError::TooMany => too_many += 1,
            SignInError::UseCase(error) => panic!("{error}"),
        }
    }
    assert_eq!((wrong, too_many), (10, 20));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_signs_in_many_times_at_the_same_moment() {
    let app = TestApp::demo().await;
    let tries = (0..8).map(|n| {
        let service = std::sync::Arc::clone(&app.service);
        let from = from(&format!("192.0.2.{n}"));
        let email = "ada@exampleshire.example";
        tokio::spawn(async move { service.sign_in(email, DEMO_PASSWORD, &from).await })
    });
    for done in futures_util::future::join_all(tries).await {
        assert!(matches!(done.unwrap(), Ok(Entrance::In(_))));
    }
}

/// What is logged, as lines of JSON.
#[derive(Debug, Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn lines(&self, message: &str) -> Vec<serde_json::Value> {
        let text = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
        let lines =
            text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        lines.map(|line| line["fields"].clone()).filter(|it| it["message"] == message).collect()
    }
}

#[tokio::test]
async fn the_log_says_who_was_refused_and_where_a_token_came_from_that_failed() {
    let app = TestApp::demo().await;
    let log = Log::default();
    let to = log.clone();
    let heard = tracing_subscriber::fmt().json().with_writer(move || to.clone()).finish();
    let _until_here = tracing::subscriber::set_default(heard);
    let ada = app.sign_in("ada").await;
    assert_eq!(ada.get("/people").await.status, 403);
    assert_eq!(ada.get("/home").await.status, 200);
    let id = person(&app, "ada@exampleshire.example").await.id;
    let refused = log.lines("refused");
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert_eq!(
        (&refused[0]["person"], &refused[0]["route"]),
        (&id.as_str().into(), &"/people".into())
    );
    let stranger = app.browser();
    assert_eq!(stranger.get("/nowhere").await.status, 404);
    assert_eq!(log.lines("refused").len(), 1, "nobody is known");
    let sender: std::net::SocketAddr = "192.0.2.7:4000".parse().unwrap();
    let asked = Request::get("/api/v1/policies")
        .header(header::AUTHORIZATION, "Bearer lt_nobody_nothing")
        .extension(axum::extract::ConnectInfo(sender));
    assert_eq!(stranger.send(asked, Body::empty()).await.status, 401);
    let failed = log.lines("a token failed");
    assert_eq!(failed.len(), 1, "{failed:?}");
    assert_eq!(failed[0]["from"], "192.0.2.7");
}

#[tokio::test]
async fn an_account_is_not_guessed_from_many_addresses_and_others_sign_in() {
    let app = TestApp::demo().await;
    let ada = "ada@exampleshire.example";
    let mut last = None;
    for n in 0..=50 {
        let address = format!("192.0.2.{n}");
        last = Some(app.service.sign_in(ada, "wrong", &from(&address)).await.unwrap_err());
    }
    assert!(matches!(last, Some(SignInError::TooMany)), "{last:?}");
    let ben = app.service.sign_in("ben@exampleshire.example", DEMO_PASSWORD, &from("")).await;
    assert!(matches!(ben, Ok(Entrance::In(_))), "{ben:?}");
    app.clock.forward(61);
    let later = app.service.sign_in(ada, DEMO_PASSWORD, &from("198.51.100.1")).await;
    assert!(matches!(later, Ok(Entrance::In(_))), "{later:?}");
}

#[tokio::test]
async fn codes_are_counted_over_all_sign_ins_of_a_person() {
    let app = TestApp::demo().await;
    let ada = "ada@exampleshire.example";
    let Ok(Entrance::In(cookie)) = app.service.sign_in(ada, DEMO_PASSWORD, &from("")).await else {
        panic!("ada is let in")
    };
    let by = app.service.signed_in(&cookie).await.unwrap().unwrap();
    let factor = app.service.fresh_factor(&by);
    let bytes = Secret::Encoded(factor.secret.clone()).to_bytes().unwrap();
    let totp = TOTP::new(Algorithm::SHA1, 6, 1, 30, bytes).unwrap();
    let code = |app: &TestApp| {
        totp.generate(u64::try_from(app.service.clock().now().as_second()).unwrap())
    };
    app.service.set_second_factor(&by, &factor.secret, &code(&app)).await.unwrap();
    let by = app.service.signed_in(&cookie).await.unwrap().unwrap();
    // Another one is not put in its place by who has only the session.
    let again = app.service.set_second_factor(&by, &factor.secret, &code(&app)).await;
    assert!(matches!(again, Err(UseCaseError::Conflict)), "{again:?}");

    app.clock.forward(1);
    let mut tried = 0;
    'guessing: for _ in 0..10 {
        let entrance = app.service.sign_in(ada, DEMO_PASSWORD, &from("")).await.unwrap();
        let Entrance::NeedsCode(under_way) = entrance else { panic!("a code is needed") };
        for _ in 0..4 {
            match app.service.sign_in_with_code(&under_way, "000000", &from("")).await {
                Err(SignInError::Wrong) => tried += 1,
                Err(SignInError::TooMany) => break 'guessing,
                other => panic!("{other:?}"),
            }
        }
    }
    assert_eq!(tried, 10);
    app.clock.forward(16);
    let entrance = app.service.sign_in(ada, DEMO_PASSWORD, &from("")).await.unwrap();
    let Entrance::NeedsCode(under_way) = entrance else { panic!("a code is needed") };
    app.service.sign_in_with_code(&under_way, &code(&app), &from("")).await.unwrap();
}

#[tokio::test]
async fn an_organisation_administrator_does_not_become_an_administrator_of_the_service() {
    let app = TestApp::demo().await;
    let gwen = person(&app, "gwen@dea.example").await;
    let dev = person(&app, "dev@dea.example").await;
    let mut dilys = actor(&app, "dilys@exampleshire.example").await;
    dilys
        .elsewhere
        .insert(gwen.organisation.clone(), [Role::OrganisationAdministrator].into_iter().collect());
    // She looks after the people of the department now, but not after those who reach beyond it.
    app.service.invite_again(&dilys, &dev.id).await.unwrap();
    for email in ["gwen@dea.example", "hal@dea.example", "farah@dea.example"] {
        let id = person(&app, email).await.id;
        let invited = app.service.invite_again(&dilys, &id).await;
        assert!(matches!(invited, Err(UseCaseError::NotFound)), "{email}: {invited:?}");
        let changed = app.service.change_person(&dilys, &id, &NewPerson::default(), 1).await;
        assert!(matches!(changed, Err(UseCaseError::NotFound)), "{email}: {changed:?}");
        let ended = app.service.disable_person(&dilys, &id, None, "").await;
        assert!(matches!(ended, Err(UseCaseError::NotFound)), "{email}: {ended:?}");
    }
    let administrator = actor(&app, "gwen@dea.example").await;
    app.service
        .invite_again(&administrator, &person(&app, "hal@dea.example").await.id)
        .await
        .unwrap();
}

#[tokio::test]
async fn roles_in_organisations_of_others_stay_when_a_person_is_saved() {
    let app = TestApp::demo().await;
    let gwen = actor(&app, "gwen@dea.example").await;
    let dilys = actor(&app, "dilys@exampleshire.example").await;
    let ben = person(&app, "ben@exampleshire.example").await;
    let roles = [Role::Contributor].into_iter().collect();
    let mut asked = NewPerson {
        name: ben.name.clone(),
        email: ben.email.clone(),
        post: ben.post.clone(),
        organisation: ben.organisation.to_string(),
        roles,
        ..NewPerson::default()
    };
    let there = [Role::Signer].into_iter().collect();
    asked.elsewhere.insert(gwen.organisation.clone(), there);
    app.service.change_person(&gwen, &ben.id, &asked, ben.revision).await.unwrap();
    let ben = person(&app, "ben@exampleshire.example").await;
    assert_eq!(ben.elsewhere.len(), 1);
    // She looks after him, but does not decide who he is: another organisation trusts that.
    let link = app.service.invite_again(&dilys, &ben.id).await;
    assert!(matches!(link, Err(UseCaseError::Forbidden(_))), "{link:?}");
    let moved = NewPerson { email: "new@exampleshire.example".to_owned(), ..asked.clone() };
    let moved = app.service.change_person(&dilys, &ben.id, &moved, ben.revision).await;
    assert!(
        matches!(moved, Err(UseCaseError::Invalid(_) | UseCaseError::Forbidden(_))),
        "{moved:?}"
    );
    let own = NewPerson { post: "Another post".to_owned(), elsewhere: [].into(), ..asked };
    app.service.change_person(&dilys, &ben.id, &own, ben.revision).await.unwrap();
    let after = person(&app, "ben@exampleshire.example").await;
    assert_eq!((after.post.as_str(), &after.elsewhere), ("Another post", &ben.elsewhere));
    // Roles that reach beyond an organisation are given nowhere else.
    let mut beyond = own;
    beyond.elsewhere.insert(gwen.organisation.clone(), [Role::Auditor].into_iter().collect());
    let refused = app.service.change_person(&gwen, &ben.id, &beyond, after.revision).await;
    assert!(matches!(refused, Err(UseCaseError::Forbidden(_))), "{refused:?}");
}

#[tokio::test]
async fn a_new_password_ends_sessions_and_other_links() {
    let app = TestApp::demo().await;
    let gwen = actor(&app, "gwen@dea.example").await;
    let ada = app.sign_in("ada").await;
    let id = person(&app, "ada@exampleshire.example").await.id;
    let (_, old) = app.service.invite_again(&gwen, &id).await.unwrap();
    let (_, new) = app.service.invite_again(&gwen, &id).await.unwrap();
    assert_eq!(ada.get("/home").await.status, 200);
    app.service.choose_password(&new, "the-lantern-on-the-hill").await.unwrap();
    assert_eq!(ada.get("/home").await.status, 303, "the session has ended");
    let spent = app.service.invited(&old).await;
    assert!(matches!(spent, Err(UseCaseError::LinkSpent)), "{spent:?}");
}

#[tokio::test]
async fn a_link_does_not_outlive_a_change_of_its_person() {
    let app = TestApp::demo().await;
    let gwen = actor(&app, "gwen@dea.example").await;
    let ben = person(&app, "ben@exampleshire.example").await;
    let (ben, secret) = app.service.invite_again(&gwen, &ben.id).await.unwrap();
    assert!(app.service.invited(&secret).await.unwrap().is_some());
    let asked = NewPerson {
        name: ben.name.clone(),
        email: ben.email.clone(),
        post: ben.post.clone(),
        organisation: ben.organisation.to_string(),
        roles: [Role::Administrator].into_iter().collect(),
        ..NewPerson::default()
    };
    app.service.change_person(&gwen, &ben.id, &asked, ben.revision).await.unwrap();
    let spent = app.service.invited(&secret).await;
    assert!(matches!(spent, Err(UseCaseError::LinkSpent)), "{spent:?}");
}

#[tokio::test]
async fn one_address_does_not_try_every_account_and_those_who_know_theirs_are_not_counted() {
    let app = TestApp::demo().await;
    for n in 0..199 {
        let wrong =
            app.service.sign_in(&format!("{n}@b.example"), "wrong", &from("192.0.2.1")).await;
        assert!(matches!(wrong, Err(SignInError::Wrong)), "{n}: {wrong:?}");
    }
    let ada = "ada@exampleshire.example";
    for _ in 0..3 {
        let right = app.service.sign_in(ada, DEMO_PASSWORD, &from("192.0.2.1")).await;
        assert!(matches!(right, Ok(Entrance::In(_))), "{right:?}");
    }
    let last = app.service.sign_in("last@b.example", "wrong", &from("192.0.2.1")).await;
    assert!(matches!(last, Err(SignInError::Wrong)), "{last:?}");
    let shut = app.service.sign_in("more@b.example", "wrong", &from("192.0.2.1")).await;
    assert!(matches!(shut, Err(SignInError::TooMany)), "{shut:?}");
    let elsewhere = app.service.sign_in(ada, DEMO_PASSWORD, &from("192.0.2.2")).await;
    assert!(matches!(elsewhere, Ok(Entrance::In(_))), "{elsewhere:?}");
}

#[tokio::test]
async fn what_has_expired_is_taken_away_and_nothing_else() {
    let app = TestApp::demo().await;
    app.service.sweep().await.unwrap();
    let ada = app.sign_in("ada").await;
    let wrong = app.service.sign_in("ben@exampleshire.example", "wrong", &from("")).await;
    assert!(wrong.is_err());
    assert_eq!(app.service.sweep().await.unwrap(), 0, "nothing has expired yet");
    assert_eq!(ada.get("/home").await.status, 200);
    app.clock.forward(61);
    assert!(app.service.sweep().await.unwrap() >= 3, "the counts of tries");
    app.clock.forward(12 * 60);
    assert_eq!(app.service.sweep().await.unwrap(), 1, "the session");
    assert_eq!(app.service.sweep().await.unwrap(), 0);
}

/// HTTP/2 has the host in the address and no `Host`.
#[tokio::test]
async fn a_form_over_http_2_comes_from_here() {
    let app = TestApp::demo().await;
    for (origin, status) in [("https://lt.test", 403), ("https://evil.test", 403)] {
        let request = Request::post("https://lt.test/sign-in")
            .header(header::ORIGIN, origin)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from("email=a%40b.example&password=x"))
            .unwrap();
        let response = app.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status().as_u16(), status);
        // Ours lacks the token of the form and may be sent again; theirs is refused outright.
        let body = http_body_util::BodyExt::collect(response.into_body()).await.unwrap();
        let text = String::from_utf8(body.to_bytes().to_vec()).unwrap();
        assert_eq!(text.contains("a@b.example"), origin == "https://lt.test", "{text}");
    }
}
