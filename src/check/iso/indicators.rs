//! A procedure has an indicator.

use super::demand;
use crate::check::iso::is_asked;
use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::Severity;
use crate::model::library::Procedure;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("quy trình có ít nhất một chỉ số theo dõi", "a procedure has an indicator"),
        why: ("Không đo thì không biết quy trình có đạt mục đích hay không.", "What is not measured is not known to work."),
        mend: (
            "Ghi `indicators:` với nội dung, chỉ tiêu, kỳ đo và nguồn số liệu.",
            "Write `indicators:` with what is measured, the target, the period and the source.",
        ),
        wrong: "# without indicators",
        right: r#"indicators:
  - {id: on-time, title: {vi: Đúng hạn, en: On time}, target: "= 100%", period: month, source: {vi: Phần mềm, en: Software}}"#,
        ..Info::new("iso/indicators", Basis::new("ISO 9001:2008", "8.2.3").unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    if is_asked(procedure) {
        demand(procedure, sink, procedure.definition().indicators.is_empty(), "indicators", "chỉ số theo dõi", "an indicator");
    }
}
