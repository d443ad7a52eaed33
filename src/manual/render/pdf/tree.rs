//! A document as data for the style: no text of it is ever read as markup.

use super::super::super::document::{Block, Cell, Document, Figure, Inline, Paper, Table, TableStyle};
use super::super::super::wording::wording;
use super::super::{is_blank, nothing};
use super::columns::{Columns, LONGEST, PADDING};
use super::faces::{FACES, Faces};
use crate::model::value::Language;
use std::borrow::Cow;
use std::collections::BTreeSet;
use typst::foundations::{Array, Bytes, Dict, IntoValue, Value, dict};

/// Points of a millimetre.
const MM: f64 = 72.0 / 25.4;

/// A sheet: width, height, and margins at the top, the right, the bottom and the left, in millimetres; sizes of text and of
/// tables in points. A4 has the margins of administrative documents.
struct Sheet {
    size: (f64, f64),
    margins: [f64; 4],
    text: f64,
    table: f64,
}

const UPRIGHT: Sheet = Sheet { size: (210.0, 297.0), margins: [22.0, 15.0, 20.0, 30.0], text: 13.0, table: 11.0 };
const LYING: Sheet = Sheet { size: (297.0, 210.0), margins: [25.0, 18.0, 18.0, 20.0], text: 13.0, table: 11.0 };
const SMALL: Sheet = Sheet { size: (148.0, 210.0), margins: [12.0, 12.0, 14.0, 15.0], text: 10.5, table: 9.5 };

impl Sheet {
    fn of(paper: Paper) -> &'static Self {
        match paper {
            Paper::Upright => &UPRIGHT,
            Paper::Lying => &LYING,
            Paper::Small => &SMALL,
        }
    }
    /// What is left between the margins, in points.
    fn room(&self) -> (f64, f64) {
        let [top, right, bottom, left] = self.margins;
        ((self.size.0 - left - right) * MM, (self.size.1 - top - bottom) * MM)
    }
    fn value(&self) -> Dict {
        let margins = self.margins.iter().map(|margin| margin.into_value()).collect::<Array>();
        dict! { "width" => self.size.0, "height" => self.size.1, "margins" => margins, "text" => self.text, "table" => self.table }
    }
}

/// Words of the pages themselves.
fn word_of_page(language: &Language) -> &'static str {
    if *language == Language::Vi { "Trang" } else { "Page" }
}

struct Tree<'a> {
    document: &'a Document,
    sheet: &'static Sheet,
    faces: &'static Faces,
    /// Names of headings that can be linked to.
    names: BTreeSet<&'a str>,
}

/// The document as the style takes it.
pub(super) fn tree(document: &Document) -> Dict {
    let names = document.blocks.iter().filter_map(|block| match block {
        Block::Heading(_, name, text) if !name.is_empty() && is_said(text) => Some(name.as_str()),
        _ => None,
    });
    let tree = Tree { document, sheet: Sheet::of(document.paper), faces: &FACES, names: names.collect() };
    tree.value()
}

impl<'a> Tree<'a> {
    fn value(&self) -> Dict {
        let document = self.document;
        let code = document.language.code();
        // What is not a code of two or three letters is not known to the setting of text.
        let language = if matches!(code.len(), 2..=3) { code } else { "en" };
        dict! {
            "title" => self.plain(if is_said(&document.title) { &document.title } else { &document.name }),
            "author" => self.plain(&document.header.organisation),
            "language" => language,
            "sheet" => self.sheet.value(),
            "lying" => LYING.value(),
            "head" => self.head(),
            "page" => word_of_page(&document.language),
            "contents" => wording(&document.language).contents,
            "blocks" => self.blocks(),
        }
    }

    /// The head of the first page, and what the others say; none where the document has no head of its own.
    fn head(&self) -> Value {
        let h = &self.document.header;
        if h.organisation.is_empty() {
            return Value::None;
        }
        let (size, faces) = (self.sheet.table, self.faces);
        let particulars: Vec<(Cow<str>, Cow<str>)> =
            h.particulars.iter().map(|(label, value)| (faces.printable(label), faces.printable(value))).collect();
        // As wide as its lines, so that a date is not broken; but never more than its part.
        let needed = |(label, value): &(Cow<str>, Cow<str>)| (faces.width(label, false) + faces.width(value, true) + 0.8) * size;
        let (room, _) = self.sheet.room();
        let third = particulars.iter().map(needed).fold(0.0, f64::max) + 2.0 * PADDING;
        let third = third.clamp(room * 0.2, room * 0.32);
        let line: Vec<String> = particulars.iter().map(|(label, value)| format!("{label}: {value}")).collect();
        let small = self.sheet.table - 1.0;
        let run = |text: &str, width: f64, size: f64| self.run(text, width / size).into_value();
        dict! {
            "authority" => run(&h.authority, (room - third) * 0.4, size),
            "organisation" => run(&h.organisation, (room - third) * 0.4, size),
            "kind" => run(&h.kind, (room - third) * 0.5, size),
            "title" => run(&self.document.title, (room - third) * 0.5, size + 2.0),
            "particulars" => particulars
                .iter()
                .map(|(label, value)| {
                    let parts = [run(label, third - PADDING, size), run(value, third - PADDING, size)];
                    parts.into_iter().collect::<Array>().into_value()
                })
                .collect::<Array>(),
            "third" => third,
            "left" => self.faces.shortened(&faces.printable(&h.organisation), room * 0.42 / small, false),
            "right" => self.faces.shortened(&faces.printable(&self.document.title), room * 0.55 / small, false),
            "foot" => self.faces.shortened(&line.join(" · "), (room - 70.0) / small, false),
        }
        .into_value()
    }

