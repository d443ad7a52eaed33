//! The figures of one procedure.

use crate::model::definition::{Clock, ProcedureDefinition, Step};
use crate::model::graph::{Node, ProcessGraph};
use crate::model::value::{Duration, WorkSpan};
use petgraph::visit::EdgeRef;
use std::collections::{HashMap, HashSet};

/// How much work a procedure is.
///
/// ```
/// use quytrinh::{Library, measure::Metrics};
/// # let text = "procedure: P-1\ntitle: Loan\nsteps:\n  - {id: ask, title: Ask, role: reader}\n  - {id: look, title: Look up, role: clerk, time: 10 minutes}\n  - {id: lend, title: Lend, role: clerk, time: 5 minutes}\n";
/// let library = Library::from_sources([("loan.yaml", text)]);
/// let figures = Metrics::of(library.procedure("P-1").unwrap().graph());
/// assert_eq!((figures.steps, figures.hand_offs, figures.roles), (3, 1, 2));
/// assert_eq!(figures.time.to_string(), "15 minutes");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Metrics {
    /// Steps of the definition, those of the applicant included.
    pub steps: usize,
    /// Flows, gateways passed through, from a step of one role to a step of another.
    pub hand_offs: usize,
    /// Roles that do steps.
    pub roles: usize,
    /// Papers the applicant is asked for: items of the dossier, conditional ones included.
    pub documents: usize,
    /// Sheets of these papers: originals and copies, times the number of sets.
    pub pieces: u32,
    /// Step times along the longest way from the start to an end, each loop walked once and steps
    /// with a stopped clock left out. Parallel branches count as the longest of them.
    pub time: WorkSpan,
    /// The time limit an applicant is promised.
    pub limit: Option<WorkSpan>,
}

impl Metrics {
    /// Measures a graph. Linear in its steps and flows.
    #[must_use]
    pub fn of(graph: &ProcessGraph) -> Self {
        let p = graph.definition();
        let dossier = p.service.as_ref().and_then(|s| s.dossier.as_ref());
        let sets = dossier.map_or(1, |d| d.sets.0.max(1));
        Self {
            steps: p.steps.len(),
            hand_offs: hand_offs(graph),
            roles: p.steps.iter().map(|s| &s.role).collect::<HashSet<_>>().len(),
            documents: dossier.map_or(0, |d| d.items.len()),
            pieces: dossier
                .map_or(0, |d| d.items.iter().fold(0u32, |sum, i| sum.saturating_add(i.pieces())).saturating_mul(sets)),
            time: longest(graph),
            limit: p.service.as_ref().and_then(|s| s.time_limit.as_ref()).map(|l| l.published()),
        }
    }

    /// Measures a definition.
    #[must_use]
    pub fn of_definition(definition: &ProcedureDefinition) -> Self {
        Self::of(&ProcessGraph::new(std::sync::Arc::new(definition.clone())))
    }
}

/// Steps that work passes between directly, counted where the role changes.
fn hand_offs(graph: &ProcessGraph) -> usize {
    graph
        .step_nodes()
        .filter_map(|node| Some((node, graph.step(node)?)))
        .map(|(node, step)| {
            let mut seen = HashSet::new();
            graph.following(node).iter().filter(|(next, _)| next.role != step.role && seen.insert(&next.id)).count()
        })
        .sum()
}

/// What a step adds to the time of a way through it.
fn time_of(step: &Step) -> WorkSpan {
    if step.clock == Some(Clock::Stopped) {
        return WorkSpan::ZERO;
    }
    step.time.as_ref().and_then(|t| t.value).map_or(WorkSpan::ZERO, Duration::span)
}

/// The longest way to an end, back flows left out.
fn longest(graph: &ProcessGraph) -> WorkSpan {
    let back = graph.back_flows();
    let mut until: HashMap<_, WorkSpan> = HashMap::new();
    let mut longest = WorkSpan::ZERO;
    for node in graph.forward_order() {
        let here = until.get(&node).copied().unwrap_or_default() + graph.step(node).map_or(WorkSpan::ZERO, time_of);
        if matches!(graph.node(node), Node::End(_)) {
            longest = longest.max(here);
        }
        for edge in graph.raw().edges(node).filter(|e| !back.contains(&e.id())) {
            let next = until.entry(edge.target()).or_default();
            *next = (*next).max(here);
        }
    }
    longest
}
