//! Whether a process can hang, finish twice or never finish: decided exactly, and explained.
//!
//! A control-flow graph is *sound* when
//!
//! 1. from everything that can happen, the case can still be brought to its end: until no token is left;
//! 2. no flow ever holds two tokens, and no end is reached twice in a case;
//! 3. every node does something in some case.
//!
//! With one end this is the soundness of van der Aalst (The Application of Petri Nets to Workflow
//! Management, 1998); with several it is that of a graph whose ends meet in one inclusive join
//! (Kiepuszewski, ter Hofstede, van der Aalst, Fundamentals of control flow in workflows, 2003).
//! Choices are fair: what is possible again and again happens in the end. A step or parallel gateway
//! without a flow out is an end. An interruption takes all that there is and begins anew, what
//! was reached before not counted: each way into a process is sound or not for itself, and no
//! interruption excuses what hangs without it. Several graphs that send each other messages: [`together`].
//!
//! Graphs without inclusive gateways are always decided, and so are those in which these come in matching
//! pairs or there is no loop. What is left is looked at state by state, as far as [`Reason::TooManyStates`] says.
//!
//! ```
//! use quytrinh::soundness::{FaultKind, FlowGraph, Kind, Verdict, analyse};
//!
//! // A choice of two ways, and a join that waits for both.
//! let mut graph = FlowGraph::default();
//! let [start, split, a, b, join, end] =
//!     [Kind::Start, Kind::Exclusive, Kind::Step, Kind::Step, Kind::Parallel, Kind::End].map(|kind| graph.add(kind));
//! for (from, to) in [(start, split), (split, a), (split, b), (a, join), (b, join), (join, end)] {
//!     graph.connect(from, to);
//! }
//! let Verdict::Unsound(faults) = analyse(&graph) else { panic!() };
//! assert_eq!(faults[0].kind, FaultKind::Deadlock);
//! assert_eq!((faults[0].split, faults[0].join), (Some(split), join));
//! // Making the join exclusive mends it.
//! assert!(faults[0].fixes.iter().any(|fix| fix.node == join && fix.kind == Kind::Exclusive));
//! ```

#![allow(clippy::cast_possible_truncation, reason = "a graph has far fewer nodes and flows than 32 bits count")]

mod acyclic;
mod bounds;
mod certificate;
mod core;
mod explain;
mod explore;
mod fix;
mod game;
mod graph;
mod guide;
mod lists;
mod reduce;
pub(crate) mod rules;
pub(crate) mod say;
mod structure;
pub mod together;

use self::core::{Core, Entry, Op};
use acyclic::Answer;
use bounds::Trap;
use certificate::Proof;
use explain::Explainer;
use game::{Found, Game};
use guide::Guide;
use lists::Lists;
use reduce::Reduction;
use structure::Net;

pub use certificate::Certificate;
pub use graph::{Arc, FlowGraph, Kind};

/// What is known about the soundness of a graph.
#[derive(Debug, Clone)]
pub enum Verdict {
    /// It is sound; the certificate says why, and can be checked again.
    Sound(Certificate),
    /// It is not: at least one fault.
    Unsound(Vec<Fault>),
    /// Nothing starts, nothing exact applies and there are too many states to look at, or no run can be shown.
    Undecided(Reason),
}

/// What can go wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FaultKind {
    /// A join waits for what can no longer come.
    Deadlock,
    /// Work that was divided comes together without waiting: what follows is done twice.
    LackOfSynchronisation,
    /// A case gets to where it goes round for ever.
    EndlessLoop,
    /// A node that no case ever gets to.
    DeadStep,
    /// An end is reached while other work goes on that will reach it again.
    ImproperEnd,
}

/// One fault, with the way into it.
#[derive(Debug, Clone)]
pub struct Fault {
    /// What goes wrong.
    pub kind: FaultKind,
    /// Where the ways part, if there is one such place; the same as `join` where a choice runs out of
    /// ways, because all of them are bounded and lead back to it.
    pub split: Option<u32>,
    /// Where it shows: the join that waits or does not wait, the end, the step, the entry of the loop.
    pub join: u32,
    /// A way into it, firing by firing: a shortest one in a small graph, else one that was met first.
    /// Empty where no way leads there, or a choice runs out of ways. Of a masked fault, it is a way in
    /// the graph in which the first fix of what masks it is done.
    pub run: Vec<Firing>,
    /// Changes of one gateway that mend it; each was tried.
    pub fixes: Vec<Fix>,
    /// The fault that always comes first: only when it is mended can this one happen.
    pub masked_by: Option<usize>,
}

/// A node that acts: the flows it takes a token from, and those it gives one to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Firing {
    /// The node.
    pub node: u32,
    /// Flows in that lose a token.
    pub takes: Vec<u32>,
    /// Flows out that get one.
    pub gives: Vec<u32>,
}

/// Makes one node another kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fix {
    /// The node.
    pub node: u32,
    /// What it becomes.
    pub kind: Kind,
    /// Whether the whole graph is sound then, and not only without this fault.
    pub mends_all: bool,
}

