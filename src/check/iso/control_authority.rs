//! Who releases the work is a person of the office.

use crate::check::iso::show_kind;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::definition::RoleKind;
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("người cho phép thông qua là người của cơ quan", "who releases the work is a person who works here"),
        why: (
            "Người yêu cầu không thể tự xác nhận kết quả của mình là đúng; phần mềm chỉ kiểm tra theo điều kiện đã \
             cài, không có thẩm quyền.",
            "Applicants cannot find their own results right, and software checks conditions but has no authority.",
        ),
        mend: (
            "Ghi vai trò của người chịu trách nhiệm về việc kiểm tra.",
            "Name the role of the person who answers for the check.",
        ),
        wrong: "steps:
  - {id: sign, control: {criterion: {vi: Khớp với Sổ, en: Agrees with the register}, authority: applicant}}",
        right: "steps:
  - {id: sign, control: {criterion: {vi: Khớp với Sổ, en: Agrees with the register}, authority: ward-chair}}",
        ..Info::new("iso/control-authority", Basis::new("ISO 9001:2008", "8.2.4").unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    for (i, step) in steps(procedure).iter().enumerate() {
        let Some(authority) = step.control.as_ref().map(|control| &control.authority) else { continue };
        let (id, library) = (&step.id, sink.library());
        let kind = library.role(authority).map(|role| role.kind);
        if matches!(kind, Some(RoleKind::Applicant | RoleKind::System)) {
            let message = message!(
                vi: "ở bước `{id}`, `{authority}` không có thẩm quyền cho phép thông qua",
                en: "`{authority}` has no authority to release the work of the step `{id}`"
            );
            show_kind(sink.add(procedure.source(), step_path(i).key("control").key("authority"), message), library, authority);
        }
    }
}
