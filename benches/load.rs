//! How many requests a service answers, beside a bare form in the same run. `make bench-load` prints
//! a table.
//!
//! The service is the program itself on a folder, or on the database that `LOAD_STORE` names (its
//! records are added to). Who asks sends the next request as soon as the last is answered, for some
//! seconds, on 16, 64 and 256 connections. Everything runs on this machine, so whoever asks takes time
//! from who answers; the bare form is asked in the same way.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::float_arithmetic,
    reason = "a bench stops at the first surprise, is steered by the environment, and prints"
)]
use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::State;
use axum::response::{Html, Redirect};
use axum::routing::get;
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{Request, Response, header};
use hyper_util::rt::TokioIo;
use loneliness_test::app::Service;
use loneliness_test::clock::SystemClock;
use loneliness_test::domain::policy::PolicyFacts;
use loneliness_test::i18n::Catalogue;
use loneliness_test::library::Library;
use loneliness_test::pdf::Printer;
use loneliness_test::search::Index;
use loneliness_test::store::Place;
use minijinja::{Environment, context};
use tokio::net::TcpStream;

/// How long each line of the table is measured.
const SECONDS: u64 = 5;

/// How many connections ask at the same time.
const CONNECTIONS: [usize; 3] = [16, 64, 256];

/// Says to the program that it is the bare form.
const BARE: &str = "LOAD_BARE";

const BARE_PAGE: &str = "<!doctype html><html lang=\"en\"><title>{{ title }}</title>\
    <form method=\"post\"><input type=\"hidden\" name=\"csrf\" value=\"{{ csrf }}\">\
    <label for=\"answer\">{{ title }}</label><input id=\"answer\" name=\"answer\" value=\"{{ answer }}\">\
    <button>Save and continue</button></form></html>";

/// The form that anyone would write first: a template, and a form that is read and forgotten.
async fn bare() {
    let mut templates = Environment::new();
    templates.add_template("page", BARE_PAGE).unwrap();
    let page = |State(templates): State<Arc<Environment<'static>>>| async move {
        let values = context! { title => "Hello", csrf => "0123456789abcdef", answer => "" };
        Html(templates.get_template("page").unwrap().render(values).unwrap())
    };
    let save = |body: String| async move {
        let fields = form_urlencoded::parse(body.as_bytes()).into_owned();
        let fields: BTreeMap<String, String> = fields.collect();
        assert!(fields.contains_key("answer"));
        Redirect::to("/")
    };
    let router = Router::new().route("/", get(page).post(save)).with_state(Arc::new(templates));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    println!("at http://{}/", listener.local_addr().unwrap());
    axum::serve(listener, router).await.unwrap();
}

/// A process that answers, ended with this value.
struct Answering {
    child: Child,
    address: SocketAddr,
}

impl Answering {
    /// Starts it, and waits until it says where it is.
    fn start(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = lines.find_map(|line| {
            let line = line.unwrap();
            line.split_once("http://")?.1.split('/').next()?.parse().ok()
        });
        // Who prints on would end when nobody reads.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address: address.unwrap() }
    }

    /// The memory that it holds, and the most that it held, in MB.
    fn memory(&self) -> (u64, u64) {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let of = |name: &str| -> u64 {
            let line = status.lines().find(|line| line.starts_with(name)).unwrap();
            line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
        };
        (of("VmRSS:"), of("VmHWM:"))
    }
}

impl Drop for Answering {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// Someone who is signed in and works on an assessment of their own.
#[derive(Debug, Clone, Default)]
struct Worker {
    cookie: String,
    csrf: String,
    assessment: String,
}

/// The demonstration in a store, and someone for each connection.
async fn filled(place: &Place, data: &Path, workers: usize) -> Vec<Worker> {
    let service = Service::new(
        place.open().unwrap(),
        Index::open(&data.join("search")).unwrap(),
        Arc::new(SystemClock),
        Library::embedded().unwrap(),
        Arc::new(Catalogue::embedded().unwrap()),
        Printer::new().unwrap(),
    );
    service.keep_questionnaires().await.unwrap();
    service.fill_with_demo().await.unwrap();
    let ada = service.person_by_email("ada@exampleshire.example").await.unwrap().unwrap();
    let mut made = Vec::new();
    for n in 0..workers {
        let secret = service.start_session(&ada.id, "a bench", None).await.unwrap();
        let by = service.signed_in(&secret).await.unwrap().unwrap();
        let said = || "Something is stated here.".to_owned();
        let facts = PolicyFacts {
            title: format!("Policy number {n}"),
            summary: said(),
            owner_post: said(),
            decider: said(),
            ..PolicyFacts::default()
        };
        let policy = service.register_policy(&by.actor, facts, None).await.unwrap();
        let questionnaire = "central-policy".parse().unwrap();
        let id = service.start_assessment(&by.actor, &policy.id, &questionnaire).await.unwrap();
        let (cookie, csrf) = (format!("__Host-session={secret}"), by.csrf);
        made.push(Worker { cookie, csrf, assessment: id.to_string() });
    }
    service.close().await.unwrap();
    made
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    BareGet,
    BarePost,
    Question,
    Answer,
    /// Nine pages of all kinds for each answer.
    Mixed,
}

/// A connection of someone who works.
struct Connection {
    send: SendRequest<Full<Bytes>>,
    worker: Worker,
    /// The revision of the answer that was saved last.
    seen: String,
    count: usize,
}

impl Connection {
    async fn open(address: SocketAddr, worker: Worker) -> Self {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        let (send, connection) = handshake(TokioIo::new(stream)).await.unwrap();
        tokio::spawn(connection);
        Self { send, worker, seen: "0".to_owned(), count: 0 }
    }

