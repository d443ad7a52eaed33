//! All cases of a graph, enumerated: every token carries its own time, and a join takes the latest.
//!
//! It shares nothing with the crate but the meaning of words: no chain, no reduction, no order of time.

use crate::net::Net;
use crate::written::Written;
use quytrinh::soundness::Kind;
use std::collections::BTreeMap;

/// How long cases take and how often nodes act, as far as cases were followed.
#[derive(Debug, Default)]
pub struct Cases {
    /// By minutes: all of them, and those of which the clock runs.
    pub times: [BTreeMap<u32, f64>; 2],
    pub visits: Vec<f64>,
    /// Cases that were not followed to their end.
    pub rest: f64,
}

#[derive(Clone)]
struct Case {
    chance: f64,
    /// Flow, time, time that ran.
    tokens: Vec<(usize, [u32; 2])>,
    taken: Vec<u32>,
    latest: [u32; 2],
    acted: Vec<u32>,
}

/// Follows all cases that are likelier than so, in at most so many moves.
pub fn enumerate(of: &Written, least: f64, most: usize) -> Option<Cases> {
    let net = &of.net;
    let start = net.kinds.iter().position(|kind| *kind == Kind::Start)?;
    let mut cases = Cases { visits: vec![0.0; net.kinds.len()], ..Cases::default() };
    let mut first = Case {
        chance: 1.0,
        tokens: Vec::new(),
        taken: vec![0; net.flows.len()],
        latest: [0; 2],
        acted: vec![0; net.kinds.len()],
    };
    first.acted[start] = 1;
    first.tokens = net.out_of(start).into_iter().map(|flow| (flow, [0; 2])).collect();
    let mut open = vec![first];
    let mut moves = 0;
    while let Some(case) = open.pop() {
        moves += 1;
        if moves > most {
            return None;
        }
        if case.chance < least {
            cases.rest += case.chance;
            continue;
        }
        if case.tokens.is_empty() {
            for (times, latest) in cases.times.iter_mut().zip(case.latest) {
                *times.entry(latest).or_default() += case.chance;
            }
            for (visits, acted) in cases.visits.iter_mut().zip(&case.acted) {
                *visits += case.chance * f64::from(*acted);
            }
            continue;
        }
        let (node, takes) = enabled(net, &case)?;
        open.extend(act(of, &case, node, &takes));
    }
    Some(cases)
}

/// The node that acts next, and the tokens it takes; those that wait for others last.
fn enabled(net: &Net, case: &Case) -> Option<(usize, Vec<usize>)> {
    let at = |flow: usize| case.tokens.iter().position(|(other, _)| *other == flow);
    for (i, (flow, _)) in case.tokens.iter().enumerate() {
        let node = net.flows[*flow].1;
        let ins = net.into(node);
        match net.kinds[node] {
            Kind::Parallel if ins.len() > 1 => {
                let takes: Option<Vec<usize>> = ins.into_iter().map(at).collect();
                if let Some(takes) = takes {
                    return Some((node, takes));
                }
            }
            Kind::Inclusive if ins.len() > 1 => {}
            _ => return Some((node, vec![i])),
        }
    }
    // Inclusive joins: those to which nothing more can come, whatever the way.
    let comes = |from: usize, to: usize| {
        let mut seen = vec![false; net.kinds.len()];
        let mut open = vec![from];
        while let Some(node) = open.pop() {
            if node == to {
                return true;
            }
            if !std::mem::replace(&mut seen[node], true) {
                open.extend(net.out_of(node).into_iter().map(|flow| net.flows[flow].1));
            }
        }
        false
    };
    let joins = case.tokens.iter().map(|(flow, _)| net.flows[*flow].1).filter(|node| net.kinds[*node] == Kind::Inclusive);
    let ready = |node: &usize| case.tokens.iter().map(|(flow, _)| net.flows[*flow].1).all(|at| at == *node || !comes(at, *node));
    let node = joins.into_iter().find(ready)?;
    Some((node, (0..case.tokens.len()).filter(|i| net.flows[case.tokens[*i].0].1 == node).collect()))
}

fn act(of: &Written, case: &Case, node: usize, takes: &[usize]) -> Vec<Case> {
    let mut rest = case.clone();
    rest.acted[node] += 1;
    let mut time = [0, 0];
    for take in takes {
        time = [0, 1].map(|k: usize| time[k].max(case.tokens[*take].1[k]));
    }
    rest.tokens = (0..case.tokens.len()).filter(|i| !takes.contains(i)).map(|i| case.tokens[i]).collect();
    time[0] += of.times[node];
    time[1] += if of.stopped[node] { 0 } else { of.times[node] };
    let outs: Vec<usize> = of.net.out_of(node).into_iter().collect();
    if outs.is_empty() {
        rest.latest = [0, 1].map(|k: usize| rest.latest[k].max(time[k]));
        return vec![rest];
    }
    let share = |flow: &usize| of.shares[*flow].map(|share| f64::from(share) / 1e6);
    let sets: Vec<(f64, Vec<usize>)> = match of.net.kinds[node] {
        Kind::Exclusive => {
            let open: Vec<usize> =
                outs.iter().copied().filter(|flow| of.bounds[*flow].is_none_or(|bound| case.taken[*flow] < bound)).collect();
            // All ways of a choice have a share, or none has.
            let weights: Vec<f64> = open.iter().map(|flow| share(flow).unwrap_or(1.0)).collect();
            let total: f64 = weights.iter().sum();
            open.into_iter().zip(weights).map(|(flow, weight)| (weight / total, vec![flow])).collect()
        }
        Kind::Inclusive if outs.len() > 1 => {
            let mut sets: Vec<(f64, Vec<usize>)> = vec![(1.0, Vec::new())];
            for flow in &outs {
                let share = share(flow).unwrap_or(0.5);
                sets = sets
                    .into_iter()
                    .flat_map(|(chance, set)| {
                        let with = set.iter().copied().chain([*flow]).collect();
                        [(chance * (1.0 - share), set), (chance * share, with)]
                    })
                    .filter(|(chance, _)| *chance > 0.0)
                    .collect();
            }
            sets.retain(|(_, set)| !set.is_empty());
            let total: f64 = sets.iter().map(|(chance, _)| chance).sum();
            sets.into_iter().map(|(chance, set)| (chance / total, set)).collect()
        }
        _ => vec![(1.0, outs)],
    };
    sets.into_iter()
        .map(|(chance, set)| {
            let mut next = rest.clone();
            next.chance *= chance;
            for flow in set {
                next.taken[flow] += 1;
                next.tokens.push((flow, time));
            }
            next
        })
        .collect()
}
