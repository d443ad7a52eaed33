//! From a process to a party that sends and waits for messages.
//!
//! `lower.rs` takes an event at the border of an activity as a choice behind it, which is exact as long as nothing
//! waits for messages. Here it has to be an event that comes while the activity waits:
//!
//! | in BPMN | here | 2.0.2 |
//! |---|---|---|
//! | boundary event | stands ready while its activity is at work; may take the tokens in it away | 13.5.3 |
//! | event subprocess | the same, for its scope | 13.5.4 |
//! | message event that interrupts nothing | stands ready again after each message | 13.5.3 |
//! | other event that interrupts nothing | happens once at most | 13.5.3 |
//! | error or cancel end event | goes to the event that catches it | 13.5.5 |
//! | terminate end event | takes every token of its scope away | 13.5.6 |
//! | event-based gateway | a way is open when its event need not wait | 13.4.4 |
//! | start event with a message | begins a case for each message | 13.2 |
//! | activity that sends | sends when it begins, or not at all if it is interrupted before | 13.3.3 |
//! | send task | sends when it is done | 13.3.3 |

use super::model::{GatewayKind, NodeKind, Process, SubKind, TaskKind, Trigger};
use crate::check::soundness::together::Party;
use crate::check::soundness::{FlowGraph, Kind};
use crate::model::value::{Message, message};
use std::collections::{HashMap, HashSet};

/// A process as a party.
pub(super) struct Play {
    pub party: Party,
    /// The node of the process that each node of the graph stands for.
    pub origin: Vec<usize>,
    /// The node of the graph that sends the messages of each node of the process, and the one that waits for them.
    pub speaks: Vec<Option<u32>>,
    pub listens: Vec<Option<u32>>,
}

/// What a node of the process does with messages.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Talk {
    pub sends: bool,
    pub waits: bool,
    /// An activity waits before it sends.
    pub waits_first: bool,
}

/// More flows than this are not listed as what events take away.
const MOST_CLEARED: usize = 1 << 22;

/// Plays a process; an obstacle where it is too much.
///
/// The process was lowered without one.
pub(super) fn play(process: &Process, talk: &[Talk]) -> Result<Play, Message> {
    let mut playing = Playing::new(process, talk);
    playing.run();
    playing.regions()?;
    let Playing { graph, origin, speaks, listens, deferred, clears, idle, .. } = playing;
    Ok(Play { party: Party { graph, deferred, clears, idle }, origin, speaks, listens })
}

/// What an event takes away.
#[derive(Clone, Copy)]
enum Region {
    All,
    /// What is in an activity, and the events that stand ready at it.
    Of(usize),
}

struct Playing<'m> {
    process: &'m Process,
    talk: &'m [Talk],
    graph: FlowGraph,
    origin: Vec<usize>,
    /// The activity that each node of the graph is in.
    home: Vec<Option<usize>>,
    speaks: Vec<Option<u32>>,
    listens: Vec<Option<u32>>,
    deferred: Vec<u32>,
    clears: Vec<(u32, Vec<u32>)>,
    idle: Vec<u32>,
    taken: Vec<(u32, Region)>,
    into: Vec<usize>,
    out: Vec<Vec<usize>>,
    in_flow: Vec<bool>,
    /// Where work comes to each node of the process, and where it leaves it.
    entry: Vec<Option<u32>>,
    exit: Vec<Option<u32>>,
    /// By activity: its boundary events, the flows of events that stand ready, where ways in it end.
    boundary: HashMap<usize, Vec<usize>>,
    ready: HashMap<usize, Vec<u32>>,
    ends: HashMap<usize, Vec<u32>>,
    link: HashMap<usize, usize>,
    /// By scope: the nodes in it.
    inner: HashMap<Option<usize>, Vec<usize>>,
    /// What catches each error or cancel end event, and what it catches.
    caught: HashMap<usize, (usize, Region)>,
    thrown: HashSet<usize>,
    /// The starts of the graph.
    starts: Vec<u32>,
}

