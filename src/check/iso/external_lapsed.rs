//! No internal procedure rests on an act that had lapsed when it took effect, or has lapsed since.

use crate::check::iso::{is_asked, registered};
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::check::{Since, follows_lapsed, places};
use crate::model::definition::ReferenceKind;
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
    for (i, citation) in p.references.iter().enumerate() {
        let id = &citation.reference;
        let Some((register, place, item)) = registered(library, id) else { continue };
        let Some((until, (day, since))) = item.until.zip(follows_lapsed(library, procedure, item.until)) else { continue };
        // Of the edition of the standard that the system is described by a rule of its own speaks.
        if item.kind == ReferenceKind::Standard && matches!(since, Since::Description) {
            continue;
        }
        let message = match since {
            Since::Effect => message!(
                vi: "`{id}` hết hiệu lực từ {until}, quy trình có hiệu lực từ {day}",
                en: "`{id}` lapsed on {until}, the procedure took effect on {day}"
            ),
            Since::Description => message!(
                vi: "`{id}` hết hiệu lực từ {until}, mà quy trình vẫn viện dẫn vào ngày {day}",
                en: "`{id}` lapsed on {until}, and the procedure still cites it on {day}"
            ),
        };
        let finding = sink.add(procedure.source(), Path::root().key("references").index(i), message);
        finding.relate(register, place.key("until"), message!(vi: "hết hiệu lực", en: "lapsed"));
        places::relate_day(finding, library, procedure, since);
        finding.help = item.replaced_by.as_ref().filter(|by| !by.is_placeholder()).map(|by| {
            message!(vi: "xem lại quy trình theo `{by}`, văn bản thay thế, và viện dẫn văn bản đó", en: "look at the procedure again by `{by}`, which replaced it, and cite that")
        });
    }
}
