//! The figures of one procedure.

use super::context::Context;
use super::cost::{self, Visits};
use crate::check::time::span::Spent;
use crate::model::definition::{Channel, DossierItem, FeeUnit, Gate, ProcedureDefinition, Step, StepKind};
use crate::model::graph::{Node, ProcessGraph};
use crate::model::value::{Count, Declared, Duration, Id, Language, WorkSpan};
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use std::sync::Arc;

/// How much work a procedure is.
///
/// Every figure is counted on the process as it is drawn, each step once, whatever its chance; what is
/// to be expected of a case is [another question](super::Expected), and only the compliance cost asks it. Less of each
/// is simpler. A procedure without steps, one that was abolished, has none of anything.
///
/// ```
/// use quytrinh::{Library, measure::Metrics};
/// # let text = "procedure: P-1\ntitle: Loan\nsteps:\n  - {id: ask, title: Ask, role: applicant}\n  - {id: look, title: Look up, role: clerk, time: 10 minutes}\n  - {id: lend, title: Lend, role: clerk, time: 5 minutes}\n";
/// let library = Library::from_sources([("loan.yaml", text)]);
/// let figures = Metrics::of(library.procedure("P-1").unwrap().graph());
/// assert_eq!((figures.steps, figures.agency_steps, figures.hand_offs, figures.roles), (3, 2, 1, 2));
/// assert_eq!(figures.time.to_string(), "15 minutes");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Metrics {
    /// Steps of the definition, those of the applicant included.
    pub steps: usize,
    /// Steps of everybody but the applicant.
    pub agency_steps: usize,
    /// Steps at which somebody releases the work: those with a `control`.
    pub approvals: usize,
    /// Points where the way is chosen: exclusive and inclusive splits.
    pub decisions: usize,
    /// Flows, gateways passed through, from a step of one role to a step of another.
    pub hand_offs: usize,
    /// Roles that do steps.
    pub roles: usize,
    /// Units that do steps: the one a step names, or else that of its role.
    pub units: usize,
    /// Times the applicant has to act: steps of the applicant that work comes to from the start, from an
    /// interruption or from somebody else. Steps in a row are one contact.
    pub contacts: usize,
    /// Contacts at a counter, not by post or online.
    pub visits: usize,
    /// Papers the applicant is asked for: items of the dossier, conditional ones included.
    pub documents: usize,
    /// Originals of these papers, times the number of sets.
    pub originals: u32,
    /// Copies of these papers, plain and certified, times the number of sets.
    pub copies: u32,
    /// Sheets of these papers: originals and copies.
    pub pieces: u32,
    /// Papers that steps make, each once.
    pub papers_made: usize,
    /// Requirements and conditions.
    pub conditions: usize,
    /// Fees and charges of a case, in VND: those that are always due. None where an amount is not known.
    pub fee: Option<u64>,
    /// The time limit that the law sets.
    pub statutory: Option<WorkSpan>,
    /// The time limit the office commits itself to, where it does.
    pub committed: Option<WorkSpan>,
    /// The time limit an applicant is promised: the committed one, or else that of the law.
    pub limit: Option<WorkSpan>,
    /// Step times along the longest way from the start to an end: the critical path. Parallel branches count as the
    /// longest of them, choices as the worst, loops as often as their bound allows (once round without a bound), time
    /// that steps share once, a way out by a time-out as what was waited for. Steps with a stopped clock are left out.
    pub time: WorkSpan,
    /// Time worked on the steps of the agency, each once: `work`, or else the time of the step. Waiting and
    /// software are left out.
    pub work: WorkSpan,
    /// What a case costs the applicant, in VND: the [compliance cost](super::ComplianceCost), as far as the definition says
    /// what papers and steps take, and the fees. None where it says nothing of that, or the organisation does not say what
    /// an hour is worth. What a simplification leaves of a cost is known: the fee alone, if it takes all else away.
    pub cost: Option<u64>,
    /// The same for all cases of a year; none where nobody says how many there are.
    pub cost_year: Option<u64>,
    /// Control-flow complexity: the number of ways out of every exclusive split, `2ⁿ − 1` for an inclusive
    /// one of `n` ways, 1 for a parallel one (Cardoso 2005).
    pub complexity: usize,
    /// Nodes of the graph: steps, gateways, events.
    pub size: usize,
}

