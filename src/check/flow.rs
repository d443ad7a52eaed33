//! Control flow: every step can be reached, every case can end, every choice is decided.

use super::rule::{BuiltIn, Look, plain};
use super::{Sink, step_path, steps};
use crate::model::definition::Gate;
use crate::model::finding::Severity;
use crate::model::graph::FlowKind;
use crate::model::library::Procedure;
use crate::model::value::{Percent, message};
use petgraph::graph::NodeIndex;
use std::collections::HashSet;

pub(super) const RULES: &[&BuiltIn] = &[
    &plain(
        "flow/unreachable-step",
        Severity::Error,
        ("mọi bước đều có đường đi tới", "every step can be reached"),
        "van der Aalst, The Application of Petri Nets to Workflow Management, 1998",
        true,
        Look::Procedure(unreachable),
    )
    .whole(),
    &plain(
        "flow/no-way-out",
        Severity::Error,
        ("từ mọi bước đều đi được tới kết thúc", "from every step some end can be reached"),
        "van der Aalst, The Application of Petri Nets to Workflow Management, 1998",
        true,
        Look::Procedure(trapped),
    )
    .whole(),
    &plain(
        "flow/split-unsaid",
        Severity::Error,
        (
            "nhiều luồng ra phải có `split`, hoặc mỗi luồng có điều kiện `when`",
            "several ways out have a `split`, or each way its `when`",
        ),
        "OMG BPMN 2.0.2, 10.6",
        true,
        Look::Procedure(split_unsaid),
    ),
    &plain(
        "flow/condition-missing",
        Severity::Warning,
        ("mỗi nhánh lựa chọn có điều kiện `when`", "every way of a choice has its `when`"),
        "OMG BPMN 2.0.2, 10.6",
        true,
        Look::Procedure(condition_missing),
    ),
    &plain(
        "flow/shares",
        Severity::Error,
        ("tỷ lệ các nhánh lựa chọn cộng lại đúng 100%", "the shares of a choice add up to exactly 100 %"),
        "ISO 9001:2008, 8.2.3",
        false,
        Look::Procedure(shares),
    )
    .whole(),
    &plain(
        "flow/end-goes-on",
        Severity::Error,
        ("bước kết thúc không có bước tiếp theo", "a step that ends the procedure leads nowhere else"),
        "OMG BPMN 2.0.2, 10.5",
        true,
        Look::Procedure(end_goes_on),
    ),
    &plain(
        "flow/unbounded-loop",
        Severity::Warning,
        ("vòng lặp có số lần tối đa (`at-most`)", "a loop says how often it may be taken (`at-most`)"),
        "63/2010/NĐ-CP, Art. 20(4)",
        true,
        Look::Procedure(unbounded),
    )
    .whole(),
];

fn unreachable(procedure: &Procedure, sink: &mut Sink) {
    let graph = procedure.graph();
    let reached = graph.reachable();
    for i in first_of_each_part(procedure, |node| !reached.contains(&node)) {
        let id = &steps(procedure)[i].id;
        let message = message!(vi: "không có bước nào dẫn tới bước `{id}`", en: "no way leads to the step `{id}`");
        sink.add(procedure.source(), step_path(i).key("id"), message);
    }
}

fn trapped(procedure: &Procedure, sink: &mut Sink) {
    let graph = procedure.graph();
    let (reached, finishing) = (graph.reachable(), graph.finishing());
    for i in first_of_each_part(procedure, |node| reached.contains(&node) && !finishing.contains(&node)) {
        let id = &steps(procedure)[i].id;
        let message = message!(
            vi: "từ bước `{id}` không có đường nào tới kết thúc",
            en: "from the step `{id}` no end can be reached"
        );
        sink.add(procedure.source(), step_path(i).key("id"), message);
    }
}

/// One step for each connected part of the nodes in question: what follows from one mistake is
/// not said again.
fn first_of_each_part(procedure: &Procedure, within: impl Fn(NodeIndex) -> bool) -> Vec<usize> {
    let graph = procedure.graph();
    let mut seen = HashSet::new();
    let mut firsts = Vec::new();
    for (i, node) in graph.step_nodes().enumerate().filter(|(_, n)| within(*n)) {
        if !seen.insert(node) {
            continue;
        }
        firsts.push(i);
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            open.extend(graph.raw().neighbors_undirected(node).filter(|n| within(*n) && seen.insert(*n)));
        }
    }
    firsts
}

