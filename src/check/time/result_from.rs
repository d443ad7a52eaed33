//! The step from which the limit of a result counts leads to that result.

use super::{is_joined_up, results};
use crate::check::decree_63::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::finding::Path;
use crate::model::graph::ProcessGraph;
use crate::model::library::Procedure;
use crate::model::value::{Id, message};
use petgraph::Direction;
use petgraph::graph::NodeIndex;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: (
            "bước bắt đầu tính thời hạn riêng phải dẫn tới kết quả",
            "the step from which the limit of a result counts leads to the result",
        ),
        why: (
            "Thời hạn riêng tính từ một bước mà từ đó không đi tới bước lập kết quả thì không bao giờ tính được; \
             ghi bước bắt đầu mà không ghi thời hạn thì cũng vậy.",
            "A limit that counts from a step from which the result is never reached cannot be counted; nor can a \
             beginning without a limit.",
        ),
        mend: (
            "Ghi ở `from` bước dẫn tới kết quả, và thời hạn của kết quả ở `within`.",
            "Name a step that leads to the result under `from`, and the limit of the result under `within`.",
        ),
        wrong: "service: {results: [{id: extract-copy, within: 2 hours, from: sign-refusal}]}",
        right: "service: {results: [{id: extract-copy, within: 2 hours, from: search}]}",
        whole: true,
        ..Info::new("time/result-from", article("Art. 8(2) đ"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let graph = procedure.graph();
    for (i, result) in results(procedure).iter().enumerate() {
        let Some((from, node)) = result.from.as_ref().and_then(|step| Some((step, graph.node_of(step.as_str())?))) else {
            continue;
        };
        let id = &result.id;
        let message = if result.within.is_none() {
            // A result of a joined-up procedure is asked for its limit.
            if is_joined_up(procedure) {
                continue;
            }
            message!(
                vi: "kết quả `{id}` tính thời hạn từ bước `{from}` nhưng không ghi thời hạn (`within:`)",
                en: "the result `{id}` counts from the step `{from}` but has no limit (`within:`)"
            )
        } else if !leads_to_maker(graph, node, id) && steps(procedure).iter().any(|step| step.makes.contains(id)) {
            message!(
                vi: "từ bước `{from}` không đi tới bước nào lập kết quả `{id}`",
                en: "from the step `{from}` no step that makes the result `{id}` is reached"
            )
        } else {
            continue;
        };
        let maker = steps(procedure).iter().position(|step| step.makes.contains(id)).filter(|_| result.within.is_some());
        let finding = sink.add(procedure.source(), Path::root().key("service").key("results").index(i).key("from"), message);
        if let Some(maker) = maker {
            finding.relate(procedure.source(), step_path(maker).key("id"), message!(vi: "lập kết quả", en: "makes the result"));
        }
    }
}

fn leads_to_maker(graph: &ProcessGraph, from: NodeIndex, result: &Id) -> bool {
    let reached = graph.spread([from], Direction::Outgoing, |_| true);
    graph.step_nodes().any(|node| reached[node.index()] && graph.step(node).is_some_and(|step| step.makes.contains(result)))
}