impl<'m> Playing<'m> {
    fn new(process: &'m Process, talk: &'m [Talk]) -> Self {
        let nodes = process.nodes.len();
        let mut playing = Self {
            process,
            talk,
            graph: FlowGraph::with_capacity(nodes * 2, process.flows.len() * 2),
            origin: Vec::new(),
            home: Vec::new(),
            speaks: vec![None; nodes],
            listens: vec![None; nodes],
            deferred: Vec::new(),
            clears: Vec::new(),
            idle: Vec::new(),
            taken: Vec::new(),
            into: vec![0; nodes],
            out: vec![Vec::new(); nodes],
            in_flow: in_flow(process),
            entry: vec![None; nodes],
            exit: vec![None; nodes],
            boundary: HashMap::new(),
            ready: HashMap::new(),
            ends: HashMap::new(),
            link: HashMap::new(),
            inner: HashMap::new(),
            caught: HashMap::new(),
            thrown: HashSet::new(),
            starts: Vec::new(),
        };
        for i in playing.nodes_in_flow() {
            playing.inner.entry(process.nodes[i].scope).or_default().push(i);
        }
        for (number, flow) in process.flows.iter().enumerate() {
            playing.into[flow.to] += 1;
            playing.out[flow.from].push(number);
        }
        playing
    }

    fn add(&mut self, kind: Kind, origin: usize, home: Option<usize>) -> u32 {
        self.origin.push(origin);
        self.home.push(home);
        self.graph.add(kind)
    }
    fn nodes_in_flow(&self) -> Vec<usize> {
        (0..self.process.nodes.len()).filter(|i| self.in_flow[*i]).collect()
    }
    fn scope(&self, i: usize) -> Option<usize> {
        self.process.nodes[i].scope
    }
    fn is_event_sub(&self, i: usize) -> bool {
        self.process.nodes[i].kind == NodeKind::Sub(SubKind::Event)
    }
    /// Whether what is in this scope ends the case where it ends.
    fn is_at_top(&self, scope: Option<usize>) -> bool {
        scope.is_none_or(|s| self.is_event_sub(s) && self.scope(s).is_none())
    }
    fn is_container(&self, i: usize) -> bool {
        matches!(self.process.nodes[i].kind, NodeKind::Sub(kind) if kind != SubKind::AdHoc)
    }
    fn listens_to_message(&self, i: usize) -> bool {
        self.talk[i].waits
    }

    fn run(&mut self) {
        let list = self.nodes_in_flow();
        for i in &list {
            if let NodeKind::Boundary { on, .. } = self.process.nodes[*i].kind {
                self.boundary.entry(on).or_default().push(*i);
            }
        }
        self.links(&list);
        self.catch(&list);
        for i in &list {
            self.enter(*i);
        }
        self.begin();
        self.starts = (0u32..).zip(self.graph.nodes()).filter(|(_, kind)| **kind == Kind::Start).map(|(node, _)| node).collect();
        for i in &list {
            if self.is_container(*i) && !self.is_event_sub(*i) {
                self.open(*i);
            }
        }
        for i in &list {
            self.stand_ready(*i);
        }
        for i in &list {
            self.leave(*i);
        }
        // An inner one ends before what is around it.
        for i in list.iter().rev() {
            if self.is_container(*i) {
                self.close(*i);
            }
        }
    }

    fn links(&mut self, list: &[usize]) {
        let nodes = &self.process.nodes;
        let link = |i: usize| if let Some(Trigger::Link(name)) = &nodes[i].trigger { Some((nodes[i].scope, name)) } else { None };
        let of = |kind: NodeKind| list.iter().copied().filter(move |i| nodes[*i].kind == kind);
        let there: HashMap<_, usize> = of(NodeKind::Catch).filter_map(|i| Some((link(i)?, i))).collect();
        for from in of(NodeKind::Throw) {
            if let Some(to) = link(from).and_then(|link| there.get(&link)) {
                self.link.insert(from, *to);
                self.into[*to] += 1;
            }
        }
    }

