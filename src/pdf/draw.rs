//! Sheets into printpdf operations, each piece of content marked.
use std::collections::{BTreeMap, BTreeSet};

use printpdf::{
    Color, CurTransMat, DictItem, ExternalStream, ExternalXObject, FontId, Line, LinePoint, Op,
    PaintMode, PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Point, Polygon,
    PolygonRing, Pt, Rgb, TextItem, WindingOrder, XObject, XObjectId, XObjectTransform,
};

use super::PdfError;
use super::cover::Made;
use super::face::{Faces, Weight};
use super::sheet::{Colour, Command, Sheet};
use crate::domain::statement::Logo;

/// The drawn document, and where each leaf went: sheet and number of the marked content.
pub(super) struct Drawn {
    pub(super) document: lopdf::Document,
    pub(super) places: BTreeMap<usize, (usize, i64)>,
}

const LOGO: &str = "Logo";

/// The pixels of a PNG file are a PDF picture as they are.
fn picture(logo: &Logo) -> ExternalXObject {
    let int = |n: u32| DictItem::Int(i64::from(n));
    let named = |name: &str| DictItem::Name(name.as_bytes().to_vec());
    let parameters = [("Predictor", 15), ("Colors", 3), ("BitsPerComponent", 8)];
    let parameters = parameters.into_iter().chain([("Columns", logo.width)]);
    let parameters = parameters.map(|(name, n)| (name.to_owned(), int(n))).collect();
    let dict = BTreeMap::from([
        ("Type".to_owned(), named("XObject")),
        ("Subtype".to_owned(), named("Image")),
        ("Width".to_owned(), int(logo.width)),
        ("Height".to_owned(), int(logo.height)),
        ("ColorSpace".to_owned(), named("DeviceRGB")),
        ("BitsPerComponent".to_owned(), int(8)),
        ("Filter".to_owned(), named("FlateDecode")),
        ("DecodeParms".to_owned(), DictItem::Dict { map: parameters }),
    ]);
    let stream = ExternalStream { dict, content: logo.pixels.clone(), compress: false };
    ExternalXObject { stream, width: None, height: None, dpi: None }
}

pub(super) fn draw(faces: &Faces, made: &Made, logo: Option<&Logo>) -> Result<Drawn, PdfError> {
    let mut pdf = PdfDocument::new("");
    // printpdf would choose random ids, and the bytes would differ each time.
    for weight in [Weight::Regular, Weight::Bold] {
        let font = faces.embeddable(&characters(made, weight), weight)?;
        pdf.resources.fonts.map.insert(font_id(weight), PdfFont::new(font));
    }
    if let Some(logo) = logo {
        let picture = XObject::External(picture(logo));
        pdf.resources.xobjects.map.insert(XObjectId(LOGO.to_owned()), picture);
    }
    let mut places = BTreeMap::new();
    let pages = made.sheets.iter().enumerate();
    let pages = pages.map(|(number, sheet)| page(faces, number, sheet, &mut places)).collect();
    pdf.with_pages(pages);
    let options =
        PdfSaveOptions { optimize: false, subset_fonts: false, ..PdfSaveOptions::default() };
    Ok(Drawn { document: pdf.to_lopdf_document(&options, &mut Vec::new()), places })
}

/// Every character that is drawn in a weight.
fn characters(made: &Made, of: Weight) -> BTreeSet<char> {
    let pieces = made.sheets.iter().flat_map(|sheet| &sheet.pieces);
    let texts = pieces.flat_map(|piece| &piece.commands).filter_map(|command| match command {
        Command::Text { text, weight, .. } if *weight == of => Some(text),
        Command::Text { .. }
        | Command::Box { .. }
        | Command::Rule { .. }
        | Command::Logo { .. } => None,
    });
    texts.flat_map(|text| text.chars()).collect()
}

fn font_id(weight: Weight) -> FontId {
    FontId(match weight {
        Weight::Regular => "Regular".to_owned(),
        Weight::Bold => "Bold".to_owned(),
    })
}

fn page(
    faces: &Faces,
    number: usize,
    sheet: &Sheet,
    places: &mut BTreeMap<usize, (usize, i64)>,
) -> PdfPage {
    let height = sheet.paper.height;
    let mut pen = Pen { faces, height, ops: Vec::new(), fill: None, font: None, line: [0.0; 2] };
    let mut next = 0;
    for piece in &sheet.pieces {
        match piece.leaf {
            Some(leaf) => {
                places.insert(leaf, (number, next));
                let map = BTreeMap::from([("MCID".to_owned(), DictItem::Int(next))]);
                let (tag, properties) = ("Span".to_owned(), DictItem::Dict { map });
                pen.ops.push(Op::BeginMarkedContentWithProperties { tag, properties });
                next += 1;
            }
            None => pen.ops.push(Op::BeginMarkedContent { tag: "Artifact".to_owned() }),
        }
        for run in piece.commands.chunk_by(|a, b| a.is_text() && b.is_text()) {
            pen.draw(run);
        }
        pen.ops.push(Op::EndMarkedContent);
    }
    let (width, height) = (Pt(sheet.paper.width), Pt(height));
    PdfPage::new(width.into(), height.into(), pen.ops)
}

