//! A procedure played with many cases at once, which wait for each other's officers.
//!
//! The ways are taken as [`Expectation`](super::Expectation) says, time-outs by the time that a step happens to take. What is added:
//!
//! - *Staff.* A role has so many persons; who has no number is not limited. Tasks wait in the order in which they came. A
//!   person is busy as long as the step takes, or as long as [`Simulation::work`] says; the step goes on by itself then.
//! - *Arrivals*, in working time: at fixed gaps, or at random at a rate (Poisson).
//! - *Step times*: as written, or random with what is written as their measure ([`StepTimes`]). A time-out waits from
//!   when the step is begun, for exactly what is written.
//! - *Calendar.* Without one, time is working time, as in `Expectation`. With one, work stops outside office hours, at weekly
//!   rest and on holidays, and days of the calendar go on.
//!
//! What is shown does not depend on the machine: the generator is xoshiro256++, times are whole numbers (1/70,000 of
//! a minute), and floats are used with nothing but operations that IEEE 754 rounds alike everywhere. The same seed gives
//! the same bytes. Means and queues are measured from the first case after the warm-up until the last one that is asked
//! for has come; further cases come until it is done, so that it meets the same offices. If these cannot keep up, no more
//! come than twice as many as are asked for.
//!
//! A case that takes a flow with `extends` has that much longer, each time.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "numbers of cases and ticks are far below the limits"
)]
#![allow(clippy::cast_precision_loss, clippy::cast_possible_wrap, reason = "ticks of many years are exact in a float")]

mod clock;
mod outcome;
mod program;
mod random;
mod run;

use self::clock::{Always, Office};
use self::program::Program;
use self::random::Random;
use self::run::{Plan, Run};
use super::expectation::net::{Net, TICKS};
use super::expectation::{self, Unmeasurable};
use crate::check::time::span::{Spent, Week};
use crate::model::definition::{CalendarDefinition, Step};
use crate::model::graph::ProcessGraph;
use crate::model::library::Library;
use crate::model::value::{Date, Duration, DurationUnit};
use std::collections::BTreeMap;

pub use outcome::{Figures, Outcome, PoolFigures};

/// When cases come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Arrivals {
    /// One after the other, always so long apart.
    Every(Duration),
    /// At random, so many a working day on the average.
    PerDay(f64),
}

/// How long steps take.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum StepTimes {
    /// What is written.
    #[default]
    Fixed,
    /// At random, exponentially, with the mean that is written.
    Exponential,
    /// Anything between two multiples of what is written.
    Uniform {
        /// The shortest, such as 0.5.
        from: f64,
        /// The longest, such as 1.5.
        to: f64,
    },
    /// Between two multiples of what is written, mostly near a third.
    Triangular {
        /// The shortest.
        from: f64,
        /// The most likely.
        mode: f64,
        /// The longest.
        to: f64,
    },
}

impl StepTimes {
    /// What to multiply the written time by, if by anything.
    #[inline]
    fn draw(self, random: &mut Random) -> Option<f64> {
        let factor = match self {
            Self::Fixed => return None,
            Self::Exponential => random.exponential(),
            Self::Uniform { from, to } => from + (to - from) * random.unit(),
            Self::Triangular { from, mode, to } => random.triangular(from, mode, to),
        };
        Some(factor.max(0.0))
    }
}

/// A simulation of one procedure, to be set up and run.
///
/// ```
/// use quytrinh::measure::simulation::{Arrivals, Simulation, StepTimes};
/// use quytrinh::Library;
/// # let text = "procedure: P-1\ntitle: Loan\nsteps:\n  - {id: ask, title: Ask, role: reader}\n  - {id: look, title: Look up, role: clerk, time: 10 minutes, next: [{to: lend, when: in, share: 90%}, {to: order, when: out, share: 10%}]}\n  - {id: order, title: Order, role: clerk, time: 2 hours}\n  - {id: lend, title: Lend, role: clerk, time: 5 minutes}\n";
/// let library = Library::from_sources([("loan.yaml", text)]);
/// let outcome = Simulation::new(library.procedure("P-1").unwrap().graph())
///     .staff("clerk", 2)
///     .arrivals(Arrivals::PerDay(20.0))
///     .times(StepTimes::Exponential)
///     .limit("3 hours".parse()?)
///     .warm_up(1_000)
///     .cases(10_000)
///     .seed(7)
///     .run()?;
/// // 20 cases of 27 minutes for two clerks of 480 minutes.
/// assert!((outcome.pools[0].utilisation - 0.5625).abs() < 0.03);
/// assert!(outcome.on_time.unwrap() > 0.9 && outcome.elapsed.p50 < outcome.elapsed.p95);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Simulation<'g> {
    graph: &'g ProcessGraph,
    week: Week,
    staff: BTreeMap<String, u32>,
    arrivals: Arrivals,
    times: StepTimes,
    work: Box<dyn Fn(&Step) -> Option<Duration> + 'g>,
    office: Option<Office>,
    limit: Option<Duration>,
    cases: usize,
    warm_up: usize,
    seed: u64,
}

