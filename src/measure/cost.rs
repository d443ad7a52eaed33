//! What a case costs the applicant: the standard cost model.
//!
//! Circular 02/2017/TT-VPCP, Art. 27, as far as it was read: the cost of a case is the cost of the work that is needed,
//! and fees, charges and other costs; the cost of a year is that times the cases of the year; opportunity cost is not
//! counted. So waiting costs nothing. The rows, what an hour is worth (income per head over the hours of a year) and the
//! 2,112 hours of a year are unverified: that part of the circular was not read.

use super::context::Context;
use super::expectation::Expectation;
use crate::model::definition::{Clock, ComplianceCost as Parameters, DossierItem, ProcedureDefinition, Step, StepKind};
use crate::model::graph::ProcessGraph;
use crate::model::value::{Duration, Id, Year};
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
    /// By place in the definition.
    Each(Arc<[f64]>),
}

impl Visits {
    pub fn of(graph: &ProcessGraph, context: &Context) -> Self {
        let weighs = |step: &Step| (minutes(step) > 0.0 || step.cost.is_some()) && context.is_applicant(&step.role);
        if context.income().is_none() || !graph.definition().steps.iter().any(weighs) {
            return Self::NotAsked;
        }
        match Expectation::in_weeks(graph, context.terms().week()) {
            Ok(expectation) => Self::Each(expectation.each().map(|(_, visits)| visits).collect()),
            Err(_) => Self::Unknown,
        }
    }
    /// The same for a graph of which flows, shares and times are those of this one.
    pub fn again(&self, graph: &ProcessGraph, context: &Context) -> Self {
        if matches!(self, Self::NotAsked) { Self::of(graph, context) } else { self.clone() }
    }
    fn step(&self, place: usize) -> f64 {
        match self {
            Self::Each(visits) => visits.get(place).copied().unwrap_or(1.0),
            _ => 1.0,
        }
    }
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
    for (i, step) in p.steps.iter().enumerate().filter(|(_, step)| context.is_applicant(&step.role)) {
        let (hours, paid) = (minutes(step) / 60.0, paid(step.cost));
        if hours > 0.0 || paid > 0 {
            row(Row { of: Err(step), times: visits.step(i), hours, paid });
        }
    }
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
