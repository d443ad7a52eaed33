//! Graphs to try: sound by construction, those with something changed, and any at all.

use super::net::Net;
use proptest::prelude::*;
use quytrinh::soundness::Kind;
use std::collections::BTreeSet;

/// Which nodes a graph may have besides starts, steps, exclusive and parallel gateways and ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nodes {
    Plain,
    All,
}

/// A flow that can be replaced by something sound.
#[derive(Clone, Copy)]
struct Place {
    from: usize,
    to: usize,
    /// The end that a token here may go to at once; none where another branch waits for it.
    exit: Option<usize>,
    /// Whether a case can come here more than once.
    again: bool,
}

/// A sound graph that grows.
struct Plant {
    kinds: Vec<Kind>,
    flows: Vec<Place>,
}

impl Plant {
    fn add(&mut self, kind: Kind) -> usize {
        self.kinds.push(kind);
        self.kinds.len() - 1
    }
    fn flow(&mut self, from: usize, to: usize, like: Place) {
        self.flows.push(Place { from, to, ..like });
    }
    /// Puts what is between two nodes into a flow.
    fn put(&mut self, flow: usize, entry: usize, exit: usize) {
        let place = self.flows[flow];
        self.flows[flow].to = entry;
        self.flow(exit, place.to, place);
    }
    fn end(&mut self) -> (usize, Place) {
        let end = self.add(Kind::End);
        (end, Place { from: 0, to: 0, exit: Some(end), again: false })
    }
    fn branches(&mut self, split: usize, join: usize, how: u8, like: Place) {
        for branch in 0..2 + (how & 1) {
            if how & 2 << branch == 0 {
                self.flow(split, join, like);
            } else {
                let step = self.add(Kind::Step);
                self.flow(split, step, like);
                self.flow(step, join, like);
            }
        }
    }
    fn grow(&mut self, what: u8, flow: usize, how: u8, nodes: Nodes) {
        let place = self.flows[flow];
        // A step can stand for an exclusive join and for a parallel split.
        let join = if how & 64 == 0 { Kind::Exclusive } else { Kind::Step };
        let split = if how & 64 == 0 { Kind::Parallel } else { Kind::Step };
        let beside = Place { exit: None, ..place };
        match what {
            0 | 1 => {
                let step = self.add(Kind::Step);
                self.put(flow, step, step);
            }
            2 | 3 => {
                let (a, b) = (self.add(Kind::Exclusive), self.add(join));
                self.branches(a, b, how, place);
                self.put(flow, a, b);
            }
            4 | 5 => {
                let (a, b) = (self.add(split), self.add(Kind::Parallel));
                self.branches(a, b, how, beside);
                self.put(flow, a, b);
            }
            6 => {
                let round = Place { again: true, ..place };
                let (a, b) = (self.add(join), self.add(Kind::Exclusive));
                self.flow(a, b, round);
                self.flow(b, a, round);
                self.put(flow, a, b);
            }
            7 => {
                let x = self.add(Kind::Exclusive);
                self.flow(x, x, Place { again: true, ..place });
                self.put(flow, x, x);
            }
            // A bridge between two branches, of either kind.
            8 | 9 => {
                let (kind, like) = if what == 8 { (Kind::Exclusive, place) } else { (Kind::Parallel, beside) };
                let [a, b, c, d] = [(); 4].map(|()| self.add(kind));
                for (from, to) in [(a, b), (a, c), (b, c), (b, d), (c, d)] {
                    self.flow(from, to, like);
                }
                self.put(flow, a, d);
            }
            // A loop with two entries.
            10 => {
                let round = Place { again: true, ..place };
                let [a, b, c] = [(); 3].map(|()| self.add(Kind::Exclusive));
                self.flow(a, b, place);
                self.flow(a, c, place);
                self.flow(b, c, round);
                self.flow(c, b, round);
                self.put(flow, a, c);
            }
            // An end before the end: the same one, or another.
            11 => {
                if let Some(end) = place.exit {
                    let x = self.add(Kind::Exclusive);
                    self.put(flow, x, x);
                    if how & 1 == 0 {
                        self.flow(x, end, place);
                    } else {
                        let (end, branch) = self.end();
                        self.flow(x, end, branch);
                    }
                }
            }
            // A branch that ends by itself while the rest goes on.
            12 if !place.again => {
                let p = self.add(split);
                self.put(flow, p, p);
                let (end, branch) = self.end();
                self.flow(p, end, branch);
            }
            // Another start that comes in here.
            13 if place.exit.is_some() => {
                let (start, x) = (self.add(Kind::Start), self.add(join));
                self.put(flow, x, x);
                self.flow(start, x, place);
            }
            // In a loop, what goes on beside could come to the join once more: it would wait for that.
            14 if nodes == Nodes::All && (!place.again || place.exit.is_some()) => {
                let (a, b) = (self.add(Kind::Inclusive), self.add(Kind::Inclusive));
                self.branches(a, b, how, beside);
                self.put(flow, a, b);
            }
            15 if nodes == Nodes::All => {
                let (end, branch) = self.end();
                let interruption = self.add(Kind::Interruption);
                self.flow(interruption, end, branch);
            }
            _ => {}
        }
    }
}

