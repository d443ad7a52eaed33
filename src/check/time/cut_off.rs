//! The cut-off lies within office hours.

use super::{limit_path, time_limit};
use crate::check::rule::{Basis, BuiltIn, Info, Look, LookUp, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::{Date, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("giờ chốt nhận hồ sơ nằm trong giờ làm việc", "the cut-off lies within office hours"),
        why: (
            "Giờ chốt trước khi mở cửa hoặc sau khi đóng cửa thì không chốt được gì: mọi hồ sơ đều được tính sang \
             hôm sau, hoặc không hồ sơ nào.",
            "A cut-off before the office opens or after it closes cuts nothing off: every dossier counts from the \
             next day, or none.",
        ),
        mend: (
            "Sửa giờ chốt (`cut-off`), hoặc sửa giờ làm việc trong lịch.",
            "Mend the cut-off (`cut-off`), or the office hours of the calendar.",
        ),
        wrong: "service: {time-limit: {statutory: immediate, cut-off: \"18:30\"}}",
        right: "service: {time-limit: {statutory: immediate, cut-off: \"15:00\"}}",
        looks_up: &[LookUp::Calendar],
        ..Info::new("time/cut-off", Basis::new("23/2015/NĐ-CP", "Art. 7").from(Date::of(2015, 4, 10)))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(cut_off) = time_limit(procedure).and_then(|limit| limit.cut_off) else { return };
    let library = sink.library();
    let hours = || library.calendars().flat_map(|calendar| &calendar.hours);
    let minutes = cut_off.minutes();
    let (Some(opens), Some(closes)) = (hours().map(|h| h.from.minutes()).min(), hours().map(|h| h.to.minutes()).max()) else {
        return;
    };
    // What is handed in until the office closes may count for the day.
    if minutes <= opens || minutes > closes {
        let message = message!(
            vi: "giờ chốt {cut_off} nằm ngoài giờ làm việc của lịch",
            en: "the cut-off at {cut_off} lies outside the office hours of the calendar"
        );
        let finding = sink.add(procedure.source(), limit_path().key("cut-off"), message);
        if let Some(calendar) = library.calendars.iter().find(|calendar| !calendar.definition.hours.is_empty()) {
            finding.relate_key(&calendar.source, Path::root().key("hours"), message!(vi: "giờ làm việc", en: "office hours"));
        }
    }
}
