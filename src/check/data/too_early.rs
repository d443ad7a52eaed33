//! No paper is used before it can have been made.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::library::Procedure;
use crate::model::value::message;
use petgraph::graph::NodeIndex;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("không dùng giấy tờ trước khi lập", "no paper is used before it can have been made"),
        why: (
            "Bước dùng một giấy tờ mà mọi bước lập ra nó đều ở phía sau thì người làm không có gì để dùng.",
            "A step that uses a paper which is only made further on has nothing to use.",
        ),
        mend: ("Chuyển việc lập lên trước, hoặc bỏ giấy tờ khỏi `uses`.", "Make the paper earlier, or take it out of `uses`."),
        wrong: "steps: [{id: search, uses: [declaration, extract-copy]}]",
        right: "steps: [{id: stamp, uses: [extract-copy]}]",
        whole: true,
        ..Info::new("data/too-early", Basis::new("ISO 9001:2008", "7.5.1").unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let mut early = Vec::new();
    super::without(procedure, |i, id| early.push((i, id.clone())));
    if early.is_empty() {
        return;
    }
    // What cannot be reached has a finding of its own.
    let (graph, reached) = (procedure.graph(), procedure.graph().reachable());
    let nodes: Vec<NodeIndex> = graph.step_nodes().collect();
    for (i, id) in early.into_iter().filter(|(i, _)| reached.contains(&nodes[*i])) {
        let message = message!(
            vi: "bước này dùng `{id}`, nhưng `{id}` chỉ được lập ở phía sau hoặc ở nhánh song song",
            en: "this step uses `{id}`, which is only made further on or side by side with it"
        );
        let j = steps(procedure)[i].uses.iter().position(|used| *used == id).unwrap_or_default();
        let maker = steps(procedure).iter().position(|step| step.makes.contains(&id));
        let finding = sink.add(procedure.source(), step_path(i).key("uses").index(j), message);
        finding.called(message!(vi: "dùng ở đây", en: "used here"));
        if let Some(maker) = maker {
            finding.relate(procedure.source(), step_path(maker).key("id"), message!(vi: "lập ở đây", en: "made here"));
        }
    }
}
