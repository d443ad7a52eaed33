//! Cases that go through the process one event after the other.

use super::clock::Clock;
use super::outcome::{Figures, Outcome, PoolFigures};
use super::program::{Op, Program, Work};
use super::random::Random;
use super::{Arrivals, StepTimes};
use crate::measure::expectation::chances;
use crate::measure::expectation::net::{NONE, TICKS};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

/// What a run is told.
pub struct Plan<'a> {
    pub program: &'a Program,
    /// Role and number of persons of each pool.
    pub pools: &'a [(String, u32)],
    pub arrivals: Arrivals,
    /// Ticks between cases, or of one on the average.
    pub gap: f64,
    pub times: StepTimes,
    pub cases: usize,
    pub warm_up: usize,
    pub seed: u64,
    /// The limit, in ticks; of the calendar if it is written so.
    pub limit: Option<(u64, bool)>,
    /// What each extension adds to it, in ticks and in those of the calendar.
    pub extensions: &'a [[u64; 2]],
    /// Ticks of a working day.
    pub day: u64,
}

/// A token that does a step, or waits for somebody to do it.
#[derive(Debug, Clone, Copy, Default)]
struct Token {
    case: u32,
    flow: u32,
    /// When it came to the step.
    since: u64,
    /// When the step is over, if somebody is busy for a part of it only.
    until: u64,
    /// What has run of the clock, in working time and on the wall.
    ran: [u64; 2],
    /// Whether the time-out is over first.
    late: bool,
    /// Whether somebody is busy with it.
    busy: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Case {
    number: u32,
    tokens: u32,
    steps: u32,
    began: u64,
    ran: [u64; 2],
    /// By how much its limit was extended.
    extended: [u64; 2],
}

#[derive(Debug, Default)]
struct Pool {
    staff: u32,
    busy: u32,
    queue: VecDeque<u32>,
    /// Until when the areas are added up.
    since: u64,
    busy_area: u128,
    queue_area: u128,
    begun: u64,
    waited: u128,
}

impl Pool {
    #[inline]
    fn look(&mut self, now: u64) {
        let passed = u128::from(now - self.since);
        self.busy_area += passed * u128::from(self.busy);
        self.queue_area += passed * self.queue.len() as u128;
        self.since = now;
    }
}

pub struct Run<'a, C: Clock> {
    plan: &'a Plan<'a>,
    program: &'a Program,
    clock: &'a C,
    random: Random,
    /// Time, then who was first, then the token.
    events: BinaryHeap<Reverse<u128>>,
    order: u32,
    tokens: Vec<Token>,
    free_tokens: Vec<u32>,
    cases: Vec<Case>,
    free_cases: Vec<u32>,
    /// By case: how often bounded flows were taken.
    taken: Vec<u32>,
    /// By case and join: how many have come, and what has run of the clock.
    joined: Vec<(u32, [u64; 2])>,
    /// By case and flow: whether a token is there.
    marked: Vec<bool>,
    pools: Vec<Pool>,
    /// Tokens that move on at once.
    moving: Vec<(u32, [u64; 2])>,
    arrived: usize,
    left: usize,
    measures: bool,
    begins: u64,
    ends: u64,
    elapsed: Vec<u64>,
    ran: Vec<u64>,
    on_wall: Vec<u64>,
    in_time: usize,
    steps: u64,
}

impl<'a, C: Clock> Run<'a, C> {
    pub fn new(plan: &'a Plan<'a>, clock: &'a C) -> Self {
        let wall = if clock.is_calendar() { plan.cases } else { 0 };
        Self {
            plan,
            program: plan.program,
            clock,
            random: Random::new(plan.seed),
            events: BinaryHeap::with_capacity(1024),
            order: 0,
            tokens: Vec::with_capacity(1024),
            free_tokens: Vec::with_capacity(1024),
            cases: Vec::with_capacity(1024),
            free_cases: Vec::with_capacity(1024),
            taken: Vec::new(),
            joined: Vec::new(),
            marked: Vec::new(),
            pools: plan.pools.iter().map(|(_, staff)| Pool { staff: *staff, ..Pool::default() }).collect(),
            moving: Vec::with_capacity(64),
            arrived: 0,
            left: plan.cases,
            measures: false,
            begins: 0,
            ends: 0,
            elapsed: vec![0; plan.cases],
            ran: vec![0; plan.cases],
            on_wall: vec![0; wall],
            in_time: 0,
            steps: 0,
        }
    }

