//! The text face in two weights: widths, kerning, what to embed, and what to draw for characters
//! that it lacks.
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::atomic::{AtomicI16, Ordering};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use harfrust::{Buffer, Feature, Font, GlyphId, ShapeOptions, ShaperFont, Tag};
use printpdf::ParsedFont;

use super::PdfError;

const REGULAR: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/SourceSans3-Regular.ttf"));
const BOLD: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/SourceSans3-Bold.ttf"));

/// The characters of which nearly every statement is made: they are cut out of the face once per
/// process, because cutting takes longer than everything else of a document. Latin-1, the Welsh
/// letters with circumflex and other accents, and the usual punctuation and signs.
const COMMON: &[(char, char)] = &[
    (' ', '~'),
    ('\u{a1}', '\u{ff}'),
    ('Ŵ', 'Ÿ'),
    ('Ẁ', 'ẅ'),
    ('Ỳ', 'ỳ'),
    ('‐', '―'),
    ('‘', '„'),
    ('•', '•'),
    ('…', '…'),
    ('‰', '‰'),
    ('€', '€'),
    ('™', '™'),
    ('←', '↓'),
    ('−', '−'),
    ('≈', '≈'),
    ('≠', '≠'),
    ('≤', '≥'),
];

/// A weight of the face.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// Both weights, read once per process.
pub(super) struct Faces {
    regular: Cut,
    bold: Cut,
}

/// One weight.
pub(super) struct Cut {
    /// The whole face: for documents with characters that are not common.
    pub(super) whole: ParsedFont,
    /// The common characters alone.
    pub(super) common: ParsedFont,
    /// The bytes of `common`, as printpdf embeds them, and the same compressed.
    pub(super) program: Vec<u8>,
    pub(super) packed: Vec<u8>,
    /// What is known of each character, by its code: those below [`DENSE`] one after the other.
    dense: Vec<Option<Letter>>,
    rest: BTreeMap<char, Letter>,
    /// The whole face as the shaper reads it.
    font: Font,
    /// The kerning of each pair of common characters in thousandths of the size, worked out when
    /// it is first wanted.
    pairs: Vec<AtomicI16>,
    /// How many common characters there are.
    across: usize,
}

/// A character of the face.
#[derive(Debug, Clone, Copy)]
struct Letter {
    /// How far it moves the pen, in parts of the size.
    advance: f32,
    /// Its place among the common characters.
    place: Option<usize>,
}

/// Characters below this code are looked up without a search: Latin, Greek, Cyrillic, punctuation.
const DENSE: u32 = 0x2300;

/// Kerning below so many thousandths of the size is less than a sixth of a point, which nobody
/// sees, and would cut the text into many pieces.
const LEAST_KERNING: i32 = 12;

/// The kerning of a pair that was not yet asked for.
const UNKNOWN: i16 = i16::MIN;

impl Faces {
    pub(super) fn embedded() -> Result<Self, PdfError> {
        Ok(Self { regular: Cut::read(REGULAR)?, bold: Cut::read(BOLD)? })
    }

