//! A procedure as a machine reads it: nodes and flows by number, with the chance of each way and the time of each step.

use super::Unmeasurable;
use crate::check::soundness::{self, FlowGraph, Kind, Verdict};
use crate::check::time::span::{Spent, Week};
use crate::model::definition::{Clock, Step};
use crate::model::finding::Path;
use crate::model::graph::{FlowKind, Node, ProcessGraph};
use crate::model::value::{Duration, Percent};
use petgraph::graph::EdgeIndex;
use petgraph::visit::EdgeRef;

/// No node, no flow, no bound.
pub const NONE: u32 = u32::MAX;
/// So many parts has a working minute.
pub const TICKS: u64 = 70_000;
/// A way that fewer cases come to than this is taken to be open still, whatever its bound.
const NEVER: f64 = 1e-18;

/// What a node waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// Nothing: whatever comes goes on.
    Any,
    /// A token on every flow in.
    All,
    /// Those that can still come.
    Some,
}

/// Which flows out get a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Split {
    One,
    All,
    Some,
}

/// What becomes of a token that gets to a node.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    pub join: Join,
    pub split: Split,
    /// The step in the definition, if it is one.
    pub step: u32,
}

/// A flow, by the numbers of its nodes.
#[derive(Debug, Clone, Copy)]
pub struct Way {
    pub from: u32,
    pub to: u32,
    /// How often it is taken where there is a choice: of all, or by itself in an inclusive split.
    pub share: f64,
    /// Which counter counts it, if a case can use up its bound.
    pub counter: u32,
}

/// How long a step takes, in ticks.
#[derive(Debug, Clone, Copy, Default)]
pub struct Takes {
    /// What is written, on the axis of working time.
    pub time: u64,
    /// How much of it somebody works.
    pub work: u64,
    /// Calendar time in ticks of a clock, where it is written in such.
    pub calendar: Option<u64>,
    /// What is waited for at the most, and the same in ticks of a clock.
    pub waits: Option<(u64, Option<u64>)>,
    /// Whether the time limit stands still.
    pub stopped: bool,
}

impl Takes {
    /// How long it lasts: nobody works on behind a time-out.
    pub fn lasts(self) -> u64 {
        self.waits.map_or(self.time, |(waits, _)| waits.min(self.time))
    }
}

/// What a flow adds to the time limit.
#[derive(Debug, Clone, Copy)]
pub struct Extension {
    /// The node that a token passes where the limit becomes longer.
    pub node: u32,
    pub by: Duration,
    /// How often a case can take the flow; none where that is not bounded.
    pub most: Option<u32>,
}

/// The flow of work, ready to be followed.
#[derive(Debug, Clone)]
pub struct Net {
    pub places: Vec<Place>,
    pub ways: Vec<Way>,
    /// Flows out of each node, and into it.
    pub outs: Vec<Vec<u32>>,
    pub ins: Vec<Vec<u32>>,
    /// The flows that a case begins on.
    pub begins: Vec<u32>,
    /// The bound of each counter.
    pub bounds: Vec<u32>,
    /// By counter and flow: whether a token there can still come to what is counted. Behind the bounds, the times that
    /// are shared.
    counted: Vec<Vec<bool>>,
    /// The steps that share a time, the one that has it first.
    pub shared: Vec<Vec<u32>>,
    /// By node: the counter of the time it shares, and whether it has it.
    pub shares: Vec<Option<(u32, bool)>>,
    /// The nodes that join inclusively, and by flow which of their flows in a token there can come to without
    /// passing them.
    pub inclusive: Vec<(u32, Vec<Vec<u32>>)>,
    pub takes: Vec<Takes>,
    /// The flows that add to the time limit, each with a node on its way that nothing else happens at.
    pub extensions: Vec<Extension>,
    /// The choice that a time-out is made by, by step: its flow, and the other one.
    pub timeouts: Vec<Option<(u32, u32)>>,
    /// Where shares were taken for granted.
    pub assumed: Vec<Path>,
    /// Where each flow is written.
    written: Vec<Option<(u32, u32)>>,
}

