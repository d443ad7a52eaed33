//! No internal procedure rests on an act that had lapsed when it took effect.

use crate::check::effective;
use crate::check::iso::{is_asked, registered};
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
            "Xem lại quy trình theo văn bản thay thế và viện dẫn văn bản đó.",
            "Look at the procedure again by the act that replaced this one, and cite that.",
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
        let id = &citation.reference;
        let Some((register, place, item)) = registered(library, id) else { continue };
        let Some(until) = item.until.filter(|until| *until < day) else { continue };
        let message = message!(
            vi: "`{id}` chỉ có hiệu lực đến {until}, trước ngày {day} quy trình có hiệu lực",
            en: "`{id}` was in force until {until} only; the procedure takes effect on {day}"
        );
        let finding = sink.add(procedure.source(), Path::root().key("references").index(i), message);
        finding.relate(register, place.key("until"), message!(vi: "hết hiệu lực", en: "the end of it"));
        finding.help = item.replaced_by.as_ref().filter(|by| !by.is_placeholder()).map(|by| {
            message!(vi: "xem lại quy trình theo `{by}`, văn bản thay thế, và viện dẫn văn bản đó", en: "look at the procedure again by `{by}`, which replaced it, and cite that")
        });
    }
}
