//! The longest way through a procedure, exactly.
//!
//! A *way* is a walk along flows. It takes the flows of a loop as often as their bound allows; a flow
//! that leads back without a bound is not taken again. Branches that run side by side take as long as
//! the longest way through one of them, and of a choice the worst is taken: so a procedure takes as long
//! as its longest way.
//!
//! On a way a step takes its time each time it is done. Steps that share the time of another one take
//! that time together, once; if the other one is done again, it takes its time again. A way out by a
//! time-out takes what was waited for. A step with a stopped clock takes no time. Flows that extend
//! the limit are counted against it: the longest way is the one that leaves least of the limit.
//!
//! The flows of each loop are followed layer by layer, by how often bounded flows were taken; where ways
//! meet, one is kept unless another one can still come to be longer, because it has paid for a shared
//! time already. Without loops and shared times that is one look at every flow.

use super::span::{Spent, Week};
use crate::model::definition::{Clock, Step};
use crate::model::graph::{Flow, FlowKind, ProcessGraph};
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use std::collections::HashMap;

/// A loop that is walked more often than this counts this often: still a way, if not the longest.
const ROUNDS: u32 = 64;
/// So many ways to one place differ in what they have paid for at the most; more are let go.
const KEPT: usize = 64;

/// What is asked of a graph.
#[derive(Clone, Copy)]
pub(crate) struct Question<'a> {
    pub week: Week,
    pub from: NodeIndex,
    /// Where a way may end; a step there is done.
    pub to: &'a dyn Fn(NodeIndex) -> bool,
    /// Whether the time of a step counts.
    pub counts: &'a dyn Fn(&Step) -> bool,
    /// Whether loops from this node are walked once only.
    pub once: &'a dyn Fn(NodeIndex) -> bool,
    /// Whether flows that extend the limit are counted against it.
    pub extensions: bool,
}

/// The longest way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Way {
    pub spent: Spent,
    /// By how much it extends the limit.
    pub extended: Spent,
    /// The steps it passes, by their place in the definition.
    pub steps: Vec<usize>,
}

/// What a step takes.
#[derive(Clone, Copy, Default)]
struct Cost {
    own: Spent,
    waits: Option<Spent>,
    /// Which shared time it belongs to, and whether it is the step that has it.
    shared: Option<(u32, bool)>,
}

/// A way to a node, without what that node takes.
#[derive(Clone, Copy)]
struct Label {
    weight: i128,
    spent: Spent,
    extended: Spent,
    /// Two bits for each shared time: 0 not paid, 1 paid by a step that shares it, 2 by the one that has it.
    paid: u128,
    /// How often each bounded flow of this loop was taken, in a mixed radix.
    taken: u64,
    node: NodeIndex,
    before: u32,
}

const NONE: u32 = u32::MAX;

/// How long the longest way is, if any leads there: that of [`longest`]. Without shared times it is one look at every
/// flow, or one for each number of times that bounded flows of loops can have been taken.
pub(crate) fn length(graph: &ProcessGraph, question: &Question) -> Option<Spent> {
    let raw = graph.raw();
    let slowly = || longest(graph, question).map(|way| way.spent);
    if graph.definition().steps.iter().any(shares) {
        return slowly();
    }
    // Bounded flows inside a loop: which, how often, and their places in a mixed radix.
    let mut bounded: Vec<(EdgeIndex, usize, usize)> = Vec::new();
    let mut codes = 1;
    for edge in raw.edge_references() {
        let Some(bound) = edge.weight().at_most.filter(|_| !(question.once)(edge.source())) else { continue };
        let onward = graph.spread([edge.target()], petgraph::Direction::Outgoing, |_| true);
        if onward[edge.source().index()] {
            let rounds = bound.min(ROUNDS) as usize;
            bounded.push((edge.id(), rounds, codes));
            codes *= rounds + 1;
            if codes > ROUNDS as usize {
                return slowly();
            }
        }
    }
    let of = |edge: EdgeIndex| bounded.iter().find(|(other, ..)| *other == edge);
    let (order, cut) = forward(graph, question.from, &|edge| of(edge).is_some());
    let (costs, _) = costs(graph, question, &vec![0; raw.node_count()]);
    // The weight, less what it extends the limit by, and the time; by what was taken, then by node.
    let mut arrived: Vec<Option<(i128, Spent)>> = vec![None; raw.node_count() * codes];
    arrived[question.from.index()] = Some((0, Spent::ZERO));
    let mut best: Option<(i128, Spent)> = None;
    for code in 0..codes {
        for node in &order {
            let Some((weight, spent)) = arrived[code * raw.node_count() + node.index()] else { continue };
            let after = |flow: Option<&Flow>| {
                let own = costs[node.index()].spent(flow, question.week);
                let extends = flow.map_or(Spent::ZERO, |flow| question.extended(flow));
                (weight + own.weight(question.week) - extends.weight(question.week), spent + own)
            };
            if (question.to)(*node) {
                let done = after(None);
                best = best.filter(|best| best.0 >= done.0).or(Some(done));
            }
            for edge in raw.edges(*node).filter(|edge| !cut[edge.id().index()]) {
                let mut next_code = code;
                if let Some((_, rounds, place)) = of(edge.id()) {
                    if code / place % (rounds + 1) == *rounds {
                        continue;
                    }
                    next_code += place;
                }
                let next = after(Some(edge.weight()));
                let there = &mut arrived[next_code * raw.node_count() + edge.target().index()];
                if there.is_none_or(|there| there.0 < next.0) {
                    *there = Some(next);
                }
            }
        }
    }
    best.map(|(_, spent)| spent)
}

