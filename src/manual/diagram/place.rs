//! Which lane and which row everything lies in.

use crate::model::definition::Gate;
use crate::model::graph::FlowKind;
use crate::model::sketch::{Look, Sketch, With};
use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

/// What a cell is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Start,
    Step,
    /// A circle that flows only leave.
    Event,
    /// A gateway, an end or another circle that stands alone.
    Alone,
}

/// All that lies at one crossing of a lane and a row: a step with its gateways and its end, the
/// start, an interruption, or what else stands alone. Nodes are numbered as in the sketch.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub kind: Kind,
    pub lane: usize,
    pub row: usize,
    pub node: usize,
    pub join: Option<(usize, Gate)>,
    pub split: Option<(usize, Gate)>,
    pub end: Option<usize>,
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
    /// The flow of the sketch.
    pub flow: usize,
    pub kind: FlowKind,
    pub back: bool,
    pub label: Option<String>,
    pub route: Route,
}

/// The cells, where they lie, and the links between them.
#[derive(Debug)]
pub(super) struct Plan {
    pub lanes: usize,
    pub rows: usize,
    pub cells: Vec<Cell>,
    pub links: Vec<Link>,
    /// The flows within a cell.
    pub inner: Vec<usize>,
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

pub(super) fn place(sketch: &Sketch) -> Plan {
    let mut plan = collect(sketch);
    let rows = rows_of_steps(&plan);
    for (cell, row) in plan.cells.iter_mut().zip(rows) {
        cell.row = row;
    }
    place_events(&mut plan);
    plan.rows = plan.cells.iter().map(|c| c.row + 1).max().unwrap_or(0);
    plan
}

/// The cells and links of a sketch, not yet in their rows.
fn collect(sketch: &Sketch) -> Plan {
    let mut cells: Vec<Cell> = Vec::new();
    let mut cell_of = vec![usize::MAX; sketch.nodes.len()];
    // A circle with one flow out, without words: it needs no room beside it.
    let mut is_bare: Vec<bool> = sketch.nodes.iter().map(|node| node.with.is_none()).collect();
    let mut left = vec![false; sketch.nodes.len()];
    for flow in &sketch.flows {
        is_bare[flow.to] = false;
        is_bare[flow.from] &= flow.label.is_none() && !std::mem::replace(&mut left[flow.from], true);
    }
    for number in sketch.order.iter().copied().filter(|n| sketch.nodes[*n].with.is_none()) {
        let node = &sketch.nodes[number];
        let kind = match node.look {
            Look::Step { .. } => Kind::Step,
            Look::Start if cells.is_empty() && is_bare[number] => Kind::Start,
            Look::Start | Look::Interruption if is_bare[number] => Kind::Event,
            _ => Kind::Alone,
        };
        cell_of[number] = cells.len();
        let lane = node.lane.unwrap_or(0);
        cells.push(Cell { kind, lane, row: 0, node: number, join: None, split: None, end: None, out: Vec::new() });
    }
    for (number, node) in sketch.nodes.iter().enumerate() {
        let Some(With::Join(step) | With::Split(step) | With::End(step)) = node.with else { continue };
        cell_of[number] = cell_of[step];
        let Some(cell) = cells.get_mut(cell_of[step]) else { continue };
        match (node.with, node.look) {
            (Some(With::Join(_)), Look::Gateway(gate)) => cell.join = Some((number, gate)),
            (Some(With::Split(_)), Look::Gateway(gate)) => cell.split = Some((number, gate)),
            _ => cell.end = Some(number),
        }
    }
    // Whoever interrupts may do no step: then the event lies in the lane of what follows.
    for i in 0..cells.len() {
        let number = cells[i].node;
        if cells[i].kind == Kind::Event && sketch.nodes[number].lane.is_none() {
            let then = sketch.flows.iter().find(|flow| flow.from == number).map(|flow| cell_of[flow.to]);
            cells[i].lane = then.and_then(|cell| cells.get(cell)).map_or(0, |cell| cell.lane);
        }
    }

    let (mut links, mut inner) = (Vec::new(), Vec::new());
    for (number, flow) in sketch.flows.iter().enumerate() {
        let within = matches!(sketch.nodes[flow.from].with, Some(With::Join(_)))
            || matches!(sketch.nodes[flow.to].with, Some(With::Split(_) | With::End(_)));
        let (from, to) = (cell_of[flow.from], cell_of[flow.to]);
        if within {
            inner.push(number);
            continue;
        }
        cells[from].out.push(links.len());
        let (kind, back, label) = (flow.kind, flow.back, flow.label.clone());
        links.push(Link { from, to, flow: number, kind, back, label, route: Route::Open });
    }
    Plan { lanes: sketch.lanes.len(), rows: 0, cells, links, inner }
}

/// Each step below those it follows, in the first row that is free in its lane; where there is a
/// choice, in the order of the definition.
fn rows_of_steps(plan: &Plan) -> Vec<usize> {
    let is_step = |cell: usize| matches!(plan.cells[cell].kind, Kind::Step | Kind::Alone);
    let forward = |link: &Link| !link.back && link.from != link.to && is_step(link.from) && is_step(link.to);
    let mut waiting = vec![0usize; plan.cells.len()];
    for link in plan.links.iter().filter(|l| forward(l)) {
        waiting[link.to] += 1;
    }
    let mut rows = vec![0usize; plan.cells.len()];
    let mut least = vec![0usize; plan.cells.len()];
    let mut placed = vec![false; plan.cells.len()];
    let mut free: Vec<Free> = (0..plan.lanes).map(|_| Free::default()).collect();
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
            0 if cell > 0 && is_step(cell - 1) && placed[cell - 1] => rows[cell - 1] + 1,
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
    if let (Some(lane), Some(start)) = (first, plan.cells.first_mut().filter(|cell| cell.kind == Kind::Start)) {
        start.lane = lane;
    }
    let events: Vec<usize> = (0..plan.cells.len()).filter(|c| plan.cells[*c].kind == Kind::Event).collect();
    if events.is_empty() {
        return;
    }
    let mut taken: BTreeSet<(usize, usize)> =
        plan.cells.iter().filter(|c| c.kind != Kind::Event).map(|c| (c.lane, c.row)).collect();
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
