//! What every store promises; the same tests for each.
use std::sync::Arc;

use loneliness_test::domain::audit::{Action, By, Entry};
use loneliness_test::domain::organisation::{Organisation, OrganisationType, first_facts};
use loneliness_test::domain::people::Session;
use loneliness_test::store::memory::MemoryStore;
use loneliness_test::store::{
    Change, Kind, Query, SledStore, Snapshot, Store, StoreError, Write, read, read_all, verify,
};

fn at() -> jiff::Timestamp {
    "2026-12-01T09:00:00Z".parse().unwrap()
}

pub(crate) fn organisation(id: &str, revision: u64) -> Organisation {
    Organisation {
        id: id.parse().unwrap(),
        facts: first_facts(&format!("{id} {revision}"), OrganisationType::Council, "a@b.example"),
        created: at(),
        revision,
    }
}

fn entry() -> Entry {
    Entry { at: at(), by: By::service(), action: Action::OrganisationAdded }
}

pub(crate) fn put(id: &str, revision: u64) -> Change {
    let expected = (revision > 1).then(|| revision - 1);
    Change::of(&organisation(id, revision), expected, entry()).unwrap()
}

pub(crate) async fn contract(store: Arc<dyn Store>) {
    let store = store.as_ref();
    store.commit(put("dft", 1)).await.unwrap();
    let found: Organisation = read(store, "dft").await.unwrap().unwrap();
    assert_eq!(found, organisation("dft", 1));
    assert!(read::<Organisation>(store, "dwp").await.unwrap().is_none());

    let again = store.commit(put("dft", 1)).await;
    assert!(matches!(again, Err(StoreError::Conflict)), "{again:?}");
    let skipped = store.commit(put("dft", 3)).await;
    assert!(matches!(skipped, Err(StoreError::Conflict)), "{skipped:?}");
    store.commit(put("dft", 2)).await.unwrap();

    let wanted = ["dft", "dwp", "dft"].map(ToOwned::to_owned);
    let each = store.get_each(Kind::Organisation, &wanted).await.unwrap();
    let ids: Vec<(&str, u64)> = each.iter().map(|it| (it.id.as_str(), it.revision)).collect();
    assert_eq!(ids, [("dft", 2), ("dft", 2)]);
    assert!(store.get_each(Kind::Organisation, &[]).await.unwrap().is_empty());

    // All or nothing: the second record conflicts, so the first is not written.
    let mut both = put("dwp", 1);
    both.writes.extend(put("dft", 2).writes);
    assert!(matches!(store.commit(both).await, Err(StoreError::Conflict)));
    assert!(read::<Organisation>(store, "dwp").await.unwrap().is_none());

    // No change of a lasting record without its entry.
    let mut bare = put("dwp", 1);
    bare.writes.iter_mut().for_each(|write: &mut Write| write.entry = None);
    assert!(matches!(store.commit(bare).await, Err(StoreError::Unaudited)));
    let gone = Change::default().without(Kind::Organisation, "dft");
    assert!(matches!(store.commit(gone).await, Err(StoreError::Unaudited)));

    let chain = store.chain(Kind::Organisation, "dft").await.unwrap();
    let numbers: Vec<u64> = chain.iter().map(|sealed| sealed.number).collect();
    assert_eq!(numbers, [1, 2]);
    assert_eq!(chain[1].previous, chain[0].seal);

    let once = put("beis", 1).once(Some("form-1".to_owned()));
    store.commit(once.clone()).await.unwrap();
    assert!(matches!(store.commit(once).await, Err(StoreError::AlreadyDone)));

    large_values(store).await;
    pages(store).await;
    sessions(store).await;
    let hash = store.keep_file(b"bytes".to_vec()).await.unwrap();
    assert_eq!(store.file(&hash).await.unwrap().as_deref(), Some(b"bytes".as_slice()));
    assert_eq!(store.file(&"0".repeat(64)).await.unwrap(), None);
    assert_eq!(store.file("../../etc/passwd").await.unwrap(), None);
}

async fn large_values(store: &dyn Store) {
    for (revision, length) in [(1, 300_000), (2, 10), (3, 150_000)] {
        let mut large = organisation("large", revision);
        large.facts.contact = "x".repeat(length);
        let expected = (revision > 1).then(|| revision - 1);
        store.commit(Change::of(&large, expected, entry()).unwrap()).await.unwrap();
        let found: Organisation = read(store, "large").await.unwrap().unwrap();
        assert_eq!(found.facts.contact.len(), length);
    }
}

async fn pages(store: &dyn Store) {
    for n in 0..25 {
        store.commit(put(&format!("page-{n:02}"), 1)).await.unwrap();
    }
    let mut query = Query { prefix: "id/page-".to_owned(), after: None, limit: 10 };
    let mut seen = Vec::new();
    loop {
        let page = store.find(Kind::Organisation, query.clone()).await.unwrap();
        seen.extend(page.records.iter().map(|record| record.id.clone()));
        let Some(next) = page.next else { break };
        query.after = Some(next);
    }
    let expected: Vec<String> = (0..25).map(|n| format!("page-{n:02}")).collect();
    assert_eq!(seen, expected);
    assert_eq!(store.count(Kind::Organisation, "id/page-").await.unwrap(), 25);
}

