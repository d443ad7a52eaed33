//! No two procedures have the same title.

use super::in_language;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::{Language, message};
use std::collections::HashMap;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("các quy trình không trùng tên", "no two procedures have the same title"),
        why: (
            "Hai quy trình cùng tên trong một hệ thống thì danh mục tài liệu không phân biệt được, hoặc một bản cũ \
             chưa được thu hồi.",
            "Two procedures with one title cannot be told apart in the list of documents, or an old one was not \
             withdrawn.",
        ),
        mend: (
            "Đặt tên theo đối tượng, cấp thực hiện, hoặc bỏ bản cũ.",
            "Name them by whom they are for or by level, or remove the old one.",
        ),
        wrong: "title: {vi: Kiểm soát tài liệu, en: Issue of copies}",
        right: "title: {vi: Cấp bản sao trích lục, en: Issue of copies}",
        ..Info::new("text/procedure-title", Basis::new("ISO 9001:2008", "4.2.3 e"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let mut seen: HashMap<(&Language, &str), &str> = HashMap::with_capacity(library.procedures().len() * 2);
    for procedure in library.procedures() {
        for (language, title) in procedure.definition().title.entries().filter(|(_, title)| !title.is_empty()) {
            if let Some(other) = seen.insert((language, title), procedure.code()).filter(|other| *other != procedure.code()) {
                let message = message!(
                    vi: "quy trình này trùng tên với `{other}`",
                    en: "this procedure has the same title as `{other}`"
                );
                sink.add(procedure.source(), in_language(Path::root().key("title"), language), message);
            }
        }
    }
}