    pub fn run(mut self) -> Outcome {
        let all = self.plan.warm_up + self.plan.cases;
        // Cases after the last one keep the offices as busy as they were; if these cannot keep up, it is no use
        // to let more and more of them come.
        let most = all.saturating_mul(2);
        let mut worked = self.gap();
        let mut arrival = self.clock.after(0, worked);
        while self.left > 0 {
            let event = self.events.peek().map(|Reverse(event)| (event >> 64) as u64);
            if self.arrived < most && event.is_none_or(|event| arrival <= event) {
                self.arrive(arrival);
                worked += self.gap();
                arrival = self.clock.after(0, worked);
            } else if let Some(Reverse(event)) = self.events.pop() {
                self.happen((event >> 64) as u64, event as u32);
            } else {
                break;
            }
        }
        self.outcome()
    }

    #[inline]
    fn gap(&mut self) -> u64 {
        match self.plan.arrivals {
            Arrivals::Every(_) => self.plan.gap as u64,
            Arrivals::PerDay(_) => (self.plan.gap * self.random.exponential() + 0.5) as u64,
        }
    }

    fn arrive(&mut self, now: u64) {
        if self.arrived == self.plan.warm_up {
            self.measures = true;
            self.begins = self.clock.worked(now);
            for pool in &mut self.pools {
                let queue = std::mem::take(&mut pool.queue);
                *pool = Pool { staff: pool.staff, busy: pool.busy, queue, since: self.begins, ..Pool::default() };
            }
        }
        if self.arrived == self.plan.warm_up + self.plan.cases {
            self.stop_measuring(now);
        }
        let slot = self.free_cases.pop().unwrap_or_else(|| {
            let slot = self.cases.len() as u32;
            self.cases.push(Case::default());
            self.taken.resize(self.cases.len() * self.program.counters, 0);
            self.joined.resize(self.cases.len() * self.program.joins.len(), (0, [0; 2]));
            if self.program.is_watched {
                self.marked.resize(self.cases.len() * self.program.to.len(), false);
            }
            slot
        });
        let begins = &self.program.net.begins;
        self.cases[slot as usize] =
            Case { number: self.arrived as u32, tokens: begins.len() as u32, began: now, ..Case::default() };
        let counters = self.program.counters;
        self.taken[slot as usize * counters..][..counters].fill(0);
        self.arrived += 1;
        self.moving.extend(begins.iter().map(|flow| (*flow, [0; 2])));
        self.go_on(slot, now);
    }

    fn stop_measuring(&mut self, now: u64) {
        if std::mem::replace(&mut self.measures, false) {
            self.ends = self.clock.worked(now);
            for pool in &mut self.pools {
                pool.look(self.ends);
            }
        }
    }

    /// Something is over: somebody's work, or a step.
    fn happen(&mut self, now: u64, number: u32) {
        let token = self.tokens[number as usize];
        let Op::Step(work) = self.program.ops[self.program.to[token.flow as usize] as usize] else { return };
        let work = &self.program.works[work as usize];
        if token.busy {
            self.release(work.pool, now);
            if token.until > now {
                self.tokens[number as usize].busy = false;
                self.schedule(token.until, number);
                return;
            }
        }
        self.free_tokens.push(number);
        let mut ran = token.ran;
        if !work.takes.stopped {
            ran[0] += self.clock.worked(now) - self.clock.worked(token.since);
            if self.clock.is_calendar() {
                ran[1] += now - token.since;
            }
        }
        self.mark(token.case, token.flow, false);
        self.take_shared(token.case, self.program.to[token.flow as usize], work);
        let out = if token.late { work.late } else { work.out };
        // A time-out is a choice that has been made.
        self.moving.push((out, ran));
        self.go_on(token.case, now);
    }

    #[inline]
    fn schedule(&mut self, at: u64, token: u32) {
        self.order = self.order.wrapping_add(1);
        self.events.push(Reverse(u128::from(at) << 64 | u128::from(self.order) << 32 | u128::from(token)));
    }

