//! A form that is filled in is used, or kept as a record.

use super::results;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{step_path, steps};
use crate::model::definition::FormKind;
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::{Id, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("biểu mẫu đã lập thì được dùng hoặc được lưu", "a form that is filled in is used, or kept as a record"),
        why: (
            "Biểu mẫu nội bộ được lập mà không bước nào dùng, cũng không có trong hồ sơ lưu, là việc thừa.",
            "An internal form that is filled in, used by no step and not among the records is work for nothing.",
        ),
        mend: (
            "Bỏ việc lập, ghi nó vào `uses` của bước dùng tới, hoặc ghi vào danh mục hồ sơ.",
            "Do not make it, put it into the `uses` of the step that needs it, or list it as a record.",
        ),
        wrong: "steps: [{id: search, makes: [iso-missing-minutes]}]",
        right: "steps: [{id: search, makes: [iso-missing-minutes]}, {id: sign-refusal, uses: [iso-missing-minutes]}]",
        whole: true,
        ..Info::new("data/unused", Basis::new("ISO 9001:2008", "4.2.4"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let p = procedure.definition();
    let own =
        |id: &Id| p.records.iter().any(|record| record.id == *id) || results(procedure).iter().any(|result| result.id == *id);
    for (i, step) in steps(procedure).iter().enumerate() {
        for (j, id) in step.makes.iter().enumerate().filter(|(_, id)| !own(id)) {
            let Some(form) = sink.library().forms().find(|form| form.id == *id) else { continue };
            // What applicants are handed, registers and questionnaires are used by being there.
            let is_internal = matches!(form.kind, Some(FormKind::Internal | FormKind::ControlSlip));
            let kept = p.records.iter().any(|record| record.form.as_ref() == Some(&form.code));
            if is_internal && !kept && !steps(procedure).iter().any(|step| step.uses.contains(id)) {
                let message = message!(
                    vi: "`{id}` được lập nhưng không bước nào dùng và không có trong hồ sơ lưu",
                    en: "`{id}` is filled in, but no step uses it and no record keeps it"
                );
                sink.add(procedure.source(), step_path(i).key("makes").index(j), message);
            }
        }
    }
}
