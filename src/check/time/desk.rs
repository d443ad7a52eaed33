//! A desk for days of rest is open on a day of rest.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::{Language, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: (
            "bộ phận trực ngày nghỉ làm việc vào ngày nghỉ hằng tuần",
            "a desk for days of rest is open on a weekly day of rest",
        ),
        why: (
            "Ngày mà cơ quan vốn đã làm việc thì không cần trực; ghi trực vào ngày ấy là ghi nhầm thứ, hoặc lịch \
             thiếu ngày nghỉ hằng tuần.",
            "On a day that is worked anyway nobody keeps a desk: the day is a slip, or a day of rest is missing.",
        ),
        mend: ("Sửa `day`, hoặc bổ sung `weekly-rest`.", "Mend the `day`, or complete `weekly-rest`."),
        wrong: r#"calendar: state-offices
weekly-rest: [saturday, sunday]
desks: [{day: friday, hours: [{from: "08:00", to: "12:00"}], basis: qd-14-2010-ttg#1}]"#,
        right: r#"calendar: state-offices
weekly-rest: [saturday, sunday]
desks: [{day: saturday, hours: [{from: "08:00", to: "12:00"}], basis: qd-14-2010-ttg#1}]"#,
        ..Info::new("time/desk", Basis::new("14/2010/QĐ-TTg", "Art. 1"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    for document in &library.calendars {
        let calendar = &document.definition;
        for (i, desk) in calendar.desks.iter().enumerate().filter(|(_, desk)| !calendar.weekly_rest.contains(&desk.day)) {
            let (vi, en) = (desk.day.label(&Language::Vi), desk.day.label(&Language::En));
            let message = message!(
                vi: "{vi} không phải là ngày nghỉ hằng tuần: không cần trực",
                en: "{en} is no weekly day of rest: it needs no desk"
            );
            let finding = sink.add(&document.source, Path::root().key("desks").index(i).key("day"), message);
            let rest = message!(vi: "ngày nghỉ hằng tuần", en: "days of rest");
            finding.relate(&document.source, Path::root().key("weekly-rest"), rest);
        }
    }
}
