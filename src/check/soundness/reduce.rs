//! Reduction: what cannot go wrong is taken out, until nothing is left or only what has to be
//! looked at closely.
//!
//! Each rule keeps a graph sound or unsound, whichever it is. All of it takes time in proportion to
//! the flows, but for a factor that grows with the logarithm where wide gateways are fused.

use super::core::{Core, NONE, Op, ROOT};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// One application of a rule, as a certificate keeps it. Edges and nodes are numbered as in the core.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// A gateway with one way in and one way out passes everything on: the way in takes over the way out.
    Series { node: u32 },
    /// Two gateways of one kind, of which the first has no other way out or the second no other way in, are one.
    Fuse { edge: u32, kept: u32 },
    /// Two ways between the same gateways of matching kinds are one.
    Parallel { kept: u32, dropped: u32 },
    /// A choice that leads back to itself is no choice.
    Loop { edge: u32 },
    /// A branch that a parallel gateway sends straight to the common end, and only once in a case,
    /// says nothing beside the others.
    Swallow { edge: u32 },
    /// Choices that only choices come between are one, if from each way in there is a way to each way
    /// out, and from everywhere to some: the list of their nodes, by its number.
    Region { list: u32 },
    /// Ends of which only one is ever reached need not wait for each other: a graph that is sound with
    /// them so is sound.
    OneEnd,
}

/// The rules that were applied, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Trace {
    pub rules: Vec<Rule>,
    /// Nodes of each region; the first takes over the ways of the others.
    pub regions: Vec<Vec<u32>>,
}

/// A graph that is being reduced. Edges hang in two lists, so that any one is taken out at once.
pub(super) struct Reduction {
    pub ops: Vec<Op>,
    pub edges: Vec<Edge>,
    ends: Vec<Ends>,
    pub alive: Vec<bool>,
    /// Gateways that once had many ways, in or out: too many to look through them each time.
    wide: Vec<bool>,
    /// The edge between two wide gateways that was seen last; looked at again before it is believed.
    between: HashMap<u64, u32, BuildHasherDefault<Mix>>,
    work: Vec<u32>,
    queued: Vec<bool>,
    pub trace: Trace,
    /// The gateway in which several ends meet.
    end: Option<u32>,
    /// Which gateways can be come back to; asked for only where some are inclusive.
    cyclic: Vec<bool>,
    /// Gateways of which it is not settled whether they are exclusive or parallel.
    open: Vec<u32>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    pub from: u32,
    pub to: u32,
    pub alive: bool,
    next_out: u32,
    last_out: u32,
    next_in: u32,
    last_in: u32,
}

#[derive(Debug, Clone, Copy)]
struct Ends {
    first_out: u32,
    first_in: u32,
    outs: u32,
    ins: u32,
}

impl Reduction {
    /// Takes a core.
    pub fn of(core: &Core) -> Self {
        let nodes = core.ops.len();
        let empty = Ends { first_out: NONE, first_in: NONE, outs: 0, ins: 0 };
        let mut this = Self {
            ops: core.ops.clone(),
            edges: Vec::with_capacity(core.edges.len()),
            ends: vec![empty; nodes],
            alive: vec![true; nodes],
            wide: vec![false; nodes],
            between: HashMap::default(),
            work: (0..nodes as u32).collect(),
            queued: vec![true; nodes],
            trace: Trace { rules: Vec::with_capacity(core.edges.len() + nodes), regions: Vec::new() },
            end: core.common_end(),
            cyclic: if core.ops.contains(&Op::Inclusive) { core.cyclic() } else { Vec::new() },
            open: Vec::new(),
        };
        for (i, (from, to)) in (0u32..).zip(&core.edges) {
            let apart = Edge { from: *from, to: *to, alive: true, next_out: NONE, last_out: NONE, next_in: NONE, last_in: NONE };
            this.edges.push(apart);
            this.hang_out(i, *from);
            this.hang_in(i, *to);
        }
        this
    }