fn split_unsaid(procedure: &Procedure, sink: &mut Sink) {
    for (i, step) in steps(procedure).iter().enumerate() {
        if step.next.len() > 1 && step.split.is_none() && step.next.iter().all(|n| n.when.is_none()) {
            let ways = step.next.len();
            let message = message!(
                vi: "có {ways} luồng ra nhưng không rõ đi theo cách nào: thêm `split: exclusive`, `parallel` hoặc `inclusive`, hoặc điều kiện `when` cho mỗi luồng",
                en: "{ways} ways out, and nothing says how they divide: add `split: exclusive`, `parallel` or `inclusive`, or a `when` to each"
            );
            sink.add(procedure.source(), step_path(i).key("next"), message);
        }
    }
}

fn condition_missing(procedure: &Procedure, sink: &mut Sink) {
    for (i, step) in steps(procedure).iter().enumerate() {
        let said = step.split.is_some() || step.next.iter().any(|n| n.when.is_some());
        if step.next.len() > 1 && said && step.split != Some(Gate::Parallel) {
            for (j, next) in step.next.iter().enumerate().filter(|(_, n)| n.when.is_none()) {
                let to = &next.to;
                let message = message!(
                    vi: "nhánh tới `{to}` không có điều kiện `when`",
                    en: "the way to `{to}` has no condition `when`"
                );
                sink.add(procedure.source(), step_path(i).key("next").index(j), message);
            }
        }
    }
}

fn shares(procedure: &Procedure, sink: &mut Sink) {
    for (i, step) in steps(procedure).iter().enumerate() {
        let given = step.next.iter().filter(|n| n.share.is_some()).count();
        if given == 0 || matches!(step.split, Some(Gate::Parallel | Gate::Inclusive)) {
            continue;
        }
        let path = step_path(i).key("next");
        if given < step.next.len() {
            let message = message!(
                vi: "chỉ một số nhánh có `share`: hãy ghi cho mọi nhánh hoặc không nhánh nào",
                en: "only some ways have a `share`: give it to all of them or to none"
            );
            sink.add(procedure.source(), path, message);
            continue;
        }
        let total: u64 = step.next.iter().filter_map(|n| n.share).map(Percent::ten_thousandths).sum();
        if total != Percent::WHOLE.ten_thousandths() {
            let total = Percent::from_ten_thousandths(total);
            let message = message!(
                vi: "tỷ lệ các nhánh cộng lại là {total}, phải là 100%",
                en: "the shares add up to {total}, not to 100%"
            );
            sink.add(procedure.source(), path, message);
        }
    }
}

fn end_goes_on(procedure: &Procedure, sink: &mut Sink) {
    for (i, step) in steps(procedure).iter().enumerate() {
        if step.end.is_some() && !step.next.is_empty() {
            let message = message!(
                vi: "bước này vừa kết thúc (`end`) vừa có bước tiếp theo (`next`): hãy bỏ một trong hai",
                en: "this step both ends the procedure (`end`) and goes on (`next`): remove one of the two"
            );
            sink.add(procedure.source(), step_path(i).key("end"), message);
        }
    }
}

fn unbounded(procedure: &Procedure, sink: &mut Sink) {
    let graph = procedure.graph();
    let raw = graph.raw();
    let components = petgraph::algo::kosaraju_scc(raw);
    let mut cyclic: Vec<HashSet<_>> = components.into_iter().filter(|c| c.len() > 1).map(|c| c.into_iter().collect()).collect();
    cyclic.extend(graph.nodes().filter(|n| raw.contains_edge(*n, *n)).map(|n| HashSet::from([n])));
    for nodes in cyclic {
        let bounded = graph.flows().any(|(from, to, flow)| {
            nodes.contains(&from) && nodes.contains(&to) && (flow.at_most.is_some() || flow.kind != FlowKind::Sequence)
        });
        if bounded {
            continue;
        }
        let first = graph.step_nodes().enumerate().find(|(_, n)| nodes.contains(n));
        if let Some((i, _)) = first {
            let id = &steps(procedure)[i].id;
            let message = message!(
                vi: "vòng lặp qua bước `{id}` không có giới hạn: ghi `at-most` cho một luồng của vòng lặp",
                en: "the loop through the step `{id}` has no bound: give one of its flows an `at-most`"
            );
            sink.add(procedure.source(), step_path(i).key("id"), message);
        }
    }
}
