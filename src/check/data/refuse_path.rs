//! A procedure that can grant can refuse.

use super::results;
use crate::check::decree_63::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::model::finding::{Part, Path, Severity};
use crate::model::graph::Node;
use crate::model::library::Procedure;
use crate::model::value::message;
use petgraph::Direction;
use petgraph::graph::NodeIndex;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("quy trình giải quyết được thì cũng từ chối được", "a procedure that can grant can also refuse"),
        why: (
            "Quy trình mà mọi đường đều tới “hoàn thành” không nói phải làm gì khi không đủ điều kiện; từ chối phải \
             bằng văn bản, nêu lý do.",
            "A procedure in which every way is completed does not say what happens when the conditions are not met; \
             a refusal is given in writing, with the reason.",
        ),
        mend: (
            "Thêm nhánh từ chối sau bước xem xét, với kết thúc `refused`.",
            "Add a way to a refusal behind the examination, with the end `refused`.",
        ),
        wrong: r"steps: [{id: examine, next: [{to: receive, when: {vi: Đủ, en: complete}}, {to: request-supplement, when: {vi: Thiếu, en: incomplete}, at-most: 1}]}, {id: search, next: [{to: print}]}]
# without steps.search.split
# without steps.guide
# without steps.refuse-intake
# without steps.sign-refusal
# without steps.return-refusal",
        right: "steps: [{id: search, time: 20 minutes}]",
        whole: true,
        ..Info::new("data/refuse-path", article("Art. 18(5)"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    if results(procedure).is_empty() {
        return;
    }
    let graph = procedure.graph();
    let reached = graph.spread([graph.start()], Direction::Outgoing, |_| true);
    let refuses = |node: NodeIndex| matches!(graph.node(node), Node::End(name) if *name != "completed");
    if graph.nodes().any(|node| reached[node.index()] && refuses(node)) {
        return;
    }
    let message = message!(
        vi: "mọi đường đều tới hoàn thành: không có nhánh từ chối khi không đủ điều kiện (`end: refused`)",
        en: "every way is completed: nothing leads to a refusal where the conditions are not met (`end: refused`)"
    );
    sink.add(procedure.source(), Path::root().key("steps"), message).part = Part::Key;
}
