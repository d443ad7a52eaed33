//! A step that chooses: the one way on which work goes on, and those that turn it down or send it back.

use super::flow::{place, ways_in};
use crate::model::definition::{Gate, Next, ProcedureDefinition, Step};
use crate::model::value::{Id, Message, OneOrMany, Scalar, message};
use std::collections::{HashMap, HashSet};

/// The ways out of a step that are kept apart while it is moved.
pub(super) struct Decision {
    next: Vec<Next>,
    on: usize,
    split: Option<Gate>,
}

/// Leaves a step only the way on which its cases are completed, if that is one of several, until it is put back. The flow must
/// be written out.
///
/// None where it does not choose, or where several ways lead on: then it decides which, and cannot be moved without that.
pub(super) fn set_aside(p: &mut ProcedureDefinition, id: &Id) -> Result<Option<Decision>, Message> {
    let at = place(p, id)?;
    let Some(on) = way_on(p, at) else { return Ok(None) };
    // What it sends away and gets back comes back to it, wherever it stands: meanwhile these ways lead nowhere.
    let others = p.steps[at].next.iter().enumerate().filter(|(i, _)| *i != on).map(|(_, next)| &next.to);
    let first = p.steps.first().map(|s| &s.id);
    let (sent, anyway) = (reached(p, others, id), reached(p, first, id));
    let own: HashSet<Id> = sent.difference(&anyway).map(|id| (*id).clone()).collect();
    for step in p.steps.iter_mut().filter(|s| own.contains(&s.id)) {
        let targets = step.next.0.iter_mut().map(|n| &mut n.to).chain(step.timeout.iter_mut().map(|t| &mut t.to));
        targets.filter(|to| **to == *id).for_each(|to| *to = Id::placeholder());
    }
    Ok(Some(only_on(p, at, on)))
}

fn only_on(p: &mut ProcedureDefinition, at: usize, on: usize) -> Decision {
    let step = &mut p.steps[at];
    let split = step.split.take();
    let only = Next { when: None, share: None, ..step.next[on].clone() };
    let next = std::mem::replace(&mut step.next, OneOrMany(vec![only]));
    Decision { next: next.0, on, split }
}

/// Gives a step its other ways out again.
pub(super) fn put_back(p: &mut ProcedureDefinition, id: &Id, decision: Decision) -> Result<(), Message> {
    let at = place(p, id)?;
    let Decision { mut next, on, split } = decision;
    let to = match &*p.steps[at].next.0 {
        [only] => only.to.clone(),
        _ => {
            return Err(message!(
                vi: "bước `{id}` vừa quyết định vừa đứng ở chỗ kết thúc hoặc chia nhánh: không đặt ở đó được",
                en: "the step `{id}` decides, and cannot stand where the work ends or divides"
            ));
        }
    };
    if next.iter().enumerate().any(|(i, other)| i != on && other.to == to) {
        return Err(message!(
            vi: "bước `{id}` đặt ở đó thì cả hai lựa chọn đều dẫn tới `{to}`",
            en: "placed there, the step `{id}` would lead to `{to}` by two of its choices"
        ));
    }
    next[on].to = to;
    let step = &mut p.steps[at];
    (step.next, step.split) = (OneOrMany(next), split);
    for step in &mut p.steps {
        let targets = step.next.0.iter_mut().map(|n| &mut n.to).chain(step.timeout.iter_mut().map(|t| &mut t.to));
        targets.filter(|to| to.is_placeholder()).for_each(|to| to.clone_from(id));
    }
    Ok(())
}

/// Takes from a step the choices that the next one has as well: whatever it turns down, that one can turn down in its place.
pub(super) fn leave_to_next(p: &mut ProcedureDefinition, id: &Id) -> Result<(), Message> {
    let at = place(p, id)?;
    let Some(on) = way_on(p, at) else { return Ok(()) };
    let (step, heir) = (&p.steps[at], place(p, &p.steps[at].next[on].to)?);
    let others = step.next.iter().enumerate().filter(|(i, _)| *i != on).map(|(_, next)| &next.to);
    let choices = &p.steps[heir];
    let chooses = choices.split.is_none_or(|gate| gate == Gate::Exclusive);
    let covered = chooses && others.into_iter().all(|to| choices.next.iter().any(|next| next.to == *to));
    // Only steps that nothing else leads to past this one: their bounds and shares are then told by the one that stays.
    if covered && ways_in(p, &p.steps[heir].id).len() == 1 {
        only_on(p, at, on);
    }
    Ok(())
}

/// The only way of a choice from which the procedure is completed without coming back to it.
fn way_on(p: &ProcedureDefinition, at: usize) -> Option<usize> {
    let step = &p.steps[at];
    let chooses = step.next.len() > 1 && step.split.is_none_or(|gate| gate == Gate::Exclusive) && step.timeout.is_none();
    if !chooses {
        return None;
    }
    let mut on = (0..step.next.len()).filter(|i| completes(p, &step.next[*i].to, &step.id));
    on.next().filter(|_| on.next().is_none())
}

/// Whether a completed end can be reached from a step without passing another. Where no end is called so, any will do.
fn completes(p: &ProcedureDefinition, from: &Id, without: &Id) -> bool {
    let is_completed = |step: &&Step| step.end.as_ref().is_some_and(|end| *end == Id::completed());
    let named = p.steps.iter().any(|step| is_completed(&step));
    let reached = reached(p, [from], without);
    let mut there = p.steps.iter().filter(|step| reached.contains(&step.id));
    there.any(|step| if named { is_completed(&step) } else { step.next.is_empty() })
}

/// The steps that work comes to from some, these included, without passing another.
fn reached<'a>(p: &'a ProcedureDefinition, from: impl IntoIterator<Item = &'a Id>, without: &Id) -> HashSet<&'a Id> {
    let place: HashMap<&Id, usize> = p.steps.iter().enumerate().rev().map(|(i, s)| (&s.id, i)).collect();
    let mut seen = HashSet::new();
    let mut open: Vec<&Id> = from.into_iter().collect();
    while let Some(id) = open.pop() {
        if id == without || !seen.insert(id) {
            continue;
        }
        let step = place.get(id).map(|i| &p.steps[*i]);
        open.extend(step.iter().flat_map(|s| s.next.iter().map(|n| &n.to).chain(s.timeout.iter().map(|t| &t.to))));
    }
    seen
}
