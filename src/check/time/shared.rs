//! The time that is shared is there.

use crate::check::decree_63::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::{is_untimed, step_path, steps};
use crate::model::library::Procedure;
use crate::model::value::message;
use std::collections::HashMap;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("bước được tính chung phải có thời gian", "the step whose time is shared has a time"),
        why: (
            "`shared-with` nói rằng thời gian của bước nằm trong thời gian của bước khác; bước khác đó không có \
             thời gian, hoặc lại tính chung với bước khác nữa, thì thời gian của cả hai không được tính ở đâu.",
            "`shared-with` says that the time of a step lies in that of another; if that one has none, or shares \
             with yet another, the time of both is counted nowhere.",
        ),
        mend: (
            "Ghi thời gian cho bước được nêu, hoặc nêu bước có thời gian.",
            "Give the step that is named a time, or name the one that has it.",
        ),
        wrong: "steps: [{id: request-supplement, time: {shared-with: guide}}]",
        right: "steps: [{id: request-supplement, time: {shared-with: examine}}]",
        ..Info::new("time/shared", article("Art. 8(2) đ"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let mut places: Option<HashMap<&str, usize>> = None;
    let mut told: Vec<&str> = Vec::new();
    for (i, step) in steps(procedure).iter().enumerate() {
        let Some(other) = step.time.as_ref().and_then(|t| t.shared_with.as_ref()) else { continue };
        let places = places.get_or_insert_with(|| steps(procedure).iter().enumerate().map(|(i, s)| (s.id.as_str(), i)).collect());
        let Some((at, holder)) = places.get(other.as_str()).and_then(|at| Some((*at, steps(procedure).get(*at)?))) else {
            continue;
        };
        // A step of the agency without any time is told so itself.
        if holder.time.as_ref().is_none_or(|t| t.value.is_none()) && !is_untimed(sink.library(), holder) {
            if told.contains(&other.as_str()) {
                continue;
            }
            told.push(other.as_str());
            let id = &step.id;
            let message = message!(
                vi: "bước `{id}` tính chung thời gian với bước `{other}`, nhưng bước đó không có thời gian của mình",
                en: "the step `{id}` shares the time of the step `{other}`, which has no time of its own"
            );
            let finding = sink.add(procedure.source(), step_path(i).key("time").key("shared-with"), message);
            finding.relate(procedure.source(), step_path(at).key("id"), message!(vi: "không có thời gian", en: "has no time"));
        }
    }
}
