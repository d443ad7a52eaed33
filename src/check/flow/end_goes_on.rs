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
        mend: (
            "Bỏ `next:` nếu hồ sơ kết thúc ở bước này; bỏ `end:` nếu còn đi tiếp.",
            "Remove `next:` if the case is over at this step, `end:` if it goes on.",
        ),
        wrong: "steps: [{id: guide, end: guided, next: refuse-intake}]",
        right: "steps: [{id: guide, end: guided}]",
        ..Info::new("flow/end-goes-on", Basis::new("OMG BPMN 2.0.2", "10.5"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    for (i, step) in steps(procedure).iter().enumerate() {
        if step.end.is_some() && !step.next.is_empty() {
            let id = &step.id;
            let message = message!(
                vi: "bước `{id}` vừa kết thúc (`end`) vừa có bước tiếp theo (`next`): hãy bỏ một trong hai",
                en: "the step `{id}` both ends the procedure (`end`) and goes on (`next`): remove one of the two"
            );
            let finding = sink.add(procedure.source(), step_path(i).key("end"), message);
            finding.label = Some(message!(vi: "kết thúc ở đây", en: "here it ends"));
            finding.relate(procedure.source(), step_path(i).key("next"), message!(vi: "đi tiếp ở đây", en: "here it goes on"));
        }
    }
}
