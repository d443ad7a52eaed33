//! What a drawing emphasises: it says how, whoever asks says what and why.

use petgraph::graph::{EdgeIndex, NodeIndex};
use std::collections::{BTreeMap, BTreeSet};

/// What a drawing of a graph emphasises: a way through it, places that matter most, and a legend.
///
/// Nodes and flows are numbered as in the graph that is drawn; numbers it does not have are passed
/// over. Nothing is emphasised by the default.
///
/// ```
/// use quytrinh::{Language, Library, graph::{Highlight, Mark}, manual::diagram::{Wording, flowchart}};
/// let text = "procedure: P-1\ntitle: Loan\nsteps:\n  - {id: ask, title: Ask, role: reader}\n  - {id: lend, title: Lend, role: clerk}\n";
/// let library = Library::from_sources([("loan.yaml", text)]);
/// let graph = library.procedure("P-1").unwrap().graph();
/// let mut drawing = flowchart(graph, &Wording { language: &Language::En, lane: &|role| role.to_string() });
/// let lend = graph.node_of("lend").unwrap();
/// drawing.highlight(&Highlight {
///     nodes: [(lend, vec![1])].into(),
///     marks: vec![Mark { node: lend, sign: "A".into(), meaning: "here".into() }],
///     heading: "Look".into(),
///     ..Highlight::default()
/// });
/// assert!(drawing.to_svg("Loan", "").contains(">Look</text>"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Highlight {
    /// The nodes of the way, each with its turns: the numbers written beside it, if there are any.
    pub nodes: BTreeMap<NodeIndex, Vec<usize>>,
    /// The flows of the way.
    pub flows: BTreeSet<EdgeIndex>,
    /// The places that matter most, on the way or not.
    pub marks: Vec<Mark>,
    /// The first line of the legend.
    pub heading: String,
    /// More of the legend.
    pub remarks: Vec<String>,
    /// What the way is; said in the legend if there is one.
    pub way: String,
}

/// A place that matters most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The node.
    pub node: NodeIndex,
    /// The sign beside it: a letter.
    pub sign: String,
    /// What the legend says of it.
    pub meaning: String,
}

/// How strongly a node is emphasised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Strength {
    Passed,
    Marked,
}

/// So many turns of a node are written; more of them end in `…`.
const TURNS: usize = 4;

impl Highlight {
    pub(crate) fn strength(&self, node: NodeIndex) -> Option<Strength> {
        if self.marks.iter().any(|mark| mark.node == node) {
            return Some(Strength::Marked);
        }
        self.nodes.contains_key(&node).then_some(Strength::Passed)
    }

    /// The signs of a node's marks.
    pub(crate) fn signs(&self, node: NodeIndex) -> impl Iterator<Item = &str> {
        self.marks.iter().filter(move |mark| mark.node == node).map(|mark| mark.sign.as_str())
    }

    /// The turns of a node, as they are written.
    pub(crate) fn turns(&self, node: NodeIndex) -> Option<String> {
        let turns = self.nodes.get(&node).filter(|turns| !turns.is_empty())?;
        let first: Vec<String> = turns.iter().take(TURNS).map(usize::to_string).collect();
        Some(first.join(", ") + if turns.len() > TURNS { ", …" } else { "" })
    }

    /// A label with the signs and turns of its node before it.
    pub(crate) fn labelled(&self, node: NodeIndex, label: &str) -> String {
        let signs = self.signs(node).map(|sign| format!("[{sign}] "));
        let turns = self.turns(node).map(|turns| format!("({turns}) "));
        signs.chain(turns).chain([label.to_owned()]).collect()
    }

    /// The legend in words.
    pub(crate) fn legend(&self) -> Vec<String> {
        let heading = Some(self.heading.clone()).filter(|heading| !heading.is_empty());
        let marks = self.marks.iter().map(|mark| format!("[{}] {}", mark.sign, mark.meaning));
        let way = (!self.flows.is_empty() && !self.way.is_empty()).then(|| self.way.clone());
        heading.into_iter().chain(self.remarks.iter().cloned()).chain(marks).chain(way).collect()
    }
}