    fn blocks(&self) -> Array {
        let mut out = Array::new();
        let mut blocks = self.document.blocks.iter().peekable();
        let mut seen = BTreeSet::new();
        // The levels of the headings above.
        let mut above: Vec<u8> = Vec::new();
        while let Some(block) = blocks.next() {
            let mut value = match block {
                Block::Title(text) => dict! { "kind" => "title", "text" => self.run(text, self.room_of_titles()) },
                Block::Heading(_, _, text) if !is_said(text) => continue,
                Block::Heading(high, name, text) => {
                    // Those who hear a document count on levels without gaps.
                    above.retain(|level| level < high);
                    above.push(*high);
                    let level = above.len();
                    let name = if seen.insert(name.as_str()) { name.as_str() } else { "" };
                    let mut value = dict! {
                        "kind" => "heading", "level" => level, "listed" => *high <= 3, "name" => name, "text" => self.broken(text)
                    };
                    // The name of a whole page looks like a title, and is found and linked to like a heading.
                    if *high <= 1 {
                        value.insert("great".into(), self.run(text, self.room_of_titles()).into_value());
                    }
                    value
                }
                Block::Paragraph(line) => {
                    let before = matches!(blocks.peek(), Some(Block::Table(_) | Block::List(_)));
                    let short = line.iter().map(length).sum::<usize>() < 400;
                    dict! { "kind" => "paragraph", "line" => self.line(line), "sticky" => before && short }
                }
                Block::Note(line) => dict! { "kind" => "note", "line" => self.line(line) },
                Block::List(items) => {
                    dict! { "kind" => "list", "items" => items.iter().map(|item| self.line(item).into_value()).collect::<Array>() }
                }
                Block::Table(table) => match self.table(table) {
                    Some(table) => table,
                    None => continue,
                },
                Block::Figure(figure) => self.figure(figure),
                Block::Contents => dict! { "kind" => "contents" },
                Block::PageBreak => dict! { "kind" => "break" },
            };
            // A heading goes with the drawing below it onto the lying page.
            let lies =
                |block: &Block| matches!(block, Block::Figure(figure) if figure.wide) && self.document.paper != Paper::Lying;
            if lies(block) {
                value.insert("lies".into(), true.into_value());
            }
            if let (Block::Heading(..), Some(Block::Figure(figure))) = (block, blocks.peek())
                && figure.wide
                && self.document.paper != Paper::Lying
            {
                let mut drawing = self.figure(figure);
                drawing.insert("lies".into(), true.into_value());
                drawing.insert("heading".into(), value.into_value());
                value = drawing;
                blocks.next();
            }
            out.push(value.into_value());
        }
        out
    }

    /// How wide a line of a title is, in its own size.
    fn room_of_titles(&self) -> f64 {
        self.sheet.room().0 / 18.0
    }

    fn plain(&self, text: &str) -> String {
        self.faces.printable(text).into_owned()
    }

    /// Text in which words that are wider than a line can be broken.
    fn broken(&self, text: &str) -> String {
        let room = self.sheet.room().0 * 0.8 / self.sheet.text;
        let word = |word: &str| if self.faces.width(word, true) > room { breakable(word) } else { word.to_owned() };
        self.faces.printable(text).split(' ').map(word).collect::<Vec<_>>().join(" ")
    }

