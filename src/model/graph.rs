//! The process graph: what a procedure's steps, gateways and ends look like to a program.

use super::definition::{Clock, Gate, Next, ProcedureDefinition, Step, StepKind};
use super::sketch::{self, Look, Sketch, With};
use super::value::{Duration, Id, Language, Percent, Text};
use petgraph::Direction;
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

pub use super::highlight::{Highlight, Mark};

/// A node of the graph. Numbers are places in the definition's lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// Where every case begins.
    Start,
    /// A step.
    Step(usize),
    /// A gateway before (`join`) or after (`split`) a step.
    Gateway {
        /// How flows divide or join here.
        gate: Gate,
        /// Whether it joins; else it splits.
        joins: bool,
        /// The step it belongs to.
        step: usize,
    },
    /// An event that may interrupt the work at any moment.
    Interruption(usize),
    /// Where a case ends, and how.
    End(Id),
}

/// What makes work pass along a flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlowKind {
    /// The step before is done.
    Sequence,
    /// Nothing happened in time.
    Timeout,
    /// An interruption.
    Interruption,
}

/// A flow from one node to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    /// What makes work pass along it.
    pub kind: FlowKind,
    /// The condition under which it is taken.
    pub when: Option<Text>,
    /// How often it is taken.
    pub share: Option<Percent>,
    /// How often it may be taken in one case.
    pub at_most: Option<u32>,
    /// By how much it lengthens the time limit.
    pub extends: Option<Duration>,
    /// How long one waits before it is taken.
    pub after: Option<Duration>,
}

impl Flow {
    const fn plain() -> Self {
        Self { kind: FlowKind::Sequence, when: None, share: None, at_most: None, extends: None, after: None }
    }
    fn of(next: &Next) -> Self {
        Self {
            when: next.when.clone(),
            share: next.share,
            at_most: next.at_most.map(|n| n.0),
            extends: next.extends,
            ..Self::plain()
        }
    }
}

/// A procedure as a directed graph.
///
/// Nodes and flows are those of the definition: a step, a gateway where flows divide or a join is
/// declared, an end for each step that ends the work. A flow that names no existing step is left
/// out; the library reports it.
///
/// ```
/// use quytrinh::{Library, Language, graph::Node};
/// # let text = "procedure: P-1\ntitle: Loan\nsteps:\n  - {id: ask, title: Ask, role: reader}\n  - {id: look, title: Look up, role: clerk, next: [{to: lend, when: in}, {to: refuse, when: out}]}\n  - {id: refuse, title: Say no, role: clerk, end: refused}\n  - {id: lend, title: Lend, role: clerk}\n";
/// let library = Library::from_sources([("loan.yaml", text)]);
/// let graph = library.procedure("P-1").unwrap().graph();
/// assert_eq!(graph.step_nodes().count(), 4);
/// let look = graph.node_of("look").unwrap();
/// let after: Vec<_> = graph.successors(look).collect();
/// assert!(matches!(graph.node(after[0]), Node::Gateway { joins: false, .. }));
/// assert_eq!(graph.ends().count(), 2);
/// assert!(graph.unreachable().is_empty() && graph.trapped().is_empty());
/// assert!(graph.to_mermaid(&Language::En).starts_with("flowchart TD"));
/// ```
#[derive(Debug, Clone)]
pub struct ProcessGraph {
    definition: Arc<ProcedureDefinition>,
    graph: DiGraph<Node, Flow, u32>,
    start: NodeIndex,
    /// The node of each step, in the order of the definition.
    steps: Vec<NodeIndex>,
}

