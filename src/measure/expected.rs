//! What is to be expected of a case, and the five figures of time.

use super::context::Context;
use super::expectation::{Counting, Expectation, Unmeasurable};
use super::metrics::Metrics;
use super::simulation::{Arrivals, Simulation};
use crate::model::definition::StepKind;
use crate::model::graph::ProcessGraph;
use crate::model::value::{Duration, WorkSpan};

/// What is to be expected of a case: means over branches and loops, exactly. Times are in working minutes.
///
/// ```
/// use quytrinh::{Library, measure::{Context, Expected}};
/// # let text = "procedure: P-1\ntitle: Loan\nservice: {time-limit: {statutory: 2 hours}}\nsteps:\n  - {id: ask, title: Ask, role: applicant}\n  - {id: look, title: Look up, role: clerk, time: 1 hour, work: 10 minutes, next: [{to: lend, when: in}, {to: order, when: out, share: 20%}]}\n  - {id: order, title: Order, role: clerk, time: 2 hours, next: lend}\n  - {id: lend, title: Lend, role: clerk, time: 30 minutes}\n";
/// let library = Library::from_sources([("loan.yaml", text)]);
/// let expected = Expected::of(library.procedure("P-1").unwrap().graph(), &Context::of(&library))?;
/// assert_eq!((expected.steps, expected.touch), (3.2, 10.0 + 0.2 * 120.0 + 30.0));
/// assert_eq!((expected.elapsed, expected.on_time), (90.0 + 0.2 * 120.0, Some(0.8)));
/// # Ok::<(), quytrinh::measure::Unmeasurable>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Expected {
    /// Steps, those of the applicant included.
    pub steps: f64,
    /// Time worked by the agency: `work`, or else the time of the step. Waiting and software are left out.
    pub touch: f64,
    /// From the beginning to the end, nobody waiting for staff.
    pub elapsed: f64,
    /// The same, of which steps with a stopped clock take none.
    pub running: f64,
    /// Half of the cases take no longer, a stopped clock not counted.
    pub p50: f64,
    /// 95 % of the cases take no longer.
    pub p95: f64,
    /// The part of the cases within the published limit, a stopped clock not counted, and the limit as much longer as the
    /// flows say that a case takes; none without a limit, where it counts both days and working days, or where it can be
    /// extended again and again.
    pub on_time: Option<f64>,
    /// How many choices have no shares, so that they were assumed to be equal.
    pub assumed: usize,
}

impl Expected {
    /// What is to be expected of a procedure.
    ///
    /// # Errors
    /// If its flow is not sound, its shares are no chances, or there is more than can be followed.
    pub fn of(graph: &ProcessGraph, context: &Context) -> Result<Self, Unmeasurable> {
        let expectation = Expectation::in_weeks(graph, context.terms().week())?;
        let running = expectation.distribution(Counting::Running)?;
        let touch = |step: &crate::model::definition::Step| {
            let is_work = step.kind.is_none_or(|kind| kind == StepKind::Task) && !context.is_applicant(&step.role);
            let time = step.work.or_else(|| step.time.as_ref()?.value).filter(|_| is_work);
            time.map_or(0.0, |time| expectation.minutes(time))
        };
        Ok(Self {
            steps: expectation.steps(),
            touch: expectation.sum(touch),
            elapsed: expectation.elapsed(Counting::All)?,
            running: running.mean(),
            p50: running.quantile(0.5),
            p95: running.quantile(0.95),
            on_time: limit(graph).map_or(Ok(None), |limit| expectation.on_time(limit))?,
            assumed: expectation.assumed().len(),
        })
    }
}

/// The published limit, where it is one duration.
fn limit(graph: &ProcessGraph) -> Option<Duration> {
    let limit = graph.definition().service.as_ref()?.time_limit.as_ref()?;
    limit.committed.or(limit.statutory).or_else(|| limit.published().as_duration())
}

/// What a simulation of a procedure has shown. Times are in working minutes.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Simulated {
    /// Half of the cases took no longer, a stopped clock not counted.
    pub p50: f64,
    /// 95 % of the cases took no longer.
    pub p95: f64,
    /// The part of the cases within the published limit.
    pub on_time: Option<f64>,
    /// Whether cases waited for staff: the organisation says how many there are of some role, and the procedure how many
    /// dossiers come. Else every case has the office to itself.
    pub queues: bool,
}

/// How long a procedure takes: five figures, never one.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Times {
    /// The limit an applicant is promised.
    pub published: Option<WorkSpan>,
    /// The longest way from the start to an end.
    pub critical_path: WorkSpan,
    /// Expected touch time, expected elapsed time, share on time.
    pub expected: Option<Expected>,
    /// Half of the cases, 95 % of them, and how many are on time, when they are played.
    pub simulated: Option<Simulated>,
    /// Why nothing can be expected of a case.
    #[serde(skip)]
    pub why_not: Option<Unmeasurable>,
}

impl Times {
    /// All five figures; the simulation plays so many cases (10,000 are good for two digits), after a tenth of them that
    /// only fill the office. Dossiers come at random, as many in a year as the procedure says, on the working days of the
    /// week; holidays are not taken out.
    #[must_use]
    pub fn of(graph: &ProcessGraph, context: &Context, cases: usize, seed: u64) -> Self {
        let metrics = Metrics::within(graph, context);
        let expected = Expected::of(graph, context);
        let simulated = if cases == 0 { None } else { simulated(graph, context, cases, seed) };
        let why_not = expected.as_ref().err().cloned();
        Self { published: metrics.limit, critical_path: metrics.time, expected: expected.ok(), simulated, why_not }
    }
}

fn simulated(graph: &ProcessGraph, context: &Context, cases: usize, seed: u64) -> Option<Simulated> {
    let p = graph.definition();
    let week = context.terms().week();
    let mut simulation = Simulation::new(graph).weeks(week).work(|step| step.work).cases(cases).warm_up(cases / 10).seed(seed);
    let volume = p.service.as_ref().and_then(|s| s.volume.as_ref()).filter(|volume| volume.per_year.0 > 0);
    let mut queues = false;
    if let Some(volume) = volume {
        simulation = simulation.arrivals(Arrivals::PerDay(f64::from(volume.per_year.0) / week.days_of_a_year()));
        for step in &p.steps {
            if let Some(staff) = context.staff_of(&step.role).filter(|_| !context.is_applicant(&step.role)) {
                simulation = simulation.staff(step.role.as_str(), staff);
                queues = true;
            }
        }
    }
    if let Some(limit) = limit(graph) {
        simulation = simulation.limit(limit);
    }
    let outcome = simulation.run().ok()?;
    Some(Simulated { p50: outcome.ran.p50, p95: outcome.ran.p95, on_time: outcome.on_time, queues })
}
