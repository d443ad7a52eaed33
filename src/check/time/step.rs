//! No step alone takes longer than the limit.

use super::span::{Spent, Week, converted};
use super::{room, runs, time_limit};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::library::Procedure;
use crate::model::value::Message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("không bước nào tự nó đã dài hơn thời hạn", "no step alone takes longer than the limit"),
        why: (
            "Một bước dài hơn cả thời hạn (kể cả phần được kéo dài) thì hồ sơ đi qua bước ấy chắc chắn trễ. Thường \
             do ghi nhầm đơn vị hoặc ghi tổng thời gian vào từng dòng.",
            "A step longer than the whole limit, extensions included, makes every case late that passes it. Mostly \
             the unit is mistaken, or the total was written on each row.",
        ),
        mend: ("Sửa thời gian của bước hoặc thời hạn.", "Mend the time of the step or the limit."),
        wrong: r"service: {time-limit: {statutory: 5 days}}
steps: [{id: search, time: 15 days}]",
        right: r"service: {time-limit: {statutory: 20 days}}
steps: [{id: search, time: 15 days}]",
        ..Info::new("time/step", Basis::new("63/2010/NĐ-CP", "Art. 8(2) đ"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some((Some(by_law), _)) = time_limit(procedure).map(Spent::limits) else { return };
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
            sink.add(procedure.source(), step_path(i).key("time"), message);
        }
    }
}
