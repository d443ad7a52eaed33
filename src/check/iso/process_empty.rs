//! A process says what it consists of.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("quá trình nêu quy trình, lĩnh vực, điều khoản hoặc căn cứ", "a process says what it consists of"),
        why: (
            "Quá trình chỉ có tên thì không biết ai làm gì trong đó.",
            "Of a process that is only a name nobody knows what is done in it.",
        ),
        mend: (
            "Ghi các quy trình, lĩnh vực của nó, hoặc ít nhất điều khoản hay văn bản mà nó thực hiện.",
            "Write its procedures or fields, or at least the clause or act that it carries out.",
        ),
        wrong: "organisation: ba-dinh
processes:
  - id: archive
    title: {vi: Lưu trữ, en: Archive}
    kind: support
    feeds: [{to: one-stop, what: {vi: Hồ sơ cũ, en: Old files}}]",
        right: "organisation: ba-dinh
processes:
  - id: archive
    title: {vi: Lưu trữ, en: Archive}
    kind: support
    procedures: [QT-02]
    feeds: [{to: one-stop, what: {vi: Hồ sơ cũ, en: Old files}}]",
        ..Info::new("iso/process-empty", Basis::new("ISO 9001:2008", "4.1 a").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let Some(organisation) = library.organisations.first() else { return };
    for (i, process) in organisation.definition.processes.iter().enumerate() {
        let work = process.procedures.is_empty() && process.fields.is_empty();
        if work && process.clauses.is_empty() && process.basis.is_empty() {
            let id = &process.id;
            let message = message!(
                vi: "quá trình `{id}` không nêu quy trình, lĩnh vực, điều khoản hay căn cứ nào",
                en: "the process `{id}` names no procedure, field, clause or basis"
            );
            sink.add(&organisation.source, Path::root().key("processes").index(i).key("id"), message);
        }
    }
}
