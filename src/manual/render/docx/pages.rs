//! On which page each heading will probably stand.
//!
//! Only whoever shows a document knows its pages. `LibreOffice` counts them itself; Word shows what stands in the
//! file until it is told to update. So the pages are laid out here once, roughly: with the widths of the letters,
//! the heights of lines and rows, what stays together, and what begins a page.

use super::super::super::document::{Block, Document, Inline, Table};
use super::body::{heading_style, images, room, sheets};
use super::drawing::size;
use super::heads;
use super::sheet::Sheet;
use super::table::{Layout, layout, line_height, lines_of};
use std::collections::HashMap;

/// Something that takes room, in twentieths of a point.
#[derive(Debug, Clone, Default)]
struct Item {
    before: u32,
    after: u32,
    lines: u32,
    /// The height of a line, or of all of it where it is not torn.
    line: u32,
    /// It stays on the page of what follows.
    keep_next: bool,
    whole: bool,
    /// The heads that are repeated if it begins a page.
    repeated: u32,
    begins_page: bool,
    /// The heading whose page is asked for.
    heading: Option<usize>,
}

impl Item {
    fn height(&self) -> u32 {
        self.lines * self.line
    }
}

/// Where the headings stand.
#[derive(Debug, Default)]
pub(super) struct Guess {
    pages: HashMap<String, u32>,
    /// The heights of what stands on the page of a drawing above it, by the place of the drawing.
    above: HashMap<usize, u32>,
    /// How the tables lie that were laid out on the way, by their places.
    layouts: HashMap<usize, Layout>,
}

impl Guess {
    pub fn of(document: &Document, sheet: Sheet) -> Self {
        let sheets = sheets(document, sheet);
        let mut guess = Self::default();
        let mut page = Page { number: 1, left: 0, after: 0, is_empty: true, document, sheet };
        page.sheet = sheets.first().copied().unwrap_or(sheet);
        page.left = page.height();
        let mut items: Vec<Item> = Vec::new();
        let mut begins_page = false;
        let mut found: Vec<(usize, u32)> = Vec::new();
        // Where nothing says on which page a heading stands, nobody has to know.
        let is_asked = document.blocks.contains(&Block::Contents);
        for (i, block) in document.blocks.iter().enumerate() {
            if matches!(block, Block::Figure(_)) {
                guess.above.insert(i, headings_above(document, i, sheets[i]));
            }
            if !is_asked {
                continue;
            }
            if page.sheet != sheets[i] {
                page.flow(&items, &mut found);
                items.clear();
                page.sheet = sheets[i];
                page.turn();
            }
            if matches!(block, Block::PageBreak) {
                begins_page = i > 0;
                continue;
            }
            let from = items.len();
            let next = document.blocks.get(i + 1);
            match block {
                Block::Figure(figure) => {
                    let above = guess.before_figure(i);
                    let images = images(figure);
                    for (n, svg) in images.iter().enumerate() {
                        let (wide, tall) = room(document, i, sheets[i], if n == 0 { above } else { 0 });
                        let line = drawn(svg, wide, tall);
                        let keep_next = n + 1 == images.len() && !figure.caption.is_empty();
                        items.push(Item { before: 60, lines: 1, line, keep_next, whole: true, ..Item::default() });
                    }
                    if !figure.caption.is_empty() {
                        let text = [Inline::Text(figure.caption.clone())];
                        items.push(paragraph(&text, sheets[i].print(), sheets[i].table, 240, (100, 60)));
                    }
                }
                Block::Table(table) => {
                    if let Some(layout) = layout(table, sheets[i]) {
                        rows_of(table, &layout, sheets[i], &mut items);
                        guess.layouts.insert(i, layout);
                    }
                }
                block => items_of(document, block, sheets[i], i, next, &mut items),
            }
            if let Some(first) = items.get_mut(from).filter(|_| begins_page) {
                first.begins_page = true;
                begins_page = false;
            }
        }
        page.flow(&items, &mut found);
        for (heading, number) in found {
            if let Some(Block::Heading(_, name, _)) = document.blocks.get(heading) {
                guess.pages.entry(name.clone()).or_insert(number);
            }
        }
        guess
    }

