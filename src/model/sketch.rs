//! A graph ready to be drawn: what its nodes and flows look like and say, whatever it was made of.

use super::definition::Gate;
use super::graph::FlowKind;
use super::highlight::{Highlight, Strength};
use super::value::Id;
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use std::collections::HashSet;
use std::fmt::Write as _;

/// What a node looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    Start,
    Step { waits: bool, stopped: bool, software: bool },
    Gateway(Gate),
    Interruption,
    End,
}

/// The step that a node is drawn with, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum With {
    /// Above the step.
    Join(usize),
    /// Below it.
    Split(usize),
    /// Below it and its split.
    End(usize),
}

/// A node.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub look: Look,
    /// The lane it lies in; that of what follows where none is said.
    pub lane: Option<usize>,
    pub with: Option<With>,
    /// What is written in or beside it.
    pub words: String,
    /// What stands for it in a drawing that consists of words.
    pub label: String,
    /// The number of a step, and its time.
    pub number: String,
    pub time: Option<String>,
}

/// A flow from one node to another.
#[derive(Debug, Clone)]
pub(crate) struct Flow {
    pub from: usize,
    pub to: usize,
    pub kind: FlowKind,
    /// Whether it leads back.
    pub back: bool,
    pub label: Option<String>,
}

/// A lane, and what its head says.
#[derive(Debug, Clone)]
pub(crate) struct Lane {
    pub role: Id,
    pub title: String,
}

/// Nodes and flows by number, and the lanes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sketch {
    pub nodes: Vec<Node>,
    pub flows: Vec<Flow>,
    pub lanes: Vec<Lane>,
    /// The nodes in the order in which one reads them; a start comes first.
    pub order: Vec<usize>,
}

/// What emphasis looks like where only lines and fills can be told.
pub(crate) const INK: &str = "#a8320a";
pub(crate) const TINT: &str = "#fdeee6";
pub(crate) const STRONG: &str = "#f5b895";

