//! Every simplification has its legal basis.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::intact;
use crate::model::finding::{Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("mỗi phương án đơn giản hóa có căn cứ pháp lý", "every simplification has its legal basis"),
        why: (
            "Tính hợp pháp là một tiêu chí rà soát: phải rõ luật cho phép bỏ bước, bỏ giấy tờ hay phải sửa luật \
             trước.",
            "Legality is one of the criteria of a review: it must be clear that the law lets the step or the paper \
             go, or which law has to change first.",
        ),
        mend: (
            "Ghi vào `basis` của phương án điều khoản cho phép làm, hoặc điều khoản cần sửa.",
            "Give the article that allows it, or the one that has to change, under the `basis` of the simplification.",
        ),
        wrong: "# without simplifications.officer-at-counter.basis",
        right: "simplifications: [{id: officer-at-counter, basis: [luat-ho-tich-2014#63]}]",
        ..Info::new("decree-63/simplification-basis", article("Arts. 10(1), 28(1)"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(_) = intact(procedure) else { return };
    let found = procedure.definition().simplifications.iter().enumerate();
    for (i, s) in found.filter(|(_, s)| s.basis.is_empty()) {
        let id = &s.id;
        let message = message!(
            vi: "phương án `{id}` không có căn cứ pháp lý (`basis:`)",
            en: "the simplification `{id}` has no legal basis (`basis:`)"
        );
        sink.add(procedure.source(), Path::root().key("simplifications").index(i).key("id"), message);
    }
}
