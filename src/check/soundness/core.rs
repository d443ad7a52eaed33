//! What is left of a graph when everything that only passes tokens on is left out: gateways,
//! closed into a circle through one root that holds the token of a case not yet begun.

use super::graph::{FlowGraph, Kind};
use super::lists::Lists;

/// No node, no edge.
pub(super) const NONE: u32 = u32::MAX;
/// The root's number.
pub(super) const ROOT: u32 = 0;

/// What a gateway does. The root is exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Op {
    /// Any one in, any one out.
    Exclusive,
    /// All in, all out.
    Parallel,
    /// A join of those under way, or a split into some; never both.
    Inclusive,
}

/// The gateways of a graph and the ways between them.
#[derive(Debug, Clone, Default)]
pub(super) struct Core {
    pub ops: Vec<Op>,
    /// The node of the graph that a gateway stands for; none for the root and the common end.
    pub origin: Vec<u32>,
    /// From, to.
    pub edges: Vec<(u32, u32)>,
    /// The flow that each edge begins with; none where it stands for no flow.
    pub flows: Vec<u32>,
    /// Whether a node of the graph is a gateway here; any other only passes tokens on.
    pub is_gateway: Vec<bool>,
}

/// The flows out of each node.
pub(super) fn outgoing(graph: &FlowGraph) -> Lists {
    Lists::of(graph.nodes().len(), graph.flows().iter().zip(0u32..).map(|(flow, number)| (flow.from, number)))
}

/// Where a case comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    /// One of the starts.
    Starts,
    /// An interruption, by its node.
    Interruption(u32),
}

/// The nodes that work can get to from an entry.
pub(super) fn reachable(graph: &FlowGraph, out: &Lists, entry: Entry) -> Vec<bool> {
    let mut reached = vec![false; graph.nodes().len()];
    let mut open: Vec<u32> = match entry {
        Entry::Interruption(node) => vec![node],
        Entry::Starts => (0u32..).zip(graph.nodes()).filter(|(_, kind)| **kind == Kind::Start).map(|(i, _)| i).collect(),
    };
    for node in &open {
        reached[*node as usize] = true;
    }
    while let Some(node) = open.pop() {
        if graph.nodes()[node as usize] == Kind::End {
            continue;
        }
        for flow in out.at(node) {
            let to = graph.flows()[*flow as usize].to;
            if !std::mem::replace(&mut reached[to as usize], true) {
                open.push(to);
            }
        }
    }
    reached
}

