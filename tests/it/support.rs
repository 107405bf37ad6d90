//! A whole service in memory, and the people who use it.
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use http_body_util::BodyExt as _;
use jiff::{Timestamp, ToSpan as _};
use loneliness_test::app::{DEMO_PASSWORD, Service};
use loneliness_test::clock::Clock;
use loneliness_test::i18n::Catalogue;
use loneliness_test::library::Library;
use loneliness_test::pdf::Printer;
use loneliness_test::search::Index;
use loneliness_test::store::memory::MemoryStore;
use loneliness_test::store::{Place, Store};
use loneliness_test::web::{AppState, Renderer, router};
use scraper::{Html, Selector};
use tower::ServiceExt as _;

/// A clock that stands until it is moved, and counts instead of throwing dice.
#[derive(Debug)]
pub(crate) struct TestClock {
    now: Mutex<Timestamp>,
    count: AtomicU64,
}

impl TestClock {
    pub(crate) fn new() -> Arc<Self> {
        let now = "2026-12-01T09:00:00Z".parse().unwrap();
        Arc::new(Self { now: Mutex::new(now), count: AtomicU64::new(1) })
    }

    pub(crate) fn forward(&self, minutes: i64) {
        let mut now = self.now.lock().unwrap();
        *now += minutes.minutes();
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        *self.now.lock().unwrap()
    }

    fn fill(&self, bytes: &mut [u8]) {
        let seed = self.count.fetch_add(1, Ordering::SeqCst);
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        for byte in bytes {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            *byte = state.to_be_bytes()[0];
        }
    }
}

pub(crate) struct TestApp {
    pub(crate) router: Router,
    /// A second process on the same database; browsers ask one and the other in turn.
    other: Option<Router>,
    pub(crate) service: Arc<Service>,
    pub(crate) clock: Arc<TestClock>,
}

/// The server on which journeys are to run with two processes, such as `postgres://lt@%2Ftmp%2Fx/`;
/// without it they run in memory.
const DATABASES: &str = "LONELINESS_TEST_DATABASES";

/// How many databases this process has made.
static MADE: AtomicU64 = AtomicU64::new(0);

/// A new store, and the same once more as another process would open it.
#[expect(clippy::disallowed_methods, reason = "the tests are configured by it, not the service")]
fn stores() -> (Arc<dyn Store>, Option<Arc<dyn Store>>) {
    let Ok(server) = std::env::var(DATABASES) else {
        return (Arc::new(MemoryStore::default()), None);
    };
    let name = format!("lt_{}_{}", std::process::id(), MADE.fetch_add(1, Ordering::SeqCst));
    std::thread::scope(|scope| {
        let made = scope.spawn(|| {
            let address = format!("{server}postgres");
            let mut client = postgres::Client::connect(&address, postgres::NoTls).unwrap();
            client.batch_execute(&format!("create database {name}")).unwrap();
        });
        made.join().unwrap();
    });
    let place = Place::named(&format!("{server}{name}"));
    (place.open().unwrap(), Some(place.open().unwrap()))
}

fn router_of(service: &Arc<Service>) -> Router {
    let renderer = Arc::new(Renderer::new(Arc::clone(service.words())).unwrap());
    router(AppState::new(Arc::clone(service), renderer, false))
}

pub(crate) fn service_on(store: Arc<dyn Store>, clock: &Arc<TestClock>) -> Service {
    service_with(store, clock, Library::embedded().unwrap())
}

pub(crate) fn service_with(
    store: Arc<dyn Store>,
    clock: &Arc<TestClock>,
    library: Library,
) -> Service {
    let words = Arc::new(Catalogue::embedded().unwrap());
    let printer = Printer::new().unwrap();
    let index = Index::in_memory().unwrap();
    let clock = Arc::clone(clock) as Arc<dyn Clock>;
    // As long as addresses of services are: it stands in every statement.
    Service::new(store, index, clock, library, words, printer)
        .with_public_url("https://loneliness-test.exampleshire.gov.example")
}

impl TestApp {
    pub(crate) async fn empty() -> Self {
        let clock = TestClock::new();
        let (store, other) = stores();
        let service = Arc::new(service_on(store, &clock));
        service.keep_questionnaires().await.unwrap();
        let mut app = Self::of(service, clock);
        if let Some(other) = other {
            let other = Arc::new(service_on(other, &app.clock));
            other.keep_questionnaires().await.unwrap();
            app.other = Some(router_of(&other));
        }
        app
    }

    /// Around a service that is there already.
    pub(crate) fn of(service: Arc<Service>, clock: Arc<TestClock>) -> Self {
        Self { router: router_of(&service), other: None, service, clock }
    }

    /// On a store that another service has left, with other questionnaires. The error is that of
    /// a start that is refused.
    pub(crate) async fn on(
        store: &Arc<MemoryStore>,
        clock: &Arc<TestClock>,
        library: Library,
    ) -> Result<Self, loneliness_test::app::UseCaseError> {
        let store = Arc::clone(store) as Arc<dyn Store>;
        let service = Arc::new(service_with(store, clock, library));
        service.keep_questionnaires().await?;
        Ok(Self::of(service, Arc::clone(clock)))
    }

    /// With the organisations, people and policies of the demonstration.
    pub(crate) async fn demo() -> Self {
        let app = Self::empty().await;
        app.service.fill_with_demo().await.unwrap();
        app
    }

