//! What can happen on a board, looked at state by state or played once.

use super::core::{Core, NONE, Op, ROOT};
use super::game::{Found, Game, MOST_OPEN, Marking, Move, Side, Sign, Turn, has, put};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

/// Plays longer than this are not cut to the moment at which the sign shows.
const LONG: usize = 20_000;

impl Game<'_> {
    /// Looks at states, those with the fewest steps behind them first, at most `limit` of them.
    /// Each sign is reported once, at its nearest. Whether all states were seen, and which edges
    /// ever held a token. `steps` says how many steps are done on the way along each edge; none where
    /// it says nothing.
    pub fn explore(&self, limit: usize, persistent: bool, steps: &[u32]) -> Exploration {
        let cost = |turn: Turn| {
            let mut cost = 1;
            self.each_given(turn, |edge| cost += steps.get(edge as usize).map_or(0, |steps| steps * 4));
            cost
        };
        let is_wide = |node: u32| self.core.ops[node as usize] == Op::Inclusive && self.outs(node).len() > MOST_OPEN;
        let complete = !(0..self.core.ops.len() as u32).any(is_wide);
        let mut result = Exploration { found: Vec::new(), complete, marked: self.empty() };
        let mut reached = Reached {
            states: States::new(self.words),
            may: Vec::new(),
            parents: Vec::new(),
            costs: Vec::new(),
            open: BinaryHeap::new(),
        };
        let (mut here, mut next, mut may) = (self.empty(), self.empty(), self.empty());
        for edge in self.outs(ROOT) {
            next.fill(0);
            put(&mut next, *edge);
            let turn = Turn { node: ROOT, side: Side::Begins(*edge) };
            reached.add(&next, NONE, turn, cost(turn));
        }
        let mut turns = Vec::new();
        let mut done = 0;
        while let Some(Reverse((so_far, state))) = reached.open.pop() {
            if so_far > reached.costs[state as usize] {
                continue;
            }
            done += 1;
            if done > limit {
                result.complete = false;
                break;
            }
            here.copy_from_slice(reached.states.get(state));
            for (all, here) in result.marked.iter_mut().zip(&here) {
                *all |= here;
            }
            let (before, turn) = reached.parents[state as usize];
            if before == NONE {
                may = self.may(&here);
            } else {
                self.may_after(turn, &here, reached.may(before, self.words), &mut may);
            }
            reached.set_may(state, &may);
            let mut signs = self.signs(&here, &may);
            turns.clear();
            if signs.is_empty() && persistent {
                self.persistent(&here, &mut turns);
            } else if signs.is_empty() {
                self.turns(&here, None, &mut turns);
            }
            let is_over = Self::marked(&here).all(|edge| self.to(edge) == ROOT);
            if turns.is_empty() && signs.is_empty() && !is_over {
                let waiting = Self::marked(&here).map(|edge| self.to(edge)).find(|node| *node != ROOT);
                signs.extend(waiting.map(Sign::Stuck));
            }
            for sign in signs {
                if result.found.iter().all(|f| f.sign != sign) {
                    result.found.push(Found { sign, moves: self.way_to(&reached, state, None) });
                }
            }
            for turn in &turns {
                next.copy_from_slice(&here);
                if self.make(&mut next, *turn) {
                    let sign = Sign::Twice(turn.node);
                    if result.found.iter().all(|f| f.sign != sign) {
                        result.found.push(Found { sign, moves: self.way_to(&reached, state, Some(*turn)) });
                    }
                    continue;
                }
                reached.add(&next, state, *turn, so_far + cost(*turn));
            }
        }
        result
    }

    /// The moves that lead to a state, and one more.
    fn way_to(&self, reached: &Reached, mut state: u32, last: Option<Turn>) -> Vec<Move> {
        let mut turns: Vec<Turn> = last.into_iter().collect();
        while state != NONE {
            let (before, turn) = reached.parents[state as usize];
            turns.push(turn);
            state = before;
        }
        turns.reverse();
        self.spell(&turns)
    }
    /// Turns with their ways said, from the beginning.
    fn spell(&self, turns: &[Turn]) -> Vec<Move> {
        let mut marking = self.empty();
        let spell = |turn: &Turn| {
            let spelled = self.spelled(&marking, *turn);
            self.make(&mut marking, *turn);
            spelled
        };
        turns.iter().map(spell).collect()
    }

    /// Plays one case to its end, `choose` deciding at each choice, the oldest token first. The
    /// first sign that shows.
    pub fn play(&self, limit: usize, mut choose: impl FnMut(u32, &[u32]) -> u32) -> Option<Found> {
        let first = choose(ROOT, self.outs(ROOT));
        let mut marking = self.empty();
        put(&mut marking, first);
        let mut turns = vec![Turn { node: ROOT, side: Side::Begins(first) }];
        let mut queue = VecDeque::from([first]);
        let mut idle = 0;
        let mut possible = Vec::new();
        while let Some(edge) = queue.pop_front() {
            let node = self.to(edge);
            if !has(&marking, edge) || node == ROOT {
                continue;
            }
            let turn = match self.core.ops[node as usize] {
                Op::Exclusive if self.outs(node).is_empty() => None,
                Op::Exclusive => Some(Turn { node, side: Side::Passes(edge, choose(node, self.outs(node))) }),
                Op::Parallel | Op::Inclusive => {
                    self.turns(&marking, Some(edge), &mut possible);
                    possible.pop()
                }
            };
            let Some(turn) = turn else {
                idle += 1;
                queue.push_back(edge);
                if idle > queue.len() {
                    break;
                }
                continue;
            };
            idle = 0;
            let twice = self.make(&mut marking, turn);
            self.each_given(turn, |edge| queue.push_back(edge));
            turns.push(turn);
            if twice {
                return Some(Found { sign: Sign::Twice(node), moves: self.spell(&turns) });
            }
            if turns.len() > limit {
                break;
            }
        }
        self.shown(&marking, self.spell(&turns))
    }

    /// The first sign that shows in what some moves lead to.
    pub fn shown(&self, marking: &[u64], mut moves: Vec<Move>) -> Option<Found> {
        let signs = |marking: &[u64]| self.signs(marking, &self.may(marking));
        let sign = signs(marking).first().copied()?;
        if moves.len() > LONG {
            return Some(Found { sign, moves });
        }
        let repeat = |marking: &mut Marking, made: &Move| self.repeat(marking, made);
        moves.truncate(first_moment(self.empty(), &moves, repeat, |marking| !signs(marking).is_empty()));
        let mut marking = self.empty();
        for made in &moves {
            self.repeat(&mut marking, made);
        }
        let sign = signs(&marking).first().copied().unwrap_or(sign);
        Some(Found { sign, moves })
    }
}

