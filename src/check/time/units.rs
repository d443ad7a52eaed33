//! Days and working days do not mix in silence.

use super::span::{Spent, Week};
use super::{by_law_path, runs, time_limit};
use crate::check::decree_63::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::{Duration, DurationUnit, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: (
            "không lẫn “ngày” với “ngày làm việc” mà không giải thích",
            "days and working days are not mixed without a word",
        ),
        why: (
            "Thời hạn tính bằng ngày làm việc còn các bước ghi bằng ngày (hoặc ngược lại) thì không cộng được và dễ \
             hẹn sai: 15 ngày chỉ có 10 hoặc 11 ngày làm việc.",
            "A limit in working days and steps in days, or the other way round, cannot be added up, and dates come \
             out wrong: 15 days hold only 10 or 11 working days.",
        ),
        mend: (
            "Ghi cùng đơn vị; nếu luật dùng hai đơn vị thì nói rõ ở `note` hoặc `source` của thời hạn, của bước hay \
             của `step-times`.",
            "Use one unit; where the law itself uses two, say so in the `note` or `source` of the limit, of the \
             step or of `step-times`.",
        ),
        wrong: r"service: {time-limit: {statutory: 24 working days}}
steps: [{id: search, time: 20 days}]
step-times: {illustrative: true}",
        right: r"service: {time-limit: {statutory: 24 working days}}
steps: [{id: search, time: 20 working days}]
step-times: {illustrative: true}",
        ..Info::new("time/units", article("Art. 8(2) đ"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(limit) = time_limit(procedure) else { return };
    let explained = procedure.definition().step_times.as_ref().is_some_and(|t| t.note.is_some() || t.source.is_some());
    let (Some(by_law), _) = Spent::limits(limit) else { return };
    if explained || limit.note.is_some() || limit.statutory.is_some_and(|l| l.unit() == DurationUnit::Immediate) {
        return;
    }
    // Hours lie within a day of either kind; days and working days do not lie within each other.
    let other = |time: Duration| match time.unit() {
        DurationUnit::WorkingDay => by_law.has_calendar_time() && !by_law.has_working_time(),
        DurationUnit::Immediate | DurationUnit::Minute | DurationUnit::Hour => false,
        _ => by_law.has_working_time() && !by_law.has_calendar_time(),
    };
    for (i, step) in steps(procedure).iter().enumerate().filter(|(_, step)| runs(step)) {
        let Some(time) = step.time.as_ref().filter(|t| t.source.is_none() && step.note.is_none()) else { continue };
        if let Some(value) = time.value.filter(|value| other(*value)) {
            let (id, week) = (&step.id, Week::of(sink.library()));
            let ((law_vi, law_en), (vi, en)) = (by_law.both(week), Spent::of(value).both(week));
            let message = message!(
                vi: "bước `{id}` tính {vi} trong khi thời hạn là {law_vi}",
                en: "the step `{id}` counts {en} while the limit is {law_en}"
            );
            // One mistake: the table was kept in the other unit.
            let finding = sink.add(procedure.source(), step_path(i).key("time"), message);
            finding.relate(procedure.source(), by_law_path(limit), message!(vi: "thời hạn", en: "the limit"));
            return;
        }
    }
}
