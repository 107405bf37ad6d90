//! Diverging bars: harm to the left, before and after mitigation; benefit to the right.
use super::face::Weight;
use super::flow::{BODY, Flow, Style, count, lines_at};
use super::sheet::{Colour, Command, GREEN, GREY, INK, PALE_RED, Paper, RED, RULE};
use super::tree::{Kid, Node, Role};
use crate::domain::statement::{Bar, Chart};

/// At most so many groups in one figure, so that it fits on a page.
const BARS: usize = 16;
const STEP: f32 = 30.0;
pub(super) const SMALL: Style =
    Style { weight: Weight::Regular, size: 9.5, leading: 12.0, colour: INK };

/// The height of the first figure with its caption.
pub(super) fn least_height(chart: &Chart) -> f32 {
    STEP * count(chart.bars.len().min(BARS)) + 34.0 + 2.0 * BODY.leading + 12.0
}

pub(super) fn lay_out(flow: &mut Flow<'_>, chart: &Chart) -> Vec<Kid> {
    let mut kids = Vec::new();
    for bars in chart.bars.chunks(BARS) {
        kids.push(figure(flow, chart, bars));
    }
    kids
}

fn figure(flow: &mut Flow<'_>, chart: &Chart, bars: &[Bar]) -> Kid {
    let height = STEP * count(bars.len()) + 34.0;
    let said = Said { caption: &chart.caption, alt: &chart.alt };
    framed(flow, height, said, |flow| draw(flow, chart, bars))
}

/// The words of a figure.
#[derive(Clone, Copy)]
pub(super) struct Said<'a> {
    pub(super) caption: &'a str,
    pub(super) alt: &'a str,
}

/// A drawing with its caption under it, kept together.
pub(super) fn framed(
    flow: &mut Flow<'_>,
    height: f32,
    said: Said<'_>,
    draw: impl FnOnce(&Flow<'_>) -> Vec<Command>,
) -> Kid {
    let caption_lines = flow.lines(said.caption, BODY, flow.paper.measure());
    flow.need(height + BODY.leading * count(caption_lines.len()) + 12.0);
    flow.gap(4.0);
    let (sheet, top) = (flow.sheet(), flow.y);
    let commands = draw(flow);
    let leaf = flow.leaf(commands);
    flow.y += height;
    let caption_style = Style { colour: GREY, ..SMALL };
    let caption = flow.lines(said.caption, caption_style, flow.paper.measure());
    let caption = flow.place(Paper::LEFT, &caption, caption_style);
    flow.gap(12.0);
    let mut figure =
        Node::new(Role::Figure, vec![Kid::Leaf(leaf), Node::of(Role::Caption, caption).kid()]);
    figure.alt = Some(said.alt.to_owned());
    figure.area = Some((sheet, [Paper::LEFT, top, flow.paper.measure(), height]));
    figure.kid()
}

fn draw(flow: &Flow<'_>, chart: &Chart, bars: &[Bar]) -> Vec<Command> {
    let names = flow.paper.measure() * 0.34;
    let half = (flow.paper.measure() - names) / 2.0 - 14.0;
    let middle = Paper::LEFT + names + half + 14.0;
    let unit = half / 25.0;
    let [before, after, benefit] = &chart.sides;
    let mut commands = legend(flow, Paper::LEFT + names, [before, after, benefit]);
    let top = flow.y + 28.0;
    let bottom = top + STEP * count(bars.len());
    let axis = |x: f32, colour: Colour, thickness: f32| Command::Rule {
        x,
        y: top,
        to_x: x,
        to_y: bottom,
        thickness,
        colour,
    };
    for band in [5.0, 10.0, 16.0, 25.0] {
        commands.push(axis(middle - band * unit, RULE, 0.4));
        commands.push(axis(middle + band * unit, RULE, 0.4));
    }
    let mut y = top;
    for bar in bars {
        let mut name = flow.lines(&bar.name, SMALL, names - 8.0);
        name.truncate(2);
        commands.extend(lines_at(Paper::LEFT, y + 3.0, &name, SMALL));
        let row = [(bar.before, -1.0, PALE_RED, 4.0), (bar.after, -1.0, RED, 12.0)];
        for (points, side, colour, down) in row {
            commands.extend(bar_of(flow, middle, y + down, points, side * unit, colour));
        }
        commands.extend(bar_of(flow, middle, y + 8.0, bar.benefit, unit, GREEN));
        y += STEP;
    }
    commands.push(axis(middle, INK, 1.0));
    commands
}

/// A bar with its figure behind its end. `unit` is negative for the left side.
fn bar_of(
    flow: &Flow<'_>,
    middle: f32,
    y: f32,
    points: i64,
    unit: f32,
    colour: Colour,
) -> Vec<Command> {
    let points = u16::try_from(points.clamp(0, 25)).unwrap_or(0);
    let length = f32::from(points) * unit;
    let (x, width) = if unit < 0.0 { (middle + length, -length) } else { (middle, length) };
    let label = points.to_string();
    let label_width = flow.faces.width(&label, Weight::Regular, 8.0);
    let label_x = if unit < 0.0 { x - label_width - 2.0 } else { x + width + 2.0 };
    let style = Style { size: 8.0, leading: 8.0, ..SMALL };
    let mut commands = Vec::new();
    if points > 0 {
        commands.push(Command::Box { x, y, width, height: 8.0, colour });
        commands.extend(lines_at(label_x, y, &[label], style));
    }
    commands
}

fn legend(flow: &Flow<'_>, x: f32, sides: [&String; 3]) -> Vec<Command> {
    let mut commands = Vec::new();
    let mut x = x;
    for (text, colour) in sides.into_iter().zip([PALE_RED, RED, GREEN]) {
        commands.push(Command::Box { x, y: flow.y + 4.0, width: 9.0, height: 9.0, colour });
        commands.extend(lines_at(x + 13.0, flow.y + 2.0, std::slice::from_ref(text), SMALL));
        x += 13.0 + flow.faces.width(text, Weight::Regular, SMALL.size) + 14.0;
    }
    commands
}
