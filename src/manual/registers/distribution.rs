//! Who holds which document, and room to sign for it.

use super::{Writer, always};
use crate::manual::common::capital;
use crate::manual::document::{Inline, cell};
use crate::model::definition::DocumentStatus;

pub(super) fn write(out: &mut Writer) {
    let (desk, w, d) = (out.desk, out.w, out.desk.words);
    let mut rows = Vec::new();
    for document in out.controlled() {
        for copy in document.copies {
            let kind = copy.copy.map_or_else(|| d.controlled.to_owned(), |kind| capital(kind.label(desk.language)));
            let mut title = document.title.clone();
            if document.status() != DocumentStatus::InForce {
                title.push(Inline::Mark(document.status().label(desk.language).into()));
            }
            rows.push(vec![
                cell(document.code),
                title,
                cell(document.issue()),
                cell(desk.unit(&copy.unit)),
                cell(kind),
                cell(copy.medium.map_or_else(String::new, |medium| capital(medium.label(desk.language)))),
                cell(copy.quantity.map_or_else(String::new, |n| desk.count(n))),
                vec![Inline::Blank],
                vec![Inline::Blank],
            ]);
        }
    }
    out.heading(2, "distribution", w.distribution);
    let columns = [
        always(d.code, 9),
        always(d.document_title, 19),
        always(d.issue, 6),
        always(d.receiving_unit, 17),
        always(d.copy_kind, 9),
        always(d.medium, 9),
        always(d.quantity, 6),
        always(w.received, 13),
        always(w.withdrawn, 12),
    ];
    out.numbered(&columns, rows);
}
