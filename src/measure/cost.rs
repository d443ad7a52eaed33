//! What a case costs the applicant: the standard cost model.
//!
//! Circular 02/2017/TT-VPCP, Art. 27, as far as it was read: the cost of a case is the cost of the work that is needed,
//! and fees, charges and other costs; the cost of a year is that times the cases of the year; opportunity cost is not
//! counted. So waiting costs nothing. The rows, what an hour is worth (income per head over the hours of a year) and the
//! 2,112 hours of a year are unverified: that part of the circular was not read.

use super::context::Context;
use super::expectation::Expectation;
use crate::model::definition::{Clock, ComplianceCost as Parameters, DossierItem, ProcedureDefinition, Step, StepKind};
use crate::model::graph::{Node, ProcessGraph};
use crate::model::value::{Duration, Id, Year};
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use std::sync::Arc;

/// What an hour of an applicant is worth: income per head in a year over the hours of that year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Income {
    /// Year of the figures.
    pub year: Year,
    /// Income per head in that year, in VND.
    pub per_head: u64,
    /// Working hours of that year.
    pub hours: u32,
    /// Whether the figures were read in their source.
    pub verified: bool,
}

impl Income {
    /// What an organisation says. Where it does not say how many hours a year has: twelve months of 22 days of eight hours.
    #[must_use]
    pub fn of(parameters: &Parameters) -> Self {
        let hours = parameters.hours_per_year.map_or(2_112, |hours| hours.0.max(1));
        Self { year: parameters.year, per_head: parameters.income_per_head.0, hours, verified: parameters.verified }
    }
    /// What an hour is worth, in VND, not rounded.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "an income has fewer digits")]
    pub fn per_hour(&self) -> f64 {
        self.per_head as f64 / f64::from(self.hours)
    }
}

/// What a row of the form is about.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CostOf {
    /// Preparing a paper of the dossier.
    Item(Id),
    /// A step of the applicant.
    Step(Id),
}

/// One row of the form.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct CostRow {
    /// What it is about.
    pub of: CostOf,
    /// How often in a case: what is [to be expected](super::Expectation) of a step, once for a paper.
    pub times: f64,
    /// Working hours each time. Calendar days count as 5/7 of a working day of eight hours.
    pub hours: f64,
    /// What is paid each time, in VND.
    pub paid: u64,
}

/// What a case costs the applicant, and a year all applicants.
///
/// ```
/// use quytrinh::{Library, measure::{ComplianceCost, Context}};
/// # let organisation = "organisation: o\ntitle: O\nunits: []\nroles:\n  - {id: reader, title: Reader, kind: applicant}\n  - {id: clerk, title: Clerk, kind: officer}\ncompliance-cost: {year: 2017, income-per-head: 53500000 VND}\n";
/// # let text = "procedure: P-1\ntitle: Loan\nservice:\n  dossier: {sets: 1, items: [{id: card, title: Card, original: 1, work: 30 minutes, cost: 5000 VND}]}\n  fees: [{title: Fee, amount: 8000 VND}]\n  volume: {per-year: 100}\nsteps:\n  - {id: ask, title: Ask, role: reader, time: 1 hour, cost: 20000 VND}\n  - {id: lend, title: Lend, role: clerk, time: 2 hours}\n";
/// let library = Library::from_sources([("organisation.yaml", organisation), ("loan.yaml", text)]);
/// let cost = ComplianceCost::of(library.procedure("P-1").unwrap().graph(), &Context::of(&library)).unwrap();
/// // An hour and a half at 53,500,000 / 2,112 = 25,331.44, 25,000 paid, and the fee.
/// assert_eq!(cost.case, 37_997 + 25_000 + 8_000);
/// assert_eq!(cost.year, Some(cost.case * 100));
/// ```
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct ComplianceCost {
    /// What an hour is worth.
    pub income: Income,
    /// Papers of the dossier, those of some cases included, then steps of the applicant; only those that take time or money.
    pub rows: Vec<CostRow>,
    /// Fees and charges that are always due, in VND.
    pub fees: u64,
    /// What a case costs, in VND: the rows are added up, then rounded once to whole đồng, halves up.
    pub case: u64,
    /// What a year costs, in VND; none where nobody says how many dossiers there are.
    pub year: Option<u64>,
}

