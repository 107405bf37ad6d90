//! Tables: a header row that is repeated, rows that are kept whole where they can be.
use super::blocks::heading_style;
use super::face::Weight;
use super::flow::{Flow, Line, Style, count, lines_at, whole};
use super::sheet::{Command, GREY, INK, PALE, Paper, RULE};
use super::tree::{Kid, Node, Role};
use crate::domain::statement::Table;

const CELL: Style = Style { weight: Weight::Regular, size: 11.0, leading: 14.5, colour: INK };
const HEAD: Style = Style { weight: Weight::Bold, ..CELL };
const PAD: f32 = 5.0;
/// The height of the line that says that a table goes on.
const CONTINUED: f32 = 14.0;

struct Columns(Vec<(f32, f32)>);

impl Columns {
    /// The columns in the widths that the table asks for; where a word would be broken, its column
    /// takes from those that have room to spare.
    fn of(flow: &Flow<'_>, table: &Table) -> Self {
        let measure = flow.paper.measure();
        let parts: u32 = table.widths.iter().sum::<u32>().max(1);
        let number = |width: u32| f32::from(u16::try_from(width).unwrap_or(1));
        let asked = table.widths.iter().map(|width| measure * number(*width) / number(parts));
        let asked: Vec<f32> = asked.collect();
        let needed: Vec<f32> = asked
            .iter()
            .enumerate()
            .map(|(n, width)| longest_word(flow, table, n, *width).min(measure / 3.0))
            .collect();
        let pairs = || asked.iter().zip(&needed);
        let lacking: f32 = pairs().map(|(asked, needed)| (needed - asked).max(0.0)).sum();
        let spare: f32 = pairs().map(|(asked, needed)| (asked - needed).max(0.0)).sum();
        let part = if spare > 0.0 { (lacking / spare).min(1.0) } else { 0.0 };
        let mut x = Paper::LEFT;
        let columns = pairs().map(|(asked, needed)| {
            let width = if needed > asked { *needed } else { asked - (asked - needed) * part };
            let column = (x, width);
            x += width;
            column
        });
        Self(columns.collect())
    }

    /// The lines of each cell.
    fn cells(
        &self,
        flow: &Flow<'_>,
        row: &[String],
        style: impl Fn(usize) -> Style,
    ) -> Vec<Vec<Line>> {
        let columns = self.0.iter().enumerate();
        let cell = |(n, (_, width)): (usize, &(f32, f32))| {
            let text = row.get(n).map_or("", String::as_str);
            let parts = text.split('\n');
            parts.flat_map(|part| flow.lines(part, style(n), width - 2.0 * PAD)).collect()
        };
        columns.map(cell).collect()
    }
}

/// The width that the longest word of a column takes, when it takes more than the column has;
/// otherwise what is surely enough.
fn longest_word(flow: &Flow<'_>, table: &Table, column: usize, width: f32) -> f32 {
    /// No letter is wider than so many parts of the size, and most are half as wide.
    const WIDEST: f32 = 0.95;
    let cells = [&table.head].into_iter().chain(&table.rows).filter_map(|row| row.get(column));
    let suspects = cells.flat_map(|cell| cell.split_whitespace());
    let suspects =
        suspects.filter(|word| count(word.len()) * WIDEST * HEAD.size > width - 2.0 * PAD);
    let widths = suspects.map(|word| flow.faces.width(word, Weight::Bold, HEAD.size) + 2.0 * PAD);
    // Half a point more, so that rounding does not break the word after all.
    widths.fold(width * 0.6, |most, width| most.max(width + 0.5))
}

fn style_of(column: usize) -> Style {
    if column == 0 { HEAD } else { CELL }
}

fn height(lines: usize) -> f32 {
    CELL.leading * count(lines) + 2.0 * PAD
}

fn longest(cells: &[Vec<Line>]) -> usize {
    cells.iter().map(Vec::len).max().unwrap_or(0)
}

fn caption_style() -> Style {
    Style { size: 12.0, leading: 16.0, ..heading_style(4) }
}

/// The height of caption, header row and first row: less of a table never stands alone.
pub(super) fn least_height(flow: &Flow<'_>, table: &Table) -> f32 {
    let columns = Columns::of(flow, table);
    let head = height(longest(&columns.cells(flow, &table.head, |_| HEAD)));
    let first = table.rows.first().map_or(0, |row| longest(&columns.cells(flow, row, style_of)));
    // A row that fits on a page is not broken; of a longer one a few lines are enough.
    let whole = height(first) <= flow.paper.depth() - head - CONTINUED;
    let first = height(if whole { first } else { first.min(6) });
    let caption = flow.lines(&table.caption, caption_style(), flow.paper.measure());
    caption_style().leading * count(caption.len()) + 12.0 + head + first
}

