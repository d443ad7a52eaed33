//! A net as the simulation runs it: one operation a node, everything by number.

use crate::measure::expectation::net::{Join, NONE, Net, Split, Takes};
use crate::model::graph::ProcessGraph;

/// What becomes of a token at a node.
#[derive(Debug, Clone, Copy)]
pub enum Op {
    /// Goes on along a flow.
    Pass(u32),
    /// Goes on along a flow with a longer limit: which extension it is.
    Extend(u32, u32),
    /// Does a step.
    Step(u32),
    /// Goes one of several ways: those of `limits` from here to there.
    Choose(u32, u32),
    /// Goes one of the ways, some of which are bounded.
    ChooseCounted,
    /// Goes all ways.
    Fork,
    /// Goes some ways.
    ForkSome,
    /// Waits for all; the number of the join.
    All(u32),
    /// Waits for what can still come.
    Some(u32),
    /// Is over.
    End,
}

/// A step.
#[derive(Debug, Clone, Copy)]
pub struct Work {
    pub takes: Takes,
    /// Who does it; nobody in particular if it is not limited.
    pub pool: u32,
    /// The flow it is left by.
    pub out: u32,
    /// The flow it is left by when its time-out is over.
    pub late: u32,
    /// Whether nothing happens at it that takes time.
    pub is_instant: bool,
    /// Whether it shares its time.
    pub shares: bool,
}

pub struct Program {
    pub net: Net,
    pub ops: Vec<Op>,
    /// The node of each flow.
    pub to: Vec<u32>,
    pub works: Vec<Work>,
    /// Ways of choices: taken if a random number is below the limit, and not below those before.
    pub limits: Vec<(u64, u32)>,
    /// Flows into each join, and the node.
    pub joins: Vec<(u32, u32)>,
    /// Counters of each case.
    pub counters: usize,
    /// Whether it must be known where the tokens of a case are.
    pub is_watched: bool,
}

impl Program {
    /// `pool` says who does a step, by its place in the definition.
    pub fn of(net: Net, graph: &ProcessGraph, pool: &dyn Fn(usize) -> Option<u32>) -> Self {
        let mut program = Self {
            ops: Vec::with_capacity(net.places.len()),
            to: net.ways.iter().map(|way| way.to).collect(),
            works: Vec::new(),
            limits: Vec::new(),
            joins: Vec::new(),
            counters: net.counters(),
            is_watched: !net.inclusive.is_empty(),
            net,
        };
        for node in 0..program.net.places.len() as u32 {
            let op = program.op(node, graph, pool);
            program.ops.push(op);
        }
        program
    }

    fn op(&mut self, node: u32, graph: &ProcessGraph, pool: &dyn Fn(usize) -> Option<u32>) -> Op {
        let place = self.net.places[node as usize];
        let (ins, outs) = (&self.net.ins[node as usize], &self.net.outs[node as usize]);
        let joins = self.joins.len() as u32;
        if ins.len() > 1 && place.join != Join::Any {
            self.joins.push((ins.len() as u32, node));
            return if place.join == Join::All { Op::All(joins) } else { Op::Some(joins) };
        }
        if place.step != NONE && (place.step as usize) < graph.definition().steps.len() {
            if let [out] = **outs {
                let takes = self.net.takes[node as usize];
                let (late, out) = self.net.timeouts[node as usize].unwrap_or((NONE, out));
                let pool = if takes.work > 0 { pool(place.step as usize).unwrap_or(NONE) } else { NONE };
                let is_instant = takes.time == 0;
                let shares = self.net.shares[node as usize].is_some();
                self.works.push(Work {
                    takes,
                    pool,
                    out,
                    late: if takes.waits.is_some() { late } else { NONE },
                    is_instant,
                    shares,
                });
                return Op::Step(self.works.len() as u32 - 1);
            }
        }
        let extension = self.net.extensions.iter().position(|extension| extension.node == node);
        if let (Some(extension), [out]) = (extension, &**outs) {
            return Op::Extend(*out, extension as u32);
        }
        self.split(node)
    }

    /// How a node is left.
    fn split(&mut self, node: u32) -> Op {
        let outs = &self.net.outs[node as usize];
        if let [out] = **outs {
            if self.net.ways[out as usize].counter == NONE {
                return Op::Pass(out);
            }
        }
        match self.net.places[node as usize].split {
            _ if outs.is_empty() => Op::End,
            Split::All => Op::Fork,
            Split::Some => Op::ForkSome,
            Split::One if outs.iter().any(|way| self.net.ways[*way as usize].counter != NONE) => Op::ChooseCounted,
            Split::One => {
                let first = self.limits.len() as u32;
                let mut sum = 0.0;
                let chances = crate::measure::expectation::chances(outs.iter().copied(), |way| self.net.ways[way as usize].share);
                for (chance, way) in chances {
                    sum += chance;
                    self.limits.push((limit(sum), way));
                }
                if let Some(last) = self.limits.last_mut() {
                    last.0 = u64::MAX;
                }
                Op::Choose(first, self.limits.len() as u32)
            }
        }
    }

    /// How a join is left when it goes on.
    pub fn after_join(&self, node: u32) -> Op {
        match *self.net.outs[node as usize] {
            [] => Op::End,
            [out] => Op::Pass(out),
            _ => Op::Fork,
        }
    }
}

/// The random numbers below which a chance falls.
fn limit(chance: f64) -> u64 {
    // 2⁶⁴, which a float holds exactly; what is more is cut.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a chance is between 0 and 1")]
    let limit = (chance * 18_446_744_073_709_551_616.0) as u64;
    limit
}
