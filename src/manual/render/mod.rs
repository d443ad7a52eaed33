//! Rendering: a document tree in, files out. No renderer knows a document.

#[cfg(feature = "docx")]
mod docx;
mod html;
mod markdown;
#[cfg(feature = "pdf")]
mod pdf;

#[cfg(feature = "pdf")]
pub use pdf::PdfError;

pub(super) use html::{shared_files, single_file};

use super::document::{Cell, Document, Inline, Table, TableStyle};

/// A file to write: its path, relative and with `/`, and what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Path, relative to the place where everything is written.
    pub path: String,
    /// What it holds.
    pub content: Vec<u8>,
}

impl File {
    /// A file of text.
    #[must_use]
    pub fn new(path: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), content: content.into() }
    }
    /// What it says, where it is text.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.content).ok()
    }
}

/// A form in which a document is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Pages for a browser, that print as well.
    Html,
    /// Text for a forge or an editor.
    Markdown,
    /// Documents for word processors.
    #[cfg(feature = "docx")]
    Docx,
    /// Pages for an archive.
    #[cfg(feature = "pdf")]
    Pdf,
}

impl Format {
    /// Every form this library was built with.
    pub const ALL: &'static [Self] = &[
        Self::Html,
        Self::Markdown,
        #[cfg(feature = "docx")]
        Self::Docx,
        #[cfg(feature = "pdf")]
        Self::Pdf,
    ];

    /// What people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Html => "HTML",
            Self::Markdown => "Markdown",
            #[cfg(feature = "docx")]
            Self::Docx => "Word",
            #[cfg(feature = "pdf")]
            Self::Pdf => "PDF",
        }
    }

    /// How the names of its files end.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "md",
            #[cfg(feature = "docx")]
            Self::Docx => "docx",
            #[cfg(feature = "pdf")]
            Self::Pdf => "pdf",
        }
    }
}

impl Document {
    /// The document in this form.
    #[must_use]
    pub fn render(&self, format: Format) -> Vec<u8> {
        match format {
            Format::Html => self.to_html().into_bytes(),
            Format::Markdown => self.to_markdown().into_bytes(),
            #[cfg(feature = "docx")]
            Format::Docx => docx::file(self),
            #[cfg(feature = "pdf")]
            Format::Pdf => self.to_pdf().unwrap_or_else(|error| self.unset(&error)),
        }
    }
}

/// Whether a cell says nothing where something is expected. Such a cell says so, lest it look
/// forgotten; a signature is still to come.
fn is_blank(table: &Table, cell: &Cell) -> bool {
    !matches!(table.style, TableStyle::Signatures | TableStyle::Plain)
        && cell.iter().all(|inline| matches!(inline, Inline::Text(text) if text.is_empty()))
}

fn nothing() -> Cell {
    vec!["–".into()]
}

#[cfg(test)]
mod tests {
    use super::super::document::Block;
    use super::super::document::{Header, Paper, cell, heads};
    use super::*;
    use crate::model::value::Language;

    fn sample() -> Document {
        Document {
            name: "x".into(),
            language: Language::En,
            title: "A <b> & \"c\"".into(),
            header: Header::default(),
            paper: Paper::Upright,
            siblings: vec![],
            blocks: vec![
                Block::Heading(2, "one".into(), "One | two".into()),
                Block::Paragraph(vec!["<script>".into(), Inline::Mark("not *verified*".into())]),
                Block::Table(Table { head: heads(&["a|b"]), rows: vec![vec![cell("x\ny|z")]], ..Table::default() }),
            ],
        }
    }

    #[test]
    fn markup_in_text_stays_text() {
        let html = sample().to_html();
        assert!(html.contains("&lt;script&gt;") && !html.contains("<script>"));
        assert!(html.contains("<title>A &lt;b&gt; &amp; &quot;c&quot;</title>"));
        let markdown = sample().to_markdown();
        assert!(markdown.contains("| x y\\|z |"), "{markdown}");
        assert!(markdown.contains("## One \\| two"));
    }

    #[test]
    fn headings_have_no_gaps_and_siblings_one_level() {
        let mut document = sample();
        document.blocks = [2, 4, 4, 3, 2].map(|level| Block::Heading(level, format!("h-{level}"), "x".into())).to_vec();
        let html = document.to_html();
        let levels: Vec<&str> = html.match_indices(" id=\"h-").map(|(at, _)| &html[at - 2..at]).collect();
        assert_eq!(levels, ["h2", "h3", "h3", "h3", "h2"]);
    }
}
