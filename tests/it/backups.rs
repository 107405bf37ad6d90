//! Backups of a store in use: one moment, verified, rotated; and a program that serves meanwhile.
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::ToSpan as _;
use loneliness_test::app::{BackupPlan, NewPerson, SetUp};
use loneliness_test::clock::Clock as _;
use loneliness_test::store::memory::MemoryStore;
use loneliness_test::store::{
    BackupFile, Place, SledStore, Snapshot, Store, StoreError, verify_backup,
};

use crate::postgres::Server;
use crate::store_contract::put;
use crate::support::{TestClock, service_on};

/// Writers change two records together, again and again, while backups are written. In each backup
/// both have the same number of changes, and it is whole.
async fn one_moment(store: Arc<dyn Store>, folder: &Path) -> Snapshot {
    let stop = Arc::new(AtomicBool::new(false));
    for n in 0..3_u8 {
        store.keep_file(vec![n; 100_000]).await.unwrap();
    }
    let mut writers = Vec::new();
    for n in 0..4 {
        let (store, stop) = (Arc::clone(&store), Arc::clone(&stop));
        writers.push(tokio::spawn(async move {
            let mut revision = 0;
            while !stop.load(Ordering::Relaxed) {
                revision += 1;
                let mut both = put(&format!("left-{n}"), revision);
                both.writes.extend(put(&format!("right-{n}"), revision).writes);
                // More than one chunk of a scan, so that backups are not over before they begin.
                both.writes.extend(put(&format!("more-{n}-{revision}"), 1).writes);
                match store.commit(both).await {
                    Ok(()) => {}
                    Err(StoreError::Conflict) => revision -= 1,
                    Err(error) => panic!("{error}"),
                }
            }
            revision
        }));
    }
    let mut last = Snapshot::default();
    let mut before = 0;
    for n in 0..5 {
        tokio::time::sleep(std::time::Duration::from_millis(150)).await;
        let path = folder.join(format!("{n}.jsonl"));
        let written = store.write_backup(&path).await.unwrap();
        let verified = verify_backup(&path).unwrap();
        assert_eq!(verified.problems, Vec::<String>::new());
        assert_eq!(verified.entries, written.entries);
        assert!(written.entries > before, "writers went on");
        before = written.entries;
        last = Snapshot::read(&mut BufReader::new(std::fs::File::open(&path).unwrap())).unwrap();
        let of = |id: String| last.records.iter().find(|it| it.id == id).map(|it| it.revision);
        for n in 0..4 {
            assert_eq!(of(format!("left-{n}")), of(format!("right-{n}")));
        }
        assert!(store.write_backup(&path).await.is_err(), "what is there is not overwritten");
    }
    stop.store(true, Ordering::Relaxed);
    for writer in writers {
        assert!(writer.await.unwrap() > 0);
    }
    last
}

/// What was restored is what was in the backup, and is whole.
async fn as_it_was(place: &Place, last: &Snapshot) {
    let store = place.open().unwrap();
    let again = store.everything().await.unwrap();
    assert_eq!((&again.records, &again.entries), (&last.records, &last.entries));
    assert_eq!((&again.files, again.files.len()), (&last.files, 3), "byte for byte");
    let verified = store.verify(last.checkpoints.last()).await.unwrap();
    assert_eq!((verified.records, verified.problems), (last.records.len(), Vec::new()));
}