/// Sound graphs of not much more than so many nodes.
pub fn sound(nodes: Nodes, most: usize) -> impl Strategy<Value = Net> {
    let growth = (0u8..if nodes == Nodes::All { 16 } else { 14 }, any::<prop::sample::Index>(), any::<u8>());
    prop::collection::vec(growth, 0..most).prop_map(move |growths| {
        let mut plant = Plant { kinds: vec![Kind::Start, Kind::End], flows: Vec::new() };
        plant.flows.push(Place { from: 0, to: 1, exit: Some(1), again: false });
        for (what, flow, how) in growths {
            if plant.kinds.len() + 4 > most {
                break;
            }
            plant.grow(what, flow.index(plant.flows.len()), how, nodes);
        }
        Net { kinds: plant.kinds, flows: plant.flows.iter().map(|place| (place.from, place.to)).collect() }
    })
}

/// Changes one thing of a graph.
fn change(net: &mut Net, what: u8, a: prop::sample::Index, b: prop::sample::Index, nodes: Nodes) {
    let count = net.kinds.len();
    let some = |kinds: &[Kind], not: &[Kind]| -> Vec<usize> { (0..count).filter(|node| !not.contains(&kinds[*node])).collect() };
    let sources = some(&net.kinds, &[Kind::End]);
    let targets = some(&net.kinds, &[Kind::Start, Kind::Interruption]);
    let inner = some(&net.kinds, &[Kind::Start, Kind::Interruption, Kind::End]);
    match what {
        0..=3 if !inner.is_empty() => {
            let kinds = [Kind::Exclusive, Kind::Parallel, Kind::Step, Kind::Inclusive];
            net.kinds[*a.get(&inner)] = *b.get(if nodes == Nodes::All { &kinds } else { &kinds[..3] });
        }
        4 | 5 if !net.flows.is_empty() => a.get_mut(&mut net.flows).1 = *b.get(&targets),
        6 if !net.flows.is_empty() => a.get_mut(&mut net.flows).0 = *b.get(&sources),
        7 => net.flows.push((*a.get(&sources), *b.get(&targets))),
        8 if !net.flows.is_empty() => drop(net.flows.remove(a.index(net.flows.len()))),
        9 | 10 if !net.flows.is_empty() => {
            let (a, b) = (a.index(net.flows.len()), b.index(net.flows.len()));
            (net.flows[a].1, net.flows[b].1) = (net.flows[b].1, net.flows[a].1);
        }
        _ => {}
    }
}

/// A sound graph, and the same with one to three things changed.
pub fn changed(nodes: Nodes, most: usize) -> impl Strategy<Value = (Net, Net)> {
    let one = (0u8..11, any::<prop::sample::Index>(), any::<prop::sample::Index>());
    (sound(nodes, most), prop::collection::vec(one, 1..4)).prop_map(move |(net, changes)| {
        let mut other = net.clone();
        for (what, a, b) in changes {
            change(&mut other, what, a, b, nodes);
        }
        (net, other)
    })
}

/// Any graph of at most so many nodes, where every node but starts has a flow in and every node but ends one out.
pub fn random(nodes: Nodes, most: usize) -> impl Strategy<Value = Net> {
    let index = any::<prop::sample::Index>;
    let node = (any::<u8>(), index(), index());
    let extra = prop::collection::vec((index(), index()), 0..4);
    (prop::collection::vec(node, 0..most - 1), extra).prop_map(move |(given, extra)| {
        let mut net = Net { kinds: vec![Kind::Start], flows: Vec::new() };
        for (kind, from, _) in &given {
            let kind = match kind % 32 {
                0..=8 => Kind::Step,
                9..=17 => Kind::Exclusive,
                18..=25 => Kind::Parallel,
                26 | 27 => Kind::End,
                28 => Kind::Start,
                _ if nodes == Nodes::Plain => Kind::Exclusive,
                29 | 30 => Kind::Inclusive,
                _ => Kind::Interruption,
            };
            if !matches!(kind, Kind::Start | Kind::Interruption) {
                let before: Vec<usize> = (0..net.kinds.len()).filter(|node| net.kinds[*node] != Kind::End).collect();
                net.flows.push((*from.get(&before), net.kinds.len()));
            }
            net.kinds.push(kind);
        }
        if net.kinds.last() != Some(&Kind::End) {
            net.flows.push((net.kinds.len() - 1, net.kinds.len()));
            net.kinds.push(Kind::End);
        }
        let some =
            |not: &[Kind]| -> Vec<usize> { (0..net.kinds.len()).filter(|node| !not.contains(&net.kinds[*node])).collect() };
        let targets = some(&[Kind::Start, Kind::Interruption]);
        let sources = some(&[Kind::End]);
        for node in sources.iter().copied().filter(|node| net.out_of(*node).is_empty()).collect::<Vec<_>>() {
            let after: Vec<usize> = targets.iter().copied().filter(|target| *target > node).collect();
            // The first start has nothing of its own; the others go forward but for one in eight.
            let to = match node.checked_sub(1).map(|number| &given[number]) {
                None => after[0],
                Some((kind, _, to)) => *to.get(if *kind >= 224 { &targets } else { &after }),
            };
            net.flows.push((node, to));
        }
        net.flows.extend(extra.iter().map(|(from, to)| (*from.get(&sources), *to.get(&targets))));
        net
    })
}

