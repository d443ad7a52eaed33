//! What is to be expected of a procedure: how often each step is done, what that adds up to, how long a case takes.
//!
//! A case begins at the first step. Where the ways part it goes by their shares:
//!
//! | where | what is taken |
//! |---|---|
//! | exclusive choice | one way, by its `share`; ways without one share equally what is left to 100 % |
//! | inclusive split | each way by its `share`, whatever the others do, given that at least one is taken; without a share 50 %, so that every set of ways is equally likely if none has one |
//! | parallel split | every way |
//! | `at-most` | a way counts until it was taken so often in the case; then the others are taken in proportion to their shares, or equally if they have none |
//! | `timeout` | taken if the step takes longer than is waited, or has no other way: of fixed times it is always so or never |
//! | interruption | left out: a case that is interrupted is not one of those that are measured |
//!
//! Times are put on one axis, that of working time: seven days of the calendar are the working hours of one week (five
//! working days of 480 minutes, unless the calendar of the library says otherwise). Steps that share a time take it together,
//! once: the first of them takes all of it, and the step that has it takes it again each time it is done again. A step is
//! left when its time-out is over.
//!
//! Everything is exact. Visits are those of an absorbing Markov chain, solved without subtraction (Grassmann, Taksar and Heyman);
//! branches that run side by side are over when the latest is: the distribution of each is computed, and the latest of
//! them from the product of their distributions, never from their means. Loops have no last round: they are followed until less
//! than 10⁻²⁴ of the cases are left at a moment, less than 10⁻¹⁸ in all. Branches that do not come together block by block are followed
//! together, moment by moment. What would take more than a million moments is [`Unmeasurable::TooMuch`], never a
//! figure that is about right.

#![allow(clippy::cast_possible_truncation, reason = "a graph has far fewer nodes and flows than 32 bits count")]
#![allow(clippy::cast_precision_loss, reason = "ticks of many years are exact in a float")]

mod blocks;
mod chain;
mod distribution;
mod explore;
pub(super) mod net;

use self::blocks::Blocks;
use self::explore::{Course, Explorer, Lasts, Until};
use self::net::{Extension, NONE, Net, Split, TICKS};
use crate::check::time::span::{Spent, Week};
use crate::model::definition::Step;
use crate::model::finding::{Finding, Path};
use crate::model::graph::ProcessGraph;
use crate::model::library::{Library, Procedure};
use crate::model::value::{Duration, Language, Message, Percent, message};

pub use distribution::Distribution;
pub(super) use explore::chances;

/// Longer than any case takes, in ticks: 500 years of working days. A million times that still is a number.
const FOR_EVER: u64 = 1 << 42;

/// Why nothing can be expected of a procedure.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unmeasurable {
    /// There are no steps.
    #[error("there are no steps")]
    Empty,
    /// A case can hang, or finish twice: [`soundness`](crate::soundness) says where.
    #[error("the flow is not sound")]
    Unsound,
    /// The shares of a choice, or one share, are more than 100 %.
    #[error("the shares add up to {total}, more than 100 %")]
    SharesOver {
        /// The share with which it becomes too much: `steps[3].next[1].share`.
        at: Path,
        /// What they add up to.
        total: Percent,
    },
    /// The shares of a choice are less than 100 %, and there is no way without one.
    #[error("the shares add up to {total}, less than 100 %, and every way has one")]
    SharesUnder {
        /// The ways: `steps[3].next`.
        at: Path,
        /// What they add up to.
        total: Percent,
    },
    /// A loop that is left in 0 % of the cases.
    #[error("no case ever leaves the loop: all shares lead back")]
    Endless {
        /// The way that is always taken: `steps[3].next[1].share`.
        at: Path,
    },
    /// Branches, loops and bounds together are more than can be followed.
    #[error("more than {most} states")]
    TooMuch {
        /// So many were looked at.
        most: usize,
    },
}

