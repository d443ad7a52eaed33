//! What a procedure can do, looked at as far as it is needed and remembered: markings by number, and what follows each.

use super::bits::{self, Bits};
use super::follows::{Follows, Gaps};
use super::net::{Act, NONE, Net};
use super::search::Costs;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Sets by number: the same one is kept once.
#[derive(Debug, Default)]
pub struct Pool {
    words: Vec<u64>,
    stride: usize,
    numbers: HashMap<Box<[u64]>, u32, BuildHasherDefault<Mix>>,
}

impl Pool {
    pub fn new(stride: usize) -> Self {
        Self { stride, ..Self::default() }
    }
    #[inline]
    pub fn at(&self, number: u32) -> &[u64] {
        let from = number as usize * self.stride;
        &self.words[from..from + self.stride]
    }
    pub fn number(&mut self, set: &[u64]) -> u32 {
        if let Some(number) = self.numbers.get(set) {
            return *number;
        }
        let number = self.numbers.len() as u32;
        self.words.extend(set);
        self.numbers.insert(set.into(), number);
        number
    }
}

/// Spreads words over a table; what is hashed are numbers of our own.
#[derive(Debug, Default, Clone, Copy)]
pub struct Mix(u64);

impl Hasher for Mix {
    #[inline]
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(word));
        }
    }
    #[inline]
    fn write_u32(&mut self, word: u32) {
        self.write_u64(word.into());
    }
    #[inline]
    fn write_usize(&mut self, word: usize) {
        self.write_u64(word as u64);
    }
    #[inline]
    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(26) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

/// Something that can follow a marking.
#[derive(Debug, Clone, Copy)]
pub struct Next {
    /// Whose token is taken; none of an interruption, which takes all.
    pub place: u32,
    /// Which of the acts there, or which interruption.
    pub act: u32,
    /// The step that is done, and its label.
    pub step: u32,
    pub label: u32,
    pub marking: u32,
    /// The set of places that got a token.
    pub added: u32,
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

/// A way to come nearer to an event.
#[derive(Debug, Clone, Copy)]
pub struct Play {
    pub action: Action,
    pub marking: u32,
    /// The places with tokens that have just moved towards it.
    pub fresh: u32,
}

/// The least of what is left to do from a marking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rest {
    Unknown,
    /// More than can be followed, or no end.
    Never,
    /// So many recorded steps, of which this is the next thing that happens.
    Steps(u32, u32),
}

#[derive(Debug, Clone, Copy)]
struct About {
    /// Sets of steps, once that was asked: what can still be done, and what must be.
    ahead: Option<(u32, u32)>,
    rest: Rest,
}

/// Markings of a net and what follows them.
#[derive(Debug)]
pub struct Space {
    pub net: Net,
    pub markings: Pool,
    /// Sets of places.
    pub places: Pool,
    /// Sets of steps.
    pub steps: Pool,
    nexts: Vec<Next>,
    /// By marking and place: what can follow that a token there brings about.
    followed: HashMap<(u32, u32), (u32, u32), BuildHasherDefault<Mix>>,
    about: Vec<About>,
    plays: Vec<Play>,
    /// By marking, fresh tokens and label.
    known: HashMap<(u32, u32, u32), (u32, u32), BuildHasherDefault<Mix>>,
    /// Which steps can follow one another, once that was asked.
    follows: Option<Follows>,
    pub first: u32,
}

impl Space {
    /// None if a case cannot even begin.
    pub fn new(net: Net) -> Option<Self> {
        let first = net.first()?;
        let mut space = Self {
            markings: Pool::new(net.stride()),
            places: Pool::new(net.words),
            steps: Pool::new(bits::words(net.labels.len())),
            net,
            nexts: Vec::new(),
            followed: HashMap::default(),
            about: Vec::new(),
            plays: Vec::new(),
            known: HashMap::default(),
            follows: None,
            first: 0,
        };
        space.places.number(&bits::empty(space.net.words));
        space.first = space.number(&first);
        Some(space)
    }

    fn number(&mut self, marking: &[u64]) -> u32 {
        let number = self.markings.number(marking);
        if number as usize == self.about.len() {
            let rest = if bits::is_empty(&marking[..self.net.words]) { Rest::Steps(0, NONE) } else { Rest::Unknown };
            self.about.push(About { ahead: None, rest });
        }
        number
    }
    /// The steps that can still be done, and those that no case leaves out.
    fn look_ahead(&self, places: &[u64]) -> (Bits, Bits) {
        let net = &self.net;
        let all = |of: &[Bits], places: &[u64]| {
            let mut all = bits::empty(bits::words(net.labels.len()));
            bits::each(places).for_each(|place| bits::unite(&mut all, &of[place as usize]));
            all
        };
        let (can, mut must) = (all(&net.can, places), all(&net.must, places));
        let mut reach = bits::empty(net.words);
        if !net.interruptions.is_empty() {
            bits::each(places).for_each(|place| bits::unite(&mut reach, &net.reach[place as usize]));
        }
        for interruption in &net.interruptions {
            if interruption.during.as_ref().map_or(!bits::is_empty(&reach), |during| bits::meet(during, &reach)) {
                bits::intersect(&mut must, &all(&net.must, interruption.begins()));
            }
        }
        (can, must)
    }
    /// The sets of steps that can still be done, and that must be.
    pub fn ahead(&mut self, marking: u32) -> (u32, u32) {
        if let Some(ahead) = self.about[marking as usize].ahead {
            return ahead;
        }
        let (can, must) = self.look_ahead(&self.markings.at(marking)[..self.net.words]);
        let ahead = (self.steps.number(&can), self.steps.number(&must));
        self.about[marking as usize].ahead = Some(ahead);
        ahead
    }
    /// The steps that no case leaves out.
    pub fn must(&mut self, marking: u32) -> &[u64] {
        let (_, must) = self.ahead(marking);
        self.steps.at(must)
    }
    pub fn next(&self, number: u32) -> Next {
        self.nexts[number as usize]
    }

