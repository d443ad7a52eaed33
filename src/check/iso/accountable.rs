//! For each step of the office one person answers.

use crate::check::iso::show_kind;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::definition::RoleKind;
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::{Id, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("mỗi bước có đúng một người chịu trách nhiệm", "for each step one person answers"),
        why: (
            "Bước do phần mềm làm vẫn phải có người chịu trách nhiệm; và người yêu cầu không chịu trách nhiệm thay \
             cơ quan.",
            "Somebody answers for what software does, and applicants do not answer for the office.",
        ),
        mend: ("Ghi `accountable:` là một vai trò của cơ quan.", "Write a role of the office under `accountable:`."),
        wrong: "steps:
  - {id: forward, role: one-stop-software}
---
organisation: ba-dinh
roles:
  - {id: one-stop-software, title: {vi: Phần mềm một cửa, en: One-stop software}, kind: system}",
        right: "steps:
  - {id: forward, role: one-stop-software, accountable: one-stop-officer}
---
organisation: ba-dinh
roles:
  - {id: one-stop-software, title: {vi: Phần mềm một cửa, en: One-stop software}, kind: system}",
        ..Info::new("iso/accountable", Basis::new("ISO 9001:2008", "5.5.1").unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let library = sink.library();
    let kind_of = |id: &Id| library.role(id).map(|role| role.kind);
    for (i, step) in steps(procedure).iter().enumerate() {
        let id = &step.id;
        match &step.accountable {
            None if kind_of(&step.role) == Some(RoleKind::System) => {
                let message = message!(
                    vi: "bước `{id}` do phần mềm làm, không ai chịu trách nhiệm (`accountable:`)",
                    en: "the step `{id}` is done by software and nobody answers for it (`accountable:`)"
                );
                show_kind(sink.add(procedure.source(), step_path(i).key("id"), message), library, &step.role);
            }
            Some(role) if matches!(kind_of(role), Some(RoleKind::Applicant | RoleKind::System)) => {
                let message = message!(
                    vi: "người chịu trách nhiệm về bước `{id}` là `{role}`, không phải người của cơ quan",
                    en: "`{role}` answers for the step `{id}`, but does not belong to the office"
                );
                show_kind(sink.add(procedure.source(), step_path(i).key("accountable"), message), library, role);
            }
            _ => {}
        }
    }
}
