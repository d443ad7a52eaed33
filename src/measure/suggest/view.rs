//! A procedure as the rules of suggestions look at it.

use crate::model::definition::{DossierItem, FormKind, Gate, Next, ProcedureDefinition, RoleKind, ServiceResult, Step, StepKind};
use crate::model::finding::Path;
use crate::model::graph::{FlowKind, Node, ProcessGraph};
use crate::model::library::{Library, Procedure};
use crate::model::value::{Id, Language, WorkSpan};
use petgraph::Direction;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use std::collections::{HashMap, HashSet};

/// A procedure as its simplifications leave it: what is planned already is not suggested again.
/// Steps are numbered as they then are.
pub(super) struct View<'a> {
    pub library: &'a Library,
    /// As its author wrote it.
    pub procedure: &'a Procedure,
    pub p: &'a ProcedureDefinition,
    pub graph: &'a ProcessGraph,
    nodes: Vec<NodeIndex>,
    place: HashMap<&'a str, usize>,
    /// The steps that every completed case goes through, in order.
    pub spine: Vec<usize>,
}

impl<'a> View<'a> {
    pub fn of(library: &'a Library, procedure: &'a Procedure, graph: &'a ProcessGraph) -> Self {
        let p = graph.definition();
        let place = p.steps.iter().enumerate().map(|(i, step)| (step.id.as_str(), i)).collect();
        let nodes: Vec<NodeIndex> = graph.step_nodes().collect();
        let spine = spine(graph, &nodes);
        Self { library, procedure, p, graph, nodes, place, spine }
    }

    pub fn steps(&self) -> &'a [Step] {
        &self.p.steps
    }
    pub fn step(&self, i: usize) -> &'a Step {
        &self.p.steps[i]
    }
    pub fn number(&self, id: &Id) -> Option<usize> {
        self.place.get(id.as_str()).copied()
    }
    pub fn items(&self) -> &'a [DossierItem] {
        items(self.p)
    }

    /// Where the name of a step is written: its own, or else that of the simplification that makes it.
    pub fn path(&self, id: &Id) -> Path {
        let written = self.procedure.definition();
        if let Some(i) = written.steps.iter().position(|step| step.id == *id) {
            return Path::root().key("steps").index(i).key("id");
        }
        let makes = |s: &crate::model::definition::Simplification| {
            s.operations.iter().any(|o| match o {
                crate::model::definition::Operation::Merge(x) => x.into == *id,
                crate::model::definition::Operation::AddControl(x) => x.id == *id,
                crate::model::definition::Operation::Integrate(_) => true,
                _ => false,
            })
        };
        let place = written.simplifications.iter().position(makes);
        place.map_or_else(|| Path::root().key("steps"), |i| Path::root().key("simplifications").index(i).key("id"))
    }

    /// The kind of the role of a step; none where no organisation says.
    pub fn kind(&self, i: usize) -> Option<RoleKind> {
        let role = &self.step(i).role;
        self.library.role(role).map(|role| role.kind).or_else(|| (*role == "applicant").then_some(RoleKind::Applicant))
    }
    pub fn is_applicant(&self, i: usize) -> bool {
        self.kind(i) == Some(RoleKind::Applicant)
    }
    /// The unit a step is done in: its own, or that of its role.
    pub fn unit(&self, i: usize) -> Option<&'a Id> {
        let step = self.step(i);
        step.unit.as_ref().or_else(|| self.library.role(&step.role)?.unit.as_ref())
    }
    /// Whether it is work of the office, and neither waiting nor software.
    pub fn is_task(&self, i: usize) -> bool {
        self.step(i).kind.is_none_or(|kind| kind == StepKind::Task)
            && !matches!(self.kind(i), Some(RoleKind::Applicant | RoleKind::System))
    }
    /// Whether the law demands it.
    pub fn is_required(&self, i: usize) -> bool {
        !self.step(i).required_by.is_empty()
    }

    /// The step that follows, where nothing else does and nothing else leads there: no gateway, no time-out.
    pub fn straight(&self, i: usize) -> Option<usize> {
        let raw = self.graph.raw();
        let mut out = raw.edges(self.nodes[i]);
        let (only, more) = (out.next()?, out.next());
        let Node::Step(next) = self.graph.node(only.target()) else { return None };
        (more.is_none() && self.ways_in(*next) == 1 && *next != i).then_some(*next)
    }
    pub fn ways_in(&self, i: usize) -> usize {
        self.graph.raw().edges_directed(self.nodes[i], Direction::Incoming).count()
    }
    /// Whether one flow leads to it and one away from it, to another step or its join.
    pub fn passes_through(&self, i: usize) -> bool {
        let raw = self.graph.raw();
        let mut out = raw.edges(self.nodes[i]);
        let goes_on = out.next().is_some_and(|e| {
            e.weight().kind == FlowKind::Sequence
                && matches!(self.graph.node(e.target()), Node::Step(_) | Node::Gateway { joins: true, .. })
        });
        goes_on && out.next().is_none() && self.ways_in(i) == 1
    }
    /// The ways out that are chosen from; none where it does not choose.
    pub fn choices(&self, i: usize) -> &'a [Next] {
        let step = self.step(i);
        let chooses = step.next.len() > 1 && step.split.is_none_or(|gate| gate == Gate::Exclusive);
        if chooses { &step.next.0 } else { &[] }
    }
    /// Whether a completed end can be reached from here without passing these steps.
    pub fn completes(&self, from: usize, without: &[usize]) -> bool {
        let blocked: HashSet<NodeIndex> = without.iter().map(|i| self.nodes[*i]).collect();
        reaches(self.graph, self.entry(from), &blocked)
    }
    /// Where work enters a step: at its join, if it has one.
    fn entry(&self, i: usize) -> NodeIndex {
        let node = self.nodes[i];
        let join = |n: &NodeIndex| matches!(self.graph.node(*n), Node::Gateway { joins: true, step, .. } if *step == i);
        self.graph.raw().neighbors_directed(node, Direction::Incoming).find(join).unwrap_or(node)
    }
    /// The steps that work can come to from this one, itself included, without passing some.
    pub fn reached(&self, from: usize, without: &[usize]) -> HashSet<usize> {
        let blocked: HashSet<NodeIndex> = without.iter().map(|i| self.nodes[*i]).collect();
        let mut seen = HashSet::from([self.nodes[from]]);
        let mut open = vec![self.nodes[from]];
        while let Some(node) = open.pop() {
            open.extend(self.graph.raw().neighbors(node).filter(|n| !blocked.contains(n) && seen.insert(*n)));
        }
        seen.into_iter().filter_map(|n| if let Node::Step(i) = self.graph.node(n) { Some(*i) } else { None }).collect()
    }

    pub fn is_result(&self, paper: &Id) -> bool {
        results(self.p).iter().any(|result| result.id == *paper)
    }
    /// Whether steps make it, the dossier apart.
    pub fn is_made(&self, paper: &Id) -> bool {
        self.steps().iter().any(|step| step.makes.contains(paper))
    }
    /// Whether the paper only goes along with the dossier: receipts, control slips, registers.
    pub fn goes_along(&self, paper: &Id) -> bool {
        let kind = self.library.forms().find(|form| form.id == *paper).and_then(|form| form.kind);
        matches!(kind, Some(FormKind::Receipt | FormKind::ControlSlip | FormKind::Register))
    }
    /// Whether the time of a step is told together with that of another.
    pub fn shares_time(&self, i: usize) -> bool {
        fn with(step: &Step) -> Option<&Id> {
            step.time.as_ref()?.shared_with.as_ref()
        }
        with(self.step(i)).is_some() || self.steps().iter().any(|other| with(other) == Some(&self.step(i).id))
    }
    /// Its own time; none where none is said.
    pub fn time(&self, i: usize) -> Option<WorkSpan> {
        Some(self.step(i).time.as_ref()?.value?.span())
    }
    /// What is worked on a step, in minutes.
    pub fn minutes(&self, i: usize) -> Option<f64> {
        let step = self.step(i);
        Some(step.work.or(step.time.as_ref()?.value)?.span().in_working_minutes())
    }
    /// Whether the title begins with one of these words.
    pub fn begins(&self, i: usize, vi: &[&str], en: &[&str]) -> bool {
        self.step(i).title.entries().any(|(language, title)| {
            let title = title.trim().to_lowercase();
            let begins = |word: &str| title.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
            match language {
                Language::Vi => vi.iter().any(|word| begins(word)),
                Language::En => en.iter().any(|word| begins(word)),
                _ => vi.iter().chain(en).any(|word| begins(word)),
            }
        })
    }
}

