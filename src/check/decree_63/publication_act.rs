//! A procedure is announced by a decision.

use super::article;
use crate::check::places;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{at, service};
use crate::model::definition::ReferenceKind;
use crate::model::library::Procedure;
use crate::model::value::{Language, Message, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("thủ tục được công bố bằng quyết định", "a procedure is announced by a decision"),
        why: (
            "Luật, nghị định quy định thủ tục; việc công bố là một quyết định riêng của Bộ trưởng hoặc Chủ tịch Ủy \
             ban nhân dân cấp tỉnh.",
            "Laws and decrees lay a procedure down; it is announced by a decision of its own, of the minister or of \
             the chair of the province.",
        ),
        mend: (
            "Ghi quyết định công bố vào `publication.decision` và vào danh mục tài liệu bên ngoài.",
            "Name that decision under `publication.decision` and in the register of external documents.",
        ),
        wrong: "service: {publication: {decision: nd-123-2015, posted-at: [ward-one-stop], database: true, portal: true}}",
        right: "service: {publication: {decision: qd-1299-2014-ttg, posted-at: [ward-one-stop], database: true, portal: true}}",
        ..Info::new("decree-63/publication-act", article("Arts. 13, 15"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let publication = service(procedure).and_then(|s| s.publication.as_ref());
    let Some(decision) = publication.and_then(|p| p.decision.as_ref()) else { return };
    let kind = sink.library().reference(decision).map(|r| r.kind);
    if let Some(kind) = kind.filter(|kind| *kind != ReferenceKind::Decision) {
        let (id, vi, en) = (&decision.reference, kind.label(&Language::Vi), kind.label(&Language::En));
        let message = Message::new(
            format!("`{id}` là {vi}, không phải quyết định công bố thủ tục"),
            format!("`{id}` is no decision that announces a procedure ({en})"),
        );
        let place = places::of_reference(sink.library(), id, "kind");
        let finding = sink.add(procedure.source(), at("publication").key("decision"), message);
        finding.relate_to(place, message!(vi: "loại văn bản", en: "its kind"));
    }
}