    /// Text in a line so wide, in parts of its size: words that are wider can be broken, and a code, a number of an act, a
    /// date stay whole where there is room.
    fn run(&self, text: &str, room: f64) -> Array {
        let text = self.faces.printable(text);
        let mut out = Array::new();
        let mut plain = String::new();
        for (i, word) in text.split(' ').enumerate() {
            if i > 0 {
                plain.push(' ');
            }
            let breaks = word.contains(['-', '/']);
            if word.len() < 8 && !breaks {
                plain.push_str(word);
                continue;
            }
            let width = self.faces.width(word, true);
            if breaks && width <= room.min(LONGEST) && word.contains(|c: char| c.is_ascii_digit()) {
                if !plain.is_empty() {
                    out.push(std::mem::take(&mut plain).into_value());
                }
                out.push(dict! { "kind" => "whole", "text" => word }.into_value());
            } else if width > room {
                plain.push_str(&breakable(word));
            } else {
                plain.push_str(word);
            }
        }
        if !plain.is_empty() {
            out.push(plain.into_value());
        }
        out
    }

    fn line(&self, line: &[Inline]) -> Array {
        self.line_in(line, self.sheet.room().0 * 0.9 / self.sheet.text)
    }

    fn line_in(&self, line: &[Inline], room: f64) -> Array {
        let mut out = Array::new();
        for inline in line {
            match inline {
                Inline::Text(text) => out.extend(self.run(text, room)),
                Inline::Strong(text) => out.push(dict! { "kind" => "strong", "run" => self.run(text, room) }.into_value()),
                Inline::Link(text, to) => {
                    let run = self.run(text, room);
                    match self.target(to) {
                        Some((kind, to)) => out.push(dict! { "kind" => kind, "to" => to, "run" => run }.into_value()),
                        None => out.extend(run),
                    }
                }
                Inline::Break => out.push(dict! { "kind" => "break" }.into_value()),
                Inline::Mark(text) => out.push(dict! { "kind" => "mark", "run" => self.run(text, room) }.into_value()),
                Inline::Blank => out.push(dict! { "kind" => "blank" }.into_value()),
            }
        }
        out
    }

    /// Where a link leads: within the document, or to another document in the same form.
    fn target(&self, to: &str) -> Option<(&'static str, String)> {
        if let Some(name) = to.strip_prefix('#') {
            return self.names.contains(name).then(|| ("within", name.to_owned()));
        }
        let (file, name) = to.split_once('#').map_or((to, None), |(file, name)| (file, Some(name)));
        let file = match file.strip_suffix(".html") {
            Some(stem) if !file.contains("://") => format!("{stem}.pdf"),
            _ => file.to_owned(),
        };
        let place = name.map_or_else(String::new, |name| format!("#nameddest={name}"));
        (!file.is_empty() && file.len() < 2000).then(|| ("link", format!("{file}{place}")))
    }

    fn table(&self, table: &Table) -> Option<Dict> {
        let (size, faces) = (self.sheet.table, self.faces);
        let columns = Columns::of(table, faces, self.sheet.room().0, size);
        if columns.widths.is_empty() {
            return None;
        }
        let room = |i: usize| columns.widths.get(i).map_or(1.0, |width| (width - PADDING).max(1.0) / size);
        let nothing = nothing();
        let row = |(at, row): (usize, &Vec<Cell>)| {
            let cell = |(i, cell): (usize, &Cell)| {
                self.line_in(if is_blank(table, cell) { &nothing } else { cell }, room(i)).into_value()
            };
            dict! { "torn" => columns.is_torn(at), "cells" => row.iter().enumerate().map(cell).collect::<Array>() }.into_value()
        };
        let style = match table.style {
            TableStyle::Grid => "grid",
            TableStyle::Facts => "facts",
            TableStyle::Figures => "figures",
            TableStyle::Signatures => "signatures",
            TableStyle::Plain => "plain",
        };
        Some(dict! {
            "kind" => "table",
            "style" => style,
            "caption" => self.broken(&table.caption),
            "widths" => columns.widths.iter().map(|width| width.into_value()).collect::<Array>(),
            "head" => self.heads(table, &room),
            "high" => columns.is_high(),
            "whole" => columns.is_whole(),
            "rows" => table.rows.iter().enumerate().map(row).collect::<Array>(),
        })
    }

    /// The cells of the heads, row by row, each with how many columns and rows it spans.
    fn heads(&self, table: &Table, room: &dyn Fn(usize) -> f64) -> Array {
        let head = |text: &str, at: usize, columns: usize, rows: usize| {
            dict! { "run" => self.run(text, room(at)), "columns" => columns, "rows" => rows }.into_value()
        };
        let mut out = Array::new();
        if table.groups.is_empty() {
            out.extend(table.head.iter().enumerate().map(|(i, text)| head(text, i, 1, 1)));
            return out;
        }
        let mut below = Vec::new();
        let mut heads = table.head.iter().enumerate();
        for (group, span) in &table.groups {
            let members: Vec<(usize, &String)> = heads.by_ref().take(usize::from(*span)).collect();
            if group.is_empty() {
                out.extend(members.into_iter().map(|(i, text)| head(text, i, 1, 2)));
            } else if let Some((first, _)) = members.first().copied() {
                out.push(head(group, first, members.len(), 1));
                below.extend(members.into_iter().map(|(i, text)| head(text, i, 1, 1)));
            }
        }
        // Heads that no group is said for.
        out.extend(heads.map(|(i, text)| head(text, i, 1, 2)));
        out.extend(below);
        out
    }