#[tokio::test]
async fn a_kept_file_that_was_altered_is_found_and_its_backup_is_not_taken_for_whole() {
    let folder = tempfile::tempdir().unwrap();
    let store = SledStore::open(&folder.path().join("data")).unwrap();
    store.commit(put("dft", 1)).await.unwrap();
    let hash = store.keep_file(b"pdf".to_vec()).await.unwrap();
    assert_eq!(store.verify(None).await.unwrap().problems, Vec::<String>::new());
    std::fs::write(folder.path().join("data/files").join(&hash), "pdF").unwrap();
    let altered = [format!("the file {hash} was altered")];
    assert_eq!(store.verify(None).await.unwrap().problems, altered);
    let backup = folder.path().join("backup.jsonl");
    store.write_backup(&backup).await.unwrap();
    assert_eq!(verify_backup(&backup).unwrap().problems, altered);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_of_a_folder_in_use_is_one_moment_and_is_restored_into_a_database() {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(SledStore::open(&folder.path().join("data")).unwrap());
    let last = one_moment(store, folder.path()).await;
    let server = Server::start();
    let database = Place::named(&server.address());
    database.restore(&BackupFile(&folder.path().join("4.jsonl"))).unwrap();
    as_it_was(&database, &last).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_of_a_database_in_use_is_one_moment_and_is_restored_into_a_folder() {
    let (server, folder) = (Server::start(), tempfile::tempdir().unwrap());
    let last = one_moment(Place::named(&server.address()).open().unwrap(), folder.path()).await;
    let place = Place::Folder(folder.path().join("data"));
    place.restore(&BackupFile(&folder.path().join("4.jsonl"))).unwrap();
    as_it_was(&place, &last).await;
}

#[tokio::test]
async fn backups_are_written_when_they_are_due_by_one_process_and_the_oldest_go() {
    let (clock, folder) = (TestClock::new(), tempfile::tempdir().unwrap());
    let store: Arc<dyn Store> = Arc::new(MemoryStore::default());
    let services = [service_on(Arc::clone(&store), &clock), service_on(store, &clock)];
    services[0].keep_questionnaires().await.unwrap();
    let plan = BackupPlan { folder: folder.path().join("backups"), every_hours: 24, keep: 3 };
    let mut written = Vec::new();
    for _ in 0..5 {
        for service in &services {
            written.extend(service.write_due_backup(&plan).await.unwrap());
            assert_eq!(service.write_due_backup(&plan).await.unwrap(), None);
        }
        clock.forward(24 * 60);
    }
    assert_eq!(written.len(), 5, "one a day, whoever looks");
    let there: Vec<bool> = written.iter().map(|path| path.exists()).collect();
    assert_eq!(there, [false, false, true, true, true]);
    let last = services[0].last_backup().await.unwrap();
    assert_eq!(last, Some(clock.now() - 24.hours()), "every process knows when one was there");
    // One that cannot be written is tried again, and costs none of the others.
    let blocked = BackupPlan { folder: written[4].clone(), ..plan.clone() };
    assert!(services[0].write_due_backup(&blocked).await.is_err());
    assert_eq!(services[0].last_backup().await.unwrap(), last);
    assert!(services[1].write_due_backup(&plan).await.unwrap().is_some());
}

#[test]
fn a_backup_with_a_changed_byte_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let path = folder.path().join("backup.jsonl");
    runtime.block_on(async {
        let store = MemoryStore::default();
        store.commit(put("dft", 1)).await.unwrap();
        store.keep_file(b"pdf".to_vec()).await.unwrap();
        store.write_backup(&path).await.unwrap();
    });
    let whole = std::fs::read(&path).unwrap();
    assert!(verify_backup(&path).unwrap().problems.is_empty());
    for place in (0..whole.len() - 1).step_by(7) {
        let mut altered = whole.clone();
        altered[place] ^= 1;
        std::fs::write(&path, &altered).unwrap();
        let found = verify_backup(&path);
        assert!(found.is_err() || !found.unwrap().problems.is_empty(), "byte {place}");
    }
    for length in (0..whole.len()).step_by(11) {
        std::fs::write(&path, &whole[..length]).unwrap();
        assert!(verify_backup(&path).is_err(), "cut at {length}");
    }
}

/// The program, serving a folder.
pub(crate) struct Program {
    child: Child,
    said: BufReader<std::process::ChildStdout>,
    address: String,
}

impl Program {
    pub(crate) fn serve(data: &Path, further: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_loneliness-test"))
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .args(further)
            .stdout(Stdio::piped())
            .stderr(Stdio::from(std::fs::File::create(data.with_extension("log")).unwrap()))
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        said.read_line(&mut line).unwrap();
        let address =
            line.split("http://").nth(1).unwrap().trim_end_matches(['/', '\n']).to_owned();
        Self { child, said, address }
    }

    fn get(address: &str, path: &str) -> String {
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        text
    }

    pub(crate) fn terminate(mut self) -> std::process::ExitStatus {
        let done = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(done.success());
        let mut rest = String::new();
        self.said.read_to_string(&mut rest).unwrap();
        self.child.wait().unwrap()
    }
}

pub(crate) fn run(arguments: &[&std::ffi::OsStr]) -> (bool, String) {
    // One that serves where it should have refused is ended.
    let program = env!("CARGO_BIN_EXE_loneliness-test");
    let done = Command::new("timeout").args(["60", program]).args(arguments).output().unwrap();
    let text = [done.stdout, done.stderr].concat();
    (done.status.success(), String::from_utf8_lossy(&text).into_owned())
}

#[test]
fn a_running_service_writes_a_backup_tells_how_it_is_and_ends_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let (data, backup) = (folder.path().join("data"), folder.path().join("backup.jsonl"));
    std::fs::create_dir(&data).unwrap();
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let metrics = free.to_string();
    let further = ["--demo", "--metrics", &metrics, "--drain", "2", "--log-format", "json"];
    let program = Program::serve(&data, &further);
    let ask = |path| Program::get(&program.address, path);
    assert!(ask("/healthz").ends_with(r#"{"status":"ok"}"#));
    let ready = ask("/readyz");
    assert!(ready.starts_with("HTTP/1.1 200") && ready.contains("x-request-id: "), "{ready}");
    assert!(ask("/nowhere").starts_with("HTTP/1.1 404"));
    assert!(ask("/metrics").starts_with("HTTP/1.1 404"), "figures are not for everyone");
    let figures = Program::get(&metrics, "/metrics");
    let line =
        "loneliness_test_http_requests_total{method=\"GET\",route=\"/readyz\",status=\"200\"} 1";
    assert!(figures.contains(line), "{figures}");
    assert!(figures.contains("loneliness_test_last_backup_timestamp_seconds 0"), "{figures}");
    let build =
        concat!("loneliness_test_build_info{version=\"", env!("CARGO_PKG_VERSION"), "\"} 1");
    assert!(figures.contains(build), "{figures}");
    let alerts = include_str!("../../operate/alerts.yml");
    let named = alerts.split(|c: char| c != '_' && !c.is_ascii_alphanumeric());
    let named: Vec<&str> = named.filter(|name| name.starts_with("loneliness_test_")).collect();
    assert!(named.len() >= 6);
    for name in named {
        assert!(figures.contains(name), "{name} of operate/alerts.yml is among the figures");
    }

    let arguments = ["backup".as_ref(), "--data".as_ref(), data.as_os_str(), "--to".as_ref()];
    let arguments = [&arguments[..], &[backup.as_os_str()]].concat();
    let (done, said) = run(&arguments);
    assert!(done && said.contains("written by the running service"), "{said}");
    assert!(verify_backup(&backup).unwrap().problems.is_empty());
    let (done, said) = run(&arguments);
    assert!(!done && said.contains("exists already"), "{said}");
    let (done, said) = run(&["verify".as_ref(), "--backup".as_ref(), backup.as_os_str()]);
    assert!(done && said.contains("whole and unaltered"), "{said}");

    let address = program.address.clone();
    let stopping = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(700));
        Program::get(&address, "/readyz")
    });
    assert!(program.terminate().success());
    let told = stopping.join().unwrap();
    assert!(told.starts_with("HTTP/1.1 503") && told.contains("stopping"), "{told}");
    let log = std::fs::read_to_string(data.with_extension("log")).unwrap();
    let answered = log.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let routes: Vec<String> =
        answered.filter_map(|line| line["fields"]["route"].as_str().map(str::to_owned)).collect();
    assert!(routes.contains(&"none".to_owned()), "{log}");
    // What it left is a store that opens.
    let (done, said) = run(&["verify".as_ref(), "--data".as_ref(), data.as_os_str()]);
    assert!(done, "{said}");
}

