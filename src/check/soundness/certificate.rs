//! Why a graph is sound, in a form that can be checked without trusting what made it.

use super::acyclic::Reasons;
use super::core::{Core, NONE, Op, ROOT};
use super::game::Game;
use super::graph::FlowGraph;
use super::reduce::{Rule, Trace};
use super::structure::Invariants;
use super::{MOST_STATES, Scene};
use std::collections::{BTreeMap, BTreeSet};

/// Why a graph is sound.
///
/// It holds the steps of the reduction and, where that leaves something, invariants of what is left, or
/// for each parallel join why its ways in belong together.
#[derive(Debug, Clone)]
pub struct Certificate {
    /// One for each way into the process: its starts, and each interruption.
    pub(super) proofs: Vec<Proof>,
}

#[derive(Debug, Clone)]
pub(super) enum Proof {
    /// Nothing was left.
    Reduced { trace: Trace },
    /// What was left has invariants of both kinds, the right rank, and no empty siphon.
    Structure { trace: Trace, invariants: Invariants },
    /// What was left has no cycle, and each gateway is right if those before it are.
    Acyclic { trace: Trace, reasons: Reasons },
    /// Of what was left, every state was looked at.
    States { trace: Trace },
}

impl Certificate {
    /// Checks the certificate against the graph, by other and plainer means than those that made it.
    ///
    /// It takes longer than the decision, and its time grows faster than the graph.
    #[must_use]
    pub fn holds(&self, graph: &FlowGraph) -> bool {
        let scene = Scene::of(graph);
        scene.is_reached()
            && super::bounds::traps(graph, &super::core::outgoing(graph)).is_some_and(|traps| traps.is_empty())
            && scene.entries.len() == self.proofs.len()
            && scene.entries.iter().zip(&self.proofs).all(|((entry, reached), proof)| {
                let core = Core::of(graph, &scene.out, *entry, reached);
                match proof {
                    Proof::Reduced { trace } => replay(&core, trace).is_some_and(|left| left.is_done()),
                    Proof::Structure { trace, invariants } => {
                        replay(&core, trace).and_then(|left| left.net()).is_some_and(|net| net.is_live_and_bounded(invariants))
                    }
                    Proof::Acyclic { trace, reasons } => {
                        replay(&core, trace).is_some_and(|left| left.is_right_in_order(reasons).is_some())
                    }
                    Proof::States { trace } => replay(&core, trace).is_some_and(|left| {
                        let core = left.core();
                        let explored = Game::on(&core).explore(MOST_STATES, false, &[]);
                        explored.complete && explored.found.is_empty() && explored.marked_all(&core)
                    }),
                }
            })
    }
}

/// What is left after some rules: gateways by number, each with its ways in and out.
struct Left {
    ops: BTreeMap<u32, Op>,
    edges: BTreeMap<u32, (u32, u32)>,
    ins: BTreeMap<u32, BTreeSet<u32>>,
    outs: BTreeMap<u32, BTreeSet<u32>>,
    end: Option<u32>,
}

/// Applies the rules one by one, each only if what it asks for is there.
fn replay(core: &Core, trace: &Trace) -> Option<Left> {
    let mut left = Left {
        ops: BTreeMap::new(),
        edges: BTreeMap::new(),
        ins: BTreeMap::new(),
        outs: BTreeMap::new(),
        end: core.common_end(),
    };
    for (node, op) in (0u32..).zip(&core.ops) {
        left.ops.insert(node, *op);
        left.ins.insert(node, BTreeSet::new());
        left.outs.insert(node, BTreeSet::new());
    }
    for (edge, (from, to)) in (0u32..).zip(&core.edges) {
        left.hang(edge, *from, *to);
    }
    for rule in &trace.rules {
        match rule {
            Rule::Region { list } => left.unite(trace.regions.get(*list as usize)?)?,
            rule => left.apply(*rule)?,
        }
    }
    Some(left)
}

