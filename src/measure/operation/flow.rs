//! Taking steps out of the flow and putting them in: what every operation on steps is made of.

use crate::model::definition::{Gate, Interruption, Next, ProcedureDefinition, Step};
use crate::model::value::{Duration, Id, Language, Message, OneOrMany, Percent, Text, WorkSpan, message};
use std::collections::HashSet;

/// Changes the flow of a definition in which every step says where it leads or how it ends.
///
/// Steps that left it unsaid leave it unsaid afterwards, wherever the step below is still the one that is meant.
pub(super) fn rewired<T>(
    p: &mut ProcedureDefinition,
    work: impl FnOnce(&mut ProcedureDefinition) -> Result<T, Message>,
) -> Result<T, Message> {
    let said = write_out(p);
    let done = work(p)?;
    fold(p, &said);
    Ok(done)
}

/// Writes out what is understood; the steps that said it themselves.
pub(in crate::measure) fn write_out(p: &mut ProcedureDefinition) -> HashSet<Id> {
    let mut said = HashSet::new();
    for i in 0..p.steps.len() {
        if !p.steps[i].next.is_empty() || p.steps[i].end.is_some() {
            said.insert(p.steps[i].id.clone());
            continue;
        }
        match p.steps.get(i + 1).map(|s| s.id.clone()) {
            Some(below) => p.steps[i].next = OneOrMany(vec![plain_flow(below)]),
            None => p.steps[i].end = Some(Id::completed()),
        }
    }
    said
}

/// Takes back what was written out where it is understood again.
fn fold(p: &mut ProcedureDefinition, said: &HashSet<Id>) {
    for i in 0..p.steps.len() {
        let below = p.steps.get(i + 1).map(|s| s.id.clone());
        let step = &mut p.steps[i];
        if said.contains(&step.id) {
            continue;
        }
        match (&*step.next.0, below) {
            ([only], Some(below)) if *only == plain_flow(below.clone()) => step.next = OneOrMany(Vec::new()),
            ([], None) if step.end.as_ref().is_some_and(|end| *end == Id::completed()) => step.end = None,
            _ => {}
        }
    }
}

pub(super) const fn plain_flow(to: Id) -> Next {
    Next { to, when: None, share: None, at_most: None, extends: None, measured: None }
}

/// Whether a flow only passes work on.
pub(super) const fn is_plain(next: &Next) -> bool {
    next.at_most.is_none() && next.extends.is_none()
}

fn no_step(id: &Id) -> Message {
    message!(vi: "không có bước `{id}`", en: "there is no step `{id}`")
}

pub(super) fn step_mut<'a>(p: &'a mut ProcedureDefinition, id: &Id) -> Result<&'a mut Step, Message> {
    p.steps.iter_mut().find(|s| s.id == *id).ok_or_else(|| no_step(id))
}

pub(super) fn place(p: &ProcedureDefinition, id: &Id) -> Result<usize, Message> {
    p.steps.iter().position(|s| s.id == *id).ok_or_else(|| no_step(id))
}

/// That a name is free for a new step.
pub(super) fn is_free(p: &ProcedureDefinition, id: &Id) -> Result<(), Message> {
    if p.steps.iter().any(|s| s.id == *id) {
        return Err(message!(vi: "đã có một bước khác tên `{id}`", en: "another step is called `{id}` already"));
    }
    Ok(())
}

/// A way into a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Where every case begins.
    Start,
    /// A flow of a step, by the places of the step and of the flow.
    Next(usize, usize),
    /// The time-out of a step.
    Timeout(usize),
    /// An interruption.
    Interruption(usize),
}

/// The ways into a step.
pub(super) fn ways_in(p: &ProcedureDefinition, id: &Id) -> Vec<Way> {
    let mut ways = Vec::new();
    if p.steps.first().is_some_and(|s| s.id == *id) {
        ways.push(Way::Start);
    }
    for (i, step) in p.steps.iter().enumerate() {
        ways.extend(step.next.iter().enumerate().filter(|(_, n)| n.to == *id).map(|(j, _)| Way::Next(i, j)));
        ways.extend(step.timeout.iter().filter(|t| t.to == *id).map(|_| Way::Timeout(i)));
    }
    let events = p.interruptions.iter().enumerate();
    ways.extend(events.filter(|(_, x)| x.to == *id).map(|(i, _)| Way::Interruption(i)));
    ways
}