/// What a figure is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Things.
    Count,
    /// Working minutes; a calendar day counts as 5/7 of a working day of eight hours.
    Minutes,
    /// Vietnamese đồng.
    Vnd,
}

macro_rules! measures {
    ($($(#[$meta:meta])* $name:ident = $key:literal $unit:ident ($vi:literal, $en:literal) $get:expr;)*) => {
        /// One of the figures of a procedure, by name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Measure {
            $($(#[$meta])* $name,)*
        }

        impl Measure {
            /// Every figure, in the order in which reports print them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The name it has in data.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key),* }
            }
            /// The name it has in documents.
            #[must_use]
            pub fn label(self, language: &Language) -> &'static str {
                match self { $(Self::$name => if *language == Language::Vi { $vi } else { $en }),* }
            }
            /// What it is counted in.
            #[must_use]
            pub const fn unit(self) -> Unit {
                match self { $(Self::$name => Unit::$unit),* }
            }
        }

        impl Metrics {
            /// A figure as a number, in its [`Unit`]; none where it is not known.
            #[must_use]
            #[allow(clippy::cast_precision_loss, reason = "counts are small")]
            pub fn get(&self, measure: Measure) -> Option<f64> {
                match measure { $(Measure::$name => { let get: fn(&Self) -> Option<f64> = $get; get(self) })* }
            }
        }
    };
}

measures! {
    /// [`Metrics::steps`].
    Steps = "steps" Count ("bước", "steps") |m| Some(m.steps as f64);
    /// [`Metrics::agency_steps`].
    AgencySteps = "agency_steps" Count ("bước của cơ quan", "agency steps") |m| Some(m.agency_steps as f64);
    /// [`Metrics::approvals`].
    Approvals = "approvals" Count ("lần phê duyệt", "approvals") |m| Some(m.approvals as f64);
    /// [`Metrics::decisions`].
    Decisions = "decisions" Count ("điểm rẽ nhánh", "decisions") |m| Some(m.decisions as f64);
    /// [`Metrics::hand_offs`].
    HandOffs = "hand_offs" Count ("lần chuyển giao", "hand-offs") |m| Some(m.hand_offs as f64);
    /// [`Metrics::roles`].
    Roles = "roles" Count ("vai trò", "roles") |m| Some(m.roles as f64);
    /// [`Metrics::units`].
    Units = "units" Count ("đơn vị", "units") |m| Some(m.units as f64);
    /// [`Metrics::contacts`].
    Contacts = "contacts" Count ("lần liên hệ của người nộp", "contacts of the applicant") |m| Some(m.contacts as f64);
    /// [`Metrics::visits`].
    Visits = "visits" Count ("lần đi lại", "visits") |m| Some(m.visits as f64);
    /// [`Metrics::documents`].
    Documents = "documents" Count ("giấy tờ", "papers") |m| Some(m.documents as f64);
    /// [`Metrics::originals`].
    Originals = "originals" Count ("bản chính", "originals") |m| Some(f64::from(m.originals));
    /// [`Metrics::copies`].
    Copies = "copies" Count ("bản sao", "copies") |m| Some(f64::from(m.copies));
    /// [`Metrics::papers_made`].
    PapersMade = "papers_made" Count ("giấy tờ lập ra", "papers made") |m| Some(m.papers_made as f64);
    /// [`Metrics::conditions`].
    Conditions = "conditions" Count ("yêu cầu, điều kiện", "conditions") |m| Some(m.conditions as f64);
    /// [`Metrics::fee`].
    Fee = "fee" Vnd ("phí, lệ phí", "fees and charges") |m| m.fee.map(|fee| fee as f64);
    /// [`Metrics::statutory`].
    Statutory = "statutory" Minutes ("thời hạn luật định", "limit set by law") |m| m.statutory.map(WorkSpan::in_working_minutes);
    /// [`Metrics::limit`].
    Limit = "limit" Minutes ("thời hạn", "time limit") |m| m.limit.map(WorkSpan::in_working_minutes);
    /// [`Metrics::time`].
    Time = "time" Minutes ("thời gian dài nhất", "critical path") |m| Some(m.time.in_working_minutes());
    /// [`Metrics::work`].
    Work = "work" Minutes ("thời gian làm việc", "time worked") |m| Some(m.work.in_working_minutes());
    /// [`Metrics::cost`].
    Cost = "cost" Vnd ("chi phí tuân thủ một hồ sơ", "compliance cost of a case") |m| m.cost.map(|cost| cost as f64);
    /// [`Metrics::cost_year`].
    CostYear = "cost_year" Vnd ("chi phí tuân thủ một năm", "compliance cost of a year") |m| m.cost_year.map(|cost| cost as f64);
    /// [`Metrics::complexity`].
    Complexity = "complexity" Count ("độ phức tạp luồng", "control-flow complexity") |m| Some(m.complexity as f64);
    /// [`Metrics::size`].
    Size = "size" Count ("phần tử của sơ đồ", "elements of the chart") |m| Some(m.size as f64);
}

impl Metrics {
    /// Measures a graph for which no organisation is known: a role called `applicant` is the applicant's.
    #[must_use]
    pub fn of(graph: &ProcessGraph) -> Self {
        Self::within(graph, &Context::default())
    }

    /// Measures a graph. Linear in its steps and flows, but for the critical path where times are shared or loops bounded.
    #[must_use]
    pub fn within(graph: &ProcessGraph, context: &Context) -> Self {
        Measured::of(graph, context).figures
    }

    /// What is counted of steps and flows.
    fn count_flow(&mut self, graph: &ProcessGraph, context: &Context, time: WorkSpan) {
        let p = graph.definition();
        let lanes = Lanes::of(&p.steps, context);
        self.steps = p.steps.len();
        self.agency_steps = lanes.agency(&p.steps).count();
        self.approvals = p.steps.iter().filter(|s| s.control.is_some()).count();
        self.roles = lanes.roles;
        self.units = distinct(units(&p.steps, &lanes, context));
        self.papers_made = distinct(p.steps.iter().flat_map(|s| &s.makes).map(Id::as_str));
        let is_work = |s: &&Step| s.kind.is_none_or(|kind| kind == StepKind::Task);
        self.work = lanes.agency(&p.steps).filter(is_work).fold(WorkSpan::ZERO, |sum, s| sum + work_of(s));
        let mut walk = Walk::new(graph);
        (self.contacts, self.visits) = contacts(&mut walk, &lanes);
        self.hand_offs = hand_offs(&mut walk, &lanes);
        (self.decisions, self.complexity) = (0, 0);
        for (gate, ways) in splits(graph) {
            self.decisions += usize::from(gate != Gate::Parallel);
            let complexity = match gate {
                Gate::Exclusive => ways,
                Gate::Inclusive => u32::try_from(ways).ok().and_then(|n| 1usize.checked_shl(n)).map_or(usize::MAX, |n| n - 1),
                Gate::Parallel => 1,
            };
            self.complexity = self.complexity.saturating_add(complexity);
        }
        self.size = if p.steps.is_empty() { 0 } else { graph.raw().node_count() };
        self.time = time;
    }

    /// What is counted of papers, fees, limits and costs.
    ///
    /// `before` are the figures of what this came from.
    fn count_papers(&mut self, graph: &ProcessGraph, context: &Context, visits: &Visits, before: Option<&Self>) {
        let p = graph.definition();
        if p.steps.is_empty() {
            let none = Some(WorkSpan::ZERO);
            let cost = before.is_none_or(|before| before.cost.is_some()).then_some(0);
            *self = Self { fee: Some(0), cost, cost_year: cost, statutory: none, limit: none, ..Self::default() };
            return;
        }
        let service = p.service.as_ref();
        let dossier = service.and_then(|s| s.dossier.as_ref());
        let sets = dossier.map_or(1, |d| d.sets.0.max(1));
        let sheets = |of: &dyn Fn(&DossierItem) -> u32| {
            dossier.map_or(0, |d| d.items.iter().fold(0u32, |sum, i| sum.saturating_add(of(i))).saturating_mul(sets))
        };
        let number = |count: Option<Count>| count.map_or(0, |n| n.0);
        let limit = service.and_then(|s| s.time_limit.as_ref());
        self.documents = dossier.map_or(0, |d| d.items.len());
        self.originals = sheets(&|i| number(i.original));
        self.copies = sheets(&|i| number(i.copy).saturating_add(number(i.certified_copy)));
        self.pieces = sheets(&DossierItem::pieces);
        self.conditions = service.and_then(|s| s.conditions.as_ref()).map_or(0, |c| c.items().len());
        self.fee = fee(p);
        self.statutory = limit.map(|l| l.by_law()).filter(|l| limit.is_some_and(|x| x.statutory.is_some()) || !l.is_zero());
        self.committed = limit.and_then(|l| l.committed).map(Duration::span);
        self.limit = limit.map(|l| l.published());
        let was_said = before.is_some_and(|before| before.cost.is_some());
        let cost = cost::total(p, context, self.fee, visits, was_said);
        (self.cost, self.cost_year) = (cost.map(|(case, _)| case), cost.and_then(|(_, year)| year));
    }

    /// The figures of two procedures that an applicant goes through one after the other. Roles and units that both have
    /// count twice: see [`shared_lanes`].
    pub(super) fn and(self, other: &Self) -> Self {
        let both = |a: Option<u64>, b: Option<u64>| Some(a?.saturating_add(b?));
        let spans = |a: Option<WorkSpan>, b: Option<WorkSpan>| Some(a? + b?);
        // A limit that is committed in one of them only is promised as well.
        let committed = (self.committed.is_some() || other.committed.is_some())
            .then(|| spans(self.committed.or(self.statutory), other.committed.or(other.statutory)))
            .flatten();
        Self {
            steps: self.steps + other.steps,
            agency_steps: self.agency_steps + other.agency_steps,
            approvals: self.approvals + other.approvals,
            decisions: self.decisions + other.decisions,
            hand_offs: self.hand_offs + other.hand_offs,
            roles: self.roles + other.roles,
            units: self.units + other.units,
            contacts: self.contacts + other.contacts,
            visits: self.visits + other.visits,
            documents: self.documents + other.documents,
            originals: self.originals.saturating_add(other.originals),
            copies: self.copies.saturating_add(other.copies),
            pieces: self.pieces.saturating_add(other.pieces),
            papers_made: self.papers_made + other.papers_made,
            conditions: self.conditions + other.conditions,
            fee: both(self.fee, other.fee),
            statutory: spans(self.statutory, other.statutory),
            committed,
            limit: spans(self.limit, other.limit),
            time: self.time + other.time,
            work: self.work + other.work,
            cost: both(self.cost, other.cost),
            cost_year: both(self.cost_year, other.cost_year),
            complexity: self.complexity.saturating_add(other.complexity),
            size: self.size + other.size,
        }
    }

    /// A time among the figures; the inner none where it is not known, the outer one where the figure is no time.
    #[must_use]
    #[allow(clippy::option_option, reason = "said above")]
    pub const fn span(&self, measure: Measure) -> Option<Option<WorkSpan>> {
        match measure {
            Measure::Statutory => Some(self.statutory),
            Measure::Limit => Some(self.limit),
            Measure::Time => Some(Some(self.time)),
            Measure::Work => Some(Some(self.work)),
            _ => None,
        }
    }

    /// Measures a definition.
    #[must_use]
    pub fn of_definition(definition: &ProcedureDefinition) -> Self {
        Self::of(&ProcessGraph::new(Arc::new(definition.clone())))
    }
}

/// What an operation leaves alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Keeps {
    /// Nothing.
    Nothing,
    /// Flows, shares and times, so how long ways are and how often steps are done.
    Ways,
    /// Steps and flows altogether.
    Flow,
}

