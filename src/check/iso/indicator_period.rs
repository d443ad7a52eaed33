//! An indicator says how often it is measured.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("chỉ số có kỳ đo", "an indicator says how often it is measured"),
        why: (
            "Không có kỳ đo thì không ai biết khi nào phải đo, và số liệu các kỳ không so sánh được.",
            "Without a period nobody knows when to measure, and figures cannot be compared.",
        ),
        mend: (
            "Ghi kỳ đo ở `period:`, như `month` hoặc `quarter`.",
            "Write under `period:` how often it is measured, such as `month` or `quarter`.",
        ),
        wrong: "# without indicators.on-time.period",
        right: "indicators:
  - {id: on-time, period: month}",
        ..Info::new("iso/indicator-period", Basis::new("ISO 9001:2008", "8.2.3").unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    for (i, indicator) in procedure.definition().indicators.iter().enumerate() {
        if indicator.period.is_none() {
            let id = &indicator.id;
            let message = message!(
                vi: "chỉ số `{id}` không có kỳ đo (`period:`)",
                en: "the indicator `{id}` does not say how often it is measured (`period:`)"
            );
            sink.add(procedure.source(), Path::root().key("indicators").index(i).key("id"), message);
        }
    }
}