impl Left {
    fn hang(&mut self, edge: u32, from: u32, to: u32) {
        self.edges.insert(edge, (from, to));
        self.outs.entry(from).or_default().insert(edge);
        self.ins.entry(to).or_default().insert(edge);
    }
    fn unhang(&mut self, edge: u32) -> Option<(u32, u32)> {
        let (from, to) = self.edges.remove(&edge)?;
        self.outs.get_mut(&from)?.remove(&edge);
        self.ins.get_mut(&to)?.remove(&edge);
        Some((from, to))
    }
    fn only(list: &BTreeMap<u32, BTreeSet<u32>>, node: u32) -> Option<u32> {
        let edges = list.get(&node)?;
        edges.first().copied().filter(|_| edges.len() == 1)
    }
    fn apply(&mut self, rule: Rule) -> Option<()> {
        match rule {
            Rule::Series { node } => {
                let (before, after) = (Self::only(&self.ins, node)?, Self::only(&self.outs, node)?);
                if node == ROOT || before == after {
                    return None;
                }
                let (from, _) = self.unhang(before)?;
                let (_, to) = self.unhang(after)?;
                self.ops.remove(&node)?;
                self.hang(before, from, to);
            }
            Rule::Fuse { edge, kept } => {
                let (from, to) = *self.edges.get(&edge)?;
                let (op, other) = (self.ops.get(&from)?, self.ops.get(&to)?);
                let (only_out, only_in) = (self.outs.get(&from)?.len() == 1, self.ins.get(&to)?.len() == 1);
                let both_join = self.outs.get(&to)?.len() == 1 && only_out;
                let both_split = self.ins.get(&from)?.len() == 1 && only_in;
                let is_plain = !self.comes_back(from) && !self.comes_back(to);
                let fits = *op != Op::Inclusive || (is_plain && (both_join || both_split));
                let is_within = !self.ins.get(&from)?.is_empty() && !self.outs.get(&to)?.is_empty();
                if from == to || from == ROOT || to == ROOT || op != other || !(only_out || only_in) || !fits || !is_within {
                    return None;
                }
                self.unhang(edge)?;
                let gone = if kept == from { to } else { from };
                if kept != from && kept != to {
                    return None;
                }
                let moved: BTreeSet<u32> = self.ins.get(&gone)?.union(self.outs.get(&gone)?).copied().collect();
                for edge in moved {
                    let (from, to) = self.unhang(edge)?;
                    let new = |node: u32| if node == gone { kept } else { node };
                    self.hang(edge, new(from), new(to));
                }
                self.ops.remove(&gone)?;
            }
            Rule::Parallel { kept, dropped } => {
                let ends = *self.edges.get(&kept)?;
                let (split, join) = (self.ops.get(&ends.0)?, self.ops.get(&ends.1)?);
                if kept == dropped || self.edges.get(&dropped) != Some(&ends) || ends.0 == ends.1 {
                    return None;
                }
                if (split != join && *join != Op::Inclusive) || (*join == Op::Inclusive && self.comes_back(ends.1)) {
                    return None;
                }
                self.unhang(dropped)?;
            }
            Rule::Swallow { edge } => {
                let (from, to) = *self.edges.get(&edge)?;
                let is_common = self.end == Some(to) && self.ops.get(&from) == Some(&Op::Parallel);
                if !is_common || self.outs.get(&from)?.len() < 2 || self.comes_back(from) {
                    return None;
                }
                self.unhang(edge)?;
            }
            Rule::Region { .. } => return None,
            Rule::OneEnd => {
                let op = self.ops.get_mut(&self.end.take()?)?;
                *op = Op::Exclusive;
            }
            Rule::Loop { edge } => {
                let (from, to) = *self.edges.get(&edge)?;
                if from != to || from == ROOT || self.ops.get(&from) != Some(&Op::Exclusive) || self.outs.get(&from)?.len() < 2 {
                    return None;
                }
                self.unhang(edge)?;
            }
        }
        Some(())
    }
    /// Makes choices one, if every way in leads to every way out and nothing is caught between.
    fn unite(&mut self, nodes: &[u32]) -> Option<()> {
        let within: BTreeSet<u32> = nodes.iter().copied().collect();
        let first = *nodes.first()?;
        if within.len() != nodes.len() || within.contains(&ROOT) {
            return None;
        }
        let is_choice = |node: &u32| self.ops.get(node) == Some(&Op::Exclusive);
        if !nodes.iter().all(is_choice) {
            return None;
        }
        let edges = |of: &BTreeMap<u32, BTreeSet<u32>>| -> Vec<u32> {
            nodes.iter().flat_map(|node| of.get(node).into_iter().flatten()).copied().collect()
        };
        let (ins, outs) = (edges(&self.ins), edges(&self.outs));
        let ends = |edge: &u32| self.edges.get(edge).copied().unwrap_or((ROOT, ROOT));
        let exits: BTreeSet<u32> = outs.iter().filter(|e| !within.contains(&ends(e).1)).map(|e| ends(e).0).collect();
        let entries: BTreeSet<u32> = ins.iter().filter(|e| !within.contains(&ends(e).0)).map(|e| ends(e).1).collect();
        let reach = |from: u32| {
            let mut seen = BTreeSet::from([from]);
            let mut open = vec![from];
            while let Some(node) = open.pop() {
                for edge in self.outs.get(&node).into_iter().flatten() {
                    let to = ends(edge).1;
                    if within.contains(&to) && seen.insert(to) {
                        open.push(to);
                    }
                }
            }
            seen
        };
        let leaves = nodes.iter().all(|node| !reach(*node).is_disjoint(&exits));
        let connects = entries.iter().all(|entry| exits.is_subset(&reach(*entry)));
        if !leaves || !connects || entries.is_empty() {
            return None;
        }
        let all: BTreeSet<u32> = ins.into_iter().chain(outs).collect();
        for edge in all {
            let (from, to) = self.unhang(edge)?;
            let new = |node: u32| if within.contains(&node) { first } else { node };
            if !(within.contains(&from) && within.contains(&to)) {
                self.hang(edge, new(from), new(to));
            }
        }
        for node in &nodes[1..] {
            self.ops.remove(node)?;
        }
        Some(())
    }
    /// Whether a gateway can be come back to without passing the root.
    fn comes_back(&self, node: u32) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![node];
        while let Some(at) = open.pop() {
            for edge in self.outs.get(&at).into_iter().flatten() {
                let to = self.edges.get(edge).map_or(ROOT, |ends| ends.1);
                if to == node {
                    return true;
                }
                if to != ROOT && seen.insert(to) {
                    open.push(to);
                }
            }
        }
        false
    }
    /// Only the root, and one way round.
    fn is_done(&self) -> bool {
        self.ops.len() == 1 && self.edges.values().copied().collect::<Vec<_>>() == [(ROOT, ROOT)]
    }

    /// Gateway by gateway, whether the ways into a parallel join hold tokens together and those into an
    /// exclusive one never do.
    fn is_right_in_order(&self, reasons: &Reasons) -> Option<()> {
        let place: BTreeMap<u32, usize> = reasons.order.iter().copied().zip(0..).collect();
        let is_whole = place.keys().eq(self.ops.keys()) && place.len() == reasons.order.len();
        let leads_on = |(from, to): &(u32, u32)| *to == ROOT || place.get(from) < place.get(to);
        if !is_whole || place.get(&ROOT) != Some(&0) || !self.edges.values().all(leads_on) {
            return None;
        }
        // For each edge that lies before a gateway not yet seen, those of them that hold a token beside
        // it in some case.
        let mut beside: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        let is_apart = |ins: &BTreeSet<u32>, beside: &BTreeMap<u32, BTreeSet<u32>>| {
            ins.iter().all(|edge| beside.get(edge).is_some_and(|others| others.is_disjoint(ins)))
        };
        for node in &reasons.order {
            let (op, outs) = (self.ops.get(node)?, self.outs.get(node)?);
            let empty = BTreeSet::new();
            let ins = self.ins.get(node).filter(|_| *node != ROOT).unwrap_or(&empty);
            if outs.is_empty() || (ins.is_empty() && *node != ROOT) {
                return None;
            }
            let is_right = match op {
                Op::Exclusive => is_apart(ins, &beside),
                Op::Parallel => {
                    let next = ins.iter().cycle().skip(1);
                    ins.len() < 2 || ins.iter().zip(next).all(|(a, b)| self.follows(*a, *b, *node, &place, reasons).is_some())
                }
                Op::Inclusive => true,
            };
            if !is_right {
                return None;
            }
            let taken: Vec<BTreeSet<u32>> = ins.iter().filter_map(|edge| beside.remove(edge)).collect();
            let others: BTreeSet<u32> = taken.into_iter().flatten().filter(|edge| !ins.contains(edge)).collect();
            for edge in &others {
                let beside = beside.get_mut(edge)?;
                for gone in ins {
                    beside.remove(gone);
                }
                beside.extend(outs);
            }
            for edge in outs {
                let mut others = others.clone();
                if *op != Op::Exclusive {
                    others.extend(outs.iter().filter(|out| *out != edge));
                }
                beside.insert(*edge, others);
            }
        }
        let last = self.ins.get(&ROOT)?;
        (!last.is_empty() && is_apart(last, &beside)).then_some(())
    }

    /// Follows the reasons why one way into a parallel join holds no token when another holds none.
    fn follows(&self, from: u32, goal: u32, join: u32, place: &BTreeMap<u32, usize>, reasons: &Reasons) -> Option<()> {
        let mut known = BTreeSet::from([from]);
        for node in reasons.alike.get(&from)? {
            let (op, ins, outs) = (self.ops.get(node)?, self.ins.get(node)?, self.outs.get(node)?);
            let allows = match op {
                Op::Parallel => !known.is_disjoint(ins) || !known.is_disjoint(outs),
                Op::Exclusive | Op::Inclusive => ins.is_subset(&known) || outs.is_subset(&known),
            };
            if *node == ROOT || place.get(node) >= place.get(&join) || !allows {
                return None;
            }
            known.extend(ins.union(outs));
        }
        known.contains(&goal).then_some(())
    }

    /// What is left as a core.
    fn core(&self) -> Core {
        let number: BTreeMap<u32, u32> = self.ops.keys().copied().zip(0u32..).collect();
        let of = |node: &u32| number.get(node).copied().unwrap_or(ROOT);
        let edges: Vec<(u32, u32)> = self.edges.values().map(|(from, to)| (of(from), of(to))).collect();
        let (nodes, count) = (self.ops.len(), edges.len());
        Core {
            ops: self.ops.values().copied().collect(),
            origin: vec![NONE; nodes],
            edges,
            flows: vec![NONE; count],
            is_gateway: Vec::new(),
        }
    }

    /// What is left as a net, numbered as the decision numbers it: gateways in order, then edges.
    fn net(&self) -> Option<Matrix> {
        let mut matrix = Matrix { places: 0, columns: Vec::new() };
        let mut number = BTreeMap::new();
        for (node, op) in &self.ops {
            let n = match op {
                Op::Inclusive => return None,
                Op::Exclusive => matrix.place(),
                Op::Parallel => matrix.transition(),
            };
            number.insert(*node, n);
        }
        for (from, to) in self.edges.values() {
            let (a, b) = (*number.get(from)?, *number.get(to)?);
            match (self.ops.get(from)?, self.ops.get(to)?) {
                (Op::Parallel, Op::Parallel) => {
                    let between = matrix.place();
                    matrix.columns[a].1.push(between);
                    matrix.columns[b].0.push(between);
                }
                (Op::Parallel, _) => matrix.columns[a].1.push(b),
                (_, Op::Parallel) => {
                    let chosen = matrix.transition();
                    let between = matrix.place();
                    matrix.columns[chosen].0.push(a);
                    matrix.columns[chosen].1.push(between);
                    matrix.columns[b].0.push(between);
                }
                _ => {
                    let chosen = matrix.transition();
                    matrix.columns[chosen].0.push(a);
                    matrix.columns[chosen].1.push(b);
                }
            }
        }
        Some(matrix)
    }
}

