//! The operations of a simplification: a definition in, a definition out.

use crate::model::definition::{Eliminate, Merge, Next, Operation, ProcedureDefinition, Simplification, Step, StepTime};
use crate::model::graph::ProcessGraph;
use crate::model::value::{Duration, Id, Language, Message, OneOrMany, Text, WorkSpan, message};
use std::collections::HashSet;

/// Why an operation cannot be applied.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct OperationError {
    /// Which operation, from zero.
    pub operation: usize,
    /// Why, in both languages.
    pub message: Message,
}

/// Applies all operations of a simplification, in order; the definition itself stays as it is.
///
/// # Errors
/// If an operation names a step or paper that is not there, or would leave the process in pieces
/// or a result or record without the step that makes it.
pub fn apply_all(
    definition: &ProcedureDefinition,
    simplification: &Simplification,
) -> Result<ProcedureDefinition, OperationError> {
    let mut after = definition.clone();
    for (at, operation) in simplification.operations.iter().enumerate() {
        after = apply(&after, operation).map_err(|message| OperationError { operation: at, message })?;
    }
    Ok(after)
}

/// Applies one operation.
///
/// # Errors
/// As for [`apply_all`]; the message says why in both languages.
pub fn apply(definition: &ProcedureDefinition, operation: &Operation) -> Result<ProcedureDefinition, Message> {
    let mut after = definition.clone();
    match operation {
        Operation::Eliminate(x) => {
            if let Some(id) = &x.step {
                eliminate_step(&mut after, id, x)?;
            }
            if let Some(id) = &x.document {
                eliminate_document(&mut after, id)?;
            }
            if x.step.is_none() && x.document.is_none() {
                return Err(
                    message!(vi: "`eliminate` phải nêu `step` hoặc `document`", en: "`eliminate` needs a `step` or a `document`"),
                );
            }
        }
        Operation::Merge(x) => merge(&mut after, x)?,
        Operation::Delegate(x) => {
            let step = step_mut(&mut after, &x.step)?;
            step.role = x.role.clone();
            step.unit = None;
            step.accountable = None;
        }
        Operation::SetStepTime(x) => {
            let step = step_mut(&mut after, &x.step)?;
            step.time =
                Some(StepTime { value: Some(x.time), shared_with: None, illustrative: None, source: None, verified: true });
        }
        Operation::SetTimeLimit(x) => {
            let limit = after.service.as_mut().and_then(|s| s.time_limit.as_mut());
            let Some(limit) = limit else {
                return Err(
                    message!(vi: "quy trình không có thời hạn giải quyết để đặt lại", en: "the procedure has no time limit to set"),
                );
            };
            if x.statutory.is_some() {
                (limit.statutory, limit.parts) = (x.statutory, Vec::new());
            }
            limit.committed = x.committed.or(limit.committed);
            // A limit that the law shortens below the commitment takes the commitment with it.
            if limit.committed.is_some_and(|c| c.span() >= limit.by_law()) {
                limit.committed = None;
            }
        }
    }
    Ok(after)
}

fn no_step(id: &Id) -> Message {
    message!(vi: "không có bước `{id}`", en: "there is no step `{id}`")
}

fn step_mut<'a>(p: &'a mut ProcedureDefinition, id: &Id) -> Result<&'a mut Step, Message> {
    p.steps.iter_mut().find(|s| s.id == *id).ok_or_else(|| no_step(id))
}

fn place(p: &ProcedureDefinition, id: &Id) -> Result<usize, Message> {
    p.steps.iter().position(|s| s.id == *id).ok_or_else(|| no_step(id))
}

fn plain_flow(to: Id) -> Next {
    Next { to, when: None, share: None, at_most: None, extends: None }
}

