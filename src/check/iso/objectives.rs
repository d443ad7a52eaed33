//! There are quality objectives.

use crate::check::iso::following;
use crate::check::rule::{Basis, BuiltIn, Info, Look, LookUp, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Error,
        demands: ("có mục tiêu chất lượng", "there are quality objectives"),
        why: (
            "Chính sách thành việc làm qua mục tiêu; không có mục tiêu thì không có gì để phấn đấu và để xem xét.",
            "Objectives turn the policy into work; without them there is nothing to aim at and nothing to review.",
        ),
        mend: (
            "Thêm một tài liệu `objectives:` với ít nhất một mục tiêu.",
            "Add an `objectives:` document with at least one objective.",
        ),
        wrong: "objectives: ba-dinh-2018
# without objectives",
        right: r#"objectives: ba-dinh-2018
items:
  - {id: q1, target: "= 100%"}"#,
        whole: true,
        looks_up: &[LookUp::Objectives],
        ..Info::new("iso/objectives", Basis::new("ISO 9001:2008", "5.4.1").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let Some(organisation) = following(library) else { return };
    if library.objectives.iter().all(|o| o.definition.items.is_empty()) {
        let message = message!(
            vi: "không có mục tiêu chất lượng: thêm một tài liệu `objectives:`",
            en: "there are no quality objectives: add an `objectives:` document"
        );
        sink.add(&organisation.source, Path::root().key("organisation"), message);
    }
}
