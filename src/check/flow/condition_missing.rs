//! Every way of a choice has its condition.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::definition::Gate;
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("mỗi nhánh lựa chọn có điều kiện `when`", "every way of a choice has its `when`"),
        why: (
            "Nhánh không có điều kiện thì người làm không biết khi nào đi theo nhánh đó.",
            "Whoever comes to a way without a condition does not know when to take it.",
        ),
        mend: ("Ghi điều kiện `when` cho từng nhánh chưa có.", "Write a `when` for each way that has none."),
        wrong: "steps: [{id: search, next: [{to: print, when: {vi: Tìm thấy, en: found}}, {to: sign-refusal}]}]",
        right: "steps: [{id: search, next: [{to: print, when: {vi: Tìm thấy, en: found}}, {to: sign-refusal, when: {vi: \
                Không tìm thấy, en: not found}}]}]",
        ..Info::new("flow/condition-missing", Basis::new("OMG BPMN 2.0.2", "10.6"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    for (i, step) in steps(procedure).iter().enumerate() {
        let said = step.split.is_some() || step.next.iter().any(|n| n.when.is_some());
        if step.next.len() > 1 && said && step.split != Some(Gate::Parallel) {
            for (j, next) in step.next.iter().enumerate().filter(|(_, n)| n.when.is_none()) {
                let (id, to) = (&step.id, &next.to);
                let message = message!(
                    vi: "nhánh từ `{id}` tới `{to}` không có điều kiện `when`",
                    en: "the way from `{id}` to `{to}` has no condition `when`"
                );
                sink.add(procedure.source(), step_path(i).key("next").index(j), message);
            }
        }
    }
}
