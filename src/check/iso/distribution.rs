//! A document says who holds it.

use super::demand;
use crate::check::iso::is_asked;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::Severity;
use crate::model::library::Procedure;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("tài liệu có nơi nhận và phân phối", "a document says who holds it"),
        why: (
            "Tài liệu phải có ở nơi làm việc; và khi có lần ban hành mới, phải biết bản cũ đang ở đâu để thay.",
            "A document must be at hand where the work is done, and when a new issue comes out one must know where \
             the old copies are.",
        ),
        mend: ("Ghi `distribution:` với các đơn vị giữ bản.", "Write `distribution:` with the units that hold one."),
        wrong: "# without distribution",
        right: "distribution: [ward-committee, ward-one-stop]",
        ..Info::new("iso/distribution", Basis::new("ISO 9001:2008", "4.2.3 d"))
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    if is_asked(procedure) {
        demand(
            procedure,
            sink,
            procedure.definition().distribution.is_empty(),
            "distribution",
            "nơi nhận và phân phối",
            "the distribution list",
        );
    }
}