#[test]
fn whoever_is_locked_out_gets_a_link_from_the_machine() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let way_in = |email: &str, further: &[&str]| {
        let all = [&["way-in", email, "--data", data.to_str().unwrap()], further].concat();
        run(&all.iter().map(std::convert::AsRef::as_ref).collect::<Vec<_>>())
    };
    let (done, said) = way_in("ada@exampleshire.example", &[]);
    assert!(!done && said.contains("there is no folder") && !data.exists(), "{said}");
    let program = Program::serve(&data, &["--demo", "--public-url", "https://lt.example"]);
    let opened = |said: &str, at: &str| {
        let path = said.lines().next().unwrap().strip_prefix(at).unwrap();
        Program::get(&program.address, path)
    };
    let (done, said) = way_in(" Ada@Exampleshire.example", &[]);
    assert!(done && opened(&said, "https://lt.example").contains("200 OK"), "{said}");
    let (done, said) = way_in("ada", &[]);
    assert!(!done && said.contains("is not an e-mail address"), "{said}");
    let (done, said) = way_in("ada@exampleshire.example", &["--public-url", "javascript:x"]);
    assert!(!done && said.contains("is not an address without a path"), "{said}");
    let (done, said) = way_in("nobody@exampleshire.example", &[]);
    assert!(!done && said.contains("nobody who has access signs in with nobody@"), "{said}");
    assert!(program.terminate().success());
    // The same without a service, whose address is not known then.
    let (done, first) = way_in("ada@exampleshire.example", &[]);
    assert!(done && first.starts_with("/invitation/"), "{first}");
    let (done, said) = way_in("ada@exampleshire.example", &["--public-url", "https://lt.example"]);
    assert!(done && said.starts_with("https://lt.example/invitation/"), "{said}");
    let program = Program::serve(&data, &[]);
    let page = Program::get(&program.address, first.lines().next().unwrap());
    assert!(page.contains("200 OK") && page.contains("new-password"), "{page}");
    assert!(program.terminate().success());
}