/// Leads a way to another step.
pub(super) fn lead(p: &mut ProcedureDefinition, way: Way, to: &Id) {
    match way {
        Way::Start => {}
        Way::Next(i, j) => p.steps[i].next.0[j].to = to.clone(),
        Way::Timeout(i) => {
            if let Some(timeout) = &mut p.steps[i].timeout {
                timeout.to = to.clone();
            }
        }
        Way::Interruption(i) => p.interruptions[i].to = to.clone(),
    }
}

/// The steps that can be reached from a step along flows and time-outs, the step itself only if it is on a loop.
pub(super) fn beyond(p: &ProcedureDefinition, id: &Id) -> HashSet<Id> {
    let place: std::collections::HashMap<&Id, usize> = p.steps.iter().enumerate().rev().map(|(i, s)| (&s.id, i)).collect();
    let mut seen = HashSet::new();
    let mut open: Vec<usize> = place.get(id).copied().into_iter().collect();
    while let Some(i) = open.pop() {
        let step = &p.steps[i];
        for to in step.next.iter().map(|n| &n.to).chain(step.timeout.iter().map(|t| &t.to)) {
            if seen.insert(to.clone()) {
                open.extend(place.get(to));
            }
        }
    }
    seen
}

/// How work that comes several ways goes on where nothing is said.
fn gate(join: Option<Gate>) -> Gate {
    join.unwrap_or(Gate::Exclusive)
}

/// Whether a step waits for several ways.
pub(super) fn waits(p: &ProcedureDefinition, step: &Step) -> bool {
    gate(step.join) != Gate::Exclusive && ways_in(p, &step.id).len() > 1
}

/// Takes a step out of the flow: what led to it leads to what followed it. What it made is the caller's business.
///
/// A branch of which nothing is left falls away, and with it a split or a join that has nothing to do any more.
pub(super) fn take_out(p: &mut ProcedureDefinition, id: &Id) -> Result<Step, Message> {
    let at = place(p, id)?;
    if p.steps.len() == 1 {
        return Err(message!(vi: "`{id}` là bước duy nhất", en: "`{id}` is the only step"));
    }
    let step = p.steps[at].clone();
    let ways = ways_in(p, id);
    let several = || {
        message!(
            vi: "bước `{id}` có nhiều luồng ra: bỏ bước này là bỏ cả quyết định",
            en: "the step `{id}` has several ways out: taking it away would take away the decision"
        )
    };
    if step.timeout.is_some() {
        return Err(several());
    }
    let heir = match &*step.next.0 {
        [] => end_before(p, &step, &ways)?,
        [next] => pass_by(p, &step, &ways, &next.clone())?,
        _ => split_before(p, &step, &ways).ok_or_else(several)?,
    };
    forget(p, &step, &heir);
    p.steps.retain(|s| s.id != *id);
    if at == 0 {
        let first = place(p, &heir)?;
        let first = p.steps.remove(first);
        p.steps.insert(0, first);
    }
    Ok(step)
}