    /// What can follow a marking because of the token at a place, by number; of no place, all interruptions. Only what is
    /// asked for is looked at: a marking has many tokens, and few of them have to do with the event that comes next.
    fn nexts(&mut self, marking: u32, place: u32) -> std::ops::Range<u32> {
        if let Some((from, to)) = self.followed.get(&(marking, place)) {
            return *from..*to;
        }
        let from = self.nexts.len() as u32;
        let here = self.markings.at(marking).to_vec();
        if place == NONE {
            for interruption in 0..self.net.interruptions.len() {
                let fired = self.net.interrupt(&here, &self.net.interruptions[interruption]);
                self.follow(marking, NONE, interruption as u32, NONE, fired);
            }
        } else {
            for act in 0..self.net.acts[place as usize].len() {
                let done = &self.net.acts[place as usize][act];
                let (step, fired) = (done.step, self.net.fire(&here, place, done));
                self.follow(marking, place, act as u32, step, fired);
            }
        }
        let to = self.nexts.len() as u32;
        self.followed.insert((marking, place), (from, to));
        from..to
    }
    fn follow(&mut self, from: u32, place: u32, act: u32, step: u32, fired: Option<(Bits, Bits)>) {
        let Some((marking, added)) = fired else { return };
        let marking = self.number(&marking);
        // What changes nothing but what is recorded can be recorded, and need not happen otherwise.
        if marking == from && step == NONE {
            return;
        }
        let added = self.places.number(&added);
        let label = self.net.labels.get(step as usize).copied().unwrap_or(NONE);
        self.nexts.push(Next { place, act, step, label, marking, added });
    }

    /// What gaps between the events of a dossier cost at the least; none if that cannot be told.
    pub fn gaps(&mut self, trace: &[u32], costs: Costs) -> Option<Gaps> {
        // What can be interrupted anywhere goes on with anything.
        if !self.net.interruptions.is_empty() {
            return None;
        }
        let follows = self.follows.get_or_insert_with(|| Follows::of(&self.net));
        Gaps::of(&self.net, follows, trace, costs)
    }
    /// How much is remembered.
    pub fn size(&self) -> usize {
        self.about.len() + self.nexts.len() + self.followed.len() + self.plays.len() + self.known.len()
    }
    pub fn play(&self, number: u32) -> Play {
        self.plays[number as usize]
    }
    /// What brings an event of this label nearer, by number: itself, and moves of tokens that can come to it, or are waited
    /// for by such that can. If some are on their way, only these go on.
    pub fn plays(&mut self, marking: u32, fresh: u32, label: u32) -> std::ops::Range<u32> {
        if let Some((from, to)) = self.known.get(&(marking, fresh, label)) {
            return *from..*to;
        }
        let from = self.plays.len() as u32;
        self.look_for(marking, fresh, label);
        let to = self.plays.len() as u32;
        self.known.insert((marking, fresh, label), (from, to));
        from..to
    }
    fn look_for(&mut self, marking: u32, fresh: u32, label: u32) {
        let begins = fresh == 0;
        let Some(towards) = self.net.towards.get(label as usize).cloned() else { return };
        let here = self.markings.at(marking).to_vec();
        if !bits::meet(&here, &towards) {
            return;
        }
        let fresh = self.places.at(fresh).to_vec();
        let may_move = if begins { towards.clone() } else { self.net.helpers(&here, &fresh) };
        if begins {
            // What comes next may need nothing but that others leave a join alone.
            let waiting: Vec<Bits> = self.net.waiting(&here).collect();
            for mut waiting in waiting {
                bits::intersect(&mut waiting, &towards);
                if !bits::is_empty(&waiting) {
                    let fresh = self.places.number(&waiting);
                    self.plays.push(Play { action: Action::Nothing, marking, fresh });
                }
            }
        }
        let is_label = |act: &Act, net: &Net| act.step != NONE && net.labels[act.step as usize] == label;
        for place in bits::each(&here[..self.net.words]) {
            let is_fresh = begins || bits::has(&fresh, place);
            let may = bits::has(&may_move, place);
            if may || is_fresh && self.net.acts[place as usize].iter().any(|act| is_label(act, &self.net)) {
                self.look_at(marking, place, (is_fresh, may), label, (&fresh, &towards));
            }
        }
        if !self.net.interruptions.is_empty() {
            self.look_at(marking, NONE, (begins, begins), label, (&fresh, &towards));
        }
    }
    /// The same of the token at one place, or of interruptions.
    fn look_at(&mut self, marking: u32, place: u32, (is_fresh, may): (bool, bool), label: u32, (fresh, towards): (&Bits, &Bits)) {
        for at in self.nexts(marking, place) {
            let next = self.next(at);
            let comes = |during: &Bits| bits::meet(fresh, during);
            let interrupts = place == NONE && self.net.interruptions[next.act as usize].during.as_ref().is_none_or(comes);
            let (is_fresh, may) = (is_fresh || interrupts, may || interrupts);
            if next.label == label && is_fresh {
                self.plays.push(Play { action: Action::Recorded(at), marking: next.marking, fresh: 0 });
            }
            if !may || next.marking == marking {
                continue;
            }
            // Who waits for others still does; of the ways of a split that are left open, none is on the way.
            let mut moved = fresh.clone();
            bits::intersect(&mut moved, &self.net.slots);
            bits::intersect(&mut moved, self.markings.at(next.marking));
            if place == NONE {
                moved.fill(0);
            }
            bits::unite(&mut moved, self.places.at(next.added));
            bits::subtract(&mut moved, &self.net.open_ways);
            bits::intersect(&mut moved, towards);
            if !bits::is_empty(&moved) {
                let fresh = self.places.number(&moved);
                self.plays.push(Play { action: Action::Unrecorded(at), marking: next.marking, fresh });
            }
        }
    }

