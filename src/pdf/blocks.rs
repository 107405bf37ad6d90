//! Each block of a statement on the page.
use super::flow::{BODY, Flow, STRONG, Style, lines_at};
use super::sheet::{Command, Paper, SIDEWAYS, UPRIGHT};
use super::tree::{Kid, Node, Role, Title};
use super::{address, chart, scale, table};
use crate::domain::statement::{Block, Fact};

/// Room that a heading wants after it, so that it never stands at the foot of a page.
const AFTER_HEADING: f32 = 70.0;

pub(super) fn heading_style(level: u8) -> Style {
    let (size, leading) = match level {
        1 => (26.0, 31.0),
        2 => (19.0, 24.0),
        3 => (14.0, 19.0),
        _ => (12.0, 16.5),
    };
    Style { size, leading, ..STRONG }
}

/// Lays out blocks; returns their elements. A heading stays with what follows it, on the same
/// paper.
pub(super) fn lay_out_all(flow: &mut Flow<'_>, blocks: &[&Block]) -> Vec<Kid> {
    let mut kids = Vec::new();
    for (place, block) in blocks.iter().enumerate() {
        let following = blocks.get(place..).unwrap_or(&[]);
        let content =
            following.iter().copied().find(|block| !matches!(block, Block::Heading { .. }));
        let sideways = matches!(content, Some(Block::Table(table)) if table.landscape);
        flow.change_paper(if sideways { SIDEWAYS } else { UPRIGHT });
        kids.extend(lay_out(flow, block, content, following.get(1..).unwrap_or(&[])));
    }
    kids
}

fn lay_out(
    flow: &mut Flow<'_>,
    block: &Block,
    content: Option<&Block>,
    following: &[&Block],
) -> Vec<Kid> {
    match block {
        Block::Heading { level, text } => {
            let after = match content {
                Some(Block::Table(table)) => table::least_height(flow, table),
                Some(Block::Chart(made)) => chart::least_height(made),
                Some(Block::Scale(made)) => scale::least_height(made),
                _ => AFTER_HEADING,
            };
            // Headings between this one and the content stay with them too.
            let between = following.iter().map_while(|block| match block {
                Block::Heading { level, text } => Some((*level, text)),
                Block::Paragraph { .. }
                | Block::List { .. }
                | Block::Facts { .. }
                | Block::Table(_)
                | Block::Chart(_)
                | Block::Scale(_)
                | Block::Note { .. }
                | Block::Address { .. } => None,
            });
            let between: f32 = between.map(|(level, text)| heading_height(flow, level, text)).sum();
            vec![heading(flow, *level, text, between + after)]
        }
        Block::Paragraph { text } => {
            let leading = if flow.compact { 14.0 } else { BODY.leading };
            flow.paragraphs(text, Style { leading, ..BODY }, Role::Paragraph)
        }
        Block::List { items } => vec![list(flow, items)],
        Block::Facts { facts } => vec![facts_list(flow, facts)],
        Block::Table(table) => table::lay_out(flow, table),
        Block::Chart(made) => chart::lay_out(flow, made),
        Block::Scale(made) => scale::lay_out(flow, made),
        Block::Note { text } => note(flow, text),
        Block::Address { text, address } => address::lay_out(flow, text, address),
    }
}

/// The style of a heading and the room before it. A declaration is to fit on one page: its
/// headings are a size smaller.
fn heading_look(flow: &Flow<'_>, level: u8) -> (Style, f32) {
    let style = heading_style(if flow.compact { 4 } else { level });
    let before = match level {
        _ if flow.compact => 6.0,
        2 => 20.0,
        _ => 10.0,
    };
    (style, before)
}

fn heading_height(flow: &Flow<'_>, level: u8, text: &str) -> f32 {
    let (style, before) = heading_look(flow, level);
    let lines = flow.lines(text, style, flow.paper.measure()).len();
    before + style.leading * super::flow::count(lines) + style.size * 0.35
}

