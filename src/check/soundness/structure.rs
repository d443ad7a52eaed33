//! The exact decision on what reduction leaves with cycles, where all gateways are exclusive or parallel.
//!
//! The residue is read as a free-choice net: exclusive gateways are places, parallel ones are
//! transitions. It is sound exactly if the net is live and bounded (van der Aalst 1998), and that is
//! so exactly if (Desel and Esparza, Free Choice Petri Nets, 1995, chapters 5, 6 and 10)
//!
//! 1. every place lies in a component that keeps its number of tokens, and every transition in one
//!    that brings each marking back: positive invariants of both kinds;
//! 2. the rank of the incidence matrix is the number of clusters less one;
//! 3. no siphon is without a token: no set of places that, once empty, stays empty.
//!
//! In a net that fulfils all this each smallest siphon is such a component, so that the first one
//! found around a place (Kemper, Linear time algorithm to find a minimal deadlock in a strongly
//! connected free-choice net, 1993) decides.

use super::core::{NONE, Op, ROOT};
use super::lists::Lists;
use super::reduce::Residue;

/// A free-choice net; places and transitions are numbered apart.
#[derive(Debug, Clone)]
pub(super) struct Net {
    /// For each place, the transitions before and behind it.
    places: Sides,
    /// For each transition, the places before and behind it.
    transitions: Sides,
}

/// Components of a net: sets of places, in each of which the number of tokens stays; and sets of
/// transitions, each of which brings the tokens back to where they were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Invariants {
    pub of_places: Vec<Vec<u32>>,
    pub of_transitions: Vec<Vec<u32>>,
}

#[derive(Debug, Clone)]
struct Sides {
    before: Lists,
    behind: Lists,
}

impl Sides {
    fn count(&self) -> usize {
        self.before.count()
    }
    /// What is behind, before, and what is before, behind.
    fn turned(&self) -> Self {
        Self { before: self.behind.clone(), behind: self.before.clone() }
    }
}

impl Net {
    /// The net of a residue without inclusive gateways; place 0 is the root, which holds the token.
    pub fn of(residue: &Residue) -> Self {
        let mut number = Vec::with_capacity(residue.ops.len());
        let (mut places, mut transitions) = (0u32, 0u32);
        let another = |count: &mut u32| {
            *count += 1;
            *count - 1
        };
        for op in &residue.ops {
            number.push(another(if *op == Op::Parallel { &mut transitions } else { &mut places }));
        }
        // From a transition to a place, and from a place to a transition.
        let (mut given, mut taken) = (Vec::new(), Vec::new());
        for (from, to) in &residue.edges {
            let (a, b) = (number[*from as usize], number[*to as usize]);
            match (residue.ops[*from as usize] == Op::Parallel, residue.ops[*to as usize] == Op::Parallel) {
                (true, true) => {
                    let between = another(&mut places);
                    given.push((a, between));
                    taken.push((between, b));
                }
                (true, false) => given.push((a, b)),
                // A choice is made by a transition of its own, so that the net is free-choice.
                (false, true) => {
                    let (chosen, between) = (another(&mut transitions), another(&mut places));
                    taken.extend([(a, chosen), (between, b)]);
                    given.push((chosen, between));
                }
                (false, false) => {
                    let chosen = another(&mut transitions);
                    taken.push((a, chosen));
                    given.push((chosen, b));
                }
            }
        }
        let turned = |(a, b): &(u32, u32)| (*b, *a);
        let (places, transitions) = (places as usize, transitions as usize);
        Self {
            places: Sides {
                before: Lists::of(places, given.iter().map(turned)),
                behind: Lists::of(places, taken.iter().copied()),
            },
            transitions: Sides {
                before: Lists::of(transitions, taken.iter().map(turned)),
                behind: Lists::of(transitions, given.iter().copied()),
            },
        }
    }
    /// The net with every arc turned round and the parts exchanged: free-choice again.
    fn reverse_dual(&self) -> Self {
        Self { places: self.transitions.turned(), transitions: self.places.turned() }
    }