/// A measured graph, with what can be used again for one that differs little.
#[derive(Debug, Clone)]
pub(super) struct Measured {
    pub figures: Metrics,
    visits: Visits,
}

impl Measured {
    pub fn of(graph: &ProcessGraph, context: &Context) -> Self {
        Self::anew(graph, context, None)
    }
    fn anew(graph: &ProcessGraph, context: &Context, before: Option<&Self>) -> Self {
        let mut figures = Metrics::default();
        figures.count_flow(graph, context, critical_path(graph, context));
        let visits = before.map_or_else(|| Visits::of(graph, context), |before| before.visits.again(graph, context));
        figures.count_papers(graph, context, &visits, before.map(|before| &before.figures));
        Self { figures, visits }
    }
    /// Measures what became of it.
    pub fn again(&self, keeps: Keeps, graph: &ProcessGraph, context: &Context) -> Self {
        if keeps == Keeps::Nothing {
            return Self::anew(graph, context, Some(self));
        }
        let mut figures = self.figures;
        if keeps == Keeps::Ways {
            figures.count_flow(graph, context, self.figures.time);
        }
        let visits = if keeps == Keeps::Flow { self.visits.clone() } else { self.visits.again(graph, context) };
        figures.count_papers(graph, context, &visits, Some(&self.figures));
        Self { figures, visits }
    }
}

