//! From XML to a model. Nothing recurses: neither the parser nor what is done here.

use super::model::{
    Data, Flow, GatewayKind, Lane, MessageFlow, Model, Node, NodeKind, Participant, Place, Process, Repeat, SubKind, TaskKind,
    Trigger,
};
use super::remark::{Remark, Remarks};
use super::scan::{Error, scan};
use crate::model::finding::{Finding, Path};
use crate::model::source::Source;
use crate::model::value::{Message, message};
use roxmltree::{Document, Node as Xml, NodeId};
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

/// The name space of BPMN 2.0 (15.3.2).
pub(super) const BPMN: &str = "http://www.omg.org/spec/BPMN/20100524/MODEL";

impl Model {
    /// Reads a document.
    ///
    /// # Errors
    /// If it is not XML, not BPMN 2.0, or so large or deep that it is refused. Mistakes within a
    /// document are [findings](Self::findings).
    pub fn read(name: &str, text: &str) -> Result<Self, Error> {
        Self::read_source(Source { name: name.into(), text: text.strip_prefix('\u{feff}').unwrap_or(text).into() })
    }

    pub(crate) fn read_source(source: Source) -> Result<Self, Error> {
        scan(&source)?;
        let text = source.text.clone();
        let document = Document::parse(&text).map_err(|error| not_xml(&source, &error))?;
        let root = document.root_element();
        if !is(root, "definitions") {
            let found = root.tag_name().name();
            let message = message!(
                vi: "không phải BPMN 2.0: phần tử ngoài cùng là `{found}`, cần `definitions` trong không gian tên {BPMN}",
                en: "not BPMN 2.0: the outermost element is `{found}`, expected `definitions` in the name space {BPMN}"
            );
            return Err(Error::new("bpmn/not-bpmn", &source, head(root), message));
        }
        let mut reader = Reader::new(&source);
        reader.definitions(root);
        reader.not_listed();
        let Reader { processes, participants, messages, collaboration, mut findings, remarks, .. } = reader;
        findings.extend(remarks.into_findings(&source.name));
        Ok(Self { source, processes, participants, messages, collaboration, findings, diagram: None })
    }
}

fn not_xml(source: &Source, error: &roxmltree::Error) -> Error {
    let at = error.pos();
    let mut lines = source.text.split_inclusive('\n');
    let before: usize = lines.by_ref().take((at.row as usize).saturating_sub(1)).map(str::len).sum();
    let line = lines.next().unwrap_or_default();
    let column = line.char_indices().nth((at.col as usize).saturating_sub(1)).map_or(line.len(), |(i, _)| i);
    let start = before + column;
    // The parser ends with the place, which is said anyway.
    let what = error.to_string();
    let what = what.rsplit_once(" at ").map_or(what.as_str(), |(what, _)| what);
    Error::new("bpmn/xml", source, start..start, message!(vi: "không phải XML đúng: {what}", en: "not well-formed XML: {what}"))
}

fn is(node: Xml, name: &str) -> bool {
    is_bpmn(node) && node.tag_name().name() == name
}

fn is_bpmn(node: Xml) -> bool {
    node.is_element() && node.tag_name().namespace() == Some(BPMN)
}

/// The bytes of the start tag of an element.
fn head(node: Xml) -> Range<usize> {
    let whole = node.range();
    let end = node.attributes().map(|a| a.range().end).max().unwrap_or_else(|| {
        // `<`, the name, perhaps with a prefix.
        let tag = node.document().input_text().get(whole.clone()).unwrap_or_default();
        whole.start + tag.find(|c: char| c == '>' || c == '/' || c.is_whitespace()).unwrap_or(1)
    });
    whole.start..end
}

fn attribute<'a>(node: Xml<'a, '_>, name: &str) -> &'a str {
    node.attribute(name).map_or("", str::trim)
}

fn is_true(node: Xml, name: &str, otherwise: bool) -> bool {
    match attribute(node, name) {
        "" => otherwise,
        value => matches!(value, "true" | "1"),
    }
}

