//! Who reaches what: every address, for every role, in the own and in another organisation, for
//! open and for restricted policies. `docs/access.md` has the table, and it must be so.
use std::fs;
use std::path::PathBuf;

use loneliness_test::app::{NewHolders, NewPerson, NewRound, Service};
use loneliness_test::clock::Clock as _;
use loneliness_test::domain::access::Actor;
use loneliness_test::domain::answers::{Answer, Row};
use loneliness_test::domain::commitment::{CommitmentFacts, Measure, Origin, Theme};
use loneliness_test::domain::ids::{AssessmentId, PersonId, PolicyId};
use loneliness_test::domain::people::Role;
use loneliness_test::domain::policy::{Marking, PolicyFacts};
use loneliness_test::domain::scoring::Planned;
use loneliness_test::web::{ROUTES, Route};

use crate::support::{Browser, TestApp};

/// The columns of the table.
const COLUMNS: &[&str] = &[
    "officer",
    "contributor",
    "reviewer",
    "signer",
    "commitment lead",
    "organisation administrator",
    "central team",
    "auditor",
    "administrator",
    "public",
];

/// A policy with everything that an address can name.
struct Scene {
    policy: PolicyId,
    assessment: AssessmentId,
    person: PersonId,
    organisation: String,
    thread: String,
    commitment: String,
    round: String,
}

async fn actor(service: &Service, app: &TestApp, email: &str) -> Actor {
    let person = service.person_by_email(email).await.unwrap().unwrap();
    Actor::of(&person, app.clock.today()).unwrap()
}

/// A policy of the organisation of `officer`, with a screened assessment and a comment. In the own
/// organisation the person who looks is in the place of their role: the reviewer has been asked to
/// review, the signer to sign.
async fn scene(
    app: &TestApp,
    officer: &str,
    marking: Marking,
    looks: Option<(&PersonId, Role)>,
) -> Scene {
    let service = &app.service;
    let by = actor(service, app, officer).await;
    let facts = PolicyFacts {
        title: "A scene".to_owned(),
        summary: "For the table.".to_owned(),
        owner_post: "Head of scenes".to_owned(),
        decider: "Cabinet".to_owned(),
        marking,
        ..PolicyFacts::default()
    };
    let policy = service.register_policy(&by, facts, None).await.unwrap();
    let central = "central-policy".parse().unwrap();
    let id = service.start_assessment(&by, &policy.id, &central).await.unwrap();
    for n in 1..=8 {
        let question = format!("s{n}").parse().unwrap();
        let answer = match n {
            4 => Answer::Many(vec!["none".to_owned()]),
            2 | 5 => Answer::Text("yes".to_owned()),
            _ => Answer::Text("no".to_owned()),
        };
        service.answer(&by, &id, &question, &answer, 0).await.unwrap();
    }
    let row = |key: &str, name: &str| -> Vec<Row> {
        let cells = [("key", key), ("name", name)];
        vec![cells.map(|(field, text)| (field.to_owned(), text.to_owned())).into()]
    };
    let deeper = [
        ("a2", Answer::Rows(row("o1", "An option"))),
        ("b1", Answer::Rows(row("disabled", ""))),
        ("c1", Answer::Text("harder".to_owned())),
    ];
    for (question, answer) in deeper {
        service.answer(&by, &id, &question.parse().unwrap(), &answer, 0).await.unwrap();
    }
    let planned = Planned { action: "Keep one room open".to_owned(), ..Planned::default() };
    service.save_plan(&by, &id, None, &planned).await.unwrap();
    service.comment(&by, &id, None, ("A comment.", None), None).await.unwrap();
    let open = service.open(&by, &id).await.unwrap();
    let thread = service.threads(&open).await.unwrap().remove(0).id.to_string();
    match looks {
        Some((person, Role::Reviewer)) => {
            service.ask_for_review(&by, &id, person).await.unwrap();
        }
        Some((person, Role::Signer)) => {
            service.ask_to_sign(&by, &id, person, "").await.unwrap();
        }
        Some(_) | None => {}
    }
    // Someone whose account the table's people may change without harm to the scene.
    let other = if officer.ends_with("dea.example") {
        "eve@dea.example"
    } else {
        "ben@exampleshire.example"
    };
    let person = service.person_by_email(other).await.unwrap().unwrap().id;
    let (commitment, round) = promised(app, &by).await;
    let organisation = by.organisation.to_string();
    Scene { policy: policy.id, assessment: id, person, organisation, thread, commitment, round }
}

