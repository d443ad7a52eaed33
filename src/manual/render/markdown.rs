//! Markdown that reads well on a forge, flowcharts as Mermaid.

use super::super::document::{Block, Cell, Document, Inline, Table};
use super::super::escape::escape;
use super::{is_blank, nothing};
use std::fmt::Write as _;

impl Document {
    /// The document as Markdown, with the flowchart as Mermaid.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let mut out = String::with_capacity(16 * 1024);
        let _ = writeln!(out, "# {}\n", markdown_text(&self.title));
        let h = &self.header;
        if !h.organisation.is_empty() {
            let mut parts = vec![h.organisation.clone()];
            parts.extend(h.particulars.iter().map(|(label, value)| format!("{label}: {value}")));
            let _ = writeln!(out, "{}\n", markdown_text(&parts.join(" · ")));
        }
        for block in &self.blocks {
            match block {
                Block::Heading(1, ..) => {}
                Block::Heading(level, name, text) => {
                    // Forges name headings after their text, each in its own way: the names that links use are set beside.
                    if !name.is_empty() {
                        let _ = writeln!(out, "<a id=\"{}\"></a>\n", escape(name));
                    }
                    let _ = writeln!(out, "{} {}\n", "#".repeat(usize::from(*level)), markdown_text(text));
                }
                Block::Paragraph(line) => {
                    let _ = writeln!(out, "{}\n", markdown_line(line, "  \n"));
                }
                Block::Note(line) => {
                    let _ = writeln!(out, "> {}\n", markdown_line(line, "  \n> "));
                }
                Block::List(items) => {
                    for item in items {
                        let _ = writeln!(out, "- {}", markdown_line(item, "  \n  "));
                    }
                    out.push('\n');
                }
                Block::Table(table) => markdown_table(table, &mut out),
                Block::Figure(figure) if figure.mermaid.is_empty() => {
                    let _ = writeln!(out, "![{}]({})\n", markdown_text(&figure.caption), figure.file);
                }
                Block::Figure(figure) => {
                    let _ = writeln!(out, "```mermaid\n{}```\n\n*{}*\n", figure.mermaid, markdown_text(&figure.caption));
                }
                Block::Title(text) => {
                    let _ = writeln!(out, "## {}\n", markdown_text(text));
                }
                Block::PageBreak => out.push_str("---\n\n"),
                Block::Contents => {
                    for (level, id, text) in self.contents() {
                        let indent = "  ".repeat(usize::from(level.saturating_sub(2)));
                        let _ = writeln!(out, "{indent}- [{}](#{id})", markdown_text(text));
                    }
                    out.push('\n');
                }
            }
        }
        out
    }
}

/// Text in which no character means anything to Markdown.
fn markdown_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '$' | '~' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\n' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

fn markdown_line(line: &[Inline], new_line: &str) -> String {
    let mut out = String::new();
    for inline in line {
        match inline {
            Inline::Text(text) => out.push_str(&markdown_text(text)),
            Inline::Strong(text) => {
                // Markdown wants the stars at the words themselves.
                let rest = &text[text.trim_end().len()..];
                let _ = write!(out, "**{}**{rest}", markdown_text(text.trim_end()));
            }
            Inline::Link(text, to) => {
                let to = to.strip_suffix(".html").map_or_else(|| to.clone(), |stem| format!("{stem}.md"));
                let _ = write!(out, "[{}]({to})", markdown_text(text));
            }
            Inline::Break => out.push_str(new_line),
            Inline::Blank => out.push_str(" ……………"),
            Inline::Mark(text) => {
                let _ = write!(out, " *({})*", markdown_text(text));
            }
        }
    }
    out
}

fn markdown_table(table: &Table, out: &mut String) {
    let columns = table.rows.iter().map(Vec::len).chain([table.head.len()]).max().unwrap_or(0);
    if columns == 0 {
        return;
    }
    let row = |out: &mut String, cells: &mut dyn Iterator<Item = String>| {
        out.push('|');
        for _ in 0..columns {
            let _ = write!(out, " {} |", cells.next().unwrap_or_default());
        }
        out.push('\n');
    };
    if !table.caption.is_empty() {
        let _ = writeln!(out, "**{}**\n", markdown_text(&table.caption));
    }
    let nothing = nothing();
    // One line of heads is all that Markdown has: a head names its group.
    let over = table.groups.iter().flat_map(|(group, span)| std::iter::repeat_n(group.as_str(), usize::from(*span)));
    let over = over.chain(std::iter::repeat(""));
    let full = |(group, head): (&str, &String)| {
        if group.is_empty() { markdown_text(head) } else { markdown_text(&format!("{group}: {head}")) }
    };
    row(out, &mut over.zip(&table.head).map(full));
    let _ = writeln!(out, "|{}", " --- |".repeat(columns));
    for cells in &table.rows {
        row(out, &mut cells.iter().map(|c: &Cell| markdown_line(if is_blank(table, c) { &nothing } else { c }, "<br>")));
    }
    out.push('\n');
}
