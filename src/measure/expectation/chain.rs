//! How often a random walk comes to each of its states, before it is absorbed.

use petgraph::graph::DiGraph;
use std::collections::{BTreeMap, BTreeSet};

/// States and the chances of going from one to another; a state without any is where the walk is over.
/// The walk begins at the first.
#[derive(Debug, Clone, Default)]
pub struct Chain {
    next: Vec<Vec<(u32, f64)>>,
}

impl Chain {
    /// Adds the next state, and where it leads to.
    pub fn add(&mut self, mut next: Vec<(u32, f64)>) {
        next.retain(|(_, chance)| *chance > 0.0);
        self.next.push(next);
    }

    /// How often the walk comes to each state; or a set of states that it never leaves.
    ///
    /// Loop by loop, the first one first. In a loop states are taken out one by one, those with the fewest neighbours
    /// first, and what they did is given to their neighbours (Grassmann, Taksar and Heyman, Regenerative
    /// Analysis and Steady State Distributions for Markov Chains, 1985): nothing is ever subtracted, so that a loop that is
    /// hardly ever left is as exact as any.
    pub fn visits(&self) -> Result<Vec<f64>, Vec<u32>> {
        let mut graph = DiGraph::<(), (), u32>::with_capacity(self.next.len(), self.next.len());
        for _ in &self.next {
            graph.add_node(());
        }
        for (from, next) in (0u32..).zip(&self.next) {
            for (to, _) in next {
                graph.add_edge(from.into(), (*to).into(), ());
            }
        }
        let mut visits = vec![0.0; self.next.len()];
        if let Some(first) = visits.first_mut() {
            *first = 1.0;
        }
        let mut place = vec![(u32::MAX, 0u32); self.next.len()];
        // petgraph gives the last component first.
        for (number, nodes) in (0u32..).zip(petgraph::algo::kosaraju_scc(&graph).iter().rev()) {
            for (local, node) in (0u32..).zip(nodes) {
                place[node.index()] = (number, local);
            }
            let states: Vec<u32> = nodes.iter().map(|node| node.index() as u32).collect();
            let is_inside = |to: u32| place[to as usize].0 == number;
            let goes_round = self.next[states[0] as usize].iter().any(|(to, _)| is_inside(*to));
            if goes_round {
                if states.iter().all(|state| self.next[*state as usize].iter().all(|(to, _)| is_inside(*to))) {
                    return Err(states);
                }
                self.go_round(&states, number, &place, &mut visits);
            }
            for state in &states {
                for (to, chance) in self.next[*state as usize].iter().filter(|(to, _)| !is_inside(*to)) {
                    visits[*to as usize] += visits[*state as usize] * chance;
                }
            }
        }
        Ok(visits)
    }

    /// The chances of going from each kept state to the next kept one, whatever lies between; the first state is kept.
    /// No loop may lie between that is never left.
    pub fn between(&self, keep: impl Fn(u32) -> bool) -> Vec<Vec<(u32, f64)>> {
        let mut chances: Vec<BTreeMap<u32, f64>> = self.next.iter().map(|_| BTreeMap::new()).collect();
        let mut before: Vec<BTreeSet<u32>> = vec![BTreeSet::new(); chances.len()];
        for (from, next) in (0u32..).zip(&self.next) {
            for (to, chance) in next {
                *chances[from as usize].entry(*to).or_default() += chance;
                before[*to as usize].insert(from);
            }
        }
        let between: Vec<u32> = (1..chances.len() as u32).filter(|state| !keep(*state)).collect();
        let cost = |chances: &[BTreeMap<u32, f64>], before: &[BTreeSet<u32>], k: u32| {
            chances[k as usize].len() * before[k as usize].len()
        };
        // Those with few neighbours first; that others change what they have matters little.
        let mut order: Vec<(usize, u32)> = between.iter().map(|k| (cost(&chances, &before, *k), *k)).collect();
        order.sort_unstable();
        for (_, k) in order {
            let mut onward = std::mem::take(&mut chances[k as usize]);
            onward.remove(&k);
            let goes: f64 = onward.values().sum();
            for to in onward.keys() {
                before[*to as usize].remove(&k);
            }
            for from in std::mem::take(&mut before[k as usize]).into_iter().filter(|from| *from != k) {
                let chance = chances[from as usize].remove(&k).unwrap_or_default();
                for (to, further) in &onward {
                    *chances[from as usize].entry(*to).or_default() += chance * (further / goes);
                    before[*to as usize].insert(from);
                }
            }
        }
        chances.into_iter().map(|chances| chances.into_iter().collect()).collect()
    }

