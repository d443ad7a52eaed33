//! Soundness by looking at every state, word for word as it is defined. Slow, and plain to see.

use crate::net::Net;
use quytrinh::soundness::Kind;
use std::collections::HashMap;

/// Where a case is: sets of flows or nodes, a bit for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct State {
    /// Flows that hold a token.
    pub tokens: u64,
    /// Ends that were reached.
    pub ended: u64,
}

/// What is against soundness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Problem {
    /// A second token on a flow.
    TwoTokens,
    /// An end reached a second time.
    EndTwice,
    /// From some state the case cannot be brought to its end, and something hangs in the end.
    Hangs,
    /// From some state the case cannot be brought to its end, though something always happens.
    GoesRound,
    /// A node that does nothing in any case.
    Dead(usize),
}

/// What the oracle says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Sound,
    Unsound(Vec<Problem>),
    /// Too many states.
    Unknown,
}

impl Answer {
    pub fn problems(&self) -> &[Problem] {
        match self {
            Self::Unsound(problems) => problems,
            _ => &[],
        }
    }
}

fn set(items: impl IntoIterator<Item = usize>) -> u64 {
    items.into_iter().fold(0, |set, item| set | 1 << item)
}

/// Every set of one item of the set.
fn singles(set: u64) -> impl Iterator<Item = u64> {
    let mut left = set;
    std::iter::from_fn(move || {
        let lowest = left & left.wrapping_neg();
        left ^= lowest;
        (lowest != 0).then_some(lowest)
    })
}

/// Every set of some items of the set, at least one.
fn subsets(set: u64) -> impl Iterator<Item = u64> {
    std::iter::successors(Some(set), move |subset| Some(subset.checked_sub(1)? & set)).take_while(|subset| *subset != 0)
}

/// The rules of one graph.
pub struct Rules {
    kinds: Vec<Kind>,
    ins: Vec<u64>,
    outs: Vec<u64>,
    /// For every inclusive node and every flow: the flows that a token on that flow could come to
    /// without passing the node.
    ways: HashMap<(usize, usize), u64>,
}

impl Rules {
    pub fn new(net: &Net) -> Self {
        assert!(net.kinds.len() <= 64 && net.flows.len() <= 64, "a bit for each: {net:?}");
        let nodes = 0..net.kinds.len();
        let mut ways = HashMap::new();
        for node in nodes.clone().filter(|node| net.kinds[*node] == Kind::Inclusive) {
            for flow in 0..net.flows.len() {
                let mut way = set([flow]);
                loop {
                    let next = (0..net.flows.len()).filter(|next| {
                        let at = net.flows[*next].0;
                        at != node && way & set(net.into(at)) != 0
                    });
                    let longer = way | set(next);
                    if longer == way {
                        break;
                    }
                    way = longer;
                }
                ways.insert((node, flow), way);
            }
        }
        Self {
            kinds: net.kinds.clone(),
            ins: nodes.clone().map(|node| set(net.into(node))).collect(),
            outs: nodes.map(|node| set(net.out_of(node))).collect(),
            ways,
        }
    }

    /// Whether a case ends there: a step or parallel gateway that leads nowhere is an end too.
    pub fn is_end(&self, node: usize) -> bool {
        self.kinds[node] == Kind::End || (self.outs[node] == 0 && matches!(self.kinds[node], Kind::Step | Kind::Parallel))
    }

    fn of_kind(&self, kind: Kind) -> impl Iterator<Item = usize> {
        (0..self.kinds.len()).filter(move |node| self.kinds[*node] == kind)
    }

    /// What a case can begin with: the starts, and each interruption for itself.
    pub fn beginnings(&self) -> Vec<Vec<State>> {
        let begin = |node: usize| State { tokens: self.outs[node], ended: 0 };
        let starts: Vec<State> = self.of_kind(Kind::Start).map(begin).collect();
        std::iter::once(starts).chain(self.of_kind(Kind::Interruption).map(|node| vec![begin(node)])).collect()
    }

    /// Whether a token that is not before the inclusive node could still come to an empty flow into it.
    fn still_coming(&self, tokens: u64, node: usize) -> bool {
        singles(tokens & !self.ins[node])
            .any(|token| self.ways[&(node, token.trailing_zeros() as usize)] & self.ins[node] & !tokens != 0)
    }

    /// What a node can do: the flows it takes from and those it gives to.
    pub fn firings(&self, state: State, node: usize) -> Vec<(u64, u64)> {
        let (ins, outs) = (self.ins[node], self.outs[node]);
        let here = state.tokens & ins;
        match self.kinds[node] {
            Kind::Start => Vec::new(),
            Kind::Step => singles(here).map(|token| (token, outs)).collect(),
            Kind::Exclusive => singles(here).flat_map(|token| singles(outs).map(move |out| (token, out))).collect(),
            Kind::Parallel if here != 0 && here == ins => vec![(ins, outs)],
            Kind::Parallel => Vec::new(),
            Kind::Inclusive if here != 0 && !self.still_coming(state.tokens, node) => {
                subsets(outs).map(|some| (here, some)).collect()
            }
            Kind::Inclusive => Vec::new(),
            Kind::End => singles(here).map(|token| (token, 0)).collect(),
            // What it leads to is looked at for itself.
            Kind::Interruption => Vec::new(),
        }
    }
}

/// Everything that can happen from some states on, up to the first violation.
pub struct Space {
    /// For every state that was found, the given ones first: the states that can be next.
    next: Vec<Vec<usize>>,
    states: Vec<State>,
    /// Nodes that did something.
    pub acted: u64,
    two_tokens: bool,
    end_twice: bool,
    /// Whether every state was looked at.
    pub whole: bool,
    /// Whether the case can be brought to its end from a state.
    completes: Vec<bool>,
}

