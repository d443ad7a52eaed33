//! What can happen to a case, followed exactly: first without time, then moment by moment.

use super::Unmeasurable;
use super::chain::Chain;
use super::distribution::Distribution;
use super::net::{Join, NONE, Net, Split};
use std::collections::{BTreeMap, HashMap};

/// States, and moments in which a state can be, that are looked at before giving up.
pub const MOST: usize = 1_000_000;
/// A moment in which fewer cases than this are in a state is not followed: they are taken to be over. So less than
/// 10⁻¹⁸ of all cases are cut off. A loop that is gone round R times on the average is followed for about 55·R rounds, and
/// [`MOST`] is as many as there can be: what is cut off is less than 10⁻¹³ of the time of one round.
const REST: f64 = 1e-24;

/// Where a case stands: a token lies on a flow, and is done with the node behind it when nothing remains. On no flow lies
/// what ends by itself when nothing remains.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct State {
    tokens: Vec<(u32, u64)>,
    /// How often what is counted was taken, as long as that matters.
    taken: Vec<u32>,
}

/// A part of the process that is begun with one token and left with one, or ends the case; done already.
#[derive(Debug, Clone)]
pub struct Shortcut {
    /// The flow that it is left by; none where the case ends.
    pub to: Option<u32>,
}

/// What happens next.
enum Next {
    /// Nothing is left.
    Over,
    /// Tokens that wait for what never comes.
    Stuck,
    /// A node acts, with these chances.
    Acts(u32, Vec<(f64, State)>),
    /// Everybody works; so long.
    Waits(u64),
}

/// How far it is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// Till nothing is left, or all that is left waits for others.
    Over,
    /// Till several tokens have become one.
    One,
}

/// How a part of the process is followed.
#[derive(Clone, Copy)]
pub struct Explorer<'a> {
    pub net: &'a Net,
    /// By node: what stands for the part that begins there.
    pub shortcuts: &'a [Option<Shortcut>],
    /// By node: how long it takes; nothing where time does not matter.
    pub lasts: &'a [Lasts],
    /// Whether an inclusive join waits for what is not followed here.
    pub alone: bool,
    /// The flow on which all must have come together; none where they are followed to the end.
    pub until: Until,
}

