//! Paragraphs.

use super::super::super::document::Inline;
use super::package::Package;
use super::text::{line, lines_with_blanks, stops};
use super::xml::Xml;

/// How a paragraph looks, beside its style.
#[derive(Clone, Copy, Default)]
pub(super) struct Look<'a> {
    pub style: &'a str,
    /// It stays on the page of what follows.
    pub keep_next: bool,
    /// It begins a page.
    pub break_before: bool,
    /// Places to go to: which way text lies there, what leads there, and where.
    pub tabs: &'a [(&'a str, &'a str, u32)],
    /// It is written from the right.
    pub from_right: bool,
    pub align: Option<&'a str>,
}

impl<'a> Look<'a> {
    pub fn of(style: &'a str) -> Self {
        Self { style, ..Self::default() }
    }
}

/// A paragraph. Its properties stand in the order that the schema asks for.
pub(super) fn paragraph(xml: &mut Xml, look: &Look, body: impl FnOnce(&mut Xml)) {
    xml.within("w:p", &[], |xml| {
        xml.within("w:pPr", &[], |xml| {
            xml.value("w:pStyle", look.style);
            if look.keep_next {
                xml.empty("w:keepNext", &[]);
            }
            if look.break_before {
                xml.empty("w:pageBreakBefore", &[]);
            }
            if !look.tabs.is_empty() {
                xml.within("w:tabs", &[], |xml| {
                    for (kind, leader, at) in look.tabs {
                        xml.empty("w:tab", &[("w:val", kind), ("w:leader", leader), ("w:pos", &at.to_string())]);
                    }
                });
            }
            if look.from_right {
                xml.empty("w:bidi", &[]);
            }
            if let Some(align) = look.align {
                xml.value("w:jc", align);
            }
        });
        body(xml);
    });
}

/// A line of the document as one paragraph, or as one for each of its lines where there is room to write in.
pub(super) fn lines(xml: &mut Xml, package: &mut Package, said: &[Inline], look: &Look, room: u32, size: u32) {
    let Some(each) = lines_with_blanks(said) else {
        return paragraph(xml, look, |xml| line(xml, package, said));
    };
    for (i, part) in each.enumerate() {
        let stops = stops(part, room, size);
        let last = stops.len();
        let tabs: Vec<(&str, &str, u32)> =
            stops.into_iter().enumerate().map(|(i, at)| (if i + 1 == last { "right" } else { "left" }, "dot", at)).collect();
        // A line that ends in the middle of the room is filled from the left.
        let tabs = if part.last() == Some(&Inline::Blank) {
            tabs
        } else {
            tabs.into_iter().map(|(_, dot, at)| ("left", dot, at)).collect()
        };
        let look = Look { tabs: &tabs, align: Some("left"), break_before: look.break_before && i == 0, ..*look };
        paragraph(xml, &look, |xml| line(xml, package, part));
    }
}
