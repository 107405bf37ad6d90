//! Bars on a scale: one for each row, from the lower end on.
use super::chart::{SMALL, Said, framed};
use super::face::Weight;
use super::flow::{BODY, Flow, count, lines_at};
use super::sheet::{Command, INK, Paper, RULE};
use super::tree::Kid;
use crate::domain::statement::Scale;

const STEP: f32 = 26.0;
/// The room under the bars for the ends of the scale.
const FOOT: f32 = 18.0;

fn height(scale: &Scale) -> f32 {
    STEP * count(scale.bars.len()) + FOOT
}

/// The height with the caption.
pub(super) fn least_height(scale: &Scale) -> f32 {
    height(scale) + 2.0 * BODY.leading + 12.0
}

pub(super) fn lay_out(flow: &mut Flow<'_>, scale: &Scale) -> Vec<Kid> {
    let said = Said { caption: &scale.caption, alt: &scale.alt };
    vec![framed(flow, height(scale), said, |flow| draw(flow, scale))]
}

fn draw(flow: &Flow<'_>, scale: &Scale) -> Vec<Command> {
    let names = flow.paper.measure() * 0.34;
    let left = Paper::LEFT + names;
    let whole = flow.paper.measure() - names - 40.0;
    let top = flow.y + 2.0;
    let bottom = top + STEP * count(scale.bars.len());
    let line = |x: f32, colour, thickness| Command::Rule {
        x,
        y: top,
        to_x: x,
        to_y: bottom,
        thickness,
        colour,
    };
    let mut commands = vec![line(left + whole, RULE, 0.4)];
    let mut y = top;
    for bar in &scale.bars {
        let mut name = flow.lines(&bar.name, SMALL, names - 8.0);
        name.truncate(2);
        commands.extend(lines_at(Paper::LEFT, y + 2.0, &name, SMALL));
        let at = u16::try_from(bar.at.clamp(0, 1_000)).unwrap_or(0);
        let width = whole * f32::from(at) / 1_000.0;
        if at > 0 {
            commands.push(Command::Box {
                x: left,
                y: y + 5.0,
                width,
                height: 12.0,
                colour: flow.accent,
            });
        }
        let value = std::slice::from_ref(&bar.value);
        commands.extend(lines_at(left + width + 4.0, y + 4.0, value, SMALL));
        y += STEP;
    }
    commands.push(line(left, INK, 1.0));
    for (end, x) in scale.ends.iter().zip([left, left + whole]) {
        let middle = flow.faces.width(end, Weight::Regular, SMALL.size) / 2.0;
        commands.extend(lines_at(x - middle, bottom + 3.0, std::slice::from_ref(end), SMALL));
    }
    commands
}
