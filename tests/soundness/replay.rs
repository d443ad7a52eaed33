//! Plays a run firing by firing, with counted tokens, by the table of kinds alone.

use crate::net::Net;
use crate::oracle::State;
use quytrinh::soundness::{Firing, Kind};
use std::collections::BTreeSet;

/// What a run leads to.
pub struct Played {
    /// How many tokens each flow holds.
    pub tokens: Vec<u32>,
    /// How often each node acted.
    pub acted: Vec<u32>,
    /// The first firing that put a second token on a flow or reached an end again.
    pub first_violation: Option<usize>,
}

fn numbers(flows: &[u32]) -> Result<BTreeSet<usize>, String> {
    let set: BTreeSet<usize> = flows.iter().map(|flow| *flow as usize).collect();
    if set.len() == flows.len() { Ok(set) } else { Err(format!("a flow twice in {flows:?}")) }
}

/// Whether a token elsewhere could come to an empty flow into the node without passing it.
fn could_come(net: &Net, tokens: &[u32], node: usize) -> bool {
    let mut seen = BTreeSet::new();
    let mut open: Vec<usize> = (0..tokens.len()).filter(|flow| tokens[*flow] > 0 && net.flows[*flow].1 != node).collect();
    while let Some(flow) = open.pop() {
        if net.flows[flow].1 == node {
            if tokens[flow] == 0 {
                return true;
            }
        } else if seen.insert(flow) {
            open.extend(net.out_of(net.flows[flow].1));
        }
    }
    false
}

fn check(net: &Net, played: &Played, firing: &Firing, first: bool) -> Result<(), String> {
    let node = firing.node as usize;
    let kind = *net.kinds.get(node).ok_or("no such node")?;
    let (takes, gives) = (numbers(&firing.takes)?, numbers(&firing.gives)?);
    let (ins, outs) = (net.into(node), net.out_of(node));
    let held: BTreeSet<usize> = (0..played.tokens.len()).filter(|flow| played.tokens[*flow] > 0).collect();
    let here: BTreeSet<usize> = held.intersection(&ins).copied().collect();
    let one_here = takes.len() == 1 && takes.is_subset(&here);
    if first != matches!(kind, Kind::Start | Kind::Interruption) {
        return Err("a case begins once, at a start".into());
    }
    let good = match kind {
        Kind::Start | Kind::Interruption => takes.is_empty() && gives == outs,
        Kind::Step => one_here && gives == outs,
        Kind::Exclusive => one_here && gives.len() == 1 && gives.is_subset(&outs),
        Kind::Parallel => !ins.is_empty() && here == ins && takes == ins && gives == outs,
        Kind::Inclusive => {
            let waits = could_come(net, &played.tokens, node);
            !here.is_empty() && !waits && takes == here && !gives.is_empty() && gives.is_subset(&outs)
        }
        Kind::End => one_here && gives.is_empty(),
    };
    if good { Ok(()) } else { Err(format!("with tokens on {held:?} it cannot")) }
}

/// Plays a run; says what cannot be.
pub fn play(net: &Net, run: &[Firing]) -> Result<Played, String> {
    let mut played = Played { tokens: vec![0; net.flows.len()], acted: vec![0; net.kinds.len()], first_violation: None };
    for (number, firing) in run.iter().enumerate() {
        check(net, &played, firing, number == 0).map_err(|why| format!("firing {number}, {firing:?}: {why}"))?;
        for flow in &firing.takes {
            let tokens = &mut played.tokens[*flow as usize];
            *tokens -= 1;
        }
        for flow in &firing.gives {
            played.tokens[*flow as usize] += 1;
        }
        played.acted[firing.node as usize] += 1;
        let again = net.is_end(firing.node as usize) && played.acted[firing.node as usize] > 1;
        if again || played.tokens.iter().any(|tokens| *tokens > 1) {
            played.first_violation.get_or_insert(number);
        }
    }
    Ok(played)
}

impl Played {
    /// The state as the oracle sees it, if no flow holds two tokens.
    pub fn state(&self, net: &Net) -> Option<State> {
        let ended = (0..net.kinds.len()).filter(|n| net.is_end(*n) && self.acted[*n] > 0).fold(0, |set, n| set | 1 << n);
        let tokens = (0..self.tokens.len()).filter(|flow| self.tokens[*flow] > 0).fold(0, |set, flow| set | 1 << flow);
        let once = self.tokens.iter().all(|tokens| *tokens < 2);
        once.then_some(State { tokens, ended })
    }
}