#[test]
fn a_command_whose_words_nobody_takes_does_what_it_is_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_loneliness-test"))
        .args(["doctor", "--listen", "127.0.0.1:0", "--data"])
        .arg(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let done = child.wait_with_output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    // A disk that is full has taken nothing, and nobody may think that it did.
    let full = std::fs::File::create("/dev/full").unwrap();
    let mut schema = Command::new(env!("CARGO_BIN_EXE_loneliness-test"));
    let done = schema.arg("schema").stdout(full).output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(!done.status.success() && said.contains("could not be written"), "{said}");
}

#[test]
fn a_port_is_taken_before_the_records_are_opened_so_nobody_is_refused_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = taken.local_addr().unwrap().to_string();
    let arguments = ["serve", "--listen", &at, "--data", data.to_str().unwrap()];
    let (done, said) = run(&arguments.map(std::convert::AsRef::as_ref));
    assert!(!done && said.contains(&format!("cannot listen on {at}")), "{said}");
    assert!(!data.exists(), "{said}");
}

/// What the doctor says of a folder.
pub(crate) fn doctor(data: &Path, further: &[&str]) -> (bool, String) {
    let listen = ["doctor", "--listen", "127.0.0.1:0", "--data", data.to_str().unwrap()];
    let all = [&listen[..], further].concat();
    run(&all.iter().map(std::convert::AsRef::as_ref).collect::<Vec<_>>())
}

