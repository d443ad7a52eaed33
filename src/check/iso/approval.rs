//! A document in force was approved.

use super::demand;
use crate::check::iso::is_asked;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::Severity;
use crate::model::library::Procedure;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("tài liệu được phê duyệt trước khi ban hành", "a document is approved before issue"),
        why: ("Tài liệu chưa có người phê duyệt thì chưa được ban hành.", "A document that nobody approved is not issued."),
        mend: (
            "Ghi `approval:` với vai trò soạn thảo, xem xét và phê duyệt; bản chưa duyệt thì ghi `status: draft`.",
            "Write `approval:` with the roles that prepared, reviewed and approved it; mark one that is not yet \
             approved `status: draft`.",
        ),
        wrong: "# without approval",
        right: "approval: {prepared: iso-secretary, reviewed: justice-head, approved: district-chair}",
        ..Info::new("iso/approval", Basis::new("ISO 9001:2008", "4.2.3 a"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    if is_asked(procedure) {
        let (vi, en) = ("người soạn thảo, xem xét, phê duyệt", "who prepared, reviewed and approved it");
        demand(procedure, sink, procedure.definition().approval.is_none(), "approval", vi, en);
    }
}
