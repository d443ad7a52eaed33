//! Whether several flows that send each other messages can wait for one another for ever, though each is sound.
//!
//! Each flow is a [`Party`]. A [`Message`] leads from a node of one party, which sends it whenever it acts, to
//! a `Step` or `Start` of another, which waits for it. Parties together are *sound* when
//!
//! 1. from everything that can happen, all cases that began can still be brought to their ends;
//! 2. every party begins in some case.
//!
//! Each party is taken to be sound by itself. A message waits until it is read, several may wait, and in what order they
//! are read is open; messages that are left at the end do no harm. This is the asynchronous communication of van der
//! Aalst (Interorganizational Workflows, 1999) with the message-relaxed soundness of Corradini, Morichetta,
//! Muzi, Re and Tiezzi (Correctness checking for BPMN collaborations with sub-processes, 2020).
//!
//! A start that waits begins a case for each message that comes; a party works on one case at a time, and where a second
//! one could mix up the messages of two, the answer is [`Reason::SeveralCases`]. A start that waits for nothing begins
//! one case. A node with several messages coming to it waits for any one of them.
//!
//! ```
//! use quytrinh::soundness::together::{Message, Outcome, Party, analyse};
//! use quytrinh::soundness::{FlowGraph, Kind};
//!
//! // Each asks the other to begin: `start → wait → send → end`, twice.
//! let mut graph = FlowGraph::default();
//! let [start, wait, send, end] = [Kind::Start, Kind::Step, Kind::Step, Kind::End].map(|kind| graph.add(kind));
//! for (from, to) in [(start, wait), (wait, send), (send, end)] {
//!     graph.connect(from, to);
//! }
//! let parties = [Party::from(graph.clone()), Party::from(graph)];
//! let messages = [Message { from: (0, send), to: (1, wait) }, Message { from: (1, send), to: (0, wait) }];
//! let Outcome::Unsound(fault) = analyse(&parties, &messages) else { panic!() };
//! assert_eq!((fault.waiting[0].node, &*fault.waiting[0].messages), ((0, wait), &[1][..]));
//! ```

use super::graph::{FlowGraph, Kind};
use std::collections::{HashMap, VecDeque};
use std::ops::Range;
use std::rc::Rc;

/// One of several flows, and what its graph does not say.
#[derive(Debug, Clone, Default)]
pub struct Party {
    /// Its nodes and flows.
    pub graph: FlowGraph,
    /// Exclusive nodes that take only a way whose first node need not wait: what comes first decides.
    pub deferred: Vec<u32>,
    /// Nodes that, when they act, take away every token on these flows.
    pub clears: Vec<(u32, Vec<u32>)>,
    /// Flows whose tokens hold up nothing: when only such are left, the case is over.
    pub idle: Vec<u32>,
}

impl From<FlowGraph> for Party {
    fn from(graph: FlowGraph) -> Self {
        Self { graph, ..Self::default() }
    }
}

/// A node of a party.
pub type At = (usize, u32);

/// A message from a node of one party to a step or start of another; any other node does not wait for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Message {
    /// What sends it whenever it acts.
    pub from: At,
    /// What waits for it.
    pub to: At,
}

/// What is known of parties together.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// All cases can be brought to their ends.
    Sound(Rest),
    /// They cannot.
    Unsound(Fault),
    /// Nothing can be said.
    Undecided(Reason),
}

/// What becomes of messages where nothing hangs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rest {
    /// Messages that nobody ever reads.
    pub unread: Vec<usize>,
    /// Messages that are read in some cases, and left at the end of others.
    pub left: Vec<usize>,
}

/// What can go wrong between parties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// A node waits for a message that can no longer come.
    Waits,
    /// Messages go to and fro for ever.
    GoesRound,
    /// A party never begins: nobody sends what it would begin with.
    NeverBegins,
}

/// A fault, with a way into it.
#[derive(Debug, Clone)]
pub struct Fault {
    /// What goes wrong.
    pub kind: FaultKind,
    /// What waits for ever; nothing where messages go round.
    pub waiting: Vec<Waiting>,
    /// A way into it, act by act, to where nothing else can happen if there is such a place.
    pub run: Vec<Act>,
}

/// A node that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The node.
    pub node: At,
    /// The messages of which any one would do.
    pub messages: Vec<usize>,
    /// The act on the way after which none of them can come any more; none where they never could.
    pub lost: Option<Act>,
}

/// A node that acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// The node.
    pub node: At,
    /// Flows in that lose a token.
    pub takes: Vec<u32>,
    /// Flows out that get one.
    pub gives: Vec<u32>,
    /// The message that is read.
    pub reads: Option<usize>,
}

