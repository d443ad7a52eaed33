//! `set-step-time` and `set-time-limit`: how long it may take.

use super::flow::step_mut;
use super::merge::step_time;
use crate::model::definition::{ProcedureDefinition, SetStepTime, SetTimeLimit};
use crate::model::value::{Message, message};

pub(super) fn set_step_time(p: &mut ProcedureDefinition, x: &SetStepTime) -> Result<(), Message> {
    let step = step_mut(p, &x.step)?;
    // A time that is only repeated keeps its source.
    if step.time.as_ref().and_then(|t| t.value) != Some(x.time) {
        step.time = Some(step_time(x.time));
    }
    // Nobody works on a step for longer than it takes.
    step.work = x.work.or_else(|| step.work.map(|work| if work.span() > x.time.span() { x.time } else { work }));
    Ok(())
}

pub(super) fn set_time_limit(p: &mut ProcedureDefinition, x: &SetTimeLimit) -> Result<(), Message> {
    if x.statutory.is_none() && x.committed.is_none() {
        return Err(message!(
            vi: "`set-time-limit` phải nêu `statutory` hoặc `committed`",
            en: "`set-time-limit` needs `statutory` or `committed`"
        ));
    }
    let Some(limit) = p.service.as_mut().and_then(|s| s.time_limit.as_mut()) else {
        return Err(message!(
            vi: "quy trình không có thời hạn giải quyết để đặt lại",
            en: "the procedure has no time limit to set"
        ));
    };
    if x.statutory.is_some() {
        limit.statutory = x.statutory;
        limit.parts.clear();
    }
    match x.committed {
        Some(_) => limit.committed = x.committed,
        // A limit that the law shortens below the commitment takes the commitment with it.
        None if limit.committed.is_some_and(|c| c.span() >= limit.by_law()) => limit.committed = None,
        None => {}
    }
    Ok(())
}
