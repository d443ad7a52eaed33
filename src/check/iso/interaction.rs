//! The manual describes how the processes interact.

use crate::check::iso::{following, lacking};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Part, Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("sổ tay mô tả sự tương tác giữa các quá trình", "the manual describes how the processes interact"),
        why: (
            "Sổ tay phải nêu các quá trình và chúng giao nhận gì với nhau.",
            "The manual says which processes there are and what they pass to each other.",
        ),
        mend: (
            "Ghi `processes:` của tổ chức, mỗi quá trình có `feeds:` là nơi nhận đầu ra của nó.",
            "Write `processes:` of the organisation, each with `feeds:` for those that take what it gives.",
        ),
        wrong: "organisation: ba-dinh
# without processes",
        right: "organisation: ba-dinh
processes:
  - {id: documents, feeds: [{to: one-stop, what: {vi: Tài liệu hiện hành, en: Current documents}}]}",
        ..Info::new("iso/interaction", Basis::new("ISO 9001:2008", "4.2.2 c"))
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let Some(organisation) = following(library) else { return };
    if organisation.definition.processes.iter().all(|process| process.feeds.is_empty()) {
        let (vi, en) = ("các quá trình và sự tương tác giữa chúng", "the processes and how they interact");
        if organisation.definition.processes.is_empty() {
            lacking(organisation, sink, "processes", vi, en);
            return;
        }
        let message = message!(
            vi: "không quá trình nào giao gì cho quá trình khác (`feeds:`)",
            en: "no process gives anything to another (`feeds:`)"
        );
        sink.add(&organisation.source, Path::root().key("processes"), message).part = Part::Key;
    }
}
