//! An agency that handles or assists takes part in some step.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, LookUp, Sink};
use crate::check::service::{at, belongs, intact, unit_of};
use crate::check::steps;
use crate::model::definition::{Step, UnitKind};
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::{Id, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: (
            "cơ quan thực hiện, phối hợp được giao việc trong trình tự",
            "an agency that handles or assists takes part in the sequence",
        ),
        why: (
            "Nêu tên cơ quan mà trình tự không giao việc, không hỏi, không báo thì người dân bị chỉ sang một nơi \
             không làm gì.",
            "Where an agency is named that the sequence gives no work, does not ask and does not tell, people are \
             sent to somebody who does nothing.",
        ),
        mend: (
            "Thêm bước của cơ quan đó, ghi vào `consulted` hoặc `informed` của bước liên quan, hoặc bỏ khỏi `agencies`.",
            "Add its step, name its role under `consulted` or `informed` of the step that concerns it, or drop it from \
             `agencies`.",
        ),
        wrong: "service: {agencies: {decides: ward-committee, handles: ward-committee, assists: [health-division]}}",
        right: "service: {agencies: {decides: ward-committee, handles: ward-committee}}",
        looks_up: &[LookUp::Roles],
        ..Info::new("decree-63/agency-idle", article("Arts. 3(2), 8(2) g"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(agencies) = intact(procedure).and_then(|s| s.agencies.as_ref()) else { return };
    if steps(procedure).is_empty() {
        return;
    }
    let library = sink.library();
    // A name that is not known may be the one that is missed.
    let mut named = steps(procedure).iter().filter_map(|step| step.unit.as_ref()).chain([&agencies.decides]);
    if named.any(|unit| library.unit(unit).is_none()) {
        return;
    }
    let handles = agencies.handles.iter().enumerate().map(|(i, unit)| ("handles", i, unit));
    let assists = agencies.assists.iter().enumerate().map(|(i, unit)| ("assists", i, unit));
    // The one that decides is asked about by itself; a counter has its officers in every unit.
    let asked = handles.chain(assists).filter(|(_, _, unit)| **unit != agencies.decides);
    let asked = asked.filter(|(_, _, unit)| library.unit(unit).is_some_and(|u| u.kind != UnitKind::OneStop));
    for (key, i, unit) in asked {
        let of_role =
            |role: &Id| library.role(role).and_then(|r| r.unit.as_ref()).is_some_and(|own| belongs(library, own, &[unit]));
        let takes_part = |step: &Step| {
            unit_of(library, step).is_some_and(|own| belongs(library, own, &[unit]))
                || step.consulted.iter().chain(&step.informed).chain(&step.accountable).any(of_role)
        };
        if !steps(procedure).iter().any(takes_part) {
            let message = message!(
                vi: "`{unit}` không làm, không được hỏi, không được báo ở bước nào",
                en: "`{unit}` does nothing in any step, is not asked and is not told"
            );
            sink.add(procedure.source(), at("agencies").key(key).index(i), message);
        }
    }
}