/// Why nothing can be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Reason {
    /// More states than are looked at.
    #[error("more than {0} states")]
    TooManyStates(usize),
    /// So many messages of one kind can wait that it is not known whether what reads them gets enough.
    #[error("more than {0} messages can wait in one flow")]
    TooManyMessages(u8),
    /// This party could begin a second case while the first still waits for messages.
    #[error("party {0} can have several cases at once, and messages do not say to which they belong")]
    SeveralCases(usize),
    /// A flow of this party can hold two tokens.
    #[error("a flow of party {0} can hold two tokens")]
    TwoTokens(usize),
}

/// States that are looked at, and those up to which the way into a fault is a shortest one.
const MOST_STATES: usize = 20_000;
const NEAR: usize = 1_000;
/// Memory for states in words of eight bytes, and words and flows that are looked at in all.
const MOST_WORDS: usize = 1 << 23;
const MOST_WORK: usize = 1 << 27;
/// Messages that are counted in one flow; more are "at least so many". Few are enough for most.
const MOST_WAITING: [u8; 2] = [2, 16];
/// Ways out of an inclusive split up to which every set of them is looked at.
const MOST_OPEN: usize = 12;

/// Decides whether parties can be brought to their ends whatever happens.
///
/// Messages are counted up to a bound, and from there on taken as "at least so many". That is exact for a
/// yes and for a no: a yes holds though every message above the bound is lost, as more messages never hinder;
/// a no holds though they never run out. Between the two, and above a number of states, it is undecided.
#[must_use]
pub fn analyse(parties: &[Party], messages: &[Message]) -> Outcome {
    let mut outcome = Outcome::Undecided(Reason::TooManyStates(MOST_STATES));
    for most in MOST_WAITING {
        let board = Board::of(parties, messages, most);
        outcome = Space::of(&board, MOST_STATES, true).outcome();
        if let Outcome::Unsound(_) = outcome {
            // A shorter way into a fault, where there is room to look for it.
            let near = Space::of(&board, NEAR, false).outcome();
            outcome = if let Outcome::Unsound(_) = near { near } else { outcome };
        }
        if !matches!(outcome, Outcome::Undecided(Reason::TooManyMessages(_))) {
            break;
        }
    }
    outcome
}

/// No flow at this place.
const NONE: u32 = u32::MAX;

/// Tokens by flow, which parties began by themselves, and how many of each message wait.
type State = Rc<[u64]>;

/// All parties side by side. Nodes are numbered through; flows too, those of each party from a full word on.
struct Board {
    most: u8,
    parties: usize,
    messages: usize,
    kinds: Vec<Kind>,
    owner: Vec<usize>,
    first_node: Vec<u32>,
    first_flow: Vec<u32>,
    /// The words that hold the tokens of each party.
    words: Vec<Range<usize>>,
    /// From, to.
    ends: Vec<(u32, u32)>,
    ins: Vec<Vec<u32>>,
    outs: Vec<Vec<u32>>,
    /// Messages that each node waits for, and those that it sends.
    reads: Vec<Vec<u32>>,
    sends: Vec<Vec<u32>>,
    clears: Vec<Vec<u32>>,
    deferred: Vec<bool>,
    idle: Vec<u64>,
    /// Flows from where work can come to a node that waits.
    needs: Vec<u64>,
    /// Nodes that can act at once: whatever else happens, they can act later and it comes to the same.
    calm: Vec<bool>,
    /// Nodes that choose for themselves: whatever else happens, they can choose before or after.
    free: Vec<bool>,
    starts: Vec<Vec<u32>>,
    interruptions: Vec<Vec<u32>>,
    /// Where in a state it stands who began, and how many messages wait.
    begun_at: usize,
    count_at: usize,
    size: usize,
}

/// An act on the board.
#[derive(Debug, Clone)]
struct Move {
    node: u32,
    takes: Vec<u32>,
    gives: Vec<u32>,
    reads: Option<u32>,
    /// Of "at least so many" messages one is read, and there are still as many.
    stays: bool,
}

/// What came of a move.
struct Made {
    state: Vec<u64>,
    /// A message more than is counted was sent.
    over: bool,
    /// A flow got a second token.
    twice: bool,
}

fn has(words: &[u64], bit: u32) -> bool {
    words[bit as usize / 64] >> (bit % 64) & 1 == 1
}
fn put(words: &mut [u64], bit: u32) {
    words[bit as usize / 64] |= 1 << (bit % 64);
}
fn take(words: &mut [u64], bit: u32) {
    words[bit as usize / 64] &= !(1 << (bit % 64));
}
fn bits(words: &[u64]) -> impl Iterator<Item = u32> {
    (0u32..).zip(words).flat_map(|(word, bits)| {
        let mut bits = *bits;
        std::iter::from_fn(move || {
            (bits != 0).then(|| {
                let at = bits.trailing_zeros();
                bits &= bits - 1;
                word * 64 + at
            })
        })
    })
}

