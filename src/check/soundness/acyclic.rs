//! The exact decision on what reduction leaves, where it has no cycle: inclusive gateways or not.
//!
//! Gateways are looked at in an order in which every edge leads forward; the first that is wrong
//! decides. Let all before a gateway be right. Then a case is what each choice takes, and each edge
//! holds a token at most once in it: an inclusive join waits for all that comes, so that it goes on
//! once, if anything comes. Hence (the facts after Favre and Völzer, Symbolic execution of acyclic
//! workflow graphs, 2010):
//!
//! 1. A parallel join never waits in vain exactly if in each case all ways in hold a token or none. Let
//!    the edges known from `a` be the least set with `a`, with all edges of a parallel gateway or none,
//!    and, of any other gateway, with all ways in exactly if with all ways out. No edge of it holds a
//!    token in a case in which `a` holds none: each rule keeps that. For every edge `b` outside, there
//!    is a case with a token on `b` and none on `a`: from `b` a way leads back to the root outside the
//!    set; each gateway on it takes this way, and every other that is reached from outside the set has
//!    a way on outside it. Hence the ways in are alike exactly if each is known from the next.
//! 2. An exclusive join gets two tokens in some case exactly if from one parallel or inclusive gateway
//!    two ways lead to two different ways into the join, and meet nowhere between. If there are such
//!    ways, what they choose is in no conflict. If there is such a case, two tokens came: from the later
//!    of the gateways that they come from go back to one of its ways in that held one, again and
//!    again, until both come from one gateway; it gave two tokens, and the ways behind it are apart.
//! 3. A gateway that no edge leads to, or none leads away from, is wrong.
//!
//! Nothing else can be wrong: if no gateway is, every token is passed on until it comes to the root, and
//! every edge holds one in some case.
//!
//! Each question takes time in proportion to the edges before a gateway, mostly to those around it; all of
//! it memory in proportion to the edges.

use super::core::{NONE, Op, ROOT};
use super::lists::Lists;
use super::reduce::Residue;
use std::collections::{BTreeMap, BinaryHeap};

/// Edges looked at, one by one, above which nothing is said: about a second.
const MOST_EFFORT: usize = 100_000_000;

/// Gateways named as reasons above which nothing is said: 64 MB.
const MOST_REASONS: usize = 1 << 24;

/// Why a residue is sound. All numbers are those of the core.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reasons {
    /// The gateways, each behind all that lead to it; the root first.
    pub order: Vec<u32>,
    /// For each way into a parallel join, gateways by which the next way in is known from it, the first
    /// being next to the last.
    pub alike: BTreeMap<u32, Vec<u32>>,
}

/// What the decision says.
#[derive(Debug, Clone)]
pub(super) enum Answer {
    /// Sound.
    Right(Reasons),
    /// Not sound: whoever takes these ways, as edges of the core, gets into a fault.
    Wrong(Vec<u32>),
}

/// It takes longer than it may.
struct TooLong;

/// Decides a residue; `None` if it has a cycle, or takes too long.
pub(super) fn decide(residue: &Residue) -> Option<Answer> {
    look(&Map::of(residue)?).ok()
}

fn look(map: &Map) -> Result<Answer, TooLong> {
    let residue = map.residue;
    let mut known = Known::on(map);
    let mut meeting = Meeting::on(map);
    let mut alike = BTreeMap::new();
    let mut reasons = 0;
    let wrong = |mut taken: Vec<u32>| {
        taken.retain(|edge| map.chooses(map.from(*edge)));
        Ok(Answer::Wrong(taken.into_iter().map(|edge| residue.names[edge as usize]).collect()))
    };
    for node in map.order.iter().copied() {
        let (ins, outs) = (map.ins.at(node), map.outs.at(node));
        if outs.is_empty() {
            return wrong(map.way_to(node));
        }
        match residue.ops[node as usize] {
            Op::Parallel if ins.len() > 1 => {
                for (from, goal) in ins.iter().zip(ins.iter().cycle().skip(1)) {
                    if known.leads(*from, *goal)? {
                        let by: Vec<u32> = known.reasons(*goal).into_iter().map(|node| residue.nodes[node as usize]).collect();
                        reasons += by.len();
                        if reasons > MOST_REASONS {
                            return Err(TooLong);
                        }
                        alike.insert(residue.names[*from as usize], by);
                    } else if !map.is_dead(*goal) {
                        return wrong(known.way_without(*goal));
                    }
                }
            }
            Op::Exclusive if ins.len() > 1 => {
                if let Some(split) = meeting.split(node)? {
                    return wrong(meeting.ways_from(split, node));
                }
            }
            _ => {}
        }
    }
    // What comes from nowhere shows at the parallel join that waits for it, if one is ever reached.
    if map.order.iter().any(|node| *node != ROOT && map.ins.at(*node).is_empty()) {
        return wrong(Vec::new());
    }
    let order = map.order.iter().map(|node| residue.nodes[*node as usize]).collect();
    Ok(Answer::Right(Reasons { order, alike }))
}

