//! A procedure has an owner.

use super::demand;
use crate::check::iso::is_asked;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::Severity;
use crate::model::library::Procedure;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("quy trình có vai trò chịu trách nhiệm", "a procedure has an owner"),
        why: (
            "Quy trình không có ai chịu trách nhiệm thì không ai soát xét, không ai trả lời khi nó sai.",
            "A procedure that nobody owns is reviewed by nobody, and nobody answers for it.",
        ),
        mend: (
            "Ghi ở `owner:` vai trò chịu trách nhiệm về quy trình.",
            "Name the role that answers for the procedure under `owner:`.",
        ),
        wrong: "# without owner",
        right: "owner: justice-officer",
        ..Info::new("iso/owner", Basis::new("ISO 9001:2008", "5.5.1").unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    if is_asked(procedure) {
        demand(
            procedure,
            sink,
            procedure.definition().owner.is_none(),
            "owner",
            "vai trò chịu trách nhiệm về quy trình",
            "the owner",
        );
    }
}
