//! `merge`: several steps in a row become one.

use super::flow::{chained, is_free, mixed, place, results_from, rewired, total, union};
use crate::model::definition::{Clock, Merge, ProcedureDefinition, Step, StepKind, StepTime};
use crate::model::value::{Duration, Id, Language, Message, Money, OneOrMany, Text, message};
use std::collections::HashSet;

pub(super) fn merge(p: &mut ProcedureDefinition, x: &Merge) -> Result<(), Message> {
    let merged: HashSet<Id> = x.steps.iter().cloned().collect();
    if merged.len() < 2 || merged.len() != x.steps.len() {
        return Err(message!(vi: "`merge` cần ít nhất hai bước khác nhau", en: "`merge` needs at least two different steps"));
    }
    x.steps.iter().try_for_each(|id| place(p, id).map(drop))?;
    if !merged.contains(&x.into) {
        is_free(p, &x.into)?;
    }
    rewired(p, |p| {
        chained(p, &x.steps)?;
        let places = x.steps.iter().map(|id| place(p, id)).collect::<Result<Vec<_>, _>>()?;
        let parts: Vec<Step> = places.iter().map(|i| p.steps[*i].clone()).collect();
        let whole = whole(&parts, x)?;
        redirect(p, &merged, &x.into);
        p.steps[places[0]] = whole;
        let mut at = 0;
        p.steps.retain(|s| {
            at += 1;
            at - 1 == places[0] || !merged.contains(&s.id)
        });
        Ok(())
    })
}

/// One step that does what all of them did.
fn whole(parts: &[Step], x: &Merge) -> Result<Step, Message> {
    let merged = &x.steps;
    let (first, last) = (&parts[0], &parts[parts.len() - 1]);
    let named = parts.iter().find(|s| s.id == x.into);
    let same_role = parts.iter().all(|s| s.role == first.role);
    let role = match (&x.role, named) {
        (Some(role), _) => role.clone(),
        (None, _) if same_role => first.role.clone(),
        (None, Some(step)) => step.role.clone(),
        (None, None) => {
            return Err(message!(
                vi: "các bước được gộp có vai trò khác nhau: hãy nêu `role`",
                en: "the merged steps have different roles: say which with `role`"
            ));
        }
    };
    let stands_still = |s: &Step| s.clock == Some(Clock::Stopped);
    if parts.iter().any(|s| stands_still(s) != stands_still(first)) {
        return Err(message!(
            vi: "trong các bước được gộp, có bước tính vào thời hạn, có bước không",
            en: "the limit runs in some of the merged steps and stands still in others"
        ));
    }
    let mut whole = last.clone();
    whole.id = x.into.clone();
    whole.title = x.title.clone().or_else(|| named.map(|s| s.title.clone())).unwrap_or_else(|| joined(parts));
    whole.unit = parts.iter().filter(|s| s.role == role).find_map(|s| s.unit.clone());
    // Work that waits and works is work.
    whole.kind = if parts.iter().all(|s| s.kind == first.kind) { first.kind } else { Some(StepKind::Task) };
    whole.channel = parts.iter().find_map(|s| s.channel);
    whole.join = first.join;
    whole.instruction = parts.iter().find_map(|s| s.instruction.clone());
    whole.software = parts.iter().find_map(|s| s.software.clone());
    whole.place = parts.iter().filter(|s| s.role == role).find_map(|s| s.place.clone());
    whole.note = parts.iter().find_map(|s| s.note.clone());
    whole.control = parts.iter().rev().find_map(|s| s.control.clone());
    whole.accountable = parts.iter().rev().find_map(|s| s.accountable.clone()).filter(|of| *of != role);
    whole.consulted = union(parts.iter().map(|s| &s.consulted)).into_iter().filter(|r| *r != role).collect();
    whole.informed = union(parts.iter().map(|s| &s.informed)).into_iter().filter(|r| *r != role).collect();
    whole.required_by = OneOrMany(union(parts.iter().map(|s| &*s.required_by)));
    whole.clauses = union(parts.iter().map(|s| &s.clauses));
    let made: HashSet<&Id> = parts.iter().flat_map(|s| &s.makes).collect();
    whole.uses = union(parts.iter().map(|s| &s.uses)).into_iter().filter(|paper| !made.contains(paper)).collect();
    whole.makes = union(parts.iter().map(|s| &s.makes));
    let costs: Vec<u64> = parts.iter().filter_map(|s| s.cost).map(|cost| cost.0).collect();
    whole.cost = (!costs.is_empty()).then(|| Money(costs.iter().fold(0, |sum, cost| sum.saturating_add(*cost))));
    whole.time = time(parts, merged, x.time)?;
    whole.work = work(parts, x.time)?;
    let inside = |id: &Id| merged.contains(id);
    whole.next.0.iter_mut().filter(|n| inside(&n.to)).for_each(|n| n.to = x.into.clone());
    if let Some(timeout) = whole.timeout.as_mut().filter(|t| inside(&t.to)) {
        timeout.to = x.into.clone();
    }
    whole.role = role;
    Ok(whole)
}