    /// Why the net is live and bounded with one token on the root; `None` if it is not.
    pub fn proof(&self) -> Option<Invariants> {
        if self.has_double_arc() || !self.has_only_marked_siphons() {
            return None;
        }
        let found = Invariants { of_places: self.components()?, of_transitions: self.reverse_dual().components()? };
        // Last, as it takes longest.
        self.rank_is(self.clusters() - 1).then_some(found)
    }

    /// Two arcs the same way: something is taken or given twice at once.
    fn has_double_arc(&self) -> bool {
        // The transition that was last seen before each place, and behind it.
        let mut seen = [vec![NONE; self.places.count()], vec![NONE; self.places.count()]];
        (0..self.transitions.count() as u32).any(|t| {
            let lists = [self.transitions.before.at(t), self.transitions.behind.at(t)];
            lists
                .into_iter()
                .zip(&mut seen)
                .any(|(list, seen)| list.iter().any(|place| std::mem::replace(&mut seen[*place as usize], t) == t))
        })
    }

    /// Whether no set of places without the root can be empty for ever: a token on the root, and
    /// what can be marked from there, is everything.
    fn has_only_marked_siphons(&self) -> bool {
        let mut waits: Vec<usize> = (0..self.transitions.count() as u32).map(|t| self.transitions.before.at(t).len()).collect();
        let mut marked = vec![false; self.places.count()];
        let mut open = vec![ROOT];
        marked[ROOT as usize] = true;
        let mut count = 0;
        while let Some(place) = open.pop() {
            count += 1;
            for transition in self.places.behind.at(place) {
                let left = &mut waits[*transition as usize];
                *left -= 1;
                if *left == 0 {
                    for place in self.transitions.behind.at(*transition) {
                        if !std::mem::replace(&mut marked[*place as usize], true) {
                            open.push(*place);
                        }
                    }
                }
            }
        }
        count == self.places.count()
    }

    /// Components that keep their number of tokens and together hold every place; `None` if there
    /// are none such.
    pub fn components(&self) -> Option<Vec<Vec<u32>>> {
        let mut covered = vec![false; self.places.count()];
        let mut found = Vec::new();
        let mut search = Search::over(self);
        for place in 0..self.places.count() as u32 {
            if !covered[place as usize] {
                let component = search.component(place)?;
                for place in &component {
                    covered[*place as usize] = true;
                }
                found.push(component);
            }
        }
        Some(found)
    }

    /// Sets of places and transitions that belong together by their choices.
    fn clusters(&self) -> usize {
        // Either a place has one transition behind it, or its transitions have it alone before
        // them: a cluster is the places before one transition, or the one place of several.
        let of_choice = (0..self.places.count() as u32).filter(|p| self.places.behind.at(*p).len() != 1).count();
        // Those that take nothing are alone.
        let has_places_alone = |t: &u32| self.transitions.before.at(*t).iter().all(|p| self.places.behind.at(*p).len() == 1);
        of_choice + (0..self.transitions.count() as u32).filter(has_places_alone).count()
    }

    /// Whether the incidence matrix has this rank, exactly.
    ///
    /// The rank modulo a prime is never larger than the rank, and smaller only if the prime divides
    /// every largest minor. By Hadamard no minor is larger than the product of the lengths of its
    /// rows, so that enough primes leave no doubt.
    fn rank_is(&self, rank: usize) -> bool {
        // Twice the logarithm of the product, rounded up.
        let sides = &self.transitions;
        let length = |t: u32| sides.before.at(t).len() + sides.behind.at(t).len();
        let bits: u32 = (0..sides.count() as u32).map(|t| length(t).max(1).ilog2() + 1).sum();
        let needed = bits / 60 + 1;
        let mut primes = primes();
        (0..needed).all(|_| primes.next().is_some_and(|p| self.rank(p) == rank))
    }