/// Names may stand on several lines.
fn name_of(node: Xml) -> Box<str> {
    attribute(node, "name").split_whitespace().collect::<Vec<_>>().join(" ").into()
}

fn children<'a, 'i>(node: Xml<'a, 'i>) -> impl Iterator<Item = Xml<'a, 'i>> {
    node.children().filter(|n| n.is_element())
}

fn child<'a, 'i>(node: Xml<'a, 'i>, name: &str) -> Option<Xml<'a, 'i>> {
    children(node).find(|n| is(*n, name))
}

/// What an id leads to.
#[derive(Clone, Copy)]
enum Target {
    Process(usize),
    Node {
        process: usize,
        node: usize,
    },
    /// Something that no flow leads to.
    Other,
}

/// So many findings of a kind are listed one by one.
pub(super) const LISTED: usize = 50;

struct Reader<'s, 'd> {
    source: &'s Source,
    processes: Vec<Process>,
    participants: Vec<Participant>,
    messages: Vec<MessageFlow>,
    collaboration: Box<str>,
    findings: Vec<Finding>,
    remarks: Remarks,
    /// How many mistakes there are of each kind, and where the last is.
    mistakes: BTreeMap<&'static str, (usize, Range<usize>)>,
    /// Every id there is.
    ids: HashMap<&'d str, Target>,
    /// How many ids were made up.
    made_up: usize,
}

/// Boundary events and defaults name what may stand below them.
struct Later<'a, 'i> {
    flows: Vec<Xml<'a, 'i>>,
    boundaries: Vec<(usize, Xml<'a, 'i>)>,
    defaults: Vec<(usize, Xml<'a, 'i>)>,
    lanes: Vec<(usize, Xml<'a, 'i>)>,
}

impl<'s, 'd> Reader<'s, 'd> {
    fn new(source: &'s Source) -> Self {
        Self {
            source,
            processes: Vec::new(),
            participants: Vec::new(),
            messages: Vec::new(),
            collaboration: Box::default(),
            findings: Vec::new(),
            remarks: Remarks::default(),
            mistakes: BTreeMap::new(),
            ids: HashMap::new(),
            made_up: 0,
        }
    }

    fn wrong(&mut self, rule: &'static str, node: Xml, message: Message) {
        let place = head(node);
        let (count, last) = self.mistakes.entry(rule).or_default();
        *count += 1;
        *last = place.clone();
        if *count <= LISTED {
            self.findings.push(Finding::error(rule, &self.source.name, Path::root(), message).at_bytes(place));
        }
    }

    /// The mistakes that are not listed one by one.
    fn not_listed(&mut self) {
        for (rule, (count, last)) in std::mem::take(&mut self.mistakes) {
            if let Some(more) = count.checked_sub(LISTED + 1) {
                let n = more + 1;
                let message =
                    message!(vi: "còn {n} chỗ sai như vậy, chỗ cuối ở đây", en: "{n} more of this kind, the last one here");
                self.findings.push(Finding::error(rule, &self.source.name, Path::root(), message).at_bytes(last));
            }
        }
    }

    /// The id of an element, and whether it is sure what it means; one is made up where none is
    /// given or it is taken.
    fn id(&mut self, node: Xml<'d, '_>, target: Target) -> (Box<str>, bool) {
        let id = attribute(node, "id");
        if !id.is_empty() {
            if let Entry::Vacant(free) = self.ids.entry(id) {
                free.insert(target);
                return (id.into(), true);
            }
            self.wrong("bpmn/duplicate-id", node, message!(vi: "mã `{id}` bị trùng", en: "the id `{id}` stands twice"));
        }
        self.made_up += 1;
        (format!("_unnamed-{}", self.made_up).into(), id.is_empty())
    }

    /// What a reference means; a prefix counts only where nothing is found with it.
    fn target(&self, reference: &str) -> Option<Target> {
        let plain = || reference.rsplit_once(':').and_then(|(_, local)| self.ids.get(local));
        self.ids.get(reference).or_else(plain).copied().filter(|target| !matches!(target, Target::Other))
    }

