//! A time is not both its own and shared.

use crate::check::decree_63::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("thời gian của bước không vừa ghi riêng vừa tính chung", "a time is not both given and shared"),
        why: (
            "Bước vừa có thời gian riêng vừa nói là tính chung với bước khác thì không biết tính một hay hai lần.",
            "A step with a time of its own that also says it shares another's may count once or twice: nobody knows.",
        ),
        mend: (
            "Bỏ `value` nếu thời gian đã nằm trong bước kia, hoặc bỏ `shared-with`.",
            "Remove `value` where the time lies in that of the other step, or else `shared-with`.",
        ),
        wrong: "steps: [{id: guide, time: {value: 10 minutes, shared-with: examine}}]",
        right: "steps: [{id: guide, time: {value: 10 minutes}}]",
        ..Info::new("time/counted-twice", article("Art. 8(2) đ"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    for (i, step) in steps(procedure).iter().enumerate() {
        let Some(time) = step.time.as_ref() else { continue };
        if let (Some(_), Some(other)) = (time.value, &time.shared_with) {
            let (id, path) = (&step.id, step_path(i).key("time"));
            let message = message!(
                vi: "bước `{id}` vừa có thời gian riêng vừa tính chung với bước `{other}`",
                en: "the step `{id}` has a time of its own and shares that of the step `{other}`"
            );
            let finding = sink.add(procedure.source(), path.clone().key("shared-with"), message);
            finding.called(message!(vi: "tính chung", en: "shared"));
            finding.relate(procedure.source(), path.key("value"), message!(vi: "thời gian riêng", en: "its own"));
        }
    }
}