impl Board {
    fn of(parties: &[Party], messages: &[Message], most: u8) -> Self {
        let (mut kinds, mut owner, mut first_node) = (Vec::new(), Vec::new(), Vec::new());
        let (mut ends, mut first_flow, mut words) = (Vec::new(), Vec::new(), Vec::new());
        for (p, party) in parties.iter().enumerate() {
            let (node, flow) = (kinds.len() as u32, ends.len() as u32);
            first_node.push(node);
            first_flow.push(flow);
            kinds.extend_from_slice(party.graph.nodes());
            owner.resize(kinds.len(), p);
            ends.extend(party.graph.flows().iter().map(|f| (node + f.from, node + f.to)));
            ends.resize(ends.len().div_ceil(64) * 64, (NONE, NONE));
            words.push(flow as usize / 64..ends.len() / 64);
        }
        let count = kinds.len();
        let flow_words = ends.len() / 64;
        let begun_at = flow_words;
        let count_at = begun_at + parties.len().div_ceil(64);
        let mut board = Self {
            most,
            parties: parties.len(),
            messages: messages.len(),
            kinds,
            owner,
            first_node,
            first_flow,
            words,
            ends,
            ins: vec![Vec::new(); count],
            outs: vec![Vec::new(); count],
            reads: vec![Vec::new(); count],
            sends: vec![Vec::new(); count],
            clears: vec![Vec::new(); count],
            deferred: vec![false; count],
            idle: vec![0; flow_words],
            needs: vec![0; flow_words],
            calm: vec![false; count],
            free: vec![false; count],
            starts: vec![Vec::new(); parties.len()],
            interruptions: vec![Vec::new(); parties.len()],
            begun_at,
            count_at,
            size: count_at + messages.len().div_ceil(8),
        };
        for (flow, (from, to)) in (0u32..).zip(&board.ends).filter(|(_, (from, _))| *from != NONE) {
            board.outs[*from as usize].push(flow);
            board.ins[*to as usize].push(flow);
        }
        for (m, message) in (0u32..).zip(messages) {
            if let (Some(from), Some(to)) = (board.node(parties, message.from), board.node(parties, message.to)) {
                if matches!(board.kinds[to as usize], Kind::Step | Kind::Start | Kind::Interruption) {
                    board.sends[from as usize].push(m);
                    board.reads[to as usize].push(m);
                }
            }
        }
        for (p, party) in parties.iter().enumerate() {
            board.extras(parties, p, party);
        }
        board.look_ahead();
        board
    }

    fn node(&self, parties: &[Party], (party, node): At) -> Option<u32> {
        let nodes = parties.get(party)?.graph.nodes().len();
        ((node as usize) < nodes).then(|| self.first_node[party] + node)
    }

    fn extras(&mut self, parties: &[Party], p: usize, party: &Party) {
        let (first, flows) = (self.first_flow[p], party.graph.flows().len());
        let known = |list: &[u32]| -> Vec<u32> { list.iter().filter(|f| (**f as usize) < flows).map(|f| first + f).collect() };
        for node in &party.deferred {
            if let Some(node) = self.node(parties, (p, *node)) {
                self.deferred[node as usize] = true;
            }
        }
        for (node, list) in &party.clears {
            if let Some(node) = self.node(parties, (p, *node)) {
                self.clears[node as usize].extend(known(list));
            }
        }
        for flow in known(&party.idle) {
            put(&mut self.idle, flow);
        }
        for node in (0..party.graph.nodes().len() as u32).map(|node| self.first_node[p] + node) {
            match self.kinds[node as usize] {
                Kind::Start => self.starts[p].push(node),
                Kind::Interruption => {
                    self.interruptions[p].push(node);
                    self.clears[node as usize] = (first..first + flows as u32).collect();
                }
                _ => {}
            }
        }
    }

