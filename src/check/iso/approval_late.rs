//! A document is approved no later than on the day of its issue.

use crate::check::iso::{documents, is_read};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("phê duyệt không sau ngày ban hành", "a document is approved no later than on the day of its issue"),
        why: (
            "Tài liệu được phê duyệt rồi mới ban hành. Ngày phê duyệt muộn hơn ngày của lần ban hành hiện hành \
             nghĩa là tài liệu đã được dùng khi chưa ai duyệt.",
            "A document is approved, then issued. An approval later than the current issue means that people worked \
             by it before anyone approved it.",
        ),
        mend: (
            "Sửa một trong hai ngày cho đúng sự thật; nếu đúng là duyệt sau thì lùi ngày ban hành.",
            "Correct whichever date is wrong; if it was indeed approved later, move the date of issue.",
        ),
        wrong: "approval: {prepared: iso-secretary, reviewed: justice-head, approved: {role: district-chair, date: 2018-02-01}}",
        right: "approval: {prepared: iso-secretary, reviewed: justice-head, approved: {role: district-chair, date: 2018-01-15}}",
        ..Info::new("iso/approval-late", Basis::new("ISO 9001:2008", "4.2.3 a"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    for document in documents(library) {
        let (Some(approval), [.., last]) = (document.approval, document.revisions) else { continue };
        let Some(date) = approval.approved.date else { continue };
        let (issue, issued) = (&last.issue, last.date);
        if date > issued && is_read(issued) {
            let message = message!(
                vi: "phê duyệt ngày {date}, sau ngày ban hành lần {issue} ({issued})",
                en: "approved on {date}, after issue {issue} came out ({issued})"
            );
            let current = Path::root().key("revisions").index(document.revisions.len() - 1).key("date");
            let finding = sink.add(document.source, Path::root().key("approval").key("approved").key("date"), message);
            finding.label = Some(message!(vi: "ngày phê duyệt", en: "the approval"));
            finding.relate(document.source, current, message!(vi: "ngày ban hành", en: "the issue"));
        }
    }
}