    /// How many recorded steps are left to do at the least, and the first thing that happens on the way; none if that
    /// cannot be said within so many states.
    pub fn rest(&mut self, marking: u32, most: usize) -> Option<(u32, u32)> {
        if self.about[marking as usize].rest == Rest::Unknown {
            let rest = self.finish(marking, most);
            if rest.is_none() {
                self.about[marking as usize].rest = Rest::Never;
            }
        }
        match self.about[marking as usize].rest {
            Rest::Steps(steps, next) => Some((steps, next)),
            _ => None,
        }
    }

    /// What follows a marking of all that must be looked at for an end: of one token, unless something can interrupt.
    fn nexts_to_the_end(&mut self, marking: u32) -> Vec<u32> {
        let places: Vec<u32> = bits::each(&self.markings.at(marking)[..self.net.words]).collect();
        if self.net.interruptions.is_empty() {
            let first = places.into_iter().map(|place| self.nexts(marking, place)).find(|nexts| !nexts.is_empty());
            return first.into_iter().flatten().collect();
        }
        places.into_iter().chain([NONE]).flat_map(|place| self.nexts(marking, place)).collect()
    }

    /// Looks for the shortest way to an end. Where nothing can interrupt, what one token does neither helps nor hinders
    /// another one but at joins: so that they go one after the other, in one order.
    fn finish(&mut self, from: u32, most: usize) -> Option<()> {
        let mut best: HashMap<u32, (u32, u32, u32), BuildHasherDefault<Mix>> = HashMap::default();
        let mut buckets: Vec<Vec<(u32, u32)>> = vec![vec![(from, 0)]];
        best.insert(from, (0, NONE, NONE));
        let (mut level, mut looked) = (0, 0);
        // The way that is done: how many steps it takes, and the marking from which the rest is known.
        let mut done: Option<(u32, u32)> = None;
        loop {
            if done.is_some_and(|(steps, _)| steps as usize <= level) || level >= buckets.len() {
                break;
            }
            let Some((marking, steps)) = buckets[level].pop() else {
                level += 1;
                continue;
            };
            if best.get(&marking).is_some_and(|known| known.0 < steps) {
                continue;
            }
            looked += 1;
            if looked > most {
                return None;
            }
            if let Rest::Steps(rest, _) = self.about[marking as usize].rest {
                if done.is_none_or(|(known, _)| steps + rest < known) {
                    done = Some((steps + rest, marking));
                }
                continue;
            }
            for number in self.nexts_to_the_end(marking) {
                let next = self.nexts[number as usize];
                let longer = steps + u32::from(next.step != NONE);
                if best.get(&next.marking).is_none_or(|known| longer < known.0) {
                    best.insert(next.marking, (longer, marking, number));
                    let least = longer + bits::each(self.must(next.marking)).count() as u32;
                    let at = (least as usize).max(level);
                    if buckets.len() <= at {
                        buckets.resize(at + 1, Vec::new());
                    }
                    buckets[at].push((next.marking, longer));
                }
            }
        }
        let (mut steps, mut at) = done?;
        if let Rest::Steps(rest, _) = self.about[at as usize].rest {
            steps = rest;
        }
        while at != from {
            let (_, before, number) = best.get(&at).copied()?;
            steps += u32::from(self.nexts[number as usize].step != NONE);
            self.about[before as usize].rest = Rest::Steps(steps, number);
            at = before;
        }
        Some(())
    }
}
