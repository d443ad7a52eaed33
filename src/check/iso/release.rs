//! A result is released by somebody before it is handed over.

use crate::check::rule::{Basis, BuiltIn, Info, Look, LookUp, Sink};
use crate::check::{step_path, steps};
use crate::model::definition::{RoleKind, Step};
use crate::model::finding::{Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::{Id, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: (
            "kết quả được người có thẩm quyền thông qua trước khi trả",
            "a result is released by somebody before it is handed over",
        ),
        why: (
            "Kết quả chỉ được trả khi người có thẩm quyền đã xác nhận là đúng, và biết người đó là ai.",
            "A result is handed over only when somebody with authority has found it right, and it is known who.",
        ),
        mend: (
            "Bước lập kết quả hoặc một bước sau đó phải có `control:`; nếu bước lập chỉ là vào số, đóng dấu thì \
             bước ký ngay trước phải có.",
            "The step that makes it, or one after it, needs a `control:`; where that step only numbers and seals, \
             the signature just before it does.",
        ),
        wrong: "# without steps.sign.control",
        right: "steps:
  - {id: stamp, control: {criterion: {vi: Đủ chữ ký, en: Signed}, authority: clerk}}
# without steps.sign.control",
        whole: true,
        looks_up: &[LookUp::Roles],
        ..Info::new("iso/release", Basis::new("ISO 9001:2008", "8.2.4").unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(results) = procedure.definition().service.as_ref().and_then(|service| service.results.as_ref()) else { return };
    let (graph, steps, library) = (procedure.graph(), steps(procedure), sink.library());
    // Everything before a check, and the checks.
    let nodes: Vec<_> = graph.step_nodes().collect();
    let checks: Vec<_> = nodes.iter().zip(steps).filter(|(_, step)| step.control.is_some()).map(|(node, _)| *node).collect();
    if checks.is_empty() {
        return;
    }
    let before = graph.spread(checks, petgraph::Direction::Incoming, |_| true);
    // What a leader has signed may be made by who numbers and seals it.
    let signs = |step: &Step| {
        let kind = step.control.as_ref().and_then(|control| library.role(&control.authority)).map(|role| role.kind);
        matches!(kind, Some(RoleKind::Leader | RoleKind::Head | RoleKind::Body | RoleKind::Agency))
    };
    let signed = |id: &Id| {
        nodes
            .iter()
            .zip(steps)
            .any(|(node, step)| signs(step) && graph.following(*node).iter().any(|next| next.0.makes.contains(id)))
    };
    let unreleased = |id: &Id| {
        let mut made = nodes.iter().zip(steps).filter(|(_, step)| step.makes.contains(id)).peekable();
        made.peek().is_some() && !made.any(|(node, _)| before[node.index()]) && !signed(id)
    };
    for (i, result) in results.items().iter().enumerate().filter(|(_, result)| unreleased(&result.id)) {
        let id = &result.id;
        let message = message!(
            vi: "kết quả `{id}` không được ai thông qua ở bước lập hay bước sau đó (`control:`)",
            en: "nobody releases the result `{id}` when or after it is made (`control:`)"
        );
        let finding = sink.add(procedure.source(), Path::root().key("service").key("results").index(i).key("id"), message);
        for (j, step) in steps.iter().enumerate() {
            if let Some(k) = step.makes.iter().position(|made| made == id) {
                let made = step_path(j).key("makes").index(k);
                finding.relate(procedure.source(), made, message!(vi: "lập ở đây", en: "made here"));
            }
        }
    }
}
