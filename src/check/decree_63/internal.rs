//! A procedure is internal, or it is an administrative one.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: (
            "thủ tục nội bộ không có các bộ phận của thủ tục hành chính",
            "internal work has no parts of an administrative procedure",
        ),
        why: (
            "Thủ tục nội bộ không thuộc phạm vi Nghị định 63/2010 nên các quy tắc về thủ tục hành chính bị bỏ qua.",
            "Internal work is outside Decree 63/2010, and the rules on administrative procedures pass it over.",
        ),
        mend: (
            "Nếu người dân phải thực hiện thì bỏ `internal: true`; nếu thật là nội bộ thì bỏ `service:`.",
            "Where people have to follow it, drop `internal: true`; where it is internal indeed, drop `service:`.",
        ),
        wrong: "internal: true",
        right: "internal: false",
        ..Info::new("decree-63/internal", article("Art. 1(2)"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let p = procedure.definition();
    if p.internal && p.service.is_some() {
        let message = message!(
            vi: "quy trình vừa là nội bộ (`internal`) vừa có các bộ phận của thủ tục hành chính (`service`)",
            en: "the procedure is internal (`internal`) and yet has the parts of an administrative one (`service`)"
        );
        let finding = sink.add(procedure.source(), Path::root().key("internal"), message);
        finding.called(message!(vi: "nội bộ", en: "internal"));
        let label = message!(vi: "các bộ phận của thủ tục hành chính", en: "the parts of an administrative procedure");
        finding.relate_key(procedure.source(), Path::root().key("service"), label);
    }
}
