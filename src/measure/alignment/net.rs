//! A procedure as a machine aligns it: places where work waits for a recorded step, for a choice or for others.
//!
//! What happens without a record and without a choice is done at once: a token passes merges, parallel splits and steps that
//! leave no event until it comes to a place. An inclusive split is decided way by way: one that is taken for certain, and
//! each other one when it matters.

use super::Unalignable;
use super::bits::{self, Bits};
use crate::check::soundness::{self, FlowGraph, Kind, Verdict};
use crate::model::definition::Step;
use crate::model::graph::{FlowKind, Node, ProcessGraph};
use std::collections::HashMap;

/// No step, no label, no way.
pub const NONE: u32 = u32::MAX;

/// Something that can happen to a token.
#[derive(Debug, Clone)]
pub struct Act {
    /// The step that is done, if one is that leaves a record.
    pub step: u32,
    /// The edge of the process graph that is chosen, if there is a choice.
    pub way: u32,
    /// Whether the choice was begun with another way.
    pub follows: bool,
    /// What it uses up.
    counts: Vec<u32>,
    pub gives: Bits,
}

/// A join of several flows.
#[derive(Debug, Clone)]
pub struct Join {
    pub slots: Bits,
    /// Of an inclusive join, by flow: its slot, and where tokens are that can still come to it without passing the join.
    pub comes: Option<Vec<(u32, Bits)>>,
    pub gives: Bits,
}

/// What can end all work and begin anew.
#[derive(Debug, Clone)]
pub struct Interruption {
    /// Where it can come; anywhere if nothing is said.
    pub during: Option<Bits>,
    gives: Bits,
}

/// The places of a procedure and what happens there.
#[derive(Debug, Clone)]
pub struct Net {
    /// Words of a set of places.
    pub words: usize,
    pub begins: Bits,
    /// By place; none where a token waits for others.
    pub acts: Vec<Vec<Act>>,
    /// Whether a token there is a way of an inclusive split that may be taken.
    pub open_ways: Bits,
    pub joins: Vec<Join>,
    pub interruptions: Vec<Interruption>,
    bounds: Vec<u32>,
    /// Where tokens wait for others.
    pub slots: Bits,
    /// By place, where a token there can get to, itself included.
    pub reach: Vec<Bits>,
    /// By place, the steps that can still be done, and those that must be.
    pub can: Vec<Bits>,
    pub must: Vec<Bits>,
    /// Steps that can be done more than once in a case.
    pub again: Bits,
    /// By step of the definition.
    pub labels: Vec<u32>,
    pub label_of: HashMap<String, u32>,
    /// By label: the steps that are recorded so.
    pub steps_of: Vec<Bits>,
    /// By label: where a token can be from which such a step can be come to.
    pub towards: Vec<Bits>,
}

struct Builder<'a> {
    flows: &'a FlowGraph,
    outs: Vec<Vec<u32>>,
    /// By node: where a token waits that comes in, and where one waits that is to go out.
    entry: Vec<u32>,
    exit: Vec<u32>,
    /// By flow: its slot in a join.
    slot: Vec<u32>,
    places: usize,
}

impl Builder<'_> {
    fn place(&mut self) -> u32 {
        self.places += 1;
        (self.places - 1) as u32
    }
    /// Where tokens come to that are on these flows.
    fn enter(&self, flows: &[u32]) -> Result<Bits, Unalignable> {
        let mut places = bits::empty(bits::words(self.places));
        let mut passed = vec![false; self.entry.len()];
        let mut open = flows.to_vec();
        let mut put = |place: u32| {
            let is_free = !bits::has(&places, place);
            bits::insert(&mut places, place);
            is_free.then_some(()).ok_or(Unalignable::Unsound)
        };
        while let Some(flow) = open.pop() {
            let node = self.flows.flows()[flow as usize].to as usize;
            if self.slot[flow as usize] != NONE {
                put(self.slot[flow as usize])?;
            } else if self.entry[node] != NONE {
                put(self.entry[node])?;
            } else if self.exit[node] != NONE {
                put(self.exit[node])?;
            } else if std::mem::replace(&mut passed[node], true) {
                // Two tokens at once, or one that goes round where nothing happens.
                return Err(Unalignable::Unsound);
            } else {
                open.extend(&self.outs[node]);
            }
        }
        Ok(places)
    }
    /// Where tokens come to that leave a node.
    fn leave(&self, node: usize) -> Result<Bits, Unalignable> {
        if self.exit[node] == NONE {
            return self.enter(&self.outs[node]);
        }
        let mut places = bits::empty(bits::words(self.places));
        bits::insert(&mut places, self.exit[node]);
        Ok(places)
    }
}

