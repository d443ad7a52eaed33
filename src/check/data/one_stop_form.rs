//! The office has one form for each event of the one-stop.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::definition::FormKind;
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::{FormCode, Language, message};
use std::collections::HashMap;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("mỗi việc ở bộ phận một cửa chỉ có một biểu mẫu", "there is one form for each event of the one-stop"),
        why: (
            "Hai biểu mẫu cùng là giấy tiếp nhận, phiếu yêu cầu bổ sung, phiếu từ chối, phiếu xin lỗi hay phiếu \
             kiểm soát thì mỗi quy trình dùng một kiểu.",
            "With two forms that are both a receipt, a supplement request, a refusal, an apology or a control slip, \
             each procedure uses its own.",
        ),
        mend: ("Giữ một mẫu cho mỗi loại, hoặc sửa loại của mẫu kia.", "Keep one of each kind, or mend the kind of the other."),
        wrong: r"forms: more-forms
items: [{id: old-slip, code: BM.MC.04A, title: {vi: Phiếu kiểm soát cũ, en: Old control slip}, kind: control-slip}]",
        right: r"forms: more-forms
items: [{id: old-slip, code: BM.MC.04A, title: {vi: Phiếu giao việc, en: Assignment slip}, kind: internal}]",
        ..Info::new("data/one-stop-form", Basis::new("09/2015/QĐ-TTg", "").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let mut seen: HashMap<FormKind, &FormCode> = HashMap::new();
    for document in &library.forms {
        for (i, form) in document.definition.items.iter().enumerate() {
            let of_one_stop = |kind: &FormKind| {
                use FormKind::{Apology, ControlSlip, Receipt, Refusal, SupplementRequest};
                matches!(kind, Receipt | SupplementRequest | Refusal | Apology | ControlSlip)
            };
            let Some(kind) = form.kind.filter(of_one_stop) else { continue };
            if let Some(other) = seen.get(&kind) {
                let (vi, en) = (kind.label(&Language::Vi), kind.label(&Language::En));
                let message = message!(
                    vi: "đã có `{other}` là {vi}",
                    en: "there is already `{other}`, a {en}"
                );
                sink.add(&document.source, Path::root().key("items").index(i).key("kind"), message);
            } else {
                seen.insert(kind, &form.code);
            }
        }
    }
}
