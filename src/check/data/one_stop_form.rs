//! The office has one form for each event of the one-stop.

use super::plain;
use crate::check::one_stop::act;
use crate::check::places;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::model::definition::{Form, FormKind};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::{Language, message};
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
        ..Info::new("data/one-stop-form", act(""))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let mut seen: HashMap<FormKind, &Form> = HashMap::new();
    for document in &library.forms {
        for (i, form) in document.definition.items.iter().enumerate() {
            let of_one_stop = |kind: &FormKind| {
                use FormKind::{Apology, ControlSlip, Receipt, Refusal, SupplementRequest};
                matches!(kind, Receipt | SupplementRequest | Refusal | Apology | ControlSlip)
            };
            let Some(kind) = form.kind.filter(of_one_stop) else { continue };
            if let Some(first) = seen.get(&kind) {
                // That one form has two numbers is said by itself.
                if first.title.entries().any(|(l, a)| form.title.entries().any(|(m, b)| l == m && plain(a) == plain(b))) {
                    continue;
                }
                let other = &first.code;
                let (vi, en) = (kind.label(&Language::Vi), kind.label(&Language::En));
                let message = message!(
                    vi: "đã có `{other}` là {vi}",
                    en: "there is already `{other}`, a {en}"
                );
                let place = places::of_form(library, other, "kind");
                let finding = sink.add(&document.source, Path::root().key("items").index(i).key("kind"), message);
                finding.relate_to(place, message!(vi: "cùng loại", en: "the same kind"));
            } else {
                seen.insert(kind, form);
            }
        }
    }
}