    fn release(&mut self, pool: u32, now: u64) {
        let worked = self.clock.worked(now);
        let pool_of = &mut self.pools[pool as usize];
        if self.measures {
            pool_of.look(worked);
        }
        match pool_of.queue.pop_front() {
            Some(next) => {
                let token = self.tokens[next as usize];
                if self.measures {
                    pool_of.begun += 1;
                    pool_of.waited += u128::from(worked - self.clock.worked(token.since));
                }
                if let Op::Step(work) = self.program.ops[self.program.to[token.flow as usize] as usize] {
                    let work = self.program.works[work as usize];
                    self.start(next, &work, now);
                }
            }
            None => pool_of.busy -= 1,
        }
    }

    /// Somebody begins with a step.
    #[inline]
    fn start(&mut self, token: u32, work: &Work, now: u64) {
        let factor = self.plan.times.draw(&mut self.random);
        let scaled = |ticks: u64| factor.map_or(ticks, |factor| (ticks as f64 * factor + 0.5) as u64);
        let takes = &work.takes;
        let end = |clock: &C, ticks: u64, calendar: Option<u64>| match calendar.filter(|_| clock.is_calendar()) {
            Some(ticks) => now + ticks,
            None => clock.after(now, ticks),
        };
        let mut until = end(self.clock, scaled(takes.time), takes.calendar.map(scaled));
        let mut late = false;
        if let (Some((ticks, calendar)), true) = (takes.waits, work.late != NONE) {
            let waited = end(self.clock, ticks, calendar);
            late = until > waited;
            until = until.min(waited);
        }
        let busy = work.pool != NONE;
        let mut at = until;
        if busy && takes.work < takes.time {
            at = self.clock.after(now, scaled(takes.work)).min(until);
        }
        let token_of = &mut self.tokens[token as usize];
        (token_of.until, token_of.late, token_of.busy) = (until, late, busy);
        self.schedule(at, token);
    }

    /// Lets the tokens of a case that move go on until they work, wait or are over.
    fn go_on(&mut self, case: u32, now: u64) {
        loop {
            while let Some((flow, ran)) = self.moving.pop() {
                self.move_on(case, flow, ran, now);
            }
            if !self.program.is_watched || !self.go_on_together(case) {
                break;
            }
        }
        if self.cases[case as usize].tokens == 0 {
            self.finish(case, now);
        }
    }

    #[inline]
    fn move_on(&mut self, case: u32, mut flow: u32, ran: [u64; 2], now: u64) {
        loop {
            let node = self.program.to[flow as usize];
            match self.program.ops[node as usize] {
                Op::Pass(out) => flow = out,
                Op::Extend(out, extension) => {
                    let [by, on_wall] = self.plan.extensions[extension as usize];
                    let extended = &mut self.cases[case as usize].extended;
                    *extended = [extended[0].saturating_add(by), extended[1].saturating_add(on_wall)];
                    flow = out;
                }
                Op::Step(number) => {
                    let work = self.program.works[number as usize];
                    self.cases[case as usize].steps += 1;
                    if work.is_instant || (work.shares && self.is_free(case, node)) {
                        self.take_shared(case, node, &work);
                        flow = work.out;
                        continue;
                    }
                    self.mark(case, flow, true);
                    let token = Token { case, flow, since: now, ran, ..Token::default() };
                    let number = match self.free_tokens.pop() {
                        Some(number) => {
                            self.tokens[number as usize] = token;
                            number
                        }
                        None => {
                            self.tokens.push(token);
                            self.tokens.len() as u32 - 1
                        }
                    };
                    if work.pool != NONE {
                        let worked = self.clock.worked(now);
                        let pool = &mut self.pools[work.pool as usize];
                        if self.measures {
                            pool.look(worked);
                        }
                        if pool.busy == pool.staff {
                            pool.queue.push_back(number);
                            return;
                        }
                        pool.busy += 1;
                        pool.begun += u64::from(self.measures);
                    }
                    self.start(number, &work, now);
                    return;
                }
                Op::Choose(first, last) => {
                    let bits = self.random.bits();
                    let ways = &self.program.limits[first as usize..last as usize];
                    flow = ways.iter().find(|(limit, _)| bits < *limit).or(ways.last()).map_or(flow, |(_, way)| *way);
                }
                Op::ChooseCounted => match self.choose(case, node) {
                    Some(way) => flow = way,
                    None => return self.lose(case),
                },
                Op::Fork | Op::ForkSome => {
                    let before = self.moving.len();
                    self.fork(case, node, ran);
                    let more = self.moving.len() - before;
                    let tokens = &mut self.cases[case as usize].tokens;
                    *tokens = *tokens + more as u32 - 1;
                    return;
                }
                Op::All(join) => {
                    self.mark(case, flow, true);
                    let (needs, _) = self.program.joins[join as usize];
                    let joined = &mut self.joined[case as usize * self.program.joins.len() + join as usize];
                    joined.0 += 1;
                    joined.1 = later(joined.1, ran);
                    if joined.0 == needs {
                        self.join(case, join);
                    }
                    return;
                }
                Op::Some(join) => {
                    self.mark(case, flow, true);
                    let joined = &mut self.joined[case as usize * self.program.joins.len() + join as usize];
                    joined.0 += 1;
                    joined.1 = later(joined.1, ran);
                    return;
                }
                Op::End => {
                    let case = &mut self.cases[case as usize];
                    case.tokens -= 1;
                    case.ran = later(case.ran, ran);
                    return;
                }
            }
        }
    }

