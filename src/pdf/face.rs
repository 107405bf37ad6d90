//! The text face in two weights: widths, kerning, what to embed, and what to draw for characters
//! that it lacks.
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::atomic::{AtomicI16, Ordering};

use allsorts::binary::read::ReadScope;
use allsorts::font_data::FontData;
use allsorts::subset::{CmapTarget, SubsetProfile, subset};
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

/// A weight with all its characters.
struct Whole {
    /// What documents call it, with the mark of a face that lacks some of its characters.
    name: &'static str,
    bytes: &'static [u8],
    /// As the shaper reads it.
    font: Font,
}

/// One weight.
pub(super) struct Cut {
    /// The common characters alone, as printpdf embeds them.
    pub(super) common: ParsedFont,
    /// Its bytes, compressed.
    pub(super) packed: Vec<u8>,
    /// What is known of each character, by its code: those below [`DENSE`] one after the other.
    dense: Vec<Option<Letter>>,
    rest: BTreeMap<char, Letter>,
    whole: Whole,
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
        let regular = Whole::read("COMMON+SourceSans3-Regular", REGULAR)?;
        let bold = Whole::read("COMMON+SourceSans3-Bold", BOLD)?;
        Ok(Self { regular: Cut::of(regular)?, bold: Cut::of(bold)? })
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

    /// What a document of these characters embeds: the common ones, or else no others than these.
    pub(super) fn embeddable(
        &self,
        characters: &BTreeSet<char>,
        weight: Weight,
    ) -> Result<ParsedFont, PdfError> {
        let cut = self.cut(weight);
        let is_common = |c: &char| cut.letter(*c).is_some_and(|letter| letter.place.is_some());
        if characters.iter().all(is_common) {
            return Ok(cut.common.clone());
        }
        cut.whole.with_only(characters.iter().copied())
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

impl Whole {
    fn read(name: &'static str, bytes: &'static [u8]) -> Result<Self, PdfError> {
        let font = Font::new(bytes, 0).ok_or(PdfError::Font)?;
        Ok(Self { name, bytes, font })
    }

    /// Every character that it has.
    fn letters(&self) -> BTreeMap<char, Letter> {
        let (units, advances) = (f32::from(self.font.units_per_em()), self.font.glyph_metrics());
        let known = self.font.charmap().unicodes().filter_map(|(code, glyph)| {
            let c = char::from_u32(code).filter(|c| has_meaning(*c) && glyph != GlyphId::NOTDEF)?;
            Some((c, Letter { advance: advances.h_advance(glyph) / units, place: None }))
        });
        known.collect()
    }

    /// The face with these characters alone, of those that it has.
    fn with_only(&self, characters: impl Iterator<Item = char>) -> Result<ParsedFont, PdfError> {
        let glyphs = characters.filter_map(|c| self.font.charmap().map_unicode(c));
        // Every face begins with the glyph for characters that it lacks.
        let glyphs = std::iter::once(GlyphId::NOTDEF).chain(glyphs).map(GlyphId::to_u32);
        let glyphs: BTreeSet<u16> =
            glyphs.map(u16::try_from).collect::<Result<_, _>>().map_err(|_| PdfError::Font)?;
        let glyphs: Vec<u16> = glyphs.into_iter().collect();
        let file = ReadScope::new(self.bytes).read::<FontData<'_>>().map_err(|_| PdfError::Font)?;
        let tables = file.table_provider(0).map_err(|_| PdfError::Font)?;
        let made = subset(&tables, &glyphs, &SubsetProfile::Pdf, CmapTarget::Unicode);
        let made = made.map_err(|_| PdfError::Font)?;
        let font = ParsedFont::from_bytes(&made, 0, &mut Vec::new()).ok_or(PdfError::Font)?;
        Ok(ParsedFont { font_name: Some(self.name.to_owned()), ..font })
    }
}

impl Cut {
    fn of(whole: Whole) -> Result<Self, PdfError> {
        let mut letters = whole.letters();
        let common = COMMON.iter().flat_map(|(first, last)| *first..=*last);
        let mut across = 0;
        for c in common.clone() {
            if let Some(letter) = letters.get_mut(&c) {
                letter.place = Some(across);
                across += 1;
            }
        }
        let common = whole.with_only(common)?;
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&common.original_bytes)?;
        let packed = encoder.finish()?;
        let pairs = (0..across * across).map(|_| AtomicI16::new(UNKNOWN)).collect();
        let known = |code| char::from_u32(code).and_then(|c| letters.get(&c).copied());
        let dense = (0..DENSE).map(known).collect();
        letters.retain(|c, _| u32::from(*c) >= DENSE);
        Ok(Self { whole, common, packed, dense, rest: letters, pairs, across })
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
        let kerning = (kerned - plain) * 1000 / i32::from(self.whole.font.units_per_em().max(1));
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
        harfrust::shape(&ShaperFont::new(&self.whole.font), &mut buffer, options).ok()?;
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