/// After how many moves something shows that stays from then on; all of them where it does not show before.
pub(super) fn first_moment<T>(
    mut before: Marking,
    moves: &[T],
    make: impl Fn(&mut Marking, &T) -> bool,
    shows: impl Fn(&[u64]) -> bool,
) -> usize {
    let (mut low, mut high) = (0, moves.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        let mut marking = before.clone();
        for made in &moves[low..middle] {
            make(&mut marking, made);
        }
        if shows(&marking) {
            high = middle;
        } else {
            make(&mut marking, &moves[middle]);
            (low, before) = (middle + 1, marking);
        }
    }
    low
}

/// States that were come to, by their numbers.
struct Reached {
    states: States,
    /// What may still get a token in each.
    may: Vec<u64>,
    /// The state before, and the turn from there.
    parents: Vec<(u32, Turn)>,
    costs: Vec<u32>,
    /// Those that are still to be looked at, the nearest first.
    open: BinaryHeap<Reverse<(u32, u32)>>,
}

impl Reached {
    /// Adds a state, or a shorter way to it.
    fn add(&mut self, marking: &[u64], before: u32, turn: Turn, cost: u32) {
        let (state, is_new) = self.states.insert(marking);
        if is_new {
            self.parents.push((before, turn));
            self.costs.push(cost);
            self.may.extend_from_slice(marking);
        } else if cost < self.costs[state as usize] {
            self.parents[state as usize] = (before, turn);
            self.costs[state as usize] = cost;
        } else {
            return;
        }
        self.open.push(Reverse((cost, state)));
    }
    fn may(&self, state: u32, words: usize) -> &[u64] {
        &self.may[state as usize * words..][..words]
    }
    fn set_may(&mut self, state: u32, may: &[u64]) {
        self.may[state as usize * may.len()..][..may.len()].copy_from_slice(may);
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
pub(super) struct States {
    words: usize,
    list: Vec<u64>,
    /// State numbers by hash, open addressing.
    table: Vec<u32>,
}

impl States {
    pub fn new(words: usize) -> Self {
        Self { words, list: Vec::new(), table: vec![NONE; 256] }
    }
    pub fn count(&self) -> usize {
        self.list.len() / self.words
    }
    pub fn get(&self, state: u32) -> &[u64] {
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
    pub fn insert(&mut self, marking: &[u64]) -> (u32, bool) {
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
