//! Statement in, PDF bytes out: tagged (PDF/UA-1) and to be archived (PDF/A-2a), with embedded subsets of one text face.
//!
//! `layout` flows the blocks into sheets of drawing commands and a structure tree whose leaves
//! name those commands; `draw` turns sheets into printpdf operations with marked content;
//! `tags` adds what printpdf does not write: the tag tree, links, bookmarks, metadata.
//! Knows nothing of assessments or the web, and reads neither files nor time.
#![expect(clippy::float_arithmetic, reason = "page geometry is in points")]
mod address;
mod blocks;
mod chart;
mod cover;
mod draw;
mod face;
mod flow;
mod scale;
mod sheet;
mod table;
mod tags;
mod tree;
mod xmp;

use std::io::Write as _;
use std::sync::Arc;

use face::Faces;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::SaveOptions;

use crate::domain::statement::Statement;

/// The text face, read once.
#[derive(Clone)]
pub struct Printer(Arc<Faces>);

impl std::fmt::Debug for Printer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Printer")
    }
}

/// Why a PDF cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The font that is built into the program cannot be read.
    #[error("the embedded font cannot be read")]
    Font,
    /// printpdf wrote something that lopdf cannot read.
    #[error("the PDF lacks what the tags hang on")]
    Structure(#[from] lopdf::Error),
    /// The bytes cannot be written.
    #[error("the PDF could not be written")]
    Write(#[from] std::io::Error),
}

/// How hard streams are compressed, of 9. Higher levels take far longer and save a few hundredths.
const PACKING: u32 = 5;

fn compress(document: &mut lopdf::Document) -> Result<(), PdfError> {
    for object in document.objects.values_mut() {
        let lopdf::Object::Stream(stream) = object else { continue };
        if !stream.allows_compression || stream.dict.has(b"Filter") {
            continue;
        }
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(PACKING));
        encoder.write_all(&stream.content)?;
        let packed = encoder.finish()?;
        if packed.len() + 20 < stream.content.len() {
            stream.dict.set("Filter", "FlateDecode");
            stream.set_content(packed);
        }
    }
    Ok(())
}

impl Printer {
    /// Reads the text face.
    pub fn new() -> Result<Self, PdfError> {
        Faces::embedded().map(|faces| Self(Arc::new(faces)))
    }

    /// Prints a statement. The same statement always gives the same bytes.
    pub fn print(&self, statement: &Statement) -> Result<Vec<u8>, PdfError> {
        let json = serde_json::to_string(statement).map_err(std::io::Error::from)?;
        let made = cover::lay_out(&self.0, statement, &json);
        let drawn = draw::draw(&self.0, &made, statement.look.logo.as_ref())?;
        let mut document = drawn.document;
        tags::finish(&mut document, &self.0, (statement, &json), &made, &drawn.places)?;
        compress(&mut document)?;
        let mut bytes = Vec::new();
        let options = SaveOptions::builder()
            .use_object_streams(true)
            .use_xref_streams(true)
            .compression_level(PACKING);
        document.save_with_options(&mut bytes, options.build())?;
        Ok(bytes)
    }

    /// The characters of a text that the face cannot draw; they are printed as their code.
    pub fn missing(&self, text: &str) -> Vec<char> {
        let mut missing: Vec<char> = text.chars().filter(|c| self.0.is_missing(*c)).collect();
        missing.sort_unstable();
        missing.dedup();
        missing
    }
}
