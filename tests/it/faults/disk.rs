//! A disk that is full, that may only be read any more, that is slow, and files that were cut off.
use std::fs;
use std::path::Path;
use std::time::Duration;

use loneliness_test::store::{Place, SledStore, Store as _, StoreError, verify_backup};

use super::power::Disk;
use super::{Ear, Tally, Writing, end, lost, rounds, row, run};
use crate::store_contract::put;

/// So much is left on the disk in each round, in KiB: another amount each time.
fn left(round: u64) -> u64 {
    200 + round * 331 % 3_000
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_said_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let within = |name: &str| folder.path().join(name);
    let Some(disk) = Disk::new(within("disk.img"), within("disk"), 800) else { return };
    let (ballast, rounds) = (disk.at.join("ballast"), rounds(2, 20));
    let mut tally = Tally::default();
    for round in 0..rounds {
        // Each time a new folder: the disk would be full of records by and by.
        let place = disk.at.join(round.to_string());
        let (place, ear) = (place.to_str().unwrap(), Ear::default());
        let writing = Writing::start(place, &ear);
        ear.until_more();
        let free = run("df", &["--output=avail", "-k", disk.at.to_str().unwrap()]);
        let free: u64 = free.lines().last().unwrap().trim().parse().unwrap();
        let length = format!("{}K", free.saturating_sub(left(round)).max(1));
        run("fallocate", &["-l", &length, ballast.to_str().unwrap()]);
        ear.heard().said.clear();
        ear.until("the disk is full, and nothing is said", |ear| !ear.said().is_empty());
        writing.kill();
        // A start while it is full: it is said, or it works as far as it can.
        let again = Writing::start(place, &ear);
        std::thread::sleep(Duration::from_millis(300));
        again.kill();
        fs::remove_file(&ballast).unwrap();
        let missing = lost(place, &ear).await;
        tally.add(place, missing, &ear).await;
        fs::remove_dir_all(place).unwrap();
    }
    assert!(tally.said.iter().any(|said| said.contains("No space left")), "{:?}", tally.said);
    tally.end("disk full", rounds);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_may_only_be_read_any_more_is_said_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let within = |name: &str| folder.path().join(name);
    let Some(disk) = Disk::new(within("disk.img"), within("disk"), 200) else { return };
    let place = disk.at.join("data");
    let (place, ear, rounds) = (place.to_str().unwrap(), Ear::default(), rounds(2, 20));
    let mut missing = 0;
    for round in 0..rounds {
        disk.unmount();
        disk.mount("loop,errors=remount-ro");
        let writing = Writing::start(place, &ear);
        ear.until_more();
        std::thread::sleep(Duration::from_millis(round * 41 % 300));
        ear.heard().said.clear();
        // What a kernel does when it meets an error on the drive.
        let device = run("findmnt", &["-n", "-o", "SOURCE", disk.at.to_str().unwrap()]);
        let device = device.rsplit('/').next().unwrap();
        fs::write(format!("/sys/fs/ext4/{device}/trigger_fs_error"), "1").unwrap();
        ear.until("nothing can be written, and nothing is said", |ear| !ear.said().is_empty());
        writing.kill();
        // It says so too when it is started on such a disk.
        ear.heard().said.clear();
        let again = Writing::start(place, &ear);
        ear.until("it starts, and nothing is said", |ear| !ear.said().is_empty());
        again.kill();
        disk.unmount();
        disk.check();
        disk.mount("loop");
        missing += lost(place, &ear).await;
    }
    assert!(ear.said().iter().any(|said| said.contains("Read-only")), "{:?}", ear.said());
    end(place, "disk becomes read-only", rounds, missing, &ear).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_disk_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("data");
    let (place, ear, rounds) = (place.to_str().unwrap(), Ear::default(), rounds(2, 20));
    let mut missing = 0;
    for round in 0..rounds {
        // Each sync takes half a second longer.
        let slow = [
            "strace",
            "-f",
            "-qq",
            "-o",
            "/dev/null",
            "-e",
            "trace=fsync,fdatasync",
            "-e",
            "inject=fsync,fdatasync:delay_enter=500000",
        ];
        let writing = Writing::under(&slow, &[], place, &ear);
        ear.until_more();
        std::thread::sleep(Duration::from_millis(round * 173 % 900));
        writing.kill();
        missing += lost(place, &ear).await;
    }
    end(place, "each sync takes 0.5 s longer, then the process is killed", rounds, missing, &ear)
        .await;
}

