//! A procedure works with other procedures, each named once.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::message;
use std::collections::HashSet;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: (
            "quy trình liên quan là quy trình khác, mỗi quy trình ghi một lần",
            "related procedures are other ones, each named once",
        ),
        why: (
            "Ghi chính mình vào danh sách liên quan, hoặc ghi một quy trình hai lần, thường là chép nhầm và mất chỗ \
             của một quy trình khác.",
            "A procedure related to itself, or named twice, was mostly copied, and another one was meant.",
        ),
        mend: ("Sửa mã hiệu, hoặc bỏ mục đó.", "Mend the code, or remove it."),
        wrong: "related: [QT-02, QT-TP-07]",
        right: "related: [QT-02]",
        ..Info::new("data/related-itself", Basis::new("ISO 9001:2008", "4.1 b").unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let p = procedure.definition();
    let mut seen = HashSet::with_capacity(p.related.len());
    for (i, code) in p.related.iter().enumerate() {
        let message = if *code == p.procedure {
            message!(vi: "quy trình liên quan với chính mình", en: "the procedure is related to itself")
        } else if !seen.insert(code) {
            message!(vi: "`{code}` đã có trong danh sách", en: "`{code}` already stands in the list")
        } else {
            continue;
        };
        sink.add(procedure.source(), Path::root().key("related").index(i), message);
    }
}