/// The step ended the procedure: whatever led only there ends it now. The step that takes its place.
fn end_before(p: &mut ProcedureDefinition, step: &Step, ways: &[Way]) -> Result<Id, Message> {
    let id = &step.id;
    if waits(p, step) {
        return Err(message!(
            vi: "bước `{id}` chờ nhiều nhánh rồi kết thúc: không bỏ được",
            en: "the step `{id}` waits for several branches and ends them: it cannot be taken away"
        ));
    }
    let mut heir = None;
    // The last way first, so that the places of the others stay.
    for way in ways.iter().rev() {
        match *way {
            Way::Next(i, j) => {
                let before = &mut p.steps[i];
                if before.next.len() == 1 {
                    before.next.0.clear();
                    before.split = None;
                    before.end.clone_from(&step.end);
                } else if before.split == Some(Gate::Parallel) {
                    before.next.0.remove(j);
                    tidy(before);
                } else {
                    let choice = &before.id;
                    return Err(message!(
                        vi: "bước `{id}` kết thúc một nhánh lựa chọn của bước `{choice}`: không bỏ được",
                        en: "the step `{id}` ends one way of the choice at `{choice}`: it cannot be taken away"
                    ));
                }
                heir = Some(p.steps[i].id.clone());
            }
            Way::Start => {
                return Err(message!(
                    vi: "bước `{id}` là bước đầu và không dẫn tới bước nào: không có bước thay thế",
                    en: "the step `{id}` is the first and leads to no other: nothing can take its place"
                ));
            }
            Way::Timeout(_) | Way::Interruption(_) => {
                return Err(message!(
                    vi: "một sự kiện hoặc việc quá thời hạn chờ dẫn tới bước `{id}`",
                    en: "an interruption or a time-out leads to the step `{id}`"
                ));
            }
        }
    }
    heir.map_or_else(|| first_other(p, id), Ok)
}

/// Any step but this one: what stands for one that no way leads to.
fn first_other(p: &ProcedureDefinition, id: &Id) -> Result<Id, Message> {
    p.steps.iter().find(|s| s.id != *id).map(|s| s.id.clone()).ok_or_else(|| no_step(id))
}

/// The step passed work on to one other.
fn pass_by(p: &mut ProcedureDefinition, step: &Step, ways: &[Way], out: &Next) -> Result<Id, Message> {
    let (id, to) = (&step.id, &out.to);
    if to == id {
        return Err(message!(vi: "bước `{id}` chỉ dẫn về chính nó", en: "the step `{id}` leads only to itself"));
    }
    let heir = place(p, to)?;
    let others = ways_in(p, to).len();
    let waited_for = p.steps[heir].join == Some(Gate::Parallel) && others > 1;
    // One of several branches, with nothing else in it: the branch falls away.
    if let ([Way::Next(i, j)], true, true) = (ways, waited_for, is_plain(out)) {
        let before = &mut p.steps[*i];
        if before.split == Some(Gate::Parallel) && before.next.len() > 1 {
            before.next.0.remove(*j);
            tidy(before);
            if others == 2 {
                p.steps[heir].join = None;
            }
            return Ok(to.clone());
        }
    }
    let join = match (p.steps[heir].join, ways.len(), others) {
        (own, 0 | 1, _) => own,
        (_, _, 1) => step.join,
        (own, _, _) if gate(own) == gate(step.join) => own,
        _ => {
            return Err(message!(
                vi: "bước `{id}` và bước `{to}` hợp nhánh theo hai cách khác nhau: bỏ `{id}` thì lẫn lộn",
                en: "the steps `{id}` and `{to}` join their ways differently: without `{id}` the two would be mixed up"
            ));
        }
    };
    let flows = ways.iter().filter(|way| matches!(way, Way::Next(..))).count();
    if !is_plain(out) && (flows < ways.len() || out.at_most.is_some() && flows > 1) {
        return Err(message!(
            vi: "luồng từ bước `{id}` có giới hạn số lần hoặc kéo dài thời hạn, không chuyển sang luồng khác được",
            en: "the way on from the step `{id}` is bounded or extends the limit, which other ways cannot take over"
        ));
    }
    p.steps[heir].join = join;
    let mut touched = Vec::new();
    for way in ways {
        lead(p, *way, to);
        if let Way::Next(i, j) = *way {
            let flow = &mut p.steps[i].next.0[j];
            if !is_plain(out) && flow.when.is_none() {
                flow.when.clone_from(&out.when);
            }
            flow.at_most = match (flow.at_most, out.at_most) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
            flow.extends = sum(flow.extends, out.extends)?;
            touched.push(i);
        }
    }
    for i in touched {
        tidy(&mut p.steps[i]);
    }
    Ok(to.clone())
}

