//! From a model to BPMN 2.0 XML, with the places of its elements where they are known.
//!
//! Elements stand in the order that the schema asks for (BPMN20.xsd, Semantic.xsd, BPMNDI.xsd).

use super::model::{GatewayKind, Model, Node, NodeKind, Process, Repeat, SubKind, TaskKind, Trigger};
use super::read::BPMN;
use crate::manual::diagram::{Area, Point};
use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use std::collections::HashMap;

/// Where the elements of a model lie on paper.
#[derive(Debug, Clone, Default)]
pub(super) struct Diagram {
    pub shapes: Vec<Shape>,
    pub edges: Vec<Edge>,
}

/// The place of a node, a lane or a pool.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    pub id: Box<str>,
    pub area: Area,
    /// Where its name lies, if not within.
    pub label: Option<Area>,
    /// A lane or a pool, which is a column.
    pub column: bool,
}

/// The places of a flow.
#[derive(Debug, Clone)]
pub(super) struct Edge {
    pub id: Box<str>,
    pub points: Vec<Point>,
    pub label: Option<Area>,
}

impl Model {
    /// The model as a BPMN 2.0 document.
    ///
    /// What was read is written again as it was, without that which is not modelled.
    ///
    /// ```
    /// use quytrinh::bpmn::Model;
    /// let text = r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="P">
    ///   <startEvent id="start"/><endEvent id="end"/><sequenceFlow id="f" sourceRef="start" targetRef="end"/>
    /// </process></definitions>"#;
    /// let model = Model::read("loan.bpmn", text)?;
    /// let again = Model::read("again.bpmn", &model.to_xml())?;
    /// assert_eq!(model.processes(), again.processes());
    /// # Ok::<(), quytrinh::bpmn::Error>(())
    /// ```
    #[must_use]
    pub fn to_xml(&self) -> String {
        let mut xml = Xml::new();
        xml.open(
            "definitions",
            &[
                ("xmlns", BPMN),
                ("xmlns:bpmndi", "http://www.omg.org/spec/BPMN/20100524/DI"),
                ("xmlns:dc", "http://www.omg.org/spec/DD/20100524/DC"),
                ("xmlns:di", "http://www.omg.org/spec/DD/20100524/DI"),
                ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
                ("id", "_definitions"),
                ("targetNamespace", "urn:quytrinh"),
                ("exporter", "quytrinh"),
                ("exporterVersion", env!("CARGO_PKG_VERSION")),
            ],
        );
        if !self.participants.is_empty() {
            self.write_collaboration(&mut xml);
        }
        for process in &self.processes {
            write_process(process, &mut xml);
        }
        if let Some(diagram) = &self.diagram {
            let plane = if self.participants.is_empty() { self.processes.first().map_or("", |p| &*p.id) } else { COLLABORATION };
            self.write_diagram(diagram, plane, &mut xml);
        }
        xml.close("definitions");
        let text = xml.finish();
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{text}\n")
    }

    fn write_collaboration(&self, xml: &mut Xml) {
        xml.open("collaboration", &[("id", COLLABORATION)]);
        for pool in &self.participants {
            let process = pool.process.and_then(|n| self.processes.get(n)).map_or("", |p| &*p.id);
            let names = [("id", &*pool.id), ("name", &pool.name), ("processRef", process)];
            if pool.several {
                xml.open("participant", &names);
                xml.empty("participantMultiplicity", &[("maximum", "2")]);
                xml.close("participant");
            } else {
                xml.empty("participant", &names);
            }
        }
        for message in &self.messages {
            let ends = [("sourceRef", &*message.from), ("targetRef", &*message.to)];
            xml.empty("messageFlow", &[("id", &message.id), ("name", &message.name), ends[0], ends[1]]);
        }
        xml.close("collaboration");
    }

