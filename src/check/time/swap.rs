//! Days are swapped between a working day and a day of rest.

use crate::check::rule::{Basis, BuiltIn, Info, Look, LookUp, Sink};
use crate::model::definition::Weekday;
use crate::model::finding::Path;
use crate::model::library::Library;
use crate::model::value::{Date, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("hoán đổi giữa một ngày làm việc và một ngày nghỉ hằng tuần", "a working day is swapped with a day of rest"),
        why: (
            "Hoán đổi là nghỉ một ngày làm việc và làm bù vào ngày nghỉ hằng tuần; nghỉ vào ngày vốn đã nghỉ, hoặc \
             làm bù vào ngày vốn đã làm, là ghi nhầm ngày.",
            "A swap takes a working day off and works a weekly day of rest instead; a day off that is one anyway, \
             or work on a working day, is a slip.",
        ),
        mend: (
            "Đối chiếu với thông báo hoán đổi ngày nghỉ rồi sửa ngày ghi sai.",
            "Compare it with the notice of the swap, and mend the date.",
        ),
        wrong: r#"calendar: state-offices
years: [{year: 2018, closed: [{from: 2018-01-01, title: {vi: Tết Dương lịch, en: "New Year's Day"}}], swaps: [{off: 2018-12-30, work: 2019-01-05}]}]"#,
        right: r#"calendar: state-offices
years: [{year: 2018, closed: [{from: 2018-01-01, title: {vi: Tết Dương lịch, en: "New Year's Day"}}], swaps: [{off: 2018-12-31, work: 2019-01-05}]}]"#,
        looks_up: &[LookUp::Calendar],
        ..Info::new("time/swap", Basis::new("10/2012/QH13, 45/2019/QH14", "Art. 115, Art. 112").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    for document in &library.calendars {
        let rests = |date: Date| document.definition.weekly_rest.contains(&weekday(date));
        for (i, year) in document.definition.years.iter().enumerate() {
            for (j, swap) in year.swaps.iter().enumerate() {
                let path = || Path::root().key("years").index(i).key("swaps").index(j);
                let (off, work) = (swap.off, swap.work);
                if rests(off) {
                    let message =
                        message!(vi: "ngày {off} vốn đã là ngày nghỉ hằng tuần", en: "{off} is a weekly day of rest anyway");
                    let finding = sink.add(&document.source, path().key("off"), message);
                    finding.relate(
                        &document.source,
                        Path::root().key("weekly-rest"),
                        message!(vi: "ngày nghỉ hằng tuần", en: "days of rest"),
                    );
                }
                if !rests(work) {
                    let message = message!(vi: "ngày {work} vốn đã là ngày làm việc", en: "{work} is a working day anyway");
                    let finding = sink.add(&document.source, path().key("work"), message);
                    finding.relate(
                        &document.source,
                        Path::root().key("weekly-rest"),
                        message!(vi: "ngày nghỉ hằng tuần", en: "days of rest"),
                    );
                }
            }
        }
    }
}

fn weekday(date: Date) -> Weekday {
    match date.civil().weekday() {
        jiff::civil::Weekday::Monday => Weekday::Monday,
        jiff::civil::Weekday::Tuesday => Weekday::Tuesday,
        jiff::civil::Weekday::Wednesday => Weekday::Wednesday,
        jiff::civil::Weekday::Thursday => Weekday::Thursday,
        jiff::civil::Weekday::Friday => Weekday::Friday,
        jiff::civil::Weekday::Saturday => Weekday::Saturday,
        jiff::civil::Weekday::Sunday => Weekday::Sunday,
    }
}
