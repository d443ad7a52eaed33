//! A dossier that is sent back to the counter late.

use super::view::View;
use super::{Advice, Idea, REIJERS, Rule, Way};
use crate::model::definition::{Heuristic, Operation, Resequence, RoleKind};
use crate::model::value::message;

pub(super) static RULE: Rule = Rule {
    advice: Advice {
        code: "suggest/late-loop",
        what: (
            "hồ sơ bị trả về khâu tiếp nhận khi đã qua nhiều bước",
            "a dossier that is sent back to the counter after several steps",
        ),
        why: (
            "Thiếu sót lẽ ra thấy ngay khi nhận; phát hiện muộn thì mọi bước ở giữa phải làm lại.",
            "What is missing could have been seen at the counter; found late, every step between is done again.",
        ),
        heuristic: Heuristic::ControlRelocation,
        source: REIJERS,
    },
    look,
};

/// So many steps of the office lie between.
const LATE: usize = 2;

fn look(view: &View) -> Vec<Idea> {
    // The intake: the first step of the office that every case goes through, and what the applicant does before.
    let Some(received) = view.spine.iter().position(|i| !view.is_applicant(*i)) else { return Vec::new() };
    let intake = &view.spine[..=received];
    // Where a procedure has no applicant, nothing is handed in.
    if !view.steps().iter().enumerate().any(|(i, _)| view.is_applicant(i)) {
        return Vec::new();
    }
    let mut ideas = Vec::new();
    for (at, &check) in view.spine.iter().enumerate().skip(received + 1 + LATE) {
        let between = &view.spine[received + 1..at];
        if sends_back(view, check, intake) && may_move(view, check, between) {
            ideas.push(idea(view, check, intake[received], between));
        }
    }
    ideas
}

/// Whether one of its ways out leads back to the intake, past everything that stands between.
fn sends_back(view: &View, check: usize, intake: &[usize]) -> bool {
    let others: Vec<usize> = view.spine.iter().copied().filter(|i| !intake.contains(i)).collect();
    view.choices(check).iter().filter_map(|next| view.number(&next.to)).any(|to| {
        intake.contains(&to) || (!view.spine.contains(&to) && view.reached(to, &others).iter().any(|i| intake.contains(i)))
    })
}

/// Whether all that it looks at is there from the beginning, and none of what it makes is needed before.
fn may_move(view: &View, check: usize, between: &[usize]) -> bool {
    let step = view.step(check);
    let decides = matches!(view.kind(check), Some(RoleKind::Head | RoleKind::Leader | RoleKind::Body | RoleKind::Clerk));
    let needs =
        between.iter().any(|i| view.step(*i).makes.iter().any(|paper| step.uses.contains(paper) && !view.goes_along(paper)));
    let from_outside = step.uses.iter().any(|paper| view.items().iter().any(|item| item.id == *paper));
    view.is_task(check) && !decides && !needs && from_outside && !step.makes.iter().any(|paper| view.is_result(paper))
}

fn idea(view: &View, check: usize, received: usize, between: &[usize]) -> Idea {
    let (id, after, before) = (view.id(check), view.id(received), view.id(between[0]));
    let (vi, en) = view.name(check);
    let (r_vi, r_en) = view.name(received);
    let number = between.len();
    Idea {
        message: message!(
            vi: "`{id}` trả hồ sơ về khâu tiếp nhận khi đã qua {number} bước",
            en: "`{id}` sends the dossier back to the counter when {number} steps have been done"
        ),
        places: vec![
            view.place(check, message!(vi: "từ đây trả về", en: "sent back from here")),
            view.place(received, message!(vi: "về tận đây", en: "all the way back here")),
        ],
        touches: vec![id.clone()],
        ways: vec![Way {
            id: format!("check-at-intake-{id}"),
            title: message!(vi: "Đưa “{vi}” lên ngay sau “{r_vi}”", en: "Put “{en}” right after “{r_en}”"),
            rationale: message!(
                vi: "Bước này chỉ dùng giấy tờ trong hồ sơ nộp; kiểm tra ngay khi tiếp nhận thì hồ sơ phải trả lại không đi qua {number} bước ở giữa.",
                en: "The step only looks at papers of the application; checked when it is received, what has to go back does not pass the {number} steps between."
            ),
            operations: vec![Operation::Resequence(Resequence { step: id, before: Some(before), after: Some(after) })],
        }],
    }
}