async fn sessions(store: &dyn Store) {
    let session = |revision| Session {
        token: "t".repeat(64),
        person: "ada".parse().unwrap(),
        csrf: "c".to_owned(),
        started: at(),
        seen: at(),
        browser: String::new(),
        id_token: None,
        revision,
    };
    let write =
        |revision, expected| Change::default().and(&session(revision), expected, None).unwrap();
    store.commit(write(1, None)).await.unwrap();
    store.commit(write(2, Some(1))).await.unwrap();
    let found: Vec<Session> = read_all(store, "person/ada", 10).await.unwrap();
    assert_eq!(found, [session(2)]);
    store.commit(Change::default().without(Kind::Session, &session(2).token)).await.unwrap();
    assert!(read_all::<Session>(store, "person/", 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn memory_keeps_the_contract() {
    contract(Arc::new(MemoryStore::default())).await;
}

#[tokio::test]
async fn sled_keeps_the_contract_and_has_it_all_after_reopening() {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(SledStore::open(folder.path()).unwrap());
    contract(Arc::clone(&store) as Arc<dyn Store>).await;
    let before = store.everything().await.unwrap();
    store.close().await.unwrap();
    drop(store);
    let store = SledStore::open(folder.path()).unwrap();
    let after = store.everything().await.unwrap();
    assert_eq!(before.records, after.records);
    assert_eq!(before.entries, after.entries);
}

/// A hundred people change the same record at once: each change is applied to what was read.
pub(crate) async fn concurrent(stores: &[Arc<dyn Store>]) {
    stores[0].commit(put("dft", 1)).await.unwrap();
    let tasks: Vec<_> = (0..100)
        .map(|n| {
            let store = Arc::clone(&stores[n % stores.len()]);
            tokio::spawn(async move {
                loop {
                    let now: Organisation = read(store.as_ref(), "dft").await.unwrap().unwrap();
                    match store.commit(put("dft", now.revision + 1)).await {
                        Ok(()) => return,
                        Err(StoreError::Conflict) => {}
                        Err(error) => panic!("{error}"),
                    }
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    for store in stores {
        let last: Organisation = read(store.as_ref(), "dft").await.unwrap().unwrap();
        assert_eq!(last.revision, 101);
        assert_eq!(store.chain(Kind::Organisation, "dft").await.unwrap().len(), 101);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn concurrent_changes_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    concurrent(&[Arc::new(SledStore::open(folder.path()).unwrap())]).await;
}

#[tokio::test]
async fn a_backup_restores_to_the_same_store_and_damage_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    let store = SledStore::open(&folder.path().join("one")).unwrap();
    for n in 1..=3 {
        store.commit(put("dft", n)).await.unwrap();
    }
    store.keep_file(b"pdf".to_vec()).await.unwrap();
    store.close().await.unwrap();
    let snapshot = SledStore::open(&folder.path().join("one")).map(drop);
    drop(snapshot);
    drop(store);
    let store = SledStore::open(&folder.path().join("one")).unwrap();
    let snapshot = store.everything().await.unwrap();
    let mut backup = Vec::new();
    snapshot.write(&mut backup).unwrap();
    let read_back = Snapshot::read(&mut backup.as_slice()).unwrap();
    assert!(verify(&read_back, None).unwrap().problems.is_empty());
    SledStore::restore(&folder.path().join("two"), &read_back).unwrap();
    let restored = SledStore::open(&folder.path().join("two")).unwrap();
    assert_eq!(restored.everything().await.unwrap().records, snapshot.records);
    drop(restored);
    assert!(SledStore::restore(&folder.path().join("two"), &read_back).is_err(), "not empty");

    for (from, to) in [("dft 3", "dft 4"), ("council", "cuoncil"), ("\"number\":2", "\"number\":9")]
    {
        let text = String::from_utf8(backup.clone()).unwrap();
        assert!(text.contains(from), "{from}");
        let altered = text.replacen(from, to, 1);
        assert!(Snapshot::read(&mut altered.as_bytes()).is_err(), "{from}");
    }
    let cut = &backup[..backup.len() / 2];
    assert!(Snapshot::read(&mut &cut[..]).is_err());
}

#[tokio::test]
async fn verification_finds_what_was_done_to_a_snapshot() {
    let store = MemoryStore::default();
    for n in 1..=3 {
        store.commit(put("dft", n)).await.unwrap();
    }
    store.commit(put("dwp", 1)).await.unwrap();
    let clean = store.everything().await.unwrap();
    assert!(verify(&clean, None).unwrap().problems.is_empty());
    let wrong = |change: &dyn Fn(&mut Snapshot)| {
        let mut snapshot = clean.clone();
        change(&mut snapshot);
        !verify(&snapshot, None).unwrap().problems.is_empty()
    };
    assert!(wrong(&|s| s.records.truncate(1)), "a record is gone");
    assert!(wrong(&|s| s.records[0].body[20] ^= 1), "a record was edited");
    assert!(wrong(&|s| drop(s.entries.remove(1))), "an entry is gone");
    assert!(wrong(&|s| drop(s.entries.pop())), "the last entry is gone");
    assert!(wrong(&|s| s.entries.swap(0, 1)), "entries were reordered");
    let edit = |s: &mut Snapshot| {
        let entry = s.entries[0].entry.take().unwrap();
        s.entries[0].entry = Some(entry.replace("organisation", "arganisation"));
    };
    assert!(wrong(&edit), "an entry was edited");
    let cut = |s: &mut Snapshot| {
        // The newest entry of a chain is cut off and the record is put back to match.
        s.entries.retain(|sealed| sealed.number < 3);
        let old = put("dft", 2).writes.remove(0).record;
        let record = s.records.iter_mut().find(|record| record.id == "dft").unwrap();
        *record = old;
    };
    assert!(wrong(&cut), "a tail was cut off");
}
