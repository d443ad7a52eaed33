//! A paper that the office uses was handed in by the applicant.

use super::{dossier, item_path};
use crate::check::decree_63::article;
use crate::check::rule::{BuiltIn, Info, Look, LookUp, Sink};
use crate::check::{step_path, steps};
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::message;
use std::collections::HashSet;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("giấy tờ cơ quan dùng đã được người yêu cầu nộp", "a paper of the dossier that the office uses was handed in"),
        why: (
            "Cơ quan dùng một giấy tờ trong hồ sơ mà không bước nào của người yêu cầu nộp ra thì thiếu việc nộp: hồ \
             sơ đi tiếp với giấy tờ chưa có.",
            "If the office uses a paper of the dossier that no step of the applicant hands in, its hand-over is \
             missing: the case goes on with a paper that is not there.",
        ),
        mend: (
            "Ghi giấy tờ vào `uses` của bước nộp, hoặc bỏ khỏi thành phần hồ sơ nếu cơ quan tự có.",
            "Put it into the `uses` of the applicant's step, or drop it from the dossier if the office has it \
             already.",
        ),
        wrong: "steps: [{id: submit, uses: [declaration]}]",
        right: "steps: [{id: submit, uses: [declaration, request-letter, authorisation, identity-paper]}]",
        whole: true,
        looks_up: &[LookUp::Roles],
        ..Info::new("data/not-handed-in", article("Arts. 3(2), 8(2) d"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let items = dossier(procedure);
    if items.is_empty() {
        return;
    }
    let (mut brought, mut used) = (HashSet::new(), HashSet::new());
    for step in steps(procedure) {
        let papers = if sink.library().is_applicant(&step.role) { &mut brought } else { &mut used };
        papers.extend(step.uses.iter().chain(&step.makes));
    }
    if brought.is_empty() {
        return;
    }
    for (i, item) in items.iter().enumerate().filter(|(_, item)| used.contains(&item.id) && !brought.contains(&item.id)) {
        let id = &item.id;
        let user = steps(procedure).iter().position(|s| !sink.library().is_applicant(&s.role) && s.uses.contains(id));
        let message = message!(
            vi: "giấy tờ `{id}` được cơ quan dùng nhưng không bước nào của người yêu cầu nộp hoặc xuất trình",
            en: "the office uses the paper `{id}`, but no step of the applicant hands it in or shows it"
        );
        let finding = sink.add(procedure.source(), item_path(i).key("id"), message);
        if let Some(user) = user {
            finding.relate(procedure.source(), step_path(user).key("id"), message!(vi: "dùng ở đây", en: "used here"));
        }
    }
}
