//! Broken tables, backups, and the texts of statements.
use std::io::BufReader;

use loneliness_test::app::tables::{self, as_csv};
use loneliness_test::domain::statement::Statement;
use loneliness_test::pdf::Printer;
use loneliness_test::store::memory::MemoryStore;
use loneliness_test::store::{Snapshot, Store as _, verify_backup};
use serde_json::Value;

use super::{again, break_it};
use crate::dice::Dice;
use crate::store_contract::put;

/// Breaks bytes: some are changed, doubled or taken out.
fn break_bytes(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.roll(3) {
        let at = dice.roll(bytes.len().max(1)).min(bytes.len());
        let to = (at + dice.roll(60)).min(bytes.len());
        match dice.roll(4) {
            0 => drop(bytes.drain(at..to)),
            1 => {
                let copy = bytes[at..to].to_vec();
                drop(bytes.splice(at..at, copy));
            }
            2 => bytes.truncate(at),
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << dice.roll(8);
                }
            }
        }
    }
    bytes
}

#[test]
fn broken_tables_are_read_or_refused() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let heads = ["title", "summary", "owner_post", "decider"];
    let row = |n: usize| heads.iter().map(|head| format!("{head} {n}, “quoted”")).collect();
    let rows: Vec<Vec<String>> = (0..5).map(row).collect();
    let csv = tables::write(&heads, &rows).unwrap();
    let sheet = tables::Sheet { name: "policies", heads: &heads, rows };
    let ods = tables::ods(&sheet).unwrap();
    let json = br#"[{"title": "A", "summary": "B"}, {"title": "C", "decider": null}]"#.to_vec();
    let (mut read, mut refused) = (0, 0);
    let tried = again(|dice| {
        let broken = break_bytes([&csv, &ods, &json][dice.roll(3)], dice);
        let text = runtime.block_on(as_csv(broken));
        match text.and_then(|text| tables::read(&text, &heads)) {
            Ok(_) => read += 1,
            Err(error) => {
                assert!(!error.why.is_empty());
                refused += 1;
            }
        }
    });
    println!("{tried} broken tables: {read} read, {refused} refused");
    assert!(read > 100 && refused > 100);
}

#[test]
fn a_broken_backup_is_never_taken_for_whole() {
    let folder = tempfile::tempdir().unwrap();
    let (good, bad) = (folder.path().join("good"), folder.path().join("bad"));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let store = MemoryStore::default();
        for n in 1..=3 {
            store.commit(put("dft", n)).await.unwrap();
        }
        store.commit(put("dwp", 1)).await.unwrap();
        store.keep_file(b"pdf".to_vec()).await.unwrap();
        store.write_backup(&good).await.unwrap();
    });
    let bytes = std::fs::read(&good).unwrap();
    let whole = Snapshot::read(&mut BufReader::new(bytes.as_slice())).unwrap();
    let mut same = 0;
    let tried = again(|dice| {
        let broken = break_bytes(&bytes, dice);
        std::fs::write(&bad, &broken).unwrap();
        let Ok(verified) = verify_backup(&bad) else { return };
        if verified.problems.is_empty() {
            // White space behind the seal, or a change that was undone: nothing else may be the same.
            let found = Snapshot::read(&mut BufReader::new(broken.as_slice())).unwrap();
            assert_eq!((&found.records, &found.entries), (&whole.records, &whole.entries));
            assert_eq!((&found.files, &found.checkpoints), (&whole.files, &whole.checkpoints));
            same += 1;
        }
    });
    println!("{tried} broken backups, {same} with the same content");
    assert!(same < tried / 2);
}

/// Breaks the texts in a value.
fn break_texts(value: &mut Value, dice: &mut Dice) {
    match value {
        Value::String(text) if dice.roll(4) == 0 => {
            *text = match dice.roll(3) {
                0 => (0..dice.roll(40)).filter_map(|_| character(dice)).collect(),
                1 => break_it(text, dice),
                _ => text.repeat(dice.roll(30)),
            };
        }
        Value::Array(items) => items.iter_mut().for_each(|item| break_texts(item, dice)),
        Value::Object(fields) => fields.values_mut().for_each(|field| break_texts(field, dice)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn character(dice: &mut Dice) -> Option<char> {
    char::from_u32(u32::try_from(dice.roll(0x11_0000)).unwrap())
}

#[test]
fn any_text_can_be_printed() {
    let printer = Printer::new().unwrap();
    let mut valid = 0;
    let played = again(|dice| {
        let made = crate::pdf_corpus::statement(u64::try_from(dice.roll(60)).unwrap());
        let mut value = serde_json::to_value(&made).unwrap();
        break_texts(&mut value, dice);
        // Some texts are names of something: with another one it is no statement.
        let Ok(statement) = serde_json::from_value::<Statement>(value) else { return };
        let bytes = printer.print(&statement).unwrap();
        assert!(!lopdf::Document::load_mem(&bytes).unwrap().get_pages().is_empty());
        valid += 1;
    });
    println!("{played} broken statements, {valid} printed");
    assert!(valid > 10);
}
