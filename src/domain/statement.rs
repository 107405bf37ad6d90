//! The impact statement as blocks: one model for the page, the PDF and its tags.
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::text::Lang;

/// A document, ready to be shown or printed. All words are final.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Statement {
    /// The language of the words.
    pub lang: Lang,
    /// What kind of document it is, such as "Loneliness impact statement".
    pub kind: String,
    /// The title of the policy.
    pub title: String,
    /// The reference and version, such as `LT-2026-0007, version 1`.
    pub reference: String,
    /// The same for programs, such as `LT-2026-0007/1`.
    pub issue: String,
    /// The organisation as it was named on the day.
    pub organisation: String,
    /// How the organisation wants its documents to look.
    #[serde(default)]
    pub look: Look,
    /// The security marking.
    pub marking: String,
    /// "Draft – not signed", when it is not.
    pub draft: Option<String>,
    /// The day it carries, as year-month-day.
    pub day: String,
    /// SHA-256 of the content it was made from, in hexadecimal.
    pub content_hash: String,
    /// The result box of the cover.
    pub result: ResultBox,
    /// Facts on the cover.
    pub facts: Vec<Fact>,
    /// The fixed words around the content.
    pub labels: Labels,
    /// The content, in reading order.
    pub blocks: Vec<Block>,
    /// Whether it is one page without a table of contents: a declaration.
    pub short: bool,
}

/// What an organisation sets for its documents.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Look {
    /// The colour of bars and rules as red, green, blue; the usual blue when it is not set.
    pub accent: Option<[u8; 3]>,
    /// The logo at the head of the cover.
    pub logo: Option<Logo>,
}

/// A logo: the pixels of a PNG picture without transparency.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Logo {
    /// The text for those who do not see it.
    pub alt: String,
    /// SHA-256 of the picture, in hexadecimal.
    pub hash: String,
    /// How many pixels it is wide.
    pub width: u32,
    /// How many pixels it is high.
    pub height: u32,
    /// The compressed pixels as a PNG file holds them: red, green, blue, 8 bits each. Not part of
    /// the kept text: they are found by the hash.
    #[serde(skip)]
    pub pixels: Vec<u8>,
}

impl fmt::Debug for Logo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Logo({}, {})", self.hash, self.alt)
    }
}

/// The words that the layout itself needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Labels {
    /// Heading of the table of contents.
    pub contents: String,
    /// "Page {page} of {pages}", with the two names in braces.
    pub page_of: String,
    /// Said under a table that goes on: "continued".
    pub continued: String,
    /// Explains the substitutes of characters that the font cannot draw.
    pub substitutes: String,
}

/// The result in words, set apart on the cover.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ResultBox {
    /// The level in words.
    pub title: String,
    /// What it means.
    pub lines: Vec<String>,
}

/// A name and what stands behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Fact {
    /// The name.
    pub name: String,
    /// What stands behind it.
    pub value: String,
}

/// A part of the content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum Block {
    /// A heading of level 2 to 4 (the title is level 1).
    Heading {
        /// 2 to 4, never skipping one.
        level: u8,
        /// The words.
        text: String,
    },
    /// A paragraph; line breaks that were typed are kept.
    Paragraph {
        /// The words.
        text: String,
    },
    /// A list.
    List {
        /// The items.
        items: Vec<String>,
    },
    /// Names with what stands behind them.
    Facts {
        /// The facts.
        facts: Vec<Fact>,
    },
    /// A table. The first column names the row.
    Table(Table),
    /// Harm and benefit of each group as bars.
    Chart(Chart),
    /// Values on a scale as bars.
    Scale(Scale),
    /// A paragraph set apart.
    Note {
        /// The words.
        text: String,
    },
    /// An address to go to; on paper with a code that a telephone can read.
    Address {
        /// What is there.
        text: String,
        /// The address.
        address: String,
    },
}

/// A table with a caption and a header row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// The header row.
    pub head: Vec<String>,
    /// The rows, each as long as the head.
    pub rows: Vec<Vec<String>>,
    /// The width of each column in parts of the whole, as long as the head.
    pub widths: Vec<u32>,
    /// Too wide for an upright page.
    pub landscape: bool,
}

/// Diverging bars. The same figures always stand in a table after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Chart {
    /// What it shows.
    pub caption: String,
    /// The same in words, for those who do not see it.
    pub alt: String,
    /// The words for the left side, the left side after mitigation, and the right side.
    pub sides: [String; 3],
    /// The bars, each side from 0 to 25.
    pub bars: Vec<Bar>,
}

/// The bars of one group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Bar {
    /// The group.
    pub name: String,
    /// Harm before mitigation, 0 to 25.
    pub before: i64,
    /// Harm after mitigation, 0 to 25.
    pub after: i64,
    /// Benefit, 0 to 25.
    pub benefit: i64,
}

/// Bars on a scale. The same figures always stand in a table after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Scale {
    /// What it shows, with both ends of the scale.
    pub caption: String,
    /// The same in words, for those who do not see it.
    pub alt: String,
    /// The lower and the upper end of the scale.
    pub ends: [String; 2],
    /// The bars.
    pub bars: Vec<ScaleBar>,
}

/// A value on a scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ScaleBar {
    /// What has the value.
    pub name: String,
    /// The value as it is printed.
    pub value: String,
    /// Where it lies between the ends of the scale, 0 to 1,000.
    pub at: i64,
}

impl Statement {
    /// The result as one paragraph, to be pasted into a submission.
    pub fn paragraph(&self) -> String {
        let Self { kind, reference, organisation, title, result, .. } = self;
        let mut said = format!("{kind} {reference}, {organisation}: {title}. {}.", result.title);
        for line in &result.lines {
            said.push(' ');
            said.push_str(line);
        }
        said
    }

    /// Every text of the content with the part it stands in: part, row, column, text.
    pub fn rows(&self) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        let mut part = self.kind.clone();
        let mut put = |part: &str, row: &str, column: &str, text: &str| {
            rows.push([part, row, column, text].map(str::to_owned).to_vec());
        };
        put(&part, "", "", &self.title);
        put(&part, "", "", &self.reference);
        put(&part, "", "", &self.organisation);
        put(&part, "", "", &self.result.title);
        for line in &self.result.lines {
            put(&part, "", "", line);
        }
        for fact in &self.facts {
            put(&part, &fact.name, "", &fact.value);
        }
        for block in &self.blocks {
            match block {
                Block::Heading { text, .. } => part.clone_from(text),
                Block::Paragraph { text } | Block::Note { text } => put(&part, "", "", text),
                Block::List { items } => {
                    for item in items {
                        put(&part, "", "", item);
                    }
                }
                Block::Facts { facts } => {
                    for fact in facts {
                        put(&part, &fact.name, "", &fact.value);
                    }
                }
                Block::Address { text, address } => put(&part, text, "", address),
                // The figures of a chart stand in the table after it.
                Block::Chart(_) | Block::Scale(_) => {}
                Block::Table(table) => {
                    for row in &table.rows {
                        let name = row.first().map_or("", String::as_str);
                        for (column, cell) in table.head.iter().zip(row).skip(1) {
                            put(&part, name, column, cell);
                        }
                    }
                }
            }
        }
        rows
    }
}
