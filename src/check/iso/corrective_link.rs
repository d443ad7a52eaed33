//! What an audit or a check finds goes to corrective action.

use crate::check::iso::{answers, following, in_force, names, show_procedure};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Part, Path, Severity};
use crate::model::library::{Library, Procedure};
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("điều phát hiện được chuyển sang hành động khắc phục", "what is found to be wrong goes to corrective action"),
        why: (
            "Đánh giá nội bộ và kiểm soát sự không phù hợp chỉ có ích khi nguyên nhân được khắc phục.",
            "An audit, or the control of nonconformities, is of use only if causes are removed.",
        ),
        mend: (
            "Nêu quy trình hành động khắc phục (điều 8.5.2) ở `related:`.",
            "Name the procedure for corrective action (clause 8.5.2) under `related:`.",
        ),
        wrong: "procedure: QT-03
related: [QT-01, QT-02, QT-04, QT-06, QT-07]",
        right: "procedure: QT-03
related: [QT-01, QT-02, QT-04, QT-05, QT-06, QT-07]",
        ..Info::new("iso/corrective-link", Basis::new("ISO 9001:2008", "8.2.2, 8.5.2").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    // Where nothing answers 8.5.2 the documented procedure is what is missing.
    let Some(corrective) = in_force(library).find(|p| names(p, "8.5.2")).filter(|_| following(library).is_some()) else { return };
    let finds = |p: &&Procedure| p.definition().service.is_none() && (names(p, "8.2.2") || names(p, "8.3"));
    for procedure in in_force(library).filter(finds).filter(|p| !answers(p, "8.5.2")) {
        let leads = |code: &str| library.procedure(code).is_some_and(|other| answers(other, "8.5.2"));
        if !procedure.definition().related.iter().any(|code| leads(code.as_str())) {
            let code = corrective.code();
            let message = message!(
                vi: "không nêu quy trình hành động khắc phục `{code}` (điều 8.5.2) trong `related:`",
                en: "`related:` does not name `{code}`, the procedure for corrective action (clause 8.5.2)"
            );
            let finding = sink.add(procedure.source(), Path::root().key("related"), message);
            finding.part = Part::Key;
            show_procedure(finding, corrective, message!(vi: "hành động khắc phục", en: "corrective action"));
        }
    }
}
