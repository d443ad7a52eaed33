//! A registered form is used somewhere.

use super::{dossier, results};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::steps;
use crate::model::finding::{Finding, Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;
use std::collections::HashSet;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Note,
        demands: ("biểu mẫu trong danh mục được dùng ở đâu đó", "a registered form is used somewhere"),
        why: (
            "Biểu mẫu có trong danh mục mà không quy trình nào dùng có thể đã hết hiệu lực mà chưa thu hồi.",
            "A form in the register that no procedure uses may be obsolete and not withdrawn.",
        ),
        mend: (
            "Bỏ khỏi danh mục, hoặc ghi vào quy trình dùng nó.",
            "Take it off the register, or name it in the procedure that uses it.",
        ),
        wrong: r"forms: more-forms
items: [{id: assignment, code: BM.MC.15, title: {vi: Phiếu giao việc, en: Assignment slip}, kind: internal}]",
        right: r"forms: more-forms
items: [{id: assignment, code: BM.MC.15, title: {vi: Phiếu giao việc, en: Assignment slip}, kind: internal}]
---
steps: [{id: forward, makes: [control-slip, assignment]}, {id: search, uses: [declaration, assignment]}]",
        whole: true,
        ..Info::new("data/form-unused", Basis::new("ISO 9001:2008", "4.2.3 g"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    // A name that leads nowhere may have meant one of these forms.
    let is_lost = |f: &Finding| f.severity == Severity::Error;
    if library.findings().iter().any(is_lost) {
        return;
    }
    let (mut ids, mut codes) = (HashSet::new(), HashSet::new());
    for procedure in library.procedures() {
        ids.extend(steps(procedure).iter().flat_map(|step| step.uses.iter().chain(&step.makes)));
        codes.extend(procedure.definition().records.iter().filter_map(|record| record.form.as_ref()));
        codes.extend(dossier(procedure).iter().flat_map(|item| item.form.iter()));
        codes.extend(results(procedure).iter().filter_map(|result| result.form.as_ref()));
    }
    for document in &library.forms {
        for (i, form) in document.definition.items.iter().enumerate() {
            if !ids.contains(&form.id) && !codes.contains(&form.code) {
                let code = &form.code;
                let message = message!(
                    vi: "không quy trình nào dùng biểu mẫu `{code}`",
                    en: "no procedure uses the form `{code}`"
                );
                sink.add(&document.source, Path::root().key("items").index(i).key("id"), message);
            }
        }
    }
}
