//! Several ways out say how they divide.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: (
            "nhiều luồng ra phải có `split`, hoặc mỗi luồng có điều kiện `when`",
            "several ways out have a `split`, or each way its `when`",
        ),
        why: (
            "Sau một bước có nhiều luồng mà không nói chọn một hay đi cả thì mỗi người làm một cách.",
            "With several flows out of a step and nothing that says whether one is chosen or all are followed, \
             everybody does as he likes.",
        ),
        mend: (
            "Ghi `split:` ở bước, hoặc điều kiện `when` cho mỗi luồng.",
            "Write `split:` at the step, or a `when` for each way.",
        ),
        wrong: "steps: [{id: forward, next: [search, stamp]}]",
        right: "steps: [{id: forward, next: [{to: search, when: {vi: Cần tra cứu, en: a search is needed}}, {to: print, \
                when: {vi: Đã có trong dữ liệu, en: already in the database}}]}]",
        ..Info::new("flow/split-unsaid", Basis::new("OMG BPMN 2.0.2", "10.6"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    for (i, step) in steps(procedure).iter().enumerate() {
        if step.next.len() > 1 && step.split.is_none() && step.next.iter().all(|n| n.when.is_none()) {
            let ways = step.next.len();
            let message = message!(
                vi: "có {ways} luồng ra nhưng không rõ đi theo cách nào: thêm `split: exclusive`, `parallel` hoặc `inclusive`, hoặc điều kiện `when` cho mỗi luồng",
                en: "{ways} ways out, and nothing says how they divide: add `split: exclusive`, `parallel` or `inclusive`, or a `when` to each"
            );
            sink.add(procedure.source(), step_path(i).key("next"), message);
        }
    }
}