/// Writes out what is understood: every step says where it leads or how it ends.
fn write_out(p: &mut ProcedureDefinition) {
    for i in 0..p.steps.len() {
        if p.steps[i].next.is_empty() && p.steps[i].end.is_none() {
            match p.steps.get(i + 1).map(|s| s.id.clone()) {
                Some(below) => p.steps[i].next = OneOrMany(vec![plain_flow(below)]),
                None => p.steps[i].end = Some(Id::completed()),
            }
        }
    }
}

/// Takes back what `write_out` wrote where the step below is meant anyway.
fn fold(p: &mut ProcedureDefinition) {
    for i in 0..p.steps.len() {
        let below = p.steps.get(i + 1).map(|s| s.id.clone());
        let step = &mut p.steps[i];
        if let ([only], Some(below)) = (&*step.next.0, below) {
            if *only == plain_flow(below) && step.split.is_none() {
                step.next = OneOrMany(Vec::new());
            }
        }
    }
}

/// Leads every flow that went to `from` to `to` instead.
fn redirect(p: &mut ProcedureDefinition, from: &HashSet<Id>, to: &Id) {
    for step in &mut p.steps {
        for next in &mut step.next.0 {
            if from.contains(&next.to) {
                next.to = to.clone();
            }
        }
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
        for during in &mut interruption.during {
            if from.contains(during) {
                *during = to.clone();
            }
        }
    }
}

fn eliminate_step(p: &mut ProcedureDefinition, id: &Id, x: &Eliminate) -> Result<(), Message> {
    let at = place(p, id)?;
    if p.steps.len() == 1 {
        return Err(message!(vi: "`{id}` là bước duy nhất", en: "`{id}` is the only step"));
    }
    write_out(p);
    let step = p.steps[at].clone();
    if step.next.len() > 1 || step.timeout.is_some() {
        return Err(message!(
            vi: "bước `{id}` có nhiều luồng ra: bỏ bước này là bỏ cả quyết định",
            en: "the step `{id}` has several ways out: taking it away would take away the decision"
        ));
    }
    // What it made is made elsewhere from now on, or it must not be lost.
    let kept: Vec<Id> = step.makes.iter().filter(|paper| is_kept(p, paper)).cloned().collect();
    match &x.records_to {
        Some(other) if other != id => {
            let heir = step_mut(p, other)?;
            for paper in &step.makes {
                if !heir.makes.contains(paper) {
                    heir.makes.push(paper.clone());
                }
            }
        }
        _ => {
            let lost = kept.iter().find(|paper| !p.steps.iter().any(|s| s.id != *id && s.makes.contains(paper)));
            if let Some(paper) = lost {
                return Err(message!(
                    vi: "bước `{id}` lập `{paper}`: hãy nêu bước lập thay (`records-to`)",
                    en: "the step `{id}` makes `{paper}`: say which step makes it from now on (`records-to`)"
                ));
            }
        }
    }
    let gone = HashSet::from([id.clone()]);
    if let Some(next) = step.next.first() {
        let to = next.to.clone();
        if to == *id {
            return Err(message!(vi: "bước `{id}` chỉ dẫn về chính nó", en: "the step `{id}` leads only to itself"));
        }
        redirect(p, &gone, &to);
        // The first step of the list is where every case begins.
        if at == 0 {
            let heir = place(p, &to)?;
            let heir = p.steps.remove(heir);
            p.steps.insert(0, heir);
        }
    } else {
        // It ended the procedure: whatever led only here ends it now.
        for before in p.steps.iter_mut().filter(|s| s.next.iter().any(|n| n.to == *id)) {
            if before.next.len() > 1 {
                let choice = &before.id;
                return Err(message!(
                    vi: "bước `{id}` kết thúc một nhánh lựa chọn của bước `{choice}`: không bỏ được",
                    en: "the step `{id}` ends one way of the choice at `{choice}`: it cannot be taken away"
                ));
            }
            before.next = OneOrMany(Vec::new());
            before.end.clone_from(&step.end);
        }
        let waited_for = p.steps.iter().any(|s| s.timeout.as_ref().is_some_and(|t| t.to == *id));
        if waited_for || p.interruptions.iter().any(|x| x.to == *id) {
            return Err(message!(
                vi: "một sự kiện hoặc việc quá thời hạn chờ dẫn tới bước `{id}`",
                en: "an interruption or a time-out leads to the step `{id}`"
            ));
        }
        p.interruptions.iter_mut().for_each(|x| x.during.retain(|step| step != id));
    }
    p.steps.retain(|s| s.id != *id);
    fold(p);
    Ok(())
}

