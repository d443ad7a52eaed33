//! The calendar knows the year in which a procedure begins to apply.

use super::time_limit;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{effective, places};
use crate::model::finding::{Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("lịch làm việc có năm quy trình bắt đầu áp dụng", "the calendar holds the year from which a procedure applies"),
        why: (
            "Ngày hẹn trả tính theo ngày làm việc cần biết ngày nghỉ của năm đó; năm không có trong lịch thì không \
             tính được.",
            "A due date in working days needs the holidays of that year; of a year that the calendar does not hold \
             none can be told.",
        ),
        mend: (
            "Thêm năm đó vào lịch, với các ngày nghỉ và nguồn của chúng.",
            "Add the year to the calendar, with its days off and their source.",
        ),
        wrong: "effective: 2031-03-01",
        right: "effective: 2019-03-01",
        ..Info::new("time/calendar", Basis::new("10/2012/QH13, 45/2019/QH14", "Art. 115, Art. 112"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    if time_limit(procedure).is_none() {
        return;
    }
    let Some(day) = effective(procedure) else { return };
    let year = day.civil().year();
    let library = sink.library();
    let Some(first) = library.calendars.first() else { return };
    if !library.calendars().flat_map(|c| &c.years).any(|known| year == known.year.0) {
        let message = message!(
            vi: "lịch làm việc không có năm {year}, từ đó quy trình có hiệu lực: không tính được ngày hẹn trả",
            en: "the calendar does not hold {year}, from which the procedure applies: no due date can be told"
        );
        let finding = sink.add(procedure.source(), places::of_effect(procedure), message);
        finding.relate_key(
            &first.source,
            Path::root().key("years"),
            message!(vi: "các năm của lịch", en: "the years of the calendar"),
        );
    }
}