impl Explorer<'_> {
    fn next(&self, state: &State) -> Result<Next, Unmeasurable> {
        if state.tokens.is_empty() {
            return Ok(Next::Over);
        }
        let arrived = |flow: u32| state.tokens.binary_search(&(flow, 0)).is_ok();
        for (flow, remains) in &state.tokens {
            if *remains > 0 {
                continue;
            }
            let node = self.net.ways[*flow as usize].to;
            match self.net.places[node as usize].join {
                Join::Any => return self.acts(state, node, &[*flow]),
                Join::All if self.net.ins[node as usize].iter().all(|flow| arrived(*flow)) => {
                    return self.acts(state, node, &self.net.ins[node as usize]);
                }
                Join::Some if self.net.ins[node as usize].len() < 2 => return self.acts(state, node, &[*flow]),
                _ => {}
            }
        }
        for (node, reach) in self.net.inclusive.iter().filter(|_| !self.alone) {
            let filled: Vec<u32> = self.net.ins[*node as usize].iter().copied().filter(|flow| arrived(*flow)).collect();
            if filled.is_empty() {
                continue;
            }
            let mut elsewhere = state.tokens.iter().map(|(flow, _)| *flow).filter(|flow| *flow != NONE);
            if self.net.goes_on(*node, reach, &arrived, &mut elsewhere) {
                return self.acts(state, *node, &filled);
            }
        }
        let waits = state.tokens.iter().map(|(_, remains)| *remains).filter(|remains| *remains > 0).min();
        Ok(waits.map_or(Next::Stuck, Next::Waits))
    }

    fn acts(&self, state: &State, node: u32, takes: &[u32]) -> Result<Next, Unmeasurable> {
        let mut rest = state.clone();
        rest.tokens.retain(|(flow, remains)| *remains > 0 || !takes.contains(flow));
        self.net.take_shared(node, &mut rest.taken);
        if let Some(shortcut) = self.shortcuts.get(node as usize).and_then(Option::as_ref) {
            let gives: Vec<u32> = shortcut.to.into_iter().collect();
            return Ok(Next::Acts(node, vec![(1.0, self.given(&rest, &gives)?)]));
        }
        let outs = &self.net.outs[node as usize];
        let open = |way: &u32| {
            let counter = self.net.ways[*way as usize].counter;
            counter == NONE || state.taken[counter as usize] < self.net.bounds[counter as usize]
        };
        let share = |way: &u32| self.net.ways[*way as usize].share;
        let mut next = Vec::new();
        match self.net.places[node as usize].split {
            _ if outs.is_empty() => next.push((1.0, self.given(&rest, &[])?)),
            Split::All if outs.iter().all(open) => next.push((1.0, self.given(&rest, outs)?)),
            Split::All => return Ok(Next::Stuck),
            Split::One => {
                for (chance, way) in chances(outs.iter().copied().filter(open), |way| share(&way)) {
                    next.push((chance, self.given(&rest, &[way])?));
                }
            }
            Split::Some => {
                let ways: Vec<u32> = outs.iter().copied().filter(open).collect();
                let none: f64 = ways.iter().map(|way| 1.0 - share(way)).product();
                let sets = 1usize.checked_shl(ways.len() as u32).filter(|sets| *sets <= MOST);
                for set in 1..sets.ok_or(Unmeasurable::TooMuch { most: MOST })? {
                    let is_in = |k: usize| set >> k & 1 == 1;
                    let chance = |(k, way): (usize, &u32)| if is_in(k) { share(way) } else { 1.0 - share(way) };
                    let chance = ways.iter().enumerate().map(chance).product::<f64>() / (1.0 - none);
                    if chance > 0.0 {
                        let gives: Vec<u32> = ways.iter().enumerate().filter(|(k, _)| is_in(*k)).map(|(_, way)| *way).collect();
                        next.push((chance, self.given(&rest, &gives)?));
                    }
                }
            }
        }
        Ok(if next.is_empty() { Next::Stuck } else { Next::Acts(node, next) })
    }

    fn given(&self, rest: &State, gives: &[u32]) -> Result<State, Unmeasurable> {
        let mut state = rest.clone();
        for flow in gives {
            let counter = self.net.ways[*flow as usize].counter;
            if counter != NONE {
                state.taken[counter as usize] += 1;
            }
            // A sound flow never holds two tokens.
            if state.tokens.iter().any(|(other, _)| other == flow) {
                return Err(Unmeasurable::Unsound);
            }
            state.tokens.push((*flow, self.fixed(*flow, &state.taken)));
        }
        state.tokens.sort_unstable();
        for (counter, taken) in state.taken.iter_mut().enumerate() {
            if !state.tokens.iter().any(|(flow, _)| *flow != NONE && self.net.is_counted(counter, *flow)) {
                *taken = 0;
            }
        }
        Ok(state)
    }

    /// Everything that can happen from a state on, without time, one node after the other: how often each node acts
    /// does not depend on who goes first.
    pub fn untimed(&self, flows: &[u32]) -> Result<Course, Unmeasurable> {
        let begin = self.begin(flows)?;
        let mut numbers = HashMap::from([(begin.clone(), 0u32)]);
        let mut course = Course { chain: Chain::default(), acts: Vec::new(), free: Vec::new(), exits: Vec::new(), widest: 0 };
        let mut states = vec![begin];
        let mut at = 0;
        while at < states.len() {
            let state = states[at].clone();
            course.widest = course.widest.max(state.tokens.len());
            let (node, next) = match self.next(&state)? {
                _ if self.until == Until::One && state.tokens.len() == 1 => {
                    course.exits.push((at as u32, vec![state.tokens[0].0]));
                    (NONE, Vec::new())
                }
                Next::Acts(node, next) => (node, next),
                Next::Over => (NONE, Vec::new()),
                Next::Stuck | Next::Waits(_) => {
                    course.exits.push((at as u32, state.tokens.iter().map(|(flow, _)| *flow).collect()));
                    (NONE, Vec::new())
                }
            };
            course.acts.push(node);
            course.free.push(node != NONE && self.net.is_free(node, &state.taken));
            let next: Vec<(u32, f64)> = next
                .into_iter()
                .map(|(chance, state)| {
                    let number = *numbers.entry(state).or_insert_with_key(|state| {
                        states.push(state.clone());
                        states.len() as u32 - 1
                    });
                    (number, chance)
                })
                .collect();
            course.chain.add(next);
            if states.len() > MOST {
                return Err(Unmeasurable::TooMuch { most: MOST });
            }
            at += 1;
        }
        Ok(course)
    }

    fn begin(&self, flows: &[u32]) -> Result<State, Unmeasurable> {
        self.given(&State { tokens: Vec::new(), taken: vec![0; self.net.counters()] }, flows)
    }

    /// When what is begun at these times, with tokens on these flows, is over or waits for others.
    pub fn timed(&self, begins: &Distribution, flows: &[u32]) -> Result<Distribution, Unmeasurable> {
        let begin = self.begin(flows)?;
        let mut open: BTreeMap<(u64, State), f64> =
            begins.points().iter().map(|(time, chance)| ((*time, begin.clone()), *chance)).collect();
        let mut over: BTreeMap<u64, f64> = BTreeMap::new();
        let mut work = 0;
        while let Some(((time, mut state), chance)) = open.pop_first() {
            if chance < REST {
                *over.entry(time).or_default() += chance;
                continue;
            }
            work += 1;
            match self.next(&state)? {
                // What comes after it takes its time there.
                _ if self.until == Until::One && state.tokens.len() == 1 => {
                    *over.entry(time).or_default() += chance;
                }
                Next::Over | Next::Stuck => {
                    *over.entry(time).or_default() += chance;
                }
                Next::Waits(so_long) => {
                    for (_, remains) in &mut state.tokens {
                        *remains = remains.saturating_sub(so_long);
                    }
                    state.tokens.retain(|token| *token != (NONE, 0));
                    *open.entry((time.saturating_add(so_long), state)).or_default() += chance;
                }
                Next::Acts(node, next) => {
                    for (part, next) in next {
                        work += self.goes_on(&mut open, time, node, next, chance * part);
                    }
                }
            }
            if work > MOST {
                return Err(Unmeasurable::TooMuch { most: MOST });
            }
        }
        Ok(Distribution::of(over.into_iter().collect()))
    }

    /// Puts a state in which a node has acted at its time; what a shortcut takes varies.
    fn goes_on(&self, open: &mut BTreeMap<(u64, State), f64>, time: u64, node: u32, next: State, chance: f64) -> usize {
        let Some(Lasts::Varies(varies)) = self.lasts.get(node as usize) else {
            *open.entry((time, next)).or_default() += chance;
            return 1;
        };
        let to = self.shortcuts.get(node as usize).and_then(Option::as_ref).and_then(|shortcut| shortcut.to);
        for (later, part) in varies.points() {
            let mut next = next.clone();
            match next.tokens.iter_mut().find(|(flow, _)| Some(*flow) == to) {
                Some((_, remains)) => *remains += later,
                None if *later > 0 => next.tokens.push((NONE, *later)),
                None => {}
            }
            next.tokens.sort_unstable();
            *open.entry((time, next)).or_default() += chance * part;
        }
        varies.points().len()
    }

    fn fixed(&self, flow: u32, taken: &[u32]) -> u64 {
        if self.lasts.is_empty() || self.net.is_free(self.net.ways[flow as usize].to, taken) {
            return 0;
        }
        match self.lasts.get(self.net.ways[flow as usize].to as usize) {
            Some(Lasts::Fixed(time)) => *time,
            _ => 0,
        }
    }
}