    pub(super) fn write_diagram(&self, diagram: &Diagram, plane: &str, xml: &mut Xml) {
        let exclusive = |id: &str| {
            let mut nodes = self.processes.iter().flat_map(|p| &p.nodes);
            nodes.any(|n| *n.id == *id && n.kind == NodeKind::Gateway(GatewayKind::Exclusive))
        };
        xml.open("bpmndi:BPMNDiagram", &[("id", "_diagram")]);
        xml.open("bpmndi:BPMNPlane", &[("id", "_plane"), ("bpmnElement", plane)]);
        for shape in &diagram.shapes {
            let id = format!("{}_di", shape.id);
            let level = if shape.column { "false" } else { "" };
            let marker = if exclusive(&shape.id) { "true" } else { "" };
            let names = [("id", &*id), ("bpmnElement", &shape.id), ("isHorizontal", level), ("isMarkerVisible", marker)];
            xml.open("bpmndi:BPMNShape", &names);
            xml.bounds(&shape.area);
            xml.label(shape.label.as_ref());
            xml.close("bpmndi:BPMNShape");
        }
        for edge in &diagram.edges {
            let id = format!("{}_di", edge.id);
            xml.open("bpmndi:BPMNEdge", &[("id", &id), ("bpmnElement", &edge.id)]);
            for point in &edge.points {
                xml.empty("di:waypoint", &[("x", &number(point.x)), ("y", &number(point.y))]);
            }
            xml.label(edge.label.as_ref());
            xml.close("bpmndi:BPMNEdge");
        }
        xml.close("bpmndi:BPMNPlane");
        xml.close("bpmndi:BPMNDiagram");
    }
}

const COLLABORATION: &str = "_collaboration";

/// Writes elements. Writing to memory cannot fail.
pub(super) struct Xml(Writer<Vec<u8>>);

impl Xml {
    pub(super) fn new() -> Self {
        Self(Writer::new_with_indent(Vec::new(), b' ', 2))
    }
    pub(super) fn finish(self) -> String {
        String::from_utf8(self.0.into_inner()).unwrap_or_default()
    }
    fn start<'a>(name: &'a str, attributes: &[(&'a str, &str)]) -> BytesStart<'a> {
        let mut start = BytesStart::new(name);
        // An empty attribute says nothing.
        for (key, value) in attributes.iter().filter(|(_, value)| !value.is_empty()) {
            start.push_attribute((*key, &*allowed(value)));
        }
        start
    }
    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let _ = self.0.write_event(Event::Start(Self::start(name, attributes)));
    }
    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let _ = self.0.write_event(Event::Empty(Self::start(name, attributes)));
    }
    fn close(&mut self, name: &str) {
        let _ = self.0.write_event(Event::End(BytesEnd::new(name)));
    }
    fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        let _ = self.0.write_event(Event::Text(BytesText::new(&allowed(text))));
        self.close(name);
    }
    fn bounds(&mut self, area: &Area) {
        let [x, y, width, height] = [area.x, area.y, area.width, area.height].map(number);
        self.empty("dc:Bounds", &[("x", &x), ("y", &y), ("width", &width), ("height", &height)]);
    }
    fn label(&mut self, area: Option<&Area>) {
        if let Some(area) = area {
            self.open("bpmndi:BPMNLabel", &[]);
            self.bounds(area);
            self.close("bpmndi:BPMNLabel");
        }
    }
}

/// One decimal, and none where it is nothing.
pub(super) fn number(value: f64) -> String {
    format!("{}", (value * 10.0).round() / 10.0)
}

/// Text without the characters that XML has no place for (XML 1.0, 2.2).
pub(super) fn allowed(text: &str) -> String {
    let fits = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().map(|c| if fits(c) { c } else { '\u{fffd}' }).collect()
}

/// What is directly in each scope, in order.
#[derive(Default)]
struct Inside {
    nodes: Vec<usize>,
    flows: Vec<usize>,
}

/// The lists a process is written from.
struct Lists<'p> {
    process: &'p Process,
    inside: HashMap<Option<usize>, Inside>,
    into: Vec<Vec<usize>>,
    out: Vec<Vec<usize>>,
}

