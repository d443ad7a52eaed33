//! An approved simplification says who decided it.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::service;
use crate::model::definition::SimplificationStatus;
use crate::model::finding::Path;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("phương án đã phê duyệt ghi cơ quan quyết định", "an approved simplification says who decided it"),
        why: (
            "Phương án đơn giản hóa chỉ có giá trị khi người có thẩm quyền phê duyệt; ghi đã phê duyệt mà không rõ \
             ai quyết định là không kiểm tra được.",
            "A simplification counts only once the competent authority has approved it; where it is said to be \
             approved but not by whom, nobody can check.",
        ),
        mend: ("Ghi `decided-by`, hoặc để `status: proposed`.", "Write `decided-by`, or leave it at `status: proposed`."),
        wrong: "simplifications: [{id: officer-at-counter, status: approved}]",
        right: "simplifications: [{id: officer-at-counter, status: approved, decided-by: Chủ tịch Ủy ban nhân dân thành phố}]",
        ..Info::new("decree-63/simplification-decided", article("Arts. 30, 31"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(_) = service(procedure) else { return };
    let found = procedure.definition().simplifications.iter().enumerate();
    for (i, s) in found.filter(|(_, s)| s.decided_by.is_none() && s.status != SimplificationStatus::Proposed) {
        let id = &s.id;
        let message = message!(
            vi: "phương án `{id}` đã được phê duyệt nhưng không ghi cơ quan quyết định (`decided-by:`)",
            en: "the simplification `{id}` counts as approved, but it is not said who decided it (`decided-by:`)"
        );
        let path = Path::root().key("simplifications").index(i);
        let finding = sink.add(procedure.source(), path.clone().key("id"), message);
        finding.relate(procedure.source(), path.key("status"), message!(vi: "đã phê duyệt", en: "said to be decided"));
    }
}
