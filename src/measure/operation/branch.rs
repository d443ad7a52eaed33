//! `triage` and `extract-exception`: not every case goes every way.

use super::flow::{Way, beyond, chained, place, plain_flow, rewired, tidy, ways_in};
use crate::model::definition::{ExtractException, Gate, Next, ProcedureDefinition, Step, Triage};
use crate::model::value::{Id, Language, Message, Percent, Text, message};

/// What the other cases are called, where nobody says.
fn otherwise() -> Text {
    Text::both("Các trường hợp còn lại", "All other cases")
}

/// This share of a share, and what is left of it: together exactly the whole.
fn divided(of: Percent, share: Percent) -> (Percent, Percent) {
    let whole = u128::from(Percent::WHOLE.ten_thousandths());
    let part = u128::from(of.ten_thousandths()) * u128::from(share.ten_thousandths()) / whole;
    let part = u64::try_from(part).unwrap_or(u64::MAX).min(of.ten_thousandths());
    (Percent::from_ten_thousandths(part), Percent::from_ten_thousandths(of.ten_thousandths() - part))
}

fn is_share(share: Option<Percent>) -> Result<(), Message> {
    match share {
        Some(share) if share >= Percent::WHOLE || share.ten_thousandths() == 0 => Err(message!(
            vi: "tỷ lệ {share} không chia hồ sơ thành hai phần",
            en: "a share of {share} does not divide the cases"
        )),
        _ => Ok(()),
    }
}

/// Whether a step chooses one of its ways, or has only one.
fn chooses(step: &Step) -> bool {
    step.next.len() < 2 || matches!(step.split, None | Some(Gate::Exclusive))
}

fn cannot_choose(id: &Id) -> Message {
    message!(
        vi: "sau bước `{id}` các nhánh chạy song song: không phân luồng ở đó được",
        en: "behind the step `{id}` branches run side by side: cases cannot be divided there"
    )
}

fn cannot_arrive(id: &Id) -> Message {
    message!(
        vi: "bước `{id}` chờ nhiều nhánh song song: hồ sơ đi thẳng tới đó sẽ phải chờ mãi",
        en: "the step `{id}` waits for parallel branches: cases that go straight there would wait for ever"
    )
}

pub(super) fn triage(p: &mut ProcedureDefinition, x: &Triage) -> Result<(), Message> {
    let (id, to) = (&x.step, &x.to);
    place(p, id)?;
    let target = place(p, to)?;
    is_share(x.share)?;
    if matches!(p.steps[target].join, Some(Gate::Parallel | Gate::Inclusive)) {
        return Err(cannot_arrive(to));
    }
    rewired(p, |p| {
        if id == to || !beyond(p, id).contains(to) {
            return Err(message!(
                vi: "bước `{to}` không đứng sau bước `{id}`: đó không phải là đường ngắn hơn",
                en: "the step `{to}` does not come after the step `{id}`: that is no shorter way"
            ));
        }
        let at = place(p, id)?;
        let step = &mut p.steps[at];
        if !chooses(step) {
            return Err(cannot_choose(id));
        }
        if step.next.is_empty() {
            return Err(message!(
                vi: "bước `{id}` kết thúc quy trình: sau nó không có gì để phân luồng",
                en: "the step `{id}` ends the procedure: there is nothing to divide behind it"
            ));
        }
        if step.next.iter().any(|n| n.to == *to) {
            return Err(message!(
                vi: "bước `{id}` đã dẫn thẳng tới bước `{to}`",
                en: "the step `{id}` leads straight to the step `{to}` already"
            ));
        }
        if step.next.len() > 1 && step.next.iter().any(|n| n.share.is_some() != x.share.is_some()) {
            return Err(message!(
                vi: "ghi `share` cho mọi nhánh sau bước `{id}` hoặc không nhánh nào",
                en: "give a `share` to all ways behind the step `{id}` or to none"
            ));
        }
        if let [only] = &mut *step.next.0 {
            only.when.get_or_insert_with(otherwise);
            only.share = x.share.map(|_| Percent::WHOLE);
        }
        if let Some(share) = x.share {
            // What is lost in dividing goes to the new way, so that all of them stay a whole.
            let mut taken = 0;
            for next in &mut step.next.0 {
                let (part, rest) = divided(next.share.unwrap_or(Percent::WHOLE), share);
                taken += part.ten_thousandths();
                next.share = Some(rest);
            }
            let share = Some(Percent::from_ten_thousandths(taken));
            step.next.0.push(Next { when: Some(x.when.clone()), share, ..plain_flow(to.clone()) });
        } else {
            step.next.0.push(Next { when: Some(x.when.clone()), ..plain_flow(to.clone()) });
        }
        Ok(())
    })
}

