//! Control-flow graphs of any size, in families.

#![allow(clippy::cast_possible_truncation)]

use quytrinh::soundness::{FlowGraph, Kind};

/// Parallel branches, each so many tasks in a row.
pub fn par(branches: usize, tasks: usize) -> FlowGraph {
    let (mut graph, from) = begin(branches * tasks + 4);
    let (split, join) = block(&mut graph, Kind::Parallel);
    graph.connect(from, split);
    for _ in 0..branches {
        let mut last = split;
        for _ in 0..tasks {
            last = after(&mut graph, last, Kind::Step);
        }
        graph.connect(last, join);
    }
    end(graph, join)
}

/// Parallel blocks of two, nested so deep; `2^depth` tasks inside.
pub fn nest(depth: u32) -> FlowGraph {
    let (mut graph, from) = begin(3 << depth);
    let (first, last) = (graph.add(Kind::Step), graph.add(Kind::Step));
    graph.connect(from, first);
    // What is still to be filled: from, to, how deep.
    let mut open = vec![(first, last, depth)];
    while let Some((from, to, depth)) = open.pop() {
        if depth == 0 {
            let task = after(&mut graph, from, Kind::Step);
            graph.connect(task, to);
        } else {
            let (split, join) = block(&mut graph, Kind::Parallel);
            graph.connect(from, split);
            graph.connect(join, to);
            open.extend([(split, join, depth - 1), (split, join, depth - 1)]);
        }
    }
    end(graph, last)
}

/// Blocks of two tasks one after the other, in turn exclusive and parallel.
pub fn blocks(count: usize) -> FlowGraph {
    let (mut graph, mut last) = begin(count * 4 + 2);
    for number in 0..count {
        let (split, join) = block(&mut graph, if number % 2 == 0 { Kind::Exclusive } else { Kind::Parallel });
        graph.connect(last, split);
        for _ in 0..2 {
            let task = after(&mut graph, split, Kind::Step);
            graph.connect(task, join);
        }
        last = join;
    }
    end(graph, last)
}

/// Parallel blocks one after the other, each branch a choice of two tasks.
pub fn mix(count: usize, branches: usize) -> FlowGraph {
    let (mut graph, mut last) = begin(count * (branches * 4 + 2) + 2);
    for _ in 0..count {
        let (split, join) = block(&mut graph, Kind::Parallel);
        graph.connect(last, split);
        for _ in 0..branches {
            let (choice, merge) = block(&mut graph, Kind::Exclusive);
            graph.connect(split, choice);
            graph.connect(merge, join);
            for _ in 0..2 {
                let task = after(&mut graph, choice, Kind::Step);
                graph.connect(task, merge);
            }
        }
        last = join;
    }
    end(graph, last)
}

/// Parallel branches, each a task that may be done again and again.
pub fn parloop(branches: usize) -> FlowGraph {
    let (mut graph, from) = begin(branches * 3 + 4);
    let (split, join) = block(&mut graph, Kind::Parallel);
    graph.connect(from, split);
    for _ in 0..branches {
        let entry = after(&mut graph, split, Kind::Exclusive);
        let task = after(&mut graph, entry, Kind::Step);
        let exit = after(&mut graph, task, Kind::Exclusive);
        graph.connect(exit, entry);
        graph.connect(exit, join);
    }
    end(graph, join)
}

/// As [`mix`], but in the last branch of the last block the ways of the choice meet in a parallel join.
pub fn hidden(count: usize, branches: usize) -> FlowGraph {
    let mut graph = mix(count, branches);
    let join = graph.nodes().iter().rposition(|kind| *kind == Kind::Exclusive).unwrap_or_default();
    graph.set_kind(join as u32, Kind::Parallel);
    graph
}

/// An inclusive split of `2^depth` tasks, woven: in each of `depth` layers every thread divides, and meets
/// that of another in an inclusive join, until all have met all, and wait for each other in a parallel one.
pub fn weave(depth: u32) -> FlowGraph {
    let width = 1 << depth;
    let (mut graph, from) = begin(width * (2 * depth as usize + 1) + 4);
    let split = after(&mut graph, from, Kind::Inclusive);
    let mut threads: Vec<u32> = (0..width).map(|_| after(&mut graph, split, Kind::Step)).collect();
    for layer in 0..depth {
        let joins: Vec<u32> = threads.iter().map(|_| graph.add(Kind::Inclusive)).collect();
        for (number, thread) in threads.iter().enumerate() {
            let fork = after(&mut graph, *thread, Kind::Parallel);
            graph.connect(fork, joins[number]);
            graph.connect(fork, joins[number ^ 1 << layer]);
        }
        threads = joins;
    }
    let join = graph.add(Kind::Parallel);
    for thread in threads {
        graph.connect(thread, join);
    }
    end(graph, join)
}

/// As [`weave`], but in the middle layer one thread does not meet another: a case that takes only what
/// that one lacks hangs.
pub fn torn(depth: u32) -> FlowGraph {
    let mut torn = FlowGraph::with_capacity(0, 0);
    let whole = weave(depth);
    for kind in whole.nodes() {
        torn.add(*kind);
    }
    let joins = |kind: Kind| whole.nodes().iter().enumerate().filter(move |(_, other)| **other == kind).map(|(node, _)| node);
    // The first join of that layer, and the way into it from elsewhere.
    let join = joins(Kind::Inclusive).nth(1 + (1 << depth) * (depth as usize / 2)).unwrap_or_default();
    let lost = whole.flows().iter().rposition(|flow| flow.to as usize == join).unwrap_or_default();
    for (number, flow) in whole.flows().iter().enumerate() {
        if number != lost {
            torn.connect(flow.from, flow.to);
        }
    }
    torn
}

/// Blocks one after the other, each a weave of `2^depth` threads.
pub fn woven(count: usize, depth: u32) -> FlowGraph {
    let block = weave(depth);
    let (mut graph, mut last) = begin(count * block.nodes().len() + 2);
    for _ in 0..count {
        let first = graph.nodes().len() as u32;
        // Without the start and the end.
        for kind in &block.nodes()[1..block.nodes().len() - 1] {
            graph.add(*kind);
        }
        for flow in block.flows() {
            match (flow.from, flow.to as usize + 1 == block.nodes().len()) {
                (0, _) => drop(graph.connect(last, first)),
                (_, true) => {}
                (from, false) => drop(graph.connect(first + from - 1, first + flow.to - 1)),
            }
        }
        last = graph.nodes().len() as u32 - 1;
    }
    end(graph, last)
}

fn begin(nodes: usize) -> (FlowGraph, u32) {
    let mut graph = FlowGraph::with_capacity(nodes, nodes + nodes / 2);
    let start = graph.add(Kind::Start);
    (graph, start)
}

fn block(graph: &mut FlowGraph, kind: Kind) -> (u32, u32) {
    (graph.add(kind), graph.add(kind))
}

fn after(graph: &mut FlowGraph, last: u32, kind: Kind) -> u32 {
    let node = graph.add(kind);
    graph.connect(last, node);
    node
}

fn end(mut graph: FlowGraph, last: u32) -> FlowGraph {
    after(&mut graph, last, Kind::End);
    graph
}