pub(super) fn items(p: &ProcedureDefinition) -> &[DossierItem] {
    p.service.as_ref().and_then(|s| s.dossier.as_ref()).map_or(&[], |dossier| &dossier.items)
}

pub(super) fn results(p: &ProcedureDefinition) -> &[ServiceResult] {
    p.service.as_ref().and_then(|s| s.results.as_ref()).map_or(&[], |results| results.items())
}

/// The steps without which no case is completed.
fn spine(graph: &ProcessGraph, nodes: &[NodeIndex]) -> Vec<usize> {
    let is_needed = |node: NodeIndex| !reaches(graph, graph.start(), &HashSet::from([node]));
    if !reaches(graph, graph.start(), &HashSet::new()) {
        return Vec::new();
    }
    let rank: HashMap<NodeIndex, usize> = graph.forward_order().into_iter().enumerate().map(|(at, node)| (node, at)).collect();
    let mut spine: Vec<usize> = (0..nodes.len()).filter(|i| is_needed(nodes[*i])).collect();
    spine.sort_by_key(|i| rank.get(&nodes[*i]).copied().unwrap_or(usize::MAX));
    spine
}

/// Whether a completed end can be reached without passing some nodes. Where no end is called so, any end will do.
fn reaches(graph: &ProcessGraph, from: NodeIndex, blocked: &HashSet<NodeIndex>) -> bool {
    let is_completed = |n: NodeIndex| matches!(graph.node(n), Node::End(name) if *name == "completed");
    let named = graph.ends().any(is_completed);
    let mut seen = HashSet::from([from]);
    let mut open = vec![from];
    while let Some(node) = open.pop().filter(|n| !blocked.contains(n)) {
        if if named { is_completed(node) } else { matches!(graph.node(node), Node::End(_)) } {
            return true;
        }
        open.extend(graph.raw().neighbors(node).filter(|n| !blocked.contains(n) && seen.insert(*n)));
    }
    false
}
