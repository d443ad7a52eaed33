//! Control flow: every step can be reached, every case can end, every choice is decided.

use crate::model::library::Procedure;
use petgraph::graph::NodeIndex;
use std::collections::HashSet;

crate::check::rule::family! {
    unreachable_step, no_way_out, split_unsaid, condition_missing, shares, end_goes_on, unbounded_loop, idle_choice,
    single_split, single_join, same_condition, parallel_condition, never, interruption_target,
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
