//! One YAML file as values with places, its texts in every language.
#![expect(clippy::wildcard_enum_match_arm, reason = "JSON has six kinds of value for ever")]
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::files::Files;
use super::finding::{Finding, Severity};
use super::positions::Positions;

/// The keys whose values people read.
const TEXTS: &[&str] = &[
    "title",
    "summary",
    "intro",
    "text",
    "short",
    "why",
    "hint",
    "guidance",
    "label",
    "about",
    "harm",
    "benefit",
    "figure",
    "survey",
    "source",
    "year",
    "note",
    "because",
    "statement",
    "word",
    "name",
    "meaning",
    "signer",
    "duties",
    "help",
    "unit",
    "message",
    "requirements",
    "told",
];

/// A file that has been read.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) name: String,
    pub(super) source: String,
    pub(super) positions: Positions,
    pub(super) value: Value,
}

impl Document {
    /// Reads the text of a file. Refuses what no questionnaire may contain.
    pub(super) fn parse(name: &str, source: &str) -> Result<Self, Vec<Finding>> {
        let at = |place, message: String| vec![Finding::at(name, source, place, message)];
        let odd = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
        if let Some(byte) = source.find(odd) {
            let before = source.get(..byte).unwrap_or("");
            let line = before.matches('\n').count() + 1;
            let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
            let code = source.get(byte..).and_then(|rest| rest.chars().next()).map_or(0, u32::from);
            let name = if code == 0 { " (NUL)" } else { "" };
            let message = format!("there is a control character here, U+{code:04X}{name}");
            return Err(at((line, column), message));
        }
        let positions = Positions::of(source).map_err(|(place, message)| at(place, message))?;
        let value: Value = serde_yaml::from_str(source).map_err(|error| {
            let place = error.location().map_or((1, 1), |at| (at.line(), at.column()));
            at(place, plain(&error.to_string()))
        })?;
        if !value.is_object() {
            return Err(at((1, 1), "the file is not a map of keys".to_owned()));
        }
        let (name, source) = (name.to_owned(), source.to_owned());
        Ok(Self { name, source, positions, value })
    }

    pub(super) fn finding(&self, path: &str, severity: Severity, message: String) -> Finding {
        let place = self.positions.nearest(path);
        let mut finding = Finding::at(&self.name, &self.source, place, message);
        finding.severity = severity;
        path.clone_into(&mut finding.path);
        finding
    }

    /// Puts each text beside its translations, as the file's `translations` have them.
    pub(super) fn translate(&mut self, files: &Files, findings: &mut Vec<Finding>) {
        let Some(named) = self.value.get("translations").cloned() else { return };
        let Value::Object(named) = named else {
            let message = "translations is a map of languages to file names".to_owned();
            findings.push(self.finding("translations", Severity::Error, message));
            return;
        };
        let mut memories = BTreeMap::new();
        for (language, file) in &named {
            let path = format!("translations.{language}");
            let file = file.as_str().unwrap_or_default();
            match files.read(file).map(|source| Memory::parse(file, language, &source)) {
                Ok(Ok(memory)) => drop(memories.insert(language.clone(), memory)),
                Ok(Err(wrong)) => findings.extend(wrong),
                Err(message) => findings.push(self.finding(&path, Severity::Error, message)),
            }
        }
        each_text(&mut self.value, &mut |text| {
            let mut found = Map::new();
            for (language, memory) in &mut memories {
                if let Some(translated) = memory.find(text) {
                    found.insert(language.clone(), Value::String(translated));
                }
            }
            if found.is_empty() {
                return None;
            }
            found.insert("en".to_owned(), Value::String(text.to_owned()));
            Some(Value::Object(found))
        });
        let mut texts = BTreeSet::new();
        each_text(&mut self.value, &mut |text| {
            texts.insert(text.to_owned());
            None
        });
        for memory in memories.values() {
            findings.extend(memory.stale(&texts));
        }
    }
}

/// A file of pairs: a text, and what it is in another language.
#[derive(Debug)]
struct Memory {
    document: Document,
    language: String,
    pairs: BTreeMap<String, (usize, String)>,
    used: BTreeSet<String>,
}