/// A residue without cycles, in order.
struct Map<'r> {
    residue: &'r Residue,
    ins: Lists,
    outs: Lists,
    order: Vec<u32>,
    /// Where each gateway stands in the order.
    place: Vec<u32>,
}

impl<'r> Map<'r> {
    /// `None` if there is a cycle that does not pass the root, or several ways into that.
    fn of(residue: &'r Residue) -> Option<Self> {
        let count = residue.ops.len();
        let ins = Lists::of(count, residue.edges.iter().zip(0u32..).map(|(edge, number)| (edge.1, number)));
        let outs = Lists::of(count, residue.edges.iter().zip(0u32..).map(|(edge, number)| (edge.0, number)));
        let mut waits: Vec<usize> = (0..count as u32).map(|node| ins.at(node).len()).collect();
        let mut order = vec![ROOT];
        order.extend((1..count as u32).filter(|node| waits[*node as usize] == 0));
        let mut place = vec![NONE; count];
        let mut done = 0;
        while let Some(node) = order.get(done).copied() {
            place[node as usize] = done as u32;
            done += 1;
            for edge in outs.at(node) {
                let to = residue.edges[*edge as usize].1;
                waits[to as usize] -= 1;
                if waits[to as usize] == 0 && to != ROOT {
                    order.push(to);
                }
            }
        }
        (order.len() == count && ins.at(ROOT).len() < 2).then_some(Self { residue, ins, outs, order, place })
    }
    fn from(&self, edge: u32) -> u32 {
        self.residue.edges[edge as usize].0
    }
    fn to(&self, edge: u32) -> u32 {
        self.residue.edges[edge as usize].1
    }
    fn place(&self, node: u32) -> u32 {
        self.place[node as usize]
    }
    fn is_parallel(&self, node: u32) -> bool {
        self.residue.ops[node as usize] == Op::Parallel
    }
    /// Whether something else could be taken there.
    fn chooses(&self, node: u32) -> bool {
        !self.is_parallel(node) && self.outs.at(node).len() > 1
    }
    /// Whether an edge comes from where nothing comes to.
    fn is_dead(&self, edge: u32) -> bool {
        let from = self.from(edge);
        from != ROOT && self.ins.at(from).is_empty()
    }
    /// A way from the root to a gateway, the last edge first.
    fn way_to(&self, node: u32) -> Vec<u32> {
        self.way_back(self.ins.at(node).first().copied(), |_| true)
    }
    /// A way from the root that ends with an edge, over such as may be used, the last first.
    fn way_back(&self, last: Option<u32>, may: impl Fn(u32) -> bool) -> Vec<u32> {
        let before = |edge: &u32| {
            let from = self.from(*edge);
            self.ins.at(from).iter().copied().find(|edge| from != ROOT && may(*edge))
        };
        std::iter::successors(last, before).collect()
    }
}

