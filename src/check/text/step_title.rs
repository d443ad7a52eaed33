//! No two steps have the same title.

use super::in_language;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::{Id, Language, message};
use std::collections::HashMap;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("các bước không trùng tên", "no two steps have the same title"),
        why: (
            "Hai bước cùng tên thì trong bảng, trong sơ đồ và khi nói chuyện không ai phân biệt được.",
            "Two steps with one title cannot be told apart in tables, in charts or in talk.",
        ),
        mend: ("Viết rõ mỗi bước làm gì, với giấy tờ nào, ở cấp nào.", "Say what each does, with which paper or at which level."),
        wrong: "steps: [{id: print, title: {vi: In bản sao, en: Print}}, {id: sign, title: {vi: In bản sao, en: Sign}}]",
        right: "steps: [{id: print, title: {vi: In bản sao, en: Print}}, {id: sign, title: {vi: Ký bản sao, en: Sign}}]",
        ..Info::new("text/step-title", Basis::new("ISO 9001:2008", "4.2.3 e"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let mut seen: HashMap<(&Language, &str), &Id> = HashMap::with_capacity(steps(procedure).len() * 2);
    for (i, step) in steps(procedure).iter().enumerate() {
        for (language, title) in step.title.entries().filter(|(_, title)| !title.is_empty()) {
            if let Some(other) = seen.insert((language, title), &step.id).filter(|other| **other != step.id) {
                let message = message!(
                    vi: "bước này trùng tên với bước `{other}`",
                    en: "this step has the same title as the step `{other}`"
                );
                sink.add(procedure.source(), in_language(step_path(i).key("title"), language), message);
            }
        }
    }
}
