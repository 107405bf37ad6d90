//! The register as a whole: import, what is there twice, personal data, and disposal.
use std::sync::Arc;

use loneliness_test::app::Waits;
use loneliness_test::clock::Clock as _;
use loneliness_test::domain::access::Actor;
use loneliness_test::domain::policy::{Policy, PolicyFacts};
use loneliness_test::store::{self, SledStore, Store};

use crate::support::{Browser, TestApp, TestClock, service_on};

const HEADS: &str = "reference,title,summary,owner_post,decider,decision_date,marking\n";

#[tokio::test]
async fn an_import_is_shown_before_it_is_done_and_can_be_done_twice() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    ada.get("/policies/import").await;
    let file = format!(
        "{HEADS},Evening classes,Fewer evening classes.,Head of learning,Cabinet,2027-03-01,OFFICIAL\n\
         ,,No title.,Head of learning,Cabinet,,\n\
         LT-1999-0001,Not ours,A policy.,Head,Cabinet,,OFFICIAL\n\
         ,Secret,A policy.,Head,Cabinet,,SECRET\n"
    );
    let preview = ada.post("/policies/import", &[("source", &file)]).await;
    let text = preview.text();
    for expected in [
        "New: 1. Changed: 0. Unchanged: 0. Refused: 3.",
        "Enter a title",
        "No policy of yours has this reference",
        "The marking is neither OFFICIAL nor OFFICIAL-SENSITIVE",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    assert!(!ada.get("/policies").await.text().contains("Evening classes"), "nothing is done yet");
    ada.get("/policies/import").await;
    assert_eq!(ada.post("/policies/import/do", &[("source", &file)]).await.status, 200);
    assert!(ada.get("/policies").await.text().contains("Evening classes"));
    ada.get("/policies/import").await;
    let again = ada.post("/policies/import", &[("source", &file)]).await.text();
    assert!(again.contains("New: 0. Changed: 0. Unchanged: 1."), "{again}");
    // What was exported can be imported: nothing changes.
    let csv = ada.get("/policies.csv").await.html();
    ada.get("/policies/import").await;
    let back = ada.post("/policies/import", &[("source", &csv)]).await.text();
    assert!(back.contains("New: 0. Changed: 0.") && back.contains("Refused: 0."), "{back}");
    for form in ["csv", "ods", "json"] {
        let file = ada.get(&format!("/policies/file/{form}")).await.body;
        ada.get("/policies/import").await;
        let back = ada.upload("/policies/import", "file", &file).await.text();
        assert!(back.contains("New: 0. Changed: 0.") && back.contains("Refused: 0."), "{back}");
    }
    for nonsense in [&b"PK\x03\x04 no spreadsheet"[..], b"[1, 2", b"\xff\xfe\x00"] {
        ada.get("/policies/import").await;
        assert_eq!(ada.upload("/policies/import", "file", nonsense).await.status, 422);
    }
    // A marking that only a later row has counts.
    let rows = br#"[{"title": "One", "summary": "A.", "owner_post": "B", "decider": "C"},
        {"title": "Two", "summary": "A.", "owner_post": "B", "decider": "C",
         "marking": "OFFICIAL-SENSITIVE"}]"#;
    ada.get("/policies/import").await;
    let preview = ada.upload("/policies/import", "file", rows).await;
    assert!(preview.html().contains("OFFICIAL-SENSITIVE"), "{}", preview.text());
    let broken = ada.post("/policies/import", &[("source", "title\n\"open")]).await;
    assert_eq!(broken.status, 422, "{}", broken.text());
}

#[tokio::test]
async fn the_same_title_twice_is_pointed_out() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    let fields = [
        ("title", "Bus services in the  NORTH of the county"),
        ("summary", "The same."),
        ("owner_post", "Head"),
        ("decider", "Cabinet"),
        ("marking", "official"),
    ];
    ada.get("/policies/new").await;
    let at = ada.post("/policies/new", &fields).await.location.unwrap();
    assert!(ada.get(&at).await.text().contains("Is this the same policy?"));
}

