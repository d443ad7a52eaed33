//! The ways of a choice have different conditions.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::definition::Gate;
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::{Language, message};
use std::collections::HashMap;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("các nhánh lựa chọn có điều kiện khác nhau", "the ways of a choice have different conditions"),
        why: (
            "Hai nhánh có cùng điều kiện thì người làm không biết đi nhánh nào.",
            "With the same condition on two ways nobody knows which to take.",
        ),
        mend: (
            "Viết lại một trong hai điều kiện để phân biệt được hai nhánh.",
            "Reword one of the two conditions so that the ways can be told apart.",
        ),
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
        // Of an inclusive split both ways are taken then, and may be meant to be.
        if step.next.len() < 2 || matches!(step.split, Some(Gate::Parallel | Gate::Inclusive)) {
            continue;
        }
        let mut seen: HashMap<(&Language, &str), usize> = HashMap::new();
        for (j, next) in step.next.iter().enumerate() {
            // Conditions are said in several languages: one that is the same is not enough to choose by.
            let mut again = None;
            for said in next.when.iter().flat_map(|when| when.entries()).filter(|(_, text)| !text.is_empty()) {
                let first = *seen.entry(said).or_insert(j);
                again = again.or(Some(first).filter(|first| *first != j));
            }
            if let Some(first) = again {
                let (to, other) = (&next.to, &step.next[first].to);
                let message = message!(
                    vi: "nhánh tới `{to}` có cùng điều kiện với nhánh tới `{other}`",
                    en: "the way to `{to}` has the same condition as the way to `{other}`"
                );
                let at = |j: usize| step_path(i).key("next").index(j).key("when");
                let finding = sink.add(procedure.source(), at(j), message);
                finding.relate(procedure.source(), at(first), message!(vi: "cùng điều kiện", en: "the same condition"));
            }
        }
    }
}
