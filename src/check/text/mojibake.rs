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
        mend: ("Lấy lại văn bản gốc, hoặc gõ lại.", "Take the original text, or type it again."),
        wrong: "purpose: {vi: \"HÆ°á»›ng dáº«n cáº¥p báº£n sao.\", en: \"Guidance.\"}",
        right: "purpose: {vi: \"Hướng dẫn cấp bản sao.\", en: \"Guidance.\"}",
        ..Info::new("text/mojibake", Basis::new("ISO 9001:2008", "4.2.3 e"))
    },
    look: Look::Both(|p, sink| of_procedure(p, sink, wrong), |l, sink| of_documents(l, sink, wrong)),
};

fn wrong(_: &Language, text: &str, _: Sort) -> Option<Wrong> {
    if !text.bytes().any(|b| matches!(b, 0xc2 | 0xe2 | 0xef)) {
        return None;
    }
    // What the first bytes of Vietnamese letters look like in a western encoding, and what stands for a lost letter.
    let broken = ["á»", "áº", "Ä‘", "Ã¡", "Ã©", "Ã´", "Ã¢", "Æ°", "Æ¡", "â€œ", "â€“", "\u{fffd}"];
    let found = broken.iter().find(|found| text.contains(**found))?;
    Some(Wrong::said(message!(
        vi: "văn bản bị vỡ bảng mã ở “{found}”: lấy lại bản gốc hoặc gõ lại",
        en: "the text was read in the wrong encoding at “{found}”: take the original or type it again"
    )))
}
