//! The cheapest alignment by looking at every order of everything, word for word as flows are defined.

use crate::net::Net;
use crate::rules::{Rules, State};
use crate::written::Written;
use quytrinh::soundness::Kind;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

/// What may end all work, anywhere or during some nodes.
#[derive(Debug, Clone)]
pub struct Stop {
    pub to: usize,
    pub during: Vec<usize>,
}

/// A procedure and what of it is recorded.
pub struct Case<'a> {
    pub graph: &'a Written,
    pub stop: Option<&'a Stop>,
    /// By node: the activity.
    pub labels: &'a [Option<usize>],
    pub skipped: u64,
    pub extra: u64,
}

/// Everything that is known of a case on its way.
type At = (usize, u64, Vec<u32>);

impl Case<'_> {
    const fn net(&self) -> &Net {
        &self.graph.net
    }
    fn begins(&self) -> At {
        let starts = (0..self.net().kinds.len()).filter(|node| self.net().kinds[*node] == Kind::Start);
        let tokens = starts.flat_map(|start| self.net().out_of(start)).fold(0, |set, flow| set | 1 << flow);
        (0, tokens, vec![0; self.net().flows.len()])
    }
    /// What can happen: the node that does something, and what is then.
    fn happens(&self, rules: &Rules, (played, tokens, taken): &At) -> Vec<(Option<usize>, At)> {
        let mut all = Vec::new();
        for node in 0..self.net().kinds.len() {
            for (takes, gives) in rules.firings(State { tokens: *tokens, ended: 0 }, node) {
                let mut taken = taken.clone();
                let flows = (0..taken.len()).filter(|flow| gives >> flow & 1 == 1);
                let fits = flows.fold(true, |fits, flow| {
                    let Some(bound) = self.graph.bounds[flow] else { return fits };
                    taken[flow] += 1;
                    fits && taken[flow] <= bound
                });
                if fits && tokens & !takes & gives == 0 {
                    all.push((Some(node), (*played, tokens & !takes | gives, taken)));
                }
            }
        }
        if let Some(stop) = self.stop {
            let is_in = |node: &usize| self.net().into(*node).iter().any(|flow| tokens >> flow & 1 == 1);
            let can = if stop.during.is_empty() { !self.is_over(rules, *tokens) } else { stop.during.iter().any(is_in) };
            // Whoever comes in on any one flow goes on alike.
            if let (true, Some(flow)) = (can, self.net().into(stop.to).first()) {
                all.push((None, (*played, 1 << flow, taken.clone())));
            }
        }
        all
    }
    /// Whether the case ends without anything else that is done, chosen or counted: then it cannot be interrupted any more.
    fn is_over(&self, rules: &Rules, mut tokens: u64) -> bool {
        for _ in 0..=self.net().kinds.len() * 4 {
            let passes = |node: &usize| {
                let flows = self.net().out_of(*node);
                self.labels[*node].is_none() && flows.iter().all(|flow| self.graph.bounds[*flow].is_none())
            };
            let happens = (0..self.net().kinds.len()).filter(passes).find_map(|node| {
                let all = rules.firings(State { tokens, ended: 0 }, node);
                let is_choice =
                    matches!(self.net().kinds[node], Kind::Exclusive | Kind::Inclusive) && self.net().out_of(node).len() > 1;
                all.first().copied().filter(|_| !is_choice)
            });
            let Some((takes, gives)) = happens else { break };
            tokens = tokens & !takes | gives;
        }
        tokens == 0
    }
    /// What the cheapest alignment costs, of a trace that ended or is still open; none if there are more states than so many, or
    /// no end.
    pub fn cost(&self, trace: &[usize], is_open: bool, most: usize) -> Option<u64> {
        let rules = Rules::new(self.net());
        let mut best: HashMap<At, u64> = HashMap::new();
        let mut open = BinaryHeap::from([Reverse((0, self.begins()))]);
        best.insert(self.begins(), 0);
        while let Some(Reverse((paid, at))) = open.pop() {
            if best[&at] < paid {
                continue;
            }
            if at.0 == trace.len() && (is_open || at.1 == 0) {
                return Some(paid);
            }
            if best.len() > most {
                return None;
            }
            let mut go = |paid: u64, to: At| {
                if best.get(&to).is_none_or(|known| paid < *known) {
                    best.insert(to.clone(), paid);
                    open.push(Reverse((paid, to)));
                }
            };
            if at.0 < trace.len() {
                go(paid + self.extra, (at.0 + 1, at.1, at.2.clone()));
            }
            for (node, to) in self.happens(&rules, &at) {
                let label = node.and_then(|node| self.labels[node]);
                if label.is_some() && label == trace.get(at.0).copied() {
                    go(paid, (at.0 + 1, to.1, to.2.clone()));
                }
                go(paid + if label.is_some() { self.skipped } else { 0 }, to);
            }
        }
        None
    }
    /// What is recorded of a case in which chance chooses what happens next; none if it takes too long.
    pub fn play(&self, draws: &[u8]) -> Option<Vec<usize>> {
        let rules = Rules::new(self.net());
        let mut at = self.begins();
        let mut trace = Vec::new();
        for draw in draws.iter().cycle().take(200) {
            if at.1 == 0 {
                return Some(trace);
            }
            let mut happens = self.happens(&rules, &at);
            if happens.is_empty() {
                return None;
            }
            let (node, next) = happens.swap_remove(*draw as usize % happens.len());
            trace.extend(node.and_then(|node| self.labels[node]));
            at = next;
        }
        None
    }
}