    /// What can be known of nodes and flows without playing.
    fn look_ahead(&mut self) {
        let mut open: Vec<u32> = (0..self.kinds.len() as u32)
            .filter(|n| self.kinds[*n as usize] == Kind::Step && !self.reads[*n as usize].is_empty())
            .flat_map(|n| self.ins[n as usize].clone())
            .collect();
        // An interruption may come from anywhere.
        for p in 0..self.parties {
            if !self.interruptions[p].is_empty() {
                open.extend((0..self.kinds.len()).filter(|n| self.owner[*n] == p).flat_map(|n| self.outs[n].clone()));
            }
        }
        while let Some(flow) = open.pop() {
            if !has(&self.needs, flow) {
                put(&mut self.needs, flow);
                open.extend(&self.ins[self.ends[flow as usize].0 as usize]);
            }
        }
        // What only stands ready is gone with the end of the case.
        let mut cleared = self.idle.clone();
        for flow in self.clears.iter().flatten() {
            put(&mut cleared, *flow);
        }
        let awaited = |node: usize| self.ins[node].iter().any(|f| self.deferred[self.ends[*f as usize].0 as usize]);
        let is_alone = |node: usize| {
            self.clears[node].is_empty()
                && self.interruptions[self.owner[node]].is_empty()
                && !self.ins[node].iter().any(|f| has(&cleared, *f))
        };
        let calm = |node: usize| {
            let party = self.owner[node];
            if !is_alone(node) {
                return false;
            }
            match self.kinds[node] {
                Kind::Start => self.starts[party].len() == 1 && self.reads[node].len() <= 1,
                Kind::Step => self.reads[node].is_empty() || (self.reads[node].len() == 1 && !awaited(node)),
                Kind::Exclusive => self.outs[node].len() == 1 && !self.deferred[node],
                Kind::Parallel | Kind::End => true,
                Kind::Inclusive | Kind::Interruption => false,
            }
        };
        let free = |node: usize| {
            let chooses = match self.kinds[node] {
                Kind::Exclusive => !self.deferred[node],
                Kind::Inclusive => self.ins[node].len() == 1,
                _ => false,
            };
            chooses && !self.outs[node].is_empty() && self.sends[node].is_empty() && is_alone(node)
        };
        let (calm, free) = ((0..self.kinds.len()).map(calm).collect(), (0..self.kinds.len()).map(free).collect());
        (self.calm, self.free) = (calm, free);
    }

