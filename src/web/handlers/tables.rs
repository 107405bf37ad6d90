//! Lists as files: CSV for every program, ODS for people who open spreadsheets, JSON for
//! programs.
use serde::Deserialize;

use super::files::{CSV, File, JSON, ODS};
use crate::app::{Sheet, tables};
use crate::web::error::WebError;

/// The forms in which a list is handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Form {
    Csv,
    Ods,
    Json,
}

impl Form {
    pub(super) const ALL: &[Self] = &[Self::Csv, Self::Ods, Self::Json];

    /// The ending of the file's name.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Ods => "ods",
            Self::Json => "json",
        }
    }

    /// The key of the words of a link to it.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Ods => "ods",
            Self::Json => "json",
        }
    }
}

/// A list as a file.
pub(super) fn export(form: Form, sheet: &Sheet<'_>) -> Result<File, WebError> {
    let (kind, bytes) = match form {
        Form::Csv => (CSV, tables::write(sheet.heads, &sheet.rows)),
        Form::Ods => (ODS, tables::ods(sheet)),
        Form::Json => (JSON, tables::json(sheet)),
    };
    let name = format!("{}.{}", sheet.name, form.ending());
    Ok(File { kind, name, bytes: bytes.map_err(|_| WebError::BadRequest)? })
}
