//! Sheets into printpdf operations, each piece of content marked.
use std::collections::BTreeMap;

use printpdf::{
    Color, DictItem, FontId, Line, LinePoint, Op, PaintMode, PdfDocument, PdfFont, PdfFontHandle,
    PdfPage, PdfSaveOptions, Point, Polygon, PolygonRing, Pt, Rgb, TextItem, WindingOrder,
};

use super::cover::Made;
use super::face::{Faces, Weight};
use super::sheet::{Colour, Command, Sheet};

/// The drawn document, and where each leaf went: sheet and number of the marked content.
pub(super) struct Drawn {
    pub(super) document: lopdf::Document,
    pub(super) places: BTreeMap<usize, (usize, i64)>,
}

pub(super) fn draw(faces: &Faces, made: &Made) -> Drawn {
    let mut pdf = PdfDocument::new("");
    // printpdf would choose random ids, and the bytes would differ each time.
    for (id, face) in [("Regular", &faces.regular), ("Bold", &faces.bold)] {
        let font = PdfFont::new(face.clone());
        pdf.resources.fonts.map.insert(FontId(id.to_owned()), font);
    }
    let mut places = BTreeMap::new();
    let pages = made.sheets.iter().enumerate();
    let pages = pages.map(|(number, sheet)| page(number, sheet, &mut places)).collect();
    pdf.with_pages(pages);
    let options = PdfSaveOptions { optimize: false, ..PdfSaveOptions::default() };
    Drawn { document: pdf.to_lopdf_document(&options, &mut Vec::new()), places }
}

fn page(number: usize, sheet: &Sheet, places: &mut BTreeMap<usize, (usize, i64)>) -> PdfPage {
    let mut ops = Vec::new();
    let mut next = 0;
    for piece in &sheet.pieces {
        match piece.leaf {
            Some(leaf) => {
                places.insert(leaf, (number, next));
                let map = BTreeMap::from([("MCID".to_owned(), DictItem::Int(next))]);
                let (tag, properties) = ("Span".to_owned(), DictItem::Dict { map });
                ops.push(Op::BeginMarkedContentWithProperties { tag, properties });
                next += 1;
            }
            None => ops.push(Op::BeginMarkedContent { tag: "Artifact".to_owned() }),
        }
        for command in &piece.commands {
            operations(command, sheet.paper.height, &mut ops);
        }
        ops.push(Op::EndMarkedContent);
    }
    let (width, height) = (Pt(sheet.paper.width), Pt(sheet.paper.height));
    PdfPage::new(width.into(), height.into(), ops)
}

fn colour([r, g, b]: Colour) -> Color {
    let part = |value: u8| f32::from(value) / 255.0;
    Color::Rgb(Rgb { r: part(r), g: part(g), b: part(b), icc_profile: None })
}

fn operations(command: &Command, height: f32, ops: &mut Vec<Op>) {
    let point = |x: f32, y: f32| Point { x: Pt(x), y: Pt(height - y) };
    let corner = |x: f32, y: f32| LinePoint { p: point(x, y), bezier: false };
    match command {
        Command::Text { x, y, weight, size, colour: ink, text } => {
            let font = FontId(match weight {
                Weight::Regular => "Regular".to_owned(),
                Weight::Bold => "Bold".to_owned(),
            });
            ops.extend([
                Op::StartTextSection,
                Op::SetFillColor { col: colour(*ink) },
                Op::SetFont { font: PdfFontHandle::External(font), size: Pt(*size) },
                Op::SetTextCursor { pos: point(*x, *y) },
                Op::ShowText { items: vec![TextItem::Text(text.clone())] },
                Op::EndTextSection,
            ]);
        }
        Command::Box { x, y, width, height, colour: ink } => {
            let corners = [(*x, *y), (x + width, *y), (x + width, y + height), (*x, y + height)];
            let points = corners.iter().map(|(x, y)| corner(*x, *y)).collect();
            ops.extend([
                Op::SetFillColor { col: colour(*ink) },
                Op::DrawPolygon {
                    polygon: Polygon {
                        rings: vec![PolygonRing { points }],
                        mode: PaintMode::Fill,
                        winding_order: WindingOrder::NonZero,
                    },
                },
            ]);
        }
        Command::Rule { x, y, to_x, to_y, thickness, colour: ink } => {
            let points = vec![corner(*x, *y), corner(*to_x, *to_y)];
            ops.extend([
                Op::SetOutlineColor { col: colour(*ink) },
                Op::SetOutlineThickness { pt: Pt(*thickness) },
                Op::DrawLine { line: Line { points, is_closed: false } },
            ]);
        }
    }
}
