//! A translation is not a copy.

use super::{each, each_of_documents};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::{Library, Procedure};
use crate::model::value::{Language, Text, message};
use std::sync::Arc;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("bản dịch không phải là bản chép", "a translation is not a copy"),
        why: (
            "Hai ngôn ngữ cùng một câu thì một bên chưa được dịch: người đọc ngôn ngữ đó gặp câu của ngôn ngữ kia.",
            "If both languages have the same sentence, one of them is not translated yet, and its readers meet the \
             other.",
        ),
        mend: (
            "Dịch văn bản, hoặc viết một chuỗi không ghi ngôn ngữ nếu đúng là tên riêng.",
            "Translate the text, or write one string without languages if it is a name.",
        ),
        wrong: "steps: [{id: search, title: {vi: \"Search the registers again\", en: \"Search the registers again\"}}]",
        right: "steps: [{id: search, title: {vi: \"Tra cứu lại Sổ hộ tịch\", en: \"Search the registers again\"}}]",
        ..Info::new("text/untranslated", Basis::new("ISO 9001:2008", "4.2.3 e"))
    },
    look: Look::Both(of_procedure, of_documents),
};

fn of_procedure(procedure: &Procedure, sink: &mut Sink) {
    each(procedure, &mut |text, _, path| look(procedure.source(), text, path, sink));
}

fn of_documents(library: &Library, sink: &mut Sink) {
    each_of_documents(library, &mut |source, text, _, path| look(source, text, path, sink));
}

fn look(source: &Arc<str>, text: &Text, path: &dyn Fn() -> Path, sink: &mut Sink) {
    let (Some(vi), Some(en)) = (entry(text, &Language::Vi), entry(text, &Language::En)) else { return };
    let words = || vi.split_whitespace().filter(|word| word.contains(char::is_lowercase));
    if vi == en && words().nth(2).is_some() {
        let message = message!(
            vi: "văn bản tiếng Việt và tiếng Anh giống hệt nhau: một bên chưa dịch",
            en: "the Vietnamese and the English text are the same: one of them is not translated"
        );
        sink.add(source, path(), message);
    }
}

fn entry<'a>(text: &'a Text, language: &Language) -> Option<&'a str> {
    text.entries().find(|(l, _)| *l == language).map(|(_, text)| text)
}
