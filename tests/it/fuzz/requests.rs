//! Broken forms, and broken JSON of programs.
use axum::body::Body;
use axum::http::{Request, header};
use loneliness_test::domain::token::TokenScope;
use scraper::{Html, Selector};
use tower::ServiceExt as _;

use super::{again, break_it};
use crate::dice::Dice;
use crate::support::{Browser, TestApp};

/// The forms of a page: where each is sent, and the names and values of its fields.
fn forms(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    let page = Html::parse_document(html);
    let form = Selector::parse("form[method=post]").unwrap();
    let field = Selector::parse("input[name], textarea[name], select[name], button[name]").unwrap();
    let of = |form: scraper::ElementRef<'_>| {
        let fields = form.select(&field).map(|field| {
            let value = field.value().attr("value").map(str::to_owned);
            let value = value.unwrap_or_else(|| field.text().collect());
            (field.value().attr("name").unwrap().to_owned(), value)
        });
        let fields = fields.filter(|(name, _)| name != "csrf").collect();
        form.value().attr("action").map(|action| (action.to_owned(), fields))
    };
    page.select(&form).filter_map(of).collect()
}

/// Forms of pages on which someone writes.
async fn all_forms(by: &Browser<'_>) -> Vec<(String, Vec<(String, String)>)> {
    let mut found = forms(&by.get("/policies/new").await.html());
    let home = by.get("/home").await;
    let policies = by.get("/policies").await;
    let mut seen = std::collections::BTreeSet::new();
    let mut waiting: Vec<String> = home.links().into_iter().chain(policies.links()).collect();
    while let Some(path) = waiting.pop() {
        let path = path.split('#').next().unwrap().to_owned();
        let is_ours = path.starts_with("/assessments/") || path.starts_with("/policies/");
        if !is_ours || seen.len() > 150 || !seen.insert(path.clone()) {
            continue;
        }
        let page = by.get(&path).await;
        if page.status == 200 && page.body.starts_with(b"<!") {
            found.extend(forms(&page.html()));
            waiting.extend(page.links());
        }
    }
    // What ends the session or the work would end the test.
    found.retain(|(action, _)| !action.contains("sign-out") && !action.contains("language"));
    found
}

fn break_form(fields: &[(String, String)], dice: &mut Dice) -> Vec<(String, String)> {
    let mut fields = fields.to_vec();
    for _ in 0..=dice.roll(3) {
        let at = dice.roll(fields.len());
        match dice.roll(5) {
            0 if !fields.is_empty() => drop(fields.remove(at)),
            1 if !fields.is_empty() => fields.push(fields[at].clone()),
            2 if !fields.is_empty() => fields[at].0 = break_it(&fields[at].0, dice),
            3 => fields.push(("answer".to_owned(), break_it("yes", dice))),
            _ if !fields.is_empty() => fields[at].1 = break_it(&fields[at].1, dice),
            _ => {}
        }
    }
    fields
}

#[test]
fn broken_forms_are_answered_and_harm_nothing() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let app = runtime.block_on(TestApp::demo());
    let ada = runtime.block_on(app.sign_in("ada"));
    let forms = runtime.block_on(all_forms(&ada));
    assert!(forms.len() > 30, "{}", forms.len());
    let (mut taken, mut refused) = (0, 0);
    let tried = again(|dice| {
        let (action, fields) = &forms[dice.roll(forms.len())];
        let broken = break_form(fields, dice);
        let broken: Vec<(&str, &str)> =
            broken.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let page = runtime.block_on(ada.post(action, &broken));
        assert!(page.status < 500, "{action} {broken:?}: {}", page.status);
        if page.status < 400 { taken += 1 } else { refused += 1 }
    });
    println!("{tried} broken forms at {} places: {taken} taken, {refused} refused", forms.len());
    assert!(taken > 10 && refused > 10);
    assert_eq!(runtime.block_on(ada.get("/home")).status, 200);
    let snapshot = runtime.block_on(app.service.snapshot()).unwrap();
    let verified = loneliness_test::store::verify(&snapshot, None).unwrap();
    assert_eq!(verified.problems, [""; 0]);
}

#[test]
fn broken_json_of_programs_is_a_problem_and_no_fault() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (app, token, ids) = runtime.block_on(async {
        let app = TestApp::demo().await;
        app.service.fill_with_sample_register().await.unwrap();
        let scopes = [TokenScope::Read, TokenScope::Import, TokenScope::Report];
        let token = crate::api::token(&app, "farah@dea.example", &scopes).await;
        let list = Request::get("/api/v1/commitments?each=50")
            .header(header::AUTHORIZATION, format!("Bearer {token}"));
        let list = app.router.clone().oneshot(list.body(Body::empty()).unwrap()).await.unwrap();
        let body = http_body_util::BodyExt::collect(list.into_body()).await.unwrap().to_bytes();
        let list: serde_json::Value = serde_json::from_slice(&body).unwrap();
        let ids = list["items"].as_array().unwrap().iter();
        let ids: Vec<String> = ids.map(|item| item["id"].as_str().unwrap().to_owned()).collect();
        (app, token, ids)
    });
    let good = [
        r#"{"status": "on_track", "confidence": "green", "text": "It is going on.", "next_step": "More"}"#,
        r#"[{"title": "A", "summary": "B", "owner_post": "C", "decider": "D"}]"#,
        r#"[{"reference": "LC-001", "statement": "It is promised.", "lead": "DEA"}]"#,
    ];
    let (mut faults, mut sent) = (0, 0);
    let tried = again(|dice| {
        sent += 1;
        if sent % 400 == 0 {
            // A token may send so much in a minute.
            app.clock.forward(1);
        }
        let path = match dice.roll(3) {
            0 => format!("commitments/{}/reports", ids[dice.roll(ids.len())]),
            1 => "policies/import?preview=true".to_owned(),
            _ => "commitments/import?preview=true".to_owned(),
        };
        let body = break_it(good[dice.roll(good.len())], dice);
        let kind = ["application/json", "text/csv", "text/plain"][dice.roll(3)];
        let request = Request::post(format!("/api/v1/{path}"))
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, kind)
            .header(header::IF_MATCH, "\"1\"")
            .body(Body::from(body.clone()));
        let router = app.router.clone();
        let status = runtime.block_on(router.oneshot(request.unwrap())).unwrap().status().as_u16();
        assert!(status < 500 && status != 429, "{path} {body}: {status}");
        faults += u64::from(status >= 400);
    });
    println!("{tried} broken requests, {faults} refused");
    assert!(faults > 100);
}