impl ProcessGraph {
    /// Builds the graph of a definition. Time and space are linear in steps and flows.
    #[must_use]
    pub fn new(definition: Arc<ProcedureDefinition>) -> Self {
        let list = &definition.steps;
        let mut graph = DiGraph::with_capacity(list.len() * 2, list.len() * 2);
        let start = graph.add_node(Node::Start);
        let steps: Vec<NodeIndex> = (0..list.len()).map(|i| graph.add_node(Node::Step(i))).collect();
        let mut place: HashMap<&str, usize> = HashMap::with_capacity(list.len());
        for (i, step) in list.iter().enumerate() {
            place.entry(step.id.as_str()).or_insert(i);
        }
        // Where work enters a step: at its join, if it declares one.
        let entry: Vec<NodeIndex> = list
            .iter()
            .enumerate()
            .map(|(i, step)| match step.join {
                None => steps[i],
                Some(gate) => {
                    let join = graph.add_node(Node::Gateway { gate, joins: true, step: i });
                    graph.add_edge(join, steps[i], Flow::plain());
                    join
                }
            })
            .collect();
        if let Some(first) = entry.first() {
            graph.add_edge(start, *first, Flow::plain());
        }
        for (i, step) in list.iter().enumerate() {
            let mut exit = steps[i];
            if step.next.len() > 1 || (step.split.is_some() && !step.next.is_empty()) {
                let gate = step.split.unwrap_or(Gate::Exclusive);
                exit = graph.add_node(Node::Gateway { gate, joins: false, step: i });
                graph.add_edge(steps[i], exit, Flow::plain());
            }
            for next in &step.next {
                if let Some(target) = place.get(next.to.as_str()) {
                    graph.add_edge(exit, entry[*target], Flow::of(next));
                }
            }
            if let Some(timeout) = &step.timeout {
                if let Some(target) = place.get(timeout.to.as_str()) {
                    let flow =
                        Flow { kind: FlowKind::Timeout, when: timeout.when.clone(), after: Some(timeout.after), ..Flow::plain() };
                    graph.add_edge(steps[i], entry[*target], flow);
                }
            }
            if step.next.is_empty() {
                match (&step.end, entry.get(i + 1)) {
                    (None, Some(below)) => {
                        graph.add_edge(exit, *below, Flow::plain());
                    }
                    (end, _) => {
                        let name = end.clone().unwrap_or_else(Id::completed);
                        let end = graph.add_node(Node::End(name));
                        graph.add_edge(exit, end, Flow::plain());
                    }
                }
            }
        }
        for (i, interruption) in definition.interruptions.iter().enumerate() {
            if let Some(target) = place.get(interruption.to.as_str()) {
                let event = graph.add_node(Node::Interruption(i));
                let flow = Flow { kind: FlowKind::Interruption, when: Some(interruption.when.clone()), ..Flow::plain() };
                graph.add_edge(event, entry[*target], flow);
            }
        }
        Self { definition, graph, start, steps }
    }

    /// The definition it was built from.
    #[must_use]
    pub fn definition(&self) -> &ProcedureDefinition {
        &self.definition
    }
    /// The graph as petgraph knows it, for algorithms of your own.
    #[must_use]
    pub const fn raw(&self) -> &DiGraph<Node, Flow, u32> {
        &self.graph
    }
    /// Where every case begins.
    #[must_use]
    pub const fn start(&self) -> NodeIndex {
        self.start
    }
    /// A node.
    ///
    /// # Panics
    /// If the index is not one of this graph.
    #[must_use]
    pub fn node(&self, index: NodeIndex) -> &Node {
        &self.graph[index]
    }
    /// The step of a node, if it is one.
    #[must_use]
    pub fn step(&self, index: NodeIndex) -> Option<&Step> {
        match self.graph.node_weight(index)? {
            Node::Step(i) => self.definition.steps.get(*i),
            _ => None,
        }
    }
    /// The node of a step, by the step's id.
    #[must_use]
    pub fn node_of(&self, step: &str) -> Option<NodeIndex> {
        let place = self.definition.steps.iter().position(|s| s.id == step)?;
        self.steps.get(place).copied()
    }
    /// Every node.
    pub fn nodes(&self) -> impl Iterator<Item = NodeIndex> {
        self.graph.node_indices()
    }
    /// The nodes of the steps, in the order of the definition.
    pub fn step_nodes(&self) -> impl Iterator<Item = NodeIndex> {
        self.steps.iter().copied()
    }
    /// The nodes where cases end.
    pub fn ends(&self) -> impl Iterator<Item = NodeIndex> {
        self.nodes().filter(|n| matches!(self.graph[*n], Node::End(_)))
    }
    /// Every flow: from, to, and what it is.
    pub fn flows(&self) -> impl Iterator<Item = (NodeIndex, NodeIndex, &Flow)> {
        self.graph.edge_references().map(|e| (e.source(), e.target(), e.weight()))
    }
    /// The nodes that work passes to from here, in the order of the definition.
    pub fn successors(&self, node: NodeIndex) -> impl Iterator<Item = NodeIndex> {
        // petgraph walks the newest edge first.
        let mut next: Vec<NodeIndex> = self.graph.neighbors_directed(node, Direction::Outgoing).collect();
        next.reverse();
        next.into_iter()
    }
    /// The nodes that work comes from.
    pub fn predecessors(&self, node: NodeIndex) -> impl Iterator<Item = NodeIndex> {
        let mut before: Vec<NodeIndex> = self.graph.neighbors_directed(node, Direction::Incoming).collect();
        before.reverse();
        before.into_iter()
    }
    /// The steps that may come directly after a step, gateways passed through; each with the
    /// condition on the way, if there is one.
    #[must_use]
    pub fn next_steps(&self, step: &str) -> Vec<(&Step, Option<&Text>)> {
        self.node_of(step).map_or_else(Vec::new, |node| self.following(node))
    }

