//! Those who handle cases have a competence that is written down.

use crate::check::iso::following;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::definition::RoleKind;
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: (
            "cán bộ, công chức xử lý hồ sơ có yêu cầu năng lực",
            "those who handle cases have a competence that is written down",
        ),
        why: (
            "Năng lực cần có phải được xác định thì mới biết ai phải đào tạo gì.",
            "The competence needed is determined first; only then is it known who must be trained in what.",
        ),
        mend: (
            "Ghi `competence:` cho cán bộ, công chức chuyên môn, công chức một cửa và văn thư.",
            "Write `competence:` for officers, one-stop officers and clerks.",
        ),
        wrong: "organisation: ba-dinh
# without roles.clerk.competence",
        right: "organisation: ba-dinh
roles:
  - {id: clerk, competence: {vi: Nghiệp vụ văn thư., en: Registry work.}}",
        ..Info::new("iso/competence", Basis::new("ISO 9001:2008", "6.2.2 a").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let Some(organisation) = following(library) else { return };
    for (i, role) in organisation.definition.roles.iter().enumerate() {
        // What a head or a council must know follows from the law that appoints them.
        let handles = matches!(role.kind, RoleKind::OneStop | RoleKind::Officer | RoleKind::Clerk);
        if handles && role.competence.is_none() {
            let id = &role.id;
            let message = message!(
                vi: "vai trò `{id}` chưa có yêu cầu năng lực (`competence:`)",
                en: "the role `{id}` does not say which competence it needs (`competence:`)"
            );
            sink.add(&organisation.source, Path::root().key("roles").index(i).key("id"), message);
        }
    }
}
