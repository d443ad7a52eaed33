//! A procedure in the national database has its code.

use super::article;
use crate::check::rule::{BuiltIn, Info, Look, Sink};
use crate::check::service::{at, missing, service};
use crate::model::finding::Severity;
use crate::model::library::Procedure;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("thủ tục có trong cơ sở dữ liệu quốc gia thì có mã", "a procedure in the national database has its code"),
        why: (
            "Mỗi thủ tục trong cơ sở dữ liệu quốc gia có một mã; không ghi mã thì không tra cứu và đối chiếu được.",
            "Each procedure in the national database has a code; without it nothing can be looked up or compared.",
        ),
        mend: ("Ghi `service.code`, hoặc sửa `publication.database`.", "Write `service.code`, or mend `publication.database`."),
        wrong: "# without service.code",
        right: "service: {code: \"2.000635\"}",
        ..Info::new("decree-63/code", article("Arts. 16, 24"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    let Some(service) = service(procedure) else { return };
    if service.code.is_none() && service.publication.as_ref().is_some_and(|p| p.database == Some(true)) {
        missing(
            procedure,
            sink,
            at("code"),
            "code",
            "mã thủ tục trong cơ sở dữ liệu quốc gia",
            "the code in the national database",
        );
    }
}
