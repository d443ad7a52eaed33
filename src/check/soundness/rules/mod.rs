//! Soundness as rules: what is wrong with a procedure's flow, at the line where it is written.

use super::say::Said;
use super::{Fault, FaultKind, FlowGraph, Verdict, analyse, say};
use crate::model::definition::ProcedureDefinition;
use crate::model::finding::{Finding, Path};
use crate::model::graph::{FlowKind, Node, ProcessGraph};
use crate::model::library::Procedure;
use crate::model::value::{Language, Text, message};

crate::check::rule::family! { deadlock, lack_of_synchronisation, endless_loop, improper_end, undecided }

/// What is wrong with the flow of a procedure.
pub(in crate::check) fn findings(procedure: &Procedure) -> Vec<Finding> {
    let process = procedure.graph();
    if procedure.definition().steps.is_empty() {
        return Vec::new();
    }
    let graph = FlowGraph::from(process);
    match analyse(&graph) {
        Verdict::Sound(_) => Vec::new(),
        Verdict::Unsound(faults) => {
            // That a step cannot be reached, or leads nowhere, is said by rules of its own.
            let (finishing, reached) = (process.finishing(), process.reachable());
            let is_said = |fault: &Fault| match fault.kind {
                FaultKind::DeadStep => true,
                FaultKind::EndlessLoop => !finishing.contains(&fault.join.into()),
                // That a bounded loop has no way out, or is never come to, is said too.
                FaultKind::Deadlock if fault.split == Some(fault.join) => {
                    !finishing.contains(&fault.join.into()) || !reached.contains(&fault.join.into())
                }
                // Work that is done twice comes to the end twice.
                FaultKind::ImproperEnd => {
                    let twice = |other: &Fault| other.kind == FaultKind::LackOfSynchronisation && other.split == fault.split;
                    faults.iter().any(twice)
                }
                _ => false,
            };
            let found = |fault: &Fault| {
                let Said { what, run, help } = said(process, &graph, fault, &|node| label(process, node));
                let mut finding = Finding::error(say::rule(fault.kind), procedure.source(), place(process, fault.join), what);
                finding.help = help;
                if let (Some((meet, part)), Some(split)) = (say::places(fault), fault.split) {
                    finding.label = Some(meet);
                    finding.relate(procedure.source(), place(process, split), part);
                }
                if let Some((last, run)) = run {
                    finding.relate(procedure.source(), place(process, last), run);
                }
                finding
            };
            faults.iter().filter(|fault| !is_said(fault)).map(found).collect()
        }
        Verdict::Undecided(reason) => {
            let why = say::why(reason).vi;
            let message = message!(
                vi: "không kết luận được luồng công việc có đúng đắn hay không: {why}",
                en: "whether the flow is sound cannot be said: {reason}"
            );
            vec![Finding::warning(say::UNDECIDED, procedure.source(), Path::root().key("steps"), message).at_key()]
        }
    }
}

/// What is wrong with a procedure, with its nodes called so.
pub(crate) fn said(process: &ProcessGraph, graph: &FlowGraph, fault: &Fault, label: &dyn Fn(u32) -> Text) -> Said {
    let mut fault = fault.clone();
    // A step is made to wait by its own key, not by being another kind of node; a time-out is always a choice.
    let waits = |node: u32| matches!(process.raw().node_weight(node.into()), Some(Node::Step(_)));
    let join = fault.fixes.iter().find(|fix| waits(fix.node)).map(|fix| label(fix.node));
    fault.fixes.retain(|fix| !waits(fix.node) && process.raw().node_weight(fix.node.into()).is_some());
    let mut help = say::help(&fault, label);
    if let (Some(step), true) = (join, fault.fixes.is_empty()) {
        let (vi, en) = (step.to(&Language::Vi), step.to(&Language::En));
        help = Some(message!(vi: "sửa được bằng `join: parallel` ở {vi}", en: "`join: parallel` at {en} mends it"));
    }
    Said { what: say::message(&fault, label), run: say::run(&fault, graph, label), help }
}

/// Where a node of the graph is written in the definition.
fn place(process: &ProcessGraph, node: u32) -> Path {
    let step = |i: usize| Path::root().key("steps").index(i);
    let raw = process.raw();
    match raw.node_weight(node.into()) {
        Some(Node::Step(i)) => step(*i).key("id"),
        Some(Node::Gateway { joins: true, step: i, .. }) => step(*i).key("join"),
        Some(Node::Gateway { step: i, .. }) => step(*i).key(split_key(process.definition(), *i)),
        Some(Node::Interruption(i)) => Path::root().key("interruptions").index(*i).key("to"),
        Some(Node::End(_)) => {
            let before = process.predecessors(node.into()).find_map(|before| match raw.node_weight(before) {
                Some(Node::Step(i) | Node::Gateway { step: i, .. }) => Some(*i),
                _ => None,
            });
            before.map_or_else(Path::root, |i| step(i).key("id"))
        }
        Some(Node::Start) => step(0).key("id"),
        // The choice behind a step with a time-out.
        None => {
            let mut waiting = raw.node_indices().filter(|n| raw.edges(*n).any(|e| e.weight().kind == FlowKind::Timeout));
            match waiting.nth(node as usize - raw.node_count()).map(|n| &raw[n]) {
                Some(Node::Step(i)) => step(*i).key("timeout"),
                _ => Path::root(),
            }
        }
    }
}

fn split_key(definition: &ProcedureDefinition, step: usize) -> &'static str {
    if definition.steps.get(step).is_some_and(|s| s.split.is_some()) { "split" } else { "next" }
}

/// What a node of a procedure is called in a sentence.
pub(crate) fn label(process: &ProcessGraph, node: u32) -> Text {
    let step = |i: &usize| process.definition().steps.get(*i).map_or("", |step| step.id.as_str());
    match process.raw().node_weight(node.into()) {
        Some(Node::Step(i)) => Text::both(format!("bước `{}`", step(i)), format!("the step `{}`", step(i))),
        Some(Node::Gateway { joins: true, step: i, .. }) => {
            Text::both(format!("chỗ hợp nhánh trước bước `{}`", step(i)), format!("the join before the step `{}`", step(i)))
        }
        Some(Node::Gateway { step: i, .. }) => {
            Text::both(format!("chỗ rẽ nhánh sau bước `{}`", step(i)), format!("the split after the step `{}`", step(i)))
        }
        Some(Node::End(name)) => Text::both(format!("kết thúc `{name}`"), format!("the end `{name}`")),
        Some(Node::Interruption(_)) => Text::both("sự kiện ngắt", "the interruption"),
        Some(Node::Start) => Text::both("bắt đầu", "the start"),
        None => Text::both("chỗ hết hạn chờ", "the time-out"),
    }
}
