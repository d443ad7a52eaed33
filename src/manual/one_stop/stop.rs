//! The notice that work on a dossier stops: the ways in which the process can be broken off, to tick.

use super::sheet::{Sheet, field};
use crate::manual::document::{Block, cell};

pub(super) fn body(sheet: &Sheet) -> Vec<Block> {
    let (desk, w, case) = (sheet.office.desk, sheet.office.words, sheet.case);
    let mut blocks = vec![field(w.to, case.applicant.as_deref()), field(w.address, case.address.as_deref())];
    blocks.push(sheet.matter(w.taken_in));
    blocks.push(field(w.dossier_number, case.number.as_deref()));
    blocks.push(sheet.day(w.taken_on, case.received));
    blocks.push(sheet.day(w.stops, None));
    let known = sheet.definition().interruptions.iter().map(|x| desk.text(&x.when));
    // Whoever applies may always ask for it, whether the process says so or not.
    blocks.extend(sheet.reasons(std::iter::once(cell(format!("{} {}", w.stop_asked, w.day))).chain(known).collect()));
    blocks.push(Block::Paragraph(cell(format!("{}: {}", w.papers_at, sheet.counter_title()))));
    blocks.push(sheet.signatures(&[(w.head, w.seal)]));
    blocks
}
