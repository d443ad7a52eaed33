//! `parallelise`: steps that followed each other run side by side.

use super::flow::{Way, chained, is_plain, place, plain_flow, rewired, ways_in};
use crate::model::definition::{Gate, Next, Parallelise, ProcedureDefinition};
use crate::model::value::{Id, Message, OneOrMany, message};
use std::collections::HashSet;

/// The step before divides the work, the step behind waits for all of it: both must be there and do nothing of the
/// kind already, for no step exists that would only divide or only wait.
pub(super) fn parallelise(p: &mut ProcedureDefinition, x: &Parallelise) -> Result<(), Message> {
    let branches: Vec<&[Id]> = x.steps.iter().map(|branch| &**branch).filter(|branch| !branch.is_empty()).collect();
    let all: Vec<Id> = branches.iter().flat_map(|branch| branch.iter().cloned()).collect();
    let different: HashSet<&Id> = all.iter().collect();
    if branches.len() < 2 || different.len() != all.len() {
        return Err(message!(
            vi: "`parallelise` cần ít nhất hai nhánh gồm các bước khác nhau",
            en: "`parallelise` needs at least two branches of different steps"
        ));
    }
    all.iter().try_for_each(|id| place(p, id).map(drop))?;
    rewired(p, |p| {
        chained(p, &all)?;
        independent(p, &branches)?;
        let (first, last) = (&all[0], &all[all.len() - 1]);
        let before = before(p, first)?;
        let after = after(p, last)?;
        let firsts = branches.iter().map(|branch| plain_flow(branch[0].clone()));
        let before = &mut p.steps[before];
        before.next = OneOrMany(before.next.iter().filter(|n| n.to != *first).cloned().chain(firsts).collect());
        before.split = Some(Gate::Parallel);
        let behind = p.steps[after].id.clone();
        p.steps[after].join = Some(Gate::Parallel);
        for branch in branches {
            let end = place(p, &branch[branch.len() - 1])?;
            p.steps[end].next = OneOrMany(vec![plain_flow(behind.clone())]);
            p.steps[end].split = None;
        }
        Ok(())
    })
}

/// That no branch uses what another makes.
fn independent(p: &ProcedureDefinition, branches: &[&[Id]]) -> Result<(), Message> {
    let steps = |branch: &[Id]| p.steps.iter().filter(|s| branch.contains(&s.id)).collect::<Vec<_>>();
    for (i, one) in branches.iter().enumerate() {
        for other in branches.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, other)| other) {
            for (maker, user) in steps(one).iter().flat_map(|m| steps(other).into_iter().map(move |u| (*m, u))) {
                if let Some(paper) = maker.makes.iter().find(|paper| user.uses.contains(paper)) {
                    let (maker, user) = (&maker.id, &user.id);
                    return Err(message!(
                        vi: "bước `{user}` dùng `{paper}` do bước `{maker}` lập: không làm song song được",
                        en: "the step `{user}` uses `{paper}`, which the step `{maker}` makes: they cannot run side by side"
                    ));
                }
            }
        }
    }
    Ok(())
}

/// The one step that leads to the first of them.
fn before(p: &ProcedureDefinition, first: &Id) -> Result<usize, Message> {
    let [Way::Next(i, j)] = *ways_in(p, first) else {
        return Err(if p.steps.first().is_some_and(|s| s.id == *first) {
            message!(
                vi: "bước `{first}` là bước đầu tiên: trước nó không có bước nào để chia việc",
                en: "the step `{first}` is the first: no step before it could divide the work"
            )
        } else {
            message!(
                vi: "có nhiều luồng dẫn vào bước `{first}`: không chia nhánh song song được",
                en: "several ways lead to the step `{first}`: the work cannot be divided there"
            )
        });
    };
    let step = &p.steps[i];
    let id = &step.id;
    if step.next.len() > 1 && step.split != Some(Gate::Parallel) {
        return Err(message!(
            vi: "sau bước `{id}` đã là chỗ lựa chọn: không thể đồng thời chia nhánh song song",
            en: "the step `{id}` already chooses between ways: it cannot start parallel branches as well"
        ));
    }
    if !is_plain(&step.next[j]) {
        return Err(bounded(id, &step.next[j]));
    }
    Ok(i)
}

/// The one step that the last of them leads to.
fn after(p: &ProcedureDefinition, last: &Id) -> Result<usize, Message> {
    let step = &p.steps[place(p, last)?];
    let [next] = &*step.next.0 else {
        return Err(if step.next.is_empty() {
            message!(
                vi: "bước `{last}` kết thúc quy trình: sau nó không có bước nào để chờ các nhánh",
                en: "the step `{last}` ends the procedure: no step behind it could wait for the branches"
            )
        } else {
            message!(
                vi: "bước `{last}` có nhiều luồng ra: không hợp nhánh song song được",
                en: "the step `{last}` has several ways out: the branches cannot be joined"
            )
        });
    };
    if step.timeout.is_some() {
        return Err(message!(
            vi: "bước `{last}` có thể quá thời hạn chờ và đi đường khác: không hợp nhánh song song được",
            en: "the step `{last}` can time out and go another way: the branches cannot be joined"
        ));
    }
    if !is_plain(next) {
        return Err(bounded(last, next));
    }
    let after = place(p, &next.to)?;
    let behind = &p.steps[after];
    let id = &behind.id;
    let ways = ways_in(p, id).len();
    if ways > 1 && behind.join != Some(Gate::Parallel) {
        return Err(message!(
            vi: "bước `{id}` còn có luồng khác dẫn tới: không thể chờ các nhánh song song",
            en: "other ways lead to the step `{id}` too: it cannot wait for parallel branches"
        ));
    }
    Ok(after)
}

fn bounded(from: &Id, next: &Next) -> Message {
    let to = &next.to;
    message!(
        vi: "luồng từ `{from}` tới `{to}` có giới hạn số lần hoặc kéo dài thời hạn",
        en: "the way from `{from}` to `{to}` is bounded or extends the limit"
    )
}
