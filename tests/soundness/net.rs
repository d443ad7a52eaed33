//! Graphs that can be written in one line, changed and printed.

use quytrinh::soundness::{FlowGraph, Kind};
use std::collections::BTreeSet;
use std::fmt;

/// Nodes and flows. What a failing property prints can be read again by [`Net::read`].
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Net {
    pub kinds: Vec<Kind>,
    pub flows: Vec<(usize, usize)>,
}

const LETTERS: [(Kind, char); 7] = [
    (Kind::Start, 's'),
    (Kind::Step, 't'),
    (Kind::Exclusive, 'x'),
    (Kind::Parallel, 'p'),
    (Kind::Inclusive, 'o'),
    (Kind::End, 'e'),
    (Kind::Interruption, 'i'),
];

impl Net {
    /// Reads `s>x1 x1>t1 x1>t2`: the first letter of a name is the kind. A name alone is a node without flows.
    pub fn read(text: &str) -> Self {
        let mut net = Self::default();
        let mut names: Vec<&str> = Vec::new();
        for word in text.split_whitespace() {
            let ends: Vec<usize> = word
                .split('>')
                .map(|name| {
                    names.iter().position(|known| *known == name).unwrap_or_else(|| {
                        let (kind, _) = LETTERS.iter().find(|(_, letter)| name.starts_with(*letter)).expect(name);
                        names.push(name);
                        net.kinds.push(*kind);
                        names.len() - 1
                    })
                })
                .collect();
            if let [from, to] = *ends {
                net.flows.push((from, to));
            }
        }
        net
    }
    pub fn graph(&self) -> FlowGraph {
        let mut graph = FlowGraph::default();
        for kind in &self.kinds {
            graph.add(*kind);
        }
        for (from, to) in &self.flows {
            graph.connect(*from as u32, *to as u32);
        }
        graph
    }
    pub fn of(graph: &FlowGraph) -> Self {
        let flows = graph.flows().iter().map(|flow| (flow.from as usize, flow.to as usize)).collect();
        Self { kinds: graph.nodes().to_vec(), flows }
    }
    pub fn into(&self, node: usize) -> BTreeSet<usize> {
        (0..self.flows.len()).filter(|flow| self.flows[*flow].1 == node).collect()
    }
    pub fn out_of(&self, node: usize) -> BTreeSet<usize> {
        (0..self.flows.len()).filter(|flow| self.flows[*flow].0 == node).collect()
    }
    /// Whether some way along the flows leads from the node back to it.
    pub fn on_a_cycle(&self, node: usize) -> bool {
        let mut seen = BTreeSet::from([node]);
        let mut open = vec![node];
        while let Some(at) = open.pop() {
            for (_, to) in self.flows.iter().filter(|(from, _)| *from == at) {
                if *to == node {
                    return true;
                }
                if seen.insert(*to) {
                    open.push(*to);
                }
            }
        }
        false
    }
    /// Whether a case ends at a node.
    pub fn is_end(&self, node: usize) -> bool {
        let may_end = matches!(self.kinds[node], Kind::Step | Kind::Parallel);
        self.kinds[node] == Kind::End || (may_end && self.out_of(node).is_empty())
    }

    pub fn has(&self, kind: Kind) -> bool {
        self.kinds.contains(&kind)
    }
    /// Only starts, steps, exclusive and parallel gateways, ends.
    pub fn is_plain(&self) -> bool {
        !self.has(Kind::Inclusive) && !self.has(Kind::Interruption)
    }
}

impl fmt::Debug for Net {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |node: usize| {
            let (_, letter) = LETTERS.iter().find(|(kind, _)| *kind == self.kinds[node]).expect("every kind has a letter");
            format!("{letter}{node}")
        };
        let alone = (0..self.kinds.len()).filter(|node| self.into(*node).is_empty() && self.out_of(*node).is_empty());
        let flows = self.flows.iter().map(|(from, to)| format!("{}>{}", name(*from), name(*to)));
        write!(f, "{}", flows.chain(alone.map(name)).collect::<Vec<_>>().join(" "))
    }
}
