//! Tables: widths, heads, rows.

use super::super::super::document::{Cell, Inline, Table, TableStyle};
use super::super::{is_blank, nothing};
use super::block::{Look, lines, paragraph};
use super::metrics::Face;
use super::package::Package;
use super::sheet::Sheet;
use super::text::{line_from_right, width};
use super::xml::Xml;

/// The room on both sides of the text in a cell, in twentieths of a point.
const SIDES: u32 = 190;
/// No column is made wider than this part of the width, in percent, to keep a word whole.
const WORD: u32 = 45;

/// A width in whole parts that add up to it, in these proportions.
pub(super) fn divided(whole: u32, shares: &[u32]) -> Vec<u32> {
    let sum: u64 = shares.iter().map(|share| u64::from(*share)).sum::<u64>().max(1);
    let mut before = 0u64;
    let edge = |upto: u64| u32::try_from(u64::from(whole) * upto / sum).unwrap_or(whole);
    let part = |share: &u32| {
        let from = edge(before);
        before += u64::from(*share);
        edge(before) - from
    };
    shares.iter().map(part).collect()
}

/// What a table is like, beside what it says.
#[derive(Debug)]
pub(super) struct Layout {
    pub widths: Vec<u32>,
    /// Rows that fit no page must be torn; the others stay whole.
    pub heights: Vec<u32>,
    /// All of it stays on one page.
    pub together: bool,
}

/// Whether the first column heads the rows.
const fn heads_rows(table: &Table) -> bool {
    matches!(table.style, TableStyle::Facts | TableStyle::Figures | TableStyle::Signatures)
}

fn face(table: &Table, column: usize) -> Face {
    if column == 0 && heads_rows(table) { Face::SerifBold } else { Face::Serif }
}

/// The words of a line that stay whole.
fn words(cell: &Cell) -> impl Iterator<Item = &str> {
    let said = cell.iter().map(|inline| match inline {
        Inline::Text(text) | Inline::Strong(text) | Inline::Link(text, _) => text.as_str(),
        Inline::Mark(_) | Inline::Break | Inline::Blank => "",
    });
    said.flat_map(str::split_whitespace)
}

/// The widths of the columns: those asked for, or by what the cells say; a column is as wide as its longest word, if it can be.
fn widths(table: &Table, columns: usize, sheet: Sheet) -> Vec<u32> {
    let print = sheet.print();
    let mut least = vec![0u32; columns];
    let mut wish = vec![0u32; columns];
    let mut see = |column: usize, wide: u32, whole: bool| {
        let wide = wide + SIDES;
        let place = if whole { &mut wish } else { &mut least };
        if let Some(most) = place.get_mut(column) {
            *most = wide.max(*most);
        }
    };
    for (column, head) in table.head.iter().enumerate() {
        let wide = |text: &str| width(Face::SerifBold, text, sheet.table);
        head.split_whitespace().for_each(|word| see(column, wide(word), false));
        see(column, wide(head), true);
    }
    for row in &table.rows {
        for (column, cell) in row.iter().enumerate() {
            let face = face(table, column);
            let mut all = 0;
            for word in words(cell) {
                let wide = width(face, word, sheet.table);
                see(column, wide, false);
                all += wide + width(face, " ", sheet.table);
            }
            see(column, all, true);
        }
    }
    let mut widths = if table.widths.len() == columns && table.widths.iter().any(|w| *w > 0) {
        divided(print, &table.widths.iter().map(|w| u32::from(*w)).collect::<Vec<_>>())
    } else if table.style == TableStyle::Facts && columns == 2 {
        divided(print, &[30, 70])
    } else if matches!(table.style, TableStyle::Plain) {
        divided(print, &vec![1; columns])
    } else {
        // Long texts share what is left; short ones get what they need.
        let most = print * 2 / u32::try_from(columns).unwrap_or(1).max(1);
        divided(print, &wish.iter().map(|wide| (*wide).clamp(1, most)).collect::<Vec<_>>())
    };
    // What is too narrow for a word takes from what has room to spare.
    for column in 0..columns {
        let need = least[column].min(print * WORD / 100);
        let Some(lacks) = need.checked_sub(widths[column]).filter(|lacks| *lacks > 0) else { continue };
        let spare: Vec<u32> = (0..columns).map(|c| if c == column { 0 } else { widths[c].saturating_sub(least[c]) }).collect();
        let all: u32 = spare.iter().sum();
        if all >= lacks {
            let given = divided(lacks, &spare);
            given.iter().zip(&mut widths).for_each(|(given, width)| *width -= given);
            widths[column] += lacks;
        }
    }
    widths
}

