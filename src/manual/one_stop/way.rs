//! The way of a dossier through the process: from hand to hand, and where it leaves the usual way.

use crate::measure::passes;
use crate::model::graph::{FlowKind, Node, ProcessGraph};
use crate::model::value::{Id, Text};
use petgraph::Direction;
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use std::collections::{BTreeSet, HashSet};

/// The usual way: that of a dossier with which everything is in order.
pub(super) struct Way {
    /// By step: whether it lies on it.
    on: Vec<bool>,
    /// By step: how far on it comes, all steps in the order in which work moves forward.
    place: Vec<usize>,
    /// Steps that follow each other directly.
    passes: Vec<(usize, usize)>,
}

/// A dossier that goes from one role to another; steps by their places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct HandOver {
    pub from: usize,
    pub to: usize,
    /// Whether it is on the usual way.
    pub usual: bool,
    /// Whether it goes back.
    pub back: bool,
}

impl Way {
    /// The usual way: from the start, at every choice the first way (the likeliest, where shares are given) that goes forward to
    /// where a case is completed, and every side of a parallel or inclusive split. Linear in steps and flows, but
    /// for sorting.
    pub fn of(graph: &ProcessGraph) -> Self {
        let raw = graph.raw();
        let back = graph.back_flows();
        let order = graph.forward_order();
        let steps = graph.definition().steps.len();
        let mut place = vec![usize::MAX; steps];
        for (at, node) in order.iter().enumerate() {
            if let Node::Step(i) = raw[*node] {
                place[i] = at;
            }
        }
        let leads = completing(graph, &order, &back);
        let mut on = vec![false; steps];
        let mut seen = vec![false; raw.node_count()];
        let mut open = vec![graph.start()];
        while let Some(node) = open.pop() {
            if std::mem::replace(&mut seen[node.index()], true) {
                continue;
            }
            if let Node::Step(i) = raw[node] {
                on[i] = true;
            }
            let mut ways: Vec<_> = raw.edges(node).filter(|e| !back.contains(&e.id()) && leads[e.target().index()]).collect();
            // A time-out is what happens when the usual thing does not; a larger share is more usual; the first was named first.
            ways.sort_by_key(|e| (e.weight().kind != FlowKind::Sequence, std::cmp::Reverse(e.weight().share), e.id()));
            let all = matches!(raw[node], Node::Gateway { gate, joins: false, .. } if gate != crate::model::definition::Gate::Exclusive);
            open.extend(ways.into_iter().take(if all { usize::MAX } else { 1 }).map(|e| e.target()));
        }
        Self { on, place, passes: passes(graph) }
    }

    /// Every hand-over between these steps, those of the usual way first, in the order in which work moves forward.
    pub fn hand_overs(&self, graph: &ProcessGraph, counts: impl Fn(usize) -> bool) -> Vec<HandOver> {
        let steps = &graph.definition().steps;
        let differ = |(from, to): &&(usize, usize)| steps[*from].role != steps[*to].role && counts(*from) && counts(*to);
        let hand_over = |&(from, to): &(usize, usize)| {
            let back = self.place[to] <= self.place[from];
            HandOver { from, to, usual: self.on[from] && self.on[to] && !back, back }
        };
        let mut all: Vec<HandOver> = self.passes.iter().filter(differ).map(hand_over).collect();
        all.sort_by_key(|x| (!x.usual, self.place[x.from], self.place[x.to], x.from, x.to));
        all
    }

    /// The steps that one and the same role does from this one on, one after the other on the usual way.
    pub fn run(&self, graph: &ProcessGraph, first: usize) -> Vec<usize> {
        let steps = &graph.definition().steps;
        let mut run = vec![first];
        let mut at = first;
        while self.on[at] {
            let mut next =
                self.passes.iter().filter(|(from, to)| *from == at && self.on[*to] && self.place[*to] > self.place[at]);
            match (next.next(), next.next()) {
                (Some((_, to)), None) if steps[*to].role == steps[at].role && run.len() < steps.len() => {
                    at = *to;
                    run.push(at);
                }
                _ => break,
            }
        }
        run
    }

    /// Steps of the usual way that a dossier may come back to.
    pub fn returned_to(&self) -> HashSet<usize> {
        let back = self.passes.iter().filter(|(from, to)| self.place[*to] <= self.place[*from]);
        back.map(|(_, to)| *to).filter(|to| self.on[*to]).collect()
    }
}

/// By node: whether a case can be completed from there without going back. Where no end has that name, any end will do.
fn completing(graph: &ProcessGraph, order: &[NodeIndex], back: &HashSet<EdgeIndex>) -> Vec<bool> {
    let raw = graph.raw();
    let completed = Id::completed();
    let named = graph.ends().any(|end| matches!(graph.node(end), Node::End(name) if *name == completed));
    let mut leads = vec![false; raw.node_count()];
    for node in order.iter().rev() {
        leads[node.index()] = match &raw[*node] {
            Node::End(name) => !named || *name == completed,
            _ => raw.edges(*node).any(|e| !back.contains(&e.id()) && leads[e.target().index()]),
        };
    }
    leads
}

/// The conditions under which work comes to one of these steps directly, gateways passed through; each once.
pub(super) fn leading_to<'a>(graph: &'a ProcessGraph, steps: &[usize]) -> Vec<&'a Text> {
    let wanted: Vec<NodeIndex> = steps.iter().filter_map(|i| graph.step_nodes().nth(*i)).collect();
    let raw = graph.raw();
    let mut found: BTreeSet<EdgeIndex> = BTreeSet::new();
    let mut seen = vec![false; raw.node_count()];
    let mut open = wanted;
    while let Some(node) = open.pop() {
        for edge in raw.edges_directed(node, Direction::Incoming) {
            if edge.weight().kind == FlowKind::Interruption {
                continue;
            }
            if edge.weight().when.is_some() {
                found.insert(edge.id());
            } else if matches!(raw[edge.source()], Node::Gateway { .. })
                && !std::mem::replace(&mut seen[edge.source().index()], true)
            {
                open.push(edge.source());
            }
        }
    }
    each_once(found.into_iter().filter_map(|edge| raw[edge].when.as_ref()))
}

/// The conditions under which a case can no longer be completed, other than by what interrupts it; each once. Where no case is
/// completed under that name, none are known.
pub(super) fn turned_away(graph: &ProcessGraph) -> Vec<&Text> {
    let raw = graph.raw();
    let completed = Id::completed();
    let ends: Vec<NodeIndex> =
        graph.ends().filter(|end| matches!(graph.node(*end), Node::End(name) if *name == completed)).collect();
    if ends.is_empty() {
        return Vec::new();
    }
    let hope = graph.spread(ends, Direction::Incoming, |_| true);
    let reached = graph.spread([graph.start()], Direction::Outgoing, |_| true);
    let lost = raw.edge_references().filter(|e| {
        let (from, to) = (e.source().index(), e.target().index());
        reached[from] && hope[from] && !hope[to] && e.weight().kind != FlowKind::Interruption
    });
    each_once(lost.filter_map(|e| e.weight().when.as_ref()))
}

fn each_once<'a>(texts: impl Iterator<Item = &'a Text>) -> Vec<&'a Text> {
    let mut once: Vec<&Text> = Vec::new();
    for text in texts {
        if !once.contains(&text) {
            once.push(text);
        }
    }
    once
}
