//! A document says its issues and when each was made.

use super::demand;
use crate::check::iso::is_asked;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::Severity;
use crate::model::library::Procedure;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("tài liệu có bảng theo dõi sửa đổi với lần và ngày ban hành", "a document says its issues and their dates"),
        why: (
            "Không có bảng theo dõi sửa đổi thì người dùng không biết mình đang cầm lần ban hành nào và nó khác lần \
             trước ở đâu.",
            "Without a revision table nobody can tell which issue is at hand and what changed.",
        ),
        mend: (
            "Ghi `revisions:` với lần ban hành, ngày và nội dung thay đổi, lần đầu đứng trước. Bản nháp chưa cần.",
            "Write `revisions:` with issue, date and change, the first issue first. A draft needs none yet.",
        ),
        wrong: "# without revisions",
        right: r#"revisions:
  - {issue: "01", date: 2018-01-15, change: Ban hành lần đầu}"#,
        ..Info::new("iso/revisions", Basis::new("ISO 9001:2008", "4.2.3 c"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    if is_asked(procedure) {
        demand(
            procedure,
            sink,
            procedure.definition().revisions.is_empty(),
            "revisions",
            "bảng theo dõi sửa đổi",
            "the revision table",
        );
    }
}
