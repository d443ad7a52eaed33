//! No act is cited that was not yet in force when the procedure took effect.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{cited, first_place, service};
use crate::check::{effective, places};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: (
            "văn bản viện dẫn đã có hiệu lực khi quy trình có hiệu lực",
            "an act that is cited was in force when the procedure took effect",
        ),
        why: ("Không được áp dụng quy định chưa có hiệu lực.", "Rules that are not yet in force cannot be applied."),
        mend: (
            "Bỏ viện dẫn đó, hoặc cho quy trình có hiệu lực từ ngày văn bản có hiệu lực trở đi.",
            "Drop the citation, or let the procedure take effect when the act does.",
        ),
        wrong: "service: {basis: [luat-ho-tich-2014#63, nd-61-2018]}",
        right: "service: {basis: [luat-ho-tich-2014#63]}",
        ..Info::new("decree-63/act-not-yet", article("Arts. 7, 8(1)"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let (Some(_), Some(day)) = (service(procedure), effective(procedure)) else { return };
    let library = sink.library();
    for reference in library.references() {
        let Some(from) = reference.effective.or(reference.issued).filter(|from| *from > day) else { continue };
        let Some(path) = first_place(cited(procedure), &reference.id) else { continue };
        let id = &reference.id;
        let message = message!(
            vi: "`{id}` có hiệu lực từ {from}, sau ngày quy trình có hiệu lực ({day})",
            en: "`{id}` is in force from {from}, after the procedure took effect ({day})"
        );
        let key = if reference.effective.is_some() { "effective" } else { "issued" };
        let finding = sink.add(procedure.source(), path, message);
        finding.relate_to(places::of_reference(library, id, key), message!(vi: "văn bản có hiệu lực", en: "in force from"));
        finding.relate(
            procedure.source(),
            places::of_effect(procedure),
            message!(vi: "quy trình có hiệu lực", en: "took effect"),
        );
    }
}