    /// The node of a process that a reference means.
    fn node(&self, within: usize, reference: &str) -> Option<usize> {
        match self.target(reference)? {
            Target::Node { process, node } if process == within => Some(node),
            _ => None,
        }
    }

    fn definitions(&mut self, root: Xml<'d, '_>) {
        let mut laters = Vec::new();
        for element in children(root).filter(|n| is(*n, "process")) {
            let process = self.processes.len();
            let (id, _) = self.id(element, Target::Process(process));
            self.processes.push(Process { id, name: name_of(element), place: Place(head(element)), ..Process::default() });
            laters.push((process, self.nodes(process, element)));
        }
        for (process, later) in laters {
            self.connect(process, later);
            in_order(&mut self.processes[process]);
        }
        for element in children(root) {
            match element.tag_name().name() {
                "process" if is_bpmn(element) => {}
                "collaboration" if is_bpmn(element) => self.collaboration(element),
                name => self.passed_over(element, name),
            }
        }
        if self.processes.is_empty() {
            let message = message!(vi: "không có quy trình nào (`process`)", en: "there is no process");
            self.findings
                .push(Finding::warning("bpmn/no-process", &self.source.name, Path::root(), message).at_bytes(head(root)));
        }
    }

    /// Elements that say nothing about the flow of work.
    fn passed_over(&mut self, element: Xml, name: &str) {
        let place = head(element);
        if !is_bpmn(element) {
            // How it is drawn is known to be left out.
            if name != "BPMNDiagram" {
                self.remarks.add(Remark::Extensions, &place, name);
            }
            return;
        }
        match name {
            "documentation" | "incoming" | "outgoing" => {}
            "extensionElements" => {
                for inner in children(element) {
                    self.remarks.add(Remark::Extensions, &head(inner), inner.tag_name().name());
                }
            }
            name => self.remarks.add(Remark::NotModelled, &place, name),
        }
    }

    fn collaboration(&mut self, collaboration: Xml<'d, '_>) {
        for element in children(collaboration) {
            match element.tag_name().name() {
                "participant" if is_bpmn(element) => {
                    let reference = attribute(element, "processRef");
                    let process = match self.target(reference) {
                        Some(Target::Process(process)) => Some(process),
                        _ => None,
                    };
                    if process.is_none() && !reference.is_empty() {
                        self.dangling(element, "processRef", reference);
                    }
                    let (id, _) = self.id(element, Target::Other);
                    let several = child(element, "participantMultiplicity").is_some_and(|m| attribute(m, "maximum") != "1");
                    self.participants.push(Participant { id, name: name_of(element), process, several });
                }
                "messageFlow" if is_bpmn(element) => {
                    let (id, _) = self.id(element, Target::Other);
                    let (from, to) = (attribute(element, "sourceRef"), attribute(element, "targetRef"));
                    if [from, to].iter().any(|end| !matches!(self.target(end), Some(Target::Node { .. }))) {
                        self.remarks.add(Remark::MessageFlows, &head(element), "");
                    }
                    if self.messages.is_empty() {
                        self.collaboration = attribute(collaboration, "id").into();
                    }
                    let place = Place(head(element));
                    self.messages.push(MessageFlow { id, name: name_of(element), from: from.into(), to: to.into(), place });
                }
                name => self.passed_over(element, name),
            }
        }
        let participants: HashSet<&str> = self.participants.iter().map(|p| &*p.id).collect();
        let known = |id: &str| {
            let local = id.rsplit_once(':').map_or(id, |(_, local)| local);
            participants.contains(id) || participants.contains(local) || self.target(id).is_some()
        };
        let dangling: Vec<(Xml, &str, &str)> = children(collaboration)
            .filter(|n| is(*n, "messageFlow"))
            .flat_map(|n| ["sourceRef", "targetRef"].map(|key| (n, key, attribute(n, key))))
            .filter(|(_, _, id)| !known(id))
            .collect();
        for (element, key, id) in dangling {
            self.dangling(element, key, id);
        }
    }

