//! The agency that decides has a step of its own.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, LookUp, Sink};
use crate::check::service::{at, belongs, intact};
use crate::check::steps;
use crate::model::definition::{RoleKind, Step, UnitKind};
use crate::model::finding::Severity;
use crate::model::library::{Library, Procedure};
use crate::model::value::{Id, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("cơ quan quyết định có bước trong trình tự", "the agency that decides has a step in the sequence"),
        why: (
            "Cơ quan có thẩm quyền quyết định mà không ký, không duyệt ở bước nào thì trình tự thiếu bước quyết \
             định, hoặc thẩm quyền ghi nhầm.",
            "Where the agency that decides neither signs nor approves in any step, the sequence lacks the decision, \
             or the wrong agency is named.",
        ),
        mend: (
            "Thêm bước quyết định (ký, phê duyệt) của cơ quan đó, hoặc sửa `agencies.decides`.",
            "Add the step in which that agency signs or approves, or mend `agencies.decides`.",
        ),
        wrong: "level: [ward, district]\nservice: {agencies: {decides: district-committee, handles: ward-committee}}",
        right: "service: {agencies: {decides: ward-committee, handles: ward-committee}}",
        looks_up: &[LookUp::Roles],
        ..Info::new("decree-63/decider-idle", article("Arts. 3(2), 8(2) g"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(agencies) = intact(procedure).and_then(|s| s.agencies.as_ref()) else { return };
    let library = sink.library();
    // A one-stop unit cannot decide at all, which is said elsewhere.
    let known = library.unit(&agencies.decides).is_some_and(|u| u.kind != UnitKind::OneStop);
    if known && !steps(procedure).is_empty() && !steps(procedure).iter().any(|s| may_act_for(library, s, &agencies.decides)) {
        let unit = &agencies.decides;
        let message = message!(
            vi: "cơ quan quyết định `{unit}` không có bước nào trong trình tự",
            en: "`{unit}` decides, but has no step in the sequence"
        );
        sink.add(procedure.source(), at("agencies").key("decides"), message);
    }
}

/// Whether a step is one of this unit, or of somebody of whom no unit is said and who can decide.
fn may_act_for(library: &Library, step: &Step, unit: &Id) -> bool {
    let role = library.role(&step.role);
    let own = role.and_then(|r| r.unit.as_ref());
    if own.is_some() || step.unit.is_some() {
        // The leaders of a unit may be a unit of their own within it, of the same level.
        let leads = role.is_some_and(|r| matches!(r.kind, RoleKind::Leader | RoleKind::Body));
        let level = |id: &Id| library.unit(id).and_then(|u| u.level);
        let within = |part: &Id| part == unit || (leads && level(part) == level(unit) && belongs(library, part, &[unit]));
        return own.is_some_and(within) || step.unit.as_ref().is_some_and(within);
    }
    role.is_none_or(|r| matches!(r.kind, RoleKind::Leader | RoleKind::Head | RoleKind::Body))
}