    /// Takes a core of which some gateways may still be either exclusive or parallel: only rules that
    /// hold for both are applied to them.
    pub fn with_open(core: &Core, open: Vec<u32>) -> Self {
        Self { open, ..Self::of(core) }
    }
    fn is_open(&self, node: u32) -> bool {
        self.open.contains(&node)
    }

    /// Applies the rules until none applies.
    pub fn run(&mut self) {
        for edge in 0..self.edges.len() as u32 {
            self.look_beside(edge);
        }
        loop {
            while let Some(node) = self.work.pop() {
                self.queued[node as usize] = false;
                while self.alive[node as usize] && self.step(node) {}
            }
            if self.is_done() || !self.regions() {
                return;
            }
        }
    }

    /// Makes each region of choices one; whether there was any.
    fn regions(&mut self) -> bool {
        let is_choice = |this: &Self, node: u32| {
            node != ROOT && this.alive[node as usize] && this.ops[node as usize] == Op::Exclusive && !this.is_open(node)
        };
        let mut seen = vec![false; self.ops.len()];
        let mut found = false;
        for first in 0..self.ops.len() as u32 {
            if seen[first as usize] || !is_choice(self, first) {
                continue;
            }
            seen[first as usize] = true;
            let mut nodes = vec![first];
            let mut done = 0;
            while let Some(node) = nodes.get(done).copied() {
                done += 1;
                let (mut out, mut into) = (self.ends[node as usize].first_out, self.ends[node as usize].first_in);
                let mut look = |next: u32| {
                    if is_choice(self, next) && !std::mem::replace(&mut seen[next as usize], true) {
                        nodes.push(next);
                    }
                };
                while out != NONE {
                    look(self.edges[out as usize].to);
                    out = self.edges[out as usize].next_out;
                }
                while into != NONE {
                    look(self.edges[into as usize].from);
                    into = self.edges[into as usize].next_in;
                }
            }
            if nodes.len() > 1 && self.is_region(&nodes) {
                self.unite(nodes);
                found = true;
            }
        }
        found
    }

    /// Edges that leave a node.
    fn outs(&self, node: u32) -> impl Iterator<Item = u32> {
        let first = self.ends[node as usize].first_out;
        std::iter::successors(some(first), |edge| some(self.edges[*edge as usize].next_out))
    }
    /// Edges that enter a node.
    fn ins(&self, node: u32) -> impl Iterator<Item = u32> {
        let first = self.ends[node as usize].first_in;
        std::iter::successors(some(first), |edge| some(self.edges[*edge as usize].next_in))
    }

    fn is_region(&self, nodes: &[u32]) -> bool {
        let number: HashMap<u32, usize, BuildHasherDefault<Mix>> = nodes.iter().copied().zip(0..).collect();
        let exits: Vec<bool> =
            nodes.iter().map(|node| self.outs(*node).any(|edge| !number.contains_key(&self.edges[edge as usize].to))).collect();
        let entries: Vec<usize> = (0..nodes.len())
            .filter(|i| self.ins(nodes[*i]).any(|edge| !number.contains_key(&self.edges[edge as usize].from)))
            .collect();
        // Many ways in would take many walks; such regions stay.
        if entries.is_empty() || entries.len() > 8 {
            return false;
        }
        let walk = |from: &mut dyn Iterator<Item = usize>, back: bool| {
            let mut seen = vec![false; nodes.len()];
            let mut open: Vec<usize> = from.collect();
            while let Some(at) = open.pop() {
                if std::mem::replace(&mut seen[at], true) {
                    continue;
                }
                if back {
                    open.extend(self.ins(nodes[at]).filter_map(|edge| number.get(&self.edges[edge as usize].from)));
                } else {
                    open.extend(self.outs(nodes[at]).filter_map(|edge| number.get(&self.edges[edge as usize].to)));
                }
            }
            seen
        };
        let leaves = walk(&mut (0..nodes.len()).filter(|i| exits[*i]), true);
        leaves.iter().all(|leaves| *leaves)
            && entries.iter().all(|entry| {
                let seen = walk(&mut std::iter::once(*entry), false);
                (0..nodes.len()).all(|i| seen[i] || !exits[i])
            })
    }