    /// The rank of the incidence matrix modulo a prime.
    fn rank(&self, p: u64) -> usize {
        // Sparse rows, one for each transition, sorted by place.
        let sides = &self.transitions;
        let mut rows: Vec<Vec<(u32, u64)>> = (0..sides.count() as u32)
            .map(|t| {
                let (behind, before) = (sides.behind.at(t), sides.before.at(t));
                let mut row: Vec<(u32, u64)> =
                    behind.iter().map(|place| (*place, 1)).chain(before.iter().map(|place| (*place, p - 1))).collect();
                row.sort_unstable_by_key(|(place, _)| *place);
                // What is taken and given back cancels out.
                let mut merged: Vec<(u32, u64)> = Vec::with_capacity(row.len());
                for (place, value) in row {
                    match merged.last_mut() {
                        Some(last) if last.0 == place => last.1 = (last.1 + value) % p,
                        _ => merged.push((place, value)),
                    }
                }
                merged.retain(|(_, value)| *value != 0);
                merged
            })
            .collect();
        // The shortest rows first keep the others short.
        rows.sort_by_key(Vec::len);
        let mut pivots: Vec<u32> = vec![NONE; self.places.count()];
        let mut kept: Vec<Vec<(u32, u64)>> = Vec::new();
        let mut next = Vec::new();
        for mut row in rows {
            while let Some((place, value)) = row.first().copied() {
                let pivot = pivots[place as usize];
                if pivot == NONE {
                    // The first entry of a kept row is one.
                    let inverse = power(value, p - 2, p);
                    for (_, value) in &mut row {
                        *value = *value * inverse % p;
                    }
                    pivots[place as usize] = kept.len() as u32;
                    kept.push(row);
                    break;
                }
                subtract(&row, &kept[pivot as usize], value, p, &mut next);
                std::mem::swap(&mut row, &mut next);
            }
        }
        kept.len()
    }
}

/// `row - factor * other`, modulo `p`.
fn subtract(row: &[(u32, u64)], other: &[(u32, u64)], factor: u64, p: u64, result: &mut Vec<(u32, u64)>) {
    result.clear();
    let (mut row, mut other) = (row, other);
    while let Some(place) = row.first().into_iter().chain(other.first()).map(|entry| entry.0).min() {
        let take = |list: &mut &[(u32, u64)]| match list.split_first() {
            Some((entry, rest)) if entry.0 == place => {
                *list = rest;
                entry.1
            }
            _ => 0,
        };
        let (left, right) = (take(&mut row), take(&mut other) * factor % p);
        let value = (left + p - right) % p;
        if value != 0 {
            result.push((place, value));
        }
    }
}

fn power(mut base: u64, mut exponent: u64, p: u64) -> u64 {
    let mut result = 1;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = result * base % p;
        }
        base = base * base % p;
        exponent >>= 1;
    }
    result
}

/// Primes of 31 bits, the largest first: products of two numbers fit in 64 bits.
fn primes() -> impl Iterator<Item = u64> {
    let is_prime = |n: u64| (3..).step_by(2).take_while(|d| d * d <= n).all(|d| !n.is_multiple_of(d));
    let last = LARGEST[LARGEST.len() - 1];
    LARGEST.into_iter().chain((1 << 30..last).rev().filter(move |n| n % 2 == 1 && is_prime(*n)))
}

/// The largest primes of 31 bits: as many as most nets need.
const LARGEST: [u64; 8] =
    [2_147_483_647, 2_147_483_629, 2_147_483_587, 2_147_483_579, 2_147_483_563, 2_147_483_549, 2_147_483_543, 2_147_483_497];

/// Looks for a smallest siphon around a place, ear by ear.
struct Search<'n> {
    net: &'n Net,
    /// Marks are numbers of the round, so that nothing has to be cleared.
    round: u32,
    in_set: Vec<u32>,
    /// Transitions that take from the set, each from one place of it.
    taken: Vec<u32>,
    seen_place: Vec<u32>,
    seen_transition: Vec<u32>,
    stamp: u32,
    /// How the backward search came to a place: the transition behind it.
    way: Vec<u32>,
    /// How it came to a transition: the place behind it.
    way_transition: Vec<u32>,
}