/// A net as its incidence matrix: for each transition the places before and behind it.
struct Matrix {
    places: usize,
    columns: Vec<(Vec<usize>, Vec<usize>)>,
}

impl Matrix {
    fn place(&mut self) -> usize {
        self.places += 1;
        self.places - 1
    }
    fn transition(&mut self) -> usize {
        self.columns.push((Vec::new(), Vec::new()));
        self.columns.len() - 1
    }

    fn is_live_and_bounded(&self, invariants: &Invariants) -> bool {
        let set = |list: &[u32]| list.iter().map(|i| *i as usize).collect::<BTreeSet<usize>>();
        let of_places: Vec<_> = invariants.of_places.iter().map(|c| set(c)).collect();
        let of_transitions: Vec<_> = invariants.of_transitions.iter().map(|c| set(c)).collect();
        let within = |list: &[usize], set: &BTreeSet<usize>| list.iter().filter(|p| set.contains(p)).count();
        // Each transition takes from a component of places what it gives to it.
        let keeps = of_places.iter().all(|c| self.columns.iter().all(|(before, behind)| within(before, c) == within(behind, c)));
        // The transitions of a component, once each, leave every place as it was.
        let returns = of_transitions.iter().all(|c| {
            let mut balance = vec![0i64; self.places];
            for t in c {
                let Some((before, behind)) = self.columns.get(*t) else { return false };
                for place in before {
                    balance[*place] -= 1;
                }
                for place in behind {
                    balance[*place] += 1;
                }
            }
            balance.iter().all(|b| *b == 0)
        });
        let covers = (0..self.places).all(|p| of_places.iter().any(|c| c.contains(&p)))
            && (0..self.columns.len()).all(|t| of_transitions.iter().any(|c| c.contains(&t)));
        keeps && returns && covers && self.is_marked_everywhere() && self.rank() + 1 == self.clusters()
    }

