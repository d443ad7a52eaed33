//! What is missing is asked for in writing.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, LookUp, Sink};
use crate::check::service::{Hands, asked_again, intact, step_id};
use crate::check::steps;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("yêu cầu bổ sung hồ sơ bằng văn bản", "what is missing is asked for in writing"),
        why: (
            "Yêu cầu bổ sung phải bằng văn bản, ghi đủ một lần những gì còn thiếu; gọi điện thoại hay nói miệng thì \
             người dân đi lại nhiều lần.",
            "A supplement is asked for in writing and names everything at once; asked by telephone, people come \
             again and again.",
        ),
        mend: (
            "Ghi phiếu yêu cầu bổ sung vào `makes` của bước yêu cầu.",
            "Name the supplement request under `makes` of the step that asks.",
        ),
        wrong: "# without steps.request-supplement.makes",
        right: "steps: [{id: request-supplement, makes: [supplement-request]}]",
        whole: true,
        looks_up: &[LookUp::Roles],
        ..Info::new("decree-63/supplement-in-writing", article("Art. 18(5)"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    if intact(procedure).is_none() {
        return;
    }
    let hands = Hands::of(sink.library());
    for (i, before) in asked_again(procedure, &hands) {
        for j in before {
            let (step, to) = (&steps(procedure)[j], &steps(procedure)[i].id);
            if hands.by_agency(step) && step.makes.is_empty() {
                let id = &step.id;
                let message = message!(
                    vi: "bước `{id}` yêu cầu người dân làm bước `{to}` nhưng không lập văn bản nào (`makes:`)",
                    en: "the step `{id}` sends the applicant back to `{to}`, but makes no paper (`makes:`)"
                );
                let finding = sink.add(procedure.source(), step_id(j), message);
                finding.relate(
                    procedure.source(),
                    step_id(i),
                    message!(vi: "người dân phải làm", en: "what the applicant has to do"),
                );
            }
        }
    }
}
