//! The parts of a procedure rest on legal normative documents.

use super::article;
use crate::check::places;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{cited_by_parts, first_place, is_normative, service};
use crate::model::library::Procedure;
use crate::model::value::{Language, Message, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: (
            "các bộ phận của thủ tục căn cứ vào văn bản quy phạm pháp luật",
            "the parts of a procedure rest on legal normative documents",
        ),
        why: (
            "Công văn, tiêu chuẩn, tài liệu hướng dẫn không phải văn bản quy phạm pháp luật nên không được đặt ra \
             giấy tờ, điều kiện, thời hạn cho người dân.",
            "Official letters, standards and guides are no legal normative documents: they cannot lay papers, \
             conditions or limits upon people.",
        ),
        mend: (
            "Viện dẫn luật, nghị định, thông tư, nghị quyết hoặc quyết định quy phạm pháp luật đặt ra nội dung đó; nếu không có \
             thì bỏ nội dung đó.",
            "Cite the law, decree, circular, resolution or normative decision that lays this down; where there is none, \
             drop it.",
        ),
        wrong: "service: {basis: [luat-ho-tich-2014#63, tcvn-iso-9001-2008]}",
        right: "service: {basis: [luat-ho-tich-2014#63]}",
        ..Info::new("decree-63/act-kind", article("Art. 8(1)"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(service) = service(procedure) else { return };
    let library = sink.library();
    for reference in library.references().filter(|r| !is_normative(r)) {
        let Some(path) = first_place(cited_by_parts(service), &reference.id) else { continue };
        let (id, vi, en) = (&reference.id, reference.kind.label(&Language::Vi), reference.kind.label(&Language::En));
        let message = Message::new(
            format!("`{id}` là {vi}, không phải văn bản quy phạm pháp luật: không thể là căn cứ của thủ tục"),
            format!("`{id}` is no legal normative document ({en}): a part of a procedure cannot rest on it"),
        );
        let finding = sink.add(procedure.source(), path, message);
        finding.relate_to(places::of_reference(library, id, "kind"), message!(vi: "loại văn bản", en: "its kind"));
    }
}
