//! The apology, with the new date; since 2025 the request for more time.

use super::receipt::due_date;
use super::sheet::{Sheet, field};
use crate::manual::document::{Block, Inline, cell};
use crate::model::value::Date;

pub(super) fn body(sheet: &Sheet) -> Vec<Block> {
    let (w, case) = (sheet.office.words, sheet.case);
    let mut blocks = vec![field(w.to, case.applicant.as_deref()), field(w.address, case.address.as_deref())];
    blocks.push(sheet.matter(w.taken_in));
    blocks.push(field(w.dossier_number, case.number.as_deref()));
    blocks.push(sheet.day(w.taken_on, case.received));
    blocks.push(sheet.day(w.promised, due_date(sheet)));
    blocks.push(field(w.is_late, case.reason.as_deref()));
    if case.reason.is_none() {
        blocks.push(Block::Paragraph(vec![Inline::Blank]));
    }
    // The act of 2025 asks for more time instead of naming a new date.
    let asks = sheet.office.set.basis.from >= Some(Date::of(2025, 9, 15));
    blocks.push(sheet.day(if asks { w.sorry_longer } else { w.sorry }, case.new_due));
    blocks.push(Block::Paragraph(cell(w.thanks)));
    blocks.push(sheet.signatures(&[(w.head, w.seal)]));
    blocks
}