/// Why no verdict with reasons is given on a graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Reason {
    /// There is no start.
    #[error("nothing starts the process")]
    NoStart,
    /// Inclusive gateways and a loop in no order that can be reduced, and more states than are looked at. Without a
    /// loop it takes many thousand gateways, each far from what decides on it.
    #[error("inclusive gateways and a loop without matching pairs, and more than {0} states")]
    TooManyStates(usize),
    /// Bounded flows on cycles, too many to say whether a case can use them up.
    #[error("too many bounded flows on cycles")]
    TooManyBounds,
    /// It is not sound, but no way into a fault was found, so that nothing can be shown.
    #[error("not sound, but no way into a fault was found")]
    NoRun,
}

/// States that are looked at where nothing else decides.
const MOST_STATES: usize = 20_000;
/// States that are looked at for the shortest way into a fault, and then for any way.
const NEAREST: usize = 40;
const ANY: usize = 300;
/// Edges up to which the shortest way is looked for.
const NEAR: usize = 200;
/// Edges above which states are not looked at one by one.
const LARGE: usize = 4096;
/// Edges up to which fixes are looked at for each of several faults.
const SMALL: usize = 40;

/// Decides whether a graph is sound, and explains what is wrong with it.
#[must_use]
pub fn analyse(graph: &FlowGraph) -> Verdict {
    let scene = Scene::of(graph);
    if scene.entries.len() == 1 && !graph.nodes().contains(&Kind::Start) {
        return Verdict::Undecided(Reason::NoStart);
    }
    let mut faults = scene.dead_steps();
    let traps = bounds::traps(graph, &scene.out);
    faults.extend(traps.iter().flatten().map(used_up));
    let mut proofs = Vec::new();
    let mut reason = traps.is_none().then_some(Reason::TooManyBounds);
    let cores = scene.cores();
    for core in &cores {
        match decide(core, MOST_STATES) {
            Decision::Sound(proof) => proofs.push(proof),
            Decision::Undecided(why) => reason = Some(why),
            Decision::Unsound(guide) => {
                let explainer = Explainer::of(graph, &scene.out, core);
                for fault in signs(&explainer, guide.as_ref()).iter().map(|found| explainer.fault(found)) {
                    if faults.iter().all(|f| (f.kind, f.join) != (fault.kind, fault.join)) {
                        faults.push(fault);
                    }
                }
                if faults.is_empty() {
                    reason = Some(Reason::NoRun);
                }
            }
        }
    }
    if !faults.is_empty() {
        fix::propose(&scene, &cores, &mut faults);
        return Verdict::Unsound(faults);
    }
    reason.map_or(Verdict::Sound(Certificate { proofs }), Verdict::Undecided)
}

/// Whether a graph is sound, without saying why not; `None` where it is not decided.
fn is_sound(graph: &FlowGraph) -> Option<bool> {
    let scene = Scene::of(graph);
    let traps = bounds::traps(graph, &scene.out);
    if !scene.is_reached() || traps.as_ref().is_some_and(|traps| !traps.is_empty()) {
        return Some(false);
    }
    let mut sound = traps.map(|_| true);
    for (entry, reached) in &scene.entries {
        match decide(&Core::of(graph, &scene.out, *entry, reached), NEAREST * 10) {
            Decision::Sound(_) => {}
            Decision::Unsound(_) => return Some(false),
            Decision::Undecided(_) => sound = None,
        }
    }
    sound
}

/// A graph, and what is reached from each of its entries.
struct Scene<'g> {
    graph: &'g FlowGraph,
    out: Lists,
    entries: Vec<(Entry, Vec<bool>)>,
}

impl<'g> Scene<'g> {
    fn of(graph: &'g FlowGraph) -> Self {
        let out = core::outgoing(graph);
        let interruptions = (0u32..).zip(graph.nodes()).filter(|(_, kind)| **kind == Kind::Interruption);
        // What an interruption leads to begins anew, with nothing else left.
        let entries = std::iter::once(Entry::Starts).chain(interruptions.map(|(node, _)| Entry::Interruption(node)));
        let entries = entries.map(|entry| (entry, core::reachable(graph, &out, entry))).collect();
        Self { graph, out, entries }
    }
    /// The core of what each entry leads to.
    fn cores(&self) -> Vec<Core> {
        self.entries.iter().map(|(entry, reached)| Core::of(self.graph, &self.out, *entry, reached)).collect()
    }
    fn is_reached(&self) -> bool {
        (0..self.graph.nodes().len()).all(|node| self.entries.iter().any(|(_, reached)| reached[node]))
    }

