//! How dossiers went, held against the procedure as it is modelled: an optimal alignment of each with it.
//!
//! An alignment plays a dossier's events on the procedure. Each event is a step of it that is done then (*synchronous*),
//! or one that the procedure does not know there (*extra*); a step that has to be done so that the case can go on and end,
//! and has no event, was *skipped*. Extra events and skipped steps cost, one each unless [`Costs`] says otherwise; choices, joins
//! and steps that leave no record cost nothing. What is returned costs the least of all that is possible, so that it is 0
//! exactly if the dossier went as modelled.
//!
//! A dossier goes as modelled when it begins at the start and comes to an end, no work left open; an interruption may come
//! whenever the procedure allows it, and a step that is left by its time-out may have left an event or none. A dossier that has
//! not ended goes as modelled as long as it can still come to an end: what follows costs nothing. Bounds of flows
//! are kept. Everything is exact; what cannot be decided within a number of states has a lower and an upper bound
//! ([`Alignment::least`], [`Alignment::most`]).
//!
//! Optimal alignments are those of Adriansyah (Aligning observed and modeled behavior, 2014).

#![allow(clippy::cast_possible_truncation, reason = "a procedure and a trace have far fewer parts than 32 bits count")]

mod bits;
mod conformance;
mod follows;
mod net;
mod search;
mod space;

use self::net::Net;
use self::search::Tells;
use self::space::{Action, Space};
use crate::model::definition::Step;
use crate::model::graph::ProcessGraph;
use crate::model::value::Message;
use crate::model::value::message;

pub use conformance::{Cases, Conformance, ExtraActivity, SkippedStep, TakenWay, Variant};

/// States that are looked at for one dossier, unless something else is said.
pub const MOST_STATES: usize = 200_000;

/// What is remembered of a procedure at the most, before it is looked at anew.
const MOST_KEPT: usize = 4_000_000;

/// What deviations cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Costs {
    /// A step that was skipped.
    pub skipped: u8,
    /// An event that the procedure does not know there.
    pub extra: u8,
}

impl Default for Costs {
    fn default() -> Self {
        Self { skipped: 1, extra: 1 }
    }
}

/// Why nothing can be aligned with a procedure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unalignable {
    /// There are no steps.
    #[error("there are no steps")]
    Empty,
    /// A case can hang, or finish twice: [`soundness`](crate::soundness) says where.
    #[error("the flow is not sound")]
    Unsound,
    /// Not even the shortest way to an end is found.
    #[error("no way to an end within {most} states")]
    TooMuch {
        /// So many were looked at.
        most: usize,
    },
}

impl Unalignable {
    /// What is wrong, in both languages.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Empty => message!(vi: "quy trình không có bước nào", en: "the procedure has no steps"),
            Self::Unsound => message!(
                vi: "luồng công việc không đúng đắn nên không đối chiếu được hồ sơ với quy trình",
                en: "the flow is not sound, so that no dossier can be held against it"
            ),
            Self::TooMuch { most } => message!(
                vi: "không tìm được đường tới điểm kết thúc trong {most} trạng thái: không đối chiếu được hồ sơ với quy trình",
                en: "no way to an end is found within {most} states, so that no dossier can be held against the procedure"
            ),
        }
    }
}

/// A part of an alignment. Events are known by their place in the trace.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Move<'g> {
    /// A step is done, and recorded.
    Synchronous {
        /// The event.
        event: usize,
        /// The step.
        step: &'g Step,
    },
    /// A step that has no event.
    Skipped(&'g Step),
    /// An event that is no step there.
    Extra {
        /// The event.
        event: usize,
    },
}

/// How a dossier went, played on its procedure at the least cost.
#[derive(Debug, Clone, PartialEq)]
pub struct Alignment<'g> {
    /// What happened, in an order that the procedure allows: a skipped step stands directly before what needs it, or at the end.
    pub moves: Vec<Move<'g>>,
    /// No alignment costs less.
    pub least: u64,
    /// What these moves cost: as much as [`Self::least`], unless it could not be decided.
    pub most: u64,
    /// What it costs if every event is extra, and the shortest way to an end is skipped step by step; of an open dossier, if
    /// every event is extra.
    pub empty: u64,
    /// States that were looked at.
    pub states: usize,
    /// Ways that were chosen: edges of the graph, and the number of the choice.
    ways: Vec<(u32, u32)>,
}