    async fn ask(&mut self, path: &str, form: Option<String>) -> Response<Bytes> {
        let method = if form.is_some() { "POST" } else { "GET" };
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "127.0.0.1")
            .header(header::COOKIE, &self.worker.cookie);
        if form.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        let request = request.body(Full::from(form.unwrap_or_default())).unwrap();
        self.send.ready().await.unwrap();
        let (parts, body) = self.send.send_request(request).await.unwrap().into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Response::from_parts(parts, bytes)
    }

    async fn get(&mut self, path: &str) {
        let answer = self.ask(path, None).await;
        assert_eq!(answer.status(), 200, "{path}");
        assert!(!answer.body().is_empty());
    }

    async fn save(&mut self) {
        let path = format!("/assessments/{}/questions/s1", self.worker.assessment);
        let chosen = if self.count.is_multiple_of(2) { "yes" } else { "no" };
        let (csrf, seen) = (&self.worker.csrf, &self.seen);
        let form = format!("csrf={csrf}&seen={seen}&answer={chosen}&action=autosave");
        let answer = self.ask(&path, Some(form)).await;
        assert_eq!(answer.status(), 204);
        answer.headers()["x-seen"].to_str().unwrap().clone_into(&mut self.seen);
    }

    async fn next(&mut self, what: What) {
        self.count += 1;
        let at = format!("/assessments/{}", self.worker.assessment);
        match what {
            What::BareGet => self.get("/").await,
            What::BarePost => {
                let form = "csrf=0123456789abcdef&seen=0&answer=yes&action=continue".to_owned();
                assert_eq!(self.ask("/", Some(form)).await.status(), 303);
            }
            What::Question => self.get(&format!("{at}/questions/s1")).await,
            What::Answer => self.save().await,
            What::Mixed => match self.count % 10 {
                0 => self.save().await,
                1 => self.get(&at).await,
                2 => self.get("/home").await,
                3 => self.get("/register").await,
                n => self.get(&format!("{at}/questions/s{}", n.min(8))).await,
            },
        }
    }
}

/// What was measured: requests in a second, and times.
struct Measured {
    each_second: f64,
    median: Duration,
    p99: Duration,
}

async fn measure(address: SocketAddr, what: What, workers: &[Worker]) -> Measured {
    let until = Instant::now() + Duration::from_secs(SECONDS);
    let tasks = workers.iter().cloned().map(|worker| {
        tokio::spawn(async move {
            let mut connection = Connection::open(address, worker).await;
            let mut times = Vec::new();
            // What was saved before is not known: the first answer finds it out.
            if matches!(what, What::Answer | What::Mixed) {
                let path = format!("/assessments/{}/questions/s1", connection.worker.assessment);
                let page = connection.ask(&path, None).await;
                let text = String::from_utf8_lossy(page.body()).into_owned();
                let seen = text.split_once("name=\"seen\" value=\"").unwrap().1;
                seen.split('"').next().unwrap().clone_into(&mut connection.seen);
            }
            while Instant::now() < until {
                let begun = Instant::now();
                connection.next(what).await;
                times.push(begun.elapsed());
            }
            times
        })
    });
    let begun = Instant::now();
    let done = futures_util::future::join_all(tasks).await;
    let mut times: Vec<Duration> = done.into_iter().flat_map(Result::unwrap).collect();
    let took = begun.elapsed().as_secs_f64();
    times.sort();
    let at = |hundredths: usize| times[(times.len() - 1) * hundredths / 100];
    let count = u32::try_from(times.len()).unwrap();
    Measured { each_second: f64::from(count) / took, median: at(50), p99: at(99) }
}

async fn compare() {
    let folder = tempfile::tempdir().unwrap();
    let stated = std::env::var("LOAD_STORE").ok();
    let data = folder.path().join("data");
    let place = Place::named(stated.as_deref().unwrap_or(data.to_str().unwrap()));
    std::fs::create_dir_all(&data).unwrap();
    let workers = filled(&place, &data, CONNECTIONS[CONNECTIONS.len() - 1]).await;
    let bare = Answering::start(Command::new(std::env::current_exe().unwrap()).env(BARE, "1"));
    let mut serve = Command::new(env!("CARGO_BIN_EXE_loneliness-test"));
    serve.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(&data);
    if let Some(store) = &stated {
        serve.args(["--store", store]);
    }
    let service = Answering::start(&mut serve);
    println!(
        "| {:<14} | {:>11} | {:>10} | {:>9} | {:>9} | {:>10} | {:>11} |",
        "asked", "connections", "requests/s", "median", "p99", "of bare", "memory, MB"
    );
    println!("|{}", "---|".repeat(7));
    for connections in CONNECTIONS {
        let mut bare_rates = BTreeMap::new();
        for what in [What::BareGet, What::BarePost, What::Question, What::Answer, What::Mixed] {
            let is_bare = matches!(what, What::BareGet | What::BarePost);
            let asked = if is_bare { &bare } else { &service };
            let found = measure(asked.address, what, &workers[..connections]).await;
            let of = match what {
                What::BareGet | What::BarePost => {
                    bare_rates.insert(what == What::BarePost, found.each_second);
                    1.0
                }
                What::Question | What::Mixed => found.each_second / bare_rates[&false],
                What::Answer => found.each_second / bare_rates[&true],
            };
            let (now, most) = asked.memory();
            println!(
                "| {:<14} | {connections:>11} | {:>10.0} | {:>9.1?} | {:>9.1?} | {of:>10.2} | {:>11} |",
                format!("{what:?}"),
                found.each_second,
                found.median,
                found.p99,
                format!("{now} ({most})"),
            );
        }
    }
}

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    if std::env::var(BARE).is_ok() {
        runtime.block_on(bare());
    } else {
        runtime.block_on(compare());
    }
}
