//! The clock does not stop while the office works.

use super::{runs, time_limit};
use crate::check::one_stop::act;
use crate::check::rule::{BuiltIn, Info, Look, LookUp, Sink};
use crate::check::{step_path, steps};
use crate::model::definition::{RoleKind, StepKind};
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::message;
use petgraph::Direction;
use petgraph::graph::NodeIndex;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: (
            "không ngừng tính thời hạn trong khi cơ quan đang xử lý",
            "the clock does not stop while the office itself works",
        ),
        why: (
            "Thời hạn chỉ ngừng khi chờ người yêu cầu bổ sung, thực hiện nghĩa vụ, hoặc chờ cơ quan khác giám định; \
             thời gian cơ quan tự xử lý thì vẫn tính. Ngừng tính ở giữa quá trình cho một bước của cơ quan làm thời \
             gian thật bị giấu đi.",
            "The clock stops only while the applicant completes the dossier or meets an obligation, or another body \
             examines; time the office itself takes is counted. Stopping it for a step of the office in the middle \
             of the work hides the real time.",
        ),
        mend: (
            "Bỏ `clock: stopped`; nếu thật là bước chờ người khác thì ghi `kind: wait`.",
            "Remove `clock: stopped`; a step that only waits for others is a `kind: wait`.",
        ),
        wrong: "steps: [{id: search, clock: stopped}]",
        right: "steps: [{id: search, clock: running}]",
        whole: true,
        looks_up: &[LookUp::Roles],
        ..Info::new("time/stopped", act(""))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    if time_limit(procedure).is_none() || steps(procedure).iter().all(runs) {
        return;
    }
    let graph = procedure.graph();
    let counted = |node: &NodeIndex| graph.step(*node).is_some_and(|step| runs(step) && step.time.is_some());
    // What comes after, or before, a step whose time counts.
    let beside = |direction| {
        let next = graph.step_nodes().filter(counted).flat_map(|node| graph.raw().neighbors_directed(node, direction));
        graph.spread(next, direction, |_| true)
    };
    let (before, after) = (beside(Direction::Outgoing), beside(Direction::Incoming));
    for (i, node) in graph.step_nodes().enumerate() {
        let step = &steps(procedure)[i];
        let role = sink.library().role(&step.role);
        let waits = step.kind.is_some_and(|kind| kind != StepKind::Task)
            || sink.library().is_applicant(&step.role)
            || role.is_some_and(|role| role.kind == RoleKind::Agency);
        if !runs(step) && !waits && before[node.index()] && after[node.index()] {
            let id = &step.id;
            let message = message!(
                vi: "bước `{id}` là việc của cơ quan, ở giữa quá trình, nhưng thời hạn lại ngừng tính",
                en: "the step `{id}` is the office's own work in the middle of the procedure, but the clock is stopped"
            );
            sink.add(procedure.source(), step_path(i).key("clock"), message);
        }
    }
}
