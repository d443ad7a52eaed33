//! Words are one space apart.

use super::{Sort, Wrong, of_documents, of_procedure};
use crate::check::rule::{Basis, BuiltIn, Info, Look};
use crate::model::finding::Severity;
use crate::model::value::{Language, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("giữa các từ chỉ có một dấu cách", "words are one space apart"),
        why: (
            "Hai dấu cách liền nhau, dấu cách ở đầu, cuối hay dấu cách cứng làm so sánh và tìm kiếm sai, và in ra \
             lệch.",
            "Two spaces in a row, a space at either end or one that does not break make comparing and searching go \
             wrong, and print unevenly.",
        ),
        mend: ("Để một dấu cách thường giữa các từ.", "Leave one plain space between words."),
        wrong: "steps: [{id: search, title: {vi: \"Tra cứu  Sổ hộ tịch\", en: \"Search the registers\"}}]",
        right: "steps: [{id: search, title: {vi: \"Tra cứu Sổ hộ tịch\", en: \"Search the registers\"}}]",
        fixable: true,
        ..Info::new("text/spaces", Basis::new("ISO 9001:2008", "4.2.3 e"))
    },
    look: Look::Both(|p, sink| of_procedure(p, sink, wrong), |l, sink| of_documents(l, sink, wrong)),
};

fn wrong(_: &Language, text: &str, _: Sort) -> Option<Wrong> {
    let blank = |c: char| matches!(c, ' ' | '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}');
    let mut before = 0;
    let is_suspect = |b: u8| {
        let double = b == b' ' && before == b' ';
        before = b;
        double || matches!(b, b'\t' | 0xc2 | 0xe2 | 0xe3)
    };
    let ends = text.starts_with(blank) || text.ends_with(blank);
    if !ends && !text.bytes().any(is_suspect) {
        return None;
    }
    let inside = || text.lines().any(|line| line.contains("  ") || line.contains(|c: char| c != ' ' && blank(c)));
    if !ends && !inside() {
        return None;
    }
    let message = message!(
        vi: "văn bản có dấu cách thừa hoặc dấu cách không thường",
        en: "the text has superfluous or unusual spaces"
    );
    let line = |line: &str| line.split(blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    Some(Wrong::mended(message, text.trim().lines().map(line).collect::<Vec<_>>().join("\n")))
}