impl Net {
    /// Compiles a procedure; `recorded` says under which name a step is found in a log, if it leaves a record.
    pub fn of<'g>(graph: &'g ProcessGraph, recorded: &dyn Fn(&'g Step) -> Option<&'g str>) -> Result<Self, Unalignable> {
        let steps = &graph.definition().steps;
        if steps.is_empty() {
            return Err(Unalignable::Empty);
        }
        let (whole, edges) = reached(graph);
        if let Verdict::Unsound(_) = soundness::analyse(&whole.flows) {
            return Err(Unalignable::Unsound);
        }
        let flows = &whole.flows;
        let mut label_of = HashMap::new();
        let labels: Vec<u32> = steps
            .iter()
            .map(|step| {
                recorded(step).map_or(NONE, |name| {
                    let next = label_of.len() as u32;
                    *label_of.entry(name.to_owned()).or_insert(next)
                })
            })
            .collect();
        let arcs = flows.flows();
        let nodes = flows.nodes().len();
        let mut outs = vec![Vec::new(); nodes];
        let mut ins = vec![Vec::new(); nodes];
        for (flow, arc) in (0u32..).zip(arcs) {
            outs[arc.from as usize].push(flow);
            ins[arc.to as usize].push(flow);
        }
        let step_of = |node: usize| match graph.raw().node_weight(whole.nodes[node].into()) {
            Some(Node::Step(step)) => Some(*step),
            _ => None,
        };
        let mut node_of_step = vec![NONE; steps.len()];
        for node in 0..nodes {
            if let Some(step) = step_of(node) {
                node_of_step[step] = node as u32;
            }
        }
        let interrupting: Vec<(usize, Option<Vec<u32>>)> = (0..nodes)
            .filter_map(|node| match graph.raw().node_weight(whole.nodes[node].into()) {
                Some(Node::Interruption(i)) => Some((node, graph.definition().interruptions.get(*i)?)),
                _ => None,
            })
            .map(|(node, interruption)| {
                let place = |id: &crate::model::value::Id| steps.iter().position(|step| step.id == *id);
                let during: Vec<u32> =
                    interruption.during.iter().filter_map(place).map(|step| node_of_step[step]).filter(|n| *n != NONE).collect();
                (node, (!interruption.during.is_empty()).then_some(during))
            })
            .collect();
        let is_watched =
            |node: usize| interrupting.iter().any(|(_, during)| during.iter().flatten().any(|n| *n as usize == node));

        let counter_of = counters(flows, &outs, !interrupting.is_empty());
        let bounds: Vec<u32> =
            arcs.iter().zip(&counter_of).filter(|(_, c)| **c != NONE).filter_map(|(arc, _)| arc.at_most).collect();
        let is_bounded = |flow: u32| arcs[flow as usize].at_most == Some(0) || counter_of[flow as usize] != NONE;
        let mut builder = Builder {
            flows,
            outs: outs.clone(),
            entry: vec![NONE; nodes],
            exit: vec![NONE; nodes],
            slot: vec![NONE; arcs.len()],
            places: 0,
        };
        let mut maybe = vec![NONE; arcs.len()];
        for node in 0..nodes {
            let kind = flows.nodes()[node];
            let step = step_of(node);
            let is_recorded = kind == Kind::Step && step.is_some_and(|step| labels[step] != NONE);
            if is_recorded || (kind == Kind::Step && is_watched(node)) {
                builder.entry[node] = builder.place();
            }
            if ins[node].len() > 1 && matches!(kind, Kind::Parallel | Kind::Inclusive) {
                for flow in &ins[node] {
                    builder.slot[*flow as usize] = builder.place();
                }
            }
            let chooses = matches!(kind, Kind::Exclusive | Kind::Inclusive) && outs[node].len() > 1;
            if chooses || outs[node].iter().any(|flow| is_bounded(*flow)) {
                builder.exit[node] = builder.place();
            }
            if kind == Kind::Inclusive && outs[node].len() > 1 {
                for flow in &outs[node] {
                    maybe[*flow as usize] = builder.place();
                }
            }
        }
        let words = bits::words(builder.places);
        let mut acts: Vec<Vec<Act>> = vec![Vec::new(); builder.places];
        let mut joins = Vec::new();
        let silent = |gives: Bits| Act { step: NONE, way: NONE, follows: false, counts: Vec::new(), gives };
        let taking = |flows: &[u32], way: u32| -> Result<Option<Act>, Unalignable> {
            if flows.iter().any(|flow| arcs[*flow as usize].at_most == Some(0)) {
                return Ok(None);
            }
            let counts = flows.iter().map(|flow| counter_of[*flow as usize]).filter(|counter| *counter != NONE).collect();
            Ok(Some(Act { way, counts, ..silent(builder.enter(flows)?) }))
        };
        for node in 0..nodes {
            let kind = flows.nodes()[node];
            if builder.entry[node] != NONE {
                let step = step_of(node).unwrap_or_default();
                let done = if labels[step] == NONE { NONE } else { step as u32 };
                let own = &mut acts[builder.entry[node] as usize];
                own.push(Act { step: done, ..silent(builder.leave(node)?) });
                // Who is left by a time-out was not done, so that it need not be recorded.
                for flow in outs[node].iter().flat_map(|flow| &outs[arcs[*flow as usize].to as usize]) {
                    let is_late = edges[*flow as usize].is_some_and(|edge| graph.raw()[edge].kind == FlowKind::Timeout);
                    if is_late && done != NONE && whole.nodes[arcs[*flow as usize].from as usize] == whole.nodes[node] {
                        let way = edges[*flow as usize].map_or(NONE, |edge| edge.index() as u32);
                        own.extend(taking(&[*flow], way)?);
                    }
                }
            }
            let slots: Vec<u32> =
                ins[node].iter().map(|flow| builder.slot[*flow as usize]).filter(|slot| *slot != NONE).collect();
            if !slots.is_empty() {
                let set = bits::of(words, slots.iter().copied());
                let comes = (kind == Kind::Inclusive).then(|| slots.iter().map(|slot| (*slot, Bits::new())).collect());
                joins.push(Join { slots: set, comes, gives: builder.leave(node)? });
            }
            if builder.exit[node] == NONE {
                continue;
            }
            let place = builder.exit[node] as usize;
            let way_of = |flow: u32| edges[flow as usize].map_or(NONE, |edge| edge.index() as u32);
            if matches!(kind, Kind::Exclusive | Kind::Inclusive) && outs[node].len() > 1 {
                for flow in &outs[node] {
                    let Some(mut act) = taking(&[*flow], way_of(*flow))? else { continue };
                    if kind == Kind::Inclusive {
                        let own = maybe[*flow as usize];
                        acts[own as usize] = vec![Act { follows: true, ..act.clone() }, silent(bits::empty(words))];
                        for other in outs[node].iter().filter(|other| *other != flow) {
                            bits::insert(&mut act.gives, maybe[*other as usize]);
                        }
                    }
                    acts[place].push(act);
                }
            } else {
                acts[place].extend(taking(&outs[node], NONE)?);
            }
        }
        let mut open_ways = bits::empty(words);
        for place in maybe.iter().filter(|place| **place != NONE) {
            bits::insert(&mut open_ways, *place);
            if acts[*place as usize].is_empty() {
                // A way that must never be taken.
                acts[*place as usize].push(silent(bits::empty(words)));
            }
        }
        let begins = {
            let starts: Vec<u32> =
                (0..nodes).filter(|node| flows.nodes()[*node] == Kind::Start).flat_map(|node| outs[node].clone()).collect();
            builder.enter(&starts)?
        };
        let mut interruptions = Vec::new();
        for (node, during) in &interrupting {
            let during = during.as_ref().map(|during| bits::of(words, during.iter().map(|node| builder.entry[*node as usize])));
            interruptions.push(Interruption { during, gives: builder.leave(*node)? });
        }
        let mut slots = bits::empty(words);
        for join in &joins {
            bits::unite(&mut slots, &join.slots);
        }
        let mut net = Self {
            words,
            slots,
            begins,
            acts,
            open_ways,
            joins,
            interruptions,
            bounds,
            reach: Vec::new(),
            can: Vec::new(),
            must: Vec::new(),
            again: Bits::new(),
            labels,
            label_of,
            steps_of: Vec::new(),
            towards: Vec::new(),
        };
        net.look_ahead();
        Ok(net)
    }