impl Unmeasurable {
    /// Where it is written, if it is in one place.
    #[must_use]
    pub const fn path(&self) -> Option<&Path> {
        match self {
            Self::SharesOver { at, .. } | Self::SharesUnder { at, .. } | Self::Endless { at } => Some(at),
            _ => None,
        }
    }
    /// What is wrong, in both languages.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Empty => message!(vi: "quy trình không có bước nào", en: "the procedure has no steps"),
            Self::Unsound => message!(
                vi: "luồng công việc không đúng đắn nên không tính được giá trị trung bình",
                en: "the flow is not sound, so that nothing can be expected of it"
            ),
            Self::SharesOver { total, .. } | Self::SharesUnder { total, .. } => {
                let over = matches!(self, Self::SharesOver { .. });
                let (vi, en) = (total.to(&Language::Vi), total.to(&Language::En));
                let (vi_how, en_how) = if over { ("vượt quá", "more than") } else { ("chưa đủ", "less than") };
                message!(
                    vi: "tỷ lệ các nhánh là {vi}, {vi_how} 100%: không tính được số lần thực hiện và thời gian trung bình",
                    en: "the shares are {en}, {en_how} 100 %: no visits and no times can be expected"
                )
            }
            Self::Endless { .. } => message!(
                vi: "mọi hồ sơ đều quay lại vòng lặp này, không hồ sơ nào ra được: không tính được thời gian trung bình",
                en: "every case goes round this loop again and none ever leaves it: no time can be expected"
            ),
            Self::TooMuch { most } => message!(
                vi: "các nhánh song song, vòng lặp và giới hạn tạo ra hơn {most} trạng thái: không tính chính xác được",
                en: "parallel branches, loops and bounds make more than {most} states: no exact figure can be given"
            ),
        }
    }
}

/// What counts as time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Counting {
    /// All of it: what an applicant sees.
    #[default]
    All,
    /// Steps with a stopped clock take no time: what is set against a time limit.
    Running,
}

/// What is to be expected of a procedure.
///
/// ```
/// use quytrinh::measure::{Counting, Expectation};
/// use quytrinh::Library;
/// # let text = "procedure: P-1\ntitle: Loan\nsteps:\n  - {id: ask, title: Ask, role: reader, time: 10 minutes}\n  - {id: look, title: Look up, role: clerk, time: 1 hour, next: [{to: lend, when: in}, {to: mend, when: torn, share: 20%}]}\n  - {id: mend, title: Mend, role: binder, time: 2 working days, clock: stopped, next: look}\n  - {id: lend, title: Lend, role: clerk, time: 5 minutes}\n";
/// let library = Library::from_sources([("loan.yaml", text)]);
/// // One book in five is torn: it is mended, and looked up again.
/// let expected = Expectation::of(library.procedure("P-1").unwrap().graph())?;
/// assert_eq!(expected.visits("look"), Some(1.25));
/// assert_eq!(expected.steps(), 3.5);
/// assert_eq!(expected.elapsed(Counting::All)?, 10.0 + 1.25 * 60.0 + 0.25 * 960.0 + 5.0);
/// let times = expected.distribution(Counting::Running)?;
/// assert_eq!(times.quantile(0.5), 75.0);
/// assert!((times.share_within("2 hours".parse()?) - 0.8).abs() < 1e-12);
/// // What is not said is assumed, and said to be.
/// assert_eq!(expected.assumed()[0].to_string(), "steps[1].next");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Expectation<'g> {
    graph: &'g ProcessGraph,
    week: Week,
    net: Net,
    blocks: Blocks,
    /// What happens from the beginning to the end, each block taken as one node.
    course: Course,
    /// By node, what is in blocks too.
    visits: Vec<f64>,
}

impl<'g> Expectation<'g> {
    /// What is to be expected of a procedure, in usual working weeks.
    ///
    /// # Errors
    /// If its flow is not sound, its shares are no chances, or there is more than can be followed.
    pub fn of(graph: &'g ProcessGraph) -> Result<Self, Unmeasurable> {
        Self::all_of(graph, Week::USUAL)
    }

    /// The same, in the working weeks of the calendar of a library.
    ///
    /// # Errors
    /// As those of [`Self::of`].
    pub fn of_library(library: &Library, graph: &'g ProcessGraph) -> Result<Self, Unmeasurable> {
        Self::all_of(graph, Week::of(library))
    }

    /// The same, in these working weeks.
    pub(super) fn in_weeks(graph: &'g ProcessGraph, week: Week) -> Result<Self, Unmeasurable> {
        Self::all_of(graph, week)
    }

    fn all_of(graph: &'g ProcessGraph, week: Week) -> Result<Self, Unmeasurable> {
        Self::of_net(graph, week, Net::of(graph, week, &|_| None)?)
    }