pub(super) fn lay_out(flow: &mut Flow<'_>, table: &Table) -> Vec<Kid> {
    let columns = Columns::of(flow, table);
    let head = columns.cells(flow, &table.head, |_| HEAD);
    let rows: Vec<_> = table.rows.iter().map(|row| columns.cells(flow, row, style_of)).collect();
    let caption_lines = flow.lines(&table.caption, caption_style(), flow.paper.measure());
    flow.need(least_height(flow, table));
    flow.gap(6.0);
    let caption = flow.place(Paper::LEFT, &caption_lines, caption_style());
    flow.gap(3.0);
    let mut kids = vec![Node::of(Role::Caption, caption).kid()];
    let header = header_row(flow, &columns, &head);
    kids.push(Node::new(Role::Head, vec![header]).kid());
    let body = rows.iter().map(|row| body_row(flow, &columns, &head, row)).collect();
    kids.push(Node::new(Role::Rows, body).kid());
    flow.gap(12.0);
    vec![Node::new(Role::Table, kids).kid()]
}

/// The commands of the header row at the present place.
fn header_commands(flow: &Flow<'_>, columns: &Columns, head: &[Vec<Line>]) -> Vec<Vec<Command>> {
    let cells = columns.0.iter().zip(head);
    cells.map(|((x, _), lines)| lines_at(x + PAD, flow.y + PAD, lines, HEAD)).collect()
}

fn header_ground(flow: &mut Flow<'_>, head: &[Vec<Line>]) {
    let (width, height) = (flow.paper.measure(), height(longest(head)));
    let ground = Command::Box { x: Paper::LEFT, y: flow.y, width, height, colour: PALE };
    flow.artifact(vec![ground]);
}

fn header_row(flow: &mut Flow<'_>, columns: &Columns, head: &[Vec<Line>]) -> Kid {
    header_ground(flow, head);
    let cells = header_commands(flow, columns, head).into_iter().map(|commands| {
        let leaf = flow.leaf(commands);
        Node::of(Role::ColumnHeader, vec![leaf]).kid()
    });
    let row = Node::new(Role::Row, cells.collect()).kid();
    flow.y += height(longest(head));
    row
}

/// Turns the page within a table: the header is shown again with a word that it goes on, but read
/// once.
fn turn(flow: &mut Flow<'_>, columns: &Columns, head: &[Vec<Line>]) {
    flow.turn();
    let small = Style { size: 9.5, leading: CONTINUED, colour: GREY, ..CELL };
    let said = lines_at(Paper::LEFT, flow.y, std::slice::from_ref(&flow.continued), small);
    flow.artifact(said);
    flow.y += CONTINUED;
    header_ground(flow, head);
    let again = header_commands(flow, columns, head).concat();
    flow.artifact(again);
    flow.y += height(longest(head));
}

fn body_row(flow: &mut Flow<'_>, columns: &Columns, head: &[Vec<Line>], row: &[Vec<Line>]) -> Kid {
    let whole_height = height(longest(row));
    let fits_a_page = whole_height <= flow.paper.depth() - height(longest(head)) - CONTINUED;
    if flow.room() < whole_height && (fits_a_page || flow.room() < height(3)) {
        turn(flow, columns, head);
    }
    let mut leaves: Vec<Vec<usize>> = vec![Vec::new(); row.len()];
    let mut done = 0;
    loop {
        let left = longest(row) - done;
        let fit = whole((flow.room() - 2.0 * PAD) / CELL.leading).max(1).min(left);
        for (n, (cell, column)) in row.iter().zip(&columns.0).enumerate() {
            let now: Vec<Line> = cell.iter().skip(done).take(fit).cloned().collect();
            // A cell is tagged once even when it is empty; further pages only when they add to it.
            if now.is_empty() && done > 0 {
                continue;
            }
            let commands = lines_at(column.0 + PAD, flow.y + PAD, &now, style_of(n));
            let leaf = flow.leaf(commands);
            if let Some(leaves) = leaves.get_mut(n) {
                leaves.push(leaf);
            }
        }
        flow.y += height(fit);
        rule(flow);
        done += fit;
        if done >= longest(row) {
            break;
        }
        turn(flow, columns, head);
    }
    let cells = leaves.into_iter().enumerate().map(|(n, leaves)| {
        let role = if n == 0 { Role::RowHeader } else { Role::Cell };
        Node::of(role, leaves).kid()
    });
    Node::new(Role::Row, cells.collect()).kid()
}

fn rule(flow: &mut Flow<'_>) {
    let (y, to_x) = (flow.y, Paper::LEFT + flow.paper.measure());
    let rule = Command::Rule { x: Paper::LEFT, y, to_x, to_y: y, thickness: 0.7, colour: RULE };
    flow.artifact(vec![rule]);
}
