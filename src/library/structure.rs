//! From values to a definition, with every key and type that is wrong, not only the first.
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::domain::questionnaire::{Definition, nearest};

/// So many mistakes of form are told in one run.
const MOST: usize = 20;

/// Something that has the wrong form.
#[derive(Debug)]
pub(super) struct Misfit {
    pub(super) path: String,
    pub(super) message: String,
}

/// Reads a definition. A part that cannot be read is told, left out, and the rest read again.
///
/// With misfits, the definition is there only if what was left out was not needed.
pub(super) fn read(mut value: Value) -> (Option<Definition>, Vec<Misfit>) {
    let mut misfits: Vec<Misfit> = Vec::new();
    let mut gone = Gone::default();
    let mut whole = true;
    loop {
        let error = match serde_path_to_error::deserialize::<_, Definition>(&value) {
            Ok(definition) => return (whole.then_some(definition), misfits),
            Err(error) => error,
        };
        let path = dotted(&error.path().to_string());
        let message = error.inner().to_string();
        let message = message.split(" at line ").next().unwrap_or(&message).to_owned();
        let misfit = explain(path, &message, &value);
        whole &= misfit.unknown_key;
        let original = gone.original(&misfit.path);
        let go_on = if misfit.unknown_key {
            rename(&mut value, &misfit.path, misfit.meant.as_deref())
        } else {
            remove(&mut value, &misfit.path, &mut gone)
        };
        let repeated =
            misfits.iter().any(|known| known.path == original && known.message == misfit.message);
        if !repeated {
            misfits.push(Misfit { path: original, message: misfit.message });
        }
        if !go_on || misfits.len() >= MOST {
            return (None, misfits);
        }
    }
}

/// The entries of lists that were left out, by the path of the list.
#[derive(Debug, Default)]
struct Gone(BTreeMap<String, BTreeSet<usize>>);

impl Gone {
    /// The path as it is in the file, given the path in what is left of it.
    fn original(&self, path: &str) -> String {
        let mut original = String::new();
        for part in path.split('.').filter(|part| !part.is_empty()) {
            let part = match (part.parse::<usize>(), self.0.get(&original)) {
                (Ok(place), Some(gone)) => {
                    let left = (0..).filter(|n| !gone.contains(n)).nth(place);
                    left.unwrap_or(place).to_string()
                }
                _ => part.to_owned(),
            };
            if !original.is_empty() {
                original.push('.');
            }
            original.push_str(&part);
        }
        original
    }

    fn take(&mut self, list: &str, place: usize) {
        let original = self.original(&format!("{list}.{place}"));
        if let Some((list, place)) = original.rsplit_once('.') {
            let places = self.0.entry(list.to_owned()).or_default();
            places.extend(place.parse::<usize>());
        }
    }
}

/// What is wrong, in the words of a person who writes questionnaires.
struct Explained {
    path: String,
    message: String,
    /// Whether it is only a key that is not known.
    unknown_key: bool,
    /// The key that is most like it, if one is.
    meant: Option<String>,
}

/// `a[0].b` as `a.0.b`, and nothing for the whole.
fn dotted(path: &str) -> String {
    if path == "." { String::new() } else { path.replace('[', ".").replace(']', "") }
}

fn explain(path: String, message: &str, value: &Value) -> Explained {
    if let Some(rest) = message.strip_prefix("unknown field `") {
        let (name, known) = rest.split_once('`').unwrap_or((rest, ""));
        return unknown(&path, name, &quoted(known));
    }
    if let Some(rest) = message.strip_prefix("unknown variant `") {
        let (name, known) = rest.split_once('`').unwrap_or((rest, ""));
        let listed = quoted(known);
        let hint = match nearest(name, listed.iter().copied()) {
            Some(near) => did_you_mean(Some(near)),
            None => format!("; it is one of {}", listed.join(", ")),
        };
        return wrong(path, format!("“{name}” is not known here{hint}"));
    }
    if let Some(rest) = message.strip_prefix("missing field `") {
        let name = rest.trim_end_matches('`');
        let named = at(value, &path).and_then(|part| part.get("id")).and_then(Value::as_str);
        let of = named.map_or_else(String::new, |id| format!(" of “{id}”"));
        return wrong(path, format!("the key “{name}”{of} is missing"));
    }
    if let Some(kind) = message.strip_prefix("data did not match any variant of untagged enum ") {
        let (known, should) = forms(kind);
        let keys = at(value, &path).and_then(Value::as_object).into_iter().flat_map(Map::keys);
        let odd = keys.into_iter().find(|key| !known.is_empty() && !known.contains(&key.as_str()));
        if let Some(odd) = odd {
            return Explained { unknown_key: false, ..unknown(&path, odd, known) };
        }
        let last = path.rsplit('.').next().unwrap_or_default();
        return wrong(path.clone(), format!("“{last}” should be {should}"));
    }
    other_type(path, message, value)
}

