//! From a fault of a flow to what a drawing emphasises of it.

use crate::check::soundness::{Fault, FaultKind, FlowGraph};
use crate::model::graph::{Highlight, Mark, Node, ProcessGraph};
use crate::model::sketch::{Look, Sketch};
use crate::model::value::{Language, Message, Text, message};
use petgraph::graph::{EdgeIndex, NodeIndex};
use std::collections::BTreeSet;

/// A graph that was decided, and what its nodes and flows are in the drawing.
pub(super) struct Traced<'g> {
    pub graph: &'g FlowGraph,
    pub nodes: &'g [NodeIndex],
    pub flows: &'g [Option<EdgeIndex>],
}

/// One of the faults of a graph, and what is to be said of it.
pub(super) struct Shown<'f> {
    pub fault: &'f Fault,
    /// Which one it is, from 1, and of how many.
    pub number: usize,
    pub many: usize,
    /// What it is, without the steps that lead there: those are drawn.
    pub what: &'f Message,
    /// Whether it is the process as a whole that is wrong, and no place in it.
    pub whole: bool,
}

/// `Fault 1 of 2`.
pub(super) fn ordinal(number: usize, many: usize) -> Message {
    if many == 1 {
        return message!(vi: "Lỗi", en: "Fault");
    }
    message!(vi: "Lỗi {number}/{many}", en: "Fault {number} of {many}")
}

/// A sentence: a capital at its beginning and a point at its end.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).chain(['.']).collect()
}

/// The letters of the split and the join.
fn signs(fault: &Fault) -> impl Iterator<Item = (u32, &'static str)> {
    let split = fault.split.filter(|split| *split != fault.join);
    split.into_iter().chain([fault.join]).zip(["A", "B"])
}

/// What a node is called, and its letter if it has one.
pub(super) fn signed(fault: &Fault, number: u32, called: &Text) -> Text {
    let Some((_, sign)) = signs(fault).find(|(node, _)| *node == number) else { return called.clone() };
    let (vi, en) = (called.to(&Language::Vi), called.to(&Language::En));
    Text::both(format!("{vi} ({sign})"), format!("{en} ({sign})"))
}

/// What a drawing emphasises of a fault: the way into it, the split and the join.
pub(super) fn of(shown: &Shown, traced: &Traced, sketch: &Sketch, language: &Language) -> Highlight {
    let fault = shown.fault;
    let node = |number: u32| traced.nodes.get(number as usize).copied();
    let mut highlight = Highlight::default();
    let mut turns = 0;
    for firing in &fault.run {
        if let Some(node) = node(firing.node) {
            let passed = highlight.nodes.entry(node).or_default();
            // A choice made for a time-out is its step, and that is passed already.
            let is_own = firing.node as usize == node.index();
            let is_step = sketch.nodes.get(node.index()).is_some_and(|node| matches!(node.look, Look::Step { .. }));
            if is_own && is_step {
                turns += 1;
                passed.push(turns);
            }
        }
        let flows = firing.takes.iter().chain(&firing.gives);
        highlight.flows.extend(flows.filter_map(|flow| *traced.flows.get(*flow as usize)?));
    }
    for (number, sign) in signs(fault).filter(|_| !shown.whole) {
        let Some(node) = node(number) else { continue };
        let is_split = number != fault.join;
        let meaning = if is_split { parting(fault.kind) } else { showing(fault, traced, &highlight.flows) };
        highlight.marks.push(Mark { node, sign: sign.to_owned(), meaning: sentence(meaning.to(language)) });
    }
    let (ordinal, name) = (ordinal(shown.number, shown.many), name(fault.kind));
    highlight.heading = format!("{}: {}", ordinal.to(language), name.to(language));
    highlight.remarks = vec![sentence(shown.what.to(language))];
    let way = match (highlight.nodes.is_empty(), turns) {
        (true, _) => Message::new("", ""),
        (_, 0) => message!(vi: "Nét đậm: đường dẫn tới lỗi.", en: "Thick lines: a way into the fault."),
        _ => message!(
            vi: "Nét đậm: đường dẫn tới lỗi; các số là thứ tự thực hiện.",
            en: "Thick lines: a way into the fault; the numbers are the order of its steps."
        ),
    };
    way.to(language).clone_into(&mut highlight.way);
    highlight
}

/// What a fault is called.
fn name(kind: FaultKind) -> Message {
    match kind {
        FaultKind::Deadlock => message!(vi: "chờ mãi (bế tắc)", en: "waiting for ever (deadlock)"),
        FaultKind::LackOfSynchronisation => {
            message!(vi: "làm hai lần (thiếu đồng bộ)", en: "done twice (lack of synchronisation)")
        }
        FaultKind::EndlessLoop => message!(vi: "đi vòng mãi", en: "going round for ever (endless loop)"),
        FaultKind::DeadStep => message!(vi: "không bao giờ được thực hiện", en: "never done (dead step)"),
        FaultKind::ImproperEnd => message!(vi: "kết thúc hai lần", en: "ending twice (improper end)"),
    }
}

