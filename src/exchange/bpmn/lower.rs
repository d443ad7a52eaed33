//! From a process to the graph that the decision takes.
//!
//! | in BPMN | in the graph | 2.0.2 |
//! |---|---|---|
//! | several flows into an activity or event | whichever arrives goes on | 13.3.1 |
//! | several flows out of one | all of them are taken | 13.3.1 |
//! | flows with conditions out of an activity | an inclusive gateway behind it | 13.3.1 |
//! | interrupting boundary event | an exclusive choice behind the activity | 13.5.3 |
//! | boundary event that interrupts nothing | a choice behind the activity: go on, or also start the branch | 13.5.3 |
//! | embedded subprocess, transaction | its nodes; several ends meet in an inclusive join | 13.3.4 |
//! | event subprocess of the process | an interruption, or a branch that may also start | 13.5.4 |
//! | event subprocess of a subprocess | as a boundary event whose branch leads back | 13.5.4 |
//! | several start events | alternatives | 13.2 |
//! | no start event | all that has no flow in begins together | 10.5.2 |
//! | no flow out | an end | 10.5.3 |
//! | several ends | branches of one case: it is over when nothing is left | 13.2 |
//! | a gateway with several flows in and out | a join with a split behind it | 10.6 |
//! | link events | a flow | 10.5.5 |

use super::model::{GatewayKind, Model, Node, NodeKind, Process, SubKind, Trigger};
use super::remark::{Remark, Remarks};
use crate::check::soundness::{FlowGraph, Kind};
use crate::model::finding::{Finding, Path, Severity};
use crate::model::value::{Message, message};
use std::collections::HashMap;
use std::sync::Arc;

/// A process as a graph of tokens.
#[derive(Debug, Clone)]
pub struct Lowered<'m> {
    pub(super) process: &'m Process,
    pub(super) source: Arc<str>,
    pub(super) graph: FlowGraph,
    /// The node of the process that each node of the graph stands for.
    pub(super) origin: Vec<usize>,
    /// The flow of the process that each flow of the graph stands for, if it does for one.
    pub(super) via: Vec<Option<usize>>,
    /// Terminate end events, by their nodes in the graph.
    pub(super) terminates: Vec<u32>,
    pub(super) findings: Vec<Finding>,
    /// Why nothing can be decided, if that is so.
    pub(super) obstacle: Option<Message>,
}

impl Lowered<'_> {
    /// The process it was made from.
    #[must_use]
    pub const fn process(&self) -> &Process {
        self.process
    }
    /// The graph.
    #[must_use]
    pub const fn graph(&self) -> &FlowGraph {
        &self.graph
    }
    /// The node of the process that a node of the graph stands for.
    #[must_use]
    pub fn node(&self, node: u32) -> Option<&Node> {
        self.process.nodes.get(*self.origin.get(node as usize)?)
    }
    /// The flow of the process that a flow of the graph stands for, if it does for one.
    #[must_use]
    pub fn flow(&self, flow: u32) -> Option<&super::model::Flow> {
        self.process.flows.get((*self.via.get(flow as usize)?)?)
    }
    /// What was taken in another form than it was drawn in.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

impl Model {
    /// The graph of each process, with notes on what was taken in another form.
    #[must_use]
    pub fn lower(&self) -> Vec<Lowered<'_>> {
        self.processes.iter().map(|process| lower(process, &self.source.name)).collect()
    }
}