    /// The same for a node.
    #[must_use]
    pub fn following(&self, node: NodeIndex) -> Vec<(&Step, Option<&Text>)> {
        let mut found = Vec::new();
        let mut seen = HashSet::new();
        let mut open: Vec<(EdgeIndex, Option<&Text>)> = self.out(node).into_iter().map(|(edge, _)| (edge, None)).collect();
        while let Some((edge, when)) = open.pop() {
            let Some((_, target)) = self.graph.edge_endpoints(edge) else {
                continue;
            };
            let when = self.graph[edge].when.as_ref().or(when);
            match self.step(target) {
                Some(step) => found.push((step, when)),
                None if seen.insert(target) => open.extend(self.out(target).into_iter().map(|(edge, _)| (edge, when))),
                None => {}
            }
        }
        found
    }
    /// The roles, in the order in which they first act: the lanes of a diagram.
    #[must_use]
    pub fn lanes(&self) -> Vec<&Id> {
        let mut seen = HashSet::new();
        self.definition.steps.iter().map(|s| &s.role).filter(|role| seen.insert(*role)).collect()
    }

    /// Everything that work can reach from the start or from an interruption.
    #[must_use]
    pub fn reachable(&self) -> HashSet<NodeIndex> {
        let roots = self.nodes().filter(|n| matches!(self.graph[*n], Node::Start | Node::Interruption(_)));
        self.nodes_of(&self.spread(roots, Direction::Outgoing, |_| true))
    }
    /// Everything from which some end can be reached.
    #[must_use]
    pub fn finishing(&self) -> HashSet<NodeIndex> {
        self.nodes_of(&self.spread(self.ends(), Direction::Incoming, |_| true))
    }
    /// What these nodes lead to, themselves included, by node: along the flows or against them, and on from a node
    /// only if it lets pass.
    pub(crate) fn spread(
        &self,
        from: impl IntoIterator<Item = NodeIndex>,
        direction: Direction,
        passes: impl Fn(NodeIndex) -> bool,
    ) -> Vec<bool> {
        let mut seen = vec![false; self.graph.node_count()];
        let mut open: Vec<NodeIndex> = from.into_iter().collect();
        while let Some(node) = open.pop() {
            if !std::mem::replace(&mut seen[node.index()], true) && passes(node) {
                open.extend(self.graph.neighbors_directed(node, direction));
            }
        }
        seen
    }
    fn nodes_of(&self, seen: &[bool]) -> HashSet<NodeIndex> {
        self.nodes().filter(|node| seen[node.index()]).collect()
    }
    /// Steps that no case can reach.
    #[must_use]
    pub fn unreachable(&self) -> Vec<&Step> {
        let reached = self.reachable();
        self.step_nodes().filter(|n| !reached.contains(n)).filter_map(|n| self.step(n)).collect()
    }
    /// Steps from which no end can be reached.
    #[must_use]
    pub fn trapped(&self) -> Vec<&Step> {
        let finishing = self.finishing();
        self.step_nodes().filter(|n| !finishing.contains(n)).filter_map(|n| self.step(n)).collect()
    }

    /// The flows that lead back: those that close a cycle when the graph is walked in the order
    /// of the definition.
    #[must_use]
    pub fn back_flows(&self) -> HashSet<EdgeIndex> {
        let roots = self.nodes().filter(|n| !matches!(self.graph[*n], Node::Step(_)));
        let roots = std::iter::once(self.start).chain(roots).chain(self.step_nodes());
        sketch::back_flows(&self.graph, roots)
    }

    /// Outgoing flows, the last of the definition first, as a stack wants them.
    fn out(&self, node: NodeIndex) -> Vec<(EdgeIndex, NodeIndex)> {
        let mut edges: Vec<_> = self.graph.edges(node).map(|e| (e.id(), e.target())).collect();
        edges.sort_unstable_by_key(|(id, _)| std::cmp::Reverse(*id));
        edges
    }