    /// The same with a service that is set up otherwise.
    pub(crate) async fn demo_with(set_up: impl FnOnce(Service) -> Service) -> Self {
        let clock = TestClock::new();
        let service = Arc::new(set_up(service_on(stores().0, &clock)));
        service.keep_questionnaires().await.unwrap();
        service.fill_with_demo().await.unwrap();
        Self::of(service, clock)
    }

    pub(crate) fn browser(&self) -> Browser<'_> {
        let (cookies, last) = (Mutex::new(Vec::new()), Mutex::new(String::new()));
        Browser { app: self, cookies, last, sent: AtomicU64::new(0) }
    }

    pub(crate) async fn sign_in(&self, name: &str) -> Browser<'_> {
        let browser = self.browser();
        let email = match name {
            "ada" | "ben" | "cerys" | "dilys" => format!("{name}@exampleshire.example"),
            "iris" | "joe" => format!("{name}@arts.example"),
            _ => format!("{name}@dea.example"),
        };
        browser.get("/sign-in").await;
        let page =
            browser.post("/sign-in", &[("email", &email), ("password", DEMO_PASSWORD)]).await;
        assert_eq!((page.status, page.location.as_deref()), (303, Some("/home")));
        browser
    }
}

/// A browser that keeps cookies and sends the token of the last form it saw.
pub(crate) struct Browser<'a> {
    app: &'a TestApp,
    cookies: Mutex<Vec<(String, String)>>,
    last: Mutex<String>,
    sent: AtomicU64,
}

#[derive(Debug, Clone)]
pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) location: Option<String>,
    pub(crate) headers: axum::http::HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Page {
    pub(crate) fn html(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// What a person reads.
    pub(crate) fn text(&self) -> String {
        let html = Html::parse_document(&self.html());
        let body = Selector::parse("body").unwrap();
        let text: String = html.select(&body).flat_map(|body| body.text()).collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub(crate) fn value_of(&self, name: &str) -> Option<String> {
        let html = Html::parse_document(&self.html());
        let field = Selector::parse(&format!("[name=\"{name}\"]")).unwrap();
        html.select(&field).find_map(|input| input.attr("value").map(str::to_owned))
    }

    pub(crate) fn links(&self) -> Vec<String> {
        let html = Html::parse_document(&self.html());
        let link = Selector::parse("a[href^='/']").unwrap();
        html.select(&link).filter_map(|a| a.attr("href").map(str::to_owned)).collect()
    }
}

impl Browser<'_> {
    /// Signs a person in without asking for their password.
    pub(crate) async fn enter(&self, person: &loneliness_test::domain::ids::PersonId) {
        let secret = self.app.service.start_session(person, "a test", None).await.unwrap();
        self.cookies.lock().unwrap().push(("__Host-session".to_owned(), secret));
        self.get("/help").await;
    }

    pub(crate) async fn get(&self, path: &str) -> Page {
        self.send(Request::get(path), Body::empty()).await
    }

    /// Follows redirects, as a browser does.
    pub(crate) async fn visit(&self, path: &str) -> Page {
        let mut page = self.get(path).await;
        while let Some(to) = page.location.clone() {
            page = self.get(&to).await;
        }
        page
    }

    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let token = self.last.lock().unwrap().clone();
        let mut all = vec![("csrf", token.as_str())];
        all.extend_from_slice(fields);
        self.post_raw(path, &all).await
    }

    /// Sends a form with a file, as a browser does.
    pub(crate) async fn upload(&self, path: &str, field: &str, file: &[u8]) -> Page {
        let token = self.last.lock().unwrap().clone();
        let head = format!(
            "--xyz\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n--xyz\r\n\
             Content-Disposition: form-data; name=\"{field}\"; filename=\"a.bin\"\r\n\r\n"
        );
        let body = [head.as_bytes(), file, b"\r\n--xyz--\r\n"].concat();
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=xyz")
            .header(header::ORIGIN, "http://lt.test");
        self.send(request, Body::from(body)).await
    }

    pub(crate) async fn post_raw(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ORIGIN, "http://lt.test");
        self.send(request, Body::from(body.finish())).await
    }

    pub(crate) async fn send(&self, request: axum::http::request::Builder, body: Body) -> Page {
        let cookies = self.cookies.lock().unwrap().clone();
        let cookies: Vec<String> = cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
        let request = request
            .header(header::HOST, "lt.test")
            .header(header::COOKIE, cookies.join("; "))
            .body(body)
            .unwrap();
        let odd = self.sent.fetch_add(1, Ordering::SeqCst) % 2 == 1;
        let router = self.app.other.as_ref().filter(|_| odd).unwrap_or(&self.app.router);
        let response = router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            let mut kept = self.cookies.lock().unwrap();
            kept.retain(|(known, _)| known != name);
            kept.push((name.to_owned(), value.to_owned()));
        }
        let location = parts.headers.get(header::LOCATION);
        let page = Page {
            status: parts.status.as_u16(),
            location: location.map(|to| to.to_str().unwrap().to_owned()),
            body: body.collect().await.unwrap().to_bytes().to_vec(),
            headers: parts.headers,
        };
        if let Some(token) = page.value_of("csrf").filter(|token| !token.is_empty()) {
            *self.last.lock().unwrap() = token;
        }
        page
    }
}
