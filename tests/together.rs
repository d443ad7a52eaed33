//! Parties that send each other messages: the decision against one that looks at every state, and every run replayed.
//!
//! `QUYTRINH_CASES=100000 cargo test --release --test together` tries so many.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, clippy::needless_for_each)]

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use quytrinh::soundness::together::{Act, Fault, FaultKind, Message, Outcome, Party, Reason, analyse};
use quytrinh::soundness::{FlowGraph, Kind, Verdict, analyse as analyse_alone};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Where all parties are: tokens by party and flow, who began by itself, and messages that wait.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
struct State {
    tokens: BTreeSet<(usize, u32)>,
    begun: BTreeSet<usize>,
    messages: BTreeMap<usize, u32>,
}

/// What the oracle says of parties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Sound,
    Unsound,
    Unknown,
}

/// The rules, word for word: no order is preferred, every message is counted.
struct Rules<'a> {
    parties: &'a [Party],
    messages: &'a [Message],
}

impl Rules<'_> {
    fn kind(&self, (party, node): (usize, u32)) -> Kind {
        self.parties[party].graph.nodes()[node as usize]
    }
    fn into(&self, (party, node): (usize, u32)) -> Vec<u32> {
        (0u32..).zip(self.parties[party].graph.flows()).filter(|(_, f)| f.to == node).map(|(n, _)| n).collect()
    }
    fn out_of(&self, (party, node): (usize, u32)) -> Vec<u32> {
        (0u32..).zip(self.parties[party].graph.flows()).filter(|(_, f)| f.from == node).map(|(n, _)| n).collect()
    }
    fn awaited(&self, at: (usize, u32)) -> Vec<usize> {
        if !matches!(self.kind(at), Kind::Step | Kind::Start) {
            return Vec::new();
        }
        (0..self.messages.len()).filter(|m| self.messages[*m].to == at).collect()
    }
    fn rests(state: &State, party: usize) -> bool {
        state.tokens.iter().all(|(p, _)| *p != party)
    }

    /// Every act that is possible.
    fn acts(&self, state: &State) -> Vec<Act> {
        let mut acts = Vec::new();
        for (party, one) in self.parties.iter().enumerate() {
            for node in 0..u32::try_from(one.graph.nodes().len()).unwrap() {
                let at = (party, node);
                let (ins, outs) = (self.into(at), self.out_of(at));
                let here: Vec<u32> = ins.iter().copied().filter(|f| state.tokens.contains(&(party, *f))).collect();
                let awaited = self.awaited(at);
                let there: Vec<Option<usize>> = if awaited.is_empty() {
                    vec![None]
                } else {
                    awaited.iter().copied().filter(|m| state.messages.contains_key(m)).map(Some).collect()
                };
                let mut add = |takes: Vec<u32>, gives: Vec<u32>, reads| acts.push(Act { node: at, takes, gives, reads });
                match self.kind(at) {
                    Kind::Start if Self::rests(state, party) && !(awaited.is_empty() && state.begun.contains(&party)) => {
                        there.iter().for_each(|m| add(Vec::new(), outs.clone(), *m));
                    }
                    Kind::Start | Kind::Interruption => {}
                    Kind::Step => {
                        for flow in here {
                            there.iter().for_each(|m| add(vec![flow], outs.clone(), *m));
                        }
                    }
                    Kind::End => here.iter().for_each(|flow| add(vec![*flow], Vec::new(), None)),
                    Kind::Exclusive => {
                        for flow in here {
                            for out in &outs {
                                let next = (party, one.graph.flows()[*out as usize].to);
                                let awaited = self.awaited(next);
                                let is_open = awaited.is_empty() || awaited.iter().any(|m| state.messages.contains_key(m));
                                if is_open || !one.deferred.contains(&node) {
                                    add(vec![flow], vec![*out], None);
                                }
                            }
                        }
                    }
                    Kind::Parallel if !ins.is_empty() && here.len() == ins.len() => add(ins, outs, None),
                    Kind::Parallel => {}
                    Kind::Inclusive => panic!("not among those tried"),
                }
            }
        }
        acts
    }

    /// What comes of an act; nothing where it is not possible or a flow gets a second token.
    fn after(&self, state: &State, act: &Act) -> Option<State> {
        let (party, node) = act.node;
        let one = &self.parties[party];
        let mut next = state.clone();
        for flow in &act.takes {
            next.tokens.remove(&(party, *flow)).then_some(())?;
        }
        for (_, flows) in one.clears.iter().filter(|(n, _)| *n == node) {
            next.tokens.retain(|(p, flow)| *p != party || !flows.contains(flow));
        }
        if let Some(message) = act.reads {
            let count = next.messages.get_mut(&message)?;
            *count -= 1;
            if *count == 0 {
                next.messages.remove(&message);
            }
        } else if act.takes.is_empty() {
            next.begun.insert(party);
        }
        for flow in &act.gives {
            next.tokens.insert((party, *flow)).then_some(())?;
        }
        if next.tokens.iter().all(|(p, flow)| *p != party || one.idle.contains(flow)) {
            next.tokens.retain(|(p, _)| *p != party);
        }
        for (m, message) in self.messages.iter().enumerate() {
            if message.from == act.node && !self.awaited(message.to).is_empty() {
                *next.messages.entry(m).or_default() += 1;
            }
        }
        Some(next)
    }

    /// Whether a party waits for messages in a case while another could begin.
    fn is_mixed(&self, state: &State) -> bool {
        (0..self.parties.len()).any(|party| {
            let starts = (0u32..).zip(self.parties[party].graph.nodes()).filter(|(_, kind)| **kind == Kind::Start);
            let mut called = starts.flat_map(|(node, _)| self.awaited((party, node)));
            called.any(|m| state.messages.contains_key(&m)) && !Self::rests(state, party)
        })
    }
}

