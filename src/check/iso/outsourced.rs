//! Work done outside is waited for no longer than is said.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::definition::{Clock, RoleKind};
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Note,
        demands: ("việc giao cơ quan ngoài làm có thời hạn hoặc có kiểm soát", "work done outside has its time or is checked"),
        why: (
            "Việc giao cho cơ quan ngoài vẫn thuộc trách nhiệm của cơ quan giao. Bước dừng thời hạn để chờ bên \
             ngoài mà không có thời gian, không có hạn chờ, không có tiêu chí kiểm tra thì có thể chờ mãi.",
            "Work given to somebody outside stays the responsibility of who gives it. If a step stops the clock to \
             wait for them and has no time, no time-out and no check, it may wait for ever.",
        ),
        mend: ("Ghi `time:`, `timeout:` hoặc `control:` ở bước đó.", "Write `time:`, `timeout:` or `control:` at the step."),
        wrong: "steps:
  - {id: stamp, role: consulted-agency-role, clock: stopped}
# without steps.stamp.time",
        right: "steps:
  - {id: stamp, role: consulted-agency-role, clock: stopped, time: 3 working days}",
        ..Info::new("iso/outsourced", Basis::new("ISO 9001:2008", "4.1").unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    for (i, step) in steps(procedure).iter().enumerate() {
        // While the clock runs the time is asked for anyhow.
        let bound = step.clock != Some(Clock::Stopped) || step.time.is_some() || step.timeout.is_some() || step.control.is_some();
        if bound || sink.library().role(&step.role).is_none_or(|role| role.kind != RoleKind::Agency) {
            continue;
        }
        let (id, role) = (&step.id, &step.role);
        let message = message!(
            vi: "bước `{id}` do `{role}` ở bên ngoài làm: không có thời gian, hạn chờ hay kiểm soát nào",
            en: "the step `{id}` is done outside by `{role}`: it has no time, no time-out and no check"
        );
        sink.add(procedure.source(), step_path(i).key("id"), message);
    }
}
