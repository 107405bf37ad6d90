//! Organisations, whose names, codes and successors carry dates.
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ids::OrganisationId;
use super::text::Lang;

/// What an organisation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationType {
    /// A department of the UK government.
    Department,
    /// A local authority.
    Council,
    /// Any other public body.
    Other,
}

impl OrganisationType {
    /// Every type, in the order in which pages list them.
    pub const ALL: &[Self] = &[Self::Department, Self::Council, Self::Other];

    /// The name used in forms and message keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::Department => "department",
            Self::Council => "council",
            Self::Other => "other",
        }
    }

    /// The type with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}

/// A name, and from when it was valid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatedName {
    /// The name in English.
    pub name: String,
    /// The short name, such as `DfT`; empty when there is none.
    #[serde(default)]
    pub short: String,
    /// The name in Welsh, where there is one.
    pub welsh: Option<String>,
    /// The first day on which it was valid.
    pub from: Date,
}

/// A code of the Office for National Statistics, and from when it was valid. It belongs to the
/// boundary, so it can change while the organisation stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatedCode {
    /// The code, such as `E10000099`.
    pub code: String,
    /// The first day on which it was valid.
    pub from: Date,
}

/// How an organisation ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// The first day on which it was no more.
    pub on: Date,
    /// Those that took over: one for a merger or a transfer, several for a split.
    pub successors: Vec<OrganisationId>,
}

/// What is stated about an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationFacts {
    /// What it is.
    pub kind: OrganisationType,
    /// Its names, oldest first.
    pub names: Vec<DatedName>,
    /// The mailbox that statements print.
    pub contact: String,
    /// Its codes, oldest first.
    #[serde(default)]
    pub codes: Vec<DatedCode>,
    /// How its documents look, and their licence.
    #[serde(default)]
    pub documents: DocumentFacts,
    /// How it ended; none while it goes on.
    #[serde(default)]
    pub ended: Option<Ended>,
}

/// What an organisation sets for its statements.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DocumentFacts {
    /// The colour of bars and rules, such as `#1d70b8`; empty for the usual one.
    pub accent: String,
    /// The licence; empty for the Open Government Licence.
    pub licence: String,
    /// The licence in Welsh.
    pub licence_welsh: String,
    /// The logo.
    pub logo: Option<KeptLogo>,
    /// Whether its assessments may illustrate the cost.
    pub cost: bool,
}

/// A logo that is kept as a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptLogo {
    /// The SHA-256 of the PNG file.
    pub file: String,
    /// The text for those who do not see it.
    pub alt: String,
    /// How many pixels it is wide.
    pub width: u32,
    /// How many pixels it is high.
    pub height: u32,
}

/// A colour that is written as `#` and six digits, as red, green and blue.
pub fn colour(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |from: usize| u8::from_str_radix(digits.get(from..from + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// Whether a bar of a colour stands out from white paper by at least 3 to 1, as WCAG 2.2 asks
/// of graphics (success criterion 1.4.11). Luminance is worked out in parts of 10,000, with the
/// curve of sRGB taken as a square, which is a little stricter than the curve itself.
pub fn stands_out([red, green, blue]: [u8; 3]) -> bool {
    let square = |part: u8| u32::from(part) * u32::from(part) * 10_000 / (255 * 255);
    let luminance = (2_126 * square(red) + 7_152 * square(green) + 722 * square(blue)) / 10_000;
    10_500 >= 3 * (luminance + 500)
}

/// What is stated about an organisation that has just been added.
pub fn first_facts(name: &str, kind: OrganisationType, contact: &str) -> OrganisationFacts {
    // The first name is valid for all documents of before the next one.
    let from = jiff::civil::date(1900, 1, 1);
    OrganisationFacts {
        kind,
        names: vec![DatedName { name: name.to_owned(), short: String::new(), welsh: None, from }],
        contact: contact.to_owned(),
        codes: Vec::new(),
        documents: DocumentFacts::default(),
        ended: None,
    }
}

/// A department, council or other body. Its id never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// The id.
    pub id: OrganisationId,
    /// What is stated about it.
    #[serde(flatten)]
    pub facts: OrganisationFacts,
    /// When it was added.
    pub created: Timestamp,
    /// Counts the changes.
    pub revision: u64,
}

impl Organisation {
    /// The name that was valid on a day; before the first, the first.
    pub fn name_on(&self, day: Date, lang: Lang) -> &str {
        let valid = self.facts.names.iter().rev().find(|name| name.from <= day);
        let name = valid.or_else(|| self.facts.names.first());
        name.map_or("", |name| match (lang, &name.welsh) {
            (Lang::Cy, Some(welsh)) => welsh,
            (Lang::En | Lang::Cy, _) => &name.name,
        })
    }

    /// The code that was valid on a day.
    pub fn code_on(&self, day: Date) -> Option<&str> {
        let valid = self.facts.codes.iter().rev().find(|code| code.from <= day);
        valid.map(|code| code.code.as_str())
    }

    /// Whether it existed on a day.
    pub fn exists_on(&self, day: Date) -> bool {
        self.facts.ended.as_ref().is_none_or(|ended| day < ended.on)
    }
}

/// Whether a text is a code of the Office for National Statistics: a letter for the country and 8
/// digits.
pub fn is_area_code(text: &str) -> bool {
    let digits = text.strip_prefix(['E', 'K', 'L', 'M', 'N', 'S', 'W', 'J']);
    digits.is_some_and(|digits| digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_digit()))
}
