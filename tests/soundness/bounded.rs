//! Cases that may take some flows only so often, played to the last.

use crate::net::Net;
use quytrinh::soundness::Kind;
use std::collections::{HashMap, VecDeque};

/// Tokens on flows, a bit for each, and how often each flow may still be taken.
type State = (u64, Vec<u8>);

/// Whether every case can always be brought to its end; `None` if there are too many states. Only starts,
/// steps, exclusive and parallel gateways, ends.
pub fn can_always_end(net: &Net, bounds: &[Option<u8>]) -> Option<bool> {
    let left: Vec<u8> = bounds.iter().map(|bound| bound.unwrap_or(u8::MAX)).collect();
    let mut states: Vec<State> = Vec::new();
    let mut numbers: HashMap<State, usize> = HashMap::new();
    let mut before: Vec<Vec<usize>> = Vec::new();
    let mut open = VecDeque::new();
    let mut reach = |state: State, from: Option<usize>, states: &mut Vec<State>, open: &mut VecDeque<usize>| {
        let number = *numbers.entry(state.clone()).or_insert_with(|| {
            states.push(state);
            before.push(Vec::new());
            open.push_back(states.len() - 1);
            states.len() - 1
        });
        before[number].extend(from);
    };
    let give = |(tokens, left): &State, takes: &[usize], gives: &[usize]| -> Option<State> {
        let (mut tokens, mut left) = (*tokens, left.clone());
        for flow in takes {
            tokens &= !(1 << flow);
        }
        for flow in gives {
            left[*flow] = match left[*flow] {
                0 => return None,
                u8::MAX => u8::MAX,
                some => some - 1,
            };
            tokens |= 1 << flow;
        }
        Some((tokens, left))
    };
    for start in (0..net.kinds.len()).filter(|node| net.kinds[*node] == Kind::Start) {
        let gives: Vec<usize> = net.out_of(start).into_iter().collect();
        reach(give(&(0, left.clone()), &[], &gives)?, None, &mut states, &mut open);
    }
    while let Some(at) = open.pop_front() {
        if states.len() > 20_000 {
            return None;
        }
        let state = states[at].clone();
        let has = |flow: &usize| state.0 >> flow & 1 == 1;
        for node in 0..net.kinds.len() {
            let (ins, outs): (Vec<usize>, Vec<usize>) =
                (net.into(node).into_iter().collect(), net.out_of(node).into_iter().collect());
            let one_by_one = || ins.iter().filter(|flow| has(flow));
            let next: Vec<Option<State>> = match net.kinds[node] {
                Kind::Start => Vec::new(),
                Kind::End => one_by_one().map(|flow| give(&state, &[*flow], &[])).collect(),
                Kind::Step => one_by_one().map(|flow| give(&state, &[*flow], &outs)).collect(),
                Kind::Exclusive => one_by_one()
                    .flat_map(|flow| outs.iter().map(|out| give(&state, &[*flow], &[*out])).collect::<Vec<_>>())
                    .collect(),
                Kind::Parallel if ins.iter().all(has) && !ins.is_empty() => vec![give(&state, &ins, &outs)],
                Kind::Parallel => Vec::new(),
                kind => unreachable!("{kind:?}"),
            };
            for next in next.into_iter().flatten() {
                reach(next, Some(at), &mut states, &mut open);
            }
        }
    }
    // Against the flows of time, from where nothing is left.
    let mut ends: Vec<bool> = states.iter().map(|state| state.0 == 0).collect();
    let mut open: Vec<usize> = (0..states.len()).filter(|state| ends[*state]).collect();
    while let Some(at) = open.pop() {
        for earlier in &before[at] {
            if !std::mem::replace(&mut ends[*earlier], true) {
                open.push(*earlier);
            }
        }
    }
    Some(ends.into_iter().all(|ends| ends))
}
