//! From a sign on the board to a fault that its author understands.

use super::core::{Core, NONE, Op, ROOT};
use super::explore::{Exploration, first_moment};
use super::game::{Found, Game, Move, Sign, has};
use super::graph::{FlowGraph, Kind};
use super::lists::Lists;
use super::{Fault, FaultKind, Firing};

/// A graph, its core, and the board.
pub(super) struct Explainer<'g> {
    graph: &'g FlowGraph,
    out: &'g Lists,
    game: Game<'g>,
}

impl<'g> Explainer<'g> {
    pub fn of(graph: &'g FlowGraph, out: &'g Lists, core: &'g Core) -> Self {
        Self { graph, out, game: Game::on(core) }
    }

    /// Looks at states, those with the fewest steps behind them first.
    pub fn explore(&self, limit: usize, persistent: bool) -> Exploration {
        let core = self.game.core;
        let steps_along = |flow: &u32| {
            let nodes = along(self.graph, self.out, core, *flow).map(|(node, _)| self.graph.nodes()[node as usize]);
            nodes.filter(|kind| *kind == Kind::Step).count() as u32
        };
        let costs: Vec<u32> = core.flows.iter().map(steps_along).collect();
        self.game.explore(limit, persistent, &costs)
    }

    pub fn game(&self) -> &Game<'g> {
        &self.game
    }

    /// The fault that a sign shows.
    pub fn fault(&self, found: &Found) -> Fault {
        let (game, moves) = (&self.game, &found.moves);
        let origin = |node: u32| Some(game.core.origin[node as usize]).filter(|origin| *origin != NONE);
        let (mut kind, split, join) = match found.sign {
            Sign::Stuck(node) => (FaultKind::Deadlock, self.cause(moves, node), node),
            Sign::NoEnd(node) => (FaultKind::EndlessLoop, self.choice(moves), node),
            Sign::Twice(_) => {
                let (split, join) = self.meeting(moves);
                let is_end = origin(join).is_none_or(|node| self.is_end(node));
                (if is_end { FaultKind::ImproperEnd } else { FaultKind::LackOfSynchronisation }, split, join)
            }
        };
        let (run, is_cut) = self.run(moves, found.sign);
        // What meets in the common end shows at the end that acted last.
        let last = run.last().map(|firing| firing.node).unwrap_or_default();
        let mut join = origin(join).unwrap_or(last);
        // What lies between the gateways may show it sooner, and elsewhere.
        let is_twice = matches!(found.sign, Sign::Twice(_));
        if is_cut && self.is_end(last) {
            (kind, join) = (FaultKind::ImproperEnd, last);
        } else if (is_cut && !is_twice) || (kind == FaultKind::ImproperEnd && !self.is_end(join)) {
            (kind, join) = (FaultKind::LackOfSynchronisation, last);
        }
        Fault { kind, split: split.and_then(origin), join, run, fixes: Vec::new(), masked_by: None }
    }

    fn is_end(&self, node: u32) -> bool {
        let may_end = matches!(self.graph.nodes()[node as usize], Kind::Step | Kind::Parallel);
        self.graph.nodes()[node as usize] == Kind::End || (may_end && self.out.at(node).is_empty())
    }

    /// The choice after which a join can no longer get what it waits for.
    fn cause(&self, moves: &[Move], join: u32) -> Option<u32> {
        let mut marking = self.game.empty();
        for made in moves {
            self.game.repeat(&mut marking, made);
        }
        let may = self.game.may(&marking);
        let missing: Vec<u32> = self.game.ins(join).iter().copied().filter(|edge| !has(&may, *edge)).collect();
        let is_lost = |marking: &[u64]| {
            let may = self.game.may(marking);
            missing.iter().any(|edge| !has(&may, *edge))
        };
        let mut marking = self.game.empty();
        let (first, rest) = moves.split_first()?;
        self.game.repeat(&mut marking, first);
        let when = 1 + first_moment(marking, rest, |marking, made| self.game.repeat(marking, made), is_lost);
        moves[..when].last().map(|made| made.node).filter(|node| self.chooses(*node))
    }

    /// The last choice of a run.
    fn choice(&self, moves: &[Move]) -> Option<u32> {
        moves.iter().rev().map(|made| made.node).find(|node| self.chooses(*node))
    }
    fn chooses(&self, node: u32) -> bool {
        self.game.core.ops[node as usize] != Op::Parallel && self.game.outs(node).len() > 1
    }

    /// Where the last move gives a second token: the split at which the two parted, and the gateway
    /// where they came together without waiting.
    fn meeting(&self, moves: &[Move]) -> (Option<u32>, u32) {
        let game = &self.game;
        // The moves that gave the tokens which each move took, and those that gave what lies there.
        let mut givers: Vec<Vec<usize>> = Vec::with_capacity(moves.len());
        let mut giver = vec![usize::MAX; game.core.edges.len()];
        let mut first = usize::MAX;
        for (i, made) in moves.iter().enumerate() {
            let taken = game.ways(made.node, &made.takes, false);
            givers.push(taken.iter().map(|edge| std::mem::replace(&mut giver[*edge as usize], usize::MAX)).collect());
            for edge in game.ways(made.node, &made.gives, true) {
                if giver[*edge as usize] != usize::MAX && first == usize::MAX {
                    first = giver[*edge as usize];
                }
                giver[*edge as usize] = i;
            }
        }
        let (mut a, mut b) = (first, moves.len() - 1);
        if a == usize::MAX {
            return (None, moves[b].node);
        }
        let past = |of: usize| {
            let mut seen = vec![false; moves.len()];
            let mut open = vec![of];
            while let Some(at) = open.pop() {
                if !std::mem::replace(&mut seen[at], true) {
                    open.extend(&givers[at]);
                }
            }
            seen
        };
        let (of_a, of_b) = (past(a), past(b));
        let split = (0..moves.len())
            .rev()
            .find(|i| of_a[*i] && of_b[*i] && *i != a && *i != b && game.outs(moves[*i].node).len() > 1)
            .map(|i| moves[i].node)
            .filter(|node| *node != ROOT);
        // Both came through the same only way in: they met further up.
        let mut join = moves[b].node;
        while game.ins(join).len() == 1 && a != b {
            let (Some(up_a), Some(up_b)) = (givers[a].first(), givers[b].first()) else { break };
            (a, b) = (*up_a, *up_b);
            join = moves[b].node;
            if moves[a].node != join {
                break;
            }
        }
        (split, join)
    }

    /// The moves as firings of the graph's nodes, those between the gateways among them.
    ///
    /// What lies between two gateways is done when the second one needs it.
    fn run(&self, moves: &[Move], sign: Sign) -> (Vec<Firing>, bool) {
        let (game, core) = (&self.game, self.game.core);
        let mut run: Vec<Firing> = Vec::new();
        let mut marking = game.empty();
        // What a node took in its first half.
        let mut half: Vec<(u32, Vec<u32>)> = Vec::new();
        for made in moves {
            let origin = core.origin[made.node as usize];
            let taken = game.ways(made.node, &made.takes, false);
            let mut takes: Vec<u32> = taken.iter().filter_map(|edge| self.pass(*edge, &mut run)).collect();
            let gives = game.ways(made.node, &made.gives, true);
            let flows: Vec<u32> = gives.iter().map(|edge| core.flows[*edge as usize]).filter(|flow| *flow != NONE).collect();
            let goes_on =
                |edge: u32| core.flows[edge as usize] == NONE && core.origin[core.edges[edge as usize].1 as usize] == origin;
            match (origin, gives, &*flows) {
                // The root begins a case with the one flow of a start.
                (NONE, _, [flow]) => {
                    let node = self.graph.flows()[*flow as usize].from;
                    run.push(Firing { node, takes, gives: vec![*flow] });
                }
                (NONE, ..) => {}
                (_, [edge], []) if goes_on(*edge) => half.push((origin, takes)),
                _ => {
                    if let Some(begun) = half.iter().position(|(node, _)| *node == origin).filter(|_| takes.is_empty()) {
                        takes = half.remove(begun).1;
                    }
                    run.push(Firing { node: origin, takes, gives: flows });
                }
            }
            game.repeat(&mut marking, made);
        }
        // A node that got a second token before its second half acted.
        for (node, takes) in half {
            run.push(Firing { node, takes, gives: self.out.at(node).to_vec() });
        }
        // What is said of a gateway is said when the tokens are there.
        let waiting = match sign {
            Sign::Stuck(node) | Sign::NoEnd(node) => game.ins(node),
            Sign::Twice(_) => &[],
        };
        for edge in waiting.iter().filter(|edge| has(&marking, **edge)) {
            self.pass(*edge, &mut run);
        }
        self.up_to_the_fault(run)
    }

    /// Passes a token on along an edge; the flow by which it comes to the next gateway, if by any.
    fn pass(&self, edge: u32, run: &mut Vec<Firing>) -> Option<u32> {
        let flow = Some(self.game.core.flows[edge as usize]).filter(|flow| *flow != NONE)?;
        let mut last = flow;
        for (node, next) in along(self.graph, self.out, self.game.core, flow) {
            run.push(Firing { node, takes: vec![last], gives: next.into_iter().collect() });
            last = next.unwrap_or(last);
        }
        Some(last)
    }

    /// The run as far as the first flow that holds two tokens, or the first end reached twice; whether
    /// there is one.
    fn up_to_the_fault(&self, mut run: Vec<Firing>) -> (Vec<Firing>, bool) {
        let mut tokens = vec![false; self.graph.flows().len()];
        let mut ended = std::collections::HashSet::new();
        for i in 0..run.len() {
            for flow in &run[i].takes {
                tokens[*flow as usize] = false;
            }
            let mut twice = self.is_end(run[i].node) && !ended.insert(run[i].node);
            for flow in &run[i].gives {
                twice |= std::mem::replace(&mut tokens[*flow as usize], true);
            }
            if twice {
                run.truncate(i + 1);
                return (run, true);
            }
        }
        (run, false)
    }
}

/// The nodes that a token passes from a flow on, each with the flow it goes on by; the last may be an end.
fn along(graph: &FlowGraph, out: &Lists, core: &Core, flow: u32) -> impl Iterator<Item = (u32, Option<u32>)> {
    let mut flow = Some(flow).filter(|flow| *flow != NONE);
    let passes = move || {
        let node = graph.flows()[flow? as usize].to;
        if core.is_gateway[node as usize] {
            return None;
        }
        flow = out.at(node).first().copied().filter(|_| graph.nodes()[node as usize] != Kind::End);
        Some((node, flow))
    };
    // Where steps lead round and round without a gateway, once is enough.
    std::iter::from_fn(passes).take(graph.nodes().len() + 1)
}
