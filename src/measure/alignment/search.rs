//! The cheapest way to play a trace on a procedure: best first, along what the net says is still to pay.
//!
//! Three things keep it short, and none of them costs the optimum:
//!
//! - *A step is skipped only for what comes next.* Skips that no later event needs are put off to the end, where the
//!   shortest way to it is known; the others stand directly before the event that needs them, each needed by the one after
//!   it. So a search is for one event at a time, and only tokens that can come to it, or to a join that it waits for, move.
//! - *What is still to pay.* Events to come of steps that cannot be done any more are extra; steps that no case leaves out
//!   and that have no event to come will be skipped.
//! - *What a marking leads to is looked at once*, for all traces.

use super::bits::{self, Bits};
use super::net::NONE;
use super::space::{Action, Mix, Play, Space};
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

/// What a deviation costs.
#[derive(Clone, Copy)]
pub struct Costs {
    pub skipped: u32,
    pub extra: u32,
}

/// The best that was found.
pub struct Found {
    pub actions: Vec<Action>,
    /// What it costs, and what no alignment can cost less than.
    pub most: u64,
    pub least: u64,
    /// States that were looked at.
    pub states: usize,
}

#[derive(Clone, Copy)]
struct Entry {
    /// How many events are played.
    played: u32,
    marking: u32,
    /// Places with tokens that have just moved towards the event that comes next.
    fresh: u32,
    paid: u32,
    before: u32,
    action: Action,
}

/// What is known of the events still to come, by how many are played.
struct Ahead<'t> {
    trace: &'t [u32],
    costs: Costs,
    /// The steps that have one of them.
    steps: Vec<Bits>,
    /// By set of steps that can still be done: how many of them are extra for certain.
    extra: Vec<Vec<u32>>,
}

impl<'t> Ahead<'t> {
    fn new(space: &Space, trace: &'t [u32], costs: Costs) -> Self {
        let net = &space.net;
        let mut steps = vec![bits::empty(bits::words(net.labels.len())); trace.len() + 1];
        for at in (0..trace.len()).rev() {
            let mut here = steps[at + 1].clone();
            if let Some(also) = net.steps_of.get(trace[at] as usize) {
                bits::unite(&mut here, also);
            }
            steps[at] = here;
        }
        Self { trace, costs, steps, extra: Vec::new() }
    }
    /// What is still to pay at the least.
    fn least(&mut self, space: &Space, played: u32, marking: u32) -> u32 {
        let can = space.can(marking) as usize;
        if self.extra.len() <= can {
            self.extra.resize(can + 1, Vec::new());
        }
        if self.extra[can].is_empty() {
            self.extra[can] = self.extra_where(space, can as u32);
        }
        let skipped = bits::without(space.must(marking), &self.steps[played as usize]);
        self.extra[can][played as usize] * self.costs.extra + skipped * self.costs.skipped
    }
    /// How many events are extra if no other steps than those can be done.
    fn extra_where(&self, space: &Space, can: u32) -> Vec<u32> {
        let can = space.steps.at(can);
        // How many more events of a label have a step.
        let room = |steps: &Bits| {
            let mut steps = steps.clone();
            bits::intersect(&mut steps, can);
            if bits::meet(&steps, &space.net.again) { NONE } else { bits::each(&steps).count() as u32 }
        };
        let mut rooms: Vec<u32> = space.net.steps_of.iter().map(room).collect();
        let mut extra = vec![0; self.trace.len() + 1];
        for at in (0..self.trace.len()).rev() {
            let fits = rooms.get_mut(self.trace[at] as usize).is_some_and(|room| {
                let fits = *room > 0;
                *room -= u32::from(fits && *room != NONE);
                fits
            });
            extra[at] = extra[at + 1] + u32::from(!fits);
        }
        extra
    }
}

