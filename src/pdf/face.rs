//! The text face in two weights: widths, kerning, what to embed, and what to draw for characters
//! that it lacks.
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::atomic::{AtomicI16, Ordering};
use std::sync::{Mutex, PoisonError};

use allsorts::Font;
use allsorts::binary::read::ReadScope;
use allsorts::font::MatchingPresentation;
use allsorts::gsub::FeatureMask;
use allsorts::subset::{CmapTarget, SubsetProfile, subset};
use allsorts::tables::{OffsetTableFontProvider, OpenTypeFont};
use allsorts::tag;
use flate2::Compression;
use flate2::write::ZlibEncoder;
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
    /// How many units are as long as the size.
    units: i32,
    /// It remembers the tables that it has read.
    shaper: Mutex<Font<OffsetTableFontProvider<'static>>>,
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
    /// Its number in the face.
    glyph: u16,
    /// Its place among the common characters.
    place: Option<usize>,
}

/// Characters below this code are looked up without a search: Latin, Greek, Cyrillic, punctuation.
const DENSE: u32 = 0x2300;

/// Kerning below so many thousandths of the size is less than a sixth of a point, which nobody
/// sees, and would cut the text into many pieces.
const LEAST_KERNING: i32 = 12;

/// Every face begins with the glyph for characters that it lacks.
const NOTDEF: u16 = 0;

/// The kerning of a pair that was not yet asked for.
const UNKNOWN: i16 = i16::MIN;

impl Faces {
    pub(super) fn embedded() -> Result<Self, PdfError> {
        let regular = Cut::read("COMMON+SourceSans3-Regular", REGULAR)?;
        Ok(Self { regular, bold: Cut::read("COMMON+SourceSans3-Bold", BOLD)? })
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
            let letter =
                cut.letter(c).unwrap_or(Letter { advance: 0.5, glyph: NOTDEF, place: None });
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
        cut.whole.with_only(characters.iter().filter_map(|c| cut.letter(*c)))
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
    /// A face and every character that it has.
    fn read(
        name: &'static str,
        bytes: &'static [u8],
    ) -> Result<(Self, BTreeMap<char, Letter>), PdfError> {
        let face = ParsedFont::from_bytes(bytes, 0, &mut Vec::new()).ok_or(PdfError::Font)?;
        let known = face.codepoint_to_glyph.iter().filter_map(|(code, glyph)| {
            let c = char::from_u32(*code).filter(|c| has_meaning(*c) && *glyph != NOTDEF)?;
            let width = f32::from(face.get_glyph_width(*glyph)?);
            let advance = width / f32::from(face.units_per_em);
            Some((c, Letter { advance, glyph: *glyph, place: None }))
        });
        let file = ReadScope::new(bytes).read::<OpenTypeFont<'_>>().map_err(|_| PdfError::Font)?;
        let tables = file.table_provider(0).map_err(|_| PdfError::Font)?;
        let shaper = Mutex::new(Font::new(tables).map_err(|_| PdfError::Font)?);
        Ok((Self { name, units: face.units_per_em.max(1).into(), shaper }, known.collect()))
    }

    /// The face with these characters alone.
    fn with_only(&self, letters: impl IntoIterator<Item = Letter>) -> Result<ParsedFont, PdfError> {
        let glyphs = letters.into_iter().map(|letter| letter.glyph);
        let glyphs: BTreeSet<u16> = std::iter::once(NOTDEF).chain(glyphs).collect();
        let glyphs: Vec<u16> = glyphs.into_iter().collect();
        let shaper = self.shaper.lock().unwrap_or_else(PoisonError::into_inner);
        let tables = &shaper.font_table_provider;
        let made = subset(tables, &glyphs, &SubsetProfile::Pdf, CmapTarget::Unicode);
        let made = made.map_err(|_| PdfError::Font)?;
        let font = ParsedFont::from_bytes(&made, 0, &mut Vec::new()).ok_or(PdfError::Font)?;
        Ok(ParsedFont { font_name: Some(self.name.to_owned()), ..font })
    }

    /// How much closer the second of two characters stands, in thousandths of the size. No other feature of
    /// the face is used: without ligatures a reader that searches for a word finds its letters.
    fn kerning(&self, first: char, second: char) -> i16 {
        let mut shaper = self.shaper.lock().unwrap_or_else(PoisonError::into_inner);
        let pair = String::from_iter([first, second]);
        let glyphs = shaper.map_glyphs(&pair, tag::LATN, MatchingPresentation::NotRequired);
        let placed = shaper.shape(glyphs, tag::LATN, None, FeatureMask::empty(), &[], None, true);
        let placed = placed.unwrap_or_else(|(_, placed)| placed);
        let units = placed.first().map_or(0, |first| i32::from(first.kerning));
        let kerning = units * 1000 / self.units;
        if kerning.abs() < LEAST_KERNING { 0 } else { i16::try_from(kerning).unwrap_or(0) }
    }
}

impl Cut {
    fn read(name: &'static str, bytes: &'static [u8]) -> Result<Self, PdfError> {
        let (whole, mut letters) = Whole::read(name, bytes)?;
        let mut common = Vec::new();
        for c in COMMON.iter().flat_map(|(first, last)| *first..=*last) {
            if let Some(letter) = letters.get_mut(&c) {
                letter.place = Some(common.len());
                common.push(*letter);
            }
        }
        let across = common.len();
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
                let kerning = self.whole.kerning(first, c);
                kept.store(kerning, Ordering::Relaxed);
                kerning
            }
            kerning => kerning,
        }
    }
}

/// Whether a character means the same everywhere. Control characters, the mark of a file's start,
/// and what Unicode leaves to private use do not, and PDF/UA and PDF/A allow no text of them.
fn has_meaning(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}