/// How many lines a cell needs.
pub(super) fn lines_of(cell: &[Inline], room: u32, size: u32, bold: bool) -> u32 {
    let mut count = 1;
    let mut at = 0;
    let usual = if bold { Face::SerifBold } else { Face::Serif };
    for inline in cell {
        let (text, face, size) = match inline {
            Inline::Break => {
                (count, at) = (count + 1, 0);
                continue;
            }
            Inline::Blank => continue,
            Inline::Text(text) | Inline::Link(text, _) => (text, usual, size),
            Inline::Strong(text) => (text, Face::SerifBold, size),
            Inline::Mark(text) => (text, Face::SerifBold, 18),
        };
        let space = width(face, " ", size);
        if matches!(inline, Inline::Mark(_)) {
            at += space;
        }
        for (i, word) in text.split(' ').enumerate() {
            let wide = width(face, word, size);
            if i > 0 {
                at += space;
            }
            if at > 0 && at + wide > room {
                (count, at) = (count + 1, 0);
            }
            // A word wider than the column is broken.
            count += wide / room.max(1);
            at += wide % room.max(1);
        }
    }
    count
}

/// The height of a line in a table, in twentieths of a point, at a size in half points.
pub(super) const fn line_height(size: u32) -> u32 {
    // Times New Roman: 1.15 of its size.
    size * 23 / 2
}

/// Works out how a table lies on its sheet.
pub(super) fn layout(table: &Table, sheet: Sheet) -> Option<Layout> {
    let columns = table.rows.iter().map(Vec::len).chain([table.head.len()]).max().filter(|columns| *columns > 0)?;
    let widths = widths(table, columns, sheet);
    let height = |(number, row): (usize, &Vec<Cell>)| {
        let lines = row.iter().enumerate().map(|(column, cell)| {
            let room = widths.get(column).copied().unwrap_or(0).saturating_sub(SIDES - 20).max(100);
            lines_of(cell, room, sheet.table, column == 0 && heads_rows(table))
        });
        let least = if table.style == TableStyle::Signatures { signature_height(number) } else { 0 };
        (lines.max().unwrap_or(1) * line_height(sheet.table) + 70).max(least)
    };
    let heights: Vec<u32> = table.rows.iter().enumerate().map(height).collect();
    let page = sheet.height - sheet.top - sheet.bottom;
    let together = heights.len() <= 8 && heights.iter().sum::<u32>() < page * 2 / 5;
    Some(Layout { widths, heights, together })
}

/// Room to sign.
const fn signature_height(row: usize) -> u32 {
    if row == 1 { 1100 } else { 440 }
}

