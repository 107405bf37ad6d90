//! An address as a link, with a code beside it that a telephone reads off the paper.
use qrcode::{Color, EcLevel, QrCode};

use super::flow::{BODY, Flow, STRONG, Style, count};
use super::sheet::{BLUE, Command, INK, Link, Paper, Target};
use super::tree::{Kid, Node, Role};

/// The width of one square of the code in points: a telephone reads 0.5 mm from the hand.
const SQUARE: f32 = 1.9;

pub(super) fn lay_out(flow: &mut Flow<'_>, text: &str, address: &str) -> Vec<Kid> {
    // A declaration is to fit on one page: it has the address without the code.
    let code = QrCode::with_error_correction_level(address.as_bytes(), EcLevel::M);
    let code = code.ok().filter(|_| !flow.compact);
    let side = code.as_ref().map_or(0.0, |code| SQUARE * count(code.width() + 8));
    let width = flow.paper.measure() - side - 12.0;
    let leading = if flow.compact { 13.4 } else { BODY.leading };
    let strong = Style { leading, ..STRONG };
    let link_style = Style { leading, colour: BLUE, ..BODY };
    let (said, shown) = (flow.lines(text, strong, width), flow.lines(address, link_style, width));
    let lines = leading * count(said.len() + shown.len());
    let (before, after) = if flow.compact { (0.0, 2.0) } else { (4.0, 9.0) };
    flow.gap(before);
    flow.need(side.max(lines) + before);
    let (top, sheet) = (flow.y, flow.sheet());
    let mut kids = vec![Node::of(Role::Paragraph, flow.place(Paper::LEFT, &said, strong)).kid()];
    let (from, id) = (flow.y, flow.links);
    let leaves = flow.place(Paper::LEFT, &shown, link_style);
    flow.links += 1;
    let to = Target::Address(address.to_owned());
    let area = [Paper::LEFT, from, width, flow.y - from];
    flow.link(Link { id, area, says: format!("{text} {address}"), to });
    let inside = leaves.into_iter().map(Kid::Leaf).chain([Kid::Link(id)]).collect();
    kids.push(Node::new(Role::Paragraph, vec![Node::new(Role::Link, inside).kid()]).kid());
    if let Some(code) = code.filter(|_| flow.sheet() == sheet) {
        let x = Paper::LEFT + flow.paper.measure() - side;
        let leaf = flow.leaf(squares(&code, x, top));
        let mut figure = Node::of(Role::Figure, vec![leaf]);
        figure.alt = Some(format!("{text} {address}"));
        figure.area = Some((sheet, [x, top, side, side]));
        kids.push(figure.kid());
        flow.y = flow.y.max(top + side);
    }
    flow.gap(after);
    kids
}

/// The dark squares, those beside each other as one; four squares of white belong around them.
fn squares(code: &QrCode, x: f32, y: f32) -> Vec<Command> {
    let colours = code.to_colors();
    let mut commands = Vec::new();
    let mut down = y + 4.0 * SQUARE;
    for row in colours.chunks(code.width()) {
        let mut across = x + 4.0 * SQUARE;
        for run in row.chunk_by(|a, b| a == b) {
            let width = SQUARE * count(run.len());
            if run.first() == Some(&Color::Dark) {
                let (x, y, height, colour) = (across, down, SQUARE, INK);
                commands.push(Command::Box { x, y, width, height, colour });
            }
            across += width;
        }
        down += SQUARE;
    }
    commands
}
