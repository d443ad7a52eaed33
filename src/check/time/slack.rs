//! Where a limit is used up, no outside agency is on the way.

use super::span::{Spent, Week};
use super::{by_law_path, runs, time_limit, to_end, unit_of};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::definition::{RoleKind, Step, UnitKind};
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::{Id, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Note,
        demands: (
            "đường dài nhất dùng hết thời hạn thì không phụ thuộc cơ quan ngoài",
            "a way that uses the whole limit does not depend on an outside agency",
        ),
        why: (
            "Đường dài nhất dùng hết thời hạn mà lại có bước của cơ quan bên ngoài thì cơ quan đó chậm một ngày là \
             trễ hẹn.",
            "A longest way that takes the whole limit and passes an outside agency is late as soon as that agency is.",
        ),
        mend: (
            "Để dành một phần thời hạn, hoặc thỏa thuận thời gian ngắn hơn với cơ quan đó.",
            "Keep a part of the limit in hand, or agree on a shorter time with the agency.",
        ),
        wrong: r"service: {time-limit: {statutory: 495 minutes}}
steps: [{id: search, role: consulted-agency-role, time: 390 minutes}]",
        right: r"service: {time-limit: {statutory: 2 working days}}
steps: [{id: search, role: consulted-agency-role, time: 390 minutes}]",
        whole: true,
        ..Info::new("time/slack", Basis::new("ISO 9001:2008", "8.2.3").unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(limit) = time_limit(procedure) else { return };
    let library = sink.library();
    // The agency that handles the case has its own work in hand, whoever it is.
    let agencies = procedure.definition().service.as_ref().and_then(|service| service.agencies.as_ref());
    let handles = |unit: &Id| agencies.is_some_and(|a| a.decides == *unit || a.handles.contains(unit));
    let outside = |step: &Step| {
        runs(step)
            && !unit_of(library, step).is_some_and(handles)
            && (library.role(&step.role).is_some_and(|role| role.kind == RoleKind::Agency)
                || unit_of(library, step).and_then(|id| library.unit(id)).is_some_and(|unit| unit.kind == UnitKind::External))
    };
    let (Some(by_law), _) = Spent::limits(limit) else { return };
    if !steps(procedure).iter().any(outside) {
        return;
    }
    let (week, Some(way)) = (Week::of(library), to_end(library, procedure, &|_| true)) else { return };
    let room = by_law + way.extended;
    let on_way = way.steps.iter().filter_map(|i| Some((*i, steps(procedure).get(*i)?)));
    let Some((i, step)) = on_way.into_iter().find(|(_, step)| outside(step)) else { return };
    if !way.spent.mixes_with(room) && way.spent.equals(room, week) {
        let (id, (vi, en)) = (&step.id, room.both(week));
        let message = message!(
            vi: "đường dài nhất dùng hết {vi} và đi qua bước `{id}` của cơ quan bên ngoài: chậm một chút là trễ hẹn",
            en: "the longest way takes all of {en} and passes the step `{id}` of an outside agency: any delay makes it late"
        );
        let finding = sink.add(procedure.source(), by_law_path(limit), message);
        finding.relate(procedure.source(), step_path(i).key("id"), message!(vi: "cơ quan bên ngoài", en: "an outside agency"));
    }
}
