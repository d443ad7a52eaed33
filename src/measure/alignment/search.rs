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
use super::space::{Mix, Space};
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

/// What a deviation costs.
#[derive(Clone, Copy)]
pub struct Costs {
    pub skipped: u32,
    pub extra: u32,
}

/// What happens in an alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// An event that the procedure does not know there.
    Extra,
    /// Something happens, and the event says so.
    Recorded(u32),
    /// Tokens at a join are waited for.
    Nothing,
    /// Something happens that no event tells: a step that was skipped, a choice.
    Unrecorded(u32),
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
    extra: HashMap<u32, Vec<u32>, BuildHasherDefault<Mix>>,
    steps_of: Vec<Bits>,
}

impl<'t> Ahead<'t> {
    fn new(space: &Space, trace: &'t [u32], costs: Costs) -> Self {
        let labels = &space.net.labels;
        let mut steps_of = vec![bits::empty(bits::words(labels.len())); space.net.label_of.len()];
        for (step, label) in (0u32..).zip(labels) {
            if *label != NONE {
                bits::insert(&mut steps_of[*label as usize], step);
            }
        }
        let mut steps = vec![bits::empty(bits::words(labels.len())); trace.len() + 1];
        for at in (0..trace.len()).rev() {
            steps[at] = steps[at + 1].clone();
            if trace[at] != NONE {
                bits::unite(&mut steps[at], &steps_of[trace[at] as usize]);
            }
        }
        Self { trace, costs, steps, extra: HashMap::default(), steps_of }
    }
    /// What is still to pay at the least.
    fn least(&mut self, space: &Space, played: u32, marking: u32) -> u32 {
        let (can, again, trace, steps_of) = (space.can(marking), &space.net.again, self.trace, &self.steps_of);
        let extra = self.extra.entry(can).or_insert_with(|| {
            // How many more events of a label have a step.
            let can = space.steps.at(can);
            let mut room: Vec<u32> = steps_of
                .iter()
                .map(|steps| {
                    let mut steps = steps.clone();
                    bits::intersect(&mut steps, can);
                    if bits::meet(&steps, again) { NONE } else { bits::each(&steps).count() as u32 }
                })
                .collect();
            let mut extra = vec![0; trace.len() + 1];
            for at in (0..trace.len()).rev() {
                let room = room.get_mut(trace[at] as usize);
                let fits = room.is_some_and(|room| {
                    let fits = *room > 0;
                    *room -= u32::from(fits && *room != NONE);
                    fits
                });
                extra[at] = extra[at + 1] + u32::from(!fits);
            }
            extra
        });
        let skipped = bits::without(space.must(marking), &self.steps[played as usize]);
        extra[played as usize] * self.costs.extra + skipped * self.costs.skipped
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
        let Some(towards) = space.net.towards.get(label as usize).cloned() else { continue };
        if !bits::meet(space.markings.at(entry.marking), &towards) {
            continue;
        }
        let fresh = space.places.at(entry.fresh).to_vec();
        let may_move = if entry.fresh == 0 { towards.clone() } else { space.net.helpers(space.markings.at(entry.marking), &fresh) };
        if entry.fresh == 0 {
            // What comes next may need nothing but that others leave a join alone.
            let waiting: Vec<Bits> = space.net.waiting(space.markings.at(entry.marking)).collect();
            for mut here in waiting {
                bits::intersect(&mut here, &towards);
                if !bits::is_empty(&here) {
                    let fresh = space.places.number(&here);
                    push(space, Entry { fresh, before: number, action: Action::Nothing, ..entry });
                }
            }
        }
        for at in space.nexts(entry.marking) {
            let next = space.next(at);
            let is_fresh = match next.place {
                _ if entry.fresh == 0 => true,
                NONE => bits::meet(&fresh, &interrupts(space, next.act)),
                place => bits::has(&fresh, place),
            };
            if next.label == label && is_fresh {
                let (played, before, action) = (entry.played + 1, number, Action::Recorded(at));
                push(space, Entry { played, marking: next.marking, fresh: 0, paid: entry.paid, before, action });
            }
            let may = if next.place == NONE { is_fresh } else { bits::has(&may_move, next.place) };
            if !may || next.marking == entry.marking {
                continue;
            }
            // Who waits for others still does; of the ways of a split that are left open, none is on the way.
            let mut moved = fresh.clone();
            bits::intersect(&mut moved, &space.net.slots);
            bits::intersect(&mut moved, space.markings.at(next.marking));
            if next.place == NONE {
                moved.iter_mut().for_each(|word| *word = 0);
            }
            bits::unite(&mut moved, space.places.at(next.added));
            bits::subtract(&mut moved, &space.net.open_ways);
            bits::intersect(&mut moved, &towards);
            if bits::is_empty(&moved) {
                continue;
            }
            let fresh = space.places.number(&moved);
            let paid = entry.paid + if next.step == NONE { 0 } else { costs.skipped };
            push(space, Entry { marking: next.marking, fresh, paid, before: number, action: Action::Unrecorded(at), ..entry });
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

/// Where an interruption can come, if that is said.
fn interrupts(space: &Space, interruption: u32) -> Bits {
    space.net.interruptions.get(interruption as usize).and_then(|i| i.during.clone()).unwrap_or_default()
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
