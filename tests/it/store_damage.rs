//! What the embedded store does when its folder is not as it left it.
use std::fs;
use std::path::Path;

use loneliness_test::store::{SledStore, Store, StoreError};

use crate::store_contract::put;

async fn filled(folder: &Path, organisations: usize) {
    let store = SledStore::open(folder).unwrap();
    for n in 0..organisations {
        store.commit(put(&format!("o{n:04}"), 1)).await.unwrap();
    }
    store.close().await.unwrap();
}

fn refusal(folder: &Path) -> String {
    match SledStore::open(folder) {
        Ok(_) => panic!("it was opened"),
        Err(error) => error.to_string(),
    }
}

#[tokio::test]
async fn a_second_process_is_told_who_is_in_the_way() {
    let folder = tempfile::tempdir().unwrap();
    let _first = SledStore::open(folder.path()).unwrap();
    assert!(refusal(folder.path()).contains("another process is using the data folder"));
}

#[tokio::test]
async fn a_store_that_is_shorter_than_its_anchor_does_not_serve() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path(), 5).await;
    let old = tempfile::tempdir().unwrap();
    copy(&folder.path().join("engine"), &old.path().join("engine"));
    let store = SledStore::open(folder.path()).unwrap();
    store.commit(put("later", 1)).await.unwrap();
    store.close().await.unwrap();
    drop(store);
    fs::remove_dir_all(folder.path().join("engine")).unwrap();
    copy(&old.path().join("engine"), &folder.path().join("engine"));
    let said = refusal(folder.path());
    assert!(said.contains("anchor") && said.contains("restore"), "{said}");
    fs::remove_dir_all(folder.path().join("engine")).unwrap();
    let said = refusal(folder.path());
    assert!(said.contains("empty, but its anchor is not") && said.contains("restore"), "{said}");
}

#[tokio::test]
async fn a_missing_anchor_and_a_newer_format_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path(), 2).await;
    let anchor = folder.path().join("anchor.json");
    let text = fs::read_to_string(&anchor).unwrap();
    fs::write(&anchor, text.replace("\"format\": 1", "\"format\": 2")).unwrap();
    assert!(refusal(folder.path()).contains("newer version of the program"));
    fs::write(&anchor, text.replace("\"entries\": 2", "\"entries\": 1")).unwrap();
    assert!(refusal(folder.path()).contains("hash does not match"));
    fs::remove_file(&anchor).unwrap();
    assert!(refusal(folder.path()).contains("anchor file is missing"));
    fs::write(&anchor, text).unwrap();
    assert!(SledStore::open(folder.path()).is_ok());
}

#[tokio::test]
async fn a_left_over_snapshot_does_not_keep_the_store_closed() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path(), 2).await;
    let left_over = folder.path().join("engine/snap.0000000000000001.generating");
    // As often as may be: each time it is the same one that is set aside.
    for _ in 0..3 {
        fs::write(&left_over, b"half").unwrap();
        for _ in 0..2 {
            let opened = SledStore::open(folder.path()).unwrap();
            opened.close().await.unwrap();
        }
    }
    let engine = fs::read_dir(folder.path().join("engine")).unwrap();
    let names = engine.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let aside: Vec<String> = names.filter(|name| name.contains("left-over")).collect();
    assert_eq!(aside, ["left-over-snap.0000000000000001.generating.aside"]);
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// Forty trials: one bit of the closed store is flipped. It is served whole or refused with
/// the message that helps; never silently less.
#[tokio::test]
async fn a_flipped_bit_is_never_served_silently() {
    let folder = tempfile::tempdir().unwrap();
    let good = folder.path().join("good");
    filled(&good, 300).await;
    let bytes = fs::read(good.join("engine/db")).unwrap();
    let used: Vec<usize> = (0..bytes.len()).filter(|n| bytes[*n] != 0).collect();
    let (mut served, mut refused) = (0, 0);
    std::panic::set_hook(Box::new(|_| {}));
    for trial in 0..40_usize {
        let bad = folder.path().join(format!("bad-{trial}"));
        copy(&good, &bad);
        let mut damaged = bytes.clone();
        let place = used[(trial * 2_654_435_761) % used.len()];
        damaged[place] ^= 1 << (trial % 8);
        fs::write(bad.join("engine/db"), damaged).unwrap();
        match SledStore::open(&bad) {
            Ok(store) => {
                let everything = store.everything().await.unwrap();
                assert_eq!(everything.records.len(), 300, "trial {trial}: silently less");
                served += 1;
            }
            Err(StoreError::Corrupt { key, why }) => {
                let said = StoreError::Corrupt { key, why }.to_string();
                assert!(said.contains("restore"), "{said}");
                refused += 1;
            }
            Err(other) => panic!("trial {trial}: {other}"),
        }
        fs::remove_dir_all(&bad).unwrap();
    }
    drop(std::panic::take_hook());
    println!("{served} served whole, {refused} refused");
    assert!(served + refused == 40 && refused > 0);
}