/// What is known from one edge: the others that hold a token only if it does.
struct Known<'m> {
    map: &'m Map<'m>,
    effort: usize,
    /// Marks are numbers of the round, so that nothing has to be cleared.
    round: u32,
    /// For each edge, the round in which it was last known.
    round_of: Vec<u32>,
    /// For each edge, the gateway by which it is known.
    cause: Vec<u32>,
    /// For the ways in and out of each gateway, the round in which some were last known, and how many.
    counts: Vec<(u32, u32)>,
    /// For each gateway by which something is known, the edge after which it was.
    after: Vec<u32>,
    /// For each gateway, the round in which a reason last named it.
    used: Vec<u32>,
    /// Edges in the order in which they were known.
    edges: Vec<u32>,
    /// Gateways by which something is known, in order.
    nodes: Vec<u32>,
    /// Gateways before this place are right.
    limit: u32,
}

impl<'m> Known<'m> {
    fn on(map: &'m Map<'m>) -> Self {
        let (nodes, edges) = (map.order.len(), map.residue.edges.len());
        Self {
            map,
            effort: 0,
            round: 0,
            round_of: vec![0; edges],
            cause: vec![NONE; edges],
            counts: vec![(0, 0); nodes * 2],
            after: vec![NONE; nodes],
            used: vec![0; nodes],
            edges: Vec::new(),
            nodes: Vec::new(),
            limit: 0,
        }
    }
    fn has(&self, edge: u32) -> bool {
        self.round_of[edge as usize] == self.round
    }
    fn learn(&mut self, edge: u32, cause: u32) {
        if !self.has(edge) {
            self.round_of[edge as usize] = self.round;
            self.cause[edge as usize] = cause;
            self.edges.push(edge);
        }
    }
    /// Counts one more known way on one side of a gateway.
    fn count(&mut self, node: u32, out: bool) -> u32 {
        let count = &mut self.counts[node as usize * 2 + usize::from(out)];
        if count.0 != self.round {
            *count = (self.round, 0);
        }
        count.1 += 1;
        count.1
    }

    /// Whether one way into a gateway is known from another.
    fn leads(&mut self, from: u32, goal: u32) -> Result<bool, TooLong> {
        let map = self.map;
        self.limit = map.place(map.to(goal));
        self.round += 1;
        self.edges.clear();
        self.nodes.clear();
        self.learn(from, NONE);
        let mut done = 0;
        while let Some(edge) = self.edges.get(done).copied().filter(|_| !self.has(goal)) {
            done += 1;
            self.effort += 1;
            for (node, out) in [(map.to(edge), false), (map.from(edge), true)] {
                if node == ROOT || map.place(node) >= self.limit {
                    continue;
                }
                let (ins, outs) = (map.ins.at(node), map.outs.at(node));
                let (side, other) = if out { (outs, ins) } else { (ins, outs) };
                let is_due = if map.is_parallel(node) {
                    self.count(node, false) == 1
                } else {
                    self.count(node, out) as usize == side.len() && !other.iter().all(|edge| self.has(*edge))
                };
                if is_due {
                    self.after[node as usize] = edge;
                    self.nodes.push(node);
                    self.effort += ins.len() + outs.len();
                    side.iter().chain(other).for_each(|edge| self.learn(*edge, node));
                }
            }
            if self.effort > MOST_EFFORT {
                return Err(TooLong);
            }
        }
        Ok(self.has(goal))
    }

    /// The gateways by which an edge is known, in order, and no others.
    fn reasons(&mut self, goal: u32) -> Vec<u32> {
        let map = self.map;
        let mut open = vec![goal];
        while let Some(edge) = open.pop() {
            let node = self.cause[edge as usize];
            if node == NONE || std::mem::replace(&mut self.used[node as usize], self.round) == self.round {
                continue;
            }
            let after = self.after[node as usize];
            if map.is_parallel(node) {
                open.push(after);
            } else if map.to(after) == node {
                open.extend(map.ins.at(node));
            } else {
                open.extend(map.outs.at(node));
            }
        }
        self.nodes.iter().copied().filter(|node| self.used[*node as usize] == self.round).collect()
    }

    /// What to take to get to an edge, and to none that is known.
    fn way_without(&self, goal: u32) -> Vec<u32> {
        let map = self.map;
        let mut taken = map.way_back(Some(goal), |edge| !self.has(edge));
        let decided: std::collections::HashSet<u32> = taken.iter().map(|edge| map.from(*edge)).collect();
        for node in map.order.iter().take(self.limit as usize).filter(|node| !decided.contains(node)) {
            taken.extend(map.outs.at(*node).iter().copied().find(|edge| !self.has(*edge)));
        }
        taken
    }
}

