//! Every way can be taken.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("luồng nào cũng có thể được đi", "every flow can be taken"),
        why: (
            "Luồng được đi tối đa 0 lần, hoặc với tỷ lệ 0%, là luồng không bao giờ được đi.",
            "A flow that may be taken 0 times at most, or by 0 % of the cases, is never taken.",
        ),
        mend: ("Ghi số lần hoặc tỷ lệ thật, hoặc bỏ luồng.", "State the real number or share, or remove the flow."),
        wrong: "steps: [{id: search, next: [{to: print, when: {vi: Tìm thấy, en: found}, share: 100%}, {to: \
                sign-refusal, when: {vi: Không, en: not found}, share: 0%}]}]",
        right: "steps: [{id: search, next: [{to: print, when: {vi: Tìm thấy, en: found}, share: 99%}, {to: \
                sign-refusal, when: {vi: Không, en: not found}, share: 1%}]}]",
        whole: true,
        ..Info::new("flow/never", Basis::new("OMG BPMN 2.0.2", "10.6"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    for (i, step) in steps(procedure).iter().enumerate() {
        for (j, next) in step.next.iter().enumerate() {
            let key = if next.at_most.is_some_and(|bound| bound.0 == 0) {
                "at-most"
            } else if next.share.is_some_and(|share| share.ten_thousandths() == 0) {
                "share"
            } else {
                continue;
            };
            let to = &next.to;
            let message = message!(
                vi: "luồng tới `{to}` không bao giờ được đi",
                en: "the flow to `{to}` is never taken"
            );
            sink.add(procedure.source(), step_path(i).key("next").index(j).key(key), message);
        }
    }
}