/// What the split of a fault is.
fn parting(kind: FaultKind) -> Message {
    match kind {
        FaultKind::Deadlock => message!(
            vi: "ở đây chỉ đi một phần các nhánh mà B chờ",
            en: "here not every way is taken that B waits for"
        ),
        FaultKind::LackOfSynchronisation | FaultKind::ImproperEnd => message!(
            vi: "từ đây nhiều nhánh cùng chạy",
            en: "from here several ways go on at the same time"
        ),
        FaultKind::EndlessLoop => {
            message!(vi: "lựa chọn cuối cùng trên đường tới đó", en: "the last choice on the way there")
        }
        FaultKind::DeadStep => message!(vi: "ở đây đường đi rẽ ra", en: "here the ways part"),
    }
}

/// What shows at the join of a fault.
fn showing(fault: &Fault, traced: &Traced, drawn: &BTreeSet<EdgeIndex>) -> Message {
    match fault.kind {
        FaultKind::Deadlock if fault.split == Some(fault.join) => message!(
            vi: "lựa chọn này có thể hết đường đi tiếp",
            en: "this choice can run out of ways"
        ),
        FaultKind::Deadlock => {
            // What it waits for is what got nothing; that is seen unless an earlier round went there.
            let holds = |flow: u32| {
                let count = |flows: &[u32]| flows.iter().filter(|f| **f == flow).count();
                fault.run.iter().map(|firing| count(&firing.gives)).sum::<usize>()
                    > fault.run.iter().map(|firing| count(&firing.takes)).sum::<usize>()
            };
            let into = (0u32..).zip(traced.graph.flows()).filter(|(_, flow)| flow.to == fault.join);
            let is_seen = into
                .filter(|(flow, _)| !holds(*flow))
                .all(|(flow, _)| traced.flows.get(flow as usize).copied().flatten().is_some_and(|flow| !drawn.contains(&flow)));
            if is_seen {
                message!(
                    vi: "ở đây việc chờ mãi: luồng vào không được tô không bao giờ tới",
                    en: "here the work waits for ever: the flow in that is not highlighted never comes"
                )
            } else {
                message!(vi: "ở đây việc chờ mãi", en: "here the work waits for ever")
            }
        }
        FaultKind::LackOfSynchronisation if fault.split.is_none() => message!(
            vi: "ở đây nhiều nhánh gặp nhau mà không chờ nhau: việc tiếp theo bị làm hai lần",
            en: "here several ways meet without waiting for each other: what follows is done twice"
        ),
        FaultKind::LackOfSynchronisation => message!(
            vi: "ở đây các nhánh gặp nhau mà không chờ nhau: việc tiếp theo bị làm hai lần",
            en: "here they meet without waiting for each other: what follows is done twice"
        ),
        FaultKind::EndlessLoop => {
            message!(vi: "từ đây không còn đường tới kết thúc", en: "from here no way leads on to an end")
        }
        FaultKind::DeadStep => message!(vi: "không trường hợp nào đi tới đây", en: "no case gets here"),
        FaultKind::ImproperEnd => message!(vi: "kết thúc này được tới hai lần", en: "this end is reached twice"),
    }
}

/// What a node of a procedure is called in a legend: by what its drawing shows. `node` is what the
/// number means there.
pub(super) fn label(process: &ProcessGraph, number: u32, node: NodeIndex) -> Text {
    let both = |vi: &str, en: &str, i: usize| {
        let title = |language| process.definition().steps.get(i).map_or("", |step| step.title.to(language));
        Text::both(format!("{vi} “{}”", title(&Language::Vi)), format!("{en} “{}”", title(&Language::En)))
    };
    match process.raw().node_weight(node) {
        Some(Node::Step(i)) if node.index() != number as usize => {
            both("chỗ hết hạn chờ của bước", "the time-out of the step", *i)
        }
        Some(Node::Step(i)) => both("bước", "the step", *i),
        Some(Node::Gateway { joins: true, step, .. }) => both("chỗ hợp nhánh trước bước", "the join before the step", *step),
        Some(Node::Gateway { step, .. }) => both("chỗ rẽ nhánh sau bước", "the split after the step", *step),
        Some(Node::End(_)) => {
            let name = |language| process.label(node, language);
            Text::both(format!("kết thúc “{}”", name(&Language::Vi)), format!("the end “{}”", name(&Language::En)))
        }
        Some(Node::Interruption(_)) => Text::both("sự kiện ngắt", "the interruption"),
        Some(Node::Start) | None => Text::both("bắt đầu", "the start"),
    }
}