impl Memory {
    fn parse(name: &str, language: &str, source: &str) -> Result<Self, Vec<Finding>> {
        let document = Document::parse(name, source)?;
        let mut pairs = BTreeMap::new();
        let mut findings = Vec::new();
        let list = document.value.get("texts").and_then(Value::as_array);
        if list.is_none() {
            let message = "a file of translations has a list called texts".to_owned();
            return Err(vec![document.finding("", Severity::Error, message)]);
        }
        for (n, pair) in list.into_iter().flatten().enumerate() {
            let part = |key: &str| pair.get(key).and_then(Value::as_str).map(str::to_owned);
            let path = format!("texts.{n}");
            if let (Some(en), Some(other)) = (part("en"), part(language)) {
                if pairs.insert(en.trim_end().to_owned(), (n, other)).is_some() {
                    let message = "this text is translated twice".to_owned();
                    findings.push(document.finding(&path, Severity::Error, message));
                }
            } else {
                let message = format!("a pair has a text for en and one for {language}");
                findings.push(document.finding(&path, Severity::Error, message));
            }
        }
        if !findings.is_empty() {
            return Err(findings);
        }
        let (language, used) = (language.to_owned(), BTreeSet::new());
        Ok(Self { document, language, pairs, used })
    }

    fn find(&mut self, text: &str) -> Option<String> {
        let key = text.trim_end();
        let (_, translated) = self.pairs.get(key)?;
        self.used.insert(key.to_owned());
        Some(translated.clone()).filter(|translated| !translated.trim().is_empty())
    }

    /// Translations of texts that the file no longer has.
    fn stale(&self, texts: &BTreeSet<String>) -> Vec<Finding> {
        let stale = self.pairs.iter().filter(|(text, _)| !self.used.contains(*text));
        let finding = |(text, (n, _)): (&String, &(usize, String))| {
            let near = texts
                .iter()
                .map(|other| (strsim::normalized_levenshtein(text, other), other))
                .filter(|(likeness, _)| *likeness > 0.6)
                .max_by(|(one, _), (other, _)| one.total_cmp(other));
            let message = match near {
                Some((_, now)) => format!(
                    "this translation is stale: the text changed since and is now “{}”",
                    now.chars().take(120).collect::<String>()
                ),
                None => "this translation is stale: no text of the file is like it".to_owned(),
            };
            let path = format!("texts.{n}.{}", self.language);
            self.document.finding(&path, Severity::Warning, message)
        };
        stale.map(finding).collect()
    }
}

/// Keys whose values hold names, not texts.
fn has_no_texts(key: &str) -> bool {
    matches!(key, "tests" | "when" | "read_as" | "points")
}

/// Calls `change` with every text of a single language; what it gives takes the text's place.
pub(super) fn each_text(value: &mut Value, change: &mut dyn FnMut(&str) -> Option<Value>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map.iter_mut().filter(|(key, _)| !has_no_texts(key)) {
                let is_text = TEXTS.contains(&key.as_str());
                match value {
                    Value::Object(sets) if key == "option_sets" => {
                        sets.values_mut().for_each(|set| each_text(set, change));
                    }
                    Value::String(text) if is_text => {
                        if let Some(changed) = change(text) {
                            *value = changed;
                        }
                    }
                    Value::Array(list) if is_text => {
                        for item in list {
                            if let Value::String(text) = item
                                && let Some(changed) = change(text)
                            {
                                *item = changed;
                            }
                        }
                    }
                    _ => each_text(value, change),
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|item| each_text(item, change)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Calls `see` with every value that people read, and its path: a string, or a map of languages.
pub(super) fn texts(value: &Value, path: &str, see: &mut dyn FnMut(&str, &Value)) {
    let under = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match value {
        Value::Object(map) => {
            for (key, value) in map.iter().filter(|(key, _)| !has_no_texts(key)) {
                let is_text = TEXTS.contains(&key.as_str());
                match value {
                    Value::Object(sets) if key == "option_sets" => {
                        for (name, set) in sets {
                            texts(set, &format!("{}.{name}", under(key)), see);
                        }
                    }
                    Value::Array(list) if is_text => {
                        for (n, item) in list.iter().enumerate() {
                            see(&format!("{}.{n}", under(key)), item);
                        }
                    }
                    Value::String(_) if is_text => see(&under(key), value),
                    Value::Object(map) if is_text && is_each(map) => {
                        see(&under(key), value);
                    }
                    _ => texts(value, &under(key), see),
                }
            }
        }
        Value::Array(list) => {
            for (n, item) in list.iter().enumerate() {
                texts(item, &under(&n.to_string()), see);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Whether a map has one text for each language.
fn is_each(map: &Map<String, Value>) -> bool {
    !map.is_empty() && map.keys().all(|key| matches!(key.as_str(), "en" | "cy"))
}

/// The parser's message without the place, which the finding says in its own way.
fn plain(message: &str) -> String {
    message.split(" at line ").next().unwrap_or(message).to_owned()
}
