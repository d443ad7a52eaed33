//! From what to choose in a residue to a run of the whole core.

use super::core::{Core, NONE, Op, ROOT};
use super::game::{Found, Game, Move, Sign, Ways, has};
use super::reduce::{Residue, Rule, Trace};
use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

/// Which ways to take in a core to get into a fault.
pub(super) struct Guide {
    /// Edges to take at choices, if they are come to.
    taken: Vec<u32>,
    /// Whether each edge leaves what has become one gateway of the residue.
    leaves: Vec<bool>,
}

impl Guide {
    /// What was to be taken in a residue, as edges of the core, with those that were dropped beside
    /// others: they lead to the same.
    pub fn of(core: &Core, trace: &Trace, residue: &Residue, taken: &[u32]) -> Self {
        let mut leaves = vec![false; core.edges.len()];
        let mut is_taken = leaves.clone();
        for edge in &residue.names {
            leaves[*edge as usize] = true;
        }
        for edge in taken {
            is_taken[*edge as usize] = true;
        }
        // What an edge was dropped for may have been dropped later.
        for rule in trace.rules.iter().rev() {
            if let Rule::Parallel { kept, dropped } = rule {
                leaves[*dropped as usize] = leaves[*kept as usize];
                is_taken[*dropped as usize] = is_taken[*kept as usize];
            }
        }
        let taken = (0u32..).zip(is_taken).filter(|(_, is)| *is).map(|(edge, _)| edge).collect();
        Self { taken, leaves }
    }

    /// For each edge, how far it is to one that is to be taken, within what has become one gateway, or
    /// on the way there.
    fn distances(&self, game: &Game) -> Vec<u32> {
        distances(game, self.taken.clone(), |edge| !self.leaves[edge as usize])
    }

    /// Plays one case, always the token next that has come least far, so that an inclusive join acts
    /// only when nothing more can come. The first sign that shows.
    pub fn play(&self, game: &Game) -> Option<Found> {
        let distances = self.distances(game);
        let ends = (0u32..).zip(&game.core.edges).filter(|(_, (_, to))| *to == ROOT || game.outs(*to).is_empty());
        let to_the_end = self::distances(game, ends.map(|(edge, _)| edge).collect(), |_| true);
        let places = places(game.core);
        let to = |edge: u32| game.core.edges[edge as usize].1;
        let place = |edge: u32| Reverse((places[to(edge) as usize], edge));
        // What has nothing to be taken ends soon, and goes the same way each time.
        let near = |edge: &u32| (distances[*edge as usize], to_the_end[*edge as usize]);
        let one = |node: u32| game.outs(node).iter().copied().min_by_key(near);
        let first = one(ROOT)?;
        let mut moves = vec![Move { node: ROOT, takes: Ways::Some(Vec::new()), gives: Ways::One(first) }];
        let mut marking = game.empty();
        game.repeat(&mut marking, &moves[0]);
        let mut open = BinaryHeap::from([place(first)]);
        // Gateways with a token that did not go on; what lies before one of them is done with.
        let mut waiting = BTreeSet::new();
        while let Some(Reverse((at, edge))) = open.pop() {
            let node = to(edge);
            if !has(&marking, edge) || node == ROOT {
                continue;
            }
            if waiting.first().is_some_and(|(place, _)| *place < at) {
                break;
            }
            let (ins, outs) = (game.ins(node), game.outs(node));
            let op = game.core.ops[node as usize];
            if outs.is_empty() || (op == Op::Parallel && !ins.iter().all(|edge| has(&marking, *edge))) {
                waiting.insert((at, node));
                continue;
            }
            waiting.remove(&(at, node));
            let made = match op {
                Op::Parallel => Move { node, takes: Ways::All, gives: Ways::All },
                Op::Exclusive => Move { node, takes: Ways::One(edge), gives: Ways::One(one(node)?) },
                Op::Inclusive => {
                    let takes = ins.iter().copied().filter(|edge| has(&marking, *edge)).collect();
                    let mut gives: Vec<u32> = outs.iter().copied().filter(|edge| distances[*edge as usize] != NONE).collect();
                    if gives.is_empty() {
                        gives.push(one(node)?);
                    }
                    Move { node, takes: Ways::Some(takes), gives: Ways::Some(gives) }
                }
            };
            let twice = game.repeat(&mut marking, &made);
            open.extend(game.ways(node, &made.gives, true).iter().map(|edge| place(*edge)));
            moves.push(made);
            if twice {
                // What hangs already shows first.
                let mut before = game.empty();
                for made in &moves[..moves.len() - 1] {
                    game.repeat(&mut before, made);
                }
                let earlier = game.shown(&before, moves[..moves.len() - 1].to_vec());
                return earlier.or(Some(Found { sign: Sign::Twice(node), moves }));
            }
            if moves.len() > game.core.edges.len() * 8 {
                return None;
            }
        }
        game.shown(&marking, moves)
    }
}

/// For each edge, how many others it takes to get to one of some, over such as may be used.
fn distances(game: &Game, mut to: Vec<u32>, may: impl Fn(u32) -> bool) -> Vec<u32> {
    let mut distances = vec![NONE; game.core.edges.len()];
    for edge in &to {
        distances[*edge as usize] = 0;
    }
    let mut done = 0;
    while let Some(edge) = to.get(done).copied() {
        done += 1;
        let (from, _) = game.core.edges[edge as usize];
        for before in game.ins(from).iter().copied().filter(|_| from != ROOT) {
            if distances[before as usize] == NONE && may(before) {
                distances[before as usize] = distances[edge as usize] + 1;
                to.push(before);
            }
        }
    }
    distances
}

/// Where each gateway stands when those that lead to others stand before them; what is on one cycle
/// stands in one place.
fn places(core: &Core) -> Vec<u32> {
    let within = core.edges.iter().filter(|(from, to)| *from != ROOT && *to != ROOT);
    let directed = petgraph::graph::DiGraph::<(), ()>::from_edges(within);
    let mut places = vec![0; core.ops.len()];
    // The parts come last first.
    for (place, nodes) in (0u32..).zip(petgraph::algo::kosaraju_scc(&directed).into_iter().rev()) {
        for node in nodes {
            places[node.index()] = place;
        }
    }
    places
}