#[cfg(test)]
#[allow(clippy::cast_possible_truncation)]
mod tests {
    use super::*;
    use crate::check::soundness::{Verdict, analyse};
    use crate::manual::diagram::tests::{graph, procedures};
    use crate::manual::diagram::{Wording, flowchart};
    use crate::model::value::Id;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

        /// What is emphasised is the run, the split and the join, and nothing else.
        #[test]
        fn exactly_the_run_is_emphasised(text in procedures()) {
            let process = graph(&text);
            let (flow_graph, nodes, flows) = FlowGraph::traced(&process);
            let Verdict::Unsound(faults) = analyse(&flow_graph) else { return Ok(()) };
            let sketch = process.sketch(&Language::Vi, &Id::to_string);
            let traced = Traced { graph: &flow_graph, nodes: &nodes, flows: &flows };
            // A node made for a time-out is the step that the only flow into it comes from.
            let many = process.raw().node_count();
            let step = |node: u32| {
                let from = flow_graph.flows().iter().find(|flow| flow.to == node).map(|flow| flow.from);
                if (node as usize) < many { node } else { from.unwrap_or(node) }
            };
            for (i, fault) in faults.iter().enumerate() {
                let what = Message::new("", "");
                let shown = Shown { fault, number: i + 1, many: faults.len(), what: &what, whole: false };
                let found = of(&shown, &traced, &sketch, &Language::Vi);
                let run: BTreeSet<u32> = fault.run.iter().map(|firing| step(firing.node)).collect();
                let emphasised: BTreeSet<u32> = found.nodes.keys().map(|node| node.index() as u32).collect();
                prop_assert_eq!(&emphasised, &run);
                let marked: BTreeSet<u32> = found.marks.iter().map(|mark| mark.node.index() as u32).collect();
                prop_assert_eq!(&marked, &fault.split.into_iter().chain([fault.join]).map(step).collect::<BTreeSet<u32>>());
                // Flows by what they join: those within a step that has a time-out are not drawn.
                let ends = |flow: u32| {
                    let flow = flow_graph.flows()[flow as usize];
                    ((flow.to as usize) < many).then(|| (step(flow.from), flow.to))
                };
                let of_run = fault.run.iter().flat_map(|firing| firing.takes.iter().chain(&firing.gives));
                let of_run: BTreeSet<(u32, u32)> = of_run.filter_map(|flow| ends(*flow)).collect();
                let drawn = found.flows.iter().filter_map(|flow| process.raw().edge_endpoints(*flow));
                let drawn: BTreeSet<(u32, u32)> = drawn.map(|(from, to)| (from.index() as u32, to.index() as u32)).collect();
                prop_assert_eq!(&drawn, &of_run);
                // Every step of the run has its turns, in order.
                let turns: BTreeSet<usize> = found.nodes.values().flatten().copied().collect();
                let steps = fault.run.iter().filter(|f| {
                    (f.node as usize) < many && matches!(process.node(NodeIndex::new(f.node as usize)), Node::Step(_))
                });
                prop_assert_eq!(turns, (1..=steps.count()).collect::<BTreeSet<usize>>());
                // And that is what the drawing shows.
                let mut drawing = flowchart(&process, &Wording { language: &Language::Vi, lane: &Id::to_string });
                drawing.highlight(&found);
                let svg = drawing.to_svg("", "");
                let group = |class: &str| {
                    let begin = format!("<g class=\"{class}\"");
                    let parts = svg.split(begin.as_str()).skip(1);
                    parts.map(|part| part.split("</g>").next().unwrap_or_default().to_owned()).collect::<Vec<_>>().concat()
                };
                let thick = group("qt-flows qt-strong").matches("<path").count();
                // One more is in the legend.
                prop_assert_eq!(thick, found.flows.len() + usize::from(!run.is_empty()));
                let passed = group("qt-shapes qt-passed");
                let boxes = passed.matches("class=\"qt-").count() - passed.matches("\"qt-sign\"").count() - passed.matches("\"qt-mark\"").count();
                let events = run.difference(&marked).filter(|node| matches!(process.node(NodeIndex::new(**node as usize)), Node::Interruption(_)));
                prop_assert_eq!(boxes, run.difference(&marked).count() + events.count());
                prop_assert_eq!(&svg, &{
                    let mut again = flowchart(&process, &Wording { language: &Language::Vi, lane: &Id::to_string });
                    again.highlight(&of(&shown, &traced, &sketch, &Language::Vi));
                    again.to_svg("", "")
                });
            }
        }
    }
}
