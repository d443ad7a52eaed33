//! The ways of a split lead to different steps.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::message;
use std::collections::HashMap;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("các nhánh của một chỗ rẽ dẫn tới những bước khác nhau", "the ways of a split lead to different steps"),
        why: (
            "Hai nhánh của một lựa chọn cùng dẫn tới một bước thì lựa chọn đó không quyết định gì, thường do chép \
             nhầm tên bước.",
            "Two ways of a choice that lead to the same step decide nothing: mostly a name was copied.",
        ),
        mend: (
            "Sửa đích của một trong hai nhánh, hoặc gộp chúng thành một nhánh với một điều kiện.",
            "Correct where one of the two leads, or make them one way with one condition.",
        ),
        wrong: "steps: [{id: search, next: [{to: print, when: {vi: Tìm thấy, en: found}}, {to: print, when: {vi: Không, \
                en: not found}}]}, {id: forward, next: [{to: search, when: {vi: Có, en: yes}}, {to: sign-refusal, when: \
                {vi: Không, en: no}}]}]",
        right: "steps: [{id: search, next: [{to: print, when: {vi: Tìm thấy, en: found}}, {to: sign-refusal, when: {vi: \
                Không, en: not found}}]}]",
        ..Info::new("flow/idle-choice", Basis::new("OMG BPMN 2.0.2", "10.6"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    for (i, step) in steps(procedure).iter().enumerate().filter(|(_, step)| step.next.len() > 1) {
        let mut seen = HashMap::new();
        for (j, next) in step.next.iter().enumerate().filter(|(_, next)| !next.to.is_placeholder()) {
            let (id, to) = (&step.id, &next.to);
            let first = *seen.entry(to).or_insert(j);
            if first != j {
                let message = message!(
                    vi: "hai luồng của bước `{id}` cùng dẫn tới `{to}`",
                    en: "two flows of the step `{id}` lead to `{to}`"
                );
                let at = |j: usize| step_path(i).key("next").index(j).key("to");
                let finding = sink.add(procedure.source(), at(j), message);
                finding.relate(procedure.source(), at(first), message!(vi: "đã dẫn tới ở đây", en: "led to here already"));
            }
        }
    }
}