    /// Makes the visits from outside to the states of a loop all their visits.
    fn go_round(&self, states: &[u32], number: u32, place: &[(u32, u32)], visits: &mut [f64]) {
        let count = states.len();
        let mut chances: Vec<BTreeMap<u32, f64>> = vec![BTreeMap::new(); count];
        let mut before: Vec<BTreeSet<u32>> = vec![BTreeSet::new(); count];
        let mut leaves = vec![0.0; count];
        for (local, state) in states.iter().enumerate() {
            for (to, chance) in &self.next[*state as usize] {
                match place[*to as usize] {
                    (component, to) if component == number => {
                        *chances[local].entry(to).or_default() += chance;
                        before[to as usize].insert(local as u32);
                    }
                    _ => leaves[local] += chance,
                }
            }
        }
        let cost = |chances: &[BTreeMap<u32, f64>], before: &[BTreeSet<u32>], k: usize| chances[k].len() * before[k].len();
        let mut queue: BTreeSet<(usize, usize)> = (0..count).map(|k| (cost(&chances, &before, k), k)).collect();
        let mut from_outside: Vec<f64> = states.iter().map(|state| visits[*state as usize]).collect();
        let mut taken_out = Vec::with_capacity(count);
        while let Some((_, k)) = queue.pop_first() {
            let here = std::mem::take(&mut chances[k]);
            let earlier = std::mem::take(&mut before[k]);
            let key = k as u32;
            let onward: Vec<(u32, f64)> = here.into_iter().filter(|(to, _)| *to != key).collect();
            let goes = leaves[k] + onward.iter().map(|(_, chance)| chance).sum::<f64>();
            let mut comes = Vec::with_capacity(earlier.len());
            let mut touched: BTreeSet<usize> = BTreeSet::new();
            for (to, chance) in &onward {
                let to = *to as usize;
                touched.insert(to);
                queue.remove(&(cost(&chances, &before, to), to));
                from_outside[to] += from_outside[k] * (chance / goes);
            }
            for from in earlier.into_iter().filter(|from| *from != key).map(|from| from as usize) {
                if touched.insert(from) {
                    queue.remove(&(cost(&chances, &before, from), from));
                }
                let chance = chances[from].remove(&key).unwrap_or_default();
                comes.push((from, chance));
                leaves[from] += chance * (leaves[k] / goes);
                for (to, further) in &onward {
                    *chances[from].entry(*to).or_default() += chance * (further / goes);
                    before[*to as usize].insert(from as u32);
                }
            }
            for (to, _) in &onward {
                before[*to as usize].remove(&key);
            }
            queue.extend(touched.into_iter().map(|node| (cost(&chances, &before, node), node)));
            taken_out.push((k, goes, comes));
        }
        let mut all = vec![0.0; count];
        for (k, goes, comes) in taken_out.into_iter().rev() {
            let come: f64 = comes.into_iter().map(|(from, chance)| all[from] * chance).sum();
            all[k] = (from_outside[k] + come) / goes;
            visits[states[k] as usize] = all[k];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loops_are_gone_round_as_often_as_a_geometric_series_says() {
        let mut chain = Chain::default();
        for next in [vec![(1, 1.0)], vec![(2, 0.2), (3, 0.8)], vec![(1, 1.0)], vec![]] {
            chain.add(next);
        }
        let visits = chain.visits().unwrap();
        for (visits, expected) in visits.iter().zip([1.0, 1.25, 0.25, 1.0]) {
            assert!((visits - expected).abs() < 1e-15, "{visits} {expected}");
        }
    }

    #[test]
    fn a_loop_that_is_hardly_ever_left_is_as_exact_as_any() {
        let leave = 1e-12;
        let mut chain = Chain::default();
        for next in [vec![(1, 1.0)], vec![(0, 1.0 - leave), (2, leave)], vec![]] {
            chain.add(next);
        }
        let visits = chain.visits().unwrap();
        assert!((visits[1] * leave - 1.0).abs() < 1e-15 && (visits[2] - 1.0).abs() < 1e-15, "{visits:?}");
    }

    #[test]
    fn a_loop_that_is_never_left_is_said() {
        let mut chain = Chain::default();
        for next in [vec![(1, 0.5), (3, 0.5)], vec![(2, 1.0)], vec![(1, 1.0), (3, 0.0)], vec![]] {
            chain.add(next);
        }
        let mut never_left = chain.visits().unwrap_err();
        never_left.sort_unstable();
        assert_eq!(never_left, [1, 2]);
    }
}
