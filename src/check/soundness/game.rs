//! The token game on a core: what can happen in a state, and what is wrong with it.

use super::core::{Core, NONE, Op, ROOT};
use super::explore::States;
use super::lists::Lists;
use std::cell::OnceCell;

/// A gateway that acts: on one way in or all, on one way out or all, or on some.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Move {
    pub node: u32,
    pub takes: Ways,
    pub gives: Ways,
}

/// Edges of one side of a gateway.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ways {
    One(u32),
    All,
    Some(Vec<u32>),
}

/// A move as long as the state in which it is made is at hand: without lists of its own.
#[derive(Debug, Clone, Copy)]
pub(super) struct Turn {
    pub node: u32,
    pub side: Side,
}

/// The ways that a turn takes and gives.
#[derive(Debug, Clone, Copy)]
pub(super) enum Side {
    /// A case begins on this way.
    Begins(u32),
    /// From one way in to one way out.
    Passes(u32, u32),
    /// From all ways in to all ways out.
    All,
    /// From the ways in that hold a token to the ways out whose bits are set.
    Chosen(u32),
    /// From the ways in that hold a token to one way out.
    Only(u32),
    /// From the ways in that hold a token to every way out but one.
    But(u32),
}

/// Which edges hold a token.
pub(super) type Marking = Vec<u64>;

pub(super) fn has(marking: &[u64], edge: u32) -> bool {
    marking[edge as usize / 64] >> (edge % 64) & 1 == 1
}
pub(super) fn put(marking: &mut [u64], edge: u32) {
    marking[edge as usize / 64] |= 1 << (edge % 64);
}
fn take(marking: &mut [u64], edge: u32) {
    marking[edge as usize / 64] &= !(1 << (edge % 64));
}

/// Ways out of an inclusive split up to which every set of them is looked at.
pub(super) const MOST_OPEN: usize = 12;

/// What shows that something is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Sign {
    /// This gateway gives a second token to a flow.
    Twice(u32),
    /// This gateway waits for what can no longer come.
    Stuck(u32),
    /// The end can no longer be reached.
    NoEnd(u32),
}

/// A sign and the moves that lead to it.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub sign: Sign,
    pub moves: Vec<Move>,
}

/// A core as a board to play on.
pub(super) struct Game<'c> {
    pub core: &'c Core,
    ins: Lists,
    outs: Lists,
    /// How long a marking is.
    pub words: usize,
    /// Edges between the two halves of one node.
    halves: Vec<u32>,
    /// Whether the root can be reached from each gateway.
    finishing: Vec<bool>,
    /// Whether each gateway can be come back to; asked for only where something is wrong.
    cyclic: OnceCell<Vec<bool>>,
}