    /// Makes the nodes of a region one.
    fn unite(&mut self, mut nodes: Vec<u32>) {
        nodes.sort_by_key(|node| std::cmp::Reverse(self.ends[*node as usize].ins + self.ends[*node as usize].outs));
        let within: std::collections::HashSet<u32> = nodes.iter().copied().collect();
        let inner: Vec<u32> = nodes
            .iter()
            .flat_map(|node| self.outs(*node))
            .filter(|edge| within.contains(&self.edges[*edge as usize].to))
            .collect();
        for edge in inner {
            self.take_out(edge);
        }
        self.trace.rules.push(Rule::Region { list: self.trace.regions.len() as u32 });
        for node in &nodes[1..] {
            self.move_to(*node, nodes[0]);
        }
        self.queue(nodes[0]);
        self.trace.regions.push(nodes);
    }

    /// Goes on with ends that do not wait for each other; false if there are not several.
    pub fn with_one_end(&mut self) -> bool {
        let Some(end) = self.end.take().filter(|end| self.alive[*end as usize]) else { return false };
        self.ops[end as usize] = Op::Exclusive;
        self.trace.rules.push(Rule::OneEnd);
        for node in 0..self.ops.len() as u32 {
            self.queue(node);
        }
        self.run();
        true
    }

    /// Whether nothing is left but the root and one way round.
    pub fn is_done(&self) -> bool {
        let root = self.ends[ROOT as usize];
        root.outs == 1
            && root.ins == 1
            && self.edges[root.first_out as usize].to == ROOT
            && self.alive.iter().filter(|alive| **alive).count() == 1
    }

    /// Applies one rule at a node; whether one applied.
    fn step(&mut self, node: u32) -> bool {
        let ends = self.ends[node as usize];
        if node == ROOT {
            return false;
        }
        if ends.ins == 1 && ends.outs == 1 {
            let (before, after) = (ends.first_in, ends.first_out);
            if before == after {
                return false;
            }
            self.series(node, before, after);
            return false;
        }
        if ends.outs == 1 {
            let edge = ends.first_out;
            let to = self.edges[edge as usize].to;
            if self.may_fuse(node, to) {
                let kept = self.fuse(edge, node, to);
                return kept == node;
            }
        }
        if ends.ins == 1 {
            let edge = ends.first_in;
            let from = self.edges[edge as usize].from;
            if self.may_fuse(from, node) {
                let kept = self.fuse(edge, from, node);
                return kept == node;
            }
        }
        false
    }

    /// Whether two neighbours are one gateway written as two; one of them has no other way between.
    fn may_fuse(&self, from: u32, to: u32) -> bool {
        let (op, other) = (self.ops[from as usize], self.ops[to as usize]);
        if from == to || op != other || from == ROOT || to == ROOT || self.is_open(from) || self.is_open(to) {
            return false;
        }
        // In a loop, inclusive joins may wait for each other.
        let is_plain = op != Op::Inclusive || !(self.cyclic[from as usize] || self.cyclic[to as usize]);
        let (from, to) = (self.ends[from as usize], self.ends[to as usize]);
        // What leads nowhere, or is led to from nowhere, is not lost sight of.
        if from.ins == 0 || to.outs == 0 {
            return false;
        }
        // An inclusive gateway joins or splits; the two meet only as joins or as splits.
        op != Op::Inclusive || (is_plain && to.outs == 1 && from.outs == 1) || (is_plain && from.ins == 1 && to.ins == 1)
    }

    fn series(&mut self, node: u32, before: u32, after: u32) {
        let to = self.edges[after as usize].to;
        self.unhang_in(before);
        self.unhang_out(after);
        // The way in takes the place of the way out at its end.
        let (last, next) = (self.edges[after as usize].last_in, self.edges[after as usize].next_in);
        let edge = &mut self.edges[before as usize];
        (edge.to, edge.last_in, edge.next_in) = (to, last, next);
        match last {
            NONE => self.ends[to as usize].first_in = before,
            last => self.edges[last as usize].next_in = before,
        }
        if next != NONE {
            self.edges[next as usize].last_in = before;
        }
        self.edges[after as usize].alive = false;
        self.alive[node as usize] = false;
        self.trace.rules.push(Rule::Series { node });
        let from = self.edges[before as usize].from;
        self.look_beside(before);
        self.queue(from);
        self.queue(to);
    }

