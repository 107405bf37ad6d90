//! How fast the parts are that people wait for. `make bench` prints a table.
#![expect(clippy::unwrap_used, reason = "a bench stops at the first surprise")]
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, header};
use divan::{Bencher, black_box};
use loneliness_test::app::{Service, Waits};
use loneliness_test::clock::SystemClock;
use loneliness_test::domain::audit::{Action, By, Entry};
use loneliness_test::domain::evaluate::{Input, evaluate};
use loneliness_test::domain::given;
use loneliness_test::domain::organisation::{Organisation, OrganisationType, first_facts};
use loneliness_test::domain::statement::Statement;
use loneliness_test::domain::text::Lang;
use loneliness_test::i18n::Catalogue;
use loneliness_test::library::Library;
use loneliness_test::pdf::Printer;
use loneliness_test::search::Index;
use loneliness_test::store::memory::MemoryStore;
use loneliness_test::store::{Change, SledStore, Store};
use loneliness_test::web::{AppState, Renderer, router};
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

fn main() {
    divan::main();
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap()
}

/// The demonstration, signed in: service, router, cookie, and the address of the draft.
fn demo(runtime: &Runtime) -> (Arc<Service>, axum::Router, String, String) {
    let service = Arc::new(Service::new(
        Arc::new(MemoryStore::default()),
        Index::in_memory().unwrap(),
        Arc::new(SystemClock),
        Library::embedded().unwrap(),
        Arc::new(Catalogue::embedded().unwrap()),
        Printer::new().unwrap(),
    ));
    let renderer = Arc::new(Renderer::new(Arc::clone(service.words())).unwrap());
    let state = AppState::new(Arc::clone(&service), renderer, true);
    runtime.block_on(async {
        service.fill_with_demo().await.unwrap();
        let email = "ada@exampleshire.example";
        let person = service.person_by_email(email).await.unwrap().unwrap();
        let secret = service.start_session(&person.id, "", None).await.unwrap();
        let signed_in = service.signed_in(&secret).await.unwrap().unwrap();
        let work = service.my_work(&signed_in.actor).await.unwrap();
        let draft = work.iter().find(|waiting| waiting.why == Waits::Writing).unwrap();
        let at = format!("/assessments/{}", draft.assessment);
        let cookie = format!("__Host-session={secret}");
        (Arc::clone(&service), router(state), cookie, at)
    })
}

#[divan::bench]
fn evaluate_the_central_questionnaire(bencher: Bencher<'_, '_>) {
    let runtime = runtime();
    let (service, ..) = demo(&runtime);
    let (questionnaire, input) = runtime.block_on(finished(&service));
    bencher.bench(|| evaluate(&questionnaire, black_box(&input)));
}

/// A questionnaire of 300 questions with 120 conditions, answered.
fn large() -> (String, serde_json::Map<String, serde_json::Value>) {
    use std::fmt::Write as _;
    let mut text = "id: large\nversion: 1.0.0\nlanguages: [en]\ntitle: Large\nsummary: Large.\n\
                    sections:\n  - id: s\n    title: All\n    questions:\n"
        .to_owned();
    let mut answers = serde_json::Map::new();
    for n in 0..300 {
        let when = match n % 5 {
            2 if n > 10 => format!(", show_if: \"q{} == 'yes' || q{} == 'no'\"", n - 1, n - 5),
            4 if n > 10 => format!(", show_if: \"count_of([q{}, q{}], 'yes') >= 1\"", n - 3, n - 4),
            _ => String::new(),
        };
        writeln!(
            text,
            "      - {{id: q{n}, type: yes_no, text: Is this question {n}?, \
             points: {{'yes': 2, 'no': 0}}{when}}}"
        )
        .unwrap();
        answers.insert(format!("q{n}"), if n % 3 == 0 { "no" } else { "yes" }.into());
    }
    text.push_str(
        "scores:\n  - {id: all_of, label: All, sum: all, maximum: shown, bands_on: share, bands: \
         [{id: low, label: Low, from: 0}, {id: high, label: High, above: 50}]}\n  \
         - {id: less, label: Less, calculate: \"share(all_of) >= 80 ? all_of * 0.85 : all_of\"}\n",
    );
    (text, answers)
}

