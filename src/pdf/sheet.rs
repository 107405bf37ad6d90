//! Sheets of paper with drawing commands. Lengths in points, y grows downwards from the top.
use super::face::Weight;

/// A colour of the GOV.UK palette.
pub(super) type Colour = [u8; 3];

pub(super) const INK: Colour = [0x0b, 0x0c, 0x0c];
pub(super) const GREY: Colour = [0x48, 0x4f, 0x54];
pub(super) const RULE: Colour = [0xb1, 0xb4, 0xb6];
pub(super) const BLUE: Colour = [0x1d, 0x70, 0xb8];
pub(super) const PALE: Colour = [0xf3, 0xf2, 0xf1];
pub(super) const RED: Colour = [0xca, 0x35, 0x35];
pub(super) const GREEN: Colour = [0x0f, 0x7a, 0x52];
pub(super) const PALE_RED: Colour = [0xf4, 0xd7, 0xd7];

const MM: f32 = 72.0 / 25.4;

/// A4, upright or on its side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Paper {
    pub(super) width: f32,
    pub(super) height: f32,
}

pub(super) const UPRIGHT: Paper = Paper { width: 210.0 * MM, height: 297.0 * MM };
pub(super) const SIDEWAYS: Paper = Paper { width: 297.0 * MM, height: 210.0 * MM };

impl Paper {
    pub(super) const LEFT: f32 = 20.0 * MM;
    pub(super) const TOP: f32 = 25.0 * MM;

    /// The width between the margins.
    pub(super) fn measure(self) -> f32 {
        self.width - 2.0 * Self::LEFT
    }

    /// The lowest place for content.
    pub(super) fn bottom(self) -> f32 {
        self.height - 24.0 * MM
    }

    /// The height between top and bottom.
    pub(super) fn depth(self) -> f32 {
        self.bottom() - Self::TOP
    }
}

/// One drawing command.
#[derive(Debug, Clone)]
pub(super) enum Command {
    Text {
        x: f32,
        y: f32,
        weight: Weight,
        size: f32,
        colour: Colour,
        text: String,
    },
    Box {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        colour: Colour,
    },
    Rule {
        x: f32,
        y: f32,
        to_x: f32,
        to_y: f32,
        thickness: f32,
        colour: Colour,
    },
    /// The logo.
    Logo {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
    },
}

impl Command {
    /// Whether it draws text.
    pub(super) fn is_text(&self) -> bool {
        matches!(self, Self::Text { .. })
    }
}

/// Commands that belong together: the content of a leaf of the tree, or an artifact.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// The leaf; `None` for an artifact.
    pub(super) leaf: Option<usize>,
    pub(super) commands: Vec<Command>,
}

/// Where a link leads.
#[derive(Debug, Clone)]
pub(super) struct Link {
    /// The link in the tree.
    pub(super) id: usize,
    /// x, y, width, height.
    pub(super) area: [f32; 4],
    /// What it says.
    pub(super) says: String,
    pub(super) to: Target,
}

/// What a link leads to.
#[derive(Debug, Clone)]
pub(super) enum Target {
    /// A sheet, and how far down.
    Place(usize, f32),
    /// An address on the web.
    Address(String),
}

/// One page.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    pub(super) paper: Paper,
    pub(super) pieces: Vec<Piece>,
    pub(super) links: Vec<Link>,
}

impl Sheet {
    pub(super) fn new(paper: Paper) -> Self {
        Self { paper, pieces: Vec::new(), links: Vec::new() }
    }
}