#[test]
fn the_doctor_says_what_is_wrong_with_an_installation() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let doctor = |further: &[&str]| doctor(&data, further);
    let (fine, said) = doctor(&[]);
    assert!(fine && said.contains("is not there yet"), "{said}");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let store = SledStore::open(&data).unwrap();
        store.commit(put("dft", 1)).await.unwrap();
        store.close().await.unwrap();
    });
    let backups = folder.path().join("backups");
    std::fs::create_dir(&backups).unwrap();
    let (fine, said) = doctor(&["--backups", backups.to_str().unwrap()]);
    assert!(fine && said.contains("nobody can sign in yet"), "{said}");
    assert!(said.contains("can be written, and by nobody else"), "{said}");
    assert!(said.contains("there is none in"), "{said}");
    // A mail server that is not there, an identity provider that is not there, a certificate that is none.
    let nowhere = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mail = format!("smtp://127.0.0.1:{nowhere}");
    let (fine, said) = doctor(&["--smtp", &mail, "--mail-from", "lt@example.org"]);
    assert!(!fine && said.contains("WRONG  mail server"), "{said}");
    let issuer = format!("http://127.0.0.1:{nowhere}");
    let (fine, said) = doctor(&["--oidc-issuer", &issuer, "--oidc-client-id", "lt"]);
    assert!(!fine && said.contains("WRONG  identity provider"), "{said}");
    let key = folder.path().join("key.pem");
    std::fs::write(&key, "no key").unwrap();
    let key = key.to_str().unwrap();
    let (fine, said) = doctor(&["--tls-cert", key, "--tls-key", key]);
    assert!(!fine && said.contains("WRONG  certificate"), "{said}");
    // A folder that lost its anchor.
    std::fs::remove_file(data.join("anchor.json")).unwrap();
    let (fine, said) = doctor(&[]);
    assert!(!fine && said.contains("WRONG  records") && said.contains("restore"), "{said}");
}

#[test]
fn the_doctor_looks_at_files_and_ports() {
    let folder = tempfile::tempdir().unwrap();
    let (data, backups) = (folder.path().join("data"), folder.path().join("backups"));
    std::fs::create_dir(&backups).unwrap();
    let doctor = |further: &[&str]| doctor(&data, further);
    // Files of questionnaires that a start would refuse, and ports that are taken.
    let files = folder.path().join("questionnaires");
    std::fs::create_dir(&files).unwrap();
    std::fs::write(files.join("broken.yaml"), "id: [").unwrap();
    let (fine, said) = doctor(&["--questionnaires", files.to_str().unwrap()]);
    assert!(!fine && said.contains("WRONG  questionnaires"), "{said}");
    let (fine, said) = doctor(&["--metrics", "127.0.0.1:0"]);
    assert!(!fine && said.contains("figures need another port"), "{said}");
    // A certificate that is good today alone.
    let made = folder.path().join("made.pem");
    let of = |days: &str| {
        let made = made.to_str().unwrap();
        let request = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"];
        let rest = ["-nodes", "-subj", "/CN=a", "-days", days, "-keyout", made, "-out", "-"];
        let done = Command::new("openssl").args(request).args(rest).output().unwrap();
        std::fs::write(folder.path().join("chain.pem"), done.stdout).unwrap();
    };
    let chain = folder.path().join("chain.pem");
    for (days, expected) in [("90", "fine   certificate"), ("3", "look   certificate")] {
        of(days);
        let files = [chain.to_str().unwrap(), made.to_str().unwrap()];
        let (fine, said) = doctor(&["--tls-cert", files[0], "--tls-key", files[1]]);
        assert!(fine && said.contains(expected), "{said}");
    }
    // The newest backup is far too old.
    let old = backups.join("backup-20200101T000000Z.jsonl");
    let long_ago = std::time::UNIX_EPOCH + std::time::Duration::from_hours(440_000);
    std::fs::File::create(old).unwrap().set_modified(long_ago).unwrap();
    let (fine, said) = doctor(&["--backups", backups.to_str().unwrap()]);
    assert!(!fine && said.contains("WRONG  backups"), "{said}");
}