#[divan::bench]
fn evaluate_300_questions(bencher: Bencher<'_, '_>) {
    let (text, answers) = large();
    let questionnaire = loneliness_test::library::load("large.yaml", &text).unwrap().questionnaire;
    let answers = given::answers(questionnaire.asked(), &answers).unwrap();
    let input = Input { answers, ..Input::default() };
    assert_eq!(evaluate(&questionnaire, &input).scores.len(), 2);
    bencher.bench(|| evaluate(&questionnaire, black_box(&input)));
}

/// Reading and checking the largest file that ships, which every start does.
#[divan::bench]
fn check_the_central_questionnaire(bencher: Bencher<'_, '_>) {
    let text = include_str!("../questionnaires/central-policy.yaml");
    bencher.bench(|| loneliness_test::library::load("central.yaml", black_box(text)).unwrap());
}

async fn finished(
    service: &Service,
) -> (Arc<loneliness_test::domain::questionnaire::Questionnaire>, Input) {
    let email = "ada@exampleshire.example";
    let person = service.person_by_email(email).await.unwrap().unwrap();
    let secret = service.start_session(&person.id, "", None).await.unwrap();
    let signed_in = service.signed_in(&secret).await.unwrap().unwrap();
    let work = service.my_work(&signed_in.actor).await.unwrap();
    let assessment = &work.iter().find(|waiting| waiting.why != Waits::Writing).unwrap().assessment;
    let open = service.open(&signed_in.actor, assessment).await.unwrap();
    (Arc::clone(&open.questionnaire), open.assessment.input())
}

async fn statement(service: &Service) -> Statement {
    let email = "ada@exampleshire.example";
    let person = service.person_by_email(email).await.unwrap().unwrap();
    let secret = service.start_session(&person.id, "", None).await.unwrap();
    let signed_in = service.signed_in(&secret).await.unwrap().unwrap();
    let work = service.my_work(&signed_in.actor).await.unwrap();
    let assessment = &work.iter().find(|waiting| waiting.why != Waits::Writing).unwrap().assessment;
    let open = service.open(&signed_in.actor, assessment).await.unwrap();
    service.statement_of(&open, Lang::En).await.unwrap()
}

#[divan::bench(args = ["/questions/s1", "/questions/b1", "/ratings/o1/places", ""])]
fn answer_a_page(bencher: Bencher<'_, '_>, part: &str) {
    let runtime = runtime();
    let (_, router, cookie, at) = demo(&runtime);
    let path = format!("{at}{part}");
    bencher.bench(|| {
        let request = Request::get(&path).header(header::COOKIE, &cookie).body(Body::empty());
        let response = runtime.block_on(router.clone().oneshot(request.unwrap())).unwrap();
        assert!(response.status().is_success());
    });
}

/// The standard statement: the demonstration's signed one, with as much of its content as fills
/// 8 pages.
fn standard(service: &Service, runtime: &Runtime, printer: &Printer) -> Statement {
    let mut made = runtime.block_on(statement(service));
    let pages = |made: &Statement| {
        let bytes = printer.print(made).unwrap();
        lopdf::Document::load_mem(&bytes).unwrap().get_pages().len()
    };
    while pages(&made) > 8 {
        made.blocks.pop();
    }
    assert_eq!(pages(&made), 8);
    made
}

#[divan::bench]
fn print_8_pages(bencher: Bencher<'_, '_>) {
    let runtime = runtime();
    let (service, ..) = demo(&runtime);
    let printer = Printer::new().unwrap();
    let made = standard(&service, &runtime, &printer);
    let size = printer.print(&made).unwrap().len();
    assert!(size < 120_000, "{size} bytes");
    bencher.bench(|| printer.print(black_box(&made)).unwrap());
}