fn write_process(process: &Process, xml: &mut Xml) {
    let mut lists = Lists {
        process,
        inside: HashMap::new(),
        into: vec![Vec::new(); process.nodes.len()],
        out: vec![Vec::new(); process.nodes.len()],
    };
    for (i, node) in process.nodes.iter().enumerate() {
        lists.inside.entry(node.scope).or_default().nodes.push(i);
    }
    for (i, flow) in process.flows.iter().enumerate() {
        lists.out[flow.from].push(i);
        lists.into[flow.to].push(i);
        lists.inside.entry(process.nodes[flow.from].scope).or_default().flows.push(i);
    }
    xml.open("process", &[("id", &process.id), ("name", &process.name), ("isExecutable", "false")]);
    write_lanes(process, xml);
    // The scopes that are open, and how far each is written.
    let mut open: Vec<(Option<usize>, usize)> = vec![(None, 0)];
    while let Some((scope, done)) = open.pop() {
        if let Some(node) = lists.inside.get(&scope).and_then(|inside| inside.nodes.get(done)).copied() {
            open.push((scope, done + 1));
            if lists.begin(node, xml) {
                open.push((Some(node), 0));
            }
            continue;
        }
        for flow in lists.inside.get(&scope).map_or(&[][..], |inside| &inside.flows) {
            lists.flow(*flow, xml);
        }
        if let Some(node) = scope {
            xml.close(element(&process.nodes[node]));
        }
    }
    for data in &process.data {
        if data.store {
            xml.empty("dataStoreReference", &[("id", &data.id), ("name", &data.name)]);
        } else {
            let object = format!("{}.object", data.id);
            xml.empty("dataObject", &[("id", &object)]);
            xml.empty("dataObjectReference", &[("id", &data.id), ("name", &data.name), ("dataObjectRef", &object)]);
        }
    }
    xml.close("process");
}

fn write_lanes(process: &Process, xml: &mut Xml) {
    if process.lanes.is_empty() {
        return;
    }
    let mut within: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
    for (i, lane) in process.lanes.iter().enumerate() {
        within.entry(lane.parent).or_default().push(i);
    }
    let mut nodes: Vec<Vec<usize>> = vec![Vec::new(); process.lanes.len()];
    for (i, node) in process.nodes.iter().enumerate() {
        if let Some(list) = node.lane.and_then(|lane| nodes.get_mut(lane)) {
            list.push(i);
        }
    }
    xml.open("laneSet", &[]);
    let mut open: Vec<(Option<usize>, usize)> = vec![(None, 0)];
    while let Some((parent, done)) = open.pop() {
        if let Some(lane) = within.get(&parent).and_then(|lanes| lanes.get(done)).copied() {
            open.push((parent, done + 1));
            xml.open("lane", &[("id", &process.lanes[lane].id), ("name", &process.lanes[lane].name)]);
            for node in &nodes[lane] {
                xml.text("flowNodeRef", &[], &process.nodes[*node].id);
            }
            if within.contains_key(&Some(lane)) {
                xml.open("childLaneSet", &[]);
                open.push((Some(lane), 0));
            } else {
                xml.close("lane");
            }
        } else if parent.is_some() {
            xml.close("childLaneSet");
            xml.close("lane");
        }
    }
    xml.close("laneSet");
}

