//! Every step can be reached.

use super::first_of_each_part;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("mọi bước đều có đường đi tới", "every step can be reached"),
        why: (
            "Bước không có đường nào dẫn tới thì không bao giờ được làm: thường do tên ở `next:` trỏ nhầm hoặc bước \
             trước đó đã kết thúc.",
            "A step that no way leads to is never done: mostly a name in `next:` is the wrong one, or the step \
             above ends the procedure.",
        ),
        mend: ("Nối một luồng tới bước đó, hoặc bỏ bước.", "Lead a flow to the step, or remove the step."),
        wrong: "steps: [{id: request-supplement, next: examine}]",
        right: "steps: [{id: request-supplement, next: supplement}]",
        whole: true,
        ..Info::new(
            "flow/unreachable-step",
            Basis::new("van der Aalst, The Application of Petri Nets to Workflow Management, 1998", ""),
        )
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let reached = procedure.graph().reachable();
    for i in first_of_each_part(procedure, |node| !reached.contains(&node)) {
        let id = &steps(procedure)[i].id;
        let message = message!(vi: "không có bước nào dẫn tới bước `{id}`", en: "no way leads to the step `{id}`");
        sink.add(procedure.source(), step_path(i).key("id"), message);
    }
}