fn ticks(week: Week, duration: Duration) -> u64 {
    u64::try_from(Spent::of(duration).weight(week)).unwrap_or(u64::MAX / 4).min(u64::MAX / 4)
}

/// The same by the clock on the wall, for what is counted in days of the calendar.
pub fn calendar_ticks(duration: Duration) -> Option<u64> {
    let days = duration.span().calendar_days();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few years of ticks")]
    (!duration.is_working_time()).then(|| (days * 10_000.0).round() as u64 * (TICKS * 24 * 60 / 10_000))
}

impl Net {
    /// The flow of a procedure; `work` says how much of its time somebody is busy with a step, where that is not all of it.
    pub fn of(graph: &ProcessGraph, week: Week, work: &dyn Fn(&Step) -> Option<Duration>) -> Result<Self, Unmeasurable> {
        let (net, wrong) = Self::with_faults(graph, week, work)?;
        wrong.map_or(Ok(net), Err)
    }

    /// The same, where every way of a choice whose shares are no chances is as likely as the others.
    pub fn in_spite_of_shares(graph: &ProcessGraph, week: Week) -> Result<Self, Unmeasurable> {
        Self::with_faults(graph, week, &|_| None).map(|(net, _)| net)
    }

    /// The same, with the first choice whose shares are no chances.
    fn with_faults(
        graph: &ProcessGraph,
        week: Week,
        work: &dyn Fn(&Step) -> Option<Duration>,
    ) -> Result<(Self, Option<Unmeasurable>), Unmeasurable> {
        let (flows, origin, edges) = FlowGraph::traced(graph);
        if graph.definition().steps.is_empty() {
            return Err(Unmeasurable::Empty);
        }
        let reached = reached(&flows, graph.start().index());
        let written = written(graph);
        let mut net = Self {
            places: Vec::new(),
            ways: Vec::new(),
            outs: vec![Vec::new(); flows.nodes().len()],
            ins: vec![Vec::new(); flows.nodes().len()],
            begins: Vec::new(),
            bounds: Vec::new(),
            counted: Vec::new(),
            shared: Vec::new(),
            shares: vec![None; flows.nodes().len()],
            inclusive: Vec::new(),
            takes: vec![Takes::default(); flows.nodes().len()],
            timeouts: vec![None; flows.nodes().len()],
            extensions: Vec::new(),
            assumed: Vec::new(),
            written: Vec::new(),
        };
        for (node, kind) in flows.nodes().iter().enumerate() {
            let (join, split) = match kind {
                Kind::Exclusive => (Join::Any, Split::One),
                Kind::Parallel => (Join::All, Split::All),
                Kind::Inclusive => (Join::Some, Split::Some),
                _ => (Join::Any, Split::All),
            };
            let step = graph.raw().node_weight((node as u32).into()).and_then(|node| match node {
                Node::Step(i) => Some(*i as u32),
                _ => None,
            });
            net.places.push(Place { join, split, step: step.unwrap_or(NONE) });
        }
        let mut sound = FlowGraph::default();
        let numbers: Vec<Option<u32>> =
            flows.nodes().iter().zip(&reached).map(|(kind, reached)| reached.then(|| sound.add(*kind))).collect();
        let mut bounds = Vec::new();
        for (arc, edge) in flows.flows().iter().zip(&edges) {
            let (Some(from), Some(to)) = (numbers[arc.from as usize], numbers[arc.to as usize]) else { continue };
            sound.connect_at_most(from, to, arc.at_most);
            let number = net.ways.len() as u32;
            net.ways.push(Way { from: arc.from, to: arc.to, share: 1.0, counter: NONE });
            bounds.push(arc.at_most);
            net.written.push(edge.and_then(|edge| written[edge.index()]));
            net.outs[arc.from as usize].push(number);
            net.ins[arc.to as usize].push(number);
            if let Some(by) = edge.and_then(|edge| graph.raw()[edge].extends) {
                net.extend(number, by, arc.at_most);
                bounds.push(None);
            }
        }
        net.begins.clone_from(&net.outs[graph.start().index()]);
        net.time(graph, week, work);
        let wrong = net.choices(graph, &origin);
        if let Verdict::Unsound(_) = soundness::analyse(&sound) {
            return Err(wrong.unwrap_or(Unmeasurable::Unsound));
        }
        net.count(&bounds);
        net.share_times(graph);
        net.look_ahead();
        Ok((net, wrong))
    }