pub(super) fn write(xml: &mut Xml, package: &mut Package, table: &Table, layout: &Layout, sheet: Sheet) {
    let print = sheet.print();
    if !table.caption.is_empty() {
        let look = Look { keep_next: true, ..Look::of("Caption") };
        paragraph(xml, &look, |xml| super::text::run(xml, &table.caption, None));
    }
    let style = match table.style {
        TableStyle::Grid => "TableGrid",
        TableStyle::Facts => "TableFacts",
        TableStyle::Figures => "TableFigures",
        TableStyle::Signatures => "TableSignatures",
        TableStyle::Plain => "TablePlain",
    };
    let (has_head, first) = (!table.head.is_empty(), heads_rows(table));
    xml.within("w:tbl", &[], |xml| {
        xml.within("w:tblPr", &[], |xml| {
            xml.value("w:tblStyle", style);
            xml.empty("w:tblW", &[("w:w", &print.to_string()), ("w:type", "dxa")]);
            xml.empty("w:tblLayout", &[("w:type", "fixed")]);
            let look = 0x0600 | if has_head { 0x20 } else { 0 } | if first { 0x80 } else { 0 };
            let flag = |set: bool| if set { "1" } else { "0" };
            xml.empty(
                "w:tblLook",
                &[
                    ("w:val", &format!("{look:04X}")),
                    ("w:firstRow", flag(has_head)),
                    ("w:lastRow", "0"),
                    ("w:firstColumn", flag(first)),
                    ("w:lastColumn", "0"),
                    ("w:noHBand", "1"),
                    ("w:noVBand", "1"),
                ],
            );
            if !table.caption.is_empty() {
                xml.value("w:tblCaption", &table.caption);
            }
        });
        xml.within("w:tblGrid", &[], |xml| {
            layout.widths.iter().for_each(|width| xml.empty("w:gridCol", &[("w:w", &width.to_string())]));
        });
        if has_head {
            heads(xml, table, &layout.widths);
        }
        for (number, row) in table.rows.iter().enumerate() {
            let body = Row { table, number, layout, sheet };
            body.write(xml, package, row);
        }
    });
    paragraph(xml, &Look::of("Spacing"), |_| {});
}

/// The row or the two rows of heads, repeated on every page.
fn heads(xml: &mut Xml, table: &Table, widths: &[u32]) {
    let row = |xml: &mut Xml, cells: &mut dyn FnMut(&mut Xml)| {
        xml.within("w:tr", &[], |xml| {
            xml.within("w:trPr", &[], |xml| {
                xml.empty("w:cantSplit", &[]);
                xml.empty("w:tblHeader", &[]);
            });
            cells(xml);
        });
    };
    let cell = |xml: &mut Xml, wide: u32, span: usize, merge: Option<&str>, text: &str| {
        xml.within("w:tc", &[], |xml| {
            xml.within("w:tcPr", &[], |xml| {
                xml.empty("w:tcW", &[("w:w", &wide.to_string()), ("w:type", "dxa")]);
                if span > 1 {
                    xml.value("w:gridSpan", &span.to_string());
                }
                match merge {
                    Some("restart") => xml.value("w:vMerge", "restart"),
                    Some(_) => xml.empty("w:vMerge", &[]),
                    None => {}
                }
                xml.value("w:vAlign", "center");
            });
            paragraph(xml, &Look::of("TableHead"), |xml| super::text::run(xml, text, None));
        });
    };
    let columns = widths.len();
    let head = |column: usize| table.head.get(column).map_or("", String::as_str);
    if table.groups.is_empty() {
        return row(xml, &mut |xml| (0..columns).for_each(|column| cell(xml, widths[column], 1, None, head(column))));
    }
    // Which group each column is under; none for those that reach down.
    let mut spans: Vec<(usize, usize, &str)> = Vec::new();
    let mut at = 0;
    for (group, span) in &table.groups {
        let to = (at + usize::from(*span)).min(columns);
        if group.is_empty() {
            spans.extend((at..to).map(|column| (column, 1, "")));
        } else if to > at {
            spans.push((at, to - at, group));
        }
        at = to;
    }
    spans.extend((at..columns).map(|column| (column, 1, "")));
    row(xml, &mut |xml| {
        for (from, span, group) in &spans {
            let wide = widths[*from..from + span].iter().sum();
            match *group {
                "" => cell(xml, wide, 1, Some("restart"), head(*from)),
                group => cell(xml, wide, *span, None, group),
            }
        }
    });
    row(xml, &mut |xml| {
        for (from, span, group) in &spans {
            for (column, width) in widths.iter().enumerate().skip(*from).take(*span) {
                let (merge, text) = if group.is_empty() { (Some("continue"), "") } else { (None, head(column)) };
                cell(xml, *width, 1, merge, text);
            }
        }
    });
}

