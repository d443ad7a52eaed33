//! `delegate`, `relocate`, `automate`, `merge-lanes`: who does a step, where, and with what.

use super::flow::step_mut;
use super::merge::step_time;
use crate::model::definition::{Automate, Delegate, MergeLanes, ProcedureDefinition, Relocate, Step, StepKind};
use crate::model::value::{Duration, Id, Message, message};

pub(super) fn delegate(p: &mut ProcedureDefinition, x: &Delegate) -> Result<(), Message> {
    give(step_mut(p, &x.step)?, &x.role);
    Ok(())
}

pub(super) fn relocate(p: &mut ProcedureDefinition, x: &Relocate) -> Result<(), Message> {
    let step = step_mut(p, &x.step)?;
    if x.unit.is_none() && x.role.is_none() && x.place.is_none() {
        return Err(message!(
            vi: "`relocate` phải nêu `unit`, `role` hoặc `place`",
            en: "`relocate` needs a `unit`, a `role` or a `place`"
        ));
    }
    if let Some(role) = &x.role {
        give(step, role);
    }
    step.unit = x.unit.clone().or(step.unit.take());
    step.place = x.place.clone().or(step.place.take());
    Ok(())
}

pub(super) fn automate(p: &mut ProcedureDefinition, x: &Automate) -> Result<(), Message> {
    let step = step_mut(p, &x.step)?;
    if let Some(role) = &x.role {
        give(step, role);
    }
    step.kind = Some(StepKind::System);
    step.software = x.software.clone().or(step.software.take());
    step.time = Some(step_time(x.time.unwrap_or(Duration::IMMEDIATE)));
    step.work = None;
    Ok(())
}

/// Gives a step to another role: who did it releases it and answers for it no longer.
fn give(step: &mut Step, role: &Id) {
    if step.role == *role {
        return;
    }
    let old = std::mem::replace(&mut step.role, role.clone());
    step.unit = None;
    step.accountable = None;
    if let Some(control) = step.control.as_mut().filter(|control| control.authority == old) {
        control.authority = role.clone();
    }
    step.consulted.retain(|r| r != role);
    step.informed.retain(|r| r != role);
}

pub(super) fn merge_lanes(p: &mut ProcedureDefinition, x: &MergeLanes) -> Result<(), Message> {
    let into = &x.into;
    let others = |role: &Id| role != into && x.roles.contains(role);
    if !p.steps.iter().any(|s| others(&s.role)) {
        return Err(message!(
            vi: "không có bước nào do vai trò khác ngoài `{into}` trong danh sách thực hiện",
            en: "no step is done by a role of the list other than `{into}`"
        ));
    }
    let rename = |role: &mut Id| {
        if others(role) {
            role.clone_from(into);
        }
    };
    for step in &mut p.steps {
        if others(&step.role) {
            step.unit = None;
        }
        rename(&mut step.role);
        step.control.iter_mut().for_each(|control| rename(&mut control.authority));
        step.accountable.iter_mut().for_each(rename);
        if step.accountable.as_ref() == Some(&step.role) && step.role == *into {
            step.accountable = None;
        }
        for roles in [&mut step.consulted, &mut step.informed] {
            roles.iter_mut().for_each(rename);
            let mut seen = std::collections::HashSet::from([step.role.clone()]);
            if roles.iter().any(|role| role == into) {
                roles.retain(|role| seen.insert(role.clone()));
            }
        }
    }
    p.interruptions.iter_mut().for_each(|x| rename(&mut x.by));
    p.records.iter_mut().filter_map(|r| r.keeper.as_mut()).for_each(rename);
    Ok(())
}