/// A commitment of the organisation, and a round that is locked.
async fn promised(app: &TestApp, by: &Actor) -> (String, String) {
    let service = &app.service;
    let central = actor(service, app, "farah@dea.example").await;
    let facts = CommitmentFacts {
        title: "A promise".to_owned(),
        description: String::new(),
        theme: Theme::Culture,
        goal: None,
        origin: Origin::Strategy,
        minister_post: String::new(),
        official_post: String::new(),
        start: None,
        due: None,
        budget: String::new(),
        output: Measure::default(),
        outcome: Measure::default(),
        known: String::new(),
        sureness: String::new(),
        listed: true,
    };
    let lead = Some(by.organisation.clone());
    let holders = NewHolders { lead, ..NewHolders::default() };
    let commitment = service.add_commitment(&central, facts, holders, None).await.unwrap();
    let today = Some(app.clock.today());
    let name = "A round".to_owned();
    let new = NewRound { name, from: today, until: today, due: today };
    let round = service.open_new_round(&central, &new).await.unwrap();
    service.lock_round(&central, &round).await.unwrap();
    (commitment.to_string(), round.to_string())
}

fn address(path: &str, scene: &Scene) -> String {
    let id = match path.split('/').nth(1).unwrap_or("") {
        "policies" => scene.policy.to_string(),
        "assessments" => scene.assessment.to_string(),
        "people" => scene.person.to_string(),
        "organisations" => scene.organisation.clone(),
        "commitments" if path.contains("/imports/") => "zzzzzzzzzzzzzzzz".to_owned(),
        "commitments" => scene.commitment.clone(),
        "rounds" => scene.round.clone(),
        "questions" => "central-policy".to_owned(),
        _ => "zzzzzzzzzzzzzzzz".to_owned(),
    };
    let parts = path.split('/').map(|part| match part {
        "{id}" => id.clone(),
        "{thread}" => scene.thread.clone(),
        "{secret}" | "{name}" | "{hash}" => "zzzzzzzzzzzzzzzz".to_owned(),
        "{question}" => "b1".to_owned(),
        "{form}" => "csv".to_owned(),
        "{section}" => "a".to_owned(),
        "{option}" => "o1".to_owned(),
        "{pathway}" => "places".to_owned(),
        "{plan}" => "p1".to_owned(),
        "{number}" => "1".to_owned(),
        "{reference}" => "LT-2026-0001".to_owned(),
        "{rating}" => "o1.places.disabled".to_owned(),
        other => other.to_owned(),
    });
    parts.collect::<Vec<_>>().join("/")
}

/// Whether an address lets someone in. What is there but has to be filled in otherwise is let in;
/// what is forbidden, hidden or asks for sign-in is not.
async fn lets_in(by: &Browser<'_>, method: &str, path: &str) -> bool {
    let page = if method == "GET" {
        by.get(path).await
    } else {
        by.post(path, &[("seen", "0"), ("kind", "council")]).await
    };
    let to = page.location.as_deref();
    let signs_in = to.is_some_and(|to| to.starts_with("/sign-in"));
    // A page that leads back to the task list is not for this person, or not for this stage.
    let leads_away = method == "GET" && to.is_some_and(|to| path.starts_with(&format!("{to}/")));
    !matches!(page.status, 401 | 403 | 404) && !signs_in && !leads_away
}

/// Someone with one role in the council.
async fn person(app: &TestApp, role: Role) -> (String, PersonId) {
    let gwen = actor(&app.service, app, "gwen@dea.example").await;
    let council = actor(&app.service, app, "ada@exampleshire.example").await.organisation;
    let email = format!("{}@exampleshire.example", role.name().replace('_', "."));
    let asked = NewPerson {
        name: format!("A {}", role.name()),
        email: email.clone(),
        post: role.name().to_owned(),
        organisation: council.to_string(),
        roles: [role].into(),
        until: (role == Role::Auditor).then(|| app.clock.today()),
        ..NewPerson::default()
    };
    let (person, secret) = app.service.add_person(&gwen, &asked).await.unwrap();
    let password = "a-quiet-wooden-boat";
    app.service.choose_password(&secret, password).await.unwrap();
    (email, person.id)
}

/// Whether a form there can change the policy or the assessment of a scene.
fn touches(path: &str) -> bool {
    path.starts_with("/policies/{id}") || path.starts_with("/assessments/{id}")
}

/// The letters of a cell: own open, own restricted, other open, other restricted.
const LETTERS: [char; 4] = ['o', 'r', 'O', 'R'];

