//! A split has several ways out.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("chỗ rẽ nhánh (`split`) có từ hai luồng ra", "a `split` has several ways out"),
        why: (
            "`split` mà chỉ có một luồng ra thì không rẽ đi đâu: hoặc thiếu một nhánh, hoặc thừa khóa.",
            "A `split` with one way out divides nothing: a way is missing, or the key is superfluous.",
        ),
        mend: ("Thêm luồng ra còn thiếu, hoặc bỏ `split`.", "Add the missing way out, or remove the `split`."),
        wrong: "steps: [{id: forward, split: parallel, next: [search]}]",
        right: "steps: [{id: forward, next: [search]}]",
        ..Info::new("flow/single-split", Basis::new("OMG BPMN 2.0.2", "10.6"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    for (i, step) in steps(procedure).iter().enumerate() {
        if step.split.is_some() && step.next.len() < 2 {
            let id = &step.id;
            let message = message!(
                vi: "bước `{id}` rẽ nhánh (`split`) nhưng không có từ hai luồng ra",
                en: "the step `{id}` splits but does not have several ways out"
            );
            sink.add(procedure.source(), step_path(i).key("split"), message);
        }
    }
}
