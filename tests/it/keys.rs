//! The key that is not among the records: without it a copy of them lets nobody in.
use std::ffi::OsStr;
use std::path::PathBuf;
use std::sync::Arc;

use loneliness_test::app::{DEMO_PASSWORD, Keys, KeysError};
use loneliness_test::domain::people::Person;
use loneliness_test::store::memory::MemoryStore;
use loneliness_test::store::{Place, Store};

use crate::account::{ADA, PASSWORD, awaits_code, code, with_factor};
use crate::backups::{Program, doctor, run};
use crate::support::{TestApp, TestClock, service_on};

const FIRST: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
const SECOND: &str = "f00102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

/// A file of keys with these lines.
fn file(folder: &tempfile::TempDir, lines: &[&str]) -> PathBuf {
    let path = folder.path().join("keys");
    std::fs::write(&path, lines.join("\n")).unwrap();
    path
}

/// Another start of a service on the same records, with these keys.
fn started(store: &Arc<MemoryStore>, clock: &Arc<TestClock>, lines: &[&str]) -> TestApp {
    let folder = tempfile::tempdir().unwrap();
    let service = service_on(Arc::clone(store) as Arc<dyn Store>, clock);
    let service = match lines {
        [] => service,
        lines => service.with_keys(Keys::read(&file(&folder, lines)).unwrap()),
    };
    TestApp::of(Arc::new(service), Arc::clone(clock))
}

/// Records of the demonstration that a service without a key has made.
async fn records() -> (Arc<MemoryStore>, Arc<TestClock>) {
    let (store, clock) = (Arc::new(MemoryStore::default()), TestClock::new());
    let app = started(&store, &clock, &[]);
    app.service.keep_questionnaires().await.unwrap();
    app.service.fill_with_demo().await.unwrap();
    (store, clock)
}

async fn ada(app: &TestApp) -> Person {
    app.service.person_by_email(ADA.1).await.unwrap().unwrap()
}

/// The status of a sign-in with the right password, without what follows it.
async fn password_of(app: &TestApp) -> u16 {
    let browser = app.browser();
    browser.get("/sign-in").await;
    browser.post("/sign-in", &[ADA, PASSWORD]).await.status
}

#[tokio::test]
async fn a_copy_of_the_records_lets_nobody_in_without_the_key() {
    let (store, clock) = records().await;
    let app = started(&store, &clock, &[FIRST]);
    let (secret, _) = with_factor(&app, &app.sign_in("ada").await).await;
    assert_eq!(password_of(&app).await, 200, "a code is asked for");
    let kept = serde_json::to_string(&ada(&app).await).unwrap();
    assert!(kept.contains("keyid=") && !kept.contains(&secret), "{kept}");
    // Whoever has the records has no key, or one of their own. That they cannot check is no answer.
    for lines in [&[][..], &[SECOND]] {
        let thief = started(&store, &clock, lines);
        for _ in 0..12 {
            assert_eq!(password_of(&thief).await, 500, "{lines:?}: it is no guess, and no try");
        }
        assert_eq!(thief.service.missing_keys().await.unwrap().len(), 1, "{lines:?}");
    }
    assert!(app.service.missing_keys().await.unwrap().is_empty());
    assert_eq!(password_of(&app).await, 200, "nothing was lost");
}

#[tokio::test]
async fn what_was_kept_before_there_was_a_key_is_kept_with_it_from_the_next_sign_in_on() {
    let (store, clock) = records().await;
    let before = started(&store, &clock, &[]);
    let (secret, _) = with_factor(&before, &before.sign_in("ada").await).await;
    let locked = ada(&before).await;
    // A key comes, another takes its place, and the first is taken away.
    for lines in [&[FIRST][..], &[SECOND, FIRST], &[SECOND]] {
        clock.forward(1);
        let app = started(&store, &clock, lines);
        assert!(app.service.missing_keys().await.unwrap().is_empty());
        let (browser, under_way) = awaits_code(&app).await;
        let fields = [("under-way", under_way.as_str()), ("code", &code(&app, &secret))];
        let page = browser.post("/sign-in/code", &fields).await;
        assert_eq!(page.location.as_deref(), Some("/home"), "{lines:?}");
    }
    let (then, now) = (locked, ada(&before).await);
    assert_ne!(then.password, now.password);
    assert_ne!(then.second_factor.unwrap().secret, now.second_factor.unwrap().secret);
    // Who has no second factor, and who has not signed in since.
    let app = started(&store, &clock, &[SECOND]);
    app.sign_in("ben").await;
    let used = app.service.keys_in_use().await.unwrap();
    let second = used.iter().find(|(key, _)| key.is_some()).unwrap();
    assert_eq!((used.len(), *second.1), (2, 2), "{used:?}");
    let page = app.sign_in("cerys").await.get("/home").await;
    assert_eq!(page.status, 200);
}

