//! Every issue of every document, the oldest first; which of them is to be used is said.

use super::{Writer, always, if_any};
use crate::manual::document::{Cell, Inline, cell};
use crate::model::definition::DocumentStatus;
use crate::model::value::Text;

pub(super) fn write(out: &mut Writer) {
    let (desk, w, d) = (out.desk, out.w, out.desk.words);
    let optional = |text: &Option<Text>| text.as_ref().map_or_else(Cell::new, |text| desk.text(text));
    let mut rows = Vec::new();
    for document in out.controlled() {
        for (i, revision) in document.revisions.iter().enumerate() {
            let is_last = i + 1 == document.revisions.len();
            let status = match (is_last, document.status()) {
                (false, _) => vec![Inline::Mark(w.superseded.into())],
                (true, DocumentStatus::Obsolete) => vec![Inline::Mark(w.withdrawn_issue.into())],
                (true, DocumentStatus::Draft) => vec![Inline::Mark(w.draft.into())],
                (true, DocumentStatus::InForce) => cell(w.current),
            };
            let row = vec![
                cell(revision.date.to(desk.language)),
                cell(document.code),
                document.title.clone(),
                cell(revision.issue.as_str()),
                desk.text(&revision.change),
                optional(&revision.location),
                optional(&revision.request),
                status,
            ];
            rows.push((revision.date, row));
        }
    }
    // Of one day in the order of the master list.
    rows.sort_by_key(|(date, _)| *date);
    out.heading(2, "revisions", w.revisions);
    let columns = [
        always(d.issue_date, 8),
        always(d.code, 9),
        always(d.document_title, 20),
        always(d.issue, 6),
        always(d.revision_change, 17),
        if_any(d.revision_location, 10),
        if_any(d.revision_request, 17),
        always(d.status, 9),
    ];
    out.numbered(&columns, rows.into_iter().map(|(_, row)| row).collect());
}