    fn figure(&self, figure: &Figure) -> Dict {
        let lies = figure.wide && self.document.paper != Paper::Lying;
        let (width, height) = if lies { LYING.room() } else { self.sheet.room() };
        // The heading above and the caption below need room too.
        let room = (width, height - 28.0 * MM);
        let sheets: &[String] = if figure.pages.is_empty() { std::slice::from_ref(&figure.svg) } else { &figure.pages };
        let sheet = |svg: &String| {
            let (wide, high) = size_of(svg).unwrap_or(room);
            let scale = (room.0 / wide).min(room.1 / high).min(0.75);
            let drawing = Bytes::from_string(without_variables(&self.faces.printable(svg)));
            let said: Vec<String> = ["title", "desc"].iter().filter_map(|tag| element(svg, tag)).collect();
            let said = if said.is_empty() { figure.caption.clone() } else { said.join(". ") };
            dict! {
                "drawing" => drawing,
                "said" => self.plain(&said),
                "width" => wide * scale,
                "height" => high * scale,
            }
            .into_value()
        };
        dict! {
            "kind" => "figure",
            "caption" => self.broken(&figure.caption),
            "sheets" => sheets.iter().map(sheet).collect::<Array>(),
        }
    }
}

/// Whether anything is left of a text where it is printed.
fn is_said(text: &str) -> bool {
    !FACES.printable(text).trim().is_empty()
}

fn length(inline: &Inline) -> usize {
    match inline {
        Inline::Text(text) | Inline::Strong(text) | Inline::Link(text, _) | Inline::Mark(text) => text.len(),
        Inline::Break | Inline::Blank => 0,
    }
}

/// A word with a place to break after every few characters, none of them before one that combines.
fn breakable(word: &str) -> String {
    let mut out = String::with_capacity(word.len() * 2);
    for (i, c) in word.chars().enumerate() {
        if i > 0 && i % 4 == 0 && !unicode_normalization::char::is_combining_mark(c) {
            out.push('\u{200b}');
        }
        out.push(c);
    }
    out
}

/// The size of a drawing, as it says itself.
fn size_of(svg: &str) -> Option<(f64, f64)> {
    let root = svg.split_once("<svg")?.1.split_once('>')?.0;
    let of = |name: &str| -> Option<f64> {
        let value = root.split_once(&format!(" {name}=\""))?.1.split_once('"')?.0;
        value.parse().ok().filter(|value: &f64| value.is_finite() && *value > 0.0)
    };
    Some((of("width")?, of("height")?))
}

/// The text of the first element of this name in a drawing.
fn element(svg: &str, tag: &str) -> Option<String> {
    let text = svg.split_once(&format!("<{tag}>"))?.1.split_once(&format!("</{tag}>"))?.0;
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    Some(text).filter(|text| !text.trim().is_empty())
}

/// Colours of a style sheet, which paper does not have, replaced by those they stand for.
fn without_variables(svg: &str) -> String {
    let mut out = String::with_capacity(svg.len());
    let mut rest = svg;
    while let Some((before, after)) = rest.split_once("var(--") {
        out.push_str(before);
        let Some((value, after)) = after.split_once(')') else {
            rest = after;
            break;
        };
        out.push_str(value.split_once(',').map_or("none", |(_, value)| value.trim()));
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_says_its_size_and_what_it_shows() {
        let svg = "<svg xmlns=\"x\" width=\"620\" height=\"80.5\" stroke-width=\"1\"><title>A &amp; b</title><desc></desc></svg>";
        assert_eq!(size_of(svg), Some((620.0, 80.5)));
        assert_eq!(element(svg, "title").as_deref(), Some("A & b"));
        assert_eq!(element(svg, "desc"), None);
        assert_eq!(size_of("<p>"), None);
    }

    #[test]
    fn paper_has_no_variables() {
        let svg = "style=\"fill:var(--qt-box,#fff);stroke:var(--qt-line, #3d4650)\" x=\"(1)\"";
        assert_eq!(without_variables(svg), "style=\"fill:#fff;stroke:#3d4650\" x=\"(1)\"");
    }

    #[test]
    fn long_words_can_be_broken_but_not_before_what_combines() {
        assert_eq!(breakable("abcdefgh"), "abcd\u{200b}efgh");
        assert_eq!(breakable("abce\u{302}fghi").matches('\u{200b}').count(), 1);
    }
}