/// A closed store, a backup of it, and how many records are in it.
async fn filled(folder: &Path) -> usize {
    let store = SledStore::open(&folder.join("data")).unwrap();
    for n in 0..200 {
        store.commit(put(&format!("o{n:04}"), 1)).await.unwrap();
    }
    store.write_backup(&folder.join("backup")).await.unwrap();
    store.close().await.unwrap();
    200
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_was_cut_off_is_refused_or_whole() {
    let folder = tempfile::tempdir().unwrap();
    let records = filled(folder.path()).await;
    let (ear, rounds) = (Ear::default(), rounds(10, 100));
    let (data, bad) = (folder.path().join("data"), folder.path().join("bad"));
    std::panic::set_hook(Box::new(|_| {}));
    for round in 0..rounds {
        for file in ["engine/db", "engine/conf", "anchor.json"] {
            run("cp", &["-r", data.to_str().unwrap(), bad.to_str().unwrap()]);
            let path = bad.join(file);
            let opened = fs::OpenOptions::new().write(true).open(&path).unwrap();
            let used = fs::read(&path).unwrap().iter().rposition(|byte| *byte != 0).unwrap_or(0);
            opened.set_len(u64::try_from(used).unwrap() * round / rounds).unwrap();
            match Place::Folder(bad.clone()).open() {
                Ok(store) => {
                    let found = store.everything().await.unwrap().records.len();
                    assert_eq!(found, records, "{file}, round {round}: silently less");
                }
                Err(StoreError::Corrupt { key, why }) => {
                    let said = StoreError::Corrupt { key, why }.to_string();
                    assert!(said.contains("restore"), "{said}");
                    let end = said.split("; restore").last().unwrap_or_default().to_owned();
                    ear.heard().said.insert(format!("… restore{end}"));
                }
                Err(other) => panic!("{file}, round {round}: {other}"),
            }
            fs::remove_dir_all(&bad).unwrap();
        }
        let bytes = fs::read(folder.path().join("backup")).unwrap();
        let length =
            usize::try_from(round).unwrap() * bytes.len() / usize::try_from(rounds).unwrap();
        fs::write(&bad, &bytes[..length]).unwrap();
        let error = verify_backup(&bad).unwrap_err();
        assert!(error.to_string().contains("backup"), "{error}");
        fs::remove_file(&bad).unwrap();
    }
    drop(std::panic::take_hook());
    row(
        "file cut off: log, engine's settings, anchor, backup",
        rounds * 4,
        &records.to_string(),
        0,
        &ear.said(),
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_whose_disk_was_full_can_be_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let within = |name: &str| folder.path().join(name);
    let Some(disk) = Disk::new(within("disk.img"), within("disk"), 200) else { return };
    let store = SledStore::open(&disk.at.join("data")).unwrap();
    let free = run("df", &["--output=avail", "-k", disk.at.to_str().unwrap()]);
    let free: u64 = free.lines().last().unwrap().trim().parse().unwrap();
    let ballast = disk.at.join("ballast");
    let length = format!("{}K", free.saturating_sub(50));
    run("fallocate", &["-l", &length, ballast.to_str().unwrap()]);
    let mut n = 0;
    while store.commit(put(&format!("record-{n}"), 1)).await.is_ok() {
        n += 1;
    }
    let closed = tokio::time::timeout(Duration::from_secs(20), store.close()).await;
    assert!(closed.is_ok_and(|closed| closed.is_err()), "it says so, and waits for nothing");
    // The engine itself would wait for its disk; a process that ends does not.
    std::mem::forget(store);
}
