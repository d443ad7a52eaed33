//! An objective has a target that can be measured.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Note,
        demands: ("mục tiêu có chỉ tiêu đo được", "an objective has a target that can be measured"),
        why: (
            "Mục tiêu phải đo được; không có con số thì cuối kỳ không nói được đạt hay không.",
            "Objectives are measurable; without a figure nobody can say at the end whether they were met.",
        ),
        mend: (
            "Ghi `target:`; nguồn không nêu thì xin lãnh đạo giao con số.",
            "Write `target:`; if the source gives none, ask the management for one.",
        ),
        wrong: "objectives: ba-dinh-2018
# without items.q1.target",
        right: r#"objectives: ba-dinh-2018
items:
  - {id: q1, target: "= 100%"}"#,
        ..Info::new("iso/objective-target", Basis::new("ISO 9001:2008", "5.4.1").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    for programme in &library.objectives {
        for (i, objective) in programme.definition.items.iter().enumerate() {
            let id = &objective.id;
            if objective.target.is_none() && !id.is_placeholder() {
                let message = message!(
                    vi: "mục tiêu `{id}` không có chỉ tiêu nên chưa đo được: cần một con số (`target:`)",
                    en: "the objective `{id}` has no target and cannot be measured as stated: it needs a figure (`target:`)"
                );
                sink.add(&programme.source, Path::root().key("items").index(i).key("id"), message);
            }
        }
    }
}
