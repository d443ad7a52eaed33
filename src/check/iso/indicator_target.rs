//! An indicator has a target that can be measured.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("chỉ số có chỉ tiêu đo được", "an indicator has a target that can be measured"),
        why: (
            "Chỉ số không có chỉ tiêu thì đo xong vẫn không biết đạt hay không đạt.",
            "Of an indicator without a target nobody can say whether it was met.",
        ),
        mend: ("Ghi chỉ tiêu ở `target:`, như `\">= 95%\"`.", "Write the target under `target:`, such as `\">= 95%\"`."),
        wrong: "# without indicators.on-time.target",
        right: r#"indicators:
  - {id: on-time, target: "= 100%"}"#,
        ..Info::new("iso/indicator-target", Basis::new("ISO 9001:2008", "5.4.1").unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    for (i, indicator) in procedure.definition().indicators.iter().enumerate() {
        if indicator.target.is_none() {
            let id = &indicator.id;
            let message = message!(
                vi: "chỉ số `{id}` không có chỉ tiêu (`target:`)",
                en: "the indicator `{id}` has no target (`target:`)"
            );
            sink.add(procedure.source(), Path::root().key("indicators").index(i).key("id"), message);
        }
    }
}
