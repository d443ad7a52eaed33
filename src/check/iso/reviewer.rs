//! Who reviews a document is not who wrote it.

use crate::check::iso::documents;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("người xem xét không phải là người soạn thảo", "the reviewer is not the author"),
        why: (
            "Xem xét là để người khác tìm chỗ sai, chỗ thiếu trước khi trình duyệt. Người soạn tự xem xét thì việc \
             đó chỉ có trên giấy.",
            "A review lets somebody else find what is wrong or missing before approval. If the author reviews it, \
             that happens on paper only.",
        ),
        mend: (
            "Giao việc xem xét cho người am hiểu công việc nhưng không soạn văn bản.",
            "Have it reviewed by somebody who knows the work and did not write the text.",
        ),
        wrong: "approval: {prepared: iso-secretary, reviewed: iso-secretary, approved: district-chair}",
        right: "approval: {prepared: iso-secretary, reviewed: justice-head, approved: district-chair}",
        ..Info::new("iso/reviewer", Basis::new("ISO 9001:2008", "4.2.3 b"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    for document in documents(library) {
        let Some(approval) = document.approval else { continue };
        let role = &approval.reviewed.role;
        // One who does all three is told so as the approver.
        if !role.is_placeholder() && *role == approval.prepared.role && *role != approval.approved.role {
            let message = message!(vi: "`{role}` vừa soạn thảo vừa xem xét", en: "`{role}` both prepares and reviews");
            let finding = sink.add(document.source, Path::root().key("approval").key("reviewed"), message);
            let label = message!(vi: "soạn thảo ở đây", en: "prepares it here");
            finding.relate(document.source, Path::root().key("approval").key("prepared"), label);
        }
    }
}