    fn beginning(&self) -> Vec<u64> {
        vec![0; self.size]
    }
    fn tokens<'s>(&self, state: &'s [u64]) -> &'s [u64] {
        &state[..self.begun_at]
    }
    fn has_begun(&self, state: &[u64], party: usize) -> bool {
        has(&state[self.begun_at..], party as u32)
    }
    fn count(&self, state: &[u64], message: u32) -> u8 {
        (state[self.count_at + message as usize / 8] >> (message % 8 * 8)) as u8
    }
    fn set_count(&self, state: &mut [u64], message: u32, count: u8) {
        let word = &mut state[self.count_at + message as usize / 8];
        *word = *word & !(0xff << (message % 8 * 8)) | u64::from(count) << (message % 8 * 8);
    }
    fn is_there(&self, state: &[u64], message: u32) -> bool {
        self.count(state, message) > 0
    }
    /// Whether a party has nothing to do.
    fn rests(&self, state: &[u64], party: usize) -> bool {
        state[self.words[party].clone()].iter().all(|word| *word == 0)
    }
    fn is_over(&self, state: &[u64]) -> bool {
        self.tokens(state).iter().all(|word| *word == 0)
    }
    /// Whether a node waits for a message that is not there.
    fn waits(&self, state: &[u64], node: u32) -> bool {
        let reads = &self.reads[node as usize];
        self.kinds[node as usize] == Kind::Step && !reads.is_empty() && !reads.iter().any(|m| self.is_there(state, *m))
    }

    /// Every move of a state, or those of one choice that nothing else touches: from a state an end can be come to
    /// if and only if it can be with that choice made first (a persistent set: Godefroid, 1996).
    fn moves(&self, state: &[u64], one_by_one: bool) -> Vec<Move> {
        let mut moves = Vec::new();
        let is_free = |flow: &u32| self.free[self.ends[*flow as usize].1 as usize];
        if let Some(flow) = bits(self.tokens(state)).find(|flow| one_by_one && is_free(flow)) {
            self.moves_at(state, flow, &mut moves);
            return moves;
        }
        for party in 0..self.parties {
            let rests = self.rests(state, party);
            let begin = if rests { &self.starts[party] } else { &self.interruptions[party] };
            for node in begin {
                if self.reads[*node as usize].is_empty() && rests && self.has_begun(state, party) {
                    continue;
                }
                self.with_reads(state, *node, &[], &mut moves);
            }
        }
        for flow in bits(self.tokens(state)) {
            self.moves_at(state, flow, &mut moves);
        }
        moves
    }

    /// The moves of a node that gives to all ways out, one for each message that it may read.
    fn with_reads(&self, state: &[u64], node: u32, takes: &[u32], moves: &mut Vec<Move>) {
        let gives = &self.outs[node as usize];
        let mut add = |reads, stays| moves.push(Move { node, takes: takes.to_vec(), gives: gives.clone(), reads, stays });
        if self.reads[node as usize].is_empty() {
            add(None, false);
        }
        for message in self.reads[node as usize].iter().copied().filter(|m| self.is_there(state, *m)) {
            add(Some(message), false);
            if self.count(state, message) == self.most {
                add(Some(message), true);
            }
        }
    }

    /// The moves of the node that a flow leads to; of those that take more than one way, only from the first.
    fn moves_at(&self, state: &[u64], flow: u32, moves: &mut Vec<Move>) {
        let node = self.ends[flow as usize].1;
        let (ins, outs) = (&self.ins[node as usize], &self.outs[node as usize]);
        let is_first = || ins.iter().find(|f| has(state, **f)) == Some(&flow);
        let mut add = |takes: Vec<u32>, gives: Vec<u32>| moves.push(Move { node, takes, gives, reads: None, stays: false });
        match self.kinds[node as usize] {
            Kind::Step => self.with_reads(state, node, &[flow], moves),
            // What flows into a start passes through.
            Kind::Start | Kind::Interruption => add(vec![flow], outs.clone()),
            Kind::End => add(vec![flow], Vec::new()),
            Kind::Exclusive => {
                let is_open = |out: &&u32| !self.deferred[node as usize] || !self.waits(state, self.ends[**out as usize].1);
                outs.iter().filter(is_open).for_each(|out| add(vec![flow], vec![*out]));
            }
            Kind::Parallel if is_first() && ins.iter().all(|f| has(state, *f)) => add(ins.clone(), outs.clone()),
            Kind::Inclusive if is_first() && (ins.len() == 1 || self.has_waited(state, node)) => {
                let takes: Vec<u32> = ins.iter().copied().filter(|f| has(state, *f)).collect();
                for gives in some_of(outs) {
                    add(takes.clone(), gives);
                }
            }
            Kind::Parallel | Kind::Inclusive => {}
        }
    }

    /// Whether no token elsewhere can still come to an empty way into an inclusive join.
    fn has_waited(&self, state: &[u64], node: u32) -> bool {
        let mut seen = std::collections::HashSet::from([node]);
        let mut open: Vec<u32> = self.ins[node as usize].iter().copied().filter(|f| !has(state, *f)).collect();
        while let Some(flow) = open.pop() {
            let from = self.ends[flow as usize].0;
            if seen.insert(from) {
                for before in &self.ins[from as usize] {
                    if has(state, *before) && !has(&self.idle, *before) {
                        return false;
                    }
                    open.push(*before);
                }
            }
        }
        true
    }

    fn make(&self, state: &[u64], made: &Move) -> Made {
        let node = made.node as usize;
        let party = self.owner[node];
        let mut state = state.to_vec();
        for flow in made.takes.iter().chain(&self.clears[node]) {
            take(&mut state, *flow);
        }
        let mut twice = false;
        for flow in &made.gives {
            twice |= has(&state, *flow);
            put(&mut state, *flow);
        }
        if self.kinds[node] == Kind::Start && made.takes.is_empty() && self.reads[node].is_empty() {
            put(&mut state[self.begun_at..], party as u32);
        }
        if let Some(message) = made.reads.filter(|_| !made.stays) {
            let count = self.count(&state, message);
            self.set_count(&mut state, message, count.saturating_sub(1));
        }
        let mut over = false;
        for message in &self.sends[node] {
            let count = self.count(&state, *message);
            over |= count == self.most;
            self.set_count(&mut state, *message, count.saturating_add(1).min(self.most));
        }
        let words = self.words[party].clone();
        if words.clone().all(|word| state[word] & !self.idle[word] == 0) {
            state[words].fill(0);
        }
        Made { state, over, twice }
    }

    /// A move that can be made at once, and what comes of it.
    fn calm(&self, state: &[u64]) -> Option<(Move, Made)> {
        let begins = |party: usize| self.rests(state, party).then(|| self.starts[party].first().copied()).flatten();
        let begins = (0..self.parties).filter_map(begins).filter(|node| self.calm[*node as usize]);
        let mut moves = Vec::new();
        for node in begins {
            if !self.reads[node as usize].is_empty() || !self.has_begun(state, self.owner[node as usize]) {
                self.with_reads(state, node, &[], &mut moves);
            }
        }
        let mut flows = bits(self.tokens(state)).filter(|flow| self.calm[self.ends[*flow as usize].1 as usize]);
        loop {
            // Two ways to read are a choice, and what would be too much is looked at in every order.
            if let [made] = &*moves {
                let after = self.make(state, made);
                // With its last act a case is over, and what only stood ready is gone.
                let party = self.owner[made.node as usize];
                let may_lose = self.idle[self.words[party].clone()].iter().any(|word| *word != 0);
                let is_last = may_lose && self.rests(&after.state, party);
                if !after.over && !after.twice && !is_last {
                    return moves.pop().map(|made| (made, after));
                }
            }
            moves.clear();
            self.moves_at(state, flows.next()?, &mut moves);
        }
    }

    /// What a state comes to when all that can be done at once is done.
    fn settle(&self, mut state: Vec<u64>, mut seen: impl FnMut(&Move)) -> Vec<u64> {
        // In a flow that is sound by itself this ends; in any other it is broken off.
        for _ in 0..self.ends.len() * 4 + 64 {
            let Some((made, after)) = self.calm(&state) else { break };
            seen(&made);
            state = after.state;
        }
        state
    }

    /// Why nothing can be said of a state.
    fn obstacle(&self, state: &[u64]) -> Option<Reason> {
        let busy = |party: usize| self.words[party].clone().any(|word| state[word] & self.needs[word] != 0);
        let called = |party: usize| {
            let mut messages = self.starts[party].iter().flat_map(|node| &self.reads[*node as usize]);
            messages.any(|m| self.is_there(state, *m))
        };
        (0..self.parties).find(|p| called(*p) && busy(*p)).map(Reason::SeveralCases)
    }

    fn at(&self, node: u32) -> At {
        let party = self.owner[node as usize];
        (party, node - self.first_node[party])
    }
    fn act(&self, made: &Move) -> Act {
        let first = self.first_flow[self.owner[made.node as usize]];
        let flows = |list: &[u32]| list.iter().map(|flow| flow - first).collect();
        Act {
            node: self.at(made.node),
            takes: flows(&made.takes),
            gives: flows(&made.gives),
            reads: made.reads.map(|m| m as usize),
        }
    }

    /// The nodes that wait in a state: flows in, and the messages of which one would do.
    fn waiting(&self, state: &[u64]) -> Vec<(u32, Waiting)> {
        let mut list = Vec::new();
        for flow in bits(self.tokens(state)) {
            let node = self.ends[flow as usize].1;
            let targets: Vec<u32> = if self.deferred[node as usize] {
                self.outs[node as usize].iter().map(|out| self.ends[*out as usize].1).collect()
            } else {
                vec![node]
            };
            if !targets.is_empty() && !has(&self.idle, flow) && targets.iter().all(|node| self.waits(state, *node)) {
                let messages = targets.iter().flat_map(|node| &self.reads[*node as usize]).map(|m| *m as usize).collect();
                list.push((flow, Waiting { node: self.at(node), messages, lost: None }));
            }
        }
        list
    }
}