fn lower<'m>(process: &'m Process, source: &Arc<str>) -> Lowered<'m> {
    let mut lowering = Lowering::new(process);
    if process.torn {
        lowering.obstacle = Some(message!(
            vi: "luồng công việc có chỗ sai, không xét được",
            en: "something is wrong in the flow, so nothing can be said of it"
        ));
    } else if process.nodes.is_empty() {
        lowering.obstacle = Some(message!(vi: "quy trình trống", en: "the process is empty"));
    } else {
        lowering.run();
    }
    let mut findings = lowering.remarks.into_findings(source);
    if process.nodes.is_empty() {
        let id = &process.id;
        let message = message!(vi: "quy trình `{id}` trống", en: "the process `{id}` is empty");
        findings.push(
            Finding::new("bpmn/empty-process", Severity::Note, source, Path::root(), message).at_bytes(process.place.0.clone()),
        );
    }
    let Lowering { graph, origin, via, terminates, obstacle, .. } = lowering;
    Lowered { process, source: source.clone(), graph, origin, via, terminates, findings, obstacle }
}

/// Where a flow leads, and which one it is.
type Way = (u32, Option<usize>);

struct Lowering<'m> {
    process: &'m Process,
    graph: FlowGraph,
    origin: Vec<usize>,
    via: Vec<Option<usize>>,
    terminates: Vec<u32>,
    remarks: Remarks,
    obstacle: Option<Message>,
    /// How many flows lead to each node, and which leave it.
    into: Vec<usize>,
    out: Vec<Vec<usize>>,
    /// Where work enters each node; nowhere what stands in no flow.
    entry: Vec<Option<u32>>,
    /// The other end of each link event.
    link: HashMap<usize, u32>,
    /// The boundary events of each activity.
    boundary: HashMap<usize, Vec<usize>>,
    /// By scope: the nodes in it, where work leaves it, which branches may also start in it, and
    /// which event subprocesses may take its place.
    inner: HashMap<Option<usize>, Vec<usize>>,
    ends: HashMap<usize, Vec<u32>>,
    also: HashMap<Option<usize>, Vec<u32>>,
    instead: HashMap<usize, Vec<usize>>,
    /// Where work leaves an event subprocess that took the place of another.
    exit: HashMap<usize, u32>,
}

impl<'m> Lowering<'m> {
    fn new(process: &'m Process) -> Self {
        let (nodes, flows) = (process.nodes.len(), process.flows.len());
        Self {
            process,
            graph: FlowGraph::with_capacity(nodes + 2, flows + 2),
            origin: Vec::with_capacity(nodes + 2),
            via: Vec::with_capacity(flows + 2),
            terminates: Vec::new(),
            remarks: Remarks::default(),
            obstacle: None,
            into: vec![0; nodes],
            out: vec![Vec::new(); nodes],
            entry: vec![None; nodes],
            link: HashMap::new(),
            boundary: HashMap::new(),
            inner: HashMap::new(),
            ends: HashMap::new(),
            also: HashMap::new(),
            instead: HashMap::new(),
            exit: HashMap::new(),
        }
    }

    fn run(&mut self) {
        let nodes = &self.process.nodes;
        for (number, flow) in self.process.flows.iter().enumerate() {
            self.into[flow.to] += 1;
            self.out[flow.from].push(number);
        }
        self.enter();
        self.links();
        for (i, node) in nodes.iter().enumerate() {
            if node.kind == NodeKind::Sub(SubKind::Event) && self.stands_in_flow(i) {
                self.event_subprocess(i);
            }
        }
        for (i, node) in nodes.iter().enumerate() {
            if let (false, Some(entry)) = (is_container(node), self.entry[i]) {
                self.leave(i, entry);
            }
        }
        // What is in a subprocess stands behind it.
        for (i, node) in nodes.iter().enumerate().rev() {
            if let (true, Some(entry)) = (is_container(node), self.entry[i]) {
                let exit = self.body(i, entry);
                self.leave(i, exit);
            }
        }
        self.begin();
    }

    fn note(&mut self, remark: Remark, node: usize) {
        let node = &self.process.nodes[node];
        self.remarks.add(remark, &node.place.0, if node.name.is_empty() { &node.id } else { &node.name });
    }

    fn connect(&mut self, from: u32, to: u32) {
        self.connect_via(from, (to, None));
    }

