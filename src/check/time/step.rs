//! No step alone takes longer than the limit.

use super::span::{Spent, Week, converted};
use super::{by_law_path, room, runs, time_limit};
use crate::check::decree_63::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::library::Procedure;
use crate::model::value::{Message, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("không bước nào tự nó đã dài hơn thời hạn", "no step alone takes longer than the limit"),
        why: (
            "Một bước dài hơn cả thời hạn (kể cả phần được kéo dài) thì hồ sơ đi qua bước ấy chắc chắn trễ. Thường \
             do ghi nhầm đơn vị hoặc ghi tổng thời gian vào từng dòng.",
            "A step longer than the whole limit, extensions included, makes every case late that passes it. Mostly \
             the unit is mistaken, or the total was written on each row.",
        ),
        mend: (
            "Sửa số hoặc đơn vị ở `time` của bước, hoặc sửa thời hạn nếu ghi sai.",
            "Mend the figure or unit of the `time` of the step, or the limit if it is misstated.",
        ),
        wrong: r"service: {time-limit: {statutory: 5 days}}
steps: [{id: search, time: 15 days}]",
        right: r"service: {time-limit: {statutory: 20 days}}
steps: [{id: search, time: 15 days}]",
        ..Info::new("time/step", article("Art. 8(2) đ"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(limit) = time_limit(procedure) else { return };
    let (Some(by_law), _) = Spent::limits(limit) else { return };
    let week = Week::of(sink.library());
    let room = room(procedure, by_law);
    for (i, step) in steps(procedure).iter().enumerate().filter(|(_, step)| runs(step)) {
        let Some(time) = step.time.as_ref().and_then(|t| t.value).map(Spent::of) else { continue };
        if !time.fits(room, week) {
            let (id, (time_vi, time_en), (room_vi, room_en)) = (&step.id, time.both(week), room.both(week));
            let (converted_vi, converted_en) = converted(time, room);
            let message = Message::new(
                format!("riêng bước `{id}` đã mất {time_vi}, quá thời hạn {room_vi}{converted_vi}"),
                format!("the step `{id}` alone takes {time_en}, more than the limit of {room_en}{converted_en}"),
            );
            let finding = sink.add(procedure.source(), step_path(i).key("time"), message);
            finding.relate(procedure.source(), by_law_path(limit), message!(vi: "thời hạn", en: "the limit"));
        }
    }
}
