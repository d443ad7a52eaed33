//! A time-out does not come before the step can be done.

use super::span::{Spent, Week, converted};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::library::Procedure;
use crate::model::value::{Message, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: (
            "thời gian chờ không ngắn hơn thời gian của bước",
            "a time-out does not come before the time of its step is over",
        ),
        why: (
            "Hết thời gian chờ thì công việc đi theo nhánh khác; nếu thời gian chờ ngắn hơn thời gian dành cho bước \
             thì bước không bao giờ được làm đủ thời gian.",
            "When the time-out comes, work goes another way; if it comes before the time that the step has, the \
             step never has that time.",
        ),
        mend: ("Tăng `timeout.after`, hoặc rút thời gian của bước.", "Raise `timeout.after`, or shorten the step."),
        wrong: "steps: [{id: search, time: 3 hours, timeout: {after: 1 hour, to: sign-refusal}}]",
        right: "steps: [{id: search, time: 1 hour, timeout: {after: 1 hour, to: sign-refusal}}]",
        ..Info::new("time/timeout-early", Basis::new("OMG BPMN 2.0.2", "10.5").unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let week = Week::of(sink.library());
    for (i, step) in steps(procedure).iter().enumerate() {
        let (Some(timeout), Some(time)) = (&step.timeout, step.time.as_ref().and_then(|t| t.value)) else { continue };
        let (waits, time) = (Spent::of(timeout.after), Spent::of(time));
        if !time.fits(waits, week) {
            let (id, (time_vi, time_en), (waits_vi, waits_en)) = (&step.id, time.both(week), waits.both(week));
            let (converted_vi, converted_en) = converted(time, waits);
            let message = Message::new(
                format!("bước `{id}` cần {time_vi} nhưng chỉ chờ {waits_vi}{converted_vi}"),
                format!("the step `{id}` takes {time_en} but is waited for only {waits_en}{converted_en}"),
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
