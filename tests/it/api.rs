//! The programming interface: its document, who may use it, and what it refuses.
use axum::body::Body;
use axum::http::{Request, header};
use http_body_util::BodyExt as _;
use loneliness_test::app::DEMO_PASSWORD;
use loneliness_test::domain::token::TokenScope;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::support::TestApp;

struct Answer {
    status: u16,
    headers: axum::http::HeaderMap,
    body: Value,
}

async fn ask(app: &TestApp, request: Request<Body>) -> Answer {
    let response = app.router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
    Answer { status: parts.status.as_u16(), headers: parts.headers, body }
}

fn get(path: &str, token: &str) -> Request<Body> {
    let path = format!("/api/v1{path}");
    let request = Request::get(path).header(header::AUTHORIZATION, format!("Bearer {token}"));
    request.body(Body::empty()).unwrap()
}

fn post(path: &str, token: &str, tag: Option<&str>, body: String) -> Request<Body> {
    let mut request = Request::post(format!("/api/v1{path}"))
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, "application/json");
    if let Some(tag) = tag {
        request = request.header(header::IF_MATCH, tag);
    }
    request.body(Body::from(body)).unwrap()
}

pub(crate) async fn token(app: &TestApp, email: &str, scopes: &[TokenScope]) -> String {
    let person = app.service.person_by_email(email).await.unwrap().unwrap();
    let today = app.service.clock().today();
    let secret = app.service.start_session(&person.id, "a test", None).await.unwrap();
    let by = app.service.signed_in(&secret).await.unwrap().unwrap();
    let stated = ("A test", scopes.iter().copied().collect(), Some(today));
    app.service.make_token(&by, DEMO_PASSWORD, stated).await.unwrap()
}

async fn sample() -> TestApp {
    let app = TestApp::demo().await;
    app.service.fill_with_sample_register().await.unwrap();
    app
}

#[tokio::test]
async fn without_a_token_that_works_every_address_is_a_problem() {
    let app = sample().await;
    let document = Request::get("/api/v1/openapi.json").body(Body::empty()).unwrap();
    let document = ask(&app, document).await;
    assert_eq!((document.status, document.body["openapi"].as_str()), (200, Some("3.1.0")));
    let paths = document.body["paths"].as_object().unwrap();
    assert!(paths.len() >= 14, "{}", paths.len());
    for (path, methods) in paths {
        let path = path.replace("{id}", "zzzz");
        for method in methods.as_object().unwrap().keys() {
            for given in ["", "Bearer lt_nobody_nothing", "Basic abc"] {
                let request = Request::builder()
                    .method(method.to_uppercase().as_str())
                    .uri(&path)
                    .header(header::AUTHORIZATION, given)
                    .body(Body::empty());
                let found = ask(&app, request.unwrap()).await;
                assert_eq!((found.status, &found.body["status"]), (401, &json!(401)), "{path}");
                assert_eq!(found.headers[header::CONTENT_TYPE], "application/problem+json");
                assert_eq!(found.headers[header::WWW_AUTHENTICATE], "Bearer");
            }
        }
    }
    // What is not there is a problem too, not a page.
    let read = token(&app, "lead@dft.example", &[TokenScope::Read]).await;
    let nowhere = ask(&app, get("/nowhere", &read)).await;
    assert_eq!((nowhere.status, nowhere.body["title"].as_str()), (404, Some("Not Found")));
}