impl Question<'_> {
    fn extended(&self, flow: &Flow) -> Spent {
        flow.extends.filter(|_| self.extensions).map_or(Spent::ZERO, Spent::of)
    }
}

impl Cost {
    /// What is spent on the way out by a flow, or until the step is done.
    fn spent(&self, flow: Option<&Flow>, week: Week) -> Spent {
        if flow.is_some_and(|flow| flow.kind == FlowKind::Timeout) {
            return self.waits.unwrap_or_default();
        }
        // Nobody works on behind the time-out.
        match self.waits {
            Some(waits) if waits.weight(week) < self.own.weight(week) => waits,
            _ => self.own,
        }
    }
}

/// The longest way that is asked for, if any leads there.
pub(crate) fn longest(graph: &ProcessGraph, question: &Question) -> Option<Way> {
    let plan = Plan::of(graph, question);
    let mut search = Search { graph, question, slots: vec![Vec::new(); plan.slots], plan, labels: Vec::new(), best: None };
    let start =
        Label { weight: 0, spent: Spent::ZERO, extended: Spent::ZERO, paid: 0, taken: 0, node: question.from, before: NONE };
    search.arrive(start, 0);
    let mut at = 0;
    while at < search.plan.order.len() {
        let component = search.plan.component[search.plan.order[at].index()];
        let rest = &search.plan.order[at..];
        let size = rest.iter().take_while(|node| search.plan.component[node.index()] == component).count();
        for layer in 0..search.plan.layers[component] {
            for i in at..at + size {
                search.leave(search.plan.order[i], layer);
            }
        }
        at += size;
    }
    search.best.map(|(_, label, spent)| search.way(&label, spent))
}

/// The order in which nodes are looked at, and what each takes.
struct Plan {
    /// Nodes that can be reached, loop by loop; in a loop as work moves forward.
    order: Vec<NodeIndex>,
    /// The loop, or lone node, that a node belongs to; loops stand in the order of work.
    component: Vec<usize>,
    /// How many layers a loop has.
    layers: Vec<usize>,
    /// Where the labels of a node begin, and how many places there are.
    first_slot: Vec<usize>,
    slots: usize,
    /// Bounded flows inside a loop: the bound, and its place in the mixed radix.
    bounded: HashMap<EdgeIndex, (u64, u64)>,
    /// Flows that lead back without a bound.
    cut: Vec<bool>,
    costs: Vec<Cost>,
    /// Each shared time: its weight, and the last loop in which a step of it stands.
    shared: Vec<(i128, usize)>,
}