    fn dangling(&mut self, element: Xml, key: &str, reference: &str) {
        let message = if reference.is_empty() {
            message!(vi: "thiếu `{key}`", en: "`{key}` is missing")
        } else {
            message!(vi: "`{key}`: không có phần tử nào mã `{reference}`", en: "`{key}`: there is no element with the id `{reference}`")
        };
        self.wrong("bpmn/dangling-reference", element, message);
    }

    /// The nodes of a process, in the order of the document; all else that hangs on them for later.
    fn nodes<'i>(&mut self, process: usize, element: Xml<'d, 'i>) -> Later<'d, 'i> {
        let mut later = Later { flows: Vec::new(), boundaries: Vec::new(), defaults: Vec::new(), lanes: Vec::new() };
        let mut containers: HashMap<NodeId, Option<usize>> = HashMap::from([(element.id(), None)]);
        for inner in element.descendants().filter(|n| n.is_element()) {
            let Some(scope) = inner.parent().and_then(|parent| containers.get(&parent.id())).copied() else { continue };
            let name = inner.tag_name().name();
            let Some(mut kind) = is_bpmn(inner).then(|| kind_of(inner, name)).flatten() else {
                match name {
                    "sequenceFlow" if is_bpmn(inner) => later.flows.push(inner),
                    "laneSet" if is_bpmn(inner) => self.lanes(process, inner, &mut later),
                    "dataObjectReference" | "dataStoreReference" if is_bpmn(inner) => {
                        let (id, _) = self.id(inner, Target::Other);
                        let data = Data { id, name: name_of(inner), store: name == "dataStoreReference" };
                        self.remarks.add(Remark::Data, &head(inner), &data.name);
                        self.processes[process].data.push(data);
                    }
                    // What a data object reference stands for.
                    "dataObject" if is_bpmn(inner) => {}
                    _ => self.passed_over(inner, name),
                }
                continue;
            };
            let number = self.processes[process].nodes.len();
            let (id, sure) = self.id(inner, Target::Node { process, node: number });
            self.processes[process].torn |= !sure;
            if let NodeKind::Sub(_) = kind {
                containers.insert(inner.id(), Some(number));
            } else {
                for part in children(inner) {
                    if matches!(part.tag_name().name(), "extensionElements" | "ioSpecification") {
                        self.passed_over(part, part.tag_name().name());
                    }
                }
            }
            if let NodeKind::Boundary { .. } = kind {
                later.boundaries.push((number, inner));
            }
            if !attribute(inner, "default").is_empty() {
                later.defaults.push((number, inner));
            }
            let trigger = trigger_of(inner);
            if let (NodeKind::Boundary { interrupting, .. }, Some(Trigger::Error | Trigger::Cancel)) = (&mut kind, &trigger) {
                *interrupting = true;
            }
            self.processes[process].nodes.push(Node {
                id,
                name: name_of(inner),
                kind,
                trigger,
                scope,
                lane: None,
                repeat: repeat_of(inner),
                compensates: is_true(inner, "isForCompensation", false),
                instantiates: is_true(inner, "instantiate", false),
                place: Place(head(inner)),
            });
        }
        later
    }

    fn lanes<'i>(&mut self, process: usize, set: Xml<'d, 'i>, later: &mut Later<'d, 'i>) {
        let mut numbers: HashMap<NodeId, usize> = HashMap::new();
        for lane in set.descendants().filter(|n| is(*n, "lane")) {
            let (id, _) = self.id(lane, Target::Other);
            let lanes = &mut self.processes[process].lanes;
            let parent = lane.ancestors().skip(1).find_map(|a| numbers.get(&a.id())).copied();
            numbers.insert(lane.id(), lanes.len());
            later.lanes.push((lanes.len(), lane));
            lanes.push(Lane { id, name: name_of(lane), parent });
        }
    }

    /// Flows, boundary events, defaults and lanes, once every node is known.
    fn connect(&mut self, process: usize, later: Later<'d, '_>) {
        for (number, element) in later.boundaries {
            let reference = attribute(element, "attachedToRef");
            let activity = self.node(process, reference).filter(|t| {
                matches!(self.processes[process].nodes[*t].kind, NodeKind::Task(_) | NodeKind::Call | NodeKind::Sub(_))
            });
            match activity {
                Some(target) => {
                    if let NodeKind::Boundary { on, .. } = &mut self.processes[process].nodes[number].kind {
                        *on = target;
                    }
                }
                None => {
                    self.processes[process].torn = true;
                    self.dangling(element, "attachedToRef", reference);
                }
            }
        }
        let mut flow_of: HashMap<&str, usize> = HashMap::new();
        for element in later.flows {
            let (id, _) = self.id(element, Target::Other);
            let ends = ["sourceRef", "targetRef"].map(|key| (key, attribute(element, key)));
            let mut found = [0; 2];
            let mut good = true;
            for (i, (key, reference)) in ends.into_iter().enumerate() {
                match self.target(reference) {
                    Some(Target::Node { process: there, node }) if there == process => found[i] = node,
                    Some(_) => {
                        good = false;
                        let message = message!(
                            vi: "`{key}`: luồng đi ra ngoài quy trình; giữa các bên chỉ có luồng thông điệp",
                            en: "`{key}`: the flow leads out of its process; only messages pass between pools"
                        );
                        self.wrong("bpmn/flow-leaves-process", element, message);
                    }
                    None => {
                        good = false;
                        self.dangling(element, key, reference);
                    }
                }
            }
            if !good {
                self.processes[process].torn = true;
                continue;
            }
            let [from, to] = found;
            self.well_placed(process, element, from, to);
            let condition = child(element, "conditionExpression").map(|c| {
                let text: Vec<&str> = c.text().unwrap_or_default().split_whitespace().collect();
                text.join(" ").into()
            });
            let flows = &mut self.processes[process].flows;
            if !later.defaults.is_empty() {
                flow_of.insert(attribute(element, "id"), flows.len());
            }
            let place = Place(head(element));
            flows.push(Flow { id, name: name_of(element), from, to, condition, default: false, place });
        }
        for (number, element) in later.defaults {
            let reference = attribute(element, "default");
            let local = reference.rsplit_once(':').map_or(reference, |(_, local)| local);
            let flow = flow_of.get(reference).or_else(|| flow_of.get(local)).copied();
            match flow.and_then(|flow| self.processes[process].flows.get_mut(flow)).filter(|flow| flow.from == number) {
                Some(flow) => flow.default = true,
                None => self.dangling(element, "default", reference),
            }
        }
        for (lane, element) in later.lanes {
            for reference in children(element).filter(|n| is(*n, "flowNodeRef")) {
                let id = reference.text().unwrap_or_default().trim();
                match self.node(process, id) {
                    Some(node) => self.processes[process].nodes[node].lane = Some(lane),
                    None => self.dangling(reference, "flowNodeRef", id),
                }
            }
        }
    }

    /// Whether a flow may lie where it lies (7.6.1, 10.5).
    fn well_placed(&mut self, process: usize, element: Xml, from: usize, to: usize) {
        let nodes = &self.processes[process].nodes;
        let (source, target) = (&nodes[from], &nodes[to]);
        let event_sub = |node: &Node| node.kind == NodeKind::Sub(SubKind::Event);
        let message = if source.scope != target.scope {
            message!(vi: "luồng đi qua biên của quy trình con", en: "the flow crosses the border of a subprocess")
        } else if matches!(target.kind, NodeKind::Start { .. } | NodeKind::Boundary { .. }) || event_sub(target) {
            let id = &target.id;
            message!(vi: "`{id}` không thể có luồng vào", en: "no flow may lead to `{id}`")
        } else if source.kind == NodeKind::End || event_sub(source) {
            let id = &source.id;
            message!(vi: "`{id}` không thể có luồng ra", en: "no flow may leave `{id}`")
        } else {
            return;
        };
        self.processes[process].torn = true;
        self.wrong("bpmn/flow-misplaced", element, message);
    }
}