fn critical_path(graph: &ProcessGraph, context: &Context) -> WorkSpan {
    context.terms().critical_path(graph).map_or(WorkSpan::ZERO, Spent::span)
}

/// How many roles and units several procedures have together, each counted once.
pub(super) fn shared_lanes(all: &[&ProcessGraph], context: &Context) -> (usize, usize) {
    let steps = || all.iter().map(|graph| &*graph.definition().steps);
    let lanes: Vec<Lanes> = steps().map(|steps| Lanes::of(steps, context)).collect();
    let roles = distinct(steps().flatten().map(|s| s.role.as_str()));
    (roles, distinct(steps().zip(&lanes).flat_map(|(steps, lanes)| units(steps, lanes, context))))
}

/// The role of every step, by number.
struct Lanes {
    of: Vec<usize>,
    /// Whether a role is the applicant's.
    is_applicant: Vec<bool>,
    /// How many there are.
    roles: usize,
}

impl Lanes {
    fn of(steps: &[Step], context: &Context) -> Self {
        let mut order: Vec<usize> = (0..steps.len()).collect();
        order.sort_unstable_by(|a, b| steps[*a].role.cmp(&steps[*b].role));
        let (mut of, mut is_applicant) = (vec![0; steps.len()], Vec::new());
        for (i, step) in order.iter().enumerate() {
            if i == 0 || steps[order[i - 1]].role != steps[*step].role {
                is_applicant.push(context.is_applicant(&steps[*step].role));
            }
            of[*step] = is_applicant.len() - 1;
        }
        Self { of, roles: is_applicant.len(), is_applicant }
    }
    fn is_theirs(&self, step: usize) -> bool {
        self.is_applicant[self.of[step]]
    }
    /// The steps of everybody but the applicant.
    fn agency<'a>(&'a self, steps: &'a [Step]) -> impl Iterator<Item = &'a Step> {
        steps.iter().enumerate().filter(|(i, _)| !self.is_theirs(*i)).map(|(_, step)| step)
    }
}