#[tokio::test]
async fn a_program_reads_reports_and_imports_as_far_as_its_scopes_go() {
    let app = sample().await;
    let read = token(&app, "lead@dft.example", &[TokenScope::Read]).await;
    let report = token(&app, "lead@dft.example", &[TokenScope::Read, TokenScope::Report]).await;
    let mine = ask(&app, get("/commitments?scope=mine&per_page=3", &read)).await;
    assert_eq!((mine.status, mine.body["total"].as_u64()), (200, Some(6)));
    assert_eq!(mine.body["items"].as_array().unwrap().len(), 3);
    let id = mine.body["items"][0]["id"].as_str().unwrap().to_owned();
    let one = ask(&app, get(&format!("/commitments/{id}"), &read)).await;
    let tag = one.headers[header::ETAG].to_str().unwrap().to_owned();
    let policies = token(&app, "ada@exampleshire.example", &[TokenScope::Read]).await;
    let listed = ask(&app, get("/policies", &policies)).await;
    let policy = format!("/policies/{}", listed.body["items"][0]["id"].as_str().unwrap());
    let known = ask(&app, get(&policy, &policies)).await.headers[header::ETAG].clone();
    let mut again = get(&policy, &policies);
    again.headers_mut().insert(header::IF_NONE_MATCH, known);
    assert_eq!(ask(&app, again).await.status, 304);

    let at = format!("/commitments/{id}/reports");
    let good = json!({ "status": "on_track", "confidence": "green", "output": "12.5" }).to_string();
    let status = |answer: Answer| (answer.status, answer.body["errors"][0]["field"].clone());
    let refused = ask(&app, post(&at, &read, Some(&tag), good.clone())).await;
    assert_eq!(refused.status, 403);
    assert!(refused.body["detail"].as_str().unwrap().contains("report"));
    assert_eq!(ask(&app, post(&at, &report, None, good.clone())).await.status, 428);
    assert_eq!(ask(&app, post(&at, &report, Some("\"99\""), good.clone())).await.status, 412);
    assert_eq!(ask(&app, post(&at, &report, Some(&tag), "{".to_owned())).await.status, 400);
    let amber = json!({ "status": "on_track", "confidence": "amber" }).to_string();
    let amber = status(ask(&app, post(&at, &report, Some(&tag), amber)).await);
    assert_eq!(amber, (422, json!("next_step")));
    let done = ask(&app, post(&at, &report, Some(&tag), good.clone())).await;
    assert_eq!((done.status, done.body["reports"][0]["output"].as_str()), (200, Some("12.5")));
    assert_eq!(ask(&app, post(&at, &report, Some(&tag), good)).await.status, 412);

    let central = token(&app, "farah@dea.example", &[TokenScope::Import]).await;
    let rows = json!([{ "title": "New", "lead": "DfE", "theme": "culture" }, { "title": "" }]);
    let import = |path: &str| post(path, &central, None, rows.to_string());
    let trial = ask(&app, import("/commitments/import?dry_run=true")).await;
    assert_eq!((&trial.body["new"], &trial.body["done"]), (&json!(1), &json!(false)));
    assert_eq!(trial.body["refused"][0]["line"], json!(3));
    let done = ask(&app, import("/commitments/import")).await;
    assert_eq!((&done.body["new"], &done.body["done"]), (&json!(1), &json!(true)));
    let soon = ask(&app, get("/commitments/changes", &read)).await;
    assert_eq!(soon.body, json!([]), "what is not settled is told later");
    app.clock.forward(1);
    // A program that goes on after the last change it has sees each of them once.
    let mut seen = Vec::new();
    loop {
        let last: Option<&str> = seen.last().and_then(|it: &serde_json::Value| it["at"].as_str());
        let path = last.map_or_else(String::new, |at| format!("?after={at}"));
        let page = ask(&app, get(&format!("/commitments/changes{path}"), &read)).await;
        let page = page.body.as_array().unwrap().clone();
        if page.is_empty() {
            break;
        }
        seen.extend(page);
    }
    let of = |name: &str| seen.iter().filter(|it| it["change"] == json!(name)).count();
    assert_eq!((of("added"), of("reported"), seen.len()), (44, 1, 45));
    let wrong = ask(&app, get("/commitments/changes?after=yesterday", &read)).await;
    assert_eq!(status(wrong), (422, json!("after")));
}

