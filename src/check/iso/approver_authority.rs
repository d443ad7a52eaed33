//! A document is approved by somebody who leads.

use crate::check::iso::{documents, show_kind};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::definition::RoleKind;
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::{Language, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("người phê duyệt là lãnh đạo", "the approver is a leader or the head of a unit"),
        why: (
            "Tài liệu đã duyệt ràng buộc mọi người làm theo, nên người duyệt phải có quyền giao việc cho họ. Chuyên \
             viên, công chức một cửa hay văn thư thường không có quyền đó.",
            "An approved document binds those who work by it, so its approver must be entitled to direct them. An \
             officer or a clerk seldom is.",
        ),
        mend: (
            "Đổi người phê duyệt, hoặc sửa loại của vai trò (`kind: head`, `kind: leader`).",
            "Name another approver, or correct the kind of the role (`kind: head`, `kind: leader`).",
        ),
        wrong: "approval: {prepared: iso-secretary, reviewed: justice-head, approved: justice-officer}",
        right: "approval: {prepared: iso-secretary, reviewed: justice-head, approved: district-chair}",
        ..Info::new("iso/approver-authority", Basis::new("ISO 9001:2008", "4.2.3 a, 5.5.1").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    for document in documents(library) {
        let Some(approval) = document.approval else { continue };
        let role = &approval.approved.role;
        let Some(kind) = library.role(role).map(|role| role.kind) else { continue };
        let leads = matches!(kind, RoleKind::Leader | RoleKind::Head | RoleKind::Body | RoleKind::Agency);
        if !leads && *role != approval.prepared.role {
            let (vi, en) = (kind.label(&Language::Vi), kind.label(&Language::En));
            let message = message!(
                vi: "người phê duyệt `{role}` là {vi}, không phải lãnh đạo",
                en: "the approver `{role}` is a role of the kind “{en}”, not a leader or head"
            );
            show_kind(sink.add(document.source, Path::root().key("approval").key("approved"), message), library, role);
        }
    }
}