const MOST_STATES: usize = 4_000;
const MOST_WAITING: u32 = 4;

/// Looks at every state. Where a message is sent too often, or cases could mix, that state is not known.
fn answer(rules: &Rules) -> (Answer, bool) {
    let mut states = vec![State::default()];
    let mut numbers: HashMap<State, usize> = HashMap::from([(State::default(), 0)]);
    let mut edges: Vec<Vec<usize>> = Vec::new();
    let mut unknown: Vec<bool> = Vec::new();
    let mut begun: BTreeSet<usize> = BTreeSet::new();
    let mut is_mixed = false;
    while edges.len() < states.len() {
        let state = states[edges.len()].clone();
        let mixed = rules.is_mixed(&state);
        is_mixed |= mixed;
        let mut is_unknown = mixed || states.len() > MOST_STATES || state.messages.values().any(|count| *count > MOST_WAITING);
        let mut next = Vec::new();
        if !is_unknown {
            for act in rules.acts(&state) {
                let Some(after) = rules.after(&state, &act) else {
                    is_unknown = true;
                    continue;
                };
                if act.takes.is_empty() {
                    begun.insert(act.node.0);
                }
                next.push(*numbers.entry(after.clone()).or_insert_with(|| {
                    states.push(after);
                    states.len() - 1
                }));
            }
        }
        edges.push(next);
        unknown.push(is_unknown);
    }
    let mut before = vec![Vec::new(); states.len()];
    for (state, next) in edges.iter().enumerate() {
        next.iter().for_each(|to| before[*to].push(state));
    }
    let reach = |those: &dyn Fn(usize) -> bool| {
        let mut can = vec![false; states.len()];
        let mut open: Vec<usize> = (0..states.len()).filter(|s| those(*s)).collect();
        while let Some(state) = open.pop() {
            if !std::mem::replace(&mut can[state], true) {
                open.extend(&before[state]);
            }
        }
        can
    };
    let ends = reach(&|s| states[s].tokens.is_empty());
    let may_end = reach(&|s| states[s].tokens.is_empty() || unknown[s]);
    let is_known = unknown.iter().all(|unknown| !unknown);
    let answer = if may_end.contains(&false) {
        Answer::Unsound
    } else if !is_known {
        Answer::Unknown
    } else if ends.contains(&false) || begun.len() < rules.parties.len() {
        Answer::Unsound
    } else {
        Answer::Sound
    };
    (answer, is_mixed)
}

/// Plays the run of a fault; what waits at its end, and whether it waits for what is said.
fn replay(rules: &Rules, fault: &Fault) -> State {
    let mut state = State::default();
    for act in &fault.run {
        assert!(rules.acts(&state).contains(act), "{act:?} is not possible in {state:?}");
        state = rules.after(&state, act).unwrap();
    }
    for waiting in fault.waiting.iter().filter(|_| fault.kind == FaultKind::Waits) {
        assert!(!waiting.messages.is_empty() && waiting.messages.iter().all(|m| !state.messages.contains_key(m)));
        let (party, node) = waiting.node;
        assert!(rules.into((party, node)).iter().any(|flow| state.tokens.contains(&(party, *flow))), "{waiting:?}");
        if let Some(lost) = &waiting.lost {
            assert!(fault.run.contains(lost));
        }
    }
    state
}

