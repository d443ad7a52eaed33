//! Where a drawing is cut for paper, every flow says where it goes on and where it comes from.

use super::text::width;
use super::{Drawing, Edge};
use crate::model::graph::FlowKind;
use petgraph::graph::NodeIndex;
use std::collections::{BTreeSet, HashMap};

/// The height of the strip at a cut.
pub(super) const STRIP: f64 = 18.0;
/// The size of what is said there.
pub(super) const SIZE: f64 = 11.0;
/// Between a line and words.
const APART: f64 = 6.0;

/// Flows on one line, where it is cut.
pub(super) struct Passage {
    pub x: f64,
    /// Whether the page is left here; or entered.
    pub leaves: bool,
    pub dashed: bool,
    /// Which step they go to or come from, and where the words begin; nothing where there is no room.
    pub words: Option<(String, f64)>,
}

/// The height of a cut, and the edge of the page at which one looks.
#[derive(Clone, Copy)]
pub(super) enum Rim {
    Top(f64),
    Bottom(f64),
}

/// Where a flow passes a height, and whether downward.
fn passes(edge: &Edge, y: f64) -> impl Iterator<Item = (f64, bool)> + '_ {
    let upright = move |pair: &&[super::Point]| pair[0].y.min(pair[1].y) < y && y < pair[0].y.max(pair[1].y);
    edge.points.windows(2).filter(upright).map(|pair| (pair[0].x, pair[0].y < pair[1].y))
}

/// The number of the step that each node belongs to.
pub(super) type Numbers<'a> = HashMap<NodeIndex, &'a str>;

/// All of these flows that pass a rim, from the left.
pub(super) fn passages(drawing: &Drawing, edges: &[usize], numbers: &Numbers, rim: Rim) -> Vec<Passage> {
    let (y, outward) = match rim {
        Rim::Top(y) => (y, false),
        Rim::Bottom(y) => (y, true),
    };
    let mut found: Vec<(f64, bool, bool, BTreeSet<&str>)> = Vec::new();
    for edge in edges.iter().map(|i| &drawing.edges[*i]) {
        for (x, down) in passes(edge, y) {
            let leaves = down == outward;
            let number = numbers.get(if leaves { &edge.to } else { &edge.from }).copied().unwrap_or("");
            let dashed = edge.kind != FlowKind::Sequence;
            match found.iter_mut().find(|(at, l, ..)| (*at - x).abs() < 0.05 && *l == leaves) {
                Some((.., all_dashed, said)) => {
                    *all_dashed &= dashed;
                    said.insert(number);
                }
                None => found.push((x, leaves, dashed, BTreeSet::from([number]))),
            }
        }
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut passages: Vec<Passage> = Vec::with_capacity(found.len());
    // How far to the right the strip is in use.
    let mut used = 0.0;
    // What there was no room for; the next line says it too, if it is close by and goes the same way.
    let mut unsaid: Option<(f64, bool, String)> = None;
    for (i, (x, leaves, dashed, said)) in found.iter().enumerate() {
        let mut said = said.iter().copied().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(", ");
        if let Some((_, _, earlier)) =
            unsaid.take().filter(|(at, way, _)| way == leaves && x - at <= 2.0 * APART && !said.is_empty())
        {
            said = format!("{earlier}, {said}");
        }
        let text = if *leaves { format!("→ {said}") } else { format!("{said} →") };
        let (wide, next) = (width(&text, SIZE, false), found.get(i + 1).map_or(drawing.width, |f| f.0 - APART));
        let begin =
            if x + APART + wide <= next { Some(x + APART) } else { Some(x - APART - wide).filter(|begin| *begin >= used) };
        used = begin.map_or(x + APART, |begin| (begin + wide + APART).max(x + APART));
        unsaid = begin.is_none().then(|| (*x, *leaves, said.clone())).filter(|(.., said)| !said.is_empty());
        let words = begin.filter(|_| !said.is_empty()).map(|begin| (text, begin));
        passages.push(Passage { x: *x, leaves: *leaves, dashed: *dashed, words });
    }
    passages
}
