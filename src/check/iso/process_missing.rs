//! Every procedure belongs to a process of the system.

use crate::check::iso::{following, in_force, list};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::{Id, message};
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
    let mut without: Vec<(&Id, Vec<&str>)> = Vec::new();
    for procedure in in_force(library).filter(|procedure| !codes.contains(procedure.code())) {
        match procedure.definition().field.as_ref() {
            Some(field) if fields.contains(field.as_str()) => {}
            // A service without a field is told that by the decree.
            None if procedure.definition().service.is_some() => {}
            // A field that no process has is one mistake, however many procedures it has.
            Some(field) if organisation.definition.fields.iter().any(|known| known.id == *field) => {
                match without.iter_mut().find(|(known, _)| *known == field) {
                    Some((_, procedures)) => procedures.push(procedure.code()),
                    None => without.push((field, vec![procedure.code()])),
                }
            }
            // A field that is not known is said to be so.
            Some(_) => {}
            None => {
                let message = message!(
                    vi: "quy trình không thuộc quá trình nào của hệ thống (`processes:` của tổ chức)",
                    en: "the procedure belongs to no process of the system (`processes:` of the organisation)"
                );
                sink.add(procedure.source(), Path::root().key("procedure"), message);
            }
        }
    }
    for (i, field) in organisation.definition.fields.iter().enumerate() {
        let Some((_, procedures)) = without.iter().find(|(without, _)| **without == field.id) else { continue };
        let (id, procedures) = (&field.id, list(procedures.iter()));
        let message = message!(
            vi: "lĩnh vực `{id}` không thuộc quá trình nào của hệ thống (`processes:`): {procedures}",
            en: "the field `{id}` belongs to no process of the system (`processes:`): {procedures}"
        );
        sink.add(&organisation.source, Path::root().key("fields").index(i).key("id"), message);
    }
}