    /// Makes two gateways one; the one with fewer ways moves to the other, which is returned.
    fn fuse(&mut self, edge: u32, from: u32, to: u32) -> u32 {
        self.take_out(edge);
        let size = |ends: Ends| ends.ins + ends.outs;
        let (kept, gone) = if size(self.ends[from as usize]) >= size(self.ends[to as usize]) { (from, to) } else { (to, from) };
        self.trace.rules.push(Rule::Fuse { edge, kept });
        self.move_to(gone, kept);
        self.queue(kept);
        kept
    }

    /// Hangs every edge of one node on another in its place.
    fn move_to(&mut self, gone: u32, kept: u32) {
        if !self.cyclic.is_empty() {
            self.cyclic[kept as usize] |= self.cyclic[gone as usize];
        }
        self.alive[gone as usize] = false;
        while let Some(edge) = some(self.ends[gone as usize].first_out) {
            self.unhang_out(edge);
            self.edges[edge as usize].from = kept;
            self.hang_out(edge, kept);
            self.look_beside(edge);
        }
        while let Some(edge) = some(self.ends[gone as usize].first_in) {
            self.unhang_in(edge);
            self.edges[edge as usize].to = kept;
            self.hang_in(edge, kept);
            self.look_beside(edge);
        }
    }

    /// Drops an edge that says nothing new: one beside another, or one that leads back at once.
    fn look_beside(&mut self, edge: u32) {
        let Edge { from, to, alive, .. } = self.edges[edge as usize];
        // While an edge is moved it hangs nowhere for a moment, and is looked at again.
        if !alive || !self.alive[from as usize] || !self.alive[to as usize] || self.is_open(from) || self.is_open(to) {
            return;
        }
        if from == to {
            if self.ops[from as usize] == Op::Exclusive && from != ROOT && self.ends[from as usize].outs > 1 {
                self.take_out(edge);
                self.trace.rules.push(Rule::Loop { edge });
                self.queue(from);
            }
            return;
        }
        let (split, join) = (self.ops[from as usize], self.ops[to as usize]);
        if (split != join && join != Op::Inclusive) || (join == Op::Inclusive && self.cyclic[to as usize]) {
            return;
        }
        let is_once = || split == Op::Parallel && !self.cyclic[from as usize] && self.ends[from as usize].outs > 1;
        if self.end == Some(to) && is_once() {
            self.take_out(edge);
            self.trace.rules.push(Rule::Swallow { edge });
            self.queue(from);
            self.queue(to);
            return;
        }
        if let Some(kept) = self.beside(edge, from, to) {
            self.take_out(edge);
            self.trace.rules.push(Rule::Parallel { kept, dropped: edge });
            self.queue(from);
            self.queue(to);
        }
    }

    /// Another edge between the same gateways.
    fn beside(&mut self, edge: u32, from: u32, to: u32) -> Option<u32> {
        if !self.wide[from as usize] {
            return self.outs(from).find(|other| *other != edge && self.edges[*other as usize].to == to);
        }
        if !self.wide[to as usize] {
            return self.ins(to).find(|other| *other != edge && self.edges[*other as usize].from == from);
        }
        let other = self.between.insert(key(from, to), edge).filter(|other| *other != edge)?;
        let there = self.edges[other as usize];
        if !(there.alive && there.from == from && there.to == to) {
            return None;
        }
        self.between.insert(key(from, to), other);
        Some(other)
    }

    /// From now on a gateway's ways are looked up, not looked through.
    fn widen(&mut self, node: u32) {
        if std::mem::replace(&mut self.wide[node as usize], true) {
            return;
        }
        let edges: Vec<u32> = self.outs(node).chain(self.ins(node)).collect();
        for edge in edges {
            let Edge { from, to, .. } = self.edges[edge as usize];
            if self.wide[from as usize] && self.wide[to as usize] {
                self.between.insert(key(from, to), edge);
            }
        }
    }