    pub(super) fn cut(&self, weight: Weight) -> &Cut {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    /// The width of a text in points, with its kerning.
    pub(super) fn width(&self, text: &str, weight: Weight, size: f32) -> f32 {
        let cut = self.cut(weight);
        let (mut width, mut before) = (0.0, None);
        for c in text.chars() {
            let letter = cut.letter(c).unwrap_or(Letter { advance: 0.5, place: None });
            width += letter.advance + f32::from(cut.pair(before, letter.place, c)) / 1000.0;
            before = letter.place.map(|place| (c, place));
        }
        width * size
    }

    /// The text in pieces, each with the kerning after it in thousandths of the size.
    pub(super) fn kerned(&self, text: &str, weight: Weight) -> Vec<(String, i16)> {
        let cut = self.cut(weight);
        let mut pieces = Vec::new();
        let (mut piece, mut before) = (String::new(), None);
        for c in text.chars() {
            let place = cut.letter(c).and_then(|letter| letter.place);
            let kerning = cut.pair(before, place, c);
            if kerning != 0 {
                pieces.push((std::mem::take(&mut piece), kerning));
            }
            piece.push(c);
            before = place.map(|place| (c, place));
        }
        pieces.push((piece, 0));
        pieces
    }

    /// Whether a document of these texts can do with the common characters.
    pub(super) fn is_common(&self, text: &str, weight: Weight) -> bool {
        let cut = self.cut(weight);
        text.chars().all(|c| cut.letter(c).is_some_and(|letter| letter.place.is_some()))
    }

    /// Whether a character is printed as its code.
    pub(super) fn is_missing(&self, c: char) -> bool {
        let lacks = |weight| self.cut(weight).letter(c).is_none();
        !matches!(c, '\n' | '\r' | '\t') && (lacks(Weight::Regular) || lacks(Weight::Bold))
    }

    /// The text as it can be drawn: no character is lost, those that the face lacks are shown
    /// by their code point, such as `[U+1F600]`.
    pub(super) fn drawable(&self, text: &str) -> String {
        let mut drawn = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                ' '..='~' => drawn.push(c),
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

impl Cut {
    fn read(bytes: &'static [u8]) -> Result<Self, PdfError> {
        let read = |bytes| ParsedFont::from_bytes(bytes, 0, &mut Vec::new()).ok_or(PdfError::Font);
        let whole = read(bytes)?;
        let font = Font::new(bytes, 0).ok_or(PdfError::Font)?;
        let mut letters = letters(&font);
        let common = COMMON.iter().flat_map(|(first, last)| *first..=*last);
        let (mut glyphs, mut across) = (BTreeMap::new(), 0);
        for c in common {
            if let Some((letter, glyph)) = letters.get_mut(&c).zip(font.charmap().map_unicode(c)) {
                letter.place = Some(across);
                across += 1;
                let glyph = u16::try_from(glyph.to_u32()).map_err(|_| PdfError::Font)?;
                glyphs.insert(glyph, c.to_string());
            }
        }
        let subset = printpdf::subset_font(&whole, &glyphs).map_err(|_| PdfError::Font)?;
        let common = read(&subset.bytes)?;
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&subset.bytes)?;
        let packed = encoder.finish()?;
        let pairs = (0..across * across).map(|_| AtomicI16::new(UNKNOWN)).collect();
        let known = |code| char::from_u32(code).and_then(|c| letters.get(&c).copied());
        let dense = (0..DENSE).map(known).collect();
        letters.retain(|c, _| u32::from(*c) >= DENSE);
        let (rest, program) = (letters, subset.bytes);
        Ok(Self { whole, common, program, packed, dense, rest, font, pairs, across })
    }

    fn letter(&self, c: char) -> Option<Letter> {
        match usize::try_from(u32::from(c)).ok().and_then(|code| self.dense.get(code)) {
            Some(known) => *known,
            None => self.rest.get(&c).copied(),
        }
    }

    /// The kerning between a character and the one before it.
    fn pair(&self, before: Option<(char, usize)>, place: Option<usize>, c: char) -> i16 {
        let (Some((first, row)), Some(column)) = (before, place) else { return 0 };
        let Some(kept) = self.pairs.get(row * self.across + column) else { return 0 };
        match kept.load(Ordering::Relaxed) {
            UNKNOWN => {
                let kerning = self.shape(first, c);
                kept.store(kerning, Ordering::Relaxed);
                kerning
            }
            kerning => kerning,
        }
    }

    /// Asks the shaper how much closer the second character stands.
    fn shape(&self, first: char, second: char) -> i16 {
        let advance = |kerned| self.advance(first, second, kerned);
        let Some((kerned, plain)) = advance(1).zip(advance(0)) else { return 0 };
        let kerning = (kerned - plain) * 1000 / i32::from(self.font.units_per_em().max(1));
        if kerning.abs() < LEAST_KERNING { 0 } else { i16::try_from(kerning).unwrap_or(0) }
    }

    /// How far the first of two characters moves the pen, in units of the face, with kerning (1) or
    /// without (0). Ligatures are left out: a reader that searches for a word finds its letters.
    fn advance(&self, first: char, second: char, kerned: u32) -> Option<i32> {
        let mut buffer = Buffer::new();
        buffer.push_str(&String::from_iter([first, second]));
        buffer.guess_segment_properties();
        let features = [(b"liga", 0), (b"clig", 0), (b"calt", 0), (b"kern", kerned)];
        let features = features.map(|(tag, value)| Feature::new(Tag::new(tag), value, ..));
        let options = ShapeOptions::new().features(&features);
        harfrust::shape(&ShaperFont::new(&self.font), &mut buffer, options).ok()?;
        match buffer.glyph_positions() {
            [one, _] => Some(one.x_advance),
            _ => None,
        }
    }
}

/// Whether a character means the same everywhere. Control characters, the mark of a file's start,
/// and what Unicode leaves to private use do not, and PDF/UA and PDF/A allow no text of them.
fn has_meaning(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// Every character that the face has.
fn letters(font: &Font) -> BTreeMap<char, Letter> {
    let (units, advances) = (f32::from(font.units_per_em()), font.glyph_metrics());
    let known = font.charmap().unicodes().filter_map(|(code, glyph)| {
        let c = char::from_u32(code).filter(|c| has_meaning(*c) && glyph != GlyphId::NOTDEF)?;
        Some((c, Letter { advance: advances.h_advance(glyph) / units, place: None }))
    });
    known.collect()
}