/// Every set of some ways; of more ways than anybody draws each alone, each but one, and all.
fn some_of(outs: &[u32]) -> Vec<Vec<u32>> {
    if outs.is_empty() {
        return vec![Vec::new()];
    }
    if outs.len() <= MOST_OPEN {
        let chosen = |set: u32| (0u32..).zip(outs).filter(|(i, _)| set >> i & 1 == 1).map(|(_, f)| *f).collect();
        return (1..1u32 << outs.len()).map(chosen).collect();
    }
    let but = |left: &u32| outs.iter().copied().filter(|f| f != left).collect();
    outs.iter().map(|f| vec![*f]).chain(outs.iter().map(but)).chain([outs.to_vec()]).collect()
}

/// A step from one state to another.
#[derive(Debug, Clone, Copy)]
struct Edge {
    from: u32,
    to: u32,
    /// It can be gone if messages above the bound are lost.
    sure: bool,
    /// It is what happens, with every message counted.
    exact: bool,
}

/// Every state that parties can come to, nearest first.
struct Space<'b> {
    board: &'b Board,
    states: Vec<State>,
    edges: Vec<Edge>,
    /// The edges out of each state.
    out: Vec<Range<usize>>,
    /// The move that each edge begins with.
    moves: Vec<Move>,
    /// States of which nothing is known.
    obstacles: Vec<Option<Reason>>,
    limit: usize,
    one_by_one: bool,
    read: Vec<bool>,
    begun: Vec<bool>,
}

impl<'b> Space<'b> {
    fn of(board: &'b Board, limit: usize, one_by_one: bool) -> Self {
        let limit = limit.min(MOST_WORDS / board.size.max(1)).max(1);
        let mut space = Self {
            board,
            states: Vec::new(),
            edges: Vec::new(),
            out: Vec::new(),
            moves: Vec::new(),
            obstacles: Vec::new(),
            limit,
            one_by_one,
            read: vec![false; board.messages],
            begun: vec![false; board.parties],
        };
        space.explore();
        space
    }

