//! For every address: headers, methods, who may use it, and forged requests.
use axum::body::Body;
use axum::http::{Request, header};
use loneliness_test::web::{ROUTES, Who};

use crate::support::TestApp;

/// An address of this pattern with parts that exist nowhere.
fn filled(path: &str) -> String {
    let parts = path.split('/').map(|part| match part {
        "{id}" | "{secret}" | "{name}" | "{thread}" => "zzzzzzzzzzzzzzzz",
        "{number}" => "1",
        "{reference}" => "LT-0000-0000",
        "{question}" => "s1",
        "{form}" => "csv",
        "{section}" => "a",
        "{option}" => "o1",
        "{pathway}" => "places",
        "{plan}" => "p1",
        "{rating}" => "o1.places.disabled",
        other => other,
    });
    parts.collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn every_response_has_the_security_headers() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    let paths = ROUTES.iter().map(|route| filled(route.path)).chain(["/nowhere".to_owned()]);
    for path in paths {
        let page = ada.get(&path).await;
        let policy = page.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{path}");
        for name in ["x-content-type-options", "referrer-policy", "permissions-policy"] {
            assert!(page.headers.contains_key(name), "{path} lacks {name}");
        }
        assert!(page.headers.contains_key(header::CACHE_CONTROL), "{path}");
        let html = page.html();
        assert!(!html.contains(" style=") && !html.contains("<style"), "{path}");
        assert!(!html.contains(" onclick=") && !html.contains("javascript:"), "{path}");
    }
}

#[tokio::test]
async fn without_sign_in_private_pages_lead_to_it_and_forms_keep_what_was_typed() {
    let app = TestApp::demo().await;
    for route in ROUTES.iter().filter(|route| route.who != Who::Public) {
        let stranger = app.browser();
        let path = filled(route.path);
        if route.gets {
            let page = stranger.get(&path).await;
            let to = page.location.unwrap_or_default();
            assert!(page.status == 303 && to.starts_with("/sign-in?to="), "{path}");
        }
        if route.posts {
            let page = stranger.post_raw(&path, &[("answer", "a long text")]).await;
            assert_eq!(page.status, 401, "{path}");
            assert_eq!(page.value_of("typed:answer").as_deref(), Some("a long text"), "{path}");
        }
    }
}

#[tokio::test]
async fn only_administrators_reach_their_pages() {
    let app = TestApp::demo().await;
    for name in ["ada", "ben", "cerys", "farah", "hal", "iris"] {
        let by = app.sign_in(name).await;
        by.get("/home").await;
        for route in ROUTES.iter().filter(|route| route.who == Who::Administrator) {
            if route.gets {
                let status = by.get(&filled(route.path)).await.status;
                assert!(matches!(status, 403 | 404), "{name} {} {status}", route.path);
            }
            if route.posts {
                let fields = [("kind", "council"), ("roles", "officer")];
                let status = by.post(&filled(route.path), &fields).await.status;
                assert!(matches!(status, 403 | 404), "{name} {} {status}", route.path);
            }
        }
    }
}

#[tokio::test]
async fn every_form_needs_its_token() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    // The check of a statement changes nothing, and anyone may send it from anywhere.
    for route in ROUTES.iter().filter(|route| route.posts && route.path != "/verify") {
        let path = filled(route.path);
        for fields in [vec![("answer", "kept")], vec![("csrf", "stale"), ("answer", "kept")]] {
            let page = ada.post_raw(&path, &fields).await;
            assert_eq!(page.status, 403, "{path}");
            assert_eq!(page.value_of("answer").as_deref(), Some("kept"), "{path}");
        }
    }
}

#[tokio::test]
async fn other_sites_cannot_send_forms() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    let form = || {
        Request::post("/sign-out").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
    };
    let foreign = form().header(header::ORIGIN, "https://evil.example");
    assert_eq!(ada.send(foreign, Body::empty()).await.status, 403);
    let foreign = form().header("sec-fetch-site", "cross-site");
    assert_eq!(ada.send(foreign, Body::empty()).await.status, 403);
}

#[tokio::test]
async fn unknown_ids_are_not_found_whatever_they_look_like() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    for path in [
        "/assessments/nothere",
        "/assessments/..%2Fetc",
        "/assessments/%00",
        "/assessments/Ünï",
        "/policies/1'%20or%201=1",
        "/assets/../../etc/passwd",
        "/invitation/wrong",
        "/set-up/wrong",
    ] {
        let path = path.replace('Ü', "%C3%9C").replace('ï', "%C3%AF");
        let page = ada.get(&path).await;
        assert_eq!(page.status, 404, "{path}");
        assert!(page.text().contains("Page not found") || page.text().contains("not"), "{path}");
    }
}

#[tokio::test]
async fn wrong_methods_bodies_and_sizes_get_a_page_in_the_design() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    let put = ada.send(Request::put("/home"), Body::empty()).await;
    assert_eq!(put.status, 405);
    assert!(put.html().contains("govuk-template"));
    let json = Request::post("/policies/new").header(header::CONTENT_TYPE, "application/json");
    assert_eq!(ada.send(json, Body::from("{}")).await.status, 415);
    let large = Request::post("/policies/new")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let page = ada.send(large, Body::from("a=".to_owned() + &"x".repeat(2 << 20))).await;
    assert_eq!(page.status, 413);
    assert!(page.html().contains("govuk-template"));
}

#[tokio::test]
async fn forged_fields_are_refused_and_change_nothing() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    let home = ada.get("/home").await;
    let at = home.links().into_iter().filter(|link| link.starts_with("/assessments/"));
    for at in at {
        let page = ada.get(&format!("{at}/questions/s1")).await;
        if page.status != 200 {
            continue;
        }
        let seen = page.value_of("seen").unwrap();
        let path = format!("{at}/questions/s1");
        let forged = [("seen", seen.as_str()), ("answer", "perhaps")];
        assert_eq!(ada.post(&path, &forged).await.status, 400);
        assert_eq!(ada.post(&path, &[("answer", "yes"), ("seen", "x")]).await.status, 400);
        assert_eq!(ada.get(&path).await.value_of("seen"), Some(seen), "nothing was saved");
        let rating = format!("{at}/ratings/o1/places");
        let forged = [("row:living_alone:direction", "catastrophe")];
        assert_eq!(ada.post(&rating, &forged).await.status, 400);
        assert_eq!(ada.get(&format!("{at}/ratings/o9/places")).await.status, 404);
        assert_eq!(ada.get(&format!("{at}/ratings/o1/nowhere")).await.status, 404);
        let plan = format!("{at}/mitigations/new");
        assert_eq!(ada.post(&plan, &[("action", "x"), ("funded", "maybe")]).await.status, 400);
        assert_eq!(ada.post(&plan, &[("action", "x"), ("ratings", "a.b.c")]).await.status, 400);
        return;
    }
    panic!("the demonstration has a draft");
}
