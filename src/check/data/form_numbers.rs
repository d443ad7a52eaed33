//! One form has one number.

use super::plain;
use crate::check::places;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::definition::Form;
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::{Language, message};
use std::collections::HashMap;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("một biểu mẫu chỉ có một mã hiệu", "one form has one number"),
        why: (
            "Cùng một biểu mẫu mang hai mã hiệu (phiếu kiểm soát là mẫu 02 ở quy trình này, mẫu 04 ở quy trình kia) \
             thì không biết bản nào đang dùng.",
            "One form under two numbers (the control slip is form 02 here and form 04 there) leaves it open which \
             is in use.",
        ),
        mend: (
            "Giữ một mã hiệu và sửa các chỗ dẫn chiếu tới mã kia; nếu là hai biểu mẫu thì đặt tên cho phân biệt được.",
            "Keep one code and mend what refers to the other; where they are two forms, give them different titles.",
        ),
        wrong: r"forms: more-forms
items: [{id: extra-slip, code: BM.MC.15, title: {vi: Giấy tiếp nhận hồ sơ và hẹn trả kết quả, en: Receipt}, kind: internal}]",
        right: r"forms: more-forms
items: [{id: extra-slip, code: BM.MC.15, title: {vi: Phiếu giao việc, en: Assignment slip}, kind: internal}]",
        ..Info::new("data/form-numbers", Basis::new("ISO 9001:2008", "4.2.3 e"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let mut seen: HashMap<(&Language, String), &Form> = HashMap::new();
    for document in &library.forms {
        for (i, form) in document.definition.items.iter().enumerate() {
            for (language, title) in form.title.entries().filter(|(_, title)| !title.is_empty()) {
                let first = *seen.entry((language, plain(title))).or_insert(form);
                // Two acts may each issue a form of the same name.
                let of_two_acts = matches!((&first.basis, &form.basis), (Some(a), Some(b)) if a.reference != b.reference);
                if first.code == form.code || of_two_acts {
                    continue;
                }
                let (code, other) = (&form.code, &first.code);
                let message = message!(
                    vi: "biểu mẫu này có hai mã hiệu: `{other}` và `{code}`",
                    en: "this form has two numbers: `{other}` and `{code}`"
                );
                let place = places::of_form(library, other, "code");
                let finding = sink.add(&document.source, Path::root().key("items").index(i).key("code"), message);
                finding.relate_to(place, message!(vi: "mã hiệu kia", en: "the other number"));
                break;
            }
        }
    }
}
