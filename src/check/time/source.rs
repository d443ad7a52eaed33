//! Where the step times come from is said.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::definition::Step;
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: (
            "thời gian từng bước có nguồn, hoặc ghi là minh họa",
            "step times have a source, or are marked as an illustration",
        ),
        why: (
            "Thời gian từng bước không phải là luật: mỗi cơ quan tự đặt, và con số không rõ nguồn bị đọc như đã \
             được ban hành.",
            "Step times are not law: each office sets its own, and a figure without a source is read as if it had \
             been issued.",
        ),
        mend: (
            "Ghi `step-times.source`, ghi nguồn ở từng bước, hoặc `illustrative: true`.",
            "Give `step-times.source`, a source at each step, or `illustrative: true`.",
        ),
        wrong: "# without step-times",
        right: "step-times: {illustrative: true}",
        ..Info::new("time/source", Basis::new("ISO 9001:2008", "4.2.3 a").unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let p = procedure.definition();
    let said = p.step_times.as_ref().is_some_and(|t| t.illustrative || t.source.is_some() || t.note.is_some());
    if said || p.service.is_none() {
        return;
    }
    let silent = |step: &Step| {
        step.time.as_ref().is_some_and(|t| t.value.is_some() && t.source.is_none() && t.illustrative != Some(true) && t.verified)
    };
    if let Some((i, step)) = steps(procedure).iter().enumerate().find(|(_, step)| silent(step)) {
        let id = &step.id;
        let message = message!(
            vi: "không rõ thời gian của bước `{id}` và các bước khác lấy ở đâu (`step-times:`)",
            en: "nothing says where the time of the step `{id}` and of others comes from (`step-times:`)"
        );
        sink.add(procedure.source(), step_path(i).key("time"), message);
    }
}
