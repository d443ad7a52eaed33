//! A text is there in every language that the title has.

use super::each;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::Severity;
use crate::model::library::Procedure;
use crate::model::value::{Language, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("văn bản có đủ các ngôn ngữ mà tên quy trình có", "a text is there in every language that the title has"),
        why: (
            "Tên quy trình bằng hai thứ tiếng thì tài liệu được in bằng cả hai; chỗ nào thiếu bản dịch thì người \
             đọc gặp một câu bằng thứ tiếng khác.",
            "A procedure whose title is in two languages is printed in both; where a translation is missing the \
             reader meets a sentence in the other one.",
        ),
        mend: ("Viết thêm bản dịch vào văn bản đó.", "Add the translation to that text."),
        wrong: "purpose: {vi: Thống nhất trình tự cấp bản sao.}",
        right: "purpose: {vi: Thống nhất trình tự cấp bản sao., en: Sets one sequence for issuing copies.}",
        ..Info::new("text/translation", Basis::new("ISO 9001:2008", "4.2.3 e"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let p = procedure.definition();
    let languages: Vec<&Language> = p.title.entries().map(|(l, _)| l).filter(|l| **l != Language::Und).collect();
    each(procedure, &mut |text, _, path| {
        let missing: Vec<&str> = languages.iter().filter(|l| text.get(l).is_none()).map(|l| l.code()).collect();
        if !text.is_placeholder() && !missing.is_empty() {
            let missing = missing.join(", ");
            let message = message!(vi: "thiếu bản dịch: {missing}", en: "translation missing: {missing}");
            sink.add(procedure.source(), path(), message);
        }
    });
}
