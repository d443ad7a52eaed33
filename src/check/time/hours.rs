//! Office hours end after they begin, and do not overlap.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::definition::Hours;
use crate::model::finding::Path;
use crate::model::library::Library;
use crate::model::value::message;
use std::sync::Arc;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: (
            "giờ làm việc kết thúc sau khi bắt đầu và không chồng lên nhau",
            "office hours end after they begin and do not overlap",
        ),
        why: (
            "Từ giờ làm việc tính ra độ dài ngày làm việc, tức là mọi thời gian ghi bằng giờ; giờ đóng trước giờ mở \
             hoặc hai buổi chồng nhau làm ngày dài ra hay ngắn lại.",
            "The office hours say how long a working day is, and so what every time in hours is worth; hours that \
             end before they begin, or overlap, make the day longer or shorter than it is.",
        ),
        mend: ("Sửa giờ mở cửa, đóng cửa ghi sai trong lịch.", "Mend the hour that is wrong in the calendar."),
        wrong: r#"calendar: state-offices
hours: [{from: "08:00", to: "12:00"}, {from: "11:00", to: "17:00"}]"#,
        right: r#"calendar: state-offices
hours: [{from: "08:00", to: "12:00"}, {from: "13:30", to: "17:30"}]"#,
        ..Info::new("time/hours", Basis::new("188/1999/QĐ-TTg", "Art. 1"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    for document in &library.calendars {
        let calendar = &document.definition;
        one_day(&document.source, &calendar.hours, &Path::root().key("hours"), sink);
        for (i, desk) in calendar.desks.iter().enumerate() {
            one_day(&document.source, &desk.hours, &Path::root().key("desks").index(i).key("hours"), sink);
        }
    }
}

/// The hours of one day.
fn one_day(source: &Arc<str>, hours: &[Hours], at: &Path, sink: &mut Sink) {
    for (i, open) in hours.iter().enumerate() {
        let (from, to) = (open.from, open.to);
        let path = || at.clone().index(i);
        if to.minutes() <= from.minutes() {
            let message = message!(vi: "{to} không sau {from}", en: "{to} does not come after {from}");
            let finding = sink.add(source, path().key("to"), message);
            finding.relate(source, path().key("from"), message!(vi: "bắt đầu", en: "it begins"));
            continue;
        }
        let overlaps = |other: &&Hours| from.minutes() < other.to.minutes() && other.from.minutes() < to.minutes();
        if let Some((j, other)) = hours[..i].iter().enumerate().find(|(_, other)| overlaps(other)) {
            let (begins, ends) = (other.from, other.to);
            let message = message!(
                vi: "{from}–{to} chồng lên {begins}–{ends}",
                en: "{from}–{to} overlaps {begins}–{ends}"
            );
            let finding = sink.add(source, path().key("from"), message);
            let first = at.clone().index(j).key("to");
            finding.relate(source, first, message!(vi: "buổi kia kết thúc", en: "the other ends"));
        }
    }
}