impl ComplianceCost {
    /// What a case costs; none where the organisation does not say what an hour is worth, a fee is not known, the
    /// definition says of no paper and no step what it takes of the applicant, or nothing can be expected of the flow.
    #[must_use]
    pub fn of(graph: &ProcessGraph, context: &Context) -> Option<Self> {
        let income = *context.income()?;
        let p = graph.definition();
        let fees = super::metrics::fee(p).or_else(|| p.service.is_none().then_some(0))?;
        let mut rows = Vec::new();
        let visits = Visits::of(graph, context);
        if matches!(visits, Visits::Unknown) {
            return None;
        }
        each(p, context, &visits, &mut |row| rows.push(row.named()));
        if rows.is_empty() {
            return None;
        }
        let sum = |row: &CostRow| row.times * (row.hours * income.per_hour() + as_money(row.paid));
        let case = rounded(rows.iter().map(sum).sum()).saturating_add(fees);
        let volume = p.service.as_ref().and_then(|s| s.volume.as_ref());
        let year = volume.map(|volume| case.saturating_mul(u64::from(volume.per_year.0)));
        Some(Self { income, rows, fees, case, year })
    }
}

/// How often the steps are done, as far as costs ask.
#[derive(Debug, Clone)]
pub(super) enum Visits {
    /// No step of the applicant takes time or money, or nobody says what an hour is worth.
    NotAsked,
    /// Nothing can be expected of the flow.
    Unknown,
    /// Those of the applicant's steps that take time or money, in their order; and what they follow from.
    Each(Arc<[f64]>, Option<Arc<[u64]>>),
}

impl Visits {
    pub fn of(graph: &ProcessGraph, context: &Context) -> Self {
        Self::anew(graph, context, None)
    }

    /// The same for what became of a graph: where nothing that they follow from has changed, they are what they were.
    pub fn again(&self, graph: &ProcessGraph, context: &Context) -> Self {
        Self::anew(graph, context, Some(self))
    }

    fn anew(graph: &ProcessGraph, context: &Context, before: Option<&Self>) -> Self {
        let weighs = |step: &Step| takes_of(step, context);
        if context.income().is_none() || !graph.definition().steps.iter().any(weighs) {
            return Self::NotAsked;
        }
        let skeleton = skeleton(graph, &weighs);
        if let Some(Self::Each(visits, Some(known))) = before {
            if skeleton.as_deref() == Some(&**known) {
                return Self::Each(visits.clone(), Some(known.clone()));
            }
        }
        match Expectation::in_weeks(graph, context.terms().week()) {
            Ok(expectation) => {
                let visits = expectation.each().filter(|(step, _)| weighs(step)).map(|(_, visits)| visits).collect();
                Self::Each(visits, skeleton.map(Into::into))
            }
            Err(_) => Self::Unknown,
        }
    }

    fn step(&self, number: usize) -> f64 {
        match self {
            Self::Each(visits, _) => visits.get(number).copied().unwrap_or(1.0),
            _ => 1.0,
        }
    }
}

