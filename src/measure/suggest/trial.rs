//! Tries what a rule thinks of: applied and measured as it would be if it stood in the file.

use super::Way;
use crate::check::Asker;
use crate::measure::change::Difference;
use crate::measure::context::Context;
use crate::measure::expectation::Expectation;
use crate::measure::metrics::{Measure, Metrics, shared_lanes};
use crate::measure::operation::{Others, apply_all, broken, order};
use crate::model::definition::{
    Claims, Heuristic, Operation, ProcedureDefinition, Simplification, SimplificationStatus, Step, StepKind,
};
use crate::model::graph::ProcessGraph;
use crate::model::library::{Library, Procedure};
use crate::model::value::{Citation, Delta, Id, Scalar, Text, WorkSpan};
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A procedure on which ideas are tried.
pub(super) struct Trial<'a> {
    library: &'a Library,
    asker: &'a Asker<'a>,
    context: &'a Context,
    procedure: &'a Procedure,
    /// What its own simplifications make of it.
    graph: ProcessGraph,
    /// How often each rule speaks of it now. Asked only when there is something to compare.
    said: OnceCell<HashMap<&'static str, usize>>,
    work: OnceCell<Option<Work>>,
}

pub(super) struct Outcome {
    pub effect: Difference,
    pub work: Option<(f64, f64)>,
    pub simplification: Simplification,
}

/// What the office works on a case, as far as can be expected.
#[derive(Clone, Copy)]
struct Work {
    minutes: f64,
    /// No share of a branch was taken for granted.
    is_said: bool,
}

impl<'a> Trial<'a> {
    /// None where the procedure cannot be relied on: its flow hangs, or its own simplifications cannot be applied.
    pub fn of(library: &'a Library, asker: &'a Asker, context: &'a Context, procedure: &'a Procedure) -> Option<Self> {
        let list = &procedure.definition().simplifications;
        let mut graph = procedure.graph().clone();
        for i in order(list) {
            let after = ProcessGraph::new(Arc::new(apply_all(graph.definition(), &list[i], library).ok()?));
            if broken(&graph, &after).is_some() {
                return None;
            }
            graph = after;
        }
        let trial = Self { library, asker, context, procedure, graph, said: OnceCell::new(), work: OnceCell::new() };
        (!trial.graph.definition().steps.is_empty() && trial.is_sound(trial.graph.definition())).then_some(trial)
    }
    /// The process that ideas start from.
    pub const fn graph(&self) -> &ProcessGraph {
        &self.graph
    }

    /// Goes a way; none where it cannot be gone, removes nothing, or breaks something.
    pub fn go(&self, way: &Way, heuristic: Heuristic) -> Option<Outcome> {
        let mut simplification = Simplification {
            id: self.free(&way.id)?,
            title: Text::both(&*way.title.vi, &*way.title.en),
            heuristic: Some(heuristic),
            basis: Vec::new(),
            keeps: Vec::new(),
            rationale: Some(Text::both(&*way.rationale.vi, &*way.rationale.en)),
            decided_by: None,
            status: SimplificationStatus::Proposed,
            effective: None,
            requires: Vec::new(),
            operations: way.operations.clone(),
            claims: None,
        };
        let before = self.graph.definition();
        let after = apply_all(before, &simplification, self.library).ok()?;
        let graph = ProcessGraph::new(Arc::new(after));
        if broken(&self.graph, &graph).is_some() {
            return None;
        }
        let effect = Difference::between(self.figures(&way.operations)?, Metrics::within(&graph, self.context));
        // What is done earlier is done for fewer cases: that no count shows.
        let work = self.works(&way.operations, graph.definition());
        if !(removes(&effect) || work.is_some_and(|(before, after)| before.minutes > after.minutes)) {
            return None;
        }
        if self.breaks(graph.definition()) {
            return None;
        }
        // A figure that hangs on shares which nobody has said is not shown.
        let work = work.filter(|(before, after)| before.is_said && after.is_said);
        simplification.claims = claims(&effect);
        Some(Outcome { effect, work: work.map(|(before, after)| (before.minutes, after.minutes)), simplification })
    }

    /// The figures before, and of the procedures that are joined in: an applicant goes through those as well.
    fn figures(&self, operations: &[Operation]) -> Option<Metrics> {
        let mut figures = Metrics::within(&self.graph, self.context);
        let mut others = Vec::new();
        for operation in operations {
            let Operation::Integrate(x) = operation else { continue };
            let graph = ProcessGraph::new(Arc::new(self.library.other(&x.procedure)?.clone()));
            figures = figures.and(&Metrics::within(&graph, self.context));
            others.push(graph);
        }
        if !others.is_empty() {
            let all: Vec<&ProcessGraph> = std::iter::once(&self.graph).chain(&others).collect();
            (figures.roles, figures.units) = shared_lanes(&all, self.context);
        }
        Some(figures)
    }

    /// A name that no simplification has.
    fn free(&self, wanted: &str) -> Option<Id> {
        let taken: HashSet<&str> = self.procedure.definition().simplifications.iter().map(|s| s.id.as_str()).collect();
        // Names have at most 80 characters.
        let wanted = wanted.get(..72).unwrap_or(wanted).trim_end_matches('-');
        let mut names = std::iter::once(wanted.to_owned()).chain((2..100).map(|n| format!("{wanted}-{n}")));
        names.find(|name| !taken.contains(&**name)).and_then(|name| Id::parse(&name).ok())
    }

