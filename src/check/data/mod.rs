//! Data: papers that are asked for, made, used, handed over and kept, and who does so.

use crate::check::results;
use crate::model::definition::{DossierItem, RoleKind, Step};
use crate::model::finding::Path;
use crate::model::graph::{Node, ProcessGraph};
use crate::model::library::{Library, Procedure};
use crate::model::value::Id;
use petgraph::graph::NodeIndex;
use std::collections::HashMap;

crate::check::rule::family! {
    record_not_made, too_early, unused, unread, not_handed_in, asked_twice, form_asked_twice, shown, office_makes,
    applicant_makes, drafter_signs, receiver_decides, refuse_path, withdrawal, not_handed_over, hand_over_missed, unit,
    step_numbers, step_reference, section_reference, code_in_text, listed_twice, asks_itself, form_kind, form_numbers, one_stop_form,
    form_unused, related_itself, record_twice,
}

fn dossier(procedure: &Procedure) -> &[DossierItem] {
    procedure.definition().service.as_ref().and_then(|s| s.dossier.as_ref()).map_or(&[], |dossier| &dossier.items)
}

fn item_path(index: usize) -> Path {
    Path::root().key("service").key("dossier").key("items").index(index)
}

/// A title as it is compared: small letters, single spaces.
fn plain(title: &str) -> String {
    title.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// Uses of records and results that cannot have been made before: step and paper, 64 papers at a time.
fn without(procedure: &Procedure, mut found: impl FnMut(usize, &Id)) {
    let p = procedure.definition();
    let graph = procedure.graph();
    // Forms may be used blank, and the dossier is brought along.
    let papers = results(procedure).iter().map(|result| &result.id).chain(p.records.iter().map(|record| &record.id));
    let place: HashMap<&Id, usize> = papers.filter(|id| !id.is_placeholder()).enumerate().map(|(i, id)| (id, i)).collect();
    for block in 0..place.len().div_ceil(64) {
        let bit = |id: &Id| place.get(id).filter(|at| **at / 64 == block).map_or(0, |at| 1u64 << (at % 64));
        let mut made = vec![0; graph.raw().node_count()];
        for (node, step) in graph.step_nodes().zip(&p.steps) {
            made[node.index()] = step.makes.iter().map(bit).fold(0, |all, bit| all | bit);
        }
        let anywhere = made.iter().fold(0, |all, bits| all | bits);
        if anywhere == 0 {
            continue;
        }
        let before = may_be_made(graph, &made);
        for (i, (node, step)) in graph.step_nodes().zip(&p.steps).enumerate() {
            // What the step makes itself it has; what nobody makes is found elsewhere.
            let there = before[node.index()] | made[node.index()];
            for id in step.uses.iter().filter(|id| bit(id) & anywhere & !there != 0) {
                found(i, id);
            }
        }
    }
}

/// What may have been made before each node.
fn may_be_made(graph: &ProcessGraph, made: &[u64]) -> Vec<u64> {
    let mut before = vec![0; made.len()];
    let mut open: Vec<NodeIndex> = graph.nodes().collect();
    for node in graph.nodes().filter(|node| matches!(graph.node(*node), Node::Interruption(_))) {
        before[node.index()] = u64::MAX;
    }
    while let Some(node) = open.pop() {
        let after = before[node.index()] | made[node.index()];
        for next in graph.raw().neighbors(node) {
            if before[next.index()] | after != before[next.index()] {
                before[next.index()] |= after;
                open.push(next);
            }
        }
    }
    before
}

/// The steps that make a result and do not hand it over themselves: at the counter, or as the last step.
fn makers(procedure: &Procedure, library: &Library, result: &Id) -> Option<Vec<usize>> {
    let graph = procedure.graph();
    let hands_over = |node: NodeIndex, step: &Step| {
        library.role(&step.role).is_some_and(|role| role.kind == RoleKind::OneStop)
            || step.end.is_some()
            || graph.raw().neighbors(node).any(|next| matches!(graph.node(next), Node::End(_)))
    };
    let makers: Vec<(usize, NodeIndex)> =
        graph.step_nodes().enumerate().filter(|(_, node)| graph.step(*node).is_some_and(|s| s.makes.contains(result))).collect();
    let done = makers.iter().any(|(_, node)| graph.step(*node).is_some_and(|step| hands_over(*node, step)));
    (!makers.is_empty() && !done).then(|| makers.into_iter().map(|(i, _)| i).collect())
}

/// What becomes of a result behind the steps that make it.
#[derive(PartialEq, Eq)]
enum Handed {
    Always,
    /// Not on the way to completion behind this step.
    MissedBefore(usize),
    Never,
}

fn after(graph: &ProcessGraph, makers: &[usize], uses: impl Fn(&Step) -> bool) -> Handed {
    let nodes: Vec<NodeIndex> = graph.step_nodes().collect();
    let mut seen = vec![false; graph.raw().node_count()];
    let mut open: Vec<(NodeIndex, usize)> = makers.iter().map(|i| (nodes[*i], *i)).collect();
    let (mut used, mut missed) = (false, None);
    while let Some((node, last)) = open.pop() {
        for next in graph.raw().neighbors(node) {
            if std::mem::replace(&mut seen[next.index()], true) {
                continue;
            }
            match graph.node(next) {
                Node::End(name) if *name == "completed" => missed = Some(last),
                Node::Step(_) if graph.step(next).is_some_and(&uses) => used = true,
                Node::Step(i) => open.push((next, *i)),
                _ => open.push((next, last)),
            }
        }
    }
    match (used, missed) {
        (false, _) => Handed::Never,
        (true, Some(step)) => Handed::MissedBefore(step),
        (true, None) => Handed::Always,
    }
}