/// Where the ways into an exclusive join come from.
struct Meeting<'m> {
    map: &'m Map<'m>,
    effort: usize,
    round: u32,
    round_of: Vec<u32>,
    /// For each gateway before the join, where all its ways there come through: the gateway or, if it is
    /// larger than those, the way in, that is next to the join; the gateway itself, if there is none.
    through: Vec<u32>,
}

impl<'m> Meeting<'m> {
    fn on(map: &'m Map<'m>) -> Self {
        let count = map.order.len();
        Self { map, effort: 0, round: 0, round_of: vec![0; count], through: vec![NONE; count] }
    }

    /// A gateway that sends two tokens to a join by ways that do not meet before.
    fn split(&mut self, join: u32) -> Result<Option<u32>, TooLong> {
        let map = self.map;
        self.round += 1;
        let mut open = BinaryHeap::new();
        self.come_from(join, &mut open);
        while let Some(place) = open.pop() {
            let node = map.order[place as usize];
            let mut ways = map.outs.at(node).iter().filter_map(|edge| self.comes_through(*edge, join));
            let first = ways.next().unwrap_or(node);
            let parts = ways.any(|way| way != first);
            self.through[node as usize] = if parts { node } else { first };
            self.effort += map.outs.at(node).len();
            if parts && map.residue.ops[node as usize] != Op::Exclusive {
                return Ok(Some(node));
            }
            // All that comes from further up comes through here.
            if open.is_empty() || node == ROOT {
                break;
            }
            self.come_from(node, &mut open);
            if self.effort > MOST_EFFORT {
                return Err(TooLong);
            }
        }
        Ok(None)
    }
    fn come_from(&mut self, node: u32, open: &mut BinaryHeap<u32>) {
        for edge in self.map.ins.at(node) {
            let from = self.map.from(*edge);
            if std::mem::replace(&mut self.round_of[from as usize], self.round) != self.round {
                open.push(self.map.place(from));
            }
            self.effort += 1;
        }
    }
    /// Where what takes an edge comes to the join, if it does.
    fn comes_through(&self, edge: u32, join: u32) -> Option<u32> {
        match self.map.to(edge) {
            // There the case is over.
            ROOT => None,
            to if to == join => Some(self.through.len() as u32 + edge),
            to => Some(self.through[to as usize]).filter(|_| self.round_of[to as usize] == self.round),
        }
    }

    /// What to take to get from the root to a split, and from there by two ways to a join.
    fn ways_from(&self, split: u32, join: u32) -> Vec<u32> {
        let map = self.map;
        let mut taken = map.way_to(split);
        // The two ends of the ways, and where both go: each comes through a place of its own.
        let on = |node: u32, not: u32| {
            let ways = map.outs.at(node).iter();
            let mut ways = ways.filter_map(|edge| Some((*edge, self.comes_through(*edge, join)?)));
            ways.find(|(_, through)| *through != not)
        };
        let walk = |start: Option<(u32, u32)>, taken: &mut Vec<u32>| {
            let (mut edge, through) = start?;
            loop {
                taken.push(edge);
                let node = map.to(edge);
                if node == join || node == through {
                    return Some(through);
                }
                edge = on(node, NONE)?.0;
            }
        };
        let a = walk(on(split, NONE), &mut taken);
        let b = walk(on(split, a.unwrap_or(NONE)), &mut taken);
        let mut ends = a.zip(b);
        // The one that is further up goes on by where the other does not come through.
        while let Some((a, b)) = ends {
            let is_there = |end: u32| end as usize >= self.through.len();
            ends = match (is_there(a), is_there(b)) {
                (true, true) => None,
                (false, there) if there || map.place(a) < map.place(b) => walk(on(a, b), &mut taken).map(|a| (a, b)),
                _ => walk(on(b, a), &mut taken).map(|b| (a, b)),
            };
        }
        // Both go on by the same way.
        taken.extend(map.outs.at(join).first());
        taken
    }
}
