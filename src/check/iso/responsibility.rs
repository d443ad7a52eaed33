//! Each role says what it answers for.

use crate::check::iso::following;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::definition::RoleKind;
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("mỗi vai trò có trách nhiệm, quyền hạn", "each role says what it answers for"),
        why: (
            "Trách nhiệm, quyền hạn phải được xác định và thông báo; vai trò chỉ có tên thì người giữ vai trò không \
             biết mình được quyết gì.",
            "Responsibility and authority are defined and made known; a role that is only a name leaves its holder \
             guessing.",
        ),
        mend: (
            "Ghi trách nhiệm, quyền hạn của vai trò ở `responsibility:`.",
            "Write under `responsibility:` what the role answers for and may decide.",
        ),
        wrong: "organisation: ba-dinh
# without roles.clerk.responsibility",
        right: "organisation: ba-dinh
roles:
  - {id: clerk, responsibility: {vi: Đóng dấu., en: Seals papers.}}",
        ..Info::new("iso/responsibility", Basis::new("ISO 9001:2008", "5.5.1").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let Some(organisation) = following(library) else { return };
    for (i, role) in organisation.definition.roles.iter().enumerate() {
        // What an outside agency answers for is its own law's to say.
        let ours = !matches!(role.kind, RoleKind::Applicant | RoleKind::System | RoleKind::Agency);
        if ours && role.responsibility.is_none() {
            let id = &role.id;
            let message = message!(
                vi: "vai trò `{id}` chưa có trách nhiệm, quyền hạn (`responsibility:`)",
                en: "the role `{id}` does not say what it answers for (`responsibility:`)"
            );
            sink.add(&organisation.source, Path::root().key("roles").index(i).key("id"), message);
        }
    }
}