impl Alignment<'_> {
    /// What it costs; none if that is not decided.
    #[must_use]
    pub fn cost(&self) -> Option<u64> {
        (self.least == self.most).then_some(self.most)
    }
    /// Whether it went as modelled. What costs something in any case did not; none if that is not decided.
    #[must_use]
    pub fn conforms(&self) -> Option<bool> {
        if self.least > 0 { Some(false) } else { self.cost().map(|cost| cost == 0) }
    }
    /// One less the part that the cost is of that of an alignment in which nothing fits; none if it is not decided, or nothing
    /// can be wrong.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "a display figure")]
    pub fn fitness(&self) -> Option<f64> {
        self.cost().filter(|_| self.empty > 0).map(|cost| 1.0 - cost as f64 / self.empty as f64)
    }
}

/// A procedure that dossiers are aligned with. What was found out of it for one dossier is remembered for the next.
///
/// ```
/// use quytrinh::measure::alignment::{Aligner, Move};
/// use quytrinh::Library;
/// # let text = "procedure: P-1\ntitle: Loan\nsteps:\n  - {id: ask, title: Ask, role: reader}\n  - {id: look, title: Look up, role: clerk, next: [{to: lend, when: in}, {to: order, when: out}]}\n  - {id: order, title: Order, role: clerk}\n  - {id: sign, title: Sign, role: clerk, required-by: {act: L-1, article: 2}, next: lend}\n  - {id: lend, title: Lend, role: clerk}\n";
/// let library = Library::from_sources([("loan.yaml", text)]);
/// let mut aligner = Aligner::of(library.procedure("P-1").unwrap().graph())?;
/// // A book is ordered only if it is signed for; nobody did, and somebody phoned.
/// let found = aligner.align(&["ask", "look", "phone", "order", "lend"]);
/// assert_eq!(found.cost(), Some(2));
/// assert_eq!(found.fitness(), Some(0.75));
/// let skipped: Vec<&str> =
///     found.moves.iter().filter_map(|part| if let Move::Skipped(step) = part { Some(step.id.as_str()) } else { None }).collect();
/// assert_eq!(skipped, ["sign"]);
///
/// // Nine dossiers went as modelled.
/// let usual: &[&str] = &["ask", "look", "lend"];
/// let all = aligner.conformance([(usual, 9), (&["ask", "look", "phone", "order", "lend"], 1)]);
/// assert_eq!((all.conforming.part, all.conforming.of), (9, 10));
/// assert!(all.skipped[0].step.id == "sign" && !all.skipped[0].step.required_by.is_empty());
/// assert_eq!(all.extra[0].activity, "phone");
/// assert_eq!(all.ways[0].path.to_string(), "steps[1].next[0]");
/// assert_eq!((all.ways[0].taken.part, all.ways[0].taken.of), (9, 10));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Aligner<'g> {
    graph: &'g ProcessGraph,
    space: Space,
    costs: Costs,
    most_states: usize,
    /// How many recorded steps the shortest way to an end has.
    shortest: u32,
}

impl<'g> Aligner<'g> {
    /// For traces of the ids of steps, every deviation at the cost of one.
    ///
    /// # Errors
    /// If there are no steps, the flow is not sound, or no way to an end is found.
    pub fn of(graph: &'g ProcessGraph) -> Result<Self, Unalignable> {
        Self::with(graph, Costs::default(), |step| Some(step.id.as_str()))
    }

