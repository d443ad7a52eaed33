//! The body: blocks, sections, contents.
//!
//! **Contents.** Each entry is a link to its heading with a `PAGEREF` field. In Word they stand within a `TOC`
//! field, so that "update" works. `LibreOffice` takes what is in such a field for plain text and would show the
//! numbers that stand in the file; so the `TOC` field is offered only to those who know `w15` (Word since 2013), and
//! `LibreOffice` counts the pages itself. Fields that are out of date are not marked as such: Word would ask whoever
//! opens the document. What stands in the file is [`pages`](super::pages)' best guess.

use super::super::super::document::{Block, Document, Figure, Inline};
use super::super::super::wording::wording;
use super::block::{Look, lines, paragraph};
use super::package::Package;
use super::pages::Guess;
use super::picture::Picture;
use super::sheet::Sheet;
use super::text::{begins_from_right, bookmark, field, line_from_right, run};
use super::xml::Xml;
use super::{NAMESPACES, heads, table};
use std::collections::BTreeSet;

/// Space that a caption takes, and what is kept free for what cannot be known, in twentieths of a point.
const CAPTION: u32 = 700;
const SPARE: u32 = 160;

/// The sheet each block lies on: a wide drawing lies, and so do the headings before it.
pub(super) fn sheets(document: &Document, sheet: Sheet) -> Vec<Sheet> {
    let mut sheets = vec![sheet; document.blocks.len()];
    for (i, block) in document.blocks.iter().enumerate() {
        if !matches!(block, Block::Figure(figure) if figure.wide) {
            continue;
        }
        sheets[i] = sheet.lying();
        for before in (0..i).rev().take_while(|before| matches!(document.blocks[*before], Block::Heading(..))) {
            sheets[before] = sheet.lying();
        }
    }
    sheets
}

/// The room there is for a drawing: its width, and how high it may be with all that must stand beside it.
pub(super) fn room(document: &Document, at: usize, sheet: Sheet, heading: u32) -> (u32, u32) {
    let head = heads::height(document, sheet, false).max(if at == 0 { heads::height(document, sheet, true) } else { 0 });
    let top = sheet.top.max(sheet.head + head);
    (sheet.print(), sheet.height.saturating_sub(top + sheet.bottom + heading + CAPTION + SPARE).max(1000))
}

/// The pictures of a figure, as they are printed.
pub(super) fn images(figure: &Figure) -> &[String] {
    if figure.pages.is_empty() { std::slice::from_ref(&figure.svg) } else { &figure.pages }
}

/// The style of a heading. A document's own title, level 1, stands at the head of its pages: the levels below begin the outline.
pub(super) const fn heading_style(level: u8) -> &'static str {
    match level {
        0 | 1 => "Title",
        2 => "Heading1",
        3 => "Heading2",
        4 => "Heading3",
        _ => "Heading4",
    }
}

pub(super) fn write(document: &Document, sheet: Sheet, package: &mut Package) -> Vec<u8> {
    let mut out = Body {
        document,
        sheet,
        sheets: sheets(document, sheet),
        guess: Guess::of(document, sheet),
        parts: Parts::new(document, sheet, package),
        package,
        xml: Xml::piece(),
        named: BTreeSet::new(),
        pictures: 0,
        break_before: false,
    };
    out.blocks();
    let body = out.xml.bytes();
    Xml::part("w:document", &NAMESPACES, |xml| xml.within("w:body", &[], |xml| xml.put(&body)))
}

/// The names of the heads and feet: of the first page, and of others upright and lying.
struct Parts {
    first: Option<[String; 2]>,
    upright: Option<[String; 2]>,
    lying: Option<[String; 2]>,
}

impl Parts {
    fn new(document: &Document, sheet: Sheet, package: &mut Package) -> Self {
        let mut count = 0;
        let mut pair = |head: Vec<u8>, foot: Vec<u8>| {
            count += 1;
            let head = package.part(&format!("header{count}.xml"), "header", head);
            [head, package.part(&format!("footer{count}.xml"), "footer", foot)]
        };
        if document.header.organisation.is_empty() {
            return Self { first: None, upright: None, lying: None };
        }
        let sheets = sheets(document, sheet);
        let begins = sheets.first().copied().unwrap_or(sheet);
        let mut others = |sheet: Sheet| pair(heads::others(document, sheet), heads::foot(document, sheet));
        let lies = |sheet: &Sheet| sheet.lying;
        let upright = (!sheets.iter().all(lies) || !sheet.lying).then(|| others(sheet));
        let lying = sheets.iter().any(lies).then(|| others(sheet.lying()));
        let lying = if sheet.lying && lying.is_none() { upright.clone() } else { lying };
        Self { first: Some(pair(heads::first(document, begins), heads::foot(document, begins))), upright, lying }
    }
}

