//! The approval is that of the current issue.

use crate::check::iso::{documents, is_read};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("phê duyệt là của lần ban hành hiện hành", "the approval is that of the current issue"),
        why: (
            "Tài liệu đã sửa phải được xem xét và phê duyệt lại. Ngày phê duyệt không sau ngày của lần ban hành \
             trước là chữ ký của lần đó còn sót lại.",
            "A document that was changed is approved again. An approval no later than the issue before is that \
             issue’s signature, left behind.",
        ),
        mend: (
            "Phê duyệt lần ban hành hiện hành và ghi ngày phê duyệt đó.",
            "Have the current issue approved, and enter the date of that approval.",
        ),
        wrong: r#"revisions:
  - {issue: "01", date: 2017-10-02, change: Ban hành lần đầu}
  - {issue: "02", date: 2018-01-15, change: Thêm bước đóng dấu}
approval: {prepared: iso-secretary, reviewed: justice-head, approved: {role: district-chair, date: 2017-10-02}}"#,
        right: r#"revisions:
  - {issue: "01", date: 2017-10-02, change: Ban hành lần đầu}
  - {issue: "02", date: 2018-01-15, change: Thêm bước đóng dấu}
approval: {prepared: iso-secretary, reviewed: justice-head, approved: {role: district-chair, date: 2018-01-12}}"#,
        ..Info::new("iso/approval-stale", Basis::new("ISO 9001:2008", "4.2.3 b"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    for document in documents(library) {
        let (Some(approval), [.., before, last]) = (document.approval, document.revisions) else { continue };
        let Some(date) = approval.approved.date.filter(|date| is_read(*date)) else { continue };
        if date <= before.date && before.date < last.date {
            let (issue, old) = (&last.issue, &before.issue);
            let message = message!(
                vi: "phê duyệt ngày {date} là của lần ban hành {old}; lần {issue} chưa được phê duyệt",
                en: "the approval of {date} is that of issue {old}; issue {issue} is not approved"
            );
            let at = |back: usize| Path::root().key("revisions").index(document.revisions.len() - back).key("date");
            let finding = sink.add(document.source, Path::root().key("approval").key("approved").key("date"), message);
            finding.relate(document.source, at(2), message!(vi: "lần ban hành trước", en: "the issue before"));
            finding.relate(document.source, at(1), message!(vi: "lần ban hành hiện hành", en: "the current issue"));
        }
    }
}
