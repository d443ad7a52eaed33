//! An objective says how often it is measured.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("mục tiêu có kỳ đo", "an objective says how often it is measured"),
        why: (
            "Không có kỳ đo thì đến cuối năm mới biết không đạt, không kịp sửa.",
            "Without a period one learns at the end of the year that it was missed, too late to act.",
        ),
        mend: (
            "Ghi kỳ đo ở `period:`, như `month` hoặc `quarter`.",
            "Write under `period:` how often it is measured, such as `month` or `quarter`.",
        ),
        wrong: "objectives: ba-dinh-2018
# without items.q1.period",
        right: "objectives: ba-dinh-2018
items:
  - {id: q1, period: quarter}",
        ..Info::new("iso/objective-period", Basis::new("ISO 9001:2008", "5.4.1, 8.2.3").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    for programme in &library.objectives {
        for (i, objective) in programme.definition.items.iter().enumerate() {
            let id = &objective.id;
            if objective.period.is_none() {
                let message = message!(
                    vi: "mục tiêu `{id}` không có kỳ đo (`period:`)",
                    en: "the objective `{id}` does not say how often it is measured (`period:`)"
                );
                sink.add(&programme.source, Path::root().key("items").index(i).key("id"), message);
            }
        }
    }
}
