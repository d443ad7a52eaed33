//! Letters are those they look like.

use super::{Sort, Wrong, of_documents, of_procedure};
use crate::check::rule::{Basis, BuiltIn, Info, Look};
use crate::model::finding::Severity;
use crate::model::value::{Language, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("chữ cái đúng là chữ nhìn thấy", "letters are those they look like"),
        why: (
            "“Ð” của tiếng Iceland nhìn như “Đ”, chữ “а” Kirin nhìn như “a”: mắt không phân biệt được nhưng tìm \
             kiếm và so sánh thì sai. Thường do bảng mã cũ hoặc chép từ nguồn khác.",
            "The Icelandic “Ð” looks like the Vietnamese “Đ”, a Cyrillic “а” like an “a”: the eye cannot tell them \
             apart, searching and comparing can. They come from old encodings or from copied text.",
        ),
        mend: ("Gõ lại từ đó bằng bộ gõ Unicode của đúng ngôn ngữ.", "Type the word again on a keyboard of its language."),
        wrong: "purpose: {vi: \"Ðảm bảo bản sao khớp với Sổ.\", en: \"Copies agree with the register.\"}",
        right: "purpose: {vi: \"Đảm bảo bản sao khớp với Sổ.\", en: \"Copies agree with the register.\"}",
        fixable: true,
        ..Info::new("text/look-alike", Basis::new("ISO 9001:2008", "4.2.3 e"))
    },
    look: Look::Both(|p, sink| of_procedure(p, sink, wrong), |l, sink| of_documents(l, sink, wrong)),
};

fn wrong(language: &Language, text: &str, _: Sort) -> Option<Wrong> {
    if !may_be_foreign(text) {
        return None;
    }
    // Icelandic and Faroese write the letter itself.
    let foreign = matches!(language, Language::Other(code) if matches!(&**code, "is" | "fo"));
    let eth = |c: char| matches!(c, 'Ð' | 'ð' | 'Ɖ' | 'ɖ');
    if !foreign && text.contains(eth) {
        let message = message!(
            vi: "“Ð” hoặc “ð” ở đây không phải chữ “Đ”, “đ” của tiếng Việt",
            en: "“Ð” or “ð” is here where the Vietnamese “Đ” or “đ” is meant"
        );
        let mended = text
            .chars()
            .map(|c| {
                if matches!(c, 'Ð' | 'Ɖ') {
                    'Đ'
                } else if eth(c) {
                    'đ'
                } else {
                    c
                }
            })
            .collect();
        return Some(Wrong::mended(message, mended));
    }
    let word =
        text.split(|c: char| !c.is_alphabetic()).find(|word| word.contains(is_latin) && word.contains(is_greek_or_cyrillic))?;
    Some(Wrong::said(message!(
        vi: "từ “{word}” lẫn chữ cái của hai bảng chữ khác nhau",
        en: "the word “{word}” mixes letters of two alphabets"
    )))
}

/// Whether a text holds the bytes of an eth, or of Greek or Cyrillic letters.
fn may_be_foreign(text: &str) -> bool {
    let mut before = 0;
    text.bytes().any(|b| {
        let pair = (before, b);
        before = b;
        matches!(b, 0xcd..=0xd4) || matches!(pair, (0xc3, 0x90 | 0xb0) | (0xc6, 0x89) | (0xc9, 0x96))
    })
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, 'À'..='ɏ' | 'Ḁ'..='ỿ')
}

fn is_greek_or_cyrillic(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{52f}')
}
