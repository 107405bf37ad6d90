//! Text flows down the sheets: lines are broken, paragraphs placed, pages turned.
use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::face::{Faces, Weight};
use super::sheet::{BLUE, Colour, Command, INK, Link, Paper, Piece, Sheet, UPRIGHT};
use super::tree::{Kid, Node, Role, Title};
use crate::domain::statement::Statement;

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub(super) weight: Weight,
    pub(super) size: f32,
    /// From one baseline to the next.
    pub(super) leading: f32,
    pub(super) colour: Colour,
}

pub(super) const BODY: Style =
    Style { weight: Weight::Regular, size: 11.0, leading: 15.5, colour: INK };
pub(super) const STRONG: Style = Style { weight: Weight::Bold, ..BODY };

/// A line of text without its place.
pub(super) type Line = String;

/// The pen: sheets so far, and how far down the last one is filled.
pub(super) struct Flow<'f> {
    pub(super) faces: &'f Faces,
    pub(super) sheets: Vec<Sheet>,
    pub(super) paper: Paper,
    pub(super) y: f32,
    pub(super) leaves: usize,
    pub(super) links: usize,
    pub(super) titles: Vec<Title>,
    /// Closer together, for documents of one page.
    pub(super) compact: bool,
    /// The colour of bars.
    pub(super) accent: Colour,
    /// Said where a table goes on.
    pub(super) continued: String,
}

impl<'f> Flow<'f> {
    /// A flow of a statement on an upright sheet, whose leaves and links are numbered from `first`.
    pub(super) fn new(faces: &'f Faces, statement: &Statement, first: usize) -> Self {
        Self {
            faces,
            sheets: vec![Sheet::new(UPRIGHT)],
            paper: UPRIGHT,
            y: Paper::TOP,
            leaves: first,
            links: first,
            titles: Vec::new(),
            compact: statement.short,
            accent: statement.look.accent.unwrap_or(BLUE),
            continued: statement.labels.continued.clone(),
        }
    }

    /// Breaks a text into lines of at most this width. Words that are longer than a line are
    /// broken where they must be; nothing is hyphenated or lost.
    pub(super) fn lines(&self, text: &str, style: Style, width: f32) -> Vec<Line> {
        let text = self.faces.drawable(text);
        let mut lines = Vec::new();
        let (mut line, mut used, mut start) = (String::new(), 0.0, 0);
        for (end, opportunity) in linebreaks(&text) {
            let part = text.get(start..end).unwrap_or("");
            start = end;
            let part = part.trim_end_matches('\n');
            let visible = self.faces.width(part.trim_end(), style.weight, style.size);
            if !line.is_empty() && used + visible > width {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            if visible > width {
                for c in part.chars() {
                    let advance = self.faces.width(&c.to_string(), style.weight, style.size);
                    if used + advance > width && !line.is_empty() {
                        lines.push(std::mem::take(&mut line));
                        used = 0.0;
                    }
                    line.push(c);
                    used += advance;
                }
            } else {
                line.push_str(part);
                used += self.faces.width(part, style.weight, style.size);
            }
            if opportunity == BreakOpportunity::Mandatory && end < text.len() {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
        }
        lines.push(line);
        lines
    }

    /// The sheet that is being filled.
    pub(super) fn sheet(&self) -> usize {
        self.sheets.len().saturating_sub(1)
    }

    /// How much room is left.
    pub(super) fn room(&self) -> f32 {
        self.paper.bottom() - self.y
    }

    pub(super) fn turn(&mut self) {
        self.sheets.push(Sheet::new(self.paper));
        self.y = Paper::TOP;
    }

    /// Turns the page when less than this is left and something is on it.
    pub(super) fn need(&mut self, height: f32) {
        if self.room() < height && self.y > Paper::TOP {
            self.turn();
        }
    }

    /// Goes on with another paper, on a new sheet when this one is used.
    pub(super) fn change_paper(&mut self, paper: Paper) {
        if self.paper == paper {
            return;
        }
        self.paper = paper;
        if self.y > Paper::TOP {
            self.turn();
        } else if let Some(sheet) = self.sheets.last_mut() {
            sheet.paper = paper;
        }
    }

    pub(super) fn gap(&mut self, height: f32) {
        if self.y > Paper::TOP {
            self.y += height;
        }
    }

    fn push(&mut self, piece: Piece) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.pieces.push(piece);
        }
    }

    /// Puts content on the sheet; returns its leaf.
    pub(super) fn leaf(&mut self, commands: Vec<Command>) -> usize {
        let leaf = self.leaves;
        self.leaves += 1;
        self.push(Piece { leaf: Some(leaf), commands });
        leaf
    }

    /// Puts a link on the sheet.
    pub(super) fn link(&mut self, link: Link) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.links.push(link);
        }
    }

    /// Puts decoration on the sheet.
    pub(super) fn artifact(&mut self, commands: Vec<Command>) {
        self.push(Piece { leaf: None, commands });
    }

    /// Places lines, turning the page where needed but never for a single line at the foot or
    /// the head of a page. Returns the leaves.
    pub(super) fn place(&mut self, x: f32, lines: &[Line], style: Style) -> Vec<usize> {
        let mut leaves = Vec::new();
        let mut rest = lines;
        while !rest.is_empty() {
            let fit = whole(self.room() / style.leading).min(rest.len());
            let mut take = fit;
            let left = rest.len() - fit;
            if left == 1 && fit > 2 {
                take = fit - 1;
            }
            if (left > 0 && take < 2 && rest.len() > 1) || take == 0 {
                if self.y > Paper::TOP {
                    self.turn();
                    continue;
                }
                take = take.max(1);
            }
            let (now, later) = rest.split_at(take);
            let commands = lines_at(x, self.y, now, style);
            leaves.push(self.leaf(commands));
            self.y += style.leading * count(now.len());
            rest = later;
        }
        leaves
    }

    /// A paragraph for each typed line of the text.
    pub(super) fn paragraphs(&mut self, text: &str, style: Style, role: Role) -> Vec<Kid> {
        let mut kids = Vec::new();
        for part in text.split('\n').filter(|part| !part.trim().is_empty()) {
            let lines = self.lines(part.trim(), style, self.paper.measure());
            let leaves = self.place(Paper::LEFT, &lines, style);
            kids.push(Node::of(role, leaves).kid());
            self.gap(style.leading * 0.45);
        }
        kids
    }
}

/// A number of lines as a length factor. Documents have far fewer lines than a float can count.
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^23")]
pub(super) fn count(n: usize) -> f32 {
    n as f32
}

/// How many whole times.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the number is clamped to a small positive one"
)]
pub(super) fn whole(times: f32) -> usize {
    times.clamp(0.0, 10_000.0).floor() as usize
}

/// The commands that draw lines from this place downwards. A space ends each line but the
/// last, so that words stay apart when the text is read out or copied.
pub(super) fn lines_at(x: f32, y: f32, lines: &[Line], style: Style) -> Vec<Command> {
    let first = y + (style.leading - style.size) / 2.0 + style.size * 0.82;
    let last = lines.len().saturating_sub(1);
    let mut commands = Vec::new();
    let mut baseline = first;
    for (n, line) in lines.iter().enumerate() {
        let mut text = line.trim_end().to_owned();
        if n < last {
            text.push(' ');
        }
        let Style { weight, size, colour, .. } = style;
        if !text.trim().is_empty() {
            commands.push(Command::Text { x, y: baseline, weight, size, colour, text });
        }
        baseline += style.leading;
    }
    commands
}
