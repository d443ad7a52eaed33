//! From a procedure to a model, laid out as its flowchart is.

use super::model::{Flow, GatewayKind, Lane, Model, Node as BpmnNode, NodeKind, Participant, Place, Process, TaskKind, Trigger};
use super::write::{Diagram, Edge, Shape};
use crate::manual::diagram::{About, Area, Drawing, Point, Wording, flowchart};
use crate::model::definition::{Gate, StepKind};
use crate::model::graph::{FlowKind, Node, ProcessGraph, end_label, flow_label};
use crate::model::library::{Library, Procedure};
use crate::model::source::Source;
use crate::model::value::{Id, Language};
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use std::collections::HashMap;

/// The height of the head of the pool, and the size of an event at a border.
const HEAD: f64 = 30.0;
const EVENT: f64 = 36.0;

impl Model {
    /// A procedure as a model: a pool, a lane for each role, and the places of its flowchart.
    ///
    /// An interruption becomes a start event of its own: BPMN has no event that stops the whole
    /// process and goes on within it (10.5.2, 10.5.6). A time-out becomes an interrupting timer at
    /// the border of its step.
    ///
    /// ```
    /// use quytrinh::{Language, Library, bpmn::Model};
    /// let text = "procedure: P-1\ntitle: Loan\nsteps:\n  - {id: ask, title: Ask, role: reader}\n  - {id: lend, title: Lend, role: clerk}\n";
    /// let library = Library::from_sources([("loan.yaml", text)]);
    /// let model = Model::of(&library, library.procedure("P-1").unwrap(), &Language::En);
    /// assert_eq!(model.processes()[0].lanes.len(), 2);
    /// assert!(model.to_xml().contains("<bpmndi:BPMNPlane"));
    /// ```
    #[must_use]
    pub fn of(library: &Library, procedure: &Procedure, language: &Language) -> Self {
        Self::traced(library, procedure, language).0
    }

    /// The same, with the ids of the elements that each node and each flow became.
    pub(crate) fn traced(
        library: &Library,
        procedure: &Procedure,
        language: &Language,
    ) -> (Self, HashMap<NodeIndex, Box<str>>, HashMap<EdgeIndex, Vec<Box<str>>>) {
        let lane = |role: &Id| library.role(role).map_or_else(|| role.to_string(), |role| role.title.to(language).to_owned());
        let graph = procedure.graph();
        let drawing = flowchart(graph, &Wording { language, lane: &lane });
        let mut export = Export {
            graph,
            language,
            process: Process::default(),
            diagram: Diagram::default(),
            node: HashMap::new(),
            flow: HashMap::new(),
        };
        export.process.id = name(procedure.code(), "Process_");
        export.process.name = procedure.definition().title.to(language).into();
        export.columns(&drawing, &lane);
        export.nodes(&drawing);
        export.flows(&drawing);
        let Export { process, diagram, node, flow, .. } = export;
        let nodes = node.into_iter().map(|(node, at)| (node, process.nodes[at].id.clone())).collect();
        let participant = Participant { id: POOL.into(), name: process.name.clone(), process: Some(0), several: false };
        let model = Self {
            source: Source { name: procedure.source().clone(), text: "".into() },
            processes: vec![process],
            participants: vec![participant],
            messages: Vec::new(),
            collaboration: Box::default(),
            findings: Vec::new(),
            diagram: Some(diagram),
        };
        (model, nodes, flow)
    }
}

const POOL: &str = "_pool";

/// A name that XML allows as an id (an NCName): unlike our own, it begins with a letter.
fn name(text: &str, before: &str) -> Box<str> {
    let mended: String = text.chars().map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' }).collect();
    if mended.starts_with(|c: char| c.is_ascii_alphabetic()) { mended.into() } else { format!("{before}{mended}").into() }
}

struct Export<'g> {
    graph: &'g ProcessGraph,
    language: &'g Language,
    process: Process,
    diagram: Diagram,
    node: HashMap<NodeIndex, usize>,
    flow: HashMap<EdgeIndex, Vec<Box<str>>>,
}