/// The step only divided the work: the one step that led to it divides it now.
fn split_before(p: &mut ProcedureDefinition, step: &Step, ways: &[Way]) -> Option<Id> {
    let [Way::Next(i, 0)] = *ways else { return None };
    let before = &mut p.steps[i];
    let fits = step.split == Some(Gate::Parallel) && before.next.len() == 1 && before.id != step.id && is_plain(&before.next[0]);
    if !fits || before.timeout.is_some() {
        return None;
    }
    before.next.clone_from(&step.next);
    before.split = step.split;
    Some(before.id.clone())
}

/// Two durations as one; none where they count different things.
fn sum(a: Option<Duration>, b: Option<Duration>) -> Result<Option<Duration>, Message> {
    let (Some(a), Some(b)) = (a, b) else { return Ok(a.or(b)) };
    (a.span() + b.span()).as_duration().map(Some).ok_or_else(mixed)
}

pub(super) fn mixed() -> Message {
    message!(
        vi: "không cộng được ngày làm việc với ngày: hãy nêu thời gian",
        en: "working time and calendar time cannot be added up: say the time"
    )
}

/// Ways of one step to the same place are one way; a single way is no split.
pub(super) fn tidy(step: &mut Step) {
    let mut kept: Vec<Next> = Vec::with_capacity(step.next.len());
    for next in std::mem::take(&mut step.next.0) {
        let same = kept.iter_mut().find(|k| {
            k.to == next.to && k.extends == next.extends && (step.split == Some(Gate::Parallel) || k.at_most == next.at_most)
        });
        match same {
            // A bound on each of two ways is not a bound on both.
            Some(k) if k.at_most.is_none() && step.split != Some(Gate::Inclusive) => {
                k.when = match (k.when.take(), next.when) {
                    (Some(a), Some(b)) if a != b => Some(either(&a, &b)),
                    (Some(a), Some(_)) => Some(a),
                    _ => None,
                };
                k.share = k
                    .share
                    .zip(next.share)
                    .map(|(a, b)| Percent::from_ten_thousandths(a.ten_thousandths().saturating_add(b.ten_thousandths())));
            }
            _ => kept.push(next),
        }
    }
    if let [only] = &mut *kept {
        step.split = None;
        // What was a choice is none any more; a bounded way keeps its condition.
        if is_plain(only) {
            (only.when, only.share) = (None, None);
        }
    }
    step.next = OneOrMany(kept);
}

fn either(a: &Text, b: &Text) -> Text {
    let of = |language: &Language, or: &str| format!("{}{or}{}", a.to(language), b.to(language));
    Text::both(of(&Language::Vi, "; hoặc "), of(&Language::En, "; or "))
}

/// Lets go of a step that is no longer there, wherever else it is named.
fn forget(p: &mut ProcedureDefinition, gone: &Step, heir: &Id) {
    let id = &gone.id;
    // The time that others share with it stays: the first of them holds it.
    let shares = |s: &Step| s.id != *id && s.time.as_ref().is_some_and(|t| t.shared_with.as_ref() == Some(id));
    let mut holder = None;
    for step in p.steps.iter_mut().filter(|s| shares(s)) {
        match &holder {
            None => {
                holder = Some(step.id.clone());
                step.time.clone_from(&gone.time);
            }
            Some(holder) => {
                if let Some(time) = &mut step.time {
                    time.shared_with = Some(holder.clone());
                }
            }
        }
    }
    // Its own holder may now share with itself.
    for step in &mut p.steps {
        let own = step.time.as_ref().and_then(|t| t.shared_with.as_ref()).is_some_and(|with| *with == step.id);
        if own {
            step.time = None;
        }
    }
    for Interruption { during, .. } in &mut p.interruptions {
        if during.contains(id) {
            during.retain(|step| step != id);
            // An empty list would mean every step.
            if during.is_empty() {
                during.push(heir.clone());
            }
        }
    }
    results_from(p, &HashSet::from([id.clone()]), heir);
}

/// Counts the limits of results from another step.
pub(super) fn results_from(p: &mut ProcedureDefinition, from: &HashSet<Id>, to: &Id) {
    use crate::model::value::Declared;
    let results = p.service.as_mut().and_then(|s| s.results.as_mut());
    if let Some(Declared::Items(results)) = results {
        for result in results {
            if result.from.as_ref().is_some_and(|f| from.contains(f)) {
                result.from = Some(to.clone());
            }
        }
    }
}

