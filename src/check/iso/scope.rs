//! A procedure states its scope.

use super::demand;
use crate::check::iso::is_asked;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::Severity;
use crate::model::library::Procedure;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("quy trình có phạm vi áp dụng", "a procedure states its scope"),
        why: (
            "Phạm vi nói việc nào, đơn vị nào phải theo quy trình; thiếu nó thì có việc không ai làm, có việc hai \
             nơi cùng làm.",
            "The scope says which work and which units are covered; without it some work is done by nobody and some \
             twice.",
        ),
        mend: (
            "Ghi ở `scope:` quy trình áp dụng cho việc nào, ở đơn vị nào.",
            "Write under `scope:` which work and which units the procedure covers.",
        ),
        wrong: "# without scope",
        right: "scope: {vi: Áp dụng tại Ủy ban nhân dân các phường., en: Covers the wards.}",
        ..Info::new("iso/scope", Basis::new("ISO 9001:2008", "4.1 a").unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    if is_asked(procedure) {
        demand(procedure, sink, procedure.definition().scope.is_none(), "scope", "phạm vi áp dụng", "the scope");
    }
}
