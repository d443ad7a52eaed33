//! The token game on a core: what can happen, looked at state by state.

use super::core::{Core, NONE, Op, ROOT};
use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

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

/// Which edges hold a token.
pub(super) type Marking = Vec<u64>;

pub(super) fn has(marking: &[u64], edge: u32) -> bool {
    marking[edge as usize / 64] >> (edge % 64) & 1 == 1
}
fn put(marking: &mut [u64], edge: u32) {
    marking[edge as usize / 64] |= 1 << (edge % 64);
}
fn take(marking: &mut [u64], edge: u32) {
    marking[edge as usize / 64] &= !(1 << (edge % 64));
}

/// Ways out of an inclusive split up to which every set of them is looked at.
const MOST_OPEN: usize = 12;

/// Plays longer than this are not cut to the moment at which the sign shows.
const LONG: usize = 20_000;

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
    /// How many steps are done on the way along each edge.
    costs: Vec<u32>,
    words: usize,
    /// Edges between the two halves of one node.
    halves: Vec<u32>,
    /// Whether the root can be reached from each gateway.
    finishing: Vec<bool>,
    /// Whether each gateway can be come back to; asked for only where something is wrong.
    cyclic: OnceCell<Vec<bool>>,
}

struct Lists {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    fn of(count: usize, ends: impl Iterator<Item = u32> + Clone) -> Self {
        let mut starts = vec![0u32; count + 1];
        for end in ends.clone() {
            starts[end as usize + 1] += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut next = starts.clone();
        let mut items = vec![0; starts[count] as usize];
        for (i, end) in (0u32..).zip(ends) {
            items[next[end as usize] as usize] = i;
            next[end as usize] += 1;
        }
        Self { starts, items }
    }
    fn of_node(&self, node: u32) -> &[u32] {
        &self.items[self.starts[node as usize] as usize..self.starts[node as usize + 1] as usize]
    }
}

impl<'c> Game<'c> {
    pub fn on(core: &'c Core, costs: Vec<u32>) -> Self {
        let count = core.ops.len();
        let ins = Lists::of(count, core.edges.iter().map(|e| e.1));
        let mut finishing = vec![false; count];
        let mut open = vec![ROOT];
        while let Some(node) = open.pop() {
            if !std::mem::replace(&mut finishing[node as usize], true) {
                open.extend(ins.of_node(node).iter().map(|edge| core.edges[*edge as usize].0));
            }
        }
        let halves = (0u32..).zip(&core.edges).filter(|(edge, (from, to))| {
            let origin = core.origin[*from as usize];
            core.flows[*edge as usize] == NONE && origin != NONE && origin == core.origin[*to as usize]
        });
        Self {
            core,
            ins,
            outs: Lists::of(count, core.edges.iter().map(|e| e.0)),
            costs,
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
        self.ins.of_node(node)
    }
    pub fn outs(&self, node: u32) -> &[u32] {
        self.outs.of_node(node)
    }
    fn from(&self, edge: u32) -> u32 {
        self.core.edges[edge as usize].0
    }
    fn to(&self, edge: u32) -> u32 {
        self.core.edges[edge as usize].1
    }
    fn marked(marking: &[u64]) -> impl Iterator<Item = u32> {
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

    /// Every first state: the case has begun at one of the starts.
    fn beginnings(&self) -> Vec<(Move, Marking)> {
        let begin = |edge: &u32| {
            let mut marking = vec![0; self.words];
            put(&mut marking, *edge);
            (Move { node: ROOT, takes: Ways::Some(Vec::new()), gives: Ways::One(*edge) }, marking)
        };
        self.outs(ROOT).iter().map(begin).collect()
    }

    /// The edges that may still get a token, those that have one among them.
    pub fn may(&self, marking: &[u64]) -> Marking {
        let mut may = marking.to_vec();
        let mut open: Vec<u32> = Self::marked(marking).collect();
        while let Some(edge) = open.pop() {
            let node = self.to(edge);
            let goes = match self.core.ops[node as usize] {
                Op::Parallel => self.ins(node).iter().all(|e| has(&may, *e)),
                Op::Exclusive | Op::Inclusive => node != ROOT,
            };
            if goes {
                for out in self.outs(node) {
                    if !has(&may, *out) {
                        put(&mut may, *out);
                        open.push(*out);
                    }
                }
            }
        }
        may
    }

    /// What is wrong with a state, whatever happens next.
    pub fn signs(&self, marking: &[u64]) -> Vec<Sign> {
        let may = self.may(marking);
        let mut signs = Vec::new();
        for edge in Self::marked(marking) {
            let node = self.to(edge);
            let waits = self.core.ops[node as usize] == Op::Parallel && self.ins(node).iter().any(|e| !has(&may, *e));
            let sign = Sign::Stuck(node);
            if (waits || (node != ROOT && self.outs(node).is_empty())) && !signs.contains(&sign) {
                signs.push(sign);
            }
        }
        if !signs.is_empty() {
            return signs;
        }
        // Where the end is out of reach and nothing will wait for it, work goes round for ever.
        let is_over = self.ins(ROOT).iter().any(|e| has(&may, *e));
        let will_wait = || {
            (0u32..).zip(&self.core.ops).any(|(node, op)| {
                let some = self.ins(node).iter().filter(|e| has(&may, **e)).count();
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
        let mut at = 0;
        while (at as usize) < states.count().min(100) {
            let marking = states.get(at).to_vec();
            let moves = self.moves(&marking, None);
            if moves.is_empty() {
                return false;
            }
            for made in moves {
                let mut next = marking.clone();
                if self.make(&mut next, &made) {
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

    /// Every move of a state. `only` asks for those of one gateway that no other can take away,
    /// where there is one.
    pub fn moves(&self, marking: &[u64], only: Option<u32>) -> Vec<Move> {
        let mut moves = Vec::new();
        // A node in two halves acts at once.
        let only = only.or_else(|| self.halves.iter().copied().find(|edge| has(marking, *edge)));
        match only {
            Some(edge) => self.moves_at(marking, edge, true, &mut moves),
            None => Self::marked(marking).for_each(|edge| self.moves_at(marking, edge, false, &mut moves)),
        }
        moves
    }

    /// The moves of the gateway that an edge leads to; of those that take more than one way, only
    /// from the first of them, unless it is asked for alone.
    fn moves_at(&self, marking: &[u64], edge: u32, alone: bool, moves: &mut Vec<Move>) {
        let node = self.to(edge);
        if node == ROOT {
            return;
        }
        match self.core.ops[node as usize] {
            Op::Exclusive => {
                moves.extend(self.outs(node).iter().map(|out| Move { node, takes: Ways::One(edge), gives: Ways::One(*out) }));
            }
            Op::Parallel => {
                let ins = self.ins(node);
                let is_first = alone || ins.iter().find(|e| has(marking, **e)) == Some(&edge);
                if is_first && ins.iter().all(|e| has(marking, *e)) {
                    moves.push(Move { node, takes: Ways::All, gives: Ways::All });
                }
            }
            Op::Inclusive => {
                let (ins, outs) = (self.ins(node), self.outs(node));
                let is_first = alone || ins.iter().find(|e| has(marking, **e)) == Some(&edge);
                if !is_first || (ins.len() > 1 && !self.has_waited(node, marking)) {
                    return;
                }
                let takes: Vec<u32> = ins.iter().copied().filter(|e| has(marking, *e)).collect();
                // More ways than anybody draws: each alone, each but one, and all.
                let choices: Vec<Vec<u32>> = if outs.len() <= MOST_OPEN {
                    let chosen = |set: u32| (0u32..).zip(outs).filter(|(i, _)| set >> i & 1 == 1).map(|(_, e)| *e).collect();
                    (1..1u32 << outs.len()).map(chosen).collect()
                } else {
                    let but = |left: &u32| outs.iter().copied().filter(|e| e != left).collect();
                    outs.iter().map(|e| vec![*e]).chain(outs.iter().map(but)).chain([outs.to_vec()]).collect()
                };
                moves.extend(choices.into_iter().map(|gives| Move {
                    node,
                    takes: Ways::Some(takes.clone()),
                    gives: Ways::Some(gives),
                }));
            }
        }
    }

    /// The moves of one gateway that no other move can take away: enough of them to get to
    /// everything that can go wrong, if not by the shortest way.
    fn persistent(&self, marking: &[u64]) -> Vec<Move> {
        let mut choice = None;
        for edge in Self::marked(marking) {
            match self.core.ops[self.to(edge) as usize] {
                Op::Parallel => {
                    let moves = self.moves(marking, Some(edge));
                    if !moves.is_empty() {
                        return moves;
                    }
                }
                Op::Exclusive if self.to(edge) != ROOT => choice = choice.or(Some(edge)),
                Op::Exclusive => {}
                Op::Inclusive => return self.moves(marking, None),
            }
        }
        choice.map_or_else(Vec::new, |edge| self.moves(marking, Some(edge)))
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
    pub fn make(&self, marking: &mut Marking, made: &Move) -> bool {
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
    fn cost(&self, made: &Move) -> u32 {
        1 + self.ways(made.node, &made.gives, true).iter().map(|e| self.costs[*e as usize] * 4).sum::<u32>()
    }

    /// Looks at states, those with the fewest steps behind them first, at most `limit` of them.
    /// Each sign is reported once, at its nearest. Whether all states were seen, and which edges
    /// ever held a token.
    pub fn explore(&self, limit: usize, persistent: bool) -> Exploration {
        let is_wide = |node: u32| self.core.ops[node as usize] == Op::Inclusive && self.outs(node).len() > MOST_OPEN;
        let complete = !(0..self.core.ops.len() as u32).any(is_wide);
        let mut result = Exploration { found: Vec::new(), complete, marked: vec![0; self.words] };
        let mut states = States::new(self.words);
        // The state before, and the move from there.
        let mut parents: Vec<(u32, Option<Move>)> = Vec::new();
        let mut open = BinaryHeap::new();
        let mut costs: Vec<u32> = Vec::new();
        for (made, marking) in self.beginnings() {
            let (state, _) = states.insert(&marking);
            parents.push((NONE, Some(made.clone())));
            costs.push(self.cost(&made));
            open.push(Reverse((costs[state as usize], state)));
        }
        let trace = |parents: &[(u32, Option<Move>)], mut state: u32, last: Option<Move>| {
            let mut moves: Vec<Move> = last.into_iter().collect();
            while state != NONE {
                let (before, made) = &parents[state as usize];
                moves.extend(made.clone());
                state = *before;
            }
            moves.reverse();
            moves
        };
        let mut done = 0;
        while let Some(Reverse((cost, state))) = open.pop() {
            if cost > costs[state as usize] {
                continue;
            }
            done += 1;
            if done > limit {
                result.complete = false;
                break;
            }
            let marking = states.get(state).to_vec();
            for (all, here) in result.marked.iter_mut().zip(&marking) {
                *all |= here;
            }
            let mut signs = self.signs(&marking);
            let moves = if !signs.is_empty() {
                Vec::new()
            } else if persistent {
                self.persistent(&marking)
            } else {
                self.moves(&marking, None)
            };
            let is_over = Self::marked(&marking).all(|edge| self.to(edge) == ROOT);
            if moves.is_empty() && signs.is_empty() && !is_over {
                let waiting = Self::marked(&marking).map(|edge| self.to(edge)).find(|node| *node != ROOT);
                signs.extend(waiting.map(Sign::Stuck));
            }
            for sign in signs {
                if result.found.iter().all(|f| f.sign != sign) {
                    result.found.push(Found { sign, moves: trace(&parents, state, None) });
                }
            }
            for made in moves {
                let mut next = marking.clone();
                if self.make(&mut next, &made) {
                    let sign = Sign::Twice(made.node);
                    if result.found.iter().all(|f| f.sign != sign) {
                        result.found.push(Found { sign, moves: trace(&parents, state, Some(made)) });
                    }
                    continue;
                }
                let total = cost + self.cost(&made);
                let (number, is_new) = states.insert(&next);
                if is_new {
                    parents.push((state, Some(made)));
                    costs.push(total);
                } else if total < costs[number as usize] {
                    parents[number as usize] = (state, Some(made));
                    costs[number as usize] = total;
                } else {
                    continue;
                }
                open.push(Reverse((total, number)));
            }
        }
        result
    }

    /// Plays one case to its end, `choose` deciding at each choice, the oldest token first. The
    /// first sign that shows.
    pub fn play(&self, limit: usize, mut choose: impl FnMut(u32, &[u32]) -> u32) -> Option<Found> {
        let first = choose(ROOT, self.outs(ROOT));
        let mut marking = vec![0; self.words];
        put(&mut marking, first);
        let mut moves = vec![Move { node: ROOT, takes: Ways::Some(Vec::new()), gives: Ways::One(first) }];
        let mut queue = VecDeque::from([first]);
        let mut idle = 0;
        while let Some(edge) = queue.pop_front() {
            let node = self.to(edge);
            if !has(&marking, edge) || node == ROOT {
                continue;
            }
            let made = match self.core.ops[node as usize] {
                Op::Exclusive if self.outs(node).is_empty() => None,
                Op::Exclusive => {
                    let out = choose(node, self.outs(node));
                    Some(Move { node, takes: Ways::One(edge), gives: Ways::One(out) })
                }
                Op::Parallel | Op::Inclusive => self.moves(&marking, Some(edge)).pop(),
            };
            let Some(made) = made else {
                idle += 1;
                queue.push_back(edge);
                if idle > queue.len() {
                    break;
                }
                continue;
            };
            idle = 0;
            let twice = self.make(&mut marking, &made);
            queue.extend(self.ways(made.node, &made.gives, true));
            moves.push(made);
            if twice {
                return Some(Found { sign: Sign::Twice(node), moves });
            }
            if moves.len() > limit {
                break;
            }
        }
        let sign = self.signs(&marking).first().copied()?;
        if moves.len() > LONG {
            return Some(Found { sign, moves });
        }
        // The first moment at which it shows; from then on it stays.
        let state = |count: usize| {
            let mut marking = vec![0; self.words];
            for made in &moves[..count] {
                self.make(&mut marking, made);
            }
            marking
        };
        let (mut low, mut high) = (0, moves.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.signs(&state(middle)).is_empty() { low = middle + 1 } else { high = middle }
        }
        let sign = self.signs(&state(low)).first().copied().unwrap_or(sign);
        moves.truncate(low);
        Some(Found { sign, moves })
    }
}

/// What exploring found.
pub(super) struct Exploration {
    pub found: Vec<Found>,
    /// Whether every state was looked at.
    pub complete: bool,
    /// Edges that held a token in some state.
    pub marked: Marking,
}

impl Exploration {
    /// Whether every edge that a case can begin with or come to held a token in some state.
    pub fn marked_all(&self, core: &Core) -> bool {
        (0u32..).zip(&core.edges).all(|(edge, (from, _))| has(&self.marked, edge) || *from == ROOT)
    }
}

/// States, each once, side by side in one list.
struct States {
    words: usize,
    list: Vec<u64>,
    /// State numbers by hash, open addressing.
    table: Vec<u32>,
}

impl States {
    fn new(words: usize) -> Self {
        Self { words, list: Vec::new(), table: vec![NONE; 256] }
    }
    fn count(&self) -> usize {
        self.list.len() / self.words
    }
    fn get(&self, state: u32) -> &[u64] {
        &self.list[state as usize * self.words..][..self.words]
    }
    fn slot(&self, marking: &[u64]) -> usize {
        let hash = marking.iter().fold(0u64, |hash, word| (hash.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95));
        let mut at = (hash >> 20) as usize & (self.table.len() - 1);
        while self.table[at] != NONE && self.get(self.table[at]) != marking {
            at = (at + 1) & (self.table.len() - 1);
        }
        at
    }
    /// The number of a state, and whether it is new.
    fn insert(&mut self, marking: &[u64]) -> (u32, bool) {
        let slot = self.slot(marking);
        if self.table[slot] != NONE {
            return (self.table[slot], false);
        }
        let number = self.count() as u32;
        self.list.extend_from_slice(marking);
        self.table[slot] = number;
        if (number as usize + 1) * 2 > self.table.len() {
            self.table = vec![NONE; self.table.len() * 2];
            for state in 0..=number {
                let slot = self.slot(&self.list[state as usize * self.words..][..self.words]);
                self.table[slot] = state;
            }
        }
        (number, true)
    }
}