    /// Finds the event that catches what each error or cancel end event throws: in its scope or further out.
    fn catch(&mut self, list: &[usize]) {
        let nodes = &self.process.nodes;
        let is_error = |i: usize| match nodes[i].trigger {
            Some(Trigger::Error) => Some(true),
            Some(Trigger::Cancel) => Some(false),
            _ => None,
        };
        let mut catchers: HashMap<(Option<usize>, bool), usize> = HashMap::new();
        for i in list.iter().copied() {
            let scope = match nodes[i].kind {
                NodeKind::Boundary { on, .. } => Some(on),
                NodeKind::Start { .. } => match nodes[i].scope.filter(|s| self.is_event_sub(*s)) {
                    Some(sub) => nodes[sub].scope,
                    None => continue,
                },
                _ => continue,
            };
            if let Some(error) = is_error(i) {
                catchers.entry((scope, error)).or_insert(i);
            }
        }
        for end in list.iter().copied().filter(|i| nodes[*i].kind == NodeKind::End) {
            let Some(error) = is_error(end) else { continue };
            let mut scope = nodes[end].scope;
            loop {
                if let Some(event) = catchers.get(&(scope, error)) {
                    self.thrown.insert(*event);
                    self.caught.insert(end, (*event, scope.map_or(Region::All, Region::Of)));
                    break;
                }
                let Some(inner) = scope else { break };
                scope = nodes[inner].scope;
            }
        }
    }

    /// The nodes of the graph for a node of the process.
    fn enter(&mut self, i: usize) {
        let node = &self.process.nodes[i];
        let (scope, talk) = (node.scope, self.talk[i]);
        let kind = match node.kind {
            NodeKind::Start { .. } if scope.is_none() => Kind::Start,
            NodeKind::End if self.is_at_top(scope) => Kind::End,
            NodeKind::Gateway(GatewayKind::Exclusive | GatewayKind::EventBased) => Kind::Exclusive,
            NodeKind::Gateway(GatewayKind::Parallel) => Kind::Parallel,
            NodeKind::Gateway(_) => Kind::Inclusive,
            _ => Kind::Step,
        };
        if self.is_event_sub(i) {
            return;
        }
        let is_activity = matches!(node.kind, NodeKind::Task(_) | NodeKind::Call | NodeKind::Sub(_));
        let has_events = self.boundary.contains_key(&i);
        let first = self.add(kind, i, scope);
        if node.kind == NodeKind::Gateway(GatewayKind::EventBased) {
            self.deferred.push(first);
        }
        (self.entry[i], self.exit[i]) = (Some(first), Some(first));
        (self.speaks[i], self.listens[i]) = (Some(first), Some(first));
        if !is_activity {
            return;
        }
        if self.is_container(i) {
            // The inside is between the two; `open` and `close` join it to them.
            let last = self.add(Kind::Step, i, scope);
            self.exit[i] = Some(last);
            self.listens[i] = Some(if talk.waits_first { first } else { last });
            return;
        }
        let sends_at_once = talk.sends && node.kind != NodeKind::Task(TaskKind::Send);
        let mut last = first;
        if has_events {
            last = self.after(last, i);
            (self.speaks[i], self.listens[i]) = (Some(last), Some(last));
        }
        // What was sent is sent, though what follows is interrupted or still waits.
        if sends_at_once && !talk.waits_first && (has_events || talk.waits) {
            last = self.after(last, i);
            self.listens[i] = Some(last);
        }
        self.exit[i] = Some(last);
    }

    /// Another node for an activity, behind the last one.
    fn after(&mut self, last: u32, i: usize) -> u32 {
        let next = self.add(Kind::Step, i, Some(i));
        self.graph.connect(last, next);
        next
    }

