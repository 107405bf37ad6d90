//! What the index knows of an assessment, or of a policy.
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

use super::SearchError;
use super::analysis::{ENGLISH, WELSH};

/// What lists show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The id of the assessment, or of the policy.
    pub id: String,
    /// The policy.
    pub policy: String,
    /// The reference.
    pub reference: String,
    /// The version; 0 for a policy.
    pub number: u32,
    /// The title of the policy.
    pub title: String,
    /// What the policy does, in a few sentences.
    pub summary: String,
    /// The organisation's id.
    pub organisation: String,
    /// The organisation's names on the day of the statement, in English and in Welsh.
    pub names: [String; 2],
    /// How far it is: the name of its stage, or `not_screened`.
    pub stage: String,
    /// Whether it is a declaration that no assessment is required.
    pub declaration: bool,
    /// The level after mitigation, where it is known.
    pub level: Option<u8>,
    /// The security marking, by its name.
    pub marking: String,
    /// When it was started.
    pub created: Timestamp,
    /// The day of the signature.
    pub signed: Option<Date>,
    /// The day of publication.
    pub published: Option<Date>,
    /// When it is withheld: the code of the exemption, and until when.
    pub withheld: Option<(String, Date)>,
    /// Whether a newer version has replaced it.
    pub superseded: bool,
    /// How many rules were set aside with an explanation.
    pub overrides: u32,
    /// How many gaps in the evidence it has.
    pub gaps: u32,
}

/// A row with its text and its marks.
#[derive(Debug, Clone)]
pub struct Card {
    /// What lists show.
    pub row: Row,
    /// Grows with every change of the record.
    pub stamp: u64,
    /// What lists filter by and count, such as `level:3`.
    pub marks: Vec<String>,
    /// Who may see it, such as `organisation:dft`; and in which lists it stands.
    pub seen: Vec<String>,
    /// The text of the statement.
    pub text: Vec<String>,
    /// Text that statements do not print: comments, hidden answers, what was sent back.
    pub inner: Vec<String>,
}

/// A mark: a kind and a value.
pub fn mark(kind: &str, value: impl std::fmt::Display) -> String {
    format!("{kind}:{value}")
}

impl Row {
    /// Sorts rows by the time of their start. Those of the same millisecond are told apart by
    /// their ids, so that the order is the same each time.
    fn order(&self) -> u64 {
        let at = self.signed.map_or(self.created.as_millisecond(), |day| {
            day.to_zoned(jiff::tz::TimeZone::UTC).map_or(0, |at| at.timestamp().as_millisecond())
        });
        let digest = Sha256::digest(self.id.as_bytes());
        let [first, second, ..] = digest.as_slice() else { return 0 };
        let last = u64::from(u16::from_be_bytes([*first, *second]));
        (u64::try_from(at).unwrap_or(0) << 16) | last
    }
}

/// The fields of the index.
pub(super) struct Fields {
    pub(super) id: Field,
    pub(super) row: Field,
    pub(super) mark: Field,
    pub(super) seen: Field,
    pub(super) order: Field,
    pub(super) stamp: Field,
    /// The day of the signature, or of the start, in days since 1970.
    pub(super) day: Field,
    /// Text of the statement, in English and in Welsh.
    pub(super) text: [Field; 2],
    /// Text that statements do not print.
    pub(super) inner: [Field; 2],
}

/// A day as a number that sorts.
pub(super) fn number_of(day: Date) -> i64 {
    let days = day.since(jiff::civil::date(1970, 1, 1)).map_or(0, |span| span.get_days());
    i64::from(days)
}

impl Fields {
    pub(super) fn schema() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let text = |name: &str, analyser: &str, schema: &mut tantivy::schema::SchemaBuilder| {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer(analyser)
                .set_fieldnorms(false)
                .set_index_option(IndexRecordOption::WithFreqsAndPositions);
            schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
        };
        let fields = Self {
            id: schema.add_text_field("id", STRING | FAST),
            row: schema.add_text_field("row", STORED),
            mark: schema.add_text_field("mark", STRING | FAST),
            seen: schema.add_text_field("seen", STRING),
            order: schema.add_u64_field("order", FAST),
            stamp: schema.add_u64_field("stamp", FAST),
            day: schema.add_i64_field("day", INDEXED | FAST),
            text: [text("text_en", ENGLISH, &mut schema), text("text_cy", WELSH, &mut schema)],
            inner: [text("inner_en", ENGLISH, &mut schema), text("inner_cy", WELSH, &mut schema)],
        };
        (schema.build(), fields)
    }

    pub(super) fn document(&self, card: &Card) -> Result<TantivyDocument, SearchError> {
        let mut document = TantivyDocument::new();
        let row = serde_json::to_string(&card.row).map_err(std::io::Error::from)?;
        document.add_text(self.id, &card.row.id);
        document.add_text(self.row, row);
        document.add_u64(self.order, card.row.order());
        document.add_u64(self.stamp, card.stamp);
        let started = || card.row.created.to_zoned(jiff::tz::TimeZone::UTC).date();
        document.add_i64(self.day, number_of(card.row.signed.unwrap_or_else(started)));
        for mark in &card.marks {
            document.add_text(self.mark, mark);
        }
        for mark in &card.seen {
            document.add_text(self.seen, mark);
        }
        for (fields, texts) in [(self.text, &card.text), (self.inner, &card.inner)] {
            for text in texts {
                for field in fields {
                    document.add_text(field, text);
                }
            }
        }
        Ok(document)
    }
}
