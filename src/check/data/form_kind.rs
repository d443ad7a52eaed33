//! Applicants fill in application forms, and results are issued on theirs.

use super::{dossier, item_path, results};
use crate::check::decree_63::article;
use crate::check::places;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::model::definition::FormKind;
use crate::model::finding::{Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::{FormCode, Language, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: (
            "mẫu đơn cho người yêu cầu, mẫu kết quả cho kết quả",
            "applicants fill in application forms, and results are issued on forms of results",
        ),
        why: (
            "Thành phần hồ sơ dẫn tới một biểu mẫu nội bộ, hoặc kết quả dẫn tới mẫu đơn, thì mã mẫu đã bị ghi nhầm.",
            "A paper of the dossier on an internal form, or a result on an application form, has the wrong code.",
        ),
        mend: ("Sửa `form`, hoặc sửa loại biểu mẫu trong danh mục.", "Mend the `form`, or the kind of the form in the register."),
        wrong: "service: {results: [{id: extract-copy, form: TKTLHT (TT 15/2015)}]}",
        right: "service: {results: [{id: extract-copy, form: HK09A/HK09B}]}",
        ..Info::new("data/form-kind", article("Art. 8(2) h"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let library = sink.library();
    let of_kind = |code: &FormCode| library.form(code).and_then(|form| form.kind);
    let mut wrong = Vec::new();
    for (i, item) in dossier(procedure).iter().enumerate() {
        for (j, code) in item.form.iter().enumerate() {
            if let Some(kind) = of_kind(code).filter(|kind| !matches!(kind, FormKind::Application | FormKind::Result)) {
                wrong.push((item_path(i).key("form").index(j), code, kind, ("thành phần hồ sơ", "a paper of the dossier")));
            }
        }
    }
    for (i, result) in results(procedure).iter().enumerate() {
        let Some(code) = &result.form else { continue };
        if let Some(kind) = of_kind(code).filter(|kind| *kind != FormKind::Result) {
            let path = Path::root().key("service").key("results").index(i).key("form");
            wrong.push((path, code, kind, ("kết quả", "a result")));
        }
    }
    for (path, code, kind, (what_vi, what_en)) in wrong {
        let (kind_vi, kind_en) = (kind.label(&Language::Vi), kind.label(&Language::En));
        let place = places::of_form(library, code, "kind");
        let message = message!(
            vi: "mẫu `{code}` của {what_vi} lại là loại “{kind_vi}”",
            en: "the form `{code}` of {what_en} is of the kind “{kind_en}”"
        );
        sink.add(procedure.source(), path, message).relate_to(place, message!(vi: "loại biểu mẫu", en: "its kind"));
    }
}
