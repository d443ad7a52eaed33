//! Which lane and which row everything lies in.

use super::Wording;
use crate::model::definition::Gate;
use crate::model::graph::{FlowKind, Node, ProcessGraph, flow_label};
use crate::model::value::Id;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap, HashMap};

/// What a cell is about. Numbers are places in the definition's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Start,
    Step(usize),
    Event(usize),
}

/// All that lies at one crossing of a lane and a row: a step with its gateways and its end, the
/// start, or an interruption.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub kind: Kind,
    pub lane: usize,
    pub row: usize,
    pub node: NodeIndex,
    pub join: Option<(NodeIndex, Gate)>,
    pub split: Option<(NodeIndex, Gate)>,
    pub end: Option<NodeIndex>,
    /// The links that leave it, in the order of the definition.
    pub out: Vec<usize>,
}

/// The left or the right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    Left,
    Right,
}

impl Side {
    /// −1 for the left, 1 for the right.
    pub const fn sign(self) -> f64 {
        match self {
            Self::Left => -1.0,
            Self::Right => 1.0,
        }
    }
    /// 0 for the left, 1 for the right.
    pub const fn index(self) -> usize {
        match self {
            Self::Left => 0,
            Self::Right => 1,
        }
    }
}

/// Where a link leaves its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Port {
    /// The corner of the diamond, or the side of the circle.
    Tip,
    /// The side of the box.
    Flank,
    /// A line of its own below the box or the diamond.
    Shelf,
}

/// The way a link takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Route {
    /// Not found yet.
    Open,
    /// Straight down.
    Straight,
    /// Level from the side, then down the column of the target.
    Bent { side: Side, port: Port },
    /// Down, level in the gutter above this row, and down.
    Across { gutter: usize },
    /// Level from the side to a track between lanes, along it, level above the target, and down.
    Around { side: Side, port: Port },
}

/// A flow between two cells.
#[derive(Debug, Clone)]
pub(super) struct Link {
    pub from: usize,
    pub to: usize,
    pub source: NodeIndex,
    pub target: NodeIndex,
    pub kind: FlowKind,
    pub back: bool,
    pub label: Option<String>,
    pub route: Route,
}

/// The cells, where they lie, and the links between them.
#[derive(Debug)]
pub(super) struct Plan {
    pub lanes: Vec<Id>,
    pub rows: usize,
    pub cells: Vec<Cell>,
    pub links: Vec<Link>,
}

/// Which rows of a lane are free; finding the next free one takes next to no time.
#[derive(Default)]
struct Free(Vec<usize>);

impl Free {
    fn take(&mut self, from: usize) -> usize {
        let mut row = from;
        loop {
            while self.0.len() <= row + 1 {
                self.0.push(self.0.len());
            }
            let next = self.0[row];
            if next == row {
                self.0[row] = row + 1;
                return row;
            }
            self.0[row] = self.0.get(next).copied().unwrap_or(next);
            row = next;
        }
    }
}

pub(super) fn place(graph: &ProcessGraph, wording: &Wording) -> Plan {
    let mut plan = collect(graph, wording);
    let rows = rows_of_steps(&plan);
    for (cell, row) in plan.cells.iter_mut().zip(rows) {
        cell.row = row;
    }
    place_events(&mut plan);
    plan.rows = plan.cells.iter().map(|c| c.row + 1).max().unwrap_or(0);
    plan
}

/// The cells and links of a graph, not yet in their rows.
fn collect(graph: &ProcessGraph, wording: &Wording) -> Plan {
    let definition = graph.definition();
    let lanes: Vec<Id> = graph.lanes().into_iter().cloned().collect();
    let lane_of: HashMap<&Id, usize> = lanes.iter().enumerate().map(|(i, role)| (role, i)).collect();
    let lane = |role: Option<&Id>| role.and_then(|r| lane_of.get(r)).copied();
    let cell = |kind, lane, node| Cell { kind, lane, row: 0, node, join: None, split: None, end: None, out: Vec::new() };

    let mut cells = vec![cell(Kind::Start, 0, graph.start())];
    let mut cell_of = vec![0; graph.raw().node_count()];
    for (i, node) in graph.step_nodes().enumerate() {
        cell_of[node.index()] = cells.len();
        cells.push(cell(Kind::Step(i), lane(definition.steps.get(i).map(|s| &s.role)).unwrap_or(0), node));
    }
    for node in graph.nodes() {
        match graph.node(node) {
            Node::Start | Node::Step(_) => {}
            Node::Gateway { gate, joins, step } => {
                cell_of[node.index()] = step + 1;
                if let Some(cell) = cells.get_mut(step + 1) {
                    *(if *joins { &mut cell.join } else { &mut cell.split }) = Some((node, *gate));
                }
            }
            Node::Interruption(i) => {
                cell_of[node.index()] = cells.len();
                // Whoever interrupts may do no step: then the event lies in the lane of what follows.
                let by = lane(definition.interruptions.get(*i).map(|x| &x.by));
                let then = graph.successors(node).next().and_then(|n| cells.get(cell_of[n.index()])).map_or(0, |c| c.lane);
                cells.push(cell(Kind::Event(*i), by.unwrap_or(then), node));
            }
            Node::End(_) => {
                let before = graph.predecessors(node).next().map_or(0, |n| cell_of[n.index()]);
                cell_of[node.index()] = before;
                if let Some(cell) = cells.get_mut(before) {
                    cell.end = Some(node);
                }
            }
        }
    }

    let back = graph.back_flows();
    let mut links = Vec::new();
    for edge in graph.raw().edge_references() {
        let within = matches!(graph.node(edge.source()), Node::Gateway { joins: true, .. })
            || matches!(graph.node(edge.target()), Node::Gateway { joins: false, .. } | Node::End(_));
        if within {
            continue;
        }
        let from = cell_of[edge.source().index()];
        cells[from].out.push(links.len());
        links.push(Link {
            from,
            to: cell_of[edge.target().index()],
            source: edge.source(),
            target: edge.target(),
            kind: edge.weight().kind,
            back: back.contains(&edge.id()),
            label: flow_label(edge.weight(), wording.language),
            route: Route::Open,
        });
    }
    Plan { lanes, rows: 0, cells, links }
}