impl Core {
    /// The core of what is reached from an entry.
    pub fn of(graph: &FlowGraph, out: &Lists, entry: Entry, reached: &[bool]) -> Self {
        let nodes = graph.nodes();
        let mut degree_in = vec![0u32; nodes.len()];
        let mut all_in = vec![0u32; nodes.len()];
        for flow in graph.flows() {
            all_in[flow.to as usize] += 1;
            if reached[flow.from as usize] && nodes[flow.from as usize] != Kind::End {
                degree_in[flow.to as usize] += 1;
            }
        }
        let degree_out = |node: usize| if nodes[node] == Kind::End { 0 } else { out.at(node as u32).len() };
        let begins = |node: usize| match entry {
            Entry::Starts => nodes[node] == Kind::Start,
            Entry::Interruption(entry) => node == entry as usize,
        };
        let mut core = Self::default();
        core.add(Op::Exclusive, NONE);
        // Where tokens enter and leave each gateway; a node that only passes them on has neither.
        let mut enter = vec![NONE; nodes.len()];
        let mut leave = vec![NONE; nodes.len()];
        let mut sinks = Vec::new();
        // Joins that wait for what never comes on this entry.
        let mut missing = Vec::new();
        for node in (0..nodes.len()).filter(|node| reached[*node]) {
            let (ins, outs) = (degree_in[node], degree_out(node));
            let origin = node as u32;
            if begins(node) {
                // What flows into a start is never taken.
                enter[node] = if ins > 0 { core.add(Op::Exclusive, origin) } else { NONE };
                leave[node] = if outs == 1 { ROOT } else { core.add(Op::Parallel, origin) };
                if outs != 1 {
                    core.connect(ROOT, leave[node], NONE);
                }
                if outs == 0 {
                    sinks.push((leave[node], NONE));
                }
                continue;
            }
            match nodes[node] {
                Kind::Start | Kind::Interruption => enter[node] = core.add(Op::Exclusive, origin),
                _ if ins == 1 && outs == 1 && (ins == all_in[node] || nodes[node] != Kind::Parallel) => {}
                Kind::Exclusive => enter[node] = core.add(Op::Exclusive, origin),
                Kind::Parallel => {
                    enter[node] = core.add(Op::Parallel, origin);
                    missing.extend((ins < all_in[node]).then_some(enter[node]));
                }
                Kind::Inclusive => {
                    enter[node] = core.add(Op::Inclusive, origin);
                    if ins > 1 && outs > 1 {
                        leave[node] = core.add(Op::Inclusive, origin);
                    }
                }
                Kind::Step if ins > 1 => {
                    enter[node] = core.add(Op::Exclusive, origin);
                    if outs > 1 {
                        leave[node] = core.add(Op::Parallel, origin);
                    }
                }
                Kind::Step if outs > 1 => enter[node] = core.add(Op::Parallel, origin),
                Kind::End if ins > 1 => enter[node] = core.add(Op::Exclusive, origin),
                Kind::Step | Kind::End => {}
            }
            if enter[node] != NONE && leave[node] == NONE {
                leave[node] = enter[node];
            } else if enter[node] != NONE {
                core.connect(enter[node], leave[node], NONE);
            }
            if outs == 0 && enter[node] != NONE && matches!(nodes[node], Kind::Step | Kind::Parallel | Kind::End) {
                sinks.push((leave[node], NONE));
            }
        }
        for node in (0..nodes.len()).filter(|node| leave[*node] != NONE && degree_out(*node) > 0) {
            for flow in out.at(node as u32) {
                let mut to = graph.flows()[*flow as usize].to as usize;
                let mut left = nodes.len();
                while enter[to] == NONE && degree_out(to) == 1 && left > 0 {
                    to = graph.flows()[out.at(to as u32)[0] as usize].to as usize;
                    left -= 1;
                }
                if enter[to] == NONE {
                    sinks.push((leave[node], *flow));
                } else {
                    core.connect(leave[node], enter[to], *flow);
                }
            }
        }
        if !missing.is_empty() {
            let never = core.add(Op::Exclusive, NONE);
            for join in missing {
                core.connect(never, join, NONE);
            }
        }
        core.is_gateway = enter.iter().zip(&leave).map(|(enter, leave)| *enter != NONE || *leave != NONE).collect();
        match *sinks {
            [(from, flow)] => core.connect(from, ROOT, flow),
            [] => {}
            _ => {
                let end = core.add(Op::Inclusive, NONE);
                for (from, flow) in sinks {
                    core.connect(from, end, flow);
                }
                core.connect(end, ROOT, NONE);
            }
        }
        core
    }

    fn add(&mut self, op: Op, origin: u32) -> u32 {
        self.ops.push(op);
        self.origin.push(origin);
        (self.ops.len() - 1) as u32
    }
    fn connect(&mut self, from: u32, to: u32, flow: u32) {
        self.edges.push((from, to));
        self.flows.push(flow);
    }
    /// The gateway in which several ends meet; the last one, if there is one.
    pub fn common_end(&self) -> Option<u32> {
        let end = self.ops.len() - 1;
        (end > 0 && self.origin[end] == NONE && self.ops[end] == Op::Inclusive).then_some(end as u32)
    }

    /// Whether each gateway can be come back to within one case.
    pub fn cyclic(&self) -> Vec<bool> {
        let within = self.edges.iter().filter(|(from, to)| *from != ROOT && *to != ROOT);
        let mut cyclic = vec![false; self.ops.len()];
        let directed = petgraph::graph::DiGraph::<(), ()>::from_edges(within.clone());
        for part in petgraph::algo::kosaraju_scc(&directed).into_iter().filter(|part| part.len() > 1) {
            for node in part {
                cyclic[node.index()] = true;
            }
        }
        for (node, _) in within.filter(|(from, to)| from == to) {
            cyclic[*node as usize] = true;
        }
        cyclic
    }
}