    /// The nodes that a scope begins with, and whether they are start events.
    fn first_in(&self, scope: Option<usize>) -> (Vec<usize>, bool) {
        let nodes = &self.process.nodes;
        let inner = self.inner.get(&scope).map_or(&[][..], Vec::as_slice);
        let starts: Vec<usize> = inner.iter().copied().filter(|i| matches!(nodes[*i].kind, NodeKind::Start { .. })).collect();
        if !starts.is_empty() {
            return (starts, true);
        }
        let by_itself = |i: usize| matches!(nodes[i].kind, NodeKind::Boundary { .. } | NodeKind::Sub(SubKind::Event));
        (inner.iter().copied().filter(|i| self.into[*i] == 0 && !by_itself(*i)).collect(), false)
    }

    /// What a case begins with.
    fn begin(&mut self) {
        let (first, are_starts) = self.first_in(None);
        let nodes = &self.process.nodes;
        let (mut alone, mut together): (Vec<usize>, Vec<usize>) = if are_starts {
            let inner = self.inner.get(&None).map_or(&[][..], Vec::as_slice);
            (inner.iter().copied().filter(|i| nodes[*i].instantiates && self.into[*i] == 0).collect(), Vec::new())
        } else {
            first.into_iter().partition(|i| nodes[*i].instantiates)
        };
        if !alone.is_empty() {
            together.clear();
        }
        // The only thing that could begin the case is a message.
        if let [only] = *together {
            if self.listens_to_message(only) && matches!(nodes[only].kind, NodeKind::Task(TaskKind::Receive) | NodeKind::Catch) {
                alone.push(only);
                together.clear();
            }
        }
        for i in alone {
            let is_gateway = nodes[i].kind == NodeKind::Gateway(GatewayKind::EventBased);
            let ways: Vec<usize> =
                if is_gateway { self.out[i].iter().map(|flow| self.process.flows[*flow].to).collect() } else { vec![i] };
            for to in ways {
                if !self.in_flow[to] {
                    continue;
                }
                let start = self.add(Kind::Start, i, None);
                if self.into[to] == usize::from(is_gateway) && self.talk[to].waits {
                    self.listens[to] = Some(start);
                }
                self.connect_to(start, to);
            }
        }
        if !together.is_empty() {
            let start = self.add(Kind::Start, together[0], None);
            for to in together {
                self.connect_to(start, to);
            }
        }
    }

    fn connect_to(&mut self, from: u32, to: usize) {
        if let Some(entry) = self.entry[to] {
            self.graph.connect(from, entry);
        }
    }

    /// From where a subprocess is come to, to what is in it.
    fn open(&mut self, i: usize) {
        let (Some(mut from), Some(exit)) = (self.entry[i], self.exit[i]) else { return };
        let (first, are_starts) = self.first_in(Some(i));
        if first.is_empty() {
            self.graph.connect(from, exit);
        }
        if are_starts && first.len() > 1 {
            let choice = self.add(Kind::Exclusive, i, Some(i));
            self.graph.connect(from, choice);
            from = choice;
        }
        for to in first {
            self.connect_to(from, to);
        }
    }

