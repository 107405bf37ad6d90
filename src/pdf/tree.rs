//! The structure tree: what a screen reader reads.

/// The standard structure types that we use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Section,
    Heading(u8),
    Paragraph,
    List,
    Item,
    Label,
    Body,
    Table,
    Head,
    Rows,
    Row,
    ColumnHeader,
    RowHeader,
    Cell,
    Figure,
    Caption,
    Contents,
    ContentsItem,
    Link,
    Note,
}

impl Role {
    /// The name in the PDF.
    pub(super) fn name(self) -> String {
        match self {
            Self::Section => "Sect".to_owned(),
            Self::Heading(level) => format!("H{level}"),
            Self::Paragraph => "P".to_owned(),
            Self::List => "L".to_owned(),
            Self::Item => "LI".to_owned(),
            Self::Label => "Lbl".to_owned(),
            Self::Body => "LBody".to_owned(),
            Self::Table => "Table".to_owned(),
            Self::Head => "THead".to_owned(),
            Self::Rows => "TBody".to_owned(),
            Self::Row => "TR".to_owned(),
            Self::ColumnHeader | Self::RowHeader => "TH".to_owned(),
            Self::Cell => "TD".to_owned(),
            Self::Figure => "Figure".to_owned(),
            Self::Caption => "Caption".to_owned(),
            Self::Contents => "TOC".to_owned(),
            Self::ContentsItem => "TOCI".to_owned(),
            Self::Link => "Link".to_owned(),
            Self::Note => "Note".to_owned(),
        }
    }
}

/// An element of the tree.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) role: Role,
    pub(super) kids: Vec<Kid>,
    /// The text instead of a figure.
    pub(super) alt: Option<String>,
    /// The sheet and area of a figure: x, y, width, height.
    pub(super) area: Option<(usize, [f32; 4])>,
}

/// What an element contains.
#[derive(Debug, Clone)]
pub(super) enum Kid {
    Node(Node),
    /// The content of a piece.
    Leaf(usize),
    /// The annotation of a link.
    Link(usize),
}

impl Node {
    pub(super) fn new(role: Role, kids: Vec<Kid>) -> Self {
        Self { role, kids, alt: None, area: None }
    }

    /// An element that holds these leaves.
    pub(super) fn of(role: Role, leaves: Vec<usize>) -> Self {
        Self::new(role, leaves.into_iter().map(Kid::Leaf).collect())
    }

    pub(super) fn kid(self) -> Kid {
        Kid::Node(self)
    }
}

/// A heading, for the contents and the bookmarks.
#[derive(Debug, Clone)]
pub(super) struct Title {
    pub(super) level: u8,
    pub(super) text: String,
    pub(super) sheet: usize,
    pub(super) y: f32,
}