impl<'c> Game<'c> {
    pub fn on(core: &'c Core) -> Self {
        let count = core.ops.len();
        let ins = Lists::of(count, core.edges.iter().zip(0u32..).map(|(edge, number)| (edge.1, number)));
        let mut finishing = vec![false; count];
        let mut open = vec![ROOT];
        while let Some(node) = open.pop() {
            if !std::mem::replace(&mut finishing[node as usize], true) {
                open.extend(ins.at(node).iter().map(|edge| core.edges[*edge as usize].0));
            }
        }
        let halves = (0u32..).zip(&core.edges).filter(|(edge, (from, to))| {
            let origin = core.origin[*from as usize];
            core.flows[*edge as usize] == NONE && origin != NONE && origin == core.origin[*to as usize]
        });
        Self {
            core,
            ins,
            outs: Lists::of(count, core.edges.iter().zip(0u32..).map(|(edge, number)| (edge.0, number))),
            words: core.edges.len().div_ceil(64).max(1),
            halves: halves.map(|(edge, _)| edge).collect(),
            finishing,
            cyclic: OnceCell::new(),
        }
    }
    /// The marking without tokens.
    pub fn empty(&self) -> Marking {
        vec![0; self.words]
    }
    pub fn ins(&self, node: u32) -> &[u32] {
        self.ins.at(node)
    }
    pub fn outs(&self, node: u32) -> &[u32] {
        self.outs.at(node)
    }
    fn from(&self, edge: u32) -> u32 {
        self.core.edges[edge as usize].0
    }
    pub fn to(&self, edge: u32) -> u32 {
        self.core.edges[edge as usize].1
    }
    pub fn marked(marking: &[u64]) -> impl Iterator<Item = u32> {
        (0u32..).zip(marking).flat_map(|(word, bits)| {
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

    /// The edges that may still get a token, those that have one among them.
    pub fn may(&self, marking: &[u64]) -> Marking {
        let mut may = marking.to_vec();
        self.spread(&mut may);
        may
    }

    /// Adds to the edges that hold a token those that may still get one.
    fn spread(&self, may: &mut [u64]) {
        let mut open: Vec<u32> = Self::marked(may).collect();
        while let Some(edge) = open.pop() {
            let node = self.to(edge);
            if self.may_act(node, may) {
                for out in self.outs(node) {
                    if !has(may, *out) {
                        put(may, *out);
                        open.push(*out);
                    }
                }
            }
        }
    }
    /// Whether a gateway may act when these edges may hold a token.
    fn may_act(&self, node: u32, may: &[u64]) -> bool {
        match self.core.ops[node as usize] {
            Op::Parallel => self.ins(node).iter().all(|e| has(may, *e)),
            Op::Exclusive | Op::Inclusive => node != ROOT && self.ins(node).iter().any(|e| has(may, *e)),
        }
    }

    /// What may still get a token after a turn, from what might before it.
    pub fn may_after(&self, turn: Turn, marking: &[u64], before: &[u64], may: &mut [u64]) {
        let taken = match &turn.side {
            Side::All => self.ins(turn.node),
            Side::Passes(edge, _) if self.outs(turn.node).len() == 1 => std::slice::from_ref(edge),
            // After a choice it is looked for anew.
            _ => {
                may.copy_from_slice(marking);
                self.spread(may);
                return;
            }
        };
        // Where nothing was chosen only what was taken may be lost, unless it can come again.
        may.copy_from_slice(before);
        for edge in taken.iter().filter(|e| !has(marking, **e)) {
            take(may, *edge);
        }
        for edge in taken {
            if !has(may, *edge) && self.from(*edge) != ROOT && self.may_act(self.from(*edge), may) {
                put(may, *edge);
            }
        }
    }

    /// What is wrong with a state, whatever happens next.
    pub fn signs(&self, marking: &[u64], may: &[u64]) -> Vec<Sign> {
        let mut signs = Vec::new();
        for edge in Self::marked(marking) {
            let node = self.to(edge);
            let waits = self.core.ops[node as usize] == Op::Parallel && self.ins(node).iter().any(|e| !has(may, *e));
            let sign = Sign::Stuck(node);
            if (waits || (node != ROOT && self.outs(node).is_empty())) && !signs.contains(&sign) {
                signs.push(sign);
            }
        }
        if !signs.is_empty() {
            return signs;
        }
        // Where the end is out of reach and nothing will wait for it, work goes round for ever.
        let is_over = self.ins(ROOT).iter().any(|e| has(may, *e));
        let will_wait = || {
            (0u32..).zip(&self.core.ops).any(|(node, op)| {
                let some = self.ins(node).iter().filter(|e| has(may, **e)).count();
                *op == Op::Parallel && some > 0 && some < self.ins(node).len()
            })
        };
        let goes_round = |edge: &u32| {
            let node = self.to(*edge);
            node != ROOT && (!is_over || !self.finishing[node as usize]) && self.cyclic()[node as usize]
        };
        if !is_over || Self::marked(marking).any(|edge| !self.finishing[self.to(edge) as usize]) {
            if let Some(edge) = Self::marked(marking).find(goes_round).filter(|_| !will_wait() && self.never_stops(marking)) {
                signs.push(Sign::NoEnd(self.to(edge)));
            }
        }
        signs
    }

    /// Whether something can always happen after a state, as far as is looked.
    fn never_stops(&self, marking: &[u64]) -> bool {
        let mut states = States::new(self.words);
        states.insert(marking);
        let (mut here, mut next, mut turns) = (self.empty(), self.empty(), Vec::new());
        let mut at = 0;
        while (at as usize) < states.count().min(100) {
            here.copy_from_slice(states.get(at));
            self.turns(&here, None, &mut turns);
            if turns.is_empty() {
                return false;
            }
            for turn in &turns {
                next.copy_from_slice(&here);
                if self.make(&mut next, *turn) {
                    return false;
                }
                states.insert(&next);
            }
            at += 1;
        }
        true
    }

    fn cyclic(&self) -> &[bool] {
        self.cyclic.get_or_init(|| self.core.cyclic())
    }

    /// Whether an inclusive join goes on: no token elsewhere can still come to one of its empty ways.
    fn has_waited(&self, node: u32, marking: &[u64]) -> bool {
        let mut seen = vec![false; self.core.ops.len()];
        seen[node as usize] = true;
        // Against the flows, from the empty ways in; a token on the way is waited for.
        let mut open: Vec<u32> = self.ins(node).iter().copied().filter(|e| !has(marking, *e)).collect();
        while let Some(edge) = open.pop() {
            let from = self.from(edge);
            if from == ROOT || std::mem::replace(&mut seen[from as usize], true) {
                continue;
            }
            for before in self.ins(from) {
                if has(marking, *before) {
                    return false;
                }
                open.push(*before);
            }
        }
        true
    }

    /// Every turn that can be made in a state, in place of what the list held. `only` asks for those of
    /// one gateway that no other can take away, where there is one.
    pub fn turns(&self, marking: &[u64], only: Option<u32>, turns: &mut Vec<Turn>) {
        turns.clear();
        // A node in two halves acts at once.
        let only = only.or_else(|| self.halves.iter().copied().find(|edge| has(marking, *edge)));
        match only {
            Some(edge) => self.turns_at(marking, edge, true, turns),
            None => Self::marked(marking).for_each(|edge| self.turns_at(marking, edge, false, turns)),
        }
    }

    /// The turns of the gateway that an edge leads to; of those that take more than one way, only
    /// from the first of them, unless it is asked for alone.
    fn turns_at(&self, marking: &[u64], edge: u32, alone: bool, turns: &mut Vec<Turn>) {
        let node = self.to(edge);
        if node == ROOT {
            return;
        }
        let (ins, outs) = (self.ins(node), self.outs(node));
        let is_first = || alone || ins.iter().find(|e| has(marking, **e)) == Some(&edge);
        let turn = |side: Side| Turn { node, side };
        match self.core.ops[node as usize] {
            Op::Exclusive => turns.extend(outs.iter().map(|out| turn(Side::Passes(edge, *out)))),
            Op::Parallel => {
                if ins.iter().all(|e| has(marking, *e)) && is_first() {
                    turns.push(turn(Side::All));
                }
            }
            Op::Inclusive => {
                if !is_first() || (ins.len() > 1 && !self.has_waited(node, marking)) {
                    return;
                }
                if outs.len() <= MOST_OPEN {
                    turns.extend((1..1u32 << outs.len()).map(|set| turn(Side::Chosen(set))));
                } else {
                    // More ways than anybody draws: each alone, each but one, and all.
                    turns.extend(outs.iter().map(|e| turn(Side::Only(*e))));
                    turns.extend(outs.iter().map(|e| turn(Side::But(*e))));
                    turns.push(turn(Side::But(NONE)));
                }
            }
        }
    }

    /// The turns of one gateway that no other turn can take away: enough of them to get to
    /// everything that can go wrong, if not by the shortest way.
    pub fn persistent(&self, marking: &[u64], turns: &mut Vec<Turn>) {
        let mut choice = None;
        for edge in Self::marked(marking) {
            match self.core.ops[self.to(edge) as usize] {
                Op::Parallel => {
                    self.turns(marking, Some(edge), turns);
                    if !turns.is_empty() {
                        return;
                    }
                }
                Op::Exclusive if self.to(edge) != ROOT => choice = choice.or(Some(edge)),
                Op::Exclusive => {}
                Op::Inclusive => return self.turns(marking, None, turns),
            }
        }
        turns.clear();
        if let Some(edge) = choice {
            self.turns(marking, Some(edge), turns);
        }
    }

    /// Looks at the edges that a turn gives to.
    pub fn each_given(&self, turn: Turn, mut look: impl FnMut(u32)) {
        let outs = self.outs(turn.node);
        match turn.side {
            Side::Begins(edge) | Side::Passes(_, edge) | Side::Only(edge) => look(edge),
            Side::All => outs.iter().for_each(|edge| look(*edge)),
            Side::Chosen(set) => (0u32..).zip(outs).filter(|(i, _)| set >> i & 1 == 1).for_each(|(_, edge)| look(*edge)),
            Side::But(left) => outs.iter().filter(|edge| **edge != left).for_each(|edge| look(*edge)),
        }
    }

    /// Makes a turn; whether a flow got a second token.
    pub fn make(&self, marking: &mut [u64], turn: Turn) -> bool {
        match turn.side {
            Side::Begins(_) => {}
            Side::Passes(edge, _) => take(marking, edge),
            _ => self.ins(turn.node).iter().for_each(|edge| take(marking, *edge)),
        }
        let mut twice = false;
        self.each_given(turn, |edge| {
            twice |= has(marking, edge);
            put(marking, edge);
        });
        twice
    }

    /// A turn with its ways said, in the state in which it is made.
    pub fn spelled(&self, marking: &[u64], turn: Turn) -> Move {
        let node = turn.node;
        let some = || {
            let mut gives = Vec::new();
            self.each_given(turn, |edge| gives.push(edge));
            let takes = self.ins(node).iter().copied().filter(|e| has(marking, *e)).collect();
            (Ways::Some(takes), Ways::Some(gives))
        };
        let (takes, gives) = match turn.side {
            Side::Begins(edge) => (Ways::Some(Vec::new()), Ways::One(edge)),
            Side::Passes(from, to) => (Ways::One(from), Ways::One(to)),
            Side::All => (Ways::All, Ways::All),
            Side::Chosen(_) | Side::Only(_) | Side::But(_) => some(),
        };
        Move { node, takes, gives }
    }

    /// The edges that a move takes from or gives to.
    pub fn ways<'a>(&'a self, node: u32, ways: &'a Ways, out: bool) -> &'a [u32] {
        match ways {
            Ways::One(edge) => std::slice::from_ref(edge),
            Ways::Some(edges) => edges,
            Ways::All if out => self.outs(node),
            Ways::All => self.ins(node),
        }
    }

    /// Makes a move; whether a flow got a second token.
    pub fn repeat(&self, marking: &mut [u64], made: &Move) -> bool {
        for edge in self.ways(made.node, &made.takes, false) {
            take(marking, *edge);
        }
        let mut twice = false;
        for edge in self.ways(made.node, &made.gives, true) {
            twice |= has(marking, *edge);
            put(marking, *edge);
        }
        twice
    }
}
