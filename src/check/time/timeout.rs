//! No time-out is longer than the limit.

use super::span::{Spent, Week, converted};
use super::{by_law_path, room, runs, time_limit};
use crate::check::decree_63::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::library::Procedure;
use crate::model::value::{Message, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("thời gian chờ không dài hơn thời hạn giải quyết", "no time-out is longer than the limit"),
        why: (
            "Chờ trả lời lâu hơn cả thời hạn giải quyết thì khi hết chờ đã trễ.",
            "Who waits longer than the limit is late when the waiting ends.",
        ),
        mend: (
            "Rút thời gian chờ, ngừng tính thời hạn trong khi chờ nếu luật cho phép, hoặc cho luồng đó kéo dài thời \
             hạn.",
            "Shorten the waiting, stop the clock meanwhile if the law allows it, or let a flow extend the limit.",
        ),
        wrong: r"service: {time-limit: {statutory: 5 working days}}
steps: [{id: search, timeout: {after: 10 working days, to: sign-refusal}}]",
        right: r"service: {time-limit: {statutory: 15 working days}}
steps: [{id: search, time: 10 working days, timeout: {after: 10 working days, to: sign-refusal}}]",
        ..Info::new("time/timeout", article("Art. 8(2) đ"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(limit) = time_limit(procedure) else { return };
    let (Some(by_law), _) = Spent::limits(limit) else { return };
    let week = Week::of(sink.library());
    let room = room(procedure, by_law);
    for (i, step) in steps(procedure).iter().enumerate().filter(|(_, step)| runs(step)) {
        let Some(waits) = step.timeout.as_ref().map(|t| Spent::of(t.after)) else { continue };
        if !waits.fits(room, week) {
            let (id, (waits_vi, waits_en), (room_vi, room_en)) = (&step.id, waits.both(week), room.both(week));
            let (converted_vi, converted_en) = converted(waits, room);
            let message = Message::new(
                format!("bước `{id}` chờ {waits_vi}, quá thời hạn {room_vi}{converted_vi}"),
                format!("the step `{id}` waits for {waits_en}, more than the limit of {room_en}{converted_en}"),
            );
            let finding = sink.add(procedure.source(), step_path(i).key("timeout").key("after"), message);
            finding.relate(procedure.source(), by_law_path(limit), message!(vi: "thời hạn", en: "the limit"));
        }
    }
}
