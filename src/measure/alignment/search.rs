//! The cheapest way to play a trace on a procedure: best first, along what the net says is still to pay.
//!
//! Four things keep it short, and none of them costs the optimum:
//!
//! - *A step is skipped only for what comes next.* Skips that no later event needs are put off to the end, where the
//!   shortest way to it is known; the others stand directly before the event that needs them, each needed by the one after
//!   it. So a search is for one event at a time, and only tokens that can come to it, or to a join that it waits for, move.
//! - *What is still to pay.* Events to come of steps that cannot be done any more are extra; steps that no case leaves out
//!   and that have no event to come will be skipped.
//! - *Gaps.* Two events side by side that no case has so cost something wherever they are played. That is figured out only for
//!   dossiers that take long.
//! - *What a marking leads to is looked at once*, for all traces.

use super::bits::{self, Bits};
use super::follows::Gaps;
use super::net::NONE;
use super::space::{Action, Mix, Play, Space};
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

/// How much of a case a trace tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tells {
    /// All of it, to the end.
    All,
    /// What happened until now: nothing is known of what follows.
    Beginning,
}

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
    tells: Tells,
    costs: Costs,
    /// The steps that have one of them.
    steps: Vec<Bits>,
    /// By set of steps that can still be done: how many of them are extra for certain.
    extra: Vec<Vec<u32>>,
    gaps: Option<Gaps>,
}

/// So many states a dossier may take before its gaps are looked at.
const FEW: usize = 16;

impl<'t> Ahead<'t> {
    fn new(space: &Space, (trace, tells): (&'t [u32], Tells), costs: Costs) -> Self {
        let net = &space.net;
        let mut steps = vec![bits::empty(bits::words(net.labels.len())); trace.len() + 1];
        for at in (0..trace.len()).rev() {
            let mut here = steps[at + 1].clone();
            if let Some(also) = net.steps_of.get(trace[at] as usize) {
                bits::unite(&mut here, also);
            }
            steps[at] = here;
        }
        Self { trace, tells, costs, steps, extra: Vec::new(), gaps: None }
    }
    /// What is still to pay at the least.
    fn least(&mut self, space: &mut Space, played: u32, marking: u32) -> u32 {
        let can = space.ahead(marking).0 as usize;
        if self.extra.len() <= can {
            self.extra.resize(can + 1, Vec::new());
        }
        if self.extra[can].is_empty() {
            self.extra[can] = self.extra_where(space, can as u32);
        }
        // What no case leaves out may still be to come where the trace breaks off.
        let ahead = &self.steps[played as usize];
        let skipped = match self.tells {
            Tells::All => bits::without(space.must(marking), ahead),
            Tells::Beginning => 0,
        };
        let (extra, skipped) = (self.extra[can][played as usize] * self.costs.extra, skipped * self.costs.skipped);
        let Some(gaps) = &self.gaps else { return extra + skipped };
        let in_gaps = gaps.least[played as usize];
        // What is skipped in a gap has an event; what no event is left for may have had one.
        let is_apart = skipped == 0
            || space.must(marking).iter().zip(ahead).zip(&gaps.steps).all(|((must, ahead), gap)| must & !ahead & gap == 0);
        if is_apart { extra.max(in_gaps) + skipped } else { (extra + skipped).max(in_gaps) }
    }
    /// How many recorded steps are left to do when all events are played; none if that is not found.
    fn rest(&self, space: &mut Space, marking: u32, most: usize) -> Option<u32> {
        match self.tells {
            Tells::All => space.rest(marking, most).map(|(steps, _)| steps),
            Tells::Beginning => Some(0),
        }
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
pub fn align(space: &mut Space, (trace, tells): (&[u32], Tells), costs: Costs, most: usize) -> Found {
    let mut ahead = Ahead::new(space, (trace, tells), costs);
    if most > FEW {
        if let Some(found) = search(space, &mut ahead, FEW, most) {
            return found;
        }
        ahead.gaps = space.gaps(trace, costs);
    }
    let found = search(space, &mut ahead, most, most);
    // Within all states there is an answer, if only bounds.
    found.unwrap_or(Found { actions: Vec::new(), most: NONE.into(), least: 0, states: most })
}

/// The same, giving up behind so many states if more may be looked at; for a way to an end, so many are looked at in any case.
fn search(space: &mut Space, ahead: &mut Ahead, few: usize, most: usize) -> Option<Found> {
    let (trace, tells, costs) = (ahead.trace, ahead.tells, ahead.costs);
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
        if states > few {
            if few < most {
                return None;
            }
            unknown = unknown.or(Some(level));
            break;
        }
        if entry.played == trace_end {
            match ahead.rest(space, entry.marking, most) {
                Some(steps) => {
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
        let mut push = |space: &mut Space, next: Entry| {
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
        let stops = candidates(space, &entries, ahead);
        let ends = stops.into_iter().filter_map(|number| {
            let entry = entries[number as usize];
            let extra = (trace_end - entry.played) * costs.extra;
            Some((entry.paid + extra + ahead.rest(space, entry.marking, most)? * costs.skipped, number))
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
    if tells == Tells::All {
        while let Some((_, next)) = space.rest(marking, most).filter(|(_, next)| *next != NONE) {
            actions.push(Action::Unrecorded(next));
            marking = space.next(next).marking;
        }
    }
    Some(Found { actions, most: cost.into(), least, states })
}

/// Where a trace that could not be followed to its end might best be left: the beginning, and what looks cheapest.
fn candidates(space: &mut Space, entries: &[Entry], ahead: &Ahead) -> Vec<u32> {
    let last = ahead.trace.len() as u32;
    let mut guess = |entry: &Entry| {
        let skipped = match ahead.tells {
            Tells::All => bits::each(space.must(entry.marking)).count() as u32,
            Tells::Beginning => 0,
        };
        u64::from(entry.paid) + u64::from((last - entry.played) * ahead.costs.extra) + u64::from(skipped * ahead.costs.skipped)
    };
    let mut ranked: Vec<(u64, u32)> = entries.iter().zip(0u32..).map(|(entry, number)| (guess(entry), number)).collect();
    ranked.sort_unstable();
    std::iter::once(0).chain(ranked.into_iter().take(32).map(|(_, number)| number)).collect()
}