#[tokio::test]
async fn a_token_ends_is_taken_back_and_never_does_more_than_its_person() {
    let app = sample().await;
    let officer = token(&app, "ada@exampleshire.example", TokenScope::ALL).await;
    // The officer sees the assessments of the council, and looks after no commitment.
    let seen = ask(&app, get("/assessments", &officer)).await;
    assert_eq!((seen.status, seen.body["total"].as_u64()), (200, Some(2)));
    let all = ask(&app, get("/commitments", &officer)).await;
    let id = all.body["items"][0]["id"].as_str().unwrap();
    let body = json!({ "status": "delivered", "note": "Mine now" }).to_string();
    let done =
        ask(&app, post(&format!("/commitments/{id}/reports"), &officer, Some("\"1\""), body)).await;
    assert_eq!(done.status, 403);
    let id = seen.body["items"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(ask(&app, get(&format!("/assessments/{id}/statement"), &officer)).await.status, 200);
    let other = token(&app, "iris@arts.example", TokenScope::ALL).await;
    assert_eq!(ask(&app, get(&format!("/assessments/{id}/statement"), &other)).await.status, 404);

    let browser = app.sign_in("ada").await;
    let page = browser.get("/account/tokens").await;
    assert!(page.text().contains("A test") && !page.html().contains(&officer));
    let form = page.html().split("/account/tokens/").nth(1).map(str::to_owned);
    assert!(form.is_some() || page.html().contains("revoke"));
    let id = officer.split('_').nth(1).unwrap();
    let until = app.service.clock().today().to_string();
    let until: Vec<&str> = until.split('-').collect();
    let (year, month, day) = (until[0], until[1], until[2]);
    let asked = [("name", "One more"), ("scopes", "read"), ("until-year", year)];
    let asked = [&asked[..], &[("until-month", month), ("until-day", day)]].concat();
    let wrong = browser.post("/account/tokens", &asked).await;
    assert_eq!(wrong.status, 422, "a session alone makes no token");
    assert!(wrong.text().contains("Enter your present password"), "{}", wrong.text());
    let asked = [&asked[..], &[("password", DEMO_PASSWORD)]].concat();
    assert!(browser.post("/account/tokens", &asked).await.text().contains("lt_"));
    assert_eq!(browser.post(&format!("/account/tokens/{id}/revoke"), &[]).await.status, 303);
    assert_eq!(ask(&app, get("/assessments", &officer)).await.status, 401);
    app.clock.forward(60 * 24 * 2);
    assert_eq!(ask(&app, get("/assessments", &other)).await.status, 401);
}

#[tokio::test]
async fn what_is_sent_says_that_it_is_json_or_csv_and_what_is_read_is_a_file() {
    let app = sample().await;
    let token = token(&app, "ada@exampleshire.example", TokenScope::ALL).await;
    let rows = "title,summary,owner_post,decider,decision_date,marking\n\
                A bridge,It is mended,Head of roads,Cabinet,2027-01-31,OFFICIAL\n";
    let import = |kind: Option<&str>| {
        let mut request = Request::post("/api/v1/policies/import?dry_run=true")
            .header(header::AUTHORIZATION, format!("Bearer {token}"));
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        request.body(Body::from(rows)).unwrap()
    };
    for (kind, status) in [
        (Some("text/csv; charset=utf-8"), 200),
        (Some("TEXT/CSV"), 200),
        (Some("application/x-www-form-urlencoded"), 415),
        (Some("text/plain"), 415),
        (None, 415),
    ] {
        let answer = ask(&app, import(kind)).await;
        assert_eq!(answer.status, status, "{kind:?}: {}", answer.body);
    }
    let report = Request::post("/api/v1/commitments/none/reports")
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, "text/csv");
    assert_eq!(ask(&app, report.body(Body::from("{}")).unwrap()).await.status, 415);
    let read = ask(&app, get("/policies", &token)).await;
    assert_eq!(read.headers[header::CONTENT_DISPOSITION], "attachment; filename=\"api.json\"");
}

#[tokio::test]
async fn a_program_that_asks_too_often_is_told_when_to_come_back() {
    let app = sample().await;
    let read = token(&app, "lead@dft.example", &[TokenScope::Read]).await;
    let mut last = ask(&app, get("/rounds", &read)).await;
    assert_eq!(last.headers["ratelimit-remaining"], "599");
    for _ in 0..600 {
        last = ask(&app, get("/rounds", &read)).await;
    }
    assert_eq!((last.status, last.headers.contains_key(header::RETRY_AFTER)), (429, true));
    let other = token(&app, "lead@dwp.example", &[TokenScope::Read]).await;
    assert_eq!(ask(&app, get("/rounds", &other)).await.status, 200);
    app.clock.forward(1);
    assert_eq!(ask(&app, get("/rounds", &read)).await.status, 200);
}
