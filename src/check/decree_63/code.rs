//! A procedure in the national database has its code.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{at, service};
use crate::model::finding::{Part, Severity};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("thủ tục có trong cơ sở dữ liệu quốc gia thì có mã", "a procedure in the national database has its code"),
        why: (
            "Mỗi thủ tục trong cơ sở dữ liệu quốc gia có một mã; không ghi mã thì không tra cứu và đối chiếu được.",
            "Each procedure in the national database has a code; without it nothing can be looked up or compared.",
        ),
        mend: (
            "Tra mã trong cơ sở dữ liệu rồi ghi vào `service.code`, hoặc sửa `publication.database`.",
            "Look the code up in the database and write it under `service.code`, or mend `publication.database`.",
        ),
        wrong: "# without service.code",
        right: "service: {code: \"2.000635\"}",
        ..Info::new("decree-63/code", article("Arts. 16, 24"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(service) = service(procedure) else { return };
    if service.code.is_none() && service.publication.as_ref().is_some_and(|p| p.database == Some(true)) {
        let message = message!(
            vi: "thủ tục được ghi là có trong cơ sở dữ liệu quốc gia nhưng thiếu mã (`code:`)",
            en: "the procedure is said to stand in the national database, but its code is missing (`code:`)"
        );
        let finding = sink.add(procedure.source(), at("code"), message);
        finding.part = Part::Key;
        finding.relate(
            procedure.source(),
            at("publication").key("database"),
            message!(vi: "đã ghi là có", en: "said to be there"),
        );
    }
}
