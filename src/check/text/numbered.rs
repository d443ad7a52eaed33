//! The title of a step does not number it.

use super::{Sort, Wrong, of_documents, of_procedure};
use crate::check::rule::{Basis, BuiltIn, Info, Look};
use crate::model::finding::Severity;
use crate::model::value::{Language, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("tên bước không ghi số thứ tự", "the title of a step does not number it"),
        why: (
            "Tài liệu tự đánh số bước; số ghi trong tên sẽ sai ngay khi thêm hoặc bỏ một bước, và in ra thành hai số.",
            "Documents number the steps themselves; a number in a title is wrong as soon as a step is added or \
             taken away, and two numbers are printed.",
        ),
        mend: ("Bỏ số khỏi tên bước.", "Leave the number out of the title."),
        wrong: "steps: [{id: search, title: {vi: \"Bước 7: Tra cứu sổ\", en: \"Search the registers\"}}]",
        right: "steps: [{id: search, title: {vi: \"Tra cứu sổ\", en: \"Search the registers\"}}]",
        fixable: true,
        ..Info::new("text/numbered", Basis::new("ISO 9001:2008", "4.2.3 e"))
    },
    look: Look::Both(|p, sink| of_procedure(p, sink, wrong), |l, sink| of_documents(l, sink, wrong)),
};

fn wrong(_: &Language, text: &str, sort: Sort) -> Option<Wrong> {
    if sort != Sort::Step {
        return None;
    }
    let rest = ["Bước ", "bước ", "Step ", "step ", "B", ""].into_iter().find_map(|word| {
        let rest = text.strip_prefix(word)?;
        let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let title = after.trim_start_matches(['.', ':', ')', '-', '–', '—', ' ']);
        let mut marks = after.chars();
        // “2 bản” counts something; “2. Ký” numbers it, and so does “Bước 2 Ký”.
        let numbers = match marks.next() {
            Some('.' | ':' | ')' | '-' | '–' | '—') => !marks.next().is_some_and(|c| c.is_ascii_digit()),
            Some(' ') => word.len() > 1 && title.starts_with(char::is_uppercase),
            _ => false,
        };
        (numbers && after.len() < rest.len()).then_some(title)
    })?;
    let message = message!(
        vi: "tên bước ghi số thứ tự: hãy bỏ số, tài liệu tự đánh số",
        en: "the title numbers the step: leave the number out, documents number steps themselves"
    );
    Some(if rest.is_empty() { Wrong::said(message) } else { Wrong::mended(message, rest.to_owned()) })
}
