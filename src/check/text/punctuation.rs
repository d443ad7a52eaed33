//! A title does not end with a stop.

use super::{Sort, Wrong, of_documents, of_procedure};
use crate::check::rule::{Basis, BuiltIn, Info, Look};
use crate::model::finding::Severity;
use crate::model::value::{Language, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("tên gọi không kết thúc bằng dấu câu", "a title does not end with a punctuation mark"),
        why: (
            "Tên gọi đứng trong bảng, trong tiêu đề và giữa câu; dấu chấm, phẩy ở cuối làm các chỗ đó sai.",
            "Titles stand in tables, in headings and within sentences, where a stop or comma at their end is wrong.",
        ),
        mend: ("Bỏ dấu câu ở cuối tên.", "Leave out the mark at the end of the title."),
        wrong: "steps: [{id: search, title: {vi: \"Tra cứu Sổ hộ tịch.\", en: \"Search the registers\"}}]",
        right: "steps: [{id: search, title: {vi: \"Tra cứu Sổ hộ tịch\", en: \"Search the registers\"}}]",
        fixable: true,
        ..Info::new("text/punctuation", Basis::new("ISO 9001:2008", "4.2.3 e"))
    },
    look: Look::Both(|p, sink| of_procedure(p, sink, wrong), |l, sink| of_documents(l, sink, wrong)),
};

fn wrong(language: &Language, text: &str, sort: Sort) -> Option<Wrong> {
    let end = text.trim_end().chars().next_back().filter(|c| matches!(c, '.' | ',' | ';' | ':'))?;
    let last = text.split_whitespace().next_back()?;
    let word = last.trim_end_matches(end);
    // An abbreviation keeps its stop, and three dots are a word left out.
    let abbreviated = word.contains('.') || word.ends_with('…') || (*language != Language::Vi && word.chars().count() < 4);
    if sort == Sort::Prose || (end == '.' && (abbreviated || word.is_empty())) {
        return None;
    }
    let message = message!(
        vi: "tên kết thúc bằng dấu “{end}”: hãy bỏ dấu đó",
        en: "the title ends with “{end}”: leave it out"
    );
    Some(Wrong::mended(message, text.trim_end().trim_end_matches(end).to_owned()))
}