/// All that visits of these steps follow from: nodes and flows in the order in which a definition makes them, the others of
/// its steps left out where work only comes in and goes on. None where it also matters how long steps take: with a time-out.
fn skeleton(graph: &ProcessGraph, weighs: &dyn Fn(&Step) -> bool) -> Option<Vec<u64>> {
    const PASSED: u64 = u64::MAX;
    let (raw, steps) = (graph.raw(), &graph.definition().steps);
    if steps.iter().any(|step| step.timeout.is_some()) {
        return None;
    }
    let mut ins = vec![0u32; raw.node_count()];
    for edge in raw.edge_references() {
        ins[edge.target().index()] += 1;
    }
    let onward = |node: NodeIndex| {
        let mut outs = raw.edges(node);
        let only = outs.next().filter(|_| outs.next().is_none())?;
        let flow = only.weight();
        (flow.share.is_none() && flow.at_most.is_none()).then(|| only.target())
    };
    let (mut number, mut numbers) = (0u64, vec![PASSED; raw.node_count()]);
    let mut found = Vec::with_capacity(4 * raw.edge_count());
    for node in raw.node_indices() {
        let kind = match graph.node(node) {
            Node::Step(i) if weighs(&steps[*i]) => 1,
            Node::Step(_) if ins[node.index()] == 1 && onward(node).is_some() => continue,
            Node::Step(_) => 2,
            Node::Start => 3,
            Node::Interruption(_) => 4,
            Node::End(_) => 5,
            Node::Gateway { gate, joins, .. } => 6 + 2 * (*gate as u64) + u64::from(*joins),
        };
        numbers[node.index()] = number;
        number += 1;
        found.push(kind);
    }
    for from in raw.node_indices().filter(|node| numbers[node.index()] != PASSED) {
        for edge in raw.edges(from) {
            let flow = edge.weight();
            let mut to = edge.target();
            // What has one way in is come to from what is no such step, or never.
            while numbers[to.index()] == PASSED {
                to = onward(to)?;
            }
            let share = flow.share.map_or(0, |share| share.ten_thousandths().saturating_add(1));
            let bound = flow.at_most.map_or(0, |most| u64::from(most) + 1);
            found.extend([numbers[from.index()], numbers[to.index()], share, bound]);
        }
    }
    Some(found)
}

struct Row<'a> {
    of: Result<&'a DossierItem, &'a Step>,
    times: f64,
    hours: f64,
    paid: u64,
}

impl Row<'_> {
    fn named(&self) -> CostRow {
        let of = match self.of {
            Ok(item) => CostOf::Item(item.id.clone()),
            Err(step) => CostOf::Step(step.id.clone()),
        };
        CostRow { of, times: self.times, hours: self.hours, paid: self.paid }
    }
}

/// Every row that takes time or money.
fn each<'a>(p: &'a ProcedureDefinition, context: &Context, visits: &Visits, row: &mut dyn FnMut(Row<'a>)) {
    let paid = |cost: Option<crate::model::value::Money>| cost.map_or(0, |cost| cost.0);
    let dossier = p.service.as_ref().and_then(|s| s.dossier.as_ref());
    for item in dossier.into_iter().flat_map(|d| &d.items) {
        let (hours, paid) = (item.work.map_or(0.0, in_minutes) / 60.0, paid(item.cost));
        if hours > 0.0 || paid > 0 {
            row(Row { of: Ok(item), times: 1.0, hours, paid });
        }
    }
    let theirs = p.steps.iter().filter(|step| takes_of(step, context));
    for (number, step) in theirs.enumerate() {
        let (hours, paid) = (minutes(step) / 60.0, paid(step.cost));
        if hours > 0.0 || paid > 0 {
            row(Row { of: Err(step), times: visits.step(number), hours, paid });
        }
    }
}

/// Whether it is a step of the applicant that takes time or money.
fn takes_of(step: &Step, context: &Context) -> bool {
    (minutes(step) > 0.0 || step.cost.is_some()) && context.is_applicant(&step.role)
}

fn in_minutes(duration: Duration) -> f64 {
    duration.span().in_working_minutes()
}

/// What the applicant works on a step: what is said, or else its time. Waiting is no work, nor is the time that is
/// allowed while the clock stands still.
fn minutes(step: &Step) -> f64 {
    let allowed = step.kind.is_none_or(|kind| kind == StepKind::Task) && step.clock != Some(Clock::Stopped);
    let time = || step.time.as_ref().filter(|_| allowed).and_then(|time| time.value);
    step.work.or_else(time).map_or(0.0, in_minutes)
}

#[allow(clippy::cast_precision_loss, reason = "what is paid has fewer digits")]
const fn as_money(amount: u64) -> f64 {
    amount as f64
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "costs are not negative; too large is the most")]
fn rounded(amount: f64) -> u64 {
    amount.round() as u64
}