impl Sketch {
    /// In the DOT language of Graphviz, one cluster a lane.
    pub fn to_dot(&self, highlight: &Highlight) -> String {
        let mut out = String::from("digraph procedure {\n  rankdir=TB;\n  node [shape=box, fontname=\"Helvetica\"];\n");
        let escape = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " ");
        let drawn = |number: usize| {
            let style = match highlight.strength(NodeIndex::new(number)) {
                None => None,
                Some(Strength::Passed) => Some((3, TINT)),
                Some(Strength::Marked) => Some((5, STRONG)),
            };
            let waits = matches!(self.nodes[number].look, Look::Step { waits: true, .. });
            let colours = |(width, fill)| format!(", color=\"{INK}\", penwidth={width}, fillcolor=\"{fill}\"");
            let dashes = match (waits, style.is_some()) {
                (true, true) => ", style=\"dashed,filled\"",
                (true, false) => ", style=dashed",
                (false, true) => ", style=filled",
                (false, false) => "",
            };
            let label = escape(&highlight.labelled(NodeIndex::new(number), &self.nodes[number].label));
            (label, format!("{dashes}{}", style.map(colours).unwrap_or_default()))
        };
        let is_step = |number: &usize| matches!(self.nodes[*number].look, Look::Step { .. });
        for (i, lane) in self.lanes.iter().enumerate() {
            let _ = writeln!(out, "  subgraph cluster_{i} {{\n    label=\"{}\";", escape(&lane.title));
            for number in self.order.iter().filter(|n| is_step(n) && self.nodes[**n].lane == Some(i)) {
                let (label, style) = drawn(*number);
                let _ = writeln!(out, "    n{number} [label=\"{label}\"{style}];");
            }
            out.push_str("  }\n");
        }
        for (number, node) in self.nodes.iter().enumerate() {
            let shape = match node.look {
                Look::Step { .. } => continue,
                Look::Start => "circle",
                Look::End => "doublecircle",
                Look::Gateway(_) => "diamond",
                Look::Interruption => "octagon",
            };
            let (label, style) = drawn(number);
            let _ = writeln!(out, "  n{number} [shape={shape}, label=\"{label}\"{style}];");
        }
        for (number, flow) in self.flows.iter().enumerate() {
            let mut style: Vec<String> = flow.label.iter().map(|label| format!("label=\"{}\"", escape(label))).collect();
            if highlight.flows.contains(&EdgeIndex::new(number)) {
                style.push(format!("color=\"{INK}\", penwidth=3"));
            }
            let style = if style.is_empty() { String::new() } else { format!(" [{}]", style.join(", ")) };
            let _ = writeln!(out, "  n{} -> n{}{style};", flow.from, flow.to);
        }
        let legend = highlight.legend();
        if !legend.is_empty() {
            // Lines that begin at the left; at the end of the graph, or the lanes would take it for theirs.
            let lines: String = legend.iter().flat_map(|line| broken(line)).map(|line| escape(&line) + "\\l").collect();
            let _ = writeln!(out, "  label=\"{lines}\"; labelloc=b; labeljust=l; fontname=\"Helvetica\";");
        }
        out + "}\n"
    }

    /// As a Mermaid flowchart.
    pub fn to_mermaid(&self, highlight: &Highlight) -> String {
        let mut out = String::from("flowchart TD\n");
        let escape = |text: &str| {
            text.replace('&', "#amp;").replace('"', "#quot;").replace('<', "#lt;").replace('>', "#gt;").replace('\n', " ")
        };
        for (number, node) in self.nodes.iter().enumerate() {
            let label = escape(&highlight.labelled(NodeIndex::new(number), &node.label));
            let (open, close) = match node.look {
                Look::Start | Look::End => ("([", "])"),
                Look::Step { .. } => ("[", "]"),
                Look::Gateway(_) => ("{", "}"),
                Look::Interruption => ("{{", "}}"),
            };
            let _ = writeln!(out, "  n{number}{open}\"{label}\"{close}");
        }
        for flow in &self.flows {
            let arrow = if flow.kind == FlowKind::Sequence { "-->" } else { "-.->" };
            let label = flow.label.as_ref().map(|label| format!("|\"{}\"|", escape(label))).unwrap_or_default();
            let _ = writeln!(out, "  n{} {arrow}{label} n{}", flow.from, flow.to);
        }
        let legend = highlight.legend();
        if legend.is_empty() {
            return out;
        }
        let lines: Vec<String> = legend.iter().map(|line| escape(line)).collect();
        let _ = writeln!(out, "  legend[\"{}\"]", lines.join("<br>"));
        let _ = writeln!(out, "  classDef passed fill:{TINT},stroke:{INK},stroke-width:3px,color:#1b1f24");
        let _ = writeln!(out, "  classDef marked fill:{STRONG},stroke:{INK},stroke-width:6px,color:#1b1f24");
        let _ = writeln!(out, "  classDef legend fill:#ffffff,stroke:#3d4650,color:#1b1f24,text-align:left");
        for (class, strength) in [("passed", Strength::Passed), ("marked", Strength::Marked)] {
            let of_class = |n: &usize| highlight.strength(NodeIndex::new(*n)) == Some(strength);
            let nodes: Vec<String> = (0..self.nodes.len()).filter(of_class).map(|n| format!("n{n}")).collect();
            if !nodes.is_empty() {
                let _ = writeln!(out, "  class {} {class}", nodes.join(","));
            }
        }
        out.push_str("  class legend legend\n");
        let flows: Vec<String> = highlight.flows.iter().map(|flow| flow.index().to_string()).collect();
        if !flows.is_empty() {
            let _ = writeln!(out, "  linkStyle {} stroke:{INK},stroke-width:4px", flows.join(","));
        }
        out
    }
}

/// A text in lines of about ninety characters.
fn broken(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < 90 => *line += &format!(" {word}"),
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The flows that lead back: those that close a cycle when the graph is walked from these roots, each
/// node's flows in the order in which they were added.
pub(crate) fn back_flows<N, E>(graph: &DiGraph<N, E, u32>, roots: impl IntoIterator<Item = NodeIndex>) -> HashSet<EdgeIndex> {
    // Outgoing flows, the last one first, as a stack wants them.
    let out = |node: NodeIndex| {
        use petgraph::visit::EdgeRef;
        let mut edges: Vec<(EdgeIndex, NodeIndex)> = graph.edges(node).map(|e| (e.id(), e.target())).collect();
        edges.sort_unstable_by_key(|(id, _)| std::cmp::Reverse(*id));
        edges
    };
    let mut back = HashSet::new();
    let mut open = HashSet::new();
    let mut done = HashSet::new();
    // Depth first without recursion: a chain of a million steps must not end the stack.
    let mut stack: Vec<(NodeIndex, Vec<(EdgeIndex, NodeIndex)>)> = Vec::new();
    for root in roots {
        if done.contains(&root) {
            continue;
        }
        open.insert(root);
        stack.push((root, out(root)));
        while let Some((node, rest)) = stack.last_mut() {
            match rest.pop() {
                None => {
                    open.remove(node);
                    done.insert(*node);
                    stack.pop();
                }
                Some((edge, target)) if open.contains(&target) => {
                    back.insert(edge);
                }
                Some((_, target)) if done.contains(&target) => {}
                Some((_, target)) => {
                    open.insert(target);
                    stack.push((target, out(target)));
                }
            }
        }
    }
    back
}
