//! Every simplification has its reason.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::service;
use crate::model::finding::{Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("mỗi phương án đơn giản hóa có lý do", "every simplification has its reason"),
        why: (
            "Rà soát là xem thủ tục có cần thiết, hợp lý, hợp pháp và chi phí thế nào; phương án không có lý do thì \
             không đánh giá được.",
            "A review asks whether a procedure is necessary, reasonable and lawful, and what it costs; a \
             simplification without a reason cannot be judged.",
        ),
        mend: (
            "Ghi lý do của phương án vào `rationale`: bỏ được gì, vì sao vẫn đạt mục tiêu quản lý.",
            "Give the reason under `rationale`: what falls away, and why the aim is still reached.",
        ),
        wrong: "# without simplifications.officer-at-counter.rationale",
        right: "simplifications: [{id: officer-at-counter, rationale: Bỏ một lần chuyển}]",
        ..Info::new("decree-63/simplification-reason", article("Arts. 10(1), 28"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(_) = service(procedure) else { return };
    let found = procedure.definition().simplifications.iter().enumerate();
    for (i, s) in found.filter(|(_, s)| s.rationale.is_none()) {
        let id = &s.id;
        let message = message!(
            vi: "phương án `{id}` không có lý do (`rationale:`)",
            en: "the simplification `{id}` has no reason (`rationale:`)"
        );
        sink.add(procedure.source(), Path::root().key("simplifications").index(i).key("id"), message);
    }
}
