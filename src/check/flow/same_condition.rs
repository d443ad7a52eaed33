//! The ways of a choice have different conditions.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::definition::Gate;
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::message;
use std::collections::HashSet;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("các nhánh lựa chọn có điều kiện khác nhau", "the ways of a choice have different conditions"),
        why: (
            "Hai nhánh có cùng điều kiện thì người làm không biết đi nhánh nào.",
            "With the same condition on two ways nobody knows which to take.",
        ),
        mend: ("Viết lại điều kiện của một nhánh cho phân biệt được.", "Reword one of them so that they can be told apart."),
        wrong: "steps: [{id: search, next: [{to: print, when: {vi: Tìm thấy, en: found}}, {to: sign-refusal, when: {vi: \
                Tìm thấy, en: found}}]}]",
        right: "steps: [{id: search, next: [{to: print, when: {vi: Tìm thấy, en: found}}, {to: sign-refusal, when: {vi: \
                Không tìm thấy, en: not found}}]}]",
        ..Info::new("flow/same-condition", Basis::new("OMG BPMN 2.0.2", "10.6"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    for (i, step) in steps(procedure).iter().enumerate() {
        if step.next.len() < 2 || step.split == Some(Gate::Parallel) {
            continue;
        }
        let mut seen = HashSet::new();
        for (j, next) in step.next.iter().enumerate() {
            // Conditions are said in several languages: one that is the same is not enough to choose by.
            let again =
                next.when.iter().flat_map(|when| when.entries()).any(|(l, text)| !text.is_empty() && !seen.insert((l, text)));
            if again {
                let to = &next.to;
                let message = message!(
                    vi: "nhánh tới `{to}` có cùng điều kiện với một nhánh khác của bước này",
                    en: "the way to `{to}` has the same condition as another way of this step"
                );
                sink.add(procedure.source(), step_path(i).key("next").index(j).key("when"), message);
            }
        }
    }
}
