//! No text is still to be written.

use super::{Sort, Wrong, of_documents, of_procedure};
use crate::check::rule::{Basis, BuiltIn, Info, Look};
use crate::model::value::{Language, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("không còn chỗ để trống chưa viết", "no text is still to be written"),
        why: (
            "“TODO”, “[tên đơn vị]” hay một dãy dấu chấm là chỗ người soạn định viết sau; tài liệu ban hành mà còn \
             chỗ đó là chưa xong.",
            "“TODO”, “[name of unit]” or a row of dots is what an author meant to write later; a document issued \
             with it is not finished.",
        ),
        mend: ("Viết nội dung còn thiếu, hoặc bỏ khóa đó.", "Write what is missing, or remove the key."),
        wrong: "purpose: {vi: \"TODO: viết mục đích\", en: \"TBD\"}",
        right: "purpose: {vi: \"Thống nhất trình tự.\", en: \"Sets one sequence.\"}",
        ..Info::new("text/placeholder", Basis::new("ISO 9001:2008", "4.2.3 e"))
    },
    look: Look::Both(|p, sink| of_procedure(p, sink, wrong), |l, sink| of_documents(l, sink, wrong)),
};

fn wrong(_: &Language, text: &str, _: Sort) -> Option<Wrong> {
    let found = mark(text).or_else(|| phrase(text)).or_else(|| gap(text)).or_else(|| is_blank(text).then_some(text))?;
    Some(Wrong::said(message!(
        vi: "văn bản còn chỗ chưa viết: “{found}”",
        en: "the text is still to be written: “{found}”"
    )))
}

/// A word by which authors find the place again.
fn mark(text: &str) -> Option<&str> {
    let shouts = |b: &[u8]| b.iter().all(|b| b.is_ascii_uppercase() || *b == b'?');
    if !text.as_bytes().windows(3).any(shouts) {
        return None;
    }
    let marks = ["TODO", "TBD", "FIXME", "XXX", "XXXX", "???"];
    text.split(|c: char| !c.is_alphanumeric() && c != '?').find(|word| marks.contains(word))
}

fn phrase(text: &str) -> Option<&str> {
    let end = text.trim_end_matches(['.', ' ', ')', ']']);
    // What stands alone is a promise of the author; “kết quả được cập nhật sau” says what is done.
    let alone = |said: &&str| {
        let before = end.len().checked_sub(said.len()).and_then(|at| Some((end.get(..at)?, end.get(at..)?)));
        before.filter(|(_, last)| last.to_lowercase() == **said).is_some_and(|(before, _)| {
            let before = before.trim_end();
            before.is_empty()
                || before.ends_with([':', '(', '[', '-', '–', ',', ';', '.'])
                || before.ends_with("sẽ")
                || before.ends_with("still")
        })
    };
    let said = ["bổ sung sau", "cập nhật sau", "to be completed later", "to be written"].into_iter().find(alone);
    said.or_else(|| text.contains("orem ipsum").then_some("lorem ipsum"))
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '.' | '…' | '_' | '-' | '?' | ' ' | '/'))
}

/// A blank to be filled in: `[tên đơn vị]`, `<name>`, `……………`, `______`.
fn gap(text: &str) -> Option<&str> {
    if !text.bytes().any(|b| matches!(b, b'[' | b'<' | b'_' | b'.' | 0xe2)) {
        return None;
    }
    for (open, close) in [('[', ']'), ('<', '>')] {
        if let Some((at, rest)) = text.find(open).and_then(|at| Some((at, text[at..].find(close)?))) {
            let inner = text[at + 1..at + rest].to_lowercase();
            let names = ["tên ", "ghi ", "điền ", "số ", "ngày ", "name", "insert ", "date", "your "];
            if names.iter().any(|name| inner.starts_with(name)) {
                return Some(&text[at..=at + rest]);
            }
        }
    }
    ["………", "______", "......"].into_iter().find(|dots| text.contains(dots))
}
