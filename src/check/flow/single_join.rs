//! A join has several ways in.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::finding::Severity;
use crate::model::graph::Node;
use crate::model::library::Procedure;
use crate::model::value::message;
use petgraph::Direction;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("chỗ hợp nhánh (`join`) có từ hai luồng vào", "a `join` has several ways in"),
        why: (
            "`join` ở bước chỉ có một luồng vào thì không chờ ai: hoặc một nhánh chưa được nối tới, hoặc thừa khóa.",
            "A `join` at a step with one way in waits for nobody: a branch does not lead there yet, or the key is \
             superfluous.",
        ),
        mend: (
            "Nối nhánh còn thiếu tới bước này, hoặc bỏ `join`.",
            "Lead the missing branch to this step, or remove its `join`.",
        ),
        wrong: "steps: [{id: sign, join: parallel}]",
        right: "steps: [{id: search, join: exclusive}, {id: print, next: [{to: sign, when: {vi: Đúng, en: right}}, {to: \
                search, when: {vi: Sai, en: wrong}, at-most: 1}]}]",
        whole: true,
        ..Info::new("flow/single-join", Basis::new("OMG BPMN 2.0.2", "10.6"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let graph = procedure.graph();
    for node in graph.nodes() {
        let Node::Gateway { joins: true, step, .. } = graph.node(node) else { continue };
        if graph.raw().edges_directed(node, Direction::Incoming).nth(1).is_none() {
            let id = &steps(procedure)[*step].id;
            let message = message!(
                vi: "bước `{id}` hợp nhánh (`join`) nhưng không có từ hai luồng vào",
                en: "the step `{id}` joins but does not have several ways in"
            );
            sink.add(procedure.source(), step_path(*step).key("join"), message);
        }
    }
}
