//! Flows that a case may take only so often: whether it can use them up before it gets to its end.

use super::graph::{FlowGraph, Kind};
use super::lists::Lists;
use petgraph::algo::{ford_fulkerson, kosaraju_scc};
use petgraph::graph::{DiGraph, NodeIndex};

/// Flows looked at, one by one, above which nothing is said.
const MOST_EFFORT: usize = 20_000_000;

/// Nodes that a case can get to and never away from, all bounded ways on being used up.
pub(super) struct Trap {
    /// The node at which the last bounded way on was taken.
    pub node: u32,
    /// Whether unbounded ways lead round and round in it.
    pub goes_round: bool,
}

/// Where a case can use up its ways on; `None` if that takes too long to say.
///
/// Nodes between which unbounded flows lead to and fro, and from which only bounded ones lead away, are
/// a trap exactly if a case can come to them once more than it may leave them: if as many ways lead from
/// them back to them as they may be left, and one more leads to them from where the cycle around them is
/// entered, all of them together taking no flow more often than it may be taken. That is a flow in a
/// network of which the bounds are the capacities (Ford and Fulkerson, Maximal flow through a network,
/// 1956). So is a node that takes all its ways at once, as soon as one of them is used up. What goes on
/// beside it and uses up ways of its own is no excuse: then a case hangs there.
pub(super) fn traps(graph: &FlowGraph, out: &Lists) -> Option<Vec<Trap>> {
    if graph.flows().iter().all(|flow| flow.at_most.is_none()) {
        return Some(Vec::new());
    }
    let count = graph.nodes().len();
    let whole = parts(count, graph.flows().iter().map(|flow| (flow.from, flow.to)));
    let free = parts(count, graph.flows().iter().filter(|flow| flow.at_most.is_none()).map(|flow| (flow.from, flow.to)));
    let mut seats: Vec<Seat> = Vec::new();
    for nodes in &free.lists {
        let flows = || nodes.iter().flat_map(|node| out.at(*node)).map(|flow| graph.flows()[*flow as usize]);
        let leaves = |to: u32| free.of[to as usize] != free.of[nodes[0] as usize];
        let is_closed = flows().all(|flow| flow.at_most.is_some() || !leaves(flow.to));
        let bounded = flows().find(|flow| flow.at_most.is_some() && leaves(flow.to));
        if let (true, Some(last)) = (is_closed, bounded) {
            let most = flows().filter(|flow| leaves(flow.to)).map(|flow| u64::from(flow.at_most.unwrap_or_default())).sum();
            let goes_round = flows().any(|flow| flow.at_most.is_none());
            seats.push(Seat { nodes: nodes.clone(), most, trap: Trap { node: last.from, goes_round } });
        }
    }
    for node in 0..count as u32 {
        let takes_all = matches!(graph.nodes()[node as usize], Kind::Start | Kind::Step | Kind::Parallel | Kind::Interruption);
        let bounds = || out.at(node).iter().filter_map(|flow| graph.flows()[*flow as usize].at_most);
        if let (true, true, Some(most)) = (takes_all, out.at(node).len() > 1, bounds().min()) {
            seats.push(Seat { nodes: vec![node], most: most.into(), trap: Trap { node, goes_round: false } });
        }
    }
    let mut entered: Vec<bool> = graph.nodes().iter().map(|kind| matches!(kind, Kind::Start | Kind::Interruption)).collect();
    for flow in graph.flows().iter().filter(|flow| whole.of[flow.from as usize] != whole.of[flow.to as usize]) {
        entered[flow.to as usize] = true;
    }
    let mut found = Vec::new();
    let mut effort = 0;
    for seat in seats {
        let cycle = &whole.lists[whole.of[seat.nodes[0] as usize]];
        effort += cycle.iter().map(|node| out.at(*node).len() + 1).sum::<usize>();
        if effort > MOST_EFFORT {
            return None;
        }
        if is_sprung(graph, out, &seat, cycle, &entered) {
            found.push(seat.trap);
        }
    }
    Some(found)
}

/// Nodes that may be a trap, and how often they may be left.
struct Seat {
    nodes: Vec<u32>,
    most: u64,
    trap: Trap,
}

/// The strongly connected parts of a graph, and of which one each node is.
struct Parts {
    lists: Vec<Vec<u32>>,
    of: Vec<usize>,
}

fn parts(count: usize, edges: impl Iterator<Item = (u32, u32)>) -> Parts {
    let mut graph = DiGraph::<(), ()>::with_capacity(count, 0);
    for _ in 0..count {
        graph.add_node(());
    }
    graph.extend_with_edges(edges);
    let lists: Vec<Vec<u32>> =
        kosaraju_scc(&graph).into_iter().map(|nodes| nodes.into_iter().map(|node| node.index() as u32).collect()).collect();
    let mut of = vec![0; count];
    for (part, nodes) in lists.iter().enumerate() {
        for node in nodes {
            of[*node as usize] = part;
        }
    }
    Parts { lists, of }
}

/// Whether one can come to some nodes of a cycle once more than they may be left.
fn is_sprung(graph: &FlowGraph, out: &Lists, seat: &Seat, cycle: &[u32], entered: &[bool]) -> bool {
    let plenty = seat.most + 1;
    let mut network = DiGraph::<(), u64>::with_capacity(cycle.len() + 4, cycle.len() * 2);
    for _ in 0..cycle.len() + 4 {
        network.add_node(());
    }
    let [source, entry, leaving, sink] = [0, 1, 2, 3].map(|extra| NodeIndex::new(cycle.len() + extra));
    let mut number: std::collections::HashMap<u32, NodeIndex> =
        cycle.iter().enumerate().map(|(place, node)| (*node, NodeIndex::new(place))).collect();
    for node in &seat.nodes {
        number.insert(*node, sink);
    }
    network.add_edge(source, entry, 1);
    network.add_edge(source, leaving, seat.most);
    for from in cycle {
        let place = number[from];
        if entered[*from as usize] {
            network.add_edge(entry, place, 1);
        }
        for flow in out.at(*from) {
            let arc = graph.flows()[*flow as usize];
            let Some(to) = number.get(&arc.to).copied() else { continue };
            let bound = arc.at_most.map_or(plenty, u64::from).min(plenty);
            if place != sink {
                network.add_edge(place, to, bound);
            } else if to != sink {
                network.add_edge(leaving, to, bound);
            }
        }
    }
    ford_fulkerson(&network, source, sink).0 == plenty
}
