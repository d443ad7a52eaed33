//! The master list: documents of the system, with those withdrawn apart.

use super::{Controlled, Writer, always, if_any};
use crate::manual::common::capital;
use crate::manual::control::Control;
use crate::manual::document::{Block, Cell, Inline, cell};
use crate::model::definition::{Approval, DocumentStatus};
use crate::model::value::Date;

/// A document is looked at again within so many months of its latest issue.
const REVIEW: i32 = 36;

/// The day by which a document issued on this one is to be reviewed; none that no calendar has.
pub(super) fn review_by(issued: Date) -> Option<Date> {
    // A date that could not be read stands as the year nought.
    let issued = Some(issued.civil()).filter(|day| day.year() > 0)?;
    issued.checked_add(jiff::Span::new().months(REVIEW)).ok().map(Date::from)
}

pub(super) fn write(out: &mut Writer) {
    let (desk, w, d) = (out.desk, out.w, out.desk.words);
    out.heading(2, "internal", d.internal_documents);
    let as_of = desk.library.organisation().and_then(|o| o.as_of);
    let row = |document: &Controlled| {
        let p = document.procedure.map(crate::model::library::Procedure::definition);
        let approval = match p {
            Some(p) => p.approval.as_ref(),
            None => desk.library.organisation().and_then(|o| o.approval.as_ref()),
        };
        let levels: Vec<&str> = p.into_iter().flat_map(|p| p.level.iter()).map(|l| l.label(desk.language)).collect();
        let last = document.revisions.last();
        let effective = p.and_then(|p| p.effective).or_else(|| last.map(|last| last.date));
        let due = last.filter(|_| document.status() == DocumentStatus::InForce).and_then(|last| review_by(last.date));
        let mut review = cell(due.map_or_else(String::new, |due| due.to(desk.language)));
        if due.zip(as_of).is_some_and(|(due, as_of)| due < as_of) {
            review.push(Inline::Mark(w.overdue.into()));
        }
        vec![
            cell(document.code),
            document.title.clone(),
            cell(capital(&levels.join(", "))),
            approval.map_or_else(Cell::new, |approval| cell(drafter(out, approval))),
            cell(document.issue()),
            cell(effective.map_or_else(String::new, |day| day.to(desk.language))),
            cell(document.procedure.map_or_else(
                || capital(document.status().label(desk.language)),
                |procedure| Control::of(procedure).status(&desk),
            )),
            review,
        ]
    };
    let all = out.controlled();
    let (obsolete, listed): (Vec<Controlled>, Vec<Controlled>) =
        all.into_iter().partition(|document| document.status() == DocumentStatus::Obsolete);
    let columns = [
        always(d.code, 10),
        always(d.document_title, 32),
        if_any(d.level, 10),
        if_any(w.drafted_by, 14),
        always(d.issue, 7),
        always(d.effective, 9),
        always(d.status, 10),
        if_any(w.next_review, 10),
    ];
    let rows: Vec<_> = listed.iter().map(row).collect();
    let gone: Vec<_> = obsolete.iter().map(row).collect();
    let reviewed = listed.iter().any(|document| !document.revisions.is_empty());
    out.numbered(&columns, rows);
    if reviewed {
        out.blocks.push(Block::Note(cell(w.review_note)));
    }
    if !gone.is_empty() {
        out.heading(3, "obsolete", w.obsolete);
        out.numbered(&columns, gone);
    }
    out.signed();
}

/// The unit of the one who prepares a document; the role itself where every unit has it.
fn drafter(out: &Writer, approval: &Approval) -> String {
    let role = &approval.prepared.role;
    let unit = out.desk.library.role(role).and_then(|role| role.unit.as_ref());
    unit.map_or_else(|| out.desk.role(role), |unit| out.desk.unit(unit))
}
