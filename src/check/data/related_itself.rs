//! A procedure works with other procedures, each named once.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::message;
use std::collections::HashMap;

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
        mend: (
            "Ghi mã hiệu của quy trình đúng ra phải có ở đó, hoặc bỏ mục ghi thừa.",
            "Write the code of the procedure that was meant, or remove it.",
        ),
        wrong: "related: [QT-02, QT-TP-07]",
        right: "related: [QT-02]",
        ..Info::new("data/related-itself", Basis::new("ISO 9001:2008", "4.1 b").unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let p = procedure.definition();
    let mut seen = HashMap::with_capacity(p.related.len());
    let at = |i: usize| Path::root().key("related").index(i);
    for (i, code) in p.related.iter().enumerate() {
        let first = *seen.entry(code).or_insert(i);
        if *code == p.procedure {
            let message = message!(vi: "`{code}` là chính quy trình này", en: "`{code}` is this procedure itself");
            let finding = sink.add(procedure.source(), at(i), message);
            finding.relate(
                procedure.source(),
                Path::root().key("procedure"),
                message!(vi: "quy trình này", en: "this procedure"),
            );
        } else if first != i {
            let message = message!(vi: "`{code}` đã có trong danh sách", en: "`{code}` already stands in the list");
            let finding = sink.add(procedure.source(), at(i), message);
            finding.relate(procedure.source(), at(first), message!(vi: "đã ghi ở đây", en: "first written here"));
        }
    }
}