    /// All nodes in an order in which work only moves forward, back flows left out.
    #[must_use]
    pub fn forward_order(&self) -> Vec<NodeIndex> {
        let back = self.back_flows();
        let mut waiting = vec![0usize; self.graph.node_count()];
        for edge in self.graph.edge_references().filter(|e| !back.contains(&e.id())) {
            waiting[edge.target().index()] += 1;
        }
        let mut order = Vec::with_capacity(waiting.len());
        let mut ready: std::collections::BinaryHeap<std::cmp::Reverse<NodeIndex>> =
            self.nodes().filter(|n| waiting[n.index()] == 0).map(std::cmp::Reverse).collect();
        while let Some(std::cmp::Reverse(node)) = ready.pop() {
            order.push(node);
            for edge in self.graph.edges(node).filter(|e| !back.contains(&e.id())) {
                let left = &mut waiting[edge.target().index()];
                *left -= 1;
                if *left == 0 {
                    ready.push(std::cmp::Reverse(edge.target()));
                }
            }
        }
        order
    }

    /// How far each node is from the start, in flows, along the longest way forward.
    #[must_use]
    pub fn ranks(&self) -> HashMap<NodeIndex, usize> {
        let back = self.back_flows();
        let mut ranks: HashMap<NodeIndex, usize> = HashMap::with_capacity(self.graph.node_count());
        for node in self.forward_order() {
            let rank = ranks.get(&node).copied().unwrap_or(0);
            ranks.insert(node, rank);
            for edge in self.graph.edges(node).filter(|e| !back.contains(&e.id())) {
                let next = ranks.entry(edge.target()).or_insert(0);
                *next = (*next).max(rank + 1);
            }
        }
        ranks
    }

    /// Ways from the start to an end that pass no node twice, at most `limit` of them.
    #[must_use]
    pub fn paths(&self, limit: usize) -> Vec<Vec<NodeIndex>> {
        let mut paths = Vec::new();
        for end in self.ends() {
            let left = limit - paths.len();
            let found =
                petgraph::algo::all_simple_paths::<Vec<_>, _, std::hash::RandomState>(&self.graph, self.start, end, 0, None);
            paths.extend(found.take(left));
        }
        paths
    }

    /// The title of a node, as a diagram shows it.
    #[must_use]
    pub fn label(&self, node: NodeIndex, language: &Language) -> String {
        let vi = *language == Language::Vi;
        match &self.graph[node] {
            Node::Start => if vi { "Bắt đầu" } else { "Start" }.to_owned(),
            Node::Step(i) => self.definition.steps.get(*i).map_or_else(String::new, |s| s.title.to(language).to_owned()),
            Node::Gateway { gate, .. } => match gate {
                Gate::Exclusive => "×",
                Gate::Parallel => "+",
                Gate::Inclusive => "○",
            }
            .to_owned(),
            Node::Interruption(i) => {
                self.definition.interruptions.get(*i).map_or_else(String::new, |x| x.when.to(language).to_owned())
            }
            Node::End(name) => end_label(name, language),
        }
    }

    /// The graph in the DOT language of Graphviz, one cluster a lane.
    #[must_use]
    pub fn to_dot(&self, language: &Language) -> String {
        self.sketch(language, &Id::to_string).to_dot(&Highlight::default())
    }

    /// The graph as a Mermaid flowchart.
    #[must_use]
    pub fn to_mermaid(&self, language: &Language) -> String {
        self.sketch(language, &Id::to_string).to_mermaid(&Highlight::default())
    }