    /// Puts a node on a way at which the limit becomes longer.
    fn extend(&mut self, way: u32, by: Duration, most: Option<u32>) {
        let (node, onward) = (self.places.len() as u32, self.ways.len() as u32);
        self.places.push(Place { join: Join::Any, split: Split::All, step: NONE });
        self.takes.push(Takes::default());
        self.timeouts.push(None);
        self.shares.push(None);
        let to = std::mem::replace(&mut self.ways[way as usize].to, node);
        self.ways.push(Way { from: node, to, share: 1.0, counter: NONE });
        self.written.push(None);
        self.ins[to as usize].retain(|flow| *flow != way);
        self.ins[to as usize].push(onward);
        self.ins.push(vec![way]);
        self.outs.push(vec![onward]);
        self.extensions.push(Extension { node, by, most });
    }

    /// Whether a case can come to a node again that it has left.
    pub fn is_on_loop(&self, node: u32) -> bool {
        let leads = self.leading_to(node, NONE);
        self.outs[node as usize].iter().any(|way| leads[*way as usize])
    }

    /// What steps take, and which of them wait no longer than so long.
    fn time(&mut self, graph: &ProcessGraph, week: Week, work: &dyn Fn(&Step) -> Option<Duration>) {
        for node in 0..self.places.len() {
            let Some(step) = graph.definition().steps.get(self.places[node].step as usize) else { continue };
            let time = step.time.as_ref().and_then(|time| time.value);
            let waits = step.timeout.as_ref().map(|timeout| timeout.after);
            let took = time.map_or(0, |time| ticks(week, time));
            self.takes[node] = Takes {
                time: took,
                work: work(step).map_or(took, |work| ticks(week, work).min(took)),
                calendar: time.and_then(calendar_ticks),
                waits: waits.map(|waits| (ticks(week, waits), calendar_ticks(waits))),
                stopped: step.clock == Some(Clock::Stopped),
            };
        }
    }

    /// The chance of each way, and the first choice whose shares are no chances.
    fn choices(&mut self, graph: &ProcessGraph, origin: &[petgraph::graph::NodeIndex]) -> Option<Unmeasurable> {
        let raw = graph.raw();
        let mut wrong = None;
        for (node, from) in origin.iter().copied().enumerate() {
            let outs = self.outs[node].clone();
            if outs.is_empty() || self.places[node].split == Split::All {
                continue;
            }
            if let (Node::Step(i), true) = (&raw[from], node >= raw.node_count()) {
                self.time_out(*i, from.index(), &outs);
                continue;
            }
            let Node::Gateway { step, .. } = raw[from] else { continue };
            let given: Vec<Option<Percent>> = outs.iter().map(|way| self.share_of(graph, *way)).collect();
            let missing = given.iter().filter(|share| share.is_none()).count();
            let next = Path::root().key("steps").index(step).key("next");
            if missing > 0 && outs.len() > 1 {
                self.assumed.push(next.clone());
            }
            if self.places[node].split == Split::Some {
                let shares = given.iter().map(|share| share.map_or(0.5, part));
                for (way, share) in outs.iter().zip(shares) {
                    self.ways[*way as usize].share = share.min(1.0);
                }
                let none = outs.iter().all(|way| self.ways[*way as usize].share == 0.0);
                let over = given.iter().position(|share| share.is_some_and(|share| share > Percent::WHOLE));
                let fault = if let Some((over, total)) = over.and_then(|over| Some((over, given[over]?))) {
                    Unmeasurable::SharesOver { at: self.share_path(outs[over]).unwrap_or(next), total }
                } else if none {
                    Unmeasurable::SharesUnder { at: next, total: Percent::from_ten_thousandths(0) }
                } else {
                    continue;
                };
                for way in outs {
                    self.ways[way as usize].share = 0.5;
                }
                wrong.get_or_insert(fault);
                continue;
            }
            let total = given.iter().flatten().map(|share| share.ten_thousandths()).fold(0, u64::saturating_add);
            let whole = Percent::WHOLE.ten_thousandths();
            if total > whole || (missing == 0 && total < whole) {
                // At the share with which it becomes too much; at the choice if something is missing.
                let mut sum = 0;
                let over = given.iter().position(|share| {
                    sum += share.map_or(0, |share| share.ten_thousandths());
                    sum > whole
                });
                let total = Percent::from_ten_thousandths(total);
                wrong.get_or_insert(match over {
                    Some(over) => Unmeasurable::SharesOver { at: self.share_path(outs[over]).unwrap_or(next), total },
                    None => Unmeasurable::SharesUnder { at: next, total },
                });
                let even = 1.0 / outs.len() as f64;
                for way in outs {
                    self.ways[way as usize].share = even;
                }
                continue;
            }
            let rest = part(Percent::from_ten_thousandths(whole - total)) / missing.max(1) as f64;
            for (way, share) in outs.iter().zip(&given) {
                self.ways[*way as usize].share = share.map_or(rest, part);
            }
        }
        wrong
    }

