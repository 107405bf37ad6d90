//! How lists and searches stand with many assessments. `make bench-scale` prints a table.
//!
//! `SCALE` says how many assessments there are, 100,000 when it is not stated; `SCALE_DATA` names a
//! folder that is kept and used again. A word after `--` measures only the pages whose names have
//! it.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    reason = "a bench stops at the first surprise, is steered by the environment, and prints"
)]
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use http_body_util::BodyExt as _;
use loneliness_test::app::Service;
use loneliness_test::clock::SystemClock;
use loneliness_test::i18n::Catalogue;
use loneliness_test::library::Library;
use loneliness_test::pdf::Printer;
use loneliness_test::search::Index;
use loneliness_test::store::SledStore;
use loneliness_test::web::{AppState, Renderer, router};
use tower::ServiceExt as _;

/// The memory that this process holds: all of it, and how much of that are pages of files, which
/// the system takes back when it needs them.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let of = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
    };
    format!("{} MB, {} MB of it pages of files", of("VmRSS:"), of("RssFile:"))
}

fn service(data: &std::path::Path) -> Service {
    Service::new(
        Arc::new(SledStore::open(data).unwrap()),
        Index::open(&data.join("search")).unwrap(),
        Arc::new(SystemClock),
        Library::embedded().unwrap(),
        Arc::new(Catalogue::embedded().unwrap()),
        Printer::new().unwrap(),
    )
}

/// How often each page is asked for.
const REQUESTS: usize = 400;

/// Who asks.
enum Who {
    Public,
    Auditor,
    Central,
}

/// What is measured.
fn pages() -> Vec<(&'static str, Who, Vec<String>)> {
    let words = ["harbour", "bus", "willow", "\"near granite\"", "falcon -bus", "evening otter"];
    let of = |path: &str| -> Vec<String> {
        let typed = words.iter().map(|word| word.replace(' ', "+").replace('"', "%22"));
        typed.map(|word| format!("{path}{word}")).collect()
    };
    let plain = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
    let filters = [
        "/audit/search?level=3",
        "/audit/search?is=override&is=gap",
        "/audit/search?stage=published&from=2026-06-01&until=2026-10-01",
    ];
    let rows = ["/portfolio/rows?mark=level:3", "/portfolio/rows?of=policies&mark=covered:no"];
    let promised = ["/commitments?is=stale", "/commitments?text=harbour&status=delayed"];
    vec![
        ("register", Who::Public, plain(&["/register"])),
        ("register, some page", Who::Public, plain(&["/register?page=77", "/register?page=900"])),
        ("register, words", Who::Public, of("/register?text=")),
        ("desk, everything", Who::Auditor, plain(&["/audit/search"])),
        ("desk, words", Who::Auditor, of("/audit/search?text=")),
        ("desk, filters", Who::Auditor, plain(&filters)),
        ("sample of 25", Who::Auditor, plain(&["/audit/search/sample?size=25&seed=1"])),
        ("home, without work", Who::Central, plain(&["/home"])),
        ("portfolio", Who::Central, plain(&["/portfolio"])),
        ("portfolio, rows", Who::Central, plain(&rows)),
        ("commitments", Who::Central, plain(&["/commitments"])),
        ("commitments, filters", Who::Central, plain(&promised)),
        ("board", Who::Central, plain(&["/commitments/board?scope=all"])),
    ]
}

/// The cookie of a session.
async fn signed_in(service: &Service, email: &str) -> String {
    let person = service.person_by_email(email).await.unwrap().unwrap();
    let secret = service.start_session(&person.id, "a bench", None).await.unwrap();
    format!("__Host-session={secret}")
}

/// Asks for each address so often, and prints the median and the 99th percentile.
async fn measure(name: &str, router: &Router, cookie: &str, addresses: &[String]) {
    let mut times = Vec::new();
    for address in addresses.iter().cycle().take(REQUESTS) {
        let request = Request::get(address).header(header::COOKIE, cookie).body(Body::empty());
        let start = Instant::now();
        let response = router.clone().oneshot(request.unwrap()).await.unwrap();
        assert!(response.status().is_success(), "{address}: {}", response.status());
        response.into_body().collect().await.unwrap();
        times.push(start.elapsed());
    }
    times.sort();
    let at = |hundredths: usize| times[(times.len() - 1) * hundredths / 100];
    println!("{name:<42} {:>9.1?} {:>9.1?} {:>9.1?}", at(50), at(99), times[times.len() - 1]);
}

fn main() {
    let only = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let scale: usize = std::env::var("SCALE").map_or(100_000, |text| text.parse().unwrap());
    let temporary = tempfile::tempdir().unwrap();
    let kept = std::env::var("SCALE_DATA").ok().map(std::path::PathBuf::from);
    let data = kept.unwrap_or_else(|| temporary.path().to_owned());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    if !data.join("anchor.json").exists() {
        let start = Instant::now();
        runtime.block_on(async {
            let service = service(&data);
            service.keep_questionnaires().await.unwrap();
            service.seed(scale, 1).await.unwrap();
            service.close().await.unwrap();
        });
        println!("{scale} assessments seeded and indexed in {:.0?}", start.elapsed());
        println!("memory after seeding: {}", memory());
    }
    let start = Instant::now();
    let service = Arc::new(service(&data));
    println!("opened and proved in {:.1?}; memory: {}", start.elapsed(), memory());
    runtime.block_on(async {
        let start = Instant::now();
        service.check_index().await.unwrap();
        service.index_changes().await.unwrap();
        println!("index compared in {:.0?}", start.elapsed());
        let renderer = Arc::new(Renderer::new(Arc::clone(service.words())).unwrap());
        let router = router(AppState::new(Arc::clone(&service), renderer, true));
        let auditor = signed_in(&service, "hal@dea.example").await;
        let central = signed_in(&service, "farah@dea.example").await;
        println!("{:<42} {:>9} {:>9} {:>9}", "", "median", "p99", "slowest");
        let mut requests = 0;
        for (name, who, addresses) in pages() {
            if only.as_ref().is_some_and(|only| !name.contains(only.as_str())) {
                continue;
            }
            let cookie = match who {
                Who::Public => "",
                Who::Auditor => &auditor,
                Who::Central => &central,
            };
            measure(name, &router, cookie, &addresses).await;
            requests += REQUESTS;
        }
        println!("memory after {requests} requests: {}", memory());
        tokio::time::sleep(Duration::from_millis(10)).await;
        service.close().await.unwrap();
    });
}