struct Body<'a> {
    document: &'a Document,
    sheet: Sheet,
    sheets: Vec<Sheet>,
    guess: Guess,
    parts: Parts,
    package: &'a mut Package,
    xml: Xml,
    /// Bookmarks there are: a name stands once.
    named: BTreeSet<String>,
    pictures: usize,
    /// What follows begins a page.
    break_before: bool,
}

impl Body<'_> {
    fn blocks(&mut self) {
        let mut is_first = true;
        for (i, block) in self.document.blocks.iter().enumerate() {
            let sheet = self.sheets[i];
            if let Some(before) = i.checked_sub(1).map(|before| self.sheets[before]).filter(|before| *before != sheet) {
                let section = self.section(before, std::mem::take(&mut is_first));
                self.xml.within("w:p", &[], |xml| {
                    xml.within("w:pPr", &[], |xml| {
                        xml.value("w:pStyle", "SectionEnd");
                        xml.put(&section);
                    });
                });
                // A section begins a page anyway.
                self.break_before = false;
            }
            self.block(i, block, sheet);
        }
        let last = self.sheets.last().copied().unwrap_or(self.sheet);
        if self.document.blocks.is_empty() {
            paragraph(&mut self.xml, &Look::of("Normal"), |_| {});
        }
        let section = self.section(last, is_first);
        self.xml.put(&section);
    }

    /// A section that ends here.
    fn section(&self, sheet: Sheet, is_first: bool) -> Vec<u8> {
        let mut xml = Xml::piece();
        let number = |n: u32| n.to_string();
        xml.within("w:sectPr", &[], |xml| {
            let others = if sheet.lying { &self.parts.lying } else { &self.parts.upright };
            let first = self.parts.first.as_ref().filter(|_| is_first).map(|pair| ("first", pair));
            let pairs: Vec<(&str, &[String; 2])> = others.iter().map(|pair| ("default", pair)).chain(first).collect();
            for (place, element) in ["w:headerReference", "w:footerReference"].into_iter().enumerate() {
                for (kind, pair) in &pairs {
                    xml.empty(element, &[("w:type", kind), ("r:id", &pair[place])]);
                }
            }
            xml.value("w:type", "nextPage");
            let size = [("w:w", &*number(sheet.width)), ("w:h", &*number(sheet.height)), ("w:orient", "landscape")];
            xml.empty("w:pgSz", &size[..if sheet.lying { 3 } else { 2 }]);
            xml.empty(
                "w:pgMar",
                &[
                    ("w:top", &number(sheet.top)),
                    ("w:right", &number(sheet.right)),
                    ("w:bottom", &number(sheet.bottom)),
                    ("w:left", &number(sheet.left)),
                    ("w:header", &number(sheet.head)),
                    ("w:footer", &number(sheet.head)),
                    ("w:gutter", "0"),
                ],
            );
            xml.empty("w:cols", &[("w:space", "708")]);
            if first.is_some() {
                xml.empty("w:titlePg", &[]);
            }
        });
        xml.bytes()
    }

    /// How the next paragraph looks, in this style.
    fn look<'s>(&mut self, style: &'s str) -> Look<'s> {
        Look { break_before: std::mem::take(&mut self.break_before), ..Look::of(style) }
    }

    fn block(&mut self, i: usize, block: &Block, sheet: Sheet) {
        match block {
            Block::Heading(level, name, text) => self.heading(i, *level, name, text),
            Block::Paragraph(line) => {
                // What announces a table stays with it.
                let leads = matches!(self.document.blocks.get(i + 1), Some(Block::Table(_)));
                // A line that its author ended is not stretched to the margin.
                let align = line.contains(&Inline::Break).then_some("left");
                let look = Look { from_right: line_from_right(line), align, keep_next: leads, ..self.look("Normal") };
                lines(&mut self.xml, self.package, line, &look, sheet.print(), sheet.text);
            }
            Block::Note(line) => {
                let look = Look { from_right: line_from_right(line), ..self.look("Note") };
                lines(&mut self.xml, self.package, line, &look, sheet.print() - 170, sheet.table);
            }
            Block::List(items) => {
                for item in items {
                    let look = Look { from_right: line_from_right(item), ..self.look("ListBullet") };
                    lines(&mut self.xml, self.package, item, &look, sheet.print() - 397, sheet.text);
                }
            }
            Block::Title(text) => {
                let look = Look { from_right: begins_from_right(text), ..self.look("Title") };
                paragraph(&mut self.xml, &look, |xml| run(xml, text, None));
            }
            Block::Table(table) => {
                if self.break_before {
                    let look = self.look("SectionEnd");
                    paragraph(&mut self.xml, &look, |_| {});
                }
                if let Some(layout) = self.guess.take_layout(i).or_else(|| table::layout(table, sheet)) {
                    table::write(&mut self.xml, self.package, table, &layout, sheet);
                }
            }
            Block::Figure(figure) => self.figure(i, figure, sheet),
            Block::Contents => self.contents(),
            Block::PageBreak => self.break_before = i > 0,
        }
    }

    fn heading(&mut self, i: usize, level: u8, name: &str, text: &str) {
        let mark = bookmark(name);
        let is_new = !name.is_empty() && self.named.insert(mark.clone());
        // With a number of its own in the document.
        let number = (i + 1).to_string();
        let look = Look { from_right: begins_from_right(text), ..self.look(heading_style(level)) };
        paragraph(&mut self.xml, &look, |xml| {
            if is_new {
                xml.empty("w:bookmarkStart", &[("w:id", &number), ("w:name", &mark)]);
            }
            run(xml, text, None);
            if is_new {
                xml.empty("w:bookmarkEnd", &[("w:id", &number)]);
            }
        });
    }

    fn figure(&mut self, i: usize, figure: &Figure, sheet: Sheet) {
        let images = images(figure);
        let before = self.guess.before_figure(i);
        for (n, svg) in images.iter().enumerate() {
            let (wide, tall) = room(self.document, i, sheet, if n == 0 { before } else { 0 });
            let picture = Picture::of(svg, wide, tall);
            self.pictures += 1;
            let look = Look { keep_next: n + 1 == images.len() && !figure.caption.is_empty(), ..self.look("Figure") };
            let number = self.pictures;
            let package = &mut *self.package;
            paragraph(&mut self.xml, &look, |xml| picture.write(xml, package, number, &figure.caption));
        }
        if !figure.caption.is_empty() {
            let look = Look { from_right: begins_from_right(&figure.caption), align: Some("center"), ..self.look("Caption") };
            paragraph(&mut self.xml, &look, |xml| run(xml, &figure.caption, None));
        }
    }

    fn contents(&mut self) {
        let entries: Vec<(u8, &str, &str)> = self.document.contents().collect();
        let Some(last) = entries.len().checked_sub(1) else { return };
        let look = self.look("TOCHeading");
        let xml = &mut self.xml;
        paragraph(xml, &look, |xml| run(xml, wording(&self.document.language).contents, None));
        for (i, (level, name, text)) in entries.into_iter().enumerate() {
            let style = if level == 2 { "TOC1" } else { "TOC2" };
            paragraph(xml, &Look { from_right: begins_from_right(text), ..Look::of(style) }, |xml| {
                if i == 0 {
                    for_word(xml, |xml| xml.empty("w:fldChar", &[("w:fldCharType", "begin")]));
                    let code = " TOC \\o \"1-2\" \\h \\z \\u ";
                    for_word(xml, |xml| xml.text("w:instrText", &[("xml:space", "preserve")], code));
                    for_word(xml, |xml| xml.empty("w:fldChar", &[("w:fldCharType", "separate")]));
                }
                let mark = bookmark(name);
                let page = self.guess.page(name).to_string();
                xml.within("w:hyperlink", &[("w:anchor", &mark), ("w:history", "1")], |xml| {
                    run(xml, text, None);
                    xml.within("w:r", &[], |xml| xml.empty("w:tab", &[]));
                    field(xml, &format!("PAGEREF {mark} \\h"), &page);
                });
                if i == last {
                    for_word(xml, |xml| xml.empty("w:fldChar", &[("w:fldCharType", "end")]));
                }
            });
        }
        paragraph(xml, &Look::of("Spacing"), |_| {});
    }
}

/// What only Word is to see.
fn for_word(xml: &mut Xml, body: impl FnOnce(&mut Xml)) {
    xml.within("w:r", &[], |xml| {
        xml.within("mc:AlternateContent", &[], |xml| {
            xml.within("mc:Choice", &[("Requires", "w15")], body);
            xml.empty("mc:Fallback", &[]);
        });
    });
}