    fn queue(&mut self, node: u32) {
        if self.alive[node as usize] && !std::mem::replace(&mut self.queued[node as usize], true) {
            self.work.push(node);
        }
    }
    fn take_out(&mut self, edge: u32) {
        self.unhang_out(edge);
        self.unhang_in(edge);
        self.edges[edge as usize].alive = false;
    }
    fn hang_out(&mut self, edge: u32, node: u32) {
        let ends = &mut self.ends[node as usize];
        let next = std::mem::replace(&mut ends.first_out, edge);
        ends.outs += 1;
        let is_wide = ends.outs > FEW;
        (self.edges[edge as usize].next_out, self.edges[edge as usize].last_out) = (next, NONE);
        if next != NONE {
            self.edges[next as usize].last_out = edge;
        }
        if is_wide {
            self.widen(node);
        }
    }
    fn hang_in(&mut self, edge: u32, node: u32) {
        let ends = &mut self.ends[node as usize];
        let next = std::mem::replace(&mut ends.first_in, edge);
        ends.ins += 1;
        let is_wide = ends.ins > FEW;
        (self.edges[edge as usize].next_in, self.edges[edge as usize].last_in) = (next, NONE);
        if next != NONE {
            self.edges[next as usize].last_in = edge;
        }
        if is_wide {
            self.widen(node);
        }
    }
    fn unhang_out(&mut self, edge: u32) {
        let Edge { from, next_out: next, last_out: last, .. } = self.edges[edge as usize];
        self.ends[from as usize].outs -= 1;
        match last {
            NONE => self.ends[from as usize].first_out = next,
            last => self.edges[last as usize].next_out = next,
        }
        if next != NONE {
            self.edges[next as usize].last_out = last;
        }
    }
    fn unhang_in(&mut self, edge: u32) {
        let Edge { to, next_in: next, last_in: last, .. } = self.edges[edge as usize];
        self.ends[to as usize].ins -= 1;
        match last {
            NONE => self.ends[to as usize].first_in = next,
            last => self.edges[last as usize].next_in = next,
        }
        if next != NONE {
            self.edges[next as usize].last_in = last;
        }
    }

    /// What is left, renumbered; the root stays the first.
    pub fn residue(&self) -> Residue {
        let mut numbers = vec![NONE; self.ops.len()];
        let mut residue = Residue::default();
        for node in (0..self.ops.len()).filter(|node| self.alive[*node]) {
            numbers[node] = residue.ops.len() as u32;
            residue.ops.push(self.ops[node]);
            residue.nodes.push(node as u32);
        }
        for (i, edge) in (0u32..).zip(&self.edges).filter(|(_, edge)| edge.alive) {
            residue.edges.push((numbers[edge.from as usize], numbers[edge.to as usize]));
            residue.names.push(i);
        }
        residue
    }
}

/// What reduction leaves, numbered from zero.
#[derive(Debug, Clone, Default)]
pub(super) struct Residue {
    pub ops: Vec<Op>,
    /// The node of the core that each stands for, with those fused into it.
    pub nodes: Vec<u32>,
    pub edges: Vec<(u32, u32)>,
    /// The edge of the core that each begins with.
    pub names: Vec<u32>,
}

/// Ways that are looked through one by one.
const FEW: u32 = 8;

fn key(from: u32, to: u32) -> u64 {
    u64::from(from) << 32 | u64::from(to)
}

/// An edge, if it is one.
fn some(edge: u32) -> Option<u32> {
    (edge != NONE).then_some(edge)
}

impl Residue {
    /// As a core of its own, which stands for no nodes.
    pub fn into_core(self) -> Core {
        let count = self.edges.len();
        Core {
            origin: vec![NONE; self.ops.len()],
            ops: self.ops,
            edges: self.edges,
            flows: vec![NONE; count],
            is_gateway: Vec::new(),
        }
    }
}

/// A hash of two numbers in one: what the keys need, and no more.
#[derive(Default)]
pub(super) struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }
    fn write_u64(&mut self, value: u64) {
        let mixed = (self.0 ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ mixed >> 32;
    }
}