    /// The graph as it is drawn; `lane` is what the head of a lane calls a role.
    pub(crate) fn sketch(&self, language: &Language, lane: &dyn Fn(&Id) -> String) -> Sketch {
        let roles = self.lanes();
        let lane_of: HashMap<&Id, usize> = roles.iter().enumerate().map(|(i, role)| (*role, i)).collect();
        let of_step = |i: usize| self.definition.steps.get(i).and_then(|step| lane_of.get(&step.role)).copied();
        let drawn = |node: NodeIndex| {
            let label = self.label(node, language);
            let plain = |look, lane, with| sketch::Node {
                look,
                lane,
                with,
                words: String::new(),
                label: label.clone(),
                number: String::new(),
                time: None,
            };
            let number = |i: usize| self.steps.get(i).map_or(0, |step| step.index());
            match &self.graph[node] {
                Node::Start => plain(Look::Start, None, None),
                Node::Step(i) => {
                    let step = self.definition.steps.get(*i);
                    let look = Look::Step {
                        waits: step.is_some_and(|s| s.kind == Some(StepKind::Wait)),
                        stopped: step.is_some_and(|s| s.clock == Some(Clock::Stopped)),
                        software: step.is_some_and(|s| s.kind == Some(StepKind::System)),
                    };
                    let letter = if *language == Language::Vi { 'B' } else { 'S' };
                    sketch::Node {
                        words: label.clone(),
                        number: format!("{letter}{}", i + 1),
                        time: step.and_then(|s| s.time.as_ref()).and_then(|t| t.value).map(|t| t.to(language)),
                        ..plain(look, of_step(*i), None)
                    }
                }
                Node::Gateway { gate, joins, step } => {
                    let with = if *joins { With::Join(number(*step)) } else { With::Split(number(*step)) };
                    plain(Look::Gateway(*gate), of_step(*step), Some(with))
                }
                Node::Interruption(i) => {
                    let by = self.definition.interruptions.get(*i).and_then(|x| lane_of.get(&x.by)).copied();
                    sketch::Node { words: label.clone(), ..plain(Look::Interruption, by, None) }
                }
                Node::End(_) => {
                    let before = self.predecessors(node).find_map(|before| match self.graph[before] {
                        Node::Step(i) | Node::Gateway { step: i, .. } => Some(i),
                        _ => None,
                    });
                    let with = before.map(|i| With::End(number(i)));
                    sketch::Node { words: label.clone(), ..plain(Look::End, before.and_then(of_step), with) }
                }
            }
        };
        let back = self.back_flows();
        let flow = |edge: petgraph::graph::EdgeReference<'_, Flow, u32>| sketch::Flow {
            from: edge.source().index(),
            to: edge.target().index(),
            kind: edge.weight().kind,
            back: back.contains(&edge.id()),
            label: flow_label(edge.weight(), language),
        };
        let others = self.nodes().filter(|n| !matches!(self.graph[*n], Node::Start | Node::Step(_)));
        Sketch {
            nodes: self.nodes().map(drawn).collect(),
            flows: self.graph.edge_references().map(flow).collect(),
            lanes: roles.into_iter().map(|role| sketch::Lane { role: role.clone(), title: lane(role) }).collect(),
            order: std::iter::once(self.start).chain(self.step_nodes()).chain(others).map(|n| n.index()).collect(),
        }
    }
}

/// The name of an end, as a document prints it.
#[must_use]
pub fn end_label(name: &Id, language: &Language) -> String {
    let known = [
        ("completed", "Hoàn thành", "Completed"),
        ("refused", "Từ chối", "Refused"),
        ("withdrawn", "Rút hồ sơ", "Withdrawn"),
        ("guided", "Hướng dẫn đến nơi có thẩm quyền", "Guided to the right agency"),
        ("rejected", "Không chấp nhận", "Rejected"),
        ("closed", "Kết thúc", "Closed"),
        ("cancelled", "Hủy bỏ", "Cancelled"),
        ("suspended", "Đình chỉ", "Suspended"),
        ("kept", "Tiếp tục bảo quản", "Kept"),
        ("no-action", "Không phải hành động", "No action needed"),
        ("escalated", "Chuyển lãnh đạo xem xét", "Escalated"),
        ("corrective-action", "Chuyển hành động khắc phục", "To corrective action"),
        ("carried-over", "Chuyển kỳ sau", "Carried over"),
    ];
    match known.iter().find(|(id, ..)| name == id) {
        Some((_, vi, _)) if *language == Language::Vi => (*vi).to_owned(),
        Some((_, _, en)) => (*en).to_owned(),
        None => name.as_str().replace('-', " "),
    }
}

/// What is written beside a flow: its condition, its bound, its waiting time.
#[must_use]
pub fn flow_label(flow: &Flow, language: &Language) -> Option<String> {
    let vi = *language == Language::Vi;
    let mut parts = Vec::new();
    if flow.kind != FlowKind::Interruption {
        parts.extend(flow.when.as_ref().map(|w| w.to(language).to_owned()));
    }
    if let Some(after) = flow.after {
        parts.push(format!("{} {}", if vi { "sau" } else { "after" }, after.to(language)));
    }
    if let Some(bound) = flow.at_most {
        parts.push(if vi { format!("tối đa {bound} lần") } else { format!("at most {bound}×") });
    }
    (!parts.is_empty()).then(|| parts.join(", "))
}
