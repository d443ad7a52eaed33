//! A time is not both its own and shared.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
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
        mend: ("Bỏ một trong hai.", "Remove one of the two."),
        wrong: "steps: [{id: guide, time: {value: 10 minutes, shared-with: examine}}]",
        right: "steps: [{id: guide, time: {value: 10 minutes}}]",
        ..Info::new("time/counted-twice", Basis::new("63/2010/NĐ-CP", "Art. 8(2) đ"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    for (i, step) in steps(procedure).iter().enumerate() {
        let Some(time) = step.time.as_ref() else { continue };
        if let (Some(_), Some(other)) = (time.value, &time.shared_with) {
            let id = &step.id;
            let message = message!(
                vi: "bước `{id}` vừa có thời gian riêng vừa tính chung với bước `{other}`: hãy bỏ một trong hai",
                en: "the step `{id}` has a time of its own and shares that of the step `{other}`: remove one of the two"
            );
            sink.add(procedure.source(), step_path(i).key("time").key("shared-with"), message);
        }
    }
}
