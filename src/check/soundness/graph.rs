//! The control-flow graph that the decision sees: nodes that move tokens along flows.

use crate::model::definition::Gate;
use crate::model::graph::{FlowKind, Node, ProcessGraph};
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;

/// What a node does with tokens. Tokens lie on flows.
///
/// | kind | takes | gives |
/// |---|---|---|
/// | `Start` | nothing: a case begins at one of the starts | one token to every flow out |
/// | `Step` | one token from any one flow in | one token to every flow out |
/// | `Exclusive` | one token from any one flow in | one token to any one flow out |
/// | `Parallel` | one token from every flow in | one token to every flow out |
/// | `Inclusive` | every token on a flow in, once no further one can arrive | one token to each of some flows out, at least one |
/// | `End` | one token from any one flow in | nothing |
/// | `Interruption` | every token there is, at any moment | one token to every flow out |
///
/// An inclusive join waits while a token elsewhere could still come to one of its empty flows
/// without passing the join itself (after OMG BPMN 2.0.2, 13.4.3, which does not wait for a token that
/// may come to a filled flow as well).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Where a case begins.
    Start,
    /// Work: a step, a task, an event on the way.
    Step,
    /// One of several; any that arrives goes on. A choice by event is the same.
    Exclusive,
    /// All of several; waits for all.
    Parallel,
    /// Some of several; waits for those that are under way.
    Inclusive,
    /// Where a case, or one branch of it, ends.
    End,
    /// What stops everything else and goes on from here.
    Interruption,
}

/// A flow from one node to another, by their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Arc {
    /// The node it leaves.
    pub from: u32,
    /// The node it enters.
    pub to: u32,
    /// How often one case may take it at most.
    pub at_most: Option<u32>,
}

/// More nodes or flows than this are not counted.
const MOST: usize = 1 << 30;

/// Nodes and the flows between them: all that decides whether a process is sound.
///
/// ```
/// use quytrinh::soundness::{FlowGraph, Kind};
/// let mut graph = FlowGraph::default();
/// let [start, step, end] = [Kind::Start, Kind::Step, Kind::End].map(|kind| graph.add(kind));
/// graph.connect(start, step);
/// graph.connect(step, end);
/// assert_eq!((graph.nodes().len(), graph.flows().len()), (3, 2));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FlowGraph {
    nodes: Vec<Kind>,
    flows: Vec<Arc>,
}

impl FlowGraph {
    /// An empty graph with room for so many nodes and flows.
    #[must_use]
    pub fn with_capacity(nodes: usize, flows: usize) -> Self {
        Self { nodes: Vec::with_capacity(nodes), flows: Vec::with_capacity(flows) }
    }
    /// Adds a node; its number is how many were there before.
    ///
    /// # Panics
    /// If there are 2³⁰ nodes.
    pub fn add(&mut self, kind: Kind) -> u32 {
        assert!(self.nodes.len() < MOST, "too many nodes");
        self.nodes.push(kind);
        (self.nodes.len() - 1) as u32
    }
    /// Adds a flow; its number is how many were there before.
    ///
    /// # Panics
    /// If one of the nodes does not exist, or there are 2³⁰ flows.
    pub fn connect(&mut self, from: u32, to: u32) -> u32 {
        self.connect_at_most(from, to, None)
    }
    /// Adds a flow that one case may take only so often.
    ///
    /// # Panics
    /// If one of the nodes does not exist, or there are 2³⁰ flows.
    pub fn connect_at_most(&mut self, from: u32, to: u32, at_most: Option<u32>) -> u32 {
        assert!((from.max(to) as usize) < self.nodes.len(), "a flow between nodes that do not exist");
        assert!(self.flows.len() < MOST, "too many flows");
        self.flows.push(Arc { from, to, at_most });
        (self.flows.len() - 1) as u32
    }
    /// Makes a node another kind: what a fix does.
    ///
    /// # Panics
    /// If the node does not exist.
    pub fn set_kind(&mut self, node: u32, kind: Kind) {
        self.nodes[node as usize] = kind;
    }
    /// The nodes, by number.
    #[must_use]
    pub fn nodes(&self) -> &[Kind] {
        &self.nodes
    }
    /// The flows, by number.
    #[must_use]
    pub fn flows(&self) -> &[Arc] {
        &self.flows
    }
}

impl From<&ProcessGraph> for FlowGraph {
    /// Nodes keep their numbers; a step with a time-out gets an exclusive gateway behind it, numbered
    /// after all others.
    fn from(process: &ProcessGraph) -> Self {
        Self::traced(process).0
    }
}

impl FlowGraph {
    /// The graph of a process, and what its nodes and flows are there: a choice made for a time-out
    /// is its step, and the flow to it is none.
    pub(crate) fn traced(process: &ProcessGraph) -> (Self, Vec<NodeIndex>, Vec<Option<EdgeIndex>>) {
        let raw = process.raw();
        let mut nodes: Vec<NodeIndex> = raw.node_indices().collect();
        let mut flows_of: Vec<Option<EdgeIndex>> = Vec::with_capacity(raw.edge_count());
        let mut graph = Self::with_capacity(raw.node_count(), raw.edge_count());
        for node in raw.node_weights() {
            graph.add(match node {
                Node::Start => Kind::Start,
                Node::Step(_) => Kind::Step,
                Node::Gateway { gate: Gate::Exclusive, .. } => Kind::Exclusive,
                Node::Gateway { gate: Gate::Parallel, .. } => Kind::Parallel,
                Node::Gateway { gate: Gate::Inclusive, .. } => Kind::Inclusive,
                Node::Interruption(_) => Kind::Interruption,
                Node::End(_) => Kind::End,
            });
        }
        for node in raw.node_indices() {
            let mut exit = node.index() as u32;
            if raw.edges(node).any(|edge| edge.weight().kind == FlowKind::Timeout) {
                exit = graph.add(Kind::Exclusive);
                graph.connect(node.index() as u32, exit);
                nodes.push(node);
                flows_of.push(None);
            }
            let mut flows: Vec<_> = raw.edges(node).collect();
            // petgraph walks the newest edge first.
            flows.reverse();
            for edge in flows {
                graph.connect_at_most(exit, edge.target().index() as u32, edge.weight().at_most);
                flows_of.push(Some(edge.id()));
            }
        }
        (graph, nodes, flows_of)
    }
}
