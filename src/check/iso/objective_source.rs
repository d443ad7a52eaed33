//! An objective says where its figures come from.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("mục tiêu có nguồn số liệu", "an objective says where its figures come from"),
        why: (
            "Không nói số liệu lấy ở đâu thì kết quả báo cáo không kiểm tra lại được.",
            "If nothing says where the figures come from, what is reported cannot be checked.",
        ),
        mend: (
            "Ghi ở `source:` số liệu lấy từ sổ, phần mềm hay báo cáo nào.",
            "Write under `source:` the register, software or report that the figures are taken from.",
        ),
        wrong: "objectives: ba-dinh-2018
# without items.q1.source",
        right: "objectives: ba-dinh-2018
items:
  - {id: q1, source: {vi: Phần mềm một cửa, en: One-stop software}}",
        ..Info::new("iso/objective-source", Basis::new("ISO 9001:2008", "5.4.1, 8.4").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    for programme in &library.objectives {
        for (i, objective) in programme.definition.items.iter().enumerate() {
            let id = &objective.id;
            if objective.source.is_none() {
                let message = message!(
                    vi: "mục tiêu `{id}` không có nguồn số liệu (`source:`)",
                    en: "the objective `{id}` has no source of figures (`source:`)"
                );
                sink.add(&programme.source, Path::root().key("items").index(i).key("id"), message);
            }
        }
    }
}