fn colour([r, g, b]: Colour) -> Color {
    let part = |value: u8| f32::from(value) / 255.0;
    Color::Rgb(Rgb { r: part(r), g: part(g), b: part(b), icc_profile: None })
}

/// Draws on one page, and says nothing twice: colour and font stay until they change.
struct Pen<'f> {
    faces: &'f Faces,
    height: f32,
    ops: Vec<Op>,
    fill: Option<Colour>,
    font: Option<(Weight, f32)>,
    /// Where the last line of this section of text starts.
    line: [f32; 2],
}

/// A length to a hundredth of a point, which is finer than any printer: shorter to write.
fn rounded(length: f32) -> f32 {
    (length * 100.0).round() / 100.0
}

impl Pen<'_> {
    fn point(&self, x: f32, y: f32) -> Point {
        Point { x: Pt(rounded(x)), y: Pt(rounded(self.height - y)) }
    }

    fn corner(&self, x: f32, y: f32) -> LinePoint {
        LinePoint { p: self.point(x, y), bezier: false }
    }

    fn fill(&mut self, ink: Colour) {
        if self.fill != Some(ink) {
            self.ops.push(Op::SetFillColor { col: colour(ink) });
            self.fill = Some(ink);
        }
    }

    /// Commands in a row: texts together, anything else alone.
    fn draw(&mut self, run: &[Command]) {
        let texts = run.first().is_some_and(Command::is_text);
        if texts {
            self.ops.push(Op::StartTextSection);
            self.line = [0.0; 2];
        }
        for command in run {
            match command {
                Command::Text { x, y, weight, size, colour, text } => {
                    self.fill(*colour);
                    self.text([*x, *y], *weight, *size, text);
                }
                Command::Box { x, y, width, height, colour } => {
                    self.fill(*colour);
                    self.area([*x, *y, *width, *height]);
                }
                Command::Logo { x, y, width, height } => self.logo([*x, *y, *width, *height]),
                Command::Rule { x, y, to_x, to_y, thickness, colour: ink } => {
                    let points = vec![self.corner(*x, *y), self.corner(*to_x, *to_y)];
                    self.ops.extend([
                        Op::SetOutlineColor { col: colour(*ink) },
                        Op::SetOutlineThickness { pt: Pt(*thickness) },
                        Op::DrawLine { line: Line { points, is_closed: false } },
                    ]);
                }
            }
        }
        if texts {
            self.ops.push(Op::EndTextSection);
        }
    }

    fn text(&mut self, [x, y]: [f32; 2], weight: Weight, size: f32, text: &str) {
        if self.font != Some((weight, size)) {
            let font = PdfFontHandle::External(font_id(weight));
            self.ops.push(Op::SetFont { font, size: Pt(size) });
            self.font = Some((weight, size));
        }
        let mut items = Vec::new();
        for (piece, kerning) in self.faces.kerned(text, weight) {
            items.push(TextItem::Text(piece));
            if kerning != 0 {
                // PDF moves to the left by positive numbers.
                items.push(TextItem::Offset(-f32::from(kerning)));
            }
        }
        // The place of a line is told from that of the line before.
        let [before_x, before_y] = self.line;
        let [x, y] = [rounded(x), rounded(self.height - y)];
        self.line = [x, y];
        let pos = Point { x: Pt(rounded(x - before_x)), y: Pt(rounded(y - before_y)) };
        self.ops.extend([Op::SetTextCursor { pos }, Op::ShowText { items }]);
    }

    fn area(&mut self, [x, y, width, height]: [f32; 4]) {
        let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)];
        let points = corners.iter().map(|(x, y)| self.corner(*x, *y)).collect();
        self.ops.push(Op::DrawPolygon {
            polygon: Polygon {
                rings: vec![PolygonRing { points }],
                mode: PaintMode::Fill,
                winding_order: WindingOrder::NonZero,
            },
        });
    }

    /// A picture is one unit wide and high, from its lower left corner.
    fn logo(&mut self, [x, y, width, height]: [f32; 4]) {
        let place = CurTransMat::Raw([width, 0.0, 0.0, height, x, self.height - y - height]);
        let transform = XObjectTransform { no_auto_scale: true, ..XObjectTransform::default() };
        self.ops.extend([
            Op::SaveGraphicsState,
            Op::SetTransformationMatrix { matrix: place },
            Op::UseXobject { id: XObjectId(LOGO.to_owned()), transform },
            Op::RestoreGraphicsState,
        ]);
    }
}