    /// What can come, and what must.
    fn look_ahead(&mut self) {
        let places = self.acts.len();
        let step_words = bits::words(self.labels.len());
        let gives_of_slot =
            |place: u32| self.joins.iter().filter(move |join| bits::has(&join.slots, place)).map(|join| &join.gives);
        let flows: Vec<Bits> = (0..places)
            .map(|place| {
                let mut next = bits::empty(self.words);
                self.acts[place].iter().for_each(|act| bits::unite(&mut next, &act.gives));
                gives_of_slot(place as u32).for_each(|gives| bits::unite(&mut next, gives));
                next
            })
            .collect();
        let mut ways = flows.clone();
        for interruption in &self.interruptions {
            for (place, next) in ways.iter_mut().enumerate() {
                if interruption.during.as_ref().is_none_or(|during| bits::has(during, place as u32)) {
                    bits::unite(next, &interruption.gives);
                }
            }
        }
        let spread = |from: &Bits| {
            let mut seen = bits::empty(self.words);
            let mut open: Vec<u32> = bits::each(from).collect();
            while let Some(place) = open.pop() {
                if !bits::has(&seen, place) {
                    bits::insert(&mut seen, place);
                    open.extend(bits::each(&ways[place as usize]));
                }
            }
            seen
        };
        let own: Vec<Bits> = self
            .acts
            .iter()
            .map(|acts| {
                let mut own = bits::empty(step_words);
                acts.iter().filter(|act| act.step != NONE).for_each(|act| bits::insert(&mut own, act.step));
                own
            })
            .collect();
        let steps_in = |places: &Bits| {
            let mut steps = bits::empty(step_words);
            bits::each(places).for_each(|place| bits::unite(&mut steps, &own[place as usize]));
            steps
        };
        let mut again = bits::empty(step_words);
        let mut reach = Vec::with_capacity(places);
        for place in 0..places {
            let mut beyond = spread(&ways[place]);
            if bits::has(&beyond, place as u32) {
                bits::unite(&mut again, &own[place]);
            }
            bits::insert(&mut beyond, place as u32);
            reach.push(beyond);
        }
        self.can = reach.iter().map(steps_in).collect();
        // Another token may bring an interruption about that begins anew what was done here.
        for interruption in &self.interruptions {
            bits::unite(&mut again, &steps_in(&spread(&interruption.gives)));
        }
        // The most that agrees with itself: what is on every way to an end.
        let mut must = vec![bits::full(self.labels.len()); places];
        let mut changed = true;
        while changed {
            changed = false;
            for place in (0..places).rev() {
                let ahead = |gives: &Bits| {
                    let mut all = bits::empty(step_words);
                    bits::each(gives).for_each(|place| bits::unite(&mut all, &must[place as usize]));
                    all
                };
                let mut common: Option<Bits> = None;
                let mut also = |mut all: Bits, step: u32| {
                    if step != NONE {
                        bits::insert(&mut all, step);
                    }
                    match &mut common {
                        Some(common) => bits::intersect(common, &all),
                        None => common = Some(all),
                    }
                };
                self.acts[place].iter().for_each(|act| also(ahead(&act.gives), act.step));
                gives_of_slot(place as u32).for_each(|gives| also(ahead(gives), NONE));
                let common = common.unwrap_or_else(|| bits::empty(step_words));
                if common != must[place] {
                    must[place] = common;
                    changed = true;
                }
            }
        }
        self.must = must;
        self.again = again;
        self.steps_of = vec![bits::empty(step_words); self.label_of.len()];
        for (step, label) in (0u32..).zip(&self.labels).filter(|(_, label)| **label != NONE) {
            bits::insert(&mut self.steps_of[*label as usize], step);
        }
        self.towards = (0..self.label_of.len() as u32)
            .map(|label| {
                let mut towards = bits::empty(self.words);
                for place in 0..places {
                    if bits::meet(&self.can[place], &self.steps_of[label as usize]) {
                        bits::insert(&mut towards, place as u32);
                    }
                }
                towards
            })
            .collect();
        for number in 0..self.joins.len() {
            let Some(comes) = self.joins[number].comes.clone() else { continue };
            let join = &self.joins[number];
            let comes = comes.into_iter().map(|(slot, _)| {
                let mut before = bits::empty(self.words);
                let mut open = vec![slot];
                while let Some(to) = open.pop() {
                    for (from, next) in (0u32..).zip(&flows) {
                        let passes = bits::has(&join.slots, from);
                        if !passes && bits::has(next, to) && !bits::has(&before, from) {
                            bits::insert(&mut before, from);
                            open.push(from);
                        }
                    }
                }
                (slot, before)
            });
            self.joins[number].comes = Some(comes.collect());
        }
        self.reach = reach;
    }

