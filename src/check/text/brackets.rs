//! Brackets and quotation marks are closed.

use super::{Sort, Wrong, of_documents, of_procedure};
use crate::check::rule::{Basis, BuiltIn, Info, Look};
use crate::model::finding::Severity;
use crate::model::value::{Language, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("dấu ngoặc mở thì có dấu đóng", "brackets and quotation marks that open are closed"),
        why: (
            "Ngoặc mở mà không đóng thường là một phần câu bị cắt mất khi chép.",
            "A bracket that opens and does not close mostly means that part of the sentence was lost in copying.",
        ),
        mend: ("Viết lại phần câu bị mất, hoặc thêm dấu đóng.", "Write the part that was lost, or add the mark that closes."),
        wrong: "purpose: {vi: \"Thống nhất trình tự (kể cả bản sao.\", en: \"Sets one sequence.\"}",
        right: "purpose: {vi: \"Thống nhất trình tự (kể cả bản sao).\", en: \"Sets one sequence.\"}",
        ..Info::new("text/brackets", Basis::new("ISO 9001:2008", "4.2.3 e"))
    },
    look: Look::Both(|p, sink| of_procedure(p, sink, wrong), |l, sink| of_documents(l, sink, wrong)),
};

fn wrong(_: &Language, text: &str, _: Sort) -> Option<Wrong> {
    if !text.bytes().any(|b| matches!(b, b'(' | b'[' | 0xc2 | 0xe2)) {
        return None;
    }
    // More that close are items of a list: a), b).
    let (open, close) = [('(', ')'), ('[', ']'), ('“', '”'), ('«', '»')]
        .into_iter()
        .find(|(open, close)| text.matches(*open).count() > text.matches(*close).count())?;
    Some(Wrong::said(message!(
        vi: "dấu “{open}” không có dấu “{close}” đóng lại",
        en: "“{open}” is not closed by “{close}”"
    )))
}