    /// Events that can come while an activity, or a case, is at work.
    fn stand_ready(&mut self, i: usize) {
        let node = &self.process.nodes[i];
        let Some(event) = self.entry[i] else { return };
        match node.kind {
            NodeKind::Boundary { on, interrupting } => {
                let Some(from) = self.entry[on] else { return };
                if !self.thrown.contains(&i) {
                    let flow = self.graph.connect(from, event);
                    self.ready.entry(on).or_default().push(flow);
                }
                if interrupting {
                    self.taken.push((event, Region::Of(on)));
                } else if self.listens_to_message(i) {
                    let flow = self.graph.connect(event, event);
                    self.ready.entry(on).or_default().push(flow);
                }
            }
            NodeKind::Start { interrupting } => {
                let Some(sub) = node.scope.filter(|s| self.is_event_sub(*s)) else { return };
                let around = self.scope(sub);
                let from: Vec<u32> = match around {
                    Some(around) => self.entry[around].into_iter().collect(),
                    None => self.starts.clone(),
                };
                let mut flows: Vec<u32> = from.iter().map(|from| self.graph.connect(*from, event)).collect();
                if interrupting {
                    self.taken.push((event, around.map_or(Region::All, Region::Of)));
                } else if self.listens_to_message(i) {
                    flows.push(self.graph.connect(event, event));
                }
                self.idle.extend(&flows);
                if let Some(around) = around {
                    self.ready.entry(around).or_default().extend(flows);
                }
            }
            _ => {}
        }
    }

    /// The flows out of a node.
    fn leave(&mut self, i: usize) {
        let node = &self.process.nodes[i];
        let Some(mut exit) = self.exit[i] else { return };
        if node.kind == NodeKind::End {
            self.end(i, exit);
            return;
        }
        let mut on: Vec<u32> = self.link.get(&i).and_then(|to| self.entry[*to]).into_iter().collect();
        let flows = &self.process.flows;
        let out: Vec<usize> = self.out[i].iter().copied().filter(|f| self.entry[flows[*f].to].is_some()).collect();
        let to = |flow: &usize| self.entry[flows[*flow].to];
        let said = |flow: &usize| flows[*flow].condition.is_some();
        let is_gateway = matches!(node.kind, NodeKind::Gateway(_));
        if is_gateway || !out.iter().any(said) {
            on.extend(out.iter().filter_map(to));
        } else {
            // As in `lower.rs`: some of those with conditions, and the others always.
            let has_default = out.iter().any(|f| flows[*f].default);
            let (some, always): (Vec<usize>, Vec<usize>) = out.iter().partition(|f| said(f) || flows[**f].default);
            let some: Vec<u32> = some.iter().filter_map(to).collect();
            on.extend(always.iter().filter_map(to));
            let branch = match *some {
                [one] => one,
                _ => {
                    let split = self.add(Kind::Inclusive, i, node.scope);
                    for to in some {
                        self.graph.connect(split, to);
                    }
                    split
                }
            };
            if on.is_empty() || has_default {
                on.push(branch);
            } else {
                let kinds = [Kind::Exclusive, Kind::Parallel, Kind::Exclusive];
                let [choice, fork, merge] = kinds.map(|kind| self.add(kind, i, node.scope));
                for (from, to) in [(exit, choice), (choice, merge), (choice, fork), (fork, merge), (fork, branch)] {
                    self.graph.connect(from, to);
                }
                exit = merge;
                if on.len() > 1 {
                    exit = self.add(Kind::Parallel, i, node.scope);
                    self.graph.connect(merge, exit);
                }
            }
        }
        let is_end = on.is_empty();
        for to in on {
            self.graph.connect(exit, to);
        }
        if is_end {
            self.end(i, exit);
        }
    }

    /// Where a way ends.
    fn end(&mut self, i: usize, exit: u32) {
        let node = &self.process.nodes[i];
        let is_end = node.kind == NodeKind::End;
        if let Some((event, region)) = self.caught.get(&i).copied() {
            // What is thrown goes nowhere else.
            self.taken.push((exit, region));
            self.graph.set_kind(exit, Kind::Step);
            self.connect_to(exit, event);
            return;
        }
        if is_end && node.trigger == Some(Trigger::Terminate) {
            self.taken.push((exit, node.scope.map_or(Region::All, Region::Of)));
        }
        match node.scope.filter(|_| !self.is_at_top(node.scope)) {
            Some(scope) => self.ends.entry(scope).or_default().push(exit),
            None if is_end => {}
            None => {
                let end = self.add(Kind::End, i, node.scope);
                self.graph.connect(exit, end);
            }
        }
    }

