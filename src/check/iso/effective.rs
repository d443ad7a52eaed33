//! A procedure applies no earlier than it was issued.

use crate::check::iso::is_read;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("quy trình không có hiệu lực trước ngày ban hành", "a procedure does not take effect before it is issued"),
        why: (
            "Quy trình không thể ràng buộc ai trước khi được ban hành. Ngày hiệu lực sớm hơn lần ban hành hiện hành \
             thường là ngày của lần trước chưa được sửa.",
            "A procedure binds nobody before it is issued. A date of effect earlier than the current issue is \
             mostly that of an older one.",
        ),
        mend: (
            "Ghi ngày hiệu lực của lần ban hành hiện hành, hoặc bỏ `effective:` nếu trùng ngày ban hành.",
            "Write the date on which the current issue takes effect, or leave `effective:` out where it is the day of issue.",
        ),
        wrong: "effective: 2018-01-02",
        right: "effective: 2018-02-01",
        ..Info::new("iso/effective", Basis::new("ISO 9001:2008", "4.2.3 a"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let p = procedure.definition();
    let (Some(effective), Some(last)) = (p.effective, p.revisions.last()) else { return };
    let (issue, issued) = (&last.issue, last.date);
    if effective < issued && is_read(effective) {
        let message = message!(
            vi: "có hiệu lực từ {effective}, trước ngày ban hành lần {issue} ({issued})",
            en: "takes effect on {effective}, before issue {issue} came out ({issued})"
        );
        let finding = sink.add(procedure.source(), Path::root().key("effective"), message);
        let current = Path::root().key("revisions").index(p.revisions.len() - 1).key("date");
        finding.relate(procedure.source(), current, message!(vi: "ngày ban hành", en: "the issue"));
    }
}
