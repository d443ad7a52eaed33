//! The longest way through the procedure fits the limit that the office commits itself to.

use super::span::{Spent, Week};
use super::{limit_path, show_longest, time_limit, to_end, too_long};
use crate::check::decree_63::article;
use crate::check::rule::{BuiltIn, Info, Look, LookUp, Sink};
use crate::model::library::Procedure;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: (
            "đường dài nhất của quy trình không quá thời hạn cam kết",
            "the longest way through the procedure fits the committed limit",
        ),
        why: (
            "Người dân được hẹn trả kết quả theo thời hạn cam kết. Nếu thời gian các bước cộng lại vẫn trong thời \
             hạn luật định nhưng quá thời hạn cam kết thì hồ sơ nào cũng có thể trễ hẹn.",
            "Applicants are given a date by the committed limit. If the steps fit the statutory limit but not the \
             committed one, any case may be late.",
        ),
        mend: ("Rút thời gian của một bước hoặc cam kết thời hạn dài hơn.", "Shorten a step or commit to a longer limit."),
        wrong: "service: {time-limit: {statutory: 3 working days, committed: 2 hours}}",
        right: "service: {time-limit: {statutory: 3 working days, committed: 4 hours}}",
        whole: true,
        looks_up: &[LookUp::Calendar],
        ..Info::new("time/committed", article("Art. 8(2) đ"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(limit) = time_limit(procedure) else { return };
    let (by_law, Some(committed)) = Spent::limits(limit) else { return };
    let week = Week::of(sink.library());
    let Some(way) = to_end(sink.library(), procedure, &|_| true) else { return };
    let within_law = by_law.is_none_or(|by_law| way.spent.fits(by_law + way.extended, week));
    if within_law && !way.spent.fits(committed + way.extended, week) {
        let message = too_long(procedure, &way, committed, ("của quy trình", "through the procedure"), week);
        let finding = sink.add(procedure.source(), limit_path().key("committed"), message);
        show_longest(finding, procedure, &way, &|_| true, week);
    }
}
