//! The system has processes of all four kinds.

use crate::check::iso::{following, list};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::definition::ProcessKind;
use crate::model::finding::{Part, Path, Severity};
use crate::model::library::Library;
use crate::model::value::{Language, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("hệ thống có đủ bốn loại quá trình", "the system has processes of all four kinds"),
        why: (
            "Một hệ thống chất lượng gồm quá trình quản lý, quá trình chính, quá trình hỗ trợ (nguồn lực) và quá \
             trình đo lường, cải tiến. Thiếu hẳn một loại thường là bỏ sót cả một chương của tiêu chuẩn.",
            "A quality system has processes of management, of the work itself, of resources, and of measurement and \
             improvement. If one kind is absent, mostly a whole chapter of the standard was left out.",
        ),
        mend: ("Bổ sung quá trình, hoặc sửa `kind:` ghi nhầm.", "Add the process, or correct a wrong `kind:`."),
        wrong: "organisation: ba-dinh
processes:
  - {id: documents, kind: management}
  - {id: resources, kind: management}",
        right: "organisation: ba-dinh
processes:
  - {id: documents, kind: support}
  - {id: resources, kind: management}",
        ..Info::new("iso/process-kinds", Basis::new("ISO 9001:2008", "4.1").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let Some(organisation) = following(library) else { return };
    let processes = &organisation.definition.processes;
    let lacks = || ProcessKind::ALL.iter().filter(|kind| !processes.iter().any(|process| process.kind == **kind));
    if !processes.is_empty() && lacks().next().is_some() {
        let (vi, en) = (list(lacks().map(|k| k.label(&Language::Vi))), list(lacks().map(|k| k.label(&Language::En))));
        let message = message!(vi: "hệ thống chưa có {vi}", en: "the system has no {en}");
        sink.add(&organisation.source, Path::root().key("processes"), message).part = Part::Key;
    }
}