impl Space {
    /// Looks at so many states at most.
    pub fn new(rules: &Rules, from: &[State], most: usize) -> Self {
        Self::until(rules, from, most, |_| false)
    }

    fn until(rules: &Rules, from: &[State], most: usize, enough: fn(&Self) -> bool) -> Self {
        let mut space = Self {
            next: Vec::new(),
            states: from.to_vec(),
            acted: set(rules.of_kind(Kind::Start).chain(rules.of_kind(Kind::Interruption))),
            two_tokens: false,
            end_twice: false,
            whole: true,
            completes: Vec::new(),
        };
        let mut numbers: HashMap<State, usize> = from.iter().enumerate().map(|(number, state)| (*state, number)).collect();
        while space.next.len() < space.states.len() {
            if space.states.len() > most || enough(&space) {
                space.whole = false;
                break;
            }
            let state = space.states[space.next.len()];
            let mut nexts = Vec::new();
            for node in 0..rules.kinds.len() {
                for (takes, gives) in rules.firings(state, node) {
                    space.acted |= 1 << node;
                    let rest = state.tokens & !takes;
                    let mut next = State { tokens: rest | gives, ..state };
                    if rest & gives != 0 {
                        space.two_tokens = true;
                        continue;
                    }
                    if rules.is_end(node) {
                        if state.ended & 1 << node != 0 {
                            space.end_twice = true;
                            continue;
                        }
                        next.ended |= 1 << node;
                    }
                    nexts.push(*numbers.entry(next).or_insert_with(|| {
                        space.states.push(next);
                        space.states.len() - 1
                    }));
                }
            }
            space.next.push(nexts);
        }
        space.completes = space.can_get_to(|state, _| state.tokens == 0);
        space
    }

    /// For every state, whether it can get to one of those.
    fn can_get_to(&self, those: impl Fn(State, &[usize]) -> bool) -> Vec<bool> {
        let mut before = vec![Vec::new(); self.states.len()];
        for (state, nexts) in self.next.iter().enumerate() {
            for next in nexts {
                before[*next].push(state);
            }
        }
        let mut can = vec![false; self.states.len()];
        let mut open: Vec<usize> = (0..self.next.len()).filter(|n| those(self.states[*n], &self.next[*n])).collect();
        while let Some(state) = open.pop() {
            if !std::mem::replace(&mut can[state], true) {
                open.extend(&before[state]);
            }
        }
        can
    }

    /// Whether the case can be brought to its end from the first state.
    pub fn first_completes(&self) -> bool {
        self.completes[0]
    }

    /// Whether something can happen from the first state on for ever.
    pub fn goes_on_for_ever(&self) -> bool {
        // What is left when states without a next one are taken away again and again lies before or on a cycle.
        let mut left = vec![true; self.next.len()];
        loop {
            let over: Vec<usize> =
                (0..left.len()).filter(|state| left[*state] && self.next[*state].iter().all(|next| !left[*next])).collect();
            if over.is_empty() {
                return left[0];
            }
            for state in over {
                left[state] = false;
            }
        }
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.two_tokens {
            problems.push(Problem::TwoTokens);
        }
        if self.end_twice {
            problems.push(Problem::EndTwice);
        }
        // Behind a violation, and in states not looked at, a way to the end or to a node may have been missed.
        if !self.whole || self.two_tokens || self.end_twice {
            return problems;
        }
        let hangs = self.can_get_to(|state, next| state.tokens != 0 && next.is_empty());
        let never: Vec<usize> = (0..self.states.len()).filter(|state| !self.completes[*state]).collect();
        if never.iter().any(|state| hangs[*state]) {
            problems.push(Problem::Hangs);
        }
        if never.iter().any(|state| !hangs[*state]) {
            problems.push(Problem::GoesRound);
        }
        problems
    }
}

/// How many states are looked at.
pub const MOST_STATES: usize = 20_000;

/// What can be done by each node, on any way into the process; `None` if there are too many states.
pub fn acted(net: &Net) -> Option<u64> {
    let rules = Rules::new(net);
    let spaces = rules.beginnings().into_iter().map(|from| Space::new(&rules, &from, MOST_STATES));
    spaces.map(|space| space.whole.then_some(space.acted)).try_fold(0, |all, acted| Some(all | acted?))
}

fn look(net: &Net, enough: fn(&Space) -> bool) -> (Vec<Problem>, bool) {
    let rules = Rules::new(net);
    let (mut problems, mut acted, mut whole) = (Vec::new(), 0, true);
    for from in rules.beginnings() {
        let space = Space::until(&rules, &from, MOST_STATES, enough);
        acted |= space.acted;
        whole &= space.whole;
        problems.extend(space.problems());
    }
    // Behind a violation, a way to a node may have been missed.
    if whole && !problems.iter().any(|problem| matches!(problem, Problem::TwoTokens | Problem::EndTwice)) {
        problems.extend((0..net.kinds.len()).filter(|node| acted & 1 << node == 0).map(Problem::Dead));
    }
    problems.sort_unstable();
    problems.dedup();
    (problems, whole)
}

/// Everything that is wrong with the graph, if there are not too many states.
pub fn problems(net: &Net) -> Option<Vec<Problem>> {
    let (problems, whole) = look(net, |_| false);
    whole.then_some(problems)
}

/// Whether the graph is sound.
pub fn answer(net: &Net) -> Answer {
    // One violation is enough to say no.
    let (problems, whole) = look(net, |space| space.two_tokens || space.end_twice);
    match problems.is_empty() {
        true if whole => Answer::Sound,
        true => Answer::Unknown,
        false => Answer::Unsound(problems),
    }
}