/// Puts a step directly behind another, which leads only to it from now on.
pub(super) fn put_after(p: &mut ProcedureDefinition, mut step: Step, after: &Id) -> Result<(), Message> {
    let at = place(p, after)?;
    let before = &mut p.steps[at];
    step.next = std::mem::replace(&mut before.next, OneOrMany(vec![plain_flow(step.id.clone())]));
    step.split = before.split.take();
    step.end = before.end.take();
    p.steps.insert(at + 1, step);
    Ok(())
}

/// Puts a step directly before another: whatever led there leads to it from now on.
pub(super) fn put_before(p: &mut ProcedureDefinition, mut step: Step, before: &Id) -> Result<(), Message> {
    let at = place(p, before)?;
    for way in ways_in(p, before) {
        lead(p, way, &step.id);
    }
    step.join = p.steps[at].join.take();
    (step.split, step.end) = (None, None);
    step.next = OneOrMany(vec![plain_flow(before.clone())]);
    p.steps.insert(at, step);
    Ok(())
}

/// Puts a step on the way from one step to another.
pub(super) fn put_between(p: &mut ProcedureDefinition, mut step: Step, after: &Id, before: &Id) -> Result<(), Message> {
    let at = place(p, after)?;
    let to = place(p, before)?;
    let Some(flow) = p.steps[at].next.0.iter_mut().find(|n| n.to == *before) else {
        return Err(no_way(after, before));
    };
    flow.to = step.id.clone();
    (step.join, step.split, step.end) = (None, None, None);
    step.next = OneOrMany(vec![plain_flow(before.clone())]);
    p.steps.insert(if to > at { to } else { at + 1 }, step);
    Ok(())
}

pub(super) fn no_way(from: &Id, to: &Id) -> Message {
    message!(
        vi: "bước `{from}` không đi thẳng tới bước `{to}`",
        en: "the step `{from}` does not lead straight to the step `{to}`"
    )
}

/// That these steps follow each other without anything between them: work enters at the first, passes through, and
/// leaves at the last. The flow must be written out.
pub(super) fn chained(p: &ProcedureDefinition, ids: &[Id]) -> Result<(), Message> {
    for pair in ids.windows(2) {
        let step = &p.steps[place(p, &pair[0])?];
        place(p, &pair[1])?;
        let (a, b) = (&pair[0], &pair[1]);
        if !step.next.iter().any(|n| n.to == *b) {
            return Err(no_way(a, b));
        }
        if step.next.len() > 1 || step.timeout.is_some() {
            return Err(message!(
                vi: "bước `{a}` còn dẫn tới bước khác ngoài `{b}`: luồng rẽ nhánh giữa các bước này",
                en: "the step `{a}` leads elsewhere than to `{b}` too: the way divides between these steps"
            ));
        }
        if !is_plain(&step.next[0]) {
            return Err(message!(
                vi: "luồng từ `{a}` tới `{b}` có giới hạn số lần hoặc kéo dài thời hạn",
                en: "the way from `{a}` to `{b}` is bounded or extends the limit"
            ));
        }
        for way in ways_in(p, b) {
            let from = match way {
                Way::Next(i, _) if p.steps[i].id == *a => continue,
                Way::Next(i, _) | Way::Timeout(i) => format!("`{}`", p.steps[i].id),
                Way::Start => "start".to_owned(),
                Way::Interruption(i) => p.interruptions[i].when.to(&Language::En).to_owned(),
            };
            return Err(message!(
                vi: "có luồng ({from}) dẫn vào giữa các bước này (`{b}`)",
                en: "a way ({from}) leads into the middle of these steps (`{b}`)"
            ));
        }
    }
    Ok(())
}

pub(super) fn union<T: Clone + PartialEq>(lists: impl Iterator<Item = impl AsRef<[T]>>) -> Vec<T> {
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

/// The sum of these spans as one duration.
pub(super) fn total(spans: impl Iterator<Item = WorkSpan>) -> Option<Duration> {
    spans.fold(WorkSpan::ZERO, |sum, span| sum + span).as_duration()
}
