//! Who serves the public knows what to do when it goes wrong.

use crate::check::iso::{answers, following, in_force, is_asked, show_procedure};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Part, Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("quy trình phục vụ dẫn tới cách xử lý khi không phù hợp", "a service leads to the handling of what goes wrong"),
        why: (
            "Hồ sơ trễ hạn, kết quả sai là việc sẽ xảy ra; người làm phải biết theo quy trình nào.",
            "Late cases and wrong results will happen; those who work must know which procedure to follow.",
        ),
        mend: (
            "Nêu quy trình kiểm soát sự không phù hợp ở `related:`, hoặc nêu điều 8.3 nếu quy trình tự xử lý.",
            "Name the procedure for what goes wrong under `related:`, or clause 8.3 if this procedure deals with it itself.",
        ),
        wrong: "related: [QT-02, QT-08]",
        right: "related: [QT-02, QT-04, QT-08]",
        ..Info::new("iso/nonconformity", Basis::new("ISO 9001:2008", "8.3").unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let (p, library) = (procedure.definition(), sink.library());
    if p.service.is_none() || p.internal || !is_asked(procedure) || following(library).is_none() || answers(procedure, "8.3") {
        return;
    }
    let leads = |code: &str| library.procedure(code).is_some_and(|other| answers(other, "8.3"));
    if !p.related.iter().any(|code| leads(code.as_str())) {
        // Where nothing answers 8.3 the documented procedure is what is missing.
        let Some(handling) = in_force(library).find(|p| answers(p, "8.3")) else { return };
        let code = handling.code();
        let message = message!(
            vi: "không nêu quy trình xử lý khi kết quả trễ, sai hoặc thiếu (điều 8.3, như `{code}`) trong `related:`",
            en: "`related:` names no procedure for results that are late, wrong or incomplete (clause 8.3, such as `{code}`)"
        );
        let finding = sink.add(procedure.source(), Path::root().key("related"), message);
        finding.part = Part::Key;
        show_procedure(finding, handling, message!(vi: "đáp ứng điều 8.3", en: "answers clause 8.3"));
    }
}