    /// From a token on the root everything gets one, if nothing is ever used up.
    fn is_marked_everywhere(&self) -> bool {
        let mut marked = BTreeSet::from([ROOT as usize]);
        loop {
            let before = marked.len();
            for (ins, outs) in &self.columns {
                if ins.iter().all(|p| marked.contains(p)) {
                    marked.extend(outs);
                }
            }
            if marked.len() == before {
                return before == self.places;
            }
        }
    }

    /// Places and transitions that belong together by their choices.
    fn clusters(&self) -> usize {
        let mut leader: Vec<usize> = (0..self.places + self.columns.len()).collect();
        for (t, (before, _)) in self.columns.iter().enumerate() {
            for p in before {
                let (a, b) = (lead(&mut leader, self.places + t), lead(&mut leader, *p));
                leader[a] = b;
            }
        }
        (0..leader.len()).filter(|i| leader[*i] == *i).count()
    }

    /// The rank, by elimination in fractions kept whole; what does not fit is taken for too large.
    fn rank(&self) -> usize {
        let mut rows: Vec<Vec<i128>> = self
            .columns
            .iter()
            .map(|(before, behind)| {
                let mut row = vec![0; self.places];
                for place in before {
                    row[*place] -= 1;
                }
                for place in behind {
                    row[*place] += 1;
                }
                row
            })
            .collect();
        let mut rank = 0;
        for column in 0..self.places {
            let Some(pivot) = (rank..rows.len()).find(|r| rows[*r][column] != 0) else { continue };
            rows.swap(rank, pivot);
            let (top, below) = rows.split_at_mut(rank + 1);
            let Some(pivot) = top.last() else { continue };
            for row in below.iter_mut().filter(|row| row[column] != 0) {
                let (a, b) = (pivot[column], row[column]);
                let mut divisor = 0i128;
                for (x, y) in row.iter_mut().zip(pivot) {
                    match (x.checked_mul(a), y.checked_mul(b)) {
                        (Some(p), Some(q)) => *x = p - q,
                        _ => return usize::MAX - 1,
                    }
                    divisor = gcd(divisor, *x);
                }
                if divisor > 1 {
                    for value in row.iter_mut() {
                        *value /= divisor;
                    }
                }
            }
            rank += 1;
        }
        rank
    }
}