    /// The edges of the process graph that can be chosen.
    pub fn ways(&self) -> std::collections::BTreeSet<u32> {
        self.acts.iter().flatten().map(|act| act.way).filter(|way| *way != NONE).collect()
    }
    /// Words of a marking: places, and a word for each counter.
    pub fn stride(&self) -> usize {
        self.words + self.bounds.len()
    }
    /// Where a case begins, and whether that holds together.
    pub fn first(&self) -> Option<Bits> {
        let mut marking = self.begins.clone();
        marking.resize(self.stride(), 0);
        let mut added = self.begins.clone();
        self.settle(&mut marking, &mut added).then_some(marking)
    }
    /// What comes of something that happens to a token, and the places that got one.
    pub fn fire(&self, marking: &[u64], place: u32, act: &Act) -> Option<(Bits, Bits)> {
        let mut next = marking.to_vec();
        bits::remove(&mut next, place);
        for counter in &act.counts {
            let used = &mut next[self.words + *counter as usize];
            if *used >= u64::from(self.bounds[*counter as usize]) {
                return None;
            }
            *used += 1;
        }
        let mut added = act.gives.clone();
        if bits::meet(&next[..self.words], &added) {
            return None;
        }
        bits::unite(&mut next[..self.words], &added);
        self.settle(&mut next, &mut added).then_some((next, added))
    }
    /// What comes of an interruption, if it can happen.
    pub fn interrupt(&self, marking: &[u64], interruption: &Interruption) -> Option<(Bits, Bits)> {
        let places = &marking[..self.words];
        // Where only ways are left that may be taken, it has to be said first which are: the case may be over.
        let is_work = || (0..self.words).any(|word| places[word] & !self.open_ways[word] & !self.slots[word] != 0);
        let can = interruption.during.as_ref().map_or_else(is_work, |during| bits::meet(places, during));
        if !can {
            return None;
        }
        let mut added = interruption.gives.clone();
        let mut next = added.clone();
        next.extend(&marking[self.words..]);
        self.settle(&mut next, &mut added).then_some((next, added))
    }
    /// The tokens that may move next so that a token that has just moved gets on: itself; where it waits for others at a join,
    /// one of those that has to come there, or to go elsewhere, before the join goes on. In which order they do so does
    /// not matter, so that one order is enough.
    pub fn helpers(&self, marking: &[u64], fresh: &[u64]) -> Bits {
        let places = &marking[..self.words];
        let mut helpers = fresh.to_vec();
        bits::subtract(&mut helpers, &self.slots);
        let mut others = bits::empty(self.words);
        for join in self.joins.iter().filter(|join| bits::meet(&join.slots, fresh)) {
            let under_way = bits::each(&helpers).any(|place| bits::meet(&self.reach[place as usize], &join.slots));
            if under_way {
                return helpers;
            }
            let empty = || bits::each(&join.slots).filter(|slot| !bits::has(places, *slot));
            let tokens = || bits::each(places).filter(|place| !self.acts[*place as usize].is_empty());
            match &join.comes {
                // One after the other, each of its ways gets a token.
                None => {
                    let leads = |place: &u32| empty().next().is_some_and(|slot| bits::has(&self.reach[*place as usize], slot));
                    tokens().filter(leads).for_each(|place| bits::insert(&mut others, place));
                }
                Some(comes) => {
                    let comes = |place: &u32| {
                        let is_empty = |slot: u32| !bits::has(places, slot);
                        comes.iter().any(|(slot, before)| is_empty(*slot) && bits::has(before, *place))
                    };
                    tokens().find(comes).into_iter().for_each(|place| bits::insert(&mut others, place));
                }
            }
        }
        bits::unite(&mut helpers, &others);
        helpers
    }
    /// By inclusive join, the tokens that wait there for others to go elsewhere.
    pub fn waiting(&self, marking: &[u64]) -> impl Iterator<Item = Bits> {
        let here = |join: &Join| {
            let mut here = join.slots.clone();
            bits::intersect(&mut here, marking);
            here
        };
        self.joins.iter().filter(|join| join.comes.is_some()).map(here).filter(|here| !bits::is_empty(here))
    }
    /// Lets joins go on that have what they wait for; false where a place would hold two tokens.
    fn settle(&self, marking: &mut [u64], added: &mut [u64]) -> bool {
        let places = &mut marking[..self.words];
        // In a sound flow no join goes on again before something else has happened.
        for _ in 0..=self.joins.len() {
            let Some(join) = self.joins.iter().find(|join| join.goes_on(places)) else { return true };
            bits::subtract(places, &join.slots);
            bits::subtract(added, &join.slots);
            if bits::meet(places, &join.gives) {
                return false;
            }
            bits::unite(places, &join.gives);
            bits::unite(added, &join.gives);
        }
        false
    }
}

