//! Graphs of any shape written as procedures, with shares, times and bounds.

use crate::net::Net;
use proptest::prelude::*;
use quytrinh::soundness::Kind;
use std::fmt::Write as _;

/// A graph with one start, and what its flows and nodes have besides.
#[derive(Debug, Clone)]
pub struct Written {
    pub net: Net,
    /// By flow, in ten-thousandths of a percent; none where it is not said.
    pub shares: Vec<Option<u32>>,
    pub bounds: Vec<Option<u32>>,
    /// By node, in minutes.
    pub times: Vec<u32>,
    pub stopped: Vec<bool>,
}

/// Numbers to take, one after the other.
struct Draws<'a>(std::iter::Cycle<std::slice::Iter<'a, u8>>);

impl Draws<'_> {
    fn next(&mut self) -> u32 {
        u32::from(*self.0.next().unwrap())
    }
}

impl Written {
    /// Draws what a graph has besides; none if it has several starts or can be interrupted.
    pub fn of(net: Net, draws: &[u8], bounded: bool) -> Option<Self> {
        let starts = net.kinds.iter().filter(|kind| **kind == Kind::Start).count();
        if starts != 1 || net.has(Kind::Interruption) || draws.is_empty() {
            return None;
        }
        let mut draw = Draws(draws.iter().cycle());
        let mut shares = vec![None; net.flows.len()];
        let mut bounds = vec![None; net.flows.len()];
        for node in 0..net.kinds.len() {
            let outs: Vec<usize> = net.out_of(node).into_iter().collect();
            match net.kinds[node] {
                Kind::Exclusive if outs.len() > 1 => {
                    for flow in &outs {
                        let back = bounded && net.on_a_cycle(node) && draw.next() < 60;
                        bounds[*flow] = back.then(|| draw.next() % 4);
                    }
                    if draw.next() < 40 {
                        continue;
                    }
                    let weights: Vec<u32> = outs.iter().map(|_| 1 + draw.next() % 9).collect();
                    let whole: u32 = weights.iter().sum();
                    let mut left = 1_000_000;
                    for (flow, weight) in outs.iter().zip(weights) {
                        let share = 1_000_000 * weight / whole;
                        left -= share;
                        shares[*flow] = Some(share);
                    }
                    *shares[outs[0]].as_mut().unwrap() += left;
                }
                Kind::Inclusive if outs.len() > 1 => {
                    for flow in outs {
                        shares[flow] = (draw.next() >= 40).then(|| 100_000 * (1 + draw.next() % 10));
                    }
                }
                _ => {}
            }
        }
        let times = net
            .kinds
            .iter()
            .map(|kind| if *kind == Kind::Step { [0, 10, 20, 30, 45, 60, 480][draw.next() as usize % 7] } else { 0 });
        let times = times.collect();
        let stopped = net.kinds.iter().map(|_| draw.next() < 30).collect();
        Some(Self { net, shares, bounds, times, stopped })
    }

    /// The steps of a procedure that is this graph: a step for each node.
    pub fn steps(&self) -> String {
        let mut text = String::new();
        for (node, kind) in self.net.kinds.iter().enumerate() {
            let _ = write!(text, "  - {{id: n{node}, title: A, role: r, time: {} minutes", self.times[node]);
            if self.stopped[node] {
                text.push_str(", clock: stopped");
            }
            let outs = self.net.out_of(node);
            let gate = match kind {
                Kind::Exclusive => "exclusive",
                Kind::Inclusive => "inclusive",
                _ => "parallel",
            };
            let net = &self.net;
            if net.into(node).len() > 1 && matches!(kind, Kind::Parallel | Kind::Inclusive) {
                let _ = write!(text, ", join: {gate}");
            }
            if outs.is_empty() {
                text.push_str(", end: completed}\n");
                continue;
            }
            let ways = outs.into_iter().map(|flow| {
                let mut way = format!("{{to: n{}, when: w", self.net.flows[flow].1);
                if let Some(share) = self.shares[flow] {
                    let _ = write!(way, ", share: {}.{:04}%", share / 10_000, share % 10_000);
                }
                if let Some(bound) = self.bounds[flow] {
                    let _ = write!(way, ", at-most: {bound}");
                }
                way + "}"
            });
            let ways: Vec<String> = ways.collect();
            let _ = writeln!(text, ", split: {gate}, next: [{}]}}", ways.join(", "));
        }
        text
    }
}

/// Graphs with what they have besides.
pub fn written(nets: impl Strategy<Value = Net>, bounded: bool) -> impl Strategy<Value = Written> {
    (nets, prop::collection::vec(any::<u8>(), 64))
        .prop_filter_map("one start", move |(net, draws)| Written::of(net, &draws, bounded))
}
