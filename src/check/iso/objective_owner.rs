//! Somebody of the organisation answers for each objective.

use crate::check::iso::show_kind;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::definition::RoleKind;
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::{Id, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("mục tiêu có người của tổ chức chịu trách nhiệm", "somebody of the organisation answers for each objective"),
        why: (
            "Mục tiêu đặt cho bộ phận, cấp liên quan, nên phải có người chịu trách nhiệm đạt được nó; cơ quan bên \
             ngoài hay người yêu cầu thì không giao được.",
            "Objectives are set for functions and levels, so somebody answers for reaching each; an outside agency \
             or an applicant cannot be charged with it.",
        ),
        mend: ("Ghi ở `owner:` một vai trò của tổ chức.", "Name a role of the organisation under `owner:`."),
        wrong: "objectives: ba-dinh-2018
# without items.q1.owner",
        right: "objectives: ba-dinh-2018
items:
  - {id: q1, owner: office-head}",
        ..Info::new("iso/objective-owner", Basis::new("ISO 9001:2008", "5.4.1, 5.5.1").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    for programme in &library.objectives {
        for (i, objective) in programme.definition.items.iter().enumerate() {
            let id = &objective.id;
            let outside = |owner: &Id| {
                let kind = library.role(owner).map(|role| role.kind);
                matches!(kind, Some(RoleKind::Applicant | RoleKind::Agency | RoleKind::System))
            };
            let at = |key: &str| Path::root().key("items").index(i).key(key);
            match &objective.owner {
                None => {
                    let message = message!(
                        vi: "mục tiêu `{id}` không có người chịu trách nhiệm (`owner:`)",
                        en: "nobody answers for the objective `{id}` (`owner:`)"
                    );
                    sink.add(&programme.source, at("id"), message);
                }
                Some(owner) if outside(owner) => {
                    let message = message!(
                        vi: "`{owner}`, người chịu trách nhiệm về mục tiêu `{id}`, không phải người của tổ chức",
                        en: "`{owner}` answers for the objective `{id}`, but does not belong to the organisation"
                    );
                    show_kind(sink.add(&programme.source, at("owner"), message), library, owner);
                }
                Some(_) => {}
            }
        }
    }
}
