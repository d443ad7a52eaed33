//! A branch has no longer limit than the step it leaves.

use super::span::{Spent, Week, converted};
use crate::check::decree_63::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::definition::StepKind;
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::{Message, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("thời hạn của nhánh không dài hơn thời gian của bước", "the limit of a branch is not longer than its step"),
        why: (
            "Bảng thời gian ghi một ngày cho bước nhưng cho phép trả lời trong hai ngày ở nhánh của bước đó thì hai \
             con số trái nhau, và tổng chỉ đúng khi không ai đi vào nhánh.",
            "A table that gives a step one day but lets its branch answer within two contradicts itself, and its \
             total holds only while nobody takes the branch.",
        ),
        mend: (
            "Ghi thời gian của bước bằng thời gian chờ, hoặc rút thời gian chờ; bước chỉ chờ người khác thì ghi `kind: wait`.",
            "Give the step the time of the waiting, or wait less; a step that only waits for others is a `kind: wait`.",
        ),
        wrong: "steps: [{id: search, time: 1 hour, timeout: {after: 2 hours, to: sign-refusal}}]",
        right: "steps: [{id: search, time: 2 hours, timeout: {after: 2 hours, to: sign-refusal}}]",
        ..Info::new("time/branch", article("Art. 8(2) đ"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let week = Week::of(sink.library());
    // How long one waits for others is not how long they usually take.
    for (i, step) in steps(procedure).iter().enumerate().filter(|(_, step)| step.kind != Some(StepKind::Wait)) {
        let (Some(timeout), Some(time)) = (&step.timeout, step.time.as_ref().and_then(|t| t.value)) else { continue };
        let (waits, time) = (Spent::of(timeout.after), Spent::of(time));
        if !waits.fits(time, week) {
            let (id, (time_vi, time_en), (waits_vi, waits_en)) = (&step.id, time.both(week), waits.both(week));
            let (converted_vi, converted_en) = converted(waits, time);
            let message = Message::new(
                format!(
                    "nhánh hết thời gian chờ của bước `{id}` có {waits_vi}, dài hơn {time_vi} của chính bước đó{converted_vi}"
                ),
                format!(
                    "the time-out of the step `{id}` comes after {waits_en}, later than the {time_en} of the step{converted_en}"
                ),
            );
            let finding = sink.add(procedure.source(), step_path(i).key("timeout").key("after"), message);
            finding.called(message!(vi: "thời gian chờ", en: "the time-out"));
            finding.relate(
                procedure.source(),
                step_path(i).key("time"),
                message!(vi: "thời gian của bước", en: "the time of the step"),
            );
        }
    }
}
