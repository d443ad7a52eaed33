//! Every procedure belongs to a process of the system.

use crate::check::iso::{following, in_force};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;
use std::collections::HashSet;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("mỗi quy trình thuộc một quá trình của hệ thống", "every procedure belongs to a process of the system"),
        why: (
            "Sơ đồ quá trình trong sổ tay phải gồm mọi việc của hệ thống; quy trình đứng ngoài thì không biết nó \
             nhận gì từ đâu, giao gì cho ai.",
            "The process map of the manual holds all the work of the system; of a procedure outside it nobody knows \
             what it receives or gives.",
        ),
        mend: (
            "Thêm mã hoặc lĩnh vực của nó vào một quá trình (`processes:` của tổ chức).",
            "Add its code or its field to a process (`processes:` of the organisation).",
        ),
        wrong: "organisation: ba-dinh
processes:
  - {id: correction, procedures: [QT-04, QT-05]}",
        right: "organisation: ba-dinh
processes:
  - {id: correction, procedures: [QT-04, QT-05, QT-06]}",
        ..Info::new("iso/process-missing", Basis::new("ISO 9001:2008", "4.1 a").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let Some(organisation) = following(library) else { return };
    let processes = &organisation.definition.processes;
    if processes.is_empty() {
        return;
    }
    let codes: HashSet<&str> = processes.iter().flat_map(|process| &process.procedures).map(|code| code.as_str()).collect();
    let fields: HashSet<&str> = processes.iter().flat_map(|process| &process.fields).map(|field| field.as_str()).collect();
    for procedure in in_force(library) {
        let field = procedure.definition().field.as_ref();
        // A service without a field is told that by the decree.
        if procedure.definition().service.is_some() && field.is_none() {
            continue;
        }
        if !codes.contains(procedure.code()) && !field.is_some_and(|field| fields.contains(field.as_str())) {
            let message = message!(
                vi: "quy trình không thuộc quá trình nào của hệ thống (`processes:` của tổ chức)",
                en: "the procedure belongs to no process of the system (`processes:` of the organisation)"
            );
            sink.add(procedure.source(), Path::root().key("procedure"), message);
        }
    }
}
