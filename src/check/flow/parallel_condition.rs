//! Ways that are all taken have no conditions and no shares.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::definition::Gate;
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::{Percent, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("nhánh song song không có điều kiện hoặc tỷ lệ", "ways that are all taken have no condition and no share"),
        why: (
            "Rẽ song song là đi tất cả các nhánh; điều kiện hay tỷ lệ ở một nhánh cho thấy người viết muốn chọn.",
            "A parallel split takes every way; a condition or a share on one of them says that a choice was meant.",
        ),
        mend: (
            "Đổi thành `split: exclusive` hoặc `inclusive`, hoặc bỏ điều kiện và tỷ lệ.",
            "Make it `split: exclusive` or `inclusive`, or remove condition and share.",
        ),
        wrong: "steps: [{id: search, split: parallel, next: [{to: print, when: {vi: Tìm thấy, en: found}}, {to: \
                sign-refusal}]}]",
        right: "steps: [{id: search, split: exclusive, next: [{to: print, when: {vi: Tìm thấy, en: found}}, {to: \
                sign-refusal, when: {vi: Không tìm thấy, en: not found}}]}]",
        ..Info::new("flow/parallel-condition", Basis::new("OMG BPMN 2.0.2", "10.6"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    for (i, step) in steps(procedure).iter().enumerate().filter(|(_, step)| step.split == Some(Gate::Parallel)) {
        for (j, next) in step.next.iter().enumerate() {
            let key = if next.when.is_some() {
                "when"
            } else if next.share.is_some_and(|share| share != Percent::WHOLE) {
                "share"
            } else {
                continue;
            };
            let to = &next.to;
            let message = message!(
                vi: "nhánh song song tới `{to}` có `{key}`, nhưng rẽ song song thì nhánh nào cũng đi: có phải là `exclusive` hoặc `inclusive`?",
                en: "the parallel way to `{to}` has a `{key}`, but every parallel way is taken: is it `exclusive` or `inclusive`?"
            );
            let finding = sink.add(procedure.source(), step_path(i).key("next").index(j).key(key), message);
            finding.relate(procedure.source(), step_path(i).key("split"), message!(vi: "đi mọi nhánh", en: "every way is taken"));
        }
    }
}