/// Whether a paper is a result or a record: something that somebody must make.
fn is_kept(p: &ProcedureDefinition, paper: &Id) -> bool {
    let results = p.service.iter().flat_map(|s| &s.results).flat_map(|r| r.items());
    p.records.iter().any(|r| r.id == *paper) || results.into_iter().any(|r| r.id == *paper)
}

fn eliminate_document(p: &mut ProcedureDefinition, id: &Id) -> Result<(), Message> {
    let dossier = p.service.as_mut().and_then(|s| s.dossier.as_mut());
    let Some(dossier) = dossier.filter(|d| d.items.iter().any(|i| i.id == *id)) else {
        return Err(message!(vi: "hồ sơ không có giấy tờ `{id}`", en: "the dossier has no paper `{id}`"));
    };
    dossier.items.retain(|i| i.id != *id);
    for step in &mut p.steps {
        step.uses.retain(|paper| paper != id);
    }
    Ok(())
}

fn merge(p: &mut ProcedureDefinition, x: &Merge) -> Result<(), Message> {
    let into = &x.into;
    let merged: HashSet<Id> = x.steps.iter().cloned().collect();
    if merged.len() < 2 || merged.len() != x.steps.len() {
        return Err(message!(vi: "`merge` cần ít nhất hai bước khác nhau", en: "`merge` needs at least two different steps"));
    }
    let places = x.steps.iter().map(|id| place(p, id)).collect::<Result<Vec<_>, _>>()?;
    if !merged.contains(into) && p.steps.iter().any(|s| s.id == *into) {
        return Err(message!(vi: "đã có một bước khác tên `{into}`", en: "another step is called `{into}` already"));
    }
    write_out(p);
    // They must be a chain: work enters at the first, passes through, and leaves at the last.
    let (first, last) = (places[0], places[places.len() - 1]);
    for pair in x.steps.windows(2) {
        let step = &p.steps[place(p, &pair[0])?];
        let (a, b) = (&pair[0], &pair[1]);
        if step.next.len() != 1 || step.next[0].to != *b || step.timeout.is_some() {
            return Err(
                message!(vi: "bước `{a}` không đi thẳng tới bước `{b}`", en: "the step `{a}` does not lead straight to the step `{b}`"),
            );
        }
    }
    for step in &p.steps {
        let inside = merged.contains(&step.id);
        for next in step.next.iter().filter(|n| merged.contains(&n.to)) {
            let enters_first = next.to == p.steps[first].id;
            if (!inside && !enters_first) || (inside && enters_first && step.id != p.steps[last].id) {
                let (from, to) = (&step.id, &next.to);
                return Err(message!(
                    vi: "bước `{from}` dẫn vào giữa các bước được gộp (`{to}`)",
                    en: "the step `{from}` leads into the middle of the merged steps (`{to}`)"
                ));
            }
        }
    }
    let parts: Vec<Step> = places.iter().map(|i| p.steps[*i].clone()).collect();
    let named = parts.iter().find(|s| s.id == *into);
    let same_role = parts.iter().all(|s| s.role == parts[0].role);
    let role = match (&x.role, named) {
        (Some(role), _) => role.clone(),
        (None, _) if same_role => parts[0].role.clone(),
        (None, Some(step)) => step.role.clone(),
        (None, None) => {
            return Err(
                message!(vi: "các bước được gộp có vai trò khác nhau: hãy nêu `role`", en: "the merged steps have different roles: say which with `role`"),
            );
        }
    };
    let title = x.title.clone().or_else(|| named.map(|s| s.title.clone())).unwrap_or_else(|| joined(&parts));
    let mut whole = parts[parts.len() - 1].clone();
    whole.id = into.clone();
    whole.title = title;
    whole.role = role;
    whole.join = parts[0].join;
    whole.instruction = parts.iter().find_map(|s| s.instruction.clone());
    whole.control = parts.iter().rev().find_map(|s| s.control.clone());
    whole.required_by = OneOrMany(union(parts.iter().map(|s| &*s.required_by.0)));
    whole.clauses = union(parts.iter().map(|s| &*s.clauses));
    let made: HashSet<&Id> = parts.iter().flat_map(|s| &s.makes).collect();
    whole.uses = union(parts.iter().map(|s| &*s.uses)).into_iter().filter(|paper| !made.contains(paper)).collect();
    whole.makes = union(parts.iter().map(|s| &*s.makes));
    whole.time = match x.time {
        Some(time) => Some(StepTime { value: Some(time), shared_with: None, illustrative: None, source: None, verified: true }),
        None => summed(&parts)?,
    };
    redirect(p, &merged, into);
    // The last one's own flows were redirected with the rest, except in the copy taken before.
    whole.next.0.iter_mut().filter(|n| merged.contains(&n.to)).for_each(|n| n.to = into.clone());
    p.steps[first] = whole;
    let mut at = 0;
    p.steps.retain(|s| {
        at += 1;
        at - 1 == first || !merged.contains(&s.id)
    });
    fold(p);
    Ok(())
}