    /// Connects a node to another, as a flow of the process does.
    fn connect_via(&mut self, from: u32, (to, flow): (u32, Option<usize>)) {
        self.graph.connect(from, to);
        self.via.push(flow);
    }

    fn add(&mut self, kind: Kind, origin: usize) -> u32 {
        self.origin.push(origin);
        self.graph.add(kind)
    }

    /// Whether what is in this scope is in no subprocess but an event subprocess of the process.
    fn is_at_top(&self, scope: Option<usize>) -> bool {
        scope.is_none_or(|s| self.is_event_of_process(s))
    }
    fn is_event_of_process(&self, i: usize) -> bool {
        let node = &self.process.nodes[i];
        node.scope.is_none() && node.kind == NodeKind::Sub(SubKind::Event)
    }
    /// Whether a node is neither for compensation nor within something that is one step.
    fn stands_in_flow(&self, i: usize) -> bool {
        self.entry[i].is_some() || self.is_event_of_process(i)
    }

    /// A node of the graph for each node that stands in the flow.
    fn enter(&mut self) {
        let nodes = &self.process.nodes;
        let several_ends = nodes.iter().filter(|node| node.kind == NodeKind::End && node.scope.is_none()).count() > 1;
        for (i, node) in nodes.iter().enumerate() {
            if node.scope.is_some_and(|s| !self.stands_in_flow(s) || nodes[s].kind == NodeKind::Sub(SubKind::AdHoc)) {
                continue;
            }
            let undoes = matches!((node.kind, &node.trigger), (NodeKind::Boundary { .. }, Some(Trigger::Compensation)));
            if node.compensates || undoes {
                self.note(Remark::Compensation, i);
                continue;
            }
            self.inner.entry(node.scope).or_default().push(i);
            if self.is_event_of_process(i) {
                continue;
            }
            if let NodeKind::Boundary { on, .. } = node.kind {
                self.boundary.entry(on).or_default().push(i);
            }
            let kind = self.kind(i);
            let entry = self.add(kind, i);
            self.entry[i] = Some(entry);
            if node.kind == NodeKind::End && node.trigger == Some(Trigger::Terminate) {
                self.terminates.push(entry);
                self.note(Remark::Terminate, i);
            }
            if self.into[i] > 1 && !matches!(node.kind, NodeKind::Gateway(_)) {
                self.note(Remark::Merge, i);
            }
            if self.into[i] > 1 && self.out[i].len() > 1 && matches!(node.kind, NodeKind::Gateway(_)) {
                self.note(Remark::Mixed, i);
            }
            if several_ends && node.kind == NodeKind::End && node.scope.is_none() {
                self.note(Remark::SeveralEnds, i);
            }
            if node.repeat.is_some() {
                self.note(Remark::Repeat, i);
            }
            match node.kind {
                NodeKind::Call => self.note(Remark::Call, i),
                NodeKind::Sub(SubKind::AdHoc) => self.note(Remark::AdHoc, i),
                _ => {}
            }
        }
    }

    fn kind(&mut self, i: usize) -> Kind {
        let node = &self.process.nodes[i];
        match node.kind {
            NodeKind::Start { .. } if node.scope.is_none() => Kind::Start,
            NodeKind::Start { interrupting: true } if self.is_at_top(node.scope) => Kind::Interruption,
            NodeKind::End if self.is_at_top(node.scope) => Kind::End,
            NodeKind::Gateway(GatewayKind::Exclusive | GatewayKind::EventBased) => Kind::Exclusive,
            NodeKind::Gateway(GatewayKind::Parallel) => Kind::Parallel,
            NodeKind::Gateway(GatewayKind::Inclusive) => Kind::Inclusive,
            NodeKind::Gateway(GatewayKind::Complex) => {
                self.note(Remark::Complex, i);
                if self.into[i] > 1 {
                    let id = &node.id;
                    self.obstacle = Some(message!(
                        vi: "cổng phức hợp `{id}` hợp nhánh theo một biểu thức",
                        en: "the complex gateway `{id}` joins as an expression says"
                    ));
                }
                Kind::Inclusive
            }
            _ => Kind::Step,
        }
    }