    fn is_sound(&self, p: &ProcedureDefinition) -> bool {
        Asker::flow(&Procedure::new(self.procedure.source(), p.clone())).is_empty()
    }

    /// Whether something is lost that must stay: what the law demands, a result or record, a flow that is sound, or what
    /// some rule asks for and was content with before.
    fn breaks(&self, after: &ProcedureDefinition) -> bool {
        let before = self.graph.definition();
        let demanded =
            |p: &ProcedureDefinition| p.steps.iter().flat_map(|s| s.required_by.0.clone()).collect::<HashSet<Citation>>();
        let made = |p: &ProcedureDefinition| p.steps.iter().flat_map(|s| s.makes.clone()).collect::<HashSet<Id>>();
        let results = super::view::results(before);
        let kept: HashSet<&Id> = before.records.iter().map(|r| &r.id).chain(results.iter().map(|r| &r.id)).collect();
        let made_then = made(after);
        !demanded(before).is_subset(&demanded(after))
            || made(before).iter().any(|paper| kept.contains(paper) && !made_then.contains(paper))
            || !self.is_sound(after)
            || {
                let said = self.said.get_or_init(|| self.spoken_of(before));
                self.spoken_of(after).iter().any(|(rule, times)| *times > said.get(rule).copied().unwrap_or_default())
            }
    }

    /// How often each rule finds something wrong with a version of the procedure.
    fn spoken_of(&self, p: &ProcedureDefinition) -> HashMap<&'static str, usize> {
        let version = Procedure::new(self.procedure.source(), p.clone());
        let mut times = HashMap::new();
        for finding in self.asker.ask(&version, |_| true) {
            *times.entry(finding.rule).or_default() += 1;
        }
        times
    }

    /// What the office works on a case before and after, where that can be expected and changes.
    fn works(&self, operations: &[Operation], after: &ProcedureDefinition) -> Option<(Work, Work)> {
        // With another procedure in it, it is not the same case any more.
        if operations.iter().any(|operation| matches!(operation, Operation::Integrate(_))) {
            return None;
        }
        let before = (*self.work.get_or_init(|| self.work_on(self.graph.definition())))?;
        let after = self.work_on(after)?;
        ((before.minutes - after.minutes).abs() >= 0.5).then_some((before, after))
    }

    fn work_on(&self, p: &ProcedureDefinition) -> Option<Work> {
        let graph = ProcessGraph::new(Arc::new(p.clone()));
        let expected = Expectation::of_library(self.library, &graph).ok()?;
        let is_work = |step: &Step| step.kind.is_none_or(|kind| kind == StepKind::Task) && !self.context.is_applicant(&step.role);
        let time = |step: &Step| step.work.or_else(|| step.time.as_ref()?.value).filter(|_| is_work(step));
        let minutes = expected.sum(|step| time(step).map_or(0.0, |time| expected.minutes(time)));
        Some(Work { minutes, is_said: expected.assumed().is_empty() })
    }
}

/// What a suggestion is made for: less of one of these.
const GOALS: [Measure; 8] = [
    Measure::Steps,
    Measure::HandOffs,
    Measure::Contacts,
    Measure::Visits,
    Measure::Documents,
    Measure::Approvals,
    Measure::Time,
    Measure::Limit,
];

fn removes(effect: &Difference) -> bool {
    GOALS.iter().any(|measure| effect.change(*measure).is_some_and(|change| change < 0.0))
}

/// What is measured, as claims; figures that stay are left out.
fn claims(effect: &Difference) -> Option<Claims> {
    #[allow(clippy::cast_possible_truncation, reason = "a difference of counts")]
    let delta = |change: f64| Some((change * 10_000.0).round() as i64).filter(|c| *c != 0).map(Delta::from_ten_thousandths);
    let change = |measure| delta(effect.change(measure)?);
    // Days and working days are not subtracted from each other.
    let in_unit = |unit: fn(WorkSpan) -> f64, other: fn(WorkSpan) -> f64| {
        let (before, after) = effect.limits()?;
        let alone = other(before) == 0.0 && other(after) == 0.0;
        delta(unit(after) - unit(before)).filter(|_| alone)
    };
    let nothing = Claims {
        steps: None,
        agency_steps: None,
        approvals: None,
        hand_offs: None,
        roles: None,
        units: None,
        contacts: None,
        visits: None,
        documents: None,
        originals: None,
        copies: None,
        conditions: None,
        working_days: None,
        days: None,
        limit_percent: None,
        cost_percent: None,
        baseline: None,
    };
    let claims = Claims {
        steps: change(Measure::Steps),
        agency_steps: change(Measure::AgencySteps),
        approvals: change(Measure::Approvals),
        hand_offs: change(Measure::HandOffs),
        roles: change(Measure::Roles),
        units: change(Measure::Units),
        contacts: change(Measure::Contacts),
        visits: change(Measure::Visits),
        documents: change(Measure::Documents),
        originals: change(Measure::Originals),
        copies: change(Measure::Copies),
        conditions: change(Measure::Conditions),
        working_days: in_unit(|span| span.working_minutes() / 480.0, WorkSpan::calendar_days),
        days: in_unit(WorkSpan::calendar_days, WorkSpan::working_minutes),
        ..nothing.clone()
    };
    (claims != nothing).then_some(claims)
}