    /// Nodes that no flow leads to, the first of each part that hangs together.
    fn dead_steps(&self) -> Vec<Fault> {
        if self.is_reached() {
            return Vec::new();
        }
        let is_dead = |node: u32| !self.entries.iter().any(|(_, reached)| reached[node as usize]);
        let mut beside = vec![Vec::new(); self.graph.nodes().len()];
        for flow in self.graph.flows().iter().filter(|flow| is_dead(flow.from) && is_dead(flow.to)) {
            beside[flow.from as usize].push(flow.to);
            beside[flow.to as usize].push(flow.from);
        }
        let mut seen = vec![false; beside.len()];
        let mut faults = Vec::new();
        for node in (0..beside.len() as u32).filter(|node| is_dead(*node)) {
            if seen[node as usize] {
                continue;
            }
            faults.push(Fault {
                kind: FaultKind::DeadStep,
                split: None,
                join: node,
                run: Vec::new(),
                fixes: Vec::new(),
                masked_by: None,
            });
            let mut open = vec![node];
            while let Some(at) = open.pop() {
                if !std::mem::replace(&mut seen[at as usize], true) {
                    open.extend(&beside[at as usize]);
                }
            }
        }
        faults
    }
}

/// The fault of a case that can use up its ways on.
const fn used_up(trap: &Trap) -> Fault {
    let kind = if trap.goes_round { FaultKind::EndlessLoop } else { FaultKind::Deadlock };
    Fault { kind, split: Some(trap.node), join: trap.node, run: Vec::new(), fixes: Vec::new(), masked_by: None }
}

enum Decision {
    Sound(Proof),
    /// With a way into a fault, where the decision knows one.
    Unsound(Option<Guide>),
    Undecided(Reason),
}

/// Decides a core: by reduction; then gateway by gateway, where nothing goes round; else by structure,
/// where no gateway is inclusive; else state by state.
fn decide(core: &Core, most_states: usize) -> Decision {
    let mut reduction = Reduction::of(core);
    reduction.run();
    let mut waiting = None;
    loop {
        if reduction.is_done() {
            return Decision::Sound(Proof::Reduced { trace: reduction.trace });
        }
        let residue = reduction.residue();
        if waiting.is_none() {
            match acyclic::decide(&residue) {
                Some(Answer::Right(reasons)) => return Decision::Sound(Proof::Acyclic { trace: reduction.trace, reasons }),
                Some(Answer::Wrong(taken)) => {
                    return Decision::Unsound(Some(Guide::of(core, &reduction.trace, &residue, &taken)));
                }
                None => {}
            }
        }
        if !residue.ops.contains(&Op::Inclusive) {
            match Net::of(&residue).proof() {
                Some(invariants) => return Decision::Sound(Proof::Structure { trace: reduction.trace, invariants }),
                None if waiting.is_none() => return Decision::Unsound(None),
                // Ends that do not wait for each other are enough, but not needed.
                None => break,
            }
        }
        if waiting.is_some() {
            break;
        }
        waiting = Some((residue.into_core(), reduction.trace.clone()));
        if !reduction.with_one_end() {
            break;
        }
    }
    let Some((left, trace)) = waiting else { return Decision::Unsound(None) };
    let explored = Game::on(&left).explore(most_states, false, &[]);
    if !explored.found.is_empty() {
        Decision::Unsound(None)
    } else if !explored.complete {
        Decision::Undecided(Reason::TooManyStates(most_states))
    } else if explored.marked_all(&left) {
        Decision::Sound(Proof::States { trace })
    } else {
        Decision::Unsound(None)
    }
}

/// What is wrong with a core that is known to be unsound: the nearest signs, or else any.
fn signs(explainer: &Explainer, guide: Option<&Guide>) -> Vec<Found> {
    let game = explainer.game();
    let edges = game.core.edges.len();
    let mut found = Vec::new();
    if edges <= NEAR {
        found = explainer.explore(NEAREST, false).found;
    }
    // Plays that take the ways out of each choice in turn, each play in another order. Where the
    // decision knows a way, few of them, and none where inclusive joins make them long.
    let end = game.core.common_end();
    let has_inclusive = (0u32..).zip(&game.core.ops).any(|(node, op)| *op == Op::Inclusive && Some(node) != end);
    let plays = match guide {
        None => 32,
        Some(_) if has_inclusive => 0,
        Some(_) => 4,
    };
    for round in 0..plays {
        if !found.is_empty() || (round > 3 && edges <= LARGE) {
            break;
        }
        let mut turn = vec![0u32; game.core.ops.len()];
        found.extend(game.play(edges * 8, |node, ways| {
            let turn = &mut turn[node as usize];
            *turn += 1;
            let mixed = (node.wrapping_add(1)).wrapping_mul(0x9E37_79B9).rotate_left(round) >> 7;
            ways[(mixed.wrapping_mul(round.min(1)) + round + *turn - 1) as usize % ways.len()]
        }));
    }
    if found.is_empty() {
        found.extend(guide.and_then(|guide| guide.play(game)));
    }
    for (limit, persistent) in [(ANY, true), (MOST_STATES, false)] {
        if found.is_empty() && edges <= LARGE {
            found = explainer.explore(limit, persistent).found;
        }
    }
    found
}
