//! Who approves a document is not who wrote it.

use crate::check::iso::documents;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("người phê duyệt không phải là người soạn thảo", "the approver is not the author"),
        why: (
            "Phê duyệt là lần nhìn thứ hai của người có thẩm quyền; người soạn tự duyệt bài của mình thì không có \
             lần nhìn đó.",
            "Approval is the second look, by someone with authority; an author who approves his own text leaves it \
             out.",
        ),
        mend: (
            "Giao việc phê duyệt cho người có thẩm quyền không soạn văn bản.",
            "Have it approved by somebody with authority who did not write it.",
        ),
        wrong: "approval: {prepared: iso-secretary, reviewed: justice-head, approved: iso-secretary}",
        right: "approval: {prepared: iso-secretary, reviewed: justice-head, approved: district-chair}",
        ..Info::new("iso/approver", Basis::new("ISO 9001:2008", "4.2.3 a"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    for document in documents(library) {
        let Some(approval) = document.approval else { continue };
        let role = &approval.approved.role;
        if !role.is_placeholder() && *role == approval.prepared.role {
            let message = message!(vi: "`{role}` vừa soạn thảo vừa phê duyệt", en: "`{role}` both prepares and approves");
            let finding = sink.add(document.source, Path::root().key("approval").key("approved"), message);
            let label = message!(vi: "soạn thảo ở đây", en: "prepares it here");
            finding.relate(document.source, Path::root().key("approval").key("prepared"), label);
        }
    }
}
