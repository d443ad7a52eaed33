//! A text was read in the encoding it was written in.

use super::{Sort, Wrong, of_documents, of_procedure};
use crate::check::rule::{Basis, BuiltIn, Info, Look};
use crate::model::value::{Language, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("văn bản không bị vỡ bảng mã", "a text was read in the encoding it was written in"),
        why: (
            "Chuỗi như “HÆ°á»›ng dáº«n” là tiếng Việt UTF-8 bị đọc nhầm bảng mã rồi lưu lại; người đọc không đọc \
             được và máy không tìm được.",
            "Strings such as “HÆ°á»›ng dáº«n” are Vietnamese in UTF-8 that was read in another encoding and saved: \
             nobody can read it, nothing finds it.",
        ),
        mend: (
            "Lấy lại văn bản gốc hoặc gõ lại; `check --fix` khôi phục được khi cả văn bản bị đọc nhầm theo cùng một cách.",
            "Take the original text or type it again; `check --fix` restores it where all of it was misread in the same way.",
        ),
        wrong: "purpose: {vi: \"HÆ°á»›ng dáº«n cáº¥p báº£n sao.\", en: \"Guidance.\"}",
        right: "purpose: {vi: \"Hướng dẫn cấp bản sao.\", en: \"Guidance.\"}",
        fixable: true,
        ..Info::new("text/mojibake", Basis::new("ISO 9001:2008", "4.2.3 e"))
    },
    look: Look::Both(|p, sink| of_procedure(p, sink, wrong), |l, sink| of_documents(l, sink, wrong)),
};

fn wrong(_: &Language, text: &str, _: Sort) -> Option<Wrong> {
    if !text.bytes().any(|b| matches!(b, 0xc2 | 0xe2 | 0xef)) {
        return None;
    }
    let found = broken(text)?;
    let message = message!(
        vi: "văn bản bị vỡ bảng mã ở “{found}”: lấy lại bản gốc hoặc gõ lại",
        en: "the text was read in the wrong encoding at “{found}”: take the original or type it again"
    );
    Some(match repaired(text) {
        Some(mended) => Wrong::mended(message, mended),
        None => Wrong::said(message),
    })
}

/// What the first bytes of Vietnamese letters look like in a western encoding, and what stands for a lost letter.
fn broken(text: &str) -> Option<&'static str> {
    const BROKEN: [&str; 12] = ["á»", "áº", "Ä‘", "Ã¡", "Ã©", "Ã´", "Ã¢", "Æ°", "Æ¡", "â€œ", "â€“", "\u{fffd}"];
    // «Khá» is a word in quotation marks.
    let quoted = |found: &str| found == "á»" && text.contains('«');
    BROKEN.into_iter().find(|found| text.contains(found) && !quoted(found))
}

/// The text as it was written, if all of it went through Windows-1252 and nothing was lost.
fn repaired(text: &str) -> Option<String> {
    let bytes: Option<Vec<u8>> = text.chars().map(western).collect();
    String::from_utf8(bytes?).ok().filter(|mended| broken(mended).is_none())
}

/// The byte that Windows-1252 reads as this character.
fn western(c: char) -> Option<u8> {
    const FROM_80: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“',
        '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    let code = u8::try_from(u32::from(c)).ok().filter(|code| !(0x80..0xa0).contains(code));
    code.or_else(|| (0x80..=0x9f).zip(FROM_80).find(|(_, read)| *read == c).map(|(code, _)| code))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text as Windows-1252 reads its bytes.
    fn misread(text: &str) -> String {
        let read = |byte: u8| (0..=u32::from('™')).filter_map(char::from_u32).find(|c| western(*c) == Some(byte)).unwrap();
        text.bytes().map(read).collect()
    }

    #[test]
    fn what_was_misread_is_restored_to_the_letter() {
        let all = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ";
        for text in ["Hướng dẫn cấp bản sao.", "“Sổ hộ tịch” – bản chính…", all, &all.to_uppercase()] {
            let broken = misread(text);
            assert_eq!(repaired(&broken).as_deref(), Some(text), "{broken}");
        }
        assert_eq!(misread("Hướng dẫn"), "HÆ°á»›ng dáº«n");
    }

    #[test]
    fn what_was_misread_in_part_only_is_left_to_the_author() {
        assert_eq!(repaired("Cấp báº£n sao"), None, "a letter that no western text holds");
        assert_eq!(repaired("báº£n sao \u{fffd}"), None, "a letter is lost");
        assert_eq!(repaired("Ã¡ là á"), None, "not all of it was misread");
    }
}
