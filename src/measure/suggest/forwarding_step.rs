//! A step that only passes work on.

use super::view::View;
use super::{Advice, Idea, REIJERS, Rule, Way};
use crate::model::definition::{Eliminate, Heuristic, Operation, RoleKind};
use crate::model::value::message;

pub(super) static RULE: Rule = Rule {
    advice: Advice {
        code: "suggest/forwarding-step",
        what: (
            "bước chỉ chuyển tiếp: một đường vào, một đường ra, không lập giấy tờ, không kiểm soát",
            "a step that only forwards: one way in, one way out, it makes nothing and checks nothing",
        ),
        why: (
            "Hồ sơ dừng lại ở một bàn làm việc mà không có gì được làm thêm; bước trước chuyển thẳng được.",
            "The dossier stops at a desk where nothing is added to it; the step before can pass it straight on.",
        ),
        heuristic: Heuristic::TaskElimination,
        source: REIJERS,
    },
    look,
};

/// Words with which the title of such a step begins.
const VI: &[&str] = &["chuyển", "luân chuyển", "chuyển tiếp", "trình", "gửi", "bàn giao", "phân phối"];
const EN: &[&str] = &["pass", "forward", "hand over", "transfer", "send on", "send", "route", "submit", "move"];
/// The same words where they mean another thing: changing, informing.
const NOT_VI: &[&str] = &["chuyển đổi", "chuyển mục đích", "chuyển nhượng", "chuyển khoản", "gửi thông báo", "gửi phiếu"];
const NOT_EN: &[&str] = &["pass judgement", "transfer money", "transfer the fee", "send a notice", "send the notice"];

fn look(view: &View) -> Vec<Idea> {
    // Where most steps say which papers they use or make, one that says nothing of the kind does nothing with any.
    let office: Vec<usize> = (0..view.steps().len()).filter(|i| view.is_task(*i)).collect();
    let silent = |i: usize| view.step(i).uses.is_empty() && view.step(i).makes.is_empty();
    let is_told = office.len() >= 5 && office.iter().filter(|i| silent(**i)).count() * 5 <= office.len();
    let adds_nothing = |i: usize| {
        let step = view.step(i);
        step.makes.is_empty()
            && step.control.is_none()
            && step.consulted.is_empty()
            && step.informed.is_empty()
            && step.software.is_none()
            && step.clauses.is_empty()
            && step.cost.is_none()
            && view.choices(i).is_empty()
    };
    let only_passes_on = |i: usize| {
        let says_so = view.begins(i, VI, EN) && !view.begins(i, NOT_VI, NOT_EN);
        says_so || (is_told && silent(i) && view.step(i).instruction.is_none() && view.step(i).place.is_none())
    };
    // Whoever sends something out of the office has to do so.
    let stays_inside = |i: usize| {
        let outside = |j: usize| matches!(view.kind(j), Some(RoleKind::Agency | RoleKind::Applicant));
        let next = view.graph.next_steps(view.step(i).id.as_str());
        let next = next.iter().filter_map(|(step, _)| view.number(&step.id));
        !outside(i) && !next.into_iter().any(outside)
    };
    let fits = |i: &usize| {
        view.is_task(*i)
            && view.passes_through(*i)
            && !view.is_required(*i)
            && adds_nothing(*i)
            && only_passes_on(*i)
            && stays_inside(*i)
    };
    (0..view.steps().len()).filter(fits).map(|i| idea(view, i)).collect()
}

fn idea(view: &View, i: usize) -> Idea {
    let id = view.id(i);
    let (vi, en) = view.name(i);
    Idea {
        message: message!(
            vi: "bước `{id}` chỉ chuyển tiếp: không lập giấy tờ, không kiểm soát, không quyết định",
            en: "the step `{id}` only forwards: it makes nothing, checks nothing and decides nothing"
        ),
        places: vec![view.place(i, message!(vi: "chỉ chuyển tiếp", en: "only passes on"))],
        touches: vec![id.clone()],
        ways: vec![Way {
            id: format!("drop-{id}"),
            title: message!(vi: "Bỏ bước chuyển tiếp “{vi}”", en: "Drop the forwarding step “{en}”"),
            rationale: message!(
                vi: "Bước này không lập giấy tờ, không kiểm soát, không quyết định; bước trước chuyển thẳng cho bước sau.",
                en: "The step makes nothing, checks nothing and decides nothing; the step before passes the work straight on."
            ),
            operations: vec![Operation::Eliminate(Eliminate {
                step: Some(id),
                document: None,
                condition: None,
                records_to: None,
            })],
        }],
    }
}