    fn explore(&mut self) {
        let board = self.board;
        let (mut read, mut begun) = (vec![false; board.messages], vec![false; board.parties]);
        let mut saw = |made: &Move| {
            if let Some(message) = made.reads {
                read[message as usize] = true;
            }
            if made.takes.is_empty() {
                begun[board.owner[made.node as usize]] = true;
            }
        };
        let wide = |node: usize| board.kinds[node] == Kind::Inclusive && board.outs[node].len() > MOST_OPEN;
        let wide = (0..board.kinds.len()).any(wide);
        let mut numbers: HashMap<State, u32> = HashMap::new();
        let first: State = board.settle(board.beginning(), &mut saw).into();
        self.obstacles.push(board.obstacle(&first).or(wide.then_some(Reason::TooManyStates(self.limit))));
        self.states.push(first.clone());
        numbers.insert(first, 0);
        let (mut at, mut work) = (0, 0);
        while at < self.states.len() {
            let state = self.states[at].clone();
            let begin = self.edges.len();
            if work > MOST_WORK && self.obstacles[at].is_none() {
                self.obstacles[at] = Some(Reason::TooManyStates(self.states.len()));
            }
            if self.obstacles[at].is_none() {
                let tokens: u32 = board.tokens(&state).iter().map(|word| word.count_ones()).sum();
                for made in board.moves(&state, self.one_by_one) {
                    let cost = board.size + tokens as usize + made.gives.len() + made.takes.len();
                    work += cost;
                    let after = board.make(&state, &made);
                    if after.twice {
                        self.obstacles[at] = Some(Reason::TwoTokens(board.owner[made.node as usize]));
                        continue;
                    }
                    saw(&made);
                    let next: State = board
                        .settle(after.state, |made| {
                            work += cost;
                            saw(made);
                        })
                        .into();
                    let to = if let Some(number) = numbers.get(&next) {
                        *number
                    } else if self.states.len() == self.limit {
                        self.obstacles[at] = Some(Reason::TooManyStates(self.limit));
                        continue;
                    } else {
                        let number = self.states.len() as u32;
                        self.obstacles.push(board.obstacle(&next));
                        self.states.push(next.clone());
                        numbers.insert(next, number);
                        number
                    };
                    let exact = !after.over && !made.stays;
                    self.edges.push(Edge { from: at as u32, to, sure: !made.stays, exact });
                    self.moves.push(made);
                }
            }
            self.out.push(begin..self.edges.len());
            at += 1;
        }
        (self.read, self.begun) = (read, begun);
    }

    /// States from which one of those can be come to, by edges of a sort.
    fn can_get_to(&self, those: impl Fn(usize) -> bool, by: impl Fn(&Edge) -> bool) -> Vec<bool> {
        let mut before = vec![Vec::new(); self.states.len()];
        for edge in self.edges.iter().filter(|edge| by(edge)) {
            before[edge.to as usize].push(edge.from);
        }
        let mut can = vec![false; self.states.len()];
        let mut open: Vec<u32> = (0..self.states.len()).filter(|s| those(*s)).map(|s| s as u32).collect();
        while let Some(state) = open.pop() {
            if !std::mem::replace(&mut can[state as usize], true) {
                open.extend(&before[state as usize]);
            }
        }
        can
    }

    /// The nearest of those states from a state on, by exact edges; the edges on the way.
    fn nearest(&self, from: usize, those: impl Fn(usize) -> bool) -> Option<(usize, Vec<usize>)> {
        let mut came = vec![usize::MAX; self.states.len()];
        let mut seen = vec![false; self.states.len()];
        let mut open = VecDeque::from([from]);
        seen[from] = true;
        while let Some(state) = open.pop_front() {
            if those(state) {
                let (mut way, mut at) = (Vec::new(), state);
                while at != from {
                    way.push(came[at]);
                    at = self.edges[came[at]].from as usize;
                }
                way.reverse();
                return Some((state, way));
            }
            for edge in self.out[state].clone().filter(|e| self.edges[*e].exact) {
                let to = self.edges[edge].to as usize;
                if !std::mem::replace(&mut seen[to], true) {
                    came[to] = edge;
                    open.push_back(to);
                }
            }
        }
        None
    }

    fn outcome(&self) -> Outcome {
        let is_over = |state: usize| self.board.is_over(&self.states[state]);
        let ends = self.can_get_to(is_over, |edge| edge.sure);
        let obstacle = self.obstacles.iter().flatten().next().copied();
        if obstacle.is_none() && ends.iter().all(|ends| *ends) {
            return match self.begun.iter().position(|begun| !begun) {
                Some(party) => Outcome::Unsound(self.never_begins(party)),
                None => Outcome::Sound(self.rest()),
            };
        }
        let may_end = self.can_get_to(|state| is_over(state) || self.obstacles[state].is_some(), |_| true);
        match self.nearest(0, |state| !may_end[state]) {
            Some((state, way)) => Outcome::Unsound(self.fault(state, way)),
            None => Outcome::Undecided(obstacle.unwrap_or(Reason::TooManyMessages(self.board.most))),
        }
    }