#[tokio::test]
async fn a_second_factor_is_good_for_its_owner_alone() {
    let (store, clock) = records().await;
    let app = started(&store, &clock, &[FIRST]);
    with_factor(&app, &app.sign_in("ada").await).await;
    let ben = app.service.person_by_email("ben@exampleshire.example").await.unwrap().unwrap();
    let moved = Person { second_factor: ada(&app).await.second_factor, ..ben.clone() };
    let moved = Person { revision: ben.revision + 1, ..moved };
    let change = loneliness_test::store::Change::default();
    let entry = loneliness_test::domain::audit::Entry {
        at: loneliness_test::clock::Clock::now(clock.as_ref()),
        by: loneliness_test::domain::audit::By::service(),
        action: loneliness_test::domain::audit::Action::SecondFactorSet,
    };
    store.commit(change.and(&moved, Some(ben.revision), Some(entry)).unwrap()).await.unwrap();
    let browser = app.browser();
    browser.get("/sign-in").await;
    let fields = [("email", ben.email.as_str()), ("password", DEMO_PASSWORD)];
    let under_way = browser.post("/sign-in", &fields).await.value_of("under-way").unwrap();
    let fields = [("under-way", under_way.as_str()), ("code", "000000")];
    assert_eq!(browser.post("/sign-in/code", &fields).await.status, 500);
}

#[test]
fn a_file_that_has_no_good_key_is_refused_and_not_shown() {
    let folder = tempfile::tempdir().unwrap();
    let read = |lines: &[&str]| Keys::read(&file(&folder, lines));
    assert_eq!(
        read(&["# made in 2026", "", FIRST, &format!(" {SECOND} ")]).unwrap().names().count(),
        2
    );
    assert!(matches!(read(&[]), Err(KeysError::Empty(_))));
    assert!(matches!(read(&["# none", ""]), Err(KeysError::Empty(_))));
    let same = "a".repeat(64);
    for wrong in [&FIRST[1..], "correct horse battery staple", &same, &FIRST.replace('0', "+")] {
        let said = read(&["", wrong]).unwrap_err().to_string();
        assert!(said.contains("line 2 of") && !said.contains(wrong), "{said}");
    }
    let said = read(&[FIRST, SECOND, &FIRST.to_uppercase()]).unwrap_err().to_string();
    assert!(said.contains("line 3 of"), "{said}");
    let itself = Keys::read(std::path::Path::new(FIRST)).unwrap_err().to_string();
    assert!(!itself.contains(FIRST), "{itself}");
    let missing = Keys::read(&folder.path().join("nowhere")).unwrap_err();
    assert!(missing.to_string().contains("nowhere"), "{missing}");
    let shown = format!("{:?}", read(&[FIRST]).unwrap());
    assert!(!shown.contains(&FIRST[..8]), "{shown}");
}

#[test]
fn the_doctor_says_whose_key_is_missing() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let key = file(&folder, &[FIRST]);
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let store = Place::Folder(data.clone()).open().unwrap();
        let service = service_on(Arc::clone(&store), &TestClock::new());
        let service = service.with_keys(Keys::read(&key).unwrap());
        service.keep_questionnaires().await.unwrap();
        service.fill_with_demo().await.unwrap();
        service.close().await.unwrap();
    });
    let (fine, said) = doctor(&data, &[]);
    assert!(!fine && said.contains("WRONG  key: the key "), "{said}");
    let stated = ["--key-file", key.to_str().unwrap()];
    let (fine, said) = doctor(&data, &stated);
    assert!(fine && said.contains("look   key: others may look into"), "{said}");
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600)).unwrap();
    let (fine, said) = doctor(&data, &stated);
    assert!(fine && said.contains("fine   key: ") && said.contains(" is in use"), "{said}");
    file(&folder, &[SECOND, FIRST]);
    let (fine, said) = doctor(&data, &stated);
    assert!(fine && said.contains("keep those below it"), "{said}");
    // A service that runs is asked, and one whose key is missing says so.
    let program = Program::serve(&data, &["--key-file", key.to_str().unwrap()]);
    let (fine, said) = doctor(&data, &stated);
    assert!(fine && said.contains("have not signed in since it came"), "{said}");
    file(&folder, &[SECOND]);
    let (fine, said) = doctor(&data, &stated);
    assert!(!fine && said.contains("WRONG  key: the key "), "{said}");
    assert!(program.terminate().success());
    // A start with a file that is no key says so, and starts nothing.
    file(&folder, &["no key"]);
    let serve = ["serve", "--listen", "127.0.0.1:0", "--data", data.to_str().unwrap()];
    let serve: Vec<&OsStr> = serve.iter().chain(&stated).map(AsRef::as_ref).collect();
    let (fine, said) = run(&serve);
    assert!(!fine && said.contains("line 1 of"), "{said}");
}