pub(super) fn extract_exception(p: &mut ProcedureDefinition, x: &ExtractException) -> Result<(), Message> {
    let steps: &[Id] = &x.steps;
    let (Some(first), Some(last)) = (steps.first(), steps.last()) else {
        return Err(message!(vi: "`extract-exception` phải nêu `steps`", en: "`extract-exception` needs `steps`"));
    };
    steps.iter().try_for_each(|id| place(p, id).map(drop))?;
    is_share(x.share)?;
    rewired(p, |p| {
        chained(p, steps)?;
        let end = &p.steps[place(p, last)?];
        let [next] = &*end.next.0 else {
            return Err(message!(
                vi: "sau bước `{last}` không có đúng một bước: các trường hợp khác không có đường đi qua",
                en: "the step `{last}` does not lead to exactly one step: other cases have no way past it"
            ));
        };
        if end.timeout.is_some() {
            return Err(message!(
                vi: "bước `{last}` có thể quá thời hạn chờ và đi đường khác",
                en: "the step `{last}` can time out and go another way"
            ));
        }
        let past = next.clone();
        let after = past.to.clone();
        if steps.contains(&after) {
            return Err(
                message!(vi: "bước `{last}` dẫn trở lại các bước này", en: "the step `{last}` leads back to these steps"),
            );
        }
        if matches!(p.steps[place(p, &after)?].join, Some(Gate::Parallel | Gate::Inclusive)) {
            return Err(cannot_arrive(&after));
        }
        if matches!(p.steps[place(p, first)?].join, Some(Gate::Parallel | Gate::Inclusive)) && ways_in(p, first).len() > 1 {
            return Err(cannot_arrive(first));
        }
        // Cases that were sent back are sent back all the same.
        let behind = beyond(p, last);
        let mut forward = Vec::new();
        for way in ways_in(p, first) {
            match way {
                Way::Next(i, j) if !behind.contains(&p.steps[i].id) => forward.push((i, j)),
                Way::Next(..) => {}
                Way::Start => {
                    return Err(message!(
                        vi: "bước `{first}` là bước đầu tiên: trước nó không có bước nào để phân luồng",
                        en: "the step `{first}` is the first: no step before it could tell the cases apart"
                    ));
                }
                Way::Timeout(_) | Way::Interruption(_) => {
                    return Err(message!(
                        vi: "một sự kiện hoặc việc quá thời hạn chờ dẫn tới bước `{first}`",
                        en: "an interruption or a time-out leads to the step `{first}`"
                    ));
                }
            }
        }
        if forward.is_empty() {
            return Err(message!(vi: "không có luồng nào dẫn tới bước `{first}`", en: "no way leads to the step `{first}`"));
        }
        for (i, j) in forward.into_iter().rev() {
            go_past(&mut p.steps[i], j, &past, x)?;
        }
        Ok(())
    })
}

/// Divides one way of a step: exceptions go on as before, all others go past.
fn go_past(step: &mut Step, way: usize, past: &Next, x: &ExtractException) -> Result<(), Message> {
    let id = &step.id;
    if !chooses(step) {
        return Err(cannot_choose(id));
    }
    let alone = step.next.len() == 1;
    let flow = step.next[way].clone();
    if !alone && x.share.is_some() != flow.share.is_some() {
        return Err(message!(
            vi: "ghi `share` cho mọi nhánh sau bước `{id}` hoặc không nhánh nào",
            en: "give a `share` to all ways behind the step `{id}` or to none"
        ));
    }
    if flow.at_most.is_some() {
        return Err(message!(
            vi: "luồng từ bước `{id}` có giới hạn số lần: không chia làm hai được",
            en: "the way on from the step `{id}` is bounded: it cannot be divided"
        ));
    }
    if past.at_most.is_some() || past.extends.is_some() {
        let to = &past.to;
        return Err(message!(
            vi: "luồng dẫn tới bước `{to}` có giới hạn số lần hoặc kéo dài thời hạn",
            en: "the way on to the step `{to}` is bounded or extends the limit"
        ));
    }
    let shares = x.share.map(|share| divided(if alone { Percent::WHOLE } else { flow.share.unwrap_or(Percent::WHOLE) }, share));
    let both = |when: &Text| match &flow.when {
        Some(before) if !alone => {
            let of = |language: &Language| format!("{}; {}", before.to(language), when.to(language));
            Text::both(of(&Language::Vi), of(&Language::En))
        }
        _ => when.clone(),
    };
    step.next.0[way] = Next { when: Some(both(&x.when)), share: shares.map(|(part, _)| part), ..flow.clone() };
    let others = Next {
        to: past.to.clone(),
        when: Some(both(&otherwise())),
        share: shares.map(|(_, rest)| rest),
        at_most: None,
        extends: flow.extends,
        measured: None,
    };
    step.next.0.insert(way + 1, others);
    tidy(step);
    Ok(())
}