/// A part of a process that is sound by itself: what it consists of.
#[derive(Debug, Clone)]
enum Block {
    Step,
    Sequence(Box<Block>, Box<Block>),
    Choice(Box<Block>, Box<Block>, bool),
    Both(Box<Block>, Box<Block>),
    Loop(Box<Block>),
    Skip(Box<Block>),
}

fn block() -> impl Strategy<Value = Block> {
    let leaf = Just(Block::Step);
    leaf.prop_recursive(3, 6, 2, |inner| {
        let two = (inner.clone(), inner.clone());
        prop_oneof![
            4 => two.clone().prop_map(|(a, b)| Block::Sequence(a.into(), b.into())),
            3 => (two.clone(), proptest::bool::weighted(0.7)).prop_map(|((a, b), deferred)| Block::Choice(a.into(), b.into(), deferred)),
            2 => two.prop_map(|(a, b)| Block::Both(a.into(), b.into())),
            1 => inner.clone().prop_map(|a| Block::Loop(a.into())),
            1 => inner.prop_map(|a| Block::Skip(a.into())),
        ]
    })
}

/// Adds a block behind a node; its last node.
fn add(party: &mut Party, from: u32, block: &Block) -> u32 {
    let graph = &mut party.graph;
    match block {
        Block::Step => {
            let step = graph.add(Kind::Step);
            graph.connect(from, step);
            step
        }
        Block::Sequence(a, b) => {
            let middle = add(party, from, a);
            add(party, middle, b)
        }
        Block::Choice(a, b, _) | Block::Both(a, b) => {
            let kind = if let Block::Both(..) = block { Kind::Parallel } else { Kind::Exclusive };
            let (split, join) = (graph.add(kind), graph.add(kind));
            graph.connect(from, split);
            if let Block::Choice(_, _, true) = block {
                party.deferred.push(split);
            }
            for branch in [a, b] {
                let last = add(party, split, branch);
                party.graph.connect(last, join);
            }
            join
        }
        Block::Loop(a) => {
            let (merge, choice) = (graph.add(Kind::Exclusive), graph.add(Kind::Exclusive));
            graph.connect(from, merge);
            let last = add(party, merge, a);
            party.graph.connect(last, choice);
            party.graph.connect(choice, merge);
            choice
        }
        Block::Skip(a) => {
            let (split, join) = (graph.add(Kind::Exclusive), graph.add(Kind::Exclusive));
            graph.connect(from, split);
            let last = add(party, split, a);
            party.graph.connect(last, join);
            party.graph.connect(split, join);
            join
        }
    }
}

fn party(block: &Block) -> Party {
    let mut party = Party::from(FlowGraph::default());
    let start = party.graph.add(Kind::Start);
    let last = add(&mut party, start, block);
    let end = party.graph.add(Kind::End);
    party.graph.connect(last, end);
    assert!(matches!(analyse_alone(&party.graph), Verdict::Sound(_)));
    party
}

type Given = (Vec<Block>, Vec<(u16, u16)>, [bool; 3], Option<(u16, u16)>);

/// Two or three parties, messages between them, which are begun by a message, and an event that takes tokens away.
fn together() -> impl Strategy<Value = (Vec<Party>, Vec<Message>)> {
    let given = (
        proptest::collection::vec(block(), 2..4),
        proptest::collection::vec((any::<u16>(), any::<u16>()), 1..6),
        any::<[bool; 3]>(),
        proptest::option::weighted(0.3, (any::<u16>(), any::<u16>())),
    );
    given.prop_map(|(blocks, links, begun, event): Given| {
        let mut parties: Vec<Party> = blocks.iter().map(party).collect();
        if let Some((at, way)) = event {
            // A step that takes the place of another: `step` and `event` both stand ready.
            let p = usize::from(at) % parties.len();
            if way % 3 == 0 {
                with_idle(&mut parties[p], way % 2 == 0);
            } else {
                with_event(&mut parties[p], way);
            }
        }
        let of = |kinds: &[Kind]| -> Vec<(usize, u32)> {
            let nodes = parties
                .iter()
                .enumerate()
                .flat_map(|(p, one)| (0u32..).zip(one.graph.nodes()).map(move |(n, kind)| ((p, n), kind)));
            nodes.filter(|(_, kind)| kinds.contains(kind)).map(|(at, _)| at).collect()
        };
        let speakers = of(&[Kind::Step, Kind::End]);
        let listeners = of(&[Kind::Step]);
        let mut messages = Vec::new();
        for (from, to) in links {
            let from = speakers[usize::from(from) % speakers.len()];
            let to = listeners[usize::from(to) % listeners.len()];
            if from.0 != to.0 {
                messages.push(Message { from, to });
            }
        }
        for (p, _) in begun.iter().enumerate().take(parties.len()).filter(|(_, begun)| **begun) {
            if let Some(from) = speakers.iter().find(|at| at.0 == (p + 1) % parties.len()) {
                messages.push(Message { from: *from, to: (p, 0) });
            }
        }
        (parties, messages)
    })
}

