//! A procedure states its purpose.

use super::demand;
use crate::check::iso::is_asked;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::Severity;
use crate::model::library::Procedure;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("quy trình có mục đích", "a procedure states its purpose"),
        why: (
            "Mục đích nói quy trình phải đạt được gì; thiếu nó thì không đánh giá được quy trình có hiệu lực hay \
             không.",
            "The purpose says what the procedure is to achieve; without it nobody can judge whether it works.",
        ),
        mend: ("Ghi `purpose:` trong một, hai câu.", "Write `purpose:` in a sentence or two."),
        wrong: "# without purpose",
        right: "purpose: {vi: Thống nhất trình tự cấp bản sao., en: Sets one sequence for issuing copies.}",
        ..Info::new("iso/purpose", Basis::new("ISO 9001:2008", "4.1 a").unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    if is_asked(procedure) {
        demand(procedure, sink, procedure.definition().purpose.is_none(), "purpose", "mục đích", "the purpose");
    }
}