    /// A step is left by its time-out if it takes longer than is waited, or if there is no other way.
    fn time_out(&mut self, step: usize, node: usize, outs: &[u32]) {
        let by_time = |way: &&u32| self.written[**way as usize] == Some((step as u32, NONE));
        let Some(late) = outs.iter().find(by_time).copied() else { return };
        let other = outs.iter().copied().find(|way| *way != late);
        let takes = self.takes[node];
        let is_late = other.is_none() || takes.waits.is_some_and(|(waits, _)| takes.time > waits);
        for way in outs {
            self.ways[*way as usize].share = if (*way == late) == is_late { 1.0 } else { 0.0 };
        }
        match other {
            Some(other) => self.timeouts[node] = Some((late, other)),
            None => {
                if let Some((waits, calendar)) = takes.waits {
                    self.takes[node] = Takes { time: waits, work: takes.work.min(waits), calendar, ..takes };
                }
            }
        }
    }

    fn share_of(&self, graph: &ProcessGraph, way: u32) -> Option<Percent> {
        let (step, next) = self.written[way as usize]?;
        graph.definition().steps.get(step as usize)?.next.get(next as usize)?.share
    }

    /// Counters for the bounds that a case can come to; a flow that must never be taken is none.
    fn count(&mut self, bounds: &[Option<u32>]) {
        let on_cycle = self.cycles();
        for (way, bound) in bounds.iter().enumerate() {
            let Some(bound) = *bound else { continue };
            let from = self.ways[way].from as usize;
            let Way { share, to, .. } = self.ways[way];
            let again = bound == 0 || (on_cycle[from] != NONE && on_cycle[from] == on_cycle[to as usize]);
            // What is left beside it for certain.
            let open = |other: &u32| *other as usize != way && bounds[*other as usize].is_none();
            let beside: f64 =
                self.outs[from].iter().filter(|other| open(other)).map(|other| self.ways[*other as usize].share).sum();
            let most = if self.places[from].split == Split::One && share > 0.0 { share / (share + beside) } else { share };
            let few = bound > 0 && is_rarer(most, bound);
            if again && !few {
                self.ways[way].counter = self.bounds.len() as u32;
                self.bounds.push(bound);
            }
        }
    }

    /// By node, the number of the loop it lies on.
    fn cycles(&self) -> Vec<u32> {
        let mut raw = petgraph::graph::DiGraph::<(), (), u32>::with_capacity(self.places.len(), self.ways.len());
        for _ in &self.places {
            raw.add_node(());
        }
        for way in &self.ways {
            raw.add_edge(way.from.into(), way.to.into(), ());
        }
        let mut of = vec![NONE; self.places.len()];
        for (number, nodes) in petgraph::algo::kosaraju_scc(&raw).iter().enumerate() {
            if nodes.len() > 1 || raw.contains_edge(nodes[0], nodes[0]) {
                for node in nodes {
                    of[node.index()] = number as u32;
                }
            }
        }
        of
    }

