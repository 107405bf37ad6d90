//! What is wrong with a file, at its place.
use std::fmt;

use serde::Serialize;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// The file can be used, and would be better otherwise.
    Warning,
}

/// Something wrong with a file, at its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong, and what to write instead where that is known.
    pub message: String,
    /// The keys and list positions of the value, joined with dots; empty for the whole file.
    pub path: String,
    /// The line as it stands in the file.
    pub excerpt: String,
}

impl Finding {
    /// Something about a file as a whole.
    pub fn whole(file: &str, message: impl Into<String>) -> Self {
        Self::at(file, "", (1, 1), message)
    }

    pub(super) fn at(
        file: &str,
        source: &str,
        (line, column): (usize, usize),
        message: impl Into<String>,
    ) -> Self {
        let excerpt = source.lines().nth(line.saturating_sub(1)).unwrap_or("");
        Self {
            file: file.to_owned(),
            line,
            column,
            severity: Severity::Error,
            message: message.into(),
            path: String::new(),
            excerpt: excerpt.chars().take(200).collect(),
        }
    }

    /// Whether the file cannot be used.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, column, message, excerpt, .. } = self;
        let word = if self.is_error() { "error" } else { "warning" };
        write!(f, "{file}:{line}:{column}: {word}: {message}")?;
        if excerpt.is_empty() {
            return Ok(());
        }
        let pointer = " ".repeat(column.saturating_sub(1));
        write!(f, "\n  {line:>5} | {excerpt}\n        | {pointer}^")
    }
}
