//! Small steps of one role, one after the other.

use super::view::View;
use super::{Advice, Idea, REIJERS, Rule, Way};
use crate::model::definition::{Heuristic, Merge, Operation, RoleKind};
use crate::model::value::{WorkSpan, message};

pub(super) static RULE: Rule = Rule {
    advice: Advice {
        code: "suggest/same-lane",
        what: (
            "hai việc nhỏ liền nhau của cùng một vai trò, cộng lại không quá nửa ngày làm việc",
            "two small steps in a row of one role, together no more than half a working day",
        ),
        why: (
            "Một người làm liền hai việc nhỏ thì đó là một bước: bớt một lần ghi phiếu, một lần theo dõi.",
            "Two small pieces of work that one person does in one go are one step: one entry and one date to watch less.",
        ),
        heuristic: Heuristic::TaskComposition,
        source: REIJERS,
    },
    look,
};

/// Half a working day, in minutes: what is longer deserves a step of its own.
const SMALL: f64 = 240.0;

fn look(view: &View) -> Vec<Idea> {
    let mut ideas = Vec::new();
    for first in 0..view.steps().len() {
        let Some(second) = view.straight(first).filter(|second| belong_together(view, first, *second)) else { continue };
        ideas.push(idea(view, first, second));
    }
    ideas
}

fn belong_together(view: &View, first: usize, second: usize) -> bool {
    let (a, b) = (view.step(first), view.step(second));
    let plain = |i: usize| {
        let step = view.step(i);
        // A check, a choice, or what the software does stands for itself.
        view.is_task(i)
            && step.control.is_none()
            && view.choices(i).is_empty()
            && step.timeout.is_none()
            && !view.shares_time(i)
            && !matches!(view.kind(i), Some(RoleKind::Agency | RoleKind::Body))
    };
    let time = |i: usize| view.time(i).unwrap_or(WorkSpan::ZERO);
    let is_small = (time(first) + time(second)).in_working_minutes() <= SMALL && !time(first).is_mixed_with(time(second));
    a.role == b.role
        && plain(first)
        && plain(second)
        && is_small
        && a.clock == b.clock
        && a.place == b.place
        && view.unit(first) == view.unit(second)
        && !(view.is_required(first) && view.is_required(second))
        && !view.p.interruptions.iter().any(|x| x.during.contains(&a.id) != x.during.contains(&b.id))
}

fn idea(view: &View, first: usize, second: usize) -> Idea {
    let (a, b) = (view.id(first), view.id(second));
    let role = &view.step(first).role;
    let ((vi, en), (b_vi, b_en)) = (view.name(first), view.name(second));
    // The law knows its step by its name.
    let into = if view.is_required(second) { b.clone() } else { a.clone() };
    Idea {
        message: message!(
            vi: "`{a}` và `{b}` liền nhau, cùng do `{role}` làm, đều là việc nhỏ",
            en: "`{a}` and `{b}` follow each other, are both done by `{role}`, and are both small"
        ),
        places: vec![
            view.place(first, message!(vi: "do `{role}` làm", en: "done by `{role}`")),
            view.place(second, message!(vi: "cũng do `{role}` làm, ngay sau đó", en: "done by `{role}` too, right after it")),
        ],
        touches: vec![a.clone(), b.clone()],
        ways: vec![Way {
            id: format!("merge-{a}-{b}"),
            title: message!(vi: "Gộp “{vi}” và “{b_vi}” thành một bước", en: "Make “{en}” and “{b_en}” one step"),
            rationale: message!(
                vi: "Cùng một người làm hai việc nhỏ liền nhau, giữa chúng không có kiểm soát, không có quyết định.",
                en: "One person does two small pieces of work in a row, with no check and no decision between them."
            ),
            operations: vec![Operation::Merge(Merge {
                steps: vec![a, b],
                into,
                title: Some(crate::model::value::Text::both(
                    format!("{vi}; {}", lower(&b_vi)),
                    format!("{en}; {}", lower(&b_en)),
                )),
                role: None,
                time: None,
            })],
        }],
    }
}

/// The same with a small first letter, unless it is an abbreviation.
fn lower(title: &str) -> String {
    let mut letters = title.chars();
    let (first, second) = (letters.next(), title.chars().nth(1));
    match (first, second) {
        (Some(first), second) if !second.is_some_and(char::is_uppercase) => first.to_lowercase().chain(letters).collect(),
        _ => title.to_owned(),
    }
}
