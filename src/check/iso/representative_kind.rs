//! The management representative is a member of the management.

use crate::check::iso::show_kind;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::definition::RoleKind;
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("đại diện lãnh đạo là thành viên ban lãnh đạo", "the management representative is a member of the management"),
        why: (
            "Người đại diện phải có quyền yêu cầu các đơn vị, nên phải thuộc ban lãnh đạo; thư ký hay chuyên viên \
             giúp việc thì được, làm đại diện thì không.",
            "The representative must be able to ask things of every unit, hence belongs to the management; a \
             secretary may help but not stand in.",
        ),
        mend: ("Chọn vai trò `kind: leader` hoặc `kind: head`.", "Choose a role of `kind: leader` or `kind: head`."),
        wrong: "organisation: ba-dinh
management-representative: iso-secretary",
        right: "organisation: ba-dinh
management-representative: iso-representative",
        ..Info::new("iso/representative-kind", Basis::new("ISO 9001:2008", "5.5.2").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let Some(organisation) = library.organisations.first() else { return };
    let Some(id) = &organisation.definition.management_representative else { return };
    let kind = library.role(id).map(|role| role.kind);
    if kind.is_some_and(|kind| !matches!(kind, RoleKind::Leader | RoleKind::Head)) {
        let message = message!(
            vi: "`{id}` không thuộc ban lãnh đạo nên không thể là đại diện lãnh đạo về chất lượng",
            en: "`{id}` is no member of the management and cannot be its representative"
        );
        show_kind(sink.add(&organisation.source, Path::root().key("management-representative"), message), library, id);
    }
}
