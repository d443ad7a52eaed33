//! On every way to completion a result is handed over.

use super::results;
use crate::check::decree_63::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("trên mọi đường hoàn thành, kết quả đều được trả", "on every way to completion a result is handed over"),
        why: (
            "Có đường đi từ bước lập kết quả tới hoàn thành mà không qua bước nào trả kết quả đó: hồ sơ được báo là \
             xong trong khi người dân chưa nhận gì.",
            "There is a way from where the result is made to completion that passes no step which hands it over: \
             the case is reported as done while the applicant has nothing.",
        ),
        mend: (
            "Cho nhánh ấy đi qua bước trả, hoặc đặt cho nó một kết thúc khác.",
            "Lead that way through the hand-over, or give it another end.",
        ),
        wrong: "steps: [{id: sign, uses: [extract-dossier]}, {id: stamp, uses: [control-slip], next: [{to: return, \
                when: {vi: Trả tại một cửa, en: at the counter}}, {to: post, when: {vi: Qua bưu chính, en: by post}}]}, \
                {id: post, title: {vi: Gửi qua bưu chính, en: Send by post}, role: clerk, time: 10 minutes, end: \
                completed}]",
        right: "steps: [{id: stamp, next: [{to: return, when: {vi: Trả tại một cửa, en: at the counter}}, {to: post, \
                when: {vi: Qua bưu chính, en: by post}}]}, {id: post, title: {vi: Gửi qua bưu chính, en: Send by post}, \
                role: clerk, time: 10 minutes, uses: [extract-copy], end: completed}]",
        whole: true,
        ..Info::new("data/hand-over-missed", article("Art. 8(2) h"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    for result in results(procedure) {
        let Some(makers) = super::makers(procedure, sink.library(), &result.id) else { continue };
        let handed = super::after(procedure.graph(), &makers, |step| step.uses.contains(&result.id));
        if let super::Handed::MissedBefore(i) = handed {
            let (id, last, maker) = (&result.id, &steps(procedure)[i].id, makers[0]);
            let message = message!(
                vi: "quy trình có thể hoàn thành sau bước `{last}` mà chưa trả kết quả `{id}`",
                en: "the procedure can be completed behind the step `{last}` without handing over the result `{id}`"
            );
            let finding = sink.add(procedure.source(), step_path(i).key("id"), message);
            if maker != i {
                finding.relate(
                    procedure.source(),
                    step_path(maker).key("id"),
                    message!(vi: "lập kết quả", en: "makes the result"),
                );
            }
        }
    }
}