fn wrong(path: String, message: String) -> Explained {
    Explained { path, message, unknown_key: false, meant: None }
}

fn unknown(path: &str, name: &str, known: &[&str]) -> Explained {
    let near = nearest(name, known.iter().copied());
    let path = match path {
        "" => name.to_owned(),
        path if path.ends_with(&format!(".{name}")) || path == name => path.to_owned(),
        path => format!("{path}.{name}"),
    };
    let message = format!("the key “{name}” is not known here{}", did_you_mean(near));
    Explained { path, message, unknown_key: true, meant: near.map(str::to_owned) }
}

/// A value of another type than is needed, without the words of the program.
fn other_type(path: String, message: &str, value: &Value) -> Explained {
    const WORDS: &[(&str, &str)] = &[
        ("invalid type: ", "this is "),
        ("invalid value: ", "this is "),
        (", expected", ", but should be"),
        ("a sequence", "a list"),
        ("sequence", "a list"),
        ("floating point", "the number"),
        ("integer", "the number"),
        ("boolean", "true or false"),
        ("u32", "a whole number of 0 or more"),
        ("u8", "a whole number of 0 to 255"),
        ("i64", "a whole number"),
        ("usize", "a whole number of 0 or more"),
        ("a string", "a text"),
        ("string", "the text"),
        ("struct ", "a map of keys for "),
        ("`", "’"),
    ];
    let said = WORDS.iter().fold(message.to_owned(), |said, (from, to)| said.replace(from, to));
    let found = at(value, &path);
    let quotes = said.ends_with("a text")
        && found.is_some_and(|found| found.is_number() || found.is_boolean());
    let hint = match found.and_then(Value::as_str).map(odd_characters) {
        Some(odd) => odd,
        None if quotes => ": put it in quotes".to_owned(),
        None => String::new(),
    };
    wrong(path, format!("{said}{hint}"))
}

/// For values that can be written in several ways: the keys of the long form, and the ways.
fn forms(kind: &str) -> (&'static [&'static str], &'static str) {
    match kind {
        "Text" => (&["en", "cy"], "a text, or a text for each language: {en: …, cy: …}"),
        "Selection" => (&["sections", "questions"], "all, or {sections: […], questions: […]}"),
        "Points" => (&[], "a number, or a number for each score: {impact: 2}"),
        "MaximumRule" => (&[], "all, shown, a number or an expression"),
        "Answer" => (&[], "an option, a text, a list of options, or a list of rows"),
        "Sections" => (&[], "all, or a list of sections"),
        "ReadAs" => (&["at_least"], "an option, or {at_least: option}"),
        _ => (&[], "something else"),
    }
}

/// What in a name cannot be seen easily.
fn odd_characters(name: &str) -> String {
    if name.contains(['“', '”', '‘', '’']) {
        "; there is a curly quote in it".to_owned()
    } else if name != name.trim() || name.contains('\u{a0}') {
        "; there is white space around or in it".to_owned()
    } else if name.to_lowercase() != name {
        format!("; write “{}”", name.to_lowercase().replace(' ', "_"))
    } else {
        String::new()
    }
}

fn quoted(list: &str) -> Vec<&str> {
    list.split('`').skip(1).step_by(2).collect()
}

fn did_you_mean(near: Option<&str>) -> String {
    near.map_or_else(String::new, |near| format!("; did you mean “{near}”?"))
}

fn pointer(path: &str) -> String {
    if path.is_empty() { String::new() } else { format!("/{}", path.replace('.', "/")) }
}

fn at<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    value.pointer(&pointer(path))
}

/// Gives a key the name that was meant, so that it is not missed as well; else takes it away.
fn rename(value: &mut Value, path: &str, near: Option<&str>) -> bool {
    let (parent, last) = path.rsplit_once('.').unwrap_or(("", path));
    let Some(Value::Object(map)) = value.pointer_mut(&pointer(parent)) else { return false };
    let Some(found) = map.remove(last) else { return false };
    if let Some(near) = near.filter(|near| !map.contains_key(*near)) {
        map.insert(near.to_owned(), found);
    }
    true
}

/// Takes away the entry of the list that the part stands in.
fn remove(value: &mut Value, path: &str, gone: &mut Gone) -> bool {
    let mut path = path.to_owned();
    while let Some((parent, last)) = path.rsplit_once('.') {
        if let Some(Value::Array(entries)) = value.pointer_mut(&pointer(parent))
            && let Ok(place) = last.parse::<usize>()
            && place < entries.len()
        {
            entries.remove(place);
            gone.take(parent, place);
            return true;
        }
        path = parent.to_owned();
    }
    false
}
