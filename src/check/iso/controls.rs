//! A procedure has a point at which the work is checked.

use crate::check::iso::is_asked;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::steps;
use crate::model::finding::{Part, Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("quy trình có ít nhất một điểm kiểm soát", "a procedure has a point at which the work is checked"),
        why: (
            "Không có điểm kiểm soát thì sai sót đi thẳng tới người nhận.",
            "Without a check a mistake goes straight to the receiver.",
        ),
        mend: (
            "Ghi `control:` ở bước kiểm tra, gồm tiêu chí chấp nhận và vai trò cho phép đi tiếp.",
            "Write `control:` at the step that checks: what must hold, and who releases the work.",
        ),
        wrong: "# without steps.examine.control
# without steps.search.control
# without steps.sign-refusal.control
# without steps.sign.control",
        right: "steps:
  - {id: sign, control: {criterion: {vi: Khớp với Sổ, en: Agrees with the register}, authority: ward-chair}}",
        ..Info::new("iso/controls", Basis::new("ISO 9001:2008", "7.1 c").unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    if is_asked(procedure) && !steps(procedure).is_empty() && steps(procedure).iter().all(|step| step.control.is_none()) {
        let message = message!(
            vi: "không bước nào có điểm kiểm soát (`control:`): ai kiểm tra, theo tiêu chí nào?",
            en: "no step has a check (`control:`): who checks, and by what criterion?"
        );
        sink.add(procedure.source(), Path::root().key("steps"), message).part = Part::Key;
    }
}
