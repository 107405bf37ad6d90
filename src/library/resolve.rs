//! A questionnaire file with everything that it takes from other files put in its place.
#![expect(clippy::wildcard_enum_match_arm, reason = "JSON has six kinds of value for ever")]
use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::document::{self, Document};
use super::files::Files;
use super::finding::{Finding, Severity};

/// The keys that say where the rest comes from; they are gone afterwards.
const WAYS: &[&str] = &["include", "translations"];

/// A questionnaire in one piece, which knows where each part was written.
#[derive(Debug)]
pub(super) struct Resolved {
    pub(super) value: Value,
    documents: Vec<Document>,
    origins: BTreeMap<String, (usize, String)>,
}

struct Resolver<'a> {
    files: &'a Files,
    documents: Vec<Document>,
    origins: BTreeMap<String, (usize, String)>,
    findings: Vec<Finding>,
}

impl Resolved {
    /// Reads a file and all that it names. Findings that are errors come instead of it.
    pub(super) fn of(
        name: &str,
        source: &str,
        files: &Files,
    ) -> Result<(Self, Vec<Finding>), Vec<Finding>> {
        let mut main = Document::parse(name, source)?;
        let (documents, origins) = (Vec::new(), BTreeMap::new());
        let mut reader = Resolver { files, documents, origins, findings: Vec::new() };
        main.translate(files, &mut reader.findings);
        let mut value = main.value.clone();
        reader.documents.push(main);
        reader.origins.insert(String::new(), (0, String::new()));
        reader.include(&mut value);
        reader.same_as(&mut value);
        if let Value::Object(map) = &mut value {
            map.retain(|key, _| !WAYS.contains(&key.as_str()));
        }
        let Resolver { documents, origins, mut findings, .. } = reader;
        let mut resolved = Self { value, documents, origins };
        resolved.languages(&mut findings);
        if findings.iter().any(Finding::is_error) {
            Err(findings)
        } else {
            Ok((resolved, findings))
        }
    }

    /// A finding at the place where this value was written.
    pub(super) fn finding(&self, path: &str, severity: Severity, message: String) -> Finding {
        finding(&self.documents, &self.origins, path, severity, message)
    }

    /// Says which texts lack a language of the questionnaire, and marks them, so that a page
    /// shows that they are missing. Says where white space is astray.
    fn languages(&mut self, findings: &mut Vec<Finding>) {
        let listed = self.value.get("languages").and_then(Value::as_array);
        let known = listed.into_iter().flatten().filter_map(Value::as_str);
        let languages: Vec<String> =
            known.filter(|tag| matches!(*tag, "en" | "cy")).map(str::to_owned).collect();
        // Where a file of translations cannot be read, every text would lack its own.
        let judged = !findings.iter().any(Finding::is_error);
        let mut found = Vec::new();
        document::texts(&self.value, "", &mut |path, value| {
            let strings: Vec<(String, &str)> = match value {
                Value::String(text) => vec![(path.to_owned(), text)],
                Value::Object(map) => {
                    let each = map.iter();
                    each.filter_map(|(k, v)| Some((format!("{path}.{k}"), v.as_str()?))).collect()
                }
                _ => return,
            };
            let untidy = |text: &str| {
                let lines = text.trim_end_matches('\n');
                lines.starts_with(char::is_whitespace)
                    || lines.ends_with(char::is_whitespace)
                    || text.contains('\t')
            };
            for (path, _) in strings.iter().filter(|(_, text)| untidy(text)) {
                found.push((path.clone(), "there is stray white space in this text".to_owned()));
            }
            let has_words = strings.iter().any(|(_, text)| text.chars().any(char::is_alphabetic));
            let lacks = |language: &&String| match value {
                Value::Object(map) => {
                    let text = map.get(*language).and_then(Value::as_str);
                    text.is_none_or(|text| text.trim().is_empty())
                }
                _ => languages.len() > 1 && **language != "en",
            };
            for language in languages.iter().filter(lacks).filter(|_| has_words && judged) {
                found.push((
                    path.to_owned(),
                    format!("this text has no translation into {language}"),
                ));
            }
        });
        for (path, message) in found {
            findings.push(self.finding(&path, Severity::Warning, message));
        }
        if languages.len() > 1 {
            document::each_text(&mut self.value, &mut |text| {
                let has_words = text.chars().any(char::is_alphabetic);
                let en = Value::String(text.to_owned());
                has_words.then(|| Value::Object(Map::from_iter([("en".to_owned(), en)])))
            });
        }
    }
}

