//! The order in which simplifications take effect.

use crate::model::definition::Simplification;
use crate::model::value::{Date, Id};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

/// Simplifications that require each other, circle by circle, as places in the list.
#[must_use]
pub(in crate::measure) fn circles(simplifications: &[Simplification]) -> Vec<Vec<usize>> {
    let mut place: HashMap<&Id, u32> = HashMap::new();
    for (i, s) in (0u32..).zip(simplifications) {
        place.entry(&s.id).or_insert(i);
    }
    let edges: Vec<(u32, u32)> = (0u32..)
        .zip(simplifications)
        .flat_map(|(i, s)| s.requires.iter().filter_map(|id| place.get(id)).map(move |j| (i, *j)))
        .collect();
    if edges.is_empty() {
        return Vec::new();
    }
    let graph = petgraph::graph::DiGraph::<(), ()>::from_edges(&edges);
    let parts = petgraph::algo::kosaraju_scc(&graph).into_iter();
    let parts = parts.map(|part| part.into_iter().map(petgraph::graph::NodeIndex::index).collect::<Vec<_>>());
    let requires_itself = |part: &[usize]| edges.iter().any(|(a, b)| a == b && *a as usize == part[0]);
    let mut circles: Vec<Vec<usize>> = parts.filter(|part| part.len() > 1 || requires_itself(part)).collect();
    for circle in &mut circles {
        circle.sort_unstable();
    }
    circles.sort();
    circles
}

/// The order in which simplifications take effect, as places in the list: by date, those without one last, else as they
/// are written; and none before one that it requires.
///
/// Those that require each other in a circle come in the order they would have without that.
///
/// ```
/// use quytrinh::definition::Simplification;
/// use quytrinh::measure::order;
/// let text = "[{id: a, title: A, status: proposed, operations: []}, {id: b, title: B, status: approved, effective: 2018-06-01, requires: [c], operations: []}, {id: c, title: C, status: approved, effective: 2018-09-01, operations: []}]";
/// let list: Vec<Simplification> = serde_yaml::from_str(text).unwrap();
/// assert_eq!(order(&list), [2, 1, 0]);
/// ```
#[must_use]
pub fn order(simplifications: &[Simplification]) -> Vec<usize> {
    let key = |i: usize| (simplifications[i].effective.is_none(), simplifications[i].effective, i);
    let mut place: HashMap<&Id, usize> = HashMap::new();
    for (i, s) in simplifications.iter().enumerate() {
        place.entry(&s.id).or_insert(i);
    }
    let mut waits = vec![0usize; simplifications.len()];
    let mut frees: Vec<Vec<usize>> = vec![Vec::new(); simplifications.len()];
    for (i, s) in simplifications.iter().enumerate() {
        for before in s.requires.iter().filter_map(|id| place.get(id)).filter(|before| **before != i) {
            waits[i] += 1;
            frees[*before].push(i);
        }
    }
    let mut ready: BinaryHeap<Reverse<(bool, Option<Date>, usize)>> =
        (0..waits.len()).filter(|i| waits[*i] == 0).map(|i| Reverse(key(i))).collect();
    let mut order = Vec::with_capacity(waits.len());
    let mut done = vec![false; waits.len()];
    let mut rest: Vec<usize> = (0..waits.len()).collect();
    rest.sort_by_key(|i| Reverse(key(*i)));
    loop {
        // Where all that is left waits for each other, the first of it goes first.
        let next = ready.pop().map(|Reverse((_, _, i))| i).or_else(|| {
            while rest.last().is_some_and(|i| done[*i]) {
                rest.pop();
            }
            rest.pop()
        });
        let Some(i) = next else { return order };
        if std::mem::replace(&mut done[i], true) {
            continue;
        }
        order.push(i);
        for next in &frees[i] {
            waits[*next] = waits[*next].saturating_sub(1);
            if waits[*next] == 0 && !done[*next] {
                ready.push(Reverse(key(*next)));
            }
        }
    }
}
