//! What stands at the head and the foot of the pages.

use super::super::super::document::{Document, Header, Inline};
use super::NAMESPACES;
use super::block::{Look, paragraph};
use super::metrics::Face;
use super::sheet::Sheet;
use super::table::{line_height, lines_of};
use super::text::{begins_from_right, field, run, width};
use super::xml::Xml;
use crate::model::value::Language;

/// How wide the three cells are: the last as its lines need, the others half of the rest each.
fn cells(header: &Header, sheet: Sheet) -> [u32; 3] {
    let line = |(label, value): &(String, String)| {
        width(Face::Serif, &format!("{label}: "), sheet.small) + width(Face::SerifBold, value, sheet.small)
    };
    let needed = header.particulars.iter().map(line).max().unwrap_or(0) + 200;
    let last = needed.clamp(sheet.print() / 5, sheet.print() * 2 / 5);
    let first = (sheet.print() - last) / 2;
    [first, sheet.print() - last - first, last]
}

/// The head of the first page: whose document it is, what it is, and its code, issue and date.
pub(super) fn first(document: &Document, sheet: Sheet) -> Vec<u8> {
    let h = &document.header;
    part("w:hdr", |xml| {
        table(xml, cells(h, sheet), sheet, &mut |xml, cell| match cell {
            0 => {
                if !h.authority.is_empty() {
                    centred(xml, "Header", &h.authority, None);
                }
                centred(xml, "Header", &h.organisation, Some("Strong"));
            }
            1 => {
                if !h.kind.is_empty() {
                    centred(xml, "HeaderKind", &h.kind, None);
                }
                centred(xml, "HeaderTitle", &document.title, None);
            }
            _ => particulars(xml, h),
        });
    })
}

/// The head of the other pages, with their number.
pub(super) fn others(document: &Document, sheet: Sheet) -> Vec<u8> {
    let h = &document.header;
    part("w:hdr", |xml| {
        table(xml, cells(h, sheet), sheet, &mut |xml, cell| match cell {
            0 => centred(xml, "Header", &h.organisation, None),
            1 => centred(xml, "Header", &document.title, Some("Strong")),
            _ => {
                particulars(xml, h);
                paragraph(xml, &Look::of("Header"), |xml| {
                    run(xml, &format!("{}: ", word_for_page(&document.language)), None);
                    number(xml);
                });
            }
        });
    })
}

/// The foot of every page: which document and issue it is, and the page of how many.
pub(super) fn foot(document: &Document, sheet: Sheet) -> Vec<u8> {
    let which: Vec<String> =
        document.header.particulars.iter().take(2).map(|(label, value)| format!("{label}: {value}")).collect();
    let which = if which.is_empty() { document.title.clone() } else { which.join(" · ") };
    part("w:ftr", |xml| {
        paragraph(xml, &Look { tabs: &[("right", "none", sheet.print())], ..Look::of("Footer") }, |xml| {
            run(xml, &shortened(&which, sheet.print() * 3 / 4, sheet.small), None);
            xml.within("w:r", &[], |xml| xml.empty("w:tab", &[]));
            run(xml, &format!("{} ", word_for_page(&document.language)), None);
            number(xml);
        });
    })
}

/// How high the head of the other pages is, in twentieths of a point.
pub(super) fn height(document: &Document, sheet: Sheet, is_first: bool) -> u32 {
    let h = &document.header;
    if h.organisation.is_empty() {
        return 0;
    }
    let widths = cells(h, sheet);
    let lines = |text: &str, cell: usize, face: Face, size: u32| {
        let room = widths[cell].saturating_sub(170).max(400);
        let inline = match face {
            Face::SerifBold => Inline::Strong(text.to_owned()),
            _ => Inline::Text(text.to_owned()),
        };
        if text.is_empty() { 0 } else { lines_of(&[inline], room, size, false) * line_height(size) }
    };
    let who = lines(&h.organisation, 0, if is_first { Face::SerifBold } else { Face::Serif }, sheet.small);
    let facts: u32 = h.particulars.iter().map(|(a, b)| lines(&format!("{a}: {b}"), 2, Face::SerifBold, sheet.small)).sum();
    let cells = if is_first {
        let above = lines(&h.authority, 0, Face::Serif, sheet.small);
        let what = lines(&h.kind, 1, Face::Serif, sheet.text) + lines(&document.title, 1, Face::SerifBold, sheet.title());
        [who + above, what, facts]
    } else {
        [who, lines(&document.title, 1, Face::SerifBold, sheet.small), facts + line_height(sheet.small)]
    };
    // And the line below the table.
    cells.into_iter().max().unwrap_or(0) + 220
}

fn part(root: &str, body: impl FnOnce(&mut Xml)) -> Vec<u8> {
    Xml::part(root, &NAMESPACES, body)
}

fn word_for_page(language: &Language) -> &'static str {
    if *language == Language::Vi { "Trang" } else { "Page" }
}

/// Page so and so of so many.
fn number(xml: &mut Xml) {
    field(xml, "PAGE", "1");
    run(xml, "/", None);
    field(xml, "NUMPAGES", "1");
}

fn centred(xml: &mut Xml, style: &str, text: &str, with: Option<&str>) {
    let look = Look { align: Some("center"), from_right: begins_from_right(text), ..Look::of(style) };
    paragraph(xml, &look, |xml| run(xml, text, with));
}

fn particulars(xml: &mut Xml, header: &Header) {
    for (label, value) in &header.particulars {
        paragraph(xml, &Look::of("Header"), |xml| {
            run(xml, &format!("{label}: "), None);
            run(xml, value, Some("Strong"));
        });
    }
    if header.particulars.is_empty() {
        paragraph(xml, &Look::of("Header"), |_| {});
    }
}

fn table(xml: &mut Xml, widths: [u32; 3], sheet: Sheet, cell: &mut dyn FnMut(&mut Xml, usize)) {
    xml.within("w:tbl", &[], |xml| {
        xml.within("w:tblPr", &[], |xml| {
            xml.value("w:tblStyle", "TableGrid");
            xml.empty("w:tblW", &[("w:w", &sheet.print().to_string()), ("w:type", "dxa")]);
            xml.empty("w:tblLayout", &[("w:type", "fixed")]);
            xml.empty("w:tblLook", &[("w:val", "0000")]);
        });
        xml.within("w:tblGrid", &[], |xml| {
            for width in widths {
                xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
            }
        });
        xml.within("w:tr", &[], |xml| {
            for (i, width) in widths.iter().enumerate() {
                xml.within("w:tc", &[], |xml| {
                    xml.within("w:tcPr", &[], |xml| {
                        xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
                        xml.value("w:vAlign", "center");
                    });
                    cell(xml, i);
                });
            }
        });
    });
    paragraph(xml, &Look::of("HeaderEnd"), |_| {});
}

/// A text that fits: whole words, and a sign that more would follow.
fn shortened(text: &str, room: u32, size: u32) -> String {
    if width(Face::Serif, text, size) <= room {
        return text.to_owned();
    }
    let mut out = String::new();
    for word in text.split(' ') {
        if width(Face::Serif, &format!("{out} {word}…"), size) > room {
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out + "…"
}
