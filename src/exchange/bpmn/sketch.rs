//! A process as it is drawn: the nodes and flows that the decision sees, called as in the model.

use super::lower::Lowered;
use super::model::{Node, NodeKind, TaskKind};
use crate::check::soundness::{Arc, Kind};
use crate::model::definition::Gate;
use crate::model::graph::FlowKind;
use crate::model::sketch::{self, Lane, Look, Sketch, With, back_flows};
use crate::model::value::{Id, Language, Scalar};
use petgraph::graph::{DiGraph, NodeIndex};
use std::collections::HashMap;

impl Lowered<'_> {
    /// The graph as it is drawn. Nodes and flows have the numbers they have there; what was made for a
    /// node of the model, such as the choice behind an activity that can be interrupted, is drawn without
    /// a name. `pool` is what a lane is called where there are none.
    pub(crate) fn sketch(&self, pool: &str, language: &Language) -> Sketch {
        let mut seen = vec![false; self.process.nodes.len()];
        // The first node of the graph for a node of the process is the node itself.
        let is_own: Vec<bool> = self.origin.iter().map(|origin| !std::mem::replace(&mut seen[*origin], true)).collect();
        let order = self.order();
        let mut lanes = Lanes { of: self, pool, known: HashMap::new(), list: Vec::new() };
        let mut nodes: Vec<Option<sketch::Node>> = vec![None; self.origin.len()];
        for number in &order {
            nodes[*number] = Some(self.drawn(*number, is_own[*number], lanes.of(*number), language));
        }
        let lanes = lanes.list;
        let mut nodes: Vec<sketch::Node> = nodes.into_iter().flatten().collect();
        self.attach(&mut nodes);

        let edges = self.graph.flows().iter().map(|flow| (flow.from, flow.to));
        let directed = DiGraph::<(), (), u32>::from_edges(edges);
        let roots = order.iter().map(|number| NodeIndex::new(*number)).filter(|node| node.index() < directed.node_count());
        let back = back_flows(&directed, roots);
        let flow = |(number, arc): (usize, &Arc)| {
            let (from, to) = (arc.from as usize, arc.to as usize);
            let is_event = self.graph.nodes()[from] == Kind::Interruption
                || self.node(arc.to).is_some_and(|node| matches!(node.kind, NodeKind::Boundary { .. }));
            sketch::Flow {
                from,
                to,
                kind: if is_event { FlowKind::Interruption } else { FlowKind::Sequence },
                back: back.contains(&petgraph::graph::EdgeIndex::new(number)),
                label: self.via[number].and_then(|via| self.when(via)),
            }
        };
        Sketch { flows: self.graph.flows().iter().enumerate().map(flow).collect(), nodes, lanes, order }
    }

    /// What is said beside a flow of the process.
    fn when(&self, flow: usize) -> Option<String> {
        let flow = &self.process.flows[flow];
        let said = if flow.name.is_empty() { flow.condition.as_deref().unwrap_or_default() } else { &flow.name };
        Some(said.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|said| !said.is_empty())
    }

    fn drawn(&self, number: usize, is_own: bool, lane: usize, language: &Language) -> sketch::Node {
        let node = &self.process.nodes[self.origin[number]];
        let step = |waits, software| Look::Step { waits, stopped: false, software };
        let look = match (self.graph.nodes()[number], node.kind) {
            (Kind::Start, _) => Look::Start,
            (Kind::End, _) => Look::End,
            (Kind::Interruption, _) => Look::Interruption,
            (Kind::Exclusive, _) => Look::Gateway(Gate::Exclusive),
            (Kind::Parallel, _) => Look::Gateway(Gate::Parallel),
            (Kind::Inclusive, _) => Look::Gateway(Gate::Inclusive),
            (Kind::Step, NodeKind::Start { .. }) => Look::Start,
            (Kind::Step, NodeKind::End) => Look::End,
            (Kind::Step, NodeKind::Task(TaskKind::Receive) | NodeKind::Catch | NodeKind::Boundary { .. }) => step(true, false),
            (Kind::Step, NodeKind::Task(TaskKind::Service | TaskKind::Script | TaskKind::BusinessRule)) => step(false, true),
            (Kind::Step, _) => step(false, false),
        };
        let name = if node.name.is_empty() && matches!(look, Look::Step { .. }) { &node.id } else { &node.name };
        let words = if is_own { name.split_whitespace().collect::<Vec<_>>().join(" ") } else { String::new() };
        let sign = match look {
            Look::Gateway(Gate::Exclusive) => "×",
            Look::Gateway(Gate::Parallel) => "+",
            Look::Gateway(Gate::Inclusive) => "○",
            Look::Start if words.is_empty() && *language == Language::Vi => "Bắt đầu",
            Look::Start if words.is_empty() => "Start",
            Look::End if words.is_empty() && *language == Language::Vi => "Kết thúc",
            Look::End if words.is_empty() => "End",
            _ => "",
        };
        let label = [sign, &words].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ");
        sketch::Node { look, lane: Some(lane), with: None, words, label, number: String::new(), time: None }
    }

    /// Draws gateways without a name, and ends, with the step beside them where nothing else is there.
    fn attach(&self, nodes: &mut [sketch::Node]) {
        let (mut into, mut out) = (vec![Vec::new(); nodes.len()], vec![Vec::new(); nodes.len()]);
        for (flow, via) in self.graph.flows().iter().zip(&self.via) {
            let (from, to) = (flow.from as usize, flow.to as usize);
            // Within what is drawn together there is no room for words.
            let is_bare = via.is_none_or(|via| self.when(via).is_none());
            out[from].push(is_bare.then_some(to));
            into[to].push(is_bare.then_some(from));
        }
        let only = |list: &[Option<usize>]| if let [one] = list { *one } else { None };
        let is_step = |node: &sketch::Node| matches!(node.look, Look::Step { .. });
        for number in 0..nodes.len() {
            let node = &nodes[number];
            let beside = |other: usize| is_step(&nodes[other]) && nodes[other].lane == node.lane;
            let is_gateway = matches!(node.look, Look::Gateway(_)) && node.words.is_empty();
            let before = only(&into[number]).filter(|before| only(&out[*before]).is_some() && beside(*before));
            let after = only(&out[number]).filter(|after| only(&into[*after]).is_some() && beside(*after));
            nodes[number].with = match (before, after) {
                (Some(before), _) if node.look == Look::End && out[number].is_empty() => Some(With::End(before)),
                (Some(before), _) if is_gateway && !out[number].is_empty() => Some(With::Split(before)),
                (_, Some(after)) if is_gateway && !into[number].is_empty() => Some(With::Join(after)),
                _ => None,
            };
        }
    }

    /// The nodes in an order in which they are met: each before those it leads to, loops left out.
    fn order(&self) -> Vec<usize> {
        let kinds = self.graph.nodes();
        let mut out: Vec<Vec<usize>> = vec![Vec::new(); kinds.len()];
        for flow in self.graph.flows() {
            out[flow.from as usize].push(flow.to as usize);
        }
        let of = |kind: Kind| (0..kinds.len()).filter(move |number| kinds[*number] == kind);
        let roots = of(Kind::Start).chain(of(Kind::Interruption)).chain(0..kinds.len());
        let mut seen = vec![false; kinds.len()];
        let mut order = Vec::with_capacity(kinds.len());
        for root in roots {
            if std::mem::replace(&mut seen[root], true) {
                continue;
            }
            // Depth first, the last way first; then backwards.
            let mut finished = Vec::new();
            let mut stack = vec![(root, 0)];
            while let Some((node, done)) = stack.pop() {
                if let Some(next) = out[node].len().checked_sub(done + 1).map(|at| out[node][at]) {
                    stack.push((node, done + 1));
                    if !std::mem::replace(&mut seen[next], true) {
                        stack.push((next, 0));
                    }
                } else {
                    finished.push(node);
                }
            }
            order.extend(finished.into_iter().rev());
        }
        order
    }
}