impl Join {
    fn goes_on(&self, places: &[u64]) -> bool {
        let Some(comes) = &self.comes else { return bits::holds(places, &self.slots) };
        bits::meet(places, &self.slots)
            && comes.iter().all(|(slot, before)| bits::has(places, *slot) || !bits::meet(places, before))
    }
}

impl Interruption {
    /// Where work begins anew.
    pub fn begins(&self) -> &[u64] {
        &self.gives
    }
}

/// The part of a graph that a case can come to, with the nodes of the process that its nodes are.
struct Reached {
    flows: FlowGraph,
    nodes: Vec<u32>,
}

fn reached(graph: &ProcessGraph) -> (Reached, Vec<Option<petgraph::graph::EdgeIndex>>) {
    let (all, origin, edges) = FlowGraph::traced(graph);
    let mut outs = vec![Vec::new(); all.nodes().len()];
    for arc in all.flows() {
        outs[arc.from as usize].push(arc.to as usize);
    }
    let mut seen = vec![false; outs.len()];
    let begins = |node: &usize| matches!(all.nodes()[*node], Kind::Start | Kind::Interruption);
    let mut open: Vec<usize> = (0..outs.len()).filter(begins).collect();
    while let Some(node) = open.pop() {
        if !std::mem::replace(&mut seen[node], true) {
            open.extend(&outs[node]);
        }
    }
    let (mut flows, mut nodes, mut kept) = (FlowGraph::default(), Vec::new(), Vec::new());
    let numbers: Vec<Option<u32>> = (0..outs.len())
        .map(|node| {
            seen[node].then(|| {
                nodes.push(origin[node].index() as u32);
                flows.add(all.nodes()[node])
            })
        })
        .collect();
    for (arc, edge) in all.flows().iter().zip(edges) {
        if let (Some(from), Some(to)) = (numbers[arc.from as usize], numbers[arc.to as usize]) {
            flows.connect_at_most(from, to, arc.at_most);
            kept.push(edge);
        }
    }
    (Reached { flows, nodes }, kept)
}

/// By flow, the number of the counter that its bound needs: none where it is taken once at most.
fn counters(flows: &FlowGraph, outs: &[Vec<u32>], interrupted: bool) -> Vec<u32> {
    let mut number = 0;
    let counter = |arc: &soundness::Arc| {
        let needs = arc.at_most.is_some_and(|bound| bound > 0)
            && (interrupted || {
                let mut seen = vec![false; outs.len()];
                let mut open = vec![arc.to];
                while let Some(node) = open.pop() {
                    if !std::mem::replace(&mut seen[node as usize], true) {
                        open.extend(outs[node as usize].iter().map(|flow| flows.flows()[*flow as usize].to));
                    }
                }
                seen[arc.from as usize]
            });
        if !needs {
            return NONE;
        }
        number += 1;
        number - 1
    };
    flows.flows().iter().map(counter).collect()
}