/// How long a node takes.
#[derive(Debug, Clone)]
pub enum Lasts {
    /// Always so long.
    Fixed(u64),
    /// What a shortcut takes.
    Varies(Distribution),
}

impl Lasts {
    pub fn mean(&self) -> f64 {
        match self {
            Self::Fixed(time) => *time as f64,
            Self::Varies(varies) => varies.mean_ticks(),
        }
    }
}

/// All that can happen from one state on.
#[derive(Debug, Clone)]
pub struct Course {
    pub chain: Chain,
    /// The node that acts in each state.
    pub acts: Vec<u32>,
    /// Whether it takes no time there.
    pub free: Vec<bool>,
    /// States in which all that is left waits for others, and the flows where it does.
    pub exits: Vec<(u32, Vec<u32>)>,
    /// The most tokens there were.
    pub widest: usize,
}

impl Course {
    fn lasts_in<'l>(&self, state: u32, lasts: &'l [Lasts]) -> &'l Lasts {
        const AT_ONCE: &Lasts = &Lasts::Fixed(0);
        if self.free[state as usize] { AT_ONCE } else { lasts.get(self.acts[state as usize] as usize).unwrap_or(AT_ONCE) }
    }

    /// How long a course of one token takes on the average; none if it never ends.
    pub fn mean(&self, lasts: &[Lasts]) -> Option<f64> {
        let visits = self.chain.visits().ok()?;
        Some((0u32..).zip(visits).map(|(state, visits)| self.lasts_in(state, lasts).mean() * visits).sum())
    }

    /// When a course of one token, begun at these times, is over or waits for others.
    ///
    /// States in which nothing takes time are passed over, so that only moments are followed in which something begins.
    pub fn timed(&self, begins: &Distribution, lasts: &[Lasts]) -> Result<Distribution, Unmeasurable> {
        let lasts_in = |state: u32| self.lasts_in(state, lasts);
        let is_over = |state: u32| self.acts[state as usize] == NONE;
        let next = self.chain.between(|state| is_over(state) || !matches!(lasts_in(state), Lasts::Fixed(0)));
        let mut open: BTreeMap<(u64, u32), f64> = begins.points().iter().map(|(time, chance)| ((*time, 0), *chance)).collect();
        let mut over: BTreeMap<u64, f64> = BTreeMap::new();
        let mut work = 0;
        while let Some(((time, state), chance)) = open.pop_first() {
            if is_over(state) || chance < REST {
                *over.entry(time).or_default() += chance;
                continue;
            }
            let mut go = |later: u64, part: f64| {
                for (to, further) in &next[state as usize] {
                    *open.entry((time.saturating_add(later), *to)).or_default() += chance * part * further;
                }
                work += next[state as usize].len();
            };
            match lasts_in(state) {
                Lasts::Fixed(later) => go(*later, 1.0),
                Lasts::Varies(varies) => varies.points().iter().for_each(|(later, part)| go(*later, *part)),
            }
            if work > MOST {
                return Err(Unmeasurable::TooMuch { most: MOST });
            }
        }
        Ok(Distribution::of(over.into_iter().collect()))
    }
}

/// The ways of a choice that can be taken: each in proportion to its share; if none of them has one, equally.
pub fn chances(ways: impl Iterator<Item = u32>, share: impl Fn(u32) -> f64) -> Vec<(f64, u32)> {
    let ways: Vec<u32> = ways.collect();
    let total: f64 = ways.iter().map(|way| share(*way)).sum();
    if total > 0.0 {
        return ways.into_iter().map(|way| (share(way) / total, way)).filter(|(chance, _)| *chance > 0.0).collect();
    }
    let each = 1.0 / ways.len().max(1) as f64;
    ways.into_iter().map(|way| (each, way)).collect()
}
