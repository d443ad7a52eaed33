//! A text is in the language it is marked with.

use super::{Sort, Wrong, of_documents, of_procedure};
use crate::check::rule::{Basis, BuiltIn, Info, Look};
use crate::model::finding::Severity;
use crate::model::value::{Language, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("văn bản đúng ngôn ngữ đã ghi", "a text is in the language it is marked with"),
        why: (
            "Văn bản ghi `en` mà viết bằng tiếng Việt, hoặc ghi `vi` mà không có dấu, thì bản in một trong hai ngôn \
             ngữ bị sai.",
            "A text marked `en` that is Vietnamese, or one marked `vi` without a single accent, makes the document \
             in that language wrong.",
        ),
        mend: (
            "Chuyển văn bản về đúng khóa ngôn ngữ, hoặc viết lại có dấu.",
            "Move the text to the key of its language, or write it with its accents.",
        ),
        wrong: "purpose: {vi: \"Thong nhat trinh tu cap ban sao\", en: \"Sets one sequence.\"}",
        right: "purpose: {vi: \"Thống nhất trình tự cấp bản sao\", en: \"Sets one sequence.\"}",
        ..Info::new("text/language", Basis::new("ISO 9001:2008", "4.2.3 e"))
    },
    look: Look::Both(|p, sink| of_procedure(p, sink, wrong), |l, sink| of_documents(l, sink, wrong)),
};

fn wrong(language: &Language, text: &str, _: Sort) -> Option<Wrong> {
    let words = || text.split_whitespace().filter(|word| word.contains(char::is_alphabetic));
    match language {
        Language::Vi => {
            // Five words without an accent are no Vietnamese; codes and names in capitals do not count.
            let plain =
                text.is_ascii() && words().filter(|word| word.contains(|c: char| c.is_ascii_lowercase())).nth(4).is_some();
            plain.then(|| {
                Wrong::said(message!(
                    vi: "văn bản tiếng Việt (`vi`) không có dấu, hoặc không phải tiếng Việt",
                    en: "the Vietnamese text (`vi`) has no accents, or is not Vietnamese"
                ))
            })
        }
        Language::En if !text.is_ascii() => {
            let (all, accented) =
                words().fold((0, 0), |(all, accented), word| (all + 1, accented + usize::from(word.contains(is_vietnamese))));
            (all >= 4 && accented * 5 >= all * 3).then(|| {
                Wrong::said(
                    message!(vi: "văn bản tiếng Anh (`en`) lại là tiếng Việt", en: "the English text (`en`) is Vietnamese"),
                )
            })
        }
        _ => None,
    }
}

/// Letters with marks that Vietnamese writes.
fn is_vietnamese(c: char) -> bool {
    matches!(c, 'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | 'Ạ'..='ỹ' | 'À'..='Ã' | 'È'..='Ê' | 'Ì' | 'Í' | 'Ò'..='Õ' | 'Ù' | 'Ú' | 'Ý' | 'à'..='ã' | 'è'..='ê' | 'ì' | 'í' | 'ò'..='õ' | 'ù' | 'ú' | 'ý')
}