/// Flows by the subprocesses they are in, an inner one before that around it.
fn in_order(process: &mut Process) {
    let mut rank = vec![0; process.nodes.len()];
    let mut open: Vec<usize> = Vec::new();
    let mut next = 0;
    let mut close = |sub: Option<usize>| {
        if let Some(sub) = sub {
            rank[sub] = next;
            next += 1;
        }
    };
    for (i, node) in process.nodes.iter().enumerate() {
        while open.last().is_some_and(|sub| Some(*sub) != node.scope) {
            close(open.pop());
        }
        if matches!(node.kind, NodeKind::Sub(_)) {
            open.push(i);
        }
    }
    while let Some(sub) = open.pop() {
        close(Some(sub));
    }
    let nodes = &process.nodes;
    process.flows.sort_by_key(|flow| nodes[flow.from].scope.map_or(usize::MAX, |scope| rank[scope]));
}

fn kind_of(element: Xml, name: &str) -> Option<NodeKind> {
    Some(match name {
        "task" => NodeKind::Task(TaskKind::Plain),
        "userTask" => NodeKind::Task(TaskKind::User),
        "manualTask" => NodeKind::Task(TaskKind::Manual),
        "serviceTask" => NodeKind::Task(TaskKind::Service),
        "scriptTask" => NodeKind::Task(TaskKind::Script),
        "businessRuleTask" => NodeKind::Task(TaskKind::BusinessRule),
        "sendTask" => NodeKind::Task(TaskKind::Send),
        "receiveTask" => NodeKind::Task(TaskKind::Receive),
        "callActivity" => NodeKind::Call,
        "subProcess" if is_true(element, "triggeredByEvent", false) => NodeKind::Sub(SubKind::Event),
        "subProcess" => NodeKind::Sub(SubKind::Embedded),
        "transaction" => NodeKind::Sub(SubKind::Transaction),
        "adHocSubProcess" => NodeKind::Sub(SubKind::AdHoc),
        "startEvent" => NodeKind::Start { interrupting: is_true(element, "isInterrupting", true) },
        "intermediateCatchEvent" => NodeKind::Catch,
        "intermediateThrowEvent" => NodeKind::Throw,
        "boundaryEvent" => NodeKind::Boundary { on: usize::MAX, interrupting: is_true(element, "cancelActivity", true) },
        "endEvent" => NodeKind::End,
        "exclusiveGateway" => NodeKind::Gateway(GatewayKind::Exclusive),
        "inclusiveGateway" => NodeKind::Gateway(GatewayKind::Inclusive),
        "parallelGateway" => NodeKind::Gateway(GatewayKind::Parallel),
        "eventBasedGateway" => NodeKind::Gateway(GatewayKind::EventBased),
        "complexGateway" => NodeKind::Gateway(GatewayKind::Complex),
        _ => return None,
    })
}