/// Makes one step of a party one that an event may take the place of.
fn with_event(party: &mut Party, which: u16) {
    let steps: Vec<u32> = (0u32..).zip(party.graph.nodes()).filter(|(_, kind)| **kind == Kind::Step).map(|(n, _)| n).collect();
    let step = steps[usize::from(which) % steps.len()];
    // The same flows, but those into the step come to a node before it.
    let old = party.graph.clone();
    let mut graph = FlowGraph::default();
    for kind in old.nodes() {
        graph.add(*kind);
    }
    let before = graph.add(Kind::Step);
    let event = graph.add(Kind::Step);
    for flow in old.flows() {
        graph.connect(flow.from, if flow.to == step { before } else { flow.to });
    }
    let (work, ready) = (graph.connect(before, step), graph.connect(before, event));
    let next = old.flows().iter().find(|flow| flow.from == step).unwrap().to;
    // The event goes on with where the step goes on, through a merge where that waits for all.
    let merge = graph.add(Kind::Exclusive);
    let mut moved = FlowGraph::default();
    for kind in graph.nodes() {
        moved.add(*kind);
    }
    for flow in graph.flows() {
        moved.connect(flow.from, if flow.from == step { merge } else { flow.to });
    }
    moved.connect(event, merge);
    moved.connect(merge, next);
    party.graph = moved;
    party.clears = vec![(step, vec![ready]), (event, vec![work])];
}

/// Adds an event that may happen as long as a case goes on: once, or again and again.
fn with_idle(party: &mut Party, again: bool) {
    let event = party.graph.add(Kind::Step);
    let end = party.graph.add(Kind::End);
    party.idle = vec![party.graph.connect(0, event)];
    if again {
        party.idle.push(party.graph.connect(event, event));
    }
    party.graph.connect(event, end);
}

fn cases() -> u32 {
    std::env::var("QUYTRINH_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(600)
}

#[test]
fn the_decision_agrees_with_looking_at_every_state() {
    let mut runner =
        TestRunner::new(Config { cases: cases(), rng_seed: RngSeed::Fixed(7), failure_persistence: None, ..Config::default() });
    let counts = std::cell::RefCell::new(BTreeMap::<String, usize>::new());
    let tried = runner.run(&together(), |(parties, messages)| {
        let rules = Rules { parties: &parties, messages: &messages };
        let (expected, is_mixed) = answer(&rules);
        let found = analyse(&parties, &messages);
        let word = match &found {
            Outcome::Sound(_) => "sound".to_owned(),
            Outcome::Unsound(fault) => {
                let state = replay(&rules, fault);
                if fault.kind == FaultKind::Waits && fault.waiting.len() == state.tokens.len() {
                    prop_assert!(rules.acts(&state).iter().all(|act| act.takes.is_empty()));
                }
                format!("unsound {:?}", fault.kind)
            }
            Outcome::Undecided(reason) => format!("undecided {reason:?}"),
        };
        *counts.borrow_mut().entry(format!("{expected:?}: {word}")).or_default() += 1;
        match (&found, expected) {
            (Outcome::Sound(_), answer) => prop_assert_ne!(answer, Answer::Unsound),
            (Outcome::Unsound(_), answer) => prop_assert_ne!(answer, Answer::Sound),
            // What is known without mixing cases is decided.
            (Outcome::Undecided(Reason::TooManyStates(_)), _) => {}
            (Outcome::Undecided(reason), answer) => {
                prop_assert!(answer == Answer::Unknown || is_mixed, "{:?} is {:?}", reason, answer);
            }
        }
        Ok(())
    });
    for (what, count) in counts.borrow().iter() {
        eprintln!("{count:>6} {what}");
    }
    if let Err(error) = tried {
        panic!("{error}");
    }
}