impl<'n> Search<'n> {
    fn over(net: &'n Net) -> Self {
        let (p, t) = (net.places.count(), net.transitions.count());
        Self {
            net,
            round: 0,
            in_set: vec![0; p],
            taken: vec![0; t],
            seen_place: vec![0; p],
            seen_transition: vec![0; t],
            stamp: 0,
            way: vec![NONE; p],
            way_transition: vec![NONE; t],
        }
    }

    /// A set of places with this one, of which every transition takes and gives exactly one token.
    fn component(&mut self, place: u32) -> Option<Vec<u32>> {
        self.round += 1;
        let mut set = vec![place];
        self.in_set[place as usize] = self.round;
        let mut done = 0;
        while let Some(place) = set.get(done).copied() {
            done += 1;
            for i in 0..self.net.places.before.at(place).len() {
                let transition = self.net.places.before.at(place)[i];
                if self.taken[transition as usize] == self.round {
                    continue;
                }
                self.ear(transition, place, &mut set)?;
            }
        }
        // Each transition around the set gives one token to it and takes one from it.
        for place in &set {
            let (places, transitions) = (&self.net.places, &self.net.transitions);
            for transition in places.before.at(*place).iter().chain(places.behind.at(*place)) {
                let within = |list: &[u32]| list.iter().filter(|p| self.in_set[**p as usize] == self.round).count();
                if within(transitions.before.at(*transition)) != 1 || within(transitions.behind.at(*transition)) != 1 {
                    return None;
                }
            }
        }
        Some(set)
    }

    /// A way from the set back to the set, against the arcs, that begins with a transition which
    /// gives to `place`; its places join the set.
    fn ear(&mut self, transition: u32, place: u32, set: &mut Vec<u32>) -> Option<()> {
        self.stamp += 1;
        self.way_transition[transition as usize] = place;
        self.seen_transition[transition as usize] = self.stamp;
        let mut open = vec![transition];
        while let Some(at) = open.pop() {
            for before in self.net.transitions.before.at(at) {
                if self.seen_place[*before as usize] == self.stamp {
                    continue;
                }
                self.seen_place[*before as usize] = self.stamp;
                self.way[*before as usize] = at;
                if self.in_set[*before as usize] == self.round {
                    self.join(*before, transition, set);
                    return Some(());
                }
                for next in self.net.places.before.at(*before) {
                    // A transition that gives to the set already would give to it twice.
                    let gives = |t: u32| self.net.transitions.behind.at(t).iter().any(|p| self.in_set[*p as usize] == self.round);
                    if self.seen_transition[*next as usize] != self.stamp && !gives(*next) {
                        self.seen_transition[*next as usize] = self.stamp;
                        self.way_transition[*next as usize] = *before;
                        open.push(*next);
                    }
                }
            }
        }
        None
    }

    /// Takes the places of the way that ends in `from` into the set.
    fn join(&mut self, from: u32, last: u32, set: &mut Vec<u32>) {
        let mut place = from;
        loop {
            let transition = self.way[place as usize];
            self.taken[transition as usize] = self.round;
            if transition == last {
                return;
            }
            place = self.way_transition[transition as usize];
            self.in_set[place as usize] = self.round;
            set.push(place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_primes_are_the_largest_primes() {
        let is_prime = |n: u64| (2..n).take_while(|d| d * d <= n).all(|d| !n.is_multiple_of(d));
        let found: Vec<u64> = (1u64 << 30..1 << 31).rev().filter(|n| is_prime(*n)).take(LARGEST.len() + 2).collect();
        assert_eq!(primes().take(LARGEST.len() + 2).collect::<Vec<_>>(), found);
    }
}