impl<'g> Simulation<'g> {
    /// A simulation in usual working weeks, without a calendar, where nobody waits for anybody: 1,000 cases, one a working day.
    #[must_use]
    pub fn new(graph: &'g ProcessGraph) -> Self {
        Self {
            graph,
            week: Week::USUAL,
            staff: BTreeMap::new(),
            arrivals: Arrivals::Every(Duration::of(1, DurationUnit::WorkingDay)),
            times: StepTimes::Fixed,
            work: Box::new(|_| None),
            office: None,
            limit: None,
            cases: 1_000,
            warm_up: 0,
            seed: 0,
        }
    }
    /// Takes the working week from the calendar of a library, and with a first day its holidays too.
    #[must_use]
    pub fn calendar(mut self, library: &Library, from: Option<Date>) -> Self {
        self.week = Week::of(library);
        self.office =
            library.calendar().zip(from).map(|(calendar, from): (&CalendarDefinition, Date)| Office::of(calendar, from));
        self
    }
    pub(super) const fn weeks(mut self, week: Week) -> Self {
        self.week = week;
        self
    }
    /// How many persons do the steps of a role; none means that it is not limited, as an applicant is not.
    #[must_use]
    pub fn staff(mut self, role: &str, persons: u32) -> Self {
        if persons == 0 {
            self.staff.remove(role);
        } else {
            self.staff.insert(role.to_owned(), persons);
        }
        self
    }
    /// When cases come.
    #[must_use]
    pub const fn arrivals(mut self, arrivals: Arrivals) -> Self {
        self.arrivals = arrivals;
        self
    }
    /// How long steps take.
    #[must_use]
    pub const fn times(mut self, times: StepTimes) -> Self {
        self.times = times;
        self
    }
    /// For how much of its time somebody is busy with a step, where that is not all of it.
    #[must_use]
    pub fn work(mut self, work: impl Fn(&Step) -> Option<Duration> + 'g) -> Self {
        self.work = Box::new(work);
        self
    }
    /// The limit that cases should keep: in working time, or by the calendar if there is one.
    #[must_use]
    pub const fn limit(mut self, limit: Duration) -> Self {
        self.limit = Some(limit);
        self
    }
    /// How many cases are measured.
    #[must_use]
    pub const fn cases(mut self, cases: usize) -> Self {
        self.cases = cases;
        self
    }
    /// How many cases come before the first that is measured, so that offices are as busy as they will be.
    #[must_use]
    pub const fn warm_up(mut self, cases: usize) -> Self {
        self.warm_up = cases;
        self
    }
    /// Where random numbers begin.
    #[must_use]
    pub const fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Plays it.
    ///
    /// # Errors
    /// If the flow is not sound, the shares of a choice are no chances, or a loop is never left.
    pub fn run(&self) -> Result<Outcome, Unmeasurable> {
        let net = Net::of(self.graph, self.week, &self.work)?;
        expectation::ends(&net)?;
        let pools: Vec<(String, u32)> = self.staff.iter().map(|(role, persons)| (role.clone(), *persons)).collect();
        let steps = &self.graph.definition().steps;
        let pool_of = |step: usize| {
            let role = steps.get(step)?.role.as_str();
            pools.iter().position(|(other, _)| other == role).map(|pool| pool as u32)
        };
        let program = Program::of(net, self.graph, &pool_of);
        let ticks = |spent: Spent| u64::try_from(spent.weight(self.week)).unwrap_or(u64::MAX);
        // What is written in working time, on the wall: a week of the calendar for a week of work.
        let wall_day = expectation::net::TICKS * 24 * 60;
        let on_wall = |by: Duration| {
            let week = ticks(Spent::of(Duration::of(7, DurationUnit::Day))).max(1);
            let proportional = u128::from(ticks(Spent::of(by))) * u128::from(wall_day) * 7 / u128::from(week);
            expectation::net::calendar_ticks(by).unwrap_or(proportional as u64)
        };
        let extensions: Vec<[u64; 2]> =
            program.net.extensions.iter().map(|extension| [ticks(Spent::of(extension.by)), on_wall(extension.by)]).collect();
        let day = ticks(Spent::of(Duration::of(1, DurationUnit::WorkingDay)));
        let gap = match self.arrivals {
            Arrivals::Every(gap) => ticks(Spent::of(gap)) as f64,
            // Slower than one in a million days is never.
            Arrivals::PerDay(cases) => day as f64 / cases.max(1e-6),
        };
        let by_calendar = |limit: Duration| !limit.is_working_time() && self.office.is_some();
        let limit = self.limit.map(|limit| {
            let on_wall = by_calendar(limit).then(|| expectation::net::calendar_ticks(limit)).flatten();
            (on_wall.unwrap_or_else(|| ticks(Spent::limit(limit))), on_wall.is_some())
        });
        let plan = Plan {
            program: &program,
            pools: &pools,
            arrivals: self.arrivals,
            gap,
            times: self.times,
            cases: self.cases,
            warm_up: self.warm_up,
            seed: self.seed,
            limit,
            extensions: &extensions,
            day,
        };
        Ok(match &self.office {
            Some(office) => Run::new(&plan, office).run(),
            None => Run::new(&plan, &Always).run(),
        })
    }
}

const _: () = assert!(TICKS == 70_000, "the documentation says so");
