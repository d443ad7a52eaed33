//! The refusal: the reasons that the process knows, to tick.

use super::sheet::{Sheet, field};
use super::way::turned_away;
use crate::manual::document::{Block, Cell, Inline, cell};

pub(super) fn body(sheet: &Sheet) -> Vec<Block> {
    let (desk, w) = (sheet.office.desk, sheet.office.words);
    let mut blocks = vec![field(&format!("{} {}", sheet.counter_title(), w.from_whom), sheet.case.applicant.as_deref())];
    blocks.extend(sheet.applicant());
    blocks.push(Block::Paragraph(cell(w.refuses)));
    let mut reasons: Vec<Cell> = turned_away(sheet.procedure.graph()).into_iter().map(|when| desk.text(when)).collect();
    for condition in sheet.service.conditions.iter().flat_map(|c| c.items()) {
        let mut line = vec![Inline::text(format!("{}: ", w.condition))];
        line.extend(desk.text(&condition.text));
        desk.mark_unverified(&mut line, condition.verified);
        reasons.push(line);
    }
    blocks.extend(sheet.reasons(reasons));
    blocks.push(Block::Paragraph(cell(w.papers_back)));
    blocks.push(sheet.signatures(&[(w.hands_in, w.sign), (w.receives, w.sign)]));
    blocks
}
