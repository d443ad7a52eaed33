//! The request to complete a dossier: its papers, to tick.

use super::catalogue::Slip;
use super::receipt::paper;
use super::sheet::{Sheet, field, room};
use super::way::leading_to;
use crate::manual::document::{Block, Cell, Inline, Table, cell, heads};
use crate::model::definition::DossierItem;
use crate::model::value::Count;

pub(super) fn body(sheet: &Sheet) -> Vec<Block> {
    let w = sheet.office.words;
    let mut blocks = vec![field(&format!("{} {}", sheet.counter_title(), w.from_whom), sheet.case.applicant.as_deref())];
    blocks.extend(sheet.applicant());
    blocks.push(sheet.over_papers(w.supplement_asks));
    blocks.push(papers(sheet));
    let desk = sheet.office.desk;
    let asked = sheet.made_at(Slip::Supplement);
    blocks.extend(sheet.reasons(leading_to(sheet.procedure.graph(), &asked).into_iter().map(|when| desk.text(when)).collect()));
    let officer = sheet.case.officer.as_deref().map_or(Inline::Blank, Inline::from);
    let line = vec![format!("{} ", w.ask_us).into(), officer, format!(", {}: ", w.ask_phone).into(), Inline::Blank];
    blocks.push(Block::Paragraph(line));
    blocks.push(sheet.signatures(&[(w.guides, w.sign)]));
    blocks
}

fn papers(sheet: &Sheet) -> Block {
    let (desk, w) = (sheet.office.desk, sheet.office.words);
    let count = |n: Option<Count>| n.filter(|n| n.0 > 0).map_or_else(room, |n| cell(desk.count(n)));
    let row = |(i, item): (usize, &DossierItem)| {
        let mut title = paper(sheet, item);
        // Any of them may be what is missing.
        if item.when.is_none() {
            title.insert(0, "□ ".into());
        }
        if item.present == Some(true) {
            title.push(format!(" ({})", w.to_show.to_lowercase()).into());
        }
        vec![cell((i + 1).to_string()), title, count(item.original), count(item.certified_copy), count(item.copy)]
    };
    let items = sheet.service.dossier.iter().flat_map(|d| &d.items);
    let mut rows: Vec<Vec<Cell>> = items.enumerate().map(row).collect();
    rows.push(vec![room(), cell(format!("□ {}:", w.other_paper)), room(), room(), room()]);
    Block::Table(Table {
        head: heads(&[desk.words.no, w.item, w.original, w.certified, w.photocopy]),
        groups: vec![(String::new(), 2), (w.copies.into(), 3)],
        rows,
        widths: vec![8, 50, 13, 16, 13],
        ..Table::default()
    })
}