/// A sound graph that grows forward, without cycles and in no pairs: a join is of a kind that fits all
/// that can come to it.
#[derive(Default)]
struct Loom {
    kinds: Vec<Kind>,
    flows: Vec<(usize, usize)>,
    /// Where each thread comes from; threads are numbered from the first that ever was.
    threads: Vec<usize>,
    /// Threads that lead nowhere yet.
    open: Vec<usize>,
    /// Which of them hold a token, a bit for each: in each case that there can be.
    cases: BTreeSet<u64>,
}

impl Loom {
    fn add(&mut self, kind: Kind) -> usize {
        self.kinds.push(kind);
        self.kinds.len() - 1
    }
    fn thread(&mut self, from: usize) -> usize {
        self.threads.push(from);
        self.open.push(self.threads.len() - 1);
        self.threads.len() - 1
    }
    fn tie(&mut self, thread: usize, node: usize) {
        self.flows.push((self.threads[thread], node));
        self.open.retain(|open| *open != thread);
    }
    fn begin(&mut self, starts: usize) {
        for _ in 0..starts {
            let start = self.add(Kind::Start);
            let thread = self.thread(start);
            self.cases.insert(1 << thread);
        }
    }
    fn split(&mut self, thread: usize, kind: Kind, ways: usize) {
        let node = self.add(kind);
        self.tie(thread, node);
        let outs: Vec<usize> = (0..ways).map(|_| self.thread(node)).collect();
        let all = outs.iter().fold(0, |set, out| set | 1 << out);
        let given: Vec<u64> = match kind {
            Kind::Exclusive => outs.iter().map(|out| 1 << out).collect(),
            Kind::Inclusive => (1..1u64 << ways).map(|some| some << outs[0]).collect(),
            _ => vec![all],
        };
        let next = |case: &u64| -> Vec<u64> {
            let rest = case & !(1 << thread);
            if rest == *case { vec![*case] } else { given.iter().map(|some| rest | some).collect() }
        };
        self.cases = self.cases.iter().flat_map(next).collect();
    }
    fn join(&mut self, threads: &[usize], kind: Kind) {
        let node = self.add(kind);
        for thread in threads {
            self.tie(*thread, node);
        }
        let out = self.thread(node);
        let ins = set(threads);
        let next = |case: &u64| if case & ins == 0 { *case } else { case & !ins | 1 << out };
        self.cases = self.cases.iter().map(next).collect();
    }
    fn are_together(&self, threads: &[usize]) -> bool {
        let ins = set(threads);
        self.cases.iter().all(|case| case & ins == 0 || case & ins == ins)
    }
    fn are_apart(&self, threads: &[usize]) -> bool {
        self.cases.iter().all(|case| (case & set(threads)).count_ones() < 2)
    }
    fn grow(&mut self, what: u8, a: prop::sample::Index, b: prop::sample::Index, how: u8) {
        // Sometimes more than two, sometimes a step for a gateway.
        let (third, ways, is_step) = (how.is_multiple_of(2), 2 + usize::from(how / 2 % 4 == 3), how / 8 % 4 == 3);
        let thread = *a.get(&self.open);
        // Not those that parted last: they would meet in a pair.
        let pairs = || {
            let pairs = self.open.iter().flat_map(|a| self.open.iter().filter(move |b| *b > a).map(move |b| [*a, *b]));
            pairs.filter(|[a, b]| self.threads[*a] != self.threads[*b]).collect::<Vec<_>>()
        };
        let some = |fits: fn(&Self, &[usize]) -> bool| {
            let pairs: Vec<_> = pairs().into_iter().filter(|pair| fits(self, pair)).collect();
            (!pairs.is_empty()).then(|| *b.get(&pairs))
        };
        match what {
            0 => self.split(thread, Kind::Exclusive, ways),
            1..=3 => self.split(thread, if is_step { Kind::Step } else { Kind::Parallel }, ways),
            4 => self.split(thread, Kind::Inclusive, ways),
            _ if self.open.len() < 2 => {}
            5 | 6 => {
                if let Some(pair) = some(Self::are_together) {
                    let is_third = |c: &usize| third && !pair.contains(c) && self.are_together(&[pair[0], pair[1], *c]);
                    let threads: Vec<usize> = pair.into_iter().chain(self.open.iter().copied().find(is_third)).collect();
                    self.join(&threads, Kind::Parallel);
                }
            }
            7 | 8 => {
                if let Some(pair) = some(Self::are_apart) {
                    self.join(&pair, if is_step { Kind::Step } else { Kind::Exclusive });
                }
            }
            _ => {
                if let Some(pair) = some(|_, _| true) {
                    self.join(&pair, Kind::Inclusive);
                }
            }
        }
    }
    fn end(mut self, how: u8) -> Net {
        if self.open.len() > 1 && !how.is_multiple_of(4) {
            let rest = self.open.clone();
            let kind = if self.are_together(&rest) && (how / 4).is_multiple_of(2) { Kind::Parallel } else { Kind::Inclusive };
            self.join(&rest, kind);
        }
        for thread in self.open.clone() {
            let end = self.add(Kind::End);
            self.tie(thread, end);
        }
        Net { kinds: self.kinds, flows: self.flows }
    }
}