    fn is_free(&self, case: u32, node: u32) -> bool {
        let counters = self.program.counters;
        self.program.net.is_free(node, &self.taken[case as usize * counters..][..counters])
    }
    #[inline]
    fn take_shared(&mut self, case: u32, node: u32, work: &Work) {
        if work.shares {
            let counters = self.program.counters;
            self.program.net.take_shared(node, &mut self.taken[case as usize * counters..][..counters]);
        }
    }

    /// A join lets go on what has come together.
    fn join(&mut self, case: u32, join: u32) {
        let (_, node) = self.program.joins[join as usize];
        let (tokens, ran) = std::mem::take(&mut self.joined[case as usize * self.program.joins.len() + join as usize]);
        if self.program.is_watched {
            for flow in &self.program.net.ins[node as usize] {
                self.mark(case, *flow, false);
            }
        }
        let of = &mut self.cases[case as usize];
        match self.program.after_join(node) {
            Op::End => {
                of.tokens -= tokens;
                of.ran = later(of.ran, ran);
            }
            _ => {
                let outs = &self.program.net.outs[node as usize];
                of.tokens = of.tokens + outs.len() as u32 - tokens;
                self.moving.extend(outs.iter().map(|flow| (*flow, ran)));
            }
        }
    }

    /// Lets one inclusive join go on that waits for nothing more.
    fn go_on_together(&mut self, case: u32) -> bool {
        let flows = self.program.to.len();
        let marked = &self.marked[case as usize * flows..][..flows];
        for (node, reach) in &self.program.net.inclusive {
            let Op::Some(join) = self.program.ops[*node as usize] else { continue };
            if self.joined[case as usize * self.program.joins.len() + join as usize].0 == 0 {
                continue;
            }
            let mut tokens = (0..flows as u32).filter(|flow| marked[*flow as usize]);
            if self.program.net.goes_on(*node, reach, &|flow| marked[flow as usize], &mut tokens) {
                self.join(case, join);
                return true;
            }
        }
        false
    }

    #[inline]
    fn mark(&mut self, case: u32, flow: u32, here: bool) {
        if self.program.is_watched {
            self.marked[case as usize * self.program.to.len() + flow as usize] = here;
        }
    }