/// The units that do steps of the agency.
fn units<'a>(steps: &'a [Step], lanes: &'a Lanes, context: &'a Context) -> impl Iterator<Item = &'a str> {
    lanes.agency(steps).filter_map(|s| s.unit.as_ref().or_else(|| context.unit_of(&s.role))).map(Id::as_str)
}

fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> usize {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names.dedup();
    names.len()
}

/// Where the way divides, and into how many.
fn splits(graph: &ProcessGraph) -> impl Iterator<Item = (Gate, usize)> {
    graph.nodes().filter_map(|node| match graph.node(node) {
        Node::Gateway { gate, joins: false, .. } => Some((*gate, graph.raw().edges(node).count())).filter(|(_, ways)| *ways > 1),
        _ => None,
    })
}

/// What is due in every case; none where some amount is not known.
pub(super) fn fee(p: &ProcedureDefinition) -> Option<u64> {
    match p.service.as_ref()?.fees.as_ref()? {
        Declared::None => Some(0),
        Declared::Items(fees) => fees
            .iter()
            .filter(|fee| fee.when.is_none() && fee.per.is_none_or(|per| per == FeeUnit::Case))
            .try_fold(0u64, |sum, fee| Some(sum.saturating_add(fee.amount?.0))),
    }
}

/// Looks for the steps that follow directly, gateways passed through, without making lists each time.
struct Walk<'a> {
    graph: &'a ProcessGraph,
    /// In which look a node was met last.
    met: Vec<u32>,
    look: u32,
    open: Vec<NodeIndex>,
}