    /// Joins the link events of each scope by their names.
    fn links(&mut self) {
        let nodes = &self.process.nodes;
        let link = |i: usize| if let Some(Trigger::Link(name)) = &nodes[i].trigger { Some((nodes[i].scope, name)) } else { None };
        let of = |kind: NodeKind| (0..nodes.len()).filter(move |i| nodes[*i].kind == kind);
        let there: HashMap<_, usize> = of(NodeKind::Catch).filter_map(|i| Some((link(i)?, i))).collect();
        for from in of(NodeKind::Throw).filter(|i| link(*i).is_some()) {
            let to = link(from).and_then(|link| there.get(&link)).and_then(|to| Some((*to, self.entry[*to]?)));
            if let Some((to, entry)) = to {
                self.note(Remark::Link, from);
                self.into[to] += 1;
                self.link.insert(from, entry);
            } else {
                let id = &nodes[from].id;
                self.obstacle = Some(message!(
                    vi: "sự kiện liên kết `{id}` không có nơi đến",
                    en: "the link event `{id}` has no other end"
                ));
            }
        }
    }

    fn event_subprocess(&mut self, i: usize) {
        self.note(Remark::EventSub, i);
        let nodes = &self.process.nodes;
        let scope = nodes[i].scope;
        let starts: Vec<usize> = self.starts(Some(i)).collect();
        let interrupting = starts.iter().all(|s| nodes[*s].kind == NodeKind::Start { interrupting: true });
        let id = &nodes[i].id;
        if starts.is_empty() {
            self.obstacle = Some(message!(
                vi: "quy trình con theo sự kiện `{id}` không có sự kiện bắt đầu",
                en: "the event subprocess `{id}` has no start event"
            ));
        } else if scope.is_some_and(|s| nodes[s].kind == NodeKind::Sub(SubKind::Event)) {
            self.obstacle = Some(message!(
                vi: "quy trình con theo sự kiện `{id}` nằm trong một quy trình con theo sự kiện khác",
                en: "the event subprocess `{id}` lies in another one"
            ));
        } else if let Some(scope) = scope {
            if interrupting {
                self.instead.entry(scope).or_default().push(i);
            } else if let Some(entry) = self.entry[i] {
                self.also.entry(Some(scope)).or_default().push(entry);
            }
        } else {
            let entries = starts.iter().filter(|s| nodes[**s].kind == NodeKind::Start { interrupting: false });
            let entries: Vec<u32> = entries.filter_map(|s| self.entry[*s]).collect();
            self.also.entry(None).or_default().extend(entries);
        }
    }

    /// The start events of a scope.
    fn starts(&self, scope: Option<usize>) -> impl Iterator<Item = usize> {
        let inner = self.inner.get(&scope).map_or(&[][..], Vec::as_slice);
        inner.iter().copied().filter(|i| matches!(self.process.nodes[*i].kind, NodeKind::Start { .. }))
    }

    /// The nodes of a scope that nothing leads to.
    fn roots(&self, scope: Option<usize>) -> Vec<usize> {
        let inner = self.inner.get(&scope).map_or(&[][..], Vec::as_slice);
        let begins = |i: &usize| {
            let node = &self.process.nodes[*i];
            let by_itself =
                matches!(node.kind, NodeKind::Boundary { .. } | NodeKind::Sub(SubKind::Event) | NodeKind::Start { .. });
            self.into[*i] == 0 && !by_itself && !matches!(node.trigger, Some(Trigger::Link(_)) if node.kind == NodeKind::Catch)
        };
        inner.iter().copied().filter(begins).collect()
    }

