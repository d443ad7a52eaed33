//! A new date is given once.

use super::later;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{makes, one_stop, papers, repeated};
use crate::check::steps;
use crate::model::definition::FormKind;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("chỉ hẹn lại ngày trả kết quả một lần", "a new date is given once"),
        why: (
            "Từ ngày 21/6/2018 mỗi hồ sơ chỉ được hẹn lại không quá một lần.",
            "From 21 June 2018 a case may be given a new date once at most.",
        ),
        mend: (
            "Giảm `at-most` của luồng dẫn tới bước xin lỗi và hẹn lại xuống 1, hoặc chỉ để một bước hẹn lại trên mỗi đường.",
            "Lower the `at-most` of the flow that leads to the apology to 1, or leave one such step on each way.",
        ),
        wrong: "effective: 2018-07-01\nsteps: [{id: search, next: [{to: print, when: Tìm thấy}, {to: sign-refusal, when: \
                Không tìm thấy}, {to: delay, when: Chưa tra cứu xong, at-most: 2}]}, {id: delay, title: Xin lỗi và hẹn lại, \
                role: one-stop-officer, makes: [apology-letter], next: search}]",
        right: "effective: 2018-07-01\nsteps: [{id: search, next: [{to: print, when: Tìm thấy}, {to: sign-refusal, when: \
                Không tìm thấy}, {to: delay, when: Chưa tra cứu xong, at-most: 1}]}, {id: delay, title: Xin lỗi và hẹn lại, \
                role: one-stop-officer, makes: [apology-letter], next: search}]",
        ..Info::new("one-stop/new-date-once", later("Arts. 17–20"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let library = sink.library();
    if one_stop(procedure, library).is_none() {
        return;
    }
    let apologies = papers(procedure, library, FormKind::Apology);
    let giving: Vec<usize> = (0..steps(procedure).len()).filter(|i| makes(&steps(procedure)[*i], &apologies)).collect();
    let Some(found) = repeated(procedure, &giving, 1) else { return };
    let (id, times) = (&steps(procedure)[found.step].id, found.times);
    let message = message!(
        vi: "đến bước `{id}` một hồ sơ có thể bị hẹn lại {times} lần, quy định chỉ cho một lần",
        en: "with the step `{id}` a case can be given a new date {times} times, one is allowed"
    );
    found.say(procedure, sink, message, &message!(vi: "cũng hẹn lại", en: "gives a new date as well"));
}
