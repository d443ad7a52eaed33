//! What a unit does fits its part of the limit.

use super::span::{Spent, Week};
use super::{limit_path, one_is_longer, show_longest, time_limit, to_end, too_long, unit_of};
use crate::check::decree_63::article;
use crate::check::rule::{BuiltIn, Info, Look, LookUp, Sink};
use crate::model::definition::Step;
use crate::model::library::Procedure;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: (
            "phần việc của mỗi đơn vị nằm trong phần thời hạn của đơn vị đó",
            "the steps of a unit fit its part of the limit",
        ),
        why: (
            "Luật chia thời hạn cho từng cơ quan thì mỗi cơ quan phải xong trong phần của mình, dù tổng cộng chưa \
             quá.",
            "Where the law divides a limit among agencies, each has to be done within its own part, even if the \
             whole is kept.",
        ),
        mend: (
            "Rút thời gian các bước của đơn vị đó trên đường dài nhất, hoặc sửa phần thời hạn nếu ghi sai.",
            "Shorten the steps of that unit on the longest way, or mend the part if it is misstated.",
        ),
        wrong: r"service: {time-limit: {parts: [{unit: justice-division, what: {vi: Xem xét, en: Review}, limit: 2 hours}]}}
steps: [{id: sign, unit: justice-division, time: 90 minutes}, {id: stamp, unit: justice-division, time: 90 minutes}]",
        right: r"service: {time-limit: {parts: [{unit: justice-division, what: {vi: Xem xét, en: Review}, limit: 1 working day}]}}
steps: [{id: sign, unit: justice-division, time: 3 hours}]",
        whole: true,
        looks_up: &[LookUp::Calendar],
        ..Info::new("time/part", article("Art. 8(2) đ"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(limit) = time_limit(procedure) else { return };
    let week = Week::of(sink.library());
    for (i, part) in limit.parts.iter().enumerate() {
        // A unit may have several parts: they are looked at where the first one stands.
        if limit.parts[..i].iter().any(|before| before.unit == part.unit) {
            continue;
        }
        let own = limit.parts.iter().filter(|p| p.unit == part.unit);
        let room = own.fold(Spent::ZERO, |sum, p| sum + Spent::limit(p.limit));
        let library = sink.library();
        let counts = |step: &Step| unit_of(library, step) == Some(&part.unit);
        let Some(way) = to_end(library, procedure, &counts) else { continue };
        if !way.spent.fits(room + way.extended, week) && !one_is_longer(procedure, room, week) {
            let unit = &part.unit;
            let what = (format!("trong phần việc của `{unit}`"), format!("through the work of `{unit}`"));
            let message = too_long(procedure, &way, room, (&what.0, &what.1), week);
            let finding = sink.add(procedure.source(), limit_path().key("parts").index(i).key("limit"), message);
            show_longest(finding, procedure, &way, &counts, week);
        }
    }
}