fn union<T: Clone + PartialEq>(lists: impl Iterator<Item = impl AsRef<[T]>>) -> Vec<T> {
    let mut all: Vec<T> = Vec::new();
    for list in lists {
        for item in list.as_ref() {
            if !all.contains(item) {
                all.push(item.clone());
            }
        }
    }
    all
}

fn joined(parts: &[Step]) -> Text {
    let list = |pick: fn(&Text) -> &str| parts.iter().map(|s| pick(&s.title)).collect::<Vec<_>>().join("; ");
    Text::both(list(|t| t.to(&Language::Vi)), list(|t| t.to(&Language::En)))
}

/// The sum of step times, where it can be said in one unit.
fn summed(parts: &[Step]) -> Result<Option<StepTime>, Message> {
    let times: Vec<Duration> = parts.iter().filter_map(|s| s.time.as_ref()?.value).collect();
    if times.is_empty() {
        return Ok(None);
    }
    let total = times.iter().fold(WorkSpan::ZERO, |sum, t| sum + t.span());
    let Some(value) = total.as_duration() else {
        return Err(message!(
            vi: "các bước được gộp tính cả ngày làm việc và ngày: hãy nêu `time`",
            en: "the merged steps count both working time and calendar time: say `time`"
        ));
    };
    Ok(Some(StepTime { value: Some(value), shared_with: None, illustrative: None, source: None, verified: true }))
}

/// Checks that a process stays whole: what could be reached and could end, still can.
pub(super) fn broken(before: &ProcessGraph, after: &ProcessGraph) -> Option<Message> {
    if before.unreachable().is_empty() {
        if let Some(step) = after.unreachable().first() {
            let id = &step.id;
            return Some(
                message!(vi: "sau đơn giản hóa không còn đường tới bước `{id}`", en: "after the simplification no way leads to the step `{id}`"),
            );
        }
    }
    if before.trapped().is_empty() {
        if let Some(step) = after.trapped().first() {
            let id = &step.id;
            return Some(
                message!(vi: "sau đơn giản hóa, từ bước `{id}` không tới được kết thúc", en: "after the simplification no end can be reached from the step `{id}`"),
            );
        }
    }
    None
}
