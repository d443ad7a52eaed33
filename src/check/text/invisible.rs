//! A text holds no invisible characters.

use super::{Sort, Wrong, of_documents, of_procedure};
use crate::check::rule::{Basis, BuiltIn, Info, Look};
use crate::model::value::{Language, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("văn bản không chứa ký tự vô hình", "a text holds no invisible characters"),
        why: (
            "Ký tự không độ rộng, dấu nối mềm và ký tự đổi chiều chữ không nhìn thấy được nhưng làm tìm kiếm, so \
             sánh sai, và có thể làm câu hiện khác với nội dung thật. Thường dính vào khi chép từ trang web.",
            "Characters of no width, soft hyphens and marks that turn the direction of writing cannot be seen, but \
             searching and comparing go wrong, and a sentence may show something else than it says. They come along \
             when text is copied from web pages.",
        ),
        mend: ("Xóa các ký tự đó khỏi văn bản.", "Remove these characters from the text."),
        wrong: "purpose: {vi: \"Thống nhất trình\\u200B tự cấp bản sao.\", en: \"Sets one sequence.\"}",
        right: "purpose: {vi: \"Thống nhất trình tự cấp bản sao.\", en: \"Sets one sequence.\"}",
        fixable: true,
        ..Info::new("text/invisible", Basis::new("ISO 9001:2008", "4.2.3 e"))
    },
    look: Look::Both(|p, sink| of_procedure(p, sink, wrong), |l, sink| of_documents(l, sink, wrong)),
};

fn wrong(_: &Language, text: &str, _: Sort) -> Option<Wrong> {
    // Most texts hold none of the bytes that these characters are written with.
    if !text.bytes().any(|b| matches!(b, 0xc2 | 0xd8 | 0xe1 | 0xe2 | 0xef)) {
        return None;
    }
    let found = text.chars().find(|c| is_invisible(*c))?;
    let code = u32::from(found);
    let message = message!(
        vi: "văn bản chứa ký tự vô hình U+{code:04X}: hãy xóa ký tự đó",
        en: "the text holds the invisible character U+{code:04X}: remove it"
    );
    Some(Wrong::mended(message, text.chars().filter(|c| !is_invisible(*c)).collect()))
}

/// Of no width, or turning the direction of writing; joiners that some scripts need are left alone.
const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}'
    )
}
