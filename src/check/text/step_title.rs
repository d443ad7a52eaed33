//! No two steps have the same title.

use super::in_language;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::{Language, message};
use std::collections::HashMap;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("các bước không trùng tên", "no two steps have the same title"),
        why: (
            "Hai bước cùng tên thì trong bảng, trong sơ đồ và khi nói chuyện không ai phân biệt được.",
            "Two steps with one title cannot be told apart in tables, in charts or in talk.",
        ),
        mend: (
            "Viết rõ mỗi bước làm gì, với giấy tờ nào, ở cấp nào.",
            "Say what each step does, with which paper or at which level.",
        ),
        wrong: "steps: [{id: print, title: {vi: In bản sao, en: Print}}, {id: sign, title: {vi: In bản sao, en: Sign}}]",
        right: "steps: [{id: print, title: {vi: In bản sao, en: Print}}, {id: sign, title: {vi: Ký bản sao, en: Sign}}]",
        ..Info::new("text/step-title", Basis::new("ISO 9001:2008", "4.2.3 e"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let mut seen: HashMap<(&Language, &str), usize> = HashMap::with_capacity(steps(procedure).len() * 2);
    for (i, step) in steps(procedure).iter().enumerate() {
        for (language, title) in step.title.entries().filter(|(_, title)| !title.is_empty()) {
            let first = *seen.entry((language, title)).or_insert(i);
            let other = &steps(procedure)[first].id;
            if *other != step.id {
                let message = message!(
                    vi: "bước này trùng tên với bước `{other}`",
                    en: "this step has the same title as the step `{other}`"
                );
                let at = |i: usize| in_language(step_path(i).key("title"), language);
                let finding = sink.add(procedure.source(), at(i), message);
                finding.relate(procedure.source(), at(first), message!(vi: "cùng tên", en: "the same title"));
            }
        }
    }
}
