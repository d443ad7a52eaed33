//! A step of the agency has its time.

use crate::check::rule::{Basis, BuiltIn, Info, Look, LookUp, Sink};
use crate::check::{is_untimed, step_path, steps};
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("bước của cơ quan có thời gian thực hiện", "a step of the agency has its time"),
        why: (
            "Thời hạn của cả quy trình chỉ giữ được khi mỗi bước có thời gian của nó; bước không có thời gian là \
             chỗ hồ sơ nằm lại.",
            "The limit of the whole is kept only if each step has its time; a step without one is where cases lie.",
        ),
        mend: (
            "Ghi `time:`, hoặc `time: {shared-with: …}` nếu tính chung với bước khác.",
            "Write `time:`, or `time: {shared-with: …}` where it is part of another step’s.",
        ),
        wrong: "# without steps.print.time",
        right: "steps:
  - {id: print, time: 15 minutes}",
        looks_up: &[LookUp::Roles],
        ..Info::new("iso/step-time", Basis::new("ISO 9001:2008", "7.5.1").unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    for (i, step) in steps(procedure).iter().enumerate() {
        if is_untimed(sink.library(), step) {
            let id = &step.id;
            let message = message!(vi: "bước `{id}` không có thời gian (`time:`)", en: "the step `{id}` has no time (`time:`)");
            sink.add(procedure.source(), step_path(i).key("id"), message);
        }
    }
}