/// What a case costs and what a year does, for those who need no rows; none where nothing is said of what papers and
/// steps take, unless it `was_said` of what the procedure was before.
pub(super) fn total(
    p: &ProcedureDefinition,
    context: &Context,
    fee: Option<u64>,
    visits: &Visits,
    was_said: bool,
) -> Option<(u64, Option<u64>)> {
    let income = context.income()?.per_hour();
    let fees = fee.or_else(|| p.service.is_none().then_some(0))?;
    if matches!(visits, Visits::Unknown) {
        return None;
    }
    let (mut sum, mut is_said) = (0.0, was_said);
    each(p, context, visits, &mut |row| {
        sum += row.times * (row.hours * income + as_money(row.paid));
        is_said = true;
    });
    if !is_said {
        return None;
    }
    let case = rounded(sum).saturating_add(fees);
    let volume = p.service.as_ref().and_then(|s| s.volume.as_ref());
    Some((case, volume.map(|volume| case.saturating_mul(u64::from(volume.per_year.0)))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::library::Library;

    /// Visits are used again where they must be the same, and only there.
    #[test]
    fn visits_are_those_of_the_graph_however_they_came_about() {
        const INCOME: &str = "organisation: o\ntitle: O\nunits: []\nroles:\n  - {id: me, title: M, kind: applicant}\n  - {id: r, title: R, kind: officer}\ncompliance-cost: {year: 2017, income-per-head: 53500000 VND}\n";
        const STEPS: &str = "procedure: P-1\ntitle: T\nsteps:\n  - {id: ask, title: A, role: me, time: 1 hour}\n  - {id: look, title: A, role: r, time: 1 hour}\n  - {id: check, title: A, role: r, next: [{to: go, when: a, share: 80%}, {to: mend, when: b, share: 20%, at-most: 3}]}\n  - {id: mend, title: A, role: me, time: 2 hours, next: check}\n  - {id: go, title: A, role: r}\n  - {id: end, title: A, role: me, time: 1 hour}\n";
        let library = |steps: &str| Library::from_sources([("o.yaml", INCOME), ("p.yaml", steps)]);
        let before = library(STEPS);
        let context = Context::of(&before);
        let graph = |library: &Library| library.procedure("P-1").unwrap().graph().clone();
        let known = Visits::of(&graph(&before), &context);
        let Visits::Each(visits, Some(_)) = &known else { panic!("{known:?}") };
        assert!((visits[1] - (0.2 + 0.04 + 0.008)).abs() < 1e-12 && (visits[0], visits[2]) == (1.0, 1.0), "{visits:?}");
        for (from, to, is_same) in [
            ("  - {id: look, title: A, role: r, time: 1 hour}\n", "", true),
            ("  - {id: go, title: A, role: r}\n", "  - {id: go, title: A, role: r}\n  - {id: x, title: A, role: r}\n", true),
            ("role: me, time: 2 hours", "role: me, time: 3 hours", true),
            ("share: 80%}, {to: mend, when: b, share: 20%", "share: 70%}, {to: mend, when: b, share: 30%", false),
            ("at-most: 3", "at-most: 1", false),
            ("at-most: 3", "at-most: 3, extends: 1 day", true),
            // The step between is passed as often, whoever mends.
            ("next: check}", "next: look}", true),
            ("next: check}", "next: ask}", false),
            ("{to: go, when: a", "{to: end, when: a", false),
            ("role: me, time: 2 hours", "role: r, time: 2 hours", false),
            ("role: me, time: 2 hours", "role: me", false),
            ("role: r, time: 1 hour}", "role: r, time: 1 hour, timeout: {after: 30 minutes, to: go}}", false),
        ] {
            let text = STEPS.replacen(from, to, 1);
            assert_ne!(text, STEPS, "{from}");
            let after = graph(&library(&text));
            let (anew, again) = (Visits::of(&after, &context), known.again(&after, &context));
            let (Visits::Each(anew, _), Visits::Each(again, _)) = (&anew, &again) else { panic!("{text}") };
            assert_eq!(Arc::ptr_eq(again, visits), is_same, "{text}");
            let close = |(a, b): (&f64, &f64)| (a - b).abs() < 1e-12;
            assert!(anew.len() == again.len() && anew.iter().zip(&**again).all(close), "{anew:?} {again:?} {text}");
        }
    }
}