fn set(threads: &[usize]) -> u64 {
    threads.iter().fold(0, |set, thread| set | 1 << thread)
}

/// Sound graphs without cycles, of about so many nodes besides ends, mostly such as do not come in pairs.
pub fn woven(most: usize) -> impl Strategy<Value = Net> {
    let index = any::<prop::sample::Index>;
    let growth = (0u8..11, index(), index(), any::<u8>());
    (1usize..8, prop::collection::vec(growth, most..most * 2), any::<u8>()).prop_map(move |(starts, growths, how)| {
        let mut loom = Loom::default();
        loom.begin(1 + usize::from(starts == 7));
        for (what, a, b, how) in growths {
            // A join and an end are to come, and there are no more threads than bits.
            if loom.kinds.len() + 3 > most || loom.threads.len() > 50 {
                break;
            }
            if loom.cases.len() < 2_000 || what > 4 {
                loom.grow(what, a, b, how);
            }
        }
        loom.end(how)
    })
}

/// A sound graph without cycles, and the same with one to three things changed, without cycles still.
pub fn rewoven(most: usize) -> impl Strategy<Value = (Net, Net)> {
    let one = (0u8..11, any::<prop::sample::Index>(), any::<prop::sample::Index>());
    (woven(most), prop::collection::vec(one, 1..4)).prop_map(move |(net, changes)| {
        let mut other = net.clone();
        for (what, a, b) in changes {
            let mut next = other.clone();
            change(&mut next, what, a, b, Nodes::All);
            if !(0..next.kinds.len()).any(|node| next.on_a_cycle(node)) {
                other = next;
            }
        }
        (net, other)
    })
}

/// Any graph of gateways of all kinds without cycles, of so many nodes at most.
pub fn tangled(most: usize) -> impl Strategy<Value = Net> {
    let index = any::<prop::sample::Index>;
    let node = (any::<u8>(), index(), index());
    let extra = prop::collection::vec((index(), index()), 0..5);
    (prop::collection::vec(node, 3..most - 1), extra).prop_map(|(given, extra)| {
        let kinds = [Kind::Exclusive, Kind::Parallel, Kind::Parallel, Kind::Inclusive, Kind::Inclusive];
        let inner = given.iter().map(|(kind, ..)| kinds[usize::from(*kind) % kinds.len()]);
        let kinds: Vec<Kind> = std::iter::once(Kind::Start).chain(inner).chain([Kind::End]).collect();
        let last = kinds.len() - 1;
        let before = |node: usize, at: &prop::sample::Index| at.index(node);
        let after = |node: usize, at: &prop::sample::Index| node + 1 + at.index(last - node);
        let mut flows: Vec<(usize, usize)> = (1..).zip(&given).map(|(node, (_, from, _))| (before(node, from), node)).collect();
        flows.extend(extra.iter().map(|(from, to)| {
            let from = from.index(last);
            (from, after(from, to))
        }));
        for (node, (_, _, to)) in (1..).zip(&given) {
            if flows.iter().all(|(from, _)| *from != node) {
                flows.push((node, after(node, to)));
            }
        }
        if flows.iter().all(|(_, to)| *to != last) {
            flows.push((last - 1, last));
        }
        Net { kinds, flows }
    })
}