/// The time that is said, or the sum of what the steps took, where it can be said in one unit.
fn time(parts: &[Step], merged: &[Id], said: Option<Duration>) -> Result<Option<StepTime>, Message> {
    if let Some(time) = said {
        return Ok(Some(step_time(time)));
    }
    let times: Vec<Duration> = parts.iter().filter_map(|s| s.time.as_ref()?.value).collect();
    if times.is_empty() {
        // Time that is shared with a step outside is still shared with it.
        let outside = |s: &Step| s.time.clone().filter(|t| t.shared_with.as_ref().is_some_and(|with| !merged.contains(with)));
        return Ok(parts.iter().find_map(outside));
    }
    total(times.into_iter().map(Duration::span)).map(|value| Some(step_time(value))).ok_or_else(mixed)
}

/// What is worked on all of them, where one of them says so.
fn work(parts: &[Step], time: Option<Duration>) -> Result<Option<Duration>, Message> {
    if parts.iter().all(|s| s.work.is_none()) {
        return Ok(None);
    }
    let own = |s: &Step| s.work.or_else(|| s.time.as_ref()?.value);
    match total(parts.iter().filter_map(own).map(Duration::span)) {
        // Nobody works on a step for longer than it takes.
        Some(work) => Ok(Some(time.filter(|time| time.span() < work.span()).unwrap_or(work))),
        None => Err(mixed()),
    }
}

pub(super) const fn step_time(value: Duration) -> StepTime {
    StepTime { value: Some(value), shared_with: None, illustrative: None, source: None, verified: true }
}

fn joined(parts: &[Step]) -> Text {
    let list = |language: Language| parts.iter().map(|s| s.title.to(&language)).collect::<Vec<_>>().join("; ");
    Text::both(list(Language::Vi), list(Language::En))
}

/// Leads everything that named one of the steps to the one that takes their place.
fn redirect(p: &mut ProcedureDefinition, from: &HashSet<Id>, to: &Id) {
    for step in &mut p.steps {
        step.next.0.iter_mut().filter(|n| from.contains(&n.to)).for_each(|n| n.to = to.clone());
        if let Some(timeout) = step.timeout.as_mut().filter(|t| from.contains(&t.to)) {
            timeout.to = to.clone();
        }
        if let Some(shared) = step.time.as_mut().and_then(|t| t.shared_with.as_mut()).filter(|s| from.contains(*s)) {
            *shared = to.clone();
        }
    }
    for interruption in &mut p.interruptions {
        if from.contains(&interruption.to) {
            interruption.to = to.clone();
        }
        interruption.during.iter_mut().filter(|step| from.contains(*step)).for_each(|step| *step = to.clone());
        let mut seen = HashSet::new();
        interruption.during.retain(|step| seen.insert(step.clone()));
    }
    results_from(p, from, to);
}