#[tokio::test]
async fn text_that_looks_like_personal_data_is_pointed_out_before_it_is_saved() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    let home = ada.get("/home").await;
    let links = home.links();
    let mut tried = false;
    for at in links.iter().filter(|link| link.starts_with("/assessments/")) {
        let path = format!("{at}/questions/h4");
        let page = ada.get(&path).await;
        if page.status != 200 {
            continue;
        }
        tried = true;
        let seen = page.value_of("seen").unwrap();
        let row = scraper::Html::parse_document(&page.html());
        let field = scraper::Selector::parse("input[name$=':organisation']").unwrap();
        let name = row.select(&field).next().unwrap().attr("name").unwrap().to_owned();
        let typed = "Call Mrs Jones on 07700 900123";
        let fields = [("seen", seen.as_str()), (name.as_str(), typed)];
        let asked = ada.post(&path, &fields).await;
        assert_eq!(asked.status, 422);
        assert!(asked.text().contains("telephone number"), "{}", asked.text());
        assert_eq!(asked.value_of(&name).as_deref(), Some(typed), "nothing typed is lost");
        assert_eq!(ada.get(&path).await.value_of("seen"), Some(seen.clone()), "nothing is saved");
        let mut confirmed = fields.to_vec();
        confirmed.push(("personal", "yes"));
        ada.post(&path, &confirmed).await;
        assert_ne!(ada.get(&path).await.value_of("seen"), Some(seen), "now it is");
        break;
    }
    assert!(tried, "the demonstration has a draft with this question");
}

#[tokio::test]
async fn colleagues_see_who_is_here() {
    let app = TestApp::demo().await;
    let (ada, ben) = (app.sign_in("ada").await, app.sign_in("ben").await);
    let home = ada.get("/home").await;
    let links = home.links();
    let at = links.iter().find(|link| link.starts_with("/assessments/")).unwrap();
    ben.get(at).await;
    let page = ada.get(at).await.text();
    assert!(page.contains("Ben Okafor, Community development officer was here just now"), "{page}");
    app.clock.forward(11);
    assert!(!ada.get(at).await.text().contains("Ben Okafor"), "not after ten minutes");
}

#[tokio::test]
async fn organisations_are_imported_with_codes_and_successors_and_twice_is_once() {
    let app = TestApp::demo().await;
    let gwen = app.sign_in("gwen").await;
    let file = "name,welsh_name,type,contact,gss,from,to,successor\n\
        Old District Council,,council,a@old.example,E07000099,2000-04-01,2027-04-01,New Unitary Council\n\
        New Unitary Council,Cyngor Unedol Newydd,council,a@new.example,E06000099,2027-04-01,,\n\
        Nowhere,,club,a@b.example,,,,\n\
        Lost,,other,a@b.example,,,2027-01-01,Never heard of\n";
    gwen.get("/organisations/import").await;
    let preview = gwen.post("/organisations/import", &[("source", file)]).await.text();
    assert!(preview.contains("New: 2. Changed: 0. Unchanged: 0. Refused: 2."), "{preview}");
    gwen.get("/organisations/import").await;
    assert_eq!(gwen.post("/organisations/import/do", &[("source", file)]).await.status, 200);
    let csv = gwen.get("/organisations.csv").await.html();
    assert!(csv.contains("2027-04-01,New Unitary Council"), "{csv}");
    gwen.get("/organisations/import").await;
    let again = gwen.post("/organisations/import", &[("source", file)]).await.text();
    assert!(again.contains("New: 0. Changed: 0. Unchanged: 2."), "{again}");
    gwen.get("/organisations/import").await;
    let back = gwen.post("/organisations/import", &[("source", &csv)]).await.text();
    assert!(back.contains("New: 0. Changed: 0.") && back.contains("Refused: 0."), "{back}");
}

