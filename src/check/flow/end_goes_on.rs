//! A step that ends the procedure leads nowhere else.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("bước kết thúc không có bước tiếp theo", "a step that ends the procedure leads nowhere else"),
        why: (
            "Bước vừa kết thúc vừa có bước tiếp theo thì không rõ hồ sơ đã xong hay chưa.",
            "A step that both ends the procedure and goes on leaves it open whether the case is over.",
        ),
        mend: ("Bỏ `end:` hoặc bỏ `next:`.", "Remove `end:` or `next:`."),
        wrong: "steps: [{id: guide, end: guided, next: refuse-intake}]",
        right: "steps: [{id: guide, end: guided}]",
        ..Info::new("flow/end-goes-on", Basis::new("OMG BPMN 2.0.2", "10.5"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    for (i, step) in steps(procedure).iter().enumerate() {
        if step.end.is_some() && !step.next.is_empty() {
            let message = message!(
                vi: "bước này vừa kết thúc (`end`) vừa có bước tiếp theo (`next`): hãy bỏ một trong hai",
                en: "this step both ends the procedure (`end`) and goes on (`next`): remove one of the two"
            );
            sink.add(procedure.source(), step_path(i).key("end"), message);
        }
    }
}