/// Aligns one trace of labels, looking at so many states at most.
pub fn align(space: &mut Space, trace: &[u32], costs: Costs, most: usize) -> Found {
    let mut ahead = Ahead::new(space, trace, costs);
    let mut entries = vec![Entry { played: 0, marking: space.first, fresh: 0, paid: 0, before: NONE, action: Action::Extra }];
    let mut paid: HashMap<(u32, u32, u32), u32, BuildHasherDefault<Mix>> = HashMap::default();
    paid.insert((0, space.first, 0), 0);
    let mut level = ahead.least(space, 0, space.first) as usize;
    let mut buckets: Vec<Vec<u32>> = vec![Vec::new(); level + 1];
    buckets[level].push(0);
    let mut done: Option<(u32, u32)> = None;
    let mut states = 0;
    let mut unknown: Option<usize> = None;
    let trace_end = trace.len() as u32;
    loop {
        if done.is_some_and(|(cost, _)| cost as usize <= level) || level >= buckets.len() {
            break;
        }
        let Some(number) = buckets[level].pop() else {
            level += 1;
            continue;
        };
        let entry = entries[number as usize];
        if paid.get(&(entry.played, entry.marking, entry.fresh)).is_some_and(|known| *known < entry.paid) {
            continue;
        }
        states += 1;
        if states > most {
            unknown = unknown.or(Some(level));
            break;
        }
        if entry.played == trace_end {
            match space.rest(entry.marking, most) {
                Some((steps, _)) => {
                    let cost = entry.paid + steps * costs.skipped;
                    if done.is_none_or(|(known, _)| cost < known) {
                        done = Some((cost, number));
                    }
                }
                // It may still end, but how cheaply is not known.
                None => unknown = unknown.or(Some(level)),
            }
            continue;
        }
        let mut push = |space: &Space, next: Entry| {
            let known = paid.entry((next.played, next.marking, next.fresh)).or_insert(NONE);
            if next.paid >= *known {
                return;
            }
            *known = next.paid;
            let at = (next.paid + ahead.least(space, next.played, next.marking)) as usize;
            let at = at.max(level);
            if buckets.len() <= at {
                buckets.resize(at + 1, Vec::new());
            }
            buckets[at].push(entries.len() as u32);
            entries.push(next);
        };
        let label = trace[entry.played as usize];
        if entry.fresh == 0 {
            let (played, paid) = (entry.played + 1, entry.paid + costs.extra);
            push(space, Entry { played, paid, before: number, action: Action::Extra, ..entry });
        }
        for at in space.plays(entry.marking, entry.fresh, label) {
            let Play { action, marking, fresh } = space.play(at);
            let (played, paid) = match action {
                Action::Recorded(_) => (entry.played + 1, entry.paid),
                Action::Unrecorded(next) if space.next(next).step != NONE => (entry.played, entry.paid + costs.skipped),
                _ => (entry.played, entry.paid),
            };
            push(space, Entry { played, marking, fresh, paid, before: number, action });
        }
    }
    let decided = done.filter(|(cost, _)| unknown.is_none_or(|level| *cost as usize <= level));
    let (cost, last) = decided.unwrap_or_else(|| {
        // Nothing better is known than to stop reading somewhere.
        let stops = candidates(space, &entries, &ahead);
        let ends = stops.into_iter().filter_map(|number| {
            let entry = entries[number as usize];
            let extra = (trace_end - entry.played) * costs.extra;
            Some((entry.paid + extra + space.rest(entry.marking, most)?.0 * costs.skipped, number))
        });
        ends.chain(done).min().unwrap_or((NONE, 0))
    });
    let least = unknown.map_or(cost.into(), |level| u64::from(cost).min(level as u64));
    let mut actions = Vec::new();
    let (mut at, mut marking) = (last, entries[last as usize].marking);
    while at != 0 {
        actions.push(entries[at as usize].action);
        at = entries[at as usize].before;
    }
    actions.reverse();
    actions.extend((entries[last as usize].played..trace_end).map(|_| Action::Extra));
    while let Some((_, next)) = space.rest(marking, most).filter(|(_, next)| *next != NONE) {
        actions.push(Action::Unrecorded(next));
        marking = space.next(next).marking;
    }
    Found { actions, most: cost.into(), least, states }
}

/// Where a trace that could not be followed to its end might best be left: the beginning, and what looks cheapest.
fn candidates(space: &Space, entries: &[Entry], ahead: &Ahead) -> Vec<u32> {
    let last = ahead.trace.len() as u32;
    let guess = |entry: &Entry| {
        let skipped = bits::each(space.must(entry.marking)).count() as u32;
        u64::from(entry.paid) + u64::from((last - entry.played) * ahead.costs.extra) + u64::from(skipped * ahead.costs.skipped)
    };
    let mut ranked: Vec<(u64, u32)> = entries.iter().zip(0u32..).map(|(entry, number)| (guess(entry), number)).collect();
    ranked.sort_unstable();
    std::iter::once(0).chain(ranked.into_iter().take(32).map(|(_, number)| number)).collect()
}
