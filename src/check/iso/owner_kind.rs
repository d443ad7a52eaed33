//! The owner of a procedure is a person who can change it.

use crate::check::iso::show_kind;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::definition::RoleKind;
use crate::model::finding::{Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: (
            "người chịu trách nhiệm về quy trình là người của cơ quan",
            "the owner is a person who can change the procedure",
        ),
        why: (
            "Người yêu cầu hay phần mềm không sửa được quy trình và không trả lời thay cơ quan được.",
            "Neither the applicant nor the software can change a procedure or answer for it.",
        ),
        mend: ("Ghi ở `owner:` một vai trò của cơ quan.", "Name a role of the office under `owner:`."),
        wrong: "owner: applicant",
        right: "owner: justice-officer",
        ..Info::new("iso/owner-kind", Basis::new("ISO 9001:2008", "5.5.1").unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(owner) = &procedure.definition().owner else { return };
    let library = sink.library();
    let kind = library.role(owner).map(|role| role.kind);
    if matches!(kind, Some(RoleKind::Applicant | RoleKind::System)) {
        let message = message!(
            vi: "`{owner}` không phải người của cơ quan nên không thể chịu trách nhiệm về quy trình",
            en: "`{owner}` does not belong to the office and cannot own a procedure"
        );
        show_kind(sink.add(procedure.source(), Path::root().key("owner"), message), library, owner);
    }
}
