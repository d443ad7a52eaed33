//! A new date is given once.

use super::later;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{makes, one_stop, papers};
use crate::check::{step_path, steps};
use crate::model::definition::{FormKind, Step};
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
            "Giảm `at-most` của luồng dẫn tới bước xin lỗi và hẹn lại xuống 1.",
            "Lower the `at-most` of the flow that leads to the apology to 1.",
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
    let again = |step: &Step| step.next.iter().any(|n| n.at_most.is_some_and(|times| times.0 > 1));
    for (i, step) in steps(procedure).iter().enumerate().filter(|(_, step)| again(step)) {
        for (j, next) in step.next.iter().enumerate() {
            let Some(times) = next.at_most.filter(|times| times.0 > 1) else { continue };
            if steps(procedure).iter().any(|s| s.id == next.to && makes(s, &apologies)) {
                let message = message!(
                    vi: "một hồ sơ có thể bị hẹn lại {times} lần, quy định chỉ cho một lần",
                    en: "a case can be given a new date {times} times, one is allowed"
                );
                sink.add(procedure.source(), step_path(i).key("next").index(j).key("at-most"), message);
            }
        }
    }
}
