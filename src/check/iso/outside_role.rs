//! Who works outside is marked as an outside agency.

use crate::check::rule::{Basis, BuiltIn, Info, Look, LookUp, Sink};
use crate::model::definition::{RoleKind, UnitKind};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("vai trò ở cơ quan ngoài được ghi là cơ quan phối hợp", "who works outside is marked as an outside agency"),
        why: (
            "Việc thuê ngoài, phối hợp phải nhận biết được. Vai trò thuộc đơn vị bên ngoài mà ghi là cán bộ của \
             mình, hoặc ngược lại, thì không phân biệt được việc nào do ai chịu trách nhiệm.",
            "Outsourced work must be identifiable. If a role of an outside unit is marked as one of our own, or the \
             reverse, nobody can tell who answers for what.",
        ),
        mend: ("Sửa `kind:` hoặc `unit:` của vai trò.", "Correct the `kind:` or the `unit:` of the role."),
        wrong: "organisation: ba-dinh
roles:
  - {id: tax-office, kind: head}",
        right: "organisation: ba-dinh
roles:
  - {id: tax-office, kind: agency}",
        looks_up: &[LookUp::Units],
        ..Info::new("iso/outside-role", Basis::new("ISO 9001:2008", "4.1").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let Some(organisation) = library.organisations.first() else { return };
    for (i, role) in organisation.definition.roles.iter().enumerate() {
        let units = &organisation.definition.units;
        let Some(j) = role.unit.as_ref().and_then(|unit| units.iter().position(|other| other.id == *unit)) else { continue };
        let unit = &units[j];
        let outside = unit.kind == UnitKind::External;
        let ours =
            matches!(role.kind, RoleKind::OneStop | RoleKind::Officer | RoleKind::Head | RoleKind::Leader | RoleKind::Clerk);
        if (outside && ours) || (!outside && role.kind == RoleKind::Agency) {
            let (id, unit) = (&role.id, &unit.id);
            let message = if outside {
                message!(
                    vi: "`{id}` thuộc đơn vị bên ngoài `{unit}`: phải là `kind: agency`",
                    en: "`{id}` belongs to the outside unit `{unit}`: it is of `kind: agency`"
                )
            } else {
                message!(
                    vi: "`{id}` là cơ quan phối hợp nhưng thuộc đơn vị của tổ chức, `{unit}`",
                    en: "`{id}` is an outside agency, but belongs to `{unit}`, a unit of the organisation"
                )
            };
            let finding = sink.add(&organisation.source, Path::root().key("roles").index(i).key("kind"), message);
            let label = message!(vi: "loại của đơn vị `{unit}`", en: "the kind of the unit `{unit}`");
            finding.relate(&organisation.source, Path::root().key("units").index(j).key("kind"), label);
        }
    }
}