/// The lanes in the order in which they are met.
struct Lanes<'m> {
    of: &'m Lowered<'m>,
    pool: &'m str,
    known: HashMap<Option<usize>, usize>,
    list: Vec<Lane>,
}

impl Lanes<'_> {
    /// The lane of a node of the graph.
    fn of(&mut self, number: usize) -> usize {
        let lane = lane_of(self.of, &self.of.process.nodes[self.of.origin[number]]);
        *self.known.entry(lane).or_insert_with(|| {
            let name = lane.and_then(|lane| self.of.process.lanes.get(lane)).map(|lane| &*lane.name);
            let title = name.filter(|name| !name.is_empty()).unwrap_or(self.pool).to_owned();
            let role = Id::parse(&format!("lane-{}", self.list.len() + 1)).unwrap_or_else(|_| Id::completed());
            self.list.push(Lane { role, title });
            self.list.len() - 1
        })
    }
}

/// The lane of a node: what is in a subprocess lies in the lane of the subprocess, what is at the
/// border of an activity in that of the activity.
fn lane_of(lowered: &Lowered, node: &Node) -> Option<usize> {
    let nodes = &lowered.process.nodes;
    let mut at = node;
    while let (None, Some(scope)) = (at.lane, at.scope) {
        at = &nodes[scope];
    }
    if let (None, NodeKind::Boundary { on, .. }) = (at.lane, at.kind) {
        at = nodes.get(on).unwrap_or(at);
    }
    at.lane
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr)]
mod tests {
    use super::super::Model;
    use crate::manual::diagram::{chart, tests::mistakes_of};
    use crate::model::value::Language;
    use proptest::prelude::*;
    use std::fmt::Write as _;