/// The one that a place or transition is counted by.
fn lead(leader: &mut [usize], mut at: usize) -> usize {
    while leader[at] != at {
        leader[at] = leader[leader[at]];
        at = leader[at];
    }
    at
}

fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, Verdict, analyse};
    use super::*;

    /// Two ways of an inclusive split divide and meet crosswise in joins of this kind, beside a choice.
    fn weave(joins: Kind) -> FlowGraph {
        let mut graph = FlowGraph::default();
        let kinds = [Kind::Start, Kind::Inclusive, Kind::Parallel, Kind::Parallel, joins, joins, Kind::Parallel, Kind::End];
        let [start, split, a, b, c, d, join, end] = kinds.map(|kind| graph.add(kind));
        for (from, to) in
            [(start, split), (split, a), (split, b), (a, c), (a, d), (b, c), (b, d), (c, join), (d, join), (join, end)]
        {
            graph.connect(from, to);
        }
        graph
    }

    fn reasons(certificate: &mut Certificate) -> &mut Reasons {
        let [Proof::Acyclic { reasons, .. }] = &mut *certificate.proofs else { unreachable!("it was not reduced") };
        reasons
    }

    #[test]
    fn what_was_changed_in_a_certificate_does_not_hold() {
        let graph = weave(Kind::Inclusive);
        let Verdict::Sound(certificate) = analyse(&graph) else { unreachable!("it is sound") };
        assert!(certificate.holds(&graph));
        let refused = |change: &dyn Fn(&mut Reasons)| {
            let mut changed = certificate.clone();
            change(reasons(&mut changed));
            !changed.holds(&graph)
        };
        let whole = reasons(&mut certificate.clone()).clone();
        for (way, steps) in &whole.alike {
            assert!(refused(&|reasons| drop(reasons.alike.remove(way))));
            for (step, node) in steps.iter().enumerate() {
                let by = |reasons: &mut Reasons| reasons.alike.get_mut(way).map(std::mem::take).unwrap_or_default();
                assert!(refused(&|reasons| {
                    let mut steps = by(reasons);
                    steps.remove(step);
                    reasons.alike.insert(*way, steps);
                }));
                for other in whole.order.iter().copied().chain([NONE]).filter(|other| other != node && !steps.contains(other)) {
                    assert!(refused(&|reasons| {
                        let mut steps = by(reasons);
                        steps[step] = other;
                        reasons.alike.insert(*way, steps);
                    }));
                }
            }
        }
        assert!(refused(&|reasons| reasons.order.reverse()));
        assert!(refused(&|reasons| reasons.order.truncate(3)));
        assert!(refused(&|reasons| reasons.order.push(reasons.order[1])));
        assert!(refused(&|reasons| reasons.order.push(NONE)));
    }

    #[test]
    fn a_certificate_does_not_hold_for_exclusive_joins_of_what_comes_together() {
        let graph = weave(Kind::Inclusive);
        let Verdict::Sound(certificate) = analyse(&graph) else { unreachable!("it is sound") };
        assert!(!certificate.holds(&weave(Kind::Exclusive)));
        // Only how the split chooses makes the same graph right or wrong.
        let mut graph = weave(Kind::Exclusive);
        graph.set_kind(1, Kind::Exclusive);
        let Verdict::Sound(certificate) = analyse(&graph) else { unreachable!("it is sound") };
        assert!(certificate.holds(&graph));
        for kind in [Kind::Inclusive, Kind::Parallel] {
            graph.set_kind(1, kind);
            assert!(!certificate.holds(&graph));
        }
    }
}