struct Row<'a> {
    table: &'a Table,
    number: usize,
    layout: &'a Layout,
    sheet: Sheet,
}

impl Row<'_> {
    fn write(&self, xml: &mut Xml, package: &mut Package, row: &[Cell]) {
        let (table, last) = (self.table, self.number + 1 == self.table.rows.len());
        let page = self.sheet.height - self.sheet.top - self.sheet.bottom;
        let whole = self.layout.heights.get(self.number).is_none_or(|height| *height < page / 2);
        let empty = Cell::new();
        xml.within("w:tr", &[], |xml| {
            if whole || table.style == TableStyle::Signatures {
                xml.within("w:trPr", &[], |xml| {
                    if whole {
                        xml.empty("w:cantSplit", &[]);
                    }
                    if table.style == TableStyle::Signatures {
                        let least = signature_height(self.number).to_string();
                        xml.empty("w:trHeight", &[("w:val", &least), ("w:hRule", "atLeast")]);
                    }
                });
            }
            for (column, width) in self.layout.widths.iter().enumerate() {
                let said = row.get(column).unwrap_or(&empty);
                let nothing = nothing();
                let said = if is_blank(table, said) && row.get(column).is_some() { &nothing } else { said };
                xml.within("w:tc", &[], |xml| {
                    xml.within("w:tcPr", &[], |xml| {
                        xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
                        if table.style == TableStyle::Signatures {
                            xml.value("w:vAlign", "center");
                        }
                    });
                    let style = match (table.style, column) {
                        (TableStyle::Facts | TableStyle::Figures, 0) => "TableLabel",
                        (TableStyle::Figures, _) => "TableFigure",
                        (TableStyle::Signatures | TableStyle::Plain, _) => "TableCentre",
                        _ => "TableText",
                    };
                    let keep_next = self.layout.together && !last;
                    let look = Look { keep_next, from_right: line_from_right(said), ..Look::of(style) };
                    lines(xml, package, said, &look, width.saturating_sub(SIDES - 20), self.sheet.table);
                });
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::super::document::{Paper, cell, heads};
    use super::*;

    #[test]
    fn columns_add_up_to_the_print() {
        let long = "x".repeat(60);
        for (shares, head) in [
            (vec![6, 38, 19, 18, 19], heads(&["TT", "Trình tự", "Trách nhiệm", "Thời gian", "Kết quả"])),
            (vec![1, 1, 1], heads(&[&long, "b", "c"])),
            (vec![], heads(&["a", "b", &long, "d"])),
            (vec![0, 0], heads(&["a", "b"])),
            (vec![1; 40], vec!["Nguyễn".to_owned(); 40]),
        ] {
            let rows = vec![head.iter().map(cell).collect()];
            let table = Table { head, rows, widths: shares, ..Table::default() };
            for paper in [Paper::Upright, Paper::Lying, Paper::Small] {
                let sheet = Sheet::of(paper);
                let widths = layout(&table, sheet).unwrap().widths;
                assert_eq!(widths.iter().sum::<u32>(), sheet.print(), "{widths:?}");
                assert!(widths.iter().all(|width| *width > 0), "{widths:?}");
            }
        }
    }

    #[test]
    fn a_word_stays_whole_where_it_can() {
        let table = Table {
            head: heads(&["TT", "Tên"]),
            rows: vec![vec![cell("QT-TP-01-2018"), cell("b")]],
            widths: vec![5, 95],
            ..Table::default()
        };
        let sheet = Sheet::of(Paper::Upright);
        assert!(layout(&table, sheet).unwrap().widths[0] > width(Face::Serif, "QT-TP-01-2018", sheet.table));
    }
}
