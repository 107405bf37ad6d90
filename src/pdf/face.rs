//! The text face in two weights: widths, and what to draw for characters that it lacks.
use std::collections::BTreeMap;
use std::fmt::Write as _;

use printpdf::ParsedFont;

use super::PdfError;

const REGULAR: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/SourceSans3-Regular.ttf"));
const BOLD: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/SourceSans3-Bold.ttf"));

/// A weight of the face.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// Both weights, read once per process.
pub(super) struct Faces {
    pub(super) regular: ParsedFont,
    pub(super) bold: ParsedFont,
    widths: [BTreeMap<char, f32>; 2],
}

impl Faces {
    pub(super) fn embedded() -> Result<Self, PdfError> {
        let read = |bytes| ParsedFont::from_bytes(bytes, 0, &mut Vec::new()).ok_or(PdfError::Font);
        Ok(Self {
            regular: read(REGULAR)?,
            bold: read(BOLD)?,
            widths: [widths(REGULAR)?, widths(BOLD)?],
        })
    }

    /// The advance of a character in parts of the size.
    fn advance(&self, c: char, weight: Weight) -> Option<f32> {
        let [regular, bold] = &self.widths;
        match weight {
            Weight::Regular => regular.get(&c).copied(),
            Weight::Bold => bold.get(&c).copied(),
        }
    }

    /// The width of a text in points.
    pub(super) fn width(&self, text: &str, weight: Weight, size: f32) -> f32 {
        let advances = text.chars().map(|c| self.advance(c, weight).unwrap_or(0.5));
        advances.sum::<f32>() * size
    }

    /// Whether a character is printed as its code.
    pub(super) fn is_missing(&self, c: char) -> bool {
        !matches!(c, '\n' | '\r' | '\t')
            && (self.advance(c, Weight::Regular).is_none()
                || self.advance(c, Weight::Bold).is_none())
    }

    /// The text as it can be drawn: no character is lost, those that the face lacks are shown
    /// by their code point, such as `[U+1F600]`.
    pub(super) fn drawable(&self, text: &str) -> String {
        let mut drawn = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '\t' | '\u{a0}' | '\u{202f}' => drawn.push(' '),
                '\r' => {}
                c if self.is_missing(c) => {
                    // Writing to a String cannot fail.
                    let _infallible = write!(drawn, "[U+{:04X}]", u32::from(c));
                }
                c => drawn.push(c),
            }
        }
        drawn
    }
}

fn widths(bytes: &[u8]) -> Result<BTreeMap<char, f32>, PdfError> {
    let face = ttf_parser::Face::parse(bytes, 0).map_err(|_| PdfError::Font)?;
    let units = f32::from(face.units_per_em());
    let mut widths = BTreeMap::new();
    let tables = face.tables().cmap.into_iter().flat_map(|cmap| cmap.subtables);
    for table in tables.filter(ttf_parser::cmap::Subtable::is_unicode) {
        table.codepoints(|code| {
            let Some(c) = char::from_u32(code).filter(|c| !c.is_control()) else { return };
            let glyph = table.glyph_index(code).filter(|glyph| glyph.0 != 0);
            if let Some(advance) = glyph.and_then(|glyph| face.glyph_hor_advance(glyph)) {
                widths.insert(c, f32::from(advance) / units);
            }
        });
    }
    Ok(widths)
}