    /// The page of a heading.
    pub fn page(&self, name: &str) -> u32 {
        self.pages.get(name).copied().unwrap_or(1)
    }
    /// How the table at this place lies, where that is known; it is asked for once.
    pub fn take_layout(&mut self, at: usize) -> Option<Layout> {
        self.layouts.remove(&at)
    }
    /// How high the headings are that stand on the page of this drawing, above it.
    pub fn before_figure(&self, at: usize) -> u32 {
        self.above.get(&at).copied().unwrap_or(0)
    }
}

/// The height of a picture that has this much room.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes on paper")]
fn drawn(svg: &str, wide: u32, tall: u32) -> u32 {
    let (width, height) = size(svg);
    // Fifteen twentieths of a point to a pixel.
    let (width, height) = (width.max(1.0) * 15.0, height.max(1.0) * 15.0);
    (height * 1f64.min(f64::from(wide) / width).min(f64::from(tall) / height)) as u32
}

/// The headings directly above a block, which stay with it.
fn headings_above(document: &Document, at: usize, sheet: Sheet) -> u32 {
    let above = document.blocks[..at].iter().rev().take_while(|block| matches!(block, Block::Heading(..)));
    let height = |block: &Block| {
        let mut items = Vec::new();
        items_of(document, block, sheet, 0, None, &mut items);
        items.iter().map(|item| item.height() + item.before.max(item.after) + 40).sum::<u32>()
    };
    above.map(height).sum()
}

fn paragraph(line: &[Inline], room: u32, size: u32, spacing: u32, (before, after): (u32, u32)) -> Item {
    let lines = lines_of(line, room, size, false);
    Item { before, after, lines, line: line_height(size) * spacing / 240, ..Item::default() }
}

fn items_of(document: &Document, block: &Block, sheet: Sheet, at: usize, next: Option<&Block>, items: &mut Vec<Item>) {
    let print = sheet.print();
    match block {
        Block::Heading(level, _, text) => {
            // Capital letters are wider.
            let (text, spaces) = match heading_style(*level) {
                "Heading1" => (text.to_uppercase(), (240, 80)),
                "Title" => (text.to_uppercase(), (240, 160)),
                "Heading2" => (text.clone(), (180, 60)),
                "Heading3" => (text.clone(), (140, 60)),
                _ => (text.clone(), (120, 60)),
            };
            let item = paragraph(&[Inline::Strong(text)], print, sheet.text, 264, spaces);
            items.push(Item { keep_next: true, whole: true, heading: Some(at), ..item });
        }
        Block::Title(text) => {
            let item = paragraph(&[Inline::Strong(text.to_uppercase())], print, sheet.title(), 264, (240, 160));
            items.push(Item { keep_next: true, whole: true, ..item });
        }
        Block::Paragraph(line) => {
            let keep_next = matches!(next, Some(Block::Table(_)));
            items.push(Item { keep_next, ..paragraph(line, print, sheet.text, 264, (60, 60)) });
        }
        Block::Note(line) => items.push(Item { whole: true, ..paragraph(line, print - 170, sheet.table, 240, (100, 100)) }),
        Block::List(list) => items.extend(list.iter().map(|line| paragraph(line, print - 397, sheet.text, 264, (20, 20)))),
        Block::Contents => {
            let entries: Vec<_> = document.contents().collect();
            if entries.is_empty() {
                return;
            }
            items.push(Item {
                before: 240,
                after: 80,
                lines: 1,
                line: line_height(sheet.text) * 11 / 10,
                keep_next: true,
                ..Item::default()
            });
            for (level, _, text) in entries {
                let room = print.saturating_sub(if level == 2 { 567 } else { 851 });
                items.push(paragraph(&[Inline::Text(text.to_owned())], room, sheet.text, 240, (20, 20)));
            }
            items.push(Item { lines: 1, line: 120, ..Item::default() });
        }
        Block::Table(_) | Block::Figure(_) | Block::PageBreak => {}
    }
}