impl Lists<'_> {
    /// Writes a node; a subprocess is left open.
    fn begin(&self, i: usize, xml: &mut Xml) -> bool {
        let node = &self.process.nodes[i];
        let name = element(node);
        let default = self.out[i].iter().find(|f| self.process.flows[**f].default).map_or("", |f| &*self.process.flows[*f].id);
        let mut attributes = vec![("id", &*node.id), ("name", &*node.name), ("default", default)];
        if node.compensates {
            attributes.push(("isForCompensation", "true"));
        }
        if node.instantiates {
            attributes.push(("instantiate", "true"));
        }
        match node.kind {
            NodeKind::Start { interrupting: false } => attributes.push(("isInterrupting", "false")),
            NodeKind::Sub(SubKind::Event) => attributes.push(("triggeredByEvent", "true")),
            NodeKind::Boundary { on, interrupting } => {
                if let Some(on) = self.process.nodes.get(on) {
                    attributes.push(("attachedToRef", &on.id));
                }
                if !interrupting {
                    attributes.push(("cancelActivity", "false"));
                }
            }
            _ => {}
        }
        let stays_open = matches!(node.kind, NodeKind::Sub(_));
        let empty = self.into[i].is_empty() && self.out[i].is_empty() && node.trigger.is_none() && node.repeat.is_none();
        if empty && !stays_open {
            xml.empty(name, &attributes);
            return false;
        }
        xml.open(name, &attributes);
        for (tag, flows) in [("incoming", &self.into[i]), ("outgoing", &self.out[i])] {
            for flow in flows {
                xml.text(tag, &[], &self.process.flows[*flow].id);
            }
        }
        match node.repeat {
            Some(Repeat::Loop) => xml.empty("standardLoopCharacteristics", &[]),
            Some(Repeat::Parallel) => xml.empty("multiInstanceLoopCharacteristics", &[]),
            Some(Repeat::Sequential) => xml.empty("multiInstanceLoopCharacteristics", &[("isSequential", "true")]),
            None => {}
        }
        if let Some(trigger) = &node.trigger {
            write_trigger(trigger, xml);
        }
        if !stays_open {
            xml.close(name);
        }
        stays_open
    }

    fn flow(&self, i: usize, xml: &mut Xml) {
        let flow = &self.process.flows[i];
        let [from, to] = [flow.from, flow.to].map(|n| &*self.process.nodes[n].id);
        let attributes = [("id", &*flow.id), ("name", &flow.name), ("sourceRef", from), ("targetRef", to)];
        match &flow.condition {
            None => xml.empty("sequenceFlow", &attributes),
            Some(condition) => {
                xml.open("sequenceFlow", &attributes);
                xml.text("conditionExpression", &[("xsi:type", "tFormalExpression")], condition);
                xml.close("sequenceFlow");
            }
        }
    }
}

fn write_trigger(trigger: &Trigger, xml: &mut Xml) {
    match trigger {
        Trigger::Message => xml.empty("messageEventDefinition", &[]),
        Trigger::Timer => xml.empty("timerEventDefinition", &[]),
        Trigger::Signal => xml.empty("signalEventDefinition", &[]),
        Trigger::Conditional => {
            xml.open("conditionalEventDefinition", &[]);
            xml.empty("condition", &[("xsi:type", "tFormalExpression")]);
            xml.close("conditionalEventDefinition");
        }
        Trigger::Error => xml.empty("errorEventDefinition", &[]),
        Trigger::Escalation => xml.empty("escalationEventDefinition", &[]),
        Trigger::Compensation => xml.empty("compensateEventDefinition", &[]),
        Trigger::Cancel => xml.empty("cancelEventDefinition", &[]),
        Trigger::Link(name) => xml.empty("linkEventDefinition", &[("name", name)]),
        Trigger::Terminate => xml.empty("terminateEventDefinition", &[]),
        // Which ones they were is not kept; several they are again.
        Trigger::Multiple => {
            xml.empty("messageEventDefinition", &[]);
            xml.empty("signalEventDefinition", &[]);
        }
    }
}

const fn element(node: &Node) -> &'static str {
    match node.kind {
        NodeKind::Task(kind) => match kind {
            TaskKind::Plain => "task",
            TaskKind::User => "userTask",
            TaskKind::Manual => "manualTask",
            TaskKind::Service => "serviceTask",
            TaskKind::Script => "scriptTask",
            TaskKind::BusinessRule => "businessRuleTask",
            TaskKind::Send => "sendTask",
            TaskKind::Receive => "receiveTask",
        },
        NodeKind::Call => "callActivity",
        NodeKind::Sub(SubKind::Embedded | SubKind::Event) => "subProcess",
        NodeKind::Sub(SubKind::Transaction) => "transaction",
        NodeKind::Sub(SubKind::AdHoc) => "adHocSubProcess",
        NodeKind::Start { .. } => "startEvent",
        NodeKind::Catch => "intermediateCatchEvent",
        NodeKind::Throw => "intermediateThrowEvent",
        NodeKind::Boundary { .. } => "boundaryEvent",
        NodeKind::End => "endEvent",
        NodeKind::Gateway(kind) => match kind {
            GatewayKind::Exclusive => "exclusiveGateway",
            GatewayKind::Inclusive => "inclusiveGateway",
            GatewayKind::Parallel => "parallelGateway",
            GatewayKind::EventBased => "eventBasedGateway",
            GatewayKind::Complex => "complexGateway",
        },
    }
}
