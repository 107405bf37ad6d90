//! How lists and searches stand with many assessments. `make bench-scale` prints a table.
//!
//! `SCALE` says how many assessments there are, 100,000 when it is not stated; `SCALE_DATA` names a
//! folder that is kept and used again.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::too_many_lines,
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

/// The memory that this process holds, in MB.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
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

/// Asks for each address so often, and prints the median and the 99th percentile.
async fn measure(name: &str, router: &Router, cookie: &str, addresses: &[String]) {
    const REQUESTS: usize = 400;
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
            service.seed(scale).await.unwrap();
            service.close().await.unwrap();
        });
        println!("{scale} assessments seeded and indexed in {:.0?}", start.elapsed());
        println!("memory after seeding: {} MB", memory());
    }
    let start = Instant::now();
    let service = Arc::new(service(&data));
    println!("opened and proved in {:.1?}", start.elapsed());
    runtime.block_on(async {
        let start = Instant::now();
        service.check_index().await.unwrap();
        service.index_changes().await.unwrap();
        println!("index compared in {:.0?}", start.elapsed());
        let renderer = Arc::new(Renderer::new(Arc::clone(service.words())).unwrap());
        let router = router(AppState::new(Arc::clone(&service), renderer, true));
        let auditor = service.person_by_email("hal@dea.example").await.unwrap().unwrap();
        let secret = service.start_session(&auditor.id, "a bench", None).await.unwrap();
        let cookie = format!("__Host-session={secret}");
        println!("{:<42} {:>9} {:>9} {:>9}", "", "median", "p99", "slowest");
        let words =
            ["harbour", "bus", "willow", "\"near granite\"", "falcon -bus", "evening otter"];
        let of = |path: &str| -> Vec<String> {
            words
                .iter()
                .map(|word| format!("{path}{}", word.replace(' ', "+").replace('"', "%22")))
                .collect()
        };
        let plain = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        measure("register", &router, "", &plain(&["/register"])).await;
        measure(
            "register, some page",
            &router,
            "",
            &plain(&["/register?page=77", "/register?page=900"]),
        )
        .await;
        measure("register, words", &router, "", &of("/register?text=")).await;
        measure("desk, everything", &router, &cookie, &plain(&["/audit/search"])).await;
        measure("desk, words", &router, &cookie, &of("/audit/search?text=")).await;
        measure(
            "desk, filters",
            &router,
            &cookie,
            &plain(&[
                "/audit/search?level=3",
                "/audit/search?is=override&is=gap",
                "/audit/search?stage=published&from=2026-06-01&until=2026-10-01",
            ]),
        )
        .await;
        measure("sample of 25", &router, &cookie, &plain(&["/audit/search/sample?size=25&seed=1"]))
            .await;
        let central = service.person_by_email("farah@dea.example").await.unwrap().unwrap();
        let secret = service.start_session(&central.id, "a bench", None).await.unwrap();
        let central = format!("__Host-session={secret}");
        measure("portfolio", &router, &central, &plain(&["/portfolio"])).await;
        measure(
            "portfolio, rows",
            &router,
            &central,
            &plain(&[
                "/portfolio/rows?mark=level:3",
                "/portfolio/rows?of=policies&mark=covered:no",
            ]),
        )
        .await;
        measure("commitments", &router, &central, &plain(&["/commitments"])).await;
        measure(
            "commitments, filters",
            &router,
            &central,
            &plain(&["/commitments?is=stale", "/commitments?text=harbour&status=delayed"]),
        )
        .await;
        measure("board", &router, &central, &plain(&["/commitments/board?scope=all"])).await;
        println!("memory after {} requests: {} MB", 400 * 12, memory());
        tokio::time::sleep(Duration::from_millis(10)).await;
        service.close().await.unwrap();
    });
}
