//! A step is done by the unit of its role.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{places, step_path, steps};
use crate::model::definition::UnitKind;
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::{Id, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("bước do đơn vị của vai trò thực hiện", "a step is done by the unit of its role"),
        why: (
            "Hồ sơ đang ở đơn vị này mà bước tiếp theo ghi đơn vị khác với đơn vị của người làm thì chuỗi giao nhận \
             bị đứt: không biết ai đang giữ hồ sơ.",
            "If a step names another unit than that of the role that does it, the chain of hand-overs breaks: \
             nobody knows who has the dossier.",
        ),
        mend: ("Sửa `unit` hoặc `role` của bước.", "Mend the `unit` or the `role` of the step."),
        wrong: "steps: [{id: search, role: labour-specialist, unit: education-division}]",
        right: "steps: [{id: search, role: labour-specialist, unit: labour-division}]",
        ..Info::new("data/unit", Basis::new("ISO 9001:2008", "5.5.1").unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let library = sink.library();
    // Someone of a part of a unit works for the whole, and the other way round.
    let whole = |unit: &Id| library.unit(unit).and_then(|unit| unit.parent.clone()).unwrap_or_else(|| unit.clone());
    let mut wrong = Vec::new();
    for (i, step) in steps(procedure).iter().enumerate() {
        let (Some(unit), Some(of_role)) = (&step.unit, library.role(&step.role).and_then(|role| role.unit.as_ref())) else {
            continue;
        };
        let known = library.unit(unit).is_some() && library.unit(of_role).is_some();
        // Divisions send their officers to the counter.
        let level = |id: &Id| library.unit(id).and_then(|u| u.level);
        let at_counter = || library.unit(unit).is_some_and(|u| u.kind == UnitKind::OneStop) && level(unit) == level(of_role);
        let related = unit == of_role || whole(unit) == *of_role || whole(of_role) == *unit || at_counter();
        if known && !related {
            let role = &step.role;
            wrong.push((
                i,
                places::of_role(library, role, "unit"),
                message!(
                    vi: "vai trò `{role}` thuộc đơn vị `{of_role}`, nhưng bước này ghi đơn vị `{unit}`",
                    en: "the role `{role}` belongs to the unit `{of_role}`, but this step names the unit `{unit}`"
                ),
            ));
        }
    }
    for (i, place, message) in wrong {
        let finding = sink.add(procedure.source(), step_path(i).key("unit"), message);
        finding.relate(procedure.source(), step_path(i).key("role"), message!(vi: "vai trò", en: "the role"));
        finding.relate_to(place, message!(vi: "đơn vị của vai trò", en: "the unit of the role"));
    }
}