/// README's steps after a disaster, with a backup of each format that was ever written: those are
/// restored for ever.
#[test]
fn after_a_disaster_a_backup_of_any_format_is_served_again() {
    let kept = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/backups")).unwrap();
    let kept: Vec<_> = kept.map(|entry| entry.unwrap().path()).collect();
    assert!(!kept.is_empty());
    for packed in kept {
        let folder = tempfile::tempdir().unwrap();
        let (backup, data) = (folder.path().join("backup.jsonl"), folder.path().join("data"));
        let packed = std::fs::File::open(packed).unwrap();
        let mut unpacked = std::fs::File::create(&backup).unwrap();
        std::io::copy(&mut flate2::read::GzDecoder::new(packed), &mut unpacked).unwrap();
        let (backup, at) = (backup.as_os_str(), data.as_os_str());
        let (done, said) = run(&["verify".as_ref(), "--backup".as_ref(), backup]);
        assert!(done && said.contains("whole and unaltered"), "{said}");
        let restore = ["restore".as_ref(), "--from".as_ref(), backup, "--data".as_ref(), at];
        let (done, said) = run(&restore);
        assert!(done && said.contains("restored"), "{said}");
        let (done, said) = run(&restore);
        assert!(!done && said.contains("not empty"), "{said}");
        let (done, said) = run(&["verify".as_ref(), "--data".as_ref(), at]);
        assert!(done && said.contains("whole and unaltered"), "{said}");
        let program = Program::serve(&data, &[]);
        assert!(Program::get(&program.address, "/register").starts_with("HTTP/1.1 200"));
        assert!(Program::get(&program.address, "/readyz").starts_with("HTTP/1.1 200"));
        assert!(program.terminate().success());
        // What was issued is there to the byte.
        let mut issued = 0;
        for entry in std::fs::read_dir(data.join("files")).unwrap() {
            let path = entry.unwrap().path();
            if std::fs::read(&path).unwrap().starts_with(b"%PDF") {
                issued += 1;
                let asked = ["verify".as_ref(), path.as_os_str(), "--backup".as_ref(), backup];
                let (done, said) = run(&asked);
                assert!(done && said.contains("issued and unaltered"), "{said}");
            }
        }
        assert!(issued > 0);
    }
}

/// What is in a folder, by name.
fn within(folder: &Path) -> Vec<std::ffi::OsString> {
    let mut names: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    names
}

#[test]
fn where_there_are_no_records_there_is_no_backup_and_nothing_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let (data, backup) = (folder.path().join("data"), folder.path().join("backup.jsonl"));
    std::fs::create_dir(&data).unwrap();
    std::fs::write(data.join("other.txt"), "Something else.").unwrap();
    let (at, to) = (data.as_os_str(), backup.as_os_str());
    let (done, said) = run(&["backup".as_ref(), "--data".as_ref(), at, "--to".as_ref(), to]);
    assert!(!done && said.contains("there are no records in the folder"), "{said}");
    let (done, said) = run(&["verify".as_ref(), "--data".as_ref(), at]);
    assert!(!done && said.contains("there are no records in the folder"), "{said}");
    assert_eq!(within(&data), ["other.txt"]);
    assert!(!backup.exists());
    // A store that was made and never used.
    drop(SledStore::open(&data).unwrap());
    let (done, said) = run(&["verify".as_ref(), "--data".as_ref(), at]);
    assert!(!done && said.contains("there are no records at all"), "{said}");
    let (done, said) = run(&["backup".as_ref(), "--data".as_ref(), at, "--to".as_ref(), to]);
    assert!(!done && said.contains("there are no records at all"), "{said}");
    assert!(!backup.exists());
}