impl Export<'_> {
    fn columns(&mut self, drawing: &Drawing, called: &dyn Fn(&Id) -> String) {
        let area = Area { x: 0.0, y: 0.0, width: drawing.width, height: drawing.height + HEAD };
        self.diagram.shapes.push(Shape { id: POOL.into(), area, label: None, column: true });
        for lane in &drawing.lanes {
            let id: Box<str> = format!("Lane_{}", lane.role).into();
            self.diagram.shapes.push(Shape { id: id.clone(), area: lowered(lane.area), label: None, column: true });
            self.process.lanes.push(Lane { id, name: called(&lane.role).into(), parent: None });
        }
    }

    fn nodes(&mut self, drawing: &Drawing) {
        let labels: HashMap<NodeIndex, Area> = drawing
            .labels
            .iter()
            .filter_map(|label| if let About::Node(node) = label.about { Some((node, lowered(label.area))) } else { None })
            .collect();
        for shape in &drawing.boxes {
            let steps = &self.graph.definition().steps;
            let step = |i: usize| steps.get(i).map_or("", |step| step.id.as_str());
            let (id, called, kind) = match self.graph.node(shape.node) {
                Node::Start => ("Start".into(), String::new(), NodeKind::Start { interrupting: true }),
                Node::Step(i) => {
                    let kind = match steps.get(*i).and_then(|step| step.kind) {
                        Some(StepKind::System) => TaskKind::Service,
                        Some(StepKind::Wait) => TaskKind::Receive,
                        Some(StepKind::Task) | None => TaskKind::Plain,
                    };
                    let title = steps.get(*i).map_or("", |step| step.title.to(self.language));
                    (name(step(*i), "Step_"), title.to_owned(), NodeKind::Task(kind))
                }
                Node::Gateway { gate, joins, step: i } => {
                    let kind = match gate {
                        Gate::Exclusive => GatewayKind::Exclusive,
                        Gate::Parallel => GatewayKind::Parallel,
                        Gate::Inclusive => GatewayKind::Inclusive,
                    };
                    let before = if *joins { "Join" } else { "Split" };
                    (format!("{before}_{}", step(*i)).into(), String::new(), NodeKind::Gateway(kind))
                }
                Node::Interruption(i) => {
                    let when = self.graph.definition().interruptions.get(*i).map_or("", |x| x.when.to(self.language));
                    (format!("Event_{}", i + 1).into(), when.to_owned(), NodeKind::Start { interrupting: true })
                }
                Node::End(end) => (format!("End_{}", shape.node.index()).into(), end_label(end, self.language), NodeKind::End),
            };
            let trigger = matches!(self.graph.node(shape.node), Node::Interruption(_)).then_some(Trigger::Signal);
            let area = lowered(shape.area);
            self.node.insert(shape.node, self.process.nodes.len());
            let label = labels.get(&shape.node).copied();
            self.add(id, &called, kind, trigger, area, label);
        }
    }

    fn add(
        &mut self,
        id: Box<str>,
        called: &str,
        kind: NodeKind,
        trigger: Option<Trigger>,
        area: Area,
        label: Option<Area>,
    ) -> usize {
        let middle = area.middle().x;
        // The pool comes first.
        let lane =
            self.diagram.shapes.iter().filter(|s| s.column).skip(1).position(|s| s.area.x <= middle && middle < s.area.right());
        self.diagram.shapes.push(Shape { id: id.clone(), area, label, column: false });
        self.process.nodes.push(BpmnNode {
            id,
            name: called.split_whitespace().collect::<Vec<_>>().join(" ").into(),
            kind,
            trigger,
            scope: None,
            lane,
            repeat: None,
            compensates: false,
            instantiates: false,
            place: Place::default(),
        });
        self.process.nodes.len() - 1
    }

    fn flows(&mut self, drawing: &Drawing) {
        let labels: HashMap<usize, Area> = drawing
            .labels
            .iter()
            .filter_map(|label| if let About::Edge(edge) = label.about { Some((edge, lowered(label.area))) } else { None })
            .collect();
        let drawn: HashMap<EdgeIndex, usize> = drawing.edges.iter().enumerate().map(|(i, edge)| (edge.flow, i)).collect();
        for edge in self.graph.raw().edge_references() {
            let weight = edge.weight();
            let Some(at) = drawn.get(&edge.id()).copied() else { continue };
            let (Some(from), Some(to)) = (self.node.get(&edge.source()), self.node.get(&edge.target())) else { continue };
            let (mut from, to) = (*from, *to);
            let mut points: Vec<Point> = drawing.edges[at].points.iter().map(|p| Point { x: p.x, y: p.y + HEAD }).collect();
            let called = flow_label(weight, self.language).unwrap_or_default();
            let mut label = labels.get(&at).copied();
            let mut said = called.clone();
            if let (FlowKind::Timeout, Some(first)) = (weight.kind, points.first().copied()) {
                let half = EVENT / 2.0;
                let area = Area { x: first.x - half, y: first.y - half, width: EVENT, height: EVENT };
                let kind = NodeKind::Boundary { on: from, interrupting: true };
                let id = format!("Timeout_{}", self.process.nodes[from].id).into();
                from = self.add(id, &called, kind, Some(Trigger::Timer), area, label.take());
                said.clear();
                leave(&mut points, half);
            }
            let id: Box<str> = format!("Flow_{}", self.process.flows.len() + 1).into();
            let made = self.flow.entry(edge.id()).or_default();
            made.push(id.clone());
            // An event at the border is part of its flow.
            if weight.kind == FlowKind::Timeout {
                made.push(self.process.nodes[from].id.clone());
            }
            self.diagram.edges.push(Edge { id: id.clone(), points, label });
            let condition = weight.when.as_ref().filter(|_| weight.kind == FlowKind::Sequence).map(|when| when.to(self.language));
            let splits = matches!(self.process.nodes[from].kind, NodeKind::Gateway(_));
            let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").into();
            self.process.flows.push(Flow {
                id,
                name: plain(&said),
                from,
                to,
                condition: condition.filter(|_| splits).map(plain),
                default: false,
                place: Place::default(),
            });
        }
    }
}

/// Below the head of the pool.
fn lowered(area: Area) -> Area {
    Area { y: area.y + HEAD, ..area }
}

/// Lets a line begin so far from its first point.
fn leave(points: &mut [Point], by: f64) {
    if let [first, second, ..] = points {
        let (x, y) = (second.x - first.x, second.y - first.y);
        let length = x.hypot(y);
        if length > by {
            (first.x, first.y) = (first.x + x / length * by, first.y + y / length * by);
        }
    }
}