fn heading(flow: &mut Flow<'_>, level: u8, text: &str, after: f32) -> Kid {
    let (style, before) = heading_look(flow, level);
    let lines = flow.lines(text, style, flow.paper.measure());
    flow.need(heading_height(flow, level, text) + after);
    flow.gap(before);
    let title = Title { level, text: text.to_owned(), sheet: flow.sheet(), y: flow.y };
    flow.titles.push(title);
    let leaves = flow.place(Paper::LEFT, &lines, style);
    flow.gap(style.size * 0.35);
    Node::of(Role::Heading(level), leaves).kid()
}

fn list(flow: &mut Flow<'_>, items: &[String]) -> Kid {
    const INDENT: f32 = 16.0;
    let mut kids = Vec::new();
    for item in items {
        let lines = flow.lines(item, BODY, flow.paper.measure() - INDENT);
        flow.need(BODY.leading * super::flow::count(lines.len().min(2)));
        let bullet = lines_at(Paper::LEFT + 4.0, flow.y, &["•".to_owned()], BODY);
        let label = flow.leaf(bullet);
        let body = flow.place(Paper::LEFT + INDENT, &lines, BODY);
        let (label, body) = (Node::of(Role::Label, vec![label]), Node::of(Role::Body, body));
        kids.push(Node::new(Role::Item, vec![label.kid(), body.kid()]).kid());
        flow.gap(3.0);
    }
    flow.gap(5.0);
    Node::new(Role::List, kids).kid()
}

/// Names on the left, what stands behind them on the right.
pub(super) fn facts_list(flow: &mut Flow<'_>, facts: &[Fact]) -> Kid {
    let leading = if flow.compact { 13.4 } else { BODY.leading };
    let (body, strong) = (Style { leading, ..BODY }, Style { leading, ..STRONG });
    let name_width = flow.paper.measure() * 0.36;
    let mut kids = Vec::new();
    for fact in facts {
        let names = flow.lines(&fact.name, strong, name_width - 12.0);
        let value_width = flow.paper.measure() - name_width;
        let values: Vec<String> =
            fact.value.split('\n').flat_map(|part| flow.lines(part, body, value_width)).collect();
        let both = names.len().max(values.len().min(3));
        flow.need(body.leading * super::flow::count(both));
        let (top, sheet) = (flow.y, flow.sheet());
        let commands = lines_at(Paper::LEFT, top, &names, strong);
        let label = Node::of(Role::Label, vec![flow.leaf(commands)]);
        let leaves = flow.place(Paper::LEFT + name_width, &values, body);
        let value = Node::of(Role::Body, leaves);
        if flow.sheet() == sheet {
            let bottom = top + body.leading * super::flow::count(names.len());
            flow.y = flow.y.max(bottom);
        }
        kids.push(Node::new(Role::Item, vec![label.kid(), value.kid()]).kid());
        flow.gap(if flow.compact { 1.0 } else { 5.0 });
    }
    flow.gap(4.0);
    Node::new(Role::List, kids).kid()
}

/// A paragraph with a bar beside it.
fn note(flow: &mut Flow<'_>, text: &str) -> Vec<Kid> {
    const INDENT: f32 = 14.0;
    let lines: Vec<String> = text
        .split('\n')
        .flat_map(|part| flow.lines(part, BODY, flow.paper.measure() - INDENT))
        .collect();
    flow.gap(4.0);
    flow.need(BODY.leading * super::flow::count(lines.len().min(3)));
    let (top, sheet) = (flow.y, flow.sheet());
    let leaves = flow.place(Paper::LEFT + INDENT, &lines, BODY);
    if flow.sheet() == sheet {
        let height = flow.y - top;
        let bar = Command::Box { x: Paper::LEFT, y: top, width: 4.0, height, colour: flow.accent };
        flow.artifact(vec![bar]);
    }
    flow.gap(9.0);
    vec![Node::of(Role::Paragraph, leaves).kid()]
}
