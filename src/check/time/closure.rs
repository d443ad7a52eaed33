//! The days off of a year lie in that year, and end after they begin.

use crate::check::rule::{Basis, BuiltIn, Info, Look, LookUp, Sink};
use crate::model::finding::Path;
use crate::model::library::Library;
use crate::model::value::{Date, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: (
            "ngày nghỉ lễ nằm trong năm của mình và kết thúc sau khi bắt đầu",
            "days off lie in their year and end after they begin",
        ),
        why: (
            "Ngày nghỉ ghi nhầm năm, hoặc ngày cuối trước ngày đầu, thì hạn trả rơi vào ngày nghỉ mà không ai biết.",
            "A day off in the wrong year, or one whose last day is before its first, lets due dates fall on \
             holidays unseen.",
        ),
        mend: (
            "Đối chiếu với lịch nghỉ đã công bố rồi sửa ngày ghi sai.",
            "Compare it with the days off that were announced, and mend the date.",
        ),
        wrong: r"calendar: state-offices
years: [{year: 2018, closed: [{from: 2018-02-20, to: 2018-02-14, title: {vi: Tết Nguyên đán, en: Lunar New Year}}]}]",
        right: r"calendar: state-offices
years: [{year: 2018, closed: [{from: 2018-02-14, to: 2018-02-20, title: {vi: Tết Nguyên đán, en: Lunar New Year}}]}]",
        looks_up: &[LookUp::Calendar],
        ..Info::new("time/closure", Basis::new("10/2012/QH13, 45/2019/QH14", "Art. 115, Art. 112"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    for document in &library.calendars {
        for (i, year) in document.definition.years.iter().enumerate() {
            let of_year = |date: Date| date.civil().year() == year.year.0;
            for (j, closure) in year.closed.iter().enumerate() {
                let path = || Path::root().key("years").index(i).key("closed").index(j);
                let (from, number) = (closure.from, year.year);
                if !of_year(from) {
                    let message = message!(
                        vi: "ngày {from} không thuộc năm {number}",
                        en: "{from} is not a day of {number}"
                    );
                    let finding = sink.add(&document.source, path().key("from"), message);
                    let of = Path::root().key("years").index(i).key("year");
                    finding.relate(&document.source, of, message!(vi: "năm của lịch", en: "the year"));
                } else if let Some(to) = closure.to.filter(|to| *to < from) {
                    let message = message!(
                        vi: "ngày cuối {to} đứng trước ngày đầu {from}",
                        en: "the last day {to} comes before the first, {from}"
                    );
                    let finding = sink.add(&document.source, path().key("to"), message);
                    finding.called(message!(vi: "ngày cuối", en: "the last day"));
                    finding.relate(&document.source, path().key("from"), message!(vi: "ngày đầu", en: "the first day"));
                }
            }
        }
    }
}