    fn of_net(graph: &'g ProcessGraph, week: Week, net: Net) -> Result<Self, Unmeasurable> {
        let blocks = Blocks::of(&net);
        let explorer = Explorer { net: &net, shortcuts: &blocks.shortcuts, lasts: &[], alone: false, until: Until::Over };
        let course = explorer.untimed(&net.begins)?;
        let mut visits = vec![0.0; net.places.len()];
        course.add_visits(1.0, &mut visits).map_err(|nodes| endless(&net, &nodes))?;
        if !course.exits.is_empty() {
            return Err(Unmeasurable::Unsound);
        }
        blocks.visits(&mut visits).map_err(|nodes| endless(&net, &nodes))?;
        Ok(Self { graph, week, net, blocks, course, visits })
    }

    /// Every step with how often a case comes to it, in the order of the definition.
    pub fn each(&self) -> impl Iterator<Item = (&'g Step, f64)> {
        let graph = self.graph;
        graph.step_nodes().zip(&graph.definition().steps).map(|(node, step)| (step, self.visits[node.index()]))
    }
    /// How often a case comes to a step; none if there is no such step.
    #[must_use]
    pub fn visits(&self, step: &str) -> Option<f64> {
        Some(self.visits[self.graph.node_of(step)?.index()])
    }
    /// How many steps are done in a case.
    #[must_use]
    pub fn steps(&self) -> f64 {
        self.sum(|_| 1.0)
    }
    /// What steps add up to in a case, where each has this weight: its cost, or the time somebody works on it.
    #[must_use]
    pub fn sum(&self, weight: impl Fn(&Step) -> f64) -> f64 {
        self.each().map(|(step, visits)| if visits > 0.0 { visits * weight(step) } else { 0.0 }).sum()
    }
    /// A duration on the axis of working time, in minutes.
    #[must_use]
    pub fn minutes(&self, duration: Duration) -> f64 {
        Spent::of(duration).weight(self.week) as f64 / TICKS as f64
    }
    /// The choices, each by its `next`, where a share is missing and was taken for granted.
    #[must_use]
    pub fn assumed(&self) -> &[Path] {
        &self.net.assumed
    }

    /// How long a case takes from beginning to end, in working minutes; without anybody waiting for staff.
    ///
    /// # Errors
    /// If branches that run side by side are more than can be followed.
    pub fn elapsed(&self, counting: Counting) -> Result<f64, Unmeasurable> {
        let lasts = self.lasts(counting)?;
        if self.course.widest > 1 {
            return Ok(self.follow(&lasts)?.mean());
        }
        Ok(self.course.mean(&lasts).unwrap_or_default() / TICKS as f64)
    }

    /// How long cases take, and how many of them so long.
    ///
    /// # Errors
    /// If loops and branches make more different times than can be followed.
    pub fn distribution(&self, counting: Counting) -> Result<Distribution, Unmeasurable> {
        self.follow(&self.lasts(counting)?)
    }

    /// The part of the cases that keep a limit, a stopped clock not counted; a case that takes a flow with `extends` has that
    /// much longer. None where a case can take such flows again and again, or there are more than six of them.
    ///
    /// # Errors
    /// As those of [`Self::distribution`].
    pub fn on_time(&self, limit: Duration) -> Result<Option<f64>, Unmeasurable> {
        let there = |extension: &&Extension| self.visits[extension.node as usize] > 0.0;
        let extensions: Vec<Extension> = self.net.extensions.iter().filter(there).copied().collect();
        let again = |extension: &Extension| extension.most != Some(1) && self.net.is_on_loop(extension.node);
        if extensions.len() > 6 || extensions.iter().any(again) {
            return Ok(None);
        }
        let sets = 1usize << extensions.len();
        // The part that takes no other of these flows than those of a set, and is done by then: the others are made so long
        // that who takes one is late.
        let mut alone = Vec::with_capacity(sets);
        for set in 0..sets {
            let closed = |node: u32| extensions.iter().enumerate().any(|(i, e)| e.node == node && set & (1 << i) == 0);
            alone.push(self.follow(&self.lasts_where(Counting::Running, |node| if closed(node) { FOR_EVER } else { 0 })?)?);
        }
        let mut on_time = 0.0;
        for taken in 0..sets {
            let longer = extensions.iter().enumerate().filter(|(i, _)| taken & (1 << i) != 0);
            let longer: i128 = longer.map(|(_, extension)| Spent::of(extension.by).weight(self.week)).sum();
            // All of them were taken: none was left out (inclusion and exclusion).
            for within in (0..sets).filter(|within| within & !taken == 0) {
                let part = alone[within].share_within_longer(limit, longer);
                on_time += if (taken ^ within).count_ones() % 2 == 0 { part } else { -part };
            }
        }
        Ok(Some(on_time.clamp(0.0, 1.0)))
    }

