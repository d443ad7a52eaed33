//! A process takes from another or gives to another.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;
use std::collections::HashSet;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("mỗi quá trình nhận hoặc giao đầu ra với quá trình khác", "a process takes from another or gives to another"),
        why: (
            "Quá trình không nhận gì, không giao gì thì hoặc sơ đồ còn thiếu, hoặc nó không thuộc hệ thống.",
            "If a process neither takes nor gives, the map is incomplete or the process is not part of the system.",
        ),
        mend: (
            "Ghi `feeds:` của nó, hoặc của quá trình giao việc cho nó.",
            "Write its `feeds:`, or those of the process that feeds it.",
        ),
        wrong: "organisation: ba-dinh
processes:
  - {id: archive, title: {vi: Lưu trữ, en: Archive}, kind: support, procedures: [QT-02]}",
        right: "organisation: ba-dinh
processes:
  - id: archive
    title: {vi: Lưu trữ, en: Archive}
    kind: support
    procedures: [QT-02]
    feeds: [{to: one-stop, what: {vi: Hồ sơ cũ, en: Old files}}]",
        ..Info::new("iso/process-isolated", Basis::new("ISO 9001:2008", "4.1 b").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let Some(organisation) = library.organisations.first() else { return };
    let processes = &organisation.definition.processes;
    let fed: HashSet<&str> = processes
        .iter()
        .flat_map(|process| process.feeds.iter().filter(|feed| feed.to != process.id))
        .map(|feed| feed.to.as_str())
        .collect();
    // Where nothing feeds anything the map as a whole is missing.
    if fed.is_empty() {
        return;
    }
    for (i, process) in processes.iter().enumerate() {
        let id = &process.id;
        if !fed.contains(id.as_str()) && process.feeds.iter().all(|feed| feed.to == *id) {
            let message = message!(
                vi: "quá trình `{id}` không nhận gì và không giao gì cho quá trình khác (`feeds:`)",
                en: "the process `{id}` neither takes from another nor gives to one (`feeds:`)"
            );
            sink.add(&organisation.source, Path::root().key("processes").index(i).key("id"), message);
        }
    }
}