    /// Connects a node to others that all get a token.
    fn fan(&mut self, from: u32, to: &[Way], origin: usize) {
        let gives_all =
            matches!(self.graph.nodes()[from as usize], Kind::Step | Kind::Start | Kind::Parallel | Kind::Interruption);
        let mut from = from;
        if to.len() > 1 && !gives_all {
            let fork = self.add(Kind::Parallel, origin);
            self.connect(from, fork);
            from = fork;
        }
        self.fan_any(from, to);
    }

    /// A branch that may also start behind a node; where the main way goes on.
    fn also(&mut self, from: u32, branch: Way, origin: usize) -> u32 {
        let [choice, fork, on] = [Kind::Exclusive, Kind::Parallel, Kind::Exclusive].map(|kind| self.add(kind, origin));
        for (from, to) in [(from, choice), (choice, on), (choice, fork), (fork, on)] {
            self.connect(from, to);
        }
        self.connect_via(fork, branch);
        on
    }

    /// The insides of a subprocess; where work leaves them.
    fn body(&mut self, i: usize, entry: u32) -> u32 {
        let nodes = &self.process.nodes;
        if !self.inner.contains_key(&Some(i)) {
            return entry;
        }
        let mut from = entry;
        for branch in self.also.remove(&Some(i)).unwrap_or_default() {
            from = self.also(from, (branch, None), i);
        }
        let mut begin: Vec<usize> = self.starts(Some(i)).collect();
        if begin.is_empty() {
            begin = self.roots(Some(i));
        } else if begin.len() > 1 {
            self.note(Remark::SeveralStarts, i);
            let choice = self.add(Kind::Exclusive, i);
            self.connect(from, choice);
            from = choice;
        }
        let begin: Vec<Way> = begin.into_iter().filter_map(|n| Some((self.entry[n]?, None))).collect();
        if self.graph.nodes()[from as usize] == Kind::Exclusive {
            self.fan_any(from, &begin);
        } else {
            self.fan(from, &begin, i);
        }
        let ends = self.ends.remove(&i).unwrap_or_default();
        let mut exit = match *ends {
            [end] => end,
            _ => {
                let join = self.add(Kind::Inclusive, i);
                for end in ends {
                    self.connect(end, join);
                }
                join
            }
        };
        if nodes[i].kind != NodeKind::Sub(SubKind::Event) {
            self.note(Remark::Flattened, i);
        }
        let instead = self.instead.remove(&i).unwrap_or_default();
        if !instead.is_empty() {
            let [choice, merge] = [Kind::Exclusive, Kind::Exclusive].map(|kind| self.add(kind, i));
            self.connect(exit, choice);
            self.connect(choice, merge);
            for event in instead {
                if let (Some(entry), Some(back)) = (self.entry[event], self.exit.get(&event).copied()) {
                    self.connect(choice, entry);
                    self.connect(back, merge);
                }
            }
            exit = merge;
        }
        exit
    }

