//! Letters and their marks are one character.

use super::{Sort, Wrong, of_documents, of_procedure};
use crate::check::rule::{Basis, BuiltIn, Info, Look};
use crate::model::finding::Severity;
use crate::model::value::{Language, message};
use unicode_normalization::{UnicodeNormalization, is_nfc};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("chữ và dấu được mã hóa liền (dạng NFC)", "letters and their marks are one character (NFC)"),
        why: (
            "Chữ tiếng Việt mã hóa tổ hợp (chữ và dấu rời, thường từ máy Mac hoặc tệp PDF) nhìn giống nhưng không \
             bằng chữ mã hóa liền: tìm kiếm không ra, xếp thứ tự sai, có phông chữ in lệch dấu.",
            "Letters with their marks apart, as some systems and PDF files give them, look the same as whole ones \
             and are not: they are not found, sort wrongly, and some fonts print the marks beside the letters.",
        ),
        mend: ("Chuyển văn bản sang dạng NFC.", "Convert the text to NFC."),
        wrong: "purpose: {vi: \"Thô\\u0301ng nhất trình tự.\", en: \"Sets one sequence.\"}",
        right: "purpose: {vi: \"Thống nhất trình tự.\", en: \"Sets one sequence.\"}",
        fixable: true,
        ..Info::new("text/composed", Basis::new("ISO 9001:2008", "4.2.3 e"))
    },
    look: Look::Both(|p, sink| of_procedure(p, sink, wrong), |l, sink| of_documents(l, sink, wrong)),
};

fn wrong(_: &Language, text: &str, _: Sort) -> Option<Wrong> {
    if !may_be_apart(text) || is_nfc(text) {
        return None;
    }
    let message = message!(
        vi: "văn bản dùng chữ và dấu mã hóa rời: chuyển sang mã hóa liền (NFC)",
        en: "letters and marks stand apart in this text: convert it to NFC"
    );
    Some(Wrong::mended(message, text.nfc().collect()))
}

/// Whether a text holds more than Latin letters with their marks and usual punctuation: looked at by bytes, which is fast.
fn may_be_apart(text: &str) -> bool {
    let mut before = 0;
    text.bytes().any(|b| {
        let apart = matches!(b, 0xcc..=0xe0 | 0xe3..) || (before == 0xe1 && b < 0xb8) || (before == 0xe2 && b == 0x84);
        before = b;
        apart
    })
}
