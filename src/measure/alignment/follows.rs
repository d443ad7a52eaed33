//! Which steps can be recorded directly one after the other. Where two events stand side by side that cannot, something deviates:
//! one of them is extra, or a step between them was skipped.

use super::bits::{self, Bits};
use super::net::{NONE, Net};
use super::search::Costs;

/// Beyond so many events of a dossier its gaps are not counted: it takes the square of their number.
const MOST_EVENTS: usize = 2000;

/// Where tokens can be at the same time.
#[derive(Debug)]
pub struct Follows {
    /// By place, the other places that may have a token while it has one; rather too many than too few.
    together: Vec<Bits>,
    /// By step, the places where it is done.
    places: Vec<Bits>,
}

impl Follows {
    /// Of a net that nothing interrupts.
    pub fn of(net: &Net) -> Self {
        let mut places = vec![bits::empty(net.words); net.labels.len()];
        for (place, acts) in (0u32..).zip(&net.acts) {
            acts.iter().filter(|act| act.step != NONE).for_each(|act| bits::insert(&mut places[act.step as usize], place));
        }
        let mut follows = Self { together: vec![bits::empty(net.words); net.acts.len()], places };
        while follows.grow(net) {}
        follows
    }
    /// One round of what comes together because of what does; whether anything is new.
    fn grow(&mut self, net: &Net) -> bool {
        let mut grows = self.gather(&net.begins, &bits::empty(net.words));
        for (place, acts) in net.acts.iter().enumerate() {
            let beside = self.together[place].clone();
            for act in acts {
                grows |= self.gather(&act.gives, &beside);
            }
        }
        for join in &net.joins {
            let mut beside = bits::empty(net.words);
            for place in 0..net.acts.len() as u32 {
                let is_beside = |slot: u32| bits::has(&self.together[slot as usize], place);
                let stays = match &join.comes {
                    None => bits::each(&join.slots).all(is_beside),
                    // Who can still come to a slot that is empty holds the join up.
                    Some(comes) => {
                        bits::each(&join.slots).any(is_beside)
                            && comes.iter().all(|(slot, before)| !bits::has(before, place) || is_beside(*slot))
                    }
                };
                if stays && !bits::has(&join.slots, place) {
                    bits::insert(&mut beside, place);
                }
            }
            grows |= self.gather(&join.gives, &beside);
        }
        grows
    }
    /// Places that get a token at once, beside others that have one.
    fn gather(&mut self, gives: &Bits, beside: &Bits) -> bool {
        let mut grows = false;
        for place in bits::each(gives) {
            let mut others = gives.clone();
            bits::unite(&mut others, beside);
            bits::remove(&mut others, place);
            if !bits::holds(&self.together[place as usize], &others) {
                grows = true;
                bits::unite(&mut self.together[place as usize], &others);
                bits::each(&others).for_each(|other| bits::insert(&mut self.together[other as usize], place));
            }
        }
        grows
    }
    /// Where tokens can be after one of these steps, if nothing else is done but what leaves no record and other steps than those.
    fn after(&self, net: &Net, steps: &Bits, those: &Bits) -> Bits {
        let mut seen = bits::empty(net.words);
        let mut open = bits::empty(net.words);
        for step in bits::each(steps) {
            for place in bits::each(&self.places[step as usize]) {
                bits::unite(&mut open, &self.together[place as usize]);
                let done = net.acts[place as usize].iter().filter(|act| act.step == step);
                done.for_each(|act| bits::unite(&mut open, &act.gives));
            }
        }
        loop {
            let Some(place) = bits::each(&open).next() else { return seen };
            bits::insert(&mut seen, place);
            let goes_on = |step: u32| step == NONE || !bits::has(those, step);
            let acts = net.acts[place as usize].iter().filter(|act| goes_on(act.step));
            acts.for_each(|act| bits::unite(&mut open, &act.gives));
            let joins = net.joins.iter().filter(|join| bits::has(&join.slots, place));
            joins.for_each(|join| bits::unite(&mut open, &join.gives));
            bits::subtract(&mut open, &seen);
        }
    }
}

/// What gaps between the events of a dossier cost at the least.
pub struct Gaps {
    /// By how many events are played: the least that those to come cost.
    pub least: Vec<u32>,
    /// The steps that the dossier has an event of: what a gap costs is a skip of one of these, or an event that is extra.
    pub steps: Bits,
}

impl Gaps {
    pub fn of(net: &Net, follows: &Follows, trace: &[u32], costs: Costs) -> Option<Self> {
        if trace.len() > MOST_EVENTS {
            return None;
        }
        let steps_of = |label: u32| net.steps_of.get(label as usize);
        let mut steps = bits::empty(bits::words(net.labels.len()));
        trace.iter().filter_map(|label| steps_of(*label)).for_each(|also| bits::unite(&mut steps, also));
        let mut after: Vec<Option<Bits>> = vec![None; net.steps_of.len()];
        let at = |steps: &Bits| {
            let mut at = bits::empty(net.words);
            bits::each(steps).for_each(|step| bits::unite(&mut at, &follows.places[step as usize]));
            at
        };
        let places: Vec<Bits> = net.steps_of.iter().map(at).collect();
        let extra = |events: usize| events as u32 * costs.extra;
        // By event, what those behind it cost if it is a step that is done; none of an event that is no step.
        let mut behind: Vec<Option<u32>> = vec![None; trace.len()];
        for from in (0..trace.len()).rev() {
            let Some(own) = steps_of(trace[from]) else { continue };
            let after = after[trace[from] as usize].get_or_insert_with(|| follows.after(net, own, &steps));
            let mut least = extra(trace.len() - from - 1);
            for to in from + 1..trace.len() {
                if extra(to - from - 1) >= least {
                    break;
                }
                let Some(rest) = behind[to] else { continue };
                let gap = if bits::meet(after, &places[trace[to] as usize]) { 0 } else { costs.skipped };
                least = least.min(extra(to - from - 1) + gap + rest);
            }
            behind[from] = Some(least);
        }
        let mut least = vec![0; trace.len() + 1];
        for at in (0..trace.len()).rev() {
            let is_extra = least[at + 1] + costs.extra;
            least[at] = behind[at].map_or(is_extra, |behind| behind.min(is_extra));
        }
        Some(Self { least, steps })
    }
}