async fn column(column: &str) -> Vec<String> {
    let app = TestApp::demo().await;
    let role = Role::ALL.iter().copied().find(|role| role.name().replace('_', " ") == column);
    let who = match role {
        Some(role) => Some((person(&app, role).await, role)),
        None => None,
    };
    let mut cells: Vec<String> = rows().iter().map(|_| String::new()).collect();
    for (place, letter) in LETTERS.iter().enumerate() {
        let own = place < 2;
        let marking = if place % 2 == 0 { Marking::Official } else { Marking::OfficialSensitive };
        let officer = if own { "ada@exampleshire.example" } else { "dev@dea.example" };
        let looks = who.as_ref().filter(|_| own).map(|((_, id), role)| (id, *role));
        let mut at = Box::pin(scene(&app, officer, marking, looks)).await;
        for (n, (method, route)) in rows().iter().enumerate() {
            // What a form does to one scene must not show in the next row.
            if *method == "POST" && touches(route.path) {
                at = Box::pin(scene(&app, officer, marking, looks)).await;
            }
            let by = app.browser();
            match &who {
                Some(((_, id), _)) => by.enter(id).await,
                None => drop(by.get("/sign-in").await),
            }
            let let_in = lets_in(&by, method, &address(route.path, &at)).await;
            cells[n].push(if let_in { *letter } else { '-' });
        }
    }
    cells
}

/// Every address with its methods.
fn rows() -> Vec<(&'static str, &'static Route)> {
    let mut rows = Vec::new();
    for route in ROUTES {
        if route.gets {
            rows.push(("GET", route));
        }
        if route.posts {
            rows.push(("POST", route));
        }
    }
    rows
}

/// What the table says before its rows.
const HEAD: &str = "# Who reaches what

Written by `tests/it/access.rs`, which walks every address for every role and fails when the service
differs from this table. Read what changed before you write it again with `UPDATE_DOCS=1`.

A cell says for which policies the address lets someone in: `o` open (OFFICIAL) and `r` restricted
(OFFICIAL-SENSITIVE, the person is not a named reader) of the own organisation; `O` and `R` the same of
another organisation. In the own organisation the reviewer has been asked to review and the signer to
sign, so both are involved. `-` is refused: the page is forbidden, or
hidden, or asks for sign-in, or leads back to the task list because it is not for this role at this stage.
Addresses that are about no policy have the same answer for all four.

";

#[test]
fn the_table_in_the_documentation_is_what_the_service_does() {
    let columns: Vec<Vec<String>> = std::thread::scope(|scope| {
        let runs: Vec<_> = COLUMNS
            .iter()
            .map(|name| {
                scope.spawn(|| {
                    let runtime =
                        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                    runtime.block_on(column(name))
                })
            })
            .collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    });
    let mut text = HEAD.to_owned();
    text.extend(["| address | ", &COLUMNS.join(" | "), " |\n"]);
    text.extend(["|---|", &"---|".repeat(COLUMNS.len()), "\n"]);
    for (n, (method, route)) in rows().iter().enumerate() {
        let cells: Vec<String> = columns.iter().map(|column| format!("`{}`", column[n])).collect();
        text.extend(["| ", method, " `", route.path, "` | ", &cells.join(" | "), " |\n"]);
    }
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/access.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &text).unwrap();
    }
    laws(&columns);
    let written = fs::read_to_string(&path).unwrap_or_default();
    let differs: Vec<String> = text
        .lines()
        .zip(written.lines().chain(std::iter::repeat("")))
        .filter(|(is, says)| is != says)
        .map(|(is, says)| format!("is:   {is}\nsays: {says}"))
        .collect();
    assert!(text == written, "docs/access.md differs:\n{}", differs.join("\n"));
}

/// What must be so whatever the table says.
fn laws(columns: &[Vec<String>]) {
    let mut broken = Vec::new();
    let mut must = |holds: bool, what: String| {
        if !holds {
            broken.push(what);
        }
    };
    let of = |name: &str| COLUMNS.iter().position(|column| *column == name).unwrap();
    for (n, (method, route)) in rows().iter().enumerate() {
        let about = touches(route.path);
        let cell = |name: &str| columns[of(name)][n].as_str();
        let place = format!("{method} {}", route.path);
        if about {
            for name in COLUMNS {
                must(
                    !cell(name).contains('R'),
                    format!("{place}: {name} reads a restricted policy elsewhere"),
                );
            }
            must(cell("public") == "----", format!("{place}: public"));
            if *method == "POST" {
                for name in ["auditor", "central team"] {
                    must(cell(name) == "----", format!("{place}: {name} only reads"));
                }
                for name in ["officer", "contributor", "reviewer", "signer", "commitment lead"] {
                    must(!cell(name).contains('O'), format!("{place}: {name} writes elsewhere"));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}
