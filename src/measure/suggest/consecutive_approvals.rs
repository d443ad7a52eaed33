//! Two approvals, one directly after the other.

use super::view::View;
use super::{Advice, Idea, REIJERS, Rule, Way};
use crate::model::definition::{Eliminate, Heuristic, Operation, RoleKind};
use crate::model::value::message;
use std::collections::{BTreeSet, HashMap, HashSet};

pub(super) static RULE: Rule = Rule {
    advice: Advice {
        code: "suggest/consecutive-approvals",
        what: (
            "hai lần phê duyệt liền nhau trong cùng một đơn vị, hoặc ba lần liền nhau",
            "two approvals directly one after the other within one unit, or three in a row",
        ),
        why: (
            "Giữa hai lần duyệt không có việc gì được làm thêm; người duyệt trước trông vào người sau, người sau trông vào \
             người trước, hồ sơ thì chờ cả hai.",
            "Nothing is done between the two; each relies on the other to look, and the dossier waits for both.",
        ),
        heuristic: Heuristic::Empower,
        source: REIJERS,
    },
    look,
};

fn look(view: &View) -> Vec<Idea> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    let mut seen = HashSet::new();
    let follows: HashMap<usize, usize> =
        (0..view.steps().len()).filter(|i| approves(view, *i)).filter_map(|i| Some((i, next(view, i)?))).collect();
    let firsts = follows.keys().copied().filter(|i| !follows.values().any(|next| next == i)).collect::<BTreeSet<usize>>();
    for first in firsts {
        let mut run = vec![first];
        while let Some(next) = follows.get(&run[run.len() - 1]).filter(|next| seen.insert(**next)) {
            run.push(*next);
        }
        runs.push(run);
    }
    runs.into_iter().filter_map(|run| idea(view, &run)).collect()
}

/// Of two approvals within one unit either can go; of more the ones between the first and the last.
fn idea(view: &View, run: &[usize]) -> Option<Idea> {
    // The unit that proposes and the leader who decides look at different things; three in a row do not.
    let in_one_unit = |pair: &[usize]| view.unit(pair[0]) == view.unit(pair[1]);
    let pair = run.windows(2).find(|pair| in_one_unit(pair));
    let (last, first) = (*run.last()?, *run.first()?);
    let mut order: Vec<usize> = match pair {
        Some(pair) => pair.to_vec(),
        None if run.len() > 2 => run[1..run.len() - 1].iter().copied().chain([first]).collect(),
        None => return None,
    };
    // Who decides in the end goes last; who makes something does more than approve.
    order.sort_by_key(|i| *i == last);
    let can_go = |i: &usize| !view.is_required(*i) && view.step(*i).makes.is_empty();
    let ways: Vec<Way> =
        order.into_iter().filter(can_go).map(|i| way(view, i, if i == last { run[run.len() - 2] } else { last })).collect();
    let names = run.iter().map(|i| format!("`{}`", view.id(*i))).collect::<Vec<_>>().join(", ");
    let number = run.len();
    let label = |i: usize| {
        if i == first {
            message!(vi: "phê duyệt", en: "approves")
        } else {
            message!(vi: "phê duyệt lần nữa", en: "approves again")
        }
    };
    (!ways.is_empty()).then(|| Idea {
        message: message!(
            vi: "{number} lần phê duyệt liền nhau, ở giữa không có việc gì: {names}",
            en: "{number} approvals in a row, with nothing done between them: {names}"
        ),
        places: run.iter().map(|i| view.place(*i, label(*i))).collect(),
        touches: run.iter().map(|i| view.id(*i)).collect(),
        ways,
    })
}

/// A check by somebody in charge, or where no organisation says who is, one that is called so.
fn approves(view: &View, i: usize) -> bool {
    view.step(i).control.is_some()
        && match view.kind(i) {
            Some(kind) => matches!(kind, RoleKind::Head | RoleKind::Leader),
            None => view.begins(
                i,
                &["phê duyệt", "duyệt", "ký", "xem xét", "thông qua", "chấp thuận"],
                &["approve", "sign", "review", "endorse", "authorise", "authorize", "countersign"],
            ),
        }
}

/// The approval that work passes to directly; what is turned down may go elsewhere.
fn next(view: &View, i: usize) -> Option<usize> {
    if let Some(next) = view.straight(i) {
        return Some(next).filter(|next| approves(view, *next));
    }
    let mut on = view.choices(i).iter().filter_map(|next| view.number(&next.to)).filter(|next| approves(view, *next));
    let next = on.next().filter(|next| on.next().is_none() && *next != i)?;
    // The one that follows must not be the one that is asked where this one turns it down.
    (view.spine.contains(&i) == view.spine.contains(&next)).then_some(next)
}

fn way(view: &View, i: usize, heir: usize) -> Way {
    let id = view.id(i);
    let ((vi, en), (heir_vi, heir_en)) = (view.name(i), view.name(heir));
    Way {
        id: format!("one-approval-{id}"),
        title: message!(
            vi: "Phê duyệt một lần: bỏ “{vi}”, giữ “{heir_vi}”",
            en: "Approve once: drop “{en}”, keep “{heir_en}”"
        ),
        rationale: message!(
            vi: "Giữa các lần phê duyệt không có việc gì được làm thêm; giao toàn quyền cho một người quyết định.",
            en: "Nothing is done between the approvals; one person is given the whole decision."
        ),
        operations: vec![Operation::Eliminate(Eliminate { step: Some(id), document: None, condition: None, records_to: None })],
    }
}
