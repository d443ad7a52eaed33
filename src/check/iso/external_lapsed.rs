//! No internal procedure rests on an act that had lapsed when it took effect.

use crate::check::effective;
use crate::check::iso::is_asked;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: (
            "quy trình nội bộ không viện dẫn tài liệu bên ngoài đã hết hiệu lực",
            "an internal procedure cites no external document that had lapsed",
        ),
        why: (
            "Tài liệu bên ngoài đã hết hiệu lực là tài liệu lỗi thời như tài liệu nội bộ: làm theo nó là làm sai.",
            "An external document that has lapsed is as obsolete as one of our own: to follow it is to work wrongly.",
        ),
        mend: (
            "Viện dẫn văn bản thay thế và xem lại quy trình theo văn bản đó. Thủ tục hành chính có quy tắc riêng về \
             căn cứ.",
            "Cite what replaced it, and look at the procedure again. Administrative procedures have rules of their \
             own on their acts.",
        ),
        wrong: "references: external-documents
items:
  - {id: luat-luu-tru-2011, until: 2017-12-31}",
        right: "references: external-documents
items:
  - {id: luat-luu-tru-2011, until: 2018-12-31}",
        ..Info::new("iso/external-lapsed", Basis::new("ISO 9001:2008", "4.2.3 f, g"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let (p, library) = (procedure.definition(), sink.library());
    if !is_asked(procedure) || (p.service.is_some() && !p.internal) {
        return;
    }
    let Some(day) = effective(procedure) else { return };
    for (i, citation) in p.references.iter().enumerate() {
        let Some(until) = library.reference(citation).and_then(|item| item.until).filter(|until| *until < day) else { continue };
        let id = &citation.reference;
        let message = message!(
            vi: "`{id}` chỉ có hiệu lực đến {until}, trước ngày {day} quy trình có hiệu lực",
            en: "`{id}` was in force until {until} only; the procedure takes effect on {day}"
        );
        sink.add(procedure.source(), Path::root().key("references").index(i), message);
    }
}