/// 1,000 statements of 8 pages, printed and packed into one ZIP file on two threads.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn zip_1000_statements(bencher: Bencher<'_, '_>) {
    let runtime = runtime();
    let (service, ..) = demo(&runtime);
    let printer = Printer::new().unwrap();
    let made = standard(&service, &runtime, &printer);
    let folder = tempfile::tempdir().unwrap();
    bencher.bench(|| {
        let file = std::fs::File::create(folder.path().join("all.zip")).unwrap();
        let mut zip = zip::ZipWriter::new(std::io::BufWriter::new(file));
        let (send, receive) = std::sync::mpsc::sync_channel(8);
        std::thread::scope(|scope| {
            for thread in 0..2 {
                let (send, printer, made) = (send.clone(), &printer, &made);
                scope.spawn(move || {
                    for n in (thread..1_000).step_by(2) {
                        let reference = format!("LT-2026-{n:04}, version 1");
                        let made = Statement { reference, ..made.clone() };
                        send.send((n, printer.print(&made).unwrap())).unwrap();
                    }
                });
            }
            drop(send);
            for (n, bytes) in receive {
                let stored = zip::write::SimpleFileOptions::default()
                    .compression_method(zip::CompressionMethod::Stored);
                zip.start_file(format!("LT-2026-{n:04}.pdf"), stored).unwrap();
                std::io::Write::write_all(&mut zip, &bytes).unwrap();
            }
        });
        zip.finish().unwrap();
    });
}

#[divan::bench]
fn print_a_statement(bencher: Bencher<'_, '_>) {
    let runtime = runtime();
    let (service, ..) = demo(&runtime);
    let statement = runtime.block_on(statement(&service));
    let printer = Printer::new().unwrap();
    bencher.bench(|| printer.print(black_box(&statement)).unwrap());
}

fn change(id: u64) -> Change {
    let created = jiff::Timestamp::UNIX_EPOCH;
    let name = "x".repeat(8_000);
    let organisation = Organisation {
        id: format!("o{id}").parse().unwrap(),
        facts: first_facts(&name, OrganisationType::Council, ""),
        created,
        revision: 1,
    };
    let entry = Entry { at: created, by: By::service(), action: Action::OrganisationAdded };
    Change::of(&organisation, None, entry).unwrap()
}

/// A durable commit of a record of 8 KB, by one writer or by 64 at once.
#[divan::bench(args = [1, 64], sample_count = 50)]
fn commit_durably(bencher: Bencher<'_, '_>, writers: u64) {
    let runtime = runtime();
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(SledStore::open(folder.path()).unwrap());
    let next = std::sync::atomic::AtomicU64::new(0);
    bencher.counter(divan::counter::ItemsCount::new(writers)).bench(|| {
        runtime.block_on(async {
            let tasks: Vec<_> = (0..writers)
                .map(|_| {
                    let id = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    let store = Arc::clone(&store);
                    tokio::spawn(async move { store.commit(change(id)).await.unwrap() })
                })
                .collect();
            for task in tasks {
                task.await.unwrap();
            }
        });
    });
}

/// Verifies an audit log of 10,000 entries in 100 chains, read from its file.
#[divan::bench(sample_count = 20)]
fn verify_ten_thousand_entries(bencher: Bencher<'_, '_>) {
    let runtime = runtime();
    let log = runtime.block_on(async {
        let store = MemoryStore::default();
        for id in 0..100 {
            store.commit(change(id)).await.unwrap();
            for revision in 2..=100 {
                let mut next = change(id);
                let write = next.writes.first_mut().unwrap();
                write.record.revision = revision;
                write.expected = Some(revision - 1);
                store.commit(next).await.unwrap();
            }
        }
        let snapshot = store.everything().await.unwrap();
        assert_eq!(snapshot.entries.len(), 10_000);
        let mut bytes = Vec::new();
        loneliness_test::store::write_audit(&snapshot, &mut bytes).unwrap();
        bytes
    });
    bencher.bench(|| {
        let found = loneliness_test::store::verify_audit(&mut black_box(log.as_slice())).unwrap();
        assert!(found.problems.is_empty());
    });
}
