//! Who needs more time tells the applicant.

use super::act;
use crate::check::rule::{BuiltIn, Info, Look, LookUp, Sink};
use crate::check::service::{Hands, makes, one_stop, papers, step_id};
use crate::check::{step_path, steps};
use crate::model::definition::{FormKind, Step};
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("kéo dài thời hạn thì báo cho người yêu cầu", "an applicant is told that the limit is extended"),
        why: (
            "Hồ sơ cần thêm thời gian thì người dân phải được báo ngày trả mới, nếu không họ đến đúng hẹn mà không \
             có kết quả.",
            "Where a case needs more time the applicant has to be told the new date, or comes on the day for nothing.",
        ),
        mend: (
            "Ghi người yêu cầu vào `informed` của bước đó, hoặc lập phiếu xin lỗi và hẹn lại.",
            "Name the applicant under `informed` of that step, or make the apology with the new date.",
        ),
        wrong: "service: {time-limit: {statutory: immediate, basis: luat-ho-tich-2014#64, extensions: [{when: Phải xác minh, \
                by: 2 working days, basis: nd-123-2015#22}]}}\nsteps: [{id: search, next: [{to: print, when: Tìm thấy, \
                extends: 2 working days}, {to: sign-refusal, when: Không tìm thấy}]}]",
        right: "service: {time-limit: {statutory: immediate, basis: luat-ho-tich-2014#64, extensions: [{when: Phải xác minh, \
                by: 2 working days, basis: nd-123-2015#22}]}}\nsteps: [{id: search, next: [{to: print, when: Tìm thấy, \
                extends: 2 working days}, {to: sign-refusal, when: Không tìm thấy}]}, {id: print, informed: [applicant]}]",
        looks_up: &[LookUp::Roles],
        ..Info::new("one-stop/extension-told", act(""))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let library = sink.library();
    if one_stop(procedure, library).is_none() || !steps(procedure).iter().any(|s| s.next.iter().any(|n| n.extends.is_some())) {
        return;
    }
    let hands = Hands::of(library);
    let apologies = papers(procedure, library, FormKind::Apology);
    // At the counter the applicant is there.
    let tells = |step: &Step| {
        hands.at_desk(step)
            || hands.is_applicant(&step.role)
            || step.informed.iter().chain(&step.consulted).any(|role| hands.is_applicant(role))
            || makes(step, &apologies)
    };
    for (i, step) in steps(procedure).iter().enumerate() {
        for (j, next) in step.next.iter().enumerate().filter(|(_, n)| n.extends.is_some()) {
            let Some(after) = steps(procedure).iter().position(|s| s.id == next.to) else { continue };
            if !tells(step) && !tells(&steps(procedure)[after]) {
                let to = &next.to;
                let message = message!(
                    vi: "thời hạn được kéo dài nhưng bước `{to}` không báo cho người yêu cầu (`informed: [applicant]`)",
                    en: "the limit is extended, but the step `{to}` does not tell the applicant (`informed: [applicant]`)"
                );
                let finding = sink.add(procedure.source(), step_path(i).key("next").index(j).key("extends"), message);
                finding.relate(procedure.source(), step_id(after), message!(vi: "không báo ở đây", en: "not told here"));
            }
        }
    }
}