/// A table: its caption, its heads, its rows.
fn rows_of(table: &Table, layout: &Layout, sheet: Sheet, items: &mut Vec<Item>) {
    if !table.caption.is_empty() {
        let caption = paragraph(&[Inline::Text(table.caption.clone())], sheet.print(), sheet.table, 240, (100, 60));
        items.push(Item { keep_next: true, ..caption });
    }
    let head = |column: usize, text: &String| {
        let room = layout.widths.get(column).map_or(400, |wide| wide.saturating_sub(170).max(100));
        lines_of(&[Inline::Strong(text.clone())], room, sheet.table, true)
    };
    let heads = table.head.iter().enumerate().map(|(column, text)| head(column, text)).max();
    let heads = heads.unwrap_or(0) + u32::from(!table.groups.is_empty());
    let repeated = if heads > 0 { heads * line_height(sheet.table) + 70 } else { 0 };
    if repeated > 0 {
        items.push(Item { lines: 1, line: repeated, keep_next: true, whole: true, ..Item::default() });
    }
    let last = layout.heights.len().saturating_sub(1);
    for (row, height) in layout.heights.iter().enumerate() {
        let torn = *height >= (sheet.height - sheet.top - sheet.bottom) / 2;
        let line = if torn { line_height(sheet.table) } else { *height };
        let lines = if torn { height / line.max(1) } else { 1 };
        let keep_next = layout.together && row < last;
        items.push(Item { lines, line, keep_next, whole: !torn, repeated, ..Item::default() });
    }
    items.push(Item { lines: 1, line: 120, ..Item::default() });
}

/// The page that is being filled.
struct Page<'a> {
    number: u32,
    left: u32,
    /// The space after what stands last.
    after: u32,
    is_empty: bool,
    document: &'a Document,
    sheet: Sheet,
}

impl Page<'_> {
    /// The room for text on this page.
    fn height(&self) -> u32 {
        let head = heads::height(self.document, self.sheet, self.number == 1);
        let top = self.sheet.top.max(self.sheet.head + head);
        self.sheet.height.saturating_sub(top + self.sheet.bottom).max(1000)
    }
    fn turn(&mut self) {
        self.number += 1;
        (self.left, self.after, self.is_empty) = (self.height(), 0, true);
    }
    /// The space above an item here.
    fn gap(&self, item: &Item) -> u32 {
        if self.is_empty { 0 } else { self.after.max(item.before) }
    }

    fn flow(&mut self, items: &[Item], found: &mut Vec<(usize, u32)>) {
        let mut from = 0;
        while from < items.len() {
            // What stays together: up to the first that does not hold on to the next.
            let to = items[from..].iter().position(|item| !item.keep_next).map_or(items.len(), |n| from + n + 1);
            let group = &items[from..to];
            if group[0].begins_page && !self.is_empty {
                self.turn();
            }
            let needed: u32 = group
                .iter()
                .enumerate()
                .map(|(n, item)| {
                    let gap = if n == 0 { self.gap(item) } else { item.before.max(group[n - 1].after) };
                    // Of the last one, two lines are enough.
                    let lines = if n + 1 == group.len() && !item.whole {
                        item.lines.min(if item.lines == 3 { 3 } else { 2 })
                    } else {
                        item.lines
                    };
                    gap + lines * item.line
                })
                .sum();
            if needed > self.left && !self.is_empty {
                self.turn();
                self.left = self.left.saturating_sub(group[0].repeated);
            }
            for item in group {
                self.put(item);
                if let Some(heading) = item.heading {
                    found.push((heading, self.number));
                }
            }
            from = to;
        }
    }

    fn put(&mut self, item: &Item) {
        let gap = self.gap(item);
        if item.whole && gap + item.height() > self.left && !self.is_empty {
            self.turn();
            self.left = self.left.saturating_sub(item.repeated);
        }
        self.left = self.left.saturating_sub(self.gap(item));
        let mut lines = item.lines;
        while lines > 0 {
            let fit = self.left.checked_div(item.line).map_or(lines, |room| room.min(lines));
            // One line alone is left on no page.
            let fit = if fit < lines && lines - fit == 1 && fit > 2 { fit - 1 } else { fit };
            self.left -= fit * item.line;
            lines -= fit;
            self.is_empty = false;
            if lines > 0 {
                self.turn();
                self.left = self.left.saturating_sub(item.repeated);
                // What is higher than a page is drawn over its edge.
                if item.line > self.left {
                    self.left = 0;
                    self.is_empty = false;
                    break;
                }
            }
        }
        self.after = item.after;
    }
}
