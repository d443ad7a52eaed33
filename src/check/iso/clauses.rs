//! A procedure names the clauses it answers.

use super::demand;
use crate::check::iso::is_asked;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::Severity;
use crate::model::library::Procedure;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("quy trình nêu điều khoản được đáp ứng", "a procedure names the clauses it answers"),
        why: (
            "Bảng điều khoản và tài liệu trong sổ tay lấy từ đây; quy trình không nêu điều khoản nào thì không có \
             trong bảng.",
            "The manual’s table of clauses and documents is made from this; a procedure that names no clause is not \
             in it.",
        ),
        mend: (
            "Ghi ở `clauses:` số các điều khoản mà quy trình đáp ứng, như `[\"7.5.1\"]`.",
            "Write under `clauses:` the numbers of the clauses that the procedure answers, such as `[\"7.5.1\"]`.",
        ),
        wrong: "# without clauses",
        right: r#"clauses: ["7.2.2", "7.5.1", "8.2.4"]"#,
        ..Info::new("iso/clauses", Basis::new("ISO 9001:2008", "4.2.2 b"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    if is_asked(procedure) {
        let (vi, en) = ("các điều khoản ISO 9001:2008 được đáp ứng", "the list of clauses it answers");
        demand(procedure, sink, procedure.definition().clauses.is_empty(), "clauses", vi, en);
    }
}