    /// The ways out that a case may still take.
    fn open(&self, case: u32, node: u32) -> impl Iterator<Item = u32> {
        let net = &self.program.net;
        let taken = &self.taken[case as usize * self.program.counters..][..self.program.counters];
        net.outs[node as usize].iter().copied().filter(move |way| {
            let counter = net.ways[*way as usize].counter;
            counter == NONE || taken[counter as usize] < net.bounds[counter as usize]
        })
    }
    fn count(&mut self, case: u32, way: u32) {
        let counter = self.program.net.ways[way as usize].counter;
        if counter != NONE {
            self.taken[case as usize * self.program.counters + counter as usize] += 1;
        }
    }
    fn choose(&mut self, case: u32, node: u32) -> Option<u32> {
        let unit = self.random.unit();
        let net = &self.program.net;
        let share = |way: u32| net.ways[way as usize].share;
        let total: f64 = self.open(case, node).map(share).sum();
        let mut way = None;
        if total > 0.0 {
            let mut rest = unit * total;
            for next in self.open(case, node).filter(|way| share(*way) > 0.0) {
                way = Some(next);
                rest -= share(next);
                if rest < 0.0 {
                    break;
                }
            }
        } else {
            let ways = chances(self.open(case, node), share);
            let at = (unit * ways.len() as f64) as usize;
            way = ways.get(at).map(|(_, way)| *way);
        }
        if let Some(way) = way {
            self.count(case, way);
        }
        way
    }

    /// Puts a token on all ways out, or on some.
    fn fork(&mut self, case: u32, node: u32, ran: [u64; 2]) {
        let net = &self.program.net;
        let before = self.moving.len();
        if matches!(self.program.ops[node as usize], Op::Fork) {
            self.moving.extend(net.outs[node as usize].iter().map(|way| (*way, ran)));
        } else {
            let ways: Vec<u32> = self.open(case, node).filter(|way| net.ways[*way as usize].share > 0.0).collect();
            while !ways.is_empty() && self.moving.len() == before {
                for way in &ways {
                    if self.random.unit() < net.ways[*way as usize].share {
                        self.moving.push((*way, ran));
                    }
                }
            }
        }
        for at in before..self.moving.len() {
            self.count(case, self.moving[at].0);
        }
    }

    /// A token that has no way to go: its process is not sound.
    fn lose(&mut self, case: u32) {
        self.cases[case as usize].tokens -= 1;
    }

    fn finish(&mut self, slot: u32, now: u64) {
        let case = self.cases[slot as usize];
        self.free_cases.push(slot);
        let Some(number) = (case.number as usize).checked_sub(self.plan.warm_up) else { return };
        if number >= self.plan.cases {
            return;
        }
        self.left -= 1;
        self.steps += u64::from(case.steps);
        self.elapsed[number] = self.clock.worked(now) - self.clock.worked(case.began);
        self.ran[number] = case.ran[0];
        if self.clock.is_calendar() {
            self.on_wall[number] = now - case.began;
        }
        if let Some((limit, by_calendar)) = self.plan.limit {
            let kind = usize::from(by_calendar && self.clock.is_calendar());
            self.in_time += usize::from(case.ran[kind] <= limit.saturating_add(case.extended[kind]));
        }
        if self.left == 0 {
            self.stop_measuring(now);
        }
    }

    fn outcome(mut self) -> Outcome {
        let passed = self.ends.saturating_sub(self.begins);
        let part = |area: u128| if passed == 0 { 0.0 } else { area as f64 / passed as f64 };
        let pools = self.pools.iter().zip(self.plan.pools);
        let pools = pools
            .map(|(pool, (role, staff))| PoolFigures {
                role: role.clone(),
                staff: *staff,
                utilisation: part(pool.busy_area) / f64::from((*staff).max(1)),
                queue: part(pool.queue_area),
                wait: if pool.begun == 0 { 0.0 } else { pool.waited as f64 / pool.begun as f64 / TICKS as f64 },
            })
            .collect();
        let done = self.plan.cases - self.left;
        Outcome {
            cases: done,
            steps: self.steps as f64 / done.max(1) as f64,
            elapsed: Figures::of(&mut self.elapsed),
            ran: Figures::of(&mut self.ran),
            calendar: self.clock.is_calendar().then(|| Figures::of(&mut self.on_wall)),
            on_time: self.plan.limit.map(|_| self.in_time as f64 / done.max(1) as f64),
            pools,
            throughput: part(u128::from(self.plan.day)) * done as f64,
        }
    }
}

#[inline]
fn later(a: [u64; 2], b: [u64; 2]) -> [u64; 2] {
    [a[0].max(b[0]), a[1].max(b[1])]
}
