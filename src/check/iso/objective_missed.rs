//! An objective says what is done when it is missed.

use crate::check::rule::{Basis, BuiltIn, Info, Look, Sink};
use crate::model::finding::{Path, Severity};
use crate::model::library::Library;
use crate::model::value::message;

pub(super) static RULE: BuiltIn = BuiltIn {
    info: Info {
        severity: Severity::Warning,
        demands: ("mục tiêu có việc phải làm khi không đạt", "an objective says what is done when it is missed"),
        why: (
            "Không đạt kết quả hoạch định thì phải khắc phục; nói trước việc phải làm thì không để đến lúc đó mới \
             bàn.",
            "Where a planned result is missed, something is corrected; said beforehand, it need not be argued then.",
        ),
        mend: (
            "Ghi ở `when-missed:` việc phải làm, như mở hành động khắc phục.",
            "Write under `when-missed:` what is to be done, such as opening a corrective action.",
        ),
        wrong: "objectives: ba-dinh-2018
# without items.q1.when-missed",
        right: "objectives: ba-dinh-2018
items:
  - {id: q1, when-missed: {vi: Lập hành động khắc phục, en: Open a corrective action}}",
        ..Info::new("iso/objective-missed", Basis::new("ISO 9001:2008", "5.4.2, 8.2.3").unverified())
    },
    look: Look::Library(look),
};

fn look(library: &Library, sink: &mut Sink) {
    for programme in &library.objectives {
        for (i, objective) in programme.definition.items.iter().enumerate() {
            let id = &objective.id;
            if objective.target.is_some() && objective.when_missed.is_none() {
                let message = message!(
                    vi: "mục tiêu `{id}` không nói phải làm gì khi không đạt (`when-missed:`)",
                    en: "the objective `{id}` does not say what is done when it is missed (`when-missed:`)"
                );
                sink.add(&programme.source, Path::root().key("items").index(i).key("id"), message);
            }
        }
    }
}