impl Resolver<'_> {
    /// The place in `documents` of a file that is read at most once.
    fn document(&mut self, path: &str, name: &str) -> Option<usize> {
        if let Some(place) = self.documents.iter().position(|d| d.name == name) {
            return Some(place);
        }
        let source = match self.files.read(name) {
            Ok(source) => source,
            Err(message) => {
                self.say(path, message);
                return None;
            }
        };
        match Document::parse(name, &source) {
            Ok(mut document) => {
                document.translate(self.files, &mut self.findings);
                self.documents.push(document);
                Some(self.documents.len() - 1)
            }
            Err(findings) => {
                self.findings.extend(findings);
                None
            }
        }
    }

    fn say(&mut self, path: &str, message: impl Into<String>) {
        let (documents, origins) = (&self.documents, &self.origins);
        self.findings.push(finding(documents, origins, path, Severity::Error, message.into()));
    }

    /// Takes the keys of shared files: lists go before the file's own, and anything else counts
    /// where the file does not say it itself.
    fn include(&mut self, value: &mut Value) {
        let names = match value.get("include").cloned() {
            None => return,
            Some(Value::Array(names)) => names,
            Some(_) => return self.say("include", "include is a list of file names"),
        };
        let own = self.documents.first().map(|main| main.name.clone()).unwrap_or_default();
        let own = own.rsplit('/').next().unwrap_or_default().to_owned();
        for (n, name) in names.iter().enumerate() {
            let path = format!("include.{n}");
            let Some(name) = name.as_str() else {
                self.say(&path, "include is a list of file names");
                continue;
            };
            if name == own {
                self.say(&path, "a file cannot include itself");
                continue;
            }
            if names.iter().take(n).any(|before| before.as_str() == Some(name)) {
                self.say(&path, format!("{name} is included twice"));
                continue;
            }
            let Some(place) = self.document(&path, name) else { continue };
            let shared = self.documents.get(place).map(|document| document.value.clone());
            let (Some(Value::Object(shared)), Value::Object(own)) = (shared, &mut *value) else {
                continue;
            };
            if shared.contains_key("include") {
                let part = self.documents.get(place);
                let message = "a shared file cannot include others: name them in the questionnaire";
                let told = part.map(|p| p.finding("include", Severity::Error, message.to_owned()));
                self.findings.extend(told);
            }
            for (key, shared) in shared.into_iter().filter(|(key, _)| !WAYS.contains(&key.as_str()))
            {
                self.put(own, place, &key, shared);
            }
        }
    }

    fn put(&mut self, own: &mut Map<String, Value>, place: usize, key: &str, shared: Value) {
        match (own.get_mut(key), shared) {
            (Some(Value::Array(list)), Value::Array(shared)) => {
                let first = shared.len();
                // The file's own entries stand behind the shared ones now.
                for n in (0..list.len()).rev() {
                    let old = self.origins.get(&format!("{key}.{n}")).cloned();
                    let whole = self.origins.get(key).map_or(0, |(place, _)| *place);
                    let old = old.unwrap_or((whole, format!("{key}.{n}")));
                    self.origins.insert(format!("{key}.{}", n + first), old);
                }
                for n in 0..first {
                    self.origins.insert(format!("{key}.{n}"), (place, format!("{key}.{n}")));
                }
                let own = std::mem::take(list);
                list.extend(shared.into_iter().chain(own));
            }
            (Some(Value::Object(map)), Value::Object(shared)) => {
                for (name, value) in shared.into_iter().filter(|(_, value)| !value.is_null()) {
                    if !map.contains_key(&name) {
                        let path = format!("{key}.{name}");
                        self.origins.insert(path.clone(), (place, path));
                        map.insert(name, value);
                    }
                }
            }
            (Some(_), _) => {}
            (None, shared) => {
                self.origins.insert(key.to_owned(), (place, key.to_owned()));
                own.insert(key.to_owned(), shared);
            }
        }
    }

    /// Puts the questions that `same_as` names in its place; what is stated beside it counts.
    fn same_as(&mut self, value: &mut Value) {
        let sections = list(value.get("sections")).len();
        for s in 0..sections {
            self.section_same_as(value, s);
            let at = format!("/sections/{s}/questions");
            for q in 0..value.pointer(&at).and_then(Value::as_array).map_or(0, Vec::len) {
                let path = format!("sections.{s}.questions.{q}");
                let Some(slot) = value.pointer_mut(&format!("{at}/{q}")) else { continue };
                if let Some(named) = slot.get("same_as") {
                    if let Some(named) = named.as_str().map(str::to_owned) {
                        let own = slot.as_object().cloned().unwrap_or_default();
                        if let Some(question) = self.taken(&path, &named, own) {
                            *slot = question;
                        }
                    } else {
                        let message = "same_as names a question: file.yaml#id, or id";
                        self.say(&format!("{path}.same_as"), message);
                        slot.as_object_mut().map(|map| map.remove("same_as"));
                    }
                }
                self.options(slot, &path);
            }
        }
    }

    /// Options of a set that stands in the file of the question, not in this one.
    fn options(&self, question: &mut Value, path: &str) {
        let (place, _) = locate(&self.origins, &format!("{path}.options_from"));
        let set = question.get("options_from").and_then(Value::as_str).filter(|_| place != 0);
        let sets = self.documents.get(place).and_then(|part| part.value.get("option_sets"));
        let options = set.and_then(|set| sets?.get(set).cloned());
        if let (Some(options), Some(map)) = (options, question.as_object_mut()) {
            map.remove("options_from");
            map.insert("options".to_owned(), options);
        }
    }

    /// Puts the section that `same_as: file#id` names in its place.
    fn section_same_as(&mut self, value: &mut Value, s: usize) {
        let own = value.pointer(&format!("/sections/{s}")).and_then(Value::as_object).cloned();
        let Some(own) = own else { return };
        let Some(named) = own.get("same_as").and_then(Value::as_str) else { return };
        let path = format!("sections.{s}");
        let at = format!("{path}.same_as");
        let Some((file, id)) = named.split_once('#') else {
            return self.say(&at, "a section is taken over as file.yaml#id");
        };
        let Some(place) = self.document(&at, file) else { return };
        let shared = self.documents.get(place).and_then(|document| document.value.get("sections"));
        let id_of = |section: &Value| section.get("id").and_then(Value::as_str).map(str::to_owned);
        let found = list(shared).iter().position(|section| id_of(section).as_deref() == Some(id));
        let section = found.and_then(|found| list(shared).get(found)).and_then(Value::as_object);
        let (Some(found), Some(mut section)) = (found, section.cloned()) else {
            return self.say(&at, format!("there is no section “{id}” in {file}"));
        };
        self.origins.insert(path.clone(), (place, format!("sections.{found}")));
        for (key, own) in own.into_iter().filter(|(key, _)| key != "same_as") {
            self.origins.insert(format!("{path}.{key}"), (0, format!("{path}.{key}")));
            section.insert(key, own);
        }
        if let Some(at) = value.pointer_mut(&format!("/sections/{s}")) {
            *at = Value::Object(section);
        }
    }

    /// The question that `file#id`, or `id` in the same file, names, with the own keys of the
    /// one that stands at this path.
    fn taken(&mut self, path: &str, named: &str, own: Map<String, Value>) -> Option<Value> {
        let at = format!("{path}.same_as");
        let (home, home_path) = locate(&self.origins, path);
        let (question, origins) = self.lookup(&at, home, named, 4)?;
        self.origins.insert(path.to_owned(), origins.first().cloned()?.1);
        for (key, origin) in origins.into_iter().skip(1) {
            self.origins.insert(format!("{path}.{key}"), origin);
        }
        self.origins.insert(format!("{path}.id"), (home, format!("{home_path}.same_as")));
        let mut question = question;
        for (key, value) in own.into_iter().filter(|(key, _)| key != "same_as") {
            self.origins.insert(format!("{path}.{key}"), (home, format!("{home_path}.{key}")));
            question.insert(key, value);
        }
        Some(Value::Object(question))
    }

    /// A question by its name, and where its parts stand; the first is the whole.
    fn lookup(&mut self, at: &str, home: usize, named: &str, depth: usize) -> Option<Found> {
        let (place, id) = match named.split_once('#') {
            Some((file, id)) => (self.document(at, file)?, id),
            None => (home, named),
        };
        let sections = self.documents.get(place)?.value.get("sections");
        let (mut ids, mut found) = (Vec::new(), None);
        for (s, section) in list(sections).iter().enumerate() {
            for (q, question) in list(section.get("questions")).iter().enumerate() {
                // A question that is taken over without an id of its own keeps the other's.
                let text = |key: &str| question.get(key).and_then(Value::as_str);
                let taken = text("same_as").and_then(|same_as| same_as.rsplit('#').next());
                let this = text("id").or(taken).unwrap_or_default();
                ids.push(this.to_owned());
                if this == id && found.is_none() {
                    found = Some((format!("sections.{s}.questions.{q}"), question.clone()));
                }
            }
        }
        let Some((origin, Value::Object(question))) = found else {
            let near = crate::domain::questionnaire::nearest(id, ids.iter().map(String::as_str));
            let hint = near.map_or_else(String::new, |near| format!("; did you mean “{near}”?"));
            self.say(at, format!("there is no question “{id}” to take over{hint}"));
            return None;
        };
        let further = question.get("same_as").and_then(Value::as_str).map(str::to_owned);
        let (mut whole, mut origins) = match further {
            None => (Map::new(), vec![(String::new(), (place, origin.clone()))]),
            Some(_) if depth == 0 => {
                self.say(
                    at,
                    format!("“{id}” is taken over from itself, or through too many others"),
                );
                return None;
            }
            Some(further) => self.lookup(at, place, &further, depth - 1)?,
        };
        for (key, value) in question.into_iter().filter(|(key, _)| key != "same_as") {
            origins.push((key.clone(), (place, format!("{origin}.{key}"))));
            whole.insert(key, value);
        }
        if place != home {
            // A condition of the other file looks at questions that this one may not have.
            whole.remove("show_if");
        }
        Some((whole, origins))
    }
}

/// A question, and the file and path of its parts.
type Found = (Map<String, Value>, Vec<(String, (usize, String))>);

/// The file in which a value was written, and its path there.
fn locate(origins: &BTreeMap<String, (usize, String)>, path: &str) -> (usize, String) {
    let mut prefix = path;
    loop {
        if let Some((file, own)) = origins.get(prefix) {
            let rest = path.get(prefix.len()..).unwrap_or("");
            return (*file, format!("{own}{rest}").trim_start_matches('.').to_owned());
        }
        prefix = match prefix.rfind('.') {
            Some(dot) => prefix.get(..dot).unwrap_or(""),
            None if prefix.is_empty() => return (0, path.to_owned()),
            None => "",
        };
    }
}

fn finding(
    documents: &[Document],
    origins: &BTreeMap<String, (usize, String)>,
    path: &str,
    severity: Severity,
    message: String,
) -> Finding {
    let (place, own) = locate(origins, path);
    match documents.get(place) {
        Some(document) => document.finding(&own, severity, message),
        None => Finding::whole("", message),
    }
}

fn list(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