    /// From what is in a subprocess to where it is left.
    fn close(&mut self, i: usize) {
        let ends = self.ends.remove(&i).unwrap_or_default();
        let exit = match self.scope(i).filter(|_| self.is_event_sub(i)) {
            // An event subprocess of the process ends with the case.
            None if self.is_event_sub(i) => return,
            None => self.exit[i],
            Some(around) => {
                let is_interrupting = |s: &usize| self.process.nodes[*s].kind == NodeKind::Start { interrupting: true };
                if self.first_in(Some(i)).0.iter().all(is_interrupting) {
                    self.exit[around]
                } else {
                    // It is waited for where the ways around it meet.
                    self.ends.entry(around).or_default().extend(ends);
                    return;
                }
            }
        };
        let Some(exit) = exit else { return };
        match *ends {
            [end] => {
                self.graph.connect(end, exit);
            }
            [] => {}
            _ => {
                let join = self.add(Kind::Inclusive, i, Some(i));
                for end in ends {
                    self.graph.connect(end, join);
                }
                self.graph.connect(join, exit);
            }
        }
    }

    /// The flows that events take away, now that all are known.
    fn regions(&mut self) -> Result<(), Message> {
        let process = self.process;
        let mut left = MOST_CLEARED;
        let mut spend = |count: usize| {
            left = left.checked_sub(count + 1).ok_or_else(
                || message!(vi: "có quá nhiều sự kiện ngắt lồng nhau", en: "there are too many interrupting events"),
            )?;
            Ok(())
        };
        // What is in a subprocess stands behind it, without a gap.
        let mut past: Vec<usize> = (1..=process.nodes.len()).collect();
        for i in (0..process.nodes.len()).rev() {
            if let Some(scope) = process.nodes[i].scope {
                past[scope] = past[scope].max(past[i]);
            }
        }
        let mut known: HashMap<usize, Vec<u32>> = HashMap::new();
        for (node, region) in std::mem::take(&mut self.taken) {
            let flows = match region {
                Region::All => (0u32..).zip(self.graph.flows()).map(|(flow, _)| flow).collect(),
                Region::Of(of) => {
                    if let Some(known) = known.get(&of) {
                        known.clone()
                    } else {
                        spend(self.graph.flows().len())?;
                        let is_in = |node: u32| {
                            Some(node) == self.entry[of] && self.entry[of] != self.exit[of]
                                || self.home[node as usize].is_some_and(|home| (of..past[of]).contains(&home))
                        };
                        let list = (0u32..)
                            .zip(self.graph.flows())
                            .filter(|(_, flow)| is_in(flow.from) && Some(flow.from) != self.exit[of]);
                        let mut list: Vec<u32> = list.map(|(number, _)| number).collect();
                        list.extend(self.ready.get(&of).into_iter().flatten());
                        known.insert(of, list.clone());
                        list
                    }
                }
            };
            spend(flows.len())?;
            self.clears.push((node, flows));
        }
        for (activity, flows) in std::mem::take(&mut self.ready) {
            if let Some(exit) = self.exit[activity] {
                self.clears.push((exit, flows));
            }
        }
        self.clears.sort();
        Ok(())
    }
}

/// The nodes that take part in the flow: neither for compensation nor within something that is one step.
pub(super) fn in_flow(process: &Process) -> Vec<bool> {
    let mut in_flow = vec![false; process.nodes.len()];
    for (i, node) in process.nodes.iter().enumerate() {
        let is_inside = node.scope.is_none_or(|s| in_flow[s] && process.nodes[s].kind != NodeKind::Sub(SubKind::AdHoc));
        let undoes = matches!((node.kind, &node.trigger), (NodeKind::Boundary { .. }, Some(Trigger::Compensation)));
        in_flow[i] = is_inside && !node.compensates && !undoes;
    }
    in_flow
}