#[tokio::test]
async fn what_is_marked_is_not_in_the_redacted_statement() {
    let app = TestApp::demo().await;
    let ada = app.sign_in("ada").await;
    let register = ada.get("/policies").await;
    let policy = register.links().into_iter().find(|link| link.starts_with("/policies/LT"));
    assert!(policy.is_none(), "addresses have ids, not references");
    let person = actor(&app, "ada@exampleshire.example").await;
    let work = app.service.my_work(&person).await.unwrap();
    let signed = work.iter().find(|waiting| waiting.why == Waits::Finished).unwrap();
    let at = format!("/assessments/{}", signed.assessment);
    let open = app.service.open(&person, &signed.assessment).await.unwrap();
    let lang = loneliness_test::domain::text::Lang::En;
    let whole =
        serde_json::to_string(&app.service.statement_of(&open, lang).await.unwrap()).unwrap();
    let text = open.assessment.answers.iter().find_map(|(id, kept)| {
        let asked = open.questionnaire.question(id)?;
        let is_text =
            asked.question.kind == loneliness_test::domain::questionnaire::QuestionType::Textarea;
        (is_text && open.evaluation.is_asked(id))
            .then(|| (id.clone(), kept.value.text().to_owned()))
    });
    let (question, secret) = text.unwrap();
    let piece: String = secret.chars().take(40).collect();
    assert!(whole.contains(&piece), "the statement has the answer");
    ada.get(&format!("{at}/release")).await;
    let name = format!("mark-{question}");
    let forged = ada.post(&format!("{at}/release"), &[(&name, "foi-35")]).await;
    assert_eq!(forged.status, 422, "section 35 is for departments only");
    let done = ada.post(&format!("{at}/release"), &[(&name, "foi-43")]).await;
    assert_eq!(done.status, 303);
    let pdf = ada.get(&format!("{at}/redacted.pdf")).await;
    assert!(pdf.body.starts_with(b"%PDF"));
    let said = crate::pdf::read_back("redacted", &pdf.body);
    assert!(said.contains("Withheld: Section 43"), "{said}");
    assert!(!said.replace('\n', " ").contains(&piece), "the answer is gone");
    let issued = ada.get(&format!("{at}/statement.pdf")).await;
    assert_ne!(issued.body, pdf.body, "the issued statement stays as it was");
    // Nothing that was typed in any answer is left when all are marked: options and groups of one's
    // own stand in many places.
    let names: Vec<String> =
        open.assessment.answers.keys().map(|id| format!("mark-{id}")).collect();
    ada.get(&format!("{at}/release")).await;
    let marks: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "foi-43")).collect();
    assert_eq!(ada.post(&format!("{at}/release"), &marks).await.status, 303);
    let pdf = ada.get(&format!("{at}/redacted.pdf")).await;
    let said = crate::pdf::read_back("redacted-all", &pdf.body).replace('\n', " ");
    assert!(left_of_answers(&open, &said) > 10);
    for option in open.evaluation.options.iter().filter(|option| !option.name.is_empty()) {
        assert!(!said.contains(&option.name), "{}", option.name);
    }
}

/// Looks for what was typed in a statement where nothing of it may be; returns how much was looked for.
fn left_of_answers(open: &loneliness_test::app::Open, said: &str) -> usize {
    let plan: Vec<_> = open.assessment.plan.values().map(|kept| &kept.value).collect();
    let stated = serde_json::to_string(&(&open.policy.facts, plan)).unwrap();
    let mut looked_for = 0;
    for (id, kept) in &open.assessment.answers {
        let texts = kept.value.rows().iter().flat_map(|row| row.values().cloned());
        let texts = texts.chain([kept.value.text().to_owned()]);
        for text in texts.filter(|text| text.contains(' ')) {
            let piece: String = text.chars().take(30).collect();
            // What is stated about the policy and the plan is no answer.
            if stated.contains(&piece) {
                continue;
            }
            assert!(!said.contains(&piece), "{id}: {piece}");
            looked_for += 1;
        }
    }
    looked_for
}

const YEARS: i64 = 60 * 24 * 366;

/// A closed policy of the council, on its page of records; everyone is signed in again.
async fn closed(app: &TestApp) -> Policy {
    let ada = actor(app, "ada@exampleshire.example").await;
    let facts = PolicyFacts {
        title: "A policy that ends".to_owned(),
        summary: "The phrase that must go.".to_owned(),
        owner_post: "Head".to_owned(),
        decider: "Cabinet".to_owned(),
        ..PolicyFacts::default()
    };
    let policy = app.service.register_policy(&ada, facts, None).await.unwrap();
    let central = "central-policy".parse().unwrap();
    let id = app.service.start_assessment(&ada, &policy.id, &central).await.unwrap();
    app.service.comment(&ada, &id, None, ("A comment that must go.", None), None).await.unwrap();
    app.service.close_assessment(&ada, &id, "It was dropped.").await.unwrap();
    policy
}

async fn actor(app: &TestApp, email: &str) -> Actor {
    let person = app.service.person_by_email(email).await.unwrap().unwrap();
    Actor::of(&person, app.clock.today()).unwrap()
}

async fn propose(by: &Browser<'_>, at: &str) -> u16 {
    by.get(at).await;
    by.post(at, &[("do", "propose"), ("why", "Its time is over.")]).await.status
}

