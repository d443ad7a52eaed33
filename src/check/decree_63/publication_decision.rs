//! A publication that was confirmed names the decision that announced the procedure.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{at, service};
use crate::model::finding::{Part, Severity};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: (
            "việc công khai đã đối chiếu thì nêu quyết định công bố",
            "a publication that was confirmed names its decision",
        ),
        why: (
            "Thủ tục được công bố bằng quyết định của Bộ trưởng hoặc Chủ tịch Ủy ban nhân dân cấp tỉnh; đối chiếu \
             việc công khai là đối chiếu với quyết định đó.",
            "A procedure is announced by a decision of the minister or of the chair of the province; to confirm its \
             publication is to compare it with that decision.",
        ),
        mend: (
            "Ghi `decision`, hoặc `verified: false` nếu chưa đối chiếu.",
            "Name the `decision`, or write `verified: false` where it was not compared.",
        ),
        wrong: "service: {publication: {posted-at: [ward-one-stop], database: true, portal: true}}",
        right: "service: {publication: {posted-at: [ward-one-stop], database: true, portal: true, verified: false}}",
        ..Info::new("decree-63/publication-decision", article("Arts. 13, 15"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(publication) = service(procedure).and_then(|s| s.publication.as_ref()) else { return };
    if publication.verified && publication.decision.is_none() {
        let message = message!(
            vi: "việc công khai được ghi là đã đối chiếu nhưng không nêu quyết định công bố (`decision:`)",
            en: "the publication counts as confirmed, but the decision that announced the procedure is not named (`decision:`)"
        );
        sink.add(procedure.source(), at("publication").key("decision"), message).part = Part::Key;
    }
}
