//! Forms: raw strings in, domain values out. Nothing that was typed is thrown away.
pub(super) mod answers;
pub(super) mod personal;
pub(super) mod ratings;

use std::collections::BTreeMap;

use serde::Serialize;

/// The fields of a form, in the order in which they were sent.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Fields(Vec<(String, String)>);

/// At most so many fields are read.
const MAX_FIELDS: usize = 2_000;

/// At most so many characters are read in one field; what a use case takes is less, and it says so
/// beside the field. A table that is pasted may be as long as the form.
const MAX_VALUE: usize = 100_000;

impl Fields {
    /// Reads a form; `None` when it is not one.
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        let fields: Vec<(String, String)> = form_urlencoded::parse(bytes)
            .take(MAX_FIELDS + 1)
            .map(|(name, value)| (name.into_owned(), value.replace("\r\n", "\n")))
            .collect();
        (fields.len() <= MAX_FIELDS).then_some(Self(fields))
    }

    /// Fields that were sent in another way.
    pub(super) fn of(fields: Vec<(String, String)>) -> Option<Self> {
        (fields.len() <= MAX_FIELDS).then_some(Self(fields))
    }

    /// Whether a field is longer than any answer may be.
    pub(super) fn has_endless(&self) -> bool {
        let is_table = |name: &str| matches!(name, "source" | "typed:source");
        self.0.iter().any(|(name, value)| !is_table(name) && value.chars().count() > MAX_VALUE)
    }

    /// The first value of a field; empty when there is none.
    pub(super) fn get(&self, name: &str) -> &str {
        let mut found = self.0.iter().filter(|(field, _)| field == name);
        found.next().map_or("", |(_, value)| value)
    }

    /// The first value without space around it.
    pub(super) fn trimmed(&self, name: &str) -> String {
        self.get(name).trim().to_owned()
    }

    /// Whether the field was sent.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(field, _)| field == name)
    }

    /// The names of the fields, each once.
    pub(super) fn names(&self) -> std::collections::BTreeSet<String> {
        self.0.iter().map(|(field, _)| field.clone()).collect()
    }

    /// Every value of a field.
    pub(super) fn all(&self, name: &str) -> Vec<String> {
        let found = self.0.iter().filter(|(field, _)| field == name);
        found.map(|(_, value)| value.clone()).collect()
    }

    /// A date in three fields, as year-month-day; empty when nothing was typed.
    pub(super) fn day(&self, name: &str) -> String {
        let part = |part: &str| self.trimmed(&format!("{name}-{part}"));
        let joined = format!("{}-{}-{}", part("year"), part("month"), part("day"));
        if joined == "--" { String::new() } else { joined }
    }

    /// The fields `prefix.key.rest` as a map from key to rest and value, in the order sent.
    pub(super) fn rows(&self, prefix: &str) -> Vec<(String, BTreeMap<String, String>)> {
        let mut rows: Vec<(String, BTreeMap<String, String>)> = Vec::new();
        for (name, value) in &self.0 {
            let Some(rest) = name.strip_prefix(prefix).and_then(|rest| rest.strip_prefix(':'))
            else {
                continue;
            };
            let Some((key, field)) = rest.rsplit_once(':') else { continue };
            if let Some((_, row)) = rows.iter_mut().find(|(known, _)| known == key) {
                row.entry(field.to_owned()).or_insert_with(|| value.clone());
            } else {
                let row = BTreeMap::from([(field.to_owned(), value.clone())]);
                rows.push((key.to_owned(), row));
            }
        }
        rows
    }

    /// Everything but what belongs to the form itself or is secret, for sending it again.
    pub(super) fn typed(&self) -> Vec<(String, String)> {
        let plain = |name: &str| name.strip_prefix("typed:").unwrap_or(name).to_owned();
        // There are codes that are no secret, such as those of exemptions.
        let of_factor =
            self.0.iter().any(|(name, _)| matches!(plain(name).as_str(), "secret" | "under-way"));
        let own = |name: &str| {
            let name = plain(name);
            name.contains("password")
                || matches!(name.as_str(), "csrf" | "secret" | "under-way")
                || (name == "code" && of_factor)
        };
        self.0.iter().filter(|(name, _)| !own(name)).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_keep_their_order_and_keys_may_have_dots() {
        let fields =
            Fields::parse(b"row:b.x.y:owner=A&row:a:owner=B&row:b.x.y:date-day=1").unwrap();
        let rows = fields.rows("row");
        let keys: Vec<&str> = rows.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["b.x.y", "a"]);
        assert_eq!(rows[0].1["date-day"], "1");
    }

    #[test]
    fn line_ends_are_the_same_from_every_browser() {
        let fields = Fields::parse(b"answer=one%0D%0Atwo").unwrap();
        assert_eq!(fields.get("answer"), "one\ntwo");
    }
}
