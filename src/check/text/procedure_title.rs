//! No two procedures have the same title.

use super::in_language;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::definition::DocumentStatus;
use crate::model::finding::{Path, Severity};
use crate::model::library::{Library, Procedure};
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
            "Đặt tên theo đối tượng, cấp thực hiện, hoặc ghi `status: obsolete` ở bản cũ.",
            "Name them by whom they are for or by level, or mark the old one `status: obsolete`.",
        ),
        wrong: "title: {vi: Kiểm soát tài liệu, en: Issue of copies}",
        right: "title: {vi: Cấp bản sao trích lục, en: Issue of copies}",
        ..Info::new("text/procedure-title", Basis::new("ISO 9001:2008", "4.2.3 e"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let mut seen: HashMap<(&Language, &str), &Procedure> = HashMap::with_capacity(library.procedures().len() * 2);
    // A withdrawn procedure keeps its title when another takes its place.
    let withdrawn = |p: &&Procedure| p.definition().status == Some(DocumentStatus::Obsolete);
    for procedure in library.procedures().iter().filter(|p| !withdrawn(p)) {
        for (language, title) in procedure.definition().title.entries().filter(|(_, title)| !title.is_empty()) {
            let first = *seen.entry((language, title)).or_insert(procedure);
            if first.code() != procedure.code() {
                let other = first.code();
                let message = message!(
                    vi: "quy trình này trùng tên với `{other}`",
                    en: "this procedure has the same title as `{other}`"
                );
                let title = || in_language(Path::root().key("title"), language);
                let finding = sink.add(procedure.source(), title(), message);
                finding.relate(first.source(), title(), message!(vi: "cùng tên", en: "the same title"));
            }
        }
    }
}
