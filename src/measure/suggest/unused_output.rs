//! A paper that is made and that nobody uses.

use super::view::View;
use super::{Advice, Idea, REIJERS, Rule, Way};
use crate::model::definition::{Eliminate, FormKind, Heuristic, Operation};
use crate::model::value::{Id, message};

pub(super) static RULE: Rule = Rule {
    advice: Advice {
        code: "suggest/unused-output",
        what: (
            "bước chỉ lập giấy tờ nội bộ mà không bước nào dùng, không hồ sơ nào lưu",
            "a step whose whole output is an internal paper that no step uses and no record keeps",
        ),
        why: (
            "Công sức bỏ ra cho giấy tờ không ai đọc; bỏ bước này không ai thiếu gì.",
            "Work goes into a paper that nobody reads; without the step nobody misses anything.",
        ),
        heuristic: Heuristic::TaskElimination,
        source: REIJERS,
    },
    look,
};

fn look(view: &View) -> Vec<Idea> {
    let fits = |i: &usize| {
        let step = view.step(*i);
        view.is_task(*i)
            && !view.is_required(*i)
            && step.control.is_none()
            && step.informed.is_empty()
            && step.consulted.is_empty()
            && step.next.len() < 2
            && !step.makes.is_empty()
            && step.makes.iter().all(|paper| is_unused(view, paper))
    };
    (0..view.steps().len()).filter(fits).map(|i| idea(view, i)).collect()
}

/// What applicants are handed, registers and questionnaires are used by being there; a form that cannot be looked up may be
/// anything.
fn is_unused(view: &View, paper: &Id) -> bool {
    let Some(form) = view.library.forms().find(|form| form.id == *paper) else { return false };
    let is_internal = matches!(form.kind, Some(FormKind::Internal | FormKind::ControlSlip));
    let p = view.p;
    let kept = p.records.iter().any(|record| record.id == *paper || record.form.as_ref() == Some(&form.code));
    let is_used = |steps: &[crate::model::definition::Step]| steps.iter().any(|step| step.uses.contains(paper));
    let elsewhere = view.library.procedures().iter().any(|other| {
        let d = other.definition();
        d.procedure != p.procedure
            && (is_used(&d.steps) || super::view::items(d).iter().any(|item| item.form.contains(&form.code)))
    });
    is_internal && !kept && !view.is_result(paper) && !is_used(&p.steps) && !elsewhere
}

fn idea(view: &View, i: usize) -> Idea {
    let id = view.id(i);
    let (vi, en) = view.name(i);
    let papers = view.step(i).makes.iter().map(|paper| format!("`{paper}`")).collect::<Vec<_>>().join(", ");
    Idea {
        message: message!(
            vi: "bước `{id}` chỉ lập {papers}, không bước nào dùng và không hồ sơ nào lưu",
            en: "the step `{id}` only makes {papers}, which no step uses and no record keeps"
        ),
        places: vec![view.place(i, message!(vi: "lập {papers}", en: "makes {papers}"))],
        touches: vec![id.clone()],
        ways: vec![Way {
            id: format!("drop-{id}"),
            title: message!(vi: "Bỏ bước “{vi}” vì giấy tờ lập ra không ai dùng", en: "Drop the step “{en}”: nobody uses what it makes"),
            rationale: message!(
                vi: "Không bước nào của quy trình này hay quy trình khác dùng {papers}, và giấy tờ này không nằm trong hồ sơ phải lưu.",
                en: "No step of this or another procedure uses {papers}, and it is not among the records to be kept."
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