    /// What can still come from each flow.
    fn look_ahead(&mut self) {
        let counted: Vec<u32> = self.ways.iter().filter(|way| way.counter != NONE).map(|way| way.from).collect();
        self.counted = vec![vec![false; self.ways.len()]; counted.len()];
        for (number, from) in counted.iter().enumerate() {
            self.counted[number] = self.leading_to(*from, NONE);
        }
        for shared in &self.shared {
            let mut leads = vec![false; self.ways.len()];
            for node in shared {
                leads.iter_mut().zip(self.leading_to(*node, NONE)).for_each(|(leads, there)| *leads |= there);
            }
            self.counted.push(leads);
        }
        for node in 0..self.places.len() as u32 {
            if self.places[node as usize].join != Join::Some || self.ins[node as usize].len() < 2 {
                continue;
            }
            let mut reach = vec![Vec::new(); self.ways.len()];
            for flow in self.ins[node as usize].clone() {
                let before = self.leading_to(self.ways[flow as usize].from, node);
                for (way, leads) in before.iter().enumerate() {
                    if *leads {
                        reach[way].push(flow);
                    }
                }
            }
            self.inclusive.push((node, reach));
        }
    }

    /// The times that several steps take together: who of them is first takes all of it.
    ///
    /// Where no case comes to a step but by the one that has the time, it takes none; so that only the others need
    /// a counter.
    fn share_times(&mut self, graph: &ProcessGraph) {
        let steps = &graph.definition().steps;
        for (node, step) in graph.step_nodes().zip(steps) {
            let whole = step.time.as_ref().filter(|time| time.value.is_none()).and_then(|time| time.shared_with.as_ref());
            let Some(holder) = whole.and_then(|id| graph.node_of(id.as_str())).filter(|holder| *holder != node) else { continue };
            let (holder, node) = (holder.index() as u32, node.index() as u32);
            if !self.comes_without(node, holder) {
                continue;
            }
            let Takes { time, work, calendar, .. } = self.takes[holder as usize];
            self.takes[node as usize] = Takes { time, work, calendar, ..self.takes[node as usize] };
            match self.shared.iter_mut().find(|shared| shared[0] == holder) {
                Some(shared) => shared.push(node),
                None => self.shared.push(vec![holder, node]),
            }
        }
        for (number, shared) in self.shared.iter().enumerate() {
            for (place, node) in shared.iter().enumerate() {
                self.shares[*node as usize] = Some(((self.bounds.len() + number) as u32, place == 0));
            }
        }
    }

    /// Whether a case can come to a node without passing another one.
    fn comes_without(&self, node: u32, other: u32) -> bool {
        let leads = self.leading_to(node, other);
        node != other && self.begins.iter().any(|flow| leads[*flow as usize] && self.ways[*flow as usize].to != other)
    }

    /// How many counters a case has.
    pub const fn counters(&self) -> usize {
        self.bounds.len() + self.shared.len()
    }
    /// Whether a step takes no time because the time that it shares was taken: the one that has it takes it again when it
    /// is done again, unless another one has taken it before.
    pub fn is_free(&self, node: u32, taken: &[u32]) -> bool {
        self.shares[node as usize].is_some_and(|(counter, has)| match taken[counter as usize] {
            0 => false,
            1 => true,
            _ => !has,
        })
    }
    /// Says that a step was done, if it shares a time.
    pub fn take_shared(&self, node: u32, taken: &mut [u32]) {
        if let Some((counter, has)) = self.shares[node as usize] {
            let taken = &mut taken[counter as usize];
            *taken = if has { 2 } else { (*taken).max(1) };
        }
    }

