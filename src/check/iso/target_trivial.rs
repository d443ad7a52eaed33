//! A target can be missed, and can be met.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::{Percent, Target, message};

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("chỉ tiêu có thể đạt và có thể không đạt", "a target can be missed, and can be met"),
        why: (
            "Chỉ tiêu lúc nào cũng đạt (`>= 0%`) không nói lên điều gì; chỉ tiêu không bao giờ đạt (`< 0%`) cũng vậy.",
            "A target that is always met (`>= 0%`) says nothing, nor does one that never can be (`< 0%`).",
        ),
        mend: ("Ghi ở `target:` mức thật sự phải phấn đấu.", "Write under `target:` the figure that is really aimed at."),
        wrong: r#"indicators:
  - {id: on-time, target: ">= 0%"}"#,
        right: r#"indicators:
  - {id: on-time, target: ">= 95%"}"#,
        ..Info::new("iso/target-trivial", Basis::new("ISO 9001:2008", "5.4.1").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    let of_procedures = library.procedures().iter().flat_map(|procedure| {
        let indicators = procedure.definition().indicators.iter().enumerate();
        indicators.map(move |(i, indicator)| (procedure.source(), "indicators", i, indicator.target))
    });
    let of_objectives = library.objectives.iter().flat_map(|document| {
        let items = document.definition.items.iter().enumerate();
        items.map(move |(i, objective)| (&document.source, "items", i, objective.target))
    });
    for (source, key, i, target) in of_procedures.chain(of_objectives) {
        let Some(target) = target else { continue };
        let nothing = Percent::from_ten_thousandths(0);
        let message = match target {
            Target::AtLeast(p) if p == nothing => message!(
                vi: "chỉ tiêu `{target}` lúc nào cũng đạt",
                en: "the target `{target}` is always met"
            ),
            Target::Between(a, b) if a == nothing && b >= Percent::WHOLE => message!(
                vi: "chỉ tiêu `{target}` lúc nào cũng đạt",
                en: "the target `{target}` is always met"
            ),
            Target::Of(0, _) => message!(
                vi: "chỉ tiêu `{target}` lúc nào cũng đạt",
                en: "the target `{target}` is always met"
            ),
            Target::LessThan(p) if p == nothing => message!(
                vi: "chỉ tiêu `{target}` không bao giờ đạt được",
                en: "the target `{target}` can never be met"
            ),
            _ => continue,
        };
        sink.add(source, Path::root().key(key).index(i).key("target"), message);
    }
}
