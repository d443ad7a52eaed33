//! Neighbours that do not need each other.

use super::view::View;
use super::{Advice, Idea, REIJERS, Rule, Way};
use crate::model::definition::{Clock, Heuristic, Operation, Parallelise, RoleKind};
use crate::model::value::{Id, OneOrMany, message};

pub(super) static RULE: Rule = Rule {
    advice: Advice {
        code: "suggest/parallel",
        what: (
            "hai việc nối tiếp của hai người, việc sau không dùng gì của việc trước",
            "two steps of different roles in sequence, of which the second uses nothing of the first",
        ),
        why: (
            "Việc sau không cần chờ việc trước; làm song song thì chỉ mất thời gian của việc dài hơn.",
            "The second need not wait for the first; side by side they take only as long as the longer one.",
        ),
        heuristic: Heuristic::Parallelism,
        source: REIJERS,
    },
    look,
};

/// As many at once as do not need each other: where all of them cannot run side by side, some may.
fn look(view: &View) -> Vec<Idea> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for first in 0..view.steps().len() {
        let mut run = vec![first];
        while let Some(next) = view.straight(run[run.len() - 1]) {
            if run.contains(&next) || !run.iter().all(|step| are_independent(view, *step, next)) {
                break;
            }
            run.push(next);
            runs.push(run.clone());
        }
    }
    runs.sort_by_key(|run| std::cmp::Reverse(run.len()));
    runs.iter().map(|run| idea(view, run)).collect()
}

fn are_independent(view: &View, first: usize, second: usize) -> bool {
    let (a, b) = (view.step(first), view.step(second));
    let works = |i: usize| {
        let step = view.step(i);
        let specialist = matches!(view.kind(i), None | Some(RoleKind::Officer | RoleKind::Agency | RoleKind::Body));
        // What decides, checks or is told with another's time has its place; what says nothing of papers tells nothing.
        specialist
            && step.control.is_none()
            && step.next.len() < 2
            && step.timeout.is_none()
            && step.clock != Some(Clock::Stopped)
            && !view.shares_time(i)
            && view.time(i).is_some_and(|time| !time.is_zero())
            && !step.uses.is_empty()
            && step.makes.iter().any(|paper| !view.goes_along(paper))
    };
    // A paper can be read by two at once; one that both write on cannot.
    let both_make = a.makes.iter().any(|paper| b.makes.contains(paper) && !view.goes_along(paper));
    a.role != b.role
        && works(first)
        && works(second)
        && !b.uses.iter().any(|paper| a.makes.contains(paper))
        && !both_make
        && a.informed.iter().all(|role| *role != b.role)
        && !a.consulted.contains(&b.role)
        && !b.consulted.contains(&a.role)
}

fn idea(view: &View, run: &[usize]) -> Idea {
    let ids: Vec<Id> = run.iter().map(|i| view.id(*i)).collect();
    let titles = |of: fn((String, String)) -> String, and: &str| {
        run.iter().map(|i| format!("“{}”", of(view.name(*i)))).collect::<Vec<_>>().join(and)
    };
    let (vi, en) = (titles(|name| name.0, ", "), titles(|name| name.1, ", "));
    let (first, others) = (&ids[0], ids[1..].iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", "));
    let waits = |i: usize| view.place(i, message!(vi: "không cần chờ", en: "need not wait"));
    let mut places: Vec<_> = run[1..].iter().map(|i| waits(*i)).collect();
    places.push(view.place(run[0], message!(vi: "làm trước", en: "done before")));
    Idea {
        message: message!(
            vi: "{others} chờ `{first}` xong mới làm, nhưng không dùng giấy tờ nào do bước đó lập",
            en: "{others} come after `{first}`, but use nothing that it makes"
        ),
        places,
        touches: ids.clone(),
        ways: vec![Way {
            id: format!("parallel-{}", ids.iter().map(Id::as_str).collect::<Vec<_>>().join("-")),
            title: message!(vi: "Làm song song {vi}", en: "Do side by side: {en}"),
            rationale: message!(
                vi: "Các việc này do những người khác nhau làm trên cùng hồ sơ, không việc nào dùng kết quả của việc kia.",
                en: "Different people do them on the same dossier, and none uses what another makes."
            ),
            operations: vec![Operation::Parallelise(Parallelise {
                steps: ids.into_iter().map(|id| OneOrMany(vec![id])).collect(),
            })],
        }],
    }
}