    /// The flows from which a token can come to a node, without passing another one.
    fn leading_to(&self, node: u32, without: u32) -> Vec<bool> {
        let mut leads = vec![false; self.ways.len()];
        if node == without {
            return leads;
        }
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            for flow in &self.ins[node as usize] {
                if !std::mem::replace(&mut leads[*flow as usize], true) {
                    let from = self.ways[*flow as usize].from;
                    if from != without {
                        open.push(from);
                    }
                }
            }
        }
        leads
    }

    /// Whether what is counted can still be come to from a flow.
    pub fn is_counted(&self, counter: usize, flow: u32) -> bool {
        self.counted[counter][flow as usize]
    }
    /// Where a way is written, if it is.
    pub fn path_of(&self, way: u32) -> Option<Path> {
        let (step, next) = self.written[way as usize]?;
        let step = Path::root().key("steps").index(step as usize);
        Some(if next == NONE { step.key("timeout") } else { step.key("next").index(next as usize) })
    }
    /// Where its share is written, or would be.
    pub fn share_path(&self, way: u32) -> Option<Path> {
        let (_, next) = self.written[way as usize]?;
        self.path_of(way).map(|path| if next == NONE { path } else { path.key("share") })
    }
    /// Whether an inclusive join goes on: no token elsewhere can still come to one of its empty flows, unless it can
    /// come to a filled one as well (OMG BPMN 2.0.2, 13.4.3).
    pub fn goes_on(
        &self,
        node: u32,
        reach: &[Vec<u32>],
        marked: &dyn Fn(u32) -> bool,
        tokens: &mut dyn Iterator<Item = u32>,
    ) -> bool {
        tokens.filter(|flow| self.ways[*flow as usize].to != node).all(|flow| {
            let comes = &reach[flow as usize];
            comes.is_empty() || comes.iter().any(|flow| marked(*flow))
        })
    }
}

/// Whether hardly any case takes a way so often one time after the other. Powers differ from machine to machine.
fn is_rarer(share: f64, times: u32) -> bool {
    let mut chance = 1.0;
    (0..times.min(10_000)).any(|_| {
        chance *= share;
        chance < NEVER
    })
}

/// The part of one that a percentage is.
fn part(share: Percent) -> f64 {
    share.ten_thousandths() as f64 / Percent::WHOLE.ten_thousandths() as f64
}

/// The nodes that a case can come to without an interruption.
fn reached(graph: &FlowGraph, start: usize) -> Vec<bool> {
    let mut outs = vec![Vec::new(); graph.nodes().len()];
    for arc in graph.flows() {
        outs[arc.from as usize].push(arc.to as usize);
    }
    let mut reached = vec![false; outs.len()];
    let mut open = vec![start];
    while let Some(node) = open.pop() {
        if !std::mem::replace(&mut reached[node], true) {
            open.extend(&outs[node]);
        }
    }
    reached
}

/// By edge of the graph: the step and the place in its list, or none for a time-out.
pub fn written(graph: &ProcessGraph) -> Vec<Option<(u32, u32)>> {
    let raw = graph.raw();
    let mut written = vec![None; raw.edge_count()];
    let steps = &graph.definition().steps;
    let ids: std::collections::HashSet<&str> = steps.iter().map(|step| step.id.as_str()).collect();
    for ((i, step), node) in steps.iter().enumerate().zip(graph.step_nodes()) {
        // Flows are made in the order of the definition; those that lead nowhere are left out.
        let named: Vec<u32> =
            (0u32..).zip(step.next.iter()).filter(|(_, next)| ids.contains(next.to.as_str())).map(|(k, _)| k).collect();
        let split = raw.neighbors(node).find(|n| matches!(raw[*n], Node::Gateway { joins: false, step, .. } if step == i));
        let mut edges: Vec<EdgeIndex> = raw.edges(split.unwrap_or(node)).map(|edge| edge.id()).collect();
        edges.sort_unstable();
        let sequence = edges.iter().filter(|edge| raw[**edge].kind == FlowKind::Sequence);
        for (edge, next) in sequence.zip(named) {
            written[edge.index()] = Some((i as u32, next));
        }
        let late = raw.edges(node).find(|edge| edge.weight().kind == FlowKind::Timeout);
        if let Some(late) = late {
            written[late.id().index()] = Some((i as u32, NONE));
        }
    }
    written
}
