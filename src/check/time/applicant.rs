//! The limit does not run on while everybody waits for the applicant.

use super::{runs, time_limit};
use crate::check::one_stop::act;
use crate::check::rule::{BuiltIn, Info, Look, LookUp, Sink};
use crate::check::{step_path, steps};
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::message;
use petgraph::Direction;
use petgraph::graph::NodeIndex;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("thời hạn ngừng tính khi chờ người yêu cầu", "the clock is stopped while the applicant is waited for"),
        why: (
            "Sau khi đã tiếp nhận, chờ người yêu cầu bổ sung hoặc nộp tiền là thời gian cơ quan không kiểm soát \
             được; không ghi ngừng tính và cũng không ghi thời gian thì thời hạn bị tính cho cơ quan mà không ai \
             biết là bao lâu.",
            "After receipt, waiting for the applicant to complete or to pay is time that the office does not \
             control; with the clock running and no time stated, it is charged to the office and nobody knows how \
             much it is.",
        ),
        mend: (
            "Ghi `clock: stopped`, hoặc ghi thời gian nếu người yêu cầu làm ngay tại chỗ.",
            "Write `clock: stopped`, or a time if the applicant acts on the spot.",
        ),
        wrong: "# without steps.supplement.clock",
        right: "steps: [{id: supplement, clock: stopped}]",
        whole: true,
        looks_up: &[LookUp::Roles],
        ..Info::new("time/applicant", act(""))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    if time_limit(procedure).is_none() {
        return;
    }
    let graph = procedure.graph();
    let applicant = |node: NodeIndex| graph.step(node).is_some_and(|step| sink.library().is_applicant(&step.role));
    // What the applicant does before any officer has seen the case is no part of the limit.
    let no_officer = |node: NodeIndex| graph.step(node).is_none() || applicant(node);
    let first = graph.spread([graph.start()], Direction::Outgoing, no_officer);
    let waiting: Vec<usize> = graph
        .step_nodes()
        .enumerate()
        .filter(|(i, node)| {
            let step = &steps(procedure)[*i];
            runs(step) && step.time.is_none() && step.end.is_none() && !first[node.index()] && applicant(*node)
        })
        .map(|(i, _)| i)
        .collect();
    for i in waiting {
        let id = &steps(procedure)[i].id;
        let message = message!(
            vi: "thời hạn vẫn tính trong khi chờ người yêu cầu ở bước `{id}` (`clock:`, `time:`)",
            en: "the clock runs while the applicant is waited for at the step `{id}` (`clock:`, `time:`)"
        );
        sink.add(procedure.source(), step_path(i).key("id"), message);
    }
}
