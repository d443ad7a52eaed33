//! `resequence` and `add-control`: a step at another place, a step more.

use super::decision::{put_back, set_aside};
use super::flow::{Way, is_free, is_plain, no_way, place, put_after, put_before, put_between, rewired, take_out, ways_in};
use super::merge::step_time;
use crate::model::definition::{AddControl, Control, Gate, ProcedureDefinition, Resequence, Step};
use crate::model::value::{Id, Message, OneOrMany, message};

pub(super) fn resequence(p: &mut ProcedureDefinition, x: &Resequence) -> Result<(), Message> {
    let id = &x.step;
    place(p, id)?;
    for other in [&x.before, &x.after].into_iter().flatten() {
        place(p, other)?;
        if other == id {
            return Err(message!(
                vi: "bước `{id}` không thể đứng trước hoặc sau chính nó",
                en: "the step `{id}` cannot stand before or after itself"
            ));
        }
    }
    if x.before.is_none() && x.after.is_none() {
        return Err(message!(
            vi: "`resequence` phải nêu `before` hoặc `after`",
            en: "`resequence` needs `before` or `after`"
        ));
    }
    rewired(p, |p| {
        // A check takes its refusals along.
        let decision = set_aside(p, id)?;
        if is_there(p, x)? {
            return Err(message!(
                vi: "bước `{id}` đã ở đúng vị trí đó",
                en: "the step `{id}` stands there already"
            ));
        }
        let step = take_out(p, id)?;
        match (&x.before, &x.after) {
            (Some(before), Some(after)) => put_between(p, step, after, before),
            (Some(before), None) => put_before(p, step, before),
            (None, Some(after)) => {
                let at = &p.steps[place(p, after)?];
                if at.next.len() > 1 && at.split != Some(Gate::Parallel) {
                    return Err(message!(
                        vi: "sau bước `{after}` có nhiều lựa chọn: hãy nêu thêm `before` là bước nào trong số đó",
                        en: "the step `{after}` chooses between ways: say with `before` on which of them"
                    ));
                }
                if at.next.first().is_some_and(|next| !is_plain(next)) {
                    return Err(message!(
                        vi: "luồng ra từ bước `{after}` có giới hạn số lần hoặc kéo dài thời hạn",
                        en: "the way on from the step `{after}` is bounded or extends the limit"
                    ));
                }
                let mut step = step;
                step.join = None;
                put_after(p, step, after)
            }
            (None, None) => Ok(()),
        }?;
        decision.map_or(Ok(()), |decision| put_back(p, id, decision))
    })
}

/// Whether the step stands there already: what comes before leads only to it, or it only to what comes behind.
fn is_there(p: &ProcedureDefinition, x: &Resequence) -> Result<bool, Message> {
    let step = &p.steps[place(p, &x.step)?];
    let leads_to = |to: &Id| step.next.len() == 1 && step.next[0].to == *to;
    let only_way = |to: &Id, from: &Id| matches!(*ways_in(p, to), [Way::Next(i, _)] if p.steps[i].id == *from);
    let before = x.before.as_ref().is_none_or(|before| leads_to(before) && (x.after.is_some() || only_way(before, &x.step)));
    let after = x.after.as_ref().is_none_or(|after| {
        p.steps
            .iter()
            .any(|s| s.id == *after && s.next.iter().any(|n| n.to == x.step) && (x.before.is_some() || s.next.len() == 1))
            && only_way(&x.step, after)
    });
    if let (Some(before), Some(after), false) = (&x.before, &x.after, before && after) {
        let direct = p.steps.iter().any(|s| s.id == *after && s.next.iter().any(|n| n.to == *before));
        if !direct {
            return Err(no_way(after, before));
        }
    }
    Ok(before && after)
}

pub(super) fn add_control(p: &mut ProcedureDefinition, x: &AddControl) -> Result<(), Message> {
    place(p, &x.after)?;
    is_free(p, &x.id)?;
    let authority = x.authority.clone().unwrap_or_else(|| x.role.clone());
    let step = Step {
        id: x.id.clone(),
        title: x.title.clone(),
        role: x.role.clone(),
        unit: None,
        kind: None,
        time: x.time.map(step_time),
        measured: None,
        work: None,
        cost: None,
        channel: None,
        clock: None,
        instruction: None,
        uses: Vec::new(),
        makes: Vec::new(),
        accountable: None,
        consulted: Vec::new(),
        informed: Vec::new(),
        control: Some(Control { criterion: x.criterion.clone(), authority }),
        required_by: OneOrMany::default(),
        clauses: Vec::new(),
        software: None,
        place: None,
        join: None,
        split: None,
        next: OneOrMany::default(),
        timeout: None,
        end: None,
        note: None,
    };
    rewired(p, |p| put_after(p, step, &x.after))
}