    fn rest(&self) -> Rest {
        let is_left = |message: &usize| {
            let mut over = self.states.iter().filter(|state| self.board.is_over(state));
            over.any(|state| self.board.is_there(state, *message as u32))
        };
        let is_followed = |message: &usize| self.board.sends.iter().flatten().any(|m| *m as usize == *message);
        let (read, unread): (Vec<usize>, Vec<usize>) = (0..self.read.len()).filter(is_followed).partition(|m| self.read[*m]);
        Rest { unread, left: read.into_iter().filter(is_left).collect() }
    }

    fn never_begins(&self, party: usize) -> Fault {
        let wait = |node: &u32| {
            let messages = self.board.reads[*node as usize].iter().map(|m| *m as usize).collect();
            Waiting { node: self.board.at(*node), messages, lost: None }
        };
        let waiting = self.board.starts[party].iter().map(wait).collect();
        Fault { kind: FaultKind::NeverBegins, waiting, run: Vec::new() }
    }

    /// What is wrong with a state from which no end can be come to, and how it came to that.
    fn fault(&self, state: usize, mut way: Vec<usize>) -> Fault {
        // On to where nothing happens, or the same things again and again.
        let stands = |state: usize| self.out[state].is_empty();
        let target = self.nearest(state, stands).or_else(|| {
            let edges = self.edges.iter().map(|edge| (edge.from, edge.to));
            let directed = petgraph::graph::DiGraph::<(), ()>::from_edges(edges);
            let mut part = vec![usize::MAX; self.states.len()];
            for (i, nodes) in petgraph::algo::kosaraju_scc(&directed).into_iter().enumerate() {
                for node in nodes {
                    part[node.index()] = i;
                }
            }
            let mut leaves = vec![false; self.states.len() + 1];
            for edge in self.edges.iter().filter(|e| part[e.from as usize] != part[e.to as usize]) {
                leaves[part[edge.from as usize].min(self.states.len())] = true;
            }
            self.nearest(state, |state| !leaves[part[state].min(self.states.len())])
        });
        let (last, on) = target.unwrap_or((state, Vec::new()));
        way.extend(on);
        // What waits there and in all that can still come.
        let mut waiting = self.board.waiting(&self.states[last]);
        let mut seen = vec![false; self.states.len()];
        let mut open = vec![last];
        while let Some(at) = open.pop() {
            if std::mem::replace(&mut seen[at], true) {
                continue;
            }
            let here = self.board.waiting(&self.states[at]);
            waiting.retain(|(flow, _)| here.iter().any(|(other, _)| other == flow));
            open.extend(self.out[at].clone().map(|edge| self.edges[edge].to as usize));
        }
        let mut waiting: Vec<Waiting> = waiting.into_iter().map(|(_, waiting)| waiting).collect();
        for one in &mut waiting {
            one.lost = self.lost(&one.messages, &way);
        }
        let kind = if waiting.is_empty() { FaultKind::GoesRound } else { FaultKind::Waits };
        Fault { kind, waiting, run: self.run(&way) }
    }

    /// The act on a way after which none of these messages can come any more.
    fn lost(&self, messages: &[usize], way: &[usize]) -> Option<Act> {
        let is_there = |state: usize| messages.iter().any(|m| self.board.is_there(&self.states[state], *m as u32));
        let sends = |made: &Move| self.board.sends[made.node as usize].iter().any(|m| messages.contains(&(*m as usize)));
        let mut sent: Vec<bool> = (0..self.states.len()).map(is_there).collect();
        for (edge, made) in self.edges.iter().zip(&self.moves) {
            let mut is_sent = sends(made);
            if !is_sent && !sent[edge.from as usize] {
                let after = self.board.make(&self.states[edge.from as usize], made);
                self.board.settle(after.state, |made| is_sent |= sends(made));
            }
            sent[edge.from as usize] |= is_sent;
        }
        let may_come = self.can_get_to(|state| sent[state], |_| true);
        let edge = way.iter().find(|edge| !may_come[self.edges[**edge].to as usize])?;
        may_come[0].then(|| self.board.act(&self.moves[*edge]))
    }

    /// The acts along edges from the first state on, with all that was done at once.
    fn run(&self, way: &[usize]) -> Vec<Act> {
        let mut run = Vec::new();
        let mut state = self.board.settle(self.board.beginning(), |made| run.push(self.board.act(made)));
        for edge in way {
            let made = &self.moves[*edge];
            run.push(self.board.act(made));
            state = self.board.settle(self.board.make(&state, made).state, |made| run.push(self.board.act(made)));
        }
        run
    }
}
