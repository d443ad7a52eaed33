//! An indicator says where its figures come from.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Procedure;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("chỉ số có nguồn số liệu", "an indicator says where its figures come from"),
        why: (
            "Không nói số liệu lấy ở đâu thì mỗi người đo một cách và không kiểm tra lại được.",
            "If nothing says where the figures come from, everyone counts differently and nobody can check.",
        ),
        mend: (
            "Ghi ở `source:` số liệu lấy từ sổ, phần mềm hay phiếu nào.",
            "Write under `source:` the register, software or slip that the figures are taken from.",
        ),
        wrong: "# without indicators.on-time.source",
        right: "indicators:
  - {id: on-time, source: {vi: Phần mềm một cửa, en: One-stop software}}",
        ..Info::new("iso/indicator-source", Basis::new("ISO 9001:2008", "8.2.3, 8.4").unverified())
    },
    look: Look::Procedure(look),
};

fn look(procedure: &Procedure, sink: &mut Sink) {
    for (i, indicator) in procedure.definition().indicators.iter().enumerate() {
        if indicator.source.is_none() {
            let id = &indicator.id;
            let message = message!(
                vi: "chỉ số `{id}` không có nguồn số liệu (`source:`)",
                en: "the indicator `{id}` has no source of figures (`source:`)"
            );
            sink.add(procedure.source(), Path::root().key("indicators").index(i).key("id"), message);
        }
    }
}
