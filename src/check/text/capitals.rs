//! A title is not all capitals.

use super::{Sort, Wrong, of_documents, of_procedure};
use crate::check::rule::{Basis, BuiltIn, Info, Look};
use crate::model::finding::Severity;
use crate::model::value::{Language, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("tên gọi không viết hoa toàn bộ", "a title is not all capitals"),
        why: (
            "Tài liệu tự chọn kiểu chữ cho từng chỗ; tên viết hoa toàn bộ khó đọc trong bảng, trong sơ đồ, và mất \
             phân biệt tên riêng.",
            "Documents choose the type for each place themselves; a title in capitals is hard to read in tables and \
             charts, and names are lost in it.",
        ),
        mend: (
            "Viết thường, chỉ hoa chữ đầu và tên riêng.",
            "Write small letters, with a capital at the beginning and in names.",
        ),
        wrong: "steps: [{id: search, title: {vi: TRA CỨU SỔ HỘ TỊCH, en: Search the registers}}]",
        right: "steps: [{id: search, title: {vi: Tra cứu sổ hộ tịch, en: Search the registers}}]",
        ..Info::new("text/capitals", Basis::new("ISO 9001:2008", "4.2.3 e"))
    },
    look: Look::Both(|p, sink| of_procedure(p, sink, wrong), |l, sink| of_documents(l, sink, wrong)),
};

fn wrong(_: &Language, text: &str, sort: Sort) -> Option<Wrong> {
    if sort == Sort::Prose || text.bytes().any(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let words = text.split_whitespace().count();
    let capitals = letters >= 8 && words >= 2 && !text.contains(char::is_lowercase);
    capitals.then(|| {
        Wrong::said(message!(
            vi: "tên viết hoa toàn bộ: chỉ viết hoa chữ đầu và tên riêng",
            en: "the title is all capitals: write a capital at the beginning and in names only"
        ))
    })
}