impl<'a> Walk<'a> {
    fn new(graph: &'a ProcessGraph) -> Self {
        Self { graph, met: vec![0; graph.raw().node_count()], look: 0, open: Vec::new() }
    }
    /// Calls `found` with the place of each step that may come directly after a node, once.
    fn following(&mut self, node: NodeIndex, mut found: impl FnMut(usize)) {
        self.look += 1;
        self.open.push(node);
        while let Some(node) = self.open.pop() {
            for edge in self.graph.raw().edges(node) {
                let target = edge.target();
                if std::mem::replace(&mut self.met[target.index()], self.look) == self.look {
                    continue;
                }
                match self.graph.node(target) {
                    Node::Step(i) => found(*i),
                    _ => self.open.push(target),
                }
            }
        }
    }
}

/// How often the applicant has to act, and how often of that at a counter.
fn contacts(walk: &mut Walk, lanes: &Lanes) -> (usize, usize) {
    let graph = walk.graph;
    let steps = &graph.definition().steps;
    let mut called = vec![false; steps.len()];
    for node in graph.nodes() {
        let calls = match graph.node(node) {
            Node::Start | Node::Interruption(_) => true,
            Node::Step(i) => !lanes.is_theirs(*i),
            _ => false,
        };
        if calls {
            walk.following(node, |next| called[next] |= lanes.is_theirs(next));
        }
    }
    let theirs = || steps.iter().zip(&called).filter(|(_, called)| **called);
    let visits = theirs().filter(|(step, _)| step.channel.is_none_or(|channel| channel == Channel::InPerson)).count();
    (theirs().count(), visits)
}

/// Steps that work passes between directly, counted where the role changes.
fn hand_offs(walk: &mut Walk, lanes: &Lanes) -> usize {
    let mut count = 0;
    each_pass(walk, |i, next| count += usize::from(lanes.of[next] != lanes.of[i]));
    count
}

fn each_pass(walk: &mut Walk, mut found: impl FnMut(usize, usize)) {
    for (i, node) in walk.graph.step_nodes().enumerate() {
        walk.following(node, |next| found(i, next));
    }
}

/// The steps that work passes between directly, gateways passed through, by their places. Where the role changes, that is one
/// of [`Metrics::hand_offs`].
pub(crate) fn passes(graph: &ProcessGraph) -> Vec<(usize, usize)> {
    let mut passes = Vec::new();
    each_pass(&mut Walk::new(graph), |from, to| passes.push((from, to)));
    passes
}

/// What is worked on a step.
fn work_of(step: &Step) -> WorkSpan {
    step.work.or_else(|| step.time.as_ref()?.value).map_or(WorkSpan::ZERO, Duration::span)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Everything that is measured is explained in `docs/measures.md`, under its own names.
    #[test]
    fn every_figure_is_documented() {
        let page = include_str!("../../docs/measures.md");
        for measure in Measure::ALL {
            let [vi, en] = [Language::Vi, Language::En].map(|language| measure.label(&language));
            let row = format!("| `{}` | {en} | {vi} | ", measure.key());
            assert!(page.contains(&row), "{row}");
        }
        assert_eq!(page.matches("\n| `").count(), Measure::ALL.len());
    }
}