fn trigger_of(element: Xml) -> Option<Trigger> {
    let mut found = children(element).filter(|n| is_bpmn(*n)).filter_map(|definition| {
        Some(match definition.tag_name().name() {
            "messageEventDefinition" => Trigger::Message,
            "timerEventDefinition" => Trigger::Timer,
            "signalEventDefinition" => Trigger::Signal,
            "conditionalEventDefinition" => Trigger::Conditional,
            "errorEventDefinition" => Trigger::Error,
            "escalationEventDefinition" => Trigger::Escalation,
            "compensateEventDefinition" => Trigger::Compensation,
            "cancelEventDefinition" => Trigger::Cancel,
            "linkEventDefinition" => Trigger::Link(name_of(definition)),
            "terminateEventDefinition" => Trigger::Terminate,
            "eventDefinitionRef" => Trigger::Multiple,
            _ => return None,
        })
    });
    let first = found.next()?;
    Some(if found.next().is_some() { Trigger::Multiple } else { first })
}

fn repeat_of(element: Xml) -> Option<Repeat> {
    children(element).filter(|n| is_bpmn(*n)).find_map(|part| match part.tag_name().name() {
        "standardLoopCharacteristics" => Some(Repeat::Loop),
        "multiInstanceLoopCharacteristics" if is_true(part, "isSequential", false) => Some(Repeat::Sequential),
        "multiInstanceLoopCharacteristics" => Some(Repeat::Parallel),
        _ => None,
    })
}
