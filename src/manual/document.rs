//! The document tree: what a document says, without how it looks.

use crate::model::value::{Date, Language};

/// A document, ready for any renderer.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Name of its file, without ending.
    pub name: String,
    /// Language it is written in.
    pub language: Language,
    /// Title.
    pub title: String,
    /// What stands at the head of every page.
    pub header: Header,
    /// The sheets it is printed on.
    pub paper: Paper,
    /// The same document in other languages: language and file name relative to this one, without ending.
    pub siblings: Vec<(Language, String)>,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A sheet of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// A4, upright.
    #[default]
    Upright,
    /// A4, lying: for tables with much in every row.
    Lying,
    /// A5, upright: for slips that are handed out.
    Small,
}

/// What stands at the head of every page of a controlled document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    /// Authority above the organisation.
    pub authority: String,
    /// The organisation.
    pub organisation: String,
    /// Kind of document, such as a procedure.
    pub kind: String,
    /// Code, issue, date: label and value.
    pub particulars: Vec<(String, String)>,
    /// The day of its issue, or the day that what it says is of.
    pub date: Option<Date>,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading: level 1 to 4, a name to link to, its text.
    Heading(u8, String, String),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A remark that stands out.
    Note(Vec<Inline>),
    /// A list.
    List(Vec<Vec<Inline>>),
    /// A table.
    Table(Table),
    /// A drawing.
    Figure(Figure),
    /// The table of contents, made of the headings of level 2 and 3.
    Contents,
    /// A title in the middle of the line, large: of a cover, of a form.
    Title(String),
    /// What follows begins a new page.
    PageBreak,
}

/// A drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The drawing as SVG, whole.
    pub svg: String,
    /// The same drawing cut for pages, where it is too long for one.
    pub pages: Vec<String>,
    /// Whether the pages lie.
    pub wide: bool,
    /// The same in Mermaid, for renderers that cannot show SVG inline.
    pub mermaid: String,
    /// What stands below it.
    pub caption: String,
    /// File of its own.
    pub file: String,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// What the table is, for those who do not see it.
    pub caption: String,
    /// Heads of the columns; empty where the first column heads the rows.
    pub head: Vec<String>,
    /// Heads over these: each with how many columns it spans, together all of them. An empty one spans down.
    pub groups: Vec<(String, u8)>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// Widths of the columns in percent.
    pub widths: Vec<u8>,
    /// What kind of table, for the style.
    pub style: TableStyle,
}

/// How a table is meant to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TableStyle {
    /// Rows under heads.
    #[default]
    Grid,
    /// Label and value, row by row.
    Facts,
    /// Figures, the first column apart, set to the right.
    Figures,
    /// Signatures.
    Signatures,
    /// Columns beside one another, without lines, each in the middle: the head of a letter, a place to sign.
    Plain,
}

/// A cell: lines of text.
pub type Cell = Vec<Inline>;

/// A run of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Text as it is.
    Text(String),
    /// Text that matters.
    Strong(String),
    /// A link: text and target.
    Link(String, String),
    /// A new line.
    Break,
    /// A word that warns the reader: not verified, illustrative, proposed.
    Mark(String),
    /// Room to write in, to the end of the line.
    Blank,
}

impl Block {
    /// Whether it carries this mark anywhere.
    #[must_use]
    pub fn has_mark(&self, mark: &str) -> bool {
        let marked = |line: &Vec<Inline>| line.iter().any(|inline| matches!(inline, Inline::Mark(text) if text == mark));
        match self {
            Self::Paragraph(line) | Self::Note(line) => marked(line),
            Self::List(items) => items.iter().any(marked),
            Self::Table(table) => table.rows.iter().flatten().any(marked),
            Self::Heading(..) | Self::Figure(_) | Self::Contents | Self::Title(_) | Self::PageBreak => false,
        }
    }
}

impl Table {
    /// The heads that stand under a group; all of them where there is no group.
    pub fn heads_below(&self) -> impl Iterator<Item = &str> {
        let spans = self.groups.iter().flat_map(|(group, span)| std::iter::repeat_n(!group.is_empty(), usize::from(*span)));
        let below = spans.chain(std::iter::repeat(self.groups.is_empty()));
        self.head.iter().zip(below).filter_map(|(head, below)| below.then_some(head.as_str()))
    }
}

impl Inline {
    /// Text as it is.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}

impl From<&str> for Inline {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Inline {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// A cell of plain text.
#[must_use]
pub fn cell(text: impl Into<String>) -> Cell {
    vec![Inline::Text(text.into())]
}

/// The heads of a table.
#[must_use]
pub fn heads(words: &[&str]) -> Vec<String> {
    words.iter().map(|w| (*w).to_owned()).collect()
}

impl Document {
    /// The headings of level 2 and 3: level, name, text.
    pub fn contents(&self) -> impl Iterator<Item = (u8, &str, &str)> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Heading(level @ 2..=3, id, text) => Some((*level, id.as_str(), text.as_str())),
            _ => None,
        })
    }
}
