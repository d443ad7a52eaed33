//! Whoever works on a case is named among its agencies.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, LookUp, Sink};
use crate::check::service::{at, belongs, intact, named, unit_of};
use crate::check::{step_path, steps};
use crate::model::definition::UnitKind;
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::{Id, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: (
            "cơ quan có bước trong trình tự thì có tên trong danh sách cơ quan",
            "whoever works on a case is named among its agencies",
        ),
        why: (
            "Người dân phải biết hồ sơ của mình qua những cơ quan nào. Cơ quan có bước trong trình tự mà không được \
             nêu thì thủ tục công bố thiếu.",
            "People have to know through which agencies their case goes. Where one has a step in the sequence and \
             is not named, what is published is incomplete.",
        ),
        mend: (
            "Thêm cơ quan vào `agencies.handles` hoặc `agencies.assists`; nếu bước ghi nhầm thì sửa `unit` hoặc `role`.",
            "Add the agency to `agencies.handles` or `agencies.assists`; where the step is wrong, mend its `unit` or `role`.",
        ),
        wrong: "steps: [{id: search, role: tax-office}]",
        right: "service: {agencies: {decides: ward-committee, handles: ward-committee, assists: \
                [district-tax-office]}}\nsteps: [{id: search, role: tax-office}]",
        looks_up: &[LookUp::Units],
        ..Info::new("decree-63/agency-unnamed", article("Art. 8(2) g"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(service) = intact(procedure) else { return };
    // Who handles the dossier is asked for by itself.
    let Some(agencies) = service.agencies.as_ref().filter(|agencies| !agencies.handles.is_empty()) else { return };
    let library = sink.library();
    let named = named(service, agencies);
    let mut told: Vec<&Id> = Vec::new();
    for (i, step) in steps(procedure).iter().enumerate() {
        let Some(unit) = unit_of(library, step).filter(|unit| !told.contains(unit)) else { continue };
        let counter = || library.unit(unit).is_none_or(|u| u.kind == UnitKind::OneStop);
        if named.contains(&unit) || counter() || belongs(library, unit, &named) {
            continue;
        }
        told.push(unit);
        let id = &step.id;
        let message = message!(
            vi: "`{unit}` thực hiện bước `{id}` nhưng không có trong `agencies` (`handles:`, `assists:`)",
            en: "`{unit}` does the step `{id}`, but is not among the `agencies` (`handles:`, `assists:`)"
        );
        let finding = sink.add(procedure.source(), step_path(i).key(if step.unit.is_some() { "unit" } else { "role" }), message);
        finding.relate_key(procedure.source(), at("agencies"), message!(vi: "các cơ quan được nêu", en: "the agencies named"));
    }
}