impl Plan {
    fn of(graph: &ProcessGraph, question: &Question) -> Self {
        let raw = graph.raw();
        let count = raw.node_count();
        // petgraph gives the last component first.
        let mut components = petgraph::algo::kosaraju_scc(raw);
        components.reverse();
        let mut component = vec![0; count];
        for (i, nodes) in components.iter().enumerate() {
            for node in nodes {
                component[node.index()] = i;
            }
        }
        let mut bounded = HashMap::new();
        let mut layers = vec![1; components.len()];
        let mut radix = vec![1u64; components.len()];
        for edge in raw.edge_references() {
            let inside = component[edge.source().index()] == component[edge.target().index()];
            let (Some(bound), true) = (edge.weight().at_most, inside) else { continue };
            if (question.once)(edge.source()) {
                continue;
            }
            let loop_of = component[edge.source().index()];
            let rounds = bound.min(ROUNDS);
            // More bounded flows in one loop than can be told apart: the rest counts as not taken.
            let Some(next) = radix[loop_of].checked_mul(u64::from(rounds) + 1) else {
                bounded.insert(edge.id(), (0, 1));
                continue;
            };
            bounded.insert(edge.id(), (u64::from(rounds), radix[loop_of]));
            radix[loop_of] = next;
            layers[loop_of] = (layers[loop_of] + rounds as usize).min(4 * ROUNDS as usize);
        }
        let (forward, cut) = forward(graph, question.from, &|edge| bounded.contains_key(&edge));
        let mut order: Vec<NodeIndex> = forward;
        order.sort_by_key(|node| component[node.index()]);
        let mut first_slot = vec![0; count];
        let mut slots = 0;
        for node in &order {
            first_slot[node.index()] = slots;
            slots += layers[component[node.index()]];
        }
        let (costs, shared) = costs(graph, question, &component);
        Self { order, component, layers, first_slot, slots, bounded, cut, costs, shared }
    }
}

/// The nodes that can be reached, as work moves forward, and the flows without a bound that lead back.
fn forward(graph: &ProcessGraph, from: NodeIndex, is_bounded: &dyn Fn(EdgeIndex) -> bool) -> (Vec<NodeIndex>, Vec<bool>) {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let raw = graph.raw();
    let mut cut = vec![false; raw.edge_count()];
    let mut state = vec![State::New; raw.node_count()];
    let mut finished = Vec::with_capacity(raw.node_count());
    // What only a bounded flow leads to is a root of its own.
    let mut roots = vec![from];
    let mut stack = Vec::new();
    while let Some(root) = roots.pop() {
        if state[root.index()] != State::New {
            continue;
        }
        state[root.index()] = State::Open;
        stack.push((root, raw.edges(root)));
        while let Some((node, rest)) = stack.last_mut() {
            let node = *node;
            let Some(edge) = rest.next() else {
                state[node.index()] = State::Done;
                finished.push(node);
                stack.pop();
                continue;
            };
            let target = edge.target();
            if is_bounded(edge.id()) {
                roots.push(target);
            } else if state[target.index()] == State::Open {
                cut[edge.id().index()] = true;
            } else if state[target.index()] == State::New {
                state[target.index()] = State::Open;
                stack.push((target, raw.edges(target)));
            }
        }
    }
    finished.reverse();
    (finished, cut)
}

fn costs(graph: &ProcessGraph, question: &Question, component: &[usize]) -> (Vec<Cost>, Vec<(i128, usize)>) {
    let mut costs = vec![Cost::default(); component.len()];
    let mut shared: Vec<(i128, usize)> = Vec::new();
    let mut groups: HashMap<&str, u32> = HashMap::new();
    let has_time = |step: &Step| step.clock != Some(Clock::Stopped) && (question.counts)(step);
    let nodes: HashMap<&str, NodeIndex> = if graph.definition().steps.iter().any(shares) {
        graph.step_nodes().filter_map(|node| Some((graph.step(node)?.id.as_str(), node))).collect()
    } else {
        HashMap::new()
    };
    for node in graph.step_nodes() {
        let Some(step) = graph.step(node).filter(|step| has_time(step)) else { continue };
        let cost = &mut costs[node.index()];
        cost.waits = step.timeout.as_ref().map(|timeout| Spent::of(timeout.after));
        let Some(time) = &step.time else { continue };
        if let Some(value) = time.value {
            cost.own += Spent::of(value);
            continue;
        }
        // The time of the step that is named, if that one has one of its own.
        let whole = time.shared_with.as_ref().and_then(|id| nodes.get(id.as_str())).copied();
        let Some((holder, holding)) = whole.and_then(|node| Some((node, graph.step(node).filter(|step| has_time(step))?))) else {
            continue;
        };
        let Some(value) = holding.time.as_ref().and_then(|time| time.value) else { continue };
        let next = u32::try_from(shared.len()).unwrap_or(NONE);
        let group = *groups.entry(holding.id.as_str()).or_insert(next);
        if group == next {
            // Two bits each: more shared times than that count where the time is written.
            if group >= 64 {
                groups.remove(holding.id.as_str());
                continue;
            }
            shared.push((Spent::of(value).weight(question.week), component[holder.index()]));
            costs[holder.index()].shared = Some((group, true));
        }
        let last = &mut shared[group as usize].1;
        *last = (*last).max(component[node.index()]);
        costs[node.index()] = Cost { own: Spent::of(value), shared: Some((group, false)), ..costs[node.index()] };
    }
    (costs, shared)
}

