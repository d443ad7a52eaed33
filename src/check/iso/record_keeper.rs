//! A record is kept by somebody of the office.

use crate::check::iso::show_kind;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::definition::RoleKind;
use crate::model::finding::{Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("hồ sơ do người của cơ quan giữ", "a record is kept by a person who works here"),
        why: (
            "Hồ sơ để ở người yêu cầu, hoặc chỉ ghi là “phần mềm” giữ, thì khi cần không ai phải đưa ra.",
            "A record left with the applicant, or kept by “the software”, is nobody’s to produce.",
        ),
        mend: (
            "Ghi ở `keeper:` vai trò của người chịu trách nhiệm giữ hồ sơ.",
            "Name under `keeper:` the role of the person who keeps it.",
        ),
        wrong: "records:
  - {id: intake-papers, keeper: applicant}",
        right: "records:
  - {id: intake-papers, keeper: one-stop-officer}",
        ..Info::new("iso/record-keeper", Basis::new("ISO 9001:2008", "4.2.4"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    for (i, record) in procedure.definition().records.iter().enumerate() {
        let Some(keeper) = &record.keeper else { continue };
        let library = sink.library();
        let kind = library.role(keeper).map(|role| role.kind);
        if matches!(kind, Some(RoleKind::Applicant | RoleKind::System)) {
            let id = &record.id;
            let message = message!(
                vi: "hồ sơ `{id}` do `{keeper}` giữ: phải là một người của cơ quan",
                en: "the record `{id}` is kept by `{keeper}`: it must be a person who works here"
            );
            show_kind(sink.add(procedure.source(), Path::root().key("records").index(i).key("keeper"), message), library, keeper);
        }
    }
}
