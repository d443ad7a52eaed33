//! Work that goes away and comes straight back.

use super::view::View;
use super::{Advice, Idea, REIJERS, Rule, Way};
use crate::model::definition::{Delegate, Heuristic, Operation, RoleKind};
use crate::model::value::message;

pub(super) static RULE: Rule = Rule {
    advice: Advice {
        code: "suggest/ping-pong",
        what: (
            "việc đi từ người này sang người khác cùng đơn vị rồi quay lại",
            "work that goes from one officer to another of the same unit and back",
        ),
        why: (
            "Hai lần chuyển giao cho một việc mà người đầu tự làm được; hồ sơ nằm chờ ở mỗi lần chuyển.",
            "Two hand-offs for one piece of work that the first could do; at each of them the dossier waits.",
        ),
        heuristic: Heuristic::CaseManager,
        source: REIJERS,
    },
    look,
};

/// A second pair of eyes is not to be given to the first.
const CHECKS_VI: &[&str] = &[
    "kiểm tra",
    "kiểm soát",
    "rà soát",
    "thẩm tra",
    "thẩm định",
    "duyệt",
    "phê duyệt",
    "ký",
    "đối chiếu",
    "xác nhận",
    "xét duyệt",
    "giám sát",
    "đánh giá",
    "cho ý kiến",
    "xem xét",
];
const CHECKS_EN: &[&str] = &[
    "check",
    "control",
    "review",
    "examine",
    "appraise",
    "approve",
    "sign",
    "compare",
    "confirm",
    "verify",
    "audit",
    "assess",
    "judge",
    "give an opinion",
    "countersign",
    "validate",
    "inspect",
];

fn look(view: &View) -> Vec<Idea> {
    let mut ideas = Vec::new();
    for first in 0..view.steps().len() {
        let Some(middle) = view.straight(first) else { continue };
        let Some(last) = view.straight(middle) else { continue };
        let (a, b, c) = (view.step(first), view.step(middle), view.step(last));
        let is_officer = |i: usize| view.is_task(i) && matches!(view.kind(i), None | Some(RoleKind::Officer));
        // What is made for the applicant, or checks the work of another, stays where it is.
        let is_plain = b.control.is_none()
            && !view.is_required(middle)
            && !b.makes.iter().any(|paper| view.is_result(paper))
            && b.accountable.is_none()
            && !view.begins(middle, CHECKS_VI, CHECKS_EN);
        let goes_and_comes = a.role == c.role && a.role != b.role && first != last;
        let all_officers = is_officer(first) && is_officer(middle) && is_officer(last);
        if goes_and_comes && all_officers && is_plain && view.unit(first) == view.unit(middle) {
            ideas.push(idea(view, first, middle, last));
        }
    }
    ideas
}

fn idea(view: &View, first: usize, middle: usize, last: usize) -> Idea {
    let (id, role) = (view.id(middle), view.step(first).role.clone());
    let other = &view.step(middle).role;
    let (vi, en) = view.name(middle);
    Idea {
        message: message!(
            vi: "việc đi từ `{role}` sang `{other}` rồi quay lại `{role}`",
            en: "the work goes from `{role}` to `{other}` and back to `{role}`"
        ),
        places: vec![
            view.place(middle, message!(vi: "sang `{other}`", en: "over to `{other}`")),
            view.place(first, message!(vi: "từ `{role}`", en: "from `{role}`")),
            view.place(last, message!(vi: "quay lại `{role}`", en: "back to `{role}`")),
        ],
        touches: vec![id.clone()],
        ways: vec![Way {
            id: format!("keep-{id}"),
            title: message!(
                vi: "Giao “{vi}” cho chính người làm bước trước và bước sau",
                en: "Give “{en}” to whoever does the steps before and after it"
            ),
            rationale: message!(
                vi: "Hồ sơ chỉ rời `{role}` để làm một bước rồi quay lại; một người làm cả ba bước thì bớt hai lần chuyển giao.",
                en: "The dossier leaves `{role}` for one step and comes back; done by one person, two hand-offs fall away."
            ),
            operations: vec![Operation::Delegate(Delegate { step: id, role })],
        }],
    }
}