#[test]
fn a_restore_that_was_interrupted_is_not_taken_for_whole_and_can_be_done_again() {
    let folder = tempfile::tempdir().unwrap();
    let (data, backup) = (folder.path().join("data"), folder.path().join("backup.jsonl"));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let store = MemoryStore::default();
        store.commit(put("dft", 1)).await.unwrap();
        store.close().await.unwrap();
        store.write_backup(&backup).await.unwrap();
    });
    let at = data.as_os_str();
    let restore =
        ["restore".as_ref(), "--from".as_ref(), backup.as_os_str(), "--data".as_ref(), at];
    assert!(run(&restore).0);
    // As if it had been killed before its end.
    std::fs::write(data.join("restoring"), "").unwrap();
    for command in ["verify", "serve"] {
        let (done, said) = run(&[command.as_ref(), "--data".as_ref(), at]);
        assert!(!done && said.contains("was interrupted: restore it again"), "{command}: {said}");
    }
    let (done, said) = run(&restore);
    assert!(done, "{said}");
    let (done, said) = run(&["verify".as_ref(), "--data".as_ref(), at]);
    assert!(done && said.contains("whole and unaltered"), "{said}");
    let (done, said) = run(&restore);
    assert!(!done && said.contains("data is not empty"), "it names the folder: {said}");
}

#[test]
fn a_demonstration_says_so_for_ever_and_each_of_its_files_is_missed() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    assert!(Program::serve(&data, &["--demo"]).terminate().success());
    let program = Program::serve(&data, &[]);
    let page = Program::get(&program.address, "/");
    assert!(page.contains("lt-demo"), "{page}");
    let again = ["serve", "--data", data.to_str().unwrap(), "--listen", "127.0.0.1:0"];
    let (done, said) = run(&again.map(std::convert::AsRef::as_ref));
    assert!(!done && said.contains("another process is using the data folder"), "{said}");
    let doctor = ["doctor", "--data", data.to_str().unwrap(), "--log-format", "json"];
    let (fine, said) = run(&doctor.map(std::convert::AsRef::as_ref));
    assert!(fine && said.contains("can read them; they are those of the demonstration"), "{said}");
    assert!(program.terminate().success());
    let (fine, said) = run(&doctor.map(std::convert::AsRef::as_ref));
    assert!(fine && said.contains("its passwords are published"), "{said}");
    let verify = ["verify".as_ref(), "--data".as_ref(), data.as_os_str()];
    let files = data.join("files");
    let kept = within(&files);
    assert!(kept.len() >= 8, "{kept:?}");
    for name in kept {
        let (there, away) = (files.join(&name), folder.path().join("away"));
        std::fs::rename(&there, &away).unwrap();
        let (done, said) = run(&verify);
        let missed = format!("the kept file {} is missing", name.display());
        assert!(!done && said.contains(&missed), "{said}");
        std::fs::rename(&away, &there).unwrap();
    }
    let (done, said) = run(&verify);
    assert!(done, "{said}");
}

#[test]
fn real_records_are_not_mixed_with_the_demonstration() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let at = data.to_str().unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let store = Arc::new(SledStore::open(&data).unwrap());
        let service = service_on(store, &TestClock::new());
        let asked = SetUp {
            organisation: "Xshire".to_owned(),
            contact: "a@xshire.example".to_owned(),
            person: NewPerson {
                name: "Ann".to_owned(),
                email: "ann@xshire.example".to_owned(),
                post: "Head".to_owned(),
                ..NewPerson::default()
            },
            password: "the-lantern-on-the-hill".to_owned(),
        };
        let secret = service.set_up_secret().await.unwrap().unwrap();
        service.set_up(&secret, &asked).await.unwrap();
        service.close().await.unwrap();
    });
    let seed = ["seed", "--data", at, "--assessments", "1"].map(std::convert::AsRef::as_ref);
    let (done, said) = run(&seed);
    assert!(!done && said.contains("is not empty"), "{said}");
    let serve = ["serve", "--data", at, "--listen", "127.0.0.1:0", "--demo"];
    let (done, said) = run(&serve.map(std::convert::AsRef::as_ref));
    assert!(!done && said.contains("this one has people in it"), "{said}");
    let serve = ["serve", "--data", at, "--listen", "127.0.0.1:0", "--log", "loud"];
    let (done, said) = run(&serve.map(std::convert::AsRef::as_ref));
    assert!(!done && said.contains("“loud” is not one of"), "{said}");
}
