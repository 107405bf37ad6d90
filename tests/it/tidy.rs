//! The rules of the house, checked on the text of the source.
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Which modules each top-level module may name. ARCHITECTURE.md has the same table.
const MAY_USE: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("clock", &[]),
    ("config", &["domain"]),
    ("i18n", &["domain"]),
    ("identity", &[]),
    ("mail", &[]),
    ("library", &["domain"]),
    ("store", &["domain"]),
    ("pdf", &["domain"]),
    ("search", &["domain"]),
    ("app", &["clock", "domain", "store", "pdf", "search", "library", "i18n", "identity", "mail"]),
    ("web", &["app", "domain", "i18n", "clock", "store"]),
];

/// The few lines that cross the table on purpose: the text that names the module, and where.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("web/error.rs", "store"),
    ("web/build/banner.rs", "clock"),
    ("web/handlers/mod.rs", "clock"),
    ("web/handlers/retention.rs", "clock"),
];

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn modules_depend_only_downwards() {
    let src = root().join("src");
    let mut broken = BTreeSet::new();
    for file in files(&src) {
        let name = file.strip_prefix(&src).unwrap().to_str().unwrap().to_owned();
        let module = name.split(['/', '.']).next().unwrap().to_owned();
        let Some((_, allowed)) = MAY_USE.iter().find(|(from, _)| *from == module) else {
            continue;
        };
        for line in fs::read_to_string(&file).unwrap().lines() {
            if line.trim_start().starts_with("//") {
                continue;
            }
            for used in line.split("crate::").skip(1) {
                let used: String =
                    used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let known = MAY_USE.iter().any(|(module, _)| *module == used);
                let narrow = module == "web" && matches!(used.as_str(), "clock" | "store");
                let excepted = EXCEPTIONS.contains(&(name.as_str(), used.as_str()));
                let fine = allowed.contains(&used.as_str()) && (!narrow || excepted);
                if known && used != module && !fine {
                    broken.insert(format!("{name}: {module} may not use {used}"));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn the_architecture_text_has_the_same_table() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    for (module, uses) in MAY_USE {
        let uses = if uses.is_empty() { "nothing".to_owned() } else { uses.join(", ") };
        let line = format!("{module} -> {uses}");
        assert!(text.contains(&line), "ARCHITECTURE.md lacks: {line}");
    }
}

#[test]
fn files_are_short_and_start_with_what_they_are() {
    for file in files(&root().join("src")) {
        let text = fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        assert!(code.lines().count() <= 400, "{} is too long", file.display());
        assert!(text.starts_with("//!"), "{} does not say what it is", file.display());
    }
}

#[test]
fn nothing_is_left_to_do_and_nothing_is_switched_off() {
    let mut found = Vec::new();
    for folder in ["src", "tests/it", "benches"] {
        for file in files(&root().join(folder)) {
            let text = fs::read_to_string(&file).unwrap();
            for word in
                ["TO\u{44}O", "FIX\u{4d}E", "#[igno\u{72}e", "unimplemente\u{64}!", "#[allo\u{77}("]
            {
                if text.contains(word) {
                    found.push(format!("{}: {word}", file.display()));
                }
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