    fn lasts(&self, counting: Counting) -> Result<Vec<Lasts>, Unmeasurable> {
        self.lasts_where(counting, |_| 0)
    }
    /// How long nodes take, some of them longer.
    fn lasts_where(&self, counting: Counting, longer: impl Fn(u32) -> u64) -> Result<Vec<Lasts>, Unmeasurable> {
        self.blocks.durations(&self.net, |node| {
            let takes = self.net.takes[node as usize];
            let own = if takes.stopped && counting == Counting::Running { 0 } else { takes.lasts() };
            own + longer(node)
        })
    }
    fn follow(&self, lasts: &[Lasts]) -> Result<Distribution, Unmeasurable> {
        let begins = Distribution::at(0);
        let times = if self.course.widest > 1 {
            let explorer =
                Explorer { net: &self.net, shortcuts: &self.blocks.shortcuts, lasts, alone: false, until: Until::Over };
            explorer.timed(&begins, &self.net.begins)?
        } else {
            self.course.timed(&begins, lasts)?
        };
        Ok(times.within_week(self.week))
    }
}

/// Whether every case ends, as far as that can be followed.
pub(super) fn ends(net: &Net) -> Result<(), Unmeasurable> {
    let blocks = Blocks::of(net);
    let explorer = Explorer { net, shortcuts: &blocks.shortcuts, lasts: &[], alone: false, until: Until::Over };
    let mut visits = vec![0.0; net.places.len()];
    match explorer.untimed(&net.begins) {
        Ok(course) if !course.exits.is_empty() => Err(Unmeasurable::Unsound),
        Ok(course) => {
            let ends = course.add_visits(1.0, &mut visits).and_then(|()| blocks.visits(&mut visits));
            ends.map_err(|nodes| endless(net, &nodes))
        }
        Err(Unmeasurable::TooMuch { .. }) => Ok(()),
        Err(error) => Err(error),
    }
}

/// A loop of these nodes that is never left, at the share that leads back.
fn endless(net: &Net, nodes: &[u32]) -> Unmeasurable {
    let outs = |node: &u32| &net.outs[*node as usize];
    let choices = || nodes.iter().filter(|node| net.places[**node as usize].split == Split::One && outs(node).len() > 1);
    // A choice that has a way out, which is never taken, before one that stays within the loop.
    let leaves = |node: &&u32| outs(node).iter().any(|way| !nodes.contains(&net.ways[*way as usize].to));
    let of = choices().filter(leaves).chain(choices());
    let mut back = of.flat_map(outs).filter(|way| net.ways[**way as usize].share > 0.0);
    let path = back.find_map(|way| net.share_path(*way));
    // Without a choice it is a loop of steps alone: the first of them.
    let step = || nodes.iter().map(|node| net.places[*node as usize].step).filter(|step| *step != NONE).min();
    let at = path.or_else(|| step().map(|step| Path::root().key("steps").index(step as usize)));
    Unmeasurable::Endless { at: at.unwrap_or_else(|| Path::root().key("steps")) }
}

/// Loops that no case leaves (`measure/endless`), so that nothing can be expected of a procedure; everything else can still
/// be measured. Choices whose shares are no chances hide none: there every way is taken to be possible.
///
/// That shares are no chances and that a flow is not sound is said by the check.
#[must_use]
pub fn findings(procedure: &Procedure) -> Vec<Finding> {
    let (graph, week) = (procedure.graph(), Week::USUAL);
    let net = Net::in_spite_of_shares(graph, week);
    let error = net.and_then(|net| Expectation::of_net(graph, week, net)).err();
    let endless = error.filter(|error| matches!(error, Unmeasurable::Endless { .. }));
    let finding = |error: Unmeasurable| {
        let path = error.path()?.clone();
        Some(Finding::error("measure/endless", procedure.source(), path, error.message()))
    };
    endless.and_then(finding).into_iter().collect()
}