    /// Boundary events and flows out of a node.
    fn leave(&mut self, i: usize, exit: u32) {
        let node = &self.process.nodes[i];
        let mut exit = exit;
        if node.kind == NodeKind::Sub(SubKind::Event) {
            let interrupting = self.starts(Some(i)).all(|s| self.process.nodes[s].kind == NodeKind::Start { interrupting: true });
            match node.scope {
                Some(scope) if !interrupting => self.ends.entry(scope).or_default().push(exit),
                _ => {
                    self.exit.insert(i, exit);
                }
            }
            return;
        }
        let events = self.boundary.remove(&i).unwrap_or_default();
        let interrupts = |event: usize| matches!(self.process.nodes[event].kind, NodeKind::Boundary { interrupting: true, .. });
        let (stopping, others): (Vec<usize>, Vec<usize>) = events.into_iter().partition(|event| interrupts(*event));
        for event in others {
            self.note(Remark::NonInterrupting, event);
            if let Some(branch) = self.entry[event] {
                exit = self.also(exit, (branch, None), i);
            }
        }
        if !stopping.is_empty() {
            let choice = self.add(Kind::Exclusive, i);
            self.connect(exit, choice);
            for event in stopping {
                self.note(Remark::Interrupting, event);
                if let Some(branch) = self.entry[event] {
                    self.connect(choice, branch);
                }
            }
            exit = choice;
        }
        if matches!(node.kind, NodeKind::Start { .. }) && node.scope.is_none() {
            for branch in self.also.get(&None).cloned().unwrap_or_default() {
                exit = self.also(exit, (branch, None), i);
            }
        }
        let mut on: Vec<Way> = self.link.get(&i).map(|entry| (*entry, None)).into_iter().collect();
        let (flows, entries) = (&self.process.flows, &self.entry);
        let to = |flow: &usize| Some((entries[flows[*flow].to]?, Some(*flow)));
        let out = std::mem::take(&mut self.out[i]);
        let said = |flow: &usize| flows[*flow].condition.is_some();
        if matches!(node.kind, NodeKind::Gateway(_)) || !out.iter().any(said) {
            on.extend(out.iter().filter_map(to));
        } else {
            let has_default = out.iter().any(|f| flows[*f].default);
            let (some, always): (Vec<usize>, Vec<usize>) = out.iter().partition(|f| said(f) || flows[**f].default);
            let some: Vec<Way> = some.iter().filter_map(to).collect();
            on.extend(always.iter().filter_map(to));
            self.note(Remark::Conditional, i);
            let branch = match *some {
                [one] => one,
                _ => {
                    let split = self.add(Kind::Inclusive, i);
                    self.fan_any(split, &some);
                    (split, None)
                }
            };
            if on.is_empty() || has_default {
                on.push(branch);
            } else {
                exit = self.also(exit, branch, i);
            }
        }
        if matches!(node.kind, NodeKind::Gateway(_)) {
            self.fan_any(exit, &on);
        } else {
            if on.len() > 1 {
                self.note(Remark::Fork, i);
            }
            self.fan(exit, &on, i);
        }
        if on.is_empty() {
            self.end(i, exit);
        }
    }

    /// Connects a gateway, which gives as its kind says.
    fn fan_any(&mut self, from: u32, to: &[Way]) {
        for way in to {
            self.connect_via(from, *way);
        }
    }

    /// Where a way ends: the end of the case, or of the subprocess.
    fn end(&mut self, i: usize, exit: u32) {
        let node = &self.process.nodes[i];
        if node.kind != NodeKind::End {
            self.note(Remark::ImplicitEnd, i);
        }
        match node.scope.filter(|_| !self.is_at_top(node.scope)) {
            Some(scope) => self.ends.entry(scope).or_default().push(exit),
            None if node.kind == NodeKind::End => {}
            None => {
                let end = self.add(Kind::End, i);
                self.connect(exit, end);
            }
        }
    }

    /// What a case begins with.
    fn begin(&mut self) {
        let starts: Vec<usize> = self.starts(None).collect();
        if starts.len() > 1 {
            for i in &starts {
                self.note(Remark::SeveralStarts, *i);
            }
        }
        let (alone, together): (Vec<usize>, Vec<usize>) =
            self.roots(None).into_iter().partition(|i| self.process.nodes[*i].instantiates);
        let mut groups: Vec<Vec<usize>> = alone.into_iter().map(|i| vec![i]).collect();
        if starts.is_empty() && groups.is_empty() && !together.is_empty() {
            for i in &together {
                self.note(Remark::ImplicitStart, *i);
            }
            groups.push(together);
        }
        for group in groups {
            let mut from = self.add(Kind::Start, group[0]);
            for branch in self.also.get(&None).cloned().unwrap_or_default() {
                from = self.also(from, (branch, None), group[0]);
            }
            let to: Vec<Way> = group.iter().filter_map(|i| Some((self.entry[*i]?, None))).collect();
            self.fan(from, &to, group[0]);
        }
    }
}

/// Whether a node holds others that take part in the flow.
fn is_container(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Sub(kind) if kind != SubKind::AdHoc)
}
