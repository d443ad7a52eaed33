//! A procedure is posted at the office.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{at, service};
use crate::model::finding::Part;
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        demands: ("thủ tục được niêm yết tại trụ sở", "a procedure is posted at the office"),
        why: (
            "Niêm yết tại trụ sở là hình thức công khai bắt buộc, bằng giấy hoặc điện tử.",
            "Posting at the office, on paper or on a screen, is one of the obligatory ways of publication.",
        ),
        mend: (
            "Ghi các đơn vị niêm yết thủ tục vào `publication.posted-at`.",
            "Name the units at which the procedure is posted under `publication.posted-at`.",
        ),
        wrong: "# without service.publication.posted-at",
        right: "service: {publication: {posted-at: [ward-one-stop], database: true, portal: true, verified: false}}",
        ..Info::new("decree-63/posted", article("Arts. 16, 17"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(publication) = service(procedure).and_then(|s| s.publication.as_ref()) else { return };
    if publication.posted_at.is_empty() {
        let message = message!(
            vi: "không ghi thủ tục được niêm yết ở đâu (`posted-at:`)",
            en: "it is not said where the procedure is posted (`posted-at:`)"
        );
        sink.add(procedure.source(), at("publication").key("posted-at"), message).part = Part::Key;
    }
}
