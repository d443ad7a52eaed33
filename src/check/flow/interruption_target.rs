//! An interruption does not interrupt what it leads to.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("sự kiện ngắt không ngắt chính bước mà nó dẫn tới", "an interruption does not interrupt the step it leads to"),
        why: (
            "Sự kiện ngắt dẫn tới một bước nằm trong các bước có thể bị ngắt thì có thể lặp lại mãi từ chính bước ấy.",
            "An interruption that leads to one of the steps it may interrupt can happen there again and again.",
        ),
        mend: (
            "Bỏ bước đích khỏi `during:`, hoặc cho sự kiện dẫn tới một bước riêng.",
            "Take the target out of `during:`, or let the event lead to a step of its own.",
        ),
        wrong: "interruptions: [{when: {vi: Người yêu cầu rút hồ sơ, en: The applicant withdraws}, by: applicant, to: \
                close-withdrawn, during: [search, close-withdrawn]}]",
        right: "interruptions: [{when: {vi: Người yêu cầu rút hồ sơ, en: The applicant withdraws}, by: applicant, to: \
                close-withdrawn, during: [search]}]",
        ..Info::new("flow/interruption-target", Basis::new("OMG BPMN 2.0.2", "10.5").unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    for (i, interruption) in procedure.definition().interruptions.iter().enumerate() {
        if let Some(j) = interruption.during.iter().position(|step| *step == interruption.to) {
            let to = &interruption.to;
            let message = message!(
                vi: "sự kiện dẫn tới bước `{to}` nhưng cũng ngắt chính bước đó",
                en: "the event leads to the step `{to}` and interrupts that very step"
            );
            let at = |key: &str| Path::root().key("interruptions").index(i).key(key);
            let finding = sink.add(procedure.source(), at("during").index(j), message);
            finding.label = Some(message!(vi: "ngắt bước này", en: "interrupts it"));
            finding.relate(procedure.source(), at("to"), message!(vi: "dẫn tới bước này", en: "leads to it"));
        }
    }
}