    /// The same with other costs and other names: `recorded` says which activity of a log a step is, none if it leaves no
    /// record. Several steps may be the same activity.
    ///
    /// # Errors
    /// As those of [`Self::of`].
    pub fn with(
        graph: &'g ProcessGraph,
        costs: Costs,
        recorded: impl Fn(&'g Step) -> Option<&'g str>,
    ) -> Result<Self, Unalignable> {
        let mut space = Space::new(Net::of(graph, &recorded)?).ok_or(Unalignable::Unsound)?;
        let first = space.first;
        let (shortest, _) = space.rest(first, MOST_STATES).ok_or(Unalignable::TooMuch { most: MOST_STATES })?;
        Ok(Self { graph, space, costs, most_states: MOST_STATES, shortest })
    }

    /// How many states are looked at for one dossier: [`MOST_STATES`] unless something else is said.
    #[must_use]
    pub const fn most_states(mut self, most: usize) -> Self {
        self.most_states = most;
        self
    }

    /// Aligns a dossier that ended: the activities that were recorded, in their order. Unknown ones are extra.
    pub fn align<S: AsRef<str>>(&mut self, trace: &[S]) -> Alignment<'g> {
        self.play(trace, Tells::All)
    }

    /// Aligns a dossier that has not ended with a beginning of the procedure: nothing has to follow the last event, and what
    /// stands before an event was skipped all the same. It never costs more than [`align`](Self::align).
    ///
    /// ```
    /// # use quytrinh::{Library, measure::alignment::Aligner};
    /// # let text = "procedure: P-1\ntitle: Loan\nsteps:\n  - {id: ask, title: Ask, role: reader}\n  - {id: sign, title: Sign, role: clerk}\n  - {id: lend, title: Lend, role: clerk}\n  - {id: return, title: Return, role: reader}\n";
    /// # let library = Library::from_sources([("loan.yaml", text)]);
    /// let mut aligner = Aligner::of(library.procedure("P-1").unwrap().graph())?;
    /// // The book was lent and is not back; nobody signed for it.
    /// assert_eq!(aligner.align_open(&["ask", "lend"]).cost(), Some(1));
    /// assert_eq!(aligner.align(&["ask", "lend"]).cost(), Some(2));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn align_open<S: AsRef<str>>(&mut self, trace: &[S]) -> Alignment<'g> {
        self.play(trace, Tells::Beginning)
    }

    fn play<S: AsRef<str>>(&mut self, trace: &[S], tells: Tells) -> Alignment<'g> {
        if self.space.size() > MOST_KEPT {
            // The same net cannot begin otherwise.
            if let Some(space) = Space::new(self.space.net.clone()) {
                self.space = space;
            }
        }
        let label = |activity: &S| self.space.net.label_of.get(activity.as_ref()).copied().unwrap_or(net::NONE);
        let labels: Vec<u32> = trace.iter().map(label).collect();
        let shortest = if tells == Tells::All { self.shortest } else { 0 };
        let empty = trace.len() as u64 * u64::from(self.costs.extra) + u64::from(shortest) * u64::from(self.costs.skipped);
        let costs = search::Costs { skipped: self.costs.skipped.into(), extra: self.costs.extra.into() };
        let found = search::align(&mut self.space, (&labels, tells), costs, self.most_states);
        let ways = conformance::ways(&self.space, &found.actions);
        let steps = &self.graph.definition().steps;
        let mut events = 0..trace.len();
        let moves = found.actions.iter().filter_map(|action| match action {
            Action::Extra => Some(Move::Extra { event: events.next()? }),
            Action::Recorded(next) => {
                Some(Move::Synchronous { event: events.next()?, step: steps.get(self.space.next(*next).step as usize)? })
            }
            Action::Nothing => None,
            Action::Unrecorded(next) => steps.get(self.space.next(*next).step as usize).map(Move::Skipped),
        });
        Alignment { moves: moves.collect(), least: found.least, most: found.most, empty, states: found.states, ways }
    }

    /// Aligns many dossiers that ended: traces, each with how many went that way. The same trace is aligned once.
    pub fn conformance<'t, S: AsRef<str> + 't>(&mut self, traces: impl IntoIterator<Item = (&'t [S], u64)>) -> Conformance<'g> {
        let ended = |(trace, ended)| (trace, Cases { ended, open: 0 });
        conformance::of(self, traces.into_iter().map(ended))
    }

    /// The same with dossiers that have not ended beside those that have.
    pub fn conformance_with_open<'t, S: AsRef<str> + 't>(
        &mut self,
        traces: impl IntoIterator<Item = (&'t [S], Cases)>,
    ) -> Conformance<'g> {
        conformance::of(self, traces)
    }
}
