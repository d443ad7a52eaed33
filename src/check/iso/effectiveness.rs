//! Who looks whether an action worked did not carry it out.

use crate::check::iso::names;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::definition::Step;
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: (
            "người xác nhận kết quả khắc phục không phải người đã làm",
            "who looks whether an action worked did not carry it out",
        ),
        why: (
            "Việc kiểm tra cuối cùng của hành động khắc phục, phòng ngừa là xem nó có hiệu lực hay không; người vừa \
             làm xong tự xác nhận thì không ai biết.",
            "The last check of a corrective or preventive action asks whether it worked; if those who did it say so \
             themselves, nobody knows.",
        ),
        mend: ("Giao thẩm quyền ở điểm kiểm soát cuối cho người khác.", "Give the authority at the last check to somebody else."),
        wrong: "procedure: QT-05
steps:
  - {id: verify, role: unit-head, control: {criterion: {vi: Không tái diễn, en: It does not recur}, authority: unit-head}}",
        right: "procedure: QT-05
steps:
  - {id: verify, control: {criterion: {vi: Không tái diễn, en: It does not recur}, authority: internal-auditor}}",
        whole: true,
        ..Info::new("iso/effectiveness", Basis::new("ISO 9001:2008", "8.2.2, 8.5.2 f, 8.5.3 e").unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let acts = ["8.2.2", "8.5.2", "8.5.3"].iter().any(|number| names(procedure, number));
    if !acts || procedure.definition().service.is_some() {
        return;
    }
    let Some((i, control)) = steps(procedure).iter().enumerate().rev().find_map(|(i, step)| Some((i, step.control.as_ref()?)))
    else {
        return;
    };
    let (id, authority) = (&steps(procedure)[i].id, &control.authority);
    let graph = procedure.graph();
    let leads = |step: &Step| graph.next_steps(step.id.as_str()).iter().any(|next| next.0.id == *id);
    let before: Vec<usize> = (0..steps(procedure).len()).filter(|j| leads(&steps(procedure)[*j])).collect();
    if !before.is_empty() && before.iter().all(|j| steps(procedure)[*j].role == *authority) {
        let message = message!(
            vi: "`{authority}` tự xác nhận việc mình vừa làm ở bước `{id}`",
            en: "at the step `{id}`, `{authority}` confirms what the same role has just done"
        );
        let finding = sink.add(procedure.source(), step_path(i).key("control").key("authority"), message);
        for j in before {
            finding.relate(
                procedure.source(),
                step_path(j).key("role"),
                message!(vi: "việc làm ở đây", en: "the work is done here"),
            );
        }
    }
}
