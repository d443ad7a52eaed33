//! A loop says how often it may be taken.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::definition::Next;
use crate::model::finding::Severity;
use crate::model::graph::FlowKind;
use crate::model::library::Procedure;
use crate::model::value::message;
use petgraph::graph::NodeIndex;
use petgraph::visit::{EdgeFiltered, EdgeRef, IntoEdges};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("vòng lặp có số lần tối đa (`at-most`)", "a loop says how often it may be taken (`at-most`)"),
        why: (
            "Vòng lặp không giới hạn cho phép yêu cầu bổ sung mãi; pháp luật chỉ cho phép tối đa hai lần, tại Hà \
             Nội một lần ở mỗi cơ quan.",
            "A loop without a bound lets an office ask for supplements for ever; the law allows two, and in Hanoi \
             one at each agency.",
        ),
        mend: ("Ghi `at-most` cho luồng quay lại của mỗi vòng lặp.", "Give the way back of each loop its `at-most`."),
        wrong: "steps: [{id: print, next: [{to: sign, when: {vi: Đúng, en: right}}, {to: search, when: {vi: Sai, en: \
                wrong}}]}]",
        right: "steps: [{id: print, next: [{to: sign, when: {vi: Đúng, en: right}}, {to: search, when: {vi: Sai, en: \
                wrong}, at-most: 1}]}]",
        whole: true,
        ..Info::new("flow/unbounded-loop", Basis::new("63/2010/NĐ-CP", "Art. 20(4)"))
    },
    look: Look::Procedure(look),
};

/// How many steps of a loop a message names.
const NAMED: usize = 4;

/// The first flow of these steps that leads up the page to one of them.
fn way_back(procedure: &Procedure, loop_steps: &[usize]) -> Option<(usize, usize)> {
    let steps = steps(procedure);
    loop_steps.iter().find_map(|j| {
        let leads_back = |next: &Next| {
            let to = loop_steps.iter().find(|i| steps[**i].id == next.to);
            next.at_most.is_none() && to.is_some_and(|i| i <= j)
        };
        Some((*j, steps[*j].next.iter().position(leads_back)?))
    })
}

fn look(procedure: &Procedure, sink: &mut Sink) {
    let graph = procedure.graph();
    // What goes round without a bounded flow, or one that waits, goes round for ever.
    let unbounded =
        EdgeFiltered::from_fn(graph.raw(), |edge| edge.weight().at_most.is_none() && edge.weight().kind == FlowKind::Sequence);
    let components = petgraph::algo::kosaraju_scc(&unbounded);
    let goes_round = |nodes: &[NodeIndex]| nodes.len() > 1 || unbounded.edges(nodes[0]).any(|edge| edge.target() == nodes[0]);
    // Where no end can be reached from, that is what is wrong.
    let finishing = graph.finishing();
    for nodes in components.iter().filter(|nodes| goes_round(nodes) && finishing.contains(&nodes[0])) {
        let first = graph.step_nodes().enumerate().find(|(_, n)| nodes.contains(n));
        if let Some((i, _)) = first {
            let there: Vec<usize> = graph.step_nodes().enumerate().filter(|(_, n)| nodes.contains(n)).map(|(j, _)| j).collect();
            let named = there.iter().take(NAMED).map(|j| format!("`{}`", steps(procedure)[*j].id));
            let mut named = named.collect::<Vec<_>>().join(", ");
            if there.len() > NAMED {
                named.push_str(", …");
            }
            let message = message!(
                vi: "vòng lặp qua {named} không có giới hạn: ghi `at-most` cho một luồng của vòng lặp",
                en: "the loop through {named} has no bound: give one of its flows an `at-most`"
            );
            let finding = sink.add(procedure.source(), step_path(i).key("id"), message);
            if let Some((j, k)) = way_back(procedure, &there) {
                let back = step_path(j).key("next").index(k);
                finding.relate(procedure.source(), back, message!(vi: "luồng quay lại", en: "the way back"));
            }
        }
    }
}