    /// What is wrong with the drawings of a document's processes.
    fn wrong(name: &str, text: &str) -> Vec<String> {
        let model = Model::read(name, text).unwrap();
        let mut wrong = Vec::new();
        for lowered in model.lower().iter().filter(|lowered| !lowered.graph().nodes().is_empty()) {
            let sketch = lowered.sketch(model.title(lowered), &Language::Vi);
            assert_eq!(sketch.nodes.len(), lowered.graph().nodes().len(), "{name}");
            let drawing = chart(&sketch, &Language::Vi);
            wrong.extend(mistakes_of(&sketch, &drawing).into_iter().map(|what| format!("{name}: {what}")));
        }
        wrong
    }

    #[test]
    fn real_models_are_drawn_without_mistakes() {
        let place = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
        for part in ["bpmn", "workflow-graphs/faults", "workflow-graphs/industrial"] {
            let Ok(files) = std::fs::read_dir(place.join(part)) else {
                eprintln!("skipped: there is no {part} in {}", place.display());
                continue;
            };
            let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
            files.retain(|file| file.extension().is_some_and(|end| end == "bpmn"));
            files.sort();
            for file in files {
                let found = wrong(&file.to_string_lossy(), &std::fs::read_to_string(&file).unwrap());
                assert!(found.is_empty(), "{}", found.join("\n"));
            }
        }
        let everything = include_str!("../../../tests/bpmn/models/everything.bpmn");
        assert_eq!(wrong("everything.bpmn", everything), Vec::<String>::new());
    }

    const KINDS: [&str; 9] = [
        "task",
        "task",
        "receiveTask",
        "exclusiveGateway",
        "parallelGateway",
        "inclusiveGateway",
        "endEvent",
        "startEvent",
        "intermediateThrowEvent",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        /// Gateways alone and in a row, several starts, nodes out of reach, names long and short.
        #[test]
        fn any_process_is_drawn_without_mistakes(
            nodes in proptest::collection::vec((0..KINDS.len(), 0usize..4, 0usize..3), 1..16),
            links in proptest::collection::vec((0usize..16, 0usize..16, 0usize..6), 0..24),
        ) {
            let name = |long: usize| ["", "Đủ?", "Hồ sơ đủ điều kiện", "Kiểm tra tính hợp lệ và đầy đủ của hồ sơ"][long.min(3)];
            let mut inside = String::from("<laneSet>");
            for lane in 0..3 {
                let _ = write!(inside, "<lane id='l{lane}' name='Bộ phận {lane}'>");
                for i in (0..nodes.len()).filter(|i| nodes[*i].2 == lane) {
                    let _ = write!(inside, "<flowNodeRef>n{i}</flowNodeRef>");
                }
                inside += "</lane>";
            }
            inside += "</laneSet>";
            for (i, (kind, long, _)) in nodes.iter().enumerate() {
                let _ = write!(inside, "<{} id='n{i}' name='{}'/>", KINDS[*kind], name(*long));
            }
            // No more ways out of a node than its edge has room for.
            let (mut pairs, mut many) = (std::collections::HashSet::new(), vec![0; nodes.len()]);
            for (n, (from, to, long)) in links.iter().enumerate() {
                let (from, to) = (from % nodes.len(), to % nodes.len());
                many[from] += 1;
                if !pairs.insert((from, to)) || many[from] > 5 {
                    continue;
                }
                if KINDS[nodes[to].0] != "startEvent" && KINDS[nodes[from].0] != "endEvent" {
                    let said = name(long.saturating_sub(2));
                    let _ = write!(inside, "<sequenceFlow id='f{n}' sourceRef='n{from}' targetRef='n{to}' name='{said}'/>");
                }
            }
            let text = format!(
                "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'><process id='P'>{inside}</process></definitions>"
            );
            let found = wrong("made.bpmn", &text);
            prop_assert!(found.is_empty(), "{text}\n{}", found.join("\n"));
        }
    }
}
