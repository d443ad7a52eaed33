//! The calendar knows the year in which a procedure begins to apply.

use super::time_limit;
use crate::check::rule::{Basis, BuiltIn, Info, Look, LookUp, Sink};
use crate::check::{effective, places};
use crate::model::finding::{Path, Severity};
use crate::model::library::{Library, Procedure};
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
        looks_up: &[LookUp::Calendar],
        ..Info::new("time/calendar", Basis::new("10/2012/QH13, 45/2019/QH14", "Art. 115, Art. 112"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let mut calendars = library.calendars().peekable();
    if calendars.peek().is_none() {
        return;
    }
    let known: Vec<i16> = calendars.flat_map(|c| &c.years).map(|year| year.year.0).collect();
    // A year that is missing is one mistake, however many procedures begin in it.
    let mut missing: Vec<(i16, Vec<(&Procedure, Path)>)> = Vec::new();
    for procedure in library.procedures().iter().filter(|procedure| time_limit(procedure).is_some()) {
        let Some(year) = effective(procedure).map(|day| day.civil().year()).filter(|year| !known.contains(year)) else {
            continue;
        };
        let path = places::of_effect(procedure);
        match missing.iter_mut().find(|(other, _)| *other == year) {
            Some((_, procedures)) => procedures.push((procedure, path)),
            None => missing.push((year, vec![(procedure, path)])),
        }
    }
    for (year, procedures) in missing {
        let message = message!(
            vi: "lịch làm việc không có năm {year}, từ đó quy trình có hiệu lực: không tính được ngày hẹn trả",
            en: "the calendar does not hold {year}, from which the procedure applies: no due date can be told"
        );
        let mut procedures = procedures.into_iter();
        let Some((first, path)) = procedures.next() else { continue };
        let finding = sink.add(first.source(), path, message);
        if let Some(calendar) = library.calendars.first() {
            let years = message!(vi: "các năm của lịch", en: "the years of the calendar");
            finding.relate_key(&calendar.source, Path::root().key("years"), years);
        }
        for (other, path) in procedures {
            finding.relate(other.source(), path, message!(vi: "cũng từ năm {year}", en: "from {year} too"));
        }
    }
}