fn shares(step: &Step) -> bool {
    step.time.as_ref().is_some_and(|time| time.shared_with.is_some())
}

struct Search<'a> {
    graph: &'a ProcessGraph,
    question: &'a Question<'a>,
    plan: Plan,
    labels: Vec<Label>,
    /// The labels of each node and layer.
    slots: Vec<Vec<u32>>,
    best: Option<(i128, Label, Spent)>,
}

impl Search<'_> {
    /// Takes a way on from a node.
    fn leave(&mut self, node: NodeIndex, layer: usize) {
        let slot = self.plan.first_slot[node.index()] + layer;
        let arrived = std::mem::take(&mut self.slots[slot]);
        for at in arrived {
            let label = self.labels[at as usize];
            if (self.question.to)(node) {
                let (done, _) = self.after(label, None);
                if self.best.as_ref().is_none_or(|(weight, ..)| done.weight > *weight) {
                    self.best = Some((done.weight, label, done.spent));
                }
            }
            for edge in self.graph.raw().edges(node) {
                if self.plan.cut[edge.id().index()] {
                    continue;
                }
                let (mut next, extended) = self.after(label, Some(edge.weight()));
                next.before = at;
                next.node = edge.target();
                next.extended += extended;
                next.weight -= extended.weight(self.question.week);
                let mut to_layer = layer;
                if let Some((bound, place)) = self.plan.bounded.get(&edge.id()) {
                    to_layer += 1;
                    let taken = label.taken / place % (bound + 1);
                    if taken >= *bound || to_layer >= self.plan.layers[self.plan.component[node.index()]] {
                        continue;
                    }
                    next.taken += place;
                }
                let (here, there) = (self.plan.component[node.index()], self.plan.component[next.node.index()]);
                if here != there {
                    to_layer = 0;
                    next.taken = 0;
                    next.paid = self.still_open(next.paid, there);
                }
                self.arrive(next, to_layer);
            }
        }
    }

    /// The way with what its node takes: by a flow, or until the step is done.
    fn after(&self, label: Label, flow: Option<&Flow>) -> (Label, Spent) {
        let mut label = label;
        let cost = self.plan.costs[label.node.index()];
        let week = self.question.week;
        let extended = flow.map_or(Spent::ZERO, |flow| self.question.extended(flow));
        let waited = flow.is_some_and(|flow| flow.kind == FlowKind::Timeout);
        let spent = cost.spent(flow, week);
        let mut takes = true;
        if let Some((group, holds)) = cost.shared {
            let shift = group * 2;
            let paid = (label.paid >> shift) & 3;
            takes = if holds { paid != 1 } else { paid == 0 };
            let now = if holds { 2 } else { paid.max(1) };
            label.paid = label.paid & !(3 << shift) | now << shift;
        }
        if takes || waited {
            label.spent += spent;
            label.weight += spent.weight(week);
        }
        (label, extended)
    }

    /// What was paid for and can still be met.
    fn still_open(&self, paid: u128, component: usize) -> u128 {
        let mut paid = paid;
        for (group, (_, last)) in self.plan.shared.iter().enumerate() {
            if *last < component {
                paid &= !(3 << (group * 2));
            }
        }
        paid
    }

    /// Keeps a way unless another one to the same place cannot come to be shorter than it.
    fn arrive(&mut self, label: Label, layer: usize) {
        let slot = self.plan.first_slot[label.node.index()] + layer;
        let covers = |a: &Label, b: &Label| a.taken == b.taken && a.weight >= b.weight + self.worth(a.paid ^ b.paid);
        let there = &self.slots[slot];
        if there.iter().any(|at| covers(&self.labels[*at as usize], &label)) {
            return;
        }
        let mut kept: Vec<u32> = there.iter().copied().filter(|at| !covers(&label, &self.labels[*at as usize])).collect();
        if kept.len() >= KEPT {
            kept.sort_by_key(|at| std::cmp::Reverse(self.labels[*at as usize].weight));
            kept.truncate(KEPT - usize::from(kept.last().is_some_and(|at| self.labels[*at as usize].weight < label.weight)));
        }
        if kept.len() < KEPT {
            kept.push(u32::try_from(self.labels.len()).unwrap_or(NONE));
            self.labels.push(label);
        }
        self.slots[slot] = kept;
    }

    /// At most so much do two ways differ from here on that have paid for different shared times.
    fn worth(&self, differ: u128) -> i128 {
        let mut rest = differ;
        let mut sum = 0;
        while rest != 0 {
            let group = (rest.trailing_zeros() / 2) as usize;
            sum += self.plan.shared.get(group).map_or(0, |(weight, _)| *weight);
            rest &= !(3 << (group * 2));
        }
        sum
    }

    fn way(&self, label: &Label, spent: Spent) -> Way {
        let mut steps = Vec::new();
        let mut at = Some(label);
        while let Some(label) = at {
            if let crate::model::graph::Node::Step(i) = self.graph.node(label.node) {
                steps.push(*i);
            }
            at = self.labels.get(label.before as usize);
        }
        steps.reverse();
        Way { spent, extended: label.extended, steps }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::graph::Node;
    use crate::model::library::Library;
    use proptest::prelude::*;

    fn library(steps: &str) -> Library {
        Library::from_sources([("p.yaml", format!("procedure: P-1\ntitle: A\nsteps:\n{steps}"))])
    }

    fn asked(graph: &ProcessGraph) -> Option<Way> {
        let to = |node: NodeIndex| matches!(graph.node(node), Node::End(_));
        let question =
            Question { week: Week::USUAL, from: graph.start(), to: &to, counts: &|_| true, once: &|_| false, extensions: true };
        // Ways may be equally long for the limit and differ in what they extend it by: so it is left out.
        let plain = Question { extensions: false, ..question };
        let weight = |spent: Spent| spent.weight(Week::USUAL);
        let way = longest(graph, &plain).map(|way| weight(way.spent));
        assert_eq!(way, length(graph, &plain).map(weight), "the quick look says the same");
        longest(graph, &question)
    }

    /// Every way, step by step, by what the head of this file says.
    fn longest_of_all(graph: &ProcessGraph) -> Option<i128> {
        struct Walk<'a> {
            graph: &'a ProcessGraph,
            best: Option<i128>,
            left: HashMap<EdgeIndex, u32>,
        }
        impl Walk<'_> {
            fn walk(&mut self, node: NodeIndex, weight: i128, done: &[(usize, bool)]) {
                if matches!(self.graph.node(node), Node::End(_)) {
                    self.best = self.best.max(Some(weight));
                }
                let mut done = done.to_vec();
                let steps = &self.graph.definition().steps;
                let (mut takes, mut waits) = (Spent::ZERO, Spent::ZERO);
                if let Node::Step(i) = *self.graph.node(node) {
                    let step = &steps[i];
                    if step.clock != Some(Clock::Stopped) {
                        waits = step.timeout.as_ref().map_or(Spent::ZERO, |t| Spent::of(t.after));
                        let time = step.time.as_ref();
                        let holder =
                            time.and_then(|t| t.shared_with.as_ref()).and_then(|id| steps.iter().position(|s| s.id == *id));
                        let own = |i: usize| {
                            let step: &Step = &steps[i];
                            if step.clock == Some(Clock::Stopped) { None } else { step.time.as_ref()?.value.map(Spent::of) }
                        };
                        match (time.and_then(|t| t.value), holder) {
                            (Some(value), _) => {
                                // Done before only by steps that share its time: that was this time.
                                let before: Vec<bool> = done.iter().filter(|(of, _)| *of == i).map(|(_, holds)| *holds).collect();
                                if before.is_empty() || before.contains(&true) {
                                    takes = Spent::of(value);
                                }
                                done.push((i, true));
                            }
                            (None, Some(holder)) => {
                                if let Some(value) = own(holder) {
                                    if !done.iter().any(|(of, _)| *of == holder) {
                                        takes = value;
                                    }
                                    done.push((holder, false));
                                }
                            }
                            _ => {}
                        }
                        if step.timeout.is_some() && waits.weight(Week::USUAL) < takes.weight(Week::USUAL) {
                            takes = waits;
                        }
                    }
                }
                let edges: Vec<_> = self.graph.raw().edges(node).map(|e| (e.id(), e.target(), e.weight().clone())).collect();
                for (id, target, flow) in edges {
                    let spent = if flow.kind == FlowKind::Timeout { waits } else { takes };
                    let longer = flow.extends.map_or(0, |d| Spent::of(d).weight(Week::USUAL));
                    if let Some(bound) = flow.at_most {
                        let left = self.left.entry(id).or_insert(bound);
                        if *left == 0 {
                            continue;
                        }
                        *left -= 1;
                    }
                    self.walk(target, weight + spent.weight(Week::USUAL) - longer, &done);
                    if flow.at_most.is_some() {
                        *self.left.entry(id).or_insert(0) += 1;
                    }
                }
            }
        }
        let mut walk = Walk { graph, best: None, left: HashMap::new() };
        walk.walk(graph.start(), 0, &[]);
        walk.best
    }

    /// A small procedure: forward flows, bounded flows back, shared times, time-outs, extensions.
    fn procedures() -> impl Strategy<Value = String> {
        let step = (0usize..7, prop::collection::vec((0usize..7, 0u32..3, 0u8..5), 0..3), 0u32..9, 0u8..8, 0usize..7);
        prop::collection::vec(step, 1..7).prop_map(|steps| {
            use std::fmt::Write as _;
            let count = steps.len();
            let mut text = String::new();
            // All ways are looked at: a few loops are many ways.
            let mut loops = 0;
            for (i, (kind, next, hours, odd, other)) in steps.iter().enumerate() {
                let _ = write!(text, "  - {{id: s{i}, title: A, role: r");
                match odd {
                    0 if other % count != i => {
                        let _ = write!(text, ", time: {{shared-with: s{}}}", other % count);
                    }
                    1 => text.push_str(", clock: stopped, time: 5 hours"),
                    _ => {
                        let _ = write!(text, ", time: {hours} hours");
                    }
                }
                if *odd == 2 && i + 1 < count {
                    let _ = write!(text, ", timeout: {{after: {} hours, to: s{}}}", other + 1, count - 1);
                }
                let mut ways = Vec::new();
                for (to, bound, extends) in next {
                    let to = to % count;
                    loops += u32::from(to <= i);
                    if to <= i && loops > 3 {
                        continue;
                    }
                    let mut way = format!("{{to: s{to}, when: w");
                    if to <= i {
                        let _ = write!(way, ", at-most: {bound}");
                    }
                    if *extends == 0 {
                        way.push_str(", extends: 3 hours");
                    }
                    ways.push(way + "}");
                }
                if !ways.is_empty() {
                    if i + 1 < count {
                        ways.push(format!("{{to: s{}, when: x}}", i + 1));
                    }
                    let gate = ["exclusive", "parallel", "inclusive"][kind % 3];
                    let _ = write!(text, ", split: {gate}, next: [{}]", ways.join(", "));
                }
                text.push_str("}\n");
            }
            text
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]
        #[test]
        fn the_longest_way_is_the_longest_of_all_ways(text in procedures()) {
            let library = library(&text);
            let graph = library.procedure("P-1").unwrap().graph();
            let way = asked(graph);
            let weight = |way: &Way| way.spent.weight(Week::USUAL) - way.extended.weight(Week::USUAL);
            prop_assert_eq!(way.as_ref().map(weight), longest_of_all(graph), "{}", text);
        }
    }

    #[test]
    fn a_loop_without_a_bound_is_walked_once_and_a_long_one_ends() {
        let way = |text: &str| asked(library(text).procedure("P-1").unwrap().graph()).unwrap();
        let unbounded = "  - {id: a, title: A, role: r, time: 1 hour}\n  - {id: b, title: B, role: r, time: 1 hour, next: [{to: a, when: w}, {to: c, when: v}]}\n  - {id: c, title: C, role: r}\n";
        assert_eq!(way(unbounded).spent, Spent::of("2 hours".parse().unwrap()));
        let bounded = unbounded.replace("when: w", "when: w, at-most: 2");
        assert_eq!(way(&bounded).spent, Spent::of("6 hours".parse().unwrap()));
        assert_eq!(way(&bounded).steps, [0, 1, 0, 1, 0, 1, 2]);
        let often = unbounded.replace("when: w", "when: w, at-most: 900000");
        assert_eq!(way(&often).spent, Spent::of("130 hours".parse().unwrap()));
    }
}
