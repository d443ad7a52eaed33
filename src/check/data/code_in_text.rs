//! A procedure that a text names by its code is there.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::text::{each, in_language};
use crate::model::finding::Severity;
use crate::model::library::Library;
use crate::model::value::message;
use std::collections::HashSet;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Note,
        demands: (
            "quy trình được nhắc bằng mã hiệu trong văn bản phải có thật",
            "a procedure that a text names by its code is there",
        ),
        why: (
            "Văn bản nhắc một mã hiệu cùng kiểu với các quy trình ở đây nhưng không có quy trình nào mang mã đó: có \
             thể đã bị hủy, đổi mã, hoặc gõ nhầm.",
            "A text names a code of the same kind as those of the procedures here, but none bears it: withdrawn, \
             renamed or mistyped.",
        ),
        mend: ("Sửa mã hiệu, hoặc bổ sung tài liệu còn thiếu.", "Mend the code, or add the document that is missing."),
        wrong: "purpose: {vi: \"Áp dụng cùng QT-77.\", en: \"Applied together with QT-77.\"}",
        right: "purpose: {vi: \"Áp dụng cùng QT-02.\", en: \"Applied together with QT-02.\"}",
        ..Info::new("data/code-in-text", Basis::new("ISO 9001:2008", "4.2.3 g"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let kind = |code: &str| code.rfind('-').map(|at| code[..at].to_owned());
    let kinds: HashSet<String> = library.procedures().iter().filter_map(|p| kind(p.code())).collect();
    let manual = library.organisation().and_then(|o| o.manual.as_ref()).map(|code| code.as_str());
    let forms: HashSet<&str> = library.forms().map(|form| form.code.as_str()).collect();
    for procedure in library.procedures() {
        each(procedure, &mut |text, _, path| {
            for (language, text) in text.entries().filter(|(_, text)| text.contains('-')) {
                let known = |code: &str| library.procedure(code).is_some() || manual == Some(code) || forms.contains(code);
                let named = codes(text).find(|code| kind(code).is_some_and(|kind| kinds.contains(&kind)) && !known(code));
                if let Some(code) = named {
                    let message = message!(
                        vi: "văn bản nhắc `{code}`, nhưng không có quy trình nào mang mã hiệu đó",
                        en: "the text speaks of `{code}`, but no procedure has that code"
                    );
                    sink.add(procedure.source(), in_language(path(), language), message);
                }
            }
        });
    }
}

/// Words that look like codes of documents: capitals, hyphens, a number at the end.
fn codes(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| {
        word.ends_with(|c: char| c.is_ascii_digit()) && word.starts_with(char::is_uppercase) && !word.contains(char::is_lowercase)
    })
}