#[tokio::test]
async fn disposal_needs_its_time_two_people_and_no_legal_hold_and_leaves_a_certificate() {
    let app = TestApp::demo().await;
    let policy = closed(&app).await;
    let at = format!("/policies/{}/records", policy.id);
    let dilys = app.sign_in("dilys").await;
    assert_eq!(propose(&dilys, &at).await, 409, "not before its time");
    app.clock.forward(8 * YEARS);
    let (dilys, gwen) = (app.sign_in("dilys").await, app.sign_in("gwen").await);
    dilys.get(&at).await;
    let hold = [("do", "hold"), ("reason", "A claim is before the court.")];
    assert_eq!(dilys.post(&at, &hold).await.status, 303);
    assert_eq!(propose(&dilys, &at).await, 409, "not during a legal hold");
    assert_eq!(dilys.post(&at, &[("do", "end-hold")]).await.status, 303);
    assert_eq!(propose(&dilys, &at).await, 303);
    assert_eq!(dilys.post(&at, &[("do", "confirm")]).await.status, 409, "not the same person");
    // Gwen administers the service and so looks after every organisation.
    let administrator = actor(&app, "gwen@dea.example").await;
    let certificate = app.service.dispose(&administrator, &policy.id).await;
    // She reads no policy of the council, so the second person is one of its own.
    assert!(certificate.is_err());
    gwen.get("/home").await;
    let second = second_administrator(&app).await;
    app.service.dispose(&second, &policy.id).await.unwrap();
    let text = dilys.get("/certificates").await.text();
    assert!(text.contains(&policy.reference) && text.contains("Its time is over."), "{text}");
    assert_eq!(dilys.get(&at).await.status, 404);
    let snapshot = app.service.snapshot().await.unwrap();
    let verified = store::verify(&snapshot, None).unwrap();
    assert!(verified.problems.is_empty(), "{:?}", verified.problems);
    let mut log = Vec::new();
    store::write_audit(&snapshot, &mut log).unwrap();
    assert!(store::verify_audit(&mut log.as_slice()).unwrap().problems.is_empty());
    let mut backup = Vec::new();
    snapshot.write(&mut backup).unwrap();
    let kept = String::from_utf8_lossy(&backup);
    assert!(!kept.contains("The phrase that must go"), "the content is gone");
    assert!(!kept.contains("A comment that must go"), "the comments are gone");
    // Whoever takes the certificate away is found.
    let mut without = snapshot.clone();
    without.records.retain(|record| record.kind.name() != "certificate");
    assert!(!store::verify(&without, None).unwrap().problems.is_empty());
}

/// Another administrator of the council.
async fn second_administrator(app: &TestApp) -> Actor {
    let gwen = actor(app, "gwen@dea.example").await;
    let dilys = actor(app, "dilys@exampleshire.example").await;
    let asked = loneliness_test::app::NewPerson {
        name: "Emrys Lloyd".to_owned(),
        email: "emrys@exampleshire.example".to_owned(),
        post: "Records manager".to_owned(),
        organisation: dilys.organisation.to_string(),
        roles: [loneliness_test::domain::people::Role::OrganisationAdministrator].into(),
        ..loneliness_test::app::NewPerson::default()
    };
    let (person, _) = app.service.add_person(&gwen, &asked).await.unwrap();
    Actor::of(&person, app.clock.today()).unwrap()
}

#[tokio::test]
async fn a_store_that_disposed_of_records_opens_again() {
    let folder = tempfile::tempdir().unwrap();
    let clock = TestClock::new();
    {
        let store = Arc::new(SledStore::open(folder.path()).unwrap());
        let service = Arc::new(service_on(Arc::clone(&store) as Arc<dyn Store>, &clock));
        service.keep_questionnaires().await.unwrap();
        service.fill_with_demo().await.unwrap();
        let app = TestApp::of(service, Arc::clone(&clock));
        let policy = closed(&app).await;
        clock.forward(8 * YEARS);
        let dilys = actor(&app, "dilys@exampleshire.example").await;
        let why = loneliness_test::app::Keeping::Propose("Over.".to_owned());
        app.service.keep_records(&dilys, &policy.id, why).await.unwrap();
        let second = second_administrator(&app).await;
        app.service.dispose(&second, &policy.id).await.unwrap();
        app.service.close().await.unwrap();
    }
    let store = SledStore::open(folder.path()).unwrap();
    let snapshot = store.everything().await.unwrap();
    assert!(store::verify(&snapshot, None).unwrap().problems.is_empty());
}