/// Each step below those it follows, in the first row that is free in its lane; where there is a
/// choice, in the order of the definition.
fn rows_of_steps(plan: &Plan) -> Vec<usize> {
    let is_step = |cell: usize| matches!(plan.cells[cell].kind, Kind::Step(_));
    let forward = |link: &Link| !link.back && link.from != link.to && is_step(link.from) && is_step(link.to);
    let mut waiting = vec![0usize; plan.cells.len()];
    for link in plan.links.iter().filter(|l| forward(l)) {
        waiting[link.to] += 1;
    }
    let mut rows = vec![0usize; plan.cells.len()];
    let mut least = vec![0usize; plan.cells.len()];
    let mut placed = vec![false; plan.cells.len()];
    let mut free: Vec<Free> = plan.lanes.iter().map(|_| Free::default()).collect();
    let mut ready: BinaryHeap<Reverse<usize>> =
        (0..plan.cells.len()).filter(|c| is_step(*c) && waiting[*c] == 0).map(Reverse).collect();
    let (mut lowest, mut next) = (0, 0);
    loop {
        while next < placed.len() && (placed[next] || !is_step(next)) {
            next += 1;
        }
        let cell = match ready.pop() {
            Some(Reverse(cell)) if placed[cell] => continue,
            Some(Reverse(cell)) => cell,
            // A circle that no back flow opens, among steps out of reach: begin with the first of it.
            None if next < placed.len() => next,
            None => return rows,
        };
        placed[cell] = true;
        // What follows nothing that is drawn above it goes below the step defined before it.
        let base = match least[cell] {
            0 if cell > 1 && placed[cell - 1] => rows[cell - 1] + 1,
            0 => lowest + 1,
            row => row,
        };
        let row = free.get_mut(plan.cells[cell].lane).map_or(base, |lane| lane.take(base));
        rows[cell] = row;
        lowest = lowest.max(row);
        for link in plan.cells[cell].out.iter().map(|l| &plan.links[*l]).filter(|l| forward(l)) {
            least[link.to] = least[link.to].max(row + 1);
            waiting[link.to] -= 1;
            if waiting[link.to] == 0 && !placed[link.to] {
                ready.push(Reverse(link.to));
            }
        }
    }
}

/// Each interruption a little above the step it leads to; where no place is free, a new row is made.
fn place_events(plan: &mut Plan) {
    let first = plan.links.iter().find(|l| l.from == 0).map(|l| plan.cells[l.to].lane);
    if let (Some(lane), Some(start)) = (first, plan.cells.first_mut()) {
        start.lane = lane;
    }
    let events: Vec<usize> = (0..plan.cells.len()).filter(|c| matches!(plan.cells[*c].kind, Kind::Event(_))).collect();
    if events.is_empty() {
        return;
    }
    let mut taken: BTreeSet<(usize, usize)> =
        plan.cells.iter().filter(|c| !matches!(c.kind, Kind::Event(_))).map(|c| (c.lane, c.row)).collect();
    for event in events {
        let Some(target) = plan.cells[event].out.first().map(|l| plan.cells[plan.links[*l].to].row) else {
            continue;
        };
        let lane = plan.cells[event].lane;
        let near = (target.saturating_sub(4).max(1)..target).rev().find(|row| !taken.contains(&(lane, *row)));
        let row = near.unwrap_or_else(|| {
            for cell in &mut plan.cells {
                if cell.row >= target {
                    cell.row += 1;
                }
            }
            taken = taken.iter().map(|(lane, row)| (*lane, if *row >= target { row + 1 } else { *row })).collect();
            target
        });
        plan.cells[event].row = row;
        taken.insert((lane, row));
    }
}
