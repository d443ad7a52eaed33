//! The system has a top management.

use crate::check::iso::following;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::definition::RoleKind;
use crate::model::finding::{Part, Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("hệ thống có lãnh đạo cao nhất", "the system has a top management"),
        why: (
            "Chính sách, mục tiêu, nguồn lực và việc xem xét hệ thống là trách nhiệm của lãnh đạo cao nhất, không \
             ủy cho chuyên viên được.",
            "Policy, objectives, resources and the review of the system are the top management’s; officers cannot \
             take them over.",
        ),
        mend: ("Ghi ít nhất một vai trò `kind: leader`.", "Name at least one role of `kind: leader`."),
        wrong: "organisation: ba-dinh
roles:
  - {id: ward-chair, kind: head}
  - {id: district-chair, kind: head}
  - {id: iso-head, kind: head}
  - {id: iso-representative, kind: head}",
        right: "organisation: ba-dinh
roles:
  - {id: district-chair, kind: leader}",
        ..Info::new("iso/leader", Basis::new("ISO 9001:2008", "5.1").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let Some(organisation) = following(library) else { return };
    let roles = &organisation.definition.roles;
    if !roles.is_empty() && !roles.iter().any(|role| role.kind == RoleKind::Leader) {
        let message = message!(
            vi: "không vai trò nào là lãnh đạo cơ quan, đơn vị (`kind: leader`)",
            en: "no role leads the organisation (`kind: leader`)"
        );
        sink.add(&organisation.source, Path::root().key("roles"), message).part = Part::Key;
    }
}
