//! The longest way through the procedure fits the limit that the law sets.

use super::span::{Spent, Week};
use super::{by_law_path, one_is_longer, show_longest, time_limit, to_end, too_long};
use crate::check::decree_63::article;
use crate::check::rule::{BuiltIn, Info, Look, LookUp, Sink};
use crate::model::library::Procedure;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: (
            "đường dài nhất của quy trình không quá thời hạn luật định",
            "the longest way through the procedure fits the statutory limit",
        ),
        why: (
            "Thời gian các bước trên đường dài nhất cộng lại không được quá thời hạn luật định; bảng thời gian cộng \
             ra nhiều hơn thời hạn đã công bố là lỗi thường gặp nhất của các quy trình đã công khai. Nhánh song \
             song tính nhánh dài nhất, vòng lặp tính đủ số lần tối đa, bước ngừng tính thời hạn không tính.",
            "The times of the steps on the longest way may not add up to more than the statutory limit; a table \
             that adds up to more than the limit it declares is the commonest defect of published procedures. Of \
             parallel branches the longest counts, a loop counts as often as it may be taken, a stopped clock not \
             at all.",
        ),
        mend: (
            "Rút thời gian của một bước, hoặc sửa thời hạn nếu ghi sai.",
            "Shorten a step, or mend the limit if it is misstated.",
        ),
        wrong: r"steps: [{id: search, time: 9 hours}, {id: sign, time: 8 hours}]
service: {time-limit: {statutory: 2 working days}}",
        right: r"steps: [{id: search, time: 1 working day}]
service: {time-limit: {statutory: 2 working days}}",
        whole: true,
        looks_up: &[LookUp::Calendar],
        ..Info::new("time/limit", article("Art. 8(2) đ"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(limit) = time_limit(procedure) else { return };
    let (Some(by_law), _) = Spent::limits(limit) else { return };
    let week = Week::of(sink.library());
    let Some(way) = to_end(sink.library(), procedure, &|_| true) else { return };
    if !way.spent.fits(by_law + way.extended, week) && !one_is_longer(procedure, by_law, week) {
        let message = too_long(procedure, &way, by_law, ("của quy trình", "through the procedure"), week);
        let finding = sink.add(procedure.source(), by_law_path(limit), message);
        show_longest(finding, procedure, &way, &|_| true, week);
    }
}
